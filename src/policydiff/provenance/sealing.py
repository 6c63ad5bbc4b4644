# SPDX-License-Identifier: Apache-2.0
"""The sealed dossier: one bag that is the store in the form that `store import` takes, with captures, anchors, the
program that made it, and a page that checks it without any program."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from platform import platform, python_version
from types import MappingProxyType
from typing import Literal

from policydiff import __version__
from policydiff.errors import IntegrityError, Said
from policydiff.provenance.bag import DOCUMENTATION, write_bag
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.dossier import gather
from policydiff.provenance.store import Store
from policydiff.provenance.trouble import RANK
from policydiff.provenance.verify import verify
from policydiff.provenance.wheels import installed_wheel, needed, own_wheel
from policydiff.reasons import because, tell

Program = Literal["whole", "own", "none"]
PROGRAM = f"{DOCUMENTATION}/program"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """A dossier: files in it, SHA-256 of its page, how many anchors are in it, the checkpoint, and what could not be
    checked of the store before it was sealed."""

    files: int
    page: str
    anchors: int
    checkpoint: Checkpoint
    unchecked: tuple[Said, ...]


def seal(
    path: Path, target: Path, info: Mapping[str, str] = MappingProxyType({}), program: Program = "whole"
) -> Sealed:
    """Seal the store at `path` into the new folder `target`; nothing is written to the store.

    Raises IntegrityError PD446 where the store is not sound, InputError PD447 where a wheel cannot be made, and what
    `write_bag` raises.
    """
    from policydiff.report.verifier import verifier_page

    result = verify(path)
    grave = [one for one in result.troubles if RANK[one.outcome] > RANK["unverifiable"]]
    if grave:
        raise IntegrityError("PD446", because("seal_unsound", file=path, what=tell(grave[0].said)))
    page = verifier_page()
    readme = (files("policydiff.provenance") / "seal_readme.txt").read_bytes()
    with Store.open(path) as store, _program(program) as wheels:
        dossier = gather(store)
        count = write_bag(store, dossier, target, info, wheels, {"verify.html": page, "READ-ME.txt": readme})
        anchors = sum(1 for _ in dossier.of_kind("anchor"))
        unchecked = (*(one.said for one in result.troubles), *result.not_checked)
        return Sealed(count, sha256(page).hexdigest(), anchors, dossier.checkpoint, unchecked)


@contextmanager
def _program(which: Program) -> Iterator[list[tuple[str, Iterable[bytes]]]]:
    """The wheels of the program with a word on them, as files of the bag; they are made in a temporary folder."""
    if which == "none":
        yield []
        return
    with tempfile.TemporaryDirectory(prefix="policydiff-") as name:
        folder = Path(name)
        made = [own_wheel(folder), *(installed_wheel(one, folder) for one in (needed() if which == "whole" else []))]
        yield [
            *((f"{PROGRAM}/{wheel.name}", _pieces(wheel)) for wheel in made),
            (f"{PROGRAM}/README.txt", [_about(which).encode()]),
        ]


def _about(which: Program) -> str:
    told = (files("policydiff.provenance") / "program_readme.txt").read_text("utf-8")
    whole = "with all that it needs" if which == "whole" else "without the packages that it needs"
    return told.format(version=__version__, python=python_version(), platform=platform(), whole=whole)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            yield data
