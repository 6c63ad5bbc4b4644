# SPDX-License-Identifier: Apache-2.0
"""What two documents that are no copies of one notice have to do with each other.

There is nothing to decide between two different documents; what can be asked is what they share.
"""

from collections.abc import Iterator, Sequence

from policydiff.model import Comparison, UnitRef
from policydiff.report.view import Relating, Row
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import abbreviate, labelled, plain

SHARED = 50
"""Units of both documents that are listed."""
_ASKED = ("title", "doc_number", "addressee", "issuer", "date")


def related(comparison: Comparison, rows: Sequence[Row], words: Catalogue) -> Iterator[Relating]:
    """What each document calls itself, whose it is and when, and the units that stand in both."""
    for kind in _ASKED:
        a, b = (_first(comparison, side, kind) for side in ("a", "b"))
        if a or b:
            yield Relating(words.name("unit", kind), a, b, "")
    lengths = [words.t("ui.characters", n=number(facts.length)) for facts in (comparison.a, comparison.b)]
    yield Relating(words.t("ui.length"), lengths[0], lengths[1], "")
    shared = [row for row in rows if not row.stub and row.a is not None and row.b is not None]
    for row in shared[:SHARED]:
        pair = comparison.units[row.index] if comparison.units else None
        if pair is not None and pair.kind not in _ASKED:
            yield Relating(words.t("ui.shared_unit"), _named(pair.a[0]), _named(pair.b[0]), row.anchor)


def _first(comparison: Comparison, side: str, kind: str) -> str:
    """What the first unit of a kind says in one document."""
    for pair in comparison.units:
        refs: tuple[UnitRef, ...] = getattr(pair, side)
        if pair.kind == kind and refs:
            return _named(refs[0])
    return ""


def _named(ref: UnitRef) -> str:
    return plain(abbreviate(labelled(ref.label or "", ref.title), 60))
