# SPDX-License-Identifier: Apache-2.0
"""The order in which a batch works, and what it prepares once."""

from pathlib import Path

from policydiff.batch.manifest import Pair
from policydiff.batch.run import _by_original
from policydiff.model import EncodingFacts, Witness
from policydiff.pipeline import compare_prepared, prepare, prepares_alike


def _pairs(*names: tuple[str, str]) -> list[Pair]:
    return [Pair(str(n), a, b, Path("/d") / a, Path("/d") / b) for n, (a, b) in enumerate(names)]


def test_pairs_of_one_original_follow_each_other() -> None:
    """Whichever side it stands on; pairs without a copy in common keep the order of the manifest."""
    interleaved = _pairs(("x", "1"), ("y", "2"), ("3", "x"), ("4", "y"), ("5", "6"), ("x", "7"))

    assert _by_original(interleaved) == [0, 2, 5, 1, 3, 4]
    assert _by_original(_pairs(("1", "2"), ("3", "4"), ("5", "6"))) == [0, 1, 2]


def test_copies_that_differ_in_their_names_alone_are_prepared_alike() -> None:
    """Name, hash and size tell nothing of a text; what a reader met in it does."""
    one = Witness("a", "1", 3, "一、任务。", EncodingFacts("utf-8"))
    assert prepares_alike(one, Witness("b", "2", 4, "一、任务。", EncodingFacts("gb18030")))
    assert not prepares_alike(one, Witness("b", "1", 3, "一、任务", EncodingFacts("utf-8")))
    assert not prepares_alike(one, Witness("b", "1", 3, "一、任务。", EncodingFacts("utf-8"), "text/html"))


def test_a_copy_against_itself_is_told_as_against_its_twin() -> None:
    """Work that is left out where both are one copy changes nothing: units, counts, what lies hidden in both."""
    for text in ("关于任务分工的通知\n一、加强领导。\n1.推进(tuī jìn)建设。\n2.落实。", "一、任\u200b务\ue123。", ""):
        witness = Witness("a", "", 0, text, EncodingFacts("utf-8"))
        copy, twin = prepare(witness), prepare(witness)

        assert compare_prepared(copy, copy) == compare_prepared(copy, twin)
