# SPDX-License-Identifier: Apache-2.0
"""What people decided about differences and errata: change, keep or query, kept by stable id and checked (核红)."""

from policydiff.decisions.apply import apply, both_named, is_open, is_to_do, matched, open_counts
from policydiff.decisions.checking import OPEN as TO_DO
from policydiff.decisions.load import load
from policydiff.decisions.record import SCHEMA, DecidedCopy, Decision, Decisions, Stood
from policydiff.decisions.writing import decided, places

__all__ = [
    "SCHEMA",
    "TO_DO",
    "DecidedCopy",
    "Decision",
    "Decisions",
    "Stood",
    "apply",
    "both_named",
    "decided",
    "is_open",
    "is_to_do",
    "load",
    "matched",
    "open_counts",
    "places",
]
