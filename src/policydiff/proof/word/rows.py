# SPDX-License-Identifier: Apache-2.0
"""Rows of a table put in or out as tracked changes (ECMA-376 part 1, 17.13.5.17 and 17.13.5.13); cells keep their
places."""

from copy import deepcopy

from lxml import etree

from policydiff.ingest.package import child, local
from policydiff.proof.edits import Edit
from policydiff.proof.word.marking import Marker, NotPlacedError, in_cell
from policydiff.proof.word.names import runs_of
from policydiff.proof.word.places import Places


def concerned(places: Places, numbers: range, edit: Edit, source: str) -> bool:
    """Whether an edit goes over cells: a tab or a line break of it stands between two of them."""
    old = source[edit.start : edit.end]
    if not any(mark in old or mark in edit.text for mark in "\t\n"):
        return False
    beside = {numbers.start - 1, numbers.stop} if not numbers else {numbers.start, numbers.stop - 1}
    return any((p := places.paragraph(number)) is not None and in_cell(p) is not None for number in beside)


def carry_out(places: Places, marker: Marker, numbers: range, edit: Edit, source: str) -> None:
    """Write an edit that puts whole rows in or out.

    Raises:
        NotPlacedError: for any other that goes over cells.
    """
    if not source[edit.start : edit.end].strip():
        _put_in(places, marker, numbers, edit, source)
    elif not edit.text.strip():
        _take_out(places, marker, numbers)
    else:
        raise NotPlacedError


def _take_out(places: Places, marker: Marker, numbers: range) -> None:
    rows: list[etree._Element] = []
    for number in numbers:
        paragraph = places.paragraph(number)
        row = in_cell(paragraph) if paragraph is not None else None
        if row is None:
            raise NotPlacedError
        if row not in rows:
            rows.append(row)
    before, after = places.paragraph(numbers.start - 1), places.paragraph(numbers.stop)
    if any(p is not None and in_cell(p) in rows for p in (before, after)):
        raise NotPlacedError
    if any(local(found) in ("vMerge", "tbl") for row in rows for found in row.iter()):
        raise NotPlacedError
    for row in rows:
        for paragraph in row.iter(marker.names.q("p")):
            marker.wrap(list(runs_of(paragraph)), "del")
        _mark(marker, row, "del")


def _put_in(places: Places, marker: Marker, numbers: range, edit: Edit, source: str) -> None:
    text = edit.text
    leading = "\n" in text[: len(text) - len(text.lstrip(" \t\n"))]
    number = numbers.start - 1 if leading else numbers.stop
    paragraph = places.paragraph(number)
    row = in_cell(paragraph) if paragraph is not None else None
    if row is None:
        raise NotPlacedError
    cells = [found for found in row if local(found) == "tc"]
    if any(local(found) in ("vMerge", "tbl", "sdt") for found in row.iter()):
        raise NotPlacedError
    lines = [line.split("\t") for line in text.strip("\n").split("\n")]
    if any(len(line) != len(cells) for line in lines):
        raise NotPlacedError
    if not _at_edge(places, number, row, source, behind=leading):
        raise NotPlacedError
    made = [_row(marker, row, line) for line in lines]
    for new in reversed(made) if leading else made:
        row.addnext(new) if leading else row.addprevious(new)


def _at_edge(places: Places, number: int, row: etree._Element, source: str, *, behind: bool) -> bool:
    """Whether a character is the last or the first of its row."""
    other = places.paragraph(number + 1 if behind else number - 1)
    return other is None or in_cell(other) is not row


def _row(marker: Marker, like: etree._Element, texts: list[str]) -> etree._Element:
    """A row that is put in, laid out like another one."""
    made = etree.Element(like.tag)
    for found in like:
        if local(found) in ("tblPrEx", "trPr"):
            made.append(deepcopy(found))
    cells = [found for found in like if local(found) == "tc"]
    for cell, text in zip(cells, texts, strict=True):
        new = etree.SubElement(made, cell.tag)
        properties = child(cell, "tcPr")
        if properties is not None:
            new.append(deepcopy(properties))
        model = next(found for found in cell.iter() if local(found) == "p")
        paragraph = marker.paragraph_like(model)
        if text.strip():
            paragraph.append(marker.inserted(text.strip(), next(iter(runs_of(model)), None)))
        new.append(paragraph)
    _mark(marker, made, "ins")
    return made


def _mark(marker: Marker, row: etree._Element, name: str) -> None:
    properties = child(row, "trPr")
    if properties is None:
        properties = marker.names.element("trPr")
        exceptions = child(row, "tblPrEx")
        if exceptions is None:
            row.insert(0, properties)
        else:
            exceptions.addnext(properties)
    if not len(properties):
        properties.append(marker.names.element("hidden", val="0"))  # the schema wants one of these before a change
    properties.append(marker.change(name))
