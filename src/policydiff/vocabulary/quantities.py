# SPDX-License-Identifier: Apache-2.0
"""Units of measure and counting words behind a number, and which of them are one unit under two names (GB 3100-93)."""

import re
from fractions import Fraction
from functools import cache

from policydiff.vocabulary.patterns import late_pattern

_WORDS = (
    "万亿元|亿元|万元|千元|百元|元|美元|欧元|港元|日元|英镑|角|万吨|亿吨|千克|公斤|吨|克|斤|公里|千米|厘米|毫米|纳米|平方公里|平方千米|平方米|立方米|米|"
    "公顷|亩|里|升|毫升|千瓦时|千瓦|兆瓦|吉瓦|瓦时|瓦|伏|安|度|摄氏度|个百分点|百分点|个工作日|工作日|个自然日|自然日|个月|小时|分钟|秒|年|月|日|天|周|季度|季|届|"
    "个|家|项|处|条|座|台|辆|艘|架|名|人次|人|户次|户|次|件|批|套|所|间|宗|只|头|株|棵|片|块|份|张|期|级|类|种|倍|成|%|‰|℃|㎡|㎞|万|亿|千|百|"
    "岁|号|款|章|节|篇|字|页|册|轮|强|位|员|床|班|层|栋|幢|标准箱|箱|分"
)
_LETTERS = "TEU|MW|GW|kWh|kW|km²|km2|km|cm|mm|m²|m2|m³|m3|m|kg|mg|g|t|h|k㎡|㎢|㎥|㎏|㎎|㎝|㎜|㎾|°C"
UNIT_OF_QUANTITY = late_pattern(rf"{_WORDS}|TEU|MW|GW|kW|km|m|kg|t|h")
"""A unit at a place, the first that fits: what stands there is a quantity."""
_SCALES = frozenset("百千万亿")
ANY_UNIT = "|".join(
    sorted(
        (
            unit
            for unit in {*_WORDS.split("|"), *_LETTERS.split("|"), "圆"}
            if unit[0] not in _SCALES or unit == "百分点"
        ),
        key=lambda unit: (-len(unit), unit),
    )
)
"""Any unit, the longest first, for the inside of a pattern; scales (万, and 千 of 千米) belong to the number."""


@cache
def any_unit() -> re.Pattern[str]:
    """A unit at a place, the longest that fits."""
    return late_pattern(ANY_UNIT)


_ONE_UNIT: tuple[tuple[str, Fraction, str], ...] = (
    ("元", Fraction(1), "元 圆"),
    ("平方米", Fraction(1), "平方米 ㎡ m² m2"),
    ("平方米", Fraction(10**6), "平方公里 平方千米 k㎡ km² km2 ㎢"),
    ("立方米", Fraction(1), "立方米 m³ m3 ㎥"),
    ("平方米", Fraction(10**4), "公顷"),
    ("米", Fraction(1), "米 m"),
    ("米", Fraction(1, 100), "厘米 cm ㎝"),
    ("米", Fraction(1, 1000), "毫米 mm ㎜"),
    ("米", Fraction(1000), "公里 千米 km ㎞"),
    ("克", Fraction(1), "克 g"),
    ("克", Fraction(1000), "公斤 千克 kg ㎏"),
    ("克", Fraction(1, 1000), "毫克 mg ㎎"),
    ("克", Fraction(10**6), "吨 t"),
    ("升", Fraction(1, 1000), "毫升"),
    ("瓦", Fraction(1000), "千瓦 kW ㎾"),
    ("瓦", Fraction(10**6), "兆瓦 MW"),
    ("瓦", Fraction(10**9), "吉瓦 GW"),
    ("瓦时", Fraction(1000), "千瓦时 kWh"),
    ("分钟", Fraction(60), "小时 h"),
    ("摄氏度", Fraction(1), "摄氏度 ℃ °C"),
    ("%", Fraction(10), "成"),
    ("%", Fraction(1, 10), "‰"),
)
_ONE = Fraction(1)
_NAMED = {name: (unit, size) for unit, size, names in _ONE_UNIT for name in names.split()}
_ORDINAL = frozenset("号款章节篇页册轮届期级条班层栋幢")
"""Units that a number points with more often than it counts: 1.10节 is not 1.1节."""


def one_unit(name: str) -> tuple[str, Fraction]:
    """The unit that a name stands for, and how many of it one is: 公里 is 1,000 米."""
    return _NAMED.get(name) or (name, _ONE)


def counts(unit: str) -> bool:
    """Is a number before the unit an amount, so that nought at its end says nothing but how exact it is?"""
    return bool(unit) and unit not in _ORDINAL
