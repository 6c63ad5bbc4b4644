# SPDX-License-Identifier: Apache-2.0
"""A collation of many copies: nothing lost, no order in it, classes as in pair comparisons."""

from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.comparison.copies import NOTICE, edited, noises, noisy
from tests.lineage.rebuild import text_of
from tests.lineage.tei_reader import text_of as read_tei

from policydiff import compare
from policydiff.errors import UsageError
from policydiff.ingest import read
from policydiff.lineage import formats
from policydiff.lineage.collate import collate
from policydiff.lineage.result import Collation
from policydiff.pipeline import Prepared, prepare
from policydiff.script.fold import fold


def copies(*texts: str) -> list[Prepared]:
    """Texts as copies with names in the order given."""
    return [prepare(read(text, name=f"copy-{n}.txt")) for n, text in enumerate(texts)]


def moved(text: str, line: int, to: int) -> str:
    """The text with one line elsewhere."""
    lines = text.split("\n")
    lines.insert(to, lines.pop(line))
    return "\n".join(lines)


MOVED = moved(NOTICE, 10, 13)
WITHOUT = "\n".join(line for line in NOTICE.split("\n") if not line.startswith("3."))
OTHER_NUMBER = NOTICE.replace("35项", "53项").replace("1500家", "1500多家")
CUT = NOTICE[: NOTICE.index("二、")]


def assert_whole(collation: Collation, prepared: list[Prepared]) -> None:
    """Every copy can be read off the collation and off its TEI, character for character."""
    document = formats.write(collation, "tei")
    for copy, told in zip(
        sorted(prepared, key=lambda p: (p.witness.name, p.witness.sha256)), collation.copies, strict=True
    ):
        assert text_of(collation, told.siglum) == copy.witness.text
        assert read_tei(document, told.siglum) == copy.witness.text


@pytest.mark.parametrize(
    "texts",
    [
        (NOTICE, NOTICE, NOTICE),
        (NOTICE, OTHER_NUMBER, WITHOUT, CUT),
        (NOTICE, MOVED, OTHER_NUMBER),
        (MOVED, moved(MOVED, 9, 13), NOTICE, moved(NOTICE, 13, 8), CUT),
        (NOTICE, "甲", "完全不同的文字。"),
        (NOTICE.replace("\n", "\r\n"), NOTICE.replace("建设", "建\x08设"), NOTICE.replace("。", "。\u200b")),
    ],
)
def test_every_copy_can_be_read_off_again(texts: tuple[str, ...]) -> None:
    """Moves, missing passages, control characters: JSON and TEI give each copy back code point for code point."""
    prepared = copies(*texts)

    assert_whole(collate(prepared), prepared)


@given(st.lists(st.tuples(edited(), noises), min_size=2, max_size=5))
def test_edited_copies_can_be_read_off_again(made: list[tuple[str, Any]]) -> None:
    """Whatever was cut, doubled, replaced, converted or laid out anew, nothing of any copy is lost."""
    prepared = copies(*(noisy(text, layers) for text, layers in made))

    assert_whole(collate(prepared), prepared)


def test_the_order_of_arguments_has_no_part_in_it() -> None:
    """Four copies in every order give the same bytes in every format."""
    prepared = copies(NOTICE, OTHER_NUMBER, MOVED, WITHOUT)
    seen = {
        name: {formats.write(collate(list(order)), name) for order in permutations(prepared)}
        for name in ("json", "tei", "csv", "text", "notes")
    }

    assert {name: len(found) for name, found in seen.items()} == dict.fromkeys(seen, 1)


def test_classes_are_those_of_the_pair_comparison(corpus: dict[str, Any]) -> None:
    """The two sample copies differ in a collation as they do in a comparison: 1 page, 183 script, 398 gloss."""
    paths: tuple[Path, Path] = corpus["paths"]
    collation = collate([prepare(read(path)) for path in paths])

    assert collation.counts == compare(*paths).counts
    assert collation.pairs[0].verdict == "equivalent"


def test_pairs_without_the_pivot_are_judged_alike() -> None:
    """Counts of each pair of copies agree with comparing the two by themselves, where places are single."""
    changed = (("35项", "53项"), ("不得设置", "得设置"), ("，", ","), ("海洋实验室", "海羊实验室"))
    texts = (NOTICE, *(NOTICE.replace(old, new) for old, new in changed))
    prepared = copies(*texts)
    collation = collate(prepared)
    told = {(pair.a, pair.b): (pair.verdict, {k: n for k, n in pair.counts.items() if n}) for pair in collation.pairs}
    names = {copy.siglum: text for copy, text in zip(collation.copies, texts, strict=True)}

    for a, b in combinations(names, 2):
        found = compare(names[a], names[b])
        assert told[a, b][0] == found.verdict, (a, b)
        assert told[a, b][1].get("substantive", 0) == found.counts["substantive"], (a, b)


