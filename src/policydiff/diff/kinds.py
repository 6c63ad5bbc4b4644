# SPDX-License-Identifier: Apache-2.0
"""Names the kind of a change in the wording, from what changed and what stands around it.

Every function here only names: the class of an unexplained difference is substantive
whatever its kind. The order of the rules is from the most to the least specific field.
"""

import re
from typing import NamedTuple

from policydiff.diff.lookalikes import lookalike_hint
from policydiff.diff.raw import Verdict
from policydiff.model import Severity

_AROUND = 14
_PHRASE = 12
"""Canonical characters beyond which a reading is a passage: a negation in it is not what changed."""
_POLARITY = re.compile(r"不|未|非|无|没|勿|莫|免|禁止|严禁|暂缓|暂停|停止|取消|拒绝|否|毋|撤销|反对|除外")
_MODALITY = re.compile(r"应当|应该|应|必须|须|可以|可|能够|能|不得|得|鼓励|支持|允许|原则上|尽量|力争|争取|全面|部分|一律|强制|自愿|需要|需|酌情|适当|坚决|逐步")
_BOUND = re.compile(r"以上|以下|以内|以外|以前|以后|之前|之后|不少于|不超过|不低于|不高于|不足|超过|低于|高于|少于|多于|大于|小于|至少|至多|最多|最少|最高|最低|左右|上下|约|近|逾|突破|达到|控制在|[<>≤≥＜＞]")
_UNITS = (
    "万亿元|亿元|万元|千元|百元|元|美元|欧元|港元|万吨|亿吨|千克|公斤|吨|克|斤|公里|千米|厘米|毫米|纳米|米|平方公里|平方千米|平方米|立方米|"
    "公顷|亩|升|毫升|千瓦时|千瓦|兆瓦|吉瓦|瓦|伏|安|度|摄氏度|个百分点|百分点|个工作日|工作日|个月|小时|分钟|秒|年|月|日|天|周|季度|季|届|"
    "个|家|项|处|条|座|台|辆|艘|架|名|人|户|人次|次|件|批|套|所|间|宗|只|头|株|棵|片|块|份|张|期|级|类|种|倍|成|%|‰|℃|㎡|㎞|万|亿|千|百|岁|号|款|章|节|篇|字|页|册|轮|强|位|员|户次|床|班|层|栋|幢|标准箱|箱|TEU|MW|GW|kW|km|m|kg|t|h"
)
_UNIT_HEAD = re.compile(f"(?:{_UNITS})")
_NUMERAL = re.compile(r"[0-9²³¹½¼¾〇零一二三四五六七八九十百千万亿两几]")
_NUMBER_TEXT = re.compile(r"[0-9〇零一二三四五六七八九十百千万亿两.,%²³¹⁰⁴-⁹½¼¾‰ -]+")
_DATE = re.compile(r"(?:[0-9〇零一二三四五六七八九十]{2,4}年)(?:[0-9〇一二三四五六七八九十]{1,3}月)?(?:[0-9〇一二三四五六七八九十]{1,3}日)?|[0-9〇一二三四五六七八九十]{1,3}月(?:[0-9〇一二三四五六七八九十]{1,3}日)?|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}")
_DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[(<]?[0-9〇零一二三四五六七八九十]{4}[)>]?第?[0-9〇一二三四五六七八九十]{1,5}号")
_MARK = re.compile(r"[^\w\s]+")
_WRECK = re.compile(r"[\ufffd\ue000-\uf8ff?]|[\u00c0-\u024f]{2}|[\u0080-\u009f]")
_MARKING = re.compile(r"公开发布|主动公开|依申请公开|社会公开|不予公开|此件")
_MARKED = re.compile(r"此件[^()。]{2,12}\)")
_SCALES = frozenset({"十", "百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"})
_VALIDITY = re.compile(r"有效|废止|失效|施行|生效")
_REDACTION = re.compile(r"删减|略|×{2,}|Х{2,}|\*{3,}")
_HIGH = frozenset({"number", "quantity_unit", "date", "doc_number", "responsible_unit", "polarity", "modality", "bound", "name", "damaged", "truncated", "unit_removed"})
_LOW = frozenset({"closing", "access_marking"})


class Reading(NamedTuple):
    """Two readings in canonical text with what stands around them (equal on both sides)."""

    a: str
    b: str
    before: str
    after: str
    zone: str = ""
    """The kind of the node it stands in: title, doc_number, date, issuer, marking …"""
    in_units: bool = False
    """It stands in a statement of responsible units."""


def substantive(reading: Reading) -> Verdict:
    """The verdict on a change that no rule explains."""
    kind = kind_of_change(reading)
    return Verdict("substantive", kind, _REASONS[kind], severity_of(kind), hint=lookalike_hint(reading.a, reading.b))


def severity_of(kind: str) -> Severity:
    """Severity of a substantive difference of this kind."""
    return "high" if kind in _HIGH else "low" if kind in _LOW else "normal"


