# SPDX-License-Identifier: Apache-2.0
"""What lint and its corrected copy make of sentences that three converters brought back from simplified text.

`converted.tsv` holds invented sentences of notices and laws, by region, as they should be written, and what HanziConv
0.3.2, zhconv 1.4.3 and OpenCC 1.4.2 make of the simplified sentence (OpenCC 1.4.2, t2s)."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff import compare, lint
from policydiff.linting import corrected
from policydiff.model import Finding
from policydiff.script.words import FORM
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


@given(
    column=st.integers(0, len(CONVERTERS) - 1),
    rows=st.lists(st.sampled_from(_ROWS), min_size=1, max_size=12, unique_by=lambda row: row[1]),
    mixed=st.booleans(),
)
@settings(deadline=None)
def test_fixing_what_converters_made(column: int, rows: list[list[str]], mixed: bool) -> None:
    """The fixed copy has no new finding, fixing twice changes nothing, and compared with the right copy faults vanish
    and nothing else changes, but that a person must look where the faults alone told of a copy that is often wrong."""
    frame = FRAMES[rows[0][0]]
    right = frame + "\n".join(row[1] for row in rows)
    wrong = frame + "\n".join(row[2 + (column + n * mixed) % len(CONVERTERS)] for n, row in enumerate(rows))
    before = lint(wrong)
    fixed, changed = corrected(wrong, before)
    after = lint(fixed)
    assert all(f.certain for f in changed)
    assert corrected(fixed, after)[0] == fixed
    assert {(f.kind, f.start) for f in after} <= {(f.kind, f.start) for f in before} - {
        (f.kind, f.start) for f in changed
    }
    told = {(d.a.start, d.a.end): d for d in compare(right, wrong).differences}
    still = {(d.a.start, d.a.end): d for d in compare(right, fixed).differences}
    mended = {f.start for f in changed}
    assert still.keys() <= told.keys()
    for span, found in still.items():
        before = told[span]
        by_habit = before.rule.key in HABITS and found.class_ == "review"
        assert (found.class_, found.kind) == (before.class_, before.kind) or by_habit or found.b.start in mended
        assert found.class_ in ("script", before.class_) or by_habit


HABITS = {"habit_of_copy", "copy_often_wrong"}
"""Reasons that rest on faults of the copy elsewhere, which the fixed copy has no more."""
