# SPDX-License-Identifier: Apache-2.0
"""The HTML report as an editor uses it, in a real browser."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from policydiff import config
from policydiff.api import compare
from policydiff.decisions.loading import load
from policydiff.decisions.record import Decision, Decisions
from policydiff.report.formats import Options, Texts, write

pytestmark = pytest.mark.browser


def open_marks(page: Page) -> None:
    """Open the list of switches in the bar."""
    page.click(".pop > summary")


def show_all(page: Page) -> None:
    """Switch every class of marks on."""
    open_marks(page)
    for box in page.locator(".switches input[data-key]").all():
        box.check()


SCRIPT = "getComputedStyle(document.querySelector('.src i.s')).textDecorationLine"


def test_switches_show_and_hide_marks(open_report) -> None:
    """Script differences are counted but not marked until their switch or their key is used."""
    page = open_report()
    open_marks(page)

    assert page.evaluate(SCRIPT) == "none"
    assert int(page.inner_text("label.script .count")) > 100
    page.check("#sw-script")
    assert page.evaluate(SCRIPT) == "underline"
    page.keyboard.press("6")
    assert page.evaluate(SCRIPT) == "none"
    page.keyboard.press("1")
    assert not page.is_checked("#sw-substantive")


def test_keys_go_from_unit_to_unit(open_report) -> None:
    """n and p move the focus along the units."""
    page = open_report()
    focused = "document.activeElement.closest('details')?.id"

    page.keyboard.press("n")
    first = page.evaluate(focused)
    page.keyboard.press("n")
    assert page.evaluate(focused) != first
    page.keyboard.press("p")
    assert page.evaluate(focused) == first


def test_single_keys_can_be_switched_off(open_report) -> None:
    """The help lists the keys and holds the switch that turns them off; typing in a field is never a command."""
    page = open_report()
    page.keyboard.press("?")
    assert page.is_visible("#help")
    page.uncheck("#keys-on")
    page.click("#help form button")
    page.keyboard.press("6")
    assert not page.is_checked("#sw-script")

    page.click("#help-open")
    page.check("#keys-on")
    page.keyboard.press("Escape")
    page.click(".decisions > summary")
    page.fill("#proofreader", "6j?")
    assert not page.is_checked("#sw-script")


def test_units_fold_and_unfold(open_report) -> None:
    """Unchanged units are folded at first, in runs of which one line stands for all; buttons fold and unfold all."""
    page = open_report()
    units, shown = "#text details.unit", "#text details.unit[open] .src:visible"

    assert 0 < page.locator(shown).count() < 20
    assert page.locator("#text .run:not([open])").count() > 1
    page.click("#unfold")
    assert page.locator(f"{units}:visible").count() == page.locator(units).count()
    page.click("#fold")
    assert page.locator(shown).count() == 0


def test_a_permalink_leads_to_its_difference(open_report, report) -> None:
    """The address of a difference opens its unit and marks both sides; that of a group shows its class."""
    path = report()
    page = open_report(path)
    anchor = page.evaluate("document.querySelector('.src .m.substantive[id]').id")
    again = open_report(path, f"#{anchor}")

    assert again.locator(f"[id='{anchor}']").is_visible()
    assert again.locator(".src .m.current").count() == 2
    assert again.is_visible("#card")

    group = page.evaluate("document.querySelector('.src i.s[id]').id")
    third = open_report(path, f"#{group}")
    assert third.is_checked("#sw-script")
    assert third.locator(f"[id='{group}']").is_visible()
    assert "→" in third.inner_text("#card-text")


def test_list_and_text_lead_to_each_other(open_report) -> None:
    """An entry of the list links to its mark, the mark tells its entry, and a moved unit is reachable from both
    places."""
    page = open_report()
    entry = page.locator(".entry").first
    ident = entry.get_attribute("data-id")
    entry.locator("a.where").click()
    assert page.evaluate("location.hash") == f"#d-{ident}"
    assert page.locator(f"[id='d-{ident}'] > a").get_attribute("href") == f"#e-{ident}"

    stub = page.locator(".stub")
    stub.locator("a").click()
    moved = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert page.locator(f"[id='{moved}']").get_attribute("class").startswith("unit status-moved")
    page.locator(f"[id='{moved}'] .pointer a").click()
    assert page.evaluate("decodeURIComponent(location.hash.slice(1))") == stub.get_attribute("id")


def test_decisions_make_the_round(open_report, report, tmp_path: Path) -> None:
    """What is decided in the page is saved to a file, read by the program, shown in the next report and read back by a
    page."""
    page = open_report()
    entry = page.locator(".entry").first
    ident = entry.get_attribute("data-id")
    entry.scroll_into_view_if_needed()
    entry.locator("button[data-decision=keep]").click()
    entry.locator(".note").fill("原文如此")
    page.click(".decisions > summary")
    page.fill("#proofreader", "李")
    assert page.inner_text("#decided").startswith("1 / ")
    with page.expect_download() as download:
        page.click("#export")
    file = tmp_path / "decisions.json"
    download.value.save_as(file)

    made = load(file)
    assert (made.proofreader, [(d.id, d.decision, d.note) for d in made.decisions]) == (
        "李",
        [(ident, "keep", "原文如此")],
    )
    assert made.decisions[0].text

    settled = open_report(report(decisions=made, name="settled"))
    assert settled.locator(f"[id='e-{ident}'] button[data-decision=keep]").get_attribute("aria-pressed") == "true"
    fresh = open_report()
    fresh.set_input_files("#import", file)
    expect(fresh.locator("#imported")).to_have_text(re.compile("^1 decision read, 0 "))
    assert fresh.input_value("#proofreader") == "李"
    assert fresh.locator(f"[id='e-{ident}'] button[data-decision=keep]").get_attribute("aria-pressed") == "true"


def test_errata_alike_are_settled_together(open_report) -> None:
    """One button settles every place of a fault, without unfolding them."""
    page = open_report()
    row = page.locator("#errata-a .erratum-row").first
    row.locator("[data-all=change]").click()
    places = row.locator("li").count()

    assert page.inner_text("#decided").startswith(f"{places} / ")
    row.locator("summary").click()
    expect(row.locator("li button[data-decision=change][aria-pressed=true]").first).to_be_visible()
    assert places > 1
    row.locator("[data-all=change]").click()
    assert page.inner_text("#decided").startswith("0 / ")


def test_a_difference_becomes_a_rule(open_report, tmp_path: Path) -> None:
    """The card of a difference writes the suppression rule that would take it, ready for policydiff.toml."""
    page = open_report()
    page.locator(".src ins.m.number, .src ins.m.high").first.click()
    page.click("#as-rule")
    file = tmp_path / "policydiff.toml"
    file.write_text(page.input_value("#rule-text"), encoding="utf-8")

    (rule,) = config.load(file).rules
    assert (rule.class_, rule.scope) == ("substantive", "everywhere")


def test_a_page_remembers_and_refuses(open_report, report, tmp_path: Path) -> None:
    """Decisions outlast a reload; a file that holds none is refused in words."""
    page = open_report()
    page.locator(".entry button[data-decision=query]").first.click()
    page.reload()
    assert page.locator(".entry button[data-decision=query]").first.get_attribute("aria-pressed") == "true"

    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"schema": "other/1", "decisions": []}), encoding="utf-8")
    page.set_input_files("#import", wrong)
    expect(page.locator("#imported")).to_have_text("This file holds no decisions of policydiff.")


def test_copied_text_is_the_source(open_report, texts: Texts) -> None:
    """Selecting a pane gives the source's characters: no tag, no hidden word, nothing of the other side."""
    page = open_report()
    show_all(page)
    page.click("#unfold")
    row = page.locator("#text details.unit", has_text="組織實施").first
    selected = """(pane) => {
      pane.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
      const range = new Range(); range.selectNodeContents(pane);
      const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
      return selection.toString();
    }"""
    for side, text in (("a", texts.a), ("b", texts.b)):
        copied = row.locator(f".pane.{side} .src").first.evaluate(selected)
        wanted = next(line for line in text.split("\n") if "組織實施" in line and line[:2] == copied[:2])
        assert copied.strip("\n") == wanted


