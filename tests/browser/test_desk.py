# SPDX-License-Identifier: Apache-2.0
"""The report as an editor's desk: what the first screen shows, keys, views, search, leaving, and paper."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Page, expect

from policydiff.api import compare
from policydiff.decisions.record import Decisions
from policydiff.decisions.writing import places
from policydiff.report import lists
from policydiff.report.formats import Texts
from policydiff.show.i18n import catalogue

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def edited(corpus: dict[str, Any]) -> Texts:
    """The two corpus copies, the second with five edits among its 600 differences of script and gloss."""
    a, b = (path.read_text(encoding="utf-8") for path in corpus["paths"])
    b = b.replace("組織實施35項", "組織實施53項").replace("市科技局、市海洋發展局)", "市科技局)", 1)
    lines = b.replace("不少于12個", "超過12個").split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("16."))
    lines.insert(at + 2, lines.pop(at))
    return Texts(a, "\n".join(line for line in lines if not line.startswith("30.")))


@pytest.fixture(scope="session")
def desk(report: Callable[..., Path], edited: Texts) -> Path:
    """The page of the edited pair, as a Chinese editor sees it."""
    return report("zh-Hans", edited, name="desk")


def tops(page: Page, selector: str) -> list[float]:
    """How far from the top of the page the elements stand."""
    return page.evaluate("(s) => [...document.querySelectorAll(s)].map((n) => n.getBoundingClientRect().top)", selector)


@pytest.mark.parametrize(("width", "height", "first"), [(1440, 900, 330), (1280, 800, 330), (390, 844, 520)])
def test_the_first_screen_shows_differences(open_report, desk, width: int, height: int, first: int) -> None:
    """The verdict, both copies, and at once the cards: five of them on a desk's screen; nothing wider than it."""
    page = open_report(desk, viewport={"width": width, "height": height})
    found = tops(page, ".entry")

    assert found[0] < first
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if width == 1440:
        assert page.evaluate("document.querySelectorAll('.entry')[4].getBoundingClientRect().bottom") < height


