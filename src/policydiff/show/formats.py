# SPDX-License-Identifier: Apache-2.0
"""Which format of a table of formats is meant: by its name, or by the ending of a file."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Protocol, TypeVar

from policydiff.errors import UsageError


class Named(Protocol):
    """A format as far as it is chosen: its name, and the endings that stand for it."""

    @property
    def name(self) -> str:
        """What `--format` calls it."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings with their dot, in small letters."""


_Format = TypeVar("_Format", bound=Named)


def by_ending(path: str, formats: Mapping[str, _Format], code: str, of: str = "") -> str:
    """The name of the format that a file's ending stands for; UsageError `code` where it stands for none. `of` says of what the formats are."""
    ending = PurePath(path).suffix.lower()
    for found in formats.values():
        if ending in found.endings:
            return found.name
    known = ", ".join(ending for found in formats.values() for ending in found.endings)
    raise UsageError(code, f"the ending of {path} names no format{of and f' of {of}'}", f"give --format, or one of the endings {known}")


def by_name(name: str, formats: Mapping[str, _Format], code: str, of: str = "") -> _Format:
    """The format of that name; UsageError `code` where there is none."""
    if name not in formats:
        raise UsageError(code, f"there is no format {name!r}{of and f' of {of}'}", f"choose one of {', '.join(formats)}")
    return formats[name]
