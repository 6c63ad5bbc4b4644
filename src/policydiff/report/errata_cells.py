# SPDX-License-Identifier: Apache-2.0
"""The table of errata in words: the cells of each row, in the order and under the heads that people send on."""

from dataclasses import dataclass
from pathlib import PurePath

from policydiff.model import OTHER_SIDE, Comparison, Side
from policydiff.report.errata import ErrataPlace, ErrataRow, ErrataTable, Position, Quoted, table
from policydiff.report.lists import side_words
from policydiff.report.sources import Sources
from policydiff.show.bracketing import bracket
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import plain

COLUMNS = (
    "row_number",
    "severity",
    "item",
    "place",
    "original",
    "republished",
    "cure",
    "category",
    "sentence",
    "handling",
    "note",
    "proofreader",
    "reviewer",
    "reason",
    "lines",
    "id",
)
"""The columns in order, by their keys in the catalogues' table `ui`."""
BETWEEN = " ‖ "
"""What stands in a cell between the sentences of several places, where a cell is one line."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One row in words."""

    row_number: str
    severity: str
    item: str
    place: str
    original: str
    republished: str
    cure: str
    category: str
    sentence: str
    handling: str
    note: str
    proofreader: str
    reviewer: str
    reason: str
    lines: str
    id: str


def first_side(base: Side | None) -> Side:
    """The copy of the first column of readings: the original, or copy A where none is named."""
    return base or "a"


def heads(comparison: Comparison, words: Catalogue) -> list[str]:
    """The heads of the columns. Those of readings name the files, and say original and republished only of a base."""
    named = dict(zip(("original", "republished"), heads_of_readings(comparison, words), strict=True))
    return [named.get(name) or words.t(f"ui.{name}") for name in COLUMNS]


def heads_of_readings(comparison: Comparison, words: Catalogue) -> tuple[str, str]:
    """The heads of both columns of readings."""
    first, second = (comparison.b, comparison.a) if comparison.base == "b" else (comparison.a, comparison.b)
    keys = ("original", "republished") if comparison.base else ("copy_a", "copy_b")
    ours, theirs = (
        words.t("ui.head_of_file", head=words.t(f"ui.{key}"), file=plain(PurePath(facts.name).name))
        for key, facts in zip(keys, (first, second), strict=True)
    )
    return ours, theirs


def cells(comparison: Comparison, texts: Sources, words: Catalogue, between: str = BETWEEN) -> list[Cells]:
    """The rows in words; `between` parts the sentences of several places."""
    made = table(comparison, texts, words)
    return [in_words(row, made, words, between) for row in made.rows]


def in_words(row: ErrataRow, made: ErrataTable, words: Catalogue, between: str = BETWEEN) -> Cells:
    """One row in words."""
    first = first_side(made.base)
    ours, theirs = (row.a, row.b) if first == "a" else (row.b, row.a)
    mine = row.side is None or row.side == first
    decided = row.decision is not None
    return Cells(
        row_number=str(row.number),
        severity=severity_words(row, words),
        item=words.join(list(dict.fromkeys(place.unit for place in row.places if place.unit))),
        place=_places(row, words),
        original=_reading(ours, marked=mine),
        republished=_reading(theirs, marked=row.side is None or not mine),
        cure=_reading(cure_of(row, made.base), marked=True),
        category=category_words(row, made.base, words),
        sentence=between.join(bracket(*_parts(place.sentence)) for place in row.places),
        handling=words.t(f"ui.{row.decision}") if row.decision else "",
        note=row.note,
        proofreader=made.proofreader if decided else "",
        reviewer=made.reviewer if decided else "",
        reason=row.reason,
        lines=_lines(row, first, words),
        id=" ".join(place.id for place in row.places),
    )


def cure_of(row: ErrataRow, base: Side | None) -> Quoted | None:
    """What is to stand in the copy to be corrected, with the words around it; None where that is not known."""
    if row.suggestion is None:
        return None
    target = row.side or OTHER_SIDE[first_side(base)]
    wrong = row.a if target == "a" else row.b
    return Quoted(wrong.before if wrong else "", row.suggestion, wrong.after if wrong else "")


def severity_words(row: ErrataRow, words: Catalogue) -> str:
    """How serious a difference is, how sure an erratum."""
    if row.certain is not None:
        return words.t("ui.certain" if row.certain else "ui.unsure")
    judged = row.class_ in ("review", "integrity") and row.severity != "high"
    return words.t(f"severity.{'none' if judged else row.severity or 'normal'}")


def category_words(row: ErrataRow, base: Side | None, words: Catalogue) -> str:
    """The class and the kind, with the direction of a difference: a judgement where a base is named."""
    if row.action is None or row.side is not None:
        who = side_words(row.side, words) if row.side else ""
        return words.labelled(words.t("class.errata"), f"{who} {words.name('kind', row.kind)}")
    done = words.t(f"{'action_base' if base else 'action'}.{row.action}")
    return words.labelled(words.t(f"class.{row.class_}"), f"{done} {words.name('kind', row.kind)}")


def place_words(place: ErrataPlace, words: Catalogue) -> str:
    """Where to look: page, paragraph and sentence; of both copies where they differ, else of the one it is in."""
    sides: tuple[tuple[Side, Position | None], ...] = (("a", place.a), ("b", place.b))
    said = {side: standing_words(position, words) for side, position in sides if position is not None}
    if len(said) == 2 and said["a"] == said["b"]:
        return said["a"]
    return words.t("ui.list_gap").join(words.labelled(words.t(f"ui.side_{side}"), text) for side, text in said.items())


def _places(row: ErrataRow, words: Catalogue) -> str:
    """Where to look for a row: of an erratum its places in the one copy."""
    if row.side is None:
        return place_words(row.places[0], words)
    positions = [position for place in row.places if (position := place.a or place.b)]
    said = words.join([standing_words(position, words) for position in positions])
    return words.labelled(words.t(f"ui.side_{row.side}"), said)


def standing_words(position: Position, words: Catalogue) -> str:
    """第2页第3段第1句; outside the notice the line."""
    if not position.paragraph:
        return words.t("ui.line", line=position.line)
    return words.t(
        "ui.place_on_page" if position.page else "ui.place_in_copy",
        page=position.page,
        paragraph=position.paragraph,
        sentence=position.sentence,
    )


def _reading(quoted: Quoted | None, *, marked: bool) -> str:
    if quoted is None:
        return ""
    return bracket(*_parts(quoted)) if marked else quoted.before + quoted.reading + quoted.after


def _parts(quoted: Quoted) -> tuple[str, str, str]:
    return quoted.before, quoted.reading, quoted.after


def _lines(row: ErrataRow, first: Side, words: Catalogue) -> str:
    if row.side is not None:
        return words.join([str(position.line) for place in row.places if (position := place.a or place.b)])
    place = row.places[0]
    ours, theirs = (place.a, place.b) if first == "a" else (place.b, place.a)
    return f"{ours.line if ours else ''} / {theirs.line if theirs else ''}"
