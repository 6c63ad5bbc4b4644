# SPDX-License-Identifier: Apache-2.0
"""Pictures of places: what the page of a printed or scanned copy shows beside each difference of the report."""

import base64
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policydiff import compare, read
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.ingest.scanned.cropping import crops
from policydiff.model import Comparison, Witness
from policydiff.recognized import SeenPlace
from policydiff.report import crops as made
from policydiff.report.crops import Cropping, Which
from policydiff.report.formats import Options, Texts, write

LINES = (
    "关于下达专项资金的通知",
    "各区政府要认真组织实施，完成35项任务。",
    "资金总额为1280万元，不得挪用。",
    "特此通知。",
)
CHANGED = (
    "关于下达专项资金的通知",
    "各区政府要认真组织实施，完成53项任务。",
    "资金总额为1280亿元，可以挪用。",
    "特此通知。",
)
TEXT = "\n".join(LINES)
_PICTURE = re.compile(r'<img src="data:image/png;base64,([^"]+)" width="(\d+)" height="(\d+)" alt="([^"]*)"')
FRAME = 15


def printed(lines: tuple[str, ...], pages: int = 1, rotate: int = 0, down: bool = False) -> bytes:
    """A PDF of these lines on each page; the page turned, or the lines run down it."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    metrics = pytest.importorskip("reportlab.pdfbase.pdfmetrics")
    fonts = pytest.importorskip("reportlab.pdfbase.cidfonts")
    metrics.registerFont(fonts.UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for _ in range(pages):
        page.setPageRotation(rotate)
        if down:
            page.translate(595, 0)
            page.rotate(90)
        page.setFont("STSong-Light", 16)
        for number, line in enumerate(lines):
            page.drawString(80, (420 if down or rotate else 700) - 30 * number, line)
        page.showPage()
    page.save()
    return out.getvalue()


def report(text: str, data: bytes, which: Which = "telling") -> str:
    """The HTML report of a text against a printed copy."""
    copy = read(data, "copy.pdf")
    found = compare(text, copy)
    return _written(found, text, copy, Cropping(which, None, (data,)))


def _written(found: Comparison, text: str, copy: Witness, cropping: Cropping) -> str:
    return write(found, Texts(text, copy.text), "html", Options(cropping=cropping)).decode()


def pixels(png: bytes) -> list[list[int]]:
    """The numbers of the colours of a PNG of sixteen."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (4, 3)
    at, packed = 8, b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        assert (
            zlib.crc32(png[at + 4 : at + 8 + length]) == struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0]
        )
        packed += png[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    raw, row = zlib.decompress(packed), 1 + (width + 1) // 2
    return [
        [value for byte in raw[line * row + 1 : (line + 1) * row] for value in (byte >> 4, byte & 15)][:width]
        for line in range(height)
    ]


def in_frame(rows: list[list[int]]) -> float:
    """How much of what the frame holds is dark, as a share."""
    framed = [(x, y) for y, row in enumerate(rows) for x, value in enumerate(row) if value == FRAME]
    left, right = min(x for x, _ in framed) + 3, max(x for x, _ in framed) - 3
    top, bottom = min(y for _, y in framed) + 3, max(y for _, y in framed) - 3
    inside = [value for row in rows[top:bottom] for value in row[left:right]]
    return sum(value < 4 for value in inside) / len(inside)


@pytest.mark.parametrize("how", [{}, {"rotate": 90}, {"down": True}], ids=["upright", "page turned", "running down"])
def test_the_page_is_shown_beside_each_telling_difference(how: dict[str, Any]) -> None:
    """One picture a difference, with the place in its frame, whichever way the page lies."""
    page = report(TEXT, printed(CHANGED, **how))
    found = _PICTURE.findall(page)

    assert len(found) == page.count('class="entry ') == 3
    for png, width, height, alt in found:
        rows = pixels(base64.b64decode(png))
        assert (len(rows[0]) // 2, len(rows) // 2) == (int(width), int(height))
        assert 0.05 < in_frame(rows) < 0.7
        assert alt.startswith("Picture of the place on page 1 of B")


def test_a_page_without_a_change_in_its_security_policy() -> None:
    """Pictures are data, which the policy of every report admits; nothing else is."""
    page = report(TEXT, printed(CHANGED))

    assert "img-src data:;" in page
    assert "default-src &#39;none&#39;;" in page


def test_none_and_all() -> None:
    """Without pictures there are none; with all of them, what is set aside has them, too."""
    told = TEXT.replace("，", ",")

    assert "<figure" not in report(TEXT, printed(CHANGED), "none")
    assert report(told, printed(LINES)).count("<figure") == 0
    assert report(told, printed(LINES), "all").count("<figure") == 1


def test_pictures_are_bounded_in_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the bound places have no picture, and the report says how many."""
    monkeypatch.setattr(made, "LARGEST", 6000)
    page = report(TEXT, printed(CHANGED))

    shown = page.count("<figure")
    left = {1: "2 more places", 2: "1 more place"}
    assert f"Pictures of {left[shown]} are left out" in page


def test_a_file_that_is_gone_is_said() -> None:
    """The report is made without its pictures."""
    copy = read(printed(CHANGED), "copy.pdf")

    assert "Of 3 places there is no picture" in _written(compare(TEXT, copy), TEXT, copy, Cropping("telling"))


def test_twenty_places_of_the_sample_stay_small(corpus: dict[str, Any]) -> None:
    """The sample printed with twenty edits: a report below 1.5 MB."""
    lines = corpus["paths"][1].read_text(encoding="utf-8").split("\n")
    wrapped = [line[at : at + 26] for line in lines for at in range(0, len(line), 26)]
    pages = [tuple(wrapped[at : at + 22]) for at in range(0, len(wrapped), 22)]
    data = printed_pages(pages)
    edited = "\n".join(lines)
    places = [match.start() for match in re.finditer("[青島市]{2}", edited)][::2][:30]
    for at in reversed(places):
        edited = edited[:at] + "國家" + edited[at + 2 :]
    page = report(edited, data)

    assert page.count("<figure") >= 20
    assert len(page.encode()) < 1_500_000


def printed_pages(pages: list[tuple[str, ...]]) -> bytes:
    """A PDF with these lines on its pages."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    printed(())
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for lines in pages:
        page.setFont("STSong-Light", 16)
        for number, line in enumerate(lines):
            page.drawString(80, 740 - 29 * number, line)
        page.showPage()
    page.save()
    return out.getvalue()


def test_the_command_shows_them_of_files_and_of_files_in_archives(
    run_policydiff: Callable[..., object], tmp_path: Path
) -> None:
    """`compare` and `batch`, by default; `--crops none` leaves them out; the JSON has page and box."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(printed(CHANGED))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("b.pdf", printed(CHANGED))
    (tmp_path / "pairs.csv").write_text("a,b\na.txt,b.pdf\n", encoding="utf-8")
    a, b = tmp_path / "a.txt", tmp_path / "b.pdf"
    run_policydiff("compare", a, b, "-o", tmp_path / "b.html")
    run_policydiff("compare", a, b, "-o", tmp_path / "none.html", "--crops", "none")
    run_policydiff("compare", a, tmp_path / "c.zip#b.pdf", "-o", tmp_path / "c.html")
    run_policydiff("batch", tmp_path / "pairs.csv", "-o", tmp_path / "out", "--jobs", "1")

    counts = {name: (tmp_path / f"{name}.html").read_text("utf-8").count("<figure") for name in ("b", "none", "c")}
    assert counts == {"b": 3, "none": 0, "c": 3}
    assert next((tmp_path / "out" / "reports").rglob("*.html")).read_text("utf-8").count("<figure") == 3
    seen = [d.seen[0] for d in compare(TEXT, read(b)).differences if d.class_ == "substantive"]
    assert [(place.side, place.page) for place in seen] == [("b", 1)] * 3
    assert all(70 < place.box[0] < place.box[2] < 500 and 100 < place.box[1] < place.box[3] < 260 for place in seen)


def test_what_is_no_page_has_no_picture() -> None:
    """A page that is not there, a file that is none, a box outside: no picture, no error."""
    data = printed(LINES)
    place = SeenPlace("b", 1, (80.0, 130.0, 200.0, 150.0), 100)
    wild = SeenPlace("b", 1, (-900.0, -5.0, 5000.0, 9000.0), 100)
    beyond = SeenPlace("b", 7, place.box, 100)

    first, second, third = crops((data,), (place, wild, beyond), DEFAULT_LIMITS)
    assert first
    assert second
    assert third is None
    assert crops((b"%PDF-1.7 nothing",), (place,), DEFAULT_LIMITS) == [None]
    assert crops((data,), (place,), DEFAULT_LIMITS) == [first]
