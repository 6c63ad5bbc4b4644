# SPDX-License-Identifier: Apache-2.0
"""Where the page around a notice stands: before it, between its title and its text, behind it.

What is of the page is a closed list (`page_words`), read item by item (`page_items`); a line that is not on it is the
notice's, and so is a word of the list in the middle of the notice. Never of the page: notes on access and on omissions,
the signature, and of the index block what the notice says of itself (成文日期, 发文字号, 有效性).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from policydiff.structure.front import TITLE_KIND
from policydiff.structure.heading import SIGNED
from policydiff.structure.notice import SHOWN, Furniture
from policydiff.structure.page_index import site_table
from policydiff.structure.page_items import JOINED, OPENING, REGISTERED, REVIEWED, Item
from policydiff.structure.page_known import NOTHING, Known
from policydiff.structure.page_rows import full_row, row
from policydiff.structure.page_values import LINK, is_about_notice
from policydiff.structure.page_words import BUTTONS, FONT_LABELS, LABELS, Words
from policydiff.structure.segments import Segments
from policydiff.structure.values import dates
from policydiff.vocabulary.numerals import HAN_ORDINAL
from policydiff.vocabulary.patterns import late_pattern

_JOINED = 200
"""So far from the start of a line the items of a bar are looked for: behind a title on one line with them."""
_ADDRESS = late_pattern(r"[!-~]{1,80}")
"""The rest of a web address, which a mail or a page has cut."""
_WRAPPED = 18
"""Canonical characters from which a line of the page may go on in the next: lines of 24 with blanks in them."""
_WRAPS = 2
"""Lines above the last one of a bar that runs over several."""
_REGISTRATION = late_pattern(rf"ICP|公网安备|标识码|^(?:{'|'.join(FONT_LABELS.split())})", re.IGNORECASE)
_HEAD_LINES = 12
"""Lines of the notice among which the bars before its text stand: title, number, names."""
_MOST_LINES = 60
_LONGEST_SIGNED = 90
"""Canonical characters of a line that signs a notice: issuers, a date, a note in brackets."""
_MOST_RELATED = 6
"""Titles of pages about the notice that a site lists in a row."""
_TAIL = 900
_LABEL = late_pattern(
    rf"[{HAN_ORDINAL}]{{1,3}}、|\([{HAN_ORDINAL}\d]{{1,3}}\)|\d{{1,2}}[.、](?!\d)|第[{HAN_ORDINAL}\d]{{1,5}}[条章]"
)


def _words(row: Words) -> list[str]:
    return f"{row.mainland} {row.taiwan} {row.hong_kong}".split()


_TEXT_END = late_pattern(r"[。;](?!$)|[。;:]$")
_RELATED_WORDS = [word for row in (*LABELS, *BUTTONS) if row.item.startswith("related") for word in _words(row)]
_RELATED = late_pattern(rf"(?:{'|'.join(_RELATED_WORDS)}) ?:?")
"""The word of the page that a list of other pages stands under."""
_OF_TITLE = late_pattern(r"\(?(?:政策|文件)?(?:解读|正文)")
_SIGNED = late_pattern(r"(?:日|\)|。)$")
"""What stands before the buttons behind a notice on its last line: its date, a note in brackets, a sentence."""


class _Read(NamedTuple):
    """A line, or two that one bar runs over, as pieces; `known` where the other copy's markup shows it."""

    start: int
    end: int
    pieces: Sequence[Item]
    known: bool = False

    @property
    def full(self) -> bool:
        """Nothing but items."""
        return all(piece.kind for piece in self.pieces)

    @property
    def sure(self) -> bool:
        """It holds an item that shows it to be a bar."""
        return self.known or any(piece.kind and piece.weight == "sure" for piece in self.pieces)


