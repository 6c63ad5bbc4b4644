# SPDX-License-Identifier: Apache-2.0
"""Headers and footers of OpenDocument texts: which a document shows, each once.

After ODF 1.3 part 3: master pages hold them; a paragraph's style names a master page, which may name the next.
"""

import re

from lxml import etree

from policydiff.ingest.imprint import is_imprint, is_letterhead
from policydiff.ingest.office.docx_drawing import A4
from policydiff.ingest.office.odt_drawing import millimetres
from policydiff.ingest.office.odt_elements import plain
from policydiff.ingest.package import attribute, child, local

_HEADERS = ("header-first", "header", "header-left")
_FOOTERS = ("footer-first", "footer", "footer-left")
_NUMBERS = frozenset(("page-number", "page-count", "page-variable-get"))
_NUMBER_WORDS = re.compile(r"(?:page|of|p\.|第|共|页|頁|[-–—―－·•~_|/／,，\[\]【】()（）\s\d]){0,60}", re.IGNORECASE)


def heads(common: etree._Element | None, content: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """The headers and the footers that the pages of a document show, those with the same text once."""
    pages = _used(common, content)
    found: tuple[list[etree._Element], list[etree._Element]] = ([], [])
    for names, kept in zip((_HEADERS, _FOOTERS), found, strict=True):
        seen = set()
        for page in pages:
            for name in names:
                head = child(page, name)
                if head is None or attribute(head, "display") == "false":
                    continue
                key = plain(head), *sorted(attribute(one, "href") or "" for one in head.iter() if local(one) == "image")
                if key not in seen:
                    seen.add(key)
                    kept.append(head)
    return found


def _used(common: etree._Element | None, content: etree._Element) -> list[etree._Element]:
    """The master pages in the order in which the document takes them up."""
    roots = [root for root in (common, content) if root is not None]
    pages = {attribute(one, "name") or "": one for root in roots[:-1] for one in root.iter("{*}master-page")}
    styles = {
        attribute(one, "name"): page
        for root in roots
        for one in root.iter("{*}style")
        if (page := attribute(one, "master-page-name"))
    }
    body = child(content, "body")
    placed = list(body.iter("{*}p", "{*}h", "{*}table", "{*}section")) if body is not None else []
    named = [styles.get(attribute(one, "style-name")) for one in placed] if styles else [None] * len(placed)
    first = next((name for one, name in zip(placed, named, strict=True) if local(one) != "section"), None)
    wanted = [*([] if first else ["Standard"]), *(name for name in named if name)]
    order: list[str] = []
    for name in wanted:
        while name in pages and name not in order:
            order.append(name)
            name = attribute(pages[name], "next-style-name") or ""
    return [pages[name] for name in order] or list(pages.values())[:1]


def is_notice(head: etree._Element) -> bool:
    """Whether a head or foot holds the notice's own words: a letterhead or an imprint."""
    lines = [line for one in head.iter() if local(one) in ("p", "h") and (line := plain(one))]
    return is_imprint(lines) if local(head).startswith("footer") else is_letterhead(lines)


def counts_pages(element: etree._Element) -> bool:
    """Whether a field shows a number of pages, which is not text of a head or foot."""
    return local(element) in _NUMBERS


def only_page_number(paragraph: etree._Element) -> bool:
    """Whether a paragraph of a head or foot shows a page number, and nothing but words for it."""
    return any(counts_pages(one) for one in paragraph.iter()) and bool(
        _NUMBER_WORDS.fullmatch("".join(str(text) for text in paragraph.itertext()).strip())
    )


def page_area(common: etree._Element | None) -> float:
    """Square millimetres of a page, as the first page layout says; of A4 where none does."""
    for one in common.iter("{*}page-layout-properties") if common is not None else ():
        if attribute(one, "page-width"):
            return millimetres(attribute(one, "page-width")) * millimetres(attribute(one, "page-height")) or A4
    return A4
