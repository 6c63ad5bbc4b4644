# SPDX-License-Identifier: Apache-2.0
"""The notice side by side: a row a unit, its text cut at the marks, moved units at both places."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from markupsafe import Markup

from policydiff.model import CLASSES, TELLING, Comparison, Difference, FieldChange, Finding, Place, Side, UnitPair, UnitRef
from policydiff.report.i18n import Catalogue, number
from policydiff.report.lists import Texts, in_words, left_out, units_named
from policydiff.report.marks import Mark, Pane, panes_of, render_panes
from policydiff.report.view import FieldRow, Pointer, Row, Strip, Tick
from policydiff.report.visible import abbreviate, attribute, plain
from policydiff.report.wording import action, code_points, memoized, sides, status_word

POSITIONAL = frozenset({"moved", "split", "merged"})
"""Kinds that speak of a position and lie outside the partition of the text: shown as empty marks."""
CONTENTS = 400
"""Units up to which the contents list every one; beyond, only headings and what changed."""
STRIP = 30
"""Rows from which a strip beside the page shows where things are."""
HEADINGS = frozenset({"title", "section", "chapter", "attachment"})


@dataclass(frozen=True, slots=True)
class Cut:
    """Both texts cut into panes, and the row in which each difference is shown."""

    panes: tuple[list[Pane], list[Pane]]
    html: tuple[list[str], list[str]]
    row_of: dict[str, int]


def cut_texts(comparison: Comparison, texts: Texts, words: Catalogue) -> Cut:
    """Cut both sources at the units and mark every difference and erratum in them."""
    panes_a = panes_of([(ref.start, i) for i, pair in enumerate(comparison.units) for ref in pair.a], len(texts.a))
    panes_b = panes_of([(ref.start, i) for i, pair in enumerate(comparison.units) for ref in pair.b], len(texts.b))
    rows = _rows_of(comparison.differences, panes_a, panes_b)
    title = memoized(lambda d: attribute(title_words(d, texts, comparison, words)))
    marks_a, marks_b = _difference_marks(comparison, title, words, rows)
    html_a = render_panes(texts.a, panes_a, marks_a, _errata_marks("a", comparison.a.findings, words))
    html_b = render_panes(texts.b, panes_b, marks_b, _errata_marks("b", comparison.b.findings, words))
    return Cut((panes_a, panes_b), (html_a, html_b), rows)


def _rows_of(differences: Sequence[Difference], panes_a: list[Pane], panes_b: list[Pane]) -> dict[str, int]:
    """The unit whose pane holds each difference's text; where neither side has text, where it stands in B."""
    starts_a, starts_b = [pane.start for pane in panes_a], [pane.start for pane in panes_b]
    rows = {}
    for difference in differences:
        if difference.a.text and not (difference.b.text and difference.class_ == "structure"):
            found = panes_a[max(0, bisect_right(starts_a, difference.a.start) - 1)]
        else:
            found = panes_b[max(0, bisect_right(starts_b, difference.b.start) - 1)]
        rows[difference.id] = found.unit
    return rows


def title_words(difference: Difference, texts: Texts, comparison: Comparison, words: Catalogue) -> str:
    """What hovering over a mark tells: class, kind, both readings with code points, rule."""
    a, b = in_words(difference, texts)
    head = f"{words.t(f'class.{difference.class_}')} · {words.name('kind', difference.kind)}"
    nothing = words.t("ui.nothing")
    lines = [
        head,
        f"{abbreviate(a, 30) or nothing} → {abbreviate(b, 30) or nothing}",
        code_points(difference.a.text, difference.b.text),
        words.rule(difference),
    ]
    if difference.suggestion:
        lines.append(words.t("ui.should_be", text=difference.suggestion))
    if difference.hint:
        lines.append(words.name("hint", difference.hint))
    if difference.suppressed:
        lines.append(words.t("ui.suppressed_by", rule=difference.suppressed))
    if difference.decision:
        lines.append(words.labelled(words.t("ui.decide"), f"{words.t(f'ui.{difference.decision}')} {difference.note}".rstrip()))
    return "\n".join(line for line in lines if line)