def head_furniture(segments: Segments, limit: int, known: Known = NOTHING) -> list[Furniture]:
    """Page items before the notice, and between its title and its text, up to offset `limit`."""
    text = segments.canonical.text
    table = site_table(segments, limit)
    found = [Furniture(entry.start, entry.end, "site_index") for entry in table if entry.aside]
    read: list[_Read] = []
    at, own, edge = 0, 0, True
    while at < limit and own < _HEAD_LINES and len(read) < _MOST_LINES:
        if any(entry.start <= at < entry.end for entry in table):
            at = segments.line_end(at)
            continue
        line = _line(segments, at, limit, known if edge else NOTHING)
        read.append(line)
        edge = edge and line.full
        if not line.full:
            own += 1
            if _ends_head(text[line.start : line.end]):
                break
        at = line.end
    for i, line in enumerate(read):
        near = [other for other in read[max(0, i - 1) : i + 2] if other.full and other is not line]
        found += _of_head(segments, line, near, read[:i]) or _behind_title_alone(segments, line, read[:i], at)
    if not found:
        found = _joined(segments, limit)
    found += _shown_title(text, read)
    return sorted({item.start: item for item in found}.values(), key=lambda item: item.start)


def _shown_title(text: str, read: Sequence[_Read]) -> list[Furniture]:
    """The title that a site shows above its bar, where the notice begins with the same lines right below it."""
    first = next((i for i, line in enumerate(read) if not line.full), len(read))
    bar = next((i for i in range(first, len(read)) if read[i].full), len(read))
    again = next((i for i in range(bar, len(read)) if not read[i].full), len(read))
    shown, own = (
        [text[line.start : line.end] for line in read[start : start + bar - first]] for start in (first, again)
    )
    if not shown or shown != own or not any(line.sure for line in read[bar:again]):
        return []
    return [Furniture(read[first].start, read[bar - 1].end, "navigation")]


def _line(segments: Segments, at: int, limit: int, known: Known) -> _Read:
    """The line that begins at `at`, with the next one where one bar runs over both."""
    text = segments.canonical.text
    end = min(segments.line_end(at), limit)
    if known.holds(text[at:end]):
        return _Read(at, end, [Item(at, end, "navigation", "sure")], known=True)
    line = _Read(at, end, row(segments, at, _stretch(text, at, end)))
    if line.pieces and line.pieces[-1].end < end:
        return line._replace(pieces=[*line.pieces, Item(line.pieces[-1].end, end, None, "weak")])
    if line.full and "http" in text[at:end] and end < limit:
        rest = _ADDRESS.match(text, end, min(segments.line_end(end), limit))
        if rest and segments.breaks_at(rest.end()):
            last = line.pieces[-1]._replace(end=rest.end())
            return _Read(at, rest.end(), [*line.pieces[:-1], last])
    if end - at >= _WRAPPED and end < limit and any(piece.kind for piece in line.pieces):
        below = min(segments.line_end(end), limit)
        both = full_row(segments, at, below)
        if _runs_over(text, both, end) and not (line.full and full_row(segments, end, below)):
            return _Read(at, below, both)
    return line


def _runs_over(text: str, both: Sequence[Item], at: int) -> bool:
    """Whether two lines of nothing but items are one bar, an item of which runs over the break `at` between them: one
    of a closed form does, or a name with more items behind it, so that no line of the notice is taken for the rest of a
    name."""
    over = next((piece for piece in both if piece.start < at < piece.end), None)
    return over is not None and (over is not both[-1] or _is_closed(text, over))


def _is_closed(text: str, item: Item) -> bool:
    """Whether an item has a form that tells where it ends: a date, a number, a button, a registration."""
    if item.kind in ("page_date", "counter", "share"):
        return True
    return item.kind == "navigation" and (
        item.weight == "word" or _REGISTRATION.search(text[item.start : item.end].lstrip(" (")) is not None
    )


def _stretch(text: str, start: int, end: int) -> int:
    """How much of a line is read: all of a short one, of a long one what stands before its first sentence ends."""
    if end - start <= _JOINED:
        return end
    stop = text.find("。", start, start + _JOINED)
    return stop if stop >= 0 else start + _JOINED


def _ends_head(line: str) -> bool:
    """Whether a line is of the text of a notice already, or calls those it is addressed to."""
    return _TEXT_END.search(line) is not None or _LABEL.match(line) is not None