def test_a_difference_reads_as_a_sentence(open_report, desk) -> None:
    """Both copies' sentences from stop to stop, where it stands in words, kind and weight; no code points, no line and
    column, no percent until technical details are asked for."""
    page = open_report(desk)
    card = page.locator(".entry", has_text="界限")
    page.wait_for_selector(".entry .decide-row")

    assert (
        card.locator(".a .quote").inner_text() == "加快新型數據中(zhōng)心集群建設,建成不少于12個邊緣數據中(zhōng)心。"
    )
    assert card.locator(".b .quote").inner_text() == "加快新型數據中心集群建設,建成超過12個邊緣數據中心。"
    assert card.locator(".where").inner_text() == "27.構建新型信息基礎設施體系 · 第4句"
    assert card.locator(".grave").inner_text() == "要紧"
    page.evaluate("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
    page.evaluate("document.querySelector('.facts').open = false")
    assert not re.search(r"U\+|第 \d+ 行|%", page.inner_text("body"))
    page.keyboard.press("t")
    assert "U+4E0D" in card.inner_text()


def test_a_move_says_from_where_to_where(open_report, desk) -> None:
    """The card of a unit that moved names the unit before it in each copy, and a line joins both places in the text."""
    page = open_report(desk)
    card = page.locator(".entry.structure")

    assert "在「15.發展壯大新興産業」之后" in card.locator(".a").inner_text()
    assert "在「18.壯大現代海洋産業集群」之后" in card.locator(".b").inner_text()
    card.locator(".where").click()
    expect(page.locator(".moves path").first).to_be_attached()
    page.locator(".unit.status-moved").scroll_into_view_if_needed()
    page.wait_for_function(
        """() => {
      const [line, stub, unit] = ['.moves path', '.stub', '.unit.status-moved'].map((s) =>
        document.querySelector(s)?.getBoundingClientRect());
      return line && Math.abs(line.top - stub.top) < 20 && Math.abs(line.bottom - unit.top) < 20;
    }"""
    )


INK = ["一", "丨", "丶", "干", "于", "未", "末"]


def test_marks_cover_no_character(open_report, report) -> None:
    """In a marked character every stroke stands where it stands unmarked, and no line runs through any text."""
    plain = "1." + "、".join(f"甲{char}乙" for char in INK) + "。"
    other = "1." + "、".join(f"甲{char}乙" for char in ["二", "川", "点", "千", "子", "本", "木"]) + "。"
    page = open_report(report("zh-Hans", Texts(f"通知\n{plain}\n", f"通知\n{other}\n"), name="strokes"))
    lines = page.evaluate(
        "[...document.querySelectorAll('*')].filter((n) =>"
        " getComputedStyle(n).textDecorationLine.includes('line-through')).length"
    )
    marks = page.locator(".src .m.substantive:not(.gap)")

    assert lines == 0
    assert marks.count() >= 2
    drawn = page.evaluate(
        """() => [...document.querySelectorAll('.entry :is(del, ins), .src .m.substantive:not(.gap)')].map((mark) => {
      const style = getComputedStyle(mark), range = new Range();
      range.selectNodeContents(mark);
      const glyph = range.getClientRects()[0], box = mark.getBoundingClientRect();
      return [glyph.height, box.bottom - glyph.bottom, parseFloat(style.outlineOffset), style.outlineStyle];
    })"""
    )
    assert all(below >= -0.5 for _, below, _, _ in drawn)
    assert all(offset >= 1 for _, _, offset, style in drawn if style != "none")


def test_keys_decide_and_go_on(open_report, desk) -> None:
    """a, s and d decide on the card and go to the next open one; a decided card folds and says so; u takes it back; o
    leaves the open ones; the bar counts."""
    page = open_report(desk)
    page.keyboard.press("j")
    first = page.locator(".entry").first
    high = first.bounding_box()["height"]
    assert "current" in (first.get_attribute("class") or "")

    page.keyboard.press("a")
    assert "done" in (first.get_attribute("class") or "")
    assert first.bounding_box()["height"] < high
    assert first.locator("del").is_visible()
    assert page.evaluate("document.activeElement") is not None
    assert "current" in (page.locator(".entry").nth(1).get_attribute("class") or "")
    page.keyboard.press("s")
    assert page.inner_text("#decided").startswith("已定 2 /")
    page.keyboard.press("o")
    assert not first.is_visible()
    assert page.locator(".entry:visible").count() == 3
    page.keyboard.press("u")
    assert page.inner_text("#decided").startswith("已定 1 /")
    assert page.locator(".entry").nth(1).is_visible()
    for _ in range(3):
        page.keyboard.press("f")
    page.keyboard.press("d")
    assert page.locator(".entry.done").count() == 2


def test_keys_settle_all_equal_errata(open_report, desk) -> None:
    """The walk goes on into the errata, where one key settles all places of a fault."""
    page = open_report(desk)
    for _ in range(6):
        page.keyboard.press("j")
    row = page.locator("#errata .erratum-row").first
    assert "current" in (row.get_attribute("class") or "")
    page.keyboard.press("a")

    assert page.inner_text("#decided").startswith(f"已定 {row.locator('li').count()} /")
    assert "done" in (row.get_attribute("class") or "")


def test_a_decision_on_equal_errata_settles_those_that_no_list_shows(
    open_report, report, edited: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button says how many it settles and the bar counts them; the file names each by its own place, so that each
    is found again; undone they are open again, and a page made with the file shows them decided."""
    monkeypatch.setattr(lists, "PLACES", 3)
    comparison = compare(edited.a, edited.b)
    group = max(lists.alike_errata(comparison.b.findings, catalogue("en")), key=lambda alike: alike.count)
    alike = {found.id for found in (*group.listed, *group.rest)}
    page = open_report(report("zh-Hans", edited, name="besides"))
    row = page.locator(f'.erratum-row:has(li[data-id="{group.listed[0].id}"])')
    assert (group.count, row.locator("li").count()) == (len(alike), 3)
    assert row.locator(".all").get_attribute("aria-label") == f"{group.count} 处一并"

    row.locator('[data-all="change"]').click()
    assert page.inner_text("#decided").startswith(f"已定 {group.count} /")
    with page.expect_download() as saved:
        page.click("#export")
    file = msgspec.json.decode(Path(saved.value.path()).read_bytes(), type=Decisions)
    known = places(comparison, (edited.a, edited.b), "change")
    assert {made.id: msgspec.structs.replace(made, text="") for made in file.decisions} == {
        ident: known[ident] for ident in alike
    }
    errata = {found.id for facts in (comparison.a, comparison.b) for found in facts.findings}
    assert errata - alike <= {seen.id for seen in file.seen or ()}
    page.keyboard.press("u")
    assert page.inner_text("#decided").startswith("已定 0 /")
    again = open_report(report("zh-Hans", edited, file, name="besides-decided"))
    assert again.inner_text("#decided").startswith(f"已定 {group.count} /")
    assert "done" in (
        again.locator(f'.erratum-row:has(li[data-id="{group.listed[0].id}"])').get_attribute("class") or ""
    )


def test_keys_lead_to_the_text_and_back(open_report, desk) -> None:
    """g goes from a card to its mark in the text and back; there j walks the marks."""
    page = open_report(desk)
    page.keyboard.press("j")
    page.keyboard.press("j")
    here = page.evaluate("location.hash")
    page.keyboard.press("g")
    assert page.evaluate("location.hash") == here.replace("#e-", "#d-")
    assert page.evaluate("Boolean(document.activeElement.closest('#text'))")
    page.keyboard.press("g")
    assert page.evaluate("location.hash") == here


def test_leaving_with_unsaved_decisions_is_asked_about(open_report, desk) -> None:
    """Who closes the page with decisions that are in no file is asked first; after saving nobody is."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page = open_report(desk)
    page.on("dialog", answer)
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.reload()
    assert asked == ["beforeunload"]
    with page.expect_download():
        page.click("#export")
    page.reload()
    assert asked == ["beforeunload"]


def test_three_views_keep_the_place(open_report, desk) -> None:
    """z, x and c show the notice side by side, in one column with both readings, and only what changed; what one looks
    at stays where it is."""
    page = open_report(desk)
    unit = page.locator(".unit", has_text="構建新型信息基礎設施體系").first
    unit.scroll_into_view_if_needed()
    page.keyboard.press("x")
    both = unit.locator(".both .src")
    assert both.is_visible()
    assert not unit.locator(".pair").is_visible()
    assert "不少于" in both.inner_text()
    assert "超過" in both.inner_text()
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map((n) => n.id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )

    page.keyboard.press("c")
    shown = [name for name in page.locator("#text .unit:visible .name").all_inner_texts() if name]
    assert page.locator("#text .run:visible").count() == 0
    assert {"26.完善數字經濟産業體系", "27.構建新型信息基礎設施體系", "28.建設中國軟件特色名城"} <= set(shown)
    assert "22.建設新興産業專業園區" not in shown
    page.keyboard.press("z")
    assert page.locator("#text .run:visible").count() > 2
    assert unit.locator(".pair").is_visible()


@pytest.mark.parametrize(
    ("asked", "where"), [("53项", "53項"), ("5 3項", "53項"), ("重点工作", "重點工"), ("实施“蓝色药库”", "藍")]
)
def test_search_finds_canonical_text(open_report, desk, asked: str, where: str) -> None:
    """Another script, a gloss, a space or a mark in the midst of a word hides nothing; hits are counted and walked."""
    page = open_report(desk)
    page.keyboard.press("/")
    page.keyboard.type(asked)
    page.keyboard.press("Enter")
    total = int(page.inner_text("#found").split("/")[1])

    assert page.inner_text("#found").startswith("1 / ")
    found = page.evaluate("[...CSS.highlights.get('found')].map(String)")
    assert len(found) == total >= 1
    assert any(where in text for text in found)
    page.keyboard.press("Enter")
    assert page.inner_text("#found") == f"{min(2, total) if total > 1 else 1} / {total}"
    page.evaluate(
        "new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 50))"
    )
    assert page.evaluate(
        "(() => { const b = [...CSS.highlights.get('found-now')][0].getBoundingClientRect();"
        " return b.height > 0 && b.top > 0 && b.bottom < innerHeight; })()"
    )


def test_search_says_that_nothing_is_there(open_report, desk) -> None:
    """Words that do not occur are said not to, and nothing is marked."""
    page = open_report(desk)
    page.fill("#search", "月球")
    expect(page.locator("#found")).to_have_text("没有找到", timeout=30_000)

    assert page.inner_text("#found") == "没有找到"
    assert page.evaluate("CSS.highlights.get('found').size") == 0


OTHER = (
    "国家统计局关于2022年国民经济运行情况的公报\n一、综合\n1.全年国内生产总值1210207亿元，比上年增长3.0%。\n"
    "2.年末全国人口141175万人，比上年末减少85万人。\n国家统计局\n2023年2月28日\n"
)


def test_two_different_notices_give_nothing_to_decide(open_report, report, edited: Texts) -> None:
    """There is no card, but what the two have to do with each other; both texts stand whole below."""
    page = open_report(report("zh-Hans", Texts(edited.b, OTHER), name="apart"))

    assert page.locator(".entry").count() == 0
    assert "国家统计局" in page.locator(".relating tr", has_text="发文机关").inner_text()
    assert page.locator("#text .pane.b .src", has_text="1210207").count() == 1


def printed(page: Page, **how: Any) -> list[str]:
    """The pages of the report on paper, as a reader of PDF finds them."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, format="A4", **how))
    return [sheet.get_textpage().get_text_range() for sheet in document]


def test_paper_holds_what_tells_and_the_errata(open_report, desk) -> None:
    """Seven differences and fewer, with all errata, take three pages at most, where places in one unit name it once;
    each is headed by both copies' names, and no address of a file stands on any. The full text comes when it is asked
    for."""
    page = open_report(desk)
    sheets = printed(page)
    asked_for = printed(page, display_header_footer=True)

    assert len(sheets) <= 3
    assert "不少于" in sheets[0]
    assert "制" in "".join(sheets)
    assert all(page.title().rpartition(" — ")[2][:8] in sheet for sheet in sheets)
    assert not any("file:" in sheet for sheet in (*sheets, *asked_for))
    page.emulate_media(media="print")
    for row in page.locator(".erratum-row").all():
        named = [place.inner_text().strip() for place in row.locator("li:visible").all()]
        times = [re.search(r"\s×(\d+)$", name) for name in named]
        assert sum(int(found[1]) if found else 1 for found in times) == row.locator("li").count()
        units = [re.sub(r"\s×\d+$", "", name) for name in named]
        assert all(one != other for one, other in pairwise(units))
    page.emulate_media(media="screen")
    page.click(".pop > summary")
    page.check("#print-text")
    assert len(printed(page)) > len(sheets)


@pytest.fixture(scope="session")
def thousands(report: Callable[..., Path]) -> Path:
    """The page of a pair with 5,000 differences."""

    def notice(step: int) -> str:
        return "关于测试的通知\n" + "".join(
            f"{i}.完成{i * 3 + step}项，落实{i * 7 + step}万元，培育{i + step}家，建设{i * 2 + step}个。\n"
            for i in range(1, 1251)
        )

    return report("zh-Hans", Texts(notice(0), notice(1)), name="thousands")


def test_thousands_of_differences_open(open_report, thousands: Path) -> None:
    """A page of 5,000 differences is there with its first cards and answers a key; what is not near is not laid out."""
    page = open_report(thousands)

    assert page.locator(".entry").first.is_visible()
    page.keyboard.press("j")
    assert page.inner_text("#position").startswith("1 / ")
    assert page.locator(".entry .decide-row").count() < 100


@pytest.mark.parametrize("scripted", [True, False])
def test_links_land_on_their_unit(open_report, thousands: Path, scripted: bool) -> None:
    """A click on a place in the list of differences, or in the contents, brings its mark or the beginning of its unit
    into the window, also where nothing between has its height yet, and without scripts."""
    page = open_report(thousands, java_script_enabled=scripted, viewport={"width": 1280, "height": 800})
    places = page.locator(".entry .where")
    for link in (places.nth(0), places.nth(700), places.last, page.locator(".toc .units a").nth(230)):
        link.click()
        page.wait_for_timeout(120)
        box = page.locator(f'[id="{(link.get_attribute("href") or "")[1:]}"]').bounding_box()

        assert box is not None
        assert 0 < box["y"] < 800


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["z", "x", "c"])
def test_no_accessibility_rule_is_broken_at_the_desk(open_report, desk, scheme: str, view: str) -> None:
    """axe-core finds nothing in any view, with a decided card, a current card, technical details and a search."""
    page = open_report(desk, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    for key in ("j", "a", view, "t"):
        page.keyboard.press(key)
    page.fill("#search", "实验室")
    results = Axe().run(page)

    assert [(v["id"], [node["html"][:200] for node in v["nodes"][:2]]) for v in results.response["violations"]] == []
