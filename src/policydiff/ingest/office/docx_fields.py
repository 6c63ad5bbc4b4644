# SPDX-License-Identifier: Apache-2.0
"""Fields of DOCX: codes that are not text, results that are, and what a field without a result shows.

After ECMA-376 part 1, 17.16: a field has a code and, mostly, a result; form fields keep their state in `ffData`.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from policydiff.ingest.office.docx_run import CHECKED, UNCHECKED, box, field_text, symbol
from policydiff.ingest.package import attribute, child, local, whole

_PAGE = re.compile(r"^\s{0,9}(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES)(?:\s|$)", re.IGNORECASE)
_BUTTON = re.compile(
    r"^\s{0,9}(?:MACROBUTTON|GOTOBUTTON)\s{1,9}\S{1,255}\s{1,9}(\S.{0,2000})", re.IGNORECASE | re.DOTALL
)
_SYMBOL = re.compile(r"^\s{0,9}SYMBOL\s{1,9}(0x[0-9a-f]{1,6}|\d{1,7})(?:\s|$)", re.IGNORECASE)
_FONT = re.compile(r'\\f\s{0,9}"?([^"\\]{1,60})', re.IGNORECASE)
_COUNTED = re.compile(r"^\s{0,9}(AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM)(?:\s|$)", re.IGNORECASE)
_NUMBER_WORDS = re.compile(r"(?:page|of|p\.|第|共|页|頁|[-–—―－·•~_|/／,，\[\]【】()（）\s\d]){0,60}", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """One field while it is read."""

    codes: list[str] = field(default_factory=list)
    form: etree._Element | None = None
    result: bool = False
    """Whether its code has ended and its result has begun."""
    written: bool = False
    """Whether its result holds text."""
    swallowed: list[str] = field(default_factory=list)
    """Text that stood in the code: part of it, unless the field never ends."""

    @property
    def code(self) -> str:
        """The code, as far as a program would read it."""
        return "".join(self.codes)[:4000]

    @property
    def counts_pages(self) -> bool:
        """Whether the field shows a number of pages, which is not text of a head or foot."""
        return bool(_PAGE.match(self.code))


def shown(ended: Field) -> tuple[str, str]:
    """What a field without text in its result shows: text, and a reading over it."""
    text = _form(ended.form) if ended.form is not None else ""
    if text or ended.result:
        return text, ""
    button = _BUTTON.match(ended.code)
    if button:
        return button[1].strip(), ""
    sign = _SYMBOL.match(ended.code)
    if sign:
        font = _FONT.search(ended.code)
        code = sign[1].lower().removeprefix("0x")
        return symbol(f"{int(code, 16 if len(code) < len(sign[1]) else 10):X}", font[1].strip() if font else None), ""
    return field_text(ended.code)


def counted(code: str) -> str:
    """The name of a field that shows a number which stands nowhere in the file, or nothing."""
    match = _COUNTED.match(code)
    return match[1].upper() if match else ""


def _form(data: etree._Element) -> str:
    """What a form field without a result shows: its box, its choice, or the text that it begins with."""
    check, choices, typed = child(data, "checkBox"), child(data, "ddList"), child(data, "textInput")
    if check is not None:
        return box(check)
    if choices is not None:
        entries = [attribute(found, "val") or "" for found in choices if local(found) == "listEntry"]
        chosen = child(choices, "result")
        index = whole(attribute(chosen if chosen is not None else child(choices, "default"), "val"), 0)
        return entries[index] if 0 <= index < len(entries) else ""
    return (attribute(child(typed, "default"), "val") or "") if typed is not None else ""


def follow(fields: list[Field], found: etree._Element) -> None:
    """Keep the fields that are open where an element stands, innermost last, with their codes as far as they go."""
    name = local(found)
    if name == "fldChar":
        kind = attribute(found, "fldCharType")
        if kind == "begin":
            fields.append(Field())
        elif kind == "end" and fields:
            fields.pop()
    elif name == "instrText" and fields:
        fields[-1].codes.append(found.text or "")


def only_page_number(paragraph: etree._Element) -> bool:
    """Whether a paragraph of a head or foot shows a page number by a field, and nothing but words for it."""
    pages, parts = False, []
    open_fields: list[Field] = []
    for found in paragraph.iter():
        name = local(found)
        follow(open_fields, found)
        if name == "instrText" and open_fields:
            pages = pages or open_fields[-1].counts_pages
        elif name == "fldSimple":
            pages = pages or Field([attribute(found, "instr") or ""]).counts_pages
        elif name == "t":
            parts.append(found.text or "")
    return pages and bool(_NUMBER_WORDS.fullmatch("".join(parts).strip()))


def control_state(control: etree._Element) -> str:
    """What a content control without content shows: the box of a check box (w14:checkbox), else nothing."""
    check = child(child(control, "sdtPr"), "checkbox")
    if check is None:
        return ""
    on = attribute(child(check, "checked"), "val") in ("1", "true", "on")
    sign = child(check, "checkedState" if on else "uncheckedState")
    code = attribute(sign, "val")
    return symbol(code, attribute(sign, "font")) if code else CHECKED if on else UNCHECKED
