# SPDX-License-Identifier: Apache-2.0
"""Every place whose characters differ but fold alike is judged, by rule, by word or by habit; nothing is passed over in
silence."""

import random
from collections import Counter
from typing import Any

import pytest

from policydiff.canonical import canonicalize, plain
from policydiff.model import TELLING
from policydiff.script.characters import CANONICAL, HARD, STANDARD
from policydiff.script.fold import fold
from policydiff.script.judge import Judge
from policydiff.script.judgement import Judgement
from policydiff.script.profile import profile
from policydiff.script.scoped import phrase_scoped

TRADITIONAL = "為實施國務院關於產業發展的決定，加強財務標準與環境監測，對實驗室統籌規劃。" * 2
SIMPLIFIED = "为实施国务院关于产业发展的决定，加强财务标准与环境监测，对实验室统筹规划。" * 2


def judged(a: str, b: str, terms: tuple[str, ...] = ()) -> list[Judgement]:
    """The judgements of all places where two texts of one length differ."""
    judge = Judge(a, b, profile(a), profile(b), terms)
    return [judge.judge(i, i) for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]


def one(a: str, b: str, terms: tuple[str, ...] = ()) -> Judgement:
    """The judgement of the only place where two texts differ."""
    (found,) = judged(a, b, terms)
    return found


PAIRS = {
    "glyphs of two regions": (TRADITIONAL + "爲民", TRADITIONAL + "為民", "script", "regional", None, None),
    "a mainland standard form": (TRADITIONAL + "争取", TRADITIONAL + "爭取", "script", "regional", None, None),
    "a soft pair": (TRADITIONAL + "旅游", TRADITIONAL + "旅遊", "script", "regional", None, None),
    "another soft pair": (TRADITIONAL + "佔比", TRADITIONAL + "占比", "script", "regional", None, None),
    "left unconverted": (TRADITIONAL + "目标", TRADITIONAL + "目標", "script", "residual", "a", "標"),
    "left unconverted, of several": (TRADITIONAL + "头发", TRADITIONAL + "头髮", "script", "residual", "a", "髮"),
    "left in simplified text": (SIMPLIFIED + "最后", SIMPLIFIED + "最後", "script", "residual", "b", "后"),
    "a wrong choice": (TRADITIONAL + "康複大學", TRADITIONAL + "康復大學", "script", "fault", "a", "復"),
    "a wrong choice in the other": (TRADITIONAL + "短板", TRADITIONAL + "短闆", "script", "fault", "b", "板"),
    "a wrong choice against simplified": (SIMPLIFIED[:-2] + "示范", TRADITIONAL[:-2] + "示范", None, None, None, None),
    "了解 and 瞭解": (TRADITIONAL + "了解情況", TRADITIONAL + "瞭解情況", "script", "regional", None, None),
    "no word tells": (TRADITIONAL + "（余）", TRADITIONAL + "（餘）", "review", "ambiguous_script", None, None),
    "two words written at once": (TRADITIONAL + "結轉（余）", TRADITIONAL + "結轉（餘）", "script", "fault", "a", "餘"),
    "as soon as can be": (TRADITIONAL + "盡快辦理", TRADITIONAL + "儘快辦理", "script", "fault", "a", "儘"),
    "what people interchange": (
        TRADITIONAL + "函復如下",
        TRADITIONAL + "函覆如下",
        "review",
        "ambiguous_script",
        None,
        None,
    ),
    "one term in two spellings": (TRADITIONAL + "申請複議", TRADITIONAL + "申請復議", "script", "regional", None, None),
    "two terms of what is done again": (
        TRADITIONAL + "申請複核",
        TRADITIONAL + "申請復核",
        "review",
        "ambiguous_script",
        None,
        None,
    ),
    "another of the three": (
        TRADITIONAL + "申請覆議",
        TRADITIONAL + "申請復議",
        "review",
        "ambiguous_script",
        None,
        None,
    ),
    "behind another word": (TRADITIONAL + "恢複審議", TRADITIONAL + "恢復審議", "script", "fault", "a", "復"),
    "two simplified characters": (SIMPLIFIED + "干燥", SIMPLIFIED + "乾燥", "review", "ambiguous_script", None, None),
    "two simplified words": (SIMPLIFIED + "着手", SIMPLIFIED + "著手", "substantive", "text", None, None),
    "two simplified words, 复": (SIMPLIFIED + "复核", SIMPLIFIED + "覆核", "substantive", "text", None, None),
    "two simplified words, 余": (SIMPLIFIED + "余款", SIMPLIFIED + "馀款", "review", "ambiguous_script", None, None),
}


@pytest.mark.parametrize(("a", "b", "class_", "kind", "side", "suggestion"), PAIRS.values(), ids=PAIRS)
def test_pairs(a: str, b: str, class_: str | None, kind: str | None, side: str | None, suggestion: str | None) -> None:
    """A pair gets the class, kind, side and right form of its rule."""
    found = judged(a, b)
    if class_ is None:
        assert {x.kind for x in found} == {"simplified"}
    else:
        assert [(x.class_, x.kind, x.side, x.suggestion) for x in found] == [(class_, kind, side, suggestion)]


