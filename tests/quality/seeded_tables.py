# SPDX-License-Identifier: Apache-2.0
"""Tables of tasks with a known edit, or none, in every format; made from a seed, the same ones every time."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

TASKS = (
    "建设崂山实验室", "完善产业体系", "改造老旧小区", "建成5G基站", "整治黑臭水体", "新建口袋公园",
    "推进轨道交通建设", "扩建污水处理厂", "开展职业技能培训", "打造智慧社区", "实施雨污分流工程",
    "建设公共充电桩", "更新老旧电梯", "建设人才公寓", "培育专精特新企业", "发展海洋牧场", "保护历史文化街区",
    "推广装配式建筑", "建立应急物资储备库", "完善养老服务设施",
)  # fmt: skip
UNITS = (
    "市科技局", "市发展改革委", "市住房城乡建设局", "市通信管理局", "市生态环境局", "市园林和林业局",
    "市交通运输局", "市水务管理局", "市人力资源社会保障局", "市民政局", "市应急局", "市财政局", "市海洋发展局",
    "市文化和旅游局",
)  # fmt: skip
CLAUSES = (
    "优化空间布局，补齐短板弱项。", "加强督导检查，定期通报进展。", "强化要素保障，简化审批流程。",
    "坚持因地制宜、分类施策。", "完善配套政策，落实财政资金。", "发挥示范作用，总结推广经验。",
)  # fmt: skip
KINDS = ("万元", "个", "公里", "%", "万平方米", "户")
HAN = "一二三四五六七八九十"


@dataclass(frozen=True)
class Cell:
    """The text of a cell, and over how many columns and rows it goes."""

    text: str
    columns: int = 1
    rows: int = 1


Row = tuple[Cell | None, ...]
"""A cell for each column; None where one from the left or from above goes on."""


@dataclass(frozen=True)
class Sheet:
    """A table with its headers; `label` is the column that numbers the rows, `title` the one that says what a row is
    about."""

    headers: tuple[Row, ...]
    rows: tuple[Row, ...]
    title: int
    label: int | None = None
    han: bool = False
    names: tuple[str, ...] = ()
    """Header of each column."""

    def numbered(self) -> "Sheet":
        """The rows with their numbers anew."""
        if self.label is None:
            return self
        rows, number = [], 0
        for row in self.rows:
            if row[self.label] is None or sum(cell is not None for cell in row) == 1:
                rows.append(row)
                continue
            number += 1
            said = HAN[number - 1] if self.han else str(number)
            rows.append((*row[: self.label], Cell(said), *row[self.label + 1 :]))
        return replace(self, rows=tuple(rows))


@dataclass(frozen=True)
class Told:
    """What is to be told: one of these kinds, in the row of this title, under this header; either may not matter."""

    kinds: tuple[str, ...]
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True)
class TableCase:
    """Two tables, the name of the shape and the edit, and what is to be told."""

    name: str
    a: Sheet
    b: Sheet
    told: tuple[Told, ...]


def _plain(texts: Sequence[str]) -> Row:
    return tuple(Cell(text) for text in texts)


def _sheet(names: Sequence[str], rows: Sequence[Sequence[str]], title: int, label: int | None = None) -> Sheet:
    made = Sheet((_plain(names),), tuple(_plain(row) for row in rows), title, label, names=tuple(names))
    return made.numbered()


def _month(chance: random.Random) -> str:
    return f"2023年{chance.randrange(1, 13)}月底前"


def _some(chance: random.Random, count: int) -> list[str]:
    return chance.sample(TASKS, count)


def simple(chance: random.Random) -> Sheet:
    """序号 任务 牵头单位 完成时限."""
    rows = [("", task, chance.choice(UNITS), _month(chance)) for task in _some(chance, chance.randrange(4, 12))]
    return _sheet(("序号", "任务", "牵头单位", "完成时限"), rows, 1, 0)


def unnumbered(chance: random.Random) -> Sheet:
    """A table whose rows have no numbers."""
    rows = [(task, chance.choice(UNITS), _month(chance)) for task in _some(chance, chance.randrange(4, 10))]
    return _sheet(("工作任务", "责任单位", "完成时间"), rows, 0)


def han_numbers(chance: random.Random) -> Sheet:
    """Rows numbered 一, 二, 三."""
    rows = [("", task, "、".join(chance.sample(UNITS, 2))) for task in _some(chance, chance.randrange(4, 10))]
    return replace(_sheet(("序号", "重点任务", "责任单位"), rows, 1, 0), han=True).numbered()


def grouped(chance: random.Random) -> Sheet:
    """A first column whose cells go over several rows."""
    rows: list[Row] = []
    for group in ("产业发展", "城市建设", "民生保障"):
        size = chance.randrange(2, 5)
        for n, task in enumerate(chance.sample(TASKS, size)):
            rows.append(
                (Cell(group, 1, size) if n == 0 else None, *_plain(("", f"{group[:2]}{task}", chance.choice(UNITS))))
            )
    names = ("类别", "序号", "任务", "牵头单位")
    return Sheet((_plain(names),), tuple(rows), 2, 1, names=names).numbered()


def long_cells(chance: random.Random) -> Sheet:
    """Cells of several sentences."""
    rows = [
        ("", task, "".join(chance.sample(CLAUSES, 3)), chance.choice(UNITS), _month(chance))
        for task in _some(chance, chance.randrange(4, 9))
    ]
    return _sheet(("序号", "任务名称", "主要内容", "牵头单位", "完成时限"), rows, 1, 0)


def indicators(chance: random.Random) -> Sheet:
    """Indicators with their units and values."""
    rows = [
        ("", f"{task}数", chance.choice(KINDS), str(chance.randrange(10, 900)), str(chance.randrange(900, 2000)))
        for task in _some(chance, chance.randrange(4, 12))
    ]
    return _sheet(("序号", "指标名称", "计量单位", "2022年现状值", "2025年目标值"), rows, 1, 0)


def money(chance: random.Random) -> Sheet:
    """Amounts, with cells that are empty."""
    rows = [
        ("", f"{task}项目", f"{chance.randrange(100, 9000)}.{chance.randrange(1, 9)}",
         chance.choice(("", "中央财政", "地方债券")), chance.choice(("", "", "续建")))
        for task in _some(chance, chance.randrange(4, 10))
    ]  # fmt: skip
    return _sheet(("序号", "项目名称", "投资额（万元）", "资金来源", "备注"), rows, 1, 0)


def two_headers(chance: random.Random) -> Sheet:
    """A header of two rows, some of its cells over several columns or rows."""
    names = ("序号", "任务", "牵头单位", "配合单位", "完成时限")
    top: Row = (Cell("序号", 1, 2), Cell("任务", 1, 2), Cell("责任分工", 2), None, Cell("完成时限", 1, 2))
    below: Row = (None, None, Cell("牵头单位"), Cell("配合单位"), None)
    rows = [("", task, *chance.sample(UNITS, 2), _month(chance)) for task in _some(chance, chance.randrange(4, 9))]
    return Sheet((top, below), tuple(_plain(row) for row in rows), 1, 0, names=names).numbered()


def with_headings(chance: random.Random) -> Sheet:
    """Headings over the whole table between the rows."""
    names = ("序号", "任务", "牵头单位")
    rows: list[Row] = []
    pool = _some(chance, 9)
    for n, group in enumerate(("创新驱动", "绿色低碳", "改善民生")):
        rows.append((Cell(f"{HAN[n]}、{group}", 3), None, None))
        rows += [_plain(("", task, chance.choice(UNITS))) for task in pool[3 * n : 3 * n + chance.randrange(2, 4)]]
    return Sheet((_plain(names),), tuple(rows), 1, 0, names=names).numbered()


def wide(chance: random.Random) -> Sheet:
    """Eight columns."""
    names = ("序号", "项目名称", "建设内容", "总投资（万元）", "开工时间", "竣工时间", "责任单位", "备注")
    rows = [
        ("", task, chance.choice(CLAUSES)[:-1], str(chance.randrange(100, 90000)), f"2023年{chance.randrange(1, 6)}月",
         f"2024年{chance.randrange(1, 13)}月", chance.choice(UNITS), chance.choice(("新建", "续建", "改建")))
        for task in _some(chance, chance.randrange(4, 12))
    ]  # fmt: skip
    return _sheet(names, rows, 1, 0)


SHAPES: tuple[Callable[[random.Random], Sheet], ...] = (
    simple, unnumbered, han_numbers, grouped, long_cells, indicators, money, two_headers, with_headings, wide,
)  # fmt: skip


# -- edits ------------------------------------------------------------------------------------------------------------


def _data(sheet: Sheet) -> list[int]:
    """Rows that are no headings and hold no cell that goes over several rows."""
    return [
        n
        for n, row in enumerate(sheet.rows)
        if sum(cell is not None for cell in row) > 1
        and row[sheet.title] is not None
        and not any(cell is None or cell.rows > 1 for cell in row)
    ]


def _title(sheet: Sheet, row: int) -> str:
    cell = sheet.rows[row][sheet.title]
    return cell.text if cell else ""


def _with(sheet: Sheet, row: int, column: int, text: str) -> Sheet:
    cells = sheet.rows[row]
    old = cells[column] or Cell("")
    changed = (*cells[:column], replace(old, text=text), *cells[column + 1 :])
    return replace(sheet, rows=(*sheet.rows[:row], changed, *sheet.rows[row + 1 :]))


def _renumbered(sheet: Sheet, row: int) -> tuple[Told, ...]:
    """Rows behind are numbered anew, told once."""
    behind = [n for n in _data(sheet) if n > row]
    return (Told(("renumbered",)),) if sheet.label is not None and behind else ()


def same(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """Nothing was changed."""
    return sheet, ()


def row_removed(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """A row is gone, and those behind it are numbered anew."""
    at = chance.choice(_data(sheet)[:-1] or [None])  # type: ignore[list-item]
    if at is None:
        return None
    changed = replace(sheet, rows=(*sheet.rows[:at], *sheet.rows[at + 1 :])).numbered()
    return changed, (Told(("unit_removed",), _title(sheet, at)), *_renumbered(sheet, at))


def row_added(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """A row is new, and those behind it are numbered anew."""
    rows = _data(sheet)[1:]
    if not rows:
        return None
    at = chance.choice(rows)
    new = tuple(
        Cell("举办海洋经济论坛" if n == sheet.title else "市贸促会" if n == sheet.title + 1 else "")
        for n in range(len(sheet.names))
    )
    changed = replace(sheet, rows=(*sheet.rows[:at], new, *sheet.rows[at:])).numbered()
    return changed, (Told(("unit_added",), "举办海洋经济论坛"), *(_renumbered(sheet, at - 1)))


def row_moved(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """A row stands elsewhere, under its old number."""
    rows = _data(sheet)
    if len(rows) < 4 or rows != list(range(rows[0], rows[-1] + 1)):
        return None
    kept = list(sheet.rows)
    moved = kept.pop(rows[0])
    kept.insert(rows[0] + 3, moved)
    return replace(sheet, rows=tuple(kept)), (Told(("moved",), _title(sheet, rows[0])),)


def _column(sheet: Sheet, words: Sequence[str]) -> int | None:
    return next((n for n, name in enumerate(sheet.names) if any(word in name for word in words)), None)


def unit_changed(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """Another unit is in charge."""
    column = _column(sheet, ("单位",))
    rows = _data(sheet)
    if column is None or "计量" in sheet.names[column] or not rows:
        return None
    row = chance.choice(rows)
    return _with(sheet, row, column, "市城市管理局"), (
        Told(("responsible_unit",), _title(sheet, row), sheet.names[column]),
    )


def date_changed(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """Another deadline."""
    column, rows = _column(sheet, ("时限", "时间")), _data(sheet)
    if column is None or not rows:
        return None
    row = chance.choice(rows)
    return _with(sheet, row, column, "2026年3月"), (Told(("date", "number"), _title(sheet, row), sheet.names[column]),)


def number_changed(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """Another figure."""
    column, rows = _column(sheet, ("目标值", "投资")), _data(sheet)
    if column is None or not rows:
        return None
    row = chance.choice(rows)
    return _with(sheet, row, column, "98765"), (Told(("number",), _title(sheet, row), sheet.names[column]),)


def measure_changed(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """Another unit of measure."""
    column, rows = _column(sheet, ("计量单位",)), _data(sheet)
    if column is None or not rows:
        return None
    row = chance.choice(rows)
    return _with(sheet, row, column, "亿元"), (Told(("quantity_unit",), _title(sheet, row), sheet.names[column]),)


def word_changed(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """Another word in what a row is about."""
    rows = _data(sheet)
    if not rows:
        return None
    row = chance.choice(rows)
    title = _title(sheet, row)
    return _with(sheet, row, sheet.title, f"有序{title}"), (Told(("text",), title, sheet.names[sheet.title]),)


def _flat(sheet: Sheet) -> bool:
    return len(sheet.headers) == 1 and all(
        cell and cell.columns == cell.rows == 1 for row in sheet.rows for cell in row
    )


def _columns(sheet: Sheet, order: Sequence[int]) -> Sheet:
    def put(row: Row) -> Row:
        return tuple(row[n] for n in order)

    label = order.index(sheet.label) if sheet.label is not None and sheet.label in order else None
    return replace(
        sheet, headers=tuple(map(put, sheet.headers)), rows=tuple(map(put, sheet.rows)), title=order.index(sheet.title),
        label=label, names=tuple(sheet.names[n] for n in order),
    )  # fmt: skip


def column_removed(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """The last column is gone."""
    if not _flat(sheet):
        return None
    gone = chance.randrange(sheet.title + 1, len(sheet.names))
    order = [n for n in range(len(sheet.names)) if n != gone]
    return _columns(sheet, order), (Told(("column_removed",), None, sheet.names[gone]),)


def column_added(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """A column is new."""
    if not _flat(sheet):
        return None
    made = _columns(sheet, range(len(sheet.names)))
    headers = tuple((*row, Cell("联系电话")) for row in made.headers)
    rows = tuple((*row, Cell(f"8591{n:04}")) for n, row in enumerate(made.rows, 1100))
    return replace(made, headers=headers, rows=rows, names=(*made.names, "联系电话")), (
        Told(("column_added",), None, "联系电话"),
    )


def column_moved(chance: random.Random, sheet: Sheet) -> tuple[Sheet, tuple[Told, ...]] | None:
    """Two neighbouring columns have changed places."""
    if not _flat(sheet) or len(sheet.names) < 3:
        return None
    at = chance.randrange(sheet.title, len(sheet.names) - 1)
    order = list(range(len(sheet.names)))
    order[at], order[at + 1] = order[at + 1], order[at]
    return _columns(sheet, order), (Told(("column_moved",)),)


Edit = Callable[[random.Random, Sheet], tuple[Sheet, tuple[Told, ...]] | None]
EDITS: tuple[Edit, ...] = (
    same, row_removed, row_added, row_moved, unit_changed, date_changed, number_changed, measure_changed, word_changed,
    column_removed, column_added, column_moved,
)  # fmt: skip


def cases(seed: int) -> list[TableCase]:
    """Each shape with each edit that it can have."""
    made = []
    for shape in SHAPES:
        for edit in EDITS:
            chance = random.Random(f"{seed} {shape.__name__} {edit.__name__}")
            sheet = shape(chance)
            edited = edit(chance, sheet)
            if edited is not None:
                made.append(TableCase(f"{shape.__name__}:{edit.__name__}", sheet, *edited))
    return made
