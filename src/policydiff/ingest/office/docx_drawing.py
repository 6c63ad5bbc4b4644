# SPDX-License-Identifier: Apache-2.0
"""What a drawing of a DOCX file shows: text boxes, WordArt, SmartArt, charts, pictures, objects.

DrawingML after ECMA-376 part 1, 20 and 21; VML after part 4, 19. What holds text is read; a picture so large that it
may hold text of the notice, and the preview of an object, are said with what identifies them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from policydiff.ingest.office.docx_parts import Part
from policydiff.ingest.package import attribute, child, local, whole

SHARE = 8
"""A picture of the page's area by this, or larger, may hold text of the notice."""
A4 = 210.0 * 297.0
_EMU = 36_000
_UNITS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "pc": 25.4 / 6, "": 25.4 / 72}
_LENGTH = re.compile(
    r"(?:^|;)\s{0,9}(width|height)\s{0,9}:\s{0,9}(\d{1,6}(?:\.\d{1,9})?)\s{0,9}(pt|in|cm|mm|px|pc|)\s{0,9}(?=;|$)"
)
"""`width:12.5pt;height:0`"""
_WATERMARK = re.compile(r"water ?mark|水印|浮水印", re.IGNORECASE)
_HELD = frozenset(
    "t delText textpath blip imagedata chart relIds contentPart OLEObject control txbxContent sym".split()
)
_TEXT_POINTS = frozenset(("", "node", "asst", "parTrans", "sibTrans"))


@dataclass(slots=True)
class Drawing:
    """What one drawing shows."""

    boxes: list[tuple[etree._Element, bool]] = field(default_factory=list)
    """Text boxes, and whether each has a ground of its own, on which white text is seen."""
    lines: list[tuple[str, str]] = field(default_factory=list)
    """Lines of text that stand in no box, with what they are."""
    watermarks: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    pictures: int = 0


_OFFICE = re.compile(r"schemas\.microsoft\.com|openxmlformats\.org|purl\.oclc\.org|^urn:schemas-microsoft-com")


def chosen(element: etree._Element) -> etree._Element | None:
    """Of alternatives for programs of different age, the first that Word understands and that shows anything (ECMA-376
    part 3)."""
    branches = [
        found for found in element if local(found) == "Fallback" or (local(found) == "Choice" and _understood(found))
    ]
    return next((found for found in branches if any(local(inner) in _HELD for inner in found.iter())), None)


def _understood(choice: etree._Element) -> bool:
    """Whether a choice asks for nothing but what Office knows; a prefix that is not declared is taken as known."""
    names = (choice.nsmap.get(prefix) for prefix in (attribute(choice, "Requires") or "").split())
    return all(name is None or _OFFICE.search(name) for name in names)


def within(element: etree._Element) -> Iterator[etree._Element]:
    """The elements of a drawing, alternatives taken once, text boxes not entered."""
    for found in element:
        if local(found) == "AlternateContent":
            branch = chosen(found)
            if branch is not None:
                yield from within(branch)
            continue
        yield found
        if local(found) != "txbxContent":
            yield from within(found)


def look(element: etree._Element, part: Part, page: float, in_head: bool) -> Drawing:
    """What a `drawing`, `pict` or `object` shows, on a page of so many square millimetres."""
    found = Drawing()
    elements = list(within(element))
    marked = any(
        _WATERMARK.search(attribute(one, key) or "")
        for one in elements
        if local(one) in ("docPr", "shape")
        for key in ("id", "name")
    )
    for one in elements:
        name = local(one)
        if name == "txbxContent":
            found.boxes.append((one, _has_ground(one)))
        elif name == "textpath" and (attribute(one, "string") or "").strip():
            text = (attribute(one, "string") or "").strip()
            if marked or in_head:
                found.watermarks.append(text)
            else:
                found.lines += [("WordArt", line) for line in text.splitlines()]
        elif name == "chart":
            _chart(one, part, found)
        elif name == "relIds":
            _smart_art(one, part, found)
        elif name == "txBody":
            found.lines += [("shape", line) for line in _paragraphs(one)]
        elif name == "contentPart":
            found.unread.append(f"ink {part.identified(attribute(one, 'id'))}")
    _pictures(element, elements, part, page, found)
    if marked:
        _as_watermark(found)
    return found


def _as_watermark(found: Drawing) -> None:
    """Text boxes of a watermark are not running text."""
    texts = ["".join(one.text or "" for one in box.iter() if local(one) == "t") for box, _ in found.boxes]
    found.watermarks += [text for text in texts if text.strip()]
    found.boxes = []


def _has_ground(box: etree._Element) -> bool:
    """Whether the shape around a text box is filled with anything but white."""
    shape = box.getparent()
    for _ in range(3):
        if shape is None or local(shape) in ("wsp", "shape", "rect", "roundrect", "oval"):
            break
        shape = shape.getparent()
    if shape is None:
        return False
    filled = (attribute(shape, "fillcolor") or "").partition(" ")[0].lower()
    if filled and attribute(shape, "filled") not in ("f", "false"):
        return filled not in ("white", "#fff", "#ffffff", "window")
    properties = child(shape, "spPr")
    if child(properties, "noFill") is not None:
        return False
    solid = child(properties, "solidFill")
    if solid is not None:
        return not any((attribute(one, "val") or "").lower() in ("ffffff", "bg1", "lt1") for one in solid)
    drawn = any(child(properties, name) is not None for name in ("gradFill", "blipFill", "pattFill", "grpFill"))
    return drawn or whole(attribute(child(child(shape, "style"), "fillRef"), "idx"), 0) > 0


