# SPDX-License-Identifier: Apache-2.0
"""A BagIt 1.0 bag (RFC 8493) of a dossier, in the shape that an Archivematica transfer takes.

File names are ASCII, so that no system's Unicode habits can break the manifests: number, start of the SHA-256, and what
of the original name is ASCII; `metadata/metadata.csv` gives each its original name. The bag is built beside its place
and put there whole."""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256, sha512
from importlib.resources import files
from pathlib import Path, PurePosixPath

import msgspec

from policydiff import __version__
from policydiff.errors import OutputError
from policydiff.provenance import proof
from policydiff.provenance.dossier import Copy, Dossier, in_words
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.premis import premis_xml
from policydiff.provenance.prov_json import prov_json
from policydiff.provenance.recorded import digest, tables_of
from policydiff.provenance.store import Store
from policydiff.reasons import because
from policydiff.show.guarding import guard

DOCUMENTATION = "data/metadata/submissionDocumentation"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def write_bag(store: Store, dossier: Dossier, target: Path) -> int:
    """Write the bag into the folder `target`, which must not exist or be empty; returns the number of payload files.

    Raises OutputError PD418 where something stands there already, PD500 where it cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OutputError("PD418", because("bag_folder", file=target))
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.absolute().parent) as beside:
            root = Path(beside) / "bag"
            count = _fill(root, store, dossier)
            if target.exists():
                target.rmdir()
            shutil.move(root, target)
    except OSError as error:
        raise OutputError("PD500", (str(target), because("not_written", reason=error.strerror or error))) from error
    return count


def _fill(root: Path, store: Store, dossier: Dossier) -> int:
    manifests: dict[str, list[str]] = {"sha256": [], "sha512": []}
    size = count = 0
    for path, data in _payload(store, dossier):
        _put(root, path, data, manifests)
        size, count = size + len(data), count + 1
    tags = {f"manifest-{name}.txt": _manifest(lines) for name, lines in manifests.items()}
    tags |= {
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _info(dossier, size, count),
    }
    tag_manifests: dict[str, list[str]] = {"sha256": [], "sha512": []}
    for path, data in sorted(tags.items()):
        _put(root, path, data, tag_manifests)
    for name, lines in tag_manifests.items():
        (root / f"tagmanifest-{name}.txt").write_bytes(_manifest(lines))
    return count


def _put(root: Path, path: str, data: bytes, manifests: dict[str, list[str]]) -> None:
    target = root.joinpath(*PurePosixPath(path).parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    manifests["sha256"].append(f"{sha256(data).hexdigest()}  {path}")
    manifests["sha512"].append(f"{sha512(data).hexdigest()}  {path}")


def _manifest(lines: list[str]) -> bytes:
    return ("\n".join(sorted(lines, key=lambda line: line.partition("  ")[2])) + "\n").encode()


def _info(dossier: Dossier, size: int, count: int) -> bytes:
    lines = {
        "Bag-Software-Agent": f"policydiff {__version__}",
        "Bagging-Date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "Payload-Oxum": f"{size}.{count}",
        "External-Identifier": dossier.origin,
        "External-Description": f"{len(dossier.copies)} copies of Chinese official notices, with their provenance",
        "Internal-Sender-Identifier": dossier.checkpoint.line(),
    }
    return "".join(f"{key}: {value}\n" for key, value in lines.items()).encode()


def _payload(store: Store, dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    for copy in dossier.copies:
        if not copy.by_reference:
            yield f"data/{copy_path(copy)}", store.blob(copy.text("sha256"))
        yield f"data/{text_path(copy)}", store.blob(copy.text("canonical_text"))
        if headers := copy.text("http_headers"):
            yield f"data/objects/headers/{copy.seq:06d}-{headers[:16]}.txt", store.blob(headers)
    for name, table in sorted(_tables(dossier)):
        yield f"data/objects/tables/{table[:16]}-{_ascii(name)}", store.blob(table)
    for entry in dossier.of_kind("comparison"):
        report = digest(entry, "report")
        yield f"data/objects/reports/{entry.seq:06d}-{report[:16]}-comparison.json", store.blob(report)
    yield "data/metadata/metadata.csv", _metadata(dossier)
    held = replace(dossier, copies=tuple(copy for copy in dossier.copies if not copy.by_reference))
    yield "data/metadata/premis.xml", premis_xml(held, copy_path, text_path)
    yield f"{DOCUMENTATION}/prov.json", prov_json(dossier)
    yield f"{DOCUMENTATION}/checkpoint.txt", dossier.checkpoint.body().encode()
    yield (
        f"{DOCUMENTATION}/log.jsonl",
        b"".join(
            store.entry_body(seq) + b"\n" for seq in (range(store.size()) if dossier.whole else dossier.entries())
        ),
    )
    for copy in dossier.copies:
        yield (
            f"{DOCUMENTATION}/proofs/{copy.seq:06d}.json",
            msgspec.json.encode(proof.inclusion(store, copy.seq), order="deterministic") + b"\n",
        )
    yield f"{DOCUMENTATION}/README.txt", (files("policydiff.provenance") / "bag_readme.txt").read_bytes()


def _tables(dossier: Dossier) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for tool in dossier.tools.values():
        found |= set(tables_of(tool).items())
    return found


def copy_path(copy: Copy) -> str:
    """Where a copy lies in the transfer."""
    return f"objects/copies/{copy.seq:06d}-{copy.text('sha256')[:16]}{_tail(copy.name)}"


def text_path(copy: Copy) -> str:
    """Where a copy's canonical text lies in the transfer."""
    return f"objects/texts/{copy.seq:06d}-{copy.text('canonical_text')[:16]}-canonical.txt"


def _tail(name: str) -> str:
    """What of a name is ASCII, with its ending: `-notice-2.html`, `.html`."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, ending) if dot else (name, "")
    kept = _ascii(stem)
    return (f"-{kept[:60]}" if kept else "") + (f".{_ascii(ending)[:10]}" if _ascii(ending) else "")


def _ascii(name: str) -> str:
    return _UNSAFE.sub("-", name).strip("-.")


def _metadata(dossier: Dossier) -> bytes:
    """Archivematica's metadata.csv: a line a file, Dublin Core columns. Cells are escaped so that no spreadsheet
    evaluates them as formulas."""
    terms = (
        "title",
        "creator",
        "audience",
        "identifier",
        "issued",
        "available",
        "date",
        "publisher",
        "language",
        "format",
        "rights",
        "accessRights",
        "source",
    )
    columns = {term: [field.key for field in FIELDS if field.dc == term] for term in terms}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["filename", *(f"dc.{term}" for term in columns), "original_name", "sha256", "log_entry"])
    for copy in dossier.copies:
        if copy.by_reference:
            continue
        cells = ["; ".join(text for key in keys if (text := in_words(copy.value(key)))) for keys in columns.values()]
        writer.writerow([copy_path(copy), *map(guard, cells), guard(copy.name), copy.text("sha256"), copy.seq])
    return out.getvalue().encode()