def test_both_sides_are_not_copied_together(open_report) -> None:
    """A selection that began on one side leaves the other out."""
    page = open_report()
    row = page.locator("#text details.unit.status-changed .pair").first
    row.locator(".pane.a .src").dispatch_event("mousedown")

    assert row.locator(".pane.b").evaluate("(pane) => getComputedStyle(pane).userSelect") == "none"
    assert row.locator(".pane.a").evaluate("(pane) => getComputedStyle(pane).userSelect") != "none"


def test_every_pane_says_its_language(open_report) -> None:
    """The traditional copies are drawn with traditional glyphs whatever the interface speaks."""
    page = open_report()
    fonts = page.evaluate("getComputedStyle(document.querySelector('.pane.b .src')).fontFamily")

    assert page.get_attribute("html", "lang") == "en"
    assert page.evaluate(
        "[...new Set([...document.querySelectorAll('.pane')].map((pane) => pane.lang))].every((lang) =>"
        " lang.startsWith('zh-Hant'))"
    )
    assert fonts.startswith('"Noto Serif CJK TC"')


def test_controls_of_direction_do_nothing(open_report) -> None:
    """A right-to-left override shows as a token and turns nothing round."""
    page = open_report()
    token = page.locator(".pane.b .ctl[data-t='RLO U+202E']").first
    before, after = token.evaluate("""(token) => {
      const place = (node, at) => {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().left;
      };
      const walker = document.createTreeWalker(token.closest('.src'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && !walker.currentNode.data.startsWith('完善'));
      return [place(walker.currentNode, 0), place(walker.currentNode, 1)];
    }""")

    assert before < after


