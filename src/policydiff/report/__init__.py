# SPDX-License-Identifier: Apache-2.0
"""Comparisons as files that people and programs read."""
