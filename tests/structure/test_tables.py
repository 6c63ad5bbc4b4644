# SPDX-License-Identifier: Apache-2.0
"""Where tables are seen, what their rows and columns are, and what is none."""

import pytest

from policydiff.ingest.read import read
from policydiff.pipeline import canonical_text
from policydiff.structure import parse
from policydiff.structure.notice import Notice


def parsed(text: str) -> Notice:
    witness = read(text.encode(), name="a.txt")
    return parse(canonical_text(witness), witness)


def shown(notice: Notice) -> list[list[tuple[int, ...] | tuple[int, list[str]]]]:
    """Each table: the number of each row and its cells."""
    text = notice.canonical.text
    return [
        [(row.number, [text[cell.start : cell.end] for cell in row.cells]) for row in table.rows]
        for table in notice.tables
    ]


def own(notice: Notice) -> list[str]:
    """What each unit of the source says by itself."""
    offsets, source = notice.canonical.offsets, notice.canonical.source
    nodes = [node for root in notice.roots for node in root.walk()]
    return [source[offsets.to_source(node.start) : offsets.end_to_source(node.own_end)].strip() for node in nodes]


HEADER = "序号\t任务\t牵头单位\t完成时限"
ROWS = "1\t建设崂山实验室\t市科技局\t6月\n2\t改造小区\t市教育局\t7月"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(f"{HEADER}\n{ROWS}", [0, 1, 2], id="tabs under a header"),
        pytest.param(
            "| 序号 | 任务 | 牵头单位 |\n| --- | --- | --- |\n| 1 | 建设实验室 | 市科技局 |\n| 2 | 改造小区 | 教育局 |",
            [0, 1, 2],
            id="Markdown",
        ),
        pytest.param(
            "姓名\t职务\t单位\n张三\t主任\t办公室\n李四\t科长\t财务科", [1, 2, 3], id="three rows and columns"
        ),
        pytest.param("项目名称\t崂山实验室\n建设单位\t市科技局\n投资额\t3000万元", [1, 2, 3], id="names before values"),
        pytest.param(f"{HEADER}\n{ROWS}\n{HEADER}\n3\t新建公园\t市园林局\t8月", [0, 1, 2, 0, 3], id="header again"),
        pytest.param(
            f"{HEADER}\n一、科技\n1\t建设崂山实验室\t市科技局\t6月\n二、民生\n2\t改造小区\t市教育局\t7月",
            [0, 0, 1, 1, 2],
            id="headings over the table",
        ),
    ],
)
def test_rows_are_counted_below_the_header(text: str, rows: list[int]) -> None:
    """A header is row 0, wherever it stands; headings over the whole table count for nothing."""
    (found,) = parsed(text).tables

    assert [row.number for row in found.rows] == rows


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "请报送。\n联系人：张三\t电话：85911234\n传真：85911235\t邮箱：abc@qd.gov.cn", id="lines of contact"
        ),
        pytest.param("目录\n一、总体要求\t1\n二、重点任务\t3\n三、保障措施\t8\n正文开始了。", id="table of contents"),
        pytest.param("第一章 总则\t……………\t1\n第二章 分则\t……………\t5\n第三章 附则\t……………\t9", id="contents with dots"),
        pytest.param("特此通知。\n青岛市人民政府\t青岛市财政局\n2023年3月1日\t2023年3月1日", id="two signatures"),
        pytest.param(
            "一、任务\n1.\t建设崂山实验室，加强创新。\n2.\t完善产业体系。\n3.\t改造小区。", id="labels before tabs"
        ),
        pytest.param("\t第一段文字，各部门要加强协调，\t形成合力。\n\t第二段文字，\t要落实责任。", id="indents"),
        pytest.param(
            "出席：\t张三\t李四\t王五\n请假：\t赵六\t钱七\t孙八\n缺席：\t周九\t吴十\t郑一", id="names behind a colon"
        ),
        pytest.param("任务一|任务二|任务三\n今天我们学习讨论。", id="one line of bars"),
        pytest.param("附件：1.\t任务分解表\n      2.\t联系人名单", id="list of attachments"),
        pytest.param(f"{HEADER}\n说明文字。", id="a header without rows"),
    ],
)
def test_other_lines_with_tabs_are_no_table(text: str) -> None:
    """What is set out with tabs and bars besides tables stays what it is."""
    assert parsed(text).tables == ()


def test_empty_cells_between_tabs_count_as_cells() -> None:
    """Rows of one width are a table also where most have empty cells, once one row has none; lines that tabs only
    indent are not."""
    rows = "甲剂\t注射\t限工伤\n乙剂\t口服\t\n丙剂\t\t限儿童\n丁剂\t外用\t\n戊剂\t口服\t"
    (found,) = parsed(f"关于目录的通知\n{rows}\n正文开始了。").tables
    assert [len(row.cells) for row in found.rows] == [3, 2, 2, 2, 2]

    assert parsed("关于会议的通知\n\t甲局\t乙局\n\t丙局\t丁局\n\t戊局\t己局\n\t庚局\t辛局\n正文开始了。").tables == ()


def test_two_tables_after_each_other_are_two() -> None:
    """Another header begins another table, with a line between them or without."""
    other = "指标\t计量单位\t目标值\n基站数\t个\t300\n公园数\t个\t20"

    apart, direct = parsed(f"{HEADER}\n{ROWS}\n另有：\n{other}"), parsed(f"{HEADER}\n{ROWS}\n{other}")

    assert [len(table.full_rows) for table in apart.tables] == [3, 3]
    assert shown(direct) == [shown(parsed(f"{HEADER}\n{ROWS}"))[0], shown(parsed(other))[0]]


