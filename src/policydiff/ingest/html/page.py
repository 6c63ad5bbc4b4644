# SPDX-License-Identifier: Apache-2.0
"""HTML: the notice's text and its lines as a browser shows them, nothing dropped in silence.

Parsed by lexbor (selectolax), which keeps text at any depth; libxml2 drops the rest of a page
below 256 levels. What the walk sets aside (hidden text, the site's own navigation and footer)
is kept in events.
"""

import re
from dataclasses import replace
from html import escape

from selectolax.lexbor import LexborHTMLParser

from policydiff.errors import InputError
from policydiff.ingest.decode import decode
from policydiff.ingest.html.embedded import digest
from policydiff.ingest.html.generated import generated
from policydiff.ingest.html.meta import declared_charset, metadata
from policydiff.ingest.html.nodes import Page
from policydiff.ingest.html.screen import VOID, screen
from policydiff.ingest.html.style import read_rules
from policydiff.ingest.html.survey import Surveyor
from policydiff.ingest.html.text import PageWriter
from policydiff.ingest.imprint import by_line
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.reading import Reading, han_count, summary_problems, unplaced
from policydiff.ingest.source import Source
from policydiff.model import EncodingFacts, Problem
from policydiff.reasons import because, problem

_FIRST_TAG = re.compile(r"^\s*<(tbody|thead|tfoot|tr|td|th)\b", re.IGNORECASE)

_EMPTY = re.compile(r"<([A-Za-z][A-Za-z0-9:-]{0,30})((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)/>")


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


def expanded(source: str) -> str:
    """An XHTML page as the parser of HTML understands it: empty elements get an end tag, CDATA sections become text."""
    first, *sections = source.split("<![CDATA[")
    parts = [first]
    for section in sections:
        content, end, rest = section.partition("]]>")
        parts += [escape(content, quote=False), rest] if end else [section]
    return _EMPTY.sub(
        lambda match: match[0] if match[1].lower() in VOID else f"<{match[1]}{match[2]}></{match[1]}>", "".join(parts)
    )


def read_html(
    source: str,
    limits: Limits = DEFAULT_LIMITS,
    *,
    whole_page: bool = False,
    encoding: EncodingFacts | None = None,
    xhtml: bool = False,
) -> Reading:
    """The text of a page or of a piece of one.

    `source` is the decoded page; `whole_page` keeps what would be set aside as the site's
    own; `xhtml` says that a browser reads it as XML. Events: `ruby`, `hidden_text`, `furniture`,
    `struck`, `list_marker`, `image`, `fallback`, `outside_text`, `unread`.
    Raises InputError PD130 where the page is over a limit, PD134 where it is a set of frames.
    """
    check(len(source), limits.text_characters * 2, "the page", "text_characters", "characters")
    source, blocks = without_server_code(source.removeprefix("\ufeff"))
    parser = _parsed(expanded(source) if xhtml else source, limits)
    page = _opened(parser)
    writer = PageWriter(page, limits, whole_page, lambda inside: _opened(_parsed(inside, limits)))
    writer.run()
    text, events = writer.builder.finish()
    events = tuple(by_line(events))
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    frames = [frame.attributes.get("src") or "" for frame in parser.css("frameset frame")]
    if frames and not text:
        listed = ", ".join(name[:100] for name in frames[:5] if name)
        raise InputError("PD134", because("frames_without_text", frames=listed))
    facts = metadata(parser, source)
    if writer.furniture_characters:
        facts["furniture_han"] = str(writer.furniture_characters)
    if writer.images:
        facts["images"] = str(writer.images)
    problems = list(summary_problems(events))
    if blocks:
        problems.append(problem("PD144", "server_code", n=blocks))
    problems += _doubts(text, writer, sum(han_count(event.text) for event in events if event.kind == "hidden_text"))
    return Reading(text, events, tuple(problems), facts, encoding, "text/html", writer.builder.grids)


def _parsed(source: str, limits: Limits) -> LexborHTMLParser:
    screen(source, limits)
    fragment = _FIRST_TAG.match(source)
    if fragment:
        source = ("<table><tr>" if fragment[1].lower() in ("td", "th") else "<table>") + source
    return LexborHTMLParser(source)


def _opened(parser: LexborHTMLParser) -> Page:
    """What is found out about a page before its text is written."""
    root = parser.root
    if root is None:
        raise InputError("PD134", because("not_html"))
    sheets = [node.text(deep=True) for node in parser.css("style")]
    external = any("stylesheet" in (node.attributes.get("rel") or "").lower() for node in parser.css("link")) or any(
        "@import" in sheet for sheet in sheets
    )
    survey = Surveyor(read_rules(sheets, external)).run(root)
    scripts = (
        "".join(node.text(deep=True) for node in parser.css("script")) if parser.css_first("canvas") is not None else ""
    )
    return Page(root, survey, generated(root, sheets), scripts, digest("".join(sheets)), parser)


def _doubts(text: str, writer: PageWriter, hidden: int) -> list[Problem]:
    """What makes it doubtful that the text is the whole notice."""
    seen = han_count(text)
    problems = []
    if not text:
        key = "page_without_text_images" if writer.images else "page_without_text"
        problems.append(problem("PD143", key, n=writer.images))
    if hidden > seen:
        problems.append(problem("PD140", "more_hidden_than_shown", hidden=hidden, seen=seen))
    if writer.furniture_prose:
        problems.append(problem("PD142", "prose_set_aside", n=writer.furniture_prose))
    return problems


def reader(source: Source) -> Reading:
    """A web page, or a piece of one, for the table of readers."""
    text, facts, problems = decode(source.data, source.declared or declared_charset(source.data))
    reading = read_html(
        text,
        source.limits,
        whole_page=source.whole_page,
        encoding=facts,
        xhtml=source.name.lower().endswith((".xhtml", ".xht")),
    )
    return replace(reading, problems=(*unplaced(problems), *reading.problems))
