# SPDX-License-Identifier: Apache-2.0
"""The lists of the HTML report: what tells, the errata of each copy, and what is set aside."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from policydiff.model import CLASSES, TELLING, Comparison, Difference, Finding, Place, Side, UnitPair
from policydiff.report.alike import Alike
from policydiff.report.sources import Sources
from policydiff.report.view import AlikeRow, ClassSection, Entry, ErrataGroup, ErrataItem, Quote, Section
from policydiff.report.wording import (
    action_word,
    by_severity,
    code_points,
    context_of,
    evidence_words,
    place_words,
    unit_name,
    where,
)
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import abbreviate, plain

LONGEST = 80
"""Characters of a reading that a list shows; the whole stands in the text."""
ENTRIES = 2000
"""Telling differences that are listed one by one; those beyond are marked in the text only."""
GROUPS = 400
"""Kinds of place that a class lists."""


def quote(text: str, lang: str, place: Place | Finding, words: Catalogue) -> Quote:
    """A place of a source with a few characters around it."""
    before, after = context_of(text, place.start, place.end)
    return Quote(lang, plain(before), _reading(place.text, words), plain(after))


def _reading(text: str, words: Catalogue) -> str:
    if len(text) > LONGEST:
        text = abbreviate(text, LONGEST, words.t("ui.abbreviated", n=number(len(text) - LONGEST)))
    return plain(text)


def units_named(units: Sequence[UnitPair], words: Catalogue) -> list[str]:
    """The name of each unit, shortened to a line."""
    return [plain(abbreviate(unit_name(pair, words), 40)) for pair in units]


def entry(
    difference: Difference,
    position: int,
    unit: int,
    where: str,
    comparison: Comparison,
    texts: Sources,
    words: Catalogue,
) -> Entry:
    """One telling difference, in words."""
    missing = "" if difference.class_ in ("review", "integrity") else "normal"
    extra = [said] if (said := evidence_words(difference, words)) else []
    extra += (
        [words.name("hint", difference.hint)]
        if difference.hint and not difference.hint.startswith("transposed")
        else []
    )
    return Entry(
        id=difference.id,
        number=position,
        cls=difference.class_,
        class_name=words.t(f"class.{difference.class_}"),
        kind=difference.kind,
        kind_name=words.name("kind", difference.kind),
        severity=difference.severity or missing,
        action=action_word(difference, comparison.base, words),
        unit=unit,
        where=where,
        place_a=place_words(difference.a, words),
        place_b=place_words(difference.b, words),
        a=quote(texts.a, texts.lang_a, difference.a, words),
        b=quote(texts.b, texts.lang_b, difference.b, words),
        alike=difference.a.text == difference.b.text,
        code_points="" if difference.class_ == "structure" else code_points(difference.a.text, difference.b.text),
        rule=words.rule(difference),
        suggestion=plain(difference.suggestion or ""),
        extra=words.join(extra),
        decision=difference.decision or "",
        note=difference.note,
        suppressed=difference.suppressed or "",
    )


def sections(
    told: Sequence[Difference],
    comparison: Comparison,
    texts: Sources,
    names: Sequence[str],
    rows_of: dict[str, int],
    words: Catalogue,
) -> tuple[tuple[Section, ...], int]:
    """The telling differences by severity, and how many were left out of the list."""
    made: list[Section] = []
    position = 0
    for severity, found in by_severity(told):
        entries = []
        for difference in islice(found, max(0, ENTRIES - position)):
            position += 1
            unit = rows_of.get(difference.id, difference.unit or 0)
            entries.append(
                entry(difference, position, unit, _where(difference, unit, names, words), comparison, texts, words)
            )
        if entries:
            made.append(Section(severity, words.t(f"severity.{severity}"), tuple(entries)))
    return tuple(made), max(0, len(told) - position)


def _where(difference: Difference, row: int, names: Sequence[str], words: Catalogue) -> str:
    """The row in which it is shown, and its column where that is its own."""
    if not names:
        return ""
    return where(difference, names, words) if row == difference.unit else names[row]


def left_out(told: Sequence[Difference]) -> frozenset[str]:
    """The ids of the telling differences beyond those that are listed one by one."""
    if len(told) <= ENTRIES:
        return frozenset()
    found = [difference.id for _, group in by_severity(told) for difference in group]
    return frozenset(found[ENTRIES:])


def suppressed(
    comparison: Comparison, texts: Sources, names: Sequence[str], rows_of: dict[str, int], words: Catalogue
) -> tuple[Entry, ...]:
    """The differences that a rule of the user's has taken, with the rule."""
    taken = [d for d in comparison.differences if d.suppressed]
    return tuple(
        entry(d, position, unit, _where(d, unit, names, words), comparison, texts, words)
        for position, d in enumerate(taken[:ENTRIES], 1)
        for unit in (rows_of.get(d.id, d.unit or 0),)
    )


