# SPDX-License-Identifier: Apache-2.0
"""Reports opened from disk in the system's Chromium, with everything that a page says held against it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from policydiff.api import compare
from policydiff.decisions.applying import apply
from policydiff.decisions.record import Decisions
from policydiff.report.formats import Options, Texts, write

Report = Callable[..., Path]
Opened = Callable[..., Page]


@pytest.fixture(scope="session")
def texts(corpus: dict[str, Any]) -> Texts:
    """The two corpus copies, the second with a number, a body in charge and the place of a task changed, and a hidden
    control put in."""
    a, b = (path.read_text(encoding="utf-8") for path in corpus["paths"])
    b = (
        b.replace("組織實施35項", "組織實施53項")
        .replace("市科技局、市海洋發展局)", "市科技局)", 1)
        .replace("2.完善", "2.\u202e完善", 1)
    )
    lines = b.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("16."))
    lines.insert(at + 2, lines.pop(at))
    return Texts(a, "\n".join(lines))


@pytest.fixture(scope="session")
def report(texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Write the report of the changed pair, or of two other texts, and give its path."""
    folder = tmp_path_factory.mktemp("reports")

    def made(lang: str = "en", pair: Texts = texts, decisions: Decisions | None = None, name: str = "") -> Path:
        path = folder / f"{name or lang}.html"
        comparison = compare(pair.a, pair.b)
        if decisions is not None:
            comparison = apply(comparison, decisions)
        path.write_bytes(write(comparison, pair, "html", Options(lang)))
        return path

    return made


@pytest.fixture
def open_report(browser: Browser, report: Report) -> Iterator[Opened]:
    """Open a report without a network; at the end nothing may have been said on the console, refused or thrown."""
    said: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(path: Path | None = None, fragment: str = "", **context: Any) -> Page:
        contexts.append(browser.new_context(offline=True, accept_downloads=True, **context))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request",
            lambda request: (
                said.append(request.url) if not request.url.startswith(("file:", "blob:", "data:")) else None
            ),
        )
        page.goto(f"{(path or report()).as_uri()}{fragment}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []
