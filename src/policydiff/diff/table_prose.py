# SPDX-License-Identifier: Apache-2.0
"""A row of a table against a paragraph that says the same in sentences.

`3 | 改造老旧小区 | 市住房城乡建设局 | 12月底前` against
`3.改造老旧小区。牵头单位：市住房城乡建设局，12月底前完成。`: the cells are compared with the words that answer to them.
What the sentence has between them is the other form: a mark, the column's header, a word that only says what the
column says.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policydiff.diff.raw import verdict
from policydiff.structure.columns import Role
from policydiff.structure.table import Table, TableCell, TableRow

TABLE_FORM = verdict("structure", "table_form")

_MARKS = "，。；：、,;:.()（）[]【】〔〕《》“”\"' -—"
_SAYS: dict[Role | None, str] = {
    "responsible_unit": r"由|负责|牵头|配合|参与|协助|落实|承担|组织|实施|推进|单位|部门|等|会同|,|为",
    "date": r"于|在|至|到|力争|确保|计划|预计|前|底前|完成|办结|建成|时限|时间|期限|为",
    "number": r"为|达到|达|共|计|总|安排|投入|金额|投资|资金",
    "title": r"为|即",
}
"""Words by which a sentence says what the header of the column says, by what the column is."""


class Piece(NamedTuple):
    """A stretch of the row and the stretch of the paragraph that answers to it; a `cell` of None is what the sentence
    has between two of them."""

    row: tuple[int, int]
    prose: tuple[int, int]
    cell: TableCell | None
    form: bool = False
    """What the sentence has here only says that it is one."""


def said_in_prose(
    table: Table, row: TableRow, span: tuple[int, int], prose: tuple[int, int], text: str, other: str
) -> list[Piece]:
    """The row, which is `span` of `text`, and the paragraph, `prose` of `other`, cut at the cells that both have."""
    found = _anchors(row.cells, text, other, prose)
    out: list[Piece] = []
    at_row, at_prose = span[0], prose[0]
    waiting: list[TableCell] = []
    before: Role | None = None
    names: list[str] = []
    for cell in row.cells:
        column = table.column_of(cell)
        role, name = (column.role, column.name) if column else (None, "")
        place = found.get(cell.start)
        if place is None:
            waiting.append(cell)
            names.append(name)
            continue
        gap = (at_prose, place)
        out += _between(table, (at_row, cell.start), gap, waiting, other, (before, role), [*names, name])
        out.append(Piece((cell.start, cell.end), (place, place + cell.end - cell.start), cell))
        at_row, at_prose, waiting, before, names = cell.end, place + cell.end - cell.start, [], role, [name]
    out += _between(table, (at_row, span[1]), (at_prose, prose[1]), waiting, other, (before, None), names)
    return out


def _between(
    table: Table,
    row: tuple[int, int],
    prose: tuple[int, int],
    waiting: Sequence[TableCell],
    other: str,
    roles: tuple[Role | None, Role | None],
    names: Sequence[str],
) -> Iterator[Piece]:
    """What stands between two cells that both have: the sentence's own words, or cells that it says otherwise."""
    if row[0] == row[1] and prose[0] == prose[1]:
        return
    if not waiting:
        yield Piece(row, prose, None, _is_form(other[slice(*prose)], roles, names))
        return
    lead, tail = _trimmed(other, prose, roles, names)
    column = table.column_of(waiting[0])
    if lead > prose[0]:
        yield Piece((row[0], row[0]), (prose[0], lead), None, form=True)
    yield Piece(row, (lead, tail), waiting[0] if column and len(waiting) == 1 else None)
    if tail < prose[1]:
        yield Piece((row[1], row[1]), (tail, prose[1]), None, form=True)


def _trimmed(
    other: str, prose: tuple[int, int], roles: tuple[Role | None, Role | None], names: Sequence[str]
) -> tuple[int, int]:
    """The stretch without the sentence's own words at its ends."""
    start, end = prose
    lead = re.match(rf"(?:{_own(roles, names)})*", other[start:end])
    start += lead.end() if lead else 0
    tail = re.search(rf"(?:{_own(roles, names)})*$", other[start:end])
    return start, start + tail.start() if tail else end


def _is_form(said: str, roles: tuple[Role | None, Role | None], names: Sequence[str]) -> bool:
    return re.fullmatch(rf"(?:{_own(roles, names)})*", said) is not None


def _own(roles: tuple[Role | None, Role | None], names: Sequence[str]) -> str:
    """What a sentence may say between cells: headers of the columns, marks, words that say what the columns say."""
    words = [re.escape(name) for name in names if name]
    words += [_SAYS[role] for role in roles if role in _SAYS]
    return "|".join([*words, f"[{re.escape(_MARKS)}]"])


def _anchors(cells: Sequence[TableCell], text: str, other: str, prose: tuple[int, int]) -> dict[int, int]:
    """Where the paragraph has the very words of cells, in their order, by where the cell begins."""
    found = {}
    at = prose[0]
    for cell in cells:
        said = text[cell.start : cell.end]
        place = other.find(said, at, prose[1])
        if place >= 0 and (len(said) > 1 or place == at):
            found[cell.start] = place
            at = place + len(said)
    return found
