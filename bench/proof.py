# SPDX-License-Identifier: Apache-2.0
"""Proofs as DOCX: do all rejected and all accepted give the texts they should, here and in LibreOffice?"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from policydiff.ingest import read
from policydiff.ingest.office.docx import read_docx
from policydiff.model import TELLING, Comparison
from policydiff.pipeline import Prepared, compare_prepared, prepare
from policydiff.proof.word.writing import Tracked
from policydiff.report import formats
from policydiff.report.proof import Proofing, made

ROOT = Path(__file__).resolve().parent.parent
EDITS = (("全面", "部分"), ("2023年", "2022年"), ("加快", "減慢"), ("重點", "難點"), ("以上", "以下"), ("完成", "推遲"))
"""Tried on the pair of the corpus until five have changed it."""
GROUPS = ("word", "small", "block", "multi", "moved")


class Case(NamedTuple):
    """Two texts of one notice, the second with planted changes."""

    name: str
    a: str
    b: str


class Made(NamedTuple):
    """A case with its proof."""

    case: Case
    b: Prepared
    comparison: Comparison
    proof: Tracked


def planted(file: Path) -> Iterator[Case]:
    """The cases of a file of JSON lines: id, group, text_a, text_b."""
    for line in file.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case.get("group") in GROUPS:
            yield Case(case["id"], case["text_a"], case["text_b"])


def corpus() -> Case:
    """The pair of the corpus with five changes."""
    a, b = (
        (ROOT / "corpus" / f"qingdao-2023-tasks-{name}.txt").read_text(encoding="utf-8")
        for name in ("annotated", "plain")
    )
    done = 0
    for old, new in EDITS:
        if old in b and done < 5:
            at = b.index(old, len(b) * done // 6) if b.find(old, len(b) * done // 6) >= 0 else b.index(old)
            b = b[:at] + new + b[at + len(old) :]
            done += 1
    return Case("corpus", a, b)


def lines(text: str) -> list[str]:
    """The lines of a text without blanks; the layout of a page is its own."""
    return [said for line in text.split("\n") if (said := "".join(line.split()))]


def proofs(cases: Iterator[Case], *, errata: bool = True) -> Iterator[Made]:
    """The proof of copy B of each case."""
    for case in cases:
        a, b = prepare(read(case.a, "a.txt")), prepare(read(case.b, "b.txt"))
        found = compare_prepared(a, b)
        texts = formats.Texts(a.witness.text, b.witness.text)
        options = formats.Options(proof=Proofing("b", (a, b), errata=errata))
        yield Made(case, b, found, made(found, texts, options))


def figures(_: float, cases: Path | None = None) -> None:
    """Print how many hold."""
    (pair,) = proofs(iter([corpus()]), errata=False)
    told = sum(d.class_ in TELLING for d in pair.comparison.differences)
    print(f"proof: the pair of the corpus with five edits: {len(pair.proof.changes)} changes, {told} told")
    started = time.process_time()
    done = list(proofs(planted(cases) if cases else iter([corpus()])))
    spent = time.process_time() - started
    rejected = accepted = changes = left = 0
    for one in done:
        changes += len(one.proof.changes)
        left += sum(remark.why is not None for remark in one.proof.remarks)
        rejected += lines(read_docx(one.proof.data, tracked="original").text) == lines(one.b.witness.text)
        accepted += not _still(one)
    print(f"proof: {len(done)} proofs, {1000 * spent / len(done):.0f} ms each with the comparison; {changes} changes,")
    print(f"proof:   {left} places left to a person; reject all {rejected}, accept all {accepted} of {len(done)}")
    _in_libreoffice(done)


def _still(one: Made) -> list[str]:
    """What tells after all was accepted although it was changed."""
    a, b = prepare(read(one.case.a, "a.txt")), prepare(read(one.proof.data, "b.docx"))
    asked = {(r.old, r.new) for r in one.proof.remarks if r.why is not None}
    found = compare_prepared(a, b).differences
    return [d.id for d in found if d.class_ in TELLING and d.class_ != "review" and (d.b.text, d.a.text) not in asked]


def _in_libreoffice(done: list[Made]) -> None:
    system = shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable
    ready = (
        shutil.which("soffice")
        and subprocess.run([system, "-c", "import uno"], capture_output=True, check=False).returncode == 0
    )
    if not ready:
        print("proof: LibreOffice is not here (Debian: libreoffice-writer python3-uno)")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for number, one in enumerate(done):
            (folder / f"{number}.docx").write_bytes(one.proof.data)
        for command in ("accept", "reject"):
            table = "".join(f"{folder}/{n}.docx\t{folder}/{n}.{command}.txt\n" for n in range(len(done)))
            script = ROOT / "bench" / "libreoffice.py"
            subprocess.run([system, str(script), command], input=table, text=True, check=True)
            same = 0
            for number, one in enumerate(done):
                tracked = "accepted" if command == "accept" else "original"
                wanted = lines(read_docx(one.proof.data, tracked=tracked).text)
                shown = lines((folder / f"{number}.{command}.txt").read_text(encoding="utf-8-sig"))
                same += shown == wanted
                if shown != wanted:
                    print(f"proof:   LibreOffice reads {one.case.name} otherwise when it {command}s all")
            print(f"proof:   LibreOffice, {command} all: the same text in {same} of {len(done)}")
