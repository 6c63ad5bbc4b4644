# SPDX-License-Identifier: Apache-2.0
"""Runs as a process of its own: takes a PDF on standard input, gives its glyph runs as JSON.

PDFium is C++ that parses hostile input and is not thread-safe, so it lives here, under limits
of memory and processor time; a crash or an endless loop costs this process alone. The file is
started by path and imports nothing of the package.
"""

import ctypes
import json
import sys

INVISIBLE_MODE = 3
"""Text render mode that draws nothing: how recognized text is laid under a scanned image."""
RUN_GAP = 0.7
"""Glyphs further apart than this many ems belong to different runs: cells, columns, tab stops."""


def limit(memory: int, seconds: int) -> None:
    """Bound this process; where the system has no such bounds, the caller's clock is left."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class PageRuns:
    """The glyphs of one page gathered into runs: [text, x0, x1, baseline, size, flags].

    Coordinates are points from the page's top left corner; `flags` is the sum of 1 (not
    drawn), 2 (white on nothing) and 4 (turned).
    """

    def __init__(self, raw, textpage, height: float) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self._raw = raw
        self._page = textpage
        self._height = height
        self._objects: dict[int, int] = {}
        self.runs: list[list[object]] = []
        self.unmapped = 0

    def gather(self, count: int) -> None:
        """Read `count` characters."""
        raw, page = self._raw, self._page
        x, y = ctypes.c_double(), ctypes.c_double()
        box = raw.FS_RECTF()
        text: list[str] = []
        start = end = base = size = 0.0
        flags, space, half, owner = 0, False, 0, 0
        for i in range(count):
            code = raw.FPDFText_GetUnicode(page, i)
            if raw.FPDFText_IsGenerated(page, i) == 1:
                space = space or code == 0x20
                continue
            if 0xD800 <= code < 0xDC00:
                half = code
                continue
            if 0xDC00 <= code < 0xE000 and half:
                code = 0x10000 + ((half - 0xD800) << 10) + code - 0xDC00
            half = 0
            raw.FPDFText_GetCharOrigin(page, i, x, y)
            raw.FPDFText_GetLooseCharBox(page, i, box)
            left, right, baseline = box.left, box.right, self._height - y.value
            wide = right - left if code >= 0x2E80 else 0.0
            em = max(1.0, abs(box.top - box.bottom), wide)
            handle, mark = self._object(i)
            gap = left - end
            if text and (abs(baseline - base) > 0.1 * em or not -0.6 * em < gap < RUN_GAP * em or (handle != owner and abs(gap) > 0.15 * em)):
                self.runs.append(["".join(text), start, end, base, size, flags])
                text = []
            if not text:
                start, base, size, flags, owner = left, baseline, em, mark, handle
            elif space and text[-1].isascii() and code < 0x80:
                text.append(" ")
            text.append(self._character(code))
            end, space, size = right, False, max(size, em)
        if text:
            self.runs.append(["".join(text), start, end, base, size, flags])

    def _character(self, code: int) -> str:
        if code == 2:
            return "-"
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            self.unmapped += 1
            return "\ufffd"
        return " " if code in (9, 10, 11, 12, 13) else chr(code)

    def _object(self, index: int) -> tuple[int, int]:
        """The text object that draws a character, and its flags."""
        raw = self._raw
        handle = raw.FPDFText_GetTextObject(self._page, index)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key and key not in self._objects:
            mode = raw.FPDFTextObj_GetTextRenderMode(handle)
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            painted = raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
            flags = 1 if mode == INVISIBLE_MODE or (painted and alpha.value == 0) else 0
            if painted and mode == 0 and min(red.value, green.value, blue.value) >= 250:
                flags += 2
            if 0.1 < raw.FPDFText_GetCharAngle(self._page, index) < 6.18:
                flags += 4
            self._objects[key] = flags
        return key, self._objects.get(key, 0)


def read(data: bytes, pages: int, characters: int) -> dict[str, object]:
    """All pages' runs with the document's own facts, or {"refused"} / {"unreadable"}."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"unreadable": str(error)}
    count = len(document)
    if count > pages:
        return {"refused": "pages", "value": count}
    found: list[dict[str, object]] = []
    total = unmapped = 0
    for index in range(count):
        try:
            page = document[index]
            width, height = page.get_size()
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            found.append({"width": 0, "height": 0, "runs": [], "images": 0, "broken": True})
            continue
        number = raw.FPDFText_CountChars(textpage)
        total += number
        if total > characters:
            return {"refused": "text_characters", "value": total}
        gathered = PageRuns(raw, textpage, height)
        gathered.gather(number)
        images = 0
        if not gathered.runs or all(int(str(run[5])) & 1 for run in gathered.runs):
            images = sum(1 for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
        unmapped += gathered.unmapped
        found.append({"width": width, "height": height, "runs": gathered.runs, "images": images})
        textpage.close()
        page.close()
    facts = {key: value for key, value in document.get_metadata_dict(skip_empty=True).items() if isinstance(value, str)}
    return {"pages": found, "unmapped": unmapped, "facts": facts}


def main() -> None:
    """Read standard input under the limits in the arguments: memory, seconds, pages, characters."""
    memory, seconds, pages, characters = (int(argument) for argument in sys.argv[1:5])
    limit(memory, seconds)
    try:
        result = read(sys.stdin.buffer.read(), pages, characters)
    except MemoryError:
        result = {"refused": "worker_bytes", "value": memory}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
