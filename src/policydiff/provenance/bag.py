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
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256, sha512
from importlib.resources import files
from itertools import chain
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any
from zlib import compressobj

import msgspec

from policydiff import __version__
from policydiff.errors import OutputError
from policydiff.provenance import proof
from policydiff.provenance.archive_export import chosen_lines, slices
from policydiff.provenance.dossier import Copy, Dossier
from policydiff.provenance.entry import Entry
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.premis import Package, premis_parts
from policydiff.provenance.prov_json import plain_words, prov_parts
from policydiff.provenance.recorded import digest, tables_of
from policydiff.provenance.store import Store
from policydiff.reasons import because
from policydiff.show.guarding import guard

DOCUMENTATION = "data/metadata/submissionDocumentation"
_ENDINGS = {"rfc3161": "tsr", "signed_note": "note", "opentimestamps": "ots"}
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_FETCHABLE = re.compile(r"https?://[!-~]+")


Payload = Iterable[tuple[str, Iterable[bytes]]]
"""Files: the path of each in the bag, and its bytes in pieces."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def write_bag(
    store: Store,
    dossier: Dossier,
    target: Path,
    info: Mapping[str, str] = _NOTHING,
    more: Payload = (),
    tags: Mapping[str, bytes] = _NOTHING,
) -> int:
    """Write the bag into the folder `target`, which must not exist or be empty; returns the number of payload files.

    `info` goes into bag-info.txt: Source-Organization, Contact-Name and so on. `more` is payload besides, `tags` files
    beside the payload. Raises OutputError PD418 where something
    stands there already, PD500 where it cannot be written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OutputError("PD418", because("bag_folder", file=target))
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.absolute().parent) as beside:
            root = Path(beside) / "bag"
            count = _fill(root, store, dossier, info, more, tags)
            if target.exists():
                target.rmdir()
            shutil.move(root, target)
    except OSError as error:
        raise OutputError("PD500", (str(target), because("not_written", reason=error.strerror or error))) from error
    return count


def _fill(
    root: Path, store: Store, dossier: Dossier, info: Mapping[str, str], more: Payload, beside: Mapping[str, bytes]
) -> int:
    manifests: dict[str, list[str]] = {"sha256": [], "sha512": []}
    size = count = 0
    for path, data in chain(_payload(store, dossier), more):
        size, count = size + _put(root, path, data, manifests), count + 1
    fetched = _to_fetch(dossier)
    for path, _, copy in fetched:
        manifests["sha256"].append(f"{copy.text('sha256')}  {path}")
        manifests["sha512"].append(f"{copy.text('sha512')}  {path}")
        size, count = size + int(copy.value("size") or 0), count + 1
    tags = {f"manifest-{name}.txt": _manifest(lines) for name, lines in manifests.items()}
    tags |= {
        **beside,
        "bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": _info(dossier, size, count, info),
    }
    if fetched:
        lines = [f"{url} {copy.text('size') or '-'} {path}\n" for path, url, copy in fetched]
        tags["fetch.txt"] = "".join(lines).encode()
    tag_manifests: dict[str, list[str]] = {"sha256": [], "sha512": []}
    for path, content in sorted(tags.items()):
        _put(root, path, [content], tag_manifests)
    for name, told in tag_manifests.items():
        (root / f"tagmanifest-{name}.txt").write_bytes(_manifest(told))
    return count


