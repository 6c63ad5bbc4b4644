# SPDX-License-Identifier: Apache-2.0
"""Tables of formats: a name, the file endings that stand for it, and a writer that is loaded when it is used."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath
from typing import Any

from msgspec import Struct

from policydiff.errors import UsageError
from policydiff.reasons import because


class Format(Struct, frozen=True):
    """One format, as `--format` and the endings of files name it."""

    name: str
    about: str
    endings: tuple[str, ...]
    """With their dot, in small letters."""
    writer: str
    """`module:function`."""
    binary: bool = False
    """Never shown on a terminal."""
    like: tuple[str, ...] = ()
    """More endings that suit it, though they stand for another format."""

    def load(self) -> Any:
        """The function that writes it."""
        module, _, function = self.writer.partition(":")
        return getattr(import_module(module), function)


def table(*formats: Format) -> dict[str, Format]:
    """Formats by name, in the order in which they are listed."""
    return {found.name: found for found in formats}


def by_ending(path: str, formats: Mapping[str, Format], code: str, of: str) -> str:
    """The name of the format that a file's ending stands for; UsageError `code` where it stands for none. `of` says
    what the formats are of."""
    ending = PurePath(path).suffix.lower()
    for found in formats.values():
        if ending in found.endings:
            return found.name
    known = tuple(ending for found in formats.values() for ending in found.endings if ending)
    raise UsageError(code, because("ending_unknown", path=path, of=of, known=known))


def misnamed(path: str, name: str, formats: Mapping[str, Format]) -> str | None:
    """The format that whoever sees the file's ending takes it for, where that is not what `name` writes."""
    ending, meant = PurePath(path).suffix.lower(), formats[name]
    if ending in (*meant.endings, *meant.like):
        return None
    return next((found.name for found in formats.values() if ending and ending in found.endings), None)


def by_name(name: str, formats: Mapping[str, Format], code: str, of: str) -> Format:
    """The format of that name; UsageError `code` where there is none."""
    if name not in formats:
        raise UsageError(code, because("format_unknown", name=repr(name), of=of, known=tuple(formats)))
    return formats[name]
