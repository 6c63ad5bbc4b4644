# SPDX-License-Identifier: Apache-2.0
"""Who copied whom: planted families are found again, and what cannot be told is said."""

import pytest
from tests.lineage.planted import Family, family, original, slip

from policydiff.ingest import read
from policydiff.lineage.collate import collate
from policydiff.lineage.polarity import doubled, familiarity, pairs_of, sureness
from policydiff.lineage.result import Lineage
from policydiff.lineage.traits import Trait
from policydiff.lineage.tree import grow, splits_of
from policydiff.pipeline import prepare


def found(planted: Family) -> tuple[dict[str, str], Lineage]:
    """Child to parent by name, as the lineage has them, lost copies by their letter."""
    collation = collate(planted.prepared())
    name = {copy.siglum: copy.facts.name for copy in collation.copies}
    return {name.get(e.child, e.child): name.get(e.parent, e.parent) for e in collation.lineage.edges}, collation.lineage


def true(planted: Family) -> dict[str, str]:
    """Child to parent as planted."""
    return {child: parent for child, parent in planted.parent.items() if parent}


@pytest.mark.slow
def test_planted_trees_are_recovered() -> None:
    """Of twenty families of 6 to 12 copies with at least three errors an edge, nine in ten come out edge for edge."""
    right = sum(found(planted)[0] == true(planted) for planted in map(family, range(20)))

    assert right >= 18


@pytest.mark.slow
@pytest.mark.parametrize("contaminated", [False, True])
def test_no_wrong_edge_is_told_with_confidence(contaminated: bool) -> None:
    """An edge that is wrong is never strong in a settled direction without what speaks against it."""
    wrong = []
    for seed in range(100, 115):
        planted = family(seed, contaminated)
        collation = collate(planted.prepared())
        name = {copy.siglum: copy.facts.name for copy in collation.copies}
        edges = [e for e in collation.lineage.edges if planted.parent.get(name.get(e.child, "")) != name.get(e.parent)]
        wrong += [(seed, edge.strength, edge.direction, bool(edge.against)) for edge in edges]

    assert [told for told in wrong if told[1] == "strong" and told[2] != "open" and not told[3]] == []


def test_a_contaminated_copy_is_said() -> None:
    """A copy whose lines come partly from another branch is named as such, with the errors that show it."""
    planted = family(103, True)
    collation = collate(planted.prepared())
    name = {copy.siglum: copy.facts.name for copy in collation.copies}

    assert [name[contact.copy] for contact in collation.lineage.contacts] == list(planted.contaminated)
    assert any(e.kind in ("wording", "omission") for e in collation.lineage.contacts[0].evidence)


def test_copies_without_errors_give_no_tree() -> None:
    """Three copies of one text in the same words: too little evidence, and it is said."""
    lineage = collate([prepare(read(original(), name=f"{n}.txt")) for n in range(3)]).lineage

    assert (lineage.edges, [(s.kind, s.copies) for s in lineage.answer]) == ((), [("no_evidence", ("A", "B", "C"))])


def test_agreement_in_right_readings_counts_for_nothing() -> None:
    """Two conversions by one phrase-wise converter of one simplified text are no branch of their own."""
    import random

    from opencc import OpenCC

    rng = random.Random(3)
    texts = {"a-original.txt": original(), "b.txt": OpenCC("s2t").convert(original()), "c.txt": OpenCC("s2t").convert(original())}
    for name in ("b.txt", "c.txt"):
        for _ in range(4):
            texts[name] = slip(texts[name], rng)
    lineage = collate([prepare(read(text, name=name)) for name, text in texts.items()]).lineage

    assert {(e.parent, e.child) for e in lineage.edges} == {("A", "B"), ("A", "C")}


def test_a_truncated_copy_is_no_ancestor_of_a_whole_one() -> None:
    """A truncation is inherited, never mended: the copy that breaks off stands below."""
    import random

    rng = random.Random(5)
    cut = original()[:1500]
    younger = cut
    for _ in range(3):
        younger = slip(younger, rng)
    lineage = collate([prepare(read(text, name=name)) for name, text in (("a.txt", younger), ("b.txt", cut), ("c.txt", original()))]).lineage

    assert {(e.parent, e.child) for e in lineage.edges} == {("C", "B"), ("B", "A")}


@pytest.mark.parametrize(
    ("before", "older", "younger", "after"),
    [("重点", "工作", "工昨", "任务"), ("促进经济", "发展", "发展展", ""), ("认真组织", "实", "", "施"), ("科技", "创新", "新创", "能力")],
)
def test_a_slip_is_told_by_its_neighbours(before: str, older: str, younger: str, after: str) -> None:
    """Of two readings the one whose characters never meet elsewhere, or that doubles what stands there, is the slip."""
    elsewhere = pairs_of(original())
    told = doubled(younger, older, before) or sureness(familiarity(before, older, after, elsewhere), familiarity(before, younger, after, elsewhere)) > 0

    assert told
    assert not doubled(older, younger, before)


def test_numbers_tell_no_direction() -> None:
    """35 and 53 are equally possible: neither is called the slip."""
    elsewhere = pairs_of(original())
    one, other = (familiarity("左右", number, "项", elsewhere) for number in ("35", "53"))

    assert sureness(one, other) == sureness(other, one) == 0.0


def _trait(having: str, copies: str, weight: float = 1.0, directed: float = 0.0) -> Trait:
    return Trait("wording", frozenset(map(int, having)), frozenset(map(int, copies)) - frozenset(map(int, having)), weight, 1, "", directed)


def test_compatible_splits_make_the_tree_and_the_others_are_kept() -> None:
    """Two splits that agree are edges; a lighter one across them is rejected, not forgotten."""
    traits = [_trait("12", "01234", 3.0, 1.0), _trait("34", "01234", 3.0, 1.0), _trait("23", "01234", 1.0)]
    tree = grow(splits_of(traits, frozenset(range(5))), frozenset(range(5)))

    assert [sorted(split.side) for split in tree.splits] == [[1, 2], [3, 4]]
    assert [sorted(split.side) for split in tree.rejected] == [[2, 3]]
    assert (tree.members[-1], tree.root) == ((0,), -1)


def test_what_a_copy_lacks_is_unknown_of_it() -> None:
    """A trait inside a passage that a copy lacks joins the split that shows it, whatever that copy has."""
    full = _trait("12", "0123", 2.0)
    partial = Trait("wording", frozenset({1}), frozenset({0, 3}), 1.0, 1, "")
    splits = splits_of([full, partial], frozenset(range(4)))

    assert {tuple(sorted(split.side)): split.weight for split in splits} == {(1, 2): 3.0}
