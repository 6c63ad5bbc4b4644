# SPDX-License-Identifier: Apache-2.0
"""Names the kind of a change in the wording, from what changed and what stands around it.

Every function here only names: the class of an unexplained difference is substantive
whatever its kind. `RULES` goes from the most to the least specific field; the first rule that
fits gives the kind.
"""

import re
from collections.abc import Callable

from policydiff.diff import words
from policydiff.diff.lookalikes import lookalike_hint
from policydiff.diff.raw import Verdict
from policydiff.diff.senses import bounds, modal_words, negations, turns
from policydiff.diff.wording import IN_CHARGE, Wording
from policydiff.kinds import severity_of
from policydiff.model import Kind, Reason
from policydiff.reasons import because
from policydiff.structure.charges import in_charge
from policydiff.vocabulary import redaction
from policydiff.vocabulary.quantities import UNIT_OF_QUANTITY, any_unit
from policydiff.vocabulary.written import Written, whole

_AROUND = 14
_PHRASE = 12
"""Canonical characters beyond which a reading is a passage: a negation in it is not what changed."""
_WORD = 4


def substantive(reading: Wording) -> Verdict:
    """The verdict on a change that no rule explains."""
    kind = kind_of_change(reading)
    reason = Reason(kind)
    if kind == "responsible_unit" and not reading.in_units:
        reason = IN_CHARGE
    elif reading.in_units and _reordered(reading):
        reason = because("units_in_another_order")
    return Verdict("substantive", kind, reason, severity_of(kind), hint=lookalike_hint(reading.a, reading.b))


def kind_of_change(reading: Wording) -> Kind:
    """The kind of the first rule that fits, `text` where none does."""
    return next((kind for kind, fits in RULES if fits(reading)), "text")


def _damaged(reading: Wording) -> bool:
    """One side is wreckage, the other can be read."""
    a, b = reading.a, reading.b
    only_marks = words.MARK.fullmatch((a + b).replace("?", "") or "x")
    return bool(words.WRECK.search(a)) != bool(words.WRECK.search(b)) and not only_marks


def _in_units(reading: Wording) -> bool:
    return reading.in_units


def _in_charge(reading: Wording) -> bool:
    """Does a sentence put another body in charge, or one in another role: 由市应急局牵头?"""
    return reading.stretches is not None and in_charge(*reading.stretches)


def _doc_number(reading: Wording) -> bool:
    return any("号" in text for text in reading[:4]) and _touches(words.DOC_NUMBER, reading)


def _reordered(reading: Wording) -> bool:
    """The same names, in another order."""
    a, b = (sorted(filter(None, words.BETWEEN_NAMES.split(text))) for text in reading[:2])
    return len(a) > 1 and a == b


def _values(reading: Wording) -> tuple[Written, Written] | None:
    """The values that both readings are, each as a whole."""
    if not (words.NUMERAL.search(reading.a) and words.NUMERAL.search(reading.b)):
        return None
    a, b = (whole(reading.before, text, reading.after) for text in reading[:2])
    return (a, b) if a is not None and b is not None else None


def _dates(reading: Wording) -> bool:
    values = _values(reading)
    return values is not None and all(value.sort == "date" for value in values)


def _amounts(reading: Wording) -> bool:
    return _values(reading) is not None


def _measures(reading: Wording) -> bool:
    """Two amounts under one figure, in different scales or units: 5万元, 5亿元; a lost % is a change of the number."""
    figures = [words.FIGURE.match(text) for text in reading[:2]]
    if _values(reading) is None or figures[0] is None or figures[1] is None:
        return False
    units = reading.a[figures[0].end() :], reading.b[figures[1].end() :]
    return figures[0].group() == figures[1].group() and all(units) and not set("%‰") & set("".join(units))


def _punctuation(reading: Wording) -> bool:
    return bool(words.MARK.fullmatch(reading.a + reading.b)) and not (_numeric_mark(reading) or _bound(reading))


def _date(reading: Wording) -> bool:
    a, b, before = reading.a, reading.b, reading.before
    return _touches(words.DATE, reading) and (
        bool(words.NUMERAL.search(a + b)) or (before[-1:].isdigit() and bool({a, b} & {"年", "月", "日"}))
    )


