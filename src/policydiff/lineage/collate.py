# SPDX-License-Identifier: Apache-2.0
"""Collates many copies: one alignment, no preferred reading, the same result in whatever order they are named."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np

from policydiff import __version__
from policydiff.diff.events import beside_counts
from policydiff.diff.verdict import verdict
from policydiff.errors import UsageError
from policydiff.lineage.places import Survey, survey
from policydiff.lineage.result import CollatedCopy, Collation, FaultGroup, PairSummary, Passage, Variation
from policydiff.lineage.stemma import lineage
from policydiff.lineage.table import DEFAULT, Table, build
from policydiff.lineage.tokens import Tokens, tokens
from policydiff.lineage.variations import Writer
from policydiff.model import CLASSES, Finding
from policydiff.options import Options
from policydiff.pipeline import Prepared, facts, together
from policydiff.reasons import because
from policydiff.recorded import ToolFacts
from policydiff.report.converter import converter_of
from policydiff.script.converter import Converter
from policydiff.script.tables import digests

SCHEMA = "policydiff.collation/1"


def collate(
    prepared: Sequence[Prepared], base: str | None = None, options: Options = DEFAULT, *, converters: bool = False
) -> Collation:
    """Collate two or more prepared copies.

    Copies are named A, B … Z, AA … in the order of their names (then of their bytes). `base` is the name of the copy
    that readings are cited against (底本); it changes nothing in the alignment. With `converters`, each copy comes with
    the profile of what converted it.

    Raises:
        UsageError: PD206 for fewer than two copies or a base that is none of them.
    """
    if len(prepared) < 2:
        raise UsageError("PD206", because("collation_of_one"))
    ordered = sorted(together(prepared), key=lambda p: (p.witness.name, p.witness.sha256, p.witness.text))
    if base is not None and all(p.witness.name != base for p in ordered):
        raise UsageError("PD206", because("base_no_copy", base=base))
    sigla = tuple(_siglum(n) for n in range(len(ordered)))
    copies = _tokens(ordered)
    table = build(copies, options)
    found = survey(copies, table)
    leading = next((n for n, p in enumerate(ordered) if p.witness.name == base), 0)
    writer = Writer(copies, table, found, sigla, leading)
    content, segments, variations, passages, segment_of = _content(writer, table, found)
    orders = _orders(copies, table, segment_of)
    profiles = [converter_of(p) if converters else None for p in ordered]
    return Collation(
        schema=SCHEMA,
        tool=ToolFacts(__version__, options.profile.name, digests()),
        copies=tuple(_copies(ordered, sigla, orders, profiles)),
        base=None if base is None else sigla[leading],
        counts={
            name: sum(v.class_ == name for v in variations) + sum(p.class_ == name for p in passages)
            for name in CLASSES
        },
        content=content,
        segments=segments,
        variations=variations,
        passages=passages,
        moves=writer.moves(segment_of),
        faults=_faults(writer),
        pairs=_pairs(sigla, ordered, variations, passages),
        lineage=lineage(writer, variations, passages),
    )


def _siglum(n: int) -> str:
    """A … Z, AA, AB …"""
    name = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _tokens(ordered: Sequence[Prepared]) -> list[Tokens]:
    known: dict[str, Tokens] = {}
    gaps: dict[str, int] = {}
    for copy in ordered:
        if copy.witness.text not in known:
            known[copy.witness.text] = tokens(copy, gaps)
    return [known[copy.witness.text] for copy in ordered]


_Profiles = Sequence[Converter | None]


def _copies(
    ordered: Sequence[Prepared], sigla: Sequence[str], orders: Sequence[tuple[int, ...]], profiles: _Profiles
) -> Iterator[CollatedCopy]:
    first: dict[str, tuple[str, Prepared]] = {}
    for copy, siglum, order, profile in zip(ordered, sigla, orders, profiles, strict=True):
        same, twin = first.setdefault(copy.witness.text, (siglum, copy))
        told = facts(copy, brief=True)
        alike = same != siglum and not beside_counts(twin.events, copy.events).total()
        yield CollatedCopy(siglum, told, same if alike else None, order, profile)


_Content = tuple[
    tuple[str | int, ...], tuple[tuple[int, int], ...], tuple[Variation, ...], tuple[Passage, ...], dict[int, int]
]


def _content(writer: Writer, table: Table, found: Survey) -> _Content:
    """The content as a row of texts and numbers, cut where units moved and where passages begin and end."""
    variations: list[Variation] = []
    at_column: dict[int, tuple[int, int]] = {}
    for index, place in enumerate(found.places):
        variation = writer.variation(index, place)
        if variation is not None:
            at_column[place.start] = (place.end, len(variations))
            variations.append(msgspec.structs.replace(variation, number=len(variations) + 1))
    edges = {0, *(edge for moved in table.moved for edge in moved.edges)}
    cuts = edges | {edge for lacuna in found.lacunae for edge in lacuna.columns}
    items: list[str | int] = []
    item_at: dict[int, int] = {}
    c, width = 0, table.width
    for stop in sorted({*cuts, *at_column, width}):
        if stop < c:
            continue
        text = writer.text(c, stop)
        if text:
            items.append(text)
        item_at[stop] = len(items)
        c = stop
        if stop in at_column:
            c, number = at_column[stop]
            items.append(number)
    starts = sorted(edge for edge in edges if edge < width)
    segments = tuple((item_at[a], item_at[b]) for a, b in zip(starts, [*starts[1:], width], strict=True))
    passages = tuple(
        msgspec.structs.replace(
            writer.passage(lacuna, (item_at[lacuna.columns.start], item_at[lacuna.columns.end])), number=n
        )
        for n, lacuna in enumerate(found.lacunae, 1)
    )
    return tuple(items), segments, tuple(variations), passages, {edge: n for n, edge in enumerate(starts)}


def _orders(copies: Sequence[Tokens], table: Table, segment_of: dict[int, int]) -> list[tuple[int, ...]]:
    """For each copy with moved units: its segments in its own order."""
    edges = sorted(segment_of)
    out: list[tuple[int, ...]] = []
    for w in range(len(copies)):
        if all(moved.copy != w for moved in table.moved):
            out.append(())
            continue
        firsts = _first_tokens(table, w, edges)
        own = sorted((token, n) for n, token in enumerate(firsts) if token is not None)
        lacking = [n for n, token in enumerate(firsts) if token is None]
        out.append((*(n for _, n in own), *lacking))
    return out


def _first_tokens(table: Table, w: int, edges: Sequence[int]) -> list[int | None]:
    """The copy's first token in each segment, None where it has nothing of it."""
    row = table.cells[w].copy()
    for block in table.wholes[w]:
        row[block.c0] = block.t0
    parts = [row[start:end] for start, end in pairwise([*edges, table.width])]
    return [int(held[0]) if len(held := part[part >= 0]) else None for part in parts]


