# SPDX-License-Identifier: Apache-2.0
"""The page around a notice is a closed list; a line that is not on it is the notice's."""

import pytest
from tests.structure.placed_lines import Placed, canonical, notice_lines, page_lines, set_aside

from policydiff.api import compare
from policydiff.canonical import canonicalize
from policydiff.structure import Notice, parse
from policydiff.structure.page_words import BUTTONS, FONT_LABELS, FONT_SIZES, LABELS, SITE_FIELDS

BODY = (
    "某市人民政府关于加强管理的通知\n各区人民政府：\n为加强管理，现通知如下：\n一、加强领导。各部门要高度重视。\n二、"
    "落实责任。各部门要密切配合。\n"
)


def read(source: str) -> Notice:
    """The notice of a source text."""
    return parse(canonicalize(source))


def page(source: str) -> list[tuple[str | None, str]]:
    """Kind and text of every page node."""
    notice = read(source)
    return [
        (node.style, notice.canonical.text[node.start : node.own_end]) for node in notice.nodes() if node.kind == "page"
    ]


BEFORE = {
    "時間:2023-02-09浏覽量:273": [("page_date", "时间:2023-02-09"), ("counter", "浏览量:273")],
    "发布时间：2023-02-10 09:12 来源：市政府办公厅 浏览次数：3056次": [
        ("page_date", "发布时间:2023-02-10 09:12"),
        ("source", "来源:市政府办公厅"),
        ("counter", "浏览次数:3056次"),
    ],
    "发布时间：2023-02-10 09:12 来源：市\n政府办公厅 浏览次数：3056次": [
        ("page_date", "发布时间:2023-02-10 09:12"),
        ("source", "来源:市政府办公厅"),
        ("counter", "浏览次数:3056次"),
    ],
    "首页 > 政务公开 > 政策文件": [("navigation", "首页>政务公开>政策文件")],
    "字号：大 中 小  打印  收藏": [("navigation", "字号:大中小"), ("navigation", "打印"), ("navigation", "收藏")],
    "点击量：12\n作者：王某": [("counter", "点击量:12"), ("source", "作者:王某")],
    "无障碍浏览\n长者模式": [("navigation", "无障碍浏览"), ("navigation", "长者模式")],
}


@pytest.mark.parametrize(("lines", "expected"), BEFORE.items())
def test_page_items_before_the_notice(lines: str, expected: list[tuple[str, str]]) -> None:
    """Each item before the title is a node of its own, with its kind; a wrapped line is still read."""
    assert page(f"{lines}\n{BODY}") == expected


def test_page_items_between_title_and_text() -> None:
    """Websites put date and counter under the title."""
    title, rest = BODY.split("\n", 1)
    assert page(f"{title}\n发布日期：2020年2月3日 阅读：15次\n{rest}") == [
        ("page_date", "发布日期:2020年2月3日"),
        ("counter", "阅读:15次"),
    ]


AFTER = {
    "扫一扫在手机打开当前页\n【打印本页】 【关闭窗口】\n": "navigation navigation navigation",
    "上一篇：关于招聘的公告\n下一篇：没有了\n责任编辑：李某\n": "navigation navigation source",
    "分享：": "share",
    "链接： 网站纠错": "navigation navigation",
    "附件下载:": "navigation",
    "【相关解读】": "navigation",
    "政策解读：一图读懂某办法": "navigation",
    "责任编辑：王某 扫一扫在手机打开当前页": "source navigation",
}


@pytest.mark.parametrize(("lines", "expected"), AFTER.items())
def test_page_items_after_the_notice(lines: str, expected: str) -> None:
    """The items that end the text are page, back to the last line that is not on the list."""
    assert [kind for kind, _ in page(f"{BODY}{lines}")] == expected.split()


@pytest.mark.parametrize("placed", page_lines())
def test_a_line_of_the_page(placed: Placed) -> None:
    """Lines as sites print them are of the page as a whole, under the title and behind the text."""
    assert set_aside(placed) == canonical(placed)


