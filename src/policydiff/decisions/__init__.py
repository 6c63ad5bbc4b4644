# SPDX-License-Identifier: Apache-2.0
"""What people decided about differences and errata: change, keep or query, kept by stable id and checked (核红)."""
