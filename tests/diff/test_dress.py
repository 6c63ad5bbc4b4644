# SPDX-License-Identifier: Apache-2.0
"""What readers are told of a difference: where it stands, and a name that lasts."""

from hypothesis import given
from hypothesis import strategies as st

from policydiff.api import compare
from policydiff.canonical.offsets import without
from policydiff.canonical.text import Removal
from policydiff.diff.dress import Lines, _kept


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=20))
def test_many_places_are_found_as_one_is(runs: list[tuple[int, int]]) -> None:
    """Looked up together, every place of a source stands where it does when asked for alone."""
    removals, at = [], 0
    for gap, length in runs:
        removals.append(Removal(at + gap, at + gap + length, "white"))
        at += gap + length
    source = "字" * (at + 70)
    _, offsets = without(source, [(run.start, run.end) for run in removals])

    assert _kept(offsets, range(len(source) + 1)) == [offsets.to_kept(place) for place in range(len(source) + 1)]


@given(
    st.text(st.sampled_from("甲乙\r\n"), max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), max_size=9),
)
def test_places_in_a_row_are_those_asked_for_alone(source: str, asked: list[tuple[int, int]]) -> None:
    """Whatever order places come in, each has the line and column that it has by itself."""
    lines = Lines(source)
    starts, ends = (
        [min(start, len(source)) for start, _ in asked],
        [min(start + length, len(source)) for start, length in asked],
    )

    assert list(lines.places(starts, ends)) == [
        lines.place(start, end) for start, end in zip(starts, ends, strict=True)
    ]


def test_an_id_outlives_changes_elsewhere() -> None:
    """A difference keeps its id when text is put in before it and another place of the notice changes."""
    a = "关于测试的通知\n各区人民政府，市政府各部门：\n1.按照计划组织实施，完成35项任务。\n2.落实责任。\n"
    b = a.replace("35", "53")
    apart = compare("题注\n" + a, "题注\n" + b.replace("落实", "压实"))

    assert (
        [d.id for d in compare(a, b).differences if d.kind == "number"]
        == [d.id for d in apart.differences if d.kind == "number"]
        != []
    )
