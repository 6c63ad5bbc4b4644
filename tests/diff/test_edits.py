# SPDX-License-Identifier: Apache-2.0
"""The seam for edit scripts: complete, bounded, at the granularity a reader expects."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policydiff.diff import edits as module
from policydiff.diff.edits import edits
from policydiff.diff.tokens import readable

words = st.text(alphabet="甲乙丙3.5，。", max_size=40)


def rebuilds(a: str, b: str, found: list[module.Edit]) -> bool:
    """Is all text between the edits equal on both sides?"""
    at_a = at_b = 0
    for edit in [*found, module.Edit(len(a), len(a), len(b), len(b))]:
        if a[at_a : edit.a0] != b[at_b : edit.b0] or edit.a0 < at_a or edit.b0 < at_b:
            return False
        at_a, at_b = edit.a1, edit.b1
    return True


@example("35", "533")
@given(words, words)
def test_an_edit_script_rebuilds_the_other_text(a: str, b: str) -> None:
    """What no edit covers is equal, before and after widening to whole numbers and words."""
    found = edits(a, b)

    assert rebuilds(a, b, found)
    assert rebuilds(a, b, readable(a, b, found))


@given(words, words)
def test_long_texts_are_cut_at_clauses(a: str, b: str) -> None:
    """The script that is anchored at clauses rebuilds as well."""
    left, right = a + "一个独一无二的分句，" + b, b + "一个独一无二的分句，" + a

    assert rebuilds(left, right, module._anchored(left, right))


@pytest.mark.parametrize(
    ("a", "b", "gone", "new"),
    [
        ("组织实施35项左右", "组织实施53项左右", "35", "53"),
        ("经营情况的摸底", "经营况情的摸底", "情况", "况情"),
        ("严重程度(CMI)调整", "严重程度(CMX)调整", "CMI", "CMX"),
        ("比例为25%以上", "比例为25以上", "25%", "25"),
        ("达到1.5亿元", "达到15亿元", "1.5", "15"),
        ("发展七大服务业", "发展八大服务业", "七", "八"),
        ("引导合作机构", "引导合合作机构", "", "合"),
        ("做好甲工作。做好乙工作。", "做好乙工作。", "做好甲工作。", ""),
    ],
)
def test_an_edit_is_what_a_reader_would_mark(a: str, b: str, gone: str, new: str) -> None:
    """One change is one edit: a number, a Latin word, a transposition, a sentence."""
    found = readable(a, b, edits(a, b))

    assert [(a[e.a0 : e.a1], b[e.b0 : e.b1]) for e in found] == [(gone, new)]


def test_a_budget_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts beyond the work budget without a common clause are one edit that says so."""
    monkeypatch.setattr(module, "PRODUCT", 100)

    found = edits("甲" * 60, "乙" * 60)

    assert [e.budget_hit for e in found] == [True]
