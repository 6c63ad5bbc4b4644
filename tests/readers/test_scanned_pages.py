# SPDX-License-Identifier: Apache-2.0
"""Pages as offices print, stamp and scan them: head, table, imprint, seal, signature, columns, askew."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from made import pictures
from made.pictures import BODY, COLUMNS, FONTS, HEAD, NUMBER, OFFICE, SENT, TABLE, TITLE

from policydiff import compare
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.ingest.read import read
from policydiff.ingest.scanned.recognizing import can_recognize
from policydiff.model import TELLING, Witness

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("recognized_once"),
    pytest.mark.skipif(not can_recognize() or not FONTS, reason="the extra `ocr` or a font is not installed"),
]
LIMITS = replace(DEFAULT_LIMITS, wall_seconds=600)
TEXT = "\n".join(
    (
        HEAD, NUMBER, TITLE, BODY[0], BODY[1] + BODY[2], *("\t".join(row) for row in TABLE), OFFICE, "2023年1月30日",
        SENT, f"{OFFICE}\t2023年1月31日印发",
    )
)  # fmt: skip


def scan(data: bytes) -> Witness:
    """A page as it is read."""
    return read(data, "page.png", limits=LIMITS)


@pytest.fixture(scope="module")
def official() -> Witness:
    """The notice with everything on it."""
    return scan(pictures.official())


def test_the_parts_of_a_notice_are_read_in_their_order(official: Witness) -> None:
    """Red head, number, title, text, the cells of the table, closing, imprint: line by line; the page number is none of
    the text."""
    lines = official.text.split("\n")

    assert lines[:3] == [HEAD, NUMBER, TITLE]
    assert tuple(lines[3:6]) == BODY
    assert [tuple(line.split("\t")) for line in lines[6:9]] == list(TABLE)
    assert lines[10:13] == ["2023年1月30日", SENT, f"{OFFICE}\t2023年1月31日印发"]
    assert [[(cell.row, cell.column) for cell in grid.cells] for grid in official.grids] == [
        [(row, column) for row in range(3) for column in range(3)]
    ]
    assert [event.text.strip("-— ") for event in official.events if event.kind == "page_number"] == ["1"]


def test_a_seal_and_a_signature_are_events(official: Witness) -> None:
    """The seal is told with its size and that it covers text, what a blue pen wrote as something not read."""
    notes = {event.kind: event.note for event in official.events if event.kind in ("image", "unread")}

    assert notes["image"].startswith("seal over text 4")
    assert notes["unread"].startswith("ink ")
    assert [problem.code for problem in official.problems] == ["PD152", "PD149"]


def test_what_stands_under_a_seal_is_not_surely_read(official: Witness) -> None:
    """Its characters are less sure than is needed for a change, those beside it are not."""
    start = official.text.index("2023年1月30日")
    under = next(line for line in official.recognized if line.start <= start < line.end)
    beside = next(line for line in official.recognized if line.start == official.text.index(BODY[0]))

    assert min(under.sure) <= 90
    assert min(beside.sure) > 95


def test_the_page_has_the_wording_of_its_text(official: Witness) -> None:
    """No telling difference but reviews: of the signature, and under the seal at most."""
    found = compare(TEXT, official)
    told = [d for d in found.differences if d.class_ in TELLING]

    assert {d.class_ for d in told} == {"review"}
    assert all(d.kind == "unread" or d.a.start >= TEXT.index(OFFICE, len(HEAD)) for d in told)
    assert len(told) <= 3


@pytest.mark.parametrize(
    ("old", "new"), [("35项", "36项"), ("320万元", "320亿元"), ("不得", "可以"), ("资金拨付", "资金使用")]
)
def test_a_planted_edit_is_told(official: Witness, old: str, new: str) -> None:
    """In the text and in a cell, with the place on the page."""
    at = TEXT.index(old)
    found = compare(TEXT.replace(old, new, 1), official)
    told = [d for d in found.differences if d.class_ in TELLING and at <= d.a.start <= at + len(new)]

    assert told
    assert all(place.page == 1 and place.side == "b" for d in told for place in d.seen)
    assert any(d.seen for d in told)


def test_a_page_askew_is_read_alike(official: Witness) -> None:
    """Turned by 1.2 degrees: the same lines and cells, seal and signature."""
    turned = scan(pictures.official(askew=1.2))

    one, other = (copy.text.split("\n") for copy in (official, turned))
    assert one[:9] + one[10:13] == other[:9] + other[10:13]
    assert [event.kind for event in turned.events] == [event.kind for event in official.events]


def test_columns_are_read_one_after_the_other() -> None:
    """The left column to its end, then the right one, under the title over both."""
    lines = scan(pictures.in_columns()).text.split("\n")

    assert lines == ["两栏排印的一页", *COLUMNS[0], *COLUMNS[1]]


Drawing = Callable[[], object]


def _square_seal() -> object:
    page = pictures.blank()
    pen = pytest.importorskip("PIL.ImageDraw").Draw(page)
    pen.rectangle((800, 1000, 920, 1120), outline=pictures.RED, width=8)
    pen.text((820, 1020), "王", pictures.RED, font=pictures.font(40))
    return page


def _head() -> object:
    page = pictures.blank()
    pen = pytest.importorskip("PIL.ImageDraw").Draw(page)
    for number, character in enumerate("国务院文件"):
        pen.text((120 + 210 * number, 200), character, pictures.RED, font=pictures.font(130))
    pen.ellipse((500, 900, 760, 1160), fill=pictures.RED)
    pen.rectangle((160, 400, 1080, 405), fill=pictures.RED)
    return page


def _round_seal() -> object:
    page = pictures.blank()
    pictures.seal(page, 700, 900)
    return page


def _warm_paper() -> object:
    page = pytest.importorskip("PIL.Image").new("RGB", (1240, 1754), (250, 225, 205))
    pytest.importorskip("PIL.ImageDraw").Draw(page).ellipse((600, 900, 850, 1150), outline=(90, 70, 60), width=7)
    return page


@pytest.mark.parametrize(
    ("draw", "number"), [(_round_seal, 1), (_square_seal, 1), (_head, 0), (_warm_paper, 0), (pictures.blank, 0)]
)
def test_seals_are_told_from_other_red(draw: Drawing, number: int) -> None:
    """Rings and squares are seals; red characters, a red disc, a red rule and a black ring on warm paper are not."""
    numpy = pytest.importorskip("numpy")
    from policydiff.ingest.scanned import inks

    image = numpy.asarray(draw())[:, :, ::-1].copy()

    assert len(inks.seals(image)) == number
