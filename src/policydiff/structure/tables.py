# SPDX-License-Identifier: Apache-2.0
"""Tables of a notice: where the file marks them, and where lines are drawn with tabs or bars.

A task list often is a table: 序号 | 任务 | 牵头单位 | 完成时限. Its rows are units, its columns say what a cell is.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from msgspec import Struct
from msgspec.structs import replace

from policydiff.canonical.text import Canonical
from policydiff.structure.column_groups import group_width, in_order
from policydiff.structure.columns import Column, columns_of, is_header, keyed, role_of
from policydiff.structure.continued import caption, go_on, lines
from policydiff.structure.table import FEWEST_CELLS, Table, TableCell, TableRow
from policydiff.tabular import Grid
from policydiff.vocabulary.patterns import late_pattern

_FEWEST_ROWS = 2
_BETWEEN = 1
"""So many lines without a tab or a bar may stand between two rows: a heading that goes over the whole table."""
_MANY = 3
"""Rows and columns of a table without a header that lines with tabs make."""
_MOST_CELLS = 200
_LONGEST_NUMBER = 7
_LEADER = late_pattern(r"[.…·—_-]{3}")
"""第一章 总则 …… 1"""
_RULE = late_pattern(r"[\s|:+=-]+")
"""The line under the header of a Markdown table."""


class _Line(Struct, frozen=True, gc=False):
    """A row before it is known what it is of."""

    cells: tuple[TableCell, ...]
    header: bool = False
    above: tuple[TableCell, ...] = ()
    placed: bool = True
    width: int = 0
    """So many pieces the marks of a drawn row make, empty ones too."""


class _Lines(Struct, frozen=True, gc=False):
    """The rows of what may be a table, and whether the file or a frame of bars says that it is one."""

    lines: Sequence[_Line]
    marked: bool

    @property
    def start(self) -> int:
        """Where its first row begins."""
        return self.lines[0].cells[0].start

    @property
    def end(self) -> int:
        """Where its last row ends."""
        return self.lines[-1].cells[-1].end


def tables(
    canonical: Canonical, grids: Sequence[Grid], span: tuple[int, int], *, printed: bool = False
) -> tuple[Table, ...]:
    """The tables between two canonical offsets, in order: those of the file, and outside them those of the lines.

    Of `printed` pages only those with a cell for each header in each line, since a cell may go on in a line of its own.
    """
    start, end = span
    marked = [_Lines(lines, True) for grid in grids if (lines := _marked(canonical, grid))]
    drawn = [lines for lines in _drawn(canonical) if not any(_overlap(lines, other) for other in marked)]
    ordered = sorted([*marked, *drawn], key=lambda lines: lines.start)
    inside = [lines for lines in ordered if lines.start >= start and lines.end <= end]
    parted = [part for lines in inside for part in _parted(canonical.text, lines)]
    whole = _joined(canonical, parted)
    return tuple(
        _table(canonical, *_without_again(canonical, found))
        for found in whole
        if _is_table(canonical.text, found) and (found.marked or not printed or _is_full(canonical.text, found))
    )


def _is_full(text: str, found: _Lines) -> bool:
    """Has each line a cell for each header?"""
    first = found.lines[0]
    return is_header(_written(text, first)) and all(len(line.cells) == len(first.cells) for line in found.lines)


def _parted(text: str, found: _Lines) -> list[_Lines]:
    """The tables that follow each other in lines or on a sheet: a header with other columns begins one."""
    parts: list[list[_Line]] = [[]]
    full: list[_Line] = []
    for line in found.lines:
        part, wide = parts[-1], len(line.cells) >= FEWEST_CELLS
        if len(full) > 1 and wide and _heads_another(text, line, part, full[0]):
            while len(part[-1].cells) < FEWEST_CELLS:
                part.pop()
            parts.append([])
            full = []
        parts[-1].append(line)
        full += [line] if wide else []
    return [_Lines(part, found.marked) for part in parts]


def _heads_another(text: str, line: _Line, part: Sequence[_Line], first: _Line) -> bool:
    """Is a line the header of another table than that whose first full line is given?"""
    row = _written(text, line)
    if not is_header(row) or _says(text, line) == _says(text, first) or _are_parts(line, part[-1]):
        return False
    apart = len(part[-1].cells) < FEWEST_CELLS or len(line.cells) != len(first.cells)
    return apart or all(role_of(said) for said, _, _ in row)


def _are_parts(line: _Line, above: _Line) -> bool:
    """Does each cell stand below one of the line above that goes over more columns?"""
    spread = [(cell.column, cell.after) for cell in above.cells if cell.after - cell.column > 1]
    return all(any(first <= cell.column and cell.after <= last for first, last in spread) for cell in line.cells)


def _joined(canonical: Canonical, parts: Sequence[_Lines]) -> list[_Lines]:
    """The tables, those together that go on over a page: nothing stands between them but a line that says so, and the
    second has the header of the first again or none."""
    out: list[_Lines] = []
    for part in parts:
        last = out[-1] if out else None
        between = lines(canonical, last.end, part.start) if last is not None else []
        if last is not None and _goes_on(canonical.text, last, part) and _says_so(canonical, last, between):
            said = [_Line((TableCell(start, end, 0, _width(last)),)) for start, end in between]
            out[-1] = _Lines([*last.lines, *said, *part.lines], last.marked or part.marked)
        else:
            out.append(part)
    return out


def _says_so(canonical: Canonical, found: _Lines, between: Sequence[tuple[int, int]]) -> bool:
    """Does nothing stand between two tables but lines that say that the first goes on?"""
    said = [canonical.text[start:end] for start, end in between]
    over = takewhile(lambda line: len(line.cells) < FEWEST_CELLS, found.lines)
    above = [canonical.text[line.cells[0].start : line.cells[0].end] for line in over]
    return not said or go_on(said, [*caption(canonical, found.start), *above])


def _without_again(canonical: Canonical, found: _Lines) -> tuple[list[_Line], tuple[tuple[int, int], ...]]:
    """The rows of a table without the lines that say that it goes on, and those lines."""
    kept: list[_Line] = []
    again: list[tuple[int, int]] = []
    waiting: list[_Line] = []
    for line in found.lines:
        if kept and len(line.cells) < FEWEST_CELLS and not line.above:
            waiting.append(line)
            continue
        spans = [(one.cells[0].start, one.cells[-1].end) for one in waiting]
        if spans and _says_so(canonical, found, spans):
            again += spans
        else:
            kept += waiting
        kept.append(line)
        waiting = []
    return [*kept, *waiting], tuple(again)


def _goes_on(text: str, last: _Lines, part: _Lines) -> bool:
    first, again = last.lines[0], part.lines[0]
    if not is_header(_written(text, first)) or _width(last) != _width(part):
        return False
    return _says(text, first) == _says(text, again) or not is_header(_written(text, again))


def _width(found: _Lines) -> int:
    return max(cell.after for line in found.lines for cell in line.cells)


def _written(text: str, line: _Line) -> list[tuple[str, int, int]]:
    return [(text[cell.start : cell.end], cell.column, cell.after) for cell in line.cells]


def _says(text: str, line: _Line) -> list[str]:
    return [text[cell.start : cell.end] for cell in line.cells]


def _overlap(a: _Lines, b: _Lines) -> bool:
    return a.start < b.end and b.start < a.end


def _marked(canonical: Canonical, grid: Grid) -> list[_Line]:
    """The rows of a table that the file marks."""
    found = []
    going: list[tuple[int, TableCell]] = []
    for row, group in groupby(grid.cells, key=lambda cell: cell.row):
        going = [(last, cell) for last, cell in going if last >= row]
        above = tuple([cell for _, cell in going])
        cells = []
        for cell in group:
            start, end = canonical.offsets.span_to_kept(cell.start, cell.end)
            if start < end:
                cells.append(TableCell(start, end, cell.column, cell.column + cell.columns))
                if cell.rows > 1:
                    going.append((row + cell.rows - 1, cells[-1]))
        if cells:
            found.append(_Line(tuple(cells), row < grid.headers, above))
    return found


def _drawn(canonical: Canonical) -> Iterator[_Lines]:
    """The rows of tables that lines with tabs or bars make, table by table."""
    source = canonical.source
    if "\t" not in source and "|" not in source:
        return
    run: list[_Line] = []
    waiting: list[_Line] = []
    barred = False
    width = 0
    for start, end in _lines(source):
        text = source[start:end]
        if not text.strip() or (_RULE.fullmatch(text) if run else "\t" not in text and "|" not in text):
            continue
        mark = "|" if text.count("|") >= FEWEST_CELLS or " | " in text else "\t"
        pieces = text.split(mark)
        cells = _cells(canonical, start, pieces, framed=mark == "|")
        if len(cells) >= FEWEST_CELLS:
            barred = "|" in text if not run else barred and "|" in text
            width = width if run else len(pieces)
            placed = len(pieces) == width or not all(map(str.strip, pieces[1:-1]))
            run += [*waiting, _Line(cells, placed=placed, width=len(pieces))]
            waiting = []
        elif run and cells and len(waiting) < _BETWEEN:
            waiting.append(_Line(cells))
        else:
            if run:
                yield _Lines(run, barred)
            run, waiting = [], []
    if run:
        yield _Lines(run, barred)


def _lines(source: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in source.splitlines(keepends=True):
        yield at, at + len(line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029"))
        at += len(line)


def _cells(canonical: Canonical, start: int, pieces: Sequence[str], *, framed: bool) -> tuple[TableCell, ...]:
    """The cells of a line that bars or tabs part; one where it has none. `framed`: a bar may stand before the first."""
    if len(pieces) > _MOST_CELLS:
        return ()
    found = []
    at, column = start, 0
    for n, piece in enumerate(pieces):
        begins = at + len(piece) - len(piece.lstrip())
        first, last = canonical.offsets.span_to_kept(begins, begins + len(piece.strip()))
        if first < last:
            found.append(TableCell(first, last, column, column + 1))
        at += len(piece) + 1
        column += 0 if n == 0 and framed and not piece.strip() else 1
    return tuple(found)


def _is_table(text: str, found: _Lines) -> bool:
    """Rows that the file or bars mark, two at least of two cells; of lines with tabs those with a header, with names
    before values, or with so many rows and columns that it is no other layout (a signature of two, lines of contact,
    labels with their text, a table of contents)."""
    full = [_written(text, line) for line in found.lines if len(line.cells) >= FEWEST_CELLS]
    if len(full) < _FEWEST_ROWS:
        return False
    if found.marked or keyed(full) or is_header(full[0]):
        return True
    regular = sum(len(row) >= _MANY and len(row) == len(full[0]) for row in full)
    widths = [line.width for line in found.lines if len(line.cells) >= FEWEST_CELLS]
    if any(len(row) == widths[0] for row in full):  # a row without an empty cell shows that the others have them
        regular = max(regular, sum(width >= _MANY and width == widths[0] for width in widths))
    laid_out = any(_LEADER.search(said) or said.endswith(":") for row in full for said, _, _ in row)
    return len(full) >= _MANY and 2 * regular > len(full) and not laid_out


def _table(canonical: Canonical, lines: Sequence[_Line], again: tuple[tuple[int, int], ...]) -> Table:
    """The table of some rows: which of them are headers, and what the columns are."""
    text = canonical.text
    written, bare = (
        [[(said[c.start : c.end], c.column, c.after) for c in line.cells] for line in lines]
        for said in (text, canonical.bare)
    )
    headers, columns = columns_of(written, bare, sum(1 for line in lines if line.header))
    wide = group_width([column.name for column in columns])
    if wide and all(_in_group(cell, wide) for line in lines for cell in line.cells if len(line.cells) > 1):
        return Table(tuple(_grouped(text, lines, headers, wide)), columns[:wide], {}, again, len(columns) // wide)
    rows = []
    number = 0
    for n, line in enumerate(lines):
        counts = n >= headers and not _repeats(text, line, lines[:headers])
        number += counts and len(line.cells) + len(line.above) >= FEWEST_CELLS
        rows.append(TableRow(number if counts else 0, line.cells, line.above, line.placed))
    return Table(tuple(rows), columns, _keyed(written, bare, lines), again)


def _in_group(cell: TableCell, wide: int) -> bool:
    return cell.column // wide == (cell.after - 1) // wide


def _grouped(text: str, lines: Sequence[_Line], headers: int, wide: int) -> list[TableRow]:
    """The rows of a table that prints one list in groups of columns, in the order of the text; each has the columns of
    the first group."""
    rows: list[TableRow] = []
    places: dict[int, tuple[int, int]] = {}
    for n, line in enumerate(lines):
        counts = n >= headers and not _repeats(text, line, lines[:headers])
        if len(line.cells) + len(line.above) < FEWEST_CELLS:
            rows.append(TableRow(int(counts), line.cells, line.above, line.placed))
            continue
        for group, own in groupby(line.cells, key=lambda cell: cell.column // wide):
            cells = tuple(own)
            above = tuple(_first_group(cell, wide) for cell in line.above if cell.column // wide == group)
            if counts and len(cells) + len(above) >= FEWEST_CELLS:
                places[len(rows)] = (n, group)
            rows.append(TableRow(0, tuple(_first_group(cell, wide) for cell in cells), above, line.placed))
    said = [_ordinal(text, rows[at]) for at in places]
    for at, number in zip(places, in_order(list(places.values()), said), strict=True):
        rows[at] = replace(rows[at], number=number)
    return rows


def _first_group(cell: TableCell, wide: int) -> TableCell:
    shift = cell.column - cell.column % wide
    return TableCell(cell.start, cell.end, cell.column - shift, cell.after - shift)


def _ordinal(text: str, row: TableRow) -> int | None:
    said = text[row.cells[0].start : row.cells[0].end].strip(". 、")
    return int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else None


def _keyed(
    written: Sequence[list[tuple[str, int, int]]], bare: Sequence[list[tuple[str, int, int]]], lines: Sequence[_Line]
) -> dict[int, Column]:
    """The column that each cell is by itself, of rows that name what they hold."""
    if not keyed(written):
        return {}
    found = {}
    for row, shown, line in zip(written, bare, lines, strict=True):
        for n, cell in enumerate(line.cells):
            key = n - n % 2
            found[cell.start] = Column(row[key][0], role_of(row[key][0]) if n % 2 else None, shown[key][0])
    return found


def _repeats(text: str, line: _Line, headers: Sequence[_Line]) -> bool:
    """Is this a header again, as at the top of a further page?"""
    return any(
        len(line.cells) == len(header.cells)
        and all(text[x.start : x.end] == text[y.start : y.end] for x, y in zip(line.cells, header.cells, strict=True))
        for header in headers
    )
