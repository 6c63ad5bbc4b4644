# SPDX-License-Identifier: Apache-2.0
"""Reading glosses are set aside where they are readings of their character, and only there."""

import re
import time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical import canonicalize
from policydiff.canonical.gloss import glosses, true_readings, wrong_glosses
from policydiff.canonical.text import Removal
from policydiff.script import readings


def without(source: str) -> str:
    """The text that stays when the glosses are taken out."""
    for run in reversed(glosses(source)):
        source = source[: run.start] + source[run.end :]
    return source


GLOSSES = {
    "ASCII brackets": ("新舊(jiù)動能", "新舊動能", "pinyin"),
    "full-width brackets": ("新舊（jiù）動能", "新舊動能", "pinyin"),
    "mixed widths": ("新舊（jiù)動能", "新舊動能", "pinyin"),
    "square brackets": ("開[kāi]放", "開放", "pinyin"),
    "full-width square brackets": ("開［kāi］放", "開放", "pinyin"),
    "other brackets": ("開【kāi﹞放", "開放", "pinyin"),
    "a circle for zero": ("二○(líng)二三", "二○二三", "pinyin"),
    "a converter's other character": ("幹(gān)燥", "幹燥", "pinyin"),
    "tortoise-shell brackets": ("開〔kāi〕放", "開放", "pinyin"),
    "simplified": ("开(kāi)放", "开放", "pinyin"),
    "second reading": ("銀行(háng)", "銀行", "pinyin"),
    "Kangxi radical": ("⼯(gōng)作", "⼯作", "pinyin"),
    "supplement radical": ("⻘(qīng)島", "⻘島", "pinyin"),
    "compatibility ideograph": ("\uf900(qǐ)有", "\uf900有", "pinyin"),
    "one letter with a tone": ("額(é)度", "額度", "pinyin"),
    "wrap inside": ("一(yī\n)步", "一步", "pinyin"),
    "wrap between letters": ("一(y\r\nī)步", "一步", "pinyin"),
    "wrap after the bracket": ("一(\nyī)步", "一步", "pinyin"),
    "wrap and indent before": ("一\n\u3000\u3000(yī)步", "一步", "pinyin"),
    "spaces": ("一 ( yī )步", "一步", "pinyin"),
    "zero-width": ("一\u200b(y\u200bī)步", "一步", "pinyin"),
    "decomposed": (normalize("NFD", "綠(lǜ)色"), "綠色", "pinyin"),
    "breve for caron": ("小(xiăo)組", "小組", "pinyin"),
    "u with two dots spelt v": ("綠(lv̀)色", "綠色", "pinyin"),
    "u with colon": ("綠(lù:)色", "綠色", "pinyin"),
    "script g and alpha": ("工(ɡōnɡ)作", "工作", "pinyin"),
    "full-width letters": ("工（ｇōｎｇ）作", "工作", "pinyin"),
    "tone as a digit": ("工(gong1)作", "工作", "pinyin"),
    "light tone as a digit": ("我的(de5)", "我的", "pinyin"),
    "changed tone": ("一(yí)個", "一個", "pinyin"),
    "Taiwan's reading": ("企（ㄑㄧˋ）業", "企業", "zhuyin"),
    "zhuyin": ("國(ㄍㄨㄛˊ)務院", "國務院", "zhuyin"),
    "zhuyin, first tone": ("工（ㄍㄨㄥ）業", "工業", "zhuyin"),
    "zhuyin, light tone before": ("我的（˙ㄉㄜ）", "我的", "zhuyin"),
    "zhuyin, light tone after": ("我的（ㄉㄜ˙）", "我的", "zhuyin"),
    "zhuyin, light tone of another character": ("三個（ㄍㄜ˙）", "三個", "zhuyin"),
    "zhuyin with a Han one": ("企業（一ㄝˋ）", "企業", "zhuyin"),
    "zhuyin, wrapped": ("企業（ㄧ\nㄝˋ）家", "企業家", "zhuyin"),
    "zhuyin, apical vowel": ("市（ㄕˋ）人民", "市人民", "zhuyin"),
    "zhuyin, u-umlaut after j q x": ("區（ㄑㄩ）人民", "區人民", "zhuyin"),
    "a word": ("標準(biāo zhǔn)化", "標準化", "pinyin"),
    "a word without a blank": ("標準(biāozhǔn)化", "標準化", "pinyin"),
    "a name": ("重庆(Chóngqìng)", "重庆", "pinyin"),
    "a name in capitals": ("重庆(CHÓNGQÌNG)", "重庆", "pinyin"),
    "a name, each syllable with a capital": ("嶗山（Láo Shān）", "嶗山", "pinyin"),
    "a name with an apostrophe": ("西安（xī'ān）", "西安", "pinyin"),
    "a curly apostrophe": ("西安（xī’ān）", "西安", "pinyin"),
    "a hyphen": ("第三(dì-sān)", "第三", "pinyin"),
    "a word with tone digits": ("崂山(lao2 shan1)", "崂山", "pinyin"),
    "tone digits without a blank": ("崂山(lao2shan1)", "崂山", "pinyin"),
    "a word without tones": ("崂山(lao shan)", "崂山", "pinyin"),
    "a light tone in a word": ("东西(dōngxi)", "东西", "pinyin"),
    "a rolled ending": ("花儿(huār)", "花儿", "pinyin"),
    "ü in a word": ("战略(zhànlüè)", "战略", "pinyin"),
    "zhuyin of a word": ("嶗山（ㄌㄠˊ ㄕㄢ）", "嶗山", "zhuyin"),
    "zhuyin of a word without a blank": ("嶗山（ㄌㄠˊㄕㄢ）", "嶗山", "zhuyin"),
    "a word over a line break": ("崂\n山(láo shān)", "崂\n山", "pinyin"),
    "a character in quotes": ("“行”（háng）", "“行”", "pinyin"),
    "a word in quotes": ("「崂山」（láo shān）", "「崂山」", "pinyin"),
    "one character with a capital": ("区(Ōu)某", "区某", "pinyin"),
}


