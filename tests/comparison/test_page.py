# SPDX-License-Identifier: Apache-2.0
"""The page around a notice in comparisons: it never tells, and no line of a notice passes for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.structure.placed_lines import TEXT, TITLE, Placed, notice_lines, page_lines

from policydiff import compare
from policydiff.model import TELLING, Comparison

PLAIN = f"{TITLE}\n{TEXT}\n"
OPEN_ENDED = ("。", "版", "©", "首页", "首頁", "：一图", "：《", "声明", "聲明")
"""Items that run to the end of their line, or stand right behind the title."""


def told(result: Comparison) -> list[str]:
    """The readings of all differences that tell."""
    return [f"{d.a.text}|{d.b.text}" for d in result.differences if d.class_ in TELLING]


def lines(where: str) -> list[str]:
    """The lines of the page that stand there."""
    return [placed.line for placed in page_lines() if placed.where == where]


ITEMS = [
    line
    for line in lines("head")
    if not any(mark in line for mark in OPEN_ENDED)
    and not line.startswith(("2023", "作者： ", "网址：", "链接：", "审核", "校对"))
]


@given(
    st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3, unique=True),
    st.sampled_from([" ", "　", " | ", "｜", "\n"]),
    st.lists(st.sampled_from(lines("tail")), max_size=3, unique=True),
)
def test_items_in_any_order_never_tell(row: list[str], apart: str, below: list[str]) -> None:
    """Bars of one to three items under the title, on one line or on several, and lines behind the text are page."""
    copy = "\n".join([TITLE, apart.join(row), TEXT, *below, ""])

    assert told(compare(copy, PLAIN)) == []


@pytest.mark.parametrize("line", ["— 4 —", "— 4 —完"])
def test_a_page_number_that_stands_in_no_unit_of_the_other_copy_never_tells(line: str) -> None:
    """A page ends before a label that no row of labels accepts, and what follows it answers to a task of the other
    copy: the number is left alone and is the page's all the same. A line that says more is told."""
    task = (
        "6.建设统一信息平台。完成老旧管网改造1.9公里，新增供热面积25万平方米，惠及居民2337户。对符合条件的项目给予一次性补助，"
        "每个项目补助金额最高不超过46万元，同一企业累计不超过2400万元。（牵头单位：市民政局；配合单位：市财政局）\n"
    )
    added = (
        "5.治理城市内涝积水。积极对接国家和省有关部门，争取政策、项目、资金支持，力争9个项目列入省级计划。\n"
        "6.引导有条件的企业在海澄市设立研发机构，对新认定的省级以上平台奖励29万元。"
        "（市水利局牵头，市大数据中心、市自然资源局、市医保局按职责分工负责）\n"
    )
    found = compare(f"泽阳市人民政府办公室\n{task}", f"{added}{line}\n{task}").differences
    alone = [d.class_ in TELLING for d in found if d.b.text.strip() == line]

    assert alone == ([False] if line == "— 4 —" else [True])


BAR = "发布日期：2023-02-09 来源：某市政府网\n"
OTHER = TITLE.replace("建设", "收费")


@pytest.mark.parametrize(
    ("above", "page"),
    [
        (f"{TITLE}\n{BAR}", True),
        (f"首页 > 政务公开\n{TITLE}\n{BAR}", True),
        (f"{TITLE}\n", False),
        (f"{OTHER}\n{BAR}", False),
        (f"{TITLE}\n{OTHER}\n{BAR}", False),
        (f"{TITLE}\n加强建设管理\n", False),
    ],
    ids=["a bar between", "a path above", "no bar", "another title", "two lines above", "a line of the notice between"],
)
def test_the_title_that_a_site_shows_above_its_bar_never_tells(above: str, page: bool) -> None:
    """It is the page's where the notice begins with the same lines right below; anything else above is told."""
    assert (told(compare(f"{above}{PLAIN}", PLAIN)) == []) is page


@pytest.mark.parametrize(
    "line", ["更新时间：2023-02-09", "更新日期：2023年2月9日", "发布时间：2023-02-09 10:32", "10:32更新"]
)
def test_a_date_behind_the_notice_may_be_its_own(line: str) -> None:
    """Without a time of day it may be that of the last table, and who publishes is the issuer, too."""
    assert told(compare(f"{PLAIN}{line}\n", PLAIN)) != []


@pytest.mark.parametrize("line", ITEMS[::7])
@pytest.mark.parametrize("other", ITEMS[3::41])
def test_two_bars_never_tell(line: str, other: str) -> None:
    """Each copy has a bar of its own site."""
    assert told(compare(f"{TITLE}\n{line}\n{TEXT}\n", f"{TITLE}\n{other}\n{TEXT}\n")) == []


@pytest.mark.parametrize("line", dict.fromkeys(placed.line for placed in notice_lines()))
def test_a_line_of_a_notice_that_looks_like_the_page_tells(line: str) -> None:
    """Under the title, behind it on its line, and behind the text, such a line is told where one copy lacks it."""
    under = [f"{TITLE}\n{line}\n{TEXT}\n"] if Placed(line, "head") in notice_lines() else []
    for copy in (*under, f"{TITLE}　{line}\n{TEXT}\n", f"{TITLE}\n{TEXT}\n{line}\n"):
        assert told(compare(copy, PLAIN)) != []


