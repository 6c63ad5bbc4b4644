# SPDX-License-Identifier: Apache-2.0
"""Readings in print: small letters above, under or beside characters go into the line, in brackets after their base.

A reading must be one: smaller than its base by the size of its font, beside it, and a syllable that the character has
(`script/readings.py`). All other small text stays text. A syllable with a tone mark that stands over a character which
does not have it is set into the line as well, but not as a reading: whoever compares judges the bracket."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from policydiff.ingest.printed.page_layout import Run
from policydiff.script.fold import FOLD
from policydiff.script.readings import keys, pinyin_key, syllables, zhuyin_key

_LETTERS = re.compile(
    r"^[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêɑɡ\u0300-\u030c\u3105-\u312f\u02ca\u02c7\u02cb\u02d9\u00b7\s]+$", re.IGNORECASE
)
"""gōng, ㄍㄨㄥ"""
_CAPITALS = re.compile(r"[A-Z]{2}|[A-Z]\b")
"""What makes letters without a tone mark an abbreviation: capitals beside each other or alone."""
SMALLER = 0.75
"""Most that a reading's font has of its base's; print has a half to two thirds."""
COMPARISONS = 4_000_000
"""Pairs of a small and another run compared on one page; 1,000 readings over 1,000 runs are 1 million."""
LONGEST = 8
"""Letters of the longest syllable, combining marks among them."""
ASIDE = 1.3
"""Ems of the base that a syllable's middle may stand off its character's: wide readings push each other."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter of small text and where its middle is."""

    char: str
    x: float


@dataclass(frozen=True, slots=True)
class _Set:
    """A syllable set over a character: the character's run and index, the syllable, whether it is its reading."""

    run: int
    at: int
    text: str
    reading: bool


def attach_readings(runs: list[Run]) -> list[Run]:
    """Put the small readings that stand beside a line into it, after the characters that they belong to."""
    sizes = [run.size for run in runs for c in run.text if c >= "\u3400"] or [run.size for run in runs]
    if not sizes:
        return runs
    largest = max(sizes)
    small = [index for index, run in enumerate(runs) if run.size < SMALLER * largest and _LETTERS.match(run.text)]
    if not small or len(small) * len(runs) > COMPARISONS:
        return runs
    bases = _Bases(runs)
    cuts: dict[int, list[_Set]] = {}
    gone: set[int] = set()
    for group in _groups(runs, small):
        found = bases.over([runs[index] for index in group])
        if found:
            gone.update(group)
            for each in found:
                cuts.setdefault(each.run, []).append(each)
    return [
        piece
        for index, run in enumerate(runs)
        if index not in gone
        for piece in (_cut(run, cuts[index]) if index in cuts else [run])
    ]


def _groups(runs: list[Run], small: list[int]) -> list[list[int]]:
    """Small runs that follow each other on a baseline: a reading drawn in two fonts is one."""
    groups: list[list[int]] = []
    for index in sorted(
        small, key=lambda index: (round(runs[index].y / max(1.0, 0.3 * runs[index].size)), runs[index].x0)
    ):
        run = runs[index]
        last = runs[groups[-1][-1]] if groups else None
        if (
            last is not None
            and abs(last.y - run.y) < 0.3 * run.size
            and -0.5 * run.size < run.x0 - last.x1 < 0.3 * run.size
        ):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _letters(group: Sequence[Run]) -> list[_Letter]:
    """The letters of a group; a combining mark stands with the letter before it."""
    out: list[_Letter] = []
    for run in group:
        marks = sum(1 for c in run.text if "\u0300" <= c <= "\u030c")
        unit = (run.x1 - run.x0) / max(1, len(run.text) - marks)
        done = 0
        for char in run.text:
            if "\u0300" <= char <= "\u030c" and out:
                out.append(_Letter(char, out[-1].x))
                continue
            if not char.isspace():
                out.append(_Letter(char, run.x0 + unit * (done + 0.5)))
            done += 1
    return out


def _key(text: str) -> str | None:
    return zhuyin_key(text) if any("\u3105" <= c <= "\u312f" for c in text) else pinyin_key(text)


def _has(char: str, key: str) -> bool:
    """Whether a character has a reading; one without a tone mark may stand for every tone."""
    own = keys(char) | keys(char.translate(FOLD))  # copies are glossed before or after a conversion of their script
    return key in own or (key[-1] == "0" and any(each[:-1] == key[:-1] for each in own))


