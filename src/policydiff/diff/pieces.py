# SPDX-License-Identifier: Apache-2.0
"""A pair of units cut into pieces at the labels inside them, and which pieces answer to each other.

A piece is an item with its label, or what stands before the first one. Which characters are a label is decided for both
copies together: a label that one copy shows begins a piece in the other too, where the same words stand there.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from policydiff.align.blocks import Block
from policydiff.align.parts import CONTAINED, GAIN, LONGEST
from policydiff.align.sequence import Match, heaviest_chain
from policydiff.align.similarity import containment, similarity
from policydiff.structure.notice import Item
from policydiff.vocabulary.numerals import HAN_ORDINAL
from policydiff.vocabulary.patterns import late_pattern

_OPENING, _SHORTEST = 16, 3
"""Canonical characters by which a piece without its label is known again, and the fewest that do."""
_ALIKE = 0.5
"""Similarity from which two pieces are one piece reworded."""
_REWORDED = 0.25
"""The same, of pieces under one ordinal, or alone, between two pieces that answer to each other."""
_SAME_ORDINAL = 0.1
_MATRIX = 1600
"""Pairs of pieces up to which each pair is weighed; beyond it only those of one text or one ordinal are."""
_WORK = 200_000_000
"""Characters of a unit times the items of the other copy, up to which each is looked for: half a second."""
_REPEATED = 6
"""A text or an ordinal that stands more often than this on a side is looked for in the first places alone."""
_MARKS = "。;,、:."
_UNSEEN = late_pattern(
    rf"(?:\([0-9{HAN_ORDINAL}a-zA-Z]{{1,3}}\)|[0-9{HAN_ORDINAL}]{{1,3}}[、.,)]|[a-zA-Z][.)、]|[①-⒛㈠-㈩]"
    rf"|[第其]?[{HAN_ORDINAL}]{{1,2}}[是要,、:])$"
)
_LONGEST_LABEL = 6


class Piece(Struct, frozen=True, gc=False):
    """A stretch of canonical text: from `start` its label, from `body` its words, up to `end`.

    `depth` counts from 1 for the outermost items; 0 is what stands before them. A piece that begins where the other
    copy has a label and this one none has an empty label.
    """

    start: int
    body: int
    end: int
    ordinal: str | None = None
    style: str | None = None
    depth: int = 0
    inside: tuple[tuple[int, int], ...] = ()
    """Labels that stand in its words: an item that the other copy has without its label and first words."""

    @property
    def labelled(self) -> bool:
        """Does it show a label?"""
        return self.body > self.start


PiecePair = tuple[Piece | None, Piece | None]
Alike = Callable[[Piece, Piece, float], float]
"""How alike the words of two pieces are; 0.0 below the cutoff."""


def pieces(group: Sequence[Block], start: int, end: int) -> list[Piece]:
    """The pieces of consecutive blocks between two offsets, in order; the labels of all blocks but the first are among
    theirs."""
    labels: list[Item] = []
    for n, block in enumerate(group):
        if n and block.body > block.start:
            labels.append(Item(block.start, block.body, block.ordinal, block.style))
        labels += block.items
    labels = [label for label in labels if start <= label.start and label.body <= end]
    ends = [*(label.start for label in labels), end]
    found = [Piece(start, start, ends[0])]
    open_styles: list[str | None] = []
    for label, stop in zip(labels, ends[1:], strict=True):
        if label.style in open_styles:
            del open_styles[open_styles.index(label.style) + 1 :]
        else:
            open_styles.append(label.style)
        found.append(Piece(label.start, label.body, stop, label.ordinal, label.style, len(open_styles)))
    return found


def shared(own: list[Piece], text: str, other: Sequence[Piece], other_text: str) -> list[Piece]:
    """The pieces of a copy, with one more wherever a piece of the other copy begins in the middle of one: there this
    copy has lost the label, or has it in a form that no sequence accepts."""
    first, last = own[0].start, own[-1].end
    if (last - first) * len(other) > _WORK:
        return own
    openings = sorted(_opening(text, piece) for piece in own)
    claimed = tuple(opening for piece in other if len(opening := _opening(other_text, piece)) >= _SHORTEST)
    starts = [piece.body for piece in own]
    cuts: dict[int, Piece] = {}
    for piece in other[1:]:
        opening = _opening(other_text, piece)
        if len(opening) < _SHORTEST or _known(openings, opening):
            continue
        at = text.find(opening, first, last)
        if at < 0 or text.find(opening, at + 1, last) >= 0:
            continue
        holder = own[max(0, bisect_right(starts, at) - 1)]
        if holder.labelled and not words(text, holder).startswith(claimed):
            continue  # it is this item with other words before
        if other_text.count(opening, other[0].start, other[-1].end) == 1:
            cuts[at] = piece
    return _cut(own, text, cuts) if cuts else own


def _known(openings: Sequence[str], opening: str) -> bool:
    """Does one of the openings, which are sorted, begin so?"""
    at = bisect_left(openings, opening)
    return at < len(openings) and openings[at].startswith(opening)


def _opening(text: str, piece: Piece) -> str:
    return words(text, piece)[:_OPENING]


def _cut(own: Sequence[Piece], text: str, cuts: dict[int, Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in own:
        inside = [at for at in sorted(cuts) if piece.body < at < piece.end]
        rest = piece
        for at in inside:
            unseen = _UNSEEN.search(text, max(rest.body, at - _LONGEST_LABEL), at)
            begins = unseen.start() if unseen and _may_end(text, rest, unseen.start()) else at
            if begins <= rest.body and rest.labelled:
                continue
            found.append(replace(rest, end=begins))
            there = cuts[at]
            rest = Piece(begins, at, piece.end, there.ordinal if begins == at else None, there.style, there.depth)
        found.append(rest)
    return found


def _may_end(text: str, piece: Piece, at: int) -> bool:
    """May a piece end there: at its own beginning, or behind a mark?"""
    return at == piece.body or text[at - 1] in _MARKS + ")!?"


def matched(a: Sequence[Piece], text_a: str, b: Sequence[Piece], text_b: str) -> list[PiecePair]:
    """Which pieces answer to each other, in order; what stands before the first items is always a pair."""

    def alike(x: Piece, y: Piece, cutoff: float) -> float:
        one, other = words(text_a, x), words(text_b, y)
        return 1.0 if one == other else similarity(one, other, cutoff)

    rows, columns = a[1:], b[1:]
    found = heaviest_chain(list(_weighed(rows, text_a, columns, text_b, alike)))
    pairs: list[PiecePair] = [(a[0], b[0])]
    at_a = at_b = 0
    for match in [*found, Match(len(rows), len(columns), 0.0, 0.0)]:
        pairs += _between(rows[at_a : match.a], columns[at_b : match.b], alike)
        if match.a < len(rows):
            pairs.append((rows[match.a], columns[match.b]))
        at_a, at_b = match.a + 1, match.b + 1
    return _absorbed(pairs, text_a, text_b)


def _absorbed(pairs: Sequence[PiecePair], text_a: str, text_b: str) -> list[PiecePair]:
    """The pairs, with an item that stands in one copy alone taken into the pair before it where the other copy has most
    of its words there: that copy has lost its label and its first words, no more."""
    found: list[PiecePair] = []
    for x, y in pairs:
        before = found[-1] if found else (None, None)
        if before[0] is not None and before[1] is not None and (x is None or y is None):
            joined = _joined(before[0], x), _joined(before[1], y)
            alone, text, other, other_text = (x, text_a, before[1], text_b) if x else (y, text_b, before[0], text_a)
            if alone is not None and _holds(other, other_text, alone, text):
                whole = similarity(_text(text_a, joined[0]), _text(text_b, joined[1]))
                if whole >= similarity(_text(text_a, before[0]), _text(text_b, before[1])) + GAIN:
                    found[-1] = joined
                    continue
        found.append((x, y))
    return found


def _holds(whole: Piece, whole_text: str, part: Piece, part_text: str) -> bool:
    return (
        whole.end - whole.body + part.end - part.body <= LONGEST
        and containment(words(part_text, part), _text(whole_text, whole)) >= CONTAINED
    )


def _joined(piece: Piece, following: Piece | None) -> Piece:
    if following is None:
        return piece
    return replace(piece, end=following.end, inside=(*piece.inside, (following.start, following.body)))


def _text(text: str, piece: Piece) -> str:
    return text[piece.body : piece.end]


def words(text: str, piece: Piece) -> str:
    """The words of a piece without its label and the marks at its end."""
    return text[piece.body : piece.end].rstrip(_MARKS)


def _weighed(a: Sequence[Piece], text_a: str, b: Sequence[Piece], text_b: str, alike: Alike) -> Iterator[Match]:
    for i, j in _worth_weighing(a, text_a, b, text_b):
        x, y = a[i], b[j]
        share = alike(x, y, _ALIKE)
        if share >= _ALIKE:
            same = x.ordinal is not None and x.ordinal == y.ordinal and x.depth == y.depth
            level = 1.0 if x.depth == y.depth else 0.5
            size = min(x.end - x.body + y.end - y.body, 400)
            yield Match(i, j, share, (share * share * level + _SAME_ORDINAL * same) * (8 + size) ** 0.5)


def _worth_weighing(a: Sequence[Piece], text_a: str, b: Sequence[Piece], text_b: str) -> Iterator[tuple[int, int]]:
    """Every pair of short lists; of long ones those of one text or one ordinal."""
    if len(a) * len(b) <= _MATRIX:
        yield from product(range(len(a)), range(len(b)))
        return
    by_key: dict[object, list[int]] = defaultdict(list)
    for j, y in enumerate(b):
        by_key[words(text_b, y)].append(j)
        by_key[y.ordinal, y.depth].append(j)
    for i, x in enumerate(a):
        there = {*by_key.get(words(text_a, x), ())[:_REPEATED], *by_key.get((x.ordinal, x.depth), ())[:_REPEATED]}
        yield from ((i, j) for j in sorted(there))


def _between(a: Sequence[Piece], b: Sequence[Piece], alike: Alike) -> list[PiecePair]:
    """The pieces between two pairs: under one ordinal, or alone on both sides, they are one piece reworded."""
    if not a or not b:
        return [*((x, None) for x in a), *((None, y) for y in b)]
    alone = len(a) == len(b) == 1
    there: dict[object, list[int]] = defaultdict(list)
    for j, y in enumerate(b):
        there[y.depth if alone else (y.ordinal, y.depth)].append(j)
    matches = []
    for i, x in enumerate(a):
        for j in there.get(x.depth if alone else (x.ordinal, x.depth), ())[:_REPEATED]:
            share = alike(x, b[j], 0.0) if alone or x.ordinal is not None else 0.0
            if share >= _REWORDED:
                matches.append(Match(i, j, share, 1 + share))
    pairs: list[PiecePair] = []
    at_a = at_b = 0
    for match in [*heaviest_chain(matches), Match(len(a), len(b), 0.0, 0.0)]:
        pairs += [*((x, None) for x in a[at_a : match.a]), *((None, y) for y in b[at_b : match.b])]
        if match.a < len(a):
            pairs.append((a[match.a], b[match.b]))
        at_a, at_b = match.a + 1, match.b + 1
    return pairs
