# SPDX-License-Identifier: Apache-2.0
"""Tables compared: rows by what they say, cells by their columns, a table with sentences, and what always holds."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise, zip_longest

import pytest
from copies import remains
from hypothesis import given
from hypothesis import strategies as st

from policydiff import compare
from policydiff.ingest.read import read
from policydiff.kinds import KINDS, POSITIONS
from policydiff.model import TELLING, Comparison, Difference
from policydiff.tabular import TablePlace

HEADER = "序号\t任务\t牵头单位\t完成时限"
ROWS = (
    "1\t建设崂山实验室\t市科技局\t2023年6月底前",
    "2\t改造老旧小区\t市住房城乡建设局\t2023年12月底前",
    "3\t建成5G基站\t市通信管理局\t2023年9月底前",
    "4\t整治黑臭水体\t市生态环境局\t2024年3月底前",
    "5\t新建口袋公园\t市园林和林业局\t2024年5月底前",
)


def doc(*lines: str) -> str:
    """A notice with these lines between its title and its last paragraph."""
    return "\n".join(("附件", "任务分解表", *lines, "各责任单位于每季度末报送进展情况。"))


def page(*rows: str) -> bytes:
    """The same as a web page with a table of these rows, whose cells are parted by tabs or are HTML already."""
    written = "".join(
        row if row.startswith("<tr>") else "<tr><td>" + "</td><td>".join(row.split("\t")) + "</td></tr>" for row in rows
    )
    return (
        '<html><head><meta charset="utf-8"></head><body><p>附件</p><p>任务分解表</p>'
        f"<table>{written}</table><p>各责任单位于每季度末报送进展情况。</p></body></html>"
    ).encode()


def told(found: Comparison) -> list[tuple[str, str, str]]:
    """Kind and readings of all that tells."""
    return [(d.kind, d.a.text.strip(), d.b.text.strip()) for d in found.differences if d.class_ in TELLING]


def aside(found: Comparison) -> set[str]:
    """The kinds of what is set aside."""
    return {d.kind for d in found.differences if d.class_ not in TELLING}


def test_a_header_that_stands_again_is_layout() -> None:
    """A header repeated at the top of a page, in one copy or in a table of its own, is set aside as that."""
    once, again = doc(HEADER, *ROWS), doc(HEADER, *ROWS[:3], HEADER, *ROWS[3:])

    assert told(compare(once, again)) == told(compare(again, once)) == []
    assert aside(compare(once, again)) == {"repeated_header"}


@pytest.mark.parametrize(
    ("b", "kind"),
    [(doc(HEADER, *ROWS[:3], HEADER.replace("牵头", "责任"), *ROWS[3:]), "unit_added"), (doc(*ROWS), "unit_removed")],
    ids=["another header", "no header"],
)
def test_a_header_that_says_something_else_is_none_repeated(b: str, kind: str) -> None:
    """A header with another word, or one that the other copy never has, tells."""
    assert kind in [found for found, _, _ in told(compare(doc(HEADER, *ROWS), b))]


@pytest.mark.parametrize(
    ("new", "kind"), [("责任单位", "column_renamed"), ("配合单位", "column_renamed"), ("什么", "column_renamed")]
)
def test_a_column_under_another_header_is_told_at_its_header(new: str, kind: str) -> None:
    """A header that reads otherwise is one finding, whatever the column holds."""
    found = compare(doc(HEADER, *ROWS), doc(HEADER.replace("牵头单位", new), *ROWS))

    assert told(found) == [(kind, "牵头单位", new)]


def test_a_value_in_a_header_keeps_its_kind() -> None:
    """Another unit of measure in a header changes every figure below it: it is told as that."""
    rows = ("项目名称\t投资额（万元）", "崂山实验室\t300", "海洋牧场\t400")

    found = compare(doc(*rows), doc(rows[0].replace("万元", "亿元"), *rows[1:]))

    assert [kind for kind, _, _ in told(found)] in (["quantity_unit"], ["number"])


SPANNED = page(
    "类别\t任务\t牵头单位",
    '<tr><td rowspan="2">产业</td><td>建设实验室</td><td>市科技局</td></tr>',
    "<tr><td>培育企业</td><td>市工业和信息化局</td></tr>",
    "<tr><td>民生</td><td>建设公园</td><td>市园林和林业局</td></tr>",
)
REPEATED = (
    "类别\t任务\t牵头单位",
    "产业\t建设实验室\t市科技局",
    "产业\t培育企业\t市工业和信息化局",
    "民生\t建设公园\t市园林和林业局",
)


def test_a_cell_over_two_rows_is_the_same_text_in_both() -> None:
    """A merged cell against the same words in each row is layout; against other words, or a cell that is only empty, it
    tells."""
    spanned = read(SPANNED, name="a")
    other = [*REPEATED[:2], REPEATED[2].replace("产业", "民生"), REPEATED[3]]
    empty = [*REPEATED[:2], REPEATED[2].replace("产业", ""), REPEATED[3]]

    same = compare(spanned, read(page(*REPEATED), name="b"))

    assert same.verdict == "equivalent"
    assert aside(same) == {"merged_cell"}
    assert told(compare(spanned, read(page(*other), name="b"))) == [("text", "", "民生")]
    assert told(compare(read(page(*empty), name="a"), read(page(*REPEATED), name="b"))) == [("text", "", "产业")]


def test_rows_that_are_split_are_an_edit_and_a_new_row() -> None:
    """No row is compared with two: cells keep their columns."""
    long = "2\t改造老旧小区，建设人才公寓\t市住房城乡建设局\t2023年12月底前"
    parts = (ROWS[1], "3\t建设人才公寓\t市住房城乡建设局\t2023年12月底前")

    found = compare(doc(HEADER, ROWS[0], long, ROWS[3]), doc(HEADER, ROWS[0], *parts, ROWS[3]))

    assert all(d.table for d in found.differences if d.class_ in TELLING)
    assert "unit_added" in [kind for kind, _, _ in told(found)]
    assert all(len(unit.a) < 2 and len(unit.b) < 2 for unit in found.units)


def test_rows_numbered_anew_are_told_once_with_their_members() -> None:
    """4–5 become 3–4 behind a row that is gone: one finding, two members."""
    renumbered = [row.replace(row[0], str(int(row[0]) - 1), 1) for row in ROWS[3:]]

    found = compare(doc(HEADER, *ROWS), doc(HEADER, *ROWS[:2], *renumbered))

    runs = [d for d in found.differences if d.kind == "renumbered"]
    assert [(len(d.members), d.a.text, d.b.text) for d in runs] == [(2, "4", "3")]
    assert sorted(kind for kind, _, _ in told(found)) == ["renumbered", "unit_removed"]


def grouped(*rows: Sequence[str]) -> bytes:
    """A table whose first column has a cell over each two rows; each row is its number, task and unit."""
    lines = ["<tr><td>类别</td><td>序号</td><td>任务</td><td>牵头单位</td></tr>"]
    for n, row in enumerate(rows):
        first = "" if n % 2 else f"<td rowspan=2>第{'甲乙丙丁'[n // 2]}类</td>"
        lines.append(f"<tr>{first}<td>{'</td><td>'.join(row)}</td></tr>")
    return page(*lines)


def test_numbers_behind_merged_cells_are_told_once() -> None:
    """Numbers that move along together are one finding, those behind the cells of a group among them."""
    rows = [(str(n), task, "市科技局") for n, task in enumerate(("建设实验室", "改造小区", "建成基站", "整治水体"), 1)]
    later = [(str(int(number) + 3), task, unit) for number, task, unit in rows]

    found = compare(read(grouped(*rows), name="a.html"), read(grouped(*later), name="b.html"))

    assert [(d.kind, len(d.members)) for d in found.differences if d.class_ in TELLING] == [("renumbered", 4)]


@pytest.mark.parametrize(("old", "new"), [("甲5", "乙5"), ("XA01", "XA02"), ("GB/T-7", "GB/T-9")])
def test_a_code_in_a_column_of_numbers_is_wording(old: str, new: str) -> None:
    """What does not count the rows is no number of theirs: another code is another text."""
    a, b = (
        page("编号\t任务\t牵头单位", f"{code}\t建设实验室\t市科技局", "丙8\t改造小区\t市住建局") for code in (old, new)
    )

    found = compare(read(a, name="a.html"), read(b, name="b.html"))

    assert [d.class_ for d in found.differences if d.class_ in TELLING] == ["substantive"]


def test_a_column_that_is_gone_is_told_once_with_its_cells() -> None:
    """One finding at the header, each cell a member."""
    fewer = [line.rpartition("\t")[0] for line in (HEADER, *ROWS)]

    found = compare(doc(HEADER, *ROWS), doc(*fewer))

    assert told(found) == [("column_removed", "完成时限", "")]
    gone = next(d for d in found.differences if d.kind == "column_removed")
    assert [member.a.text.strip() for member in gone.members] == [line.split("\t")[3] for line in (HEADER, *ROWS)]
    assert gone.table == TablePlace(0, 0, "完成时限", "")


def test_what_units_are_in_charge_is_told_by_the_column() -> None:
    """A unit in the column 牵头单位 is a leading one, in 配合单位 one in support."""
    header = "序号\t任务\t牵头单位\t配合单位"
    rows = ("1\t建设崂山实验室\t市科技局\t市财政局、市教育局", "2\t改造老旧小区\t市住房城乡建设局\t市财政局")

    found = compare(doc(header, *rows), doc(header, rows[0].replace("、市教育局", "、市民政局"), rows[1]))

    assert [(change.field, change.kept, change.removed, change.added) for change in found.fields] == [
        ("responsible_units.support", ("市财政局",), ("市教育局",), ("市民政局",))
    ]


# -- a table against sentences ----------------------------------------------------------------------------------------

PROSE = (
    "1.建设崂山实验室。牵头单位：市科技局，2023年6月底前完成。",
    "2.改造老旧小区。牵头单位：市住房城乡建设局，2023年12月底前完成。",
    "3.建成5G基站。牵头单位：市通信管理局，2023年9月底前完成。",
)


def test_a_table_and_the_same_in_sentences_are_one_finding() -> None:
    """What the sentences have besides is their form: structure, told once; nothing is lost and nothing cut off."""
    table, prose = doc(HEADER, *ROWS[:3]), doc(*PROSE)

    for a, b in ((table, prose), (prose, table)):
        found = compare(a, b)
        assert [kind for kind, _, _ in told(found)] == ["table_form"]
        assert next(d for d in found.differences if d.kind == "table_form").members


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("市通信管理局", "市教育局", "responsible_unit"),
        ("2023年9月", "2023年8月", "date"),
        ("建成5G基站", "建成5G机房", "text"),
        ("。牵头单位：市通信管理局", "，不再由市通信管理局负责", None),
        ("前完成", "前不完成", None),
    ],
)
def test_a_change_in_the_sentences_is_told_beside_the_form(old: str, new: str, kind: str | None) -> None:
    """What the sentence says otherwise than the cell tells by itself; so do words that no form explains."""
    last = PROSE[2].replace(old, new)

    found = told(compare(doc(HEADER, *ROWS[:3]), doc(*PROSE[:2], last)))

    other = [said for said, _, _ in found if said != "table_form"]
    assert other == [kind] if kind else other


# -- what always holds ------------------------------------------------------------------------------------------------

_WORDS = ("市科技局", "市财政局", "改造小区", "建设公园", "2023年", "30", "", "3", "万元", "完成任务")
_NAMES = ("序号", "任务", "牵头单位", "完成时限", "备注", "投资额")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A table with its header, as rows of cells."""
    names = draw(st.permutations(_NAMES))[: draw(st.integers(2, 5))]
    cells = st.lists(st.sampled_from(_WORDS), min_size=len(names), max_size=len(names))
    return [list(names), *draw(st.lists(cells, min_size=1, max_size=6))]


