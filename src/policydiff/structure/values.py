# SPDX-License-Identifier: Apache-2.0
"""Values that stand in running text: quantities with unit and bound, dates, document numbers, citations.

All read canonical text and answer canonical offsets. Forms after GB/T 15835-2011 (numerals),
GB/T 9704-2012 (document numbers, dates) and the copies the rules were tried on.
"""

import re
from typing import NamedTuple

from policydiff.structure.marks import HAN
from policydiff.vocabulary.dates import HAN_DAY, HAN_MONTH, HAN_YEAR
from policydiff.vocabulary.numerals import HAN_ORDINAL, ONE_TO_NINE, han_value


class Quantity(NamedTuple):
    """A number with what it counts: `value` without grouping, `unit` as written, `bound` one of
    min, max, about, over, under, None (不少于 12 个 and 12 个以上 are both min)."""

    start: int
    end: int
    value: str
    unit: str
    bound: str | None


class Value(NamedTuple):
    """A span and its value in one spelling: a date as 2023-02-09, a document number as 国发〔2022〕18号, a citation as its title."""

    start: int
    end: int
    value: str


_HAN_NUMERAL = f"[{HAN_ORDINAL}千两]"
_UNITS = (
    "个百分点|百分点|立方米|平方公里|平方米|平方千米|千瓦时|标准箱|标箱|小时|分钟|公里|千米|公斤|千克|毫克|微克|厘米|毫米|公顷|万亩|亿元|万元|美元|欧元"
    "|工作日|个月|周岁|周年|年度|人次|人天|家次|批次|车次|床位|学时|课时|MW|GW|kW|kg|mg|km|cm|mm"
    "|[个项家人名位次件条台辆艘架座所处栋套间户亩吨升克米元角分秒天日月年周倍成种类批只支株头匹棵门本册份期级款章节篇页字起场轮宗单片块根度℃%‰㎡³tLVmg]"
)
_NUMBER = (
    r"(?P<number>\d[\d,]*(?:\.\d+)?(?:[万亿千百十]{1,2})?"
    rf"|百分之{_HAN_NUMERAL}{{1,6}}|{_HAN_NUMERAL}{{1,3}}分之{_HAN_NUMERAL}{{1,3}}"
    rf"|{_HAN_NUMERAL}{{1,9}}(?:[万亿]{{1,2}})?(?:点{_HAN_NUMERAL}+)?)"
)
_BOUNDS_BEFORE = {
    "min": "不少于 不低于 不小于 不短于 至少 最少 最低",
    "max": "不超过 不高于 不多于 不大于 不得超过 至多 最多 最高 最长",
    "over": "超过 高于 大于 多于 突破 逾",
    "under": "低于 少于 小于 不足",
    "about": "大约 约 近",
}
_BOUNDS_AFTER = {"min": "及以上 以上", "max": "及以下 以下 以内 之内", "about": "左右 上下"}
_BEFORE = {word: bound for bound, words in _BOUNDS_BEFORE.items() for word in words.split()}
_AFTER = {word: bound for bound, words in _BOUNDS_AFTER.items() for word in words.split()}
_QUANTITY = re.compile(
    rf"(?<![第\d.])(?P<before>{'|'.join(sorted(_BEFORE, key=len, reverse=True))})?{_NUMBER}"
    rf"(?P<more>[多余])?(?P<unit>{_UNITS})?(?P<tail>[多余])?(?P<after>{'|'.join(_AFTER)})?"
)
_DATE = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}}|{HAN_YEAR})"
    rf"(?:年(?:(?P<month>\d{{1,2}}|{HAN_MONTH})月(?:(?P<day>\d{{1,2}}|{HAN_DAY})日)?)?"
    r"|(?P<sep>[-./])(?P<month2>\d{1,2})(?:(?P=sep)(?P<day2>\d{1,2}))(?!\d))"
    r"|(?<![\d年])(?P<month3>\d{1,2})月(?P<day3>\d{1,2})日"
)
_DOC_NUMBER = re.compile(
    rf"(?P<agency>[{HAN}]{{1,10}}(?:\([{HAN}]{{1,6}}\)[{HAN}]{{0,4}})?)\((?P<year>(?:19|20)\d{{2}})\)(?:第)?(?P<serial>\d{{1,5}})号"
    rf"|(?P<body>[{HAN}]{{1,14}}公告)(?:\(?(?P<year2>(?:19|20)\d{{2}})\)?年?)第(?P<serial2>\d{{1,4}})号"
)
_NOT_AGENCY = re.compile(rf".*[的了和与及按照据依见由为》。,;:、(]|[{HAN}]*(?:通知|意见|措施|方案|办法|规定|批复|决定|公告|精神|根据|按照|依据)")


