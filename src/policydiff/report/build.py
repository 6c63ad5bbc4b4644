# SPDX-License-Identifier: Apache-2.0
"""From a comparison and its two texts to the view that the HTML report prints."""

from collections.abc import Sequence

import msgspec
from markupsafe import Markup

from policydiff.decisions.finding import stood
from policydiff.decisions.standing import is_to_do
from policydiff.decisions.writing import places
from policydiff.model import CLASSES, TELLING, Comparison, Difference, Place, ReadingEvent, Side, WitnessFacts
from policydiff.report import checks, crops, lists, rows
from policydiff.report.entries import Entries
from policydiff.report.listing import rank_listed
from policydiff.report.lists import side_words, units_named
from policydiff.report.pictures import Pictures
from policydiff.report.provenance import provenance
from policydiff.report.quiet import grouped
from policydiff.report.relating import related
from policydiff.report.searching import variants
from policydiff.report.sources import Sources, sources_of
from policydiff.report.texts import Texts
from policydiff.report.view import CopyFacts, ErrataGroup, Switch, View
from policydiff.report.wording import headline, script_words, short_facts, telling, title_language, title_of
from policydiff.show.i18n import Catalogue, catalogue, number
from policydiff.show.styles import TermsStyle
from policydiff.show.visible import attribute, plain

_SPOKEN = (
    "change",
    "keep",
    "query",
    "note",
    "nothing",
    "position",
    "position_none",
    "search_found",
    "search_none",
    "decided_count",
    "unsaved",
    "saved",
    "import_failed",
    "import_done",
)
"""Phrases that the page's script says."""


def build(
    comparison: Comparison,
    text_a: str,
    text_b: str,
    ui_lang: str = "en",
    terms_style: TermsStyle = "textual",
    cropping: object = None,
) -> View:
    """The complete view of one comparison; the texts are the decoded sources that its spans count in, `cropping` says
    of what pictures of places are made."""
    words = catalogue(ui_lang, terms_style)
    texts = sources_of(comparison, Texts(text_a, text_b))
    told = telling(comparison)
    apart = comparison.relation.kind == "different"
    quiet = grouped(comparison.differences, texts)
    listed = {} if apart else {found.id: f"e-{attribute(found.id)}" for found in rank_listed(told)}
    alike = tuple(lists.alike_errata(facts.findings, words) for facts in (comparison.a, comparison.b))
    cut = rows.cut_texts(comparison, told, quiet, listed, (alike[0], alike[1]), texts, words)
    names = units_named(comparison, words)
    built = rows.build_rows(comparison, cut, names, texts, words)
    firsts = [comparison.differences[group.first] for group in quiet.groups] if crops.of_all(cropping) else []
    pictures = Pictures(crops.made(comparison, cropping, firsts), words)
    entries = Entries(comparison, texts, names, {ident: row for ident, (row, _) in cut.shown.items()}, words, pictures)
    sections, left_out = entries.sections([] if apart else told)
    copies = _copies(comparison, texts, words)
    title = plain(title_of(comparison, words))
    return View(
        lang=words.lang,
        title=title,
        title_lang=title_language(comparison),
        headline=headline(comparison, words),
        relation=comparison.relation.kind,
        relation_name=words.t(f"relation.{comparison.relation.kind}"),
        relation_reason=plain(words.rule(comparison.relation)),
        aside=_aside(comparison, words),
        verdict=comparison.verdict,
        verdict_name=words.t(f"verdict.{comparison.verdict}"),
        copies=copies,
        tool=words.t("ui.tool_line", version=comparison.tool.version, profile=comparison.tool.profile),
        tables=tuple(sorted(comparison.tool.tables.items())),
        switches=_switches(comparison, words),
        telling=sections,
        telling_words="" if apart else _telling_words(told, comparison, words),
        telling_left_out=words.t("ui.telling_left_out", n=number(left_out)) if left_out else "",
        pictures_left_out=pictures.left_out(),
        relating=tuple(related(comparison, built, words)) if apart else (),
        errata=tuple(zip(copies, _errata(alike, texts, cut, names, words), strict=True)),
        classes=lists.class_sections(comparison, quiet, words, pictures, firsts),
        rows=built,
        blocks=rows.folded(built, words),
        strip=None if apart else rows.build_strip(built),
        lang_a=texts.lang_a,
        lang_b=texts.lang_b,
        suppressed=entries.suppressed(),
        checks=tuple(checks.rows(comparison, words)),
        checks_open=words.t("ui.checks_open", n=number(sum(map(is_to_do, comparison.checks)))),
        remarks=tuple(f"{remark.code}: {plain(words.rule(remark))}" for remark in comparison.remarks),
        t=words.tables["ui"],
        page_data=_page_data(comparison, [] if apart else told, alike, texts, words),
        provenance=provenance(comparison.provenance, words),
    )


def _copies(comparison: Comparison, texts: Sources, words: Catalogue) -> tuple[CopyFacts, CopyFacts]:
    return (
        _copy("a", comparison.a, texts.lang_a, comparison.base, words),
        _copy("b", comparison.b, texts.lang_b, comparison.base, words),
    )


