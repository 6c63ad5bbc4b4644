# SPDX-License-Identifier: Apache-2.0
"""The second walk over a page: its text and lines as a browser shows them, with what was set aside."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from policydiff.ingest.html_furniture import furniture, is_main
from policydiff.ingest.html_survey import CELLS, UNSEEN, Survey, drive, is_block, walk
from policydiff.ingest.limits import Limits
from policydiff.ingest.numbering import lowered, raised, written
from policydiff.ingest.reading import TextBuilder, han_count

_SPACES = re.compile(r"[ \t\n\r\f]+")
_OWN_LABEL = re.compile(
    r"^(?:[\d一二三四五六七八九十百〇零]{1,4}[.．、,，)）]|[(（][\d一二三四五六七八九十百]{1,4}[)）]|第[\d一二三四五六七八九十百零]{1,6}[条條章节節项項]|[①-⑳])"
)
_LIST_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_HAN_STYLES = ("cjk-", "simp-chinese", "trad-chinese", "japanese-")
_BRACKETS = {"(": ")", "（": "）", "[": "]", "〔": "〕", "【": "】"}
_STRUCK = frozenset(("del", "s", "strike"))
PEEK = 40
"""Nodes that are looked into for an item's own label or a raised digit; each level of a nest of elements looks into the next."""
_SET_ASIDE_WHOLE = frozenset(("noscript", "iframe", "object", "embed", "audio", "video", "canvas"))


def flatten(node: LexborNode, nodes: int | None = None) -> str:
    """All text under `node`, blanks collapsed, without scripts and styles; of its first `nodes` nodes only, where that is given."""
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


@dataclass(slots=True)
class _Numbered:
    """An open list: how its numbers are written, and the next one."""

    form: str
    number: int


