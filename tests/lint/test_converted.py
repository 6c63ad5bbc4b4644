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
from policydiff.model import Difference, Finding
from policydiff.script.families import by_rule
from policydiff.script.fold import fold
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


TABLES = ("first", "keep", "rare")
"""Tables of single characters that are read off OpenCC's lists; see `families`."""


def _made(row: list[str], maker: int) -> str:
    """A sentence as a converter or a table brings it back from simplified text."""
    return row[2 + maker] if maker < len(CONVERTERS) else by_rule(fold(row[1]), TABLES[maker - len(CONVERTERS)])


@given(
    makers=st.lists(st.integers(0, len(CONVERTERS) + len(TABLES) - 1), min_size=1, max_size=3),
    rows=st.lists(st.sampled_from(_ROWS), min_size=1, max_size=12, unique_by=lambda row: row[1]),
    simplified=st.booleans(),
)
@settings(deadline=None, max_examples=60)
def test_fixing_what_converters_made(makers: list[int], rows: list[list[str]], simplified: bool) -> None:
    """The fixed copy has no new finding and fixing twice changes nothing; what a comparison with the right copy says of
    it is what that of the copy said, each difference in its class, and the only ones gone are faults; where that is
    simplified, a right form may be another character than the one that was left."""
    frame = FRAMES[rows[0][0]]
    right = frame + "\n".join(row[1] for row in rows)
    wrong = frame + "\n".join(_made(row, makers[n % len(makers)]) for n, row in enumerate(rows))
    before = lint(wrong)
    fixed, changed = corrected(wrong, before)
    after = lint(fixed)
    assert all(f.certain for f in changed)
    assert corrected(fixed, after)[0] == fixed
    assert {(f.kind, f.start) for f in after} <= {(f.kind, f.start) for f in before} - {
        (f.kind, f.start) for f in changed
    }
    told, still = (_compared(fold(right) if simplified else right, copy) for copy in (wrong, fixed))
    mended = {f.start for f in changed}
    new = {span: still.pop(span) for span in still.keys() - told.keys()}
    assert all(simplified and span[1][0] in mended and found.kind == "simplified" for span, found in new.items())
    assert {told[span].kind for span in told.keys() - still.keys()} <= {"fault", "residual"}
    assert {span[1][0] for span in told.keys() - still.keys()} <= mended
    for span, found in still.items():
        assert found.class_ == told[span].class_
        assert found.kind == told[span].kind or span[1][0] in mended or simplified


def _compared(right: str, copy: str) -> dict[tuple[tuple[int, int], tuple[int, int]], Difference]:
    """The differences of two copies by their places."""
    return {((d.a.start, d.a.end), (d.b.start, d.b.end)): d for d in compare(right, copy).differences}
