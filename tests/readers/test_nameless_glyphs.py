# SPDX-License-Identifier: Apache-2.0
"""Glyphs of a PDF for which the file gives no characters: what PDFium makes of their codes is not taken for text."""

from made.boxes import pdf_in_boxes

from policydiff import compare
from policydiff.ingest.printed.pdf import read_pdf
from policydiff.ingest.read import read

CODES = bytes(range(33, 41))
BROAD = [(900, 800 + n) for n in range(8)]
SLIM = [(300, 700 + n) for n in range(8)]


def test_han_glyphs_under_codes_of_latin_letters_are_unknown() -> None:
    """A font without a map whose glyphs are as broad and as tall as Han characters: each is U+FFFD, and a problem says
    how many there are and where the first stands."""
    reading = read_pdf(pdf_in_boxes(CODES, BROAD))

    assert reading.text == "\ufffd" * 8
    assert [(said.code, said.start, said.end) for said in reading.problems] == [("PD146", 0, 1)]


def test_copies_with_unknown_glyphs_are_not_equal_unless_they_show_the_same() -> None:
    """What the glyphs say is not known: a copy is not complete, and one that draws others is to be looked at."""
    other = [(900, 760 + 9 * n) for n in range(8)]
    found = compare(*(read(pdf_in_boxes(CODES, boxes), name="a.pdf") for boxes in (BROAD, other)))

    assert found.verdict not in ("identical", "equivalent")
    assert not found.a.complete
    assert not found.b.complete


def test_what_a_font_says_of_its_glyphs_is_believed() -> None:
    """The same glyphs with a map are text, and slim ones without a map are what their codes say."""
    mapped = read_pdf(pdf_in_boxes(CODES, BROAD, mapped="关于进一步加强管"))
    latin = read_pdf(pdf_in_boxes(CODES, SLIM))

    assert (mapped.text, mapped.problems) == ("关于进一步加强管", ())
    assert "\ufffd" not in latin.text
    assert latin.problems == ()