@pytest.mark.parametrize("placed", notice_lines())
def test_a_line_of_a_notice_that_looks_like_the_page(placed: Placed) -> None:
    """Of a line of a notice nothing is set aside, wherever around it the line stands."""
    assert set_aside(placed) == ""


WORDS = [
    word.rstrip("~")
    for row in (*LABELS, *BUTTONS)
    for words in (row.mainland, row.taiwan, row.hong_kong)
    for word in words.split()
]


@pytest.mark.parametrize("word", dict.fromkeys([*WORDS, *FONT_LABELS.split(), *FONT_SIZES.split()]))
def test_a_word_of_the_page_is_canonical_and_has_a_line(word: str) -> None:
    """A word that comes to the table is written as a canonical text has it, and needs a line in `lines/page.txt`."""
    assert canonicalize(word).text == word
    assert any(word.lower() in canonical(placed).lower() for placed in page_lines())


TABLE = (
    "索 引 号：000014349/2019-00005\n主题分类：综合政务\n发文机关：某市人民政府\n成文日期：2023年1月30日\n{title}\n"
    "发文字号：某政发〔2023〕5号\n"
    "发布日期：2023年2月9日\n公开方式：主动公开\n有效性：有效\n"
)


@pytest.mark.parametrize("place", ["above", "below", "cells"])
def test_the_table_of_a_site_is_the_page_s_but_not_what_the_notice_says_of_itself(place: str) -> None:
    """Where 索引号 shows that the table is the site's, its own fields are of the page; date, number and validity are
    not."""
    title = "某市人民政府关于加强管理的通知"
    table = TABLE.format(title="标题：" + title)
    if place == "cells":
        table = table.replace("：", "：\n").replace("有效性：\n有效", "有效性：有效")
    rest = BODY.split("\n", 1)[1]
    notice = read(f"{table}{title}\n{rest}" if place == "above" else f"{title}\n{table}{rest}")
    aside = [notice.canonical.text[item.start : item.end] for item in notice.furniture]
    assert aside == ["索引号:000014349/2019-00005", "主题分类:综合政务", "发布日期:2023年2月9日", "公开方式:主动公开"]
    assert {item.kind for item in notice.furniture} == {"site_index"}


@pytest.mark.parametrize("field", SITE_FIELDS.split())
def test_a_field_of_a_site_s_table_alone_is_the_notice_s(field: str) -> None:
    """主题分类 or 公开方式 on a line of its own stands in notices too."""
    placed = Placed(f"{field}：综合政务", "head")
    assert set_aside(placed) == ""
    assert canonicalize(field).text == field


THE_NOTICE_S = [
    "索引号：000014349/2019-00005",
    "[发文机关] 某市人民政府",
    "成文日期：2020年2月3日",
    "发文字号：某政发〔2020〕5号",
    "有效性：有效",
    "主题分类：综合政务",
    "（本文有删减）",
    "（此件公开发布）",
    "某政发〔2020〕5号",
    "某市人民政府",
    "2020年2月3日",
]


@pytest.mark.parametrize("line", THE_NOTICE_S)
@pytest.mark.parametrize("after", [False, True])
def test_lines_that_are_never_page(line: str, after: bool) -> None:
    """Index blocks, notes on access and omissions, numbers, signatures and dates belong to the notice."""
    assert page(f"{BODY}{line}\n" if after else f"{line}\n{BODY}") == []


def test_a_counter_counts_only_in_the_page_zone() -> None:
    """浏览量 in running text is a number in the notice."""
    source = f"{BODY}三、扩大宣传。网站浏览量:273万次以上，点击量:15万次。\n四、总结评估。\n"
    assert page(source) == []
    assert all(field.type != "counter" for field in read(source).fields)


