# SPDX-License-Identifier: Apache-2.0
"""What the writers of test files share: labels of a notice, and ZIP packages."""

import io
import re
import zipfile
from collections.abc import Iterable

from policydiff.ingest.reading import Reading
from policydiff.model import Witness

HEADING = re.compile(r"^([一二三四五六七八九十]{1,3}(?:\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\))?、)(.*)$")
TASK = re.compile(r"^(\d{1,3})\.(.*)$")


def zipped(parts: dict[str, str | bytes], stored: Iterable[str] = ()) -> bytes:
    """A ZIP package of these parts; those in `stored` are not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(
                zipfile.ZipInfo(name, (2023, 1, 30, 0, 0, 0)),
                content if isinstance(content, bytes) else content.encode(),
                how,
            )
    return out.getvalue()


def squeezed(text: str) -> list[str]:
    """Lines without white space, empty ones left out."""
    return [line for line in ("".join(part.split()) for part in text.split("\n")) if line]


def paragraphs(reading: Reading | Witness) -> list[str]:
    """Lines without white space, page furniture left out and wraps joined, as the events say."""
    text = reading.text
    joins = {event.start for event in reading.events if event.kind == "line_wrap"}
    aside = [
        (event.start, event.end)
        for event in reading.events
        if event.kind in ("page_number", "running_head", "sheet") and event.start < event.end
    ]
    out, line, at = [], "", 0
    for part in text.split("\n"):
        end = at + len(part)
        if not any(start < end and at < stop for start, stop in aside):
            line += "".join(part.split())
            if end not in joins:
                out.append(line)
                line = ""
        at = end + 1
    return [found for found in out if found]


def kinds(reading: Reading | Witness) -> dict[str, list[str]]:
    """The texts of a reading's events by kind."""
    found: dict[str, list[str]] = {}
    for event in reading.events:
        found.setdefault(event.kind, []).append(event.text)
    return found


def spans_hold(reading: Reading | Witness) -> bool:
    """Whether every event with a span has the text that stands there, and every span lies in the text."""
    return all(
        0 <= event.start <= event.end <= len(reading.text)
        and (event.start == event.end or reading.text[event.start : event.end] == event.text)
        for event in reading.events
    )
