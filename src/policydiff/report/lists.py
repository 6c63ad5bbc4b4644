# SPDX-License-Identifier: Apache-2.0
"""The lists of the HTML report: what tells, the errata of each copy, and what is set aside."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from policydiff.model import CLASSES, TELLING, Comparison, Difference, DifferenceGroup, Finding, Place, Side, UnitPair
from policydiff.report.i18n import Catalogue, number
from policydiff.report.view import ClassSection, Entry, ErrataGroup, ErrataItem, Group, Quote, Section
from policydiff.report.visible import abbreviate, plain
from policydiff.report.wording import action_word, by_severity, code_points, context_of, evidence_words, place_words, telling, unit_name

LONGEST = 80
"""Characters of a reading that a list shows; the whole stands in the text."""
ENTRIES = 2000
"""Telling differences that are listed one by one; those beyond are marked in the text only."""
GROUPS = 400
"""Kinds of place that a class lists."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Both decoded sources with the languages they are set in."""

    a: str
    b: str
    lang_a: str
    lang_b: str


def quote(text: str, lang: str, place: Place | Finding, words: Catalogue) -> Quote:
    """A place of a source with a few characters around it."""
    before, after = context_of(text, place.start, place.end)
    reading = abbreviate(place.text, LONGEST, words.t("ui.abbreviated", n=number(len(place.text) - LONGEST)))
    return Quote(lang, plain(before), plain(reading), plain(after))


def units_named(units: Sequence[UnitPair], words: Catalogue) -> list[str]:
    """The name of each unit, shortened to a line."""
    return [plain(abbreviate(unit_name(pair, words), 40)) for pair in units]


def entry(difference: Difference, position: int, unit: int, where: str, comparison: Comparison, texts: Texts, words: Catalogue) -> Entry:
    """One telling difference, in words."""
    missing = "" if difference.class_ in ("review", "integrity") else "normal"
    extra = [said] if (said := evidence_words(difference, words)) else []
    extra += [words.name("hint", difference.hint)] if difference.hint and not difference.hint.startswith("transposed") else []
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


def sections(comparison: Comparison, texts: Texts, names: Sequence[str], rows_of: dict[str, int], words: Catalogue) -> tuple[tuple[Section, ...], int]:
    """The telling differences by severity, and how many were left out of the list."""
    made: list[Section] = []
    position = 0
    for severity, found in by_severity(telling(comparison)):
        entries = []
        for difference in islice(found, max(0, ENTRIES - position)):
            position += 1
            unit = rows_of.get(difference.id, difference.unit or 0)
            entries.append(entry(difference, position, unit, names[unit] if names else "", comparison, texts, words))
        if entries:
            made.append(Section(severity, words.t(f"severity.{severity}"), tuple(entries)))
    return tuple(made), max(0, len(telling(comparison)) - position)


def left_out(comparison: Comparison) -> frozenset[str]:
    """The ids of the telling differences beyond those that are listed one by one."""
    found = [difference.id for _, group in by_severity(telling(comparison)) for difference in group]
    return frozenset(found[ENTRIES:])


def suppressed(comparison: Comparison, texts: Texts, names: Sequence[str], rows_of: dict[str, int], words: Catalogue) -> tuple[Entry, ...]:
    """The differences that a rule of the user's has taken, with the rule."""
    taken = [d for d in comparison.differences if d.suppressed]
    return tuple(
        entry(d, position, unit, names[unit] if names else "", comparison, texts, words)
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
    items = tuple(ErrataItem(f.id, place_words(f, words), quote(text, lang, f, words), f.decision or "", f.note) for f in found)
    points = code_points(first.text, first.suggestion) if first.suggestion else code_points(first.text)
    return ErrataGroup(
        words.name("kind", first.kind),
        plain(abbreviate(first.text, LONGEST)),
        plain(first.suggestion or (words.t("ui.nothing") if first.suggestion == "" else "")),
        points,
        words.rule(first),
        first.certain,
        lang,
        len(found),
        words.t("ui.all_alike", n=number(len(found))) if len(found) > 1 else "",
        items,
    )


def class_sections(comparison: Comparison, texts: Texts, words: Catalogue) -> tuple[ClassSection, ...]:
    """The classes that do not tell, each grouped: 工 → 工(gōng) ×59."""
    quiet: dict[str, dict[tuple[str, str, str, str], list[str]]] = {name: {} for name in CLASSES if name not in TELLING}
    if comparison.detail == "telling":
        for group in comparison.groups:
            if group.class_ in quiet:
                quiet[group.class_][group.kind, group.a, group.b, group.reason] = [""] * group.count
    else:
        for difference in comparison.differences:
            groups = quiet.get(difference.class_)
            if groups is not None:
                a, b = in_words(difference, texts)
                groups.setdefault((difference.kind, a, b, difference.reason), []).append(difference.id)
    return tuple(_class_section(comparison, name, groups, words) for name, groups in quiet.items())


def in_words(difference: Difference, texts: Texts) -> tuple[str, str]:
    """Both readings, a gloss with the character it stands after, so that it can be read."""
    a, b = difference.a, difference.b
    if difference.class_ != "gloss":
        return a.text, b.text
    return texts.a[max(0, a.start - 1) : a.start] + a.text, texts.b[max(0, b.start - 1) : b.start] + b.text


def _class_section(comparison: Comparison, name: str, groups: dict[tuple[str, str, str, str], list[str]], words: Catalogue) -> ClassSection:
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    shown = []
    for (kind, a, b, reason), ids in ordered[:GROUPS]:
        rule = reason if words.lang == "en" and reason else words.tables["rule"].get(kind) or reason
        shown.append(Group(words.name("kind", kind), plain(abbreviate(a, 40)), plain(abbreviate(b, 40)), code_points(a, b), len(ids), rule, ids[0]))
    rest = len(ordered) - len(shown)
    left_out = words.t("ui.groups_left_out", n=number(rest)) if rest else ""
    return ClassSection(name, words.t(f"class.{name}"), comparison.counts.get(name, 0), tuple(shown), left_out)


def group_differences(comparison: Comparison, texts: Texts) -> tuple[DifferenceGroup, ...]:
    """The differences that do not tell as counted groups, for results that list only what tells."""
    counted: dict[tuple[str, str, str, str, str], int] = defaultdict(int)
    for difference in comparison.differences:
        if difference.class_ not in TELLING:
            counted[difference.class_, difference.kind, *in_words(difference, texts), difference.reason] += 1
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(DifferenceGroup(cls, kind, a, b, count, reason) for (cls, kind, a, b, reason), count in ordered)  # type: ignore[arg-type]


def side_words(side: Side, words: Catalogue) -> str:
    """甲本 or 乙本."""
    return words.t("ui.copy", side=words.t(f"ui.side_{side}"))