def _date_column(reading: Wording) -> bool:
    """A column of dates: 年底前 → 6月底前."""
    return reading.column == "date"


def _unit_column(reading: Wording) -> bool:
    """A column of units of measure: 万元 → 亿元."""
    return reading.column == "quantity_unit"


def _scale(reading: Wording) -> bool:
    return reading.before[-1:].isdigit() and reading.a in words.SCALES and reading.b in words.SCALES


def _number(reading: Wording) -> bool:
    a, b = reading.a, reading.b
    if all(not text or words.NUMBER.fullmatch(text) for text in (a, b)) and _counts(reading):
        return True
    return any(c.isdigit() or c in "²³¹½¼¾" for c in a + b) and max(len(a), len(b)) < 20


def _counts(reading: Wording) -> bool:
    """Does the numeral stand for a number here: digits, a numeral or a unit beside it, or a numeral on both sides?"""
    text, before, after = reading.a or reading.b, reading.before, reading.after
    if any(c.isdigit() for c in text) or _numeric_mark(reading):
        return True
    beside = words.NUMERAL.fullmatch(before[-1:] or "x") or UNIT_OF_QUANTITY.match(after) or before.endswith("第")
    return bool(beside) or (bool(reading.a) and bool(reading.b))


def _quantity_unit(reading: Wording) -> bool:
    """Does a figure stand before another unit (5公里 5里, 5个工作日 5日), or a unit in another measure (元/人 元/户,
    按月 按季)?"""
    if max(len(reading.a), len(reading.b)) > _WORD:
        return False
    for shared in range(min(_WORD, len(reading.before)) + 1):
        start = len(reading.before) - shared
        units = [_unit_at(reading.before[start:] + text + reading.after, shared + len(text)) for text in reading[:2]]
        if None in units or units[0] == units[1]:
            continue
        ahead = reading.before[:start]
        if words.NUMERAL.fullmatch(ahead[-1:] or "x"):
            return True
        if ahead.endswith(("每", "逐", "按")) or words.PER.search(ahead):
            return not words.CLASSIFIERS.issuperset(map(str, units))
    return False


def _unit_at(text: str, reach: int) -> str | None:
    """The longest unit at the start of a text, where it goes as far as `reach`; None where there is none."""
    match = any_unit().match(text)
    return match.group() if match is not None and match.end() >= min(reach, 1) else None


def _calendar(reading: Wording) -> bool:
    """Is it another day or stretch of time, counted from the same: 上旬 下旬, 年初 年底, 当月 次月, 周三 周五?"""
    a, b = (_held(words.CALENDAR, reading, text) for text in reading[:2])
    return a is not None and b is not None and a != b


def _held(pattern: re.Pattern[str], reading: Wording, text: str) -> str | None:
    """The match of a pattern that holds a whole reading."""
    start, end = len(reading.before), len(reading.before) + len(text)
    around = reading.before + text + reading.after
    return next((m.group() for m in pattern.finditer(around) if m.start() <= start < end <= m.end()), None)


def _opposite(reading: Wording) -> bool:
    """Do both copies say the opposite of each other: 增长, 下降?"""
    longest = words.LONGEST_OPPOSITE
    if not (0 < len(reading.a) <= longest and 0 < len(reading.b) <= longest):
        return False
    left, right = reading.before[-1:], reading.after[:1]
    around = (("", ""), (left, ""), ("", right))
    return any(frozenset((x + reading.a + y, x + reading.b + y)) in words.OPPOSITES for x, y in around)


def _numeric_mark(reading: Wording) -> bool:
    """A decimal point, a per-cent sign or a minus beside digits."""
    marks = reading.a + reading.b
    if not marks or not set(marks) <= set(".%‰-~ "):
        return False
    left, right = reading.before[-1:].isdigit(), reading.after[:1].isdigit()
    if set(marks) <= set("%‰"):
        return left
    return (left and right) or (set(marks) <= {"-"} and right and _is_minus(reading))


