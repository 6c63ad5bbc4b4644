# SPDX-License-Identifier: Apache-2.0
"""An editor's loop: compare, decide on all, correct three of five rightly, one wrongly, one not; compare; do the rest.

Every second copy is in the other script than its notice. The decisions come back as JSON, as a table, as a workbook, or
as a proof in which all changes were accepted and the right reading was written where none was proposed."""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from opencc import OpenCC
from tests.decisions.ways import by_file, by_table, by_workbook

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from policydiff.ingest import read
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.model import TELLING, Comparison, Difference
from policydiff.pipeline import Prepared, compare_prepared, prepare
from policydiff.proof.word.anchors import PREFIX
from policydiff.proof.word.package import Parts
from policydiff.proof.word.record import standing
from policydiff.report.formats import Options, Texts
from policydiff.report.proof import Proofing, made

NOTICES = 40
MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = ("number", "unit", "bound", "negation", "modal", "date", "character", "office", "han number")
APART = 30
"""Characters between two faults, so that each has words of its own around it."""
HALF, ALL, NONE = (0, 0, 0, 2, 1), (0, 0, 0, 0, 0), (1, 1, 1, 1, 1)
TOLD = {0: "corrected", 1: "corrected", 2: "corrected", 3: "wrong", 4: "unchanged"}


NAME = ("刘里", "王强", "刘明")
"""A name of which no copy in the other script says how it is written: a proof leaves it to a person."""


class Fault(NamedTuple):
    """A place of a notice, and what may stand there: the right reading, the wrong one, another wrong one."""

    start: int
    readings: tuple[str, str, str]


class Notice(NamedTuple):
    """A notice with five faults that its copy may have, and how the copy is dressed."""

    text: str
    faults: tuple[Fault, ...]
    traditional: bool

    def copy(self, chosen: tuple[int, ...]) -> str:
        """The copy with one of the readings at each place."""
        text = self.text
        for fault, which in sorted(zip(self.faults, chosen, strict=True), reverse=True):
            end = fault.start + len(fault.readings[0])
            text = text[: fault.start] + fault.readings[which] + text[end:]
        return _converter().convert(text) if self.traditional else text

    def number_of(self, found: Difference) -> int | None:
        """Which fault a difference is at."""
        for number, fault in enumerate(self.faults):
            if found.a.start <= fault.start + len(fault.readings[0]) and fault.start <= found.a.end:
                return number
        return None


class Compared(NamedTuple):
    """A notice and its copy compared."""

    notice: Notice
    copies: tuple[Prepared, Prepared]
    found: Comparison

    @property
    def texts(self) -> Texts:
        """Both texts."""
        return Texts(self.copies[0].witness.text, self.copies[1].witness.text)

    @property
    def told(self) -> dict[str, int | None]:
        """The ids of what tells, each with its fault."""
        return {d.id: self.notice.number_of(d) for d in self.found.differences if d.class_ in TELLING}


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def invented() -> Iterator[Notice]:
    """Notices of the project's own."""
    from tests.decisions.test_loop import notice

    for seed in count():
        text, faults = notice(seed)
        if seed % 4 == 1:
            text = text.replace("五、严肃", "联系人由刘里担任，负责日常联络。\n五、严肃")
            faults[seed % len(faults)] = NAME
        yield Notice(text, tuple(Fault(text.index(fault[0]), fault) for fault in faults), seed % 2 == 1)