def test_simplified_against_traditional() -> None:
    """A simplified copy against a traditional one differs in script alone, but for the choices that a converter got
    wrong."""
    found = judged(SIMPLIFIED + "制造业与恢复", TRADITIONAL + "制造業與恢複")
    assert {(x.class_, x.kind) for x in found} == {("script", "simplified"), ("script", "fault")}
    (fault,) = [x for x in found if x.kind == "fault"]
    assert (fault.side, fault.suggestion) == ("b", "復")


def test_own_simplified_character_is_no_script_pair() -> None:
    """A simplified character that a converter would have kept is not the script form of another."""
    found = judged(SIMPLIFIED + "覆查", TRADITIONAL + "復查")
    assert found[-1].class_ == "review"


REGIONAL = {
    "each copy its own": ("臺灣與平臺，沿着顯著，隨着", "台灣與平台，沿著顯著，隨著", "script"),
    "one place is no habit": ("沿着", "沿著", "review"),
    "one copy has both, in a word": ("臺灣與平臺", "臺灣與平台", "script"),
    "one copy has both, in no word": ("臺灣，臺", "臺灣，台", "review"),
    "one copy has both, as a count of machines": ("臺灣，新建7臺鍋爐", "臺灣，新建7台鍋爐", "script"),
    "one copy has both, in a name behind a number": ("臺灣，7臺州人", "臺灣，7台州人", "review"),
    "one copy has both, in a name that keeps one": ("臺灣與臺州市", "臺灣與台州市", "review"),
    "tobacco": ("煙草，煙，抽煙", "菸草，菸，抽煙", "script"),
    "smoke": ("煙火，煙草", "菸火，煙草", "review"),
    "one copy has both particles": ("沿着，隨着", "沿着，隨著", "review"),
    "each copy its own beside words of writing": (
        "著作權，見微知著，沿着，隨着",
        "著作權，見微知著，沿著，隨著",
        "script",
    ),
    "one copy has both beside words of writing": ("著作權，沿着，隨著", "著作權，沿著，隨着", "review"),
    "a word that is one everywhere": ("顯著，沿着", "顯着，沿着", "script"),
}


@pytest.mark.parametrize(("a", "b", "class_"), REGIONAL.values(), ids=REGIONAL)
def test_characters_that_regions_write_for_one_another(a: str, b: str, class_: str) -> None:
    """台 for 臺 and 著 for 着 are a region's writing only where each copy keeps to its own."""
    assert {x.class_ for x in judged(TRADITIONAL + a, TRADITIONAL + b)} == {class_}


@pytest.mark.parametrize(
    ("simplified", "traditional", "class_"),
    [("答复", "答覆", "script"), ("复核", "覆核", "review"), ("沿着", "沿著", "script")],
)
def test_character_that_both_scripts_have(simplified: str, traditional: str, class_: str) -> None:
    """A traditional character that simplified text has too is the script form of another only in words where a
    converter makes it."""
    assert {x.class_ for x in judged(SIMPLIFIED + simplified, TRADITIONAL + traditional)} == {"script", class_}


@pytest.mark.parametrize(("a", "b", "class_", "kind", "side", "suggestion"), PAIRS.values(), ids=PAIRS)
def test_mirror(a: str, b: str, class_: str | None, kind: str | None, side: str | None, suggestion: str | None) -> None:
    """Changing the sides changes nothing but the side."""
    assert judged(b, a) == [x.mirrored() for x in judged(a, b)]


def test_sample_pair(corpus: dict[str, Any]) -> None:
    """The sample pair differs in 183 characters of script: 115 regional, 40 residual, 28 faults, none for review."""
    a, b = (canonicalize(path.read_text(encoding="utf-8-sig")) for path in corpus["paths"])
    texts = plain(a.bare), plain(b.bare)
    judge = Judge(*texts, profile(texts[0]), profile(texts[1]))
    start = next(n for n, (x, y) in enumerate(zip(a.text, b.text, strict=False)) if x != y)
    end = next(n for n, (x, y) in enumerate(zip(reversed(a.text), reversed(b.text), strict=False)) if x != y)
    places = [(i, i) for i in range(start)] + [(len(texts[0]) - n, len(texts[1]) - n) for n in range(1, end + 1)]
    found = [judge.judge(i, j) for i, j in places if texts[0][i] != texts[1][j]]
    assert Counter((x.class_, x.kind, x.side) for x in found) == {
        ("script", "regional", None): 115,
        ("script", "residual", "a"): 40,
        ("script", "fault", "b"): 25,
        ("script", "fault", "a"): 3,
    }