@pytest.mark.parametrize(("source", "rest", "kind"), GLOSSES.values(), ids=GLOSSES)
def test_a_reading_of_the_character_is_set_aside(source: str, rest: str, kind: str) -> None:
    """A bracketed reading of the character before it goes, with the white space before the bracket."""
    assert without(source) == rest
    assert [run.kind for run in glosses(source)] == [kind]


STAYS = {
    "an abbreviation": "液化天然氣(LNG)",
    "a unit": "公里(m)",
    "a label in Latin": "下列(a)情形(b)情形",
    "capitals": "认证(CE)",
    "capitals of a reading": "工(GŌNG)作",
    "a Han word": "中国特色(特色)",
    "one Han character": "（保）",
    "a Han ordinal": "第二（一）項",
    "a reading of another character": "生(què)態",
    "another tone": "工(gǒng)作",
    "after a digit": "30(wàn)億",
    "for its character": "的(gōng)作",
    "after punctuation": "，(gōng)作",
    "without its bracket": "落細落實(shí",
    "two readings": "工(gōng gōng)作",
    "two tone marks": "工(gōngǒ)作",
    "zhuyin of another character": "國（ㄍㄨㄥ）務院",
    "zhuyin that is no syllable": "國（ㄍㄍ）務院",
    "two zhuyin tones": "國（ㄍㄨㄛˊˋ）務院",
    "one toneless reading": "嚴(yan) 肅",
    "a label with a digit": "啊(a1)",
    "another tone as a digit": "工(gong2)作",
    "a word that is not read so": "标准(biāo què)化",
    "a reading of half a word": "标准(biāo)化",
    "syllables in another order": "标准(zhǔn biāo)化",
    "an application": "应用(APP)",
    "an application in small letters": "阿婆(app)",
    "a rate": "利率(LPR)",
    "a power of purchase": "购买力(PPP)",
    "capitals that could be cut into syllables": "高安(GAOAN)",
    "an English word": "熊猫(panda)",
    "an English word for a loan": "沙发(sofa)",
    "a short one that fits": "阿八(aba)",
    "one syllable with a capital": "高(Gao)",
    "a label with two digits": "啊吧(a1b2)",
    "digits on some syllables": "崂山(lao2shan)",
    "across a mark": "崂，山(láo shān)",
    "zhuyin of another word": "嶗山（ㄕㄢ ㄌㄠˊ）",
    "a lower-case unit": "公頃(ha)，公斤(kg)",
}


@pytest.mark.parametrize("source", STAYS.values(), ids=STAYS)
def test_what_is_no_reading_of_the_character_stays(source: str) -> None:
    """Brackets that are wording, a label, a unit or a false reading stay text."""
    assert list(glosses(source)) == []


