# SPDX-License-Identifier: Apache-2.0
"""What the columns of a table are, by their headers: 序号, 任务, 牵头单位, 完成时限, 指标值 …"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from policydiff.vocabulary.numerals import HAN_ORDINAL
from policydiff.vocabulary.patterns import late_pattern

Role = Literal["label", "title", "responsible_unit", "date", "number", "quantity_unit"]
"""What the cells of a column are: the row's number, what the row is about, or a field that notices have."""

_ROLES: tuple[tuple[Role, str], ...] = (
    ("label", r"序号?|编号|项次|项序|号次|NO\.?|№"),
    (
        "responsible_unit",
        (
            r"(?:主要)?(?:牵头|责任|配合|参与|参加|协同|协办|主办|主责|主管|承办|承担|实施|落实|执行|负责|协助|监管|审批|发证|申报|推荐|建设|办理|督办)"
            r"(?:的?(?:市级|省级|区级|县级)?(?:单位|部门|机构|科室|处室|机关|领导|人|人员|主体)){1,2}(?:\([^()]{1,12}\))?"
            r"|(?:责任|牵头)分工|单位名称|部门名称"
        ),
    ),
    (
        "date",
        (
            r"(?:计划|预计|办理|办结|实施|整改|推进|启动|开工|竣工|建成|承诺|法定)?(?:完成|办结|办理|整改|开工|竣工|实施|起止|截止|进度|工作)?"
            r"(?:时限|时间|期限|日期|时间节点|年限|时限要求|进度安排|时间安排|时间要求)|年度|年份|节点"
        ),
    ),
    ("quantity_unit", r"计量单位|数量单位|单位\((?:万?元|亿元|个|亩|公顷|%)\)"),
    (
        "number",
        (
            r".{0,12}?(?:金额|数量|面积|总投资|投资额?|资金|预算|补助|补贴|经费|指标值|目标值|完成值|现状值|基准值|得分|分值|权重|数额|人数|户数|名额|价格|标准|比例|比重|里程|规模)"
            r"(?:\([^()]{1,12}\))?"
        ),
    ),
    (
        "title",
        (
            r"(?:主要|重点|具体|工作|改革|建设|目标|任务|整改|检查|服务|审批|办理|项目|指标|措施|责任|问题|清单|主题|活动|文件|事项|许可|职责)*"
            r"(?:任务|工作|项目|事项|内容|措施|名称|指标|目标|问题|要求|举措|要点|条款|清单|主题)(?:名称|内容|描述|清单|表述)?(?:及?要求)?"
        ),
    ),
)
_PATTERNS = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)
_ORDINAL = late_pattern(rf"\(?(?:\d{{1,4}}|[{HAN_ORDINAL}]{{1,5}})\)?[.、]?|[①-⒛㈠-㈩]")
_VALUE = late_pattern(r"[\d.,%/~-]+")
_FIGURE = late_pattern(r"[+-]?\d[\d,]*(?:\.\d+)?(?!\d{0,3}年)")
"""A cell that begins with a figure, 350万元; a year heads a column."""
_ASKED = late_pattern(
    r"[^\d.,;:!?()]{0,8}(?:名称|名|编号|代码|号码?|金额|限价|价格?|方式|时间|日期|期限|地点|地址|电话|邮箱|传真|人|单位|部门|机构"
    r"|类别|类型|性质|来源|范围|内容|要求|标准|条件|情况|意见|备注|说明|职务|职称|性别|民族|学历|籍贯|年龄|邮编)(?:\([^()]{1,8}\))?"
)
"""What a form asks for, by the last word of it."""
_HEADER = 20
"""Characters that the cells of a header have at the most, but for one of them."""
_MOST_TITLES = 8
"""Rows above the first of two cells: what the sheet is about, the unit of its figures."""

Row = Sequence[tuple[str, int, int]]
"""Text, first column and column after the last, of the cells of a row."""

FIELDS: frozenset[Role | None] = frozenset({"responsible_unit", "date", "number", "quantity_unit"})
"""Columns that say something of what a row is about, and whose cells bind."""


class Column(Struct, frozen=True, gc=False):
    """A column: its header in canonical text (empty where it has none), what its cells are, where that shows, and the
    header as the copy has it."""

    name: str
    role: Role | None
    shown: str


def columns_of(rows: Sequence[Row], bare: Sequence[Row], marked: int) -> tuple[int, tuple[Column, ...]]:
    """How many rows are headers, and the columns; `marked` rows are headers by the word of the file, `bare` are the
    same rows as the copy has them."""
    headers = marked or (0 if keyed(rows) else _headers(rows))
    width = max(after for row in rows for _, _, after in row)
    names = [_name(rows[:headers], column) for column in range(width)]
    body = rows[headers:]
    return headers, tuple(
        Column(name, role_of(name) or _by_cells(body, n), _name(bare[:headers], n)) for n, name in enumerate(names)
    )


