# SPDX-License-Identifier: Apache-2.0
"""Form controls of a sheet, in its older drawing (VML): check boxes with their state, captions."""

import re
from dataclasses import dataclass

from lxml import etree

from policydiff.errors import InputError
from policydiff.ingest.office.xlsx_parts import Parts
from policydiff.ingest.office.xlsx_piece import LAST_ROW, Piece
from policydiff.ingest.package import attribute, child, parse_xml, whole

_SILENT = frozenset(("Note", "Pict", "Scroll", "Spin", "Movie", "LineA", "RectA"))
"""Shapes without text: remarks are read from their own part, embedded objects from the sheet."""
_STATES = {"Checkbox": ("☐", "☑", "▣"), "Radio": ("◯", "◉", "◉")}
_LISTS = frozenset(("Drop", "List"))
_HIDDEN = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_LOOSE = re.compile(rb"<br\s*>", re.IGNORECASE)
_HOLDS = re.compile(rb"ObjectType\s*=\s*[\"'](?!Note|Pict)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Controls:
    """What an older drawing shows, and the identifiers of its shapes, which a newer drawing of the sheet repeats."""

    pieces: tuple[Piece, ...]
    shapes: frozenset[str]


def read_controls(parts: Parts, part: str) -> Controls:
    """The controls of one VML part; one that is not XML is said and identified."""
    data = parts.package.read(part) or b""
    try:
        root = parse_xml(_LOOSE.sub(b"<br/>", data), part) if data.strip() else None
    except InputError as error:
        if error.code != "PD134":
            raise
        unread = Piece(LAST_ROW, 0, "unread", "", f"form controls {parts.digest(part)}")
        return Controls((unread,) if _HOLDS.search(data) else (), frozenset())
    pieces, shapes = [], set()
    for shape in root.iter() if root is not None else ():
        held = child(shape, "ClientData")
        if held is None:
            continue
        shapes.add(attribute(shape, "id") or "")
        shapes.add(attribute(shape, "spid") or "")
        piece = _piece(shape, held)
        if piece is not None:
            pieces.append(piece)
    return Controls(tuple(pieces), frozenset(shapes - {""}))


def _piece(shape: etree._Element, held: etree._Element) -> Piece | None:
    kind = attribute(held, "ObjectType") or ""
    if kind in _SILENT:
        return None
    row, column = _place(held)
    caption = _caption(shape)
    if kind in _LISTS:
        return Piece(
            row,
            column,
            "unread",
            "",
            f"drop-down list of {_value(held, 'FmlaRange') or 'no cells'}, entry {_value(held, 'Sel') or '0'}",
        )
    if kind in _STATES:
        caption = f"{_STATES[kind][min(2, max(0, whole(_value(held, 'Checked'), 0)))]} {caption}".strip()
    if not caption:
        return None
    if _HIDDEN.search(attribute(shape, "style") or ""):
        return Piece(row, column, "hidden_text", caption, "hidden control")
    return Piece(row, column, "text_box", caption, "form control")


def _place(held: etree._Element) -> tuple[int, int]:
    """Row and column, counted from 1, of a shape's upper left corner; `Anchor` is column, offset, row, offset, and the
    same for the other corner."""
    numbers = [number.strip() for number in _value(held, "Anchor").split(",")]
    return (whole(numbers[2], 0) + 1, whole(numbers[0], 0) + 1) if len(numbers) == 8 else (LAST_ROW, 0)


def _value(held: etree._Element, name: str) -> str:
    found = child(held, name)
    return (found.text or "").strip() if found is not None else ""


def _caption(shape: etree._Element) -> str:
    box = child(shape, "textbox")
    return "" if box is None else " ".join("".join(str(text) for text in box.itertext()).split())