def _faults(writer: Writer) -> tuple[FaultGroup, ...]:
    """The errata of all copies by place, equal ones of the same copies counted."""
    places: dict[tuple[int, str, str, str | None], tuple[Finding, list[int]]] = {}
    for w, copy in enumerate(writer.copies):
        findings = copy.copy.findings
        held = np.searchsorted(copy.starts, [f.start for f in findings], "right") - 1
        for finding, at in zip(findings, writer.judged.columns[w][held].tolist(), strict=True):
            places.setdefault((at, finding.kind, finding.text, finding.suggestion), (finding, []))[1].append(w)
    groups: dict[tuple[str, str, str | None, tuple[int, ...], bool], tuple[Finding, int]] = {}
    for (at, kind, text, suggestion), (finding, members) in sorted(places.items(), key=lambda item: item[0][0]):
        having = set(np.flatnonzero(writer.table.cells[:, at] >= 0).tolist())
        key = (kind, text, suggestion, tuple(members), having <= set(members) and len(members) > 1)
        first, count = groups.get(key, (finding, 0))
        groups[key] = first, count + 1
    ranked = sorted(
        groups.items(),
        key=lambda item: (not item[0][4], -len(item[0][3]), item[0][3], -item[1][1], item[0][0], item[0][1]),
    )
    return tuple(
        FaultGroup(
            finding.class_,
            kind,
            text,
            suggestion,
            finding.reason,
            count,
            tuple(writer.sigla[w] for w in members),
            common,
            finding.rule,
        )
        for (kind, text, suggestion, members, common), (finding, count) in ranked
    )


def _pairs(
    sigla: Sequence[str], ordered: Sequence[Prepared], variations: Sequence[Variation], passages: Sequence[Passage]
) -> tuple[PairSummary, ...]:
    """For each two copies, how many differences of each class they have, and the verdict that follows."""
    told: Counter[tuple[tuple[str, ...], tuple[str, ...], str]] = Counter()
    for variation in variations:
        readings = variation.readings
        told.update((readings[r.a].copies, readings[r.b].copies, r.class_) for r in variation.relations)
    told.update((passage.present, passage.absent, passage.class_) for passage in passages)
    index = {siglum: n for n, siglum in enumerate(sigla)}
    counts: dict[tuple[int, int], dict[str, int]] = {
        (a, b): dict.fromkeys(map(str, CLASSES), 0) for a in range(len(sigla)) for b in range(a + 1, len(sigla))
    }
    for (here, there, class_), count in told.items():
        for x in (index[s] for s in here):
            for y in (index[s] for s in there):
                counts[min(x, y), max(x, y)][class_] += count
    told_pairs = []
    for (a, b), found in counts.items():
        beside = beside_counts(ordered[a].events, ordered[b].events)
        found = {name: count + beside[name] for name, count in found.items()}
        same = ordered[a].witness.text == ordered[b].witness.text and not beside.total()
        told_pairs.append(PairSummary(sigla[a], sigla[b], verdict(found, same, "copy"), found))
    return tuple(told_pairs)
