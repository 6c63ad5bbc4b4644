# SPDX-License-Identifier: Apache-2.0
"""What people decided about differences and errata: change, keep or query, kept by stable id."""

from policydiff.decisions.apply import apply, is_open, matched, open_counts
from policydiff.decisions.load import load
from policydiff.decisions.record import SCHEMA, Decision, Decisions

__all__ = ["SCHEMA", "Decision", "Decisions", "apply", "is_open", "load", "matched", "open_counts"]
