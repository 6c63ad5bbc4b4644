# SPDX-License-Identifier: Apache-2.0
"""XLSX: a row is a line, a tab stands between cells; task tables often come as workbooks."""

import posixpath
import re

from lxml import etree

from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.package import Package, attribute, child, local, whole
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.refusals import damaged
from policydiff.ingest.xlsx_number import formats_of, shown_number
from policydiff.model import Problem

COLUMNS = 16_384
"""Columns that a sheet can have."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _rich(element: etree._Element) -> str:
    """The text of a string item; phonetic runs (`rPh`) repeat it in another writing and are left out."""
    texts = [found for found in element.iter() if local(found) == "t"]
    return "".join(found.text or "" for found in texts if not any(local(parent) == "rPh" for parent in found.iterancestors()))


class _Workbook:
    """The shared parts of one workbook."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.path = self._main()
        root = package.xml(self.path)
        if root is None:
            raise damaged("the package has no workbook")
        self.root = root
        folder = posixpath.dirname(self.path)
        relations = package.xml(f"{folder}/_rels/{posixpath.basename(self.path)}.rels")
        self.targets: dict[str | None, str] = {}
        for found in relations if relations is not None else ():
            place = posixpath.join("/", folder, attribute(found, "Target") or "")
            self.targets[attribute(found, "Id")] = posixpath.normpath(place).lstrip("/")
        strings = package.xml(f"{folder}/sharedStrings.xml")
        self.strings = [_rich(item) for item in (strings if strings is not None else ()) if local(item) == "si"]
        self.formats = formats_of(package.xml(f"{folder}/styles.xml"))
        self.since_1904 = attribute(child(root, "workbookPr"), "date1904") in ("1", "true")

    def _main(self) -> str:
        relations = self.package.xml("_rels/.rels")
        for found in relations if relations is not None else ():
            if (attribute(found, "Type") or "").endswith("/officeDocument"):
                return (attribute(found, "Target") or "").lstrip("/")
        return "xl/workbook.xml"

    def sheets(self) -> list[tuple[str, bool, etree._Element | None]]:
        """Name, whether it is hidden, and root of each sheet, in the order of the tabs."""
        listed = child(self.root, "sheets")
        out = []
        for sheet in listed if listed is not None else ():
            relation = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            root = self.package.xml(self.targets.get(relation, ""))
            out.append((attribute(sheet, "name") or "", attribute(sheet, "state") in ("hidden", "veryHidden"), root))
        return out

    def value(self, cell: etree._Element) -> str:
        """What a cell shows."""
        kind = attribute(cell, "t") or "n"
        if kind == "inlineStr":
            inline = child(cell, "is")
            return _rich(inline) if inline is not None else ""
        found = child(cell, "v")
        text = (found.text or "") if found is not None else ""
        if kind == "s":
            index = whole(text, -1)
            return self.strings[index] if 0 <= index < len(self.strings) else "\ufffd"
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        if kind == "n" and text:
            style = whole(attribute(cell, "s"), 0)
            return shown_number(text, self.formats[style] if 0 <= style < len(self.formats) else "General", self.since_1904)
        return text


def _column(reference: str | None) -> int:
    """The number of a column by a cell's reference (A1 is 1), 0 where there is none."""
    match = re.match(r"^([A-Z]{1,3})", reference or "")
    number = 0
    for letter in match[1] if match else "":
        number = number * 26 + ord(letter) - 64
    return number


def _hidden_columns(sheet: etree._Element) -> bytearray:
    """A flag for each column: whether it is hidden or has no width."""
    flags = bytearray(COLUMNS + 1)
    columns = child(sheet, "cols")
    for found in columns if columns is not None else ():
        if attribute(found, "hidden") in ("1", "true") or attribute(found, "width") == "0":
            first, last = max(0, whole(attribute(found, "min"), 0)), min(COLUMNS, whole(attribute(found, "max"), 0))
            flags[first : last + 1] = b"\x01" * max(0, last + 1 - first)
    return flags


def _write_sheet(workbook: _Workbook, sheet: etree._Element, builder: TextBuilder) -> int:
    """Write the rows of a sheet and return how many cells could not be resolved."""
    veiled = _hidden_columns(sheet)
    rows = child(sheet, "sheetData")
    lost = 0
    for row in rows if rows is not None else ():
        hidden = attribute(row, "hidden") in ("1", "true") or attribute(row, "ht") == "0"
        builder.newline()
        start = builder.length
        for cell in row:
            text = workbook.value(cell)
            lost += text == "\ufffd"
            column = _column(attribute(cell, "r"))
            if hidden or (column <= COLUMNS and veiled[column]):
                if text.strip():
                    builder.event("hidden_text", text.strip(), "hidden row" if hidden else "hidden column")
                continue
            if not text.strip():
                continue
            if builder.length > start:
                builder.cell()
            for index, line in enumerate(re.split(r"[\r\n]+", text.replace("_x000D_", ""))):
                if index:
                    builder.newline()
                builder.write(line)
        builder.newline()
    return lost


def read_xlsx(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """The text of a workbook, sheet after sheet in the order of the tabs.

    Events: `sheet` (its name, where it begins), `hidden_text` (hidden sheets, rows, columns).
    Raises InputError PD130, PD131 or PD134.
    """
    workbook = _Workbook(Package(data, limits))
    builder = TextBuilder(limits)
    lost = 0
    problems: list[Problem] = []
    for name, hidden, sheet in workbook.sheets():
        if sheet is None:
            problems.append(Problem("PD145", f"the sheet {name[:80]!r} is not in the package"))
            continue
        if hidden:
            aside = TextBuilder(limits)
            _write_sheet(workbook, sheet, aside)
            text = aside.finish()[0]
            if text:
                builder.event("hidden_text", text, f"hidden sheet {name[:80]}")
            continue
        builder.newline()
        builder.event("sheet", name)
        lost += _write_sheet(workbook, sheet, builder)
    text, events = builder.finish()
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    problems += summary_problems(events)
    if lost:
        problems.append(Problem("PD146", f"{lost} cells name a text that the workbook does not hold and are shown as U+FFFD"))
    return Reading(text, events, tuple(problems), {}, None, MEDIA_TYPE)
