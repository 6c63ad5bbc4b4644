# SPDX-License-Identifier: Apache-2.0
"""勘误表, the table of errata that portals and proofreaders exchange: to print, as CSV, as a workbook.

The original is the base copy, or copy A where none is named. Each row can be decided in the
table itself; `policydiff compare --decisions` reads the filled table back.
"""

import csv
import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from policydiff.model import Comparison, Difference, Finding, Side
from policydiff.report.lists import side_words, units_named
from policydiff.report.texts import Texts
from policydiff.report.wording import action_word, by_severity, context_of, headline, language_of, sides, telling
from policydiff.show.assets import asset, environment, policy
from policydiff.show.i18n import Catalogue, catalogue
from policydiff.show.visible import plain

COLUMNS = ("id", "unit", "lines", "original", "republished", "category", "cure", "handling", "note", "context", "reason")
"""The columns in order, by their keys in the catalogues' table `ui`."""
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula (OWASP, CSV injection), full-width twins included."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a telling difference or an erratum of one copy. All cells are made visible."""

    id: str
    unit: str
    line: str
    original: str
    republished: str
    category: str
    cure: str
    handling: str
    note: str
    context: str
    reason: str


def lines(comparison: Comparison, texts: Texts, words: Catalogue) -> list[Line]:
    """The rows: what tells against equality by severity, then the errata of the original and of the other copy."""
    original: Side = comparison.base or "a"
    names = units_named(comparison.units, words)
    found = [_difference_line(d, names, original, comparison.base, texts, words) for _, group in by_severity(telling(comparison)) for d in group]
    sides: tuple[Side, Side] = ("a", "b") if original == "a" else ("b", "a")
    for side in sides:
        facts = comparison.a if side == "a" else comparison.b
        text = texts.a if side == "a" else texts.b
        starts = _unit_starts(comparison, side)
        opposite = _Opposite(comparison, side)
        found += [_finding_line(f, names, starts, side, original, opposite, text, words) for f in facts.findings]
    return found


class _Opposite:
    """What the other copy reads where one copy has an erratum."""

    def __init__(self, comparison: Comparison, side: Side) -> None:
        other: Side = "b" if side == "a" else "a"
        pairs = [(getattr(d, side), getattr(d, other)) for d in comparison.differences if d.kind not in ("moved", "split", "merged")]
        self.places = sorted(((ours, theirs) for ours, theirs in pairs if ours.text), key=lambda pair: pair[0].start)
        self.starts = [ours.start for ours, _ in self.places]
        self.whole = comparison.detail == "all"

    def reading(self, finding: Finding) -> str:
        """The other copy's reading: that of the difference at this very place, or the same where no difference touches it."""
        at = bisect_right(self.starts, finding.start) - 1
        if at >= 0 and self.places[at][0].end > finding.start:
            ours, theirs = self.places[at]
            return theirs.text if (ours.start, ours.end) == (finding.start, finding.end) else ""
        touched = at + 1 < len(self.starts) and self.starts[at + 1] < finding.end
        return finding.text if self.whole and not touched else ""


def _difference_line(difference: Difference, names: Sequence[str], original: Side, base: Side | None, texts: Texts, words: Catalogue) -> Line:
    ours, theirs = (difference.a, difference.b) if original == "a" else (difference.b, difference.a)
    text = texts.b if original == "a" else texts.a
    before, after = context_of(text, theirs.start, theirs.end)
    right = difference.suggestion or (ours.text if base else "")
    return Line(
        id=difference.id,
        unit=names[difference.unit] if difference.unit is not None and difference.unit < len(names) else "",
        line=f"{ours.line} / {theirs.line}",
        original=plain(ours.text),
        republished=plain(theirs.text),
        category=words.labelled(words.t(f"class.{difference.class_}"), f"{action_word(difference, base, words)} {words.name('kind', difference.kind)}"),
        cure=plain(right),
        handling=words.t(f"ui.{difference.decision}") if difference.decision else "",
        note=difference.note,
        context=plain(f"{before}【{theirs.text[:60]}】{after}"),
        reason=plain(words.rule(difference)),
    )


def _unit_starts(comparison: Comparison, side: Side) -> list[tuple[int, int]]:
    return sorted((ref.start, index) for index, pair in enumerate(comparison.units) for ref in (pair.a if side == "a" else pair.b))