def _put(root: Path, path: str, data: Iterable[bytes], manifests: dict[str, list[str]]) -> int:
    """Write a file, hashed while it is written; returns its size."""
    target = root.joinpath(*PurePosixPath(path).parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    short, long, size = sha256(), sha512(), 0
    with target.open("xb") as file:
        for chunk in data:
            file.write(chunk)
            short.update(chunk)
            long.update(chunk)
            size += len(chunk)
    manifests["sha256"].append(f"{short.hexdigest()}  {path}")
    manifests["sha512"].append(f"{long.hexdigest()}  {path}")
    return size


def _manifest(lines: list[str]) -> bytes:
    return ("\n".join(sorted(lines, key=lambda line: line.partition("  ")[2])) + "\n").encode()


def _info(dossier: Dossier, size: int, count: int, info: Mapping[str, str]) -> bytes:
    lines = {
        **{key: " ".join(value.split()) for key, value in info.items()},
        "Bag-Software-Agent": f"policydiff {__version__}",
        "Bagging-Date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "Payload-Oxum": f"{size}.{count}",
        "External-Identifier": dossier.origin,
        "External-Description": f"{len(dossier.copies)} copies of Chinese official notices, with their provenance",
        "Internal-Sender-Identifier": dossier.checkpoint.line(),
    }
    return "".join(f"{key}: {value}\n" for key, value in lines.items()).encode()


def _to_fetch(dossier: Dossier) -> list[tuple[str, str, Copy]]:
    """The copies by reference whose address is known: path in the bag, address, copy. What lies in a web archive is
    not what the address gives by itself."""
    found = []
    for copy in dossier.copies:
        url = copy.text("url_final") or copy.text("url_requested")
        if copy.by_reference and not copy.captured and _FETCHABLE.fullmatch(url):
            found.append((f"data/{copy_path(copy)}", url, copy))
    return found


def _payload(store: Store, dossier: Dossier) -> Iterator[tuple[str, Iterable[bytes]]]:
    held: set[str] = set()
    for path, digest_of in _blobs(dossier):
        if store.has_blob(digest_of):
            held.add(digest_of)
            yield f"data/{path}", store.stream(digest_of)
    for entry, lines in chosen_lines(store, dossier):
        kept = [line for line in lines if line.blob and store.has_blob(line.blob)]
        if kept:
            held |= {line.blob for line in kept}
            yield f"data/{_archive_path(entry)}", slices(store, kept)
    for seq in dossier.entries():
        for blob in store.entry(seq).blobs if dossier.whole else ():
            if blob not in held and store.has_blob(blob):
                held.add(blob)
                yield f"data/objects/other/{seq:06d}-{blob[:16]}", store.stream(blob)
    yield from _about(store, dossier)


def _blobs(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Path and SHA-256 of what lies in the bag under a name of its own."""
    for copy in dossier.copies:
        if not copy.by_reference:
            yield copy_path(copy), copy.text("sha256")
        if copy.read:
            yield text_path(copy), copy.text("canonical_text")
            if copy.by_reference or copy.text("decoded_text") != copy.text("sha256"):  # of UTF-8 it is the copy itself
                decoded = copy.text("decoded_text")
                yield f"objects/decoded/{copy.seq:06d}-{decoded[:16]}.txt", decoded
        if headers := copy.text("http_headers"):
            yield f"objects/headers/{copy.seq:06d}-{headers[:16]}.txt", headers
    for name, table in sorted(_tables(dossier)):
        yield f"objects/tables/{table[:16]}-{_ascii(name)}", table
    for entry in dossier.of_kind("comparison", "collation"):
        report = digest(entry, "report")
        yield f"objects/reports/{entry.seq:06d}-{report[:16]}-{entry.kind}.json", report
    for entry in dossier.of_kind("anchor"):
        yield from anchor_files(entry)


def anchor_files(entry: Entry) -> Iterator[tuple[str, str]]:
    """Path and SHA-256 of an anchor, of what it was checked with and of what was stamped."""
    folder = f"{DOCUMENTATION.removeprefix('data/')}/anchors/{entry.seq:06d}"
    ending = _ENDINGS.get(str(entry.data.get("form")), "bin")
    yield f"{folder}.{ending}", digest(entry, "file")
    told = entry.data.get("certificates")
    for place, one in enumerate(told if isinstance(told, list) else []):
        if isinstance(one, str) and one in entry.blobs:
            yield f"{folder}-certificate-{place + 1}.pem", one
    if document := digest(entry, "document"):
        yield f"{folder}-document", document


def _about(store: Store, dossier: Dossier) -> Iterator[tuple[str, Iterable[bytes]]]:
    yield "data/metadata/metadata.csv", _metadata(dossier)
    yield "data/metadata/premis.xml", premis_parts(dossier, _PACKAGE)
    yield f"{DOCUMENTATION}/prov.json.gz", _packed(prov_parts(dossier))
    yield f"{DOCUMENTATION}/checkpoint.txt", [dossier.checkpoint.body().encode()]
    numbers = range(dossier.checkpoint.size) if dossier.whole else dossier.entries()
    yield f"{DOCUMENTATION}/log.jsonl", (store.entry_body(seq) + b"\n" for seq in numbers)
    for entry in dossier.of_kind("anchor"):
        if not digest(entry, "document"):  # what a time stamp is over, so that any program can check it
            state = f"{dossier.origin}\n{entry.data.get('size')}\n{entry.data.get('root')}\n"
            yield f"{DOCUMENTATION}/anchors/{entry.seq:06d}-checkpoint.txt", [state.encode()]
    for copy in () if dossier.whole else dossier.copies:  # of the whole log, none is needed
        found = msgspec.json.encode(proof.inclusion(store, copy.seq), order="deterministic") + b"\n"
        yield f"{DOCUMENTATION}/proofs/{copy.seq:06d}.json", [found]
    yield f"{DOCUMENTATION}/README.txt", [(files("policydiff.provenance") / "bag_readme.txt").read_bytes()]


def _packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same in gzip's form, the same bytes each time: PROV says who and what anew with each relation."""
    packer = compressobj(wbits=31)
    for part in parts:
        yield packer.compress(part)
    yield packer.flush()


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


def archive_name(entry: Entry) -> str:
    """What a web archive is called in the transfer: begins with its number in the log."""
    return f"{entry.seq:06d}-{str(entry.data.get('sha256'))[:16]}{_tail(str(entry.data.get('name')))}"


def _archive_path(entry: Entry) -> str:
    """Where a web archive lies in the transfer."""
    return f"objects/archives/{archive_name(entry)}"


_PACKAGE = Package(copy_path, text_path, _archive_path, f"{DOCUMENTATION.removeprefix('data/')}/log.jsonl")


def _tail(name: str) -> str:
    """What of a name is ASCII, with its ending: `-notice-2.html`, `.html`."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, ending) if dot else (name, "")
    kept = _ascii(stem)
    return (f"-{kept[:60]}" if kept else "") + (f".{_ascii(ending)[:10]}" if _ascii(ending) else "")


def _ascii(name: str) -> str:
    return _UNSAFE.sub("-", name).strip("-.")


def _metadata(dossier: Dossier) -> Iterator[bytes]:
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
    yield _row(["filename", *(f"dcterms.{term}" for term in columns), "original_name", "sha256", "log_entry"])
    for copy in dossier.copies:
        if copy.by_reference:
            continue
        cells = [
            "; ".join(dict.fromkeys(text for key in keys if (text := plain_words(copy.value(key)))))
            for keys in columns.values()
        ]
        yield _row([copy_path(copy), *map(guard, cells), guard(copy.name), copy.text("sha256"), str(copy.seq)])


def _row(cells: list[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()
