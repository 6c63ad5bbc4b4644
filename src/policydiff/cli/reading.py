# SPDX-License-Identifier: Apache-2.0
"""How commands read copies: the options that say how, and `FILE#2` for the second notice of a page."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from policydiff.errors import InputError, UsageError

if TYPE_CHECKING:
    from policydiff.ingest.limits import Limits
    from policydiff.model import Witness

_PART = re.compile(r"(.+)#([1-9][0-9]?)")
_Command = TypeVar("_Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Reading:
    """How the files of one call are read."""

    tracked: Literal["accepted", "original"] = "accepted"
    whole_page: bool = False
    encoding: str | None = None
    limits: tuple[str, ...] = ()


def reading_options(command: _Command) -> _Command:
    """Add the options that say how files are read; the command gets them as tracked, whole_page, encoding, limits."""
    for option in (
        click.option("--limit", "limits", multiple=True, metavar="NAME=N", help="A bound on what a file may hold, as pages=200; over it the file is refused."),
        click.option("--encoding", default=None, metavar="NAME", help="The encoding that the copies are said to have."),
        click.option("--whole-page", is_flag=True, help="Of a web page, take all text as the notice's."),
        click.option("--tracked", type=click.Choice(["accepted", "original"]), default="accepted", help="The text with its tracked changes, or without."),
    ):
        command = option(command)
    return command


def read_copy(path: Path, how: Reading) -> "Witness":
    """Read one copy; `FILE#2` is the second of the notices that stand on one page.

    Raises:
        InputError: as `policydiff.ingest.read`; PD112 where the page has no such notice.
        UsageError: PD205 for a limit that there is none of, or that is no number.
    """
    from policydiff.ingest import read

    limits = limits_of(how.limits)
    part = _PART.fullmatch(str(path))
    if part is None or path.exists() or not Path(part[1]).is_file():
        return read(path, declared=how.encoding, limits=limits, tracked=how.tracked, whole_page=how.whole_page)
    whole = read(Path(part[1]), declared=how.encoding, limits=limits, tracked=how.tracked, whole_page=how.whole_page)
    return _nth(whole, int(part[2]))


def _nth(whole: "Witness", number: int) -> "Witness":
    """The witness of one notice of a page, its events with it."""
    import msgspec

    from policydiff.group.pages import parts

    spans = parts(whole.text)
    if number > len(spans):
        raise InputError("PD112", f"{whole.name}: there is no notice {number} on the page, which has {len(spans)}", "leave #N out for the whole page")
    start, end = spans[number - 1]
    inside = (event for event in whole.events if start <= event.start and event.end <= end)
    events = tuple(msgspec.structs.replace(event, start=event.start - start, end=event.end - start) for event in inside)
    return msgspec.structs.replace(whole, name=f"{whole.name}#{number}", text=whole.text[start:end], events=events)


def limits_of(given: tuple[str, ...]) -> "Limits":
    """The bounds on files with those that are given as NAME=N.

    Raises:
        UsageError: PD205 for a limit that there is none of, or that is no number.
    """
    from policydiff.ingest.limits import DEFAULT_LIMITS, Limits

    known = {field.name for field in fields(Limits)}
    wanted = {}
    for item in given:
        name, _, value = item.partition("=")
        name = name.strip().replace("-", "_")
        if name not in known or not value.strip().isdecimal():
            raise UsageError("PD205", f"--limit {item}: no such limit, or no number", f"give NAME=N with one of {', '.join(sorted(known))}")
        wanted[name] = int(value)
    return replace(DEFAULT_LIMITS, **wanted)
