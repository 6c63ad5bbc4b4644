# SPDX-License-Identifier: Apache-2.0
"""Text that an earlier recognizer laid invisibly under the picture of a page, checked against that picture.

The layer stays the text of the copy. Where the picture reads otherwise, that is kept beside the line, so that a
difference there is told as doubtful; and where the picture is surely read and has another word or number, that is told
whatever the other copy has, since the picture is the original.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from policydiff.errors import InputError
from policydiff.ingest.printed.paged import Sheet
from policydiff.ingest.scanned.placing import sheet_of
from policydiff.ingest.scanned.recognizing import Recognized, beside, can_recognize, fitting, recognized
from policydiff.ingest.source import Source
from policydiff.model import Problem, ReadingEvent
from policydiff.reasons import problem
from policydiff.recognized import PrintedLine, RecognizedLine

SURE = 0.97
"""Confidence from which on a character of the picture is told against the layer."""
_ALIKE = 0.6
"""Share of a page's characters that layer and picture have in common, below which they are not of one page, or in
another order."""
_MOST = 50
"""Places of a page that are told."""
_AGREED, _OTHERWISE = 100, 99


@dataclass(frozen=True, slots=True)
class Checked:
    """What comes of the check of one page: its lines, what is told of it, and in how many places both differ."""

    lines: tuple[RecognizedLine, ...]
    events: tuple[ReadingEvent, ...]
    places: int


@dataclass(frozen=True, slots=True)
class _Edit:
    """A place where both differ: characters of the layer, and what the picture has for them."""

    first: int
    last: int
    read: str
    sure: float


def looked_at(numbers: Sequence[int], source: Source) -> Recognized | None:
    """What is recognized of the first pages with a layer, as many as fit into half of the time for the file; None where
    nobody can, or it took too long: then the layer is read as it is."""
    if not numbers or not can_recognize():
        return None
    fit = numbers[: fitting(source.limits, source.tools)]
    try:
        return recognized(source.data, beside(source.limits), source.tools, fit)
    except InputError:
        return None


def checked_pages(
    text: str, printed: Sequence[PrintedLine], layered: Sequence[int], found: Recognized
) -> tuple[tuple[RecognizedLine, ...], tuple[ReadingEvent, ...], Problem]:
    """The layers of all pages that were looked at: their lines, what is told of them, and how far they were checked."""
    lines: list[RecognizedLine] = []
    events: list[ReadingEvent] = []
    pages = places = 0
    for page in found.pages:
        own = [line for line in printed if line.page == page["number"]]
        made = checked(text, own, sheet_of(page), page) if own and not page["turn"] else None
        if made is not None:
            lines += made.lines
            events += made.events
            pages += 1
            places += made.places
    said = problem("PD147", "recognized_layer_checked", n=pages, total=len(layered), places=places)
    return tuple(lines), tuple(events), said if pages else problem("PD147", "recognized_layer")


def checked(text: str, lines: Sequence[PrintedLine], sheet: Sheet, page: dict[str, Any]) -> Checked | None:
    """The layer of a page held against its picture, None where they have too little in common; `lines` are the page's
    in the decoded text, `sheet` and `page` what was recognized."""
    at = [place for line in lines for place in range(line.start, line.end) if not text[place].isspace()]
    sure = {id(line): line["sure"] for line in page["lines"]}
    said = [
        (character, value)
        for line in _in_order(sheet, page)
        for character, value in zip(line["text"], sure[id(line)], strict=True)
        if not character.isspace()
    ]
    own, read = "".join(_plain(text[place]) for place in at), "".join(_plain(character) for character, _ in said)
    edits, kept = _edits(own, read, [value for _, value in said])
    if kept < _ALIKE * max(len(own), 1):
        return None
    told = [edit for edit in edits if _other_word(own[edit.first : edit.last], edit.read) and edit.sure >= SURE]
    events = tuple(
        ReadingEvent("outside_text", at[edit.first], at[edit.first], edit.read, _note(own[edit.first : edit.last]))
        for edit in told[:_MOST]
        if edit.first < len(at)
    )
    return Checked(tuple(_lines(text, lines, at, own, edits)), events, len(edits))


def _note(own: str) -> str:
    return f"picture where the text layer has {own}"


def _plain(character: str) -> str:
    """A character in its usual width, one for one."""
    found = normalize("NFKC", character)
    return found if len(found) == 1 else character


def _in_order(sheet: Sheet, page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The recognized lines in the order of the page."""
    left = list(page["lines"])
    for run in sheet.runs:
        line = next((line for line in left if line["text"] == run.text), None)
        if line is not None:
            left.remove(line)
            yield line


