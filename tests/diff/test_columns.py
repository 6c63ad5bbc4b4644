# SPDX-License-Identifier: Apache-2.0
"""Long rows kept as columns: what they give is what objects in a list would give."""

import pickle

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical.text import Removal, Removals, joined
from policydiff.diff.names import HASH, Names
from policydiff.diff.raw import Raw, verdict
from policydiff.diff.raws import Raws
from policydiff.diff.same import without_same
from policydiff.listed import Listed, listed

_VERDICTS = [verdict("format", "whitespace"), verdict("substantive", "text"), verdict("gloss", "pinyin")]
_RAWS = st.lists(
    st.builds(
        lambda a0, a, b0, b, unit, told: Raw(a0, a0 + a, b0, b0 + b, unit, told),
        *[st.integers(0, 9), st.integers(0, 2)] * 2,
        st.integers(0, 3),
        st.sampled_from(_VERDICTS),
    ),
    max_size=30,
)
_RUNS = st.lists(
    st.builds(
        lambda start, size, kind: Removal(start, start + size, kind), *[st.integers(0, 9)] * 2, st.sampled_from("xy")
    )
)


@given(_RAWS)
def test_columns_of_differences_give_what_was_put_in(raws: list[Raw]) -> None:
    """Put in one by one or together, differences come out as they were, in the order asked for."""
    found = Raws(raws)

    assert (list(found), len(found), [found[n] for n in range(len(raws))]) == (raws, len(raws), raws)
    assert list(found[2:5]) == raws[2:5]
    assert list(found.at(found.order())) == sorted(raws, key=lambda raw: (raw.unit, raw.a0, raw.b0, raw.a1, raw.b1))
    assert list(found.where(lambda told: told.class_ == "gloss")) == [r for r in raws if r.verdict.class_ == "gloss"]
    found += Raws(raws)
    assert list(found) == raws * 2


@given(_RUNS, _RUNS)
def test_columns_of_runs_are_ordered_by_place(one: list[Removal], other: list[Removal]) -> None:
    """Runs of two layers stand by their start, the longest first."""
    found = joined((Removals(one), Removals(other)))

    assert list(found) == [*one, *other]
    assert list(found.by_place()) == sorted([*one, *other], key=lambda run: (run.start, -run.end))


@given(st.lists(st.sampled_from([b"onehas", b"twohas", b"\0" * HASH]), max_size=300))
def test_equal_ids_are_numbered_in_order(hashes: list[bytes]) -> None:
    """The first of several things with one hash has it as its id, each later one with its number."""
    names = Names(bytearray().join(hashes))

    for n, name in enumerate(hashes):
        times = hashes[: n + 1].count(name)
        assert names.between(n, n + 1) == [name.hex() if times == 1 else f"{name.hex()}-{times}"]
    assert names.between(0, len(hashes)) == [names.between(n, n + 1)[0] for n in range(len(hashes))]


def test_a_long_list_reads_like_a_tuple() -> None:
    """What is made as it is read is equal to the tuple of it, piece by piece and after a journey."""
    whole = tuple(range(2_345))
    found = Listed(len(whole), lambda start, stop: whole[start:stop])

    assert found == whole
    assert (found[7], found[-1], found[3:5], found[::-1]) == (7, 2_344, (3, 4), whole[::-1])
    assert hash(found) == hash(whole)
    assert found != whole[1:]
    assert pickle.loads(pickle.dumps(found)) == whole
    assert msgspec.json.encode(found, enc_hook=tuple) == msgspec.json.encode(whole)
    with pytest.raises(IndexError):
        found[len(whole)]


def test_a_short_list_is_a_tuple() -> None:
    """Short lists are made whole, once."""
    assert listed(3, range) == (0, 1, 2)


@given(_RAWS)
def test_what_cancels_out_is_found_among_few_as_among_all(raws: list[Raw]) -> None:
    """Only a pair of which one is substantive, at one place and of the same characters, is left out."""
    source = "字" * 12
    left = without_same(Raws(raws), source, source)
    gone = [raw for raw in raws if raw not in list(left)]

    assert len(raws) - len(left) == 0 or any(raw.verdict.class_ == "substantive" for raw in gone + raws)
    assert all((raw.a0 == raw.a1) != (raw.b0 == raw.b1) for raw in gone)
