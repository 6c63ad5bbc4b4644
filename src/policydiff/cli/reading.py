# SPDX-License-Identifier: Apache-2.0
"""How commands read copies: the options that say how, the same for every command that reads."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from functools import wraps
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click
from msgspec import Struct, structs

from policydiff.errors import InputError, UsageError
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.config import Config
    from policydiff.copies import ReadingOptions
    from policydiff.house import House
    from policydiff.ingest.limits import Limits
    from policydiff.ingest.tools import Tools
    from policydiff.model import Witness

_Made = TypeVar("_Made")


class CopyPath(click.Path):
    """A file in which a copy is; a URL is told for what it is, as it was typed, before a path is made of it, and a link
    is said to be one."""

    def __init__(self, *, allow_dash: bool = False) -> None:
        super().__init__(path_type=Path, allow_dash=allow_dash)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path.

        Raises:
            InputError: PD113 for a URL.
        """
        from policydiff.ingest.address import is_address, not_fetched
        from policydiff.ingest.opening import link_target, there

        if isinstance(value, str) and is_address(value) and not there(value):
            error = not_fetched(value)
            raise error.at(str(value))
        if isinstance(value, str) and (target := link_target(value)):
            from policydiff.cli.boundary import say_warning

            say_warning(because("is_link", name=value, target=target))
        try:
            return super().convert(value, param, ctx)
        except ValueError as error:  # a NUL, which a table of names can hold
            raise InputError("PD101", (str(value), because("file_unreadable", reason=str(error)))) from None


class OneCopy(click.Command):
    """A command of one copy, which answers to several with the command that is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; UsageError PD200 where more than one copy is named."""
        left = super().parse_args(ctx, args)
        if more := ctx.params.pop("more"):
            from shlex import join

            files = [str(file) for file in (ctx.params["file"], *more)]
            raise UsageError("PD200", because("more_copies", command=self.name, n=len(files), files=join(files)))
        return left


MORE = click.argument("more", type=CopyPath(allow_dash=True), nargs=-1, metavar="")
"""Copies that are one too many, where a command takes one or two."""
_FEWEST_SECONDS = 10
_COUNT = re.compile(r"0{0,9}[1-9][0-9]{0,17}")


class Asked(Struct, frozen=True):
    """What was asked for of the reading of files."""

    tracked: Literal["accepted", "original"]
    whole_page: bool
    encoding: str | None
    limits: tuple[str, ...]
    ocr_cache: Path | None = None

    def reading(self, settled: "House | Config | None" = None) -> "ReadingOptions":
        """How files are read: within the bounds and with the tools of the configuration (this folder's unless given),
        and the bounds that were asked for.

        Raises:
            UsageError: PD200 for an encoding that is none; PD205 for an unknown limit, or a value that is not a number;
                those of the configuration.
        """
        from policydiff import config
        from policydiff.copies import ReadingOptions

        if self.encoding is not None:
            from policydiff.ingest.decode import known

            if known(self.encoding) is None:
                raise UsageError("PD200", because("encoding_unknown", name=repr(self.encoding)))

        found = settled or config.load(config.found_in(Path()))
        bounds = limits_of((*found.limits, *self.limits))
        tools = tools_of(found, self.ocr_cache)
        return ReadingOptions(self.encoding, bounds, self.tracked, self.whole_page, tools)


def tools_of(settled: "House | Config | None", ocr_cache: Path | None) -> "Tools":
    """The programs and folders of the configuration (this folder's unless given), with a folder of recognized pages
    that was asked for.

    Raises:
        UsageError: those of the configuration.
    """
    from policydiff import config

    found = (settled or config.load(config.found_in(Path()))).tools
    return structs.replace(found, recognized=str(ocr_cache.absolute())) if ocr_cache else found


OCR_CACHE = click.option(
    "--ocr-cache",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    metavar="DIR",
    help="Folder that keeps recognized pages, so that a scan is recognized once.",
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how files are read; the command gets them as `how`."""

    @wraps(command)
    def called(
        *,
        tracked: Literal["accepted", "original"],
        whole_page: bool,
        encoding: str | None,
        limits: tuple[str, ...],
        ocr_cache: Path | None,
        **given: Any,
    ) -> Any:
        return command(how=Asked(tracked, whole_page, encoding, limits, ocr_cache), **given)

    for option in (
        OCR_CACHE,
        click.option(
            "--limit",
            "limits",
            multiple=True,
            metavar="NAME=N",
            help="A limit on file contents, such as pages=200; larger files are refused.",
        ),
        click.option(
            "--encoding",
            default=None,
            metavar="NAME",
            help="The encoding of the copies, such as gbk; by default what the bytes show.",
        ),
        click.option(
            "--whole-page", is_flag=True, help="Keep the whole text of a web page, navigation and footer included."
        ),
        click.option(
            "--tracked",
            type=click.Choice(["accepted", "original"]),
            default="accepted",
            help="Read tracked changes as accepted, or the original text, as it was before them.",
        ),
    ):
        called = option(called)
    return called


def each_copy(
    files: Iterable[Path], work: "Callable[[Witness], _Made]", how: "ReadingOptions"
) -> tuple[list[_Made], bool]:
    """What `work` makes of each copy, and whether some could not be read; each that could not is said, and what was met
    in the others."""
    from policydiff.cli.boundary import say_failure

    made: list[_Made] = []
    failed = False
    for file in files:
        try:
            made.append(told_copy(file, work, how))
        except InputError as error:
            say_failure(error)
            failed = True
    return made, failed


def told_copy(file: Path, work: "Callable[[Witness], _Made]", how: "ReadingOptions") -> _Made:
    """What `work` makes of a copy, where that says nothing of what was met in reading it: it is said beside.

    Raises:
        InputError: as `with_copy`.
    """
    from policydiff.cli.boundary import say_met
    from policydiff.copies import with_copy

    made, name, problems = with_copy(file, lambda copy: (work(copy), copy.name, copy.problems), how)
    say_met(name, problems)
    return made


class Clock:
    """How long a command has been at work: what its copies are put to together has the time that reading them left."""

    def __init__(self) -> None:
        self._began = monotonic()

    def rest(self, limits: "Limits") -> "Limits":
        """The limits, with what is left of the time for one file; a few seconds always."""
        spent = int(monotonic() - self._began)
        return replace(limits, wall_seconds=max(min(_FEWEST_SECONDS, limits.wall_seconds), limits.wall_seconds - spent))


def limits_of(given: Sequence[str]) -> "Limits":
    """The bounds on files with those that are given as NAME=N.

    Raises:
        UsageError: PD205 for an unknown limit, or a value that is not a number.
    """
    from policydiff.ingest.limits import DEFAULT_LIMITS, Limits

    known = {field.name for field in fields(Limits)}
    wanted = {}
    for item in given:
        name, _, value = item.partition("=")
        name = name.strip().replace("-", "_")
        if name not in known or not _COUNT.fullmatch(value.strip()):
            raise UsageError("PD205", because("limit_unknown", item=item, known=tuple(sorted(known))))
        wanted[name] = int(value)
    return replace(DEFAULT_LIMITS, **wanted)
