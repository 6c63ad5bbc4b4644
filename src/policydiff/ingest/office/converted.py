# SPDX-License-Identifier: Apache-2.0
"""What only other programs read (`.doc`, `.wps`, `.rtf`, `.xls`, `.et`): converted by LibreOffice, where it is
installed, and read as what that gives.

LibreOffice measures better than readers in Python: it writes out the numbers of lists, keeps tables and tracked
changes, and gives cells with their formats (python-calamine gives 0.35 for 35%). It goes by way of DOCX, in which it
keeps raised digits where ODT has them in styles of its own. What was converted, by which release and to what stands in
the metadata.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from policydiff.errors import InputError
from policydiff.ingest.apart import TOO_LONG
from policydiff.ingest.bounded import command
from policydiff.ingest.limits import Limits
from policydiff.ingest.office.compound import top_names
from policydiff.ingest.package import Package
from policydiff.ingest.reading import Reading
from policydiff.ingest.sniff import media_type
from policydiff.ingest.source import Source
from policydiff.reasons import because

WORKER = Path(__file__).with_name("soffice_worker.py")
_FAILED = "PD151"
_LARGEST = 256 << 20
"""Bytes of a converted document that are taken."""
_OUTLOOK, _LOCKED = "__substg1.0_", "EncryptedPackage"
_GENERATOR = re.compile(rb"<Application>([^<]{1,200})<")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of file that LibreOffice reads: what it is called, its ending, what it becomes."""

    what: str
    ending: str
    wanted: str
    media_type: str


_WORD = _Kind("a binary Word or WPS file", "doc", "docx", "application/msword")
_EXCEL = _Kind("a binary Excel or ET file", "xls", "xlsx", "application/vnd.ms-excel")
_RTF = _Kind("an RTF file", "rtf", "docx", "application/rtf")
_STREAMS = {"WordDocument": _WORD, "Workbook": _EXCEL, "Book": _EXCEL}
"""Streams at the top of a compound file ([MS-DOC] 2.1, [MS-XLS] 2.1), which WPS Office writes too."""


def read_compound(source: Source) -> Reading:
    """A compound file: Word, WPS, Excel, ET by LibreOffice; others are refused, each by its name.

    Raises:
        InputError: PD132 for what is not read; as `converted`.
    """
    names = top_names(source.data) or _anywhere(source.data)
    if _LOCKED in names:
        raise _not_read("an Office file locked by a password", "save_without_password")
    if any(name.startswith(_OUTLOOK) for name in names):
        raise _not_read("an Outlook mail (.msg)", "save_mail")
    kinds = [kind for name, kind in _STREAMS.items() if name in names]
    if not kinds:
        raise _not_read("a binary Office file, or what is left of one", "save_as_docx")
    return converted(source, kinds[0])


def _anywhere(data: bytes) -> frozenset[str]:
    """The names that tell kinds apart, found without the directory of a file that is damaged."""
    return frozenset(name for name in (_LOCKED, _OUTLOOK) if name.encode("utf-16-le") in data)


def read_rtf(source: Source) -> Reading:
    """An RTF file.

    Raises:
        InputError: as `converted`.
    """
    return converted(source, _RTF)


def converted(source: Source, kind: _Kind) -> Reading:
    """What LibreOffice makes of the file, read.

    Raises:
        InputError: PD132 where there is no LibreOffice; PD311 where it took too long; PD151 where it made nothing.
    """
    program = shutil.which(source.tools.soffice)
    if program is None:
        raise InputError("PD132", because("needs_libreoffice", what=kind.what))
    made = convert(source.data, program, kind, source.limits)
    found = media_type(made, "")
    reading = _reader(found)(replace(source, data=made))
    facts = {
        "conversion.program": _generator(made, source.limits),
        "conversion.from": kind.media_type,
        "conversion.from.sha256": sha256(source.data).hexdigest(),
        "conversion.to": found,
        "conversion.text.sha256": sha256(reading.text.encode()).hexdigest(),
    }
    return replace(reading, media_type=kind.media_type, metadata={**reading.metadata, **facts})


def _reader(kind: str) -> Callable[[Source], Reading]:
    from policydiff.ingest.office import docx, xlsx

    readers = {docx.MEDIA_TYPE: docx.reader, xlsx.MEDIA_TYPE: xlsx.reader}
    if kind not in readers:
        raise InputError(_FAILED, because("conversion_failed", what=kind, how="gave something that was not asked for"))
    return readers[kind]


def _generator(made: bytes, limits: Limits) -> str:
    """The name and release that a converted file gives of the program that wrote it."""
    package = Package(made, limits)
    found = _GENERATOR.search(package.read("docProps/app.xml") or b"")
    return found[1].decode("utf-8", "replace") if found else "LibreOffice"


def convert(data: bytes, program: str, kind: _Kind, limits: Limits) -> bytes:
    """Run the worker on `data` and return the converted document."""
    arguments = [program, kind.ending, kind.wanted, str(_LARGEST), str(limits.wall_seconds)]
    try:
        process = subprocess.Popen(
            command(WORKER, arguments, limits.worker_bytes, limits.wall_seconds + 2, _LARGEST),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it outlives whoever asks for as long as it takes to end LibreOffice
        )
    except OSError as error:
        raise InputError(_FAILED, because("helper_absent", error=str(error))) from None
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(len(data).to_bytes(8, "big") + data)
        process.stdin.flush()
        head, _, made = process.stdout.read().partition(b"\n")
    except BrokenPipeError:
        head, made = b"", b""
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()
    failed = json.loads(head)["failed"] if head else "ended without an answer"
    if failed == "time":
        raise InputError(TOO_LONG, because("conversion_slow", seconds=limits.wall_seconds))
    if failed:
        raise InputError(_FAILED, because("conversion_failed", what=kind.what, how=failed))
    return made


def _not_read(what: str, cure: str) -> InputError:
    return InputError("PD132", because(f"kind_not_read_{cure}", what=what))
