# SPDX-License-Identifier: Apache-2.0
"""Plain text as mails carry it: lines that flow (RFC 3676), encodings of seven bits, line ends of the net."""

import codecs
import re

import msgspec

from policydiff.ingest.decode import decode
from policydiff.ingest.reading import unplaced
from policydiff.model import EncodingFacts, Problem

_SIGNATURE = "-- "
_QUOTED = re.compile(r">*")


def plain(
    data: bytes, charset: str, flowed: bool = False, delsp: bool = False
) -> tuple[str, EncodingFacts, tuple[Problem, ...]]:
    """The text of a part, how it was decoded, and what looks wrong; raises InputError PD104, PD105."""
    name = _seven_bit(data, charset)
    text, facts, problems = decode(data.decode(name).encode(), "utf-8") if name else decode(data, charset or None)
    if name:
        facts = msgspec.structs.replace(facts, used=name, declared=charset)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if flowed:
        text = unflowed(text, delsp)
    return text.strip("\n"), facts, unplaced(problems)


def _seven_bit(data: bytes, charset: str) -> str:
    """The encoding where it is one of seven bits, which no look at the bytes would tell; empty for all others."""
    try:
        name = codecs.lookup(charset).name if charset and data.isascii() else ""
        if not name.startswith(("utf-7", "iso2022")):
            return ""
        data.decode(name).encode()
    except (LookupError, ValueError):
        return ""
    return name


def unflowed(text: str, delsp: bool) -> str:
    """Lines of `format=flowed` with the soft line breaks taken out; with `delsp` the blank before each goes too."""
    out: list[str] = []
    depth_before, flows = 0, False
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        depth = quoted.end() if quoted else 0
        body = line[depth:].removeprefix(" ")
        soft = body.endswith(" ") and body != _SIGNATURE
        kept = body[:-1] if soft and delsp else body
        if flows and depth == depth_before and body != _SIGNATURE:
            out.append(kept)
        else:
            out.append(("\n" if out else "") + ">" * depth + (" " if depth else "") + kept)
        depth_before, flows = depth, soft
    return "".join(out)