def test_page_numbers_stay_inside_their_task() -> None:
    """Page numbers and running heads of a printed copy are known where they stand, and cut no unit in two."""
    pages = [
        f"{n}.加强第{'甲乙丙丁'[n - 1]}项管理。\n{'甲乙丙丁'[n - 1]}部门要密切配合，认真\n— {n}"
        " —\n某市人民政府公报\n落实到位。"
        for n in range(1, 5)
    ]
    notice = read("\n".join(pages))
    text = notice.canonical.text
    assert [node.kind for node in notice.nodes()] == ["task"] * 4
    assert [text[item.start : item.end] for item in notice.furniture] == [f"-{n}-某市人民政府公报" for n in range(1, 5)]


@pytest.mark.parametrize("behind", ["", "某市人民政府办公室\n2023年1月30日", "附件：1.任务表\n2.名单"])
def test_a_page_number_behind_the_last_task_is_no_paragraph(behind: str) -> None:
    """A lone number between the units in charge of the last task and what follows cuts off no unit; words do."""
    task = "加强管理。各部门要密切配合，认真落实责任，确保在年底以前完成全部任务，并按季度报送进展情况。"
    tasks = f"1.{task}（责任单位：市财政局）\n2.{task}（责任单位：市财政局、市审计局）\n"
    number, words = (read(f"{tasks}{line}\n{behind}") for line in ("— 20 —", "市政府督查室要加强督查，定期通报。"))

    assert [n.kind for n in number.nodes()] == [n.kind for n in read(tasks + behind).nodes()]
    assert len(list(words.nodes())) == len(list(number.nodes())) + 1


def gazette(numbers: list[str], lines: int = 5) -> str:
    """Pages of a gazette, each with a head of two lines, its number, and some lines of articles."""
    articles = iter(range(1, 99))
    return "".join(
        f"《全国性法律公布》\n2020年第136号法律公告\n{number}\n"
        + "".join(f"第{HAN[next(articles)]}条 主管部门应当依法履行职责，并接受监督。\n" for _ in range(lines))
        for number in numbers
    )


HAN = ["", *"一二三四五六七八九", "十", *(f"十{n}" for n in "一二三四五六七八九"), "二十"]


@pytest.mark.parametrize(
    ("numbers", "lines", "known"),
    [
        (["B2344", "B2346", "B2348", "B2350"], 5, True),
        (["B2344", "B2345", "B2346", "B2347"], 5, True),
        (["B2344", "B2366", "B2348", "B2350"], 5, False),
        (["B2344", "C2346", "B2348", "D2350"], 5, False),
        (["B2", "B4", "B6", "B8"], 5, False),
    ],
    ids=["every second", "every one", "not in a row", "letters that differ", "codes"],
)
def test_pages_of_a_gazette_have_a_letter_and_a_head_of_two_lines(numbers: list[str], lines: int, known: bool) -> None:
    """Numbers with a letter are of the page in a row of them with text between, and so is the head beside them."""
    notice = read(gazette(numbers, lines))
    text = notice.canonical.text
    inside = [text[item.start : item.end] for item in notice.furniture if item.start > 60]

    assert ({number for number in numbers[1:] if any(number in piece for piece in inside)} == {*numbers[1:]}) is known
    assert not known or all("136号法律公告" in piece and "全国性法律公布" in piece for piece in inside)


def test_a_sentence_below_the_head_of_a_gazette_is_the_notices() -> None:
    """However often the same words stand right there."""
    pages = gazette(["B2344", "B2346", "B2348", "B2350"]).replace("《全国性法律公布》", "各部门应当落实到位。")
    notice = read(pages)

    assert not any("落实" in notice.canonical.text[item.start : item.end] for item in notice.furniture)


def test_codes_in_a_column_are_no_page_numbers() -> None:
    """Codes that follow each other line by line are the notice's."""
    assert read(f"{BODY}线路编号\nG104\nG105\nG106\nG107\n").furniture == ()


def test_bare_numbers_are_page_numbers_only_in_a_row() -> None:
    """A table's numbers are not page numbers."""
    assert read(f"{BODY}指标\n12\n7\n30\n").furniture == ()


