# SPDX-License-Identifier: Apache-2.0
"""Pictures that carry text in DOCX and OFD, and PDF text that an earlier recognizer laid under a picture."""

import io
from dataclasses import replace

import pytest
from made.ofd_made import picture
from made.pictures import FONTS, drawn

from policydiff import compare
from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.ingest.read import read
from policydiff.ingest.scanned import contained, layers
from policydiff.ingest.scanned.recognizing import can_recognize

TITLE, BODY = "关于下达专项资金的通知", ("各区政府要认真组织实施，完成35项任务。", "资金总额为1280万元，不得挪用。")
LINES = (TITLE, *BODY)
TEXT = "\n".join(LINES)
LIMITS = replace(DEFAULT_LIMITS, wall_seconds=600)
installed = pytest.mark.skipif(not can_recognize() or not FONTS, reason="the extra `ocr` or a font is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("recognized_once")]


def document(*paragraphs: str, width: int = 160) -> bytes:
    """A DOCX with paragraphs and the picture of the lines after them."""
    docx, shared = pytest.importorskip("docx"), pytest.importorskip("docx.shared")
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.add_picture(io.BytesIO(drawn(LINES)), width=shared.Mm(width))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def layered(layer: tuple[str, ...]) -> bytes:
    """A PDF with the picture of the lines and an invisible layer of text over it."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    metrics, fonts = (
        pytest.importorskip("reportlab.pdfbase.pdfmetrics"),
        pytest.importorskip("reportlab.pdfbase.cidfonts"),
    )
    utils = pytest.importorskip("reportlab.lib.utils")
    metrics.registerFont(fonts.UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(620, 350))
    page.drawImage(utils.ImageReader(io.BytesIO(drawn(LINES))), 0, 0, 620, 350)
    text = page.beginText()
    text.setTextRenderMode(3)
    text.setFont("STSong-Light", 20)
    for number, line in enumerate(layer):
        text.setTextOrigin(60, 350 - 69 - 45 * number)
        text.textOut(line)
    page.drawText(text)
    page.save()
    return out.getvalue()


@installed
@pytest.mark.parametrize("kind", ["docx", "ofd"])
def test_a_document_of_pictures_is_a_copy(kind: str) -> None:
    """Its words are those of the picture, with their places on it, and the picture is at hand for the report."""
    data = document() if kind == "docx" else picture(drawn(LINES)).file("")
    copy = read(data, f"a.{kind}", limits=LIMITS)

    assert compare(TEXT, copy).verdict in ("identical", "equivalent")
    assert {line.page for line in copy.recognized} == {1}
    assert copy.within == (drawn(LINES),)
    assert "PD152" in {problem.code for problem in copy.problems}


@installed
def test_an_ofd_of_pictures_that_cannot_be_decoded_is_refused() -> None:
    """As one whose pages are images only."""
    with pytest.raises(InputError) as error:
        read(picture(b"no picture").file(""), "a.ofd", limits=LIMITS)

    assert error.value.code == "PD133"


@installed
def test_a_picture_beside_text_is_told_with_its_words() -> None:
    """As text outside the text, which another copy is not taken to have."""
    copy = read(document("正文在此。"), "a.docx", limits=LIMITS)

    assert copy.text == "正文在此。"
    assert [event.kind for event in copy.events] == ["outside_text"]
    assert "1280万元" in copy.events[0].text
    assert compare("正文在此。", copy).verdict == "review"


def test_without_the_extra_pictures_are_told_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture beside text is something not read, a document of pictures has no text."""
    monkeypatch.setattr(contained, "can_recognize", lambda: False)

    assert [event.kind for event in read(document("正文在此。"), "a.docx").events] == ["unread"]
    with pytest.raises(InputError) as error:
        read(document(), "a.docx")
    assert error.value.code == "PD103"


@installed
def test_a_layer_that_its_picture_confirms_is_read_as_it_is() -> None:
    """The same text, no event, and the problem says that it was checked."""
    copy = read(layered(LINES), "a.pdf", limits=LIMITS)

    assert compare(TEXT, copy).verdict in ("identical", "equivalent")
    assert not copy.events
    assert "checked against the picture" in copy.problems[0].message


@installed
@pytest.mark.parametrize("other", ["picture", "layer"])
def test_a_layer_that_its_picture_contradicts_is_told(other: str) -> None:
    """Both readings of the number are told where the other copy has the picture's, and the picture's where it has the
    layer's: the copies are never called equal."""
    wrong = (TITLE, BODY[0].replace("35", "53"), BODY[1])
    found = compare("\n".join(LINES if other == "picture" else wrong), read(layered(wrong), "a.pdf", limits=LIMITS))

    assert found.verdict == "review"
    said = " ".join(difference.reason for difference in found.differences)
    assert "35" in said
    assert "53" in said


def test_without_the_extra_a_layer_is_read_unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the problem that says so."""
    monkeypatch.setattr(layers, "can_recognize", lambda: False)
    copy = read(layered(LINES), "a.pdf")

    assert compare(TEXT, copy).verdict in ("identical", "equivalent")
    assert "checked" not in copy.problems[0].message