class _Bases:
    """The runs of a page by height, and what small text can stand over."""

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs
        self._order = sorted(
            (index for index, run in enumerate(runs) if any(c >= "\u3400" for c in run.text)),
            key=lambda index: runs[index].y,
        )
        self._heights = [runs[index].y for index in self._order]
        self._tallest = max((runs[index].size for index in self._order), default=0.0)

    def over(self, group: Sequence[Run]) -> list[_Set]:
        """The syllables of small text over their characters; empty where it is not a reading of any line beside it."""
        letters = _letters(group)
        size, y = max(run.size for run in group), median(run.y for run in group)
        best: tuple[int, float, list[_Set]] | None = None
        for distance, row in self._rows(y, size, group[0].x0, group[-1].x1):
            found = self._fitted(letters, row)
            rank = 0 if found and all(each.reading for each in found) else 1
            if found and (best is None or (rank, distance) < best[:2]):
                best = rank, distance, found
        return best[2] if best else []

    def _rows(self, y: float, size: float, x0: float, x1: float) -> list[tuple[float, list[int]]]:
        """Runs on the lines right below and above small text, with the distance in ems of theirs."""
        near: list[tuple[float, float, int]] = []
        first = bisect_left(self._heights, y - 1.5 * self._tallest)
        for index in self._order[first:]:
            run = self._runs[index]
            if run.y > y + 2.0 * self._tallest:
                break
            if size > SMALLER * run.size or run.x1 < x0 - ASIDE * run.size or run.x0 > x1 + ASIDE * run.size:
                continue
            below = (run.y - y) / run.size
            if 0.5 < below < 1.9:
                near.append((abs(below - 0.95), run.y, index))
            elif 0.25 < -below < 1.3:
                near.append((abs(-below - 0.6) + 0.1, run.y, index))
        rows: list[tuple[float, list[int]]] = []
        for distance, height, index in sorted(near):
            row = next(
                (row for _, row in rows if abs(self._runs[row[0]].y - height) < 0.3 * self._runs[index].size), None
            )
            if row is None:
                rows.append((distance, [index]))
            else:
                row.append(index)
        return rows

    def _fitted(self, letters: list[_Letter], row: list[int]) -> list[_Set]:
        """Letters cut into syllables, each over a character of the row, in order and as near as can be."""
        places = sorted(
            (x, index, at)
            for index in row
            for at, x in enumerate(_middles(self._runs[index]))
            if self._runs[index].text[at] >= "\u3400"
        )
        em = max(self._runs[index].size for index in row)
        text = "".join(letter.char for letter in letters)
        if text.isascii() and _CAPITALS.search(text):
            return []
        # best[n]: the cheapest way to set the first n letters, as (faults, distance), the last character used, what was
        # set
        best: list[tuple[tuple[int, float], int, list[_Set]] | None] = [((0, 0.0), -1, [])] + [None] * len(text)
        for start in range(len(text)):
            reached = best[start]
            if reached is None:
                continue
            for end in range(start + 1, min(len(text), start + LONGEST) + 1):
                key = _key(text[start:end].lower())
                if key is None or (end < len(text) and "\u0300" <= text[end] <= "\u030c"):
                    continue
                middle = (letters[start].x + letters[end - 1].x) / 2
                for number in range(
                    max(reached[1] + 1, bisect_left(places, (middle - ASIDE * em, -1, -1))), len(places)
                ):
                    x, index, at = places[number]
                    if x > middle + ASIDE * em:
                        break
                    valid = _has(self._runs[index].text[at], key)
                    if not valid and not (key[-1] != "0" and key[:-1] in syllables() and abs(x - middle) < 0.5 * em):
                        continue
                    faults, distance = reached[0]
                    cost = (faults + (not valid), distance + ((x - middle) / em) ** 2)
                    held = best[end]
                    if held is None or cost < held[0]:
                        best[end] = cost, number, [*reached[2], _Set(index, at, text[start:end], valid)]
        last = best[-1]
        return last[2] if last else []


def _widths(text: str) -> list[float]:
    """Relative widths of characters: half for ASCII and marked Latin letters."""
    return [0.5 if c < "\u0250" else 1.0 for c in text]


def _middles(run: Run) -> list[float]:
    """Where the characters of a run have their middles."""
    widths = _widths(run.text)
    unit = (run.x1 - run.x0) / max(0.5, sum(widths))
    out, done = [], 0.0
    for width in widths:
        out.append(run.x0 + unit * (done + width / 2))
        done += width
    return out


def _cut(run: Run, cuts: list[_Set]) -> list[Run]:
    """A run with syllables set into it."""
    widths = _widths(run.text)
    unit = (run.x1 - run.x0) / max(0.5, sum(widths))
    pieces: list[Run] = []
    start = 0
    for at, given in [*((each.at + 1, each) for each in sorted(cuts, key=lambda each: each.at)), (len(run.text), None)]:
        x0, x1 = (run.x0 + unit * sum(widths[:n]) for n in (start, at))
        if at > start:
            pieces.append(replace(run, text=run.text[start:at], x0=x0, x1=x1))
        if given:
            pieces.append(replace(run, text=f"({given.text})", x0=x1, x1=x1, reading=given.reading, set_in=True))
        start = max(start, at)
    return pieces
