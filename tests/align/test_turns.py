# SPDX-License-Identifier: Apache-2.0
"""Labels that stand again and again in one gap."""

from msgspec.structs import replace

from policydiff.align.align import TURN, _perhaps_reworded
from policydiff.align.blocks import blocks
from policydiff.ingest import read
from policydiff.pipeline import prepare


def test_units_under_one_label_are_paired_at_about_the_same_turn() -> None:
    """Of lists that begin anew many times, a unit is held against those under its label within some turns, both ways
    round."""
    unit = blocks(prepare(read("1.整治河道环境卫生。")).notice)[0]
    one = [replace(unit, index=n) for n in range(4 * TURN)]
    other = [replace(unit, index=n) for n in range(3 * TURN)]
    there = [(x.index, y.index) for x, y in _perhaps_reworded(one, other)]
    back = [(y.index, x.index) for x, y in _perhaps_reworded(other, one)]

    assert set(there) == set(back)
    assert {(n, n) for n in range(len(other))} <= set(there)
    assert len(there) <= len(one) * (2 * TURN + 1) < len(one) * len(other)
