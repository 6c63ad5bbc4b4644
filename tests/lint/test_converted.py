# SPDX-License-Identifier: Apache-2.0
"""What lint and its corrected copy make of sentences that three converters brought back from simplified text.

`converted.tsv` holds invented sentences of notices and laws, by region, as they should be written, and what HanziConv
0.3.2, zhconv 1.4.3 and OpenCC 1.4.2 make of the simplified sentence (OpenCC 1.4.2, t2s)."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff import compare, lint
from policydiff.linting import corrected
from policydiff.model import Finding
from policydiff.script.families import RULES, by_rule, variants_by_glyphs
from policydiff.script.fold import fold
from policydiff.script.words import FAMILIES, FORM
from policydiff.script.written import lawful

_HEADER, *_ROWS = [
    line.split("\t") for line in Path(__file__).with_name("converted.tsv").read_text(encoding="utf-8").splitlines()
]
CONVERTERS = _HEADER[2:]
RIGHT = {row[1]: row[0] for row in _ROWS}
FRAMES = {
    "臺灣": "依據行政程序法規定辦理。主管機關應於期限內完成審查，並公告之。\n",
    "香港": "署長可根據本條例的規定訂立規例，以在裏面訂明有關事宜，並説明理由。\n",
    "內地": "為實施國務院關於產業發展的決定，加強財務標準。\n",
}


def _scripts(text: str) -> list[Finding]:
    return [found for found in lint(text) if found.kind in ("fault", "residual")]


def _form(char: str) -> str:
    return FORM.get(char, char)


@pytest.mark.parametrize("sentence", RIGHT)
def test_right_sentences_are_left(sentence: str) -> None:
    """A sentence with right forms has no finding in a copy of its region."""
    assert [(f.misspelled, f.phrase, f.suggestion) for f in _scripts(FRAMES[RIGHT[sentence]] + sentence)] == []


FOUND = {"hanziconv": 0.8, "zhconv": 0.55, "OpenCC": 0.25}
"""Share of the wrong forms that is found; sentences were chosen for what is hard."""


@pytest.mark.parametrize("column", range(len(CONVERTERS)), ids=CONVERTERS)
def test_converters(column: int) -> None:
    """Of what a converter made, enough is found; what is called certain is right, and nine in ten of what is likely."""
    right = "\n".join(row[1] for row in _ROWS)
    text = "\n".join(row[2 + column] for row in _ROWS)
    found = {f.start: f for f in _scripts(text)}
    wrong = {
        at
        for at, (one, other) in enumerate(zip(right, text, strict=True))
        if one in FORM and other in FORM and _form(one) != _form(other) and not lawful(other, _form(one))
    }
    told = {at: _form(f.suggestion or "") == _form(right[at]) for at, f in found.items()}
    assert sum(told.get(at, False) for at in wrong) >= FOUND[CONVERTERS[column].split()[0]] * len(wrong)
    assert all(told[at] for at, f in found.items() if f.certain)
    likely = [told[at] for at, f in found.items() if not f.certain]
    assert sum(likely) >= 0.9 * len(likely)


def _table(chance: random.Random, simplified: str, left: float) -> str:
    """As a converter of single characters with its own table writes it, which leaves a share of them simplified."""
    kinds = sorted(set(simplified))
    several = {char: chance.choice(FAMILIES[char]) for char in kinds if char in FAMILIES}
    usual = dict(zip(kinds, by_rule("".join(kinds), "first"), strict=True)) | several
    return "".join(usual[char] for char in simplified).translate(
        {ord(usual[char]): char for char in kinds if chance.random() < left}
    )


def _slips(chance: random.Random, right: str, share: float) -> str:
    """As a person writes it who takes another form of a family at some places."""
    return "".join(
        chance.choice(FAMILIES[canonical])
        if char in FORM and canonical in FAMILIES and chance.random() < share
        else char
        for char, canonical in zip(right, fold(right), strict=True)
    )


def _made(chance: random.Random, rows: list[list[str]], right: str) -> str:
    """What one converter makes of a text, or several of its parts: a kind of converter that the project knows, a table
    made by chance, one of the three programs, slips."""
    simplified = fold(right)
    how = chance.randrange(5)
    if how == 0:
        return "\n".join(row[2 + chance.randrange(len(CONVERTERS))] for row in rows)
    if how == 1:
        column = chance.randrange(len(CONVERTERS))
        return "\n".join(row[2 + column] for row in rows)
    if how == 2:
        glyphs = dict(chance.choice(variants_by_glyphs())[1])
        return "".join(glyphs.get(char, char) for char in by_rule(simplified, chance.choice(RULES)))
    if how == 3:
        return _table(chance, simplified, chance.choice((0.0, 0.0, 0.05, 0.2)))
    return _slips(chance, right, chance.choice((0.02, 0.1, 0.5)))


@given(
    chance=st.randoms(use_true_random=False),
    rows=st.lists(st.sampled_from(_ROWS), min_size=1, max_size=40, unique_by=lambda row: row[1]),
)
@settings(deadline=None, max_examples=50)
def test_fixing_what_converters_made(chance: random.Random, rows: list[list[str]]) -> None:
    """The fixed copy has no new finding, fixing twice changes nothing, and compared with the right copy, or with that
    in simplified characters, faults vanish and nothing else changes."""
    frame, sentences = FRAMES[rows[0][0]], "\n".join(row[1] for row in rows)
    wrong = frame + _made(chance, rows, sentences)
    before = lint(wrong)
    fixed, changed = corrected(wrong, before)
    after = lint(fixed)
    assert all(f.certain for f in changed)
    assert corrected(fixed, after)[0] == fixed
    mended = {f.start for f in changed}
    assert {(f.kind, f.start) for f in after} <= {(f.kind, f.start) for f in before if f.start not in mended}
    for right in (frame + sentences, fold(frame + sentences)):
        told = {(d.a.start, d.a.end): d for d in compare(right, wrong).differences}
        still = {(d.a.start, d.a.end): d for d in compare(right, fixed).differences}
        assert {told[span].b.start for span in told.keys() - still.keys()} <= mended
        for span, found in still.items():
            as_before = told.get(span)
            if as_before is None or found.b.start in mended:
                assert found.b.start in mended
                assert found.class_ in ("script", as_before.class_ if as_before else "")
            else:
                assert found.class_ == as_before.class_
                assert found.kind == as_before.kind or as_before.kind in ("fault", "residual")
