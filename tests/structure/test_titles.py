# SPDX-License-Identifier: Apache-2.0
"""What titles say of years, editions and forwarding, one place for comparing and for grouping."""

import pytest

from policydiff.structure.titles import (
    core,
    editions,
    gives_out,
    named_editions,
    passes_on,
    passes_on_named,
    without_years,
    years,
)


@pytest.mark.parametrize(
    ("title", "named", "numbered"),
    [
        ("关于印发2022年工作要点的通知", ("2022",), ()),
        ("关于印发二〇二二年工作要点的通知", ("2022",), ()),
        ("关于印发二零二二年工作要点的通知", ("2022",), ()),
        ("关于2021—2025年规划的通知", ("2021", "2025"), ()),
        ("诊疗方案(试行第九版)", (), ("第9版",)),
        ("诊疗方案(第十版)", (), ("第10版",)),
        ("刑法(第十一次修正)", (), ("第11版",)),
        ("关于一二三号工程的通知", (), ()),
    ],
)
def test_years_and_editions_are_values(title: str, named: tuple[str, ...], numbered: tuple[str, ...]) -> None:
    """One year is one year in whatever numerals, and so is an edition."""
    assert (years(title), editions(title)) == (named, numbered)


def test_a_title_without_its_years_is_one_name_for_all_editions() -> None:
    """The name of a plan stays when its year or edition goes; a state in brackets goes from the core alone."""
    assert (
        without_years("关于印发2022年要点的通知")
        == without_years("关于印发二〇二三年要点的通知")
        == "关于印发年要点的通知"
    )
    assert without_years("防控方案(第八版)") == without_years("防控方案(第9版)")
    assert core("管理办法(试行)") == core("管理办法(修订)") == core("管理办法(第二版)") == "管理办法"
    assert core("管理办法(2022年修正)") == core("管理办法(2023年修正)")


@pytest.mark.parametrize(
    ("title", "passes", "gives"),
    [
        ("市政府办公室转发防控方案的通知", True, True),
        ("批转市发展改革委关于改革意见的通知", True, True),
        ("关于印发防控方案的通知", False, True),
        ("关于公布名单的公告", False, True),
        ("关于做好防控工作的通知", False, False),
    ],
)
def test_a_title_says_whether_it_passes_on_or_gives_out(title: str, passes: bool, gives: bool) -> None:
    """转发 and 批转 pass on what others wrote; 印发, 公布 and 发布 give out what is the issuer's own."""
    assert (passes_on(title), gives_out(title)) == (passes, gives)


def test_what_is_passed_on_is_known_by_its_title() -> None:
    """The other title stands behind the word; a short one could stand anywhere."""
    inner = "关于印发测试市防控工作方案的通知"
    assert passes_on_named(f"丙区转发{inner}", inner)
    assert passes_on_named("丙区转发《测试市防控工作方案》的通知", "《测试市防控工作方案》")
    assert not passes_on_named(inner, f"丙区转发{inner}")
    assert not passes_on_named("丙区转发关于方案的通知", "方案")


def test_named_editions_are_compared_by_value() -> None:
    """A plan is known under its own name, whatever gives it out, and its edition by number and trial."""
    found = named_editions("关于印发测试市防控方案(第八版)的通知\n")
    again = named_editions("测试市防控方案(第8版)\n")

    assert list(found) == list(again) == ["测试市防控方案"]
    assert found["测试市防控方案"].number == again["测试市防控方案"].number == (False, 8)
    assert named_editions("测试市防控方案(试行第八版)")["测试市防控方案"].number == (True, 8)
