# SPDX-License-Identifier: Apache-2.0
"""The lists of the HTML report that group: the errata of each copy, and what is set aside."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from policydiff.model import CLASSES, TELLING, Comparison, Difference, Finding, Side
from policydiff.report.sentences import LONGEST
from policydiff.report.view import AlikeRow, ClassSection, ErrataGroup, ErrataItem, Quote
from policydiff.report.wording import code_points, context_of, leading, place_words, unit_name
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import abbreviate, plain

if TYPE_CHECKING:
    from policydiff.report.pictures import Pictures
    from policydiff.report.quiet import Quiet

GROUPS = 400
"""Kinds of place that a class lists."""
PLACES = 200
"""Places of equal errata that are listed; with more, a copy in two scripts is a list that nobody reads."""
BESIDES = 20_000
"""Places beyond them that a decision on all of them settles, too; each costs the page 130 bytes."""


class Alike(Struct, frozen=True, gc=False):
    """Equal errata of one copy: how many they are, those that are listed, and those on which is decided with them."""

    count: int
    listed: tuple[Finding, ...]
    rest: tuple[Finding, ...] = ()


def _reading(text: str, words: Catalogue) -> str:
    if len(text) > LONGEST:
        text = abbreviate(text, LONGEST, words.t("ui.abbreviated", n=number(len(text) - LONGEST)))
    return plain(text)


def units_named(comparison: Comparison, words: Catalogue) -> list[str]:
    """The name of each unit in the leading copy, shortened to a line."""
    side = leading(comparison)
    return [plain(abbreviate(unit_name(pair, words, side), 40)) for pair in comparison.units]


def alike_errata(findings: Sequence[Finding], words: Catalogue) -> list[Alike]:
    """The errata of one copy, equal ones together, the surest and most frequent first."""
    together: dict[tuple[str, str, str | None, str], list[Finding]] = defaultdict(list)
    times: Counter[tuple[str, str, str | None, str]] = Counter()
    for finding in findings:
        key = finding.kind, finding.text, finding.suggestion, words.rule(finding)
        times[key] += 1
        if times[key] <= PLACES + BESIDES:
            together[key].append(finding)
    found = [Alike(times[key], tuple(some[:PLACES]), tuple(some[PLACES:])) for key, some in together.items()]
    return sorted(found, key=lambda alike: (not alike.listed[0].certain, -alike.count, alike.listed[0].start))


def errata_groups(
    alike: Sequence[Alike], text: str, lang: str, named: Callable[[int], str], words: Catalogue
) -> tuple[ErrataGroup, ...]:
    """The errata of one copy in words; `named` says in which unit a place stands."""
    return tuple(_errata_group(found, text, lang, named, words) for found in alike)


def _errata_group(alike: Alike, text: str, lang: str, named: Callable[[int], str], words: Catalogue) -> ErrataGroup:
    found, count = alike.listed, alike.count
    settled = len(found) + len(alike.rest)
    first = found[0]
    reading = _reading(first.text, words)
    items = []
    for finding in found:
        before, after = context_of(text, finding.start, finding.end)
        quoted = Quote(lang, plain(before), reading, plain(after))
        place = place_words(finding, words)
        items.append(
            ErrataItem(finding.id, named(finding.start) or place, place, quoted, finding.decision or "", finding.note)
        )
    return ErrataGroup(
        words.name("kind", first.kind),
        plain(abbreviate(first.text, LONGEST)),
        plain(first.suggestion or (words.t("ui.nothing") if first.suggestion == "" else "")),
        code_points(first.text, first.suggestion) if first.suggestion else code_points(first.text),
        words.why(first),
        plain(first.misspelled or "") if first.misspelled != first.text else "",
        first.certain,
        lang,
        count,
        words.t("ui.all_alike", n=number(settled)) if settled > 1 else "",
        _by_unit(items),
        words.clauses(
            [
                words.n(key, n)
                for key, n in (("ui.errata_together", len(alike.rest)), ("ui.errata_beyond", count - settled))
                if n
            ]
        ),
    )


def _by_unit(items: Sequence[ErrataItem]) -> tuple[ErrataItem, ...]:
    """The places, the first of each run in one unit saying how many there are: paper names a unit once."""
    made: list[ErrataItem] = []
    for _, some in groupby(items, key=attrgetter("where")):
        first, *again = some
        made += [structs.replace(first, times=1 + len(again)), *(structs.replace(item, times=0) for item in again)]
    return tuple(made)


def class_sections(
    comparison: Comparison, quiet: "Quiet", words: Catalogue, pictures: "Pictures", firsts: Sequence[Difference] = ()
) -> tuple[ClassSection, ...]:
    """The classes that do not tell, each grouped: 工 → 工(gōng) ×59; `firsts` are the first of each group, where
    pictures of them are wanted."""
    rows: dict[str, list[AlikeRow]] = {name: [] for name in CLASSES if name not in TELLING}
    if comparison.detail == "telling":
        for listed in comparison.groups:
            if listed.class_ in rows:
                rule = words.why(listed)
                rows[listed.class_].append(_alike_row(listed.kind, listed.a, listed.b, listed.count, rule, None, words))
    else:
        for at, (group, count) in enumerate(zip(quiet.groups, quiet.counts, strict=True)):
            made = _alike_row(group.kind, group.a, group.b, count, words.why(group), at, words)
            rows[group.class_].append(structs.replace(made, pictures=pictures.of(firsts[at])) if firsts else made)
    return tuple(_class_section(comparison, name, found, words) for name, found in rows.items())


def _alike_row(kind: str, a: str, b: str, count: int, rule: str, at: int | None, words: Catalogue) -> AlikeRow:
    return AlikeRow(words.name("kind", kind), *_readings(a, b), count, rule, at)


@lru_cache(maxsize=4096)
def _readings(a: str, b: str) -> tuple[str, str, str]:
    """Two readings made visible, and their code points: most are pairs of characters that many copies have."""
    return plain(abbreviate(a, 40)), plain(abbreviate(b, 40)), code_points(a, b)


def _class_section(comparison: Comparison, name: str, found: list[AlikeRow], words: Catalogue) -> ClassSection:
    ordered = sorted(found, key=lambda row: (-row.count, row.kind_name, row.a, row.b))
    rest = max(0, len(ordered) - GROUPS)
    left_out = words.t("ui.groups_left_out", n=number(rest)) if rest else ""
    return ClassSection(
        name, words.t(f"class.{name}"), comparison.counts.get(name, 0), tuple(ordered[:GROUPS]), left_out
    )


def side_words(side: Side, words: Catalogue) -> str:
    """甲本 or 乙本."""
    return words.t("ui.copy", side=words.t(f"ui.side_{side}"))
