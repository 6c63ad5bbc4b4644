# SPDX-License-Identifier: Apache-2.0
"""PDF: text in reading order by PDFium, in a worker process under limits.

PDFium gives the characters that a notice means (pdfminer and pypdf gave Kangxi radicals in
their place for 725 characters of one file); fonts without a character map give U+FFFD, which
is counted and never equals anything.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from policydiff.errors import InputError
from policydiff.ingest.bounded import command
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits, check
from policydiff.ingest.printed.page_layout import Run, lines_of
from policydiff.ingest.printed.paged import Note, Sheet, write_pages
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.refusals import refused
from policydiff.ingest.scanned.layers import checked_pages, looked_at
from policydiff.ingest.scanned.pictures import nothing_recognized, recognition_facts, recognition_problems
from policydiff.ingest.scanned.placing import placed, sheet_of
from policydiff.ingest.scanned.recognizing import Recognized, can_recognize, recognized
from policydiff.ingest.source import Source
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.model import Problem, ReadingEvent
from policydiff.reasons import because, problem
from policydiff.recognized import PrintedLine, RecognizedLine

MEDIA_TYPE = "application/pdf"
WORKER = Path(__file__).with_name("pdf_worker.py")

_INVISIBLE, _WHITE, _SLANTED, _OUTSIDE = 1, 2, 4, 8
_HIDDEN = {_WHITE: "white", _OUTSIDE: "beside the page", _INVISIBLE: "not drawn"}
_UNITS = {"pages": "pages", "text_characters": "characters", "worker_bytes": "bytes of memory"}
_WATERMARK = 2.0
"""Times the size of the page's text from which on slanted text is called a watermark."""


def read_pdf(data: bytes, limits: Limits = DEFAULT_LIMITS, tools: Tools = DEFAULT_TOOLS) -> Reading:
    """The text of a PDF file; of pages that are pictures, what is recognized of them where the extra `ocr` is installed
    (`tools` says how).

    Events: `page_break`, `page_number`, `running_head`, `line_wrap`, `ruby`, `hidden_text` (white, beside the page or
    not drawn, beside text that is), and of what is seen and not in the text: `turned_text` (slanted: stamps,
    watermarks), `comment`, `annotation`, `unread` (large pictures, pages without text, glyphs without characters).
    Raises InputError PD130 over a limit, PD133 for a scan without a text layer, PD134 for a damaged or locked file and
    PD135 where the worker did not come back."""
    check(len(data), limits.file_bytes, "the file", "file_bytes", "bytes")
    found = _work(data, limits)
    pages: list[dict[str, Any]] = found["pages"]
    scanned = _scanned(data, pages, limits, tools)
    layers = _recognized(pages)
    empty = [number for number in _without_text(pages) if pages[number - 1]["unread"]]
    builder = TextBuilder(limits)
    printed: list[PrintedLine] = []
    text, events = write_pages(_sheets(pages, layers, scanned), builder, printed)
    events += tuple(ReadingEvent("unread", len(text), len(text), "", note) for note in found["attached"])
    check(len(text), limits.text_characters, "the text", "text_characters", "characters")
    facts = {f"document.{name.lower()}": value[:2000] for name, value in found["facts"].items() if value.strip()}
    facts["pages"] = str(len(pages))
    problems = [*summary_problems(events)]
    if scanned:
        problems += recognition_problems(scanned.pages, len(pages))
        facts |= recognition_facts(scanned)
    elif empty:
        problems.append(
            problem(
                "PD145", "pages_without_text", n=len(empty), total=len(pages), pages=", ".join(map(str, empty[:20]))
            )
        )
    unmapped = sum(page["unmapped"] for page in pages)
    if unmapped:
        first = text.find("\ufffd")
        place = (first, first + 1) if first >= 0 else (None, None)
        problems.append(problem("PD146", "glyphs_unmapped", *place, n=unmapped))
    lines = placed(text, events, scanned.pages) if scanned else ()
    if any(layers):
        facts["text_layer"] = "recognized"
        checked, told, said = _layers(text, printed, layers, Source(data, "", limits=limits, tools=tools))
        lines, events = _in_text_order(lines, checked), (*events, *told)
        problems.append(said)
    read = {line.page for line in lines}
    own = tuple(line for line in printed if line.page not in read)
    return Reading(text, events, tuple(problems), facts, None, MEDIA_TYPE, builder.grids, lines, own)


def _layers(
    text: str, printed: list[PrintedLine], layers: list[bool], source: Source
) -> tuple[tuple[RecognizedLine, ...], tuple[ReadingEvent, ...], Problem]:
    """What comes of holding invisible text against the pictures above it."""
    numbers = [number for number, layer in enumerate(layers, 1) if layer]
    found = looked_at(numbers, source)
    return checked_pages(text, printed, numbers, found) if found else ((), (), problem("PD147", "recognized_layer"))


def _in_text_order(*lines: tuple[RecognizedLine, ...]) -> tuple[RecognizedLine, ...]:
    return tuple(sorted((line for some in lines for line in some), key=lambda line: line.start))