@pytest.mark.parametrize(
    ("line", "apart"),
    [
        ("单位：万元", True), ("（单位：亩、人）", True), ("（金额单位：人民币万元）", True), ("单位:万元", True),
        ("填报单位：市财政局", False), ("单位：万元，数据到年底", False),
    ],
)  # fmt: skip
def test_the_unit_of_figures_over_a_table_stands_by_itself(line: str, apart: bool) -> None:
    """It is none of the title above it, and no addressee; a line that says more, or is not right over a table, is
    read as before."""
    table = f"{HEADER}\n{ROWS}"

    assert (line in own(parsed(f"2025年投资计划表\n{line}\n{table}"))) == apart
    assert line not in own(parsed(f"2025年投资计划表\n{line}\n数字如下\n{table}"))


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("序号", "label"), ("编号", "label"), ("任务", "title"), ("工作任务", "title"), ("项目名称", "title"),
        ("主要内容", "title"), ("牵头单位", "responsible_unit"), ("责任部门", "responsible_unit"),
        ("配合单位", "responsible_unit"), ("主管部门", "responsible_unit"), ("完成时限", "date"), ("开工时间", "date"),
        ("计量单位", "quantity_unit"), ("投资额（万元）", "number"), ("2025年目标值", "number"), ("备注", None),
        ("资金来源", None), ("联系电话", None),
    ],
)  # fmt: skip
def test_a_column_is_what_its_header_says(name: str, role: str | None) -> None:
    """Headers of columns that notices have; others say nothing of their cells."""
    lines = f"序号\t任务\t{name}\n1\t甲事项\t乙\n2\t丙事项\t丁"

    (found,) = parsed(lines).tables

    assert (found.columns[2].shown, found.columns[2].role) == (name, role)


def test_a_row_is_a_unit_under_its_section() -> None:
    """Rows stand as units with the number of their first cell and what they are about."""
    notice = parsed(f"一、重点任务\n{HEADER}\n{ROWS}\n二、组织实施\n各部门要加强协调。")

    rows = [(node.label, node.title) for node in notice.nodes() if node.kind == "row"]
    assert rows == [(None, "任务"), ("1", "建设崂山实验室"), ("2", "改造小区")]


def test_columns_of_units_are_fields_with_their_roles() -> None:
    """The units of a row are found by the column; 牵头单位 leads, 配合单位 supports."""
    notice = parsed(
        "序号\t任务\t牵头单位\t配合单位\n1\t建设实验室\t市科技局\t市财政局、市教育局\n2\t改造小区\t市民政局\t市财政局"
    )

    found = [field.value for field in notice.fields if field.type == "responsible_units"]
    assert found[:2] == [
        [{"role": "lead", "name": "市科技局"}],
        [{"role": "support", "name": "市财政局"}, {"role": "support", "name": "市教育局"}],
    ]


def test_headers_are_shown_as_the_copy_has_them() -> None:
    """A header in traditional characters is known and shown as it is written."""
    (found,) = parsed("序號\t任務\t牽頭單位\n1\t建設實驗室\t市科技局\n2\t改造小區\t市民政局").tables

    assert [column.shown for column in found.columns] == ["序號", "任務", "牽頭單位"]
    assert [column.role for column in found.columns] == ["label", "title", "responsible_unit"]


TWO_LEVELS = (
    "<tr><td rowspan=2>药品代码</td><td rowspan=2>分类</td><td colspan=2>药品</td></tr>"
    "<tr><td>名称</td><td>剂型</td></tr>"
    "<tr><td>XA01</td><td>胃药</td><td>碳酸氢钠</td><td>片剂</td></tr><tr><td>XA02</td><td>胃药</td><td>奥美拉唑</td>"
    "<td>注射剂</td></tr>"
)
FORM = (
    "<tr><td>项目名称</td><td colspan=3>医疗设备采购项目</td></tr><tr><td>项目编号</td><td>ZFCG-15</td>"
    "<td>采购方式</td><td>公开招标</td></tr><tr><td>预算金额</td><td>350万元</td><td>采购人</td><td>某市人民医院</td></tr>"
)
BUDGET = "".join(
    f"<tr><td>{'</td><td>'.join(row)}</td></tr>"
    for row in (
        ("项目", "2023年预算数", "2022年执行数"),
        ("教育支出", "8,000.00", "7,900.00"),
        ("卫生支出", "310.50", "300.00"),
    )
)
BODY = (
    "<tr><td>甲市</td><td colspan=2>建设两个公园</td><td>植树</td></tr>"
    "<tr><td>乙市</td><td>一处</td><td>二处</td><td>清淤</td></tr>"
    "<tr><td>丙市</td><td>三处</td><td>四处</td><td>修路</td></tr>"
)


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [(TWO_LEVELS, [0, 0, 1, 2]), (BUDGET, [0, 1, 2]), (FORM, [1, 2, 3]), (BODY, [1, 2, 3])],
    ids=["parts under a name", "names over figures", "a form", "a wide cell among others"],
)
def test_headers_are_known_by_how_they_stand(rows: str, numbers: list[int]) -> None:
    """Names that have parts below them, or figures, head the columns whatever they say; a form has no header, nor have
    rows of which one has a wide cell."""
    page = f'<html><head><meta charset="utf-8"></head><body><p>通知</p><table>{rows}</table></body></html>'
    witness = read(page.encode(), name="a.html")

    (found,) = parse(canonical_text(witness), witness).tables

    assert [row.number for row in found.rows] == numbers
