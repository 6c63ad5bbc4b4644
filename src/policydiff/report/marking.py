# SPDX-License-Identifier: Apache-2.0
"""The marks of a page: each difference and erratum as HTML around its place.

What tells has a mark with an id of its own and a link to its entry. What is set aside has the mark
of its group, a dozen bytes; why it is set aside stands once, in the group's row.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from policydiff.kinds import POSITIONS
from policydiff.model import Comparison, Difference, Finding, Place, Side
from policydiff.report.marks import Look, Mark, Marks
from policydiff.report.quiet import Group, Quiet
from policydiff.report.wording import action_word
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import abbreviate, attribute, attributes

POSITIONAL = POSITIONS - {"column_moved", "cell_moved"}
"""Kinds that speak of a position and lie outside the partition of the text: shown as empty marks."""
QUIET = {"page": "p", "script": "s", "gloss": "g", "format": "f"}
"""The classes of marks of what is set aside: one letter, since a page may have ten thousand of them."""


def difference_marks(
    comparison: Comparison,
    quiet: Quiet,
    shown: Mapping[str, tuple[int, int]],
    listed: Mapping[str, str],
    words: Catalogue,
) -> tuple[Marks, Marks]:
    """The marks of both sides, each ascending and, but for positions, apart from each other.

    `shown` gives the row and the column in which what tells is shown, `listed` the anchor of each entry by id.
    """
    looks = [_quiet_look(group, number, first=False) for number, group in enumerate(quiet.groups)]
    own: tuple[dict[int, Mark | None], dict[int, Mark | None]] = {}, {}
    (starts_a, starts_b), (ends_a, ends_b) = quiet.starts, quiet.ends
    for number, at in enumerate(_leads(quiet)):
        look = _quiet_look(quiet.groups[number], number, first=True)
        if starts_a[at] < ends_a[at] or starts_b[at] == ends_b[at]:
            own[0][at] = starts_a[at], ends_a[at], look
        else:
            own[1][at] = starts_b[at], ends_b[at], look
    for at, found in quiet.own:
        own[0][at], own[1][at] = (
            _taken_marks(found, words)
            if found.suppressed
            else _telling_marks(found, listed, comparison.base, words, shown[found.id])
        )
    return _marks(quiet, 0, looks, own[0]), _marks(quiet, 1, looks, own[1])


def _marks(quiet: Quiet, side: int, looks: Sequence[Look], own: Mapping[int, Mark | None]) -> Marks:
    """The marks of one side: those of groups, where it has text or neither side has any, and those of their `own`, by
    the number of the difference, where one is shown."""
    import numpy as np

    starts, ends = (np.array(row[side], dtype=np.int64) for row in (quiet.starts, quiet.ends))
    numbers, all_looks = np.array(quiet.numbers, dtype=np.int64), [*looks]
    shown = starts < ends
    if side == 0:
        shown |= np.asarray(quiet.starts[1]) == np.asarray(quiet.ends[1])
    for at, mark in own.items():
        shown[at] = mark is not None
        if mark is not None:
            starts[at], ends[at], numbers[at] = mark[0], mark[1], len(all_looks)
            all_looks.append(mark[2])
    starts, ends, numbers = starts[shown], ends[shown], numbers[shown]
    order = np.lexsort((ends, starts))
    return Marks.of_arrays(starts[order], ends[order], numbers[order], all_looks)


def _leads(quiet: Quiet) -> list[int]:
    """The number of the first difference of each group that has the group's mark."""
    taken = {at for at, found in quiet.own if found.suppressed}
    if not taken:
        return [group.first for group in quiet.groups]
    leads: dict[int, int] = {}
    for at, number in enumerate(quiet.numbers):
        if at not in taken:
            leads.setdefault(number, at)
    return [leads.get(number, group.first) for number, group in enumerate(quiet.groups)]


def _ascending(marks: list[Mark]) -> list[Mark]:
    """By start, then by end: two sorts by a number take a third of the time of one by both."""
    marks.sort(key=itemgetter(1))
    marks.sort(key=itemgetter(0))
    return marks


