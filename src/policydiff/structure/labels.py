# SPDX-License-Identifier: Apache-2.0
"""Everything in a text that could be a label, with where it stands and how well that place suits a label.

Which of them are labels is decided by `sequence`: a place alone cannot tell 第三条 at the
start of an article from 第三条 that a hard wrap brought to the start of a line.
"""

import re
from bisect import bisect_left
from enum import IntEnum
from typing import NamedTuple

from policydiff.canonical.text import Canonical
from policydiff.structure.marks import HAN, QUOTE, SENTENCE_END
from policydiff.structure.segments import gap_before
from policydiff.vocabulary.numerals import HAN_ORDINAL, ONE_TO_TEN, value
from policydiff.vocabulary.patterns import late_pattern


class Rank(IntEnum):
    """Families of labels from the outermost in; a rank holds whatever stands around a label, so that
    one lost label cannot move the others. Order of 一、 （一） 1. （1） by GB/T 9704-2012, 7.3.3."""

    PART = 1
    CHAPTER = 2
    DIVISION = 3
    ARTICLE = 4
    HAN_COMMA = 5
    HAN_PAREN = 6
    ARABIC = 7
    DECIMAL = 8
    DECIMAL_2 = 9
    DECIMAL_3 = 10
    DECIMAL_4 = 11
    ARABIC_PAREN = 12
    ARABIC_HALF = 13
    CIRCLED = 14


class Standing(IntEnum):
    """How well a place suits a label."""

    WEAK = 0
    """In mid-line with nothing before it that ends a sentence."""
    SPACED = 1
    """After white space in the source."""
    SENTENCE = 2
    """After a mark that ends a sentence or a bracket."""
    LINE = 3
    """At the start of a line."""


class Candidate(NamedTuple):
    """A run of characters that reads like a label; offsets count canonical characters.

    `number` is the ordinal's value (sub-numbers of 第六条之一 in `branch`), `style` the family's
    name as nodes carry it.
    """

    start: int
    end: int
    rank: int
    number: int
    branch: tuple[int, ...]
    style: str
    place: Standing

    @property
    def ordinal(self) -> str:
        """The ordinal in one spelling: 12, 6-1, 2.1.1."""
        if not self.branch:
            return str(self.number)
        sep = "." if self.style == "decimal" else "-"
        return sep.join(map(str, (self.number, *self.branch)))


_N = f"[{HAN_ORDINAL}]"
_BODY = rf"(?=[{HAN}{QUOTE}《〈(A-Za-z]|\d{{4}}年|\Z)"
_LABEL = late_pattern(
    # The first character is taken by one class, so that the search skips along the text by it.
    # The next character settles most places (2023年, 一批) before any alternative is tried.
    rf"[第笫({HAN_ORDINAL}0-9①-⒛㈠-㈩](?:(?=[{HAN_ORDINAL}0-9、.,。;:)])|(?<=[①-⒛㈠-㈩]))(?:"
    rf"(?<=[第笫])(?:(?P<article>\d{{1,4}}(?:-\d{{1,2}})?|{_N}{{1,9}})条(?:之(?P<branch>{_N}{{1,3}}|\d{{1,2}}))?|(?P<chapter>{_N}{{1,5}}|\d{{1,3}})(?P<unit>分?编|篇|章|节)(?P<beside>之{_N}{{1,2}})?)"
    rf"|(?<=\()(?:(?P<han_paren>{_N}{{1,5}})|(?P<arabic_paren>[1-9]\d{{0,2}}))\)[、.]?"
    rf"|(?<={_N}){_N}{{0,4}}(?P<han_comma>、(?!{_N}{{1,5}}[、章条])|\.|[,。;:](?=[{HAN}]))"
    rf"|(?<=\d)(?:(?P<decimal>\d?(?:\.\d{{1,2}}){{1,3}})\.?{_BODY}|\d{{0,2}}(?:(?P<half>\))|(?P<arabic>[.、]){_BODY}))"
    r"|(?<=[①-⒛㈠-㈩])(?P<single>))"
)
CITED = late_pattern(r"[第和及至或与到、,;:。)]|规定|另有|所列|之规定|的规定|中的|款|项")
_CITED_UNIT = late_pattern(r"[至、]|[和及与或]第|的?规定|所列")
"""Behind the number of a cited chapter, which a hard wrap may bring to the start of a line:
本章⏎第一节至第五节的规定."""
NOT_ITEM = late_pattern(rf"项(?!目)|款(?!项)|目(?![标的前录])|[和及至或与到、]?\([{ONE_TO_TEN}\d]{{1,4}}\)")
"""Behind the bracket of a cited item: （一）项, （一）至（三）项."""
SLIPPED = ",。;:"
"""Marks that a copy may have for the 、 of a label; such a label counts only where it is the next one."""
_MARKS = 8
"""So many marks of a list or of Markdown may stand before a label."""
_LINES_BETWEEN = 6
"""A chapter of a plan numbered by decimals may have so many lines before its first section."""
HEADING = late_pattern(r"第[^第。;,]{1,5}[编篇章节][^。;,]*$")
"""A heading of a chapter, up to the article that follows it."""
_LAW = late_pattern(r"(?:法|条例|规定|办法|细则|决定|规则|规程|章程)$")
_CITING = late_pattern("本|依|按|据|违反|适用")
_TITLE = 60
"""Canonical characters a law's title may have."""
BULLETS = "*#>-·•●■◆○"
_AFTER = frozenset(SENTENCE_END + ":")
_UNITS = {
    "编": (Rank.PART, "part"),
    "篇": (Rank.PART, "part"),
    "分编": (Rank.PART, "part"),
    "章": (Rank.CHAPTER, "chapter"),
    "节": (Rank.DIVISION, "division"),
}
_STRUCTURAL = frozenset({"article", "branch", "unit", "beside"})
_DIGITS = frozenset("0123456789")
_JOINS = frozenset(".-/%~")
REFERRING = frozenset("第款项条")
_ARABIC = {
    ".": (Rank.ARABIC, "arabic_dot"),
    "、": (Rank.ARABIC, "arabic_comma"),
    ")": (Rank.ARABIC_HALF, "arabic_half"),
}
_SINGLES = (
    (Rank.HAN_PAREN, "han_paren", 0x3220),
    (Rank.ARABIC, "arabic_dot", 0x2488),
    (Rank.ARABIC_PAREN, "arabic_paren", 0x2474),
    (Rank.CIRCLED, "circled", 0x2460),
)
"""Labels of one character (㈠ ⒈ ⑴ ①): family, style, and the code point of the first."""
_PLAIN = {
    "han_comma": (Rank.HAN_COMMA, "han_comma"),
    "han_paren": (Rank.HAN_PAREN, "han_paren"),
    "arabic_paren": (Rank.ARABIC_PAREN, "arabic_paren"),
}