def test_a_copy_that_is_often_wrong_is_not_wrong_everywhere() -> None:
    """What no word tells is for a person, though faults of the same form are proven in the same copy: mending them
    must not change what is said of the place."""
    a = TRADITIONAL + "骨幹企業。幹線鐵路。幹部培訓。示範項目。若干措施。幹支相連。"
    b = TRADITIONAL + "骨干企業。干線鐵路。干部培訓。示范項目。若干措施。干支相連。"
    mended = TRADITIONAL + "骨幹企業。幹線鐵路。幹部培訓。示範項目。若干措施。干支相連。"
    *proven, untold = judged(a, b)
    assert [(x.kind, x.side) for x in proven] == [("fault", "b")] * 4
    assert [untold] == judged(a, mended)
    assert untold.class_ == "review"


def test_two_words_meet_in_a_copy_that_is_often_wrong() -> None:
    """A word that is one as it stands is no fault of a converter's by what it got wrong elsewhere: 複審 and 復審."""
    slips, right = "推進康複大學。恢複原狀。複興計畫。光複節。", "推進康復大學。恢復原狀。復興計畫。光復節。"
    first, *others = judged(TRADITIONAL + "申請復審。" + right, TRADITIONAL + "申請複審。" + slips)
    assert first.class_ == "review"
    assert [(x.kind, x.side) for x in others] == [("fault", "b")] * 4


def test_dictionary_alone_accuses_nobody() -> None:
    """A copy with no fault of its own is not believed on the converter's word alone: it may be that converter's
    work."""
    judge = Judge(TRADITIONAL, TRADITIONAL, profile(TRADITIONAL), profile(TRADITIONAL))
    assert not judge._may_accuse(0, frozenset("o"))
    assert judge._may_accuse(0, frozenset("ot"))


def test_pair_inside_a_personal_name() -> None:
    """A pair that a converter chooses between is for a person where a label announces a name; in other words it is
    not."""
    name = one(TRADITIONAL + "聯繫人：李升。", TRADITIONAL + "聯繫人：李昇。")
    assert (name.class_, name.kind) == ("review", "ambiguous_script")
    assert one(TRADITIONAL + "提升水平。", TRADITIONAL + "提昇水平。").kind == "regional"


def test_pair_inside_a_term() -> None:
    """Inside a listed term such a pair is for a person, and its severity is high."""
    found = one(TRADITIONAL + "由游大明簽發", TRADITIONAL + "由遊大明簽發", ("游大明",))
    assert (found.class_, found.severity) == ("review", "high")
    assert one(TRADITIONAL + "由游大明簽發", TRADITIONAL + "由遊大明簽發").kind == "regional"


@pytest.mark.parametrize(("a", "b"), [("坐标系统", "座標系統"), ("工作计划", "工作計畫"), ("采购家具", "採購傢俱")])
def test_phrases_join_other_characters(a: str, b: str) -> None:
    """A phrase in two spellings joins characters that fold apart, inside the phrase alone."""
    at = next(n for n, (x, y) in enumerate(zip(fold(a), fold(b), strict=True)) if x != y)
    found = phrase_scoped(a, at, at + 1, b, at, at + 1)
    assert found is not None
    assert found.class_ == "script"
    assert phrase_scoped(a[at], 0, 1, b[at], 0, 1) is None


def silent(judgement: Judgement) -> bool:
    """Does a judgement neither tell against equality nor name a copy's fault?"""
    return judgement.class_ not in TELLING and judgement.kind not in ("fault", "residual")


def test_swapped_hard_characters_are_never_silent() -> None:
    """A hard character swapped for another of its class tells, or is named as somebody's fault, whatever stands around
    it."""
    passed_over = []
    for canonical, forms in HARD.items():
        for x in sorted(forms):
            for y in sorted(forms - {x}):
                found = judged(TRADITIONAL + x + "，" + TRADITIONAL, TRADITIONAL + y + "，" + TRADITIONAL)
                passed_over += [(canonical, x, y) for f in found if silent(f)]
    assert passed_over == []


def test_random_substitutions_are_never_silent() -> None:
    """Of 2,000 random substitutions in traditional text none ends under a class that does not tell."""
    text = (
        TRADITIONAL + "各部門應於每年年底前編製報表，報主管機關核准後實施；逾期未報者，不得申請補助，並依規定予以處理。"
    )
    alphabet = sorted({*text, *STANDARD, *CANONICAL.values()})
    dice = random.Random(20230101)
    quiet = []
    for _ in range(2000):
        at, char = dice.randrange(len(text)), dice.choice(alphabet)
        if char == text[at]:
            continue
        changed = text[:at] + char + text[at + 1 :]
        if fold(char) == fold(text[at]):
            found = Judge(text, changed, profile(text), profile(changed)).judge(at, at)
        else:
            found = phrase_scoped(text, at, at + 1, changed, at, at + 1) or Judgement("substantive", "text", "")
        if found.class_ not in TELLING:
            quiet.append((text[at], char, found.kind))
    assert [pair for pair in quiet if pair[2] == "simplified" or fold(pair[0]) != fold(pair[1])] == []
    assert len(quiet) <= 2