@pytest.mark.parametrize("lang", ["en", "zh-Hans", "zh-Hant"])
def test_without_javascript_the_report_is_complete(open_report, report, lang: str) -> None:
    """Switches, folding, links and reasons work without a script; what needs one is not shown."""
    page = open_report(report(lang), java_script_enabled=False)

    assert page.is_visible(".headline")
    assert page.locator("#search").is_hidden()
    assert page.locator(".decisions").is_hidden()
    assert page.locator("#view-inline").is_hidden()
    open_marks(page)
    page.locator("label.script").click()
    assert page.evaluate(SCRIPT) == "underline"
    page.locator(".class-section.script > summary").click()
    assert page.locator(".class-section.script td:nth-child(5)").first.inner_text()
    page.locator(".toc .units a").nth(12).click()
    assert page.locator("#text details.unit[open]").count() > 0


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("zh-Hant", "dark")])
def test_no_accessibility_rule_is_broken(open_report, report, scheme: str, lang: str) -> None:
    """axe-core finds nothing, with every class of marks shown."""
    page = open_report(report(lang), color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    show_all(page)
    page.keyboard.press("j")
    results = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )

    assert [(v["id"], [node["html"][:200] for node in v["nodes"][:2]]) for v in results.response["violations"]] == []


TABLE = (
    "附件\n任务分解表\n序号\t任务\t牵头单位\t完成时限\n1\t建设崂山实验室\t市科技局\t6月\n2\t改造老旧小区\t市住建局\t12月\n"
    "3\t建成5G基站\t市通信管理局\t9月\n各单位抓好落实。"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_row_of_a_table_is_a_grid(open_report, report, scheme: str) -> None:
    """Cells stand under each other in a wide window, under the name of their column in a narrow one; nothing runs out
    of the page, and axe-core finds nothing."""
    path = report("zh-Hans", Texts(TABLE, TABLE.replace("市通信管理局", "市教育局")), name=f"table-{scheme}")
    wide = open_report(path, color_scheme=scheme)
    narrow = open_report(path, color_scheme=scheme, viewport={"width": 390, "height": 844})
    place = "[...document.querySelectorAll('details[open] .cells td.changed')].map((c) => c.getBoundingClientRect())"
    boxes = [page.evaluate(f"{place}.map((box) => [box.left, box.top, box.width])") for page in (wide, narrow)]

    assert all(len(found) == 2 and found[0][0] == found[1][0] and found[0][1] < found[1][1] for found in boxes)
    assert boxes[1][0][2] > 300
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 390
    for page in (wide, narrow):
        assert Axe().run(page).response["violations"] == []


def test_a_narrow_window_has_one_column(open_report) -> None:
    """On a telephone copy B stands below copy A and nothing is wider than the window."""
    page = open_report(viewport={"width": 390, "height": 800})
    pair = page.locator("#text details.unit.status-changed .pair").first
    a, b = (pair.locator(f".pane.{side}").bounding_box() for side in "ab")

    assert b["y"] >= a["y"] + a["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_print_tells_classes_apart_without_colour(open_report) -> None:
    """On paper the controls are gone, folded units are there, and marks differ by line and sign alone."""
    page = open_report()
    open_marks(page)
    page.check("#print-text")
    page.emulate_media(media="print")
    styles = page.evaluate(
        """['del.m.substantive', 'ins.m.substantive', '.m.integrity, .m.review', '.m.errata'].map((name) => {
      const mark = document.querySelector('.src ' + name);
      const style = getComputedStyle(mark), sign = getComputedStyle(mark, '::after');
      const line = [style.textDecorationLine, style.textDecorationStyle, style.outlineStyle, style.borderBottomStyle];
      return [...line, sign.content].join();
    })"""
    )

    assert len(set(styles)) == 4
    assert page.locator(".bar").is_hidden()
    assert page.locator(".print-key").is_visible()
    assert (
        page.locator("#text details.unit:not([open]) .src").first.evaluate(
            "(node) => node.getBoundingClientRect().height"
        )
        > 0
    )


def test_dark_is_dark(open_report) -> None:
    """A dark system gets light letters on a dark ground."""
    page = open_report(color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 26)"


def test_the_table_of_errata_is_a_page_to_print(open_report, texts: Texts, tmp_path: Path) -> None:
    """The printed table opens without a script, breaks no rule of accessibility, and is no wider than its page."""
    path = tmp_path / "errata.html"
    path.write_bytes(write(compare(texts.a, texts.b), texts, "errata", Options("zh-Hans")))
    page = open_report(path, bypass_csp=True)
    results = Axe().run(page)

    assert page.locator("td.context > div").count() > 100 > page.locator("tbody tr").count()
    assert [violation["id"] for violation in results.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


HOSTILE = """关于<script>alert(1)</script>的通知]]>
各区\u202e、\u2066市政府\u200b：
一、</style><style>*{display:none}</style>总体要求
1.=HYPERLINK("http://example.org","x")。完成<img src=x onerror=alert(2)>35项。（牵头单位：市科技局\x00\x07）
2.'"><svg onload=alert(3)>&lt;b&gt;&#x202e;推进{{ 7*7 }}{% raw %}工作。
3.\U000e0041\U000e0042隐藏\ue123字符<!-- ]]> -->javascript:alert(4)。
"""


def test_a_hostile_notice_is_inert_and_readable(open_report, report) -> None:
    """Markup, formulas, controls and templates in a notice are shown as what they are."""
    pair = Texts(
        HOSTILE,
        HOSTILE.replace("35项", "53项</script><script>alert(5)</script>")
        .replace("\u202e", "")
        .replace("推进", "<b>加快</b>"),
    )
    page = open_report(report(pair=pair, name="hostile"))
    page.click("#unfold")

    assert page.locator("main script, main img, main svg, main style, main b.x").count() == 0
    assert page.locator(".pane.a").first.is_visible()
    assert "<script>alert(1)</script>" in page.text_content("#text")
    assert "{{ 7*7 }}" in page.text_content("#text")
    assert page.locator(".ctl[data-t='RLO U+202E']").count() >= 1
    assert page.locator(".ctl[data-t='NUL U+0000']").count() >= 1


def test_decisions_in_a_report_cannot_break_out(open_report, report, texts: Texts) -> None:
    """Names and notes from a file of decisions are text."""
    ident = next(d.id for d in compare(texts.a, texts.b).differences if d.severity)
    made = Decisions(
        decisions=(
            Decision(ident, "keep", '"><script>alert(1)</script>'),
            Decision("<b>gone</b>", "keep", text="</code><img src=x onerror=alert(2)>"),
        )
    )
    page = open_report(report(decisions=made, name="break"))

    assert page.locator("main script, main img").count() == 0
    assert "<b>gone</b>" in (page.text_content("#checks") or "")
