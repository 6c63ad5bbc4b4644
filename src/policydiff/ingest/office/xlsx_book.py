# SPDX-License-Identifier: Apache-2.0
"""The shared parts of a workbook, and what a cell of it shows."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from lxml import etree

from policydiff.ingest.numbering import lowered, raised
from policydiff.ingest.office.xlsx_format import sections_of
from policydiff.ingest.office.xlsx_number import SIGNIFICANT, WIDTH
from policydiff.ingest.office.xlsx_parts import Parts, Related, reference
from policydiff.ingest.office.xlsx_shown import Shown, number_of, shown_text, shown_value
from policydiff.ingest.office.xlsx_styles import read_styles
from policydiff.ingest.package import Package, attribute, child, local, whole
from policydiff.ingest.refusals import damaged

MAIN = "xl/workbook.xml"
_WORDS, _BOXES = ("FALSE", "TRUE"), ("☐", "☑")
FORMULA = 60
"""Characters of a formula that a note quotes; of a longer one it has the digest."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PICTURE = re.compile(r"^(?:_xlfn\.)?(?:_xlws\.)?(?:DISPIMG|IMAGE)\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str
    root: etree._Element | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, and what is to be said of it."""

    text: str = ""
    hidden: str = ""
    """Why the text is not seen; empty where it is."""
    struck: bool = False
    aside: tuple[str, str, str] | None = None
    """Kind, text and note of an event that stands for something the text does not hold."""


def rich(element: etree._Element) -> str:
    """The text of a string item; phonetic runs (`rPh`) repeat it in another writing and are left out."""
    parts = []
    for found in element.iter():
        if local(found) == "t" and not any(local(parent) == "rPh" for parent in found.iterancestors()):
            text = _ESCAPE.sub(_escaped, found.text or "")
            run = found.getparent()
            shift = attribute(child(child(run, "rPr"), "vertAlign"), "val")
            parts.append(
                (raised(text) if shift == "superscript" else lowered(text) if shift == "subscript" else None) or text
            )
    return "".join(parts)


def phonetic(element: etree._Element | None) -> str:
    """The readings of a string item, which a sheet shows over a cell that asks for them."""
    if element is None:
        return ""
    runs = (found for found in element.iter() if local(found) == "rPh")
    return " ".join(text for run in runs if (text := "".join(found.text or "" for found in run if local(found) == "t")))


def _escaped(match: re.Match[str]) -> str:
    """A character that XML cannot hold or that would be taken for an escape (ECMA-376 part 1, 22.4.2.4)."""
    code = int(match[1], 16)
    return "\n" if code == 13 else chr(code) if code in (9, 10) or (code >= 32 and not 0xD800 <= code < 0xE000) else ""


class Workbook:
    """The shared parts of one workbook."""

    def __init__(self, package: Package) -> None:
        self.parts = Parts(package)
        main = [found.part for found in self.parts.related("").values() if found.kind == "officeDocument"]
        self.path = main[0] if main else MAIN
        root = package.xml(self.path)
        if root is None:
            raise damaged("the package has no workbook")
        self.root = root
        self.related = self.parts.related(self.path)
        strings = package.xml(self._part("sharedStrings", "xl/sharedStrings.xml"))
        self._items = [item for item in (strings if strings is not None else ()) if local(item) == "si"]
        self.strings = [rich(item) for item in self._items]
        self.styles = read_styles(package.xml(self._part("styles", "xl/styles.xml")))
        self.since_1904 = attribute(child(root, "workbookPr"), "date1904") in ("1", "true")
        self.lost = 0
        """Cells that name a text which the workbook does not hold."""

    def _part(self, kind: str, usual: str) -> str:
        return next((found.part for found in self.related.values() if found.kind == kind), usual)

    def sheets(self) -> list[Sheet]:
        """The sheets in the order of their tabs."""
        listed = child(self.root, "sheets")
        out = []
        for sheet in listed if listed is not None else ():
            part = self.related.get(reference(sheet), Related("", "")).part
            name, hidden = attribute(sheet, "name") or "", attribute(sheet, "state") in ("hidden", "veryHidden")
            out.append(Sheet(name, hidden, part, self.parts.package.xml(part)))
        return out

    def cell(self, element: etree._Element, place: str, formulas: bool = False) -> Cell:
        """What a cell shows; `formulas` says that its sheet shows them in place of values."""
        formula = child(element, "f")
        written = ((formula.text or "") if formula is not None else "").strip()
        if _PICTURE.match(written):
            return Cell(aside=("unread", "", f"picture in cell {place}: {_quoted(written)}"))
        if formulas and written:
            return Cell("=" + written)
        style = whole(attribute(element, "s"), 0)
        shown = self._shown(element, self.styles.format(style))
        if shown is None:
            if formula is None:
                return Cell()
            return Cell(aside=("unread", "", f"formula of cell {place}, no kept value: {_quoted(written)}"))
        if shown.why == "hidden":
            return Cell(shown.text, "number format that shows nothing")
        aside = self._aside(element, shown, place, self.styles.format(style))
        struck = self.styles.struck[style] if 0 <= style < len(self.styles.struck) else False
        return Cell(shown.text, struck=struck, aside=aside)

    def _aside(self, element: etree._Element, shown: Shown, place: str, code: str) -> tuple[str, str, str] | None:
        """What a cell shows or may show beside its text, as an event."""
        if shown.why == "crosses":
            return "unread", "", f"cell {place}, which is filled with #: {shown.text}"
        if attribute(element, "t") in (None, "n") and "E+" in shown.text:
            return self._digits(element, place, code)
        over = self._phonetic(element) if attribute(element, "ph") in ("1", "true") else ""
        return ("outside_text", over, f"reading over cell {place}") if over else None

    def _phonetic(self, cell: etree._Element) -> str:
        """The readings that a cell shows over its text (18.4.6)."""
        index = whole(_stored(cell), -1) if attribute(cell, "t") == "s" else -1
        return phonetic(self._items[index] if 0 <= index < len(self._items) else child(cell, "is"))

    def _digits(self, element: etree._Element, place: str, code: str) -> tuple[str, str, str] | None:
        """A whole number that General shows rounded in one program and in full in another, in full."""
        value = number_of(_stored(element))
        if value is None or value != value.to_integral_value() or not WIDTH <= value.adjusted() < SIGNIFICANT:
            return None
        if not sections_of(code)[0].holds("general"):
            return None
        return "outside_text", format(value, "f"), f"digits of cell {place}"

    def _shown(self, cell: etree._Element, code: str) -> Shown | None:
        """The shown value of a cell, or None where it keeps none."""
        kind = attribute(cell, "t") or "n"
        if kind == "inlineStr":
            inline = child(cell, "is")
            return shown_text(rich(inline), code) if inline is not None else None
        text = _stored(cell)
        if kind == "str":
            return shown_text(_ESCAPE.sub(_escaped, text), code)
        if not text:
            return None
        if kind == "s":
            index = whole(text, -1)
            if 0 <= index < len(self.strings):
                return shown_text(self.strings[index], code)
            self.lost += 1
            return Shown("\ufffd")
        if kind == "b":
            style = whole(attribute(cell, "s"), 0)
            boxed = 0 <= style < len(self.styles.boxed) and self.styles.boxed[style]
            return Shown((_BOXES if boxed else _WORDS)[text in ("1", "true")])
        if kind == "d":
            return shown_value(_serial(text, self.since_1904), code, self.since_1904)
        return shown_value(text, code, self.since_1904) if kind == "n" else Shown(text)


def _stored(cell: etree._Element) -> str:
    found = child(cell, "v")
    return (found.text or "") if found is not None else ""


def _serial(text: str, since_1904: bool) -> str:
    """A day written as ISO 8601 as the count of days that sheets keep; as it stands where it is none."""
    try:
        moment = datetime.fromisoformat(text.replace("Z", "")).replace(tzinfo=None)
    except ValueError:
        return text
    passed = moment - (datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30))  # noqa: DTZ001 (a calendar day)
    return f"{passed.days + passed.seconds / 86_400!r}"


def _quoted(formula: str) -> str:
    if len(formula) <= FORMULA:
        return formula
    return f"{formula[:FORMULA]}… sha256:{sha256(formula.encode('utf-8', 'replace')).hexdigest()[:16]}"
