# SPDX-License-Identifier: Apache-2.0
"""Quantities, dates, document numbers and citations are read off canonical text with their values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical import canonicalize
from policydiff.structure.values import citations, dates, doc_numbers
from policydiff.vocabulary.numerals import han_value

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
