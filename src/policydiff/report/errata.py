# SPDX-License-Identifier: Apache-2.0
"""勘误表, the table of errata that portals and proofreaders exchange: to print, as CSV, as a workbook.

The original is the base copy, or copy A where none is named. Each row can be decided in the
table itself; `policydiff compare --decisions` reads the filled table back.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from policydiff.model import Comparison, Difference, Finding, Side
from policydiff.report.lists import side_words, units_named
from policydiff.report.sources import Sources
from policydiff.report.wording import action_word, by_severity, context_of, telling, where
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import plain

COLUMNS = (
    "id",
    "unit",
    "lines",
    "original",
    "republished",
    "category",
    "cure",
    "handling",
    "note",
    "context",
    "reason",
)
"""The columns in order, by their keys in the catalogues' table `ui`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a telling difference or an erratum of one copy. All cells are made visible."""

    id: str
    unit: str
    line: str
    original: str
    republished: str
    category: str
    cure: str
    handling: str
    note: str
    context: str
    reason: str


def lines(comparison: Comparison, texts: Sources, words: Catalogue) -> list[Line]:
    """The rows: what tells against equality by severity, then the errata of the original and of the other copy."""
    original: Side = comparison.base or "a"
    names = units_named(comparison.units, words)
    found = [
        _difference_line(d, names, original, comparison.base, texts, words)
        for _, group in by_severity(telling(comparison))
        for d in group
    ]
    sides: tuple[Side, Side] = ("a", "b") if original == "a" else ("b", "a")
    for side in sides:
        facts = comparison.a if side == "a" else comparison.b
        text = texts.a if side == "a" else texts.b
        starts = _unit_starts(comparison, side)
        opposite = _Opposite(comparison, side)
        found += [_finding_line(f, names, starts, side, original, opposite, text, words) for f in facts.findings]
    return found


class _Opposite:
    """What the other copy reads where one copy has an erratum."""

    def __init__(self, comparison: Comparison, side: Side) -> None:
        other: Side = "b" if side == "a" else "a"
        pairs = [
            (getattr(d, side), getattr(d, other))
            for d in comparison.differences
            if d.kind not in ("moved", "split", "merged")
        ]
        self.places = sorted(((ours, theirs) for ours, theirs in pairs if ours.text), key=lambda pair: pair[0].start)
        self.starts = [ours.start for ours, _ in self.places]
        self.whole = comparison.detail == "all"

    def reading(self, finding: Finding) -> str:
        """The other copy's reading: that of the difference at this place, or the same where there is none."""
        at = bisect_right(self.starts, finding.start) - 1
        if at >= 0 and self.places[at][0].end > finding.start:
            ours, theirs = self.places[at]
            return theirs.text if (ours.start, ours.end) == (finding.start, finding.end) else ""
        touched = at + 1 < len(self.starts) and self.starts[at + 1] < finding.end
        return finding.text if self.whole and not touched else ""


def _difference_line(
    difference: Difference, names: Sequence[str], original: Side, base: Side | None, texts: Sources, words: Catalogue
) -> Line:
    ours, theirs = (difference.a, difference.b) if original == "a" else (difference.b, difference.a)
    text = texts.b if original == "a" else texts.a
    before, after = context_of(text, theirs.start, theirs.end)
    right = difference.suggestion or ""
    return Line(
        id=difference.id,
        unit=where(difference, names, words),
        line=f"{ours.line} / {theirs.line}",
        original=plain(ours.text),
        republished=plain(theirs.text),
        category=words.labelled(
            words.t(f"class.{difference.class_}"),
            f"{action_word(difference, base, words)} {words.name('kind', difference.kind)}",
        ),
        cure=plain(right),
        handling=words.t(f"ui.{difference.decision}") if difference.decision else "",
        note=difference.note,
        context=plain(f"{before}【{theirs.text[:60]}】{after}"),
        reason=plain(words.rule(difference)),
    )


def _unit_starts(comparison: Comparison, side: Side) -> list[tuple[int, int]]:
    return sorted(
        (ref.start, index) for index, pair in enumerate(comparison.units) for ref in (pair.a if side == "a" else pair.b)
    )


def _finding_line(
    finding: Finding,
    names: Sequence[str],
    starts: Sequence[tuple[int, int]],
    side: Side,
    original: Side,
    opposite: _Opposite,
    text: str,
    words: Catalogue,
) -> Line:
    at = bisect_right(starts, (finding.start, len(names))) - 1
    before, after = context_of(text, finding.start, finding.end)
    ours = side == original
    return Line(
        id=finding.id,
        unit=names[starts[at][1]] if at >= 0 else "",
        line=str(finding.line),
        original=plain(finding.text if ours else opposite.reading(finding)),
        republished=plain(opposite.reading(finding) if ours else finding.text),
        category=words.labelled(
            words.t("class.errata"), f"{side_words(side, words)} {words.name('kind', finding.kind)}"
        ),
        cure=plain(finding.suggestion or ""),
        handling=words.t(f"ui.{finding.decision}") if finding.decision else "",
        note=finding.note,
        context=plain(f"{before}【{finding.text[:60]}】{after}"),
        reason=plain(words.rule(finding)),
    )


def title_of(comparison: Comparison, words: Catalogue) -> str:
    """The notice's title over the table."""
    return plain(comparison.b.title or comparison.a.title) or words.t("ui.untitled")
