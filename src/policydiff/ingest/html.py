# SPDX-License-Identifier: Apache-2.0
"""HTML: the notice's text and its lines as a browser shows them, nothing dropped in silence.

Parsed by lexbor (selectolax), which keeps text at any depth; libxml2 drops the rest of a page
below 256 levels. What the walk sets aside (hidden text, the site's own navigation and footer)
is kept in events.
"""

import re

from selectolax.lexbor import LexborHTMLParser

from policydiff.errors import InputError
from policydiff.ingest.html_meta import metadata
from policydiff.ingest.html_style import read_rules
from policydiff.ingest.html_survey import Surveyor
from policydiff.ingest.html_text import PageWriter
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.reading import Reading, han_count, summary_problems
from policydiff.model import EncodingFacts, Problem

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "keygen", "basefont", "bgsound", "frame"]
)
OPTIONAL_END = frozenset(
    ["p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "colgroup", "rp", "rt", "rb", "rtc", "html", "head", "body"]
)
FORMATTING = frozenset(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"])

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_FIRST_TAG = re.compile(r"^\s*<(tbody|thead|tfoot|tr|td|th)\b", re.IGNORECASE)


def screen(source: str, limits: Limits) -> None:
    """Refuse a page whose nesting would stall any parser (200,000 nested tags hang lexbor for over 40 s).

    Counted are open elements by tag, without those whose end tag may be left out, and the
    formatting elements that the parser would have to copy into each following block.
    """
    depth = deepest = elements = copies = unclosed = 0
    open_tags: dict[str, int] = {}
    for closing, tag in _TAG.findall(source):
        tag = tag.lower()
        if tag in VOID or tag in OPTIONAL_END:
            elements += 1
            copies += unclosed
            continue
        if closing:
            if open_tags.get(tag, 0) > 0:
                open_tags[tag] -= 1
                depth -= 1
                unclosed -= tag in FORMATTING
            continue
        elements += 1
        copies += unclosed
        open_tags[tag] = open_tags.get(tag, 0) + 1
        depth += 1
        unclosed += tag in FORMATTING
        deepest = max(deepest, depth)
    check(deepest, limits.nesting, "the depth of nested elements", "nesting", "levels")
    check(elements, limits.elements, "the number of elements", "elements", "elements")
    check(copies, limits.elements * 20, "the number of elements that unclosed formatting would copy", "elements", "elements")


def without_server_code(source: str) -> tuple[str, int]:
    """The page without server blocks (`<% … %>`), as a server would send it, and how many there were."""
    if "<%" not in source:
        return source, 0
    parts: list[str] = []
    position = count = 0
    while (start := source.find("<%", position)) >= 0:
        end = source.find("%>", start + 2)
        if end < 0:
            break
        parts.append(source[position:start])
        position = end + 2
        count += 1
    return "".join(parts) + source[position:], count


def read_html(source: str, limits: Limits = DEFAULT_LIMITS, *, whole_page: bool = False, encoding: EncodingFacts | None = None) -> Reading:
    """The text of a page or of a piece of one.

    `source` is the decoded page; `whole_page` keeps what would be set aside as the site's
    own. Events: `ruby`, `hidden_text`, `furniture`, `struck`, `list_marker`, `image`, `fallback`.
    Raises InputError PD130 where the page is over a limit.
    """
    check(len(source), limits.text_characters * 2, "the page", "text_characters", "characters")
    source, blocks = without_server_code(source.removeprefix("\ufeff"))
    screen(source, limits)
    fragment = _FIRST_TAG.match(source)
    if fragment:
        source = ("<table><tr>" if fragment[1].lower() in ("td", "th") else "<table>") + source
    parser = LexborHTMLParser(source)
    root = parser.root
    if root is None:
        raise InputError("PD134", "not readable as HTML", "open the file in a browser and save it again as a complete page")
    sheets = [node.text(deep=True) for node in parser.css("style")]
    external = any("stylesheet" in (node.attributes.get("rel") or "").lower() for node in parser.css("link")) or any("@import" in sheet for sheet in sheets)
    survey = Surveyor(read_rules(sheets, external)).run(root)
    writer = PageWriter(survey, limits, whole_page)
    writer.run(root)
    text, events = writer.builder.finish()
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    facts = metadata(parser, source)
    if writer.furniture_characters:
        facts["furniture_han"] = str(writer.furniture_characters)
    if writer.images:
        facts["images"] = str(writer.images)
    problems = list(summary_problems(events))
    if blocks:
        problems.append(Problem("PD144", f"{blocks} blocks of server code were passed over; the page was not saved from a browser"))
    problems += _doubts(text, writer, sum(han_count(event.text) for event in events if event.kind == "hidden_text"))
    return Reading(text, events, tuple(problems), facts, encoding, "text/html")


def _doubts(text: str, writer: PageWriter, hidden: int) -> list[Problem]:
    """What makes it doubtful that the text is the whole notice."""
    seen = han_count(text)
    problems = []
    if not text:
        what = f"; it has {writer.images} images" if writer.images else ""
        problems.append(Problem("PD143", f"the page has no text besides the site's own{what}"))
    if hidden > seen:
        problems.append(Problem("PD140", f"more text is hidden ({hidden} Han characters) than shown ({seen}); a script may show it in a browser"))
    if writer.furniture_prose:
        problems.append(Problem("PD142", f"{writer.furniture_prose} sentences stand in what was set aside as the site's own"))
    return problems
