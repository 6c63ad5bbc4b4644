# SPDX-License-Identifier: Apache-2.0
"""The program as a record needs it: its version, its code by hash, and every table that shapes a canonical text."""

import platform
import unicodedata
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from policydiff import __version__
from policydiff.errors import InputError
from policydiff.provenance.index import LOG
from policydiff.provenance.pieces import PIECE
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.provenance.store import Store
    from policydiff.provenance.transaction import Batch

CODE = (
    "align",
    "canonical",
    "diff",
    "ingest",
    "lineage",
    "linting.py",
    "pipeline.py",
    "provenance/stages.py",
    "script",
    "structure",
)
"""The packages and modules whose code shapes a canonical text, what is read out of it, and what comes of comparing."""
PACKAGES = ("charset-normalizer", "lxml", "pypdfium2", "pypinyin", "selectolax")
"""Other people's packages that do so too."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program with its tables: `facts` for the record, `tables` as bytes by name."""

    facts: dict[str, object]
    tables: dict[str, bytes]


@cache
def this_tool() -> Tool:
    """The program that runs now."""
    tables = tables_now()
    facts: dict[str, object] = {
        "name": "policydiff",
        "version": __version__,
        "code": code_digest(),
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
        "packages": {name: version for name in PACKAGES if (version := _version(name))},
        "tables": {name: sha256(data).hexdigest() for name, data in sorted(tables.items())},
    }
    return Tool(facts, tables)


def tables_now() -> dict[str, bytes]:
    """Every table by name: those that the package ships, and the readings of characters."""
    folder = files("policydiff") / "tables"
    tables = {
        entry.name: entry.read_bytes()
        for entry in folder.iterdir()
        if entry.is_file() and not entry.name.startswith((".", "__"))
    }
    return tables | {READINGS: _readings()}


READINGS = "pinyin_dict.json"
"""The table of readings; it belongs to the pypinyin distribution."""


def _readings() -> bytes:
    spec = find_spec("pypinyin")  # found, not imported: its package takes 300 ms
    if spec is None or spec.origin is None:
        raise InputError("PD415", because("readings_absent"))
    return Path(spec.origin).with_name(READINGS).read_bytes()


def code_digest() -> str:
    """SHA-256 over the names and contents of the program's own modules that shape a canonical text."""
    root = files("policydiff")
    digest = sha256()
    for package in CODE:
        for name, data in sorted(_modules(root / package, package)):
            digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def _modules(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    if folder.is_file():
        return [(prefix, folder.read_bytes())]
    if not folder.is_dir():
        return []
    return [(f"{prefix}/{entry.name}", entry.read_bytes()) for entry in folder.iterdir() if entry.name.endswith(".py")]


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def tool_entry(store: "Store", batch: "Batch") -> int:
    """Number of the entry that describes the running program; added where the store does not have it yet."""
    tool, known = this_tool(), _tools(store)
    if known and store.entry(known[0]).data == tool.facts:
        return known[0]
    poured = {one for one in map(_digest, tool.tables.values()) if store.has_pieces(one)}
    tables = [(_digest(data), data) for _, data in sorted(tool.tables.items())]
    blobs = [batch.poured(name, len(data)) if name in poured else batch.blob(data) for name, data in tables]
    return batch.append("tool", dict(tool.facts), blobs)


def ready_tool(store: "Store") -> None:
    """Hash the running program before the store is locked, and put its large tables in ahead where the store does not
    have them, so that the first transaction holds nobody up."""
    tool, known = this_tool(), _tools(store)
    if store.layout < 2 or (known and store.entry(known[0]).data == tool.facts):
        return
    for name, data in tool.tables.items():
        if len(data) > PIECE:
            store.pour([data], _digest(data), name)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def _tools(store: "Store") -> list[int]:
    """The latest program in the log."""
    sql = "SELECT seq FROM index_link WHERE target = ? AND kind = 'tool' ORDER BY seq DESC LIMIT 1"
    return [int(str(row[0])) for row in store.query(sql, (LOG,))]
