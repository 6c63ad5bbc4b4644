# SPDX-License-Identifier: Apache-2.0
"""What frames, shapes, objects and form controls of an OpenDocument text show.

After ODF 1.3 part 3: shapes and frames (10), charts (11), forms (13). What holds text is read; a picture so large that
it may hold text of the notice, and objects of other programs, are said with what identifies them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from posixpath import normpath
from urllib.parse import unquote

from lxml import etree

from policydiff.ingest.office.docx_drawing import A4, SHARE
from policydiff.ingest.office.docx_run import CHECKED, UNCHECKED
from policydiff.ingest.office.formulas import formula
from policydiff.ingest.package import Package, attribute, child, local, whole

_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)(mm|cm|in|pt|px|pc)")
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96, "pc": 25.4 / 6}
_WATERMARK = re.compile(r"water ?mark|水印|浮水印", re.IGNORECASE)
_OTHERS = frozenset(("object-ole", "plugin", "applet", "floating-frame"))
_TITLES = frozenset(("title", "subtitle", "footer"))
SHAPES = frozenset(
    "frame custom-shape text-box rect ellipse circle line polyline polygon path regular-polygon caption connector"
    " measure g control scene".split()
)
_DEPTH = 4
"""Objects inside objects."""


@dataclass(slots=True)
class Shown:
    """What one frame or shape shows."""

    boxes: list[etree._Element] = field(default_factory=list)
    """Elements whose paragraphs are text."""
    lines: list[tuple[str, str]] = field(default_factory=list)
    """Lines of text that stand in no paragraph of the document, with what they are."""
    inline: list[str] = field(default_factory=list)
    """Text that stands in the line where the frame is anchored: formulas, states of form controls."""
    watermarks: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    pictures: int = 0


class Drawings:
    """Looks at frames with the package and the form controls at hand."""

    def __init__(self, package: Package, controls: dict[str, etree._Element], page: float = A4) -> None:
        """`controls` are the form controls by id, `page` the area of a page in square millimetres."""
        self._package = package
        self._controls = controls
        self._page = page
        self._digests: dict[str, str] = {}

    def look(self, element: etree._Element) -> Shown:
        """What a shape shows, groups with all that is in them."""
        found = Shown()
        self._shape(element, found)
        if _WATERMARK.search(attribute(element, "name") or ""):
            texts = [
                "".join("".join(str(text) for text in p.itertext()) for p in box.iter() if local(p) == "p")
                for box in found.boxes
            ]
            found.watermarks += [text.strip() for text in texts if text.strip()]
            found.boxes = []
        return found

    def _shape(self, element: etree._Element, found: Shown) -> None:
        name = local(element)
        if name == "control":
            found.inline.append(control_text(self._controls.get(attribute(element, "control") or "")))
            return
        found.described += [
            text
            for text in (
                "".join(str(t) for t in one.itertext()).strip() for one in element if local(one) in ("desc", "title")
            )
            if text
        ]
        if name == "frame":
            self._frame(element, found)
        elif name in ("g", "scene"):
            for inner in element:
                if local(inner) in SHAPES:
                    self._shape(inner, found)
        else:
            found.boxes.append(element)

    def _frame(self, element: etree._Element, found: Shown) -> None:
        """Of the contents of a frame, which are alternatives, the one that says most."""
        names = {local(one): one for one in reversed(element) if local(one)}
        if "text-box" in names:
            found.boxes.append(names["text-box"])
        elif "table" in names:
            found.boxes.append(element)
        elif "object" in names:
            self._object(element, names["object"], found)
        elif others := sorted(_OTHERS & names.keys()):
            found.unread.append(f"object {others[0]} {self._identified(names.get('image', names[others[0]]))}")
        elif "image" in names:
            self._picture(element, names["image"], found)

    def _picture(self, frame: etree._Element, image: etree._Element, found: Shown) -> None:
        found.pictures += 1
        width, height = (millimetres(attribute(frame, key)) for key in ("width", "height"))
        if width * height >= self._page / SHARE:
            found.unread.append(f"picture {width:.0f} × {height:.0f} mm {self._identified(image)}")

    def _object(self, frame: etree._Element, element: etree._Element, found: Shown, depth: int = 0) -> None:
        """An embedded formula, chart, text, sheet or drawing."""
        root: etree._Element | None = next((one for one in element if local(one) in ("math", "document")), None)
        if root is None:
            root = self._package.xml(f"{_path(element)}/content.xml")
        if root is None or depth > _DEPTH:
            found.unread.append(f"object {self._identified(element)}")
        elif local(root) == "math":
            found.inline.append(formula(root))
        else:
            body = child(root, "body")
            chart = child(body, "chart")
            lines = chart_lines(root) if chart is not None else _lines(body)
            found.lines += [("chart" if chart is not None else "object", line) for line in lines]
            if not lines:
                found.unread.append(f"object {self._identified(element)}")

    def _identified(self, element: etree._Element) -> str:
        """What identifies something that is not read: the digest of its bytes, or where it lies."""
        path = _path(element)
        if not path:
            inline = "".join(str(text) for text in element.itertext()).strip()
            return f"sha256:{sha256(inline.encode()).hexdigest()[:12]}" if inline else "without content"
        if path not in self._digests:
            data = self._package.read(path)
            data = self._package.read(f"{path}/content.xml") if data is None else data
            self._digests[path] = f"at {path[:200]}" if data is None else f"sha256:{sha256(data).hexdigest()[:12]}"
        return self._digests[path]


def _path(element: etree._Element) -> str:
    """The name of the part that an element refers to."""
    target = unquote(attribute(element, "href") or "")
    return normpath(target).lstrip("/") if target and "://" not in target else target


def millimetres(length: str | None) -> float:
    """A length of ODF in millimetres; 0 where there is none."""
    match = _LENGTH.fullmatch(length or "")
    return float(match[1]) * _UNITS[match[2]] if match else 0.0


def _lines(element: etree._Element | None) -> list[str]:
    """The paragraphs under an element, a table's row on one line."""
    lines: list[str] = []
    for one in element.iter() if element is not None else ():
        if local(one) == "table-row":
            lines.append("\t".join(text for cell in one if (text := " ".join(_paragraphs(cell)))))
        elif local(one) in ("p", "h") and not any(local(above) == "table-row" for above in one.iterancestors()):
            lines.append("".join(str(text) for text in one.itertext()).strip())
    return [line for line in lines if line]