@pytest.mark.parametrize(
    "source",
    [
        "发布时间:2023-02-09浏览量:1084各区、市人民政府:现将有关事项通知如下。",
        "时间:2023-02-09各区、市人民政府:现将有关事项通知如下。",
        "关于做好节约用水工作的通知时间:2023-02-09 浏览次数:12各区、市人民政府:现将有关事项通知如下。",
    ],
)
def test_a_date_and_a_counter_are_of_the_page_where_lines_were_joined(source: str) -> None:
    """They end where their digits end, whatever follows on the line."""
    notice = parse(canonicalize(source))

    assert {item.kind for item in notice.furniture} <= {"page_date", "counter"}
    assert "".join(notice.canonical.text[item.start : item.end] for item in notice.furniture).endswith(
        ("1084", "09", "12")
    )


def test_a_counter_does_not_take_the_first_character_of_the_title() -> None:
    """人 behind a number is its unit only where no word begins with it."""
    notice = parse(
        canonicalize("时间：2023-02-09 浏览量：1084\n人力资源社会保障局关于做好年检工作的通知\n各单位要按时办理。\n")
    )

    assert [node.title for node in notice.nodes() if node.kind == "title"] == [
        "人力资源社会保障局关于做好年检工作的通知"
    ]


def test_a_line_of_the_page_that_a_mail_has_cut_is_of_the_page() -> None:
    """The rest of an address, and of a source with a date, stand on the next line."""
    source = (
        "信息来源：市政府办公厅 发布日期：2020年2月\n5日 点击：35次\n关于节约用水的通知\n各区要节约用水。\n"
        "原文链接：http://www.example.com/zheng\nce/content_5473.htm\n责任编辑：张三\n"
    )
    notice = parse(canonicalize(source))

    aside = "".join(notice.canonical.text[item.start : item.end] for item in notice.furniture)
    assert aside.startswith("信息来源")
    assert "35次" in aside
    assert aside.endswith("content_5473.htm责任编辑:张三")


LINES = (
    "关于做好工作的通知\n\n一、加快工业发展。\n二、加强生态保护，打好污染防治攻坚战，{}巩固提升成果。\n三、改善民生。\n"
)
TASK_TABLE = "关于做好有关工作的通知\n\n一、做好工作。\n附件：任务清单\n序号\t任务\t金额\n{}"
TASKS = [f"{n}.推进第{n}项工作，完善制度，落实责任。\n" for n in range(1, 10)]
ROWS = [f"{n}\t建设第{n}个\t{n * 100}\n" for n in range(1, 10)]


