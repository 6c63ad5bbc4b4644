# SPDX-License-Identifier: Apache-2.0
"""Regional words: 软件/軟體. The tables explain a difference, they never normalise: 严格执行 would become 严格运行."""

from functools import cache
from typing import NamedTuple

from policydiff.reasons import because
from policydiff.script.dictionary import source
from policydiff.script.fold import fold
from policydiff.script.judgement import Judgement
from policydiff.script.tables import rows

_FILES = ("TWPhrases", "HKVariantsPhrases")


@cache
def _words() -> tuple[dict[str, dict[str, list[str]]], frozenset[tuple[str, str]]]:
    """First character to the folded words that begin with it, each to those of another region, both ways, and which
    pairs are one word in two spellings instead (坐标, 座標), as they stand beside such words.

    In the order of their lengths; from the installed converter and from the table of words that it lacks.
    """
    table: dict[str, set[str]] = {}
    pairs = [(word, value) for word, value in rows("vocabulary")]
    for name in _FILES:
        for line in source(name).splitlines():
            word, _, values = line.partition("\t")
            pairs += [(word, value) for value in values.split(" ") if value]
    for word, value in pairs:
        one, other = fold(word), fold(value)
        if one != other:
            table.setdefault(one, set()).add(other)
            table.setdefault(other, set()).add(one)
    spelled = {pair for one, other in rows("scoped") for pair in ((one, other), (other, one))}
    spelled = {(one, other) for one, other in spelled if other not in table.get(one, ())}
    for one, other in spelled:
        table.setdefault(one, set()).add(other)
    words: dict[str, dict[str, list[str]]] = {}
    for word in sorted(table, key=len):
        words.setdefault(word[0], {})[word] = sorted(table[word])
    return words, frozenset(spelled)


class Piece(NamedTuple):
    """Two words that are one thing in two regions: `a[a0:a1]` and `b[b0:b1]`."""

    a0: int
    a1: int
    b0: int
    b1: int


def regional_pieces(a: str, b: str) -> tuple[Piece, ...] | None:
    """The words in which two folded texts differ, where all of them are regional words for one thing, or one word
    in two spellings beside such; else None.

    The texts are cut into equal characters and pairs of words of the table; of several ways to
    cut, the one with the fewest pairs. Meant for a phrase: cost grows with the product of both lengths.
    """
    if a == b:
        return ()
    words = [_words_at(a, i, b) for i in range(len(a))]
    if not any(words):
        return None
    best: dict[tuple[int, int], tuple[int, Piece | None, tuple[int, int] | None]] = {(0, 0): (0, None, None)}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if (i, j) not in best:
                continue
            count = best[i, j][0]
            if i < len(a) and j < len(b) and a[i] == b[j]:
                _better(best, (i + 1, j + 1), count, None, (i, j))
            for word, other in words[i] if i < len(a) else ():
                if b.startswith(other, j):
                    piece = Piece(i, i + len(word), j, j + len(other))
                    _better(best, (piece.a1, piece.b1), count + 1, piece, (i, j))
    found = _path(best, (len(a), len(b)))
    spelled = _words()[1]
    regional = (piece for piece in found or () if (a[piece.a0 : piece.a1], b[piece.b0 : piece.b1]) not in spelled)
    return found if any(regional) else None


def _words_at(a: str, i: int, b: str) -> list[tuple[str, str]]:
    """The words at a place of `a`, the shortest first, and what another region has for each, where `b` has it."""
    words = _words()[0].get(a[i])
    return (
        [(word, other) for word, others in words.items() if a.startswith(word, i) for other in others if other in b]
        if words
        else []
    )


Step = tuple[int, Piece | None, tuple[int, int] | None]


def _better(
    best: dict[tuple[int, int], Step], at: tuple[int, int], count: int, piece: Piece | None, before: tuple[int, int]
) -> None:
    if at not in best or count < best[at][0]:
        best[at] = (count, piece, before)


def _path(best: dict[tuple[int, int], Step], at: tuple[int, int]) -> tuple[Piece, ...] | None:
    if at not in best:
        return None
    pieces = []
    here: tuple[int, int] | None = at
    while here is not None:
        _, piece, here = best[here]
        if piece is not None:
            pieces.append(piece)
    return tuple(reversed(pieces))


def regional_judgement(x: str, y: str) -> Judgement:
    """The judgement of two words, as their sources have them, that `regional_pieces` found."""
    one, other = sorted((x, y))
    return Judgement("review", "vocabulary", because("words_of_regions", one=one, other=other), severity="normal")


def is_of_regions(x: str, y: str) -> bool:
    """Are two words of `regional_pieces` words of two regions, and not one word in two spellings?"""
    return (fold(x), fold(y)) not in _words()[1]