def quantities(text: str) -> list[Quantity]:
    """Numbers with their units and bounds: 35项左右, 1500项以上, 不少于12个, 25%以上, 三十个; bare numbers without unit or bound are left out."""
    found = []
    taken = dates(text)
    at = 0
    for match in _QUANTITY.finditer(text):
        while at < len(taken) and taken[at].end <= match.start():
            at += 1
        if at < len(taken) and taken[at].start <= match.start():
            continue
        unit, numeral = match["unit"] or "", match["number"]
        bound = _BEFORE.get(match["before"] or "") or _AFTER.get(match["after"] or "") or ("over" if match["more"] or match["tail"] else None)
        if (not unit and not bound and "分之" not in numeral) or (not numeral[0].isdigit() and not _plain_han(numeral, unit)):
            continue
        found.append(Quantity(match.start(), match.end(), number_value(numeral), unit, bound))
    return found


_COUNTED = frozenset({"年", "个月", "倍", "小时", "天", "日", "项", "家", "个百分点"})
_PLAN = re.compile(f"十[{ONE_TO_NINE}]五")
"""十四五 is a plan's name."""


def _plain_han(numeral: str, unit: str) -> bool:
    """Whether a Han numeral counts something: 三十个 does, 一 in 一次性 or 统一 mostly does not."""
    if "分之" in numeral:
        return True
    return bool(unit) and _PLAN.fullmatch(numeral) is None and (len(numeral) > 1 or unit in _COUNTED)


def number_value(numeral: str) -> str:
    """A numeral as a decimal number in digits: 1,500 → 1500, 3.5万 → 35000, 百分之二十五 → 25%, 三分之二 → 2/3."""
    if numeral.startswith("百分之"):
        return f"{han_value(numeral[3:])}%"
    if "分之" in numeral:
        below, above = numeral.split("分之")
        return f"{han_value(above)}/{han_value(below)}"
    digits = re.match(r"[\d,]+(?:\.\d+)?", numeral)
    if digits is None:
        whole, _, fraction = numeral.partition("点")
        return f"{han_value(whole)}" + ("." + "".join(str(han_value(char)) for char in fraction) if fraction else "")
    scale = 1
    for char in numeral[digits.end() :]:
        scale *= {"万": 10**4, "亿": 10**8, "千": 1000, "百": 100, "十": 10}[char]
    return _scaled(digits.group().replace(",", ""), scale)


def _scaled(digits: str, scale: int) -> str:
    whole, _, fraction = digits.partition(".")
    places = len(str(scale)) - 1
    moved = (whole + fraction.ljust(places, "0")[:places]).lstrip("0") or "0"
    rest = fraction[places:].rstrip("0")
    return f"{moved}.{rest}" if rest else moved


def dates(text: str) -> list[Value]:
    """Dates with a year, in any of the written forms, and bare 月日; in ISO order, as far as they go (2023, 2023-02, 2023-02-09, --02-09)."""
    found = []
    for match in _DATE.finditer(text):
        year = _year(match["year"]) if match["year"] else "-"
        month, day = match["month"] or match["month2"] or match["month3"], match["day"] or match["day2"] or match["day3"]
        if match["year"] and not month and not match.group().endswith("年"):
            continue
        parts = [year, *(f"{han_value(part) if not part.isdigit() else int(part):02d}" for part in (month, day) if part)]
        found.append(Value(match.start(), match.end(), "-".join(parts)))
    return found


def _year(numeral: str) -> str:
    return numeral if numeral.isdigit() and numeral.isascii() else str(han_value(numeral))


def doc_numbers(text: str) -> list[Value]:
    """Document numbers (国发〔2022〕18号, 财政部公告2020年第6号); the value has tortoise-shell brackets as GB/T 9704-2012 asks."""
    found = []
    for match in _DOC_NUMBER.finditer(text):
        agency = match["agency"] or match["body"]
        cut = _NOT_AGENCY.match(agency)
        start = match.start() + (cut.end() if cut and cut.end() < len(agency) else 0)
        agency = text[start : match.start() + len(agency)]
        if match["agency"]:
            found.append(Value(start, match.end(), f"{agency}〔{match['year']}〕{match['serial']}号"))
        else:
            found.append(Value(start, match.end(), f"{agency}{match['year2']}年第{match['serial2']}号"))
    return found


def citations(text: str) -> list[Value]:
    """Titles of other documents in 《》, each with the document number in brackets behind it; the value is the title alone."""
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


_BEHIND = re.compile(rf"\([{HAN}]{{1,14}}(?:\([{HAN}]{{1,6}}\)[{HAN}]{{0,4}})?\((?:19|20)\d{{2}}\)第?\d{{1,5}}号[^()]{{0,8}}\)")
