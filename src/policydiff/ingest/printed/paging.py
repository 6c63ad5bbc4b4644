# SPDX-License-Identifier: Apache-2.0
"""Page numbers and running heads, recognized because they stand at the edge of page after page."""

import re
from collections import Counter

from msgspec import Struct

from policydiff.ingest.printed.browser import browser_edges
from policydiff.model import ReadingEvent
from policydiff.vocabulary.numerals import SOURCE_DIGITS
from policydiff.vocabulary.numerals import value as value_of
from policydiff.vocabulary.patterns import late_pattern

EDGE_LINES = 3
"""Lines at the top and bottom of a page that can be heads, feet or numbers."""
PAGES = 20_000
"""Form feeds beyond this number do not part pages."""
SHARE = 0.5
"""Share of the pages, of like parity or all, on which a line must stand to be a running head."""

LONGEST = 400
"""Code points beyond which a line is running text and no head."""

_NUMERAL = rf"(?:\d{{1,4}}|[ivxlc]{{1,6}}|[IVXLC]{{1,6}}|[{SOURCE_DIGITS}十百]{{1,5}})"
_PAGE_NUMBER = late_pattern(
    rf"^(?:[-–—―－·•~_\[\]【】|第]{{1,4}}|page|p\.)?\s{{0,4}}(?P<number>{_NUMERAL})\s{{0,4}}"
    rf"(?:[页頁]?\s{{0,2}}(?:[,，/／]|of|共)\s{{0,2}}共?\s{{0,2}}{_NUMERAL}\s{{0,2}})?[页頁]?\s{{0,4}}[-–—―－·•~_\[\]【】|]{{0,4}}$",
    re.IGNORECASE,
)
"""- 3 -, 第三页, 第3页 共12页, 3/12, Page iv"""
_LABEL = late_pattern(rf"\s*[第（(]?\s?(?P<number>{_NUMERAL})\s?(?:[）)、．。]|\.(?!\d)|[条條章节節款项項])")
_WORDS = late_pattern(r"[^\W\d_]{2}")
_DIGITS = late_pattern(rf"\d+|[{SOURCE_DIGITS}十百]{{1,6}}(?=[页頁期号號])")


class _Edge(Struct, frozen=True):
    """A line near the edge of a page: its page, its rank from the edge (negative from below), its span."""

    page: int
    rank: int
    start: int
    end: int
    text: str


def split_pages(text: str) -> list[tuple[int, int]]:
    """Spans of the pages of a text, parted by form feeds; one page where there is none."""
    starts = [0, *(match.end() for match in re.finditer("\f", text))]
    ends = [start - 1 for start in starts[1:]] + [len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if text[start:end].strip()]


def page_furniture(text: str) -> tuple[ReadingEvent, ...]:
    """Events `page_number` and `running_head` with the spans of those lines in a paged text, those that a browser
    printed among them.

    A number is one where it stands alone at an edge and counts with the pages (or has dashes
    around it); a head is a line that stands alike, digits aside, on half of the pages and on
    three at least, or on every second page.
    """
    if text.count("\f") > PAGES:
        return ()
    pages = split_pages(text)
    edges = [edge for index, (start, end) in enumerate(pages) for edge in _edges(text, index, start, end)]
    numbers = _numbers(edges, len(pages))
    taken = set(numbers)
    heads = _heads([edge for edge in edges if edge not in taken], len(pages))
    events = [ReadingEvent("page_number", edge.start, edge.end, edge.text) for edge in numbers]
    events += [ReadingEvent("running_head", edge.start, edge.end, edge.text) for edge in heads]
    starts = {event.start for event in events}
    events += [event for event in browser_edges(text) if event.start not in starts]
    return tuple(sorted(set(events), key=lambda event: event.start))


def _edges(text: str, page: int, start: int, end: int) -> list[_Edge]:
    lines = [(start + match.start(), start + match.end()) for match in re.finditer(r"[^\n]+", text[start:end])]
    spans = [
        (a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip()))
        for a, b in lines
        if text[a:b].strip()
    ]
    found = [_Edge(page, rank, a, b, text[a:b]) for rank, (a, b) in enumerate(spans[:EDGE_LINES])]
    below = spans[max(EDGE_LINES, len(spans) - EDGE_LINES) :]
    found += [_Edge(page, rank - len(below), a, b, text[a:b]) for rank, (a, b) in enumerate(below)]
    return [edge for edge in found if edge.end - edge.start <= LONGEST]


def _value(numeral: str) -> int:
    """The number that the numeral of a page says: Arabic, Han or Roman (12, 十二, 一二, xii)."""
    if (found := value_of(numeral.replace("○", "〇"))) is not None:
        return found
    total = 0
    for pair in zip(numeral.lower(), [*numeral.lower()[1:], " "], strict=True):
        values = ["ivxlc".find(c) for c in pair]
        one, other = ((1, 5, 10, 50, 100)[v] if v >= 0 else 0 for v in values)
        total += -one if one < other else one
    return total


def label_value(text: str) -> int | None:
    """The number that a line's label says, None where it has none: 三、 (3) 3. 第三条."""
    match = _LABEL.match(text)
    return _value(match["number"]) if match else None


def _numbers(edges: list[_Edge], pages: int) -> list[_Edge]:
    """Lines that hold a number only and count with the pages, at the first or last line but one."""
    found: list[tuple[_Edge, int]] = []
    for edge in edges:
        match = _PAGE_NUMBER.match(edge.text) if len(edge.text) <= 24 and edge.rank in (0, 1, -1, -2) else None
        if match:
            found.append((edge, _value(match["number"])))
    offsets = Counter((value - edge.page, edge.rank < 0) for edge, value in found)
    dressed = late_pattern(r"[-–—―－·•~\[\]【】页頁/／]")
    kept = []
    for edge, value in found:
        counting = offsets[(value - edge.page, edge.rank < 0)] >= (2 if pages < 6 else 3)
        if counting or (
            dressed.search(edge.text)
            and edge.rank in (0, -1)
            and pages >= 1
            and value <= pages + 2000
            and len(edge.text.strip()) > 2
        ):
            kept.append(edge)
    return kept


def _heads(edges: list[_Edge], pages: int) -> list[_Edge]:
    """Lines that stand alike on page after page."""
    if pages < 3:
        return []
    places: dict[tuple[str, bool], set[int]] = {}
    for edge in edges:
        places.setdefault((_shape(edge.text), edge.rank < 0), set()).add(edge.page)
    running = set()
    for key, found in places.items():
        parity = max(sum(1 for page in found if page % 2 == side) for side in (0, 1))
        if _WORDS.search(key[0]) and (len(found) >= max(3, pages * SHARE) or parity >= max(3, pages // 2 * 0.8)):
            running.add(key)
    return [edge for edge in edges if (_shape(edge.text), edge.rank < 0) in running]


def _shape(text: str) -> str:
    """A line with its numbers and blanks levelled, so that 第3页 and 第4页 are alike."""
    return _DIGITS.sub("#", "".join(text.split()))
