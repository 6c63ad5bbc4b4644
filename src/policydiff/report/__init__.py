# SPDX-License-Identifier: Apache-2.0
"""Comparisons as files that people and programs read."""

from policydiff.report.output import write_file

__all__ = ["write_file"]