def _is_minus(reading: Wording) -> bool:
    """Is a hyphen before a number its sign: not behind a Latin letter or a figure (COVID-19), and no long dash?"""
    before = reading.before[-1:]
    return not (before.isascii() and before.isalnum()) and not any(
        dash in side for side in reading.source for dash in "—―⸺⸻"
    )


def _access(reading: Wording) -> bool:
    return (
        reading.zone == "marking"
        or bool(words.ACCESS.search(reading.a + reading.b))
        or _touches(words.ACCESS_STATEMENT, reading)
    )


def _redaction(reading: Wording) -> bool:
    return bool(redaction.MENTION.search(reading.a + reading.b))


def _bound(reading: Wording) -> bool:
    """A bound word differs, or a negation right before one (超过 → 不超过)."""
    a, b, after = reading.a, reading.b, reading.after
    if len(a) + len(b) > _PHRASE:
        return False
    if {a, b} <= {"", "不", "不不"}:
        return any(match and match.end() > 1 for match in (words.BOUND.match(after), words.BOUND.match("不" + after)))
    if words.INCLUSIVE.fullmatch(a + b) and not (a and b):
        return words.NUMERAL.search(reading.before[-_WORD:] + after[:_WORD]) is not None
    return bounds(reading, a) != bounds(reading, b) or turns(reading) or _by_or_to(reading)


def _by_or_to(reading: Wording) -> bool:
    """Does one copy say by how much (增加2倍), the other to how much (增加到2倍)?"""
    a, b, before, after = reading[:4]
    if not {a, b} <= {"", "了", "到", "至", "为"} or {a, b} <= {"", "了"} or not {a, b} & {"", "了"}:
        return False
    return bool(words.CHANGED_TO.search(before) and words.NUMERAL.match(after))


def _polarity(reading: Wording) -> bool:
    return (
        max(len(reading.a), len(reading.b)) <= _PHRASE
        and _changed(words.POLARITY, reading)
        and negations(reading, reading.a) != negations(reading, reading.b)
    )


def _modality(reading: Wording) -> bool:
    return (
        max(len(reading.a), len(reading.b)) <= _WORD
        and _changed(words.MODALITY, reading)
        and modal_words(reading, reading.a) != modal_words(reading, reading.b)
    )


def _closing(reading: Wording) -> bool:
    return reading.zone in ("issuer", "closing")


def _front_matter(reading: Wording) -> bool:
    return reading.zone in ("title", "addressee")


def _validity(reading: Wording) -> bool:
    return bool(words.VALIDITY.fullmatch(reading.a) and words.VALIDITY.fullmatch(reading.b))


def _changed(pattern: re.Pattern[str], reading: Wording) -> bool:
    return pattern.findall(reading.a) != pattern.findall(reading.b)


def _touches(pattern: re.Pattern[str], reading: Wording) -> bool:
    """Does the place lie in (or cut) a match of `pattern` on either side?"""
    before, after = reading.before[-_AROUND:], reading.after[:_AROUND]
    start = len(before)
    for middle in (reading.a, reading.b):
        end = start + len(middle)
        for match in pattern.finditer(before + middle + after):
            holds = match.start() <= start and match.end() >= end and (middle or match.start() < start < match.end())
            if holds and match.end() > start and match.start() < start + max(1, len(middle)):
                return True
    return False


RULES: tuple[tuple[Kind, Callable[[Wording], bool]], ...] = (
    ("damaged", _damaged),
    ("responsible_unit", _in_units),
    ("quantity_unit", _unit_column),
    ("doc_number", _doc_number),
    ("punctuation", _punctuation),
    ("date", _dates),
    ("date", _calendar),
    ("quantity_unit", _measures),
    ("number", _amounts),
    ("date", _date),
    ("quantity_unit", _scale),
    ("date", _date_column),
    ("number", _number),
    ("quantity_unit", _quantity_unit),
    ("number", _numeric_mark),
    ("access_marking", _access),
    ("redaction_notice", _redaction),
    ("bound", _bound),
    ("polarity", _polarity),
    ("polarity", _opposite),
    ("modality", _modality),
    ("closing", _closing),
    ("front_matter", _front_matter),
    ("validity", _validity),
    ("responsible_unit", _in_charge),
)
"""Kind and the test for it, in order."""