def found_in(folder: Path) -> Iterator[Notice]:
    """The text files of a folder, each as often as needed with other faults."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    for seed in range(len(texts) * 20):
        text = texts[seed % len(texts)]
        faults = _faults(random.Random(seed), text)
        if faults is not None:
            yield Notice(text, faults, seed % 2 == 1)


def _faults(chance: random.Random, text: str) -> tuple[Fault, ...] | None:
    """Five faults apart from each other; the fourth is a number, of which there is another wrong reading."""
    from seeded import EDITS

    made: list[Fault] = []
    for _ in range(60):
        kind = "number" if len(made) == 3 else chance.choice(KINDS)
        edit = EDITS[kind](chance, text)
        if edit is None:
            continue
        start, end, _, after = edit.places[0]
        old, new = text[start:end], edit.b[start:after]
        far = all(abs(start - fault.start) > APART for fault in made)
        if far and old and new and old != new and "\n" not in old:
            other = str(int(new) + 1 + (int(new) + 1 == int(old))) if kind == "number" else new
            made.append(Fault(start, (old, new, other)))
        if len(made) == len(NONE):
            return tuple(made)
    return None


# -- the ways in which decisions come back -----------------------------------------------------------------------


def by_proof(one: Compared, folder: Path, counted: Counter[str]) -> Path:
    """A proof with all changes accepted; where none was proposed, the right reading is written by hand."""
    tracked = made(one.found, one.texts, Options(proof=Proofing("b", one.copies, errata=False)))
    parts = Parts(tracked.data, DEFAULT_LIMITS)
    root = parts.xml(MAIN)
    assert root is not None
    for name in ("del", "ins"):
        for change in list(root.iter(W + name)):
            _accept(change, stays=name == "ins")
    left = [remark.id for remark in tracked.remarks if remark.why is not None]
    for found in one.found.differences:
        if found.id in left:
            counted["written"] += 1
            counted["not writable"] += not _typed(root, found, _right(one, found))
    counted["proposed"] += len({change.id for change in tracked.changes})
    parts.put(MAIN, root)
    (folder / "d.docx").write_bytes(parts.bytes())
    return folder / "d.docx"


def _accept(change: etree._Element, *, stays: bool) -> None:
    parent = change.getparent()
    if parent is None:
        return
    if stays:
        for run in list(change):
            change.addprevious(run)
    parent.remove(change)


def _right(one: Compared, found: Difference) -> str:
    """What should stand at a difference in the copy."""
    faults = one.notice.faults
    moved = sum(len(f.readings[0]) - len(f.readings[1]) for f in faults if f.start < found.a.start)
    number = one.notice.number_of(found)
    inside = [f for at, f in enumerate(faults) if at == number and f.start >= found.a.start]
    longer = sum(len(f.readings[0]) - len(f.readings[1]) for f in inside)
    right = one.notice.copy(ALL)
    return right[found.b.start + moved : found.b.end + moved + longer]


def _typed(root: etree._Element, found: Difference, reading: str) -> bool:
    """Write a reading at the bookmark of a place; whether that could be done."""
    for mark, stands in standing(root).items():
        if not mark.startswith(PREFIX + found.id) or found.b.text not in stands.accepted:
            continue
        (begun,) = (each for each in root.iter(W + "bookmarkStart") if each.get(W + "name") == mark)
        wanted: str | None = stands.accepted.replace(found.b.text, reading, 1)
        for element in begun.itersiblings():
            if element.tag == W + "bookmarkEnd" and element.get(W + "id") == begun.get(W + "id"):
                return True
            for text in element.iter(W + "t"):
                text.text, wanted = wanted or "", None
    return False


# -- the loop ----------------------------------------------------------------------------------------------------


def figures(scale: float, folder: Path | None = None) -> None:
    """Print in how many notices each step says what it should."""
    wanted = NOTICES if scale >= 1 else max(8, int(NOTICES * scale))
    notices = list(islice(_told_apart(found_in(folder) if folder else invented()), wanted))
    counted: Counter[str] = Counter()
    ways: dict[str, Callable[[Compared, Path], Path]] = {
        "JSON": lambda one, place: by_file(one.found, one.texts, place),
        "CSV": lambda one, place: by_table(one.found, one.texts, place),
        "XLSX": lambda one, place: by_workbook(one.found, one.texts, place),
        "proof": lambda one, place: by_proof(one, place, counted),
    }
    print(f"loop: {len(notices)} notices, {sum(one.notice.traditional for one in notices)} copies in the other script")
    for name, way in ways.items():
        half = right = 0
        for number, one in enumerate(notices):
            with tempfile.TemporaryDirectory() as place:
                decisions = way(one, Path(place))
                outcome = _step(one, decisions, HALF)
                half += outcome == (1, set(TOLD.items()))
                last = _step(one, decisions, ALL)
                right += last == (0, {(fault, "corrected") for fault in TOLD})
                if outcome != (1, set(TOLD.items())) or last[0] != 0:
                    print(f"loop:   {name}, notice {number}: {outcome}, then {last}")
        print(f"loop: {name}: three right, one wrong, one not: told so, status 1: {half} of {len(notices)};", end="")
        print(f" all right, status 0: {right}")
    print(f"loop: in the proofs {counted['proposed']} places were changes, {counted['written']} were left to a person,")
    print(f"loop:   who could not write at {counted['not writable']} of them")


def _told_apart(notices: Iterator[Notice]) -> Iterator[Compared]:
    """The notices of which each fault tells by itself, and nothing else does."""
    for notice in notices:
        copies = prepare(read(notice.text, "a.txt")), prepare(read(notice.copy(NONE), "b.txt"))
        one = Compared(notice, copies, compare_prepared(*copies))
        if len(one.told) == len(NONE) and {*one.told.values()} == {*TOLD}:
            yield one


def _step(one: Compared, decisions: Path, chosen: tuple[int, ...]) -> tuple[int, set[tuple[int | None, str]]]:
    """The status of a comparison with the copy as it is corrected, and what is said of each fault."""
    folder = decisions.parent
    (folder / "a.txt").write_text(one.notice.text, encoding="utf-8", newline="")
    (folder / "b.txt").write_text(one.notice.copy(chosen), encoding="utf-8", newline="")
    command = [sys.executable, "-m", "policydiff", "compare", "a.txt", "b.txt", "--decisions", decisions.name]
    done = subprocess.run([*command, "--format", "json"], cwd=folder, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        return done.returncode, {(None, done.stderr.decode())}
    checks = json.loads(done.stdout)["checks"]
    return done.returncode, {(one.told.get(check["id"]), check["status"]) for check in checks}
