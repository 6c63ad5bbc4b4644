# SPDX-License-Identifier: Apache-2.0
"""Plain text as mails carry it: lines that flow (RFC 3676), encodings of seven bits, line ends of the net."""

import codecs
import re

from policydiff.ingest.decode import decode
from policydiff.model import EncodingFacts, Problem

_SIGNATURE = "-- "
_QUOTED = re.compile(r">*")


def plain(data: bytes, charset: str, flowed: bool = False, delsp: bool = False) -> tuple[str, EncodingFacts, tuple[Problem, ...]]:
    """The text of a part, how it was decoded, and what looks wrong; raises InputError PD104, PD105."""
    text, facts, problems = decode(_eight_bit(data, charset), charset or None)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if flowed:
        text = unflowed(text, delsp)
    return text.strip("\n"), facts, tuple(Problem(problem.code, problem.message) for problem in problems)


def _eight_bit(data: bytes, charset: str) -> bytes:
    """Text in one of the encodings of seven bits, which no look at the bytes would tell, as UTF-8."""
    try:
        name = codecs.lookup(charset).name if charset and data.isascii() else ""
        return data.decode(name).encode() if name.startswith(("utf-7", "iso2022")) else data
    except (LookupError, UnicodeError, ValueError):
        return data


def unflowed(text: str, delsp: bool) -> str:
    """Lines of `format=flowed` with the soft line breaks taken out; with `delsp` the blank before each belongs to the break."""
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
