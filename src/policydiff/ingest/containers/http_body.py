# SPDX-License-Identifier: Apache-2.0
"""The body of an HTTP response as it was meant: without its codings, and with the reasons why it is not whole (RFC
9110, RFC 9112)."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from policydiff.errors import InputError
from policydiff.ingest.containers.unpack import CHUNK, inflated, unfolded
from policydiff.ingest.limits import Limits, check
from policydiff.ingest.refusals import damaged
from policydiff.reasons import because

_STEP = 4_096
"""Bytes that are asked of a coding at a time: what came before damage is kept."""
_CHUNK_SIZE = re.compile(rb"[ \t]{0,8}([0-9a-fA-F]{1,8})[ \t]{0,8}(?:;|$)")
_RANGE = re.compile(r"bytes\s{1,4}(\d{1,15})-(\d{1,15})/(\d{1,15})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A body, the body with its content coding alone (what some archives hash), and why it is not whole."""

    data: bytes
    bare: bytes
    cut: tuple[str, ...] = ()


class _Reader(Protocol):
    def read(self, size: int) -> bytes: ...


def body_of(sent: bytes, status: int | None, header: Callable[[str], str | None], limits: Limits) -> Body:
    """The body of a message out of the bytes that came; what is missing is told, and what came is kept.

    Raises:
        InputError: PD130 over a limit, PD132 for a content coding that is not read, PD134 where nothing can be decoded.
    """
    cut = []
    bare, chunked, ended = sent, False, True
    if "chunked" in (header("transfer-encoding") or "").lower():
        bare, chunked, ended = _unchunked(sent)
    if not ended:
        cut.append("its last chunk is missing")
    codings = [part.strip().lower() for part in (header("content-encoding") or "").split(",") if part.strip()]
    data, coded = bare, False
    for name in reversed(codings):
        data, whole, used = _without(data, name, limits)
        coded |= used
        if not whole:
            cut.append(f"its {name} coding ends early or is damaged")
    stated = (header("content-length") or "").strip()
    if re.fullmatch(r"[0-9]{1,15}", stated) and not chunked and int(stated) > len(sent) and (coded or not codings):
        cut.append(f"its body has {len(sent):,} of {int(stated):,} bytes")
    if status == 206 and not _all_of_it(header("content-range") or ""):
        cut.append(f"the server sent a part of it (status 206, {(header('content-range') or 'no range')[:60]})")
    return Body(data, bare, tuple(cut))


def _all_of_it(content_range: str) -> bool:
    found = _RANGE.match(content_range.strip())
    return found is not None and int(found[1]) == 0 and int(found[2]) + 1 == int(found[3])


def _unchunked(body: bytes) -> tuple[bytes, bool, bool]:
    """A body without its chunked transfer coding, whether it had it (archives store bodies without), and whether its
    last chunk came."""
    out, at = bytearray(), 0
    while True:
        end = body.find(b"\r\n", at, at + 4_096)
        size = _CHUNK_SIZE.match(body[at:end]) if end >= 0 else None
        if size is None:
            return (bytes(out), True, False) if at else (body, False, True)
        length = int(size[1], 16)
        if length == 0:
            return bytes(out), True, True
        out += body[end + 2 : end + 2 + length]
        at = end + 2 + length + 2
        if at - 2 > len(body):
            return bytes(out), True, False


def _without(body: bytes, coding: str, limits: Limits) -> tuple[bytes, bool, bool]:
    """A body without one content coding, whether it was whole, and whether it had the coding at all (archives store
    bodies without)."""
    what = "the body of the response"
    if (
        coding == "identity"
        or (coding in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b"))
        or (coding == "zstd" and body[:4] != b"\x28\xb5\x2f\xfd")
    ):
        return body, True, coding == "identity"
    if coding in ("gzip", "x-gzip"):
        data, whole = unfolded(body, limits, what)
    elif coding == "deflate":
        data, whole = inflated(body, limits, what)
    elif coding in ("br", "zstd"):
        data, whole = _by_fastwarc(body, coding, limits)
    else:
        raise InputError("PD132", because("coding_unread", coding=repr(coding[:20])))
    if whole or data:
        return data, whole, True
    if _is_text(body):
        return body, True, False
    raise damaged(f"{what} does not unfold as its content coding {coding} says")


def _is_text(body: bytes) -> bool:
    """Whether a body is stored without the coding that its headers name: markup begins it."""
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"\x00" not in body[:1_000]


def _by_fastwarc(body: bytes, coding: str, limits: Limits) -> tuple[bytes, bool]:
    """Brotli and Zstandard by the library that reads the archive."""
    from fastwarc.stream_io import BrotliReader, ZstdReader

    reader: _Reader = (BrotliReader if coding == "br" else ZstdReader)(io.BytesIO(body))
    out, whole, step = bytearray(), True, _STEP
    try:
        while more := reader.read(step):
            out += more
            check(len(out), limits.expanded_bytes, "the body of the response", "expanded_bytes", "bytes")
            step = CHUNK if len(out) > CHUNK * 4 else _STEP
    except OSError:
        whole = False
    return bytes(out), whole