def errata_groups(findings: Sequence[Finding], text: str, lang: str, words: Catalogue) -> tuple[ErrataGroup, ...]:
    """The errata of one copy: equal ones together, the surest and most frequent first."""
    together: dict[tuple[str, str, str | None, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        together[finding.kind, finding.text, finding.suggestion, words.rule(finding)].append(finding)
    ordered = sorted(together.values(), key=lambda found: (not found[0].certain, -len(found), found[0].start))
    return tuple(_errata_group(found, text, lang, words) for found in ordered)


def _errata_group(found: Sequence[Finding], text: str, lang: str, words: Catalogue) -> ErrataGroup:
    first = found[0]
    reading = _reading(first.text, words)
    items = []
    for finding in found:
        before, after = context_of(text, finding.start, finding.end)
        quoted = Quote(lang, plain(before), reading, plain(after))
        items.append(ErrataItem(finding.id, place_words(finding, words), quoted, finding.decision or "", finding.note))
    return ErrataGroup(
        words.name("kind", first.kind),
        plain(abbreviate(first.text, LONGEST)),
        plain(first.suggestion or (words.t("ui.nothing") if first.suggestion == "" else "")),
        code_points(first.text, first.suggestion) if first.suggestion else code_points(first.text),
        words.rule(first),
        first.certain,
        lang,
        len(found),
        words.t("ui.all_alike", n=number(len(found))) if len(found) > 1 else "",
        tuple(items),
    )


_AlikeKey = tuple[str, str, str, str]
"""What makes two differences of a class one group: kind, both readings in words, reason."""


def class_sections(comparison: Comparison, alike: Sequence[Alike], words: Catalogue) -> tuple[ClassSection, ...]:
    """The classes that do not tell, each grouped: 工 → 工(gōng) ×59."""
    quiet: dict[str, dict[_AlikeKey, tuple[int, str]]] = {name: {} for name in CLASSES if name not in TELLING}
    if comparison.detail == "telling":
        for listed in comparison.groups:
            if listed.class_ in quiet:
                quiet[listed.class_][listed.kind, listed.a, listed.b, words.rule(listed)] = (listed.count, "")
    else:
        for found in alike:
            first = found.first
            groups = quiet.get(first.class_)
            if groups is not None:
                key = (first.kind, found.a, found.b, words.rule(first))
                count, ident = groups.get(key, (0, first.id))
                groups[key] = (count + found.count, ident)
    return tuple(_class_section(comparison, name, groups, words) for name, groups in quiet.items())


def _class_section(
    comparison: Comparison, name: str, groups: dict[_AlikeKey, tuple[int, str]], words: Catalogue
) -> ClassSection:
    ordered = sorted(groups.items(), key=lambda item: (-item[1][0], item[0]))
    shown = []
    for (kind, a, b, rule), (count, first) in ordered[:GROUPS]:
        shown.append(
            AlikeRow(
                words.name("kind", kind),
                plain(abbreviate(a, 40)),
                plain(abbreviate(b, 40)),
                code_points(a, b),
                count,
                rule,
                first,
            )
        )
    rest = len(ordered) - len(shown)
    left_out = words.t("ui.groups_left_out", n=number(rest)) if rest else ""
    return ClassSection(name, words.t(f"class.{name}"), comparison.counts.get(name, 0), tuple(shown), left_out)


def side_words(side: Side, words: Catalogue) -> str:
    """甲本 or 乙本."""
    return words.t("ui.copy", side=words.t(f"ui.side_{side}"))
