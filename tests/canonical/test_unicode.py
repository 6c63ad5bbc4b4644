# SPDX-License-Identifier: Apache-2.0
"""The unicode layer folds listed characters only, and names what nobody can see."""

import time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.canonical.unicode import UNICODE, hidden, kind_of, private_use

FOLDS = {
    "Kangxi radical": ("⼯⾝⽣⾭", "工身生青"),
    "supplement radical": ("⻘⻅⻓⻩", "青见长黄"),
    "compatibility ideograph": ("\uf900\uf93d\ufa19", "豈綠神"),
    "compatibility supplement": ("\U0002f84b", "圖"),
    "stroke": ("㇐", "一"),
    "full-width letters and digits": ("ＰＭ２．５ａ", "PM2．5a"),
    "older GB 18030 private use": ("\ue81e\ue855", "\u9fb4\U000241fe"),
    "private use of code page 936": ("\ue81a\ue863\ue76c\ue7e8", "㑳䶮€⿰"),
    "private use of code page 936 for a radical": ("\ue815", "厂"),
    "private use of code page 950, ETEN's extension": ("\uf6b1\uf848", "①ɪ"),
}


@pytest.mark.parametrize(("source", "folded"), FOLDS.values(), ids=FOLDS)
def test_listed_characters_are_folded(source: str, folded: str) -> None:
    """Radicals, compatibility ideographs and full-width letters become their plain character."""
    assert source.translate(UNICODE) == folded


@pytest.mark.parametrize("source", ["3²", "③0", "½", "10⁻³", "㎡", "Ⅳ", "…", "℃", "①", "ﬁ", "〇○", "㈠", "﨎"])
def test_what_means_something_else_is_never_folded(source: str) -> None:
    """NFKC would change what these say."""
    assert source.translate(UNICODE) == source


def test_the_table_keeps_length_and_is_idempotent() -> None:
    """Each entry gives one character, which the table leaves alone."""
    for code, to in UNICODE.items():
        char = to if isinstance(to, str) else chr(to)
        assert len(char) == 1
        assert ord(char) != code
        assert ord(char) not in UNICODE


@pytest.mark.parametrize("char", ["\ue000", "\ue765", "\ue766", "\ue7c6", "\ue865", "\uf6b0", "\uf849", "\uf8ff"])
def test_private_use_without_a_public_meaning_stays(char: str) -> None:
    """What users put there no table says; it is told."""
    assert char.translate(UNICODE) == char
    assert private_use(char) == [(0, 1)]


def test_compatibility_ideographs_are_folded_as_unicode_says() -> None:
    """Every compatibility ideograph with a singleton decomposition goes to it."""
    for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        assert chr(code).translate(UNICODE) == normalize("NFC", chr(code))


KINDS = [
    ("３", "3", "width"), ("Ａ", "A", "width"), ("⼯", "工", "compatibility_glyph"),
    ("工", "⼯", "compatibility_glyph"),
    ("⻩", "黄", "compatibility_glyph"), ("工", "工", None), ("工", "土", None), ("²", "2", None), ("３", "4", None),
]  # fmt: skip


@pytest.mark.parametrize(("x", "y", "kind"), KINDS)
def test_kind_of_names_the_fold_that_explains_a_pair(x: str, y: str, kind: str | None) -> None:
    """A pair is width, compatibility_glyph, or not the unicode layer's."""
    assert kind_of(x, y) == kind


HIDDEN = {
    "nothing": ("工作，2022年", []),
    "white space is the layout's": ("工\t作\r\n\u3000一\u00a0二\x85", []),
    "zero-width space": ("工\u200b作", ["hidden_character"]),
    "byte order mark": ("工\ufeff作", ["hidden_character"]),
    "soft hyphen": ("工\u00ad作", ["hidden_character"]),
    "Mongolian vowel separator": ("工\u180e作", ["hidden_character"]),
    "Hangul filler": ("工\u3164作", ["hidden_character"]),
    "Braille blank": ("工\u2800作", ["hidden_character"]),
    "control character": ("工\x08作", ["hidden_character"]),
    "C1 control": ("工\x90作", ["hidden_character"]),
    "inside a number": ("3\u200b0億", ["hidden_in_token"]),
    "inside a full-width number": ("３\u200b０億", ["hidden_in_token"]),
    "inside a decimal": ("3.\u200b5億", ["hidden_in_token"]),
    "before a decimal point": ("3\u200b.5億", ["hidden_in_token"]),
    "inside a word": ("LN\u200bG", ["hidden_in_token"]),
    "a control inside a number": ("3\x000", ["hidden_in_token"]),
    "after a number": ("30\u200b億", ["hidden_character"]),
    "after a full stop": ("3.\u200b工", ["hidden_character"]),
    "at both ends": ("\u200b30\u200b", ["hidden_character", "hidden_character"]),
    "selector after Han": ("葛\U000e0100城", ["compatibility_glyph"]),
    "standard selector after Han": ("神\ufe00", ["compatibility_glyph"]),
    "selector after a sign": ("①\ufe0f", ["hidden_character"]),
    "selector inside a number": ("3\ufe0f0", ["hidden_in_token"]),
    "run of selectors": ("葛\U000e0100\U000e0101城", ["tag_character"]),
    "tags": ("工\U000e0068\U000e0069作", ["tag_character"]),
    "one tag": ("工\U000e0001作", ["tag_character"]),
    "bidi override": ("\u202e03\u202c億", ["bidi_control", "bidi_control"]),
    "bidi mark inside a number": ("3\u200f0", ["bidi_control"]),
    "mixed run": ("工\u200b\u202e\U000e0041作", ["hidden_character", "bidi_control", "tag_character"]),
}


@pytest.mark.parametrize(("source", "kinds"), HIDDEN.values(), ids=HIDDEN)
def test_hidden_characters_are_named(source: str, kinds: list[str]) -> None:
    """What nobody sees is found, each run under its kind."""
    assert [run.kind for run in hidden(source)] == kinds


@given(st.text(alphabet="工3A.，\n\u200b\ufeff\u202e\ufe00\U000e0100\U000e0041\x00\u3164", max_size=60))
def test_hidden_runs_are_ascending_apart_and_complete(source: str) -> None:
    """Runs ascend and lie apart; what is left holds nothing hidden and is found unchanged again."""
    last = 0
    rest = []
    for run in hidden(source):
        assert last <= run.start < run.end <= len(source)
        rest.append(source[last : run.start])
        last = run.end
    rest.append(source[last:])
    assert list(hidden("".join(rest))) == []


PRIVATE = [
    ("工作", []),
    ("工\ue000\ue001作\uf8ff", [(1, 3), (4, 5)]),
    ("\ue816\ue000\ue855", [(1, 2)]),
    ("\U000f0000", [(0, 1)]),
]


@pytest.mark.parametrize(("source", "spans"), PRIVATE)
def test_private_use_is_listed_but_for_what_gb_18030_gives(source: str, spans: list[tuple[int, int]]) -> None:
    """Private-use characters without a known meaning are listed, run by run."""
    assert private_use(source) == spans


@pytest.mark.parametrize(
    "piece", ["\u200b", "3\u200b", "\ufe0f", "工\U000e0100", "\U000e0041\u202e", "\ue000", "\ue816"]
)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    """A megabyte of hidden characters takes seconds of processor time at most, where a quadratic search takes many
    minutes."""
    source = piece * (1_000_000 // len(piece))
    start = time.process_time()
    hidden(source)
    private_use(source)
    assert time.process_time() - start < 10