def test_a_missing_passage_is_one_and_places_inside_it_leave_the_copy_out() -> None:
    """A task that one copy lacks is a passage; what varies within it among the others does not concern that copy."""
    changed = NOTICE.replace("10个工作日", "15个工作日")
    collation = collate(copies(NOTICE, changed, WITHOUT))

    assert [(p.absent, p.present) for p in collation.passages] == [(("C",), ("A", "B"))]
    (variation,) = [v for v in collation.variations if v.kind == "number"]
    assert variation.missing == ("C",)
    assert [reading.copies for reading in variation.readings] == [("A",), ("B",)]


def test_a_passage_that_the_longest_copy_lacks_is_laid_side_by_side() -> None:
    """What two short copies have beyond the longest is aligned: a difference in it is one place."""
    extra = "本网编辑按：转载时请注明出处，并以市政府网站公布的文本为准。"
    long = (
        NOTICE + "三、加强组织实施\n6.健全工作机制，定期调度，及时通报进展情况，确保各项任务落到实处、见到成效。"
        "（牵头单位：市政府办公厅）\n"
    )
    head, tail = NOTICE.split("一、", 1)
    collation = collate(
        copies(long, head + extra + "\n一、" + tail, head + extra.replace("为准", "为据") + "\n一、" + tail)
    )
    inside = [v for v in collation.variations if v.missing == ("A",)]

    assert [tuple(r.text for r in v.readings) for v in inside] == [("准", "据")]


def test_a_moved_unit_is_said_and_its_words_still_compared() -> None:
    """A task that one copy has elsewhere than the others is a move, said of one side; a changed number in it is still
    one place."""
    elsewhere = moved(NOTICE.replace("3家", "8家"), 9, 13)
    collation = collate(copies(NOTICE, elsewhere, NOTICE))

    assert [move.copies for move in collation.moves] in ([("B",)], [("A", "C")])
    assert [tuple(r.text for r in v.readings) for v in collation.variations if v.kind == "number"] == [("3", "8")]


def test_faults_that_all_copies_share_are_listed(corpus: dict[str, Any]) -> None:
    """A majority is no authority: 制造 stands wrong in both copies and is named."""
    collation = collate([prepare(read(path)) for path in corpus["paths"]])
    common = {(f.text, f.suggestion): f.count for f in collation.faults if f.common}

    assert common["制", "製"] == 16
    assert {text for text, _ in common} == {"制", "于", "征", "準"}


def test_a_base_changes_no_alignment() -> None:
    """`base` names the copy that readings are cited against; places and readings stay."""
    prepared = copies(NOTICE, OTHER_NUMBER, MOVED)
    free, cited = collate(prepared), collate(prepared, base="copy-1.txt")

    assert (free.base, cited.base) == (None, "B")
    assert msgspec.structs.replace(cited, base=None) == free


@pytest.mark.parametrize(("texts", "base"), [((NOTICE,), None), ((NOTICE, MOVED), "elsewhere.txt")])
def test_what_cannot_be_collated_is_refused(texts: tuple[str, ...], base: str | None) -> None:
    """One copy, or a base that is none of them, is an error of usage with its cure."""
    with pytest.raises(UsageError) as error:
        collate(copies(*texts), base)

    assert (error.value.code, bool(error.value.cure)) == ("PD206", True)


def test_the_sample_is_told_as_two_conversions_of_one_text(corpus: dict[str, Any]) -> None:
    """With the simplified text behind them, both copies are its independent conversions; without it, of a lost one."""
    pair = [prepare(read(path)) for path in corpus["paths"]]
    behind = prepare(read(fold(pair[1].witness.text), name="original.txt"))
    with_it, without = collate([*pair, behind]).lineage, collate(pair).lineage

    assert {(e.parent, e.child) for e in with_it.edges} == {("C", "A"), ("C", "B")}
    assert {e.direction for e in with_it.edges} <= {"certain", "strong", "weak"}
    assert ("independent_conversions", ("A", "B"), ("C",)) in [(s.kind, s.copies, s.others) for s in with_it.answer]
    assert [(n.copies, n.note) for n in without.nodes if n.id == without.root] == [((), "simplified")]
    assert ("independent_conversions", ("A", "B")) in [(s.kind, s.copies) for s in without.answer]
    assert without.basis == with_it.basis == "inferred"


def test_units_are_named_as_the_base_names_them() -> None:
    """Headings of places stand in the script of the base, else of the first copy, whichever copy the table began
    with."""
    traditional = NOTICE.replace("务", "務").replace("设", "設").replace("术", "術")
    prepared = copies(traditional, OTHER_NUMBER, traditional)

    for base, own in (("copy-1.txt", OTHER_NUMBER), ("copy-0.txt", traditional), (None, traditional)):
        made = collate(prepared, base)
        names = [v.unit for v in made.variations if v.unit]

        assert names
        assert [name for name in names if name.partition("…")[0].rpartition(" ")[2] not in own] == []