def _errata(
    alike: Sequence[Sequence[lists.Alike]], texts: Sources, cut: rows.Cut, names: Sequence[str], words: Catalogue
) -> tuple[tuple[ErrataGroup, ...], tuple[ErrataGroup, ...]]:
    """What each copy has wrong by itself, by the place in which it is shown."""
    return (
        lists.errata_groups(alike[0], texts.a, texts.lang_a, cut.naming("a", names), words),
        lists.errata_groups(alike[1], texts.b, texts.lang_b, cut.naming("b", names), words),
    )


def _aside(comparison: Comparison, words: Catalogue) -> str:
    """What was set aside, class by class: 另列 页面 1、字形 183、注音 398."""
    said = [
        f"{words.t(f'class.{name}')} {number(count)}"
        for name in CLASSES
        if name not in TELLING and (count := comparison.counts.get(name, 0))
    ]
    return words.t("ui.aside", counts=words.join(said)) if said else ""


def _telling_words(told: Sequence[Difference], comparison: Comparison, words: Catalogue) -> str:
    if told:
        return words.n("difference", len(told))
    return words.t("ui.telling_identical" if comparison.verdict == "identical" else "ui.telling_none")


def _copy(side: Side, facts: WitnessFacts, lang: str, base: Side | None, words: Catalogue) -> CopyFacts:
    return CopyFacts(
        side=side,
        name=side_words(side, words),
        lang=lang,
        base=base == side,
        file=plain(facts.name),
        sha256=facts.sha256,
        size=words.t("ui.bytes", n=number(facts.size)),
        length=words.t("ui.characters", n=number(facts.length)),
        encoding=facts.encoding,
        script=script_words(facts.script, words),
        errata=words.n("errata", facts.errata),
        short=short_facts(facts, words),
        complete=facts.complete,
        completeness=tuple(plain(words.reason(reason)) for reason in facts.incomplete),
        problems=tuple(f"{problem.code}: {plain(words.rule(problem))}" for problem in facts.problems),
        events=tuple(dict.fromkeys(_event(event, words) for event in facts.events[:50])),
    )


def _event(event: ReadingEvent, words: Catalogue) -> str:
    return words.labelled(words.name("event", event.kind), plain(words.note(event) or event.text))


def _switches(comparison: Comparison, words: Catalogue) -> tuple[Switch, ...]:
    """A switch a class, keys 1 to 8, what tells on and the rest off; errata last."""
    switches = [
        Switch(
            name,
            words.t(f"class.{name}"),
            number(comparison.counts.get(name, 0)),
            str(key),
            name in TELLING,
            name in TELLING,
        )
        for key, name in enumerate(CLASSES, 1)
    ]
    errata = comparison.a.errata + comparison.b.errata
    return (*switches, Switch("errata", words.t("class.errata"), number(errata), "9", on=True, tells=False))


def _page_data(
    comparison: Comparison,
    told: Sequence[Difference],
    alike: Sequence[Sequence[lists.Alike]],
    texts: Sources,
    words: Catalogue,
) -> Markup:
    """What the page's script needs: its phrases, the two files that a decision file names, the variants that a search
    takes for one character, and by id what a decision keeps of its place, so that it is found after a correction."""
    data = {
        "schema": "policydiff.decisions/1",
        "a": {"name": comparison.a.name, "sha256": comparison.a.sha256},
        "b": {"name": comparison.b.name, "sha256": comparison.b.sha256},
        "variants": variants((texts.a, texts.b)),
        "places": _kept(comparison, told, alike, texts),
        "besides": _besides(alike, texts),
        "words": {name: words.t(f"ui.{name}") for name in _SPOKEN},
    }
    text = msgspec.json.encode(data).decode("utf-8")
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704  # no character is left that could end the element


def _kept(
    comparison: Comparison, told: Sequence[Difference], alike: Sequence[Sequence[lists.Alike]], texts: Sources
) -> dict[str, dict[str, object]]:
    """What a decision on a listed place is saved with."""
    a, b = (_with_listed(facts, groups) for facts, groups in zip((comparison.a, comparison.b), alike, strict=True))
    listed = msgspec.structs.replace(comparison, differences=tuple(told), a=a, b=b)
    found = places(listed, (texts.a, texts.b))
    kept = msgspec.to_builtins(list(found.values()))
    return {one.pop("id"): one for one in kept if one.pop("decision")}


def _besides(
    alike: Sequence[Sequence[lists.Alike]], texts: Sources
) -> dict[str, list[tuple[str, str, str, int, str, str]]]:
    """By the id of the first of equal errata those that no list shows: what tells their places from that of the first,
    and what was decided."""
    made: dict[str, list[tuple[str, str, str, int, str, str]]] = {}
    for groups, text in zip(alike, (texts.a, texts.b), strict=True):
        for group in groups:
            if group.rest:
                made[group.listed[0].id] = [
                    (one.id, kept.before, kept.after, kept.start, one.decision or "", one.note)
                    for one in group.rest
                    for kept in (stood(text, Place(one.start, one.end, one.line, one.column, one.text)),)
                ]
    return made


def _with_listed(facts: WitnessFacts, alike: Sequence[lists.Alike]) -> WitnessFacts:
    """The copy with those of its errata alone that are listed."""
    shown = {found.id for group in alike for found in group.listed}
    return msgspec.structs.replace(facts, findings=tuple(found for found in facts.findings if found.id in shown))