class PageWriter:
    """Writes a surveyed page into a `TextBuilder`."""

    def __init__(self, survey: Survey, limits: Limits, whole_page: bool = False) -> None:
        self.builder = TextBuilder(limits)
        self.furniture_characters = 0
        self.furniture_prose = 0
        self.images = 0
        self._survey = survey
        self._whole = whole_page
        self._main = 0
        self._pre = 0
        self._rows: list[tuple[int, bool]] = []
        self._tight = 0
        self._lists: list[_Numbered] = []
        self._skipped: set[int] = set()

    def run(self, root: LexborNode) -> None:
        """Write everything under `root`."""
        drive(root, self._step)
        self.builder.newline()

    def _step(self, entering: bool, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag == "-text":
            if entering:
                self._text(node)
            return False
        if tag.startswith(("-", "!")) or tag in UNSEEN:
            return True
        if entering:
            return self._enter(tag, node)
        if node.mem_id in self._skipped:
            self._skipped.discard(node.mem_id)
        else:
            self._leave(tag, node)
        return False

    def _enter(self, tag: str, node: LexborNode) -> bool:
        style = self._survey.styles.get(node.mem_id, {})
        if self._set_aside(tag, node) or self._replaced(tag, node, style):
            self._skipped.add(node.mem_id)
            return True
        if tag == "br" or (is_block(tag, style) and not self._tight):
            self.builder.newline()
        self._main += is_main(tag, node.attributes)
        self._pre += self._preformatted(tag, style)
        if tag in CELLS:
            self._enter_cell(node)
        elif tag == "tr":
            self._rows.append((self.builder.length, node.mem_id in self._survey.data_rows))
        elif tag in ("ol", "ul", "menu", "dir"):
            self._enter_list(tag, node, style)
        elif tag == "li":
            self._marker(node)
        elif tag in _STRUCK:
            self.builder.open("struck")
        elif tag == "q":
            self.builder.write("“")
        return False

    def _leave(self, tag: str, node: LexborNode) -> None:
        style = self._survey.styles.get(node.mem_id, {})
        if tag in CELLS:
            self._leave_cell(node)
        elif tag == "tr" and self._rows:
            self._rows.pop()
        elif tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif tag in _STRUCK:
            self.builder.close()
        elif tag == "q":
            self.builder.write("”")
        self._main -= is_main(tag, node.attributes)
        self._pre -= self._preformatted(tag, style)
        if is_block(tag, style) and not self._tight:
            self.builder.newline()

    def _set_aside(self, tag: str, node: LexborNode) -> bool:
        """Record hidden text and page furniture instead of writing it."""
        reason = self._survey.hidden.get(node.mem_id)
        if reason:
            text = flatten(node)
            if text:
                self.builder.event("hidden_text", text, reason)
            return True
        if tag in _SET_ASIDE_WHOLE:
            text = flatten(node)
            if text:
                self.builder.event("fallback", text, f"<{tag}>")
            return True
        if self._whole:
            return False
        stats = self._survey.stats.get(node.mem_id)
        note = furniture(tag, node.attributes, stats, self._main > 0)
        if note is None or tag in ("html", "body"):
            return False
        text = flatten(node)
        if text:
            self.builder.newline()
            self.builder.event("furniture", text, note)
            self.furniture_characters += han_count(text)
            self.furniture_prose += stats.prose if stats else 0
        return True

    def _replaced(self, tag: str, node: LexborNode, style: dict[str, str]) -> bool:
        """Write the text form of elements whose children are not shown as they stand."""
        if tag == "rp":
            return True
        if tag in ("rt", "rtc"):
            self._reading(node)
            return True
        align = style.get("vertical-align", "")
        if tag in ("sup", "sub") or align in ("super", "sub"):
            shifted = (lowered if tag == "sub" or align == "sub" else raised)(short_text(node))
            if shifted:
                self.builder.write(shifted)
                return True
        if tag == "img":
            self.images += 1
            alt = (node.attributes.get("alt") or "").strip()
            if alt:
                self.builder.event("image", alt, "alt text")
            return True
        return False

    def _reading(self, node: LexborNode) -> None:
        """Write a ruby reading in brackets after its base, as the page's `<rp>` would show it."""
        text = flatten(node)
        if not text:
            return
        before = node.prev
        opening = flatten(before) if before is not None and before.tag == "rp" else ""
        opening = opening if opening in _BRACKETS else "("
        closing = _BRACKETS[opening]
        if text.startswith(opening) and text.endswith(closing):
            self.builder.mark("ruby", text)
        else:
            self.builder.mark("ruby", f"{opening}{text}{closing}")

    def _text(self, node: LexborNode) -> None:
        content = node.text_content or ""
        reason = self._survey.hidden.get(node.mem_id)
        if reason:
            self.builder.event("hidden_text", " ".join(content.split()), reason)
        elif self._pre:
            for index, line in enumerate(re.split(r"\r\n|[\n\r\f]", content)):
                if index:
                    self.builder.newline()
                self.builder.write(line)
        else:
            body = content.strip(" \t\n\r\f")
            if not body:
                if content:
                    self.builder.space()
                return
            if content[0] in " \t\n\r\f":
                self.builder.space()
            self.builder.write(_SPACES.sub(" ", body))
            if content[-1] in " \t\n\r\f":
                self.builder.space()

    @staticmethod
    def _preformatted(tag: str, style: dict[str, str]) -> bool:
        stated = style.get("white-space")
        return stated.startswith(("pre", "break-spaces")) if stated else tag in ("pre", "listing", "xmp", "plaintext")

    def _enter_cell(self, node: LexborNode) -> None:
        start, data = self._rows[-1] if self._rows else (self.builder.length, False)
        stats = self._survey.stats.get(node.mem_id)
        if data and self.builder.length > start:
            self.builder.cell()
        elif not data:
            self.builder.newline()
        self._tight += bool(data and stats and stats.lines <= 1)

    def _leave_cell(self, node: LexborNode) -> None:
        data = bool(self._rows and self._rows[-1][1])
        stats = self._survey.stats.get(node.mem_id)
        self._tight -= bool(data and stats and stats.lines <= 1)
        if not data:
            self.builder.newline()

    def _enter_list(self, tag: str, node: LexborNode, style: dict[str, str]) -> None:
        attributes = node.attributes
        form = _LIST_TYPES.get((attributes.get("type") or "").strip(), "decimal") if tag == "ol" else "none"
        stated = style.get("list-style-type") or style.get("list-style", "")
        for word in stated.split():
            if word in ("none", "disc", "circle", "square"):
                form = "none"
            elif word.endswith(("alpha", "latin", "roman", "decimal", "zero", "ideographic", "informal", "formal", "stem", "branch")):
                form = word
        start = (attributes.get("start") or "").strip()
        self._lists.append(_Numbered(form, int(start) if re.fullmatch(r"[+-]?\d{1,6}", start) else 1))

    def _marker(self, node: LexborNode) -> None:
        """Write the number that a browser draws before an item, unless the item brings its own."""
        if not self._lists:
            return
        current = self._lists[-1]
        value = (node.attributes.get("value") or "").strip()
        number = int(value) if re.fullmatch(r"[+-]?\d{1,6}", value) else current.number
        current.number = number + 1
        if current.form == "none":
            return
        head = flatten(node, PEEK)
        if not head or _OWN_LABEL.match(head):
            return
        mark = "、" if current.form.startswith(_HAN_STYLES) else "."
        self.builder.lead(written(number, current.form) + mark)
