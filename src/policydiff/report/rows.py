# SPDX-License-Identifier: Apache-2.0
"""The notice side by side: a row a unit, its text cut at the marks, moved units at both places."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from msgspec.structs import replace

from policydiff.late import handled
from policydiff.model import CLASSES, TELLING, Comparison, Difference, FieldChange, Finding, Side, UnitPair, UnitRef
from policydiff.report.grid import NO_CELL, Grids, panes_by_cell
from policydiff.report.lists import Alike
from policydiff.report.marking import difference_marks, errata_marks
from policydiff.report.marks import Mark, Pane, panes_of, render_panes
from policydiff.report.quiet import Quiet
from policydiff.report.sources import Sources
from policydiff.report.view import FieldRow, Pointer, Row, Run, Strip, Tick
from policydiff.report.wording import leading, sides, status_word
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import plain

CONTENTS = 400
"""Units up to which the contents list every one; beyond, only headings and what changed."""
STRIP = 30
"""Rows from which a strip beside the page shows where things are."""
HEADINGS = frozenset({"title", "section", "chapter", "attachment"})


@dataclass(frozen=True, slots=True)
class Cut:
    """Both texts cut into panes; what tells, and by id the row and the column in which it is shown."""

    panes: tuple[list[Pane], list[Pane]]
    html: tuple[list[str], list[str]]
    telling: Sequence[Difference]
    shown: dict[str, tuple[int, int]]
    grids: Grids

    def naming(self, side: Side, names: Sequence[str]) -> Callable[[int], str]:
        """Says of a place of one copy in which unit it stands; nothing where no structure was found."""
        panes = self.panes[0 if side == "a" else 1]
        starts = [pane.start for pane in panes]
        return lambda start: names[panes[bisect_right(starts, start) - 1].unit] if names else ""


def cut_texts(
    comparison: Comparison,
    told: Sequence[Difference],
    quiet: Quiet,
    listed: Mapping[str, str],
    errata: tuple[Sequence[Alike], Sequence[Alike]],
    texts: Sources,
    words: Catalogue,
) -> Cut:
    """Cut both sources at the units and mark every difference and erratum in them; `told` is what tells, `listed` gives
    the anchors of entries, `errata` those of both copies by group."""
    grids = Grids(comparison)
    panes_a = panes_of(list(_cuts(comparison.units, "a", grids)), len(texts.a))
    panes_b = panes_of(list(_cuts(comparison.units, "b", grids)), len(texts.b))
    shown = _shown([*told, *(d for d in handled(comparison.differences) if d.suppressed)], panes_a, panes_b, grids)
    marks_a, marks_b = difference_marks(comparison, quiet, shown, listed, words)
    html_a = render_panes(texts.a, panes_a, marks_a, _errata("a", comparison.a.findings, errata[0]))
    del marks_a
    html_b = render_panes(texts.b, panes_b, marks_b, _errata("b", comparison.b.findings, errata[1]))
    return Cut((panes_a, panes_b), (html_a, html_b), told, shown, grids)


def _errata(side: Side, findings: Sequence[Finding], alike: Sequence[Alike]) -> list[Mark]:
    return errata_marks(side, findings, (found for group in alike for found in group.listed))


def _cuts(units: Sequence[UnitPair], side: str, grids: Grids) -> Iterator[tuple[int, bool, int, int]]:
    """Where the units of one copy begin, and in rows of tables the cells."""
    for index, pair in enumerate(units):
        if index in grids:
            yield from grids.cuts(index, side)
        else:
            yield from ((ref.start, True, index, NO_CELL) for ref in getattr(pair, side))


def _shown(
    differences: Sequence[Difference], panes_a: list[Pane], panes_b: list[Pane], grids: Grids
) -> dict[str, tuple[int, int]]:
    """Of what tells or was taken by a rule, the unit whose pane holds its text, and its column; where neither side has
    text, where it stands in B."""
    starts_a, starts_b = [pane.start for pane in panes_a], [pane.start for pane in panes_b]
    found: dict[str, tuple[int, int]] = {}
    for d in differences:
        in_a = d.a.text and not (d.b.text and d.class_ == "structure")
        panes, starts, place = (panes_a, starts_a, d.a) if in_a else (panes_b, starts_b, d.b)
        found[d.id] = panes[bisect_right(starts, place.start) - 1].unit, grids.column(d)
    return found


def build_rows(
    comparison: Comparison, cut: Cut, names: Sequence[str], texts: Sources, words: Catalogue
) -> tuple[Row, ...]:
    """Every unit as a row in the order of the comparison, and a stub where a moved unit was."""
    shown = tuple(_by_unit(panes, html) for panes, html in zip(cut.panes, cut.html, strict=True))
    by_cell = [panes_by_cell(panes, html) for panes, html in zip(cut.panes, cut.html, strict=True)]
    changed = cut.grids.changed(cut.telling)
    chips = _chips(comparison, cut, words)
    telling = {cut.shown[d.id][0] for d in cut.telling}
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
            name=names[index],
            lang=texts.lang_b if (pair.b and leading(comparison) == "b") or not pair.a else texts.lang_a,
            status=pair.status,
            status_name=status_word(pair.status, comparison.base, words),
            extra=_status_words(pair, words),
            tech=words.t("ui.similarity", percent=f"{pair.similarity * 100:.0f}") if pair.status == "changed" else "",
            chips=chips[index],
            open=opened,
            listed=opened or len(comparison.units) <= CONTENTS or pair.kind in HEADINGS,
            near=False,
            a=shown[0].get(index) if pair.a else None,
            b=shown[1].get(index) if pair.b else None,
            only=words.t("ui.only_a") if not pair.b else words.t("ui.only_b") if not pair.a else "",
            fields=tuple(fields.get(index, ())),
            pointers=(
                (Pointer(words.t(f"ui.moved_from_{away[index]}"), away[index], f"m-{index}"),) if index in away else ()
            ),
            stub=False,
            cells=(
                cut.grids.cells(index, by_cell[0].get(index, {}), by_cell[1].get(index, {}), changed[index])
                if index in cut.grids
                else ()
            ),
        )
        rows.append(row)
        rows += [
            _stub(comparison.units[moved], moved, side, names[moved], anchors[moved], words)
            for moved, side in stubs.get(index, ())
        ]
    return tuple(_with_neighbours(rows))


def _with_neighbours(rows: list[Row]) -> Iterator[Row]:
    """The rows, unchanged ones beside a changed one marked as its neighbours."""
    plain = [_is_plain(row) for row in rows]
    for at, row in enumerate(rows):
        beside = (at > 0 and not plain[at - 1]) or (at + 1 < len(rows) and not plain[at + 1])
        yield replace(row, near=True) if plain[at] and beside else row


def _is_plain(row: Row) -> bool:
    """Whether nothing tells in a row, and nothing leads to it or away."""
    return not (row.open or row.stub or row.pointers)


def folded(rows: Sequence[Row], words: Catalogue) -> tuple[Row | Run, ...]:
    """The rows with unchanged ones that are nobody's neighbours in runs, each of which one line stands for."""
    blocks: list[Row | Run] = []
    for quiet, group in groupby(rows, lambda row: _is_plain(row) and not row.near):
        found = tuple(group)
        blocks += (_run(found, words),) if quiet and len(found) > 1 else found
    return tuple(blocks)


