# SPDX-License-Identifier: Apache-2.0
"""Formulas of a page on one line: `<mfrac>` 1 over 2 is 1/2 and not 12 (MathML Core)."""

from selectolax.lexbor import LexborNode

from policydiff.ingest.numbering import lowered, raised

DEPTH = 40
"""Levels of a formula that are written by their meaning; what lies deeper stands one after the other."""
_UNSEEN = frozenset(("annotation", "annotation-xml", "mphantom"))


def formula(node: LexborNode, depth: int = 0) -> str:
    """A formula as people type it: 1/2, x², √2."""
    tag = node.tag or ""
    if tag == "-text":
        return "".join((node.text_content or "").split())
    if tag.startswith(("-", "!")) or tag in _UNSEEN:
        return ""
    if depth > DEPTH:
        return "".join(node.text(deep=True).split())
    parts = [part for part in (formula(child, depth + 1) for child in _children(node)) if part]
    match tag, parts:
        case "mfrac", [above, below]:
            return f"{_grouped(above)}/{_grouped(below)}"
        case "msup" | "mover", [base, up]:
            return base + (raised(up) or f"^{_grouped(up)}")
        case "msub" | "munder", [base, down]:
            return base + (lowered(down) or f"_{_grouped(down)}")
        case "msubsup" | "munderover", [base, down, up]:
            return base + (lowered(down) or f"_{_grouped(down)}") + (raised(up) or f"^{_grouped(up)}")
        case "msqrt", [*inside]:
            return f"√{_grouped(''.join(inside))}"
        case "mroot", [inside, degree]:
            return f"{raised(degree) or degree}√{_grouped(inside)}"
        case "mfenced", _:
            return _fenced(node, parts)
        case "ms", _:
            return (node.attributes.get("lquote") or '"') + "".join(parts) + (node.attributes.get("rquote") or '"')
        case _:
            return "".join(parts)


def _fenced(node: LexborNode, parts: list[str]) -> str:
    """What stands in brackets that attributes name, with marks between that they name too (MathML 3, 3.3.8)."""
    opening, closing, between = (
        default if (given := node.attributes.get(name)) is None else given.strip()
        for name, default in (("open", "("), ("close", ")"), ("separators", ","))
    )
    body = parts[0] if parts else ""
    for index, part in enumerate(parts[1:]):
        body += between[min(index, len(between) - 1)] + part if between else part
    return opening + body + closing


def _children(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _grouped(text: str) -> str:
    return text if text.isalnum() or ("." in text and text.replace(".", "").isalnum()) else f"({text})"
