# SPDX-License-Identifier: Apache-2.0
"""The list of pairs a batch compares: a CSV with the header `a,b` or `id,a,b`."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from policydiff.errors import InputError


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the manifest: an id, both names as written, and where the files are."""

    id: str
    a: str
    b: str
    path_a: Path
    path_b: Path


def read_manifest(path: Path) -> tuple[Pair, ...]:
    """Read a manifest; relative paths are relative to it.

    Raises:
        InputError: PD301 where the file cannot be read, PD302 where a column is missing,
            PD303 where a line lacks a value, PD304 where an id stands twice.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError("PD301", f"{path}: cannot be read: {error.strerror or error}", "give the path of a CSV file with the header a,b or id,a,b") from None
    except UnicodeDecodeError as error:
        raise InputError("PD301", f"{path}: is not UTF-8 (byte {error.start})", "save the manifest as UTF-8") from None
    return tuple(_pairs(path, text))


def _pairs(path: Path, text: str) -> Iterator[Pair]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    columns = [name.strip() for name in rows.fieldnames or []]
    rows.fieldnames = columns
    missing = [name for name in ("a", "b") if name not in columns]
    if missing:
        raise InputError("PD302", f"{path}: line 1: no column {' and no column '.join(missing)}", "the first line must be a,b or id,a,b")
    seen: dict[str, int] = {}
    for row in rows:
        line = rows.line_num
        a, b = (row.get("a") or "").strip(), (row.get("b") or "").strip()
        if not a or not b:
            raise InputError("PD303", f"{path}: line {line}: a and b must both be given", "fill in both paths, or remove the line")
        name = (row.get("id") or "").strip() or str(len(seen) + 1)
        if name in seen:
            raise InputError("PD304", f"{path}: line {line}: the id {name} stands on line {seen[name]} already", "give each pair an id of its own")
        seen[name] = line
        yield Pair(name, a, b, path.parent / a, path.parent / b)
