# SPDX-License-Identifier: Apache-2.0
"""The table of errata as a page to print, with lines for the proofreader and the reviewer."""

from dataclasses import dataclass

from policydiff.model import Comparison, Side
from policydiff.report.errata import ErrataRow, ErrataTable, Quoted, table
from policydiff.report.errata_cells import COLUMNS, Cells, cure_of, first_side, heads, in_words, place_words
from policydiff.report.lists import side_words
from policydiff.report.sources import sources_of
from policydiff.report.texts import Options, Texts
from policydiff.report.wording import headline, sides
from policydiff.show.assets import asset, environment, policy
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import plain

_SHOWN = COLUMNS[: COLUMNS.index("proofreader")]
"""The columns on paper; the others are for a program that reads the table."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A row of the page."""

    id: str
    cells: Cells
    readings: tuple[tuple[str, Quoted | None, bool], ...]
    """The language, the reading and whether it is marked, of the first column of readings and of the second."""
    cure: Quoted | None
    places: tuple[tuple[str, Quoted], ...]
    lang: str
    """The language of the sentences."""


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The page; it loads nothing."""
    words, sources, style = options.words, sources_of(comparison, texts), asset("errata.css")
    made = table(comparison, sources, words)
    named = dict(zip(COLUMNS, heads(comparison, words), strict=True))
    langs: dict[Side, str] = {"a": sources.lang_a, "b": sources.lang_b}
    page = environment().get_template("errata.html.j2")
    said = page.render(
        lang=words.lang,
        policy=policy(style, None),
        style=style,
        heading=words.t("ui.errata_table", title=made.title),
        headline=headline(comparison, words),
        files=[(side_words(side, words), plain(facts.name), facts.sha256) for side, facts in sides(comparison)],
        columns=[(name, named[name]) for name in _SHOWN],
        lines=[_printed(row, made, langs, words) for row in made.rows],
        proofreader=made.proofreader,
        reviewer=made.reviewer,
        t=words.tables["ui"],
        tool=words.t("ui.tool_line", version=comparison.tool.version, profile=comparison.tool.profile),
    )
    return said.encode("utf-8")


def _printed(row: ErrataRow, made: ErrataTable, langs: dict[Side, str], words: Catalogue) -> _Printed:
    first = first_side(made.base)
    second: Side = "b" if first == "a" else "a"
    read: dict[Side, Quoted | None] = {"a": row.a, "b": row.b}
    return _Printed(
        row.places[0].id,
        in_words(row, made, words),
        tuple((langs[side], read[side], row.side in (None, side)) for side in (first, second)),
        cure_of(row, made.base),
        tuple((place_words(place, words), place.sentence) for place in row.places),
        langs[row.side or second],
    )
