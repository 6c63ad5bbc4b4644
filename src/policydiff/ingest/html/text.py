# SPDX-License-Identifier: Apache-2.0
"""The second walk over a page: its text and lines as a browser shows them, with what was set aside."""

import re
from collections.abc import Callable, Mapping
from html import unescape

from selectolax.lexbor import LexborNode

from policydiff.ingest.html.columns import TableWriter
from policydiff.ingest.html.controls import (
    asked_by_input,
    is_action,
    shown_by_area,
    shown_by_button,
    shown_by_choice,
    shown_by_input,
)
from policydiff.ingest.html.embedded import digest, large, named, unread
from policydiff.ingest.html.furniture import furniture, is_main
from policydiff.ingest.html.lists import Numbers
from policydiff.ingest.html.math import formula
from policydiff.ingest.html.nodes import Page, first_source, flatten, printed_edge, short_text
from policydiff.ingest.html.ruby import Readings, paired
from policydiff.ingest.html.survey import CELLS, UNSEEN, drive, is_block
from policydiff.ingest.limits import Limits
from policydiff.ingest.numbering import lowered, raised
from policydiff.ingest.reading import TextBuilder, han_count

_TAGS = re.compile(r"<[^<>]{0,2000}>")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_BRACKETS = {"(": ")", "（": "）", "[": "]", "〔": "〕", "【": "】"}
_STRUCK = frozenset(("del", "s", "strike"))
_EMBEDDED = frozenset(("noscript", "iframe", "object", "embed", "audio", "video", "canvas"))
_GAUGES = frozenset(("meter", "progress"))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def _capitalized(text: str) -> str:
    return _WORD.sub(lambda word: word[0][0].upper() + word[0][1:], text)


def _struck(tag: str, style: dict[str, str]) -> bool:
    """Has the element a line through its text (HTML 4.5.5, 4.7.2; CSS Text Decoration 3, 2.1)?"""
    drawn = (style.get(name, "") for name in ("text-decoration", "text-decoration-line"))
    return tag in _STRUCK or any("line-through" in line for line in drawn)


_CASES: dict[str, Callable[[str], str]] = {"uppercase": str.upper, "lowercase": str.lower, "capitalize": _capitalized}
UNFOLLOWED = 20
"""Rules of style sheets that are told one by one where they were not followed."""
FRAMES = 3
"""Pages inside pages (`srcdoc`) that are read, counted from the outermost."""