def _quiet_look(group: Group, number: int, *, first: bool) -> Look:
    """The mark of a group; the first of it is where the group's row leads."""
    letter = QUIET[group.class_]
    return _numbered_look(f'"{letter} br"' if group.kind == "line_break" else letter, number, first)


@lru_cache(maxsize=4096)
def _numbered_look(name: str, number: int, first: bool) -> Look:
    again = f"<i class={name} data-g={number}>"
    return Look(f"<i class={name} id=q{number} data-g={number}>" if first else again, "</i>", again)


def _taken_marks(difference: Difference, words: Catalogue) -> tuple[Mark | None, Mark | None]:
    """The marks of what a rule of the user's has taken: an id of its own, since its entry leads to it."""
    title = attribute(words.t("ui.suppressed_by", rule=difference.suppressed or ""))
    name = QUIET.get(difference.class_, "")
    ident = attribute(difference.id)
    opening = f'<i class="taken {name}" title="{title}"'
    again = f'{opening} data-d="{ident}">'
    first, later = Look(f'{opening} id="d-{ident}">', "</i>", again), Look(again, "</i>", again)
    a, b = difference.a, difference.b
    in_a = bool(a.text) or not b.text
    return ((a.start, a.end, first) if in_a else None, (b.start, b.end, later if in_a else first) if b.text else None)


def title_words(difference: Difference, words: Catalogue) -> str:
    """What hovering tells over a mark that has no entry: class, kind, both readings, rule."""
    nothing = words.t("ui.nothing")
    lines = [
        f"{words.t(f'class.{difference.class_}')} · {words.name('kind', difference.kind)}",
        f"{abbreviate(difference.a.text, 30) or nothing} → {abbreviate(difference.b.text, 30) or nothing}",
        words.why(difference),
    ]
    return "\n".join([line for line in lines if line])


def _telling_marks(
    difference: Difference, listed: Mapping[str, str], base: Side | None, words: Catalogue, at: tuple[int, int]
) -> tuple[Mark | None, Mark | None]:
    """Marks of what tells, as `<del>` in copy A and `<ins>` in copy B, each a link to its entry (or to itself)."""
    a, b = difference.a, difference.b
    ident = attribute(difference.id)
    spoken = action_word(difference, base, words)
    classes = f"m {difference.class_} {difference.severity or 'none'}" + (
        " settled" if difference.decision == "keep" else ""
    )
    whole = difference.kind in ("unit_added", "unit_removed")
    entry = listed.get(difference.id)
    link = (
        f'><a href="#{entry}"'
        if entry
        else f'><a href="#d-{ident}" title="{attribute(title_words(difference, words))}"'
    )

    def mark(place: Place, tag: str, owner: bool) -> Mark | None:
        positional = difference.kind in POSITIONAL
        empty = positional or not place.text
        if whole and not place.text:
            return None
        shape = classes + (" gap" if empty else " whole" if whole else "")
        opening = f'<{tag} class="{shape}"'
        again = f'{opening} data-d="{ident}"{link} tabindex="-1">'
        first = f'{opening} id="d-{ident}"' if owner else f'{opening} data-d="{ident}"'
        spoken_first = f'{first}{link}><span class="vh">{spoken}</span>'
        look = Look(spoken_first, f"</a></{tag}>", again, at[0] if empty else None, at[1])
        return place.start, place.start if positional else place.end, look

    owner_a = bool(a.text) or not b.text
    return mark(a, "del", owner_a), mark(b, "ins", not owner_a)


def errata_marks(side: Side, findings: Sequence[Finding], listed: Iterable[Finding]) -> list[Mark]:
    """The errata of one copy as the lower layer of marks; what each is stands in its group, and those that are listed
    there have an id."""
    tag = '<span class="m errata"'
    named = [found.id for found in listed]
    idents = dict(zip(named, attributes(named), strict=True))
    unlisted = Look(f"{tag}>", "</span>", f"{tag}>")

    def look(ident: str | None) -> Look:
        if ident is None:
            return unlisted
        return Look(f'{tag} id="f-{side}-{ident}">', "</span>", f'{tag} data-f="{ident}">')

    return _ascending([(found.start, found.end, look(idents.get(found.id))) for found in findings])