def keyed(rows: Sequence[Row]) -> bool:
    """Do the rows say what is what themselves, 项目名称 | X, 建设单位 | Y, so that no row heads the others?"""
    full = [row for row in rows if len(row) > 1]
    if not full or not (_names_next(full[0]) or _names(full[0])):
        return False
    known, named = sum(map(_names_next, full)), sum(map(_names, full))
    return (known > 1 and 2 * known >= len(full)) or (named > 1 and _is_most(named, len(full)))


def _names_next(row: Row) -> bool:
    """Is each second cell what the one before it names?"""
    texts = [text for text, _, _ in row]
    return (
        len(texts) % 2 == 0
        and any(role not in (None, "label") for role in map(role_of, texts[::2]))
        and not any(map(role_of, texts[1::2]))
    )


def _names(row: Row) -> bool:
    """Are the first, third, fifth cells names of what a form asks for, and none of the others?"""
    texts = [text for text, _, _ in row]
    return (
        len(texts) % 2 == 0
        and all(_ASKED.fullmatch(text) for text in texts[::2])
        and not any(_ASKED.fullmatch(text) for text in texts[1::2])
    )


def _headers(rows: Sequence[Row]) -> int:
    """How many rows at the top head the columns: titles over all columns, then the row of names and its parts."""
    for n, row in enumerate(rows[: _MOST_TITLES + 1]):
        if len(row) < 2:
            continue
        parts = _has_parts(row, rows[n + 1 : n + 2]) and len(rows) > n + 2
        if not (is_header(row) or (parts and _says_no_value(row)) or _over_values(row, rows[n + 1 :])):
            return 0
        below = rows[n + 1 : n + 2]
        spread = any(after - column > 1 for _, column, after in row)
        if parts:
            return n + _depth(rows[n:])
        return n + 1 + (1 if spread and below and is_header(below[0]) and len(rows) > n + 2 else 0)
    return 0


def _depth(rows: Sequence[Row]) -> int:
    """How many rows the header goes down: below a row with cells over several columns their parts, and theirs."""
    depth = 1
    while len(rows) > depth + 1 and _has_parts(rows[depth - 1], rows[depth : depth + 1]):
        depth += 1
    return depth


def _has_parts(row: Row, below: Sequence[Row]) -> bool:
    """Does the row below hold nothing but parts of cells that go over several columns, two of each, while others have
    no part?"""
    spread = [(column, after) for _, column, after in row if after - column > 1]
    if not spread or len(spread) == len(row) or not below:
        return False
    held = [sum(first <= column < last for _, column, _ in below[0]) for first, last in spread]
    return min(held) > 1 and sum(held) == len(below[0]) and _says_no_value(below[0])


def _over_values(row: Row, below: Sequence[Row]) -> bool:
    """Does a row of names stand over a column of figures, so that it heads it whatever the names say?"""
    if len({text for text, _, _ in row}) < len(row) or not _says_no_value(row):
        return False
    columns = {column for _, column, _ in row}
    seen: Counter[int] = Counter()
    figures: Counter[int] = Counter()
    for text, column, _ in (cell for other in below for cell in other if cell[1] in columns):
        seen[column] += 1
        figures[column] += _VALUE.fullmatch(text) is not None
    return any(figures[n] > 1 and _is_most(figures[n], seen[n]) for n in columns if n)


def _is_most(some: int, of: int) -> bool:
    return 5 * some >= 4 * of


def _says_no_value(row: Row) -> bool:
    """Are the cells of a row short, and none a figure?"""
    return not any(
        len(text) > _HEADER or _VALUE.fullmatch(text) or _ORDINAL.fullmatch(text) or _FIGURE.match(text)
        for text, _, _ in row
    )


def is_header(row: Row) -> bool:
    """Does a row say what stands below, and hold no values?"""
    texts = [text for text, _, _ in row]
    if any(_VALUE.fullmatch(text) or _ORDINAL.fullmatch(text) for text in texts):
        return False
    known = sum(role_of(text) is not None for text in texts)
    return known >= 1 and known * 3 >= len(texts) and sum(len(text) > _HEADER for text in texts) <= 1


def _name(headers: Sequence[Row], column: int) -> str:
    """What the headers say over a column, the lowest last; a title over the whole table names no column."""
    found = [text for row in headers if len(row) > 1 for text, first, after in row if first <= column < after]
    return found[-1] if found else ""


def is_ordinal(text: str) -> bool:
    """Is a cell of a column of labels a number that counts the rows, and no code?"""
    return _ORDINAL.fullmatch(text) is not None


def role_of(name: str) -> Role | None:
    """What the cells under a header are, or beside a key; None where it does not say."""
    return next((role for role, pattern in _PATTERNS if pattern.fullmatch(name)), None)


def _by_cells(rows: Sequence[Row], column: int) -> Role | None:
    """A first column without a known name whose cells count the rows holds their numbers."""
    if column:
        return None
    texts = [text for row in rows for text, first, _ in row if first == column]
    return "label" if len(texts) > 1 and all(_ORDINAL.fullmatch(text) for text in texts) else None
