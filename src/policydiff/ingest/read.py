# SPDX-License-Identifier: Apache-2.0
"""The door to every copy: bytes read once, hashed once, given to the reader of their kind."""

import re
import sys
from hashlib import sha256
from io import FileIO
from os import R_OK, X_OK, PathLike, access, fsencode, fspath, fstat
from pathlib import Path, PurePath
from typing import BinaryIO, Literal

from policydiff.errors import InputError
from policydiff.ingest.address import is_address, not_fetched
from policydiff.ingest.decode import damage, lost_characters
from policydiff.ingest.formats import open_source
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.opening import NoFileError, open_file, there
from policydiff.ingest.outside import outside_problems
from policydiff.ingest.reading import Reading
from policydiff.ingest.refusals import refused
from policydiff.ingest.source import Source
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.model import EncodingFacts, Problem, Witness
from policydiff.reasons import because

STDIN = "-"
PAYLOAD = "payload.sha256"
"""In the metadata of a witness: its bytes are those of a capture, not of the whole file."""
_CHUNK = 1 << 20
_UNICODE = EncodingFacts(used="unicode", basis="format")
"""For formats that say themselves how their bytes become characters."""


def read(
    source: str | bytes | PathLike[str],
    name: str | None = None,
    *,
    part: str | None = None,
    declared: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
    tracked: Literal["accepted", "original"] = "accepted",
    whole_page: bool = False,
    tools: Tools = DEFAULT_TOOLS,
) -> Witness:
    """Read one copy.

    A `str` is the text itself, a path object a file (`Path("-")` is standard input), bytes
    the content of a file. `name` is what messages and reports call it, `declared` an encoding
    label known from outside. `file.warc.gz#URL` is one capture of a web archive; of bytes,
    and where the path does not say it, `part` names it. The hash is of the bytes (of a
    capture's body; of a `str`, of its UTF-8 form). `tracked`, `whole_page` and `tools` are as in
    `Source`.

    Raises:
        InputError: PD101 cannot be opened, PD113 a URL, PD102 a folder, PD110 a pipe or a device, PD103
            nothing in it, PD104 not a text or of a kind that is not read, PD105 bytes that are not text; PD130 over a
            limit; and those of the reader of its kind. The message begins with the name.
    """
    if isinstance(source, str):
        called = name or "text"
    elif isinstance(source, bytes):
        called = name or "bytes"
    else:
        called = name or name_of(source)
    try:
        if isinstance(source, str):
            return _from_text(source, called, limits)
        if isinstance(source, bytes):
            data = source
        else:
            path, named = (source, None) if part else capture_named(source)
            data, part = bytes_of(path, limits, called), part or named
        check(len(data), limits.file_bytes, "the file", "file_bytes", "bytes")
        return _from_bytes(Source(data, called, declared, limits, tracked, whole_page, part, tools=tools))
    except InputError as error:
        raise error.at(called) from error


_ADDRESS = re.compile(r"(#(?:[0-9]+/)?https?:)/(?=[^/])")
"""The beginning of an address behind a name, of whose slashes a path keeps one."""


def capture_named(path: PathLike[str]) -> tuple[Path, str | None]:
    """The file, and what is named after it: a capture (`file.warc.gz#URL`), a file (`file.zip#NAME`), an attachment
    (`file.eml#NAME`).

    A file of the whole name is that file.
    """
    text = fspath(path)
    match = (
        re.match(r"^(.{1,4000}?\.(?:warc|warc\.gz|wacz|zip|eml|mht|mhtml))#(.+)$", text, re.DOTALL | re.IGNORECASE)
        if "#" in text
        else None
    )
    if match and not PurePath(text).name.startswith("#") and not there(text):
        return Path(match[1]), _ADDRESS.sub(r"\1//", f"#{match[2]}")[1:]
    return path if isinstance(path, Path) else Path(path), None


def name_of(path: PathLike[str] | str) -> str:
    """How messages and reports call a file: its path, in which bytes that are not characters become escapes.

    The address of a capture in an archive has both its slashes again, of which a path keeps one."""
    return _ADDRESS.sub(r"\1//", fsencode(path).decode("utf-8", "backslashreplace"))


def bytes_of(path: PathLike[str], limits: Limits, called: str) -> bytes:
    """All bytes of a file, within the limit of its size.

    Raises:
        InputError: as `read`, without the name.
    """
    if fspath(path) == STDIN:
        return _bounded(sys.stdin.buffer, limits)
    try:
        with open_file(path) as file:
            return _bounded(file, limits, fstat(file.fileno()).st_size)
    except NoFileError as error:
        raise InputError("PD110", because("file_no_file", what=error.strerror)) from None
    except IsADirectoryError:
        if not access(path, R_OK | X_OK):
            raise InputError("PD101", because("folder_forbidden")) from None
        raise InputError("PD102", because("folder")) from None
    except FileNotFoundError:
        if is_address(called):
            raise not_fetched(called) from None
        raise InputError("PD101", because("file_absent")) from None
    except PermissionError:
        raise InputError("PD101", because("file_forbidden")) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError("PD101", because("file_unreadable", reason=reason)) from None


def _bounded(file: BinaryIO | FileIO, limits: Limits, size: int = 0) -> bytes:
    """All bytes of a file that says it has `size` (a pipe says 0), or an error as soon as there are too many (a pipe
    may never end)."""
    if (
        0 < size <= limits.file_bytes
    ):  # room for as much as the file says: room for as much as the limit allows costs more than a small file
        data = file.read(size + 1) or b""
        if len(data) == size:
            return data
    else:
        data = b""
    rest = [data]
    left = limits.file_bytes + 1 - len(data)
    while left > 0 and (more := file.read(min(left, _CHUNK))):
        rest.append(more)
        left -= len(more)
    if left <= 0:
        raise refused("the file", limits.file_bytes, "file_bytes", "bytes")
    return b"".join(rest)


def _from_bytes(source: Source) -> Witness:
    if not source.data:
        raise _empty("file_empty")
    reading = open_source(source)
    if not reading.text.strip():
        raise _empty("file_without_text")
    payload = reading.metadata.get(PAYLOAD), reading.metadata.get("payload.size")
    return Witness(
        name=source.name,
        sha256=payload[0] or sha256(source.data).hexdigest(),
        size=int(payload[1] or len(source.data)),
        text=reading.text,
        encoding=reading.encoding or _UNICODE,
        media_type=reading.media_type,
        problems=(*reading.problems, *_lost(reading), *outside_problems(reading.events)),
        events=reading.events,
        metadata=reading.metadata,
        grids=reading.grids,
        recognized=reading.recognized,
        printed=reading.printed,
        within=reading.within,
    )


def _lost(reading: Reading) -> tuple[Problem, ...]:
    """That the text has characters which were lost, where the reader of its kind does not say so."""
    if "\ufffd" not in reading.text or any(said.code in ("PD108", "PD146") for said in reading.problems):
        return ()
    return lost_characters(reading.text)


def _empty(key: str) -> InputError:
    return InputError("PD103", because(key))


def _from_text(text: str, name: str, limits: Limits) -> Witness:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError("PD105", because("half_surrogate", at=f"{error.start:,}")) from None
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    body = text.removeprefix("\ufeff")
    if not body.strip():
        raise _empty("file_without_text")
    facts = EncodingFacts(used="utf-8", basis="given as text", bom=len(body) < len(text))
    return Witness(name, sha256(data).hexdigest(), len(data), body, facts, problems=damage(body))
