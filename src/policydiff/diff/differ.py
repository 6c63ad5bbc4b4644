# SPDX-License-Identifier: Apache-2.0
"""The conductor: from two prepared copies to their differences, one stage after the other.

1. align       which units of the two notices answer to each other
2. cells       where the canonical texts of each pair differ, each place judged by the chain of rules
3. truncation  all that one copy lacks at its end, or at its beginning, as one
4. columns     rows of tables whose columns stand in another order, column by column
5. walk        the regions back in the sources; every code point accounted for
6. same        pairs of differences that cancel out go: both sources have the text
7. moves       moved units, columns and cells, as differences of position
8. outside     what the files hide, show outside their texts, or strike through
9. tracked     differences that a tracked change explains
10. terms      differences inside a listed term are grave
11. evidence   the trace that a lost unit left in the other copy
12. doubts     what recognition of a scanned copy cannot know

The same for a pair and for each pair of a collation. Nothing here reads a file, a clock or the environment.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from policydiff.align.align import align
from policydiff.align.blocks import blocks
from policydiff.align.pairing import Pairing
from policydiff.canonical.text import Canonical, joined_beside
from policydiff.canonical.unicode import holds_rare
from policydiff.diff.events import furniture_differs, hidden_texts, outside_texts, with_tracked_changes
from policydiff.diff.judge import Chain, CopyText
from policydiff.diff.label_runs import with_unit_runs
from policydiff.diff.loss import with_evidence
from policydiff.diff.moved import moves
from policydiff.diff.moved_items import as_one
from policydiff.diff.places import Counted, Places, Run, worded
from policydiff.diff.raws import Raws
from policydiff.diff.recognition import Pages, with_doubts
from policydiff.diff.region import Cell
from policydiff.diff.regions import TwoCopies, cell, in_cells
from policydiff.diff.same import without_same
from policydiff.diff.struck import struck_texts
from policydiff.diff.table_columns import TablePair
from policydiff.diff.table_order import reading_order
from policydiff.diff.table_rows import PairedTables
from policydiff.diff.table_runs import with_table_runs
from policydiff.diff.terms import within_terms
from policydiff.diff.truncation import join_head, join_tail
from policydiff.diff.walk import Walk
from policydiff.model import ReadingEvent, ScriptProfile
from policydiff.recognized import RecognizedLine
from policydiff.script.judge import Judge
from policydiff.structure.notice import Furniture, Notice
from policydiff.structure.page_marks import LONE

_SEVERAL_LINES = 4
"""From this many line breaks on, breaks that the other copy lost because its lines were joined count as layout; with
fewer, each lost break is told."""


class Copy(Protocol):
    """One copy, prepared by itself, as far as differences are worked out from it."""

    @property
    def canonical(self) -> Canonical:
        """Its layered text."""

    @property
    def plain(self) -> str:
        """Its kept characters after the unicode layer alone: what the script judge looks at."""

    @property
    def notice(self) -> Notice:
        """Its structure."""

    @property
    def script(self) -> ScriptProfile:
        """Its script."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes that it was read from."""

    @property
    def events(self) -> tuple[ReadingEvent, ...]:
        """What its reader met besides the text."""

    @property
    def recognized(self) -> tuple[RecognizedLine, ...]:
        """Its lines that were read from pictures."""


class Differed(Struct, frozen=True):
    """What the stages give: the pairs of units, their cells, and the differences, not yet dressed for readers."""

    pairings: tuple[Pairing, ...]
    cells: tuple[Cell, ...]
    raws: Raws
    tables: tuple[TablePair, ...]
    """The tables that answer to each other."""
    counted: tuple[Counted, ...] = ()
    """The differences of script that are not listed."""
    equal: tuple[Run, ...] = ()
    """The runs of equal canonical text in which these stand."""


