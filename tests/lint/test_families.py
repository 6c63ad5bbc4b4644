# SPDX-License-Identifier: Apache-2.0
"""Every family of the Table of General Standard Chinese Characters is judged, in a wrong word and in right ones.

`families.tsv` holds for each simplified character a word with the wrong form, the same with the right one, and a word
in which another form of the family is right."""

from pathlib import Path

import pytest

from policydiff import lint
from policydiff.script.characters import HARD

_, *_ROWS = [
    line.split("\t") for line in Path(__file__).with_name("families.tsv").read_text(encoding="utf-8").splitlines()
]
MADE = "為實施國務院關於產業發展的決定，加強財務標準。\n不少于三家，淘汰落后設備，典型特征，康複大學。\n"
"""A copy that a converter made; what follows is looked at."""
FREE = {
    "伙": "夥伴 and 伙伴",
    "卤": "滷味 and 鹵味",
    "周": "周年 and 週年, 周圍 and 週圍",
    "饥": "飢荒 and 饑荒",
    "咨": "諮詢 and 咨詢",
    "宁": "寧 and 甯 in names",
    "巨": "鉅額 and 巨額",
    "挨": "挨 and 捱",
    "烟": "香煙 and 香菸",
    "着": "着 and 著",
    "么": "麼 and its old shape alone",
    "咤": "叱咤 and 叱吒",
    "矩": "矩 and its variant 榘",
    "碱": "鹼 and 碱",
    "糖": "醣 in words of chemistry",
    "腭": "齶 and 腭",
    "苔": "薹 in names of plants",
    "霉": "黴 and 霉",
}
"""Families of which people write one form for the other, so that a pair of words proves nothing."""


def _found(text: str) -> list[tuple[str, str | None]]:
    """Observed and right form of each finding behind the frame."""
    found = lint(MADE + text + "。")
    return [(f.text, f.suggestion) for f in found if f.kind in ("fault", "residual") and f.start >= len(MADE)]


@pytest.mark.parametrize(("wrong", "right", "also"), [row[1:] for row in _ROWS], ids=[row[0] for row in _ROWS])
def test_family(wrong: str, right: str, also: str) -> None:
    """The wrong form is found with the right one, and right forms are left."""
    assert _found(wrong) == [(one, other) for one, other in zip(wrong, right, strict=True) if one != other]
    assert _found(right) == _found(also) == []


def test_all_families() -> None:
    """Each family that the standard keeps apart is in the table, or people write its forms for one another."""
    assert HARD.keys() <= {row[0] for row in _ROWS} | FREE.keys()