def _difference_marks(comparison: Comparison, title: Callable[[Difference], str], words: Catalogue, rows: dict[str, int]) -> tuple[list[Mark], list[Mark]]:
    """The marks of both sides, each ascending and, but for positions, apart from each other."""
    sides: tuple[list[Mark], list[Mark]] = ([], [])
    beyond = left_out(comparison)
    for difference in comparison.differences:
        told = difference.class_ in TELLING and not difference.suppressed
        if told:
            target = f"d-{difference.id}" if difference.id in beyond else f"e-{difference.id}"
            made = _telling_marks(difference, title(difference), target, comparison.base, words, rows[difference.id])
        else:
            made = _quiet_marks(difference, title(difference))
        for side, mark in zip(sides, made, strict=True):
            if mark is not None:
                side.append(mark)
    for side in sides:
        side.sort(key=attrgetter("start", "end"))
    return sides


def _quiet_marks(difference: Difference, title: str) -> tuple[Mark | None, Mark | None]:
    """Marks of what does not tell: only where a side has text, and a link's target once."""
    kind = "m br" if difference.kind == "line_break" else "m"
    taken = " taken" if difference.suppressed else ""
    plain_mark = f'<span class="{kind} {difference.class_}{taken}" title="{title}"'
    ident = attribute(difference.id)
    named = f'{plain_mark} id="d-{ident}">'
    other = f'{plain_mark} data-d="{ident}">'
    first, second = (named, other) if difference.a.text else (other, named)
    mark_a = Mark(difference.a.start, difference.a.end, first, "</span>", other) if difference.a.text else None
    mark_b = Mark(difference.b.start, difference.b.end, second, "</span>", other) if difference.b.text or not difference.a.text else None
    return mark_a, mark_b


def _telling_marks(difference: Difference, title: str, target: str, base: Side | None, words: Catalogue, row: int) -> tuple[Mark | None, Mark | None]:
    """Marks of what tells, as `<del>` in copy A and `<ins>` in copy B, each a link to its entry in the list (or to itself)."""
    a, b = difference.a, difference.b
    spoken = words.t(f"{'action_base' if base else 'action'}.{action(difference, base)}")
    classes = f"m {difference.class_} {difference.severity or 'none'}" + (" settled" if difference.decision in ("change", "keep") else "")
    whole = difference.kind in ("unit_added", "unit_removed")
    ident = attribute(difference.id)
    inner = f'<a href="#{attribute(target)}" title="{title}"><span class="vh">{spoken}</span>'

    def mark(place: Place, tag: str, owner: bool) -> Mark | None:
        positional = difference.kind in POSITIONAL
        empty = positional or not place.text
        if whole and not place.text:
            return None
        ending = place.start if positional else place.end
        shape = classes + (" gap" if empty else " whole" if whole else "")
        again = f'<{tag} class="{shape}" data-d="{ident}"><a href="#{attribute(target)}" title="{title}" tabindex="-1">'
        name = f'id="d-{ident}"' if owner else f'data-d="{ident}"'
        return Mark(place.start, ending, f'<{tag} class="{shape}" {name}>{inner}', f"</a></{tag}>", again, row if empty else None)

    owner_a = bool(a.text) or not b.text
    return mark(a, "del", owner_a), mark(b, "ins", not owner_a)


def _errata_marks(side: Side, findings: Sequence[Finding], words: Catalogue) -> list[Mark]:
    """The errata of one copy as the lower layer of marks."""
    titles: dict[tuple[str, str, str | None, str], str] = {}
    marks = []
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        key = (finding.kind, finding.text, finding.suggestion, finding.reason)
        if key not in titles:
            lines = [f"{words.t('class.errata')} · {words.name('kind', finding.kind)}"]
            lines += [words.t("ui.should_be", text=finding.suggestion or words.t("ui.nothing"))] if finding.suggestion is not None else []
            lines += [code_points(finding.text, finding.suggestion or "") if finding.suggestion else "", words.rule(finding)]
            titles[key] = attribute("\n".join(line for line in lines if line))
        ident = attribute(finding.id)
        again = f'<span class="m errata" title="{titles[key]}" data-f="{ident}">'
        opening = f'<span class="m errata" title="{titles[key]}" id="f-{side}-{ident}" data-f="{ident}">'
        marks.append(Mark(finding.start, finding.end, opening, "</span>", again))
    return marks


