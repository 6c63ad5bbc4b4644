# SPDX-License-Identifier: Apache-2.0
"""A page against the same page as text: what the page's markup sets aside is of the page in the text too."""

import pytest

from policydiff.ingest.read import read
from policydiff.lineage.collate import collate
from policydiff.model import TELLING
from policydiff.options import Options
from policydiff.pipeline import Prepared, compare_prepared, prepare

NOTICE = [
    "关于做好防汛工作的通知",
    "各区人民政府：",
    "现将有关事项通知如下，请认真贯彻落实。",
    "一、落实值班制度。",
    "二、加强巡查。",
    "某市人民政府",
    "2023年5月8日",
]
NAVIGATION = "首页 政务公开 政务服务 互动交流"
FOOT = ["市长信箱 举报投诉 走进某市", "主办：某市人民政府办公室 邮编：000000", "版权所有：某市人民政府"]
ADDRESS = "https://www.example.gov.cn/zwgk/1.html"
STAMP = "2023/5/9 10:32 关于做好防汛工作的通知_某市人民政府"


def web(notice: list[str] = NOTICE, foot: list[str] = FOOT) -> Prepared:
    """The page with its navigation and its foot."""
    links = "".join(f"<a href='/'>{word}</a> " for word in NAVIGATION.split())
    paragraphs = "".join(f"<p>{line}</p>" for line in notice)
    below = "".join(f"<p>{line}</p>" for line in foot)
    page = (
        f"<html><head><meta charset='utf-8'><title>{NOTICE[0]}_某市人民政府</title>"
        f"<link rel='canonical' href='{ADDRESS}'></head><body><nav>{links}</nav>"
        f"<div>{paragraphs}</div><footer>{below}</footer></body></html>"
    )
    return prepare(read(page.encode(), "page.html"))


def text(*lines: str) -> Prepared:
    """The copy in plain text."""
    return prepare(read("\n".join((*lines, "")).encode(), "copy.txt"))


def told(a: Prepared, b: Prepared) -> list[str]:
    """The readings of the differences that tell, the same whichever copy is named first."""
    one, other = compare_prepared(a, b), compare_prepared(b, a)
    found = sorted(f"{d.a.text}|{d.b.text}" for d in one.differences if d.class_ in TELLING)
    assert sorted(f"{d.b.text}|{d.a.text}" for d in other.differences if d.class_ in TELLING) == found
    return found


def test_a_page_and_its_text_are_one_notice() -> None:
    """Navigation above and the foot below are of the page, and the reason says how that is known."""
    result = compare_prepared(web(), text(NAVIGATION, *NOTICE, *FOOT))

    assert [d for d in result.differences if d.class_ in TELLING] == []
    assert "page_shown" in {d.rule.key for d in result.differences if d.rule is not None}


def test_a_page_and_its_print_are_one_notice() -> None:
    """So are the lines that the browser printed around each sheet."""
    first, second = NOTICE[:4], NOTICE[4:]
    printed = text(STAMP, NAVIGATION, *first, f"{ADDRESS} 1/2", STAMP, *second, *FOOT, f"{ADDRESS} 2/2")

    assert told(web(), printed) == []


def test_a_word_of_the_navigation_in_the_middle_is_the_notice_s() -> None:
    """Where the text has it between two tasks and the page has not, it is told."""
    assert told(web(), text(NAVIGATION, *NOTICE[:4], "政务公开", *NOTICE[4:], *FOOT)) != []


@pytest.mark.parametrize(
    "line", ["某市人民政府", "2023年5月8日", "（此件公开发布）", "某政发〔2023〕5号", "关于做好防汛工作的通知", "附件"]
)
def test_what_a_notice_may_say_is_never_of_the_page(line: str) -> None:
    """An issuer, a date, a note, a number, a title that the page's foot says too is told where its notice lacks it."""
    lacking = [own for own in NOTICE if own != line]
    whole = NOTICE if line in NOTICE else [*NOTICE, line]

    assert told(web(lacking, [*FOOT, line]), text(*whole)) != []


def test_unknown_lines_end_the_edge() -> None:
    """A line of the foot above a line of the notice is not at the edge."""
    assert told(web(), text(*NOTICE, FOOT[0], "联系人：王某")) != []


def test_copies_without_markup_show_nothing() -> None:
    """Two plain texts have only the closed list."""
    assert told(text(*NOTICE), text(*NOTICE, FOOT[0])) != []


def test_a_collation_knows_it_too() -> None:
    """Among many copies the page of one shows what is of the page in all."""
    collation = collate([web(), text(NAVIGATION, *NOTICE, *FOOT), text(*NOTICE)], options=Options())

    assert {name: n for name, n in collation.counts.items() if n and name in TELLING} == {}
