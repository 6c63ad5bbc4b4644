# SPDX-License-Identifier: Apache-2.0
"""Long results are written piece by piece: together the pieces are what is written at once."""

import msgspec
import pytest

from policydiff.api import compare
from policydiff.report import formats, json, lists
from policydiff.show.i18n import catalogue

_WORDS = catalogue("en")
A = "关于测试的通知\n各区人民政府：\n" + "".join(f"{n}.按照計划組织实施，完成{n}项任务。\n" for n in range(1, 30))
B = A.replace("組", "组").replace("落实", "压实").replace("12项", "13项")


def test_json_in_pieces_is_the_same_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that are cut into pieces, even or not, empty ones too, give the bytes of the whole."""
    comparison = compare(A, B)
    whole = msgspec.json.encode(comparison, order="deterministic") + b"\n"

    assert len(comparison.differences) > 3
    for size in (1, 2, 3, 1000):
        monkeypatch.setattr(json, "_PIECE", size)
        assert json.render(comparison) == whole


def test_the_report_says_how_many_equal_errata_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of equal errata beyond so many the rest are marked in the text without an entry, and counted."""
    comparison = compare(A, B)
    texts = formats.Texts(A, B)
    monkeypatch.setattr(lists, "PLACES", 5)
    page = formats.write(comparison, texts, "html").decode()
    copies = [facts.findings for facts in (comparison.a, comparison.b) if facts.findings]
    most = max(lists.alike_errata(findings, _WORDS)[0].count for findings in copies)

    assert most > 5
    assert f"{most - 5} more are marked" in page
    assert page.count('<span class="m errata"') == len(comparison.a.findings) + len(comparison.b.findings)
