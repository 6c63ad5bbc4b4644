# SPDX-License-Identifier: Apache-2.0
"""What names a notice at a glance: title, own document number, date, read off the first and last lines.

The whole structure of a notice takes milliseconds; of a hundred thousand files only these
lines are read. What is not certain is left out: an empty value tells nothing apart.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from policydiff.canonical.skeleton import folded, folded_places, skeleton
from policydiff.structure.closing import MARKING
from policydiff.structure.front import TITLE_KIND
from policydiff.structure.titles import editions, without_years, years
from policydiff.structure.values import Value, dates, doc_numbers
from policydiff.vocabulary.dates import WHOLE_DATE
from policydiff.vocabulary.numerals import HAN_ORDINAL
from policydiff.vocabulary.patterns import late_pattern

_HEAD, _TAIL = 1200, 400
"""Characters looked at, glosses included: a title, a number and an addressee fit with room."""
_NEAR = 400
"""Characters in which most titles stand."""
_OPEN = 40
"""Characters at their end that may be of a gloss that closes behind them."""
_GLOSS = late_pattern(r"[(\[][^()\[\]0-9\u3400-\u9fff]{1,32}[)\]]")
_APART = late_pattern(rf"{_GLOSS.pattern}|\s+")
_PARTED = late_pattern(r"[ \t\u3000\xa0]{1,12}(?=[号年月日\d])")
"""Blanks that typesetting puts beside digits: 〔2022〕71 号, 2022 年 6 月 27 日."""
_HAN = late_pattern(r"[\u3400-\u9fff]|(?:19|20)\d{2}$")
_CONTINUED = late_pattern(r"\((?:第.{1,3}[版次]|试行|暂行|修[订正改]|草案|(?:19|20)\d{2})[^()]{0,12}\)(?:的?通知|》)?")
"""What may follow a title on a line of its own: (第九版)的通知."""
_CITED = late_pattern(r"《([^《》]{6,80})》|(?:转发|批转|印发)(.{6,80}?)的?通知")
_WORDS = late_pattern(r"[#>*\s-]+$|<!--|[A-Za-z:/.]{3,}")
_LABELLED = late_pattern(r"[\u4e00-\u9fff]{2,8}[:|]")
"""A line of the page with its label: 浏览量:35, 成文日期:2023年2月9日."""
_TITLE_BEFORE = late_pattern(
    r"[\u4e00-\u9fff]{0,10}?(?:通知|意见|方案|办法|规定|批复|通报|决定|公告|措施|计划|要点)(?=[\u4e00-\u9fff]{1,12}〔)"
)
"""关于印发工作要点的通知市政发〔2023〕7号"""
_CELL_END = late_pattern(r"[\t|]")
_NUMBERED_ROW = late_pattern(r" *\d{1,3} +[^\d ]")
"""The number of a row and its first cell, where blanks stand between cells."""
_LABELLED_NUMBER = late_pattern(r"(?:发文字号|文号|发文文号)[:|]?(.{4,40})")
_LABELLED_DATE = late_pattern(r"(?:成文日期|印发日期|签发日期)[:|]?(.{6,16})")
SIGNED = late_pattern(rf"(?:[\u4e00-\u9fff()、]{{2,60}})?(?P<date>{WHOLE_DATE})(?:\([^()]{{2,30}}\))?$")
_PASSED = late_pattern(r"会议通过|修正|修订|公布|批准|颁布")
_PASSED_DATE = late_pattern(r"(?:^[(>*-]*|根据)(\d{4}年\d{1,2}月\d{1,2}日)(?![起前后至印])")
_ARTICLE_END = late_pattern(rf"第[{HAN_ORDINAL}\d]{{1,6}}条$")
"""The number of an article, behind the heading of its chapter on one line; no kind of document as 二十条 is."""
_DATED_LAW = late_pattern(r"([\u4e00-\u9fff]{4,60}(?:法|条例|规定|办法|细则|决定))(?=\(?(?:19|20)\d{2}年\d{1,2}月)")
"""A law's title that runs into the date when it was passed, where lines were joined."""
_FIRST_ARTICLE = late_pattern(r"第[一1]条")
_BODY = late_pattern(r"[。;]|[:]$")
_KIND = 40
"""Characters at a title's end in which its kind stands, an edition in brackets behind it included."""
_LAST = 30
"""Pieces at the end among which the signature is looked for."""
TITLE = 6
"""Han characters and digits of a title that names a notice by itself."""
_LONGEST = 130
"""Characters of a title; the longest of the official ones measured has 96."""