def candidates(canonical: Canonical, start: int, end: int) -> list[Candidate]:
    """All candidates between two canonical offsets, in order. Linear in the length of the text."""
    text = canonical.text
    breaks = frozenset(canonical.breaks)
    found = []
    for match in _LABEL.finditer(text, start, end):
        candidate = _candidate(canonical, match, breaks, start)
        if match.lastgroup == "arabic" and match.start() > start + 1 and text[match.start() - 1] == " ":
            found += _parted(canonical, match, breaks, start)
        if candidate is not None:
            found.append(candidate)
    return _with_bare_numbers(canonical, found, start)


def single(char: str) -> tuple[Rank, str, int]:
    """Rank, style and number of a label of one character."""
    rank, style, first = next(entry for entry in _SINGLES if ord(char) >= entry[2])
    return rank, style, ord(char) - first + 1


def _parted(canonical: Canonical, match: re.Match[str], breaks: frozenset[int], start: int) -> list[Candidate]:
    """The label that a stray space parts (1 3. for 13.), which counts only where it is the next one; one that a wrap
    parts right behind a sentence stands where its first digit does."""
    text = canonical.text
    at, end = match.start() - 2, match.end()
    last = text[match.start() : end - 1]
    place = _place(canonical, at, breaks, start)[0]
    if not text[at].isdigit() or len(last) > 1 or place < Standing.SPACED:
        return []
    rank, style = _ARABIC[text[end - 1]]
    wrapped = canonical.bare[at + 1] in "\r\n" and place is Standing.SENTENCE
    return [Candidate(at, end, rank, int(text[at] + last), (), style, place if wrapped else Standing.WEAK)]


def _with_bare_numbers(canonical: Canonical, found: list[Candidate], start: int) -> list[Candidate]:
    """The candidates with the headings above decimal ones: `1 总则` above `1.1 目的`, short and without a mark."""
    first = [candidate for candidate in found if candidate.branch == (1,) and candidate.style == "decimal"]
    if not first:
        return found
    text, breaks = canonical.text, (start, *canonical.breaks)
    for candidate in first:
        i = bisect_left(breaks, candidate.start) - 1
        for line in reversed(breaks[max(0, i - _LINES_BETWEEN) : i + 1]):
            head = re.compile(rf"{candidate.number}(?=[{HAN}])").match(text, line)
            if head and line >= start:
                found.append(Candidate(line, head.end(), Rank.DECIMAL, candidate.number, (), "decimal", Standing.LINE))
                break
    return sorted(found)


