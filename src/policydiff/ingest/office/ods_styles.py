# SPDX-License-Identifier: Apache-2.0
"""What the styles of an OpenDocument spreadsheet say of sheets, cells and pages (ODF 1.3 part 3, 16 and 17)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from policydiff.ingest.office.odt_styles import STYLE_DEPTH, Styles, read_styles
from policydiff.ingest.package import attribute, child, local

_MARKS = {"header": ("header", "header-left", "header-first"), "footer": ("footer", "footer-left", "footer-first")}


@dataclass(slots=True)
class SheetStyles:
    """Styles of one spreadsheet by name."""

    text: Styles
    parents: dict[str, str] = field(default_factory=dict)
    hidden_sheets: set[str] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)
    """Of a style of sheets, the name of its page."""
    grounds: dict[str, str] = field(default_factory=dict)
    guarded: set[str] = field(default_factory=set)
    """Styles of cells that a protected sheet does not show."""
    masters: dict[str, etree._Element] = field(default_factory=dict)

    def unseen(self, name: str | None, guarded: bool) -> str:
        """Why the text of a cell of this style is not seen; empty where it is."""
        reason = self.text.why_hidden(name) or ""
        if reason == "white on white" and self._of(name, self.grounds) not in ("", "transparent", "#ffffff"):
            reason = ""
        return "cell hidden by protection" if guarded and name in self.guarded else reason

    def marks(self, sheet_style: str | None, where: str) -> list[etree._Element]:
        """The headers or footers of the pages on which sheets of a style are printed."""
        master = self.masters.get(self._of(sheet_style, self.pages))
        found = list(master) if master is not None else []
        return [part for part in found if local(part) in _MARKS[where] and attribute(part, "display") != "false"]

    def _of(self, name: str | None, table: dict[str, str]) -> str:
        for _ in range(STYLE_DEPTH):
            if name is None:
                return ""
            if name in table:
                return table[name]
            name = self.parents.get(name)
        return ""


def read_sheet_styles(roots: Iterable[etree._Element]) -> SheetStyles:
    """The styles of `content.xml` and `styles.xml` together."""
    listed = list(roots)
    styles = SheetStyles(read_styles(listed))
    for root in listed:
        for element in root.iter():
            name = attribute(element, "name") or ""
            if local(element) == "master-page":
                styles.masters[name] = element
            elif local(element) == "style":
                _style(element, name, styles)
    return styles


def _style(element: etree._Element, name: str, styles: SheetStyles) -> None:
    parent, page = attribute(element, "parent-style-name"), attribute(element, "master-page-name")
    if parent:
        styles.parents[name] = parent
    if page:
        styles.pages[name] = page
    if attribute(child(element, "table-properties"), "display") == "false":
        styles.hidden_sheets.add(name)
    cell = child(element, "table-cell-properties")
    ground = attribute(cell, "background-color")
    if ground:
        styles.grounds[name] = ground.lower()
    if "hidden-and-protected" in (attribute(cell, "cell-protect") or ""):
        styles.guarded.add(name)
