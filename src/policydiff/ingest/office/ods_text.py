# SPDX-License-Identifier: Apache-2.0
"""The text of cells, remarks and shapes of an OpenDocument spreadsheet: paragraphs as lines."""

from lxml import etree

from policydiff.ingest.numbering import lowered, raised
from policydiff.ingest.office.odt_styles import Styles
from policydiff.ingest.package import attribute, local, whole

BLANKS = 100
"""Most blanks that one `text:s` gives; more are a way to make text out of nothing."""
_FIELDS = frozenset("page-number page-count date time file-name title creator author-name".split())
"""Fields whose text is made when a page is printed."""


def lines_of(container: etree._Element, styles: Styles, hidden: list[tuple[str, str]] | None = None) -> str:
    """The paragraphs of a container, with lists, one a line; what its styles hide goes to `hidden` with the reason."""
    aside = [] if hidden is None else hidden
    lines = []
    for found in container:
        if local(found) in ("p", "h"):
            lines.append(_line(found, styles, aside, None))
        elif local(found) in ("list", "list-item", "list-header", "section"):
            lines.append(lines_of(found, styles, aside))
    return "\n".join(line for line in "\n".join(lines).split("\n") if line.strip())


def mark_line(mark: etree._Element, sheet: str) -> str:
    """The text of a page header or footer on one line, without page numbers and dates, with the sheet's name."""
    parts: list[str] = []
    _gather(mark, sheet, parts)
    return " ".join("".join(parts).split())


def _gather(element: etree._Element, sheet: str, parts: list[str]) -> None:
    for found in element:
        name = local(found)
        if name in ("p", "tab", "s", "line-break", "region-left", "region-center", "region-right"):
            parts.append(" ")
        if name == "sheet-name":
            parts.append(sheet)
        elif name and name not in _FIELDS:
            parts.append(found.text or "")
            _gather(found, sheet, parts)
        parts.append(found.tail or "")


def _line(element: etree._Element, styles: Styles, hidden: list[tuple[str, str]], shift: str | None) -> str:
    style = attribute(element, "style-name")
    reason = styles.why_hidden(style) if local(element) == "span" else None
    shift = styles.raised(style) or shift
    parts = [_shifted(element.text or "", shift)]
    for found in element:
        name = local(found)
        if name == "s":
            parts.append(" " * min(max(1, whole(attribute(found, "c"), 1)), BLANKS))
        elif name == "tab":
            parts.append(" ")
        elif name == "line-break":
            parts.append("\n")
        elif name == "ruby-text":
            parts.append(f"({_line(found, styles, hidden, None)})")
        elif name and name not in ("annotation", "note", "frame", "custom-shape", "bookmark"):
            parts.append(_line(found, styles, hidden, shift))
        parts.append(_shifted(found.tail or "", shift))
    text = "".join(parts)
    if reason and text.strip():
        hidden.append((text.strip(), reason))
        return ""
    return text


def _shifted(text: str, shift: str | None) -> str:
    moved = raised(text) if shift == "super" else lowered(text) if shift == "sub" else None
    return " ".join((moved or text).split("\n")) if "\n" in text else moved or text
