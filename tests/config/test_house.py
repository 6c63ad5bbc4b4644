# SPDX-License-Identifier: Apache-2.0
"""What a house has settled is put onto a comparison in one place: rules first, then decisions, then the level is asked
for."""

from pathlib import Path

from policydiff import compare, house
from policydiff.decisions.record import Decision, Decisions
from policydiff.levels import LEVELS, first_of, reaches

A, B = "测试市通知\n一、面积12000平方米，完成软件35项。\n", "测试市通知\n一、面积12000㎡，完成软件53项。\n"


def test_rules_and_decisions_settle_together(tmp_path: Path) -> None:
    """One difference is taken by a rule, the other is decided; nothing is left that makes the exit status 1 at
    `review`."""
    (tmp_path / "policydiff.toml").write_text(
        '[[suppress]]\nclass = "review"\nkind = "unit_notation"\nscope = "everywhere"\n', "utf-8"
    )
    bare = compare(A, B)
    number = next(d.id for d in bare.differences if d.kind == "number")
    (tmp_path / "made.csv").write_text(f"id,decision\n{number},keep\n", "utf-8")

    ruled = house.settle(bare, house.load(tmp_path / "policydiff.toml"))
    settled = house.settle(bare, house.load(tmp_path / "policydiff.toml", decided=tmp_path / "made.csv"))

    assert [first_of(found) for found in (bare, ruled, settled)] == ["substantive", "substantive", "any"]
    assert (settled.verdict, settled.counts) == (bare.verdict, bare.counts)


def test_decisions_of_other_comparisons_are_stale_unless_partial() -> None:
    """A file of decisions that speaks of a whole batch has no place here for some, which is no news."""
    made = house.House(decisions=Decisions(decisions=(Decision("ffffffffffff", "keep"),)))

    assert len(house.settle(compare(A, B), made).stale) == 1
    assert house.settle(compare(A, B), made, partial=True).stale == ()


def test_each_level_holds_those_before_it() -> None:
    """From the first level that a comparison stands at, every later one is reached, and none before."""
    for a, b, first in (
        (A, B, "substantive"),
        (A, A.replace("平方米", "㎡"), "review"),
        (A, A.replace("测试市", "测试市 "), "any"),
        (A, A, "none"),
    ):
        found = compare(a, b)
        assert first_of(found) == first
        assert [level for level in LEVELS if reaches(found, level)] == [
            *LEVELS[LEVELS.index(first) if first in LEVELS else len(LEVELS) :]
        ]
