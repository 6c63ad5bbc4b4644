# SPDX-License-Identifier: Apache-2.0
"""What elements of an OpenDocument text say by themselves: plain text, whether hidden, tracked changes."""

from lxml import etree

from policydiff.ingest.package import attribute, child, local


def is_hidden(section: etree._Element) -> bool:
    """Whether a section is not shown, by itself or by its condition."""
    display = attribute(section, "display")
    return display == "none" or (display == "condition" and attribute(section, "is-hidden") == "true")


def hides_itself(paragraph: etree._Element) -> str | None:
    """The reason why a field in a paragraph hides it, or None."""
    hides = any(local(found) == "hidden-paragraph" and attribute(found, "is-hidden") == "true" for found in paragraph)
    return "hidden-paragraph" if hides else None


def skip_blank(text: str, start: int, end: int) -> int:
    """The first offset in a span where no white space stands."""
    while start < end and text[start].isspace():
        start += 1
    return start


def owner(row: etree._Element) -> etree._Element | None:
    """The table that a row belongs to."""
    parent = row.getparent()
    while parent is not None and local(parent) != "table":
        parent = parent.getparent()
    return parent


def plain(element: etree._Element) -> str:
    """All text under an element, blanks collapsed, notes and comments left out, a ruby's reading in brackets."""
    parts: list[str] = []
    _gather(element, parts)
    return " ".join("".join(parts).split())


def _gather(element: etree._Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for found in element:
        name = local(found)
        if name in ("p", "h", "tab", "s", "line-break", "table-cell"):
            parts.append(" ")
        if name == "ruby-text":
            parts.append(f"({plain(found)})")
        elif name not in ("note", "annotation", "change-info"):
            _gather(found, parts)
        parts.append(found.tail or "")


def remark(annotation: etree._Element) -> tuple[str, str]:
    """What a remark says, and whose it is, as the file says."""
    text = " ".join(plain(found) for found in annotation if local(found) in ("p", "list"))
    who = " ".join((found.text or "").strip() for found in annotation if local(found) in ("creator", "date"))
    return text.strip(), f"remark by {who}".strip().removesuffix(" by")


def changes(body: etree._Element) -> dict[str, tuple[str, str, etree._Element]]:
    """Tracked changes by id: kind, who and when, and the element that holds deleted content."""
    found: dict[str, tuple[str, str, etree._Element]] = {}
    for region in body.iter():
        if local(region) != "changed-region":
            continue
        for change in region:
            kind = local(change)
            if kind in ("insertion", "deletion"):
                info = child(change, "change-info")
                note = " ".join((part.text or "").strip() for part in (info if info is not None else ()))
                for key in ("id", "{http://www.w3.org/XML/1998/namespace}id"):
                    identity = region.get(key) or attribute(region, "id")
                    if identity:
                        found[identity] = (kind, note.strip(), change)
    return found
