# SPDX-License-Identifier: Apache-2.0
"""Annotations and form fields of a PDF page (ISO 32000-2, 12.5 and 12.7); part of the PDF worker.

Imports nothing of the package. What is typed onto a page, in a form field or as free text, is read at its place; a
remark, a stamp and a watermark are told beside the text."""

import ctypes
from hashlib import sha256
from typing import Any

HIDDEN, NO_VIEW = 2, 32
MULTILINE = 1 << 12
PASSWORD = 1 << 13
BOX = {(2, True): "☑", (2, False): "☐", (3, True): "◉", (3, False): "○"}
"""Kind of field (check box, radio button) and whether it is ticked, to how it is written."""
LINK, POPUP, TEXT, FREE_TEXT, STRUCK, FILE, WIDGET, WATERMARK = 2, 16, 1, 3, 12, 17, 20, 24
NAMES = {
    4: "line",
    5: "shape",
    6: "shape",
    7: "shape",
    8: "shape",
    9: "highlight",
    12: "struck out",
    13: "stamp",
    15: "ink",
    24: "watermark",
}
SIGNATURE = 7
TYPED = 11.0
"""Points of text that a viewer types into a field of no other size."""


class Note:
    """One annotation: its kind, box as seen, remark, and what its form field holds."""

    def __init__(self, kind: int, box: tuple[float, float, float, float], remark: str) -> None:
        self.kind, self.box, self.remark = kind, box, remark
        self.field = 0
        self.value = ""
        self.multiline = False
        self.ticked = False
        self.glyphs: list[Any] = []

    @property
    def area(self) -> float:
        """Square points that it covers."""
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in it, or a point beside it."""
        return self.box[0] - 1 <= point[0] <= self.box[2] + 1 and self.box[1] - 1 <= point[1] <= self.box[3] + 1


class Notes:
    """The annotations of a page that a viewer shows."""

    def __init__(self, document: Any, page: Any, view: Any, file: str) -> None:
        import pypdfium2.raw as raw

        self._raw, self._page, self._view, self._form, self._file = raw, page, view, document.formenv, file
        self._notes: list[Note] = []
        self._quads: list[tuple[float, float, float, float]] = []
        self.shown = False
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if annotation:
                self._take(annotation)
                raw.FPDFPage_CloseAnnot(annotation)

    def _take(self, annotation: Any) -> None:
        raw = self._raw
        kind, flags = raw.FPDFAnnot_GetSubtype(annotation), raw.FPDFAnnot_GetFlags(annotation)
        if flags & (HIDDEN | NO_VIEW) or kind in (LINK, POPUP):
            return
        rect = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(annotation, rect)
        note = Note(
            kind,
            self._view.rectangle(rect.left, rect.bottom, rect.right, rect.top),
            self._string(annotation, b"Contents"),
        )
        self._notes.append(note)
        if kind == WIDGET and self._form:
            self._field(annotation, note)
        if kind == FILE:
            note.value = self._attached(annotation)
        if kind == STRUCK:
            self._struck(annotation)
        if (note.field, True) in BOX or kind in (TEXT, FILE):
            raw.FPDFAnnot_SetFlags(annotation, flags | HIDDEN)
        else:
            self.shown = True
        self.shown = self.shown or (note.field, True) in BOX

    def _field(self, annotation: Any, note: Note) -> None:
        """What a form field holds; a password's value is not seen."""
        raw, form = self._raw, self._form
        note.field = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        if (note.field, True) in BOX:
            note.ticked = bool(raw.FPDFAnnot_IsChecked(form, annotation))
            return
        flags = raw.FPDFAnnot_GetFormFieldFlags(form, annotation)
        note.multiline = bool(flags & MULTILINE)
        chosen = [
            i
            for i in range(max(0, raw.FPDFAnnot_GetOptionCount(form, annotation)))
            if raw.FPDFAnnot_IsOptionSelected(form, annotation, i)
        ]
        labels = [self._asked(raw.FPDFAnnot_GetOptionLabel, form, annotation, i) for i in chosen]
        note.value = "\n".join(labels) or (
            "" if flags & PASSWORD else self._asked(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
        )

    def _attached(self, annotation: Any) -> str:
        """A digest of the file that hangs on an annotation."""
        raw = self._raw
        attachment = raw.FPDFAnnot_GetFileAttachment(annotation)
        size = ctypes.c_ulong()
        if not attachment or not raw.FPDFAttachment_GetFile(attachment, None, 0, size):
            return f"unknown, of sha256:{self._file}"
        data = ctypes.create_string_buffer(size.value)
        raw.FPDFAttachment_GetFile(attachment, data, size.value, size)
        return sha256(data.raw).hexdigest()[:16]

    def _asked(self, function: Any, *arguments: Any) -> str:
        """What a function of PDFium writes in UTF-16 into the room that it is given."""
        size = function(*arguments, None, 0)
        room = ctypes.create_string_buffer(max(2, size))
        function(*arguments, ctypes.cast(room, ctypes.POINTER(self._raw.FPDF_WCHAR)), size)
        return room.raw[: max(0, size - 2)].decode("utf-16-le", "replace").rstrip("\0")

    def _string(self, annotation: Any, key: bytes) -> str:
        return (
            self._asked(self._raw.FPDFAnnot_GetStringValue, annotation, key)
            .replace("\r\n", "\n")
            .replace("\r", "\n")
            .strip()
        )

    def _struck(self, annotation: Any) -> None:
        """Where a line through text lies."""
        raw = self._raw
        quad = raw.FS_QUADPOINTSF()
        for index in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
            if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
                xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                self._quads.append(self._view.rectangle(min(xs), min(ys), max(xs), max(ys)))

    def told(self, glyphs: list[Any]) -> list[list[str]]:
        """What is told beside the text: [kind of event, text, note]."""
        out = [
            ["comment", note.remark, "remark"]
            for note in self._notes
            if note.remark and note.kind not in (FREE_TEXT, WIDGET, FILE, WATERMARK)
        ]
        out += [["unread", "", f"attached file sha256:{note.value}"] for note in self._notes if note.kind == FILE]
        for left, top, right, bottom in self._quads:
            inside = [
                glyph.character()
                for glyph in glyphs
                if left <= glyph.centre[0] <= right and top <= glyph.centre[1] <= bottom
            ]
            if inside:
                out.append(["annotation", "".join(inside), "struck out"])
        return out

    def flatten(self) -> None:
        """Lay what the annotations show into the page, which must be opened again then."""
        self._raw.FPDFPage_Flatten(self._page, self._raw.FLAT_NORMALDISPLAY)

    def placed(self, glyphs: list[Any]) -> tuple[list[list[Any]], list[list[object]], list[list[str]]]:
        """What annotations show: glyphs typed onto the page by annotation, runs that a viewer types itself, and what
        stamps and the like say."""
        for glyph in glyphs:
            holders = [note for note in self._notes if note.holds(glyph.centre)]
            if holders:
                min(holders, key=lambda note: note.area).glyphs.append(glyph)
        typed: list[list[Any]] = []
        written: list[list[object]] = []
        told: list[list[str]] = []
        for note in self._notes:
            text = "".join(glyph.character() for glyph in note.glyphs)
            if note.kind in (WIDGET, FREE_TEXT) and note.field != SIGNATURE:
                if text.strip() and "\ufffd" not in text:
                    typed.append(note.glyphs)
                else:
                    written += self._written(note)
            elif text.strip():
                told.append(
                    ["annotation", text, NAMES.get(note.kind, "signature" if note.field == SIGNATURE else "annotation")]
                )
        return typed, written, told

    @staticmethod
    def _written(note: Note) -> list[list[object]]:
        """Runs of what a viewer itself sets into a field or a box of free text that brings no drawing of its own."""
        left, top, right, bottom = note.box
        if (note.field, True) in BOX:
            size = max(1.0, min(bottom - top, right - left))
            return [[BOX[note.field, note.ticked], left, left + size, bottom - 0.2 * size, size, 0, 0, None]]
        value = note.value if note.kind == WIDGET else note.remark
        rows = [row for row in value.splitlines() if row.strip()]
        size = max(1.0, min(TYPED, (bottom - top) * 0.7))
        first = (
            top + 1.1 * size
            if note.multiline or len(rows) > 1 or note.kind == FREE_TEXT
            else (top + bottom) / 2 + 0.35 * size
        )
        return [
            [
                row,
                left + 2,
                left + 2 + sum(size if c >= "\u2e80" else size / 2 for c in row),
                first + 1.3 * size * number,
                size,
                0,
                0,
                None,
            ]
            for number, row in enumerate(rows)
        ]
