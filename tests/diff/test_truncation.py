# SPDX-License-Identifier: Apache-2.0
"""An end that both copies have is no end that one of them lacks, however their units were paired."""

from types import SimpleNamespace
from typing import Any

import pytest

from policydiff.api import compare
from policydiff.diff.raw import verdict
from policydiff.diff.region import Cell, Region
from policydiff.diff.truncation import join_tail
from policydiff.model import TELLING

TEXT = "一、落实责任，抓紧推进。（略）二是加强督查，按期完成任务"
CUT = TEXT.index("二是")


@pytest.mark.parametrize(("b", "told"), [(TEXT, []), (f"{TEXT}，并报送情况", ["truncated"])])
def test_the_last_paragraph_by_itself_in_one_copy_alone(b: str, told: list[str]) -> None:
    """It ends the last task of the other copy: what both have is not told, and never as a change of nothing."""

    def units(*kinds: str) -> tuple[Any, ...]:
        return tuple(SimpleNamespace(kind=kind, style=None) for kind in kinds)

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


NOTICE = "关于做好工作的通知\n\n一、加强领导。\n二、落实责任。\n\n某市人民政府\n2023年1月30日\n"
COPIES_TO = "\n抄送：市委各部门，市人大常委会办公厅。\n某市人民政府办公厅 2023年1月31日印发\n"
LISTED = "\n附件：1.任务清单\n2.进度表\n"


@pytest.mark.parametrize(
    ("whole", "copy", "kind", "severity"),
    [
        (NOTICE + COPIES_TO, NOTICE, "closing", "low"),
        (NOTICE + COPIES_TO, NOTICE + COPIES_TO.replace("，市人大常委会办公厅", ""), "closing", "low"),
        (NOTICE + COPIES_TO, NOTICE + COPIES_TO.replace("31日印发", "30日印发"), "date", "high"),
        (NOTICE + COPIES_TO, NOTICE + COPIES_TO[:14], "truncated", "high"),
        (
            NOTICE + COPIES_TO + "附件\n任务清单\n一、甲工作。\n",
            NOTICE + "附件\n任务清单\n一、甲工作。\n",
            "closing",
            "low",
        ),
        (NOTICE + LISTED, NOTICE, "attachment", "high"),
        (NOTICE + LISTED, NOTICE + LISTED.replace("2.进度表\n", ""), "attachment", "high"),
        (NOTICE, NOTICE.partition("二、")[0], "truncated", "high"),
        (NOTICE, NOTICE.partition("责任。")[0], "truncated", "high"),
        (NOTICE + "抄送：甲。\n三、抄送有关部门。\n四、报市政府。\n", NOTICE, "truncated", "high"),
    ],
)
def test_what_stands_behind_a_notice_is_lost_as_what_it_is(whole: str, copy: str, kind: str, severity: str) -> None:
    """Who gets copies is of the closing and the last entry of a list an attachment; a text that stops is truncated."""
    found = compare(whole, copy).differences

    assert {(d.kind, d.severity) for d in found if d.class_ in TELLING} == {(kind, severity)}