def test_two_readings_of_one_character_go() -> None:
    """A copy glossed in pinyin and in zhuyin has two brackets after a character."""
    assert without("工(gōng)（ㄍㄨㄥ）作") == "工作"
    assert without("工(gōng)(què)作") == "工(què)作"


@pytest.mark.parametrize("hidden", ["\u202e", "\U000e0041", "\u200f"])
def test_what_tells_is_not_taken_out_with_a_gloss(hidden: str) -> None:
    """Controls of direction and tags inside a gloss stay for the unicode layer to name."""
    assert without(f"工(gō{hidden}ng)作") == f"工{hidden}作"


def test_a_word_after_its_characters_readings() -> None:
    """A word whose characters have their own readings may have one of the whole as well."""
    assert without("崂(láo)山(shān)（ㄌㄠˊ ㄕㄢ）区") == "崂山区"


RUBY = {
    "a reading": ("工[(gōng)]作", True),
    "a reading without its tone": ("工[(gong)]作", True),
    "a reading in capitals": ("工[(GONG)]作", True),
    "a word": ("标准[（biāo zhǔn）]化", True),
    "a reading behind another": ("工[(gōng)][(ㄍㄨㄥ)]作", True),
    "words": ("应当[(不得)]参加", False),
    "a number": ("罚款100[(200)]元", False),
    "a date": ("规定期限[(5月6日)]内", False),
    "another character's reading": ("工[(zuò)]作", False),
    "another tone": ("工[(gǒng)]作", False),
    "English": ("国务院[(State Council)]", False),
}


@pytest.mark.parametrize(("marked", "right"), RUBY.values(), ids=RUBY)
def test_ruby_is_a_gloss_only_where_it_reads_its_base(marked: str, right: bool) -> None:
    """What a file marks as ruby is set aside only where it is a reading; other words over words stay text."""
    source, runs = "", []
    for piece in re.split(r"(\[[^]]+\])", marked):
        if piece.startswith("["):
            runs.append(Removal(len(source), len(source) + len(piece) - 2, "ruby"))
        source += piece.strip("[]")
    assert true_readings(source, runs) == (runs if right else [])


def test_toneless_readings_go_where_the_copy_writes_them_so() -> None:
    """A systematic copy's toneless readings go with the space after them; its abbreviations stay."""
    source = "嚴(yan) 肅查(cha) 處，綠(lv) 色，天然氣(LNG)，見附件(a)"
    assert without(source) == "嚴肅查處，綠色，天然氣(LNG)，見附件(a)"
    assert source[glosses(source)[0].start : glosses(source)[0].end] == "(yan) "


def test_a_space_behind_a_toneless_reading_is_the_layouts_in_a_copy_that_has_few() -> None:
    """A copy that puts no space behind its readings has one before a label because its lines were joined."""
    source = "嚴(yan)肅查(cha)處，綠(lv)色(se) 2.工作"

    assert [source[run.start : run.end] for run in glosses(source)] == ["(yan)", "(cha)", "(lv)", "(se)"]


def test_one_letter_is_a_reading_where_the_copy_writes_its_readings_so() -> None:
    """额(e) beside 度(du), 额(e2) beside 度(du4); alone it is a label, and so it is after another character."""
    assert without("嚴(yan)肅(su)，額(e)度") == "嚴肅，額度"
    assert without("嚴(yan2)肅(su4)，額(e2)度") == "嚴肅，額度"
    assert without("額(e)度，見附件(e)") == "額(e)度，見附件(e)"
    assert without("嚴(yan)肅(su)，附件(e)") == "嚴肅，附件(e)"


def test_toneless_readings_stay_where_most_brackets_are_none() -> None:
    """Where lower-case brackets mostly do not fit their character they are no glosses."""
    assert list(glosses("米(mi)、安(an)、公頃(ha)、斤(jin)、公斤(kg)、小时(hr)")) == []


def test_a_light_tone_goes_in_a_copy_with_tones() -> None:
    """的(de) has no mark to show; in a copy with toned glosses it is one of them."""
    assert without("我們的(de)工(gōng)作") == "我們的工作"


