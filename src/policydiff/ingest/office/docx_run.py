# SPDX-License-Identifier: Apache-2.0
"""Small things inside a DOCX run: symbols, equation fields that draw text, who changed what."""

import re
from collections.abc import Callable

from lxml import etree

from policydiff.ingest.numbering import circled
from policydiff.ingest.package import attribute, child, local

CHECKED, UNCHECKED = "☒", "☐"
_SIGNS = {
    "wingdings": {
        0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x78: "☒", 0xA8: "☐", 0xD8: "➢", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "symbol": {0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB7: "·", 0xB9: "≠", 0xBB: "≈", 0xD7: "×"},
}  # fmt: skip
"""Signs of fonts whose characters are no letters, by the code below F000."""

_EQUATION = re.compile(r"^\s{0,9}eq\s", re.IGNORECASE)
_PHONETIC = re.compile(
    r"\\s\s{0,4}\\up\s{0,4}\d{1,3}\s{0,4}\(([^()]{1,40})\)\s{0,4}[,;，]\s{0,4}([^()]{1,40})\)", re.IGNORECASE
)
r"""`\s\up 9(gōng),工)`"""
_ENCLOSED = re.compile(r"\\o\s{0,4}\\ac\s{0,4}\(\s{0,4}([○〇△◇□])\s{0,4}[,;，]\s{0,4}([^()]{1,8})\)", re.IGNORECASE)


def plain(element: etree._Element) -> str:
    """All text under an element, deleted and hidden text too, blanks collapsed; a ruby's reading in brackets."""
    parts: list[str] = []
    for found in element.iter():
        name = local(found)
        if name in _TEXT:
            parts.append(_TEXT[name](found))
        elif name == "AlternateContent":
            parts = []
            _gather(element, parts)
            break
    return " ".join("".join(parts).split())


def _gather(element: etree._Element, parts: list[str]) -> None:
    """Collect the text under an element; of alternatives for programs of different age the first that has any."""
    name = local(element)
    if name in _TEXT:
        parts.append(_TEXT[name](element))
    if name == "AlternateContent":
        for branch in element:
            inner: list[str] = []
            _gather(branch, inner)
            if "".join(inner).strip():
                parts += inner
                break
        return
    for found in element:
        _gather(found, parts)


def box(element: etree._Element) -> str:
    """The box of a check box of a form (17.16.7), as it shows."""
    state = child(element, "checked")
    return CHECKED if is_on(state if state is not None else child(element, "default")) else UNCHECKED


def symbol(code: str | None, font: str | None) -> str:
    """The character of a symbol font; a private-use character where its meaning is not known."""
    if not code or not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return "\ufffd"
    value = int(code, 16)
    low = value - 0xF000 if 0xF000 <= value <= 0xF0FF else value
    table = _SIGNS.get((font or "").strip().lower(), {})
    if low in table:
        return table[low]
    return chr(value) if value <= 0x10FFFF and not 0xD800 <= value <= 0xDFFF and value >= 0x20 else "\ufffd"


def field_text(code: str) -> tuple[str, str]:
    """What an EQ field draws, as base text and reading.

    Older programs write phonetic guides as `EQ \\* jc2 … \\o\\ad(\\s\\up 9(xīn),新)` and
    enclosed numbers as `eq \\o\\ac(○,1)`; neither has a result in the file. Other fields
    without a result show nothing.
    """
    if not _EQUATION.match(code):
        return "", ""
    phonetic = _PHONETIC.search(code[:2000])
    if phonetic:
        return phonetic[2].strip(), phonetic[1].strip()
    enclosed = _ENCLOSED.search(code[:2000])
    if enclosed:
        inner = enclosed[2].strip()
        return (circled(int(inner)) if inner.isascii() and inner.isdigit() else inner), ""
    words = re.sub(r"\\\*?\s{0,4}[A-Za-z]{1,4}\d{0,4}", " ", code[:2000].strip()[2:])
    return "".join(re.findall(r"[一-鿿\d]{1,80}", words)), ""


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off property is set: present, and not told to be off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")


def _equation(element: etree._Element) -> str:
    """What an EQ field shows; other codes show nothing."""
    code = element.text or ""
    return field_text(code)[0] if _EQUATION.match(code) else ""


_TEXT: dict[str, Callable[[etree._Element], str]] = {
    **dict.fromkeys(("t", "delText"), lambda element: element.text or ""),
    **dict.fromkeys(("tab", "br", "cr", "p", "tc"), lambda _: " "),
    "noBreakHyphen": lambda _: "-",
    "sym": lambda element: symbol(attribute(element, "char"), attribute(element, "font")),
    "textpath": lambda element: f" {attribute(element, 'string') or ''} ",
    "checkBox": box,
    "instrText": _equation,
}
"""Elements that show text, and what each shows."""


def note_of(element: etree._Element) -> str:
    """Who made a change and when, as the file says."""
    return " ".join(value for value in (attribute(element, "author"), attribute(element, "date")) if value)
