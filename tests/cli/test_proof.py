# SPDX-License-Identifier: Apache-2.0
"""The proof on the command line: from two copies to a document, through a word processor, and back."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.decisions.flood_notice import ORIGINAL
from tests.proof.test_word_returned import settle
from tests.proof.word_copies import as_docx, planted, proofread, rejected

from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.proof.word.package import Parts

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The program in a folder with an original and a copy, each as text and as a document."""
    (tmp_path / "a.txt").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "b.txt").write_text(planted({0, 1, 3}), encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(as_docx(planted({0, 1, 3}), [4, 11]))

    def call(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [sys.executable, "-m", "policydiff", *words],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            env={**os.environ, **environment},
        )

    return call


@pytest.mark.parametrize("copy", ["b.txt", "b.docx"])
def test_the_loop_through_a_proof(copy: str, run: Run, tmp_path: Path) -> None:
    """A proof that comes back with two changes accepted and one rejected is told so, and settles nothing but that."""
    before = (tmp_path / copy).read_bytes()

    made = run("compare", "a.txt", copy, "-o", "proof.docx", "--author", "张三", "--date", "2023-05-01")

    assert (made.returncode, made.stderr) == (1, b"")
    assert (tmp_path / copy).read_bytes() == before
    data = (tmp_path / "proof.docx").read_bytes()
    parts = Parts(data, DEFAULT_LIMITS)
    root = parts.xml("word/document.xml")
    assert root is not None
    ids = [change.id for change in proofread(ORIGINAL, planted({0, 1, 3})).tracked.changes]
    for ident, take in zip(ids, (True, True, False), strict=True):
        settle(root, ident, take=take)
    parts.put("word/document.xml", root)
    (tmp_path / "back.docx").write_bytes(parts.bytes())

    told = run("compare", "a.txt", "back.docx", "--decisions", "back.docx", "--format", "json")

    assert [check["status"] for check in json.loads(told.stdout)["checks"]] == ["corrected", "corrected", "kept"]
    assert told.returncode == 0
    assert run("compare", "a.txt", copy, "--decisions", "back.docx").returncode == 1


def test_the_date_of_the_environment(run: Run, tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH dates the changes; `--date` goes before it."""
    run("compare", "a.txt", "b.txt", "-o", "p.docx", SOURCE_DATE_EPOCH="1675900800")
    run("compare", "a.txt", "b.txt", "-o", "q.docx", "--date", "2023-02-10T08:00:00+08:00", SOURCE_DATE_EPOCH="1")

    for name, date in (("p.docx", b"2023-02-09T00:00:00Z"), ("q.docx", b"2023-02-10T00:00:00Z")):
        assert b'w:date="%b"' % date in (
            Parts((tmp_path / name).read_bytes(), DEFAULT_LIMITS).package.read("word/document.xml") or b""
        )


REFUSED = {
    ("-o", "b.docx"): "PD612",
    ("-o", "p.docx", "--proof-of", "a", "--base", "a"): "PD612",
    ("-o", "p.docx", "--date", "2023-13-01"): "PD616",
    ("-o", "p.html", "--proof-of", "a"): "PD200",
    ("--author", "x"): "PD200",
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_meant_is_refused(words: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    """Nothing is written, and no copy is written over."""
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    done = run("compare", "a.txt", "b.docx", *words)

    assert (done.returncode, REFUSED[words].encode() in done.stderr) == (2, True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_copy_is_never_the_output(run: Run, tmp_path: Path) -> None:
    """No format is written over a copy that was given, by whatever path."""
    (tmp_path / "link.txt").symlink_to("b.txt")

    done = run("compare", "a.txt", "b.txt", "-o", "link.txt")

    assert b"PD612" in done.stderr
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == planted({0, 1, 3})


def test_a_document_on_standard_input(tmp_path: Path) -> None:
    """A document that comes through a pipe cannot be read twice; a text can be laid out."""
    (tmp_path / "a.txt").write_text(ORIGINAL, encoding="utf-8")

    def call(copy: bytes) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "policydiff", "compare", "a.txt", "-", "-o", "p.docx"]
        return subprocess.run(command, cwd=tmp_path, input=copy, capture_output=True, check=False)

    assert b"PD611" in call(as_docx(planted({0}))).stderr
    assert call(planted({0}).encode()).returncode == 1
    assert rejected((tmp_path / "p.docx").read_bytes()) == planted({0}).split()