class Heading(Struct, frozen=True):
    """What names a notice; empty where the copy does not say it."""

    title: str = ""
    """As the copy has it, in canonical form."""
    core: str = ""
    """The title's Han characters without years and editions."""
    cited: tuple[str, ...] = ()
    """The cores of the titles that it speaks of: what it issues or forwards."""
    years: tuple[str, ...] = ()
    """Years and editions in the title."""
    number: str = ""
    """Its own document number in one spelling, 国发〔2022〕18号."""
    date: str = ""
    """When it was signed, or last passed or amended: 2022-05-31."""


def heading(text: str) -> Heading:
    """Title, own number and date of a notice."""
    lines = _lines(text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}")
    pieces = _pieces(lines)
    title, number = _title_and_number(pieces)
    others = _without_rows(lines)
    date = _date(pieces, pieces if len(others) == len(lines) else _pieces(others))
    return Heading(title, _core(title), _cited(title), (*years(title), *editions(title)), number, date)


def as_written(title: str, text: str) -> str:
    """A title that was read off a text, as the text has it: in its script, without glosses and blanks."""
    head = text[:_HEAD]
    if title in head:
        return title
    for size in (_NEAR, _HEAD):
        form, places = folded_places(head[:size])
        plain = _APART.sub("", form)
        at = plain.find(title)
        if at >= 0 and (size == _HEAD or at + len(title) + _OPEN < len(plain)):
            return "".join([head[places[n]] for n in _standing(form, at, len(title))])
    return title


def _standing(form: str, at: int, size: int) -> list[int]:
    """Where so many characters stand that are the ones from `at` on without what is apart."""
    found: list[int] = []
    last = 0
    for apart in _APART.finditer(form):
        here = range(last, apart.start())
        found += here[at : at + size - len(found)]
        if len(found) == size:
            return found
        at, last = max(0, at - len(here)), apart.end()
    return [*found, *range(last, len(form))[at : at + size - len(found)]]


def _cited(title: str) -> tuple[str, ...]:
    """Cores of the titles in a title; what is forwarded or issued may itself end in 通知 or not."""
    cores: dict[str, None] = {}
    for found in _CITED.finditer(title):
        named = _core(found[1] or found[2])
        for ending in ("",) if found[1] else ("", "通知", "的通知"):
            core = named + ending
            if len(core) >= TITLE:
                cores[core] = None
    return tuple(cores)


def _core(title: str) -> str:
    return skeleton(without_years(title))


def _lines(text: str) -> list[str]:
    """The lines of a text in canonical form and without glosses."""
    return _PARTED.sub(_joined, _GLOSS.sub("", folded(text))).splitlines()


def _pieces(lines: Sequence[str]) -> list[str]:
    """The pieces of lines that white space parts."""
    return [piece for piece in " ".join(lines).split() if not _WORDS.match(piece)]


def _without_rows(lines: Sequence[str]) -> list[str]:
    """The lines without the rows of tables: those of three cells and more, those that begin with their number, and
    those of two cells beside each other."""
    cells = [0, *map(_cells, lines), 0]
    return [
        line
        for at, line in enumerate(lines, 1)
        if not (cells[at] > 2 or (cells[at] == 2 and 2 in (cells[at - 1], cells[at + 1])) or _NUMBERED_ROW.match(line))
    ]


def _cells(line: str) -> int:
    """How many cells of a line have something in them; one of a line without marks between cells."""
    if "\t" not in line and "|" not in line:
        return 1
    return len([cell for cell in _CELL_END.split(line) if cell.strip(" -")])