def _paragraphs(element: etree._Element) -> Iterator[str]:
    for one in element.iter():
        if local(one) in ("p", "h"):
            yield "".join(str(text) for text in one.itertext()).strip()


def chart_lines(root: etree._Element) -> list[str]:
    """What a chart writes: titles, names of its series and categories, values where they are shown."""
    values = any(
        attribute(one, "data-label-number") not in (None, "none")
        for one in root.iter()
        if local(one) == "chart-properties"
    )
    lines: list[str] = []
    for one in root.iter():
        if local(one) == "table-cell":
            named = _first(one) or any(local(above).startswith("table-header") for above in one.iterancestors())
            lines += _paragraphs(one) if named or values else []
        elif local(one) in _TITLES and "chart" in str(one.tag):
            lines += _paragraphs(one)
    return list(dict.fromkeys(line for line in lines if line))


def _first(cell: etree._Element) -> bool:
    """Whether a cell is the first of its row: the name of a category."""
    row = cell.getparent()
    return row is not None and next((one for one in row if local(one) == "table-cell"), None) is cell


def controls(body: etree._Element) -> dict[str, etree._Element]:
    """The form controls of a document by their ids."""
    found: dict[str, etree._Element] = {}
    for forms in body.iter("{*}forms"):
        found.update({identity: one for one in forms.iter() if (identity := attribute(one, "id"))})
    return found


def control_text(element: etree._Element | None) -> str:
    """What a form control shows: its state, its choice, its value, its label."""
    name = local(element) if element is not None else ""
    label = attribute(element, "label") or ""
    if name in ("checkbox", "radio"):
        key = "state" if name == "checkbox" else "selected"
        state = attribute(element, f"current-{key}") or attribute(element, key) or ""
        return (CHECKED if state in ("checked", "true") else UNCHECKED) + label
    if name == "listbox" and element is not None:
        options = [one for one in element if local(one) == "option"]
        chosen = [one for one in options if attribute(one, "current-selected") == "true"] or [
            one for one in options if attribute(one, "selected") == "true"
        ]
        return "、".join(attribute(one, "label") or "" for one in chosen)
    if name in ("password", "hidden", "file", "image", "generic-control", ""):
        return ""
    value = attribute(element, "current-value")
    if value is None and element is not None:
        value = "\n".join(_paragraphs(element)) or attribute(element, "value")
    return " ".join(text for text in (label, value) if text)


def mark_text(element: etree._Element) -> str:
    """What a form field of another word processor shows, as LibreOffice keeps it (field:fieldmark)."""
    kind = (attribute(element, "type") or "").rpartition(".")[2]
    given = [(attribute(one, "name") or "", attribute(one, "value") or "") for one in element if local(one) == "param"]
    if kind == "FORMCHECKBOX":
        return CHECKED if any(name == "Checkbox_Checked" and value == "true" for name, value in given) else UNCHECKED
    if kind == "FORMDROPDOWN":
        entries = [value for name, value in given if name.lower() == "dropdown_listentry"]
        index = whole(next((value for name, value in given if name.lower() == "dropdown_selected"), None), 0)
        return entries[index] if 0 <= index < len(entries) else ""
    return ""
