# SPDX-License-Identifier: Apache-2.0
"""Text that a page's style sheets add: `content` of `::before`, `::after` and `::marker`, numbers of lists by
`@counter-style`.

After CSS Generated Content 3 and CSS Counter Styles 3. A rule that is not followed, but has words or a counter in it,
is said."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from policydiff.ingest.html.counters import Shown, Step, steps
from policydiff.ingest.html.quotes import Quote, marks, unescaped
from policydiff.ingest.html.selectors import Element, Selector, matches, parsed
from policydiff.ingest.html.style import blocks
from policydiff.ingest.html.survey import drive

RULES = 200
"""Rules with generated content that are followed."""
LOOKS = 500_000
"""Elements that are looked at for all rules together, those above an element counted again for each rule."""

Piece = str | Shown | Quote
"""What a content consists of: text, and counters and quotation marks that are known when the walk comes there."""

_SELECTOR = re.compile(r"^(?P<element>.*?)::?(?P<part>before|after|marker)$", re.DOTALL)
_TELLING = re.compile("[\u3400-\u9fff]|counters?\\(|[\"'][^\"'\\\\]{0,200}[A-Za-z0-9]{2}")
"""Words or a counter in a value; not the codes of icons and blanks."""
_MOMENTARY = re.compile(r":(?:hover|focus|active|checked|target|visited)")
_DECLARATION = re.compile(
    r"(?<![\w-])([\w-]{1,40})\s{0,9}:\s{0,9}((?:\"(?:[^\"\\]|\\.){0,500}+\"|'(?:[^'\\]|\\.){0,500}+'|[^;\"':]){0,200}+)"
)
"""`content: "第" counter(item) "条"`"""
_TOKEN = re.compile(
    r"\"(?P<double>(?:[^\"\\]|\\.)*+)\"|'(?P<single>(?:[^'\\]|\\.)*+)'|attr\(\s{0,9}(?P<attribute>[\w-]{1,60})[^)]{0,200}\)"
    r"|(?P<counter>counters?)\(\s{0,9}(?P<name>[\w-]{1,60})\s{0,9}(?:,\s{0,9}(?P<joint>\"[^\"]{0,60}\"|'[^']{0,60}')\s{0,9})?(?:,\s{0,9}(?P<style>[\w-]{1,60})\s{0,9})?\)"
    r"|(?P<quote>(?:no-)?(?:open|close)-quote)|(?P<word>/|[\w-]{1,60}(?:\([^)]{0,2000}\))?)",
    re.DOTALL,
)
"""`"第"`, `attr(data-n)`, `counter(item, cjk-decimal)`, `open-quote`"""
_VARIABLE = re.compile(r"var\(\s{0,9}(--[\w-]{1,60})\s{0,9}(?:,([^()]{0,200}))?\)")
_NESTED, _LONGEST = 4, 2_000
"""Custom properties that are set to each other, and the characters of what comes of them, that are followed."""
_ICONS = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0\s*(?:;|$)|font-size\s*:\s*0|(?<![\w-])height\s*:\s*0"
)
"""`display: none`, `opacity:0`, `height:0`"""
_BULLETS = frozenset("•·▪■□●○◆◇►▶▸>›»|/-–—★*")
"""What alone marks an item or parts two links; bullets of lists are not written either."""

CYCLES = {
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "hiragana": "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
    "katakana": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
}
"""Alphabetic styles that every browser has (CSS Counter Styles 3, section 6)."""


@dataclass(frozen=True, slots=True)
class CounterStyle:
    """A style of list numbers: its symbols and how they are used."""

    system: str
    symbols: tuple[str, ...]
    prefix: str = ""
    suffix: str = ". "

    def written(self, number: int) -> str | None:
        """The number with what stands before and behind it; None where this style was not understood."""
        body = self.symbol(number)
        return None if body is None else f"{self.prefix}{body}{self.suffix}"

    def symbol(self, number: int) -> str | None:
        """The number alone."""
        count = len(self.symbols)
        if not count or not 0 < number <= 100_000:
            return None
        match self.system.split() or ["symbolic"]:
            case ["cyclic"]:
                return self.symbols[(number - 1) % count]
            case ["fixed", *first]:
                at = number - (int(first[0]) if first and first[0].isdigit() else 1)
                return self.symbols[at] if 0 <= at < count else str(number)
            case ["symbolic"]:
                return (
                    self.symbols[(number - 1) % count] * ((number - 1) // count + 1) if number <= count * 100 else None
                )
            case ["alphabetic"] if count > 1:
                return self._places(number, 1)
            case ["numeric"] if count > 1:
                return self._places(number, 0)
            case _:
                return None

    def _places(self, number: int, first: int) -> str:
        out = ""
        while number > 0:
            number, rest = divmod(number - first, len(self.symbols))
            out = self.symbols[rest] + out
        return out


@dataclass(slots=True)
class Variables:
    """What the style sheets set custom properties to (CSS Custom Properties 1)."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def note(self, stated: Mapping[str, str]) -> None:
        """Keep the custom properties among these declarations."""
        for name, value in stated.items():
            if name.startswith("--") and value not in self.values.setdefault(name, []):
                self.values[name].append(value)

    def resolved(self, content: str, elements: Sequence[Element]) -> str | None:
        """A `content` value with what its `var()` stand for at an element, innermost last; None if not known.

        The style attributes of the element and of those around it say it, else the style sheets where they set one
        value alone."""
        unknown = False

        def value(match: re.Match[str]) -> str:
            nonlocal unknown
            name = match[1].lower()
            for element in reversed(elements):
                style = element.attributes.get("style") or ""
                if "--" in style and name in (own := _stated(style)):
                    return own[name]
            found = self.values.get(name, [])
            unknown = unknown or (len(found) > 1 and any(_TELLING.search(each) for each in found))
            return found[0] if len(found) == 1 else "" if found else match[2] or ""

        for _ in range(_NESTED):
            if "var(" not in content:
                break
            content = _VARIABLE.sub(value, content)[:_LONGEST]
        return None if unknown else content


