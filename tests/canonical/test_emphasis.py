# SPDX-License-Identifier: Apache-2.0
"""A reading is set aside through the marks that Markdown, LaTeX and HTML put between it and its character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical import canonicalize

MARKED = {
    "strong": "**崂**（láo）山",
    "emphasis": "*崂*（láo）山",
    "underscores": "__崂__(láo)山",
    "a word": "**崂山**（láo shān）",
    "code": "`崂`(láo)山",
    "marked text": "==崂==（láo）山",
    "bold element": "<b>崂</b>（láo）山",
    "span": '<span class="x">崂</span>（láo）山',
    "LaTeX": "\\textbf{崂}(láo)山",
    "emphasis around the reading": "崂**（láo）**山",
    "emphasis around the reading, behind a blank": "崂 *(láo)*山",
    "emphasis in the brackets": "崂（*láo*）山",
    "escaped brackets": "崂\\(láo\\)山",
    "braces": "[崂]{láo}山",
    "braces of a word": "[崂山]{láo shān}",
    "a bar in braces": "{崂|láo}山",
    "bars in braces": "{崂山|láo|shān}",
    "a command of LaTeX": "\\ruby{崂}{láo}山",
    "raised": "崂<sup>láo</sup>山",
    "carets": "崂^láo^山",
    "ruby": "<ruby>崂<rt>láo</rt></ruby>山",
    "ruby with brackets": "<ruby>崂<rp>(</rp><rt>láo</rt><rp>)</rp></ruby>山",
    "ruby of two": "<ruby>崂<rt>láo</rt>山<rt>shān</rt></ruby>",
    "ruby of a word": "<ruby><rb>崂山</rb><rt>láo shān</rt></ruby>",
    "zhuyin": "**崂**（ㄌㄠˊ）山",
}


@pytest.mark.parametrize("source", MARKED.values(), ids=MARKED)
def test_a_reading_behind_marks_is_a_gloss(source: str) -> None:
    """The marks and the reading go, the characters stay."""
    canonical = canonicalize(f"做好{source}工作。")

    assert canonical.bare == "做好崂山工作。"
    assert {run.kind for run in canonical.removals} <= {"pinyin", "zhuyin", "markup"}


@pytest.mark.parametrize(
    "source",
    [
        "**崂**（shān）山",
        "*应当*（不得）",
        "[应当]{不得}",
        "{甲|乙}",
        "{应当|dé}",
        "\\ruby{应当}{不得}",
        "[崂]{shān}山",
        "崂<sup>a</sup>山",
        "额<sup>e</sup>度",
        "面积<sup>m</sup>",
        "<ruby>应当<rt>不得</rt></ruby>",
        "<ruby>崂<rt>shān</rt></ruby>",
        "<ruby>崂山<rt>láo</rt></ruby>",
        "<ruby>崂<b>山</b><rt>láo</rt></ruby>",
        "张**和李**",
        "利率^LPR^",
        "10^n^",
    ],
)
def test_what_is_no_reading_stays(source: str) -> None:
    """Markup alone does not make a reading: words, units, labels and wrong readings stay, with their marks."""
    assert canonicalize(f"做好{source}工作。").bare == f"做好{source}工作。"


def test_names_made_unreadable_keep_their_marks() -> None:
    """A reading behind 张**和李** is set aside, the marks that stand for names are not."""
    assert canonicalize("对张**和李**（lǐ）的处罚。").bare == "对张**和李**的处罚。"


def test_struck_text_keeps_its_marks() -> None:
    """What is struck is not emphasized: its marks say something."""
    assert canonicalize("做好~~崂~~（láo）山工作。").bare == "做好~~崂~~山工作。"


@given(st.text("崂山(láo)（）*_~`^[]{}|<>rubyt/\\ \n", max_size=60))
def test_only_letters_and_marks_are_taken_out(source: str) -> None:
    """Whatever marks stand in a text, no Han character goes with them, and a second time changes nothing."""
    bare = canonicalize(source).bare

    assert [c for c in bare if c in "崂山"] == [c for c in source if c in "崂山"]
