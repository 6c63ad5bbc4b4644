# SPDX-License-Identifier: Apache-2.0
"""What every reader gives back, and the builder that keeps text and events in step."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from policydiff.ingest.grids import GridRecorder
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.model import EncodingFacts, Problem, ReadingEvent
from policydiff.reasons import problem
from policydiff.recognized import PrintedLine, RecognizedLine
from policydiff.tabular import Grid


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one file, what plain text cannot show of it, and what went wrong.

    Spans of events and problems count code points of `text`. `encoding` is None where the
    format itself says how its bytes become characters (OOXML, ODF, OFD, PDF).
    """

    text: str
    events: tuple[ReadingEvent, ...] = ()
    problems: tuple[Problem, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    encoding: EncodingFacts | None = None
    media_type: str = "text/plain"
    grids: tuple[Grid, ...] = ()
    recognized: tuple[RecognizedLine, ...] = ()
    """Lines that were read from pictures."""
    printed: tuple[PrintedLine, ...] = ()
    """Lines that the file places on its pages."""
    within: tuple[bytes, ...] = ()
    """The file with the pages, or a picture for each page, where they lay in another file."""


@dataclass(frozen=True, slots=True)
class Written:
    """A stretch of the text and the element of the file that has it, from one of that element's characters on."""

    start: int
    length: int
    element: object
    offset: int


class TextBuilder:
    """Collects text line by line, with events whose spans lie in the finished text.

    Runs of blanks that a reader adds through `write` are kept as they are; `space` adds at
    most one. A line has no white space at its ends, so that a table's empty last cell or a
    page's indentation does not become a difference. Raises InputError PD130 as soon as the
    text, or what is set aside in events, is over the limit of characters: a short file can
    name one long text again and again.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS, trace: list[Written] | None = None) -> None:
        """`trace` is given what says of each stretch where in the file it stands."""
        self._trace = trace
        self._limit = limits.text_characters
        self._aside = 0
        self._parts: list[str] = []
        self._length = 0
        self._line_has_text = False
        self._leading = False
        self._pending = ""
        self._pending_break = ""
        self._events: list[ReadingEvent] = []
        self._recorded: set[tuple[str, str, str]] = set()
        self._open: list[tuple[str, int, int, str]] = []
        self._tables = GridRecorder()
        self._row_start = 0
        self._cell_part = 0

    @property
    def length(self) -> int:
        """Code points written so far; the place where the next event would stand."""
        return self._length

    def _flush(self) -> None:
        if self._pending_break:
            self._append(self._pending_break)
            self._pending_break = ""
        if self._pending:
            self._append(self._pending)
            self._pending = ""

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        check(self._length, self._limit, "the text", "text_characters", "characters")

    def write(self, text: str, element: object = None, offset: int = 0) -> tuple[int, int]:
        """Add `text`, which holds no line break, and return the span of its visible part; it stands in an element of
        the file from `offset` on, where that can be told."""
        body = text.lstrip()
        if not body:
            self.blank(text)
            return self._length, self._length
        self.blank(text[: len(text) - len(body)])
        kept = body.rstrip()
        self._flush()
        start = self._length
        self._append(kept)
        if self._trace is not None and element is not None:
            self._trace.append(Written(start, len(kept), element, offset + len(text) - len(body)))
        self._line_has_text = True
        self._leading = False
        self.blank(body[len(kept) :])
        return start, start + len(kept)

    def blank(self, text: str) -> None:
        """Add white space that stays only if more text follows on the line."""
        if self._line_has_text:
            self._pending += text

    def space(self) -> None:
        """Add one space unless white space is already there or the line is empty."""
        if self._line_has_text and not self._pending:
            self._pending = " "

    def tab(self) -> None:
        """Add the mark between two cells of a row."""
        if self._line_has_text:
            self._pending = self._pending.rstrip(" ") + "\t"

    def begin_table(self) -> None:
        """A table begins, whose rows and cells follow."""
        self._tables.begin()

    def begin_row(self, *, header: bool = False) -> None:
        """A row begins on a line of its own; `header` where the format says that it heads the columns."""
        self.newline()
        self._row_start = self._length
        self._tables.row(header)

    def begin_cell(self, column: int, columns: int = 1, rows: int = 1) -> None:
        """A cell begins, on the line of the one before it: its first column from 0, and over how many it goes."""
        self._end_cell()
        if self._length > self._row_start:
            self.cell()
        self._cell_part = len(self._parts)
        self._tables.cell(self._length, column, columns, rows)

    def go_on(self, column: int) -> None:
        """The cell that begins in this column further up goes on in this row."""
        self._tables.go_on(column)

    def _end_cell(self) -> None:
        begun = self._tables.begun
        if begun is None:
            return
        text = "".join(self._parts[self._cell_part :])
        self._tables.end_cell(begun + len(text) - len(text.lstrip()), self._length)

    def end_row(self) -> None:
        """The row ends, and with it its line."""
        self._end_cell()
        self.newline()

    def end_table(self) -> None:
        """The table ends."""
        self._tables.end()

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The tables that were written."""
        return self._tables.grids()

    def cell(self) -> None:
        """Begin the next cell of a row on the line of the last, even after a line break."""
        if self._pending_break == "\n":
            self._pending_break = ""
            self._line_has_text = True
        self.tab()

    def newline(self) -> None:
        """End the line; lines without text do not come about, and a label waits for its text."""
        if self._leading:
            return
        self._pending = ""
        if self._line_has_text:
            self._pending_break = "\n"
            self._line_has_text = False

    def page_break(self, *, sheet: bool = False) -> None:
        """End the page: the next line begins with a form feed, under an event `page_break`. Of a page without text
        nothing comes about, or with `sheet`, where pages are counted, an event without a span."""
        self.newline()
        if self._length == 0 or self._pending_break.endswith("\f"):
            if sheet:
                self.event("page_break", "")
            return
        at = self._length + 1
        self._pending_break = "\n\f"
        self._events.append(ReadingEvent("page_break", at, at + 1, "\f"))

    def event(self, kind: str, text: str, note: str = "", span: tuple[int, int] | None = None) -> None:
        """Record what was set aside here (no `span`), or what the text has at `span`."""
        start, end = span or (self._length, self._length)
        self._aside += len(text) + len(note)
        check(self._aside, self._limit, "the text set aside", "text_characters", "characters")
        self._events.append(ReadingEvent(kind, start, end, text, note))

    def event_once(self, kind: str, text: str, note: str) -> None:
        """Record what was set aside here, unless the same was recorded before: a watermark stands on every page."""
        if (kind, text, note) not in self._recorded:
            self._recorded.add((kind, text, note))
            self.event(kind, text, note)

    def mark(self, kind: str, text: str, note: str = "") -> None:
        """Write `text` and record that it stands there under an event of `kind`."""
        span = self.write(text)
        self.event(kind, text.strip(), note, span)

    def lead(self, label: str, gap: bool = True) -> None:
        """Write a list's label under an event `list_marker`; the next text stands on its line."""
        self.mark("list_marker", label)
        if gap:
            self.space()
        self._leading = True

    def open(self, kind: str, note: str = "") -> None:
        """Begin a stretch of text that stands under an event of `kind`."""
        self._open.append((kind, len(self._parts), self._length, note))

    def close(self) -> None:
        """End the stretch begun last; a stretch without text leaves no event."""
        kind, part, start, note = self._open.pop()
        text = "".join(self._parts[part:])
        body = text.lstrip()
        if body:
            begin = start + len(text) - len(body)
            self._events.append(ReadingEvent(kind, begin, self._length, body, note))

    def finish(self) -> tuple[str, tuple[ReadingEvent, ...]]:
        """The text and its events in order of place."""
        text = "".join(self._parts)
        limit = len(text)
        placed = [event for event in self._events if event.kind != "page_break" or event.end <= limit]
        return text, tuple(sorted(placed, key=lambda event: (event.start, event.end)))


def han_count(text: str) -> int:
    """Number of Han characters in `text` (the unified ideographs and extension A)."""
    return sum(1 for c in text if "一" <= c <= "鿿" or "㐀" <= c <= "䶿")


def summary_problems(events: Iterable[ReadingEvent]) -> tuple[Problem, ...]:
    """A problem for each kind of event that a reader of the result must hear of."""
    totals: dict[str, tuple[int, int]] = {}
    for event in events:
        count, characters = totals.get(event.kind, (0, 0))
        totals[event.kind] = (count + 1, characters + len(event.text))
    said = {
        "hidden_text": ("PD140", "places_hidden"),
        "deletion": ("PD141", "tracked_deletions"),
        "insertion": ("PD141", "tracked_insertions"),
        "move_from": ("PD141", "tracked_moves"),
    }
    return tuple(
        problem(*said[kind], n=count, characters=characters)
        for kind, (count, characters) in sorted(totals.items())
        if kind in said
    )


def unplaced(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of the bytes that a text was made from: their offsets count characters there, not of the text."""
    return tuple(Problem(said.code, said.message, rule=said.rule) for said in problems)


def page_starts(events: Iterable[ReadingEvent], text: str, *, printed: bool) -> tuple[int, ...]:
    """Where each page begins; empty where that is not known.

    `printed` files have a page break between each two pages. A word processor records where its pages began when it was
    saved, as events without a span, beside the breaks that somebody set: both may stand at one place.
    """
    breaks = [event for event in events if event.kind == "page_break"]
    if printed:
        return (0, *(event.end for event in breaks))
    if all(event.start < event.end for event in breaks):
        return ()
    starts = [0]
    for event in breaks:
        if text[starts[-1] : event.end].strip():
            starts.append(event.end)
    return tuple(starts)
