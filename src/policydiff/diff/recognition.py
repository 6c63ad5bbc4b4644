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
from functools import cached_property
from itertools import pairwise
from unicodedata import category, normalize

from msgspec import Struct, structs

from policydiff.diff.lookalikes import same_shape
from policydiff.diff.raw import Raw, Verdict
from policydiff.diff.raws import Raws
from policydiff.model import Reason
from policydiff.reasons import because
from policydiff.recognized import Box, RecognizedLine

SURE = 95
"""Hundredths from which on a character is recognized with confidence: of printed pages at 150 to 300 dots an inch all
but marks are above it (99 and more), and what is read wrongly is mostly below (閤 for 閣 at 56 and at 94)."""
_GAP = 1.7
"""Times the usual distance of its characters from which on a line has room for one that was not read."""
_DOUBTED = frozenset({"substantive"})
_BREAKS = frozenset({"merged", "split"})
"""Kinds of structure that hang on white space, where that is all that differs."""
_LABELS = frozenset({"labels_lost", "merged", "split"})
"""Kinds of structure that hang on a mark: 六 without its 、 is no label."""


class Look(Struct, frozen=True):
    """What recognition knows of a span: its least sure character, where it was seen, what else it may be."""

    sure: int
    page: int
    box: Box
    second: str | None = None
    """What a second look gave, where that is something else."""
    gap: bool = False
    twice: bool = False
    """Whether there was a second look."""
    turn: int = 0
    layer: bool = False
    """Whether the second look was at the picture above a text layer."""


class Pages:
    """The recognized lines of one copy, to be asked for places of its text."""

    def __init__(self, lines: Sequence[RecognizedLine], text: str) -> None:
        self._lines, self._text = lines, text
        self._starts = [line.start for line in lines]

    def __bool__(self) -> bool:
        return bool(self._lines)

    def look(self, start: int, end: int) -> Look | None:
        """What is known of a span; of an empty one, of the characters beside it. None where nothing of it was read from
        a picture."""
        first, last = (start, end) if start < end else (max(0, start - 1), min(len(self._text), end + 1))
        found: list[Look] = []
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
        return Look(
            min(look.sure for look in found) if whole else 0,
            page,
            (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)),
            next((look.second for look in found if look.second is not None), None),
            any(look.gap for look in found),
            all(look.twice for look in found),
            found[0].turn,
            found[0].layer,
        )


class _Line:
    """One recognized line, looked at closely."""

    def __init__(self, line: RecognizedLine, text: str) -> None:
        self._line, self._said = line, text[line.start : line.end]

    def look(self, low: int, high: int, *, empty: bool) -> Look:
        """What is known of the span `low:high` of the text, which lies in this line."""
        first, last = low - self._line.start, high - self._line.start
        edges, (left, top, right, bottom) = self._line.edges, self._line.box
        box = (min(edges[first], right), top, max(left, edges[last]), bottom)
        gap = empty and last - first == 2 and edges[first + 1] - edges[first] > _GAP * self._pitch
        sure, second = min(self._line.sure[first:last]), self._other(first, last, empty)
        return Look(sure, self._line.page, box, second, gap, bool(self._line.second), self._line.turn, self._line.layer)

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
        from difflib import SequenceMatcher

        for tag, i, j, k, m in SequenceMatcher(None, own, self._line.second, autojunk=False).get_opcodes():
            if tag == "equal":
                out.append(self._line.second[k:m][max(0, low - i) : max(0, high - i)])
            elif (i < high and low < j) or (i == j and low <= i <= high) or (low == high and i <= low <= j):
                changed = True
                out.append(self._line.second[k:m])
        return "".join(out) if changed else None


def with_doubts(raws: Raws, a: Pages, b: Pages, source_a: str, source_b: str) -> Raws:
    """The differences, those that recognition cannot be sure of as class review; what touches each other is looked at
    as one, too: 2023一2025 for 2023—2025 is told as two differences, and both are of one dash."""
    if not (a or b):
        return raws
    made = [_doubted(raw, a, b, source_a, source_b) if raw.verdict.class_ in _DOUBTED else raw for raw in raws]
    made = [_as_break(raw, a, b, source_a, source_b) if raw.verdict.kind in _BREAKS else raw for raw in made]
    for run in _touching(raws):
        first, last = raws[run[0]], raws[run[-1]]
        whole = first._replace(a1=last.a1, b1=last.b1)
        reason = _shared_doubt(whole, a, b, source_a, source_b)
        if reason is not None:
            for place in run:
                if _may_be_doubted(made[place]):
                    made[place] = _as_review(made[place], reason)
    return Raws(made)


