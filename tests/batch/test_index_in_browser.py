# SPDX-License-Identifier: Apache-2.0
"""The index in a browser: it sorts, it filters, it says how much is shown, and filters without a script too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe

from policydiff.batch.failure import Failure
from policydiff.batch.index import write_index
from policydiff.batch.manifest import Pair
from policydiff.batch.outputs import Entry
from policydiff.batch.row import Row
from policydiff.batch.summary import Summary

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> str:
    """An index of ten pairs of three verdicts."""
    summary = Summary("review")
    entries = []
    for n in range(1, 11):
        pair = Pair(f"n{n}", f"{n}a", f"{n}b", Path("a"), Path("b"))
        verdict = "different" if n % 3 == 0 else "identical"
        row = Row(
            f"第{n}号", "copy", verdict, {"substantive": n} if n % 3 == 0 else {}, 0, (0, 0), (True, True), "none", ()
        )
        entries.append(Entry(pair, None if n == 7 else row, Failure("PD101", "gone") if n == 7 else None, None, None))
        summary.add(entries[-1])
    write_index(tmp_path, iter(entries), summary, "default", "en")
    return (tmp_path / "index.html").as_uri()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """An empty page."""
    opened = browser.new_page()
    yield opened
    opened.close()


def _shown(page: Any) -> list[str]:
    return [
        row.query_selector("th bdi").text_content() for row in page.query_selector_all("tbody tr") if row.is_visible()
    ]


def test_it_sorts_by_any_column(page: Any, address: str) -> None:
    """Numbers by size, the largest first; names by number inside; a second click turns the order round."""
    page.goto(address)
    page.click("th[data-key=substantive] button")
    assert _shown(page)[:3] == ["n9", "n6", "n3"]

    page.click("th[data-key=id] button")
    assert _shown(page) == [f"n{n}" for n in range(1, 11)]
    page.click("th[data-key=id] button")
    assert _shown(page)[0] == "n10"
    assert page.get_attribute("th[data-key=id]", "aria-sort") == "descending"


def test_it_filters_by_words_and_verdicts(page: Any, address: str) -> None:
    """What is shown is said, and no error comes from the page."""
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address)

    page.fill("#filter", "第3号")
    assert _shown(page) == ["n3"]
    assert page.text_content("#shown") == "1 of 10 shown"
    page.fill("#filter", "")
    page.uncheck("#show-identical")
    assert sorted(_shown(page)) == ["n3", "n6", "n7", "n9"]
    assert page.text_content("#shown") == "4 of 10 shown"
    assert troubles == []


def test_it_is_walked_with_keys(page: Any, address: str) -> None:
    """j and k go along the rows that are shown, / leads to the search, numbers are the boxes."""
    page.goto(address)
    page.keyboard.press("j")
    page.keyboard.press("j")
    rows = _shown(page)
    assert page.text_content("tr.current th bdi") == rows[1]
    page.keyboard.press("k")
    assert page.text_content("tr.current th bdi") == rows[0]
    page.keyboard.press("1")
    assert len(_shown(page)) < len(rows)
    page.keyboard.press("/")
    page.keyboard.type("第3号")
    assert _shown(page) == ["n3"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(browser: Any, address: str, scheme: str) -> None:
    """axe-core finds nothing."""
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("j")
    found = Axe().run(page).response["violations"]
    context.close()

    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []


def test_paper_holds_every_column(page: Any, address: str) -> None:
    """On paper the last column is inside the sheet, and no address of a file stands there."""
    page.goto(address)
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, display_header_footer=True))
    said = document[0].get_textpage().get_text_range()

    assert page.query_selector_all("thead th")[-1].text_content() in said
    assert "file:" not in said


def test_it_filters_without_a_script(browser: Any, address: str) -> None:
    """The boxes work by style alone; what needs the script is not shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    page.uncheck("#show-identical")

    assert sorted(_shown(page)) == ["n3", "n6", "n7", "n9"]
    assert not page.is_visible("#filter")
    context.close()
