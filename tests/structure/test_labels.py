# SPDX-License-Identifier: Apache-2.0
"""Labels are read by their form and by their place in a sequence."""

import pytest

from policydiff.canonical import canonicalize
from policydiff.structure.labels import candidates
from policydiff.structure.sequence import Fit, accepted


def read(source: str) -> list[tuple[str, str]]:
    """The accepted labels of a text: style and ordinal."""
    canonical = canonicalize(source)
    return [
        (label.candidate.style, label.candidate.ordinal)
        for label in accepted(canonical.text, candidates(canonical, 0, len(canonical.text)))
    ]


def ordinals(source: str) -> list[str]:
    """The ordinals of the accepted labels."""
    return [ordinal for _, ordinal in read(source)]


FORMS = {
    "一、甲方案\n二、乙方案": ("han_comma", ["1", "2"]),
    "（一）甲方案\n（二）乙方案": ("han_paren", ["1", "2"]),
    "(一)甲方案\n(二)乙方案": ("han_paren", ["1", "2"]),
    "1.甲方案\n2.乙方案": ("arabic_dot", ["1", "2"]),
    "1．甲方案\n2．乙方案": ("arabic_dot", ["1", "2"]),
    "1、甲方案\n2、乙方案": ("arabic_comma", ["1", "2"]),
    "（1）甲方案\n（2）乙方案": ("arabic_paren", ["1", "2"]),
    "1）甲方案\n2）乙方案": ("arabic_half", ["1", "2"]),
    "①甲方案\n②乙方案": ("circled", ["1", "2"]),
    "㈠甲方案\n㈡乙方案": ("han_paren", ["1", "2"]),
    "⒈甲方案\n⒉乙方案": ("arabic_dot", ["1", "2"]),
    "⑴甲方案\n⑵乙方案": ("arabic_paren", ["1", "2"]),
    "第一条 甲\n第二条 乙": ("article", ["1", "2"]),
    "第一條 甲\n第一條之一 乙": ("article", ["1", "1-1"]),
    "第 6 條\n甲\n第 6-1 條\n乙": ("article_arabic", ["6", "6-1"]),
    "**第一条** 甲\n**第二条** 乙": ("article", ["1", "2"]),
    "## 第一章 甲\n## 第二章 乙": ("chapter", ["1", "2"]),
    "第一节 甲\n第二节 乙": ("division", ["1", "2"]),
    "第一编 甲\n第二编 乙": ("part", ["1", "2"]),
    "1.1 目的\n1.2 依据": ("decimal", ["1.1", "1.2"]),
    "2.1.1 目的\n2.1.2 依据": ("decimal", ["2.1.1", "2.1.2"]),
    "１．甲方案\n２．乙方案": ("arabic_dot", ["1", "2"]),
}


@pytest.mark.parametrize(("source", "expected"), FORMS.items())
def test_label_forms(source: str, expected: tuple[str, list[str]]) -> None:
    """Every form of label is read with its family and its value."""
    found = read(source)
    assert ({style for style, _ in found}, [ordinal for _, ordinal in found]) == ({expected[0]}, expected[1])


NO_LABELS = [
    "增长\n1.5个百分点，达到\n2.5个百分点",
    "依照前款\n第（一）项、第（二）项的规定办理",
    "统一、规范的市场",
    "十九届二\n中、三中全会精神",
    "2023年\n2024年",
    "按照《办法》（〔20\n20）4号）办理",
    "同比增长3.2%",
]


@pytest.mark.parametrize("source", NO_LABELS)
def test_numbers_that_are_no_labels(source: str) -> None:
    """A number that a wrap brought to the start of a line, a cited item and a word with a numeral in it are no
    labels."""
    assert read(source) == []