@pytest.mark.parametrize("line", lines("head")[::5])
def test_a_line_of_the_page_in_the_middle_of_a_notice_tells(line: str) -> None:
    """Between two tasks a word of the list is the notice's."""
    copy = PLAIN.replace("二、", f"{line}\n二、")

    assert told(compare(copy, PLAIN)) != []


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("发布时间：2023-02-09　来源：某市政府　浏览量：1084", "发布时间：2023-02-09　来源：某市政府　浏览量：273"),
        ("发布时间：2023-02-09 10:32 来源：某市\n政府办公室 浏览次数：3056次", "浏览次数：12次"),
        ("栏目：通知公告　浏览量：1084", "栏目：通知公告　浏览量：273"),
    ],
)
def test_a_counter_moves_alone(mine: str, theirs: str) -> None:
    """Another number of views, in a bar of one line or of two, or beside a name that no list knows, tells nothing."""
    assert told(compare(f"{TITLE}\n{mine}\n{TEXT}\n", f"{TITLE}\n{theirs}\n{TEXT}\n")) == []


def test_what_no_list_knows_in_a_bar_is_told_alone() -> None:
    """Each item is judged by itself: the unknown one stays the notice's, the rest of its line is page."""
    copy = f"{TITLE}\n发布时间：2023-02-09　某项说明　浏览量：1084　打印\n{TEXT}\n"

    assert [text.strip(" 　|\n") for text in told(compare(copy, PLAIN))] == ["某项说明"]


@pytest.mark.parametrize(
    "date",
    [
        "2023年1月30日",
        "2023-01-30",
        "印发日期：2023年1月30日",
        "成文日期：2023-01-30",
        "发布日期：2023年1月30日",
        "更新时间：2023-01-30",
    ],
)
def test_a_date_behind_the_text_is_the_notice_s(date: str) -> None:
    """A copy that signs with another date differs, whatever buttons stand behind it."""
    before = TEXT.removesuffix("2023年1月30日")
    copies = [f"{TITLE}\n{before}{day}\n打印 关闭\n" for day in (date, date.replace("30", "31"))]

    assert told(compare(*copies)) != []


@pytest.mark.parametrize(
    "line",
    ["2023-02-09", "2023年2月9日", "2023年1月30日", "网址：http://www.example.gov.cn/zwgk", "审核：张某某　校对：李某"],
)
def test_what_alone_behind_the_title_is_of_the_page_never_tells(line: str) -> None:
    """A date beside the one that signs the notice and no earlier, an address, persons."""
    assert told(compare(f"{TITLE}\n{line}\n{TEXT}\n", PLAIN)) == []


UNSIGNED = TEXT.removesuffix("某市人民政府\n2023年1月30日")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("2023-02-09", UNSIGNED),
        ("2023年2月9日", UNSIGNED),
        ("2023年1月29日", TEXT),
        ("2023-01-29", TEXT),
        ("（2023年2月9日）", TEXT),
        ("市政府办公厅\n2023年2月9日", TEXT),
        ("审核：同意", TEXT),
        ("审核：市政府办公厅", TEXT),
        ("网址：另行公布", TEXT),
    ],
)
def test_what_behind_the_title_may_be_the_notice_s_tells(line: str, text: str) -> None:
    """Without a signature, before it, in brackets, under an issuer, a date may be the notice's own."""
    assert told(compare(f"{TITLE}\n{line}\n{text}\n", f"{TITLE}\n{text}\n")) != []


RELATED = "《某市规划》政策解读\n一图读懂某市规划\n"


@pytest.mark.parametrize("word", ["相关解读：", "相关文件", "政策解读"])
def test_pages_about_the_notice_under_a_word_of_the_site_never_tell(word: str) -> None:
    """Titles that explain the notice stand behind it in a list of the site's."""
    assert told(compare(f"{TITLE}\n{TEXT}\n{word}\n{RELATED}", PLAIN)) == []


@pytest.mark.parametrize(
    "lines",
    [RELATED, f"附件：\n{RELATED}", "相关文件：\n某市规划实施方案\n", "相关解读：\n本通知由市发展改革委负责解读。\n"],
)
def test_what_stands_under_no_word_of_the_site_or_explains_nothing_tells(lines: str) -> None:
    """An attachment, a title of its own, a sentence behind a notice are the notice's."""
    assert told(compare(f"{TITLE}\n{TEXT}\n{lines}", PLAIN)) != []


@pytest.mark.parametrize(
    "foot",
    [
        "主办：某市人民政府办公室　承办：某市大数据局\n网站标识码：3702000001　鲁ICP备05000000号\n",
        "主办：某市人民政府办公室　网站标识码：3702000001　鲁ICP备0500\n0000号\n",
    ],
)
def test_the_foot_of_a_site_over_several_lines_never_tells(foot: str) -> None:
    """Who keeps the site stands beside what registers it, on one line or the next; a wrap may break either."""
    assert told(compare(f"{TITLE}\n{TEXT}\n{foot}", PLAIN)) == []


def test_who_holds_an_event_tells() -> None:
    """Without what registers a site beside them, such lines are the notice's."""
    assert told(compare(f"{TITLE}\n{TEXT}\n主办：某市人民政府办公室　承办：某市大数据局\n", PLAIN)) != []


@pytest.mark.parametrize("end", ["", "四、其他事项\n", "（此件公开发布）\n", "四、定期总结，并报送进展情况\n"])
@pytest.mark.parametrize("other", ["", "【打印】【关闭】\n"])
def test_the_number_of_the_last_page_is_no_text_that_the_other_copy_lacks(end: str, other: str) -> None:
    """Whether the notice ends with a signature, a heading or in mid-sentence; what stands behind the number is told."""
    copy = f"{PLAIN}{end}"

    assert told(compare(f"{copy}{other}", f"{copy}— 4 —\n")) == []
    assert told(compare(f"{copy}{other}", f"{copy}— 4 —\n五、加强宣传引导，营造良好氛围。\n")) != []
