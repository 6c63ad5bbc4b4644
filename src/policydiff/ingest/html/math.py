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
        case _:
            return "".join(parts)


def _children(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _grouped(text: str) -> str:
    return text if text.isalnum() or ("." in text and text.replace(".", "").isalnum()) else f"({text})"
