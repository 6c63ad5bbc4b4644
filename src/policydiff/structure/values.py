# SPDX-License-Identifier: Apache-2.0
"""Values that stand in running text: dates, document numbers, citations.

All read canonical text and answer canonical offsets. Forms after GB/T 15835-2011 (numerals),
GB/T 9704-2012 (document numbers, dates) and the copies the rules were tried on.
"""

import re
from typing import NamedTuple

from policydiff.structure.marks import HAN
from policydiff.vocabulary.dates import HAN_DAY, HAN_MONTH, HAN_YEAR
from policydiff.vocabulary.numerals import han_value
from policydiff.vocabulary.patterns import late_pattern


class Value(NamedTuple):
    """A span and its value in one spelling: 2023-02-09, 国发〔2022〕18号, the title of a citation."""

    start: int
    end: int
    value: str


_DATE = late_pattern(
    rf"(?P<year>(?:19|20)\d{{2}}|{HAN_YEAR})"
    rf"(?:年(?:(?P<month>\d{{1,2}}|{HAN_MONTH})月(?:(?P<day>\d{{1,2}}|{HAN_DAY})日)?)?"
    r"|(?P<sep>[-./])(?P<month2>\d{1,2})(?:(?P=sep)(?P<day2>\d{1,2}))(?!\d))"
    r"|(?<![\d年])(?P<month3>\d{1,2})月(?P<day3>\d{1,2})日"
)
"""2023年2月9日, 二〇二三年二月, 2023-02-09, 6月30日"""
_DOC_NUMBER = late_pattern(
    rf"(?P<agency>[{HAN}]{{1,10}}(?:\([{HAN}]{{1,6}}\)[{HAN}]{{0,4}})?)\((?P<year>(?:19|20)\d{{2}})\)(?:第)?(?P<serial>\d{{1,5}})号"
    rf"|(?P<body>[{HAN}]{{1,14}}公告)(?:\(?(?P<year2>(?:19|20)\d{{2}})\)?年?)第(?P<serial2>\d{{1,4}})号"
)
"""国发(2022)18号, 财政部公告2020年第6号"""
_NOT_AGENCY = late_pattern(
    rf".*[的了和与及按照据依见由为》。,;:、(]|[{HAN}]*(?:通知|意见|措施|方案|办法|规定|批复|决定|公告|精神|根据|按照|依据)"
)


def dates(text: str) -> list[Value]:
    """Dates with a year, in any of the written forms, and bare 月日; in ISO order, as far as they go (2023, 2023-02,
    2023-02-09, --02-09)."""
    found = []
    for match in _DATE.finditer(text):
        year = _year(match["year"]) if match["year"] else "-"
        month, day = (
            match["month"] or match["month2"] or match["month3"],
            match["day"] or match["day2"] or match["day3"],
        )
        if match["year"] and not month and not match.group().endswith("年"):
            continue
        parts = [
            year,
            *(f"{han_value(part) if not part.isdigit() else int(part):02d}" for part in (month, day) if part),
        ]
        found.append(Value(match.start(), match.end(), "-".join(parts)))
    return found


def _year(numeral: str) -> str:
    return numeral if numeral.isdigit() and numeral.isascii() else str(han_value(numeral))


def doc_numbers(text: str) -> list[Value]:
    """Document numbers (国发〔2022〕18号, 财政部公告2020年第6号); the value has tortoise-shell brackets as GB/T
    9704-2012 asks."""
    found = []
    for match in (match for start, end in _before_hao(text) for match in _DOC_NUMBER.finditer(text, start, end)):
        agency = match["agency"] or match["body"]
        cut = _NOT_AGENCY.match(agency)
        start = match.start() + (cut.end() if cut and cut.end() < len(agency) else 0)
        agency = text[start : match.start() + len(agency)]
        if match["agency"]:
            found.append(Value(start, match.end(), f"{agency}〔{match['year']}〕{match['serial']}号"))
        else:
            found.append(Value(start, match.end(), f"{agency}{match['year2']}年第{match['serial2']}号"))
    return found


def _before_hao(text: str) -> list[tuple[int, int]]:
    """The stretches in which a document number can stand, each of which ends with 号: no number is longer than 35
    characters. Most texts have few, and looking for the pattern everywhere takes ten times as long."""
    stretches: list[tuple[int, int]] = []
    at = text.find("号")
    while at >= 0:
        start = max(0, at - 40)
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, at + 1))
        at = text.find("号", at + 1)
    return stretches


def citations(text: str) -> list[Value]:
    """Titles of other documents in 《》, each with the number in brackets behind it; the value is the title."""
    found = []
    depth = start = 0
    for mark in re.finditer("[《》]", text):
        if mark.group() == "《":
            start = mark.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                number = _BEHIND.match(text, mark.end())
                found.append(Value(start, number.end() if number else mark.end(), text[start + 1 : mark.start()]))
    return found


_BEHIND = late_pattern(
    rf"\([{HAN}]{{1,14}}(?:\([{HAN}]{{1,6}}\)[{HAN}]{{0,4}})?\((?:19|20)\d{{2}}\)第?\d{{1,5}}号[^()]{{0,8}}\)"
)
"""(国发(2022)18号)"""
