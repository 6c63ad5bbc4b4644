# SPDX-License-Identifier: Apache-2.0
"""How `store list` prints: a line a copy, or one object for programs."""

from dataclasses import asdict

from policydiff.cli.language import language
from policydiff.cli.store_text import SHORT, encoded, line, seen
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.listing import Choice, Listed, Row
from policydiff.show.i18n import Catalogue, number, terminal


def listed(found: Listed, choice: Choice, checkpoint: Checkpoint, form: str, *, count: bool) -> str:
    """The copies that are meant, those that were taken back marked; with `count` only how many."""
    if form == "json":
        told: dict[str, object] = {"schema": "policydiff.store.list/1", "total": found.total, "count": len(found.rows)}
        told |= {"filters": choice.asked()} if choice.asked() else {}
        told |= {} if count else {"copies": [row_json(row) for row in found.rows]}
        return encoded(told | {"checkpoint": seen(checkpoint)})
    words = terminal(language())
    total = words.t("list.copies", n=number(len(found.rows)), total=number(found.total))
    lines = [] if count else [_line(row, words) for row in found.rows]
    return "\n".join([*lines, total, checkpoint.line()]) + "\n"


def row_json(row: Row) -> dict[str, object]:
    """A copy of the list for programs: what is not known is left out."""
    told = asdict(row)
    return {
        key: value for key, value in told.items() if value or key in ("entry", "sha256", "name", "title", "doc_number")
    }


def _line(row: Row, words: Catalogue) -> str:
    when = f"{moment(row.date)}{words.aside(words.t(f'basis.{row.date_basis}'))}" if row.date else "–"
    cells = [f"{row.entry:>6}", row.sha256[:SHORT], line(when), line(row.name), line(row.doc_number), line(row.title)]
    cells += [line(row.url)] if row.url else []
    cells += [words.t("store.unread", code=", ".join(row.problems)).strip()] if row.text != "observed" else []
    return "  ".join(cell for cell in cells if cell) + (words.t("store.retracted_mark") if row.retracted else "")


def moment(time: str) -> str:
    """A time to the second: what stands behind it says nothing to a reader."""
    whole, dot, rest = time.partition(".")
    return whole + ("Z" if dot and rest.endswith("Z") else "")
