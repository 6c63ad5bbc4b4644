# SPDX-License-Identifier: Apache-2.0
"""A variant is script by the standards, or by the word where the standard has both characters; what no table joins
stays a change."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policydiff import compare
from policydiff.model import Difference
from policydiff.script.characters import SIMPLIFIED_ONLY, TRADITIONAL_ONLY, VARIANTS
from policydiff.script.families import by_rule
from policydiff.script.fold import fold
from policydiff.script.profile import profile
from policydiff.script.tables import rows

NOTICE = "关于加强管理的通知\n\n一、严格按照国家规定，对本市{}进行检查。\n二、其他工作按规定执行。\n"
FULL = by_rule(NOTICE, "phrases")
NUMERALS = "〇零一壹二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億廿卅"


def told(a: str, b: str, forms: str = "st") -> tuple[str, list[Difference]]:
    """The verdict on two readings in copies that are simplified (s) or traditional (t), and the differences that hold
    them."""
    copies = [(NOTICE if form == "s" else FULL).format(text) for form, text in zip(forms, (a, b), strict=True)]
    found = compare(*copies)
    place = (NOTICE if forms[0] == "s" else FULL).index("{")  # the reading may stand elsewhere too
    return found.verdict, [d for d in found.differences if place <= d.a.start < place + len(a)]


@pytest.mark.parametrize("forms", ["st", "tt", "ss"])
@pytest.mark.parametrize(
    ("standard", "variant"),
    [
        ("污", "汚"),
        ("铺", "舖"),
        ("炮", "砲"),
        ("举", "擧"),
        ("碗", "盌"),
        ("果", "菓"),
        ("它", "牠"),
        ("斗", "鬪"),
        ("刨", "鉋"),
    ],
)
def test_variants_of_the_standard_are_script(standard: str, variant: str, forms: str) -> None:
    """A variant that neither national standard has is its standard character, in whatever script the copies are."""
    full = {"铺": "鋪", "举": "舉", "斗": "鬥"}.get(standard, standard)
    first = full if forms[0] == "t" else standard

    verdict, found = told(first, variant, forms)

    assert verdict == "equivalent"
    assert [(d.class_, d.kind) for d in found] == [("script", "regional")]
    assert variant in found[0].reason
    assert standard in found[0].reason


@pytest.mark.parametrize(
    ("a", "b", "forms", "class_"),
    [
        ("账户", "帳戶", "st", "script"),
        ("台账", "臺帳", "st", "script"),
        ("帳戶", "賬戶", "tt", "script"),
        ("帐篷", "賬篷", "st", "review"),
        ("沉没", "沈沒", "st", "script"),
        ("沉重", "沈重", "tt", "script"),
        ("沉", "沈", "st", "review"),
        ("沈阳", "沉陽", "st", "substantive"),
        ("形象", "形像", "st", "script"),
        ("图象", "圖像", "st", "review"),
        ("象", "像", "ss", "substantive"),
        ("粘土", "黏土", "st", "script"),
        ("粘土", "黏土", "ss", "substantive"),
        ("损坏", "損坯", "st", "substantive"),
        ("毛坯", "毛坏", "st", "script"),
        ("村", "邨", "st", "review"),
    ],
)
def test_the_word_tells_where_the_standard_has_both(a: str, b: str, forms: str, class_: str) -> None:
    """One of two standard characters is written for the other in some words alone; where no such word stands in both
    copies a person must look, and a simplified copy keeps the two apart."""
    _, found = told(a, b, forms)

    assert {d.class_ for d in found if d.kind != "simplified"} == {class_}


@pytest.mark.parametrize(("a", "b"), [("王珮", "王佩"), ("陈哲", "陳喆"), ("沉静", "沈靜")])
def test_names_are_for_a_person(a: str, b: str) -> None:
    """In a personal name a variant may be the bearer's own character."""
    one = NOTICE.format("工作") + f"联系人：{a}\n"
    other = FULL.format("工作") + f"聯繫人：{b}\n"

    assert compare(one, other).verdict == "review"


@pytest.mark.parametrize(
    ("a", "b"), [("于", "於"), ("范", "範"), ("后", "後"), ("复", "覆"), ("干", "乾"), ("里", "裏")]
)
def test_hard_characters_are_no_variants(a: str, b: str) -> None:
    """Characters that simplification joined are never told as variants of one another."""
    assert not {a, b} & VARIANTS.keys()
    assert all("variant" not in d.reason for d in told(b, a, "tt")[1])


def test_variants_are_of_no_standard() -> None:
    """No variant is in GB 2312 or marks a script, and what it is written for is never a variant."""
    assert not [char for char in VARIANTS if len(char.encode("gb2312", "ignore")) == 2]
    assert not VARIANTS.keys() & (SIMPLIFIED_ONLY | TRADITIONAL_ONLY)
    assert not VARIANTS.keys() & set(VARIANTS.values())
    assert profile("汚砲擧舖").form == "none"


JOINED = {frozenset(row[:2]) for row in rows("senses")} | {
    frozenset(pair) for row in rows("scoped") for pair in zip(*row, strict=True)
}
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters=NUMERALS)


@given(HAN, HAN, st.sampled_from(["st", "tt", "ss", "ts"]))
def test_characters_that_no_table_joins_are_a_change(x: str, y: str, forms: str) -> None:
    """Two characters that no table joins are told as a change of the text, whatever the scripts."""
    assume(fold(x) != fold(y) and frozenset((fold(x), fold(y))) not in JOINED)

    verdict, found = told(x, y, forms)

    assert verdict == "different"
    assert "substantive" in {d.class_ for d in found}


@given(st.sampled_from(rows("senses")), st.sampled_from(["st", "tt", "ts"]))
def test_mirrored(row: list[str], forms: str) -> None:
    """What is said of a variant mirrors."""
    standard, variant, *_ = row
    there = [(d.class_, d.kind, d.reason) for d in told(standard, variant, forms)[1]]
    back = [(d.class_, d.kind, d.reason) for d in told(variant, standard, forms[::-1])[1]]

    assert there == back


@pytest.mark.parametrize(
    ("a", "b", "forms", "kind"),
    [
        ("網絡", "網路", "tt", "vocabulary"),
        ("軟件", "軟體", "tt", "vocabulary"),
        ("信息", "資訊", "tt", "vocabulary"),
        ("软件", "軟體", "st", "vocabulary"),
        ("软件", "软体", "ss", "text"),
        ("軟件", "軟木", "tt", "text"),
    ],
)
def test_words_of_two_regions(a: str, b: str, forms: str, kind: str) -> None:
    """Another region's word for one thing is for a person, between two traditional copies as well; between two
    simplified ones it is another word."""
    assert {d.kind for d in told(a, b, forms)[1]} - {"simplified"} == {kind}