@dataclass(slots=True)
class Generated:
    """What the style sheets add to a page: by part, and by `mem_id` of the element."""

    parts: dict[str, dict[int, tuple[Piece, ...]]] = field(
        default_factory=lambda: {"before": {}, "after": {}, "marker": {}}
    )
    steps: dict[str, dict[int, tuple[Step, ...]]] = field(
        default_factory=lambda: {"element": {}, "before": {}, "after": {}, "marker": {}}
    )
    """What elements, and what is generated in them, do to counters."""
    quotes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The quotation marks that elements set."""
    stated: dict[str, set[int]] = field(default_factory=lambda: {"before": set(), "after": set(), "marker": set()})
    """Elements for which a rule says what stands there, if only that nothing does."""
    unfollowed: list[str] = field(default_factory=list)
    """Rules with words in them whose selectors are not understood."""
    rules: int = 0
    variables: Variables = field(default_factory=Variables)
    counters: dict[str, CounterStyle] = field(
        default_factory=lambda: {name: CounterStyle("alphabetic", tuple(symbols)) for name, symbols in CYCLES.items()}
    )


class _Rule(NamedTuple):
    """A rule that adds text or counts."""

    order: int
    selector: Selector
    part: str
    changes: tuple[Step, ...]
    content: str
    quotes: str = ""


def generated(root: LexborNode, sheets: list[str]) -> Generated:
    """Read the style blocks of a page for what they add to it; counters of style attributes too."""
    found = Generated()
    rules: dict[str, list[_Rule]] = {}
    for sheet in sheets:
        for head, body in blocks(sheet):
            if "--" in body:
                found.variables.note(_stated(body))
            if head.startswith("@counter-style"):
                _counter_style(found, head, body)
            elif head.startswith("@"):
                _other_devices(found, head, body)
            elif (
                not head.startswith("@")
                and any(word in body for word in ("content", "counter-", "quotes"))
                and not _UNSEEN.search(body)
            ):
                for rule in _rules(found, head, _stated(body)):
                    rules.setdefault(rule.selector.last.key, []).append(rule)
    if rules:
        _Finder(found, rules).run(root)
    return found


def _other_devices(found: Generated, head: str, body: str) -> None:
    """Words that a style sheet adds on some devices only, on paper or on narrow screens, are said."""
    for inner, declared in blocks(body):
        content = _stated(declared).get("content", "")
        generates = _SELECTOR.match(inner.split(",")[0].strip()) or (head.startswith("@page") and inner.startswith("@"))
        if _TELLING.search(content) and generates and len(found.unfollowed) < RULES:
            found.unfollowed.append(f"{head} {inner} {content}"[:200])


def _stated(body: str) -> dict[str, str]:
    """The declarations that add text or count."""
    return {name.lower(): value.strip() for name, value in _DECLARATION.findall(body)}


def _rules(found: Generated, head: str, stated: dict[str, str]) -> Iterator[_Rule]:
    changes, content, quotes = steps(stated), stated.get("content", ""), stated.get("quotes", "")
    for text in head.split(","):
        match = _SELECTOR.match(text.strip())
        part = match["part"] if match else "element"
        if _MOMENTARY.search(text) or not (changes or quotes or (content and match)) or found.rules >= RULES:
            continue
        found.rules += 1
        selector = parsed(match["element"].strip() or "*" if match else text.strip())
        if selector is not None:
            yield _Rule(found.rules, selector, part, changes, content if match else "", quotes)
        elif _TELLING.search(f"{content} {quotes}"):
            found.unfollowed.append(f"{text.strip()} {content} {quotes}".strip()[:200])


class _Finder:
    """Walks a page and notes at each element what the rules add; a later rule takes the place of one before."""

    def __init__(self, found: Generated, rules: dict[str, list[_Rule]]) -> None:
        self._found = found
        self._rules = rules
        self._above: list[Element] = []
        self._left = LOOKS

    def run(self, root: LexborNode) -> None:
        """Note everything under `root`; what the budget leaves out is said."""
        drive(root, self._step)
        if self._left < 0:
            self._found.unfollowed.append("too many elements and rules")

    def _step(self, entering: bool, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag.startswith(("-", "!")):
            return False
        if not entering:
            self._above.pop()
            return False
        element = Element(tag, node.attributes)
        if self._left >= 0:
            self._note(node.mem_id, element)
        self._above.append(element)
        return False

    def _note(self, place: int, element: Element) -> None:
        keys = ["*", element.tag]
        keys += [f".{name}" for name in set((element.attributes.get("class") or "").split())]
        keys.append(f"#{element.attributes.get('id') or ''}")
        for rule in sorted(rule for key in keys for rule in self._rules.get(key, ())):
            held, looked = matches(rule.selector, element, self._above)
            self._left -= looked
            if held:
                self._apply(place, element, rule)
        style = element.attributes.get("style") or ""
        if "counter-" in style:
            self._found.steps["element"][place] = steps(_stated(style))

    def _apply(self, place: int, element: Element, rule: _Rule) -> None:
        if rule.changes:
            self._found.steps[rule.part][place] = rule.changes
        pairs = marks(rule.quotes) if rule.quotes else None
        if pairs is not None:
            self._found.quotes[place] = pairs
        if rule.content:
            content = rule.content
            if "var(" in rule.content:
                resolved = self._found.variables.resolved(rule.content, [*self._above, element])
                if resolved is None:
                    self._unknown(rule)
                    return
                content = resolved
            pieces = content_of(content, element.attributes) if "attr(" in content else _fixed(content)
            plain = "".join(piece if isinstance(piece, str) else "1" for piece in pieces).strip()
            self._found.parts[rule.part].pop(place, None)
            if not rule.content.startswith("normal"):
                self._found.stated[rule.part].add(place)
            if plain and plain not in _BULLETS:
                self._found.parts[rule.part][place] = pieces

    def _unknown(self, rule: _Rule) -> None:
        said = f"{rule.selector.last.key}::{rule.part} {rule.content}"[:200]
        if said not in self._found.unfollowed and len(self._found.unfollowed) < RULES:
            self._found.unfollowed.append(said)


@lru_cache(maxsize=256)
def _fixed(content: str) -> tuple[Piece, ...]:
    return content_of(content, {})


def content_of(content: str, attributes: Mapping[str, str | None]) -> tuple[Piece, ...]:
    """What a `content` value shows at an element."""
    pieces: list[Piece] = []
    for match in _TOKEN.finditer(content.replace("!important", "")):
        if match["word"] == "/":
            break  # what follows is for those who do not see
        if match["counter"]:
            joint = (match["joint"] or '""')[1:-1] if match["counter"] == "counters" else None
            pieces.append(Shown(match["name"], (match["style"] or "decimal").lower(), joint))
        elif match["attribute"]:
            pieces.append(attributes.get(match["attribute"].lower()) or "")
        elif match["quote"]:
            pieces.append(Quote("open" in match["quote"], not match["quote"].startswith("no-")))
        elif match["word"] is None:
            pieces.append(
                _ICONS.sub("", unescaped(match["double"] if match["double"] is not None else match["single"]))
            )
    return tuple(pieces)


def _counter_style(found: Generated, head: str, body: str) -> None:
    name = head.removeprefix("@counter-style").strip().lower()
    stated = _stated(body)
    tokens = _TOKEN.finditer(stated.get("symbols", ""))
    symbols = tuple(
        match["word"] or unescaped(match["double"] if match["double"] is not None else match["single"] or "")
        for match in tokens
    )
    prefix, suffix = (
        "".join(map(str, content_of(stated[key], {}))) if key in stated else default
        for key, default in (("prefix", ""), ("suffix", ". "))
    )
    found.counters[name] = CounterStyle(stated.get("system", "symbolic").lower(), symbols, prefix, suffix)
