# SPDX-License-Identifier: Apache-2.0
"""Sketches and skeletons: what they keep, and what they estimate."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical.skeleton import folded, skeleton
from policydiff.group.minhash import BINS, Sketches, grams, shared, sketch
from policydiff.script.codes import codes

HAN = st.text(
    st.sampled_from(
        "一丁七万三上下不与专且世丘丙业东丝丢两严丧个中丰串临为主丽举久么义之乌乎乐乘九也习乡书买乱了予争事二于云互五井亚些亡交亦产享京亭亮亲人亿"
    ),
    max_size=400,
)


def test_a_skeleton_keeps_han_characters_and_digits() -> None:
    """Script, glosses, marks, white space, width and Latin letters are gone; digits stay."""
    assert skeleton("關(guān)於 “２０２３年”\n工作[GZ]：１、〇") == "关于2023年工作1〇"


@pytest.mark.parametrize(
    ("text", "form"),
    [("", ""), ("關(guān)於２０２３年 工\u200b作。", "关(guān)于2023年 工作。"), ("\ufeff𠮷A🙂\n", "𠮷A🙂\n")],
)
def test_a_folded_text_keeps_what_is_seen(text: str, form: str) -> None:
    """Canonical form character by character: white space and Latin letters stay, invisible characters go."""
    assert folded(text) == form


def _defined(text: str) -> bytes:
    """A sketch as its definition has it, gram by gram."""
    whole = (1 << 64) - 1
    codes = [ord(char) for char in text] + [0] * (5 - len(text))
    least: dict[int, int] = {}
    for start in range(len(codes) - 4):
        value = 0
        for code in codes[start : start + 5]:
            value = (value * 0x9E3779B97F4A7C15 + code) & whole
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD & whole
        value ^= value >> 29
        least[value >> 57] = min(value, least.get(value >> 57, whole))
    kept = []
    for at in range(BINS):
        distance = next(step for step in range(BINS) if (at + step) % BINS in least)
        mixed = (least[(at + distance) % BINS] + distance * 0xC2B2AE3D27D4EB4F) & whole
        kept.append((mixed ^ (mixed >> 32)) * 0xFF51AFD7ED558CCD % (1 << 64) >> 48)
    return struct.pack(f"<{BINS}H", *kept)


@given(HAN)
def test_a_sketch_is_what_its_definition_says(text: str) -> None:
    """Whatever the length, down to nothing: the least hash of each bin, empty bins borrowing from the right."""
    assert sketch(codes(text)) == _defined(text)


@given(HAN, HAN)
def test_shares_lie_between_nothing_and_all(a: str, b: str) -> None:
    """Jaccard is at most the smaller one's share, a text shares all with itself, order does not matter."""
    jaccard, inside = shared(grams(codes(a)), grams(codes(b)))

    assert 0 <= jaccard <= inside <= 1
    assert shared(grams(codes(b)), grams(codes(a))) == (jaccard, inside)
    assert shared(grams(codes(a)), grams(codes(a))) == (1.0, 1.0)


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
    exact, _ = shared(grams(codes(a)), grams(codes(b)))
    held = Sketches([sketch(codes(a)), sketch(codes(b))])

    # fewer grams than bins estimate from fewer draws
    draws = min(BINS, length)
    assert abs(held.agreement(0, 1) - exact) <= 4 * (exact * (1 - exact) / draws) ** 0.5 + 1 / BINS


def test_texts_without_a_gram_in_common_do_not_agree() -> None:
    """Also short ones, whose empty bins are many: borrowing does not make them alike."""
    texts = ["".join(chr(0x4E00 + start + n) for n in range(40)) for start in range(0, 2000, 100)]
    held = Sketches([sketch(codes(text)) for text in texts])

    assert max(held.agreement(i, j) for i in range(len(texts)) for j in range(i)) < 0.05


def test_the_digit_of_a_tone_is_no_digit_of_the_notice() -> None:
    """A copy glossed as 工(gong1) has the skeleton of the notice; A4 and 2.5 keep their digits."""
    assert skeleton("工(gong1)作(zuo4)用綠（ｌü４）色A4紙2.5萬") == skeleton("工作用綠色A4紙2.5萬")
    assert skeleton("A4紙2.5萬") == "4纸25万"


def test_half_of_a_surrogate_pair_is_no_reason_to_stop() -> None:
    """A text that no file should hold is folded all the same."""
    assert folded("工\ud800作") == "工\ud800作"
    assert skeleton("工\ud800作") == "工作"
