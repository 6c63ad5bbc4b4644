# SPDX-License-Identifier: Apache-2.0
"""Sketches and skeletons: what they estimate, and that numpy only makes them faster."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical import skeleton
from policydiff.canonical.skeleton import folded
from policydiff.group import minhash
from policydiff.group.minhash import BINS, Sketches, grams, shared, sketch
from policydiff.structure.heading import heading

HAN = st.text(
    st.sampled_from("一丁七万三上下不与专且世丘丙业东丝丢两严丧个中丰串临为主丽举久么义之乌乎乐乘九也习乡书买乱了予争事二于云互五井亚些亡交亦产享京亭亮亲人亿"),
    max_size=400,
)


@pytest.fixture
def without_numpy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same code where the extra is not installed."""
    for module in (skeleton, minhash):
        monkeypatch.setattr(module, "numpy", lambda: None)
    skeleton._translation.cache_clear()
    return None


def test_a_skeleton_keeps_han_characters_and_digits() -> None:
    """Script, glosses, marks, white space, width and Latin letters are gone; digits stay."""
    assert skeleton.skeleton("關(guān)於 “２０２３年”\n工作[GZ]：１、〇") == "关于2023年工作1〇"


@pytest.mark.parametrize("text", ["", "關(guān)於２０２３年 工\u200b作。", "\ufeff𠮷A🙂\n"])
def test_numpy_only_makes_it_faster(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Skeleton, folded text, sketch and grams are the same with and without numpy."""
    pytest.importorskip("numpy")
    kept = skeleton.skeleton(text)
    before = (kept, folded(text), sketch(kept), frozenset(int(value) for value in grams(kept)), heading(text))

    for module in (skeleton, minhash):
        monkeypatch.setattr(module, "numpy", lambda: None)

    assert (skeleton.skeleton(text), folded(text), sketch(kept), grams(kept), heading(text)) == before


@given(HAN)
def test_sketches_are_the_same_with_and_without_numpy(text: str) -> None:
    """Whatever the length, down to nothing."""
    pytest.importorskip("numpy")
    with pytest.MonkeyPatch.context() as patch:
        before = sketch(text)
        patch.setattr(minhash, "numpy", lambda: None)
        assert sketch(text) == before


@given(HAN, HAN)
def test_shares_lie_between_nothing_and_all(a: str, b: str) -> None:
    """Jaccard is at most the smaller one's share, a text shares all with itself, order does not matter."""
    jaccard, inside = shared(grams(a), grams(b))

    assert 0 <= jaccard <= inside <= 1
    assert shared(grams(b), grams(a)) == (jaccard, inside)
    assert shared(grams(a), grams(a)) == (1.0, 1.0)


def _edited(length: int, step: int) -> tuple[str, str]:
    """A text of distinct characters, and the same with every `step`-th one replaced."""
    text = "".join(chr(0x4E00 + (n * 7919) % 20000) for n in range(length))
    other = "".join(chr(0x3400 + n) if n % step == step - 1 else char for n, char in enumerate(text))
    return text, other


@pytest.mark.parametrize("length", [60, 100, 300, 1000, 3000])
@pytest.mark.parametrize("step", [10, 20, 50])
def test_the_estimate_is_near_the_exact_share(length: int, step: int) -> None:
    """Within four standard deviations down to sixty characters, where most bins are borrowed."""
    a, b = _edited(length, step)
    exact, _ = shared(grams(a), grams(b))
    held = Sketches([sketch(a), sketch(b)])

    # fewer grams than bins estimate from fewer draws
    draws = min(BINS, length)
    assert abs(held.agreement(0, 1) - exact) <= 4 * (exact * (1 - exact) / draws) ** 0.5 + 1 / BINS


def test_texts_without_a_gram_in_common_do_not_agree() -> None:
    """Also short ones, whose empty bins are many: borrowing does not make them alike."""
    texts = ["".join(chr(0x4E00 + start + n) for n in range(40)) for start in range(0, 2000, 100)]
    held = Sketches([sketch(text) for text in texts])

    assert max(held.agreement(i, j) for i in range(len(texts)) for j in range(i)) < 0.05
