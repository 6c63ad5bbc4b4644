# SPDX-License-Identifier: Apache-2.0
"""One value in two dresses is told for review; another value is grave, in whatever dress."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.api import compare
from policydiff.diff.edits import edits
from policydiff.diff.tokens import readable
from policydiff.diff.values import whole_values
from policydiff.model import TELLING, Difference
from policydiff.vocabulary.numerals import exact
from policydiff.vocabulary.written import same_value, whole, written

FRAME = "关于做好有关工作的通知\n\n一、按照要求，{}，切实抓好落实。\n\n某市人民政府\n2023年1月30日\n"


def told(a: str, b: str) -> list[Difference]:
    """What is told of two notices that hold these words."""
    return [d for d in compare(FRAME.format(a), FRAME.format(b)).differences if d.class_ in TELLING]


ONE_VALUE = [
    ("2023年1月30日", "二〇二三年一月三十日"),
    ("2023年1月30日", "2023-01-30"),
    ("2023年1月30日", "2023.1.30"),
    ("2023年1月30日", "2023年01月30日"),
    ("2023年1月30日", "民國112年1月30日"),
    ("5月", "05月"),
    ("投入1.5亿元", "投入15000万元"),
    ("投入1.5亿元", "投入1亿5000万元"),
    ("投入1.5亿元", "投入1.50亿元"),
    ("投入1.5亿元", "投入一点五亿元"),
    ("投入1,000元", "投入1000元"),
    ("投入1000元", "投入壹仟元整"),
    ("投入1230.5元", "投入壹仟贰佰叁拾元伍角"),
    ("增长15%", "增长百分之十五"),
    ("增长5‰", "增长千分之五"),
    ("占三分之一", "占1/3"),
    ("占五成", "占50%"),
    ("补助二百元", "补助两百元"),
    ("补助十万零一千元", "补助十万一千元"),
    ("补助3-5天", "补助三至五天"),
    ("补助3-5天", "补助3～5天"),
    ("于12:30开始", "于12时30分开始"),
    ("第十五条", "第15条"),
    ("气温-5℃", "气温零下5℃"),
    ("降至-5度", "降至零下五度"),
    ("面积3公顷", "面积30000平方米"),
    ("装机500MW", "装机50万千瓦"),
    ("重3吨", "重3000千克"),
    ("时速60km/h", "时速60公里/小时"),
    ("时长1.5小时", "时长90分钟"),
    ("补助¥5000", "补助5000元"),
    ("补助$5000", "补助5000美元"),
    ("自2023年", "自112年"),
    ("自2023年", "自民国一一二年"),
    ("2023年1月30日", "中华民国112年1月30日"),
    ("3月5日至3月8日", "3月5日至8日"),
    ("2022年12月28日至2023年1月3日", "2022年12月28日至1月3日"),
    ("①类", "⑴类"),
    ("国发〔2022〕18号", "国发〔二〇二二〕十八号"),
    ("国发〔2022〕101号", "国发〔二〇二二〕一百零一号"),
    ("国发〔2022〕18号", "国发〔2022〕第18号"),
]
OTHER_VALUE = [
    ("2023年1月30日", "二〇二三年一月三十一日", "date"),
    ("2023年1月30日", "2023-01-31", "date"),
    ("2023年1月30日", "民国113年1月30日", "date"),
    ("二〇二三年", "二〇三二年", "date"),
    ("投入1.5亿元", "投入16000万元", "number"),
    ("投入1.5亿元", "投入1.5万元", "quantity_unit"),
    ("投入1.5万元", "投入15000亩", "number"),
    ("增长15%", "增长百分之十六", "number"),
    ("补助二百元", "补助两千元", "number"),
    ("补助一百五元", "补助105元", "number"),
    ("补助三万五元", "补助30005元", "number"),
    ("补助二三十元", "补助23元", "number"),
    ("补助二三十元", "补助30元", "number"),
    ("补助三五天", "补助35天", "number"),
    ("补助3-5天", "补助35天", "number"),
    ("电话0532-8591", "电话05328591", "number"),
    ("编号007", "编号7", "number"),
    ("第1.10节", "第1.1节", "number"),
    ("面积10²米", "面积102米", "number"),
    ("项目2/4", "项目1/2", "number"),
    ("应当在10个工作日", "应当在1.0个工作日", "number"),
    ("国发〔2022〕18号", "国发〔2022〕018号", "doc_number"),
    ("国发〔2022〕18号", "国发〔二〇二二〕十九号", "doc_number"),
    ("国发〔2022〕18号", "国发〔二〇二一〕十八号", "doc_number"),
    ("国发〔2022〕18号", "国发〔2022〕18-1号", "doc_number"),
    ("气温-5℃", "气温5℃", "number"),
    ("面积3公顷", "面积3平方公里", "quantity_unit"),
    ("装机500MW", "装机500千瓦", "quantity_unit"),
    ("时长1.5小时", "时长15分钟", "number"),
    ("补助¥5000", "补助$5000", "number"),
    ("补助$5000", "补助5000元", "number"),
    ("自2023年", "自113年", "date"),
    ("3月5日至3月8日", "3月5日至9日", "date"),
    ("3月5日至8日", "3月5日至8月", "date"),
    ("①类", "②类", "number"),
    ("①0类", "10类", "number"),
]


@pytest.mark.parametrize(("a", "b"), ONE_VALUE)
def test_one_value_in_two_dresses_is_one_difference_for_review(a: str, b: str) -> None:
    """The whole value is one difference of class review, low."""
    assert [(d.class_, d.kind, d.severity) for d in told(a, b)] == [("review", "numeral_style", "low")]


@pytest.mark.parametrize(("a", "b", "kind"), OTHER_VALUE)
def test_another_value_is_grave(a: str, b: str, kind: str) -> None:
    """What looks like the same number, and is not, is substantive and high."""
    assert {(d.class_, d.kind, d.severity) for d in told(a, b)} == {("substantive", kind, "high")}


def test_the_reading_shown_is_the_whole_value() -> None:
    """A date in other numerals is shown from its year to its day; a digit in one numeral as the numeral."""
    (whole_date,) = told("2023年1月30日", "二〇二三年一月三十一日")
    (day,) = told("2023年1月30日", "2023年1月31日")

    assert (whole_date.a.text, whole_date.b.text) == ("2023年1月30日", "二〇二三年一月三十一日")
    assert (day.a.text, day.b.text) == ("30", "31")


def test_what_stands_around_a_value_is_judged_by_itself() -> None:
    """A value in another dress does not hide that it became about so much."""
    found = told("总投资约1.5亿元", "总投资15000万元")

    assert [(d.class_, d.kind, d.a.text) for d in found] == [
        ("substantive", "bound", "约"),
        ("review", "numeral_style", "1.5亿元"),
    ]


def test_a_passage_that_was_written_anew_around_a_value_is_one_difference() -> None:
    """Words before and behind a value that changed with it are told with it, and as grave as a value."""
    found = told("于10日前报送", "于当月15日之前报送")

    assert [(d.kind, d.severity, d.a.text, d.b.text) for d in found] == [("number", "high", "10日", "当月15日之")]


def test_one_of_two_values_that_differs_is_told() -> None:
    """15% in words is for review, 30% that became 31% beside it is grave."""
    found = told("增长15%，其中工业30%", "增长百分之十五，其中工业百分之三十一")

    assert [(d.class_, d.kind) for d in found] == [("review", "numeral_style"), ("substantive", "number")]


NO_VALUES = [
    "0532-85911234",
    "PM2.5",
    "GB/T15834-2011",
    "5G",
    "007",
    "二三十",
    "三五天",
    "三万五",
    "几十",
    "数百",
    "(2022)18号",
]


@pytest.mark.parametrize("text", NO_VALUES)
def test_what_only_looks_like_a_number_is_no_value(text: str) -> None:
    """Codes, telephone numbers, document numbers and numerals without one certain value are none."""
    assert [v for v in written(f"共{text},") if v.sort == "number" and v.start <= 1 and v.end > 1] == []


HAN = "零一二三四五六七八九"


def by_place(n: int) -> str:
    """A number below 10,000 as GB/T 15835-2011 spells it."""
    if n == 0:
        return "零"
    out, gap = "", False
    for digit, place in zip(f"{n:04d}", ("千", "百", "十", ""), strict=True):
        if digit == "0":
            gap = bool(out)
            continue
        out += ("零" if gap else "") + HAN[int(digit)] + place
        gap = False
    return out.removeprefix("一") if out.startswith("一十") else out


DATES: list[Callable[[date], str]] = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02d}月{d.day:02d}日",
    lambda d: f"{d.year}-{d.month:02d}-{d.day:02d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: (
        "".join("〇一二三四五六七八九"[int(c)] for c in str(d.year)) + f"年{by_place(d.month)}月{by_place(d.day)}日"
    ),
    lambda d: f"民国{d.year - 1911}年{d.month}月{d.day}日",
]
AMOUNTS: list[Callable[[int], str]] = [
    lambda n: f"{n}万元",
    lambda n: f"{n}0000元",
    lambda n: f"{n * 10000:,}元",
    lambda n: f"{by_place(n)}万元",
    lambda n: f"{n / 10000:.4f}亿元",
    lambda n: f"{n}.0万元",
]
days = st.dates(date(1990, 1, 1), date(2059, 12, 31))
counts = st.integers(1, 9999)
dress = st.integers(0, 5)


@settings(max_examples=60)
@given(days, days, dress, dress)
def test_dates_are_compared_as_dates(x: date, y: date, one: int, other: int) -> None:
    """Two dates that differ are grave in any dress; one date is never."""
    same, changed = told(DATES[one](x), DATES[other](x)), told(DATES[one](x), DATES[other](y))

    assert {d.class_ for d in same} <= {"review"}
    assert (x == y) == ({(d.class_, d.severity) for d in changed} != {("substantive", "high")})


@settings(max_examples=60)
@given(counts, counts, dress, dress)
def test_amounts_are_compared_as_amounts(x: int, y: int, one: int, other: int) -> None:
    """Two amounts that differ are grave in any dress; one amount is never."""
    same = told("投入" + AMOUNTS[one](x), "投入" + AMOUNTS[other](x))
    changed = told("投入" + AMOUNTS[one](x), "投入" + AMOUNTS[other](y))

    assert {d.class_ for d in same} <= {"review"}
    assert (x == y) == (not {("substantive", "high")} & {(d.class_, d.severity) for d in changed})


@given(counts)
def test_han_numerals_are_read_exactly(n: int) -> None:
    """Every number by place is read as itself, with its scale."""
    assert exact(by_place(n)) == n
    assert exact(by_place(n) + "亿") == n * 10**8
    assert exact(by_place(n) + "点五万") == (n + Fraction(1, 2)) * 10**4


@given(
    st.text(alphabet="一二十百万亿零点年月日0123.,-%元约至第 号", max_size=16),
    st.text(alphabet="一十百万0125.%元年月", max_size=8),
)
def test_widened_edits_still_rebuild_the_other_text(a: str, b: str) -> None:
    """What no edit covers is equal, in order, and every value lies in its text."""
    left, right = f"甲{a}乙{b}丙", f"甲{b}乙{a}丙"
    found = whole_values(left, right, readable(left, right, edits(left, right)))

    at_a = at_b = 0
    for edit in found:
        assert left[at_a : edit.a0] == right[at_b : edit.b0]
        assert edit.a0 < edit.a1 or edit.b0 < edit.b1
        at_a, at_b = edit.a1, edit.b1
    assert left[at_a:] == right[at_b:]
    assert all(0 <= v.start < v.core <= v.end <= len(left) for v in written(left))


def test_a_value_is_one_only_as_a_whole() -> None:
    """The 3 of 3万 and the 1月 of a date are no values of their own."""
    assert whole("投入", "3", "万元") is None
    assert whole("2023年", "1月", "30日") is None
    three, other = whole("投入", "3万元", ""), whole("投入", "三万元", "")
    assert three is not None
    assert other is not None
    assert same_value(three, other)


@pytest.mark.parametrize("piece", ["1", "一", "1,000,", "1-", "二点五", "1至", "1万", "百分之"])
def test_an_endless_numeral_is_no_value(piece: str) -> None:
    """Ten thousand digits are read without an error, and are no number."""
    text = piece * (10_000 // len(piece))

    assert all(v.end - v.start < 100 for v in written(text))