def test_a_gloss_for_its_character_after_a_gloss_stays() -> None:
    """市(shi) (gōng)業: the second bracket is no reading of 市."""
    source = "市(shi) 人民、市(shi) (gōng)業"
    assert without(source) == "市人民、市(gōng)業"
    assert [(w.base, w.reading) for w in wrong_glosses(source)] == [("市", "gōng")]


WRONG = {
    "生(què)態": [("生", "(què)", ("shēng",))],
    "⼯(què)作": [("⼯", "(què)", ("gōng",))],
    "30(wàn)億": [("", "(wàn)", ())],
    "全年(zhōng)小企業": [("年", "(zhōng)", ("nián",))],
    "國（ㄍㄨㄥ）務院": [("國", "（ㄍㄨㄥ）", ("guó",))],
    "工(gōng)作": [],
    "天然氣(LNG)與(m)": [],
    "café (né)": [],
    "公頃(ha)": [],
    "附件(de2)、款(a1)": [],
}


@pytest.mark.parametrize(("source", "expected"), WRONG.items())
def test_wrong_readings_are_named(source: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """A false reading is named with its character and that character's readings."""
    found = [(w.base, source[w.start : w.end], w.expected[:1]) for w in wrong_glosses(source)]
    assert found == expected


def test_zhuyin_is_read_as_the_reading_table_spells_it() -> None:
    """Each syllable with a vowel in the table, written in zhuyin by pypinyin, has the key of its pinyin."""
    from pypinyin.style.bopomofo import BopomofoConverter

    to_zhuyin = BopomofoConverter().to_bopomofo
    spellings = {
        s
        for char in "工業發國市區關資經女綠月雨雲用玉兒爾一五魚約元雍瓮窘兄略虐波佛我而自次四知吃詩日"
        for s in readings.spelt(char)
    }
    assert len(spellings) > 60
    for spelling in spellings - {"wòng"}:
        assert readings.zhuyin_key(to_zhuyin(spelling)) == readings.pinyin_key(spelling), spelling


pieces = st.sampled_from([*"工一⼯業嚴A3，\n (（[)）]gōㄧ\u200b", "gōng", "yī", "ㄝˋ", "yan", "LNG"])


@given(st.lists(pieces, max_size=40).map("".join))
def test_every_removed_gloss_is_a_reading_of_its_base(source: str) -> None:
    """Removals ascend, lie apart and in range, and each holds a bracketed reading of the Han character before it."""
    last = 0
    for run in glosses(source):
        assert last <= run.start < run.end <= len(source)
        last = run.end
        inner = "".join(c for c in source[run.start : run.end] if c not in "()（）[]\n \u200b")
        if inner.count("ō") + inner.count("ī") + inner.count("ˋ") + inner.count("yan") > 1:
            continue  # a word's reading
        key = readings.zhuyin_key(inner) if run.kind == "zhuyin" else readings.pinyin_key(inner)
        assert key is not None
        before = max(at for at in range(run.start) if source[at] in "工一⼯業嚴")
        base = {"⼯": "工"}.get(source[before], source[before])
        assert key in readings.keys(base) or (key[-1] == "0" and any(key[:-1] == r[:-1] for r in readings.keys(base)))


@given(
    st.lists(pieces.filter(lambda piece: piece != "3") | st.sampled_from("幹○【﹞\u202e\u3000・："), max_size=40).map(
        "".join
    )
)
def test_canonicalizing_twice_changes_nothing(source: str) -> None:
    """What is left after glosses, hidden characters and layout are gone holds none of them."""
    once = canonicalize(source).text
    assert canonicalize(once).text == once


@given(st.lists(pieces, max_size=40).map("".join))
def test_wrong_and_right_glosses_never_overlap(source: str) -> None:
    """No bracket is set aside and called wrong at once."""
    taken = {at for run in glosses(source) for at in range(run.start, run.end)}
    assert not taken & {at for wrong in wrong_glosses(source) for at in range(wrong.start, wrong.end)}


@pytest.mark.parametrize(
    "piece",
    ["工(", "((((", "工(gōng", "工" + " " * 40 + "(", "(" + "a" * 31, "工\n(\n", "（ㄧ一", "工(" + "\u0304" * 31],
)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    """A megabyte of unfinished glosses takes seconds of processor time at most, where a quadratic search takes many
    minutes."""
    source = piece * (1_000_000 // len(piece))
    start = time.process_time()
    glosses(source)
    assert time.process_time() - start < 5