def build_rows(comparison: Comparison, cut: Cut, texts: Texts, words: Catalogue) -> tuple[Row, ...]:
    """Every unit as a row in the order of the comparison, and a stub where a moved unit was."""
    shown = tuple(_by_unit(panes, html) for panes, html in zip(cut.panes, cut.html, strict=True))
    chips = _chips(comparison, cut.row_of, words)
    telling = {cut.row_of[d.id] for d in comparison.differences if d.class_ in TELLING and not d.suppressed}
    names = units_named(comparison.units, words)
    anchors = _anchors(comparison.units)
    fields: dict[int, list[FieldRow]] = defaultdict(list)
    for change in comparison.fields:
        fields[change.unit if change.unit is not None else -1].append(_field_row(change, words))
    if not comparison.units:
        return (_whole_row(comparison, cut, words, texts),)
    stubs = _stubs(comparison.units)
    away = {index: side for places in stubs.values() for index, side in places}
    rows: list[Row] = []
    for index, pair in enumerate(comparison.units):
        opened = index in telling or pair.status != "same" or index in fields
        row = Row(
            index=index,
            anchor=anchors[index],
            kind=pair.kind,
            kind_name=words.name("unit", pair.kind),
            name=names[index],
            lang=texts.lang_b if pair.b else texts.lang_a,
            status=pair.status,
            status_name=status_word(pair.status, comparison.base, words),
            extra=_status_words(pair, words),
            chips=chips[index],
            open=opened,
            listed=opened or len(comparison.units) <= CONTENTS or pair.kind in HEADINGS,
            a=shown[0].get(index) if pair.a else None,
            b=shown[1].get(index) if pair.b else None,
            only=words.t("ui.only_a") if not pair.b else words.t("ui.only_b") if not pair.a else "",
            fields=tuple(fields.get(index, ())),
            pointers=(Pointer(words.t(f"ui.moved_from_{away[index]}"), away[index], f"m-{index}"),) if index in away else (),
            stub=False,
        )
        rows.append(row)
        rows += [_stub(comparison.units[moved], moved, side, names[moved], anchors[moved], words) for moved, side in stubs.get(index, ())]
    return tuple(rows)


def _by_unit(panes: Sequence[Pane], html: Sequence[str]) -> dict[int, tuple[Markup, ...]]:
    found: dict[int, list[Markup]] = defaultdict(list)
    for pane, text in zip(panes, html, strict=True):
        found[pane.unit].append(Markup(text))  # noqa: S704  # escaped where it was cut
    return {unit: tuple(parts) for unit, parts in found.items()}


def _status_words(pair: UnitPair, words: Catalogue) -> str:
    """What the status does not say: also moved, also under another number, how alike."""
    said = []
    if pair.moved and pair.status != "moved":
        said.append(words.t("status.moved"))
    if pair.renumbered and pair.a and pair.b and pair.a[0].label:
        said.append(words.t("ui.was", label=plain(pair.a[0].label)))
    if pair.status == "changed":
        said.append(words.t("ui.similarity", percent=f"{pair.similarity * 100:.0f}"))
    return words.join(said)


def _chips(comparison: Comparison, row_of: dict[str, int], words: Catalogue) -> dict[int, tuple[tuple[str, str, str], ...]]:
    """How many differences of each class a row holds: (class, its name, number)."""
    counted: Counter[tuple[int, str]] = Counter((row_of[d.id], d.class_) for d in comparison.differences)
    names: dict[str, str] = {name: words.t(f"class.{name}") for name in CLASSES}
    names["errata"] = words.t("class.errata")
    counted.update((unit, "errata") for unit in _errata_units(comparison))
    found: dict[int, tuple[tuple[str, str, str], ...]] = defaultdict(tuple)
    for index in {unit for unit, _ in counted}:
        found[index] = tuple((name, names[name], number(counted[index, name])) for name in names if (index, name) in counted)
    return found