def _finding_line(
    finding: Finding, names: Sequence[str], starts: Sequence[tuple[int, int]], side: Side, original: Side, opposite: _Opposite, text: str, words: Catalogue
) -> Line:
    at = bisect_right(starts, (finding.start, len(names))) - 1
    before, after = context_of(text, finding.start, finding.end)
    ours = side == original
    return Line(
        id=finding.id,
        unit=names[starts[at][1]] if at >= 0 else "",
        line=str(finding.line),
        original=plain(finding.text if ours else opposite.reading(finding)),
        republished=plain(opposite.reading(finding) if ours else finding.text),
        category=words.labelled(words.t("class.errata"), f"{side_words(side, words)} {words.name('kind', finding.kind)}"),
        cure=plain(finding.suggestion or ""),
        handling=words.t(f"ui.{finding.decision}") if finding.decision else "",
        note=finding.note,
        context=plain(f"{before}【{finding.text[:60]}】{after}"),
        reason=plain(words.rule(finding)),
    )


def guard(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unguard` gives the text back."""
    return f"'{cell}" if cell.startswith((*_GUARDED, "'")) else cell


def unguard(cell: str) -> str:
    """The text of a guarded cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_GUARDED, "'")) else cell


def render_csv(comparison: Comparison, text_a: str, text_b: str, ui_lang: str = "en") -> bytes:
    """The table as CSV (RFC 4180, UTF-8 with a byte order mark, which Excel asks for)."""
    words, texts = catalogue(ui_lang), _texts(comparison, text_a, text_b)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([words.t(f"ui.{name}") for name in COLUMNS])
    writer.writerows([guard(cell) for cell in astuple(line)] for line in lines(comparison, texts, words))
    return out.getvalue().encode("utf-8-sig", "replace")


def render_xlsx(comparison: Comparison, text_a: str, text_b: str, ui_lang: str = "en") -> bytes:
    """The table as a workbook whose decisions are chosen from a list; nothing in it is a formula."""
    from datetime import UTC, datetime

    import xlsxwriter

    words, texts = catalogue(ui_lang), _texts(comparison, text_a, text_b)
    rows = lines(comparison, texts, words)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        # the same result gives the same bytes
        book.set_properties({"title": words.t("ui.errata_table", title=_title(comparison, words)), "created": datetime(2000, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet(words.t("class.errata"))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for column, (name, width) in enumerate(zip(COLUMNS, (18, 26, 9, 22, 22, 24, 16, 9, 18, 34, 40), strict=True)):
            sheet.write_string(0, column, words.t(f"ui.{name}"), head)
            sheet.set_column(column, column, width, body)
        for number, line in enumerate(rows, 1):
            for column, cell in enumerate(astuple(line)):
                sheet.write_string(number, column, cell[:32767], body)
        if rows:
            choices = [words.t(f"ui.{name}") for name in ("change", "keep", "query")]
            handling = COLUMNS.index("handling")
            sheet.data_validation(1, handling, len(rows), handling, {"validate": "list", "source": choices})
            sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


def render_html(comparison: Comparison, text_a: str, text_b: str, ui_lang: str = "en") -> str:
    """The table as a page to print, with lines for the proofreader and the reviewer."""
    words, texts = catalogue(ui_lang), _texts(comparison, text_a, text_b)
    style = asset("errata.css")
    return (
        environment()
        .get_template("errata.html.j2")
        .render(
            lang=words.lang,
            policy=policy(style, None),
            style=style,
            heading=words.t("ui.errata_table", title=_title(comparison, words)),
            headline=headline(comparison, words),
            files=[(side_words(side, words), plain(facts.name), facts.sha256) for side, facts in sides(comparison)],
            columns=[words.t(f"ui.{name}") for name in COLUMNS if name not in ("id", "reason")],
            lines=lines(comparison, texts, words),
            lang_original=texts.lang_b if comparison.base == "b" else texts.lang_a,
            lang_other=texts.lang_a if comparison.base == "b" else texts.lang_b,
            t=words.tables["ui"],
            tool=words.t("ui.tool_line", version=comparison.tool.version, profile=comparison.tool.profile),
        )
    )


def _title(comparison: Comparison, words: Catalogue) -> str:
    return plain(comparison.b.title or comparison.a.title) or words.t("ui.untitled")


def _texts(comparison: Comparison, text_a: str, text_b: str) -> Texts:
    return Texts(text_a, text_b, language_of(comparison.a.script), language_of(comparison.b.script))
