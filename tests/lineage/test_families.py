# SPDX-License-Identifier: Apache-2.0
"""Families as they come about: what is called certain or strong is right, and too little evidence is said."""

import pytest
from tests.comparison.copies import NOTICE
from tests.lineage.families import Copy, Family, family
from tests.lineage.truth import judged, outcome

from policydiff.ingest import read
from policydiff.lineage import confidence, formats, odds
from policydiff.lineage.collate import collate
from policydiff.lineage.confidence import LEVELS, Grounds
from policydiff.lineage.result import Edge, Lineage, Node
from policydiff.lineage.words import words
from policydiff.pipeline import prepare

_CLEAR = Grounds(0.99, 4.0, 0.0, 3.0, 0.0, 0.0, False, False, False, 0.0, False)


@pytest.mark.slow
def test_what_is_called_sure_is_right() -> None:
    """Of families that nothing was measured on, nearly every edge that is called certain or strong is right."""
    told = [told for n in range(10) for told in outcome(family(f"held {n}")).edges]
    sure = [one.directed for one in told if one.edge.direction in ("certain", "strong")]

    assert len(sure) > 5
    assert sum(sure) >= 0.9 * len(sure)


def test_a_family_is_what_its_seed_says() -> None:
    """One seed makes one family; every copy but the first has a parent in it, and lost copies are not at hand."""
    one, other = family("seed"), family("seed")

    assert one == other
    assert sum(parent is None for parent in one.parent.values()) == 1
    assert {*one.parent.values()} - {None} <= one.parent.keys() == one.written.keys()
    assert not one.lost & one.texts.keys()
    assert 4 <= len(one.texts) <= 12


@pytest.mark.parametrize("name", ["own", "against"])
def test_what_speaks_against_an_edge_makes_it_less_sure(name: str) -> None:
    """Slips that the parent alone has, and readings that the edge cannot explain, take its certainty away."""
    worse = _CLEAR._replace(**{name: 3.0})

    assert confidence.directed(worse) < confidence.directed(_CLEAR)
    assert LEVELS.index(confidence.levels(worse)[1]) > LEVELS.index(confidence.levels(_CLEAR)[1])


def test_the_parent_of_a_copy_that_breaks_off_is_never_sure() -> None:
    """What would show a nearer parent may have stood in what the copy lacks."""
    assert confidence.levels(_CLEAR._replace(slips=20.0, signs=9.0, cut=True)) == ("weak", "weak")


def test_a_direction_is_never_surer_than_its_edge() -> None:
    """Whatever an edge stands on, its direction is called no surer than that there is one."""
    for root in (0.01, 0.5, 0.999):
        for slips in (0.0, 2.0, 9.0):
            for only in (False, True):
                strength, direction = confidence.levels(_CLEAR._replace(root=root, slips=slips, only=only))
                assert LEVELS.index(strength) <= LEVELS.index(direction)


@pytest.mark.parametrize(("older", "younger"), [("35", "53"), ("7.", "6."), ("，", "；"), ("甲" * 30, "乙" * 30)])
def test_what_makes_sense_either_way_tells_no_direction(older: str, younger: str) -> None:
    """Numbers, marks and long stretches that hold more than one slip say nothing, however unfamiliar they look."""
    assert odds.of_slip(1.0, older, younger, omitted=False) == odds.UNKNOWN


def test_one_copys_conversion_is_surer_than_several() -> None:
    """A converter may have been used twice: many faults of several copies tell less than those of one."""
    assert odds.of_conversion(9, 1) > odds.of_conversion(9, 3) > odds.of_conversion(0, 1) > 0


def test_too_little_evidence_is_said() -> None:
    """Two copies apart in a number alone: no direction is a finding, in words, on the page and in the data."""
    made = collate(
        [prepare(read(text, name=f"{n}.txt")) for n, text in enumerate((NOTICE, NOTICE.replace("35", "53")))]
    )

    assert [edge.direction for edge in made.lineage.edges] == ["none"]
    for lang in ("en", "zh-Hans", "zh-Hant"):
        said = words(lang).t("statement.too_little_for_all")
        assert said in formats.write(made, "text", lang).decode()
        assert said in formats.write(made, "html", lang).decode()


def test_words_by_region_are_one_event() -> None:
    """A text with the words of another region differs in many places and by one machine: no slips, no direction."""
    from opencc import OpenCC

    text = NOTICE.replace("工作", "信息化项目")
    other = OpenCC("t2s").convert(OpenCC("s2twp").convert(text))
    made = collate([prepare(read(one, name=f"{n}.txt")) for n, one in enumerate((text, other))])
    kinds = {e.kind for edge in made.lineage.edges for e in edge.evidence}

    assert "vocabulary" in kinds
    assert "wording" not in kinds


_KIN = Family(
    {"a": "1", "b": "2", "c": "3", "l": "0"}, frozenset("l"), {"l": None, "a": "l", "b": "l", "c": "b"}, {}, 0
)


@pytest.mark.parametrize(
    ("edges", "right"),
    [
        ([("b", "c")], [True]),
        ([("c", "b")], [False]),
        ([("a", "b")], [False]),
        ([("α", "a"), ("α", "b"), ("b", "c")], [True, True, True]),
        ([("α", "b"), ("α", "c")], [False, False]),
    ],
)
def test_an_edge_is_right_where_the_family_has_it(edges: list[tuple[str, str]], right: list[bool]) -> None:
    """The nearest ancestor at hand is a parent; brothers are not; a lost text stands where their ancestor is lost."""
    names = sorted({end for edge in edges for end in edge})
    nodes = tuple(Node(name, () if name == "α" else (name,)) for name in names)
    told = tuple(Edge(parent, child, "strong", "strong", (), (), "") for parent, child in edges)
    found = judged(_KIN, Lineage("inferred", (), nodes, told, (), names[0]), {name: name for name in "abc"})

    assert [one.directed for one in found.edges] == right


def test_a_copy_is_written_with_its_dresses() -> None:
    """Lines stand in the order of the original, without those that are lost."""
    assert Copy({2: "乙", 0: "甲"}).written() == "甲\n乙\n"
