# SPDX-License-Identifier: Apache-2.0
"""Quantities, dates, document numbers and citations are read off canonical text with their values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical import canonicalize
from policydiff.structure.values import citations, dates, doc_numbers, quantities
from policydiff.vocabulary.numerals import han_value

QUANTITIES = {
    "组织实施35项左右": ("35项左右", "35", "项", "about"),
    "项目1500项以上": ("1500项以上", "1500", "项", "min"),
    "建成不少于12个": ("不少于12个", "12", "个", "min"),
    "增长25%以上": ("25%以上", "25", "%", "min"),
    "投入1,500万元": ("1,500万元", "15000000", "元", None),
    "面积20.5万平方米": ("20.5万平方米", "205000", "平方米", None),
    "期限不得超过3个月": ("不得超过3个月", "3", "个月", "max"),
    "在6个月以内": ("6个月以内", "6", "个月", "max"),
    "建设三十个": ("三十个", "30", "个", None),
    "比例为百分之二十五": ("百分之二十五", "25%", "", None),
    "三分之二以上同意": ("三分之二以上", "2/3", "", "min"),
    "约100家": ("约100家", "100", "家", "about"),
    "產量達到５２００億元": ("5200亿元", "520000000000", "元", None),
}


@pytest.mark.parametrize(("source", "expected"), QUANTITIES.items())
def test_quantities(source: str, expected: tuple[str, str, str, str | None]) -> None:
    """A number is read whole, with its unit and its bound."""
    text = canonicalize(source).text
    assert [(text[q.start : q.end], q.value, q.unit, q.bound) for q in quantities(text)] == [expected]


@pytest.mark.parametrize("source", ["统一规划", "一次性告知", "十四五期间", "第三条", "2020年2月3日", "十九届二中全会"])
def test_numerals_that_count_nothing(source: str) -> None:
    """Words with a numeral in them, labels and dates are no quantities."""
    assert quantities(canonicalize(source).text) == []


DATES = {
    "2020年2月3日": "2020-02-03",
    "2020 年 2 月 3 日": "2020-02-03",
    "二〇〇四年八月十二日": "2004-08-12",
    "二○一九年十二月三十一日": "2019-12-31",
    "2023-02-09": "2023-02-09",
    "2023.2.9": "2023-02-09",
    "2020年2月": "2020-02",
    "2020年": "2020",
    "2月15日": "--02-15",
}


@pytest.mark.parametrize(("source", "expected"), DATES.items())
def test_dates(source: str, expected: str) -> None:
    """Every written form of a date has one value."""
    text = canonicalize(f"自{source}起施行").text
    assert [(text[d.start : d.end], d.value) for d in dates(text)] == [(text[1:-3], expected)]


NUMBERS = {
    "国发〔2022〕18号": "国发〔2022〕18号",
    "国发[2022]18号": "国发〔2022〕18号",
    "國發（2022）18號": "国发〔2022〕18号",
    "根据《办法》（肺炎机制发〔2020〕23号）": "肺炎机制发〔2020〕23号",
    "财政部公告2020年第6号": "财政部公告2020年第6号",
}


@pytest.mark.parametrize(("source", "expected"), NUMBERS.items())
def test_document_numbers(source: str, expected: str) -> None:
    """A document number has one spelling, whatever brackets a copy has."""
    assert [number.value for number in doc_numbers(canonicalize(source).text)] == [expected]


def test_citations_take_their_number_along() -> None:
    """A cited title spans its 《》 and the number behind it; a title in a title is one citation."""
    text = canonicalize("根据《关于转发〈办法〉的通知》（国发〔2022〕18号）和《条例》（以下简称条例），").text
    assert [(text[c.start : c.end], c.value) for c in citations(text)] == [
        ("《关于转发〈办法〉的通知》(国发(2022)18号)", "关于转发〈办法〉的通知"),
        ("《条例》", "条例"),
    ]


DIGITS = "零一二三四五六七八九"


@given(st.integers(1, 9999))
def test_han_numerals_by_place(number: int) -> None:
    """A number written with 千百十 is read back."""
    written, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + name
        zero = digit == 0
    assert han_value(written) == number


@given(st.text("0123456789", min_size=2, max_size=9))
def test_han_numerals_by_digit(digits: str) -> None:
    """A row of Han digits is a number in decimal places."""
    assert han_value("".join(DIGITS[int(digit)] for digit in digits)) == int(digits)
