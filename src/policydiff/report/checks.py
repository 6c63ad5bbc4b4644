# SPDX-License-Identifier: Apache-2.0
"""核红单, the list of what became of each decision: for the page, the terminal, a spreadsheet."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, structs

from policydiff.checked import Check
from policydiff.decisions.standing import is_to_do
from policydiff.model import Comparison
from policydiff.report.texts import Options, Texts
from policydiff.report.wording import CHECKED
from policydiff.show.guarding import guard
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import abbreviate, plain

COLUMNS = ("id", "check_status", "handling", "lines", "check_was", "check_wanted", "check_now", "note")
"""The columns in order, by their keys in the catalogues' table `ui`."""
_LONGEST = 200


class CheckRow(Struct, frozen=True):
    """One decision, or what is new; all cells are made visible; `anchor` is for the page alone."""

    id: str
    status: str
    decision: str
    line: str
    was: str
    wanted: str
    now: str
    note: str
    anchor: str = ""


def rows(comparison: Comparison, words: Catalogue) -> list[CheckRow]:
    """The list, what is still to be done first."""
    places = {found.id: f"d-{found.id}" for found in comparison.differences} if comparison.checks else {}
    return [_row(check, places, words) for check in in_order(comparison)]


def in_order(comparison: Comparison) -> list[Check]:
    """The checks, what is still to be done first, then what is new."""

    def urgency(check: Check) -> tuple[bool, bool, int]:
        return not is_to_do(check), check.status != "new", CHECKED.index(check.status)

    return sorted(comparison.checks, key=urgency)


def _row(check: Check, places: Mapping[str, str], words: Catalogue) -> CheckRow:
    return CheckRow(
        id=plain(check.id),
        status=words.t(f"check.{check.status}"),
        decision=words.t(f"ui.{check.decision}") if check.decision else "",
        line="" if check.line is None else str(check.line),
        was=_shown(check.was),
        wanted=_shown(check.wanted or ""),
        now=_shown(check.now),
        note=plain(check.note),
        anchor=places.get(check.found or "", ""),
    )


def _shown(text: str) -> str:
    return plain(abbreviate(text, _LONGEST))


def cells(row: CheckRow) -> tuple[str, ...]:
    """The cells of a row of the table, in the order of `COLUMNS`."""
    told: tuple[str, ...] = structs.astuple(row)
    return told[: len(COLUMNS)]


def write_csv(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The list as CSV (RFC 4180, UTF-8 with a byte order mark); the heads alone where nothing was decided."""
    import csv
    import io

    words = options.words
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([words.t(f"ui.{name}") for name in COLUMNS])
    writer.writerows([guard(cell) for cell in cells(row)] for row in rows(comparison, words))
    return out.getvalue().encode("utf-8-sig", "replace")


def lines(comparison: Comparison, words: Catalogue) -> Iterator[str]:
    """The list as lines of text, under its heading; nothing where nothing was decided."""
    for remark in comparison.remarks:
        yield f"{remark.code}: {plain(words.rule(remark))}"
    if not comparison.checks:
        return
    to_do = sum(map(is_to_do, comparison.checks))
    yield words.labelled(words.t("ui.checks"), words.t("ui.checks_open", n=str(to_do)))
    for row in rows(comparison, words):
        now = words.labelled(words.t("ui.check_now"), row.now or words.t("ui.nothing")) if row.line else ""
        parts = (row.status, row.id, words.t("ui.line", line=row.line) if row.line else "", row.was, now, row.note)
        yield "  " + "  ".join(part for part in parts if part)
