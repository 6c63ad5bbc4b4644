# SPDX-License-Identifier: Apache-2.0
"""What people decided about differences and errata: change, keep or query, kept by stable id and checked (核红).

Each function loads its module where it is first used: most comparisons have no decisions."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.decisions.applying import apply, both_named, matched, open_counts
    from policydiff.decisions.loading import load
    from policydiff.decisions.record import SCHEMA, DecidedCopy, Decision, Decisions, Stood
    from policydiff.decisions.standing import TO_DO, is_open, is_to_do
    from policydiff.decisions.writing import decided, places

_MODULES = {
    "applying": ("apply", "both_named", "matched", "open_counts"),
    "loading": ("load",),
    "record": ("SCHEMA", "DecidedCopy", "Decision", "Decisions", "Stood"),
    "standing": ("TO_DO", "is_open", "is_to_do"),
    "writing": ("decided", "places"),
}


def __getattr__(name: str) -> object:
    """Load what is asked for (PEP 562)."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"policydiff.decisions.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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
