# SPDX-License-Identifier: Apache-2.0
"""A PROV-JSON document under construction: its parts wait in a temporary file each, so that a store of any size can be
written out."""

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Any, Self

Json = dict[str, Any]
_IN_MEMORY = 1 << 20
"""Bytes of a section that are kept in memory before they go to a file."""
_CHUNK = 1 << 16
ORDER = (
    "entity",
    "activity",
    "agent",
    "wasGeneratedBy",
    "used",
    "wasAssociatedWith",
    "wasAttributedTo",
    "wasDerivedFrom",
    "specializationOf",
    "hadMember",
    "wasInvalidatedBy",
)
"""The sections of the document, in the order in which they are written; bundles come last."""


class Sections:
    """The sections of a document; relations are numbered as they come, and what is named twice is there once."""

    def __init__(self, prefix: str, prefixes: Json) -> None:
        self._prefix = prefix
        self._prefixes = prefixes
        self._files: dict[str, SpooledTemporaryFile[bytes]] = {}
        self._seen: set[str] = set()
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()

    def put(self, kind: str, name: str, attributes: Json) -> None:
        """Add an entity, activity or agent, unless it is there."""
        if name not in self._seen:
            self._seen.add(name)
            self._write(kind, name, attributes)

    def relate(self, kind: str, about: Json | None = None, **ends: str) -> None:
        """Add a relation between two things, each end by its PROV role."""
        self._count += 1
        relation = {f"prov:{role}": name for role, name in ends.items()}
        self._write(kind, f"_:{self._prefix}{self._count}", relation | (about or {}))

    def relate_once(self, kind: str, **ends: str) -> None:
        """Add a relation, unless it is there."""
        key = f"{kind} {sorted(ends.items())}"
        if key not in self._seen:
            self._seen.add(key)
            self.relate(kind, None, **ends)

    def bundle(self, name: str, parts: Json) -> None:
        """Add a bundle with its own records."""
        self._write("bundle", name, {"prefix": self._prefixes, **parts})

    def _write(self, kind: str, name: str, content: Json) -> None:
        if kind not in self._files:
            self._files[kind] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed with the document)
        file = self._files[kind]
        comma = b",\n" if file.tell() else b""
        file.write(comma + f"{_spelt(name)}:{_spelt(content)}".encode())

    def render(self) -> Iterator[bytes]:
        """The document, piece by piece."""
        yield b'{\n"prefix": ' + json.dumps(self._prefixes, ensure_ascii=False, sort_keys=True).encode()
        for kind in (*ORDER, "bundle"):
            file = self._files.get(kind)
            if file is None:
                continue
            yield f',\n"{kind}": {{\n'.encode()
            file.seek(0)
            while data := file.read(_CHUNK):
                yield data
            yield b"\n}"
        yield b"\n}\n"


def _spelt(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def qualified(name: str | None) -> Json:
    """A name of a vocabulary as a value."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
