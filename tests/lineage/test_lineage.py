# SPDX-License-Identifier: Apache-2.0
"""Who copied whom: planted families are found again, and what cannot be told is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.lineage.planted import family, original, outcome, slip, table

from policydiff.ingest import read
from policydiff.lineage import formats
from policydiff.lineage.collate import collate
from policydiff.lineage.conversions import conversions
from policydiff.lineage.descent import descent
from policydiff.lineage.mixtures import hanging
from policydiff.lineage.polarity import doubled, familiarity, pairs_of, sureness
from policydiff.lineage.states import steps
from policydiff.lineage.tokens import tokens
from policydiff.lineage.traits import Trait
from policydiff.lineage.tree import grow, splits_of
from policydiff.pipeline import prepare


@pytest.mark.slow
def test_planted_trees_are_recovered() -> None:
    """Of twenty families of 6 to 12 copies with at least three errors an edge, nine in ten come out edge for edge."""
    right = sum(outcome(family(seed)).right for seed in range(20))

    assert right >= 18


@pytest.mark.slow
def test_contaminated_families_are_recovered() -> None:
    """One copy took lines from a second: where three slips are left on each of its edges, at least four families in
    five come out edge for edge."""
    told = [outcome(family(seed, True)) for seed in range(300, 330)]
    traceable = [found.right for found in told if found.traceable]

    assert sum(traceable) >= 0.8 * len(traceable) > 8


@pytest.mark.slow
@pytest.mark.parametrize("contaminated", [False, True])
def test_no_wrong_edge_is_told_with_confidence(contaminated: bool) -> None:
    """An edge that is wrong is never strong in a settled direction without what speaks against it."""
    assert [(seed, found.bold) for seed in range(100, 115) if (found := outcome(family(seed, contaminated))).bold] == []


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
    texts = {
        "a-original.txt": original(),
        "b.txt": OpenCC("s2t").convert(original()),
        "c.txt": OpenCC("s2t").convert(original()),
    }
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
    lineage = collate(
        [prepare(read(text, name=name)) for name, text in (("a.txt", younger), ("b.txt", cut), ("c.txt", original()))]
    ).lineage

    assert {(e.parent, e.child) for e in lineage.edges} == {("C", "B"), ("B", "A")}


@pytest.mark.parametrize(
    ("before", "older", "younger", "after"),
    [
        ("重点", "工作", "工昨", "任务"),
        ("促进经济", "发展", "发展展", ""),
        ("认真组织", "实", "", "施"),
        ("科技", "创新", "新创", "能力"),
    ],
)
def test_a_slip_is_told_by_its_neighbours(before: str, older: str, younger: str, after: str) -> None:
    """Of two readings the one whose characters never meet elsewhere, or that doubles what stands there, is the slip."""
    elsewhere = pairs_of(original())
    told = (
        doubled(younger, older, before)
        or sureness(familiarity(before, older, after, elsewhere), familiarity(before, younger, after, elsewhere)) > 0
    )

    assert told
    assert not doubled(older, younger, before)


@given(st.text("工作", max_size=9), st.text("工作", max_size=6), st.text("工作", max_size=3))
def test_a_doubling_is_found_wherever_it_stands(reading: str, other: str, before: str) -> None:
    """A reading doubles exactly where taking out one of two equal neighbours gives the other."""
    extra = len(reading) - len(other)
    text, whole = before + reading, before + other
    told = any(
        text[: n + extra] + text[n + 2 * extra :] == whole and text[n : n + extra] == text[n + extra : n + 2 * extra]
        for n in range(len(whole))
    )

    assert doubled(reading, other, before) == (extra > 0 and told)


def test_readings_over_the_work_budget_are_as_far_as_can_be() -> None:
    """Of three readings, two too long to be compared by characters and nearly alike, none is held for nearer."""
    long = "工作" * 4_000
    told = {step.younger: step.lacking for step in steps(["任务", long, f"{long}。"])}

    assert told[f"{long}。"] == {"任务", long}


def test_numbers_tell_no_direction() -> None:
    """35 and 53 are equally possible: neither is called the slip."""
    elsewhere = pairs_of(original())
    one, other = (familiarity("左右", number, "项", elsewhere) for number in ("35", "53"))

    assert sureness(one, other) == sureness(other, one) == 0.0


def _trait(having: str, copies: str, weight: float = 1.0, directed: float = 0.0) -> Trait:
    return Trait(
        "wording",
        frozenset(map(int, having)),
        frozenset(map(int, copies)) - frozenset(map(int, having)),
        weight,
        1,
        "",
        directed,
    )


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


@pytest.mark.parametrize(
    ("ranked", "told"),
    [
        (["工作", "作工"], {"作工": ({"作工"}, {"工作"})}),
        (["工作", "作工", "作功"], {"作工": ({"作工", "作功"}, {"工作"}), "作功": ({"作功"}, {"工作", "作工"})}),
        (["工", "作", "力"], {"作": ({"作"}, {"工"}), "力": ({"力"}, {"工", "作"})}),
        (["", "青岛", "青岛市"], {"青岛": ({"青岛", "青岛市"}, {""}), "青岛市": ({"青岛市"}, {"", "青岛"})}),
    ],
)
def test_a_slip_on_a_slip_came_of_it(ranked: list[str], told: dict[str, tuple[set[str], set[str]]]) -> None:
    """A third reading has the step of the second where it is nearer to it; where it is as near to the first, that is
    not known."""
    assert {step.younger: (set(step.having), set(step.lacking)) for step in steps(ranked)} == told


def _hung(having: dict[str, float], copy: int) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
    """Where copy `copy` hangs in the tree of the others, and its second source; `having` gives copies and the weight of
    their slips."""
    taxa = frozenset(range(7))
    traits = [_trait(copies, "0123456", weight, 1.0) for copies, weight in having.items()]
    tree = grow(splits_of(traits, taxa - {copy}), taxa - {copy})
    found = hanging(tree, copy)
    return tree.members[found.parent], None if found.source is None else tree.members[found.source]


_OWN = {"2": 3.0, "3": 3.0, "5": 3.0, "6": 3.0}
"""0 is the source of 1 and 4; 1 of 2 and 3; 4 of 5; where 6 hangs is told by the slips of 1 and 4 that it has."""


@pytest.mark.parametrize(
    ("slips", "told"),
    [
        ({"1236": 4.0, "45": 4.0}, ((1,), None)),
        ({"1236": 4.0, "45": 3.0, "456": 1.0}, ((1,), None)),
        ({"1236": 4.0, "45": 2.0, "456": 2.0}, ((1,), (4,))),
        ({"123": 1.0, "1236": 3.0, "45": 4.0, "56": 2.0}, ((1,), (5,))),
        ({"123": 3.0, "1236": 2.0, "456": 4.0}, ((4,), (1,))),
        ({"123": 4.0, "45": 4.0}, ((0,), None)),
    ],
)
def test_a_copy_hangs_where_most_of_its_readings_are_from(
    slips: dict[str, float], told: tuple[tuple[int, ...], tuple[int, ...] | None]
) -> None:
    """Two shared slips ask for a second source, one does not; the source that gave more is the parent."""
    assert _hung({**_OWN, **slips}, 6) == told


def test_a_contaminated_copy_is_set_aside_and_hung_as_a_leaf() -> None:
    """Slips shared with two branches contradict the tree of all copies; that of the others with the copy as its leaf
    has none."""
    slips = {**_OWN, "123": 1.0, "1236": 3.0, "45": 2.0, "456": 2.0, "56": 1.0}
    tree, mixed = descent([_trait(copies, "0123456", weight, 1.0) for copies, weight in slips.items()], 7)

    assert [(mixture.copy, sum(t.weight for t in mixture.traits)) for mixture in mixed] == [(6, 3.0)]
    assert tree.rejected == ()
    assert {tree.members[n]: tree.members[above] for n, above in enumerate(tree.parent)}[(6,)] == (1,)


def test_what_two_copies_explain_alike_is_neithers() -> None:
    """Of a copy that alone explains the contradictions, the second source is far ahead of any other copy's; of slips
    that two copies share across branches either may have taken them over."""
    told = {
        name: descent([_trait(copies, "0123456", weight, 1.0) for copies, weight in {**_OWN, **slips}.items()], 7)[1]
        for name, slips in {
            "one": {"123": 3.0, "1236": 3.0, "45": 3.0, "456": 3.0},
            "either": {"1236": 3.0, "45": 3.0, "25": 2.0},
        }.items()
    }

    assert [(one.copy, one.gain, one.ahead) for one in told["one"]] == [(6, 1.5, 1.25)]
    assert {(one.copy, one.ahead) for one in told["either"]} == {(2, 0.0)}


def test_a_copy_with_lines_of_another_conversion_is_of_one_conversion_with_its_parent() -> None:
    """A quarter of the lines by another table leave a copy with the conversion of the rest; two tables are two
    conversions."""
    import random

    first, second = (original().translate(table(random.Random(seed))).split("\n") for seed in (1, 2))
    mixed = [second[n] if n % 4 == 1 else line for n, line in enumerate(first)]
    copies = [
        tokens(prepare(read("\n".join(lines), name=f"{n}.txt")), {}) for n, lines in enumerate((first, second, mixed))
    ]

    assert conversions(copies)[0] == [frozenset({0, 2}), frozenset({1})]


def test_the_order_of_copies_has_no_part_in_the_lineage() -> None:
    """A contaminated family in several orders gives the same bytes."""
    import random

    planted = family(103, True)
    seen = set()
    for seed in range(4):
        order = sorted(planted.texts)
        random.Random(seed).shuffle(order)
        seen.add(formats.write(collate(planted.prepared(order)), "json"))

    assert len(seen) == 1