SEQUENCES = {
    "a changed label": ("26.甲做法。\n77.乙做法。\n28.丙做法。", ["26", "77", "28"]),
    "an inserted task": ("33.甲做法。\n99.乙做法。\n34.丙做法。", ["33", "99", "34"]),
    "a lost label": ("1.甲做法。\n乙做法。\n3.丙做法。\n4.丁做法。", ["1", "3", "4"]),
    "a lost line break": ("1.甲做法。(市科技局)2.乙做法。\n3.丙做法。", ["1", "2", "3"]),
    "a heading run into its first task": ("一、总体要求1.甲做法。\n2.乙做法。", ["1", "1", "2"]),
    "all on one line": ("一、总体要求 1.甲做法。 2.乙做法。 二、保障措施 3.丙做法。", ["1", "1", "2", "2", "3"]),
    "a list inside a task": ("13.甲做法。\n14.乙做法，要求：1.明确；2.到位。\n15.丙做法。", ["13", "14", "15"]),
    "a wrapped citation": (
        "第一条 甲。\n第二条 依照本法\n第九条的规定办理。\n第三条 丙。\n第四条 丁。",
        ["1", "2", "3", "4"],
    ),
    "a citation of the next article": ("第一条 甲依照\n第二条的规定办理。\n第二条 乙。\n第三条 丙。", ["1", "2", "3"]),
    "a misread 第": ("第五十三条 甲。\n笫五十四条 乙。\n第五十五条 丙。", ["53", "54", "55"]),
    "Han citations among Arabic articles": (
        "第 1 條\n依本法\n第二條規定。\n第 2 條\n乙。\n第 3 條\n丙。",
        ["1", "2", "3"],
    ),
    "numbering that restarts in each section": (
        "一、甲方面\n1.子。\n2.丑。\n二、乙方面\n1.寅。\n2.卯。",
        ["1", "1", "2", "2", "1", "2"],
    ),
    "numbering that runs on": (
        "一、甲方面\n1.子。\n2.丑。\n二、乙方面\n3.寅。\n4.卯。",
        ["1", "1", "2", "2", "3", "4"],
    ),
    "a stray space in a number": ("12.甲做法。\n1 3.乙做法。\n14.丙做法。", ["12", "13", "14"]),
    "a page number before a label": ("1.甲做法。\n— 7 —\n2.乙做法。\n8\n3.丙做法。", ["1", "2", "3"]),
    "two tasks in each other's place": (
        "1.甲做法。\n4.丁做法。\n3.丙做法。\n2.乙做法。\n5.戊做法。",
        ["1", "4", "3", "2", "5"],
    ),
    "a chapter's heading and its article on one line": (
        "第一条 甲应当办理。第二章 附则第二条 乙。\n第三条 丙。",
        ["1", "2", "3"],
    ),
    "a law's title and its first article on one line": (
        "测试管理条例第一条 甲。第二条 依照本法第二章总则第三条办理。第三条 丙。",
        ["1", "2", "3"],
    ),
    "an article that begins as a citation goes on": (
        "第一条 甲。第二条 与乙共同生活的丙。第三条 丁。",
        ["1", "2", "3"],
    ),
    "a sentence that begins with a citation": (
        "第一条 甲。第三条和第二条规定的除外。\n第二条 丙。\n第三条 丁。",
        ["1", "2", "3"],
    ),
    "a first article cited after its law": (
        "第一条 甲。\n第二条 乙。违反本条例第一条的丙。\n第三条 丁。",
        ["1", "2", "3"],
    ),
    "an article cited after its chapter": (
        "第一条 甲。\n第二条 依照第三章法律责任第九条办理。\n第三条 丙。",
        ["1", "2", "3"],
    ),
    "an excerpt": ("14.甲做法。\n15.乙做法。", ["14", "15"]),
    "a comma for the mark of a label": ("十二、甲方面。\n十三，乙方面。\n十四、丙方面。", ["12", "13", "14"]),
}


@pytest.mark.parametrize(("source", "expected"), SEQUENCES.values(), ids=SEQUENCES)
def test_sequences(source: str, expected: list[str]) -> None:
    """What is a label is decided with its neighbours, and one that is lost or wrong leaves the others alone."""
    assert ordinals(source) == expected


def test_a_gap_is_told_from_a_changed_label() -> None:
    """A missing number is a gap; a wrong number in a sequence that goes on is not."""
    canonical = canonicalize("1.甲做法。\n2.乙做法。\n5.丙做法。\n6.丁做法。\n97.戊做法。\n8.己做法。")
    labels = accepted(canonical.text, candidates(canonical, 0, len(canonical.text)))
    assert [(label.fit, label.missing) for label in labels] == [
        (Fit.START, 0),
        (Fit.NEXT, 0),
        (Fit.GAP, 2),
        (Fit.NEXT, 0),
        (Fit.CHANGED, 0),
        (Fit.NEXT, 0),
    ]