def _run(rows: tuple[Row, ...], words: Catalogue) -> Run:
    said = words.t("ui.run", n=number(len(rows)), first=rows[0].name, last=rows[-1].name)
    return Run(said, tuple(replace(row, open=True) for row in rows))


def _by_unit(panes: Sequence[Pane], html: Sequence[str]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for pane, text in zip(panes, html, strict=True):
        found[pane.unit] = (*found.get(pane.unit, ()), text)
    return found


def _status_words(pair: UnitPair, words: Catalogue) -> str:
    """What the status does not say: also moved, also under another number."""
    said: list[str] = []
    if pair.moved and pair.status != "moved":
        said.append(words.t("status.moved"))
    if pair.renumbered and pair.a and pair.b and pair.a[0].label:
        said.append(words.t("ui.was", label=plain(pair.a[0].label)))
    return words.join(said)


def _chips(comparison: Comparison, cut: Cut, words: Catalogue) -> dict[int, tuple[tuple[str, str, str], ...]]:
    """How many differences that tell and how many errata a row holds: (class, its name, number)."""
    names = {name: words.t(f"class.{name}") for name in (*CLASSES, "errata")}
    counted: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(names, 0))
    for difference in cut.telling:
        counted[cut.shown[difference.id][0]][difference.class_] += 1
    if comparison.units:
        for row in _errata_units(comparison, cut):
            counted[row]["errata"] += 1
    found = {
        row: tuple((name, names[name], number(count)) for name, count in counts.items() if count)
        for row, counts in counted.items()
    }
    return defaultdict(tuple, found)


