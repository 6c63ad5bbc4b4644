# SPDX-License-Identifier: Apache-2.0
"""The page of a collation in a real browser: the tree is drawn, classes are filtered, two copies can be chosen."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.comparison.copies import NOTICE, Noise
from tests.lineage.test_collate import CUT, MOVED, OTHER_NUMBER, WITHOUT, copies

from policydiff.lineage import formats
from policydiff.lineage.collate import collate

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of six copies."""
    collation = collate(
        copies(NOTICE, OTHER_NUMBER, MOVED, WITHOUT, CUT, Noise("traditional")(NOTICE)), converters=True
    )
    found = tmp_path_factory.mktemp("collation") / "collation.html"
    found.write_bytes(formats.write(collation, "html", "zh-Hant"))
    return found


@pytest.fixture
def page(browser: Browser, path: Path) -> Iterator[Page]:
    """The page opened without a network; nothing may be said on the console, refused or thrown."""
    said: list[str] = []
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(path.as_uri())
    yield opened
    context.close()
    assert said == []


def test_the_tree_is_drawn(page: Page) -> None:
    """Each copy has its box, each edge its line, and all lie inside the drawing."""
    frame = page.locator("svg.tree").bounding_box()
    boxes = [box.bounding_box() for box in page.locator("svg.tree .node rect").all()]

    assert frame is not None
    assert len(boxes) >= 3
    assert page.locator("svg.tree path.edge").count() == len(boxes) - 1
    assert all(
        box is not None and frame["x"] <= box["x"] and box["y"] + box["height"] <= frame["y"] + frame["height"] + 1
        for box in boxes
    )


def test_classes_are_filtered(page: Page) -> None:
    """Script differences are counted and hidden until their switch is used, in the table, the matrix and the text."""
    row = page.locator("#apparatus tr.place.script").first

    assert not row.is_visible()
    page.check("#show-script")
    assert row.is_visible()
    assert page.locator("#matrix tr.place.script").first.is_visible()
    page.uncheck("#show-substantive")
    assert not page.locator("#apparatus tr.place.substantive").first.is_visible()


def test_what_tells_stands_on_the_first_screen(page: Page) -> None:
    """A copy a line, then the places at once; j and k go along those that are shown."""
    page.set_viewport_size({"width": 1440, "height": 900})
    places = page.locator("#apparatus tr.place:visible")

    assert places.first.bounding_box()["y"] < 480
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.get_attribute("tr.place.current", "id") == places.nth(1).get_attribute("id")
    page.keyboard.press("k")
    assert page.get_attribute("tr.place.current", "id") == places.first.get_attribute("id")


def test_paper_holds_the_apparatus_and_the_text_when_asked(page: Page) -> None:
    """Each sheet is headed by the title and the copies, no address of a file stands on any, what is not asked for is
    left out."""

    def printed() -> list[str]:
        document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, format="A4", display_header_footer=True))
        return [sheet.get_textpage().get_text_range() for sheet in document]

    sheets = printed()
    assert all(page.inner_text("h1")[:8] in sheet for sheet in sheets)
    assert not any("file:" in sheet or "U+" in sheet for sheet in sheets)
    page.check("#print-text")
    assert len("".join(printed())) > len("".join(sheets))


def test_two_copies_can_be_chosen(page: Page) -> None:
    """A click on a pair leaves the places where these two differ."""
    page.locator("a.choose[data-one=A][data-other=B]").click()
    shown = [row.get_attribute("data-code") or "" for row in page.locator("#apparatus tr.place:visible").all()]

    assert shown
    assert all(code[0] != code[1] for code in shown)
    assert page.evaluate("document.getElementById('pair-one').value") == "0"


def test_the_page_works_without_javascript(browser: Browser, path: Path) -> None:
    """Text, readings, matrix, filters and links are there; what needs a script is not offered."""
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(path.as_uri())

    assert page.locator("#apparatus tr.place.substantive").first.is_visible()
    assert not page.locator("#pair-one").is_visible()
    page.uncheck("#show-substantive")
    assert not page.locator("#apparatus tr.place.substantive").first.is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(browser: Browser, path: Path, scheme: str) -> None:
    """axe finds nothing in the page, with a current place and all classes shown, in either theme."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(path.as_uri())
    for box in page.query_selector_all(".switch input"):
        box.check()
    page.keyboard.press("j")
    found = Axe().run(page).response["violations"]
    context.close()

    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
