# SPDX-License-Identifier: Apache-2.0
"""What is done to every character gives the same for arrays of code points and for texts as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.script import codes
from policydiff.script.codes import Classes, Members, Translation, differing

_CHARS = st.sampled_from("国國制製a1，。\ue000\U00020000\ud800")
_TEXTS = st.text(_CHARS, min_size=codes._SHORT, max_size=3 * codes._SHORT)


@pytest.fixture(autouse=True)
def _as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes._Work, "done", 0)


def _both(work: object, *texts: str) -> list[object]:
    """What comes of the texts as they are, and of arrays of them."""
    found = []
    for done in (0, codes._PAYS):
        codes._Work.done = done
        found.append(work(*texts))  # type: ignore[operator]
    return found


@given(_TEXTS)
def test_arrays_and_texts_give_the_same(text: str) -> None:
    """A translation, counts of classes and places of members do not depend on how a text was looked at."""
    translation = Translation({ord("國"): "国", ord("製"): ord("制")})
    classes, members = Classes({"国": 1, "國": 2, "1": 2}), Members("制製\U00020000")

    for work in (translation, lambda text: classes.counts(text, 4), members.places):
        as_text, as_array = _both(work, text)

        assert as_text == as_array


@given(_TEXTS, st.data())
def test_places_that_differ_are_told_by_their_characters(text: str, data: st.DataObject) -> None:
    """Each place where two texts differ stands once, ascending, under the two characters there, and no other does."""
    other = "".join(data.draw(st.lists(_CHARS, min_size=len(text), max_size=len(text))))

    def told_by(x: str, y: str) -> dict[tuple[str, str], list[int]]:
        return {pair: list(places) for pair, places in differing(x, y).items()}

    as_text, as_array = _both(told_by, text, other)

    assert as_text == as_array
    assert isinstance(as_text, dict)
    told = {at: pair for pair, places in as_text.items() for at in places}
    assert told == {at: (x, y) for at, (x, y) in enumerate(zip(text, other, strict=True)) if x != y}
    assert all(list(places) == sorted(places) for places in as_text.values())


def test_a_process_with_little_text_loads_no_arrays() -> None:
    """Up to the share of text from which arrays pay, none are made; from then on all but short texts are arrays."""
    assert not codes.as_array(codes._SHORT)
    assert codes.as_array(codes._PAYS)
    assert codes.as_array(codes._SHORT)
    assert not codes.as_array(codes._SHORT - 1)
