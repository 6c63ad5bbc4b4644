# SPDX-License-Identifier: Apache-2.0
"""What a browser prints above and below a page: the time and the title, the address and the number of the page."""

import re
from collections.abc import Iterator

from policydiff.model import ReadingEvent
from policydiff.vocabulary.patterns import late_pattern

_TIME = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},?[ \t]+(?:上午|下午)?\d{1,2}:\d{2}(?:[ \u202f][AP]M)?"
_ADDRESS = r"(?:https?|file)://\S{1,300}"
_FOOT = late_pattern(
    rf"^[ \t\f]*(?:(?P<address>{_ADDRESS})[ \t]+(?P<page>\d{{1,3}})/(?P<pages>\d{{1,3}})"
    rf"|(?P<page_first>\d{{1,3}}) ?(?:of|/|，共) ?(?P<all>\d{{1,3}})[ \t]+{_TIME})[ \t]*$",
    re.MULTILINE,
)
"""Chrome and Edge: the address and `1/2`; Firefox: `1 of 2` and the time."""
_MARKS = ("/", "，共", "of")
"""Of these a line below a page has one in any case."""
_HEAD = late_pattern(
    rf"\s{{0,20}}(?P<line>{_TIME}[ \t]{{1,40}}(?P<title>[^\n]{{1,200}}?)"
    rf"|(?P<named>[^\n]{{1,200}}?)[ \t]{{1,40}}{_ADDRESS})[ \t]{{0,40}}(?=\n|$)"
)
"""Chrome and Edge: the time and the title; Firefox: the title and the address."""


def browser_edges(text: str) -> Iterator[ReadingEvent]:
    """Events `running_head` for the lines that a browser has printed around the pages of a text.

    The lines below count the pages from 1, in one form and under one address. The line above a page stands right behind
    the line below the page before, or at the beginning of the text, with one title. Without lines below there are none.
    """
    if ":" not in text or not any(mark in text for mark in _MARKS):
        return
    feet = list(_FOOT.finditer(text))
    if not feet or not all(int(foot["page"] or foot["page_first"]) == n for n, foot in enumerate(feet, 1)):
        return
    if len({(foot["address"], foot["pages"], foot["all"]) for foot in feet}) > 1:
        return
    title = None
    for foot in feet:
        start = foot.start() + len(foot[0]) - len(foot[0].lstrip())
        yield ReadingEvent("running_head", start, foot.end(), foot[0].strip())
        head = _HEAD.match(text, foot.end())
        if head and (title is None or title == _title(head)):
            title = _title(head)
            yield ReadingEvent("running_head", head.start("line"), head.end("line"), head["line"])
    first = _HEAD.match(text)
    if first and title in (None, _title(first)):
        yield ReadingEvent("running_head", first.start("line"), first.end("line"), first["line"])


def _title(head: re.Match[str]) -> str:
    return (head["title"] or head["named"]).strip()