def _of_head(segments: Segments, line: _Read, near: Sequence[_Read], before: Sequence[_Read]) -> list[Furniture]:
    """The items of a line before the text, each by itself."""
    text = segments.canonical.text
    bar = None if line.full else _behind_its_title(text, line)
    if bar:
        return _of_head(segments, bar, near, ())
    if not line.full and (not line.sure or _holds_a_field(text, line)):
        return []
    between = len(near) == 2 and all(other.sure for other in near)
    worded = line.full and any(piece.weight in ("word", "alone") and not piece.bare for piece in line.pieces)
    kept = []
    for piece in line.pieces:
        company = line.sure or (line.full and not piece.bare and (between or worded))
        told = {
            "sure": True,
            "word": line.full or line.sure,
            "alone": (line.full and (not piece.bare or _behind_title(text, before))) or line.sure,
            "weak": company,
            "foot": REGISTERED.search(text, line.start, line.end) is not None,
        }[piece.weight]
        if piece.kind and told:
            kept.append(_furniture(piece, line.known))
    return kept


def _behind_title_alone(segments: Segments, line: _Read, before: Sequence[_Read], head_end: int) -> list[Furniture]:
    """What alone on a line right behind the title is of the page, and anywhere else may be the notice's: an address
    with its word, and a date where another signs the notice at its end, no later than it.

    A date in brackets notes when a text was passed.
    """
    text = segments.canonical.text
    piece = line.pieces[0] if len(line.pieces) == 1 else None
    if piece is None or piece.kind is None or all(other.full for other in before) or not _behind_title(text, before):
        return []
    if piece.kind == "navigation" and LINK.search(text, piece.start, piece.end):
        return [_furniture(piece, known=False)]
    if piece.kind != "page_date" or not piece.bare or not text[line.start].isdigit():
        return []
    shown = next((value.value for value in dates(text[line.start : line.end])), "")
    start = max(head_end, len(text) - _TAIL)
    lines = (text[a:b] for a, b in segments.lines(start, len(text)) if b - a < _LONGEST_SIGNED)
    signed = [value.value for end in lines if (match := SIGNED.fullmatch(end)) for value in dates(match["date"])]
    return [_furniture(piece, known=False)] if signed and signed[-1] <= shown else []


def _furniture(piece: Item, known: bool) -> Furniture:
    assert piece.kind is not None
    return Furniture(piece.start, piece.end, SHOWN if known else piece.kind)


_FIELD = late_pattern(r"[\u4e00-\u9fff]{2,10} ?:")
_BAR: frozenset[str | None] = frozenset({"counter", "navigation", "share"})


def _holds_a_field(text: str, line: _Read) -> bool:
    """Whether a line that is not all items holds a field of a table or a list, and nothing that only a bar has."""
    if any(piece.kind in _BAR and piece.weight == "sure" for piece in line.pieces):
        return False
    return any(_FIELD.match(text, piece.start, piece.end + 1) for piece in line.pieces if not piece.kind)


def _behind_its_title(text: str, line: _Read) -> _Read | None:
    """The bar that stands on one line with the title before it; 解读 there may be the title's."""
    own = next((i for i, piece in enumerate(line.pieces) if piece.kind), len(line.pieces))
    bar = line._replace(pieces=line.pieces[own:])
    if not own or not bar.pieces or not bar.full:
        return None
    at = bar.pieces[0].start
    titled = TITLE_KIND.search(text, max(line.start, at - 30), at) and not _OF_TITLE.match(text, at, line.end)
    return bar if titled else None


def _behind_title(text: str, before: Sequence[_Read]) -> bool:
    """Whether the last line of the notice above ends a title, or none stands above."""
    own = [line for line in before if not line.full]
    return not own or TITLE_KIND.search(text, max(own[-1].start, own[-1].end - 30), own[-1].end) is not None


def _joined(segments: Segments, limit: int) -> list[Furniture]:
    """A date and a counter together, or one of them that the whole text begins with, where lines were joined."""
    text = segments.canonical.text
    line = min(segments.line_end(0), limit)
    if "。" not in text[:line]:
        return []
    match = JOINED.search(text, 0, _stretch(text, 0, line)) or OPENING.match(text, 0, line)
    found = []
    at = match.start() if match else line
    while match and (item := OPENING.match(text, at, match.end())):
        found.append(Furniture(at, item.end(), "page_date" if item["date"] else "counter"))
        at = item.end()
    return found


