# SPDX-License-Identifier: Apache-2.0
"""What is kept of each file while groups are found: a few hundred bytes instead of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from policydiff.batch.failure import Failure
from policydiff.batch.guard import Words, each
from policydiff.canonical.skeleton import skeleton_codes
from policydiff.copies import ReadingOptions, locate, read_at, with_copy
from policydiff.group.minhash import sketch
from policydiff.script.codes import Codes
from policydiff.structure.heading import Heading, heading
from policydiff.structure.pages import parts


@dataclass(frozen=True, slots=True)
class Profile:
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

    @property
    def name(self) -> str:
        """The file, with `#2` for the second notice on its page."""
        return f"{self.path}#{self.part}" if self.part > 1 else self.path


@dataclass(frozen=True, slots=True)
class File:
    """One file to read: its place in the list, where it is, and how it is called."""

    number: int
    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Profiles:
    """What came of reading one file."""

    number: int
    profiles: tuple[Profile, ...] = ()
    failure: Failure | None = None


def failed(number: int, failure: Failure) -> Profiles:
    """What came of a file that could not be read."""
    return Profiles(number, failure=failure)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every file: how long one may take (0 is without limit), and how files are read."""

    seconds: float = 0.0
    reading: ReadingOptions = ReadingOptions()  # noqa: RUF009 (frozen)


def read_chunk(files: Sequence[File], settings: Settings, words: Words | None = None) -> list[Profiles]:
    """Read some files; what goes wrong with one is its result, not an exception."""
    return each(files, lambda file: profiles(file, settings.reading), failed, settings.seconds, words)


def read_here(files: Sequence[File], settings: Settings) -> list[Profiles]:
    """Read some files from the process that asks for it; each that may take long or much is read in one of its own."""
    reading = settings.reading

    def work(file: File) -> Profiles:
        whole = locate(file.path).notice is None
        return with_copy(file.path, lambda witness: _profiles(file, witness.text, whole), reading, file.name)

    return each(files, work, failed, settings.seconds, None)


def profiles(file: File, reading: ReadingOptions) -> Profiles:
    """The notices of one file.

    Raises:
        InputError: where the file cannot be read.
    """
    where = locate(file.path)
    return _profiles(file, read_at(where, file.name, reading).text, where.notice is None)


def _profiles(file: File, text: str, whole: bool) -> Profiles:
    found = parts(text) if whole else [(0, len(text))]
    return Profiles(
        file.number,
        tuple(_profile(file, n if len(found) > 1 else 0, text[start:end]) for n, (start, end) in enumerate(found, 1)),
    )


def _profile(file: File, part: int, text: str) -> Profile:
    kept = skeleton_codes(text)
    return Profile(
        file.name, part, heading(text), len(kept), blake2b(kept.tobytes(), digest_size=16).digest(), sketch(kept)
    )


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