def _candidate(canonical: Canonical, match: re.Match[str], breaks: frozenset[int], start: int) -> Candidate | None:
    """The label that a match may be, with rank, number and standing; None where it is part of the wording (a decimal, a
    citation, a list in brackets)."""
    text = canonical.text
    at, end = match.span()
    kind = match.lastgroup or ""
    before = text[at - 1] if at > start else ""
    if kind in _STRUCTURAL:
        place, at = _place(canonical, at, breaks, start)
        if place is Standing.WEAK and kind in ("article", "branch") and _under_heading(canonical, at, breaks, start):
            place = Standing.SENTENCE
        return (
            None
            if place < Standing.SPACED
            else _heading(match, at, place)
            if match["unit"]
            else _article(canonical, match, at, place)
        )
    branch: tuple[int, ...] = ()
    if kind in ("han_comma", "han_paren", "arabic_paren"):
        if (before in REFERRING and at not in breaks) or (kind != "han_comma" and NOT_ITEM.match(text, end)):
            return None
        rank, style = _PLAIN[kind]
        number = value(text[at : end - 1] if kind == "han_comma" else match[kind])
    elif kind == "single":
        rank, style, number = single(text[at])
    elif before in _DIGITS or (kind == "half" and before == " ") or (before in _JOINS and at not in breaks):
        return None
    elif kind == "decimal":
        number, *rest = map(int, text[at:end].rstrip(".").split("."))
        branch = tuple(rest)
        rank, style = Rank(Rank.DECIMAL + len(branch)), kind
    else:
        number = int(text[at : end - 1])
        rank, style = _ARABIC[text[end - 1]]
    place, at = _place(canonical, at, breaks, start)
    if kind == "han_comma" and text[end - 1] in SLIPPED:
        return Candidate(at, end, rank, number, (), style, Standing.WEAK) if number and place is Standing.LINE else None
    if (
        not number
        or (place is Standing.WEAK and rank not in (Rank.ARABIC, Rank.HAN_PAREN))
        or (branch and place < Standing.LINE)
    ):
        return None
    return Candidate(at, end, rank, number, branch, style, place)


def _article(canonical: Canonical, match: re.Match[str], at: int, place: Standing) -> Candidate | None:
    if place < Standing.LINE and CITED.match(canonical.text, match.end()) and not _set_off(canonical, match.end()):
        return None
    numeral, _, branch = match["article"].partition("-")
    number, below = value(numeral), value(match["branch"] or branch) if match["branch"] or branch else None
    if not number:
        return None
    return Candidate(
        at,
        match.end(),
        Rank.ARTICLE,
        number,
        () if below is None else (below,),
        "article_arabic" if numeral.isascii() else "article",
        place,
    )


def _set_off(canonical: Canonical, at: int) -> bool:
    """Is what stands before `at` set off by a space, as an article's number is from its text and a citation is not?"""
    return canonical.source[canonical.offsets.end_to_source(at) :][:1] in (" ", "\u3000", "\u00a0", "\t")


def _heading(match: re.Match[str], at: int, place: Standing) -> Candidate | None:
    if _CITED_UNIT.match(match.string, match.end()):
        return None
    number = value(match["chapter"])
    beside = value(match["beside"][1:]) if match["beside"] else None
    rank, style = _UNITS[match["unit"]]
    return (
        Candidate(at, match.end(), rank, number, () if beside is None else (beside,), style, place) if number else None
    )


def _under_heading(canonical: Canonical, at: int, breaks: frozenset[int], start: int) -> bool:
    """Does a heading stand right before: 第二章法律责任第九条, or the law's title before its first article?"""
    text = canonical.text
    heading = HEADING.search(text, max(start, at - 40), at)
    if heading is not None:
        return _place(canonical, heading.start(), breaks, start)[0] >= Standing.SENTENCE
    if not text.startswith(("第一条", "第1条"), at) or not _LAW.search(text, max(start, at - 2), at):
        return False
    begins = max(text.rfind(mark, max(start, at - _TITLE), at) for mark in "。;:,!?") + 1
    return (begins > 0 or at - start <= _TITLE) and not _CITING.search(text, max(begins, start), at)


def _place(canonical: Canonical, at: int, breaks: frozenset[int], start: int) -> tuple[Standing, int]:
    """How well offset `at` suits a label, and where the label starts with the Markdown marks before it."""
    text = canonical.text
    first = at
    while first > max(start, at - _MARKS) and text[first - 1] in BULLETS and first not in breaks:
        first -= 1
    if first == start or first in breaks:
        return (Standing.WEAK if first > start and text[first - 1] in "、,(" and first == at else Standing.LINE), first
    if text[at - 1] in _AFTER:
        return Standing.SENTENCE, at
    if _after_break(canonical, at):
        return Standing.LINE, at
    if gap_before(canonical, at):
        return (Standing.WEAK if text[at - 1] in "、,(" else Standing.SPACED), at
    return Standing.WEAK, at


def _after_break(canonical: Canonical, at: int) -> bool:
    """Whether a line of the source starts at `at`, its indent aside. A break between two digits or two letters is no
    break of the canonical text, which has a space there."""
    source, start = canonical.source, canonical.offsets.to_source(at)
    while start and source[start - 1].isspace():
        start -= 1
        if source[start] in "\r\n":
            return True
    return False