def tail_furniture(segments: Segments, known: Known = NOTHING) -> list[Furniture]:
    """Page items after the notice: the longest run of items that reaches to the end of the text."""
    length = len(segments.canonical.text)
    run: list[_Read] = []
    at, last = length, None
    while at > max(0, length - _TAIL) and last is None:
        line = _upward(segments, at, known)
        if line.full:
            run.insert(0, line)
            at = line.start
        else:
            last = line
    kept = run
    for i in range(len(run) - 1, -1, -1):
        near = run[max(0, i - 1) : i + 2]
        if not all(_behind_notice(segments, piece, run[i], near) for piece in run[i].pieces):
            kept, last = run[i + 1 :], run[i]
            break
    found = [_furniture(piece, line.known) for line in kept for piece in line.pieces]
    if last is not None:
        found = [*(_furniture(piece, known=False) for piece in _last_pieces(segments, last)), *found]
    return found


def _upward(segments: Segments, end: int, known: Known) -> _Read:
    """The line that ends at `end`, with the one above where one bar runs over both."""
    start = segments.line_start(end - 1)
    if known.holds(segments.canonical.text[start:end]):
        return _Read(start, end, [Item(start, end, "navigation", "sure")], known=True)
    line = _Read(start, end, _pieces_of(segments, start, end))
    if not line.full and _is_related(segments, start, end):
        return _Read(start, end, [Item(start, end, "navigation", "sure")])
    if line.full:
        return line
    text, above = segments.canonical.text, start
    for _ in range(_WRAPS):
        below, above = above, segments.line_start(above - 1) if above else 0
        if below - above < _WRAPPED or end - above > _JOINED:
            break
        both = full_row(segments, above, end)
        address = _ADDRESS.fullmatch(text, start, end) and "http" in text[above:start]
        if _runs_over(text, both, start) or (both and address):
            return _Read(above, end, both)
    return line


def _is_related(segments: Segments, start: int, end: int) -> bool:
    """Is it the title of a page about the notice, in a list of such under a word of the page (相关解读)?"""
    text = segments.canonical.text
    for _ in range(_MOST_RELATED):
        if not start or not is_about_notice(text[start:end]):
            return False
        start, end = segments.line_start(start - 1), start
        if _RELATED.fullmatch(text, start, end):
            return True
    return False


def _pieces_of(segments: Segments, start: int, end: int) -> list[Item]:
    """The pieces of a line; of a long one those behind the first gap near its end."""
    if end - start <= _JOINED:
        return row(segments, start, end)
    cut = next(iter(segments.soft(end - _JOINED, end)), end)
    return [Item(start, cut, None, "weak"), *row(segments, cut, end)]


def _behind_notice(segments: Segments, piece: Item, line: _Read, near: Sequence[_Read]) -> bool:
    """Whether an item is of the page behind a notice, where a date may be its own: the one that signs it, the one of
    its last table."""
    text = segments.canonical.text
    if piece.weight == "foot":
        return any(REGISTERED.search(text, other.start, other.end) for other in (line, *near))
    dated = piece.kind == "page_date" and not REVIEWED.search(text, line.start, line.end)
    if piece.weight in ("sure", "word") and not dated:
        return piece.kind is not None
    shown = (other for read in (near if dated and piece.weight == "sure" else [line]) for other in read.pieces)
    company = any(
        other.kind and other.weight == "sure" and not (dated and other.kind == "page_date") for other in shown
    )
    return company and (not piece.bare or piece.weight == "alone")


def _last_pieces(segments: Segments, line: _Read) -> list[Item]:
    """The items that end a line which begins with the notice: behind its date, a note in brackets, a sentence, or with
    one among them that is sure."""
    kept: list[Item] = []
    for piece in reversed(line.pieces):
        if piece.kind is None or not _behind_notice(segments, piece, line, [line]):
            break
        kept.insert(0, piece)
    if not kept or kept[0].start == line.start:
        return kept
    before = segments.canonical.text[: kept[0].start]
    return kept if any(piece.weight == "sure" for piece in kept) or _SIGNED.search(before[-1:]) else []
