# SPDX-License-Identifier: Apache-2.0
"""The numbers that a browser draws: those of lists, and those that style sheets count."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from policydiff.ingest.html.counters import ITEM, Counters, Step
from policydiff.ingest.html.generated import Piece
from policydiff.ingest.html.nodes import PEEK, Page, flatten
from policydiff.ingest.html.quotes import Quote, Quotes, marks
from policydiff.ingest.numbering import written
from policydiff.ingest.reading import TextBuilder
from policydiff.vocabulary.numerals import HAN_ORDINAL, ONE_TO_TEN

_OWN_LABEL = re.compile(
    rf"^(?:[\d{HAN_ORDINAL}]{{1,4}}[.．、,，)）]|[(（][\d{ONE_TO_TEN}百]{{1,4}}[)）]"
    rf"|第[\d{ONE_TO_TEN}百零]{{1,6}}(?:[条條章节節]|[项項](?=[\s:：、，,]))|[①-⑳])"
)
"""1. (二) 第三条 ④"""
_LIST_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_FORMS = frozenset(
    """decimal decimal-leading-zero lower-alpha upper-alpha lower-latin upper-latin lower-roman upper-roman cjk-decimal
    cjk-ideographic cjk-heavenly-stem cjk-earthly-branch simp-chinese-informal simp-chinese-formal trad-chinese-informal
    trad-chinese-formal japanese-informal japanese-formal korean-hangul-formal korean-hanja-informal korean-hanja-formal
    arabic-indic armenian upper-armenian lower-armenian bengali cambodian khmer devanagari georgian gujarati gurmukhi
    hebrew kannada lao malayalam mongolian myanmar oriya persian tamil telugu thai tibetan ethiopic-numeric
    hiragana-iroha katakana-iroha""".split()
)
"""Styles that every browser has (CSS Counter Styles 3, sections 6 and 7); those of `CYCLES` apart."""
_BULLET_FORMS = frozenset(("disc", "circle", "square", "disclosure-open", "disclosure-closed"))
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_QUOTES = re.compile(r"(?<![\w-])quotes\s{0,9}:([^;]{0,300})", re.IGNORECASE)
_HAN_STYLES = ("cjk-", "simp-chinese", "trad-chinese", "japanese-")


@dataclass(slots=True)
class _Numbered:
    """An open list: how its numbers are written, the next one, and by how much they go on."""

    form: str
    number: int
    step: int = 1


class Numbers:
    """Follows lists and counters through the walk over a page; `depth` is that of the element that the walk is at."""

    def __init__(self, page: Page, builder: TextBuilder) -> None:
        self.page = page
        self.depth = 0
        self._builder = builder
        self._open: list[_Numbered] = []
        self._counters = Counters()
        self.quotes = Quotes()

    def enter(self, node: LexborNode) -> None:
        """Enter an element: what it does to counters and to the marks of quotations."""
        style = node.attributes.get("style") or ""
        own = _QUOTES.search(style) if "quotes" in style else None
        self.quotes.enter(marks(own[1]) if own else self.page.generated.quotes.get(node.mem_id))
        self.count("element", node)

    def added(self, part: str, node: LexborNode) -> str:
        """What a style sheet adds to an element."""
        self.count(part, node)
        pieces = self.page.generated.parts[part].get(node.mem_id)
        return self._generated(pieces) if pieces else ""

    def count(self, part: str, node: LexborNode) -> None:
        """Take the changes of counters that an element, or what is generated in it, brings."""
        changes = self.page.generated.steps[part].get(node.mem_id)
        if changes:
            self._counters.take(changes, self.depth - (part == "element"))

    def _generated(self, pieces: tuple[Piece, ...]) -> str:
        """Generated text with its counters as they stand here."""
        parts = [self._piece(piece) for piece in pieces]
        if None in parts:
            self._builder.event("unread", "", f"generated counter {self.page.sheets}")
        return "".join(filter(None, parts))

    def _piece(self, piece: Piece) -> str | None:
        if isinstance(piece, Quote):
            return self.quotes.mark(piece)
        return piece if isinstance(piece, str) else self._counters.written(piece, self._number)

    def quote(self, part: str, node: LexborNode) -> str:
        """The mark that a browser draws before or after a `<q>`; nothing where a style sheet says what stands there."""
        if node.mem_id in self.page.generated.stated[part]:
            return ""
        return self.quotes.mark(Quote(part == "before"))

    def _number(self, number: int, form: str) -> str | None:
        custom = self.page.generated.counters.get(form)
        return (
            custom.symbol(number)
            if custom
            else ""
            if form == "none"
            else "•"
            if form in _BULLET_FORMS
            else written(number, form)
        )

    def begin(self, tag: str, node: LexborNode, style: dict[str, str]) -> None:
        """Begin a list."""
        attributes = node.attributes
        form = _LIST_TYPES.get((attributes.get("type") or "").strip(), "decimal") if tag == "ol" else "none"
        stated = style.get("list-style-type") or style.get("list-style", "")
        quoted = _QUOTED.match(stated)
        for word in stated.split():
            if word in _BULLET_FORMS or word == "none":
                form = "none"
            elif word in self.page.generated.counters or word in _FORMS:
                form = word
        start = (attributes.get("start") or "").strip()
        step = -1 if tag == "ol" and "reversed" in attributes else 1
        first = int(start) if re.fullmatch(r"[+-]?\d{1,6}", start) else _items(node) if step < 0 else 1
        self._counters.take((Step("reset", ITEM, first - step),), self.depth - 1)
        self._open.append(_Numbered(quoted[0] if quoted else form, first, step))

    def marker(self, node: LexborNode) -> None:
        """Write the number that a browser draws before an item, unless the item brings its own."""
        if not self._open:
            return
        current = self._open[-1]
        value = (node.attributes.get("value") or "").strip()
        number = int(value) if re.fullmatch(r"[+-]?\d{1,6}", value) else current.number
        current.number = number + current.step
        self._counters.take((Step("set", ITEM, number),), self.depth - 2)
        self.count("marker", node)
        own = self.page.generated.parts["marker"].get(node.mem_id)
        form = current.form
        if form == "none" and not own:
            return
        head = flatten(node, PEEK)
        if not head or _OWN_LABEL.match(head):
            return
        label = self._generated(own) if own else self._label(number, form)
        if label is None:
            self._builder.event("unread", "", f"list number {number} in the style {form} {self.page.sheets}")
        elif label.strip():
            self._builder.lead(label.strip())

    def _label(self, number: int, form: str) -> str | None:
        if form[0] in "\"'":
            return form[1:-1]
        custom = self.page.generated.counters.get(form)
        if custom is not None:
            return custom.written(number)
        shown = written(number, form)
        return None if shown is None else shown + ("、" if form.startswith(_HAN_STYLES) else ".")

    def end(self) -> None:
        """End the list begun last."""
        if self._open:
            self._open.pop()

    def leave(self) -> None:
        """End the counters that began inside the element that ends here, and its marks of quotations."""
        self.quotes.leave()
        self._counters.leave(self.depth)


def _items(node: LexborNode) -> int:
    """How many items a list has: the first number of one that counts down."""
    count, child = 0, node.child
    while child is not None:
        count += child.tag == "li"
        child = child.next
    return count