def every_third(lines: list[str], mark: str) -> str:
    """The lines with a mark behind every third, which says the number of its page."""
    return "".join(line + (mark.format(n // 3) if n % 3 == 0 else "") for n, line in enumerate(lines, 1))


@pytest.mark.parametrize(
    "mark",
    [
        "3/4", "- 3/4 -", "（3/4）", "第3页/共4页", "第 3 页，共 4 页", "第3頁（共4頁）", "共4页，第3页", "第三页",
        "3/4页", "页码：3/4", "— 3 —", "·3·", "Page 3 of 4",
    ],
)  # fmt: skip
def test_the_mark_of_a_page_is_no_wording(mark: str) -> None:
    """A mark of a page on a line of its own, in any of its forms, is of the page."""
    found = compare(LINES.format(""), LINES.format(f"\n{mark}\n"))

    assert {d.class_ for d in found.differences} == {"page", "format"}


@pytest.mark.parametrize("mark", ["{}/3\n", "{}\n", "- {} -\n", "第{}页 共3页\n", "{}\n\f", " {}\n"])
@pytest.mark.parametrize(("frame", "lines"), [("标题\n\n{}", TASKS), (TASK_TABLE, ROWS)], ids=["tasks", "rows"])
def test_a_row_of_page_numbers_is_of_the_page(mark: str, frame: str, lines: list[str]) -> None:
    """So where the line below begins with a digit, and between the rows of a table; a number of the notice beside them
    is not."""
    plain, paged = frame.format("".join(lines)), frame.format(every_third(lines, mark))
    found = compare(plain, paged).differences
    changed = compare(paged.replace("5", "6", 1), paged).differences

    assert {d.class_ for d in found if d.class_ != "format"} == {"page"}
    assert [(d.class_, d.kind) for d in changed if d.class_ != "page"] != []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (LINES.format("绿地占\n3/4\n，"), LINES.format("绿地占\n2/4\n，")),
        (LINES.format("绿地占\n3/4\n，"), LINES.format("绿地占，")),
        (LINES.format("\n3/4\n以上的村"), LINES.format("\n2/4\n以上的村")),
        (LINES.format("\n3/4\n"), LINES.format("\n2/4\n")),
        (TASK_TABLE.format("1\t建设\t3/4\n2\t培育\t1/4\n"), TASK_TABLE.format("1\t建设\t3/4\n2\t培育\t2/4\n")),
        ("标题\n\n任务\n比例\n建设\n3/4\n培育\n1/4\n", "标题\n\n任务\n比例\n建设\n2/4\n培育\n1/4\n"),
        ("标题\n\n任务\n比例\n建设\n3/4\n培育\n1/4\n", "标题\n\n任务\n比例\n建设\n培育\n1/4\n"),
        ("标题\n\n增幅\n建设\n-3\n培育\n", "标题\n\n增幅\n建设\n-5\n培育\n"),
        ("标题\n\n甲区\n1\n乙区\n2\n丙区\n3\n丁区\n4\n", "标题\n\n甲区\n2\n乙区\n3\n丙区\n4\n丁区\n5\n"),
        ("标题\n\n甲区\n1\n乙区\n2\n丙区\n3\n丁区\n4\n", "标题\n\n甲区\n乙区\n丙区\n丁区\n"),
        ("标题\n\n一、落实责任。\n300\n\f二、加强督查。\n", "标题\n\n一、落实责任。\n400\n\f二、加强督查。\n"),
    ],
)
def test_a_number_of_the_notice_on_a_line_is_no_mark(a: str, b: str) -> None:
    """A fraction on a line of its own, a cell of a table and a sign before a number are told where they change."""
    assert "number" in {d.kind for d in compare(a, b).differences if d.class_ == "substantive"}


def test_a_bare_number_that_counts_the_form_feeds_is_of_the_page() -> None:
    """Two pages have too few numbers for a row: each says which page it ends."""
    pages = "标题\n\n一、落实责任。\n{}\f二、加强督查。\n{}"
    found = compare(pages.format("", ""), pages.format("1\n", "2\n")).differences

    assert {d.class_ for d in found} == {"page"}


ENDS = "关于做好工作的通知\n\n一、加快工业发展。\n\n某市人民政府\n2023年1月30日\n{}"


@pytest.mark.parametrize(
    ("end", "line", "page"),
    [
        ("附件：清单\n序号\t任务\n1\t建设\n", "更新时间：2023-02-09", False),
        ("", "更新时间：每季度首月10日前", False),
        ("", "2023年2月9日", False),
        ("", "成文日期：2023年2月9日", False),
        ("附件：清单\n序号\t任务\n1\t建设\n", "您访问的链接即将离开“某市人民政府”网站，是否继续？", True),
        ("", "您訪問的鏈接即將離開本網站", True),
        ("", "您访问的链接应当安全。", False),
    ],
)
def test_the_foot_of_links_that_leave_a_site_is_of_the_page(end: str, line: str, page: bool) -> None:
    """No notice asks whether its reader wants to leave a site; a date without a time of day may be a table's."""
    a = ENDS.format(end)
    found = compare(a, f"{a}{line}\n")

    assert (found.verdict == "equivalent") == page
