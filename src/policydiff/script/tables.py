# SPDX-License-Identifier: Apache-2.0
"""The tables that ship with the package, by name, and their digests."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

NAMES = ("characters", "evidence", "scoped")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of one shipped table without its header, as tuples of cells."""
    text = (files("policydiff") / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines()[1:])


def digests() -> dict[str, str]:
    """SHA-256 of each shipped table, in hexadecimal, for a result's provenance."""
    folder = files("policydiff") / "tables"
    return {name: sha256((folder / f"{name}.tsv").read_bytes()).hexdigest() for name in NAMES}
