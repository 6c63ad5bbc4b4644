# SPDX-License-Identifier: Apache-2.0
"""The one seam for character edit scripts, and its one rule for ties.

The script is the longest common subsequence (rapidfuzz, bit-parallel), cleaned up to what a
reader expects by diff-match-patch: coincidental equalities vanish, edits slide to the edges
of clauses. Long texts are cut at clauses that stand once on both sides first, so that cost
stays about linear. Work is budgeted by size, never by time, so that results are the same on
every machine.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, Postfix, Prefix

from policydiff.vocabulary.patterns import late_pattern

PRODUCT = 60_000_000
"""Product of both lengths up to which one edit script is made: about 8 MB of bits."""
_SHORT, _ALIKE = 250_000, 0.5
"""Product of both lengths up to which a stretch of a long text is compared by characters whatever it says, and the
similarity from which a longer one is."""
_CLAUSE = late_pattern(r"[^,。;:、!?]{1,200}[,。;:、!?]?|[,。;:、!?]")
_DELETE, _INSERT, _EQUAL = -1, 1, 0
_dmp = diff_match_patch()


class Edit(NamedTuple):
    """`a[a0:a1]` became `b[b0:b1]`; either may be empty, never both.

    `budget_hit`: not looked into. `page`: page furniture of this kind, which no rule widens or joins.
    """

    a0: int
    a1: int
    b0: int
    b1: int
    budget_hit: bool = False
    page: str | None = None


def edits(a: str, b: str) -> list[Edit]:
    """What turns `a` into `b`, in order; all text between two edits is equal."""
    if a == b:
        return []
    head = Prefix.similarity(a, b)
    tail = Postfix.similarity(a[head:], b[head:])
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    if not inner_a or not inner_b:
        return shifted(_slid(a, b, head, inner_a, inner_b), 0, 0)
    if len(inner_a) * len(inner_b) <= PRODUCT:
        return shifted(_cleaned(inner_a, inner_b), head, head)
    return shifted(_anchored(inner_a, inner_b), head, head)


def shifted(found: list[Edit], a: int, b: int) -> list[Edit]:
    """The edits of two stretches in offsets of the texts in which these begin at `a` and `b`."""
    return [Edit(e.a0 + a, e.a1 + a, e.b0 + b, e.b1 + b, e.budget_hit) for e in found]


def _slid(a: str, b: str, head: int, gone: str, new: str) -> list[Edit]:
    """One pure insertion or deletion, slid to the edge of a clause where the text repeats."""
    diffs = [(_EQUAL, a[:head]), (_INSERT, new) if new else (_DELETE, gone), (_EQUAL, a[head + len(gone) :])]
    diffs = [d for d in diffs if d[1]]
    if len(gone) + len(new) < 2000:
        _dmp.diff_cleanupSemanticLossless(diffs)
    return list(_edits_of(diffs))


def _cleaned(a: str, b: str) -> list[Edit]:
    if set(a).isdisjoint(b):
        return [Edit(0, len(a), 0, len(b))]
    diffs: list[tuple[int, str]] = []
    for code in Indel.opcodes(a, b):
        gone, new = a[code.src_start : code.src_end], b[code.dest_start : code.dest_end]
        if code.tag == "equal":
            diffs.append((_EQUAL, gone))
        else:
            diffs += [(op, text) for op, text in ((_DELETE, gone), (_INSERT, new)) if text]
    _dmp.diff_cleanupSemantic(diffs)
    return list(_edits_of(diffs))


def _edits_of(diffs: list[tuple[int, str]]) -> Iterator[Edit]:
    at_a = at_b = from_a = from_b = 0
    for op, text in diffs:
        if op == _EQUAL:
            if (at_a, at_b) != (from_a, from_b):
                yield Edit(from_a, at_a, from_b, at_b)
            at_a += len(text)
            at_b += len(text)
            from_a, from_b = at_a, at_b
        elif op == _DELETE:
            at_a += len(text)
        else:
            at_b += len(text)
    if (at_a, at_b) != (from_a, from_b):
        yield Edit(from_a, at_a, from_b, at_b)


def _anchored(a: str, b: str) -> list[Edit]:
    """Edits between clauses that stand once in each text, in the order of the longest chain."""
    found: list[Edit] = []
    at_a = at_b = 0
    for start_a, start_b, length in [*_anchors(a, b), (len(a), len(b), 0)]:
        between_a, between_b = a[at_a:start_a], b[at_b:start_b]
        if between_a or between_b:
            if _worth_it(between_a, between_b):
                found += shifted(edits(between_a, between_b), at_a, at_b)
            else:
                found.append(Edit(at_a, start_a, at_b, start_b, budget_hit=True))
        at_a, at_b = start_a + length, start_b + length
    return found


def _worth_it(a: str, b: str) -> bool:
    """Is a stretch of a long text to be compared by characters: a short one, or one that agrees in most of them?

    Two texts that say different things share every third character in order, which tells a reader nothing."""
    product = len(a) * len(b)
    return product <= PRODUCT and (product <= _SHORT or Indel.normalized_similarity(a, b) >= _ALIKE)


def _anchors(a: str, b: str) -> list[tuple[int, int, int]]:
    clauses_b = _unique_clauses(b)
    shared = [(start, clauses_b[text], len(text)) for text, start in _unique_clauses(a).items() if text in clauses_b]
    return _rising(sorted(shared))


def _unique_clauses(text: str) -> dict[str, int]:
    found = [(m.group(), m.start()) for m in _CLAUSE.finditer(text)]
    counts = Counter(clause for clause, _ in found)
    return {clause: start for clause, start in found if counts[clause] == 1 and len(clause) >= 4}


def _rising(places: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Longest subsequence of places that rises on both sides (patience sorting)."""
    tails: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for i, (_, b, _) in enumerate(places):
        rank = bisect_left(tails, b)
        back.append(last[rank - 1] if rank else -1)
        if rank == len(tails):
            tails.append(b)
            last.append(i)
        else:
            tails[rank] = b
            last[rank] = i
    chain = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(places[at])
        at = back[at]
    return chain[::-1]
