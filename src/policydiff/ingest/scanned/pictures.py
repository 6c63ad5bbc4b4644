# SPDX-License-Identifier: Apache-2.0
"""Pictures as copies (PNG, JPEG, TIFF of several pages, BMP, WebP): recognized where the extra `ocr` is installed."""

from collections.abc import Sequence
from typing import Any

from policydiff.errors import InputError
from policydiff.ingest.limits import check
from policydiff.ingest.printed.paged import write_pages
from policydiff.ingest.reading import Reading, TextBuilder, summary_problems
from policydiff.ingest.scanned.placing import placed, sheet_of
from policydiff.ingest.scanned.recognizing import Recognized, can_recognize, recognized
from policydiff.ingest.sniff import media_type
from policydiff.ingest.source import Source
from policydiff.model import Problem
from policydiff.reasons import because, problem


def reader(source: Source) -> Reading:
    """A picture, for the table of readers.

    Raises:
        InputError: PD132 without the extra; PD133 where no text was recognized in it; as `recognized`.
    """
    if not can_recognize():
        raise InputError("PD132", because("picture_not_read"))
    found = recognized(source.data, source.limits, source.tools)
    if not any(page["lines"] for page in found.pages):
        raise nothing_recognized(len(found.pages))
    builder = TextBuilder(source.limits)
    text, events = write_pages([sheet_of(page) for page in found.pages], builder)
    check(len(text), source.limits.text_characters, "the text", "text_characters", "characters")
    facts = {"pages": str(len(found.pages)), **recognition_facts(found)}
    problems = (*summary_problems(events), *recognition_problems(found.pages, len(found.pages)))
    return Reading(
        text,
        events,
        problems,
        facts,
        None,
        media_type(source.data, source.name),
        builder.grids,
        recognized=placed(text, events, found.pages),
    )


def nothing_recognized(pages: int) -> InputError:
    """The error for pictures in which no text was found: never a notice without text."""
    return InputError("PD133", because("nothing_recognized", pages=pages))


def recognition_facts(found: Recognized) -> dict[str, str]:
    """What the metadata of a copy says of its recognition."""
    return {
        "text_layer": "recognized",
        "recognized.by": found.engine,
        "recognized.models.sha256": found.model,
        "recognized.pages": ", ".join(str(page["number"]) for page in found.pages),
    }


def recognition_problems(pages: Sequence[dict[str, Any]], total: int) -> tuple[Problem, ...]:
    """That pages were recognized, and on which of them nothing was, or nothing in Chinese."""
    empty = [page["number"] for page in pages if not page["lines"]]
    said = [problem("PD152", "pages_recognized", n=len(pages) - len(empty), total=total)]
    if empty:
        numbers = ", ".join(map(str, empty[:20]))
        said.append(problem("PD145", "pages_without_text", n=len(empty), total=total, pages=numbers))
    strange = [page["number"] for page in pages if page["lines"] and not any(map(_has_han, page["lines"]))]
    if strange:
        numbers = ", ".join(map(str, strange[:20]))
        said.append(problem("PD145", "pages_without_han", n=len(strange), total=total, pages=numbers))
    return tuple(said)


def _has_han(line: dict[str, Any]) -> bool:
    """Does a recognized line have Chinese characters? Other scripts are read as letters and digits of a like shape."""
    return any("\u3400" <= character <= "\u9fff" for character in line["text"])
