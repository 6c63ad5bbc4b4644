# SPDX-License-Identifier: Apache-2.0
"""LibreOffice as a helper: what it does wrong costs one file, what it does is recorded, nothing of it stays behind."""

import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from policydiff import read
from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.ingest.office.compound import top_names
from policydiff.ingest.office.soffice_worker import SETTINGS, profile
from policydiff.ingest.read import read as read_with
from policydiff.ingest.tools import Tools

MADE = Path(__file__).resolve().parents[1] / "readers" / "made"
RTF = b"{\\rtf1\\ansi \\u20851?\\u20110?\\u36890?\\u30693?\\par 35\\par}"
installed = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def fake(folder: Path, script: str) -> Tools:
    """A program that stands in for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return Tools(soffice=str(program))


def folders() -> set[str]:
    """The working folders of conversions that are there."""
    return {path.name for path in Path(tempfile.gettempdir()).glob("policydiff-soffice-*")}


def running(group: int) -> bool:
    """Does a process of the group still run? One that has ended and waits to be asked for does not."""
    stats = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in Path("/proc").glob("[0-9]*/stat")
        if path.exists()
    ]
    fields = [stat.rpartition(")")[2].split() for stat in stats]
    return any(found[0] != "Z" and int(found[2]) == group for found in fields)


FAILS = {
    "writes nothing": ("exit 0", "PD151", "made nothing of it (status 0)"),
    "fails": ("exit 77", "PD151", "made nothing of it (status 77)"),
    "dies": ("kill -SEGV $$", "PD151", "made nothing of it (status -11)"),
    "hangs": ("sleep 600 & sleep 600", "PD311", "took longer than 1 s"),
    "writes something else": (
        'for last; do :; done; cp "$last" "${last%/*}/out/document.docx"',
        "PD151",
        "not asked for",
    ),
}


@pytest.mark.parametrize("case", FAILS)
def test_a_soffice_that_fails_costs_that_file(case: str, tmp_path: Path) -> None:
    """An error with a code and a way out; no folder and no process stays."""
    script, code, message = FAILS[case]
    before = folders()

    with pytest.raises(InputError) as error:
        read_with(
            RTF,
            "a.rtf",
            tools=fake(tmp_path, f"echo $$ > {tmp_path}/pid\n{script}"),
            limits=replace(DEFAULT_LIMITS, wall_seconds=1),
        )

    assert error.value.code == code
    assert message in error.value.message
    assert error.value.cure
    assert folders() <= before
    assert not running(int((tmp_path / "pid").read_text(encoding="ascii")))


def test_whoever_asked_is_killed_and_nothing_stays(tmp_path: Path) -> None:
    """A worker that is ended from outside takes LibreOffice and its folder along."""
    tools = fake(tmp_path, f"echo $$ > {tmp_path}/pid\nsleep 600")
    before = folders()
    (tmp_path / "a.rtf").write_bytes(RTF)
    code = (
        "from pathlib import Path; from policydiff.ingest.read import read; from policydiff.ingest.tools import Tools;"
        f"read(Path({str(tmp_path / 'a.rtf')!r}), tools=Tools({tools.soffice!r}))"
    )
    asking = subprocess.Popen([sys.executable, "-c", code])
    pid = tmp_path / "pid"
    while not (pid.is_file() and pid.read_text(encoding="ascii").strip()):
        time.sleep(0.05)
    asking.kill()
    asking.wait()

    group = int(pid.read_text(encoding="ascii"))
    for _ in range(200):
        if folders() <= before and not running(group):
            break
        time.sleep(0.05)
    assert folders() <= before
    assert not running(group)


@pytest.mark.parametrize("file", ["a.rtf", "places.doc", "places.xls"])
def test_without_libreoffice_the_refusal_names_it(file: str) -> None:
    """PD132 with both ways out."""
    data = RTF if file == "a.rtf" else (MADE / file).read_bytes()

    with pytest.raises(InputError) as error:
        read_with(data, file, tools=Tools(soffice="no-such-program"))

    assert error.value.code == "PD132"
    assert "LibreOffice" in error.value.cure
    assert "save it as" in error.value.cure


def test_a_compound_file_is_known_by_what_lies_at_its_top() -> None:
    """Names of streams, and none of a file that is cut anywhere."""
    word = (MADE / "places.doc").read_bytes()

    assert "WordDocument" in top_names(word)
    assert "Workbook" in top_names((MADE / "places.xls").read_bytes())
    assert all(isinstance(top_names(word[:cut]), frozenset) for cut in range(0, len(word), 97))
    assert all(isinstance(top_names(word[:76] + bytes([fill]) * 4000), frozenset) for fill in (0, 1, 127, 255))


def test_the_profile_switches_macros_links_and_the_network_off(tmp_path: Path) -> None:
    """Each setting stands in the profile that LibreOffice is given."""
    profile(tmp_path)
    written = (tmp_path / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")

    assert all(f'oor:name="{name}" oor:op="fuse"><value>{value}</value>' in written for _, name, value in SETTINGS)
    assert {"DisableMacrosExecution", "Link", "ooInetProxyType"} <= {name for _, name, _ in SETTINGS}


@installed
@pytest.mark.slow
def test_a_conversion_is_recorded() -> None:
    """Program and release, hash of the input, what it became and the hash of what was read."""
    witness = read((MADE / "places.xls").read_bytes(), "a.et")

    assert witness.metadata["conversion.program"].startswith("LibreOffice/")
    assert witness.metadata["conversion.from.sha256"] == witness.sha256
    assert witness.metadata["conversion.to"].endswith("spreadsheetml.sheet")
    assert len(witness.metadata["conversion.text.sha256"]) == 64
    assert witness.media_type == "application/vnd.ms-excel"
    assert "35%" in witness.text


@installed
@pytest.mark.slow
def test_two_conversions_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Each has a profile of its own; both in processes under the usual limits."""
    files = [tmp_path / name for name in ("a.rtf", "b.doc")]
    for file, data in zip(files, (RTF, (MADE / "places.doc").read_bytes()), strict=True):
        file.write_bytes(data)
    code = (
        "import sys; from pathlib import Path; from dataclasses import replace; from policydiff.copies import *;"
        "how = ReadingOptions(limits=replace(DEFAULT_LIMITS, wall_seconds=600));"
        "sys.stdout.buffer.write(read_copy(Path(sys.argv[1]), how).text.encode())"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE) for file in files]
    first, second = (process.communicate()[0].decode() for process in running)

    assert first == "关于通知\n35"
    assert "甲乙丙段" in second


@installed
@pytest.mark.slow
def test_a_linked_picture_is_not_fetched() -> None:
    """A link of the document to a server is left alone."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        asked: list[object] = []
        thread = threading.Thread(target=lambda: asked.append(server.accept()), daemon=True)
        thread.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        link = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}" \\\\d}}{{\\fldrslt }}}}'
        witness = read(RTF.replace(b"35", b"35 " + link.encode()), "a.rtf")

    assert "35" in witness.text
    assert asked == []
