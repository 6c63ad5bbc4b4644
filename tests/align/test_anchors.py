# SPDX-License-Identifier: Apache-2.0
"""The quick ways of alignment give what the ways that weigh everything give."""

from math import isclose, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.align.anchors import anchor_chain, equal_matches
from policydiff.align.blocks import Block
from policydiff.align.sequence import heaviest_chain
from policydiff.align.similarity import Likeness, similarity

rows = st.lists(st.sampled_from(["甲乙丙丁", "甲乙丙丁戊", "乙丙丁", "子丑寅卯", "丙"]), max_size=6)


def blocks(texts: list[str]) -> list[Block]:
    """A block for each text, labelled by its place."""
    ends = [sum(map(len, texts[: n + 1])) for n in range(len(texts))]
    return [
        Block(n, "task", f"t{n}", f"{n}.", str(n), "", end - len(text), end - len(text), end, text, None)
        for n, (text, end) in enumerate(zip(texts, ends, strict=True))
    ]


@given(rows, rows)
def test_equal_units_in_one_order_need_no_weighing(a: list[str], b: list[str]) -> None:
    """The anchors are those of the heaviest chain of all equal units, however they were found."""
    one, other = blocks(a), blocks(b)

    found = [(m.a, m.b) for m in anchor_chain(one, other)]

    if a != b:
        assert found == [(m.a, m.b) for m in heaviest_chain(equal_matches(one, other))]
    else:
        assert found == [(n, n) for n in range(len(a))]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("推进孵化器建设，建设细分领域专业孵化器。", "推进孵化器培育，支持设立种子基金若干只。"),
        ("由公安机关处五日以上十日以下拘留，没收所得。", "擅自停业的，由公安机关处五日以上十日以下拘留。"),
    ],
)
def test_likeness_weighs_grams_by_their_rarity(a: str, b: str) -> None:
    """Half the order of characters, half the share of grams in common, each by the logarithm of its rarity among all
    units."""
    units = blocks([a, b, "完善人才政策，引进培育一流人才。", "由公安机关处五日以上十日以下拘留。", "甲"])
    grams = [{text[n : n + 2] for n in range(len(text) - 1)} for text in (unit.text for unit in units)]
    weight = {gram: log((len(units) + 1) / sum(gram in own for own in grams)) for own in grams for gram in own}
    common, least = sum(weight[g] for g in grams[0] & grams[1]), min(sum(weight[g] for g in own) for own in grams[:2])

    assert similarity(a, b) < 0.8
    assert isclose(Likeness(units)(units[0], units[1]), (similarity(a, b) + common / least) / 2)
