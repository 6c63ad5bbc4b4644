# SPDX-License-Identifier: Apache-2.0
"""Items below the units: labels inside a task, an article, a paragraph or a list of attachments.

They are the labels that `sequence` accepts and `outline` makes no unit of, and besides them those that are never
units: 一是… 二是…, 第一，… 第二，…, a. b., and lists inside one sentence (包括①甲，②乙，③丙). The latter count as
a run that begins at its first number.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence, Set

from msgspec import Struct

from policydiff.canonical.text import Canonical
from policydiff.structure.labels import NOT_ITEM, REFERRING, Candidate, Standing, single
from policydiff.structure.marks import HAN, SENTENCE_END
from policydiff.structure.notice import Item
from policydiff.vocabulary.numerals import ONE_TO_NINE, ONE_TO_TEN, value
from policydiff.vocabulary.patterns import late_pattern

_AFTER = frozenset(SENTENCE_END + ":,")
_APART = _AFTER | {"、"}
_LABEL = late_pattern(
    # The first character is taken by one class, so that the search skips along the text by it.
    # The next character settles most places (2023年, 一批) before any alternative is tried.
    rf"[第其({ONE_TO_TEN}a-zA-Z①-⒛㈠-㈩\d](?:(?=[{ONE_TO_TEN}a-zA-Z\d.)、是要])|(?<=[①-⒛㈠-㈩]))(?:"
    rf"(?<=第)(?P<spoken_ordinal>[{ONE_TO_TEN}]{{1,2}})[,、:]|(?<=其)(?P<spoken_of>[{ONE_TO_NINE}])[,、:是]"
    rf"|(?<=\()(?:(?P<letter_paren>[a-zA-Z])\)(?=[{HAN}\"《])"
    rf"|(?P<han_paren>[{ONE_TO_TEN}]{{1,3}})\)|(?P<arabic_paren>\d{{1,2}})\))"
    rf"|(?<=[{ONE_TO_TEN}])(?<![第其{ONE_TO_TEN}].)(?P<spoken>[{ONE_TO_TEN}]?[是要])(?!否)"
    rf"|(?<=[a-zA-Z])(?P<letter>[.)、])(?=[{HAN}\"《])"
    rf"|(?<=\d)(?<![\d.].)(?P<arabic>\d?[.、)])(?=[{HAN}\"《])"
    rf"|(?<=[①-⒛㈠-㈩])(?P<single>))"
)
_MARKS = "第其(),.、:是要"
"""What stands around the numeral of such a label."""
_RUN_ON = frozenset({"han_paren", "arabic_paren", "single", "arabic"})
"""Families whose lists stand on lines of their own as a rule, which `sequence` knows; here they run on."""
_BRACKETED = _RUN_ON - {"arabic"}
"""Of these, labels that need no mark before them: 包括(1)甲(2)乙."""
_SHORT_RUN, _RUN = 2, 3
"""Labels of a run where each stands behind a mark or at the start of a line, and where they stand anywhere."""


class _Run(Struct):
    unit: int
    items: list[Item] = []
    least: int = _SHORT_RUN
    taken: int = 0


def items(canonical: Canonical, labels: Sequence[Candidate], units: Sequence[Candidate], end: int) -> tuple[Item, ...]:
    """The items inside the units with those labels, in order; `labels` are all that were accepted."""
    starts = {unit.start for unit in units}
    found = [Item(label.start, label.end, label.ordinal, label.style) for label in _listed(labels, starts)]
    known = {label.start for label in labels}
    more = [item for item in _run_on(canonical, units, end) if item.start not in known]
    return tuple(sorted([*found, *more], key=lambda item: item.start)) if more else tuple(found)


def _listed(labels: Sequence[Candidate], starts: Set[int]) -> list[Candidate]:
    """The labels below the units, but for those that stand in a line and alone of their family in the unit."""
    unit_starts = sorted(starts)
    below = [label for label in labels if label.start not in starts]
    counted = Counter((bisect_right(unit_starts, label.start), label.style) for label in below)
    return [
        label
        for label in below
        if label.place is Standing.LINE or counted[bisect_right(unit_starts, label.start), label.style] > 1
    ]


def _run_on(canonical: Canonical, units: Sequence[Candidate], end: int) -> list[Item]:
    """The items that count on from their first number, each family for itself inside one unit."""
    unit_starts = sorted(unit.start for unit in units)
    openings = {*canonical.breaks, *(unit.end for unit in units)}
    text = canonical.text
    found: list[Item] = []
    runs: dict[str, _Run] = {}
    for match in _LABEL.finditer(text, 0, end):
        at, kind = match.start(), match.lastgroup or ""
        before = text[at - 1 : at]
        behind_mark = not before or before in _AFTER or at in openings
        if not behind_mark and (before in REFERRING or kind.startswith("letter")):
            continue
        if kind in _RUN_ON and NOT_ITEM.match(text, match.end()):
            continue
        number, style = _read(match, kind)
        unit = bisect_right(unit_starts, at)
        run = runs.get(style)
        if number == 1:
            run = runs[style] = _Run(unit)
        elif run is None or run.unit != unit or number != len(run.items) + 1:
            continue
        if number > 1 and kind not in _BRACKETED and not (behind_mark or before in _APART):
            continue
        if not behind_mark:
            run.least = _RUN
        run.items.append(Item(at, match.end(), str(number), style))
        if len(run.items) >= run.least:
            found += run.items[run.taken :]
            run.taken = len(run.items)
    return found


def _read(match: re.Match[str], kind: str) -> tuple[int, str]:
    """The number of a label, and the name of its family: labels of one sequence have one."""
    if kind == "single":
        _, style, number = single(match[0])
        return number, style
    numeral = match[0].strip(_MARKS)
    number = ord(numeral.lower()) - ord("a") + 1 if kind.startswith("letter") else value(numeral) or 0
    return number, kind + match[0][-1] if kind in ("spoken", "arabic", "letter") else kind
