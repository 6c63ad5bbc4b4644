# SPDX-License-Identifier: Apache-2.0
"""Files that are sketched together have the sketches that each has by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical.skeleton import skeleton, skeleton_codes, skeletons
from policydiff.group import profile
from policydiff.group.minhash import sketch, sketches
from policydiff.script.codes import text_of

TEXT = st.text(st.sampled_from("工作發后1２gōa通知\n （)\ud800𠀀é"), max_size=300)


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_skeletons_and_sketches_are_those_of_each(texts: list[str]) -> None:
    """No gram reaches from one text into the next, and no digit is the tone of another text's letter."""
    kept = skeletons(texts)

    assert [one.tobytes() for one in kept] == [skeleton_codes(text).tobytes() for text in texts]
    assert sketches(kept) == [sketch(one) for one in kept]


@given(TEXT)
def test_a_short_text_has_the_skeleton_of_its_code_points(text: str) -> None:
    """Translated as text or as an array, a skeleton is the same."""
    assert skeleton(text) == text_of(skeleton_codes(text))


def test_a_fault_where_all_are_sketched_is_looked_for_in_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong with all together is tried with each file alone."""
    own = [profile._Parts(n, f"{n}.txt", (f"关于印发第{n}号通知的通知\n" * 40,)) for n in range(3)]
    wanted = profile._all_sketched(own, 0.0, profile.Words())

    def broken(_: object) -> None:
        raise ValueError

    monkeypatch.setattr(profile, "skeletons", broken)
    assert profile._all_sketched(own, 0.0, profile.Words()) == wanted