class PageWriter:
    """Writes a surveyed page into a `TextBuilder`; `open_page` prepares a page that stands inside it (`srcdoc`)."""

    def __init__(
        self, page: Page, limits: Limits, whole_page: bool = False, open_page: Callable[[str], Page] | None = None
    ) -> None:
        self.builder = TextBuilder(limits)
        self.furniture_characters = 0
        self.furniture_prose = 0
        self.images = 0
        self._page = page
        self._survey = page.survey
        self._open_page = open_page
        self._depth = 0
        self._whole = whole_page
        self._main = 0
        self._pre = 0
        self._tables = TableWriter(self.builder, page.survey)
        self._skipped: set[int] = set()
        self._cases: list[str] = [""]
        self._readings = Readings()
        self._numbers = Numbers(page, self.builder)

    def run(self) -> None:
        """Write the page."""
        for rule in self._page.generated.unfollowed[:UNFOLLOWED]:
            self.builder.event("unread", "", f"generated text {digest(rule)}")
        drive(self._page.root, self._step)
        self.builder.newline()

    def _step(self, entering: bool, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag == "-text":
            if entering:
                self._text(node)
            return False
        if tag.startswith(("-", "!")) or tag in UNSEEN:
            if entering and tag == "template" and "shadowrootmode" in node.attributes:
                shown = unescape(_TAGS.sub(" ", node.html or ""))
                self.builder.event("outside_text", " ".join(shown.split()), "shadow tree")
            return True
        if entering:
            return self._enter(tag, node)
        if node.mem_id in self._skipped:
            self._skipped.discard(node.mem_id)
        else:
            self._leave(tag, node)
        return False

    def _enter(self, tag: str, node: LexborNode) -> bool:
        """Write what stands before an element's content (line, number, cell); True if that is set aside or replaced."""
        style = self._survey.styles.get(node.mem_id, {})
        if self._set_aside(tag, node, style) or self._replaced(tag, node, style):
            self._skipped.add(node.mem_id)
            return True
        self._cases.append(style.get("text-transform", self._cases[-1]))
        self._numbers.depth = len(self._cases)
        self._numbers.enter(node)
        if tag == "br" or (is_block(tag, style) and not self._tables.tight):
            self.builder.newline()
        self._main += is_main(tag, node.attributes)
        self._pre += self._preformatted(tag, style)
        if tag in CELLS:
            self._tables.enter_cell(node)
        elif tag == "table":
            self._tables.enter()
        elif tag == "tr":
            self._tables.enter_row(node)
        elif tag in ("ol", "ul", "menu", "dir"):
            self._numbers.begin(tag, node, style)
        elif tag == "li":
            self._numbers.marker(node)
        elif printed_edge(tag, node):
            self.builder.open("running_head", node.attributes["title"] or "")
        elif tag == "q":
            self.builder.write(self._numbers.quote("before", node))
        elif tag == "ruby":
            self._open_ruby(node)
        if _struck(tag, style):
            self.builder.open("struck")
        self._order(style)
        self._lines(self._numbers.added("before", node))
        return False

    def _leave(self, tag: str, node: LexborNode) -> None:
        style = self._survey.styles.get(node.mem_id, {})
        self._lines(self._numbers.added("after", node))
        if _struck(tag, style):
            self.builder.close()
        self._cases.pop()
        self._numbers.depth = len(self._cases)
        if tag == "q":
            self.builder.write(self._numbers.quote("after", node))
        self._numbers.leave()
        if node.mem_id in self._readings.behind:
            self._write_reading(self._readings.behind.pop(node.mem_id))
        if tag in CELLS:
            self._tables.leave_cell(node)
        elif tag == "tr":
            self._tables.leave_row()
        elif tag == "table":
            self._tables.leave()
        elif tag in ("ol", "ul", "menu", "dir"):
            self._numbers.end()
        elif printed_edge(tag, node):
            self.builder.close()
        self._main -= is_main(tag, node.attributes)
        self._pre -= self._preformatted(tag, style)
        if is_block(tag, style) and not self._tables.tight:
            self.builder.newline()

    def _set_aside(self, tag: str, node: LexborNode, style: dict[str, str]) -> bool:
        """Record hidden text, what is embedded and page furniture instead of writing it."""
        reason = self._survey.hidden.get(node.mem_id)
        if reason:
            text = flatten(node)
            if text:
                self.builder.event("hidden_text", text, reason)
            return True
        if tag in _EMBEDDED:
            return self._embedded(tag, node, style)
        if self._control(tag, node):
            return True
        if self._whole or (tag == "button" and not is_action(flatten(node))):
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

    def _embedded(self, tag: str, node: LexborNode, style: dict[str, str]) -> bool:
        """Read a frame where its page stands in the file, else say that it was not; a fallback is not shown."""
        attributes = node.attributes
        inside = attributes.get("srcdoc") if tag == "iframe" else None
        if inside and self._open_page and self._depth < FRAMES:
            self._frame(self._open_page(inside))
            return True
        note = (
            named("frame", attributes, style, digest(inside))
            if inside
            else unread(tag, attributes, style, self._page.scripts, first_source(node))
        )
        text = flatten(node)
        if note:
            self.builder.event("unread", "", note)
        elif tag == "object":
            return False
        if text and note and tag == "object":
            self.builder.event("outside_text", text, note)  # shown where the object is not
        elif text:
            self.builder.event("fallback", text, f"<{tag}>")
        return True

    def _frame(self, page: Page) -> None:
        outer = self._page, self._survey, self._whole
        self._page, self._survey, self._whole = page, page.survey, True
        self._numbers.page = page
        self._depth += 1
        self.builder.newline()
        drive(page.root, self._step)
        self.builder.newline()
        self._depth -= 1
        self._page, self._survey, self._whole = outer
        self._numbers.page = self._page

    def _control(self, tag: str, node: LexborNode) -> bool:
        """Write what a form control shows; what only asks the visitor of the site is left to its furniture."""
        attributes = node.attributes
        if tag == "input":
            if (attributes.get("type") or "").strip().lower() == "image":
                return False
            self._input(attributes)
        elif tag == "textarea":
            shown = shown_by_area(attributes, node.text(deep=True))
            self._lines(shown)
            return bool(shown)
        elif tag == "select":
            shown = shown_by_choice(node)
            self._lines(shown)
            return bool(shown)
        elif tag in _GAUGES:
            self._gauge(tag, attributes)
        else:
            return False
        return True

    def _input(self, attributes: Mapping[str, str | None]) -> None:
        """Write what an `<input>` shows; what the site asks or offers with it is set aside."""
        label, typed = shown_by_button(attributes), shown_by_input(attributes)
        asked = "" if label or typed else asked_by_input(attributes)
        if asked or (label and is_action(label) and not self._whole):
            self.builder.event("furniture", asked or label, "form control <input>")
        else:
            self._lines(label or typed)
        self._gauge("input", attributes)

    def _gauge(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Say what a bar or a slider draws as an amount."""
        slider = tag == "input" and (attributes.get("type") or "").strip().lower() == "range"
        value = attributes.get("value") if tag in _GAUGES or slider else ""
        if value:
            greatest = attributes.get("max") or ("100" if slider else "1")
            self.builder.event("outside_text", f"{value}/{greatest}", "slider" if slider else tag)

    def _lines(self, text: str) -> None:
        for index, line in enumerate(text.splitlines()):
            if index:
                self.builder.newline()
            self.builder.write(line)

    def _replaced(self, tag: str, node: LexborNode, style: dict[str, str]) -> bool:
        """Write the text form of elements whose children are not shown as they stand."""
        attributes = node.attributes
        if tag == "rp":
            return True
        if tag in ("rt", "rtc"):
            self._write_reading(self._readings.instead.pop(node.mem_id, None), node)
            return True
        align = style.get("vertical-align", "")
        if tag in ("sup", "sub") or align in ("super", "sub"):
            shifted = (lowered if tag == "sub" or align == "sub" else raised)(short_text(node))
            if shifted:
                self.builder.write(shifted)
                return True
        if tag == "math":
            self.builder.write(formula(node))
            return True
        overridden = style.get("unicode-bidi", "").endswith("override") and style.get("direction") == "rtl"
        if overridden or (tag == "bdo" and (attributes.get("dir") or "").lower() == "rtl"):
            self.builder.write(flatten(node)[::-1])
            return True
        if tag in ("img", "image") or (tag == "input" and (attributes.get("type") or "").strip().lower() == "image"):
            self._picture(node, style)
            return True
        return self._drawing(node, style) if tag == "svg" else self._background(node, style)

    def _background(self, node: LexborNode, style: dict[str, str]) -> bool:
        """A large box that shows nothing but a picture behind it may hold text of the notice."""
        behind = style.get("background", "") + style.get("background-image", "")
        if "url(" not in behind or not large(node.attributes, style, "") or flatten(node):
            return False
        identity = digest(f"{behind} {node.attributes.get('style') or ''}")
        self.builder.event("unread", "", named("picture", node.attributes, style, identity))
        return False

    def _picture(self, node: LexborNode, style: dict[str, str]) -> None:
        attributes = node.attributes
        self.images += 1
        alt = (attributes.get("alt") or "").strip()
        if alt:
            self.builder.event("image", alt, "alt text")
        source = (attributes.get("src") or attributes.get("href") or attributes.get("xlink:href") or "").strip()
        if source and large(attributes, style, source):
            self.builder.event("unread", "", named("picture", attributes, style, source))

    def _drawing(self, node: LexborNode, style: dict[str, str]) -> bool:
        """A drawing whose letters are text is read; a large one without text may hold letters drawn as shapes."""
        if flatten(node):
            return False
        if large(node.attributes, style, ""):
            self.builder.event("unread", "", named("drawing", node.attributes, style, digest(node.html or "")))
        return True

    def _open_ruby(self, node: LexborNode) -> None:
        plan = paired(node, flatten)
        self._readings.behind.update(plan.behind)
        self._readings.behind_each.update(plan.behind_each)
        self._readings.instead.update(plan.instead)

    def _write_reading(self, text: str | None, node: LexborNode | None = None) -> None:
        """Write a ruby reading in brackets after its base, as the page's `<rp>` would show it."""
        if text is None and node is not None:
            text = flatten(node)
        if not text:
            return
        before = node.prev if node is not None else None
        opening = flatten(before) if before is not None and before.tag == "rp" else ""
        opening = opening if opening in _BRACKETS else "("
        closing = _BRACKETS[opening]
        if text.startswith(opening) and text.endswith(closing):
            self.builder.mark("ruby", text)
        else:
            self.builder.mark("ruby", f"{opening}{text}{closing}")

    def _order(self, style: dict[str, str]) -> None:
        """Say where a style sheet shows boxes in another order than the page has them; the text keeps the page's."""
        flow = f"{style.get('flex-direction', '')} {style.get('flex-flow', '')}"
        if "-reverse" in flow or style.get("order", "0") not in ("0", "initial", "inherit", "unset"):
            self.builder.event(
                "unread", "", f"order set by style: {' '.join((flow + ' ' + style.get('order', '')).split())}"
            )

    def _text(self, node: LexborNode) -> None:
        content = node.text_content or ""
        if self._cases[-1] in _CASES:
            content = _CASES[self._cases[-1]](content)
        each = self._readings.behind_each.pop(node.mem_id, None)
        reason = self._survey.hidden.get(node.mem_id)
        if reason:
            self.builder.event("hidden_text", " ".join(content.split()), reason)
        elif each:
            for char, reading in zip("".join(content.split()), each, strict=False):
                self.builder.write(char)
                self._write_reading(reading)
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
