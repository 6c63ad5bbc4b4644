# SPDX-License-Identifier: Apache-2.0
"""Runs the layers: first all that take text out, then all that change a character for another.

The layers that keep length (unicode, punctuation, script) are one composed translation;
the layers that take text out (unicode's hidden characters, markup, gloss, layout) give
removals, from which one offset map is made.
"""

from array import array
from collections.abc import Container, Sequence
from functools import cache
from operator import ge, lt

from policydiff.canonical.gloss import glosses
from policydiff.canonical.layout import white_runs
from policydiff.canonical.markup import markup
from policydiff.canonical.offsets import OffsetMap, without
from policydiff.canonical.pages import around
from policydiff.canonical.punctuation import punctuation_table
from policydiff.canonical.text import Canonical, Removal, Removals, joined
from policydiff.canonical.unicode import UNICODE, hidden
from policydiff.script.codes import Translation
from policydiff.script.fold import FOLD


def canonicalize(
    source: str, extra: Sequence[Removal] = (), page: Sequence[Removal] = (), wraps: Sequence[int] = ()
) -> Canonical:
    """Take the layers off `source`. Canonicalizing a canonical text changes nothing. Linear in its length.

    What a reader of the file knows: `extra` are removals (ruby), `page` the page numbers and
    running heads between the lines, `wraps` the offsets of line breaks that only end a line.
    """
    breaks = frozenset(wraps)
    if page:
        removals = around(
            source,
            page,
            lambda text, offsets: _removals(text, _shortened(extra, offsets), {offsets.to_kept(w) for w in breaks}),
        )
    else:
        removals = _removals(source, extra, breaks)
    bare, offsets = without(source, removals.spans())
    return Canonical(
        source=source,
        bare=bare,
        text=_canonical()(bare),
        offsets=offsets,
        removals=removals,
        breaks=_with_kept(_breaks(removals, offsets, breaks), bare),
    )


def _breaks(removals: Removals, offsets: OffsetMap, wraps: frozenset[int]) -> Sequence[int]:
    """The kept offsets before which a line break stands; not where one of `wraps` only ends a line."""
    breaks = array("i")
    wrapped = -1
    for start, end, kind in removals.rows():
        if kind == "line_break":
            length = offsets.to_kept(start)
            if wraps and any(w in wraps for w in range(start, end)):
                wrapped = length
            elif length != wrapped and (not breaks or breaks[-1] != length):
                breaks.append(length)
    return breaks


def _with_kept(breaks: Sequence[int], bare: str) -> Sequence[int]:
    """The breaks, with those that stay as the one space between two digits."""
    at = bare.find("\n")
    if at < 0:
        return breaks
    kept = set(breaks)
    while at >= 0:
        kept.add(at + 1)
        at = bare.find("\n", at + 1)
    return array("i", sorted(kept))


def _removals(source: str, extra: Sequence[Removal], wraps: Container[int]) -> Removals:
    """All that the layers take out of a text, in order."""
    inner = _in_order([hidden(source), glosses(source), Removals(markup(source)), Removals(extra)])
    return _merge(inner, white_runs(source, inner, wraps))


def _shortened(extra: Sequence[Removal], offsets: OffsetMap) -> list[Removal]:
    """Removals in the offsets of a text without its page furniture."""
    return [Removal(*offsets.span_to_kept(run.start, run.end), run.kind) for run in extra]


def _in_order(layers: list[Removals]) -> Removals:
    """The removals of all layers by place; most copies have them in one layer alone, which gives them in order."""
    some = [layer for layer in layers[:-1] if layer]
    return some[0] if len(some) == 1 and not layers[-1] else joined(layers).by_place()


def _merge(inner: Removals, white: Removals) -> Removals:
    """All removals in order, each cut down to what the ones before it have left."""
    if not inner:
        return white
    ordered = joined((inner, white)).by_place()
    if not (any(map(lt, ordered.start[1:], ordered.end)) or any(map(ge, ordered.start, ordered.end))):
        return ordered  # as nearly always: all stand apart
    merged = Removals()
    last = 0
    for start, end, kind in ordered.rows():
        if end > last:
            merged.add(max(start, last), end, kind)
            last = end
    return merged


@cache
def _unicode() -> Translation:
    return Translation(UNICODE)


def plain(bare: str) -> str:
    """Kept source characters after the unicode layer alone: what the script judge looks at. Same length."""
    return _unicode()(bare)


@cache
def _canonical() -> Translation:
    return Translation(composed_table())


@cache
def composed_table() -> dict[int, str]:
    """One translate table for unicode, punctuation and script, applied in this order."""
    layers: tuple[dict[int, int | str], ...] = (UNICODE, dict(punctuation_table()), FOLD)
    table: dict[int, str] = dict.fromkeys((9, 10, 11, 12, 13, 160, 12288, *range(8192, 8203), 8239, 8287), " ")
    for layer in layers:
        for code in layer:
            table.setdefault(code, chr(code))
    text = "".join(table.values())
    for layer in layers:
        text = text.translate(layer)
    return dict(zip(table, text, strict=True))
