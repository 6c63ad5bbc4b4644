# SPDX-License-Identifier: Apache-2.0
"""What names a notice, read off its first and last lines."""

import pytest

from policydiff.structure.heading import as_written, heading
from policydiff.structure.pages import parts

BODY = (
    "各区人民政府，市政府各部门：\n现将有关事项通知如下。请结合国发〔2019〕3号文件精神，于2020年1月1日前落实。\n一、"
    "提高认识。\n二、抓好落实。\n"
)


@pytest.mark.parametrize(
    ("text", "title", "number", "date"),
    [
        (
            f"市政府关于印发任务分工的通知\n市政发〔2023〕7号\n{BODY}市政府\n2023年2月9日\n",
            "市政府关于印发任务分工的通知",
            "市政发〔2023〕7号",
            "2023-02-09",
        ),
        (
            f"瀏覽量:35\n市(shì)政府關(guān)於印發任務分工的通知\n市政發[2023]7號\n{BODY}市政府\n2023年2月9日\n",
            "市政府关于印发任务分工的通知",
            "市政发〔2023〕7号",
            "2023-02-09",
        ),
        (
            f"市政发〔2023〕7号\n市政府关于印发\n任务分工的通知\n{BODY}二〇二三年二月九日\n（此件公开发布）\n",
            "市政府关于印发任务分工的通知",
            "市政发〔2023〕7号",
            "2023-02-09",
        ),
        (
            f"关于印发任务分工的通知市政发〔2023〕7 号 {BODY} 市政府2023 年 2 月 9 日",
            "关于印发任务分工的通知",
            "市政发〔2023〕7号",
            "2023-02-09",
        ),
        (
            f"索引号:1\n发文字号：市政发〔2023〕7号\n成文日期：2023年2月9日\n关于印发任务分工的通知\n{BODY}",
            "关于印发任务分工的通知",
            "市政发〔2023〕7号",
            "2023-02-09",
        ),
        (f"— 2 —\n防控方案\n（第八版）\n{BODY}", "防控方案(第八版)", "", ""),
        (
            "安全法\n（1993年2月22日第七届会议通过　根据2009年8月27日《决定》第一次修正）\n第一条 2020年1月1日起施行。",
            "",
            "",
            "2009-08-27",
        ),
        (BODY, "", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_heading_is_read_in_all_its_dresses(text: str, title: str, number: str, date: str) -> None:
    """Title, own number and date whatever the script, glosses, order and lines; what the body cites is none of them."""
    found = heading(text)

    assert (found.title, found.number, found.date) == (title or found.title, number, date)
    assert title in (found.title, "")


def test_years_and_editions_are_kept_apart_from_the_title() -> None:
    """Two years' plans have one core and other years; a title that issues another names it."""
    first, second = (heading(f"关于印发{year}年重点任务的通知\n{BODY}") for year in (2022, 2023))

    assert first.core == second.core
    assert (first.years, second.years) == (("2022",), ("2023",))
    assert (
        heading(f"关于印发防控方案（第九版）的通知\n{BODY}").cited
        == heading(f"关于印发防控方案（第八版）的通知\n{BODY}").cited
    )


ONE = f"市政府关于印发任务分工的通知\n市政发〔2023〕7号\n{BODY}{'三、加强督查。' * 30}\n市政府\n2023年2月9日\n"
TWO = f"市政府关于做好防汛工作的通知\n市政发〔2023〕9号\n{BODY}{'四、落实责任。' * 30}\n市政府\n2023年5月9日\n"


def test_a_page_with_two_notices_is_two_parts() -> None:
    """The second begins at its title, with a number of its own, after the first one's signature."""
    page = f"首页\n{ONE}（此件公开发布）\n{TWO}版权所有\n"
    (start, end), (second, last) = parts(page)

    assert (start, end, last) == (0, second, len(page))
    assert page[second:].startswith("市政府关于做好防汛工作的通知")


@pytest.mark.parametrize(
    "page",
    [
        ONE,
        ONE + ONE,
        ONE.replace("市政府\n2023年2月9日\n", "") + TWO,
        f"{ONE}附件\n任务分工方案\n{'一、目标。' * 60}",
        "市政发〔2023〕7号\n市政发〔2023〕8号\n市政发〔2023〕9号\n" * 40,
        "",
    ],
    ids=["one", "the same twice", "no signature between", "an attachment", "a list of numbers", "nothing"],
)
def test_other_pages_are_one_part(page: str) -> None:
    """An attachment, a repeated notice or a list of numbers is no second notice."""
    assert parts(page) == [(0, len(page))]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("测试监督法2006年8月27日 第十届会议通过第一章 总则第一条 为了监督，制定本法。", "测试监督法"),
        ("第二章 听取报告第十一条 常务委员会每年选择若干问题。", ""),
    ],
)
def test_a_title_in_joined_lines(text: str, title: str) -> None:
    """A law's title ends before the date when it was passed; the number of an article is no kind of document."""
    assert heading(text).title == title


def test_a_signature_above_a_title_is_none_of_it() -> None:
    """A letter that issues a document stands before it with its signature and marking; the title begins behind."""
    letter = "各区人民政府：\n现印发给你们。\n青岛市人民政府办公厅\n2023年1月30日\n（此件公开发布）\n"
    text = f"{letter}2023年重点工作任务方案\n{BODY}"

    assert heading(text).title == "2023年重点工作任务方案"


SIGNED = f"关于做好工作的通知\n{BODY}某市人民政府\n2023年1月30日\n附件：任务清单\n"


@pytest.mark.parametrize(
    ("end", "date"),
    [
        ("序号\t任务\t完成时限\n1\t建设\t2023年6月30日\n2\t培育\t2023年12月31日\n", "2023-01-30"),
        ("序号 任务 完成时限\n1 建设 2023年6月30日\n2 培育 2023年12月31日\n", "2023-01-30"),
        ("| 序号 | 任务 | 时限 |\n| --- | --- | --- |\n| 1 | 建设 | 2023年6月30日 |\n", "2023-01-30"),
        ("任务\t完成时限\n建设\t2023年6月30日\n培育\t2023年12月31日\n", "2023-01-30"),
        ("某市财政局\n2023年2月9日\n", "2023-02-09"),
        ("某市财政局\t2023年2月9日\n", "2023-02-09"),
        ("某市财政局　某市民政局　2023年2月9日\n", "2023-02-09"),
        ("2023 年 2 月 9 日\n", "2023-02-09"),
    ],
)
def test_the_row_of_a_table_is_no_signature(end: str, date: str) -> None:
    """A deadline in the last row of a table is not when the notice was signed; a signature in one line with its issuer
    is."""
    assert heading(SIGNED + end).date == date


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("瀏覽量:35\n市(shì)政府關(guān)於印發任務分工的通知\n市政發[2023]7號\n", "市政府關於印發任務分工的通知"),
        ("關 於做好２０２３年重點工作的通知\n一、做好。\n", "關於做好２０２３年重點工作的通知"),
        ("防控方案\n（第八版）\n一、做好。\n", "防控方案（第八版）"),
        ("关于做好工作的通知\n一、做好。\n", "关于做好工作的通知"),
        ("一、做好。\n", ""),
    ],
)
def test_a_title_is_shown_as_the_copy_writes_it(text: str, written: str) -> None:
    """Script and widths of a title are the copy's, its glosses and blanks gone."""
    assert as_written(heading(text).title, text) == written
