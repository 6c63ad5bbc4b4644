# SPDX-License-Identifier: Apache-2.0
"""勘误表, the table of errata that portals and proofreaders exchange: its rows, which every form of it is written from.

A row is a difference that tells, or an erratum of one copy with all the places where the same word is wrong alike.
`policydiff compare --decisions` reads the filled table back.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct, field, structs

from policydiff.kinds import POSITIONS
from policydiff.model import OTHER_SIDE, Comparison, DecisionName, Difference, Finding, Place, Severity, Side
from policydiff.report.lists import units_named
from policydiff.report.phrases import Line, Phrase, found_once, of_erratum, pair_of
from policydiff.report.sources import Sources
from policydiff.report.standing import Standing
from policydiff.report.wording import Action, action, by_severity, in_list, telling, title_of, where
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import abbreviate, plain

TOGETHER = 50
"""Places of one erratum that a row lists; more of them go on in another row."""
_AROUND = 40
"""Characters of a long sentence that are shown on each side."""
_ROOM = 20
"""Characters more that are looked through for a mark at which a sentence may be cut."""
_MARKS = "，；：、"
_LONGEST = 60
"""Characters of a reading that its sentence shows."""


class Quoted(Struct, frozen=True):
    """A reading with the whole words around it."""

    before: str
    reading: str
    after: str


class Position(Struct, frozen=True):
    """Where a reading stands in one copy, as a person counts: the page (0 where pages are not known), the paragraph (0
    outside the notice), the sentence; and the line of the decoded text."""

    page: int
    paragraph: int
    sentence: int
    line: int


class ErrataPlace(Struct, frozen=True):
    """One place of a row: the id by which it is decided on, the unit, where it stands in each copy, its sentence."""

    id: str
    unit: str
    a: Position | None
    b: Position | None
    sentence: Quoted
    """In the copy that is to be corrected."""


class ErrataRow(Struct, frozen=True):
    """A difference, or the errata of one copy that are alike. All words are made visible."""

    number: int
    class_: str = field(name="class")
    kind: str
    severity: Severity | None
    certain: bool | None
    """Of an erratum whether its right form is beyond doubt; None of a difference."""
    action: Action | None
    """What the other copy does to the base copy, or copy B to copy A; None of an erratum."""
    side: Side | None
    """The copy that has the erratum."""
    a: Quoted | None
    b: Quoted | None
    suggestion: str | None
    """What is to stand in the place of the reading, in the words around it; empty where nothing is."""
    reason: str
    decision: DecisionName | None
    note: str
    places: tuple[ErrataPlace, ...]


class NamedCopy(Struct, frozen=True):
    """A copy by its file."""

    name: str
    sha256: str


class ErrataTable(Struct, frozen=True):
    """The table of errata of a comparison; `base` is the original, where one is named."""

    schema: str
    title: str
    base: Side | None
    a: NamedCopy
    b: NamedCopy
    proofreader: str
    reviewer: str
    rows: tuple[ErrataRow, ...]


def table(comparison: Comparison, texts: Sources, words: Catalogue) -> ErrataTable:
    """What tells against equality by severity, then the errata of the original and of the other copy."""
    maker = _Maker(comparison, texts, words)
    rows = [maker.difference(d) for _, group in by_severity(telling(comparison)) for d in group]
    first: Side = comparison.base or "a"
    for side in (first, OTHER_SIDE[first]):
        rows += maker.errata(side)
    return ErrataTable(
        "policydiff.errata/1",
        plain(title_of(comparison, words)),
        comparison.base,
        NamedCopy(plain(comparison.a.name), comparison.a.sha256),
        NamedCopy(plain(comparison.b.name), comparison.b.sha256),
        plain(comparison.proofreader),
        plain(comparison.reviewer),
        tuple(structs.replace(row, number=number) for number, row in enumerate(rows, 1)),
    )


class _Maker:
    """Makes the rows of one comparison."""

    def __init__(self, comparison: Comparison, texts: Sources, words: Catalogue) -> None:
        self._comparison, self._words = comparison, words
        self._names = units_named(comparison, words)
        self._texts: dict[Side, str] = {"a": texts.a, "b": texts.b}
        self._standing: dict[Side, Standing] = {
            "a": Standing(comparison, "a", texts.a),
            "b": Standing(comparison, "b", texts.b),
        }

    def difference(self, found: Difference) -> ErrataRow:
        """The row of a difference; its sentence is that of the copy that is not the original."""
        target = OTHER_SIDE[self._comparison.base or "a"]
        one, other = self._phrases(found)
        place = ErrataPlace(
            found.id,
            where(found, self._names, self._words),
            self._position("a", found.a),
            self._position("b", found.b),
            self._sentence(target, found.a if target == "a" else found.b),
        )
        return ErrataRow(
            0,
            found.class_,
            found.kind,
            found.severity,
            None,
            action(found, self._comparison.base),
            None,
            _quoted(one),
            _quoted(other),
            None if found.suggestion is None else plain(found.suggestion),
            plain(self._words.rule(found)),
            found.decision,
            plain(found.note),
            (place,),
        )

    def _phrases(self, found: Difference) -> tuple[Phrase, Phrase]:
        one, other = self._line("a", found.a), self._line("b", found.b)
        around = pair_of(one, other, listed=in_list(found))
        return found_once((one, other), around, (self._texts["a"].count, self._texts["b"].count))

    def errata(self, side: Side) -> list[ErrataRow]:
        """The rows of one copy's errata, in the order of the first place of each."""
        facts = self._comparison.a if side == "a" else self._comparison.b
        starts = sorted(
            (ref.start, index)
            for index, pair in enumerate(self._comparison.units)
            for ref in (pair.a if side == "a" else pair.b)
        )
        opposite = _Opposite(self._comparison, side)
        together: dict[tuple[object, ...], list[tuple[Finding, ErrataPlace]]] = defaultdict(list)
        for found in facts.findings:
            place = Place(found.start, found.end, found.line, found.column, found.text)
            line = self._line(side, place)
            phrase, reading = line.phrase(of_erratum(line, found)), opposite.reading(found)
            at = bisect_right(starts, (found.start, len(self._names))) - 1
            position = self._position(side, place)
            key = (phrase, reading, found.kind, found.suggestion, found.certain, self._words.rule(found))
            together[*key, found.decision, found.note].append(
                (
                    found,
                    ErrataPlace(
                        found.id,
                        self._names[starts[at][1]] if at >= 0 else "",
                        position if side == "a" else None,
                        position if side == "b" else None,
                        self._sentence(side, place),
                    ),
                )
            )
        return [
            self._errata_row(side, alike[first : first + TOGETHER], key[0], str(key[1]))
            for key, alike in together.items()
            for first in range(0, len(alike), TOGETHER)
        ]

    def _errata_row(
        self, side: Side, alike: Sequence[tuple[Finding, ErrataPlace]], phrase: object, reading: str
    ) -> ErrataRow:
        found = alike[0][0]
        own = _quoted(phrase) if isinstance(phrase, Phrase) else None
        others = Quoted("", plain(reading), "") if reading else None
        return ErrataRow(
            0,
            "errata",
            found.kind,
            None,
            found.certain,
            None,
            side,
            own if side == "a" else others,
            own if side == "b" else others,
            None if found.suggestion is None else plain(found.suggestion),
            plain(self._words.rule(found)),
            found.decision,
            plain(found.note),
            tuple(place for _, place in alike),
        )

    def _line(self, side: Side, place: Place) -> Line:
        return Line(self._texts[side], place, self._standing[side].paragraph_of(place.start))

    def _position(self, side: Side, place: Place) -> Position:
        return Position(*self._standing[side].stand(place.start), place.line)

    def _sentence(self, side: Side, place: Place) -> Quoted:
        text, standing = self._texts[side], self._standing[side]
        start, end = standing.sentence_of(place.start)
        if place.end > end:
            end = standing.sentence_of(place.end - 1)[1]
        before, after = text[min(start, place.start) : place.start], text[place.end : max(end, place.end)]
        return Quoted(
            plain(_head_cut(before.lstrip())), plain(abbreviate(place.text, _LONGEST)), plain(_tail_cut(after.rstrip()))
        )


def _head_cut(before: str) -> str:
    """What stands before in a sentence, a long one from one of its marks on."""
    if len(before) <= _AROUND:
        return before
    marks = [at for at in map(before[-_AROUND - _ROOM :].find, _MARKS) if at >= 0]
    kept = before[-_AROUND - _ROOM :][min(marks) + 1 :] if marks else before[-_AROUND:]
    return f"…{kept}"


def _tail_cut(after: str) -> str:
    """What stands behind in a sentence, a long one up to one of its marks."""
    if len(after) <= _AROUND:
        return after
    last = max(after[: _AROUND + _ROOM].rfind(mark) for mark in _MARKS)
    return f"{after[: last + 1] if last > 0 else after[:_AROUND]}…"


def _quoted(phrase: Phrase) -> Quoted:
    return Quoted(*map(plain, (phrase.before, phrase.reading, phrase.after)))


class _Opposite:
    """What the other copy reads where one copy has an erratum."""

    def __init__(self, comparison: Comparison, side: Side) -> None:
        other = OTHER_SIDE[side]
        pairs: Iterable[tuple[Place, Place]] = (
            (getattr(d, side), getattr(d, other)) for d in comparison.differences if d.kind not in POSITIONS
        )
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
