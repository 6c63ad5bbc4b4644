# SPDX-License-Identifier: Apache-2.0
"""An end that both copies have is no end that one of them lacks, however their units were paired."""

from types import SimpleNamespace
from typing import Any

import pytest

from policydiff.diff.raw import verdict
from policydiff.diff.region import Cell, Region
from policydiff.diff.truncation import join_tail

TEXT = "一、落实责任，抓紧推进。（略）二是加强督查，按期完成任务"
CUT = TEXT.index("二是")


@pytest.mark.parametrize(("b", "told"), [(TEXT, []), (f"{TEXT}，并报送情况", ["truncated"])])
def test_the_last_paragraph_by_itself_in_one_copy_alone(b: str, told: list[str]) -> None:
    """It ends the last task of the other copy: what both have is not told, and never as a change of nothing."""

    def units(*kinds: str) -> tuple[Any, ...]:
        return tuple(SimpleNamespace(kind=kind) for kind in kinds)

    pairings: list[Any] = [
        SimpleNamespace(a=units("task"), b=units("task"), moved=False),
        SimpleNamespace(a=(), b=units("paragraph"), moved=False),
    ]
    gone, new = verdict("substantive", "text"), verdict("substantive", "unit_added")
    cells = [
        Cell(0, (0, len(TEXT)), (0, CUT), (Region(CUT, len(TEXT), CUT, CUT, gone),)),
        Cell(1, None, (CUT, len(b)), (Region(0, 0, CUT, len(b), new),)),
    ]
    found = [region for cell in join_tail(pairings, cells, TEXT, b) for region in cell.regions]

    assert [region.verdict.kind for region in found] == told
    assert all(region.a0 < region.a1 or region.b0 < region.b1 for region in found)