def _touching(raws: Sequence[Raw]) -> list[list[int]]:
    """Runs of two and more differences of wording, each of which begins where the one before it ends."""
    order = sorted(
        (place for place, raw in enumerate(raws) if _may_be_doubted(raw)),
        key=lambda place: (raws[place].a0, raws[place].b0, raws[place].a1, raws[place].b1),
    )
    runs: list[list[int]] = []
    for place in order:
        before = raws[runs[-1][-1]] if runs else None
        if before is not None and (before.a1, before.b1) == (raws[place].a0, raws[place].b0):
            runs[-1].append(place)
        else:
            runs.append([place])
    return [run for run in runs if len(run) > 1]


def _shared_doubt(raw: Raw, a: Pages, b: Pages, source_a: str, source_b: str) -> Reason | None:
    """Why several touching differences are one doubt of recognition: what is read has the shape of the other copy's, or
    a second look gave that. None where they are not."""
    own, other = source_a[raw.a0 : raw.a1], source_b[raw.b0 : raw.b1]
    looks = [
        (look, read, against)
        for pages, start, end, read, against in ((a, raw.a0, raw.a1, own, other), (b, raw.b0, raw.b1, other, own))
        if pages and (look := pages.look(start, end)) is not None
    ]
    for look, read, against in looks:
        if look.second and same_shape(look.second, against):
            return because("recognized_twice", first=read or "∅", second=look.second)
    if any(_marks_alone(read, against) for _, read, against in looks):
        return because("recognized_marks")
    return because("recognized_shape") if looks and same_shape(own, other) else None


def _may_be_doubted(raw: Raw) -> bool:
    return raw.verdict.class_ in _DOUBTED or raw.verdict.kind in _LABELS


def _marks_alone(read: str, against: str) -> bool:
    """Does what was read lack nothing of the other copy's but marks?"""
    one, other = ("".join(c for c in normalize("NFKC", text) if not _marks(c)) for text in (read, against))
    return one == other != "" and len(read) < len(against)


def _as_break(raw: Raw, a: Pages, b: Pages, source_a: str, source_b: str) -> Raw:
    """A unit that is two in the other copy, as a doubt where white space alone makes it so: a picture has none."""
    own, other = source_a[raw.a0 : raw.a1], source_b[raw.b0 : raw.b1]
    if own.strip() or other.strip():
        return raw
    seen = [pages.look(start, end) for pages, start, end in ((a, raw.a0, raw.a1), (b, raw.b0, raw.b1)) if pages]
    return _as_review(raw, because("recognized_space")) if any(look is not None for look in seen) else raw


def _as_review(raw: Raw, reason: Reason) -> Raw:
    told = structs.replace(reason, also=(raw.verdict.reason,))
    return raw._replace(verdict=Verdict("review", "recognition", told, raw.verdict.severity))


def _doubted(raw: Raw, a: Pages, b: Pages, source_a: str, source_b: str) -> Raw:
    texts = source_a[raw.a0 : raw.a1], source_b[raw.b0 : raw.b1]
    for pages, start, end, own, other in (
        (a, raw.a0, raw.a1, texts[0], texts[1]),
        (b, raw.b0, raw.b1, texts[1], texts[0]),
    ):
        look = pages.look(start, end) if pages else None
        reason = _doubt(look, own, other) if look else None
        if reason is not None:
            return _as_review(raw, reason)
    return raw


def _doubt(look: Look, own: str, other: str) -> Reason | None:
    """Why the reading of a scanned copy is doubtful against the other copy's, None where it is not."""
    if look.second is not None:
        key = "layer_differs" if look.layer else "recognized_twice"
        return because(key, first=own or "∅", second=look.second or "∅")
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
