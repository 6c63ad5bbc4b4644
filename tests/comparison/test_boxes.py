# SPDX-License-Identifier: Apache-2.0
"""Boxes of forms: the state is the wording, how it is drawn is not."""

import pytest

from policydiff import compare

FORM = "关于工作的通知\n各区人民政府：\n一、是否公开：{}是 {}否。请按时完成。\n某市人民政府\n2026年5月6日\n"

SAME = [
    (("☑", "☐"), ("√", "□"), "format"),
    (("☑", "☐"), ("■", "□"), "format"),
    (("☑", "☐"), ("[x]", "[ ]"), "format"),
    (("☑", "☐"), ("[√]", "（ ）"), "format"),
    (("✓", "☐"), ("✔", "☐"), "format"),
    (("☒", "☐"), ("[x]", "[ ]"), "format"),
    (("☑", "☐"), ("☒", "☐"), "review"),
    (("√", "□"), ("☒", "☐"), "review"),
]
OTHER = [
    (("☑", "☐"), ("☐", "☑")),
    (("☑", "☐"), ("☐", "☐")),
    (("☑", "☐"), ("□", "√")),
    (("[x]", "[ ]"), ("[ ]", "[x]")),
    (("☒", "☐"), ("☐", "☒")),
    (("■", "□"), ("□", "■")),
    (("☑", "☐"), ("☑", "")),
    (("☑", "☐"), ("✗", "☐")),
    (("☑", "☐"), ("×", "☐")),
    (("☑", "☐"), ("[不]", "☐")),
    (("☑", "☐"), ("口", "☐")),
    (("[x]", "[ ]"), ("[1]", "[ ]")),
    (("√", "□"), ("√不", "□")),
]


@pytest.mark.parametrize(("a", "b", "class_"), SAME)
def test_one_state_in_two_drawings_is_no_other_wording(a: tuple[str, str], b: tuple[str, str], class_: str) -> None:
    """A box that is ticked in both copies, or empty in both, is a matter of form; a cross is for a person to see."""
    for one, other in ((a, b), (b, a)):
        found = compare(FORM.format(*one), FORM.format(*other))
        assert {difference.class_ for difference in found.differences} - {"format"} == {class_} - {"format"}
        assert found.verdict == ("review" if class_ == "review" else "equivalent")


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_another_state_is_another_wording(a: tuple[str, str], b: tuple[str, str]) -> None:
    """A box that is ticked in one copy alone is never set aside, however it is drawn."""
    for one, other in ((a, b), (b, a)):
        found = compare(FORM.format(*one), FORM.format(*other))
        assert found.verdict == "different"
        assert "substantive" in {difference.class_ for difference in found.differences}


def test_squares_are_counted_and_told_apart() -> None:
    """Squares that stand for lost characters differ where their number or their filling does."""
    assert compare(FORM.format("□□", "x"), FORM.format("□", "x")).verdict == "different"
    assert compare(FORM.format("张□□", "x"), FORM.format("张■□", "x")).verdict == "different"
