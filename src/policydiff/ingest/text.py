# SPDX-License-Identifier: Apache-2.0
"""Plain text and Markdown: the decoded characters as they stand, every line end among them."""

from typing import TYPE_CHECKING

from policydiff.ingest.decode import decode
from policydiff.ingest.limits import check
from policydiff.ingest.printed.browser import browser_edges
from policydiff.ingest.printed.paging import page_furniture
from policydiff.ingest.reading import Reading

if TYPE_CHECKING:
    from policydiff.ingest.source import Source


def read_text(source: "Source") -> Reading:
    """The text of a plain or Markdown file; marks of Markdown stay in it, the markup layer sets them aside.

    Where the text has form feeds, as text taken from a PDF has, page numbers and running heads
    are events; so are everywhere the lines that a browser printed around its pages. Raises InputError
    PD104 and PD105 as `decode` does, PD130 over the limit of characters.
    """
    text, facts, problems = decode(source.data, source.declared)
    check(len(text), source.limits.text_characters, "the text", "text_characters", "characters")
    markdown = source.name.lower().endswith((".md", ".markdown"))
    events = page_furniture(text) if "\f" in text else tuple(sorted(browser_edges(text), key=lambda event: event.start))
    return Reading(text, events, problems, encoding=facts, media_type="text/markdown" if markdown else "text/plain")
