# SPDX-License-Identifier: Apache-2.0
"""Which candidates are labels: those that make a sequence with their neighbours.

Each family counts for itself, so that a label that was lost, changed or misread in one family
never moves another. A candidate out of step is judged by the next candidates of its family:
26, 77, 28 is a changed label, 33, 99, 34 an inserted one, 14, 1, 2, 15 a list inside a task.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from msgspec import Struct

from policydiff.structure.labels import CITED, HEADING, SLIPPED, Candidate, Rank, Standing
from policydiff.structure.marks import FINAL
from policydiff.vocabulary.numerals import HAN_ORDINAL, value
from policydiff.vocabulary.patterns import late_pattern

_WEAK, _ARTICLE, _DECIMAL, _DECIMAL_4 = Standing.WEAK, Rank.ARTICLE, Rank.DECIMAL, Rank.DECIMAL_4
"""Looked up once: looking up an enum member costs five times the comparison itself."""
_CLAUSE = late_pattern("[,;:、。]")
_NUMERAL = late_pattern(f"[{HAN_ORDINAL}]+")
_AHEAD = 8
"""Candidates of the family that are looked at ahead; longer lists inside one task are rare."""


class Fit(Enum):
    """How a label stands in its sequence."""

    START = "start"
    NEXT = "next"
    LATE_START = "late start"
    """The first of its sequence and not the first of its numbers: an excerpt, or a lost start."""
    GAP = "gap"
    CHANGED = "changed"
    INSERTED = "inserted"


class Label(NamedTuple):
    """An accepted candidate; `missing` are the ordinals that a gap before it leaves out."""

    candidate: Candidate
    fit: Fit
    missing: int = 0


class _Run(Struct):
    last: tuple[int, ...] | None = None
    fresh: bool = True
    early: set[int] = set()
    """Numbers that came before their turn; the sequence goes on behind them once it has reached them."""

    def reach(self, key: tuple[int, ...]) -> None:
        """Take `key` for the last number, and those behind it that came early."""
        number = key[0]
        while number + 1 in self.early:
            number += 1
            self.early.discard(number)
        self.last = key if number == key[0] else (number,)


def accepted(
    text: str, found: Sequence[Candidate], resets: Sequence[int] = (), breaks: Sequence[int] = ()
) -> list[Label]:
    """The candidates that are labels, in order; each candidate is judged once against the next few of its family.

    Behind the offsets `resets` (attachments) numbering may start anew; lines begin at the offsets `breaks`.
    """
    found = _one_style_of_articles(found)
    unended = _unended(text, found, breaks)
    families: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in found:
        families[_family(candidate)].append(candidate)
    runs = {family: _Run() for family in families}
    seen = dict.fromkeys(families, 0)
    labels: list[Label] = []
    waiting = sorted(resets, reverse=True)
    for candidate in found:
        while waiting and waiting[-1] <= candidate.start:
            waiting.pop()
            for run in runs.values():
                run.fresh = True
        family = _family(candidate)
        seen[family] += 1
        if labels and candidate.start < labels[-1].candidate.end:
            continue
        run = runs[family]
        if candidate.start in unended and _wraps(
            text, candidate, run.last, families[family][seen[family] : seen[family] + _AHEAD], unended
        ):
            continue
        label = _judge(text, candidate, run, families[family], seen[family])
        if label is None:
            continue
        labels.append(label)
        run.fresh = False
        for deeper, other in runs.items():
            if deeper > family:
                other.fresh = True
    return labels


def _family(candidate: Candidate) -> int:
    return _DECIMAL if _DECIMAL <= candidate.rank <= _DECIMAL_4 else candidate.rank


def _one_style_of_articles(found: Sequence[Candidate]) -> Sequence[Candidate]:
    """Without the articles in the rarer of two styles: where labels are 第 5 條, a line-initial 第五條 is cited."""
    arabic = sum(candidate.style == "article_arabic" for candidate in found)
    if not arabic:
        return found
    han = sum(candidate.style == "article" for candidate in found)
    rarer = "article" if arabic >= han else "article_arabic"
    return [candidate for candidate in found if candidate.style != rarer]


def _key(candidate: Candidate) -> tuple[int, ...]:
    return (candidate.number, *candidate.branch)


def _follows(last: tuple[int, ...], candidate: Candidate) -> bool:
    if not candidate.branch and candidate.style != "decimal":
        return candidate.number == last[0] + 1
    key = _key(candidate)
    if candidate.style == "decimal":
        return key == (*last, 1) or any(key == (*last[:depth], last[depth] + 1) for depth in range(len(last)))
    return key == (last[0], (last[1] if len(last) > 1 else 0) + 1)


def _judge(text: str, candidate: Candidate, run: _Run, family: list[Candidate], following: int) -> Label | None:
    """The label that a candidate is, or None; those behind it in its family start at index `following`."""
    last = run.last
    if last is not None and candidate.rank != _ARTICLE and _follows(last, candidate):
        run.reach(_key(candidate))
        return Label(candidate, Fit.NEXT)
    ahead = [other for other in family[following : following + _AHEAD] if other.place is not _WEAK]
    if last is not None and _follows(last, candidate):
        if (
            candidate.rank == Rank.ARTICLE
            and _cited(text, candidate)
            and any(_key(other) == _key(candidate) for other in ahead)
        ):
            return None
        run.reach(_key(candidate))
        return Label(candidate, Fit.NEXT)
    if _key(candidate) in ((1,), (1, 1)):
        return _start(candidate, run, ahead)
    if candidate.place is _WEAK or (
        candidate.rank == Rank.ARTICLE
        and (
            candidate.place < Standing.SENTENCE
            or (_wrapped(text, candidate) and not _begins(text, candidate, last, ahead))
        )
    ):
        return None
    if candidate.place is Standing.SPACED and not any(_follows(_key(candidate), other) for other in ahead[:2]):
        return None
    return _out_of_step(candidate, run, ahead)


class _Before(NamedTuple):
    """The line before a candidate that begins where no sentence has ended: a heading ends so too, under a label and
    without a mark; a title has no mark either."""

    heading: bool
    clause: bool


def _unended(text: str, found: Sequence[Candidate], breaks: Sequence[int]) -> dict[int, _Before]:
    """Where candidates stand before which the sentence has not ended: what a wrap may have brought to the start of a
    line. Articles and decimals have rules of their own."""
    ends = {candidate.start: candidate.end for candidate in found}
    unended: dict[int, _Before] = {}
    for candidate in found:
        at = candidate.start
        if at == 0 or text[at - 1] in FINAL or candidate.rank == _ARTICLE or candidate.style == "decimal":
            continue
        line = breaks[bisect_left(breaks, at) - 1] if breaks and breaks[0] < at else 0
        clause = _CLAUSE.search(text, ends.get(line, line), at) is not None
        unended[at] = _Before(line in ends and not clause, clause)
    return unended


def _wraps(
    text: str,
    candidate: Candidate,
    last: tuple[int, ...] | None,
    following: Sequence[Candidate],
    unended: dict[int, _Before],
) -> bool:
    """Is a candidate where no sentence has ended a part of that sentence (标准统⏎一,提高; 第一⏎二、三产业)?

    So it is where its mark is none of labels and it opens a list, where a number goes on across it, and behind what is
    no heading where the sequence is whole without it. `following` are the next few of its family.
    """
    behind = _NUMERAL.match(text, candidate.end)
    ahead = [other for other in following if other.place is not _WEAK]
    alone = candidate.number == 1 and not any(_follows(_key(candidate), other) for other in ahead[:3])
    if candidate.style == "han_comma" and candidate.number == 1 and text[candidate.end - 1] in SLIPPED:
        return True
    counts_on = behind is not None and value(behind[0]) == candidate.number + 1
    line, before = unended[candidate.start], text[candidate.start - 1]
    if line.heading:
        return alone and counts_on
    if before in "第、" or counts_on or (alone and line.clause):
        return True
    due = candidate.number == 1 or (last is not None and _follows(last, candidate))
    if behind is not None and (not due or before in HAN_ORDINAL):
        return True
    better = next(iter(ahead), None)
    if better is None or better.place < candidate.place or ((known := unended.get(better.start)) and not known.heading):
        return False
    return _follows(last, better) if last is not None else line.clause and _key(better) == _key(candidate) == (1,)


def _start(candidate: Candidate, run: _Run, ahead: list[Candidate]) -> Label | None:
    counted = any(_follows(_key(candidate), other) for other in ahead[:3])
    if run.last is not None and _inside(candidate, run.last, ahead):
        return None
    if not (counted or (run.fresh and candidate.place > Standing.SPACED)):
        return None
    run.last = _key(candidate)
    return Label(candidate, Fit.START)


def _inside(candidate: Candidate, last: tuple[int, ...], ahead: list[Candidate]) -> bool:
    """Whether the outer sequence goes on after a short list that starts here."""
    at = _key(candidate)
    for other in ahead:
        if _key(other) == (1,):
            return False
        if _follows(at, other):
            at = _key(other)
        elif _follows(last, other):
            return True
    return False


def _out_of_step(candidate: Candidate, run: _Run, ahead: list[Candidate]) -> Label | None:
    """How a label fits that is not the next of its run (inserted, changed, behind a gap, a late start); None where it
    is not a label."""
    last, key = run.last, _key(candidate)
    following = ahead[0] if ahead else None
    if last is not None and any(_follows(last, other) for other in ahead):
        if key < last or candidate.place is Standing.SPACED:
            return None
        run.early.add(key[0])
        return Label(candidate, Fit.INSERTED)
    for expected in ((last[0] + 1,) if last else None, (1,) if run.fresh else None):
        if expected and following is not None and _follows(expected, following) and not _follows(key, following):
            run.last = expected
            return Label(candidate, Fit.CHANGED)
    if (
        last is None
        and candidate.place is Standing.LINE
        and len(ahead) > 1
        and key > _key(ahead[0]) > (1,)
        and _follows(_key(ahead[0]), ahead[1])
    ):
        run.last = (ahead[0].number - 1,)
        return Label(candidate, Fit.CHANGED)
    goes_on = any(_follows(at, other) for at in (key, (key[0] + 1,)) for other in ahead[:3])
    if not (goes_on or (not ahead and candidate.place is Standing.LINE)):
        return None
    if last is not None and key > last:
        run.last = key
        return Label(candidate, Fit.GAP, missing=key[0] - last[0] - 1)
    if run.fresh and (goes_on or last is None) and (candidate.style != "decimal" or (goes_on and len(key) > 2)):
        run.last = key
        return Label(candidate, Fit.LATE_START, missing=key[0] - 1)
    return None


def _cited(text: str, candidate: Candidate) -> bool:
    return CITED.match(text, candidate.end) is not None


def _begins(text: str, candidate: Candidate, last: tuple[int, ...] | None, ahead: list[Candidate]) -> bool:
    """Is it the first article of an excerpt, right behind its title, with the next one to follow?"""
    return last is None and not _cited(text, candidate) and bool(ahead) and _follows(_key(candidate), ahead[0])


def _wrapped(text: str, candidate: Candidate) -> bool:
    """Whether an article out of step is rather a citation that a hard wrap brought to the start of a line."""
    if _cited(text, candidate):
        return True
    start = candidate.start
    return start > 0 and text[start - 1] not in FINAL and HEADING.search(text, max(0, start - 40), start) is None
