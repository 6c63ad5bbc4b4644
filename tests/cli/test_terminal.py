# SPDX-License-Identifier: Apache-2.0
"""Source text on a terminal is shown, never obeyed."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.cli.terminal import color_wanted, printable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各區、市人民政府", "各區、市人民政府"),
        ("\x1b[2J", "␛[2J"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("a\r\nb\tc", "a␍␊b␉c"),
        ("\ud800", "<U+D800>"),
        ("\U000e0041", "<U+E0041>"),
        ("\x7f", "␡"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    """What a terminal would obey, or not show, gets a visible sign."""
    assert printable(text) == expected


def test_line_breaks_stay_where_asked() -> None:
    """A text of several lines keeps its line feeds and tabs, and nothing else."""
    assert printable("a\r\n\tb\x07", lines=True) == "a␍\n\tb␇"


@given(st.text(st.characters(), max_size=40))
def test_printable_text_has_no_control_left(text: str) -> None:
    """Nothing of category control, or surrogate, and no character of direction is left, and doing it twice changes
    nothing."""
    shown = printable(text)

    assert {unicodedata.category(char) for char in shown} & {"Cc", "Cs", "Zl", "Zp"} == set()
    assert {unicodedata.bidirectional(char) for char in shown} & {
        "RLO",
        "LRO",
        "RLE",
        "LRE",
        "PDF",
        "RLI",
        "LRI",
        "FSI",
        "PDI",
    } == set()
    assert printable(shown) == shown


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "stream", "environ", "expected"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color(choice: str, stream: io.StringIO, environ: dict[str, str], *, expected: bool) -> None:
    """The option wins over the environment, the environment over what the stream is."""
    assert color_wanted(choice, stream, environ) is expected
