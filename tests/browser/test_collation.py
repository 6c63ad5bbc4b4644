# SPDX-License-Identifier: Apache-2.0
"""The page of a collation in a browser."""

from pathlib import Path

import msgspec
from playwright.sync_api import Browser

from policydiff import read
from policydiff.lineage.collate import collate
from policydiff.lineage.formats import write
from policydiff.pipeline import prepare


def test_what_is_not_shown_is_not_printed_and_comes_back(browser: Browser, tmp_path: Path) -> None:
    """On paper stand the places of the classes that are shown; afterwards every row is in its place again."""
    texts = {"a": "建设服务站16处，确保完成。", "b": "建設服務站18處，確保完成。", "c": "建设服务站16处，确保完成！"}
    copies = [prepare(msgspec.structs.replace(read(text), name=name)) for name, text in texts.items()]
    path = tmp_path / "c.html"
    path.write_bytes(write(collate(copies), "html"))
    page = browser.new_page()
    page.goto(path.as_uri())
    rows = "[...document.querySelectorAll('tr.place')].map(row => [row.classList[1], row.dataset.code])"
    before = page.evaluate(rows)

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.evaluate(rows)
    page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert printed == [row for row in before if row[0] != "script"]
    assert 0 < len(printed) < len(before)
    assert page.evaluate(rows) == before
    page.close()