def differ(a: Copy, b: Copy, terms: Sequence[str] = (), *, brief: bool = False) -> Differed:
    """All differences of two copies in source offsets; of two copies that change sides, call it in one order and turn
    the result round. `brief`: characters of another script are counted where they are told by nothing else."""
    if _one_text(a, b):
        pairings = tuple(Pairing((block,), (block,), 1.0) for block in blocks(a.notice))
        return Differed(pairings, (), Raws(), PairedTables.of(a.notice, b.notice, pairings).pairs)
    pairings = align(a.notice, b.notice)
    places = Places(
        a.canonical,
        b.canonical,
        Judge(a.plain, b.plain, a.script, b.script, terms, (a.canonical.text, b.canonical.text)),
        same_bytes=a.digest == b.digest,
    )
    chain = Chain(CopyText(a.canonical, a.plain, a.script.form), CopyText(b.canonical, b.plain, b.script.form), worded)
    tables = PairedTables.of(a.notice, b.notice, pairings)
    reading = reading_order(tables)
    texts = TwoCopies(chain, *_page(a.notice, b.notice), _regions_differ(a.script, b.script), tables)
    cells = with_unit_runs(
        pairings,
        [cell(texts, n, pairing) for n, pairing in enumerate(pairings)],
        tables,
        (a.canonical.text, b.canonical.text),
        reading,
    )
    cells = join_head(pairings, join_tail(pairings, cells, a.canonical.text, b.canonical.text))
    cells = with_table_runs(tables.by_columns(cells, in_cells(texts)), tables)
    walk = Walk(a.canonical, b.canonical, places, lambda: _breaks_lost(a.canonical, b.canonical, pairings))
    counted: list[Counted] = []
    raws = without_same(
        as_one(walk.raws(cells, counted if brief else None), cells), a.canonical.source, b.canonical.source
    )
    raws += moves(pairings, a.canonical, b.canonical, reading)
    raws += tables.moved_columns(a.canonical, b.canonical)
    raws += tables.shifts(a.canonical, b.canonical)
    raws += hidden_texts(cells, a.canonical, b.canonical, a.events, b.events)
    raws += outside_texts(cells, a.canonical, b.canonical, a.events, b.events)
    raws += struck_texts(cells, a.canonical, b.canonical, a.events, b.events)
    raws += furniture_differs(a.events, b.events)
    raws = with_tracked_changes(raws, a.events, b.events, a.canonical.source, b.canonical.source)
    raws = within_terms(raws, terms, a.canonical, b.canonical)
    raws = with_evidence(raws, pairings, a.notice, b.notice)
    sources = a.canonical.source, b.canonical.source
    raws = with_doubts(raws, Pages(a.recognized, sources[0]), Pages(b.recognized, sources[1]), *sources)
    return Differed(pairings, tuple(cells), raws, tables.pairs, tuple(counted), tuple(walk.equal))


def _one_text(a: Copy, b: Copy) -> bool:
    """Is it one copy twice, with nothing in it that tells even where both have it?"""
    return a.notice is b.notice and not a.events and not holds_rare(a.canonical.source)


def _regions_differ(a: ScriptProfile, b: ScriptProfile) -> bool:
    """Only in two simplified copies is another region's word another word: whether a traditional text is of Taiwan or
    Hong Kong shows in its words, not always in its glyphs."""
    return not a.form == b.form == "simplified"


def _page(a: Notice, b: Notice) -> tuple[Sequence[Furniture], Sequence[Furniture]]:
    """The page furniture of both copies. Where each has a lone 3/4, it may be a number of the notice that changed."""
    lone = [any(item.kind == LONE for item in notice.furniture) for notice in (a, b)]
    if not all(lone):
        return a.furniture, b.furniture
    one, other = ([item for item in notice.furniture if item.kind != LONE] for notice in (a, b))
    return one, other


def _breaks_lost(a: Canonical, b: Canonical, pairings: Sequence[Pairing]) -> tuple[bool, bool]:
    """Which copies have lost so many breaks, of their units or of all their lines, that this is layout, not a slip?
    Only what such a copy lacks is its layout: a break that it has and the other lacks still counts."""
    both = [
        (p.a[0].start, p.b[0].start) for p in pairings if p.a and p.b and p.a[0].label and p.a[0].start and p.b[0].start
    ]
    gaps = [(a.offsets.is_cut(i), b.offsets.is_cut(j)) for i, j in both]
    lost_a, lost_b = gaps.count((False, True)), gaps.count((True, False))

    def layout(own: Canonical, other: Canonical, lost: int) -> bool:
        joined = len(other.breaks) >= _SEVERAL_LINES and joined_beside(own, other)
        return joined or (lost >= 3 and lost * 2 > len(both))

    return layout(a, b, lost_a), layout(b, a, lost_b)