def build_strip(rows: Sequence[Row]) -> Strip | None:
    """Where in the notice things are, for a notice too long for one screen; None for a short one."""
    if len(rows) < STRIP:
        return None
    height = max(1.0, len(rows) / 240)
    ticks: list[Tick] = []
    last: dict[str, int] = {}
    for at, row in enumerate(rows):
        found = [name for name, _, _ in row.chips if name in TELLING] or [
            name for name, _, _ in row.chips if name == "errata"
        ]
        if row.stub or row.only:
            found = ["structure"] if row.stub else ["substantive"]
        if not found:
            continue
        before = ticks[last[found[0]]] if found[0] in last else None
        if before is not None and at - before.top < height:  # they overlap: one tick as long as both
            ticks[last[found[0]]] = replace(before, height=at - before.top + height)
        else:
            last[found[0]] = len(ticks)
            ticks.append(Tick(at, height, found[0], 4 if found[0] == "errata" else 8, row.anchor, row.name))
    return Strip(len(rows), tuple(ticks))


def _errata_units(comparison: Comparison, cut: Cut) -> Iterator[int]:
    """The unit of each erratum of either copy."""
    for (_, facts), panes in zip(sides(comparison), cut.panes, strict=True):
        starts = [pane.start for pane in panes]
        for finding in facts.findings:
            yield panes[bisect_right(starts, finding.start) - 1].unit


def _anchors(units: Sequence[UnitPair]) -> list[str]:
    """The anchor of each row: the unit's own id, which outlives changes elsewhere, or its index where ids repeat."""
    seen: set[str] = set()
    anchors = []
    for index, pair in enumerate(units):
        ref = (pair.b or pair.a or (UnitRef("", None, "", 0, 0),))[0]
        anchor = f"u-{ref.id}" if ref.id and ref.id.split() == [ref.id] else f"u-{index}"
        anchor = f"{anchor}.{index}" if anchor in seen else anchor
        seen.add(anchor)
        anchors.append(anchor)
    return anchors


def _stubs(units: Sequence[UnitPair]) -> dict[int, list[tuple[int, str]]]:
    """For each row, the moved units (with the copy) that stand just after it in that copy but are shown elsewhere."""
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
        index=index, anchor=f"m-{index}", kind=pair.kind, name=name, lang="", status="moved",
        status_name=words.t("status.moved"), extra="", tech="", chips=(), open=False, listed=False, near=False,
        a=None, b=None, only="", fields=(), pointers=(pointer,), stub=True,
    )  # fmt: skip


def _whole_row(comparison: Comparison, cut: Cut, words: Catalogue, texts: Sources) -> Row:
    """One row of both texts, for a document in which no structure was found."""
    chips = _chips(comparison, cut, words)[0]
    both = tuple(("".join(html),) for html in cut.html)
    return Row(
        index=0, anchor="u-0", kind="text", name=words.t("unit.text"), lang=texts.lang_a, status="same",
        status_name="", extra="", tech="", chips=chips, open=True, listed=True, near=False, a=both[0], b=both[1],
        only="", fields=(),
        pointers=(), stub=False,
    )  # fmt: skip


def _field_row(change: FieldChange, words: Catalogue) -> FieldRow:
    join: Iterator[str] = (plain(words.join(list(values))) for values in (change.kept, change.removed, change.added))
    single = "." not in change.field
    names = [words.tables["field"].get(part) or words.name("kind", part) for part in change.field.split(".")]
    return FieldRow(" · ".join(names), single, *join)
