# SPDX-License-Identifier: Apache-2.0
"""The comparison as JSON: one line, the same bytes for the same result."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from policydiff.model import Comparison
from policydiff.report.texts import Options, Texts

_ENCODER = msgspec.json.Encoder(order="deterministic")
_LEFT_OUT = b"\x00"
"""Stands for a list that is written piece by piece; no JSON holds this byte."""
_PIECE = 5_000
"""Things of a list that are written at once: some megabytes."""


def write(comparison: Comparison, texts: Texts, options: Options) -> Iterator[bytes]:
    """The comparison as JSON, piece by piece; neither the texts nor the options have a part in it."""
    return pieces(comparison)


def render(comparison: Comparison) -> bytes:
    """The comparison in the order of its fields, tables and counts by name, with a line feed at the end."""
    return b"".join(pieces(comparison))


def pieces(comparison: Comparison) -> Iterator[bytes]:
    """What `render` gives, piece by piece: a long list need not stand in memory as text."""
    lists = comparison.a.findings, comparison.b.findings, comparison.differences
    if max(map(len, lists)) <= _PIECE:
        yield _ENCODER.encode(comparison) + b"\n"
        return
    left_out = msgspec.Raw(_LEFT_OUT)
    short = msgspec.structs.replace(
        comparison,
        a=msgspec.structs.replace(comparison.a, findings=left_out),
        b=msgspec.structs.replace(comparison.b, findings=left_out),
        differences=left_out,
    )
    for between, things in zip(_ENCODER.encode(short).split(_LEFT_OUT), (*lists, None), strict=True):
        yield between
        if things is not None:
            yield from _list(things)
    yield b"\n"


def _list(things: Sequence[object]) -> Iterator[bytes]:
    rest = iter(things)
    before = b"["
    while some := list(islice(rest, _PIECE)):
        yield before + _ENCODER.encode(some)[1:-1]
        before = b","
    yield b"[]" if before == b"[" else b"]"
