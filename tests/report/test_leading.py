# SPDX-License-Identifier: Apache-2.0
"""Headings, titles and places stand in the script of the base, or of copy A where none is the base."""

from typing import Literal

import msgspec
import pytest

from policydiff import compare
from policydiff.model import Comparison
from policydiff.report.build import build
from policydiff.report.lists import units_named
from policydiff.report.wording import title_of
from policydiff.show.i18n import catalogue

SIMPLIFIED = "关于实施重点工作的通知\n一、总体要求\n1.建设35项工程。\n二、工作任务\n2.推进改革。\n"
TRADITIONAL = "關於實施重點工作的通知\n一、總體要求\n1.建設53項工程。\n二、工作任務\n2.推進改革。\n"


@pytest.mark.parametrize(
    ("a", "b", "base", "shown"),
    [
        (SIMPLIFIED, TRADITIONAL, None, SIMPLIFIED),
        (TRADITIONAL, SIMPLIFIED, None, TRADITIONAL),
        (SIMPLIFIED, TRADITIONAL, "a", SIMPLIFIED),
        (SIMPLIFIED, TRADITIONAL, "b", TRADITIONAL),
    ],
)
def test_names_stand_in_the_script_of_the_leading_copy(
    a: str, b: str, base: Literal["a", "b"] | None, shown: str
) -> None:
    """An editor who reads copy A finds its own title and headings over the places."""
    words = catalogue("zh-Hans")
    found: Comparison = msgspec.structs.replace(compare(a, b), base=base)
    view = build(found, a, b, "zh-Hans")

    assert title_of(found, words) == view.title == shown.partition("\n")[0]
    assert all(name in shown for name in units_named(found, words))
    assert view.title_lang.startswith("zh-Hant") == (shown == TRADITIONAL)
