# SPDX-License-Identifier: Apache-2.0
"""Are these copies of one notice at all? Judged from titles, years, numbers and shared text."""

from collections.abc import Sequence

from policydiff.align.blocks import Block
from policydiff.align.pairing import Pairing
from policydiff.model import Reason, Relation, RelationKind
from policydiff.reasons import because, say
from policydiff.structure.notice import Notice
from policydiff.structure.titles import core, named_editions, passes_on_named, years

COPY = 0.65
"""Share of the shorter copy's characters in paired units from which two texts are copies, whatever
their titles say. Measured: copies of one notice 0.9 and more, separate translations of one text 0.49 to 0.51."""
_HEAD = 400
"""Canonical characters at the start of a copy in which it names itself."""


def relation(notice_a: Notice, notice_b: Notice, pairings: Sequence[Pairing]) -> Relation:
    """Copy, another edition, a forwarding notice, or something else, with the evidence in words.

    Symmetrical in its arguments.
    """
    shared = shared_text(pairings)
    titles = sorted((_title(notice_a), _title(notice_b)))
    known = all(titles)
    if known and titles[0] != titles[1]:
        if core(titles[0]) == core(titles[1]) and years(titles[0]) != years(titles[1]):
            return _related("edition", because("two_years", titles=f"{titles[0]} / {titles[1]}"))
        forwarding = _forwarding(titles)
        if forwarding:
            return _related("forwarding", because("forwards", title=forwarding))
    editions = _named_editions(notice_a, notice_b)
    if editions:
        return _related("edition", because("two_editions", editions=editions))
    percent = f"{shared:.0%}"
    if shared >= COPY:
        return _related("copy", because("shared_text", percent=percent))
    if known and core(titles[0]) == core(titles[1]) and len(titles[0]) > 4:
        kind: RelationKind = "edition" if shared < COPY / 2 or years(titles[0]) != years(titles[1]) else "copy"
        return _related(kind, because("title_only", percent=percent))
    return _related("different", because("shared_only", percent=percent))


def _related(kind: RelationKind, rule: Reason) -> Relation:
    return Relation(kind, say(rule), rule)


def shared_text(pairings: Sequence[Pairing]) -> float:
    """Share of the shorter text's characters that stand alike in paired units, 0…1."""
    size_a = size_b = 0
    alike = 0.0
    for pairing in pairings:
        a, b = _size(pairing.a), _size(pairing.b)
        size_a += a
        size_b += b
        if pairing.a and pairing.b and pairing.a[0].kind != "page":
            alike += pairing.similarity * min(a, b)
    if not size_a or not size_b:
        return 1.0 if size_a == size_b else 0.0
    return min(1.0, alike / min(size_a, size_b))


def _size(group: Sequence[Block]) -> int:
    """Characters of the blocks that are not page furniture."""
    size = 0
    for block in group:
        if block.kind != "page":
            size += block.end - block.start
    return size


def _title(notice: Notice) -> str:
    node = next((n for n in notice.nodes() if n.kind == "title"), None)
    return notice.canonical.text[node.start : node.own_end] if node else ""


def _named_editions(notice_a: Notice, notice_b: Notice) -> str | None:
    """The editions in which both heads name one plan: 防控方案(第八版) / (第九版)."""
    one, other = (named_editions(notice.canonical.text[:_HEAD]) for notice in (notice_a, notice_b))
    for name in sorted(one.keys() & other.keys()):
        if one[name].number != other[name].number:
            return f"{name} {' / '.join(sorted((one[name].written, other[name].written)))}"
    return None


def _forwarding(titles: Sequence[str]) -> str | None:
    """The title that says it forwards what the other title names, if one does."""
    return next((outer for outer, inner in (titles, titles[::-1]) if passes_on_named(outer, inner)), None)
