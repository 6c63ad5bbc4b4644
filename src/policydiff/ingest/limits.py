# SPDX-License-Identifier: Apache-2.0
"""Size limits beyond which a reader refuses a file, with the reason."""

from dataclasses import dataclass

from policydiff.ingest.refusals import refused

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input; a file over a bound is refused, never read in part.

    The defaults are far above real notices (the longest of the official texts measured has
    0.1 million characters and 300 KB) and far below what stops a machine.
    """

    file_bytes: int = 64 * MIB
    """Size of the file as it lies on disk."""
    kept_bytes: int = 4096 * MIB
    """Size of a file that a store takes in, whether its text is read or not: 9 seconds of a processor a GiB."""
    text_characters: int = 10_000_000
    """Characters of text that one file may give."""
    expanded_bytes: int = 256 * MIB
    """Bytes that a package or a compressed file may unfold to, in all."""
    part_bytes: int = 64 * MIB
    """Bytes that one part of a package may unfold to."""
    expansion_ratio: int = 200
    """Unfolded bytes a packed byte; DEFLATE's own bound is about 1,030."""
    ratio_floor_bytes: int = 1 * MIB
    """Below this size a part is not judged by its ratio: small runs of one byte are harmless."""
    entries: int = 1_000
    """Parts in a package."""
    nesting: int = 10_000
    """Depth of nested HTML elements; the parser's time grows with the square of the depth."""
    elements: int = 500_000
    """Elements of an HTML page, the formatting elements that unclosed tags would copy, and elements of all XML that is
    read of a package."""
    attributes: int = 2_000
    """Attributes of one element; a parser of HTML compares each with all before it."""
    parameters: int = 500
    """Parameters of one field of a mail's head; libraries take them apart in a time that grows with the square."""
    pages: int = 2_000
    """Pages of a PDF or OFD."""
    pixels: int = 80_000_000
    """Pixels of a picture that is recognized; A4 at 600 dots an inch has 35 million."""
    records: int = 100_000
    """Records of a web archive."""
    cpu_seconds: int = 50
    """Processor time of the process that reads a PDF."""
    wall_seconds: int = 50
    """Time that the process which reads one file may take in all."""
    worker_bytes: int = 1024 * MIB
    """Address space of the process that reads one file."""


DEFAULT_LIMITS = Limits()


def check(value: int, limit: int, what: str, option: str, unit: str) -> None:
    """Raise InputError PD130 where `value` is over `limit`."""
    if value > limit:
        raise refused(what, limit, option, unit, value)
