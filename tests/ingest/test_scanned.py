# SPDX-License-Identifier: Apache-2.0
"""Scans and pictures as copies: recognized with the extra `ocr`, refused without, never taken for an empty notice."""

import importlib.util
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff import compare
from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.ingest.printed import pdf
from policydiff.ingest.read import read
from policydiff.ingest.scanned import pictures, recognizing
from policydiff.ingest.tools import Tools

_AT = Path(__file__).resolve().parents[1] / "readers" / "made" / "pictures.py"
_SPEC = importlib.util.spec_from_file_location("made_pictures", _AT)
assert _SPEC is not None
assert _SPEC.loader is not None
_MADE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MADE)
FONTS, drawn = _MADE.FONTS, _MADE.drawn
TITLE, BODY = "关于下达专项资金的通知", ("各区政府要认真组织实施，完成35项任务。", "资金总额为1280万元，不得挪用。")
installed = pytest.mark.skipif(
    not recognizing.can_recognize() or not FONTS,
    reason="the extra `ocr` or a font is not installed: scans are not read",
)
LIMITS = replace(DEFAULT_LIMITS, wall_seconds=600)
pytestmark = pytest.mark.usefixtures("recognized_once")


def words(text: str) -> str:
    """The text without white space, its marks of the usual width."""
    return "".join(text.split()).replace(",", "，").replace(":", "：")


@installed
@pytest.mark.slow
@pytest.mark.parametrize(("kind", "turn"), [("PNG", 0), ("JPEG", 1), ("TIFF", 2), ("BMP", 3), ("WEBP", 0), ("PDF", 0)])
def test_a_picture_is_read(kind: str, turn: int) -> None:
    """In each format, turned or not: the words, how sure they are, and where they stand."""
    witness = read(drawn((TITLE, *BODY), kind, turn), f"a.{kind.lower()}", limits=LIMITS)

    assert words(witness.text) == TITLE + "".join(BODY)
    assert witness.metadata["recognized.pages"] == "1"
    assert witness.metadata["recognized.by"].startswith("rapidocr ")
    assert {problem.code for problem in witness.problems} == {"PD152"}
    assert "".join(witness.text[line.start : line.end] for line in witness.recognized) == "".join(
        witness.text.split("\n")
    )
    assert all(len(line.sure) == line.end - line.start == len(line.edges) - 1 for line in witness.recognized)


@installed
@pytest.mark.slow
def test_a_scan_compares_with_its_text_and_an_edit_is_told() -> None:
    """Equivalent to its own text; a number and a 不 that were changed are told."""
    scan = read(drawn((TITLE, *BODY)), "a.png", limits=LIMITS)
    text = "\n".join((TITLE, *BODY))

    assert compare(text, scan).verdict in ("identical", "equivalent")
    for old, new in (("35项", "53项"), ("1280万元", "1280亿元"), ("不得", "可以")):
        found = compare(text.replace(old, new), scan)
        assert found.verdict in ("review", "different")
        assert found.counts["substantive"] + found.counts["review"] == 1
        assert all(place.page == 1 for d in found.differences for place in d.seen)


@installed
@pytest.mark.slow
def test_pages_are_recognized_once(tmp_path: Path) -> None:
    """With a folder, a second run reads no page again and says the same; what lies there and is no result is made
    anew."""
    data = drawn((TITLE,), "TIFF", pages=2)
    first = recognizing.recognized(data, LIMITS, Tools(recognized=str(tmp_path)))
    second = recognizing.recognized(data, LIMITS, Tools(recognized=str(tmp_path)))

    assert [page.pop("kept") for page in first.pages] == [False, True]  # both pages have the same pixels
    assert [page.pop("kept") for page in second.pages] == [True, True]
    assert first == second
    assert len(list(tmp_path.glob("*.json"))) == 1
    next(tmp_path.glob("*.json")).write_text("{", encoding="utf-8")
    third = recognizing.recognized(drawn((TITLE,)), LIMITS, Tools(recognized=str(tmp_path)))
    assert third.pages[0]["lines"] == first.pages[0]["lines"]