def _paragraphs(body: etree._Element) -> list[str]:
    """The lines of DrawingML text."""
    lines = [
        "".join(one.text or "" for one in p.iter() if local(one) == "t").strip() for p in body.iter() if local(p) == "p"
    ]
    return [line for line in lines if line]


def _smart_art(element: etree._Element, part: Part, found: Drawing) -> None:
    """The texts of a diagram's points, in their order; layout and presentation points repeat them."""
    root = part.xml(attribute(element, "dm"))
    if root is None:
        found.unread.append("SmartArt without its data")
        return
    for point in root.iter():
        if local(point) == "pt" and (attribute(point, "type") or "") in _TEXT_POINTS and child(point, "t") is not None:
            found.lines += [("SmartArt", line) for line in _paragraphs(point)]


def _chart(element: etree._Element, part: Part, found: Drawing) -> None:
    """What a chart writes: titles, names of its series and categories, values where they are shown (21.2)."""
    own = part.part(attribute(element, "id"))
    root = part.xml(attribute(element, "id"))
    if own is None or root is None:
        found.unread.append("chart without its data")
        return
    lines = chart_lines(root)
    for identity, relation in own.relations.items():
        if relation.kind == "chartUserShapes":
            shapes = own.xml(identity)
            lines += _paragraphs(shapes) if shapes is not None else []
    found.lines += [("chart", line) for line in dict.fromkeys(lines)]


def chart_lines(root: etree._Element) -> list[str]:
    """The texts of a chart part in their order."""
    values = any(attribute(one, "val") in ("1", "true") for one in root.iter() if local(one) == "showVal") or any(
        local(one) == "dTable" for one in root.iter()
    )
    lines: list[str] = []
    for one in root.iter():
        name, above = local(one), local(parent) if (parent := one.getparent()) is not None else ""
        if name == "rich":
            lines += _paragraphs(one)
        elif name == "strCache" or (
            name in ("numCache", "numLit", "strLit") and (values or above in ("cat", "tx") or _owner(one) == "cat")
        ):
            lines += [(point.text or "").strip() for point in one.iter() if local(point) == "v"]
        elif name == "v" and above == "tx":
            lines.append((one.text or "").strip())
        elif name == "strDim":
            lines += [(point.text or "").strip() for point in one.iter() if local(point) == "pt"]
        elif name == "txData":
            lines += [(point.text or "").strip() for point in one.iter() if local(point) == "v"]
    return [line for line in lines if line]


def _owner(element: etree._Element) -> str:
    """The part of a series that a cache belongs to."""
    above = element.getparent()
    above = above.getparent() if above is not None else None
    return local(above) if above is not None else ""


def _pictures(element: etree._Element, elements: list[etree._Element], part: Part, page: float, found: Drawing) -> None:
    """Count the pictures; say those that may hold text, and those that stand for an object."""
    named = [(one, attribute(one, "embed") or attribute(one, "link")) for one in elements if local(one) == "blip"]
    named += [(one, _relation(one)) for one in elements if local(one) in ("imagedata", "fill")]
    named = [(one, identity) for one, identity in named if identity]
    found.pictures = len(named)
    thing = next((one for one in elements if local(one) in ("OLEObject", "control")), None)
    if thing is not None:
        if attribute(thing, "DrawAspect") != "Icon" or not named:
            called = attribute(thing, "ProgID") or attribute(thing, "name") or "object"
            shown = part.identified(named[0][1]) if named else ""
            own = part.with_its_parts(attribute(thing, "id")) if local(thing) == "control" or not named else ""
            found.unread.append(" ".join(word for word in ("object", called[:60], shown, own) if word))
        return
    for one, identity in named:
        width, height = _size(element, one)
        if width * height >= page / SHARE:
            found.unread.append(f"picture {width:.0f} × {height:.0f} mm {part.identified(identity)}")


def _relation(element: etree._Element) -> str | None:
    """The relationship that a VML picture names; `id` without a namespace is a name of its own."""
    return next(
        (
            str(value)
            for key, value in element.attrib.items()
            if str(key).rpartition("}")[2] in ("id", "relid", "pict") and "}" in str(key)
        ),
        None,
    )


def _size(element: etree._Element, picture: etree._Element) -> tuple[float, float]:
    """Width and height in millimetres: of the drawing, or of the picture in it where that is smaller; of the VML shape
    or group that holds it."""
    above = list(picture.iterancestors())
    extent = next((one for one in element.iter() if local(one) == "extent"), None)
    if extent is not None and local(picture) == "blip":
        own = next((ext for one in above if (ext := child(child(child(one, "spPr"), "xfrm"), "ext")) is not None), None)
        whole_drawing = [whole(attribute(extent, key), 0) for key in ("cx", "cy")]
        sizes = [
            min(size, whole(attribute(own, key), 0) or size)
            for size, key in zip(whole_drawing, ("cx", "cy"), strict=True)
        ]
        return sizes[0] / _EMU, sizes[1] / _EMU
    shape = next((one for one in reversed(above) if local(one) == "group"), picture.getparent())
    lengths = {
        match[1]: float(match[2]) * _UNITS[match[3]]
        for match in _LENGTH.finditer((attribute(shape, "style") or "")[:2000])
    }
    return lengths.get("width", 0.0), lengths.get("height", 0.0)