def build_strip(rows: Sequence[Row]) -> Strip | None:
    """Where in the notice things are, for a notice too long for one screen; None for a short one."""
    if len(rows) < STRIP:
        return None
    ticks = []
    for at, row in enumerate(rows):
        found = [name for name, _, _ in row.chips if name in TELLING] or [name for name, _, _ in row.chips if name == "errata"]
        if row.stub or row.only:
            found = ["structure"] if row.stub else ["substantive"]
        if found:
            ticks.append(Tick(str(at), found[0], 4 if found[0] == "errata" else 8, row.anchor, row.name))
    height = max(1.0, len(rows) / 240)
    return Strip(len(rows), f"{height:g}", tuple(ticks))


def _errata_units(comparison: Comparison) -> Iterator[int]:
    """The unit of each erratum of either copy."""
    for side, facts in sides(comparison):
        starts = sorted((ref.start, index) for index, pair in enumerate(comparison.units) for ref in (pair.a if side == "a" else pair.b))
        for finding in facts.findings if starts else ():
            yield starts[max(0, bisect_right(starts, (finding.start, len(comparison.units))) - 1)][1]


def _anchors(units: Sequence[UnitPair]) -> list[str]:
    """The anchor of each row: the unit's own id, which outlives changes elsewhere, or its index where ids repeat."""
    seen: set[str] = set()
    anchors = []
    for index, pair in enumerate(units):
        ref = (pair.b or pair.a or (UnitRef("", None, "", 0, 0),))[0]
        anchor = f"u-{ref.id}" if ref.id and not any(char.isspace() for char in ref.id) else f"u-{index}"
        anchor = f"{anchor}.{index}" if anchor in seen else anchor
        seen.add(anchor)
        anchors.append(anchor)
    return anchors


def _stubs(units: Sequence[UnitPair]) -> dict[int, list[tuple[int, str]]]:
    """For each row, the moved units (with the copy) whose place in that copy is just after it but which are shown elsewhere."""
    stubs: dict[int, list[tuple[int, str]]] = defaultdict(list)
    placed: set[int] = set()
    for side in ("a", "b"):
        order = sorted((ref.start, i) for i, pair in enumerate(units) for ref in getattr(pair, side))
        before = 0
        for _, index in order:
            pair = units[index]
            if not pair.moved:
                before = index
            elif pair.a and pair.b and index not in placed and not _stands_after(units, before, index, side):
                stubs[before].append((index, side))
                placed.add(index)
    return stubs


def _stands_after(units: Sequence[UnitPair], before: int, index: int, side: str) -> bool:
    """Whether the row `index` follows the row `before` with nothing of that side but other moved units between them."""
    if index < before:
        return False
    return all(pair.moved or not getattr(pair, side) for pair in units[before + 1 : index])


def _stub(pair: UnitPair, index: int, side: str, name: str, anchor: str, words: Catalogue) -> Row:
    pointer = Pointer(words.t(f"ui.moved_here_{side}"), side, anchor)
    return Row(
        index=index, anchor=f"m-{index}", kind=pair.kind, kind_name=words.name("unit", pair.kind), name=name, lang="", status="moved",
        status_name=words.t("status.moved"), extra="", chips=(), open=False, listed=False, a=None, b=None, only="", fields=(), pointers=(pointer,), stub=True,
    )  # fmt: skip


def _whole_row(comparison: Comparison, cut: Cut, words: Catalogue, texts: Texts) -> Row:
    """One row of both texts, for a document in which no structure was found."""
    chips = _chips(comparison, cut.row_of, words)[0]
    both = tuple((Markup("".join(html)),) for html in cut.html)  # noqa: S704  # escaped where it was cut
    return Row(
        index=0, anchor="u-0", kind="text", kind_name=words.t("unit.text"), name=words.t("unit.text"), lang=texts.lang_b, status="same",
        status_name="", extra="", chips=chips, open=True, listed=True, a=both[0], b=both[1], only="", fields=(), pointers=(), stub=False,
    )  # fmt: skip


def _field_row(change: FieldChange, words: Catalogue) -> FieldRow:
    join: Iterator[str] = (plain(words.join(list(values))) for values in (change.kept, change.removed, change.added))
    single = "." not in change.field
    names = [words.tables["field"].get(part) or words.name("kind", part) for part in change.field.split(".")]
    return FieldRow(" · ".join(names), single, *join)