@st.composite
def edited(draw: st.DrawFn, table: Sequence[list[str]]) -> list[list[str]]:
    """The table with rows and columns in another order, lost and doubled, and cells changed."""
    rows = [list(row) for row in table]
    if draw(st.booleans()):
        order = draw(st.permutations(range(len(rows[0]))))[: draw(st.integers(2, 5))]
        rows = [[row[n] for n in order] for row in rows]
    body = [row for row in draw(st.permutations(rows[1:])) if draw(st.integers(0, 4))]
    body += [list(row) for row in body if not draw(st.integers(0, 5))]
    for row in body:
        if draw(st.booleans()):
            row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(_WORDS))
    return [*(rows[:1] if draw(st.integers(0, 5)) else []), *body]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A notice with a table, and one with the table edited or as sentences."""
    table = draw(tables())
    other = draw(edited(table))
    mark = draw(st.sampled_from(("\t", "\t", " | ")))
    lines = [draw(st.sampled_from(("\t", "，", "："))).join(row) for row in other]
    if draw(st.integers(0, 3)):
        lines = [mark.join(row) for row in other]
    return doc(*(mark.join(row) for row in table)), doc(*lines)


@given(pairs())
def test_nothing_of_a_table_is_lost(pair: tuple[str, str]) -> None:
    """Without the spans of all differences both copies are the same: columns that moved stand where they stand in
    both."""
    a, b = pair
    found = compare(a, b)
    if any(d.kind == "column_moved" for d in found.differences):
        _covers_all(found, a, b)
        return

    left, right = remains(found, a, b)

    assert left == right


def _covers_all(found: Comparison, a: str, b: str) -> None:
    """Of columns in another order: the characters outside the differences are the same ones."""
    for side in ("a", "b"):
        spans = sorted(
            (getattr(d, side).start, getattr(d, side).end) for d in found.differences if d.kind not in _PLACES
        )
        assert all(one[1] <= other[0] for one, other in pairwise(spans) if one[1] > one[0])
    left, right = (_without(found, text, side) for text, side in ((a, "a"), (b, "b")))
    assert Counter(left) == Counter(right)


_PLACES = POSITIONS


def _without(found: Comparison, text: str, side: str) -> str:
    kept = list(text)
    for difference in found.differences:
        if difference.kind not in _PLACES:
            place = getattr(difference, side)
            kept[place.start : place.end] = [""] * (place.end - place.start)
    return "".join("".join(kept).split())


@given(pairs())
def test_a_comparison_of_tables_mirrors(pair: tuple[str, str]) -> None:
    """Comparing b with a tells the same places with the sides exchanged, their rows and columns too."""
    there, back = compare(*pair), compare(*reversed(pair))

    assert Counter(map(_turned, there.differences)) == Counter(map(_straight, back.differences))
    assert there.verdict == back.verdict
    assert Counter(_sizes(table.rows, "a", "b") for table in there.tables) == Counter(
        _sizes(table.rows, "b", "a") for table in back.tables
    )


def _sizes(rows: Sequence[object], one: str, other: str) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((len(getattr(row, one)), len(getattr(row, other))) for row in rows))


def _straight(d: Difference) -> tuple[object, ...]:
    place = d.table
    return d.class_, d.kind, d.a, d.b, place and (place.row_a, place.row_b, place.column_a, place.column_b)


def _turned(d: Difference) -> tuple[object, ...]:
    place = d.table
    kind = KINDS[d.kind].mirror or d.kind
    return d.class_, kind, d.b, d.a, place and (place.row_b, place.row_a, place.column_b, place.column_a)


FUNDS = "序号\t项目名称\t中央资金\t地方资金\t责任单位"


@pytest.mark.parametrize("make", [doc, page], ids=["tabs", "page"])
@pytest.mark.parametrize("unit", ["市园林和林业局", "市水务管理局"])
def test_a_value_under_another_header_is_told_though_the_text_is_the_same(
    make: Callable[..., str | bytes], unit: str
) -> None:
    """A figure that stands in the empty cell beside its own is told at both places, also where more of its row
    differs."""
    a = make(FUNDS, "1\t老旧小区改造\t1500\t900\t市住房城乡建设局", "2\t口袋公园\t300\t\t市园林和林业局")
    b = make(FUNDS, "1\t老旧小区改造\t1500\t900\t市住房城乡建设局", f"2\t口袋公园\t\t300\t{unit}")

    there, back = (compare(read(x, name="x"), read(y, name="y")) for x, y in ((a, b), (b, a)))

    found = next(d for d in there.differences if d.kind == "cell_moved")
    assert (found.a.text, found.b.text, found.table) == ("300", "300", TablePlace(2, 2, "中央资金", "地方资金"))
    assert [kind for kind, _, _ in told(there)] == ["cell_moved"] + ["responsible_unit"] * (unit != "市园林和林业局")
    assert Counter(kind for kind, _, _ in told(back)) == Counter(kind for kind, _, _ in told(there))
    assert there.verdict == "different"


@pytest.mark.parametrize(
    "row",
    ["2\t口袋公园\t300\t市园林和林业局", "2\t口袋公园\t300\t\t市园林和林业局\t"],
    ids=["empty cells left out", "a tab at the end"],
)
def test_a_line_that_does_not_show_its_columns_accuses_nothing(row: str) -> None:
    """Where a copy in plain text left an empty cell out, its row says the same."""
    whole = page(FUNDS, "1\t老旧小区改造\t1500\t900\t市住房城乡建设局", "2\t口袋公园\t300\t\t市园林和林业局")
    lines = doc(FUNDS, "1\t老旧小区改造\t1500\t900\t市住房城乡建设局", row)

    assert told(compare(read(whole, name="a"), read(lines, name="b"))) == []


def over_three(first: str, unit: str, rows: int = 3, date: str = "2023年6月") -> bytes:
    """Three rows; one unit is in charge of the first `rows` of them."""
    return page(
        "任务\t牵头单位\t完成时限",
        f'<tr><td>{first}</td><td rowspan="{rows}">{unit}</td><td>{date}</td></tr>',
        "<tr><td>培育专精特新企业</td><td>2023年7月</td></tr>",
        "<tr><td>开展职业技能培训</td><td>2023年8月</td></tr>"
        if rows == 3
        else "<tr><td>开展职业技能培训</td><td></td><td>2023年8月</td></tr>",
    )


@pytest.mark.parametrize(
    ("b", "kinds"),
    [
        (over_three("发展海洋牧场", "市教育局", date="分三年建成"), ["cell_above", "unit_added", "unit_removed"]),
        (over_three("建设崂山实验室", "市教育局"), ["responsible_unit"]),
        (over_three("建设崂山实验室", "市科技局", 2), ["cell_above"]),
        (over_three("发展海洋牧场", "市科技局"), ["text"]),
    ],
    ids=["first row and unit are others", "another unit", "the unit ends a row earlier", "another first row"],
)
def test_what_a_row_inherits_from_above_is_compared(b: bytes, kinds: list[str]) -> None:
    """Rows under a cell over several rows have another unit when that cell does, whatever became of its own row."""
    found = compare(read(over_three("建设崂山实验室", "市科技局"), name="a"), read(b, name="b"))

    assert sorted(kind for kind, _, _ in told(found)) == kinds
    assert all(d.table and d.table.column_a == "牵头单位" for d in found.differences if d.kind == "cell_above")


@pytest.mark.parametrize("mark", ["续表1", "表1（续）", "表1 任务分解（续表）", "续表", "（接上表）"])
@pytest.mark.parametrize("two", [False, True], ids=["lines", "two tables"])
def test_a_table_that_goes_on_under_its_caption_is_one_table(mark: str, two: bool) -> None:
    """The caption that says so and the header that stands again are of the page; a change behind them is in the row
    that it is in."""
    over = "表1 任务分解"
    whole = doc(over, HEADER, *ROWS).encode()
    parted = doc(over, HEADER, *ROWS[:3], mark, HEADER, *ROWS[3:]).encode()
    if two:
        parted = _in_two(over, mark, HEADER)
    changed = whole.replace("市园林和林业局".encode(), "市水务管理局".encode())

    same, other = (compare(read(parted, name="a"), read(b, name="b")) for b in (whole, changed))

    assert told(same) == []
    assert told(other) == [("responsible_unit", "市园林和林业局", "市水务管理局")]
    assert next(d.table for d in other.differences if d.kind == "responsible_unit") == TablePlace(
        5, 5, "牵头单位", "牵头单位"
    )


@pytest.mark.parametrize("mark", ["续表2", "表2 任务分解", "续建项目", "表1（续）牵头单位均为市科技局"])
def test_a_line_between_two_tables_that_says_more_is_no_caption_again(mark: str) -> None:
    """What names another table, or anything that did not stand over the first, is told."""
    whole = doc("表1 任务分解", HEADER, *ROWS).encode()

    found = compare(read(_in_two("表1 任务分解", mark, HEADER), name="a"), read(whole, name="b"))

    assert any(mark[:2] in d.a.text for d in found.differences if d.class_ in TELLING)


def _in_two(over: str, mark: str, header: str) -> bytes:
    tables = (
        f"<p>{line}</p><table>"
        + "".join("<tr><td>" + "</td><td>".join(row.split("\t")) + "</td></tr>" for row in (header, *rows))
        + "</table>"
        for line, rows in ((over, ROWS[:3]), (mark, ROWS[3:]))
    )
    return (
        '<html><head><meta charset="utf-8"></head><body><p>附件</p><p>任务分解表</p>'
        f"{''.join(tables)}<p>各责任单位于每季度末报送进展情况。</p></body></html>"
    ).encode()


def test_a_header_of_three_rows_heads_its_columns_and_a_total_names_its_row() -> None:
    """Parts of parts of a header are header too; 合计 over the first columns is what its row is called."""
    rows = (
        '<tr><td rowspan="3">序号</td><td rowspan="3">项目名称</td><td colspan="3">投资计划</td></tr>',
        '<tr><td rowspan="2">总投资</td><td colspan="2">2024年计划</td></tr>',
        "<tr><td>中央资金</td><td>地方资金</td></tr>",
        "1\t口袋公园\t1200\t300\t200",
        "2\t老旧小区改造\t8600\t1500\t900",
        '<tr><td colspan="2">合计</td><td>9800</td><td>1800</td><td>1100.5</td></tr>',
    )
    a, b = page(*rows), page(*(row.replace("1800", "1900") for row in rows))

    found = compare(read(a, name="a"), read(b, name="b"))

    (one,) = (d for d in found.differences if d.class_ in TELLING)
    assert (one.kind, one.table) == ("number", TablePlace(3, 3, "中央资金", "中央资金"))
    assert found.units[one.unit or 0].a[0].title == "合计"


LIST = tuple(row.rpartition("\t")[0] for row in ROWS)


def two_groups(rows: Sequence[str], *, across: bool = False, numbered: bool = True) -> str:
    """A list in two groups of columns, the second behind the first, or from line to line; with its numbers or not."""
    half = (len(rows) + 1) // 2
    left, right = (rows[::2], rows[1::2]) if across else (rows[:half], rows[half:])
    lines = ["序号\t任务\t牵头单位\t序号\t任务\t牵头单位", *map("\t".join, zip_longest(left, right, fillvalue="\t\t"))]
    if not numbered:
        lines = ["\t".join(cell for n, cell in enumerate(line.split("\t")) if n % 3) for line in lines]
    return "\n".join(lines)


def counted(tasks: Sequence[str]) -> list[str]:
    """Rows with their numbers."""
    return [f"{n}\t{task}" for n, task in enumerate(tasks, 1)]


TASKS = [row.partition("\t")[2] for row in LIST]
FEWER = [*TASKS[:1], *TASKS[2:]]


@pytest.mark.parametrize("make", [doc, page], ids=["tabs", "page"])
@pytest.mark.parametrize("across", [False, True])
def test_a_list_in_two_groups_of_columns_is_the_list(make: Callable[..., str | bytes], across: bool) -> None:
    """Against one group nothing but layout; a row less is that row, and those behind it count on."""
    one = make("序号\t任务\t牵头单位", *LIST)
    two, fewer = (make(*two_groups(counted(tasks), across=across).split("\n")) for tasks in (TASKS, FEWER))

    same, there, groups = (
        compare(read(x, name="x"), read(y, name="y")) for x, y in ((one, two), (one, fewer), (two, fewer))
    )

    assert (told(same), aside(same) - {"whitespace"}) == ([], {"repeated_header", "line_break"})
    for found in (there, groups):
        assert sorted(kind for kind, _, _ in told(found)) == ["renumbered", "unit_removed"]
        assert [d.a.text.split()[0] for d in found.differences if d.kind == "unit_removed"] == ["2"]


def test_what_moves_in_a_list_of_two_groups_is_told() -> None:
    """Rows that change their places in the list, with numbers or without, and a value in the other group."""
    swapped = [TASKS[1], TASKS[0], *TASKS[2:]]
    changed = [*TASKS[:4], TASKS[4].replace("园林和林业", "教育")]

    for numbered in (True, False):
        made = [doc(*two_groups(counted(tasks), numbered=numbered).split("\n")) for tasks in (TASKS, swapped, changed)]
        assert "moved" in {kind for kind, _, _ in told(compare(made[0], made[1]))}
        assert [kind for kind, _, _ in told(compare(made[0], made[2]))] == ["responsible_unit"]


def test_columns_with_one_name_under_other_headers_are_no_groups() -> None:
    """计划 and 完成 stand under each year again; figures that changed their years are told."""
    head = "<tr><td>2024年</td><td></td><td>2025年</td><td></td></tr>".replace("<td></td>", "").replace(
        "<td>", '<td colspan="2">'
    )
    names = "计划\t完成\t计划\t完成"

    found = compare(
        page(head, names, "10\t8\t20\t15", "30\t25\t40\t35"), page(head, names, "20\t15\t10\t8", "30\t25\t40\t35")
    )

    assert told(found)


KINDS_OF_CURE = (
    "关于目录的通知\n{}1\t甲剂\t口服液体剂\t\n2\t乙剂\t外用\t限重症\n3\t丙剂\t\t限儿童\n4\t丁剂\t\t\n按目录执行。\n"
)


@pytest.mark.parametrize("head", ["", "编号\t名称\t剂型\t备注\n"], ids=["without a header", "with one"])
def test_a_value_under_another_header_tells_among_empty_cells(head: str) -> None:
    """Most rows of a plain text's table may have empty cells: a value that went to another column still tells."""
    plain = KINDS_OF_CURE.format(head)

    assert "cell_moved" in [kind for kind, _, _ in told(compare(plain, plain.replace("口服液体剂\t", "\t口服液体剂")))]
    assert told(compare(plain, plain)) == []
