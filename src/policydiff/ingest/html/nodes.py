# SPDX-License-Identifier: Apache-2.0
"""A page as the walks over it see it: its tree, what was found out about it, and the text under a node."""

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from policydiff.ingest.html.generated import Generated
from policydiff.ingest.html.survey import UNSEEN, Survey, walk
from policydiff.ingest.imprint import is_imprint, is_letterhead

PEEK = 40
"""Nodes that are looked into for an item's own label or a raised digit; each level of a nest looks into the next."""


@dataclass(slots=True)
class Page:
    """A parsed page and what was found out about it before its text is written."""

    root: LexborNode
    survey: Survey
    generated: Generated
    scripts: str = ""
    """All that the page runs."""
    sheets: str = ""
    """The digest of its style sheets."""
    owner: object = field(default=None, repr=False)
    """The parser, which must live as long as its nodes are looked at."""


def flatten(node: LexborNode, nodes: int | None = None) -> str:
    """All text under `node`, blanks collapsed, without scripts and styles; of its first `nodes` nodes if given."""
    parts: list[str] = []
    steps = walk(node)
    left = nodes if nodes is not None else -1
    try:
        entering, current = next(steps)
        while left:
            left -= 1
            tag = current.tag or ""
            if entering and tag == "-text":
                parts.append(current.text_content or "")
            elif entering and tag in ("br", "p", "div", "li", "tr", "option", "td"):
                parts.append(" ")
            entering, current = steps.send(tag in UNSEEN)
    except StopIteration:
        pass
    return " ".join("".join(parts).split())


def short_text(node: LexborNode) -> str:
    """All text under a small element; empty where it has more than `PEEK` nodes."""
    return "" if any(count >= PEEK for count, _ in enumerate(walk(node))) else flatten(node)


def first_source(node: LexborNode) -> str:
    """The address in the first `<source>` of a film."""
    child = node.child
    while child is not None and child.tag != "source":
        child = child.next
    return (child.attributes.get("src") or "") if child is not None else ""


def printed_edge(tag: str, node: LexborNode) -> bool:
    """Is it the head or foot of the printed pages, as LibreOffice and OpenOffice write it into a page? What is the
    notice's own there is not."""
    if (
        tag != "div"
        or (node.attributes.get("title") or "") not in ("header", "footer")
        or node.parent is None
        or node.parent.tag != "body"
    ):
        return False
    lines = [flatten(node)]
    return not (is_imprint(lines) or is_letterhead(lines))
