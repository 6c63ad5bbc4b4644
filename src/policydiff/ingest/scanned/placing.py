# SPDX-License-Identifier: Apache-2.0
"""Recognized pages on their way to text: runs for the layout of printed pages, and afterwards where in the finished
text each recognized line stands."""

import math
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from policydiff.ingest.printed.page_layout import Run
from policydiff.ingest.printed.paged import Note, Sheet
from policydiff.model import ReadingEvent
from policydiff.recognized import RecognizedLine

_EM = 0.8
"""Size of a font as a share of the height of the box that detection lays around a line."""
_LIKE = 0.25
"""Share by which a line's size may be off the page's usual one and still be that."""
_POINT_MM = 25.4 / 72
_STRAIGHT = 0.01
"""Radians up to which a page is straight enough for the rules of its tables to be where its text is."""


def sheet_of(page: dict[str, Any]) -> Sheet:
    """A recognized page as a printed one: each line a run, straightened where the page lies askew."""
    point, lines = page["point"], page["lines"]
    angle = math.atan(median(line["slope"] for line in lines)) if lines else 0.0
    cos, sin = math.cos(-angle), math.sin(-angle)
    sizes = [line["height"] * _EM * point for line in lines]
    usual = median(sizes) if sizes else 0.0
    runs = []
    for line, size in sorted(zip(lines, sizes, strict=True), key=lambda pair: pair[0]["middle"][1]):
        x, y = line["middle"]
        half = (line["edges"][-1] - line["edges"][0]) / 2
        middle = (line["edges"][-1] + line["edges"][0]) / 2
        down = (sin * middle + cos * (y + (middle - x) * line["slope"])) * point
        across = (cos * middle - sin * y) * point
        size = usual if abs(size - usual) < _LIKE * usual else size
        runs.append(Run(line["text"], across - half * point, across + half * point, down + 0.35 * size, size))
    notes: list[Note] = [("unread", "", _note(mark[5] or "picture", mark, point)) for mark in page["marks"]]
    notes += [("image", "", _note("seal over text" if over else "seal", seal, point)) for *seal, over in page["seals"]]
    straight = abs(angle) < _STRAIGHT
    rules, uprights = (
        [(first * point, last * point, at * point) for first, last, at in (page[name] if straight else ())]
        for name in ("rules", "uprights")
    )
    return Sheet(_in_order(runs), (), rules, uprights, notes)


def _note(what: str, box: Sequence[Any], point: float) -> str:
    """What is said of something that is no text: its size on the page and a digest of what it looks like."""
    left, top, right, bottom, digest = box[:5]
    across, down = (right - left) * point * _POINT_MM, (bottom - top) * point * _POINT_MM
    return f"{what} {across:.0f} × {down:.0f} mm sha256:{digest}"


def _in_order(runs: list[Run]) -> list[Run]:
    """Runs row by row, each from left to right, as a program would draw them."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.y):
        if rows and run.y - rows[-1][0].y < 0.5 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [run for row in rows for run in sorted(row, key=lambda run: run.x0)]


def placed(text: str, events: Iterable[ReadingEvent], pages: Sequence[dict[str, Any]]) -> tuple[RecognizedLine, ...]:
    """Where in the finished text the lines of recognized pages stand; `pages` have their numbers. What the layout
    changed so that a line is not found in it has no entry, and counts as not sure."""
    starts = [0, *(event.end for event in events if event.kind == "page_break"), len(text)]
    out: list[RecognizedLine] = []
    for page in pages:
        number = page["number"]
        if number >= len(starts):
            continue
        start, end = starts[number - 1], starts[number]
        taken: list[tuple[int, int]] = []
        for line in sorted(page["lines"], key=lambda line: -len(line["text"])):
            said = line["text"].strip()
            at = text.find(said, start, end) if said else -1
            while at >= 0 and any(a < at + len(said) and at < b for a, b in taken):
                at = text.find(said, at + 1, end)
            if at >= 0:
                taken.append((at, at + len(said)))
                out.append(_line(line, at, page))
    return tuple(sorted(out, key=lambda line: line.start))


def _line(line: dict[str, Any], at: int, page: dict[str, Any]) -> RecognizedLine:
    point = page["point"]
    text = line["text"]
    first = len(text) - len(text.lstrip())
    said = text.strip()
    left, top, right, bottom = (round(value * point, 1) for value in line["box"])
    return RecognizedLine(
        at,
        at + len(said),
        page["number"],
        (left, top, right, bottom),
        tuple(int(value * 100) for value in line["sure"][first : first + len(said)]),
        tuple(round(value * point, 1) for value in line["edges"][first : first + len(said) + 1]),
        line.get("second", ""),
        page["turn"],
    )