@installed
@pytest.mark.slow
def test_several_processes_read_the_pages_in_their_order() -> None:
    """Pages of a TIFF by two processes at once are those that one reads, and a pipe is told of each."""
    data = drawn((TITLE, *BODY), "TIFF", pages=3)
    ours, theirs = os.pipe()
    two = recognizing.recognized(data, LIMITS, Tools(jobs=2, told=theirs))
    os.close(theirs)

    assert [page["number"] for page in two.pages] == [1, 2, 3]
    assert two.pages[0]["lines"] == two.pages[1]["lines"] == two.pages[2]["lines"]
    with os.fdopen(ours, "rb") as lines:
        assert lines.read() == b"page\n" * 3


@installed
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_a_picture_of_nothing_is_no_empty_notice(kind: str) -> None:
    """PD133, with what to do."""
    with pytest.raises(InputError) as error:
        read(drawn((), kind), f"a.{kind.lower()}", limits=LIMITS)

    assert error.value.code == "PD133"
    assert "recognized" in error.value.message


@installed
@pytest.mark.parametrize(
    ("limits", "code", "message"),
    [
        (replace(LIMITS, pixels=1000), "PD130", "868,000 pixels"),
        (replace(LIMITS, pages=1), "PD130", "2 pages"),
        (replace(LIMITS, wall_seconds=1), "PD311", "longer than 1 s"),
    ],
)
def test_pictures_are_bounded(limits: object, code: str, message: str) -> None:
    """Pixels and pages before anything is decoded, time by the clock."""
    with pytest.raises(InputError) as error:
        read(drawn((TITLE, *BODY), "TIFF", pages=2), "a.tif", limits=limits)  # type: ignore[arg-type]

    assert error.value.code == code
    assert message in error.value.message


@installed
@pytest.mark.parametrize("cut", [20, 200, 2000])
def test_a_damaged_picture_is_an_input_error(cut: int) -> None:
    """Cut anywhere: said, not raised as something else."""
    with pytest.raises(InputError) as error:
        read(drawn((TITLE,))[:cut], "a.png", limits=LIMITS)

    assert error.value.code == "PD134"


@pytest.mark.parametrize("name", ["a.png", "a.pdf"])
def test_without_the_extra_the_refusal_names_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PD132 or PD133 with both ways out."""
    for module in (pictures, pdf):
        monkeypatch.setattr(module, "can_recognize", lambda: False)
    page = {
        "runs": [],
        "typed": [],
        "notes": [],
        "pictures": 1,
        "unread": ["page without text"],
        "rules": [],
        "unmapped": 0,
    }
    monkeypatch.setattr(pdf, "_work", lambda *_: {"pages": [page], "facts": {}, "attached": []})
    with pytest.raises(InputError) as error:
        read(b"\x89PNG\r\n\x1a\n" + bytes(60) if name == "a.png" else b"%PDF-1.7\nstartxref", name)

    assert error.value.code == ("PD132" if name == "a.png" else "PD133")
    assert "policydiff[ocr]" in error.value.cure
    assert "recognize its text first" in error.value.cure


def test_nothing_of_recognition_is_loaded_for_other_copies() -> None:
    """A text is compared and reported without the engine, the decoders and this package."""
    code = (
        "import sys, policydiff; from policydiff.report.formats import Options, Texts, write\n"
        "from policydiff.report.crops import Cropping; found = policydiff.compare('通知', '通告')\n"
        "write(found, Texts('通知', '通告'), 'html', Options(cropping=Cropping('telling')))\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('rapidocr', 'onnxruntime', 'cv2', 'PIL')"
        " or 'scanned' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.strip() == "[]"


@installed
@pytest.mark.slow
def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """The page is recognized all the same."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    witness = read(drawn((TITLE,)), "a.png", limits=LIMITS, tools=Tools(recognized=str(tmp_path / "file")))

    assert words(witness.text) == TITLE
