# SPDX-License-Identifier: Apache-2.0
"""The list of pairs a batch compares: CSV with the header `a,b` or `id,a,b`, or JSON lines with these keys.

Everything that can be known from the list alone is checked before any work, with line numbers.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from os.path import join, normpath
from pathlib import Path

from policydiff.copies import locate
from policydiff.errors import InputError, Said
from policydiff.ingest.opening import content_of, there
from policydiff.model import Reason
from policydiff.reasons import because

SHOWN = 20
"""So many faults of one manifest are told; the rest is counted."""
_OWN = ("id", "a", "b")


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the manifest: an id, both names as written, where the files are, the user's own columns.

    Paths are absolute: a worker may stand in another folder, and a file may be called `-`.
    """

    id: str
    a: str
    b: str
    path_a: Path
    path_b: Path
    columns: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    """The line of the manifest, None where there is none."""


@dataclass(frozen=True, slots=True)
class _Record:
    line: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    line: int
    rule: Reason


def read_manifest(path: Path, root: Path | None = None) -> tuple[Pair, ...]:
    """Read a manifest; relative paths are relative to it, and all must lie under `root` (its folder unless given).

    Raises:
        InputError: PD301 where the file cannot be read, PD302 where a column is missing, PD303 where a
            line lacks a value, PD304 where an id stands twice, PD305 where a path leads outside, PD112
            where no number of a notice stands behind the `#` of a file; all faults of one manifest are
            in one error.
    """
    text = _text(path)
    records = (
        _json_lines if path.suffix.lower() in (".jsonl", ".ndjson", ".json") or text.lstrip()[:1] == "{" else _rows
    )
    faults: list[_Fault] = []
    pairs = tuple(_pairs(records(text, faults), path, root or path.parent, faults))
    if faults:
        faults.sort(key=lambda fault: fault.line)
        raise InputError(faults[0].code, (str(path), _told(faults)))
    return pairs


def missing_files(pairs: Iterable[Pair]) -> Iterator[tuple[Pair, str]]:
    """The pairs whose files are not there, each with the name of the file; known before any work."""
    for pair in pairs:
        for name, path in ((pair.a, pair.path_a), (pair.b, pair.path_b)):
            if not there(locate(path).file):
                yield pair, name


def _text(path: Path) -> str:
    try:
        return content_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise InputError(
            "PD301", (str(path), because("at_line", line=line), because("manifest_encoding", at=error.start))
        ) from None
    except OSError as error:
        raise InputError("PD301", (str(path), because("manifest_unreadable", reason=error.strerror or error))) from None


def _told(faults: list[_Fault]) -> Said:
    lines: list[Said] = [(because("at_line", line=fault.line), fault.rule) for fault in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(because("and_more", n=len(faults) - SHOWN))
    return lines[0] if len(lines) == 1 else [because("faults", n=len(faults)), *lines]


def _rows(text: str, faults: list[_Fault]) -> Iterator[_Record]:
    """The records of a CSV file; blank lines are passed over."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    try:
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = [name.strip() for name in cells]
                if not _header(columns, rows.line_num, faults):
                    return
            elif len(cells) > len(columns):
                faults.append(
                    _Fault("PD303", rows.line_num, because("manifest_cells", n=len(cells), columns=len(columns)))
                )
            else:
                yield _Record(rows.line_num, dict(zip(columns, cells, strict=False)))
    except csv.Error as error:
        faults.append(_Fault("PD301", rows.line_num, because("manifest_no_csv", error=error)))
    if columns is None and not faults:
        faults.append(_Fault("PD302", 1, because("manifest_no_header")))


def _header(columns: list[str], line: int, faults: list[_Fault]) -> bool:
    faults += [
        _Fault("PD302", line, because("manifest_no_column", name=name)) for name in ("a", "b") if name not in columns
    ]
    faults += [
        _Fault("PD302", line, because("manifest_column_twice", name=name))
        for name in dict.fromkeys(columns)
        if name and columns.count(name) > 1
    ]
    return not faults


def _json_lines(text: str, faults: list[_Fault]) -> Iterator[_Record]:
    """The records of JSON lines; numbers and truth values of the user's own keys become text."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            faults.append(_Fault("PD301", number, because("manifest_no_json", error=error)))
            continue
        if not isinstance(found, dict):
            faults.append(_Fault("PD303", number, because("manifest_no_object")))
            continue
        yield _Record(number, {key: _as_text(value) for key, value in found.items()})


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _pairs(records: Iterator[_Record], manifest: Path, root: Path, faults: list[_Fault]) -> Iterator[Pair]:
    """The pairs that the records name; the fault of a record that names none joins `faults`, with its line."""
    seen: dict[str, int] = {}
    bound = normpath(Path.cwd() / root)
    base = Path(normpath(Path.cwd() / manifest.parent))
    for count, record in enumerate(records, 1):
        a, b = (record.values.get(name, "").strip() for name in ("a", "b"))
        if not a or not b:
            faults.append(_Fault("PD303", record.line, because("manifest_no_value", name="a" if not a else "b")))
            continue
        if not _encodable(record):
            faults.append(_Fault("PD303", record.line, because("manifest_half_surrogate")))
            continue
        name = record.values.get("id", "").strip() or str(count)
        if name in seen:
            faults.append(_Fault("PD304", record.line, because("manifest_id_twice", name=name, line=seen[name])))
            continue
        seen[name] = record.line
        outside = [path for path in (a, b) if not _inside(path, str(base), bound)]
        if outside:
            faults += [
                _Fault("PD305", record.line, because("manifest_outside", path=path, root=root)) for path in outside
            ]
            continue
        unnumbered = [path for path in (a, b) if "#" in path and not _numbered(base / path)]
        if unnumbered:
            faults += [
                _Fault("PD112", record.line, because("manifest_notice_number", path=path)) for path in unnumbered
            ]
            continue
        columns = {key: value for key, value in record.values.items() if key and key not in _OWN}
        yield Pair(name, a, b, base / a, base / b, columns, record.line)


def _encodable(record: _Record) -> bool:
    """Can it be written as UTF-8? JSON may hold halves of surrogate pairs."""
    try:
        "".join((*record.values, *record.values.values())).encode()
    except UnicodeEncodeError:
        return False
    return True


def _numbered(path: Path) -> bool:
    """Is it anything but `FILE#…` with something other than a number behind the mark?"""
    try:
        locate(path)
    except InputError:
        return False
    return True


def _inside(name: str, base: str, bound: str) -> bool:
    """Does the path, as it is written, stay under the folder? Links are the user's own and are followed."""
    if "\0" in name:
        return False
    there = normpath(join(base, name))  # noqa: PTH118 (ten times as fast as path objects, for each of a hundred thousand pairs)
    return there == bound or there.startswith(join(bound, ""))  # noqa: PTH118
