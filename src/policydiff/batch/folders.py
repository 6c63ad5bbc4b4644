# SPDX-License-Identifier: Apache-2.0
"""Pairs without a manifest: two folders paired by name, or one original and its copies."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policydiff.batch.manifest import Pair
from policydiff.copies import locate
from policydiff.errors import InputError
from policydiff.ingest.opening import is_folder, there
from policydiff.ingest.read import name_of
from policydiff.reasons import because


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs of two folders, and the files that have no partner, as paths relative to their folder."""

    pairs: tuple[Pair, ...]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """All files among and below `paths` by name, without hidden ones (`.name`). A path may be `FILE#2`.

    What cannot be read is among them, be it a folder: whoever reads it says so of it alone.
    """
    for path in paths:
        if is_folder(path):
            yield from map(Path, _below(path))
        else:
            yield path


def pair_folders(first: Path, second: Path) -> Paired:
    """Pair the files of two folders: by the path inside the folder, then by that path without its ending where it is
    the only one.

    Raises:
        InputError: PD307 where no file of one has a partner in the other.
    """
    left, right = (
        {shown(file.relative_to(folder)): file for file in files_under([folder])} for folder in (first, second)
    )
    matched = {name: name for name in left if name in right}
    rest_a, rest_b = ([name for name in names if name not in matched] for names in (left, right))
    stems_b = _single_stems(rest_b)
    matched |= {name: stems_b[stem] for stem, name in _single_stems(rest_a).items() if stem in stems_b}
    if not matched:
        raise InputError("PD307", because("no_partner", first=first, second=second))
    pairs = tuple(Pair(a, a, b, left[a].absolute(), right[b].absolute()) for a, b in sorted(matched.items()))
    taken = set(matched.values())
    return Paired(
        pairs, tuple(sorted(n for n in left if n not in matched)), tuple(sorted(n for n in right if n not in taken))
    )


def pair_against(original: Path, copies: Sequence[Path]) -> tuple[Pair, ...]:
    """One pair for each copy, the original first.

    Raises:
        InputError: PD306 where the original is not there, PD112 where `FILE#…` is not a notice number.
    """
    if not there(original) and not there(locate(original).file):
        raise InputError("PD306", (name_of(original), because("source_absent")))
    found = [file for file in dict.fromkeys(files_under(copies)) if file.absolute() != original.absolute()]
    return tuple(
        Pair(shown(file), shown(original), shown(file), original.absolute(), file.absolute()) for file in found
    )


def shown(path: Path) -> str:
    """The path as text with forward slashes; bytes of a name that are no characters become escapes."""
    return name_of(path.as_posix())


def _single_stems(names: Iterable[str]) -> dict[str, str]:
    """Names by their path without the ending, where no other name has the same."""
    names = list(names)
    stems = Counter(_stem(name) for name in names)
    return {_stem(name): name for name in names if stems[_stem(name)] == 1}


def _stem(name: str) -> str:
    path = Path(name)
    return path.with_suffix("").as_posix()


def _below(folder: str | Path) -> Iterator[str]:
    """The files below a folder; of a link to a folder nothing, since it may lead in a circle."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield os.fspath(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif _may_be_file(entry):
            yield entry.path


def _may_be_file(entry: "os.DirEntry[str]") -> bool:
    """Is it a file, or does the system not say? A link in a circle, say, which reading it tells of."""
    try:
        return entry.is_file()
    except OSError:
        return True
