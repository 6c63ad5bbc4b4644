# SPDX-License-Identifier: Apache-2.0
"""The table of errata as lines to send in a message, and as JSON."""

from collections.abc import Iterator

import msgspec

from policydiff.model import OTHER_SIDE, Comparison, Side
from policydiff.report.errata import ErrataRow, ErrataTable, Quoted, table
from policydiff.report.errata_cells import first_side, heads_of_readings, in_words
from policydiff.report.lists import side_words
from policydiff.report.sources import sources_of
from policydiff.report.texts import Options, Texts
from policydiff.show.bracketing import bracket
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import abbreviate

_LONGEST = 60


def write_text(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """A paragraph a row: where, what, what stands there, what should."""
    words = options.words
    made = table(comparison, sources_of(comparison, texts), words)
    out = [words.t("ui.errata_table", title=made.title), *_files(comparison, words), ""]
    out += [line for row in made.rows for line in _paragraph(row, made, words)] or [words.t("ui.errata_none")]
    signed = [(words.t(f"ui.{name}"), getattr(made, name)) for name in ("proofreader", "reviewer")]
    out += ["", "  ".join(words.labelled(label, name or "______") for label, name in signed)]
    return ("\n".join(out) + "\n").encode("utf-8", "backslashreplace")


def _files(comparison: Comparison, words: Catalogue) -> Iterator[str]:
    """Both files; with a base what each is, and by which letter the rows call it."""
    first = first_side(comparison.base)
    for side, head in zip((first, OTHER_SIDE[first]), heads_of_readings(comparison, words), strict=True):
        yield words.labelled(side_words(side, words), head) if comparison.base else head


def write_json(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The rows as JSON (`policydiff schema errata`)."""
    return msgspec.json.encode(table(comparison, sources_of(comparison, texts), options.words)) + b"\n"


def _paragraph(row: ErrataRow, made: ErrataTable, words: Catalogue) -> list[str]:
    shown = in_words(row, made, words)
    head = f"{row.number}. [{shown.severity}] {' · '.join(part for part in (shown.item, shown.place) if part)}"
    first: Side = row.side or first_side(made.base)
    sides: tuple[Side, ...] = (first,) if row.side else (first, OTHER_SIDE[first])
    readings = [(side, row.a if side == "a" else row.b) for side in sides]
    out = [head, f"   {shown.category}"]
    out += [f"   {words.labelled(words.t(f'ui.copy_{side}'), _short(quoted))}" for side, quoted in readings if quoted]
    out += [f"   {words.labelled(words.t('ui.cure'), shown.cure)}"] if shown.cure else []
    decided = words.join([part for part in (shown.handling, shown.note) if part])
    return [*out, f"   {words.labelled(words.t('ui.handling'), decided)}"] if decided else out


def _short(quoted: Quoted) -> str:
    return bracket(quoted.before, abbreviate(quoted.reading, _LONGEST), quoted.after)
