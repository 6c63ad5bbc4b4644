# SPDX-License-Identifier: Apache-2.0
"""Compressed bytes unfolded under caps, so that a small file cannot fill a machine."""

import zlib

from policydiff.ingest.limits import Limits, check
from policydiff.ingest.refusals import damaged, refused

CHUNK = 1 << 18


def gunzip(data: bytes, limits: Limits, what: str = "the gzip file") -> bytes:
    """All members of a gzip file, one after the other.

    Raises InputError PD130 over `expanded_bytes` or `expansion_ratio`, PD134 where the file
    is damaged or ends early: what is left of it would be a part without saying so.
    """
    out = bytearray()
    rest = data
    while rest:
        rest = _member(rest, out, len(data), limits, what, 31)
        if rest[:2] != b"\x1f\x8b":
            if rest.strip(b"\x00"):
                raise damaged(f"{what} goes on with {len(rest):,} bytes that are not gzip")
            break
    return bytes(out)


def inflate(data: bytes, limits: Limits, what: str) -> bytes:
    """A body of HTTP content coding `deflate`, with or without its zlib header."""
    out = bytearray()
    bits = 15 if data[:1] and data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0 else -15
    _member(data, out, len(data), limits, what, bits)
    return bytes(out)


def _member(data: bytes, out: bytearray, packed: int, limits: Limits, what: str, bits: int) -> bytes:
    """Unfold one stream from the start of `data` into `out` and return what follows it."""
    unfold = zlib.decompressobj(bits)
    feed = data
    while not unfold.eof:
        try:
            chunk = unfold.decompress(feed, CHUNK)
        except zlib.error as error:
            raise damaged(f"{what} is damaged: {error}") from None
        out += chunk
        feed = unfold.unconsumed_tail
        check(len(out), limits.expanded_bytes, f"the content of {what}", "expanded_bytes", "bytes")
        if len(out) > limits.ratio_floor_bytes and len(out) > packed * limits.expansion_ratio:
            raise refused(f"{what} unfolds {len(out) // max(1, packed):,} times, which", limits.expansion_ratio, "expansion_ratio", "times")
        if not chunk and not feed and not unfold.eof:
            raise damaged(f"{what} ends before its content does")
    return unfold.unused_data