def _edits(own: str, read: str, sure: Sequence[float]) -> tuple[list[_Edit], int]:
    """Where both differ, numbers as a whole, and how many characters they have in common."""
    from rapidfuzz.distance import Levenshtein

    kept = 0
    spans: list[tuple[int, int, int, int]] = []
    for step in Levenshtein.opcodes(own, read):
        if step.tag == "equal":
            kept += step.src_end - step.src_start
            continue
        span = _whole_number(own, read, (step.src_start, step.src_end, step.dest_start, step.dest_end))
        if spans and span[0] <= spans[-1][1] and span[2] <= spans[-1][3]:
            before = spans.pop()
            span = (before[0], max(before[1], span[1]), before[2], max(before[3], span[3]))
        spans.append(span)
    edits = [
        _Edit(first, last, read[begun:ended], min(sure[begun:ended], default=1.0))
        for first, last, begun, ended in spans
    ]
    return edits, kept


def _whole_number(own: str, read: str, span: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """A differing span, widened over the digits that both have beside it."""
    first, last, begun, ended = span
    if not any(character.isdigit() for character in own[first:last] + read[begun:ended]):
        return span
    while first and begun and own[first - 1].isdigit() and own[first - 1] == read[begun - 1]:
        first, begun = first - 1, begun - 1
    while last < len(own) and ended < len(read) and own[last].isdigit() and own[last] == read[ended]:
        last, ended = last + 1, ended + 1
    return first, last, begun, ended


def _other_word(own: str, read: str) -> bool:
    """Do both have words or numbers there, which are not the same? Marks and what only one of them has are what
    recognizers pass over or see where nothing is."""
    return bool(own and read) and all(character.isalnum() for character in own + read)


def _lines(
    text: str, lines: Sequence[PrintedLine], at: Sequence[int], own: str, edits: Sequence[_Edit]
) -> Iterator[RecognizedLine]:
    """The lines of the layer with what the picture reads beside them."""
    place = {position: index for index, position in enumerate(at)}
    for line in lines:
        inside = [place[position] for position in range(line.start, line.end) if position in place]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        parts: list[str] = []
        other: set[int] = set()
        end = first
        for edit in edits:
            if edit.last < first or edit.first > last or (edit.first == edit.last == last < len(at)):
                continue
            parts += [own[end : max(end, edit.first)], edit.read if first <= edit.first else ""]
            end = max(end, min(edit.last, last))
            other.update(range(max(first, edit.first), min(last, edit.last)))
        second = "".join([*parts, own[end:last]])
        changed = any(edit.first <= last and edit.last >= first for edit in edits)
        sure = tuple(
            _OTHERWISE if place.get(position) in other else _AGREED for position in range(line.start, line.end)
        )
        yield RecognizedLine(
            line.start, line.end, line.page, line.box, sure, _edges(line), second if changed else "", 0, layer=True
        )


def _edges(line: PrintedLine) -> tuple[float, ...]:
    """Where the characters of a line begin, spread over it evenly, and where the last ends."""
    left, _, right, _ = line.box
    number = line.end - line.start
    return tuple(round(left + (right - left) * index / number, 1) for index in range(number + 1))
