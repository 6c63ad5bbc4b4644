# SPDX-License-Identifier: Apache-2.0
"""Regional words: 软件/軟體. The tables explain a difference that was found, they never normalise: 严格执行 would become 严格运行."""

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from policydiff.script.fold import fold
from policydiff.script.judgement import Judgement

_CONVERTER = "opencc-python-reimplemented"
_FILES = ("TWPhrases", "HKVariantsPhrases")
_LONGEST_READING = 40
"""Longest reading looked at, in characters: a unit's name, not a sentence."""
_AGAIN = 2
"""Characters that must agree after a word, where it takes in more of one copy than was asked about."""


class _Words(NamedTuple):
    table: dict[str, frozenset[str]]
    longest: int


class _Texts(NamedTuple):
    """Both folded texts around a place, and the words that may join them."""

    one: str
    other: str
    words: _Words


@cache
def _words(backward: bool) -> _Words:
    """Folded word to the folded words that another region has for it, both ways; from the installed converter. Spelled backward on demand."""
    table: dict[str, set[str]] = {}
    for name in _FILES:
        try:
            text = Path(str(distribution(_CONVERTER).locate_file(f"opencc/dictionary/{name}.txt"))).read_text(encoding="utf-8")
        except (PackageNotFoundError, OSError):
            continue
        for line in text.splitlines():
            word, _, values = line.partition("\t")
            for value in values.split(" "):
                one, other = (fold(word)[::-1], fold(value)[::-1]) if backward else (fold(word), fold(value))
                if value and one != other:
                    table.setdefault(one, set()).add(other)
                    table.setdefault(other, set()).add(one)
    return _Words({word: frozenset(others) for word, others in table.items()}, max(map(len, table), default=0))


def vocabulary(a: str, i0: int, i1: int, b: str, j0: int, j1: int) -> Judgement | None:
    """The judgement of two readings that are, with what stands beside them, one thing in two regions' words; or None.

    The readings may hold several such words, with equal characters between them (信息通信/資訊通訊). `a_span` and `b_span` of the answer hold
    all words whole, also where the reading asked about is only a part that an edit script cut out of one (集群/叢集).
    """
    if i1 - i0 > _LONGEST_READING or j1 - j0 > _LONGEST_READING:
        return None
    words = _words(backward=False)
    near = min(words.longest, i0, j0)
    far = words.longest + _AGAIN
    one, other = fold(a[i0 - near : i1 + far]), fold(b[j0 - near : j1 + far])
    ends = _tiled(_Texts(one, other, words), near, near + i1 - i0, near + j1 - j0)
    if ends is not None:
        begin, end_one, end_other = ends
        spans = (i0 - near + begin, i0 - near + end_one), (j0 - near + begin, j0 - near + end_other)
        return _judgement(a, b, spans[0], spans[1])
    near = min(words.longest, len(a) - i1, len(b) - j1)
    one, other = fold(a[max(0, i0 - far) : i1 + near])[::-1], fold(b[max(0, j0 - far) : j1 + near])[::-1]
    ends = _tiled(_Texts(one, other, _words(backward=True)), near, near + i1 - i0, near + j1 - j0)
    if ends is None:
        return None
    begin, end_one, end_other = ends
    return _judgement(a, b, (i1 + near - end_one, i1 + near - begin), (j1 + near - end_other, j1 + near - begin))


def _tiled(texts: _Texts, near: int, least_one: int, least_other: int) -> tuple[int, int, int] | None:
    """Tile both texts from one common place before the readings to their ends with equal characters and regional words.

    Returns where the first word begins (common to both) and where the last ends in each.
    """
    same = 0
    while same < near and texts.one[near - same - 1] == texts.other[near - same - 1]:
        same += 1
    for start in range(near - same, near + 1):
        if any(True for _ in _steps(texts, start, start)):
            ends = _walk(texts, start, least_one, least_other)
            if ends is not None:
                return start, *ends
    return None


def _steps(texts: _Texts, p: int, q: int) -> list[tuple[int, int]]:
    """Where regional words that begin at a place end, the longest first."""
    found = []
    for length in range(min(texts.words.longest, len(texts.one) - p), 0, -1):
        values = texts.words.table.get(texts.one[p : p + length], ())
        found += [(p + length, q + len(value)) for value in values if texts.other.startswith(value, q)]
    return sorted(found, reverse=True)


def _walk(texts: _Texts, start: int, least_one: int, least_other: int) -> tuple[int, int] | None:
    """The end of a tiling that covers the readings, depth first, each place tried once."""
    todo, tried = [(start, start, True)], set()
    while todo:
        p, q, at_word = todo.pop()
        if (p, q) in tried:
            continue
        tried.add((p, q))
        if p >= least_one and q >= least_other and at_word and (p, q) != (start, start) and _agrees(texts, p, q, p - least_one == q - least_other):
            return p, q
        if p < min(least_one, len(texts.one)) and q < len(texts.other) and texts.one[p] == texts.other[q] and (p, q) != (start, start):
            todo.append((p + 1, q + 1, p + 1 >= least_one and q + 1 >= least_other))
        todo += [(p2, q2, True) for p2, q2 in reversed(_steps(texts, p, q))]
    return None


def _agrees(texts: _Texts, p: int, q: int, aligned: bool) -> bool:
    """Do the texts go on alike? Asked only where a word took in more of one copy than of the other."""
    return aligned or texts.one[p : p + _AGAIN] == texts.other[q : q + _AGAIN]


def _judgement(a: str, b: str, span_a: tuple[int, int], span_b: tuple[int, int]) -> Judgement:
    x, y = sorted((a[slice(*span_a)], b[slice(*span_b)]))
    return Judgement("review", "vocabulary", f"{x} and {y} are two regions' words for one thing", None, None, "normal", span_a, span_b)
