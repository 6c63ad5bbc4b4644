# SPDX-License-Identifier: Apache-2.0
"""Header fields of mails as they are written: encoded words (RFC 2047), parameters (RFC 2231), and what Chinese mailers
make of them.

The standard library decodes each encoded word by itself and gives up on words that are cut inside a character,
stand in quotes or touch each other, and on bytes that are not encoded at all; mailers write all of these.
"""

import base64
import binascii
import re
from itertools import groupby, islice
from urllib.parse import unquote_to_bytes

from policydiff.errors import InputError
from policydiff.ingest.decode import decode

FIELD = 65_536
"""Longest header field that is looked at, in characters."""
TEXTS = 10_000
"""Texts in base64 behind each other, each with its own end, that are followed."""
_WORD = re.compile(rb"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]{0,65536})\?=")
_PARAMETER = re.compile(r';\s*([^\s=;"*]{1,80})((?:\*\d{1,3})?\*?)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)


def as_bytes(value: str) -> bytes:
    """The bytes of a field as the parser kept it: what is not ASCII stands as lone surrogates."""
    return value.encode("utf-8", "surrogateescape")


def decoded(value: str) -> str:
    """A field as a person reads it, on one line."""
    data = as_bytes(value[:FIELD])
    pieces: list[tuple[str, bytes]] = []
    at = 0
    for word in _WORD.finditer(data):
        between = data[at : word.start()]
        if between.strip() or (not pieces and between):
            pieces.append(("", between))
        charset = word[1].partition(b"*")[0].decode("ascii", "replace").lower()
        pieces.append((charset, _word(word[2], word[3])))
        at = word.end()
    if data[at:]:
        pieces.append(("", data[at:]))
    joined = [
        (charset, b"".join(data for _, data in some)) for charset, some in groupby(pieces, key=lambda piece: piece[0])
    ]
    return " ".join("".join(characters(data, charset or None) for charset, data in joined).split())


def _word(how: bytes, text: bytes) -> bytes:
    """The bytes of one encoded word; blanks and missing padding are put up with."""
    if how in b"bB":
        return unfolded_base64(text)[0]
    return binascii.a2b_qp(b"".join(text.split(b"\r\n")).replace(b"\n", b"").replace(b" ", b"_"), header=True)


def unfolded_base64(text: bytes) -> tuple[bytes, bool]:
    """The bytes that a text in base64 stands for, also of several texts behind each other, and whether it is whole."""
    packed = b"".join(text.split())
    known = re.sub(rb"[^A-Za-z0-9+/=]", b"", packed)
    groups = [(found[1], found[2]) for found in islice(re.finditer(rb"([A-Za-z0-9+/]+)(=*)", known), TEXTS)]
    used = sum(len(group) + len(padding) for group, padding in groups)
    whole = used == len(packed) and all((len(group) + len(padding)) % 4 == 0 for group, padding in groups)
    return b"".join(base64.b64decode(_padded(group)) for group, _ in groups), whole


def _padded(group: bytes) -> bytes:
    if len(group) % 4 == 1:
        group = group[:-1]
    return group + b"=" * (-len(group) % 4)


def characters(data: bytes, charset: str | None) -> str:
    """The text of a few bytes, whatever their label says."""
    if data.isascii() and charset is None:
        return data.decode("ascii")
    try:
        return decode(data, charset)[0]
    except InputError:
        return data.decode("utf-8", "replace")


def parameters(value: str) -> dict[str, str]:
    """The parameters of a field by name, in small letters: `; charset=gb2312`, `; filename*0*=gbk''%B9%D8;
    filename*1*=…`."""
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, mark, given in _PARAMETER.findall(value[:FIELD]):
        text = given.strip()
        if text.startswith('"'):
            text = re.sub(r'\\(["\\])', r"\1", text[1:].removesuffix('"'))
        if mark:
            pieces.setdefault(name.lower(), []).append((int(mark.strip("*") or 0), mark.endswith("*"), text))
        else:
            plain.setdefault(name.lower(), decoded(text))
    return plain | {name: _continued(sorted(some, key=lambda piece: piece[0])) for name, some in pieces.items()}


def _continued(pieces: list[tuple[int, bool, str]]) -> str:
    """A value in pieces, percent-encoded or not, with its encoding before the first."""
    charset: str | None = None
    data = b""
    for number, (_, encoded, text) in enumerate(pieces):
        if encoded and number == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(as_bytes(text)) if encoded else as_bytes(text)
    return (
        " ".join(characters(data, charset or None).split())
        if charset or not data.isascii()
        else decoded(data.decode("ascii"))
    )
