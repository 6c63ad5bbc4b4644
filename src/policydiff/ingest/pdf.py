# SPDX-License-Identifier: Apache-2.0
"""PDF: text in reading order by PDFium, in a worker process under limits.

PDFium gives the characters that a notice means (pdfminer and pypdf gave Kangxi radicals in
their place for 725 characters of one file); fonts without a character map give U+FFFD, which
is counted and never equals anything.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.page_layout import Run, lines_of
from policydiff.ingest.paged import write_pages
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.refusals import refused
from policydiff.model import Problem

MEDIA_TYPE = "application/pdf"
WORKER = Path(__file__).with_name("pdf_worker.py")

_INVISIBLE, _WHITE, _TURNED = 1, 2, 4
_UNITS = {"pages": "pages", "text_characters": "characters", "worker_bytes": "bytes of memory"}


def read_pdf(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """The text of a PDF file.

    Events: `page_break`, `page_number`, `running_head`, `line_wrap`, `hidden_text` (white or
    not drawn, beside text that is), `turned_text` (watermarks). Raises InputError PD130 over a
    limit, PD133 for a scan without a text layer, PD134 for a damaged or locked file and PD135
    where the worker did not come back.
    """
    check(len(data), limits.file_bytes, "the file", "file_bytes", "bytes")
    found = _work(data, limits)
    pages: list[dict[str, Any]] = found["pages"]
    empty = [index + 1 for index, page in enumerate(pages) if not page["runs"]]
    if len(empty) == len(pages):
        images = sum(page["images"] for page in pages)
        raise InputError(
            "PD133",
            f"no text layer: {len(pages)} pages, {images} images, no text; the file is a scan",
            "recognize its text first (for example with `ocrmypdf -l chi_sim+chi_tra`) and compare with `--ocr a` or `--ocr b`",
        )
    builder = TextBuilder(limits)
    invisible = sum(len(run[0]) for page in pages for run in page["runs"] if run[5] & _INVISIBLE)
    visible = sum(len(run[0]) for page in pages for run in page["runs"] if not run[5] & _INVISIBLE)
    recognized = invisible > visible
    text, events = write_pages((_shown(page["runs"], builder, recognized) for page in pages), builder)
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    facts = {f"document.{name.lower()}": value[:2000] for name, value in found["facts"].items() if value.strip()}
    facts["pages"] = str(len(pages))
    problems = list(summary_problems(events))
    if empty:
        problems.append(Problem("PD145", f"{len(empty)} of {len(pages)} pages have no text: {', '.join(map(str, empty[:20]))}"))
    if found["unmapped"]:
        problems.append(Problem("PD146", f"{found['unmapped']} glyphs have no character in the file's fonts and are shown as U+FFFD"))
    if recognized:
        facts["text_layer"] = "recognized"
        problems.append(Problem("PD147", "the text layer is invisible, as recognition lays it under a scan; look-alike characters may be its errors"))
    return Reading(text, events, tuple(problems), facts, None, MEDIA_TYPE)


def _shown(runs: list[list[Any]], builder: TextBuilder, recognized: bool) -> list[Run]:
    """The runs that a reader sees; the others are recorded in the builder."""
    shown: list[Run] = []
    aside: dict[int, list[Run]] = {}
    for text, x0, x1, y, size, flags in runs:
        run = Run(str(text), float(x0), float(x1), float(y), float(size))
        what = flags & _TURNED or (flags & _WHITE) or (flags & _INVISIBLE and not recognized)
        (aside.setdefault(int(what), []) if what else shown).append(run)
    for what, hidden in aside.items():
        text = "\n".join(line.text for line in lines_of(hidden)).strip()
        if text:
            note = {_TURNED: "turned", _WHITE: "white", _INVISIBLE: "not drawn"}[what]
            builder.event("turned_text" if what == _TURNED else "hidden_text", text, note)
    return shown


def _work(data: bytes, limits: Limits) -> dict[str, Any]:
    """Run the worker on `data` and return its answer."""
    arguments = [str(value) for value in (limits.worker_bytes, limits.cpu_seconds, limits.pages, limits.text_characters)]
    cure = "open the file in a PDF reader and print it to a new PDF; if it is to be trusted, raise the limits in policydiff.toml"
    try:
        done = subprocess.run([sys.executable, "-I", str(WORKER), *arguments], input=data, capture_output=True, timeout=limits.wall_seconds, check=False)
    except subprocess.TimeoutExpired:
        raise InputError("PD135", f"unreadable: reading the PDF took over {limits.wall_seconds} seconds", cure) from None
    except OSError as error:
        raise InputError("PD135", f"the process that reads PDF files cannot be started: {error}", "look at the installation of policydiff") from None
    if done.returncode:
        how = f"was stopped by signal {-done.returncode}" if done.returncode < 0 else f"ended with status {done.returncode}"
        raise InputError("PD135", f"unreadable: the process that reads the PDF {how} (a limit of {limits.cpu_seconds} s or of memory, or a broken file)", cure)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        option = answer["refused"]
        raise refused(f"the PDF ({answer['value']:,} {_UNITS[option]})", getattr(limits, option), option, _UNITS[option])
    if "unreadable" in answer:
        locked = "assword" in answer["unreadable"]
        what = "the PDF is locked by a password" if locked else f"not a readable PDF: {answer['unreadable']}"
        raise InputError("PD134", what, "save it without a password first" if locked else "fetch the file again, or print it to a new PDF")
    return answer
