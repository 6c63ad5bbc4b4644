# SPDX-License-Identifier: Apache-2.0
"""Runs the layers: first all that take text out, then all that change a character for another.

The layers that keep length (unicode, punctuation, script) are one composed `str.translate`;
the layers that take text out (unicode's hidden characters, markup, gloss, layout) give
removals, from which one offset map is made.
"""

from collections.abc import Iterable
from functools import cache

from policydiff.canonical.gloss import glosses
from policydiff.canonical.layout import white_runs
from policydiff.canonical.markup import markup
from policydiff.canonical.offsets import OffsetMap
from policydiff.canonical.punctuation import punctuation_table
from policydiff.canonical.text import Canonical, Removal
from policydiff.canonical.unicode import UNICODE, hidden
from policydiff.script.fold import FOLD


def canonicalize(source: str, extra: Iterable[Removal] = ()) -> Canonical:
    """Take the layers off `source`; `extra` are removals that a reader knows of (ruby, markup).

    Canonicalizing a canonical text changes nothing. Linear in the length of the text.
    """
    removals = _merge(source, [*hidden(source), *glosses(source), *markup(source), *extra], white_runs(source))
    kept, starts, pieces, breaks = [0], [0], [], []
    at = length = 0
    for run in removals:
        if run.start > at:
            pieces.append(source[at : run.start])
            length += run.start - at
        at = run.end
        if length == kept[-1]:
            starts[-1] = at
        else:
            kept.append(length)
            starts.append(at)
        if run.kind == "line_break" and (not breaks or breaks[-1] != length):
            breaks.append(length)
    pieces.append(source[at:])
    bare = "".join(pieces)
    return Canonical(
        source=source,
        bare=bare,
        text=bare.translate(composed_table()),
        offsets=OffsetMap(kept, starts, len(bare), len(source)),
        removals=tuple(removals),
        breaks=tuple(breaks),
    )


def _merge(source: str, inner: list[Removal], white: list[Removal]) -> list[Removal]:
    """All removals in order, white space inside or beside another removal cut down to what is left."""
    if not inner:
        return white
    inner.sort(key=lambda run: (run.start, -run.end))
    merged: list[Removal] = []
    for run in sorted([*inner, *white], key=lambda run: (run.start, -run.end)):
        last = merged[-1].end if merged else 0
        if run.end <= last:
            continue
        merged.append(run if run.start >= last else Removal(last, run.end, run.kind))
    return merged


@cache
def composed_table() -> dict[int, str]:
    """One translate table for unicode, punctuation and script, applied in this order."""
    layers: tuple[dict[int, int | str], ...] = (UNICODE, dict(punctuation_table()), FOLD)
    table: dict[int, str] = {white: " " for white in (9, 10, 11, 12, 13, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F)}
    for layer in layers:
        for code in layer:
            table.setdefault(code, chr(code))
    for code, char in table.items():
        for layer in layers:
            char = char.translate(layer)
        table[code] = char
    return table
