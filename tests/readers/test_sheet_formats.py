# SPDX-License-Identifier: Apache-2.0
"""What sheets show of stored numbers and texts, format by format.

The table beside this file has the format, the stored value, and what is shown: as Excel shows it, by ECMA-376 part 1,
18.8.31 and Microsoft's documentation, with what LibreOffice 7.4 shows in the last column (= for the same, white space
aside)."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.ingest.office.xlsx_format import sections_of
from policydiff.ingest.office.xlsx_number import general
from policydiff.ingest.office.xlsx_shown import shown_text, shown_value
from policydiff.ingest.office.xlsx_styles import built_in

TABLE = [
    line.split("\t")
    for line in (Path(__file__).parent / "sheet_formats.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
CROSSES = "#######"


@pytest.mark.parametrize(("form", "value", "wanted", "_other"), TABLE)
def test_a_number_in_its_format(form: str, value: str, wanted: str, _other: str) -> None:
    """Each row of the table; what a cell fills with # keeps its value, what it does not show keeps it too."""
    found = shown_value(value, form)
    assert {"": found.text, "hidden": "", "crosses": CROSSES}[found.why] == wanted


@pytest.mark.parametrize(
    ("form", "text", "wanted"),
    [
        ("General", "甲", "甲"),
        ("0.00", "甲", "甲"),
        ("@", "007", "007"),
        ('"第"@"号"', "5", "第5号"),
        ('0;-0;0;@"（待定）"', "甲", "甲（待定）"),
        ('yyyy"年";@', "甲", "甲"),
        ('0;"附："@', "甲", "附：甲"),
        ("0;-0;0", "甲", "甲"),
    ],
)
def test_a_text_in_its_format(form: str, text: str, wanted: str) -> None:
    """A text section puts words around a text; numbers' sections leave it as it is."""
    assert shown_text(text, form).text == wanted


def test_a_format_that_shows_nothing_is_told_from_one_that_shows_zero_as_nothing() -> None:
    """Three semicolons hide a value; a zero that is left blank hides nothing."""
    assert (shown_value("5", ";;;").why, shown_value("-5", "0;;").why, shown_text("密", ";;;").why) == (
        "hidden",
        "hidden",
        "hidden",
    )
    assert (shown_value("0", "0;;").why, shown_value("0", "#").why, shown_value("0", "#").text) == ("", "", "")


@pytest.mark.parametrize(
    ("number", "taiwan", "value", "wanted"),
    [
        (14, False, "44956", "2023/1/30"),
        (22, False, "44956.5", "2023/1/30 12:00"),
        (31, False, "44956", "2023年1月30日"),
        (27, False, "44956", "2023年1月"),
        (55, False, "0.75", "下午6时00分"),
        (27, True, "44956", "112/1/30"),
        (50, True, "44956", "112/1/30"),
        (51, True, "44956", "112年1月30日"),
        (34, True, "0.75", "下午06時00分"),
        (44, False, "12.5", "¥12.50"),
        (38, False, "-5", "(5)"),
        (49, False, "7", "7"),
        (999, False, "7", "7"),
    ],
)
def test_formats_that_are_named_by_number(number: int, taiwan: bool, value: str, wanted: str) -> None:
    """The numbers of ECMA-376 part 1, 18.8.30, in the two Chinese locales."""
    assert shown_value(value, built_in(number, taiwan)).text == wanted


def test_the_other_calendar() -> None:
    """Workbooks that count from 1904."""
    assert shown_value("43494", "yyyy-mm-dd", since_1904=True).text == "2023-01-30"


@pytest.mark.parametrize(
    "stored", ["甲", "", "1E+400", "nan", "-inf", "9" * 500, "9e307", "1e-300", "1e-400", "0x10", "1_000"]
)
@pytest.mark.parametrize(
    "form", ["0.00", "General", "yyyy-mm-dd", "# ?/?", "0.0E+0", "[DBNum2]General", "[DBNum1]0", "# ??/16", "0%,,"]
)
def test_what_is_no_number_is_read_as_stored(stored: str, form: str) -> None:
    """Nothing that stands in a file raises."""
    assert isinstance(shown_value(stored, form).text, str)


@given(
    st.text(alphabet='0#?.,%/E+-;[]$"\\_*!@ymdhsaegb万年General<>=4', max_size=30),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_no_format_raises(form: str, value: float) -> None:
    """Any format gives some text for any number."""
    assert isinstance(shown_value(repr(value), form).text, str)
    assert isinstance(shown_text("甲", form).text, str)
    assert sections_of(form)


@given(st.integers(min_value=-(10**11) + 1, max_value=10**11 - 1))
def test_general_shows_whole_numbers_of_eleven_digits(number: int) -> None:
    """Up to eleven digits a whole number is shown as it is."""
    assert general(Decimal(number)) == str(number)


@given(st.integers(min_value=-(10**6), max_value=10**6), st.integers(min_value=1, max_value=6))
def test_halves_are_rounded_away_from_zero(number: int, places: int) -> None:
    """A 5 behind the last place that is shown raises that place, whatever the sign and however the binary number
    lies."""
    assert shown_value(f"{number}.{'3' * places}5", "0." + "0" * places).text == f"{number}.{'3' * (places - 1)}4"
