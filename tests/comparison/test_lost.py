# SPDX-License-Identifier: Apache-2.0
"""Characters that were lost before a copy was read (U+FFFD): what nobody can read is never called equal."""

from policydiff.api import compare
from policydiff.ingest.read import read
from policydiff.model import Comparison
from policydiff.pipeline import compare_prepared, complete

A = "某市人民政府关于印发重点任务的通知\n一、加强\ufffd导\n1.建设实验室。（市科技局）\n"
SPACED = A.replace("\n一", "\n\n一")


def _unread(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [(d.class_, d.kind, d.a.text, d.b.text) for d in comparison.differences if d.kind == "unread"]


def test_what_both_copies_lost_is_to_be_judged() -> None:
    """The same mark at the same place does not say that the same stood there."""
    for a, b in ((A, SPACED), (SPACED, A)):
        comparison = compare(a, b)

        assert comparison.verdict == "review"
        assert _unread(comparison) == [("review", "unread", "\ufffd", "\ufffd")]


def test_equal_texts_of_other_bytes_are_not_equal_where_characters_are_lost() -> None:
    """Two files that decode alike may have lost different characters; the same bytes have lost the same."""
    one, other = (complete(read(A.encode(encoding), "a.txt")) for encoding in ("utf-8", "utf-16"))

    assert compare_prepared(one, other).verdict == "review"
    assert compare_prepared(one, one).verdict == "identical"


def test_a_copy_with_lost_characters_is_not_complete() -> None:
    """It says so by itself, whatever the format it came in."""
    page = read(b"<!DOCTYPE html><meta charset=utf-8><p>\xe9\x80\x9a\xe7\x9f\xa5&#xFFFD;</p>", "a.html")

    assert [problem.code for problem in page.problems] == ["PD108"]
    assert not compare(A, SPACED).a.complete


def test_a_character_against_a_lost_one_stays_a_difference() -> None:
    """What one copy reads and the other lost is damaged, as before."""
    found = [(d.class_, d.kind) for d in compare(A, A.replace("\ufffd", "领")).differences]

    assert found == [("substantive", "damaged")]
