# SPDX-License-Identifier: Apache-2.0
"""What is kept of each file while groups are found: a few hundred bytes instead of its text."""

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from policydiff.batch.failure import Failure
from policydiff.batch.guard import Words, each
from policydiff.canonical.skeleton import skeleton_codes, skeletons
from policydiff.copies import ReadingOptions, locate, read_at, with_copy
from policydiff.group.minhash import sketches
from policydiff.script.codes import Codes
from policydiff.structure.heading import Heading, as_written, heading
from policydiff.structure.pages import parts

_LONG = 200_000
"""Characters of a file above which it is done at once: a chunk of shorter ones takes 100 MB at the most."""


class Profile(Struct, frozen=True, gc=False):
    """One notice: the file it stands in, which part of it, what names it, and its text as hash and sketch."""

    path: str
    part: int
    """0 for a file with one notice, else 1, 2, … down the page."""
    heading: Heading
    length: int
    """Characters of the skeleton."""
    digest: bytes
    """Of the skeleton: equal digests are equal Han characters and digits."""
    sketch: bytes
    title: str = ""
    """As this copy writes it."""

    @property
    def name(self) -> str:
        """The file, with `#2` for the second notice on its page."""
        return f"{self.path}#{self.part}" if self.part > 1 else self.path


class File(Struct, frozen=True):
    """One file to read: its place in the list, where it is, and how it is called."""

    number: int
    path: Path
    name: str


class Profiles(Struct, frozen=True):
    """What came of reading one file."""

    number: int
    profiles: tuple[Profile, ...] = ()
    failure: Failure | None = None


def failed(number: int, failure: Failure) -> Profiles:
    """What came of a file that could not be read."""
    return Profiles(number, failure=failure)


class Settings(Struct, frozen=True):
    """What holds for every file: how long one may take (0 is without limit), and how files are read."""

    seconds: float = 0.0
    reading: ReadingOptions = ReadingOptions()


def read_chunk(files: Sequence[File], settings: Settings, words: Words | None = None) -> list[Profiles]:
    """Read some files; what goes wrong with one is its result, not an exception.

    All are read, then all are sketched, then the headings of all are looked for: the code and the tables of each stage
    stay in the processor's cache. A long text is done at once, so that few are held."""
    seconds = settings.seconds
    words = words or Words()
    read: list[Profiles | _Parts] = each(files, lambda file: _parts_of(file, settings.reading), failed, seconds, words)
    sketched = _each_left(read, lambda left: _all_sketched(left, seconds, words))
    named = _each_left(sketched, lambda left: each(left, _named, failed, seconds, words))
    return [one for one in named if isinstance(one, Profiles)]


def _all_sketched(left: "list[_Parts]", seconds: float, words: Words) -> "Sequence[Profiles | _Parts]":
    """The files with their sketches, so many texts at a time as make a long one; where that fails, each by itself."""
    try:
        texts = [text for found in left for text in found.texts]
        made = iter([one for some in _up_to_long(texts) for one in _sketches(skeletons(some))])
        return [replace(found, sketched=tuple([next(made) for _ in found.texts])) for found in left]
    except Exception:  # noqa: BLE001 (whose fault it is shows where each is done alone)
        return each(left, _sketched, failed, seconds, words)


def _up_to_long(texts: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    size = 0
    for text in texts:
        size += len(text)
        if size > _LONG and some:
            yield some
            some, size = [], len(text)
        some.append(text)
    if some:
        yield some


def _each_left(
    found: "Sequence[Profiles | _Parts]", stage: "Callable[[list[_Parts]], Sequence[Profiles | _Parts]]"
) -> "list[Profiles | _Parts]":
    """What a stage makes of the files under way; what is done stays at its place."""
    made = iter(stage([one for one in found if isinstance(one, _Parts)]))
    return [next(made) if isinstance(one, _Parts) else one for one in found]


def read_here(files: Sequence[File], settings: Settings) -> list[Profiles]:
    """Read some files from the process that asks for it; each that may take long or much is read in one of its own."""
    reading = settings.reading

    def work(file: File) -> Profiles:
        whole = locate(file.path).notice is None
        return with_copy(file.path, lambda witness: _profiles(file, witness.text, whole), reading, file.name)

    return each(files, work, failed, settings.seconds, None)


class _Parts(Struct, frozen=True):
    """One file under way: its texts, a notice each, and their sketches as soon as they are made."""

    number: int
    name: str
    texts: tuple[str, ...]
    sketched: tuple[tuple[int, bytes, bytes], ...] = ()


def _parts_of(file: File, reading: ReadingOptions) -> "Profiles | _Parts":
    """The notices of one file; those of a long one whole.

    Raises:
        InputError: where the file cannot be read.
    """
    where = locate(file.path)
    text = read_at(where, file.name, reading).text
    found = _cut(file, text, where.notice is None)
    return found if len(text) <= _LONG else _named(_sketched(found))


def _profiles(file: File, text: str, whole: bool) -> Profiles:
    return _named(_sketched(_cut(file, text, whole)))


def _cut(file: File, text: str, whole: bool) -> _Parts:
    found = parts(text) if whole else [(0, len(text))]
    return _Parts(file.number, file.name, tuple([text[start:end] for start, end in found]))


def _sketched(found: _Parts) -> _Parts:
    return replace(found, sketched=tuple(_sketches([skeleton_codes(text) for text in found.texts])))


def _sketches(kept: Sequence[Codes]) -> list[tuple[int, bytes, bytes]]:
    return [
        (len(one), blake2b(one.tobytes(), digest_size=16).digest(), sketched)
        for one, sketched in zip(kept, sketches(kept), strict=True)
    ]


def _named(found: _Parts) -> Profiles:
    several = len(found.texts) > 1
    made = []
    for n, (text, sketched) in enumerate(zip(found.texts, found.sketched, strict=True), 1):
        names = heading(text)
        title = as_written(names.title, text)
        made.append(Profile(found.name, n if several else 0, names, *sketched, title))
    return Profiles(found.number, tuple(made))


def skeleton_of(path: Path, part: int, reading: ReadingOptions) -> Codes:
    """The skeleton of a notice that was read before, read again to be compared in full.

    Raises:
        InputError: where the file cannot be read any more.
    """
    return with_copy(path, lambda witness: _skeleton(witness.text, part), reading)


def _skeleton(text: str, part: int) -> Codes:
    if not part:
        return skeleton_codes(text)
    found = parts(text)
    start, end = found[min(part, len(found)) - 1]
    return skeleton_codes(text[start:end])
