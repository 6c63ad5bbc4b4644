# SPDX-License-Identifier: Apache-2.0
"""How far the recognition of a scan is, on a terminal; by how many processes its pages are read."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.copies import ReadingOptions


@contextmanager
def recognizing(reading: "ReadingOptions", jobs: int | None, stream: IO[str]) -> "Iterator[ReadingOptions]":
    """The reading with so many processes for the pages of a file (one per processor unless given); each recognized page
    is said on `stream` where that is a terminal."""
    tools = replace(reading.tools, jobs=jobs or os.cpu_count() or 1)
    if not stream.isatty():
        yield replace(reading, tools=tools)
        return
    ours, theirs = os.pipe()
    listener = Thread(target=_listen, args=(ours, stream), daemon=True)
    listener.start()
    try:
        yield replace(reading, tools=replace(tools, told=theirs))
    finally:
        os.close(theirs)
        listener.join()
        stream.flush()


def _listen(pipe: int, stream: IO[str]) -> None:
    """Say each page that is done, in one line that is written over, until nobody can tell of any more."""
    from policydiff.cli.language import language
    from policydiff.show.i18n import terminal

    words = terminal(language())
    done = total = 0
    with os.fdopen(pipe, encoding="ascii") as lines:
        for line in lines:
            name, _, value = line.strip().partition(" ")
            if name == "of" and value.isdigit():
                total += int(value)
                continue
            done += 1
            said = words.t("recognizing.page", n=f"{done:,}", total=f"{max(done, total):,}")
            stream.write(f"\r{said}\x1b[K")
            stream.flush()
    if done:
        stream.write("\r\x1b[K")