def _without_text(pages: list[dict[str, Any]]) -> list[int]:
    """Numbers of the pages without any text."""
    return [number for number, page in enumerate(pages, 1) if not page["runs"] and not page["typed"]]


def _scanned(data: bytes, pages: list[dict[str, Any]], limits: Limits, tools: Tools) -> Recognized | None:
    """What is recognized of the pages that are pictures, None where there are none or nobody to recognize them."""
    empty = _without_text(pages)
    found = None
    wanted = [number for number in empty if pages[number - 1]["unread"] or pages[number - 1]["pictures"]]
    if wanted and can_recognize():
        found = recognized(data, limits, tools, wanted)
    if len(empty) < len(pages) or (found and any(page["lines"] for page in found.pages)):
        return found
    if found:
        raise nothing_recognized(len(pages))
    raise InputError("PD133", because("pdf_scan", pages=len(pages), images=sum(page["pictures"] for page in pages)))


def _recognized(pages: list[dict[str, Any]]) -> list[bool]:
    """For each page, whether its text lies invisibly under a picture of it, as recognition lays it."""
    counts = [
        [sum(len(run[0]) for run in page["runs"] if bool(run[5] & _INVISIBLE) == hidden) for hidden in (True, False)]
        for page in pages
    ]
    whole = sum(hidden for hidden, _ in counts) > sum(shown for _, shown in counts)
    return [
        hidden > shown and (whole or page["pictures"] > 0) for page, (hidden, shown) in zip(pages, counts, strict=True)
    ]


def _sheets(pages: list[dict[str, Any]], layers: list[bool], scanned: Recognized | None) -> Iterator[Sheet]:
    """The pages one after the other; the runs of each are let go as it is taken: a document may have two thousand."""
    seen = {page["number"]: page for page in scanned.pages if page["lines"]} if scanned else {}
    for number, (page, layer) in enumerate(zip(pages, layers, strict=True), 1):
        sheet = sheet_of(seen[number]) if number in seen else _sheet(page, layer)
        page["runs"] = page["typed"] = ()
        yield sheet


def _sheet(page: dict[str, Any], layer: bool) -> Sheet:
    """What a page shows, and what of it is set aside."""
    shown: list[Run] = []
    aside: dict[int, list[Run]] = {}
    for given in page["runs"]:
        run, flags = _run(given), given[5]
        what = next(
            (
                flag
                for flag in (_OUTSIDE, _WHITE, _INVISIBLE, _SLANTED)
                if flags & flag and not (flag == _INVISIBLE and layer)
            ),
            0,
        )
        (aside.setdefault(what, []) if what else shown).append(run)
    notes: list[Note] = []
    for what, hidden in aside.items():
        text = "\n".join(line.text for line in lines_of(hidden)).strip()
        if text and what == _SLANTED:
            notes.append(("turned_text", text, _slanted(hidden, shown)))
        elif text:
            notes.append(("hidden_text", text, _HIDDEN[what]))
    notes += [(kind, text.strip(), note) for kind, text, note in page["notes"]]
    notes += [("unread", "", note) for note in page["unread"] if not (layer and note.startswith("picture"))]
    return Sheet(
        shown,
        [_run(given) for given in page["typed"] if given[5] & ~_WHITE == 0],
        [tuple(rule) for rule in page["rules"]],
        [tuple(rule) for rule in page["uprights"]],
        notes,
    )


def _run(given: list[Any]) -> Run:
    text, x0, x1, y, size, _, turn, spacing = given
    return Run(str(text), float(x0), float(x1), float(y), float(size), turn=int(turn), spacing=spacing)


def _slanted(runs: list[Run], shown: list[Run]) -> str:
    """What slanted text is called: a watermark where it is much larger than the text."""
    body = median(run.size for run in shown) if shown else 0.0
    return "watermark" if max(run.size for run in runs) >= _WATERMARK * body else "slanted text"


def _work(data: bytes, limits: Limits) -> dict[str, Any]:
    """Run the worker on `data` and return its answer."""
    memory = limits.worker_bytes * 3 // 4
    arguments = [str(value) for value in (memory, limits.pages, limits.text_characters)]
    try:
        done = subprocess.run(
            command(WORKER, arguments, memory, limits.cpu_seconds),
            input=data,
            capture_output=True,
            timeout=limits.wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError("PD135", because("pdf_slow", seconds=limits.wall_seconds)) from None
    except OSError as error:
        raise InputError("PD135", because("pdf_reader_absent", error=error)) from None
    if done.returncode:
        raise InputError(
            "PD135",
            because(
                "pdf_reader_stopped" if done.returncode < 0 else "pdf_reader_failed",
                number=abs(done.returncode),
                seconds=limits.cpu_seconds,
            ),
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        option = answer["refused"]
        raise refused("the PDF", getattr(limits, option), option, _UNITS[option], answer["value"])
    if "unreadable" in answer:
        locked = "assword" in answer["unreadable"]
        raise InputError("PD134", because("pdf_locked") if locked else because("pdf_broken", what=answer["unreadable"]))
    return answer


def reader(source: Source) -> Reading:
    """A PDF file, for the table of readers."""
    return read_pdf(source.data, source.limits, source.tools)
