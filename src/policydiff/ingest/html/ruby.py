# SPDX-License-Identifier: Apache-2.0
"""Which reading of a `<ruby>` belongs to which base, where several stand together (HTML 4.5.10, W3C Ruby Markup).

Bases and readings that are as many pair up, `<rb>崂<rb>山<rt>láo<rt>shān`; so do the characters of a base that is plain
text. What does not pair up is one reading of all of its bases.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode


@dataclass(slots=True)
class Readings:
    """Where the readings of one ruby are written, by `mem_id` of a node."""

    behind: dict[int, str] = field(default_factory=dict)
    """Behind a base element."""
    behind_each: dict[int, list[str]] = field(default_factory=dict)
    """Behind each character of a text node."""
    instead: dict[int, str] = field(default_factory=dict)
    """In place of an `<rt>`; nothing, where its reading stands elsewhere."""


def paired(ruby: LexborNode, text_of: Callable[[LexborNode], str]) -> Readings:
    """How the readings of a ruby are written; an `<rt>` that is not named stands where it is."""
    plan = Readings()
    bases: list[LexborNode] = []
    readings: list[LexborNode] = []
    node = ruby.child
    while node is not None:
        tag = node.tag or ""
        if tag == "rt":
            readings.append(node)
        elif tag != "rp" and (tag != "-text" or (node.text_content or "").strip()) and not tag.startswith("!"):
            if readings:
                _pair(plan, bases, readings, text_of)
                bases, readings = [], []
            bases.append(node)
        node = node.next
    if readings:
        _pair(plan, bases, readings, text_of)
    return plan


def _pair(
    plan: Readings, bases: list[LexborNode], readings: list[LexborNode], text_of: Callable[[LexborNode], str]
) -> None:
    if len(readings) < 2 or len("".join(text_of(base) for base in bases)) < 2:
        return  # several readings of one character stand each in its own brackets
    texts = [text_of(reading) for reading in readings]
    plain = bases[0].text_content or "" if len(bases) == 1 and bases[0].tag == "-text" else ""
    if len(bases) == len(readings) and all(base.tag != "-text" for base in bases):
        plan.behind.update({base.mem_id: text for base, text in zip(bases, texts, strict=True)})
    elif len("".join(plain.split())) == len(readings):
        plan.behind_each[bases[0].mem_id] = texts
    else:
        plan.instead[readings[0].mem_id] = " ".join(filter(None, texts))
    for reading in readings:
        plan.instead.setdefault(reading.mem_id, "")
