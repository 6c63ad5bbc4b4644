# SPDX-License-Identifier: Apache-2.0
"""Every kind of difference, declared once: class, severity, mirror, names, explanation.

A new kind is a word of `model.Kind` and a row of one of these tables; explanations, schemas, catalogues and severities
read them."""

from policydiff.kinds.aside import ASIDE
from policydiff.kinds.facts import KindFacts
from policydiff.kinds.substantive import SUBSTANTIVE
from policydiff.kinds.telling import TELLING
from policydiff.model import Kind, Severity

KINDS: dict[Kind, KindFacts] = {**SUBSTANTIVE, **TELLING, **ASIDE}


POSITIONS: frozenset[Kind] = frozenset({"moved", "split", "merged", "column_moved", "cell_moved", "cell_above"})
"""Kinds that say where something stands: they are at text that is accounted for elsewhere."""


def severity_of(kind: Kind) -> Severity | None:
    """How grave a difference of this kind is where no rule says otherwise."""
    return KINDS[kind].severity


__all__ = ["KINDS", "POSITIONS", "KindFacts", "severity_of"]
