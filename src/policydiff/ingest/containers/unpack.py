# SPDX-License-Identifier: Apache-2.0
"""Compressed bytes unfolded under caps, so that a small file cannot fill a machine."""

import zlib

from policydiff.errors import InputError
from policydiff.ingest.limits import Limits, check
from policydiff.ingest.refusals import damaged, refused

CHUNK = 1 << 18
_FEED = 1 << 14
"""Bytes given to the decoder at a time: it copies what it leaves, and an archive has a stream for each record."""
_GZIP = b"\x1f\x8b"


def gunzip(data: bytes, limits: Limits, what: str = "the gzip file") -> bytes:
    """All members of a gzip file, one after the other.

    Raises InputError PD130 over `expanded_bytes` or `expansion_ratio`, PD134 where the file
    is damaged or ends early: what is left of it would be a part without saying so.
    """
    out = bytearray()
    at = 0
    while at < len(data):
        at = _member(data, at, out, limits, what, 31)
        if data[at : at + 2] != _GZIP:
            if data[at:].strip(b"\x00"):
                raise damaged(f"{what} goes on with {len(data) - at:,} bytes that are not gzip")
            break
    return bytes(out)


def unfolded(data: bytes, limits: Limits, what: str) -> tuple[bytes, bool]:
    """All members of a gzip file as far as can be had, and whether that is all; raises InputError PD130."""
    out = bytearray()
    at = 0
    while data[at : at + 2] == _GZIP:
        try:
            at = _member(data, at, out, limits, what, 31)
        except InputError as error:
            if error.code == "PD130":
                raise
            return bytes(out), False
    return bytes(out), not data[at:].strip(b"\x00")


def inflated(data: bytes, limits: Limits, what: str) -> tuple[bytes, bool]:
    """A body of HTTP content coding `deflate`, with or without its zlib header, as much as can be had, and whether that
    is all; raises InputError PD130."""
    out = bytearray()
    bits = 15 if data[:1] and data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0 else -15
    try:
        _member(data, 0, out, limits, what, bits)
    except InputError as error:
        if error.code == "PD130":
            raise
        return bytes(out), False
    return bytes(out), True


def _member(data: bytes, at: int, out: bytearray, limits: Limits, what: str, bits: int) -> int:
    """Unfold one stream of `data` from `at` into `out` and return where it ends."""
    unfold = zlib.decompressobj(bits)
    feed = b""
    while not unfold.eof:
        if not feed:
            feed = data[at : at + _FEED]
            at += len(feed)
            if not feed:
                raise damaged(f"{what} ends before its content does")
        try:
            out += unfold.decompress(feed, CHUNK)
        except zlib.error as error:
            raise damaged(f"{what} is damaged: {error}") from None
        feed = unfold.unconsumed_tail
        check(len(out), limits.expanded_bytes, f"the content of {what}", "expanded_bytes", "bytes")
        if len(out) > limits.ratio_floor_bytes and len(out) > len(data) * limits.expansion_ratio:
            raise refused(
                f"{what} unfolds {len(out) // max(1, len(data)):,} times, which",
                limits.expansion_ratio,
                "expansion_ratio",
                "times",
            )
    return at - len(unfold.unused_data)
