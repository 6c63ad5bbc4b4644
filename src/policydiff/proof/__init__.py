# SPDX-License-Identifier: Apache-2.0
"""Corrections written into a copy: the other copy's reading in this copy's own dress, and the corrected file."""