def kind_of_change(reading: Reading) -> str:
    """The kind, by the first rule that fits."""
    a, b, before, after = reading[:4]
    both = a + b
    if bool(_WRECK.search(a)) != bool(_WRECK.search(b)) and not _MARK.fullmatch(both.replace("?", "") or "x"):
        return "damaged"
    if reading.in_units:
        return "responsible_unit"
    if _touches(_DOC_NUMBER, reading):
        return "doc_number"
    if _MARK.fullmatch(both) and not _numeric_mark(reading):
        return "punctuation"
    number = _number_kind(reading)
    if number:
        return number
    if reading.zone == "marking" or _MARKING.search(both) or _touches(_MARKED, reading):
        return "access_marking"
    if _REDACTION.search(both):
        return "redaction_notice"
    if _bound_change(reading):
        return "bound"
    if _changed(_POLARITY, a, b) and len(a) <= _PHRASE and len(b) <= _PHRASE:
        return "polarity"
    if _changed(_MODALITY, a, b) and len(a) <= 4 and len(b) <= 4:
        return "modality"
    if reading.zone in ("issuer", "closing"):
        return "closing"
    if reading.zone in ("title", "addressee"):
        return "front_matter"
    if _VALIDITY.fullmatch(a) and _VALIDITY.fullmatch(b):
        return "validity"
    return "text"


def _number_kind(reading: Reading) -> str | None:
    a, b, before, after = reading[:4]
    if _touches(_DATE, reading) and (_NUMERAL.search(a + b) or (before[-1:].isdigit() and {a, b} & {"年", "月", "日"})):
        return "date"
    if before[-1:].isdigit() and a in _SCALES and b in _SCALES:
        return "quantity_unit"
    plain_a, plain_b = bool(_NUMBER_TEXT.fullmatch(a)), bool(_NUMBER_TEXT.fullmatch(b))
    if (plain_a or not a) and (plain_b or not b) and _is_number(a or b, reading):
        return "number"
    if any(c.isdigit() or c in "²³¹½¼¾" for c in a + b) and len(a) < 20 and len(b) < 20:
        return "number"
    if _NUMERAL.fullmatch(before[-1:] or "x") and a and b and _UNIT_HEAD.match(a + after) and _UNIT_HEAD.match(b + after) and (_UNIT_HEAD.match(a) or _UNIT_HEAD.match(b)):
        return "quantity_unit"
    if _numeric_mark(reading):
        return "number"
    return None


def _is_number(text: str, reading: Reading) -> bool:
    if any(c.isdigit() for c in text):
        return True
    if _numeric_mark(reading):
        return True
    around = _NUMERAL.fullmatch(reading.before[-1:] or "x") or _UNIT_HEAD.match(reading.after) or reading.before.endswith("第")
    return bool(around) or (bool(reading.a) and bool(reading.b))


def _numeric_mark(reading: Reading) -> bool:
    """A decimal point, a per-cent sign or a minus beside digits."""
    marks = reading.a + reading.b
    if not marks or not set(marks) <= set(".%‰-~ "):
        return False
    left, right = reading.before[-1:].isdigit(), reading.after[:1].isdigit()
    if set(marks) <= set("%‰"):
        return left
    return (left and right) or (set(marks) <= {"-"} and right and not reading.before[-1:].isalnum())


def _bound_change(reading: Reading) -> bool:
    """A bound word differs, or a negation right before one (超过 → 不超过)."""
    a, b, before, after = reading[:4]
    if len(a) + len(b) > 12:
        return False
    if {a, b} <= {"", "不", "不不"}:
        return bool(_BOUND.match(after)) or bool(_BOUND.match("不" + after))
    return _bounds_of(before, a, after) != _bounds_of(before, b, after)


def _bounds_of(before: str, middle: str, after: str) -> list[str]:
    """Bound words that hold a character of `middle`, or stand across the place where it is empty."""
    lead = before[-3:]
    start, end = len(lead), len(lead) + len(middle)
    found = _BOUND.finditer(lead + middle + after[:3])
    return [m.group() for m in found if m.start() < max(end, start + 1) and m.end() > min(start, end - 1) and (middle or (m.start() < start < m.end()))]


def _changed(pattern: re.Pattern[str], a: str, b: str) -> bool:
    return pattern.findall(a) != pattern.findall(b)


def _touches(pattern: re.Pattern[str], reading: Reading) -> bool:
    """Does the place lie in (or cut) a match of `pattern` on either side?"""
    before, after = reading.before[-_AROUND:], reading.after[:_AROUND]
    for middle in (reading.a, reading.b):
        text, start = before + middle + after, len(before)
        for match in pattern.finditer(text):
            if match.start() <= start and match.end() >= start + len(middle) and (match.start() < start or match.end() > start + len(middle) or middle):
                return match.end() > start and match.start() < start + max(1, len(middle))
    return False


_REASONS = {
    "number": "the number differs",
    "quantity_unit": "the unit of the quantity differs",
    "date": "the date differs",
    "doc_number": "the document number differs",
    "responsible_unit": "the units in charge differ",
    "polarity": "a negation or prohibition differs",
    "modality": "what is owed or allowed differs",
    "bound": "the bound of a quantity differs",
    "name": "a name differs",
    "punctuation": "a mark differs, is added or lost, and no rule of format explains it",
    "text": "the wording differs and no rule explains it",
    "damaged": "one copy is unreadable here",
    "access_marking": "the access marking differs",
    "validity": "the statement of validity differs",
    "redaction_notice": "a statement that text was cut differs",
    "closing": "the closing differs",
    "front_matter": "the title or the address differs",
}
