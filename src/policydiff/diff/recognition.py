# SPDX-License-Identifier: Apache-2.0
"""What recognition of a scanned copy cannot know: differing places where its reading is doubtful become class review.

Nothing is set aside here: a doubtful place still tells, with what makes it doubtful and what was seen. A reading is
doubtful where the recognizer was not sure of a character, where a second look gave something else, where both readings
have one shape (未 and 末, — and 一, 〔 and [, 0 and O), where only marks are missing that recognizers pass over, or
where the page shows something between two characters that was not read. What was recognized with confidence stays what
it is.
"""

from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from unicodedata import category, normalize

from msgspec import Struct, structs

from policydiff.diff.lookalikes import same_shape
from policydiff.diff.raw import Raw, Verdict
from policydiff.model import Difference, Reason, Side
from policydiff.reasons import because
from policydiff.recognized import Box, RecognizedLine, SeenPlace

SURE = 95
"""Hundredths from which on a character is recognized with confidence: of printed pages at 150 to 300 dots an inch all
but marks are above it (99 and more), and what is read wrongly is mostly below (閤 for 閣 at 56 and at 94)."""
_GAP = 1.7
"""Times the usual distance of its characters from which on a line has room for one that was not read."""
_DOUBTED = frozenset({"substantive"})


class _Look(Struct, frozen=True):
    """What recognition knows of a span: its least sure character, where it was seen, what else it may be."""

    sure: int
    page: int
    box: Box
    second: str | None = None
    gap: bool = False


class Pages:
    """The recognized lines of one copy, to be asked for places of its text."""

    def __init__(self, lines: Sequence[RecognizedLine], text: str) -> None:
        self._lines, self._text = lines, text
        self._starts = [line.start for line in lines]

    def __bool__(self) -> bool:
        return bool(self._lines)

    def look(self, start: int, end: int) -> _Look | None:
        """What is known of a span; of an empty one, of the characters beside it. None where nothing of it was read from
        a picture."""
        first, last = (start, end) if start < end else (max(0, start - 1), min(len(self._text), end + 1))
        found: list[_Look] = []
        covered = 0
        for line in self._lines[max(0, bisect_right(self._starts, first) - 1) : bisect_right(self._starts, last - 1)]:
            low, high = max(first, line.start), min(last, line.end)
            if low < high:
                found.append(_Line(line, self._text).look(low, high, empty=start == end))
                covered += sum(not self._text[place].isspace() for place in range(low, high))
        if not found:
            return None
        whole = covered == sum(not self._text[place].isspace() for place in range(first, last))
        page = found[0].page
        boxes = [look.box for look in found if look.page == page]
        return _Look(
            min(look.sure for look in found) if whole else 0,
            page,
            (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)),
            next((look.second for look in found if look.second is not None), None),
            any(look.gap for look in found),
        )


class _Line:
    """One recognized line, looked at closely."""

    def __init__(self, line: RecognizedLine, text: str) -> None:
        self._line, self._said = line, text[line.start : line.end]

    def look(self, low: int, high: int, *, empty: bool) -> _Look:
        """What is known of the span `low:high` of the text, which lies in this line."""
        first, last = low - self._line.start, high - self._line.start
        edges, (left, top, right, bottom) = self._line.edges, self._line.box
        box = (min(edges[first], right), top, max(left, edges[last]), bottom)
        gap = empty and last - first == 2 and edges[first + 1] - edges[first] > _GAP * self._pitch
        return _Look(min(self._line.sure[first:last]), self._line.page, box, self._other(first, last, empty), gap)

    @cached_property
    def _pitch(self) -> float:
        edges = self._line.edges
        from statistics import median

        return median(after - before for before, after in pairwise(edges)) if len(edges) > 2 else 1e9

    def _other(self, first: int, last: int, empty: bool) -> str | None:
        """What the second look gave for the span, None where that is the same."""
        if not self._line.second:
            return None
        own = "".join(self._said.split())
        at = [sum(not c.isspace() for c in self._said[:n]) for n in (first, last)]
        low, high = (at[0] + 1, at[0] + 1) if empty and at[1] - at[0] == 2 else (at[0], at[1])
        changed = False
        out = []
        for tag, i, j, k, m in SequenceMatcher(None, own, self._line.second, autojunk=False).get_opcodes():
            if tag == "equal":
                out.append(self._line.second[k:m][max(0, low - i) : max(0, high - i)])
            elif (i < high and low < j) or (i == j and low <= i <= high) or (low == high and i <= low <= j):
                changed = True
                out.append(self._line.second[k:m])
        return "".join(out) if changed else None


def with_doubts(raws: Sequence[Raw], a: Pages, b: Pages, source_a: str, source_b: str) -> list[Raw]:
    """The differences, those that recognition cannot be sure of as class review."""
    if not (a or b):
        return list(raws)
    return [_doubted(raw, a, b, source_a, source_b) if raw.verdict.class_ in _DOUBTED else raw for raw in raws]


def _doubted(raw: Raw, a: Pages, b: Pages, source_a: str, source_b: str) -> Raw:
    texts = source_a[raw.a0 : raw.a1], source_b[raw.b0 : raw.b1]
    for pages, start, end, own, other in (
        (a, raw.a0, raw.a1, texts[0], texts[1]),
        (b, raw.b0, raw.b1, texts[1], texts[0]),
    ):
        look = pages.look(start, end) if pages else None
        reason = _doubt(look, own, other) if look else None
        if reason is not None:
            told = structs.replace(reason, also=(raw.verdict.reason,))
            return raw._replace(verdict=Verdict("review", "recognition", told, raw.verdict.severity))
    return raw


def _doubt(look: _Look, own: str, other: str) -> Reason | None:
    """Why the reading of a scanned copy is doubtful against the other copy's, None where it is not."""
    if look.second is not None:
        return because("recognized_twice", first=own or "∅", second=look.second or "∅")
    if look.sure < SURE:
        return because("recognized_unsure", sure=look.sure)
    if same_shape(own, other):
        return because("recognized_shape")
    if not own.strip() and _marks(other):
        return because("recognized_marks")
    if look.gap:
        return because("recognized_gap")
    return None


def _marks(text: str) -> bool:
    """Is it marks alone, which recognizers pass over?"""
    return all(category(c)[0] in "PSZ" or c.isspace() for c in normalize("NFKC", text))


def with_places(
    differences: Sequence[Difference], a: Sequence[RecognizedLine], b: Sequence[RecognizedLine], texts: tuple[str, str]
) -> tuple[Difference, ...]:
    """The differences with their places on the pages of scanned copies."""
    if not (a or b):
        return tuple(differences)
    sides: list[tuple[Side, Pages]] = [("a", Pages(a, texts[0])), ("b", Pages(b, texts[1]))]
    out = []
    for difference in differences:
        seen = []
        for side, pages in sides:
            place = difference.a if side == "a" else difference.b
            look = pages.look(place.start, place.end)
            if look is not None:
                seen.append(SeenPlace(side, look.page, look.box, look.sure))
        out.append(structs.replace(difference, seen=tuple(seen)) if seen else difference)
    return tuple(out)
