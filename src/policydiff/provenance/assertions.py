# SPDX-License-Identifier: Apache-2.0
"""What people say of copies: by options, or in a CSV table with a line a file."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policydiff.errors import InputError, UsageError
from policydiff.ingest.opening import content_of
from policydiff.provenance.edtf import parse_stated
from policydiff.provenance.fields import ASSERTABLE
from policydiff.provenance.value import Value
from policydiff.reasons import because

COLUMNS = {"url": "url_requested", "identifier": "identifiers", "memento": "archive_copy"}
"""Short names that options and tables use, and the field each means."""
_TIMES = ("retrieved", "signed_date", "site_published")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SCHEMES = (("ark:", "ARK"), ("doi:", "DOI"), ("10.", "DOI"), ("hdl:", "Handle"), ("urn:", "URN"), ("http", "URL"))
MAX_ROWS = 1_000_000


@dataclass(frozen=True, slots=True)
class Assertions:
    """What is asserted of one file or of all: fields by key, each a Value with basis asserted."""

    values: dict[str, Value] = field(default_factory=dict)

    def over(self, record: Mapping[str, Value]) -> dict[str, Value]:
        """A record with these beside what it has; a value that the program saw keeps its place."""
        return {key: value.besides(self.values[key]) if key in self.values else value for key, value in record.items()}

    def merged(self, later: "Assertions") -> "Assertions":
        """These and others; the others win, being said of fewer files."""
        return Assertions({**self.values, **later.values})


def assertions(said: Mapping[str, str | Iterable[str] | None], source: str) -> Assertions:
    """Turn what was said (field or short name → text) into values.

    Raises InputError PD411 for a time that is none, UsageError PD412 for a field that nobody can assert.
    """
    values: dict[str, Value] = {}
    other: dict[str, object] = {}
    for name, text in said.items():
        texts = [text] if isinstance(text, str) else list(text or ())
        texts = [one.strip() for one in texts if one.strip()]
        if not texts:
            continue
        key = COLUMNS.get(name, name)
        if key not in ASSERTABLE or key == "other":
            other[name] = texts[0] if len(texts) == 1 else texts
            continue
        values[key] = Value("asserted", _value(key, texts), source)
    if other:
        values["other"] = Value("asserted", other, source)
    return Assertions(values)


def _value(key: str, texts: list[str]) -> object:
    if key in _TIMES:
        return parse_stated(texts[0]).plain()
    if key == "identifiers":
        return [identifier(text) for text in texts]
    return texts[0] if len(texts) == 1 else texts


def identifier(text: str) -> dict[str, object]:
    """An identifier from elsewhere with its scheme: `ark:/12148/…`, `AIP=<uuid>`, a plain UUID."""
    scheme, sign, value = text.partition("=")
    if sign and re.fullmatch(r"[A-Za-z][A-Za-z0-9 _-]{0,40}", scheme):
        return {"type": scheme, "value": value.strip()}
    if _UUID.fullmatch(text):
        return {"type": "UUID", "value": text.lower()}
    found = next((name for prefix, name in _SCHEMES if text.lower().startswith(prefix)), "local")
    return {"type": found, "value": text}


def read_table(path: Path) -> dict[str, Assertions]:
    """What a CSV table says, by the name in its column `file`.

    Raises InputError PD413 where the table cannot be used, with the line.
    """
    try:
        text = content_of(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("PD413", because("facts_encoding", file=path, error=error)) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    said: dict[str, Assertions] = {}
    try:
        if "file" not in (reader.fieldnames or ()):
            raise InputError("PD413", (because("facts_at", file=path, line=1), because("facts_no_column")))
        for row in reader:
            _row(path, reader.line_num, row, said)
    except csv.Error as error:
        raise InputError(
            "PD413", (because("facts_at", file=path, line=reader.line_num), because("facts_quotes", error=error))
        ) from error
    return said


def _row(path: Path, line: int, row: Mapping[str | None, str | list[str] | None], said: dict[str, Assertions]) -> None:
    name = row.get("file")
    if None in row:
        raise InputError("PD413", (because("facts_at", file=path, line=line), because("facts_cells")))
    if not isinstance(name, str) or not name.strip():
        raise InputError("PD413", (because("facts_at", file=path, line=line), because("facts_no_file")))
    if name in said or len(said) >= MAX_ROWS:
        raise InputError("PD413", (because("facts_at", file=path, line=line), because("facts_twice", name=name)))
    try:
        said[name] = assertions(
            {key: value for key, value in row.items() if key and key != "file" and isinstance(value, str)},
            f"{path.name}, line {line}",
        )
    except (InputError, UsageError) as error:
        raise InputError("PD413", error.said, error.help).at(because("facts_at", file=path, line=line)) from error