def _joined(blank: re.Match[str]) -> str:
    """Nothing for a blank inside a number or a date, the blank itself elsewhere."""
    before, after = blank.string[max(0, blank.start() - 1) : blank.start()], blank.string[blank.end()]
    inside = (before.isdigit() and not after.isdigit()) or (before in ("年", "月") and after.isdigit())
    return "" if inside else blank[0]


def _title_and_number(pieces: list[str]) -> tuple[str, str]:
    """The first run of pieces that ends as titles do, and the number that stands on its own around it."""
    title = number = joined = ""
    for piece in pieces[:24]:
        found = "" if number else own_number(piece)
        if found:
            number = found
            piece = _without_number(piece)
        if title:
            if _CONTINUED.fullmatch(piece) and not found:
                title += piece
            elif _BODY.search(piece) or number:
                break
            continue
        if not _HAN.search(piece) or _LABELLED.match(piece) or (_BODY.search(piece) and not _ends_as_title(piece)):
            joined = ""
            continue
        law = _DATED_LAW.match(piece)
        if law and not joined:
            return law[1], number
        if SIGNED.fullmatch(piece) or MARKING.fullmatch(piece):  # of a letter before the document that it issues
            joined = ""
            continue
        joined = f"{joined}{piece}"[-_LONGEST:]
        if _ends_as_title(piece) and 3 < len(joined) < _LONGEST:
            title = joined
    return _once(title.strip("#*>-|_")), number


def own_number(piece: str) -> str:
    """The document number of a line where it is the notice's own: alone, labelled, or closing a title; else nothing."""
    if "号" not in piece:
        return ""
    labelled = _LABELLED_NUMBER.search(piece)
    whole = labelled[1] if labelled else piece
    values = _numbers(whole)
    if not values:
        return ""
    value = values[-1]
    alone = value.start <= 1 and (value.end == len(whole) or whole[value.end] in ")-—_|")
    closes = value.end >= len(whole) - 1 and _ends_as_title(whole[: value.start].rstrip("("))
    return value.value if labelled or alone or closes else ""


def _ends_as_title(piece: str) -> bool:
    """Does it end with a kind of document?"""
    return TITLE_KIND.search(piece, max(0, len(piece) - _KIND)) is not None and not _ARTICLE_END.search(
        piece, max(0, len(piece) - 9)
    )


def _numbers(piece: str) -> list[Value]:
    """The document numbers of a piece; a title that runs into it (…的通知市政发〔2023〕7号) is not."""
    found = []
    for value in doc_numbers(piece):
        kind = _TITLE_BEFORE.match(value.value)
        cut = kind.end() if kind else 0
        found.append(Value(value.start + cut, value.end, value.value[cut:]))
    return found


def _without_number(piece: str) -> str:
    """What is left of a piece beside the number in it."""
    for value in reversed(_numbers(piece)):
        piece = piece[: value.start].rstrip("(") + piece[value.end :].lstrip(")-—_|")
    return piece


def _once(title: str) -> str:
    """A title that stands twice in a row, once."""
    half = len(title) // 2
    return title[:half] if half > 4 and len(title) % 2 == 0 and title[:half] == title[half:] else title


def _date(pieces: list[str], signed_pieces: list[str]) -> str:
    """`signed_pieces` are those among which a signature may stand."""
    for piece in pieces[:40]:
        labelled = _LABELLED_DATE.search(piece)
        if labelled and (found := dates(labelled[1])):
            return found[0].value
    for piece in reversed(signed_pieces[-_LAST:]):
        signed = SIGNED.match(piece)
        if signed and (found := dates(signed["date"])):
            return found[0].value
    return _passed(pieces)


def _passed(head: list[str]) -> str:
    """The last date of the lines that say when a law was passed and amended: they begin with a date or 根据."""
    latest = ""
    for at, piece in enumerate(head):
        if _FIRST_ARTICLE.match(piece):
            break
        found = _PASSED_DATE.findall(piece)
        if found and _PASSED.search("".join(head[at : at + 3])):
            latest = max([latest, *(value.value for date in found for value in dates(date))])
    return latest
