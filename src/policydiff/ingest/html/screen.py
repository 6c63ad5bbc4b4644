# SPDX-License-Identifier: Apache-2.0
"""Refuses a page that would stall a parser of HTML, before it is parsed.

What such a page costs was measured with lexbor 2.5 (selectolax 1.0.2); browsers' parsers walk the same lists, which the
standard prescribes.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from policydiff.ingest.limits import Limits, check

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "keygen",
        "basefont",
        "bgsound",
        "frame",
    ]
)
OPTIONAL_END = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "optgroup",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "rp",
        "rt",
        "rb",
        "rtc",
        "html",
        "head",
        "body",
    ]
)
FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_MERGED = frozenset(("html", "body"))
"""Elements that there is one of: attributes of a second tag become those of the first."""
COPIES = 20
"""Copies of formatting elements that an element of the limit stands for: one is made in 0.1 µs."""
STEPS = 400
"""Steps along a list that an element of the limit stands for: one takes 5 to 10 ns."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_BLANK = r" \t\n\f\r"
_ATTRIBUTE = (
    rf"[{_BLANK}/]*+[^{_BLANK}/>][^{_BLANK}/>=]*+"
    rf"""(?:[{_BLANK}]*+=[{_BLANK}]*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{_BLANK}>"'][^{_BLANK}>]*+)?+)?+"""
)
"""An attribute as the standard's tokenizer takes it; each part takes all it can, so that the time is linear."""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_WITH_ATTRIBUTES = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[{_BLANK}/>])[^>]*+>.*?(?:</(?P=raw)|\Z)"
    rf"|<(?P<tag>[a-zA-Z][^{_BLANK}/>]*+)(?P<given>(?:{_ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class _Counts:
    """What a parser would hold and do: elements by tag that are open, and how far it would walk along them."""

    depth: int = 0
    deepest: int = 0
    elements: int = 0
    copies: int = 0
    unclosed: int = 0
    steps: int = 0
    options: int = 0
    open_tags: Counter[str] = field(default_factory=Counter)

    def loose(self, tag: str) -> None:
        """A tag without an end, or whose end may be left out: the parser looks for one of its kind that is open."""
        self.elements += 1
        self.copies += self.unclosed
        self.steps += self.depth
        if tag == "option":
            self.options += 1
            self.steps += self.options  # an option of a list of choices is looked for among those before it

    def closed(self, tag: str) -> None:
        """An end tag: what it ends is looked for among all that is open."""
        if self.open_tags[tag] > 0:
            self.open_tags[tag] -= 1
            self.depth -= 1
            self.unclosed -= tag in FORMATTING
            if tag == "select":
                self.options = 0
        else:
            self.steps += self.depth

    def opened(self, tag: str) -> None:
        """A tag whose element is open until its end tag."""
        self.elements += 1
        self.copies += self.unclosed
        self.open_tags[tag] += 1
        self.depth += 1
        self.unclosed += tag in FORMATTING
        self.deepest = max(self.deepest, self.depth)


def screen(source: str, limits: Limits) -> None:
    """Refuse a page whose nesting, elements or attributes would stall any parser (200,000 nested tags hang lexbor for
    over 40 s).

    Counted are open elements by tag, without those whose end tag may be left out, the formatting elements that the
    parser would have to copy into each following block, and the steps it would take along its lists.

    Raises:
        InputError: PD130 over a limit.
    """
    counts = _Counts()
    for closing, tag in _TAG.findall(source):
        tag = tag.lower()
        if closing:
            counts.closed(tag)
        elif tag in VOID or tag in OPTIONAL_END:
            counts.loose(tag)
        else:
            counts.opened(tag)
    check(counts.deepest, limits.nesting, "the depth of nested elements", "nesting", "levels")
    check(counts.elements, limits.elements, "the number of elements", "elements", "elements")
    for count, each, what in (
        (counts.copies, COPIES, "the number of elements that unclosed formatting would copy"),
        (counts.steps, STEPS, "the number of steps that a parser would take to find what a tag ends"),
    ):
        check(count, limits.elements * each, what, "elements", "elements")
    check(
        _most_attributes(source),
        limits.attributes,
        "the number of attributes of an element",
        "attributes",
        "attributes",
    )


def _most_attributes(source: str) -> int:
    """How many attributes an element has at most: a parser compares each with all before it."""
    most = 0
    merged: Counter[str] = Counter()
    for found in _WITH_ATTRIBUTES.finditer(source):
        given = found["given"]
        if not given:
            continue
        tag = found["tag"].lower()
        if tag in _MERGED:
            merged[tag] += len(_ATTRIBUTES.findall(given))
        elif len(given) > most * 2:  # an attribute takes two characters at least
            most = max(most, len(_ATTRIBUTES.findall(given)))
    return max(most, *merged.values(), 0)
