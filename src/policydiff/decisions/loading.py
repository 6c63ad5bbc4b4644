# SPDX-License-Identifier: Apache-2.0
"""Decisions read back: from the report's own file, or from a table of errata filled in by hand."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from policydiff.copies import within_bounds
from policydiff.decisions.record import SCHEMA, DecidedCopy, Decision, Decisions, Seen
from policydiff.decisions.rows import Line
from policydiff.errors import InputError
from policydiff.ingest.limits import MIB, Limits
from policydiff.ingest.opening import LARGEST, content_of
from policydiff.model import DecisionName
from policydiff.reasons import because
from policydiff.show.guarding import unguard
from policydiff.vocabulary.decided import DECIDED

_COLUMNS: dict[str, frozenset[str]] = {
    "id": frozenset({"id", "编号", "編號"}),
    "handling": frozenset({"decision", "处理", "處理"}),
    "note": frozenset({"note", "备注", "備註"}),
    "original": frozenset({"original", "原件", "copy a", "甲本"}),
    "other": frozenset({"republished", "转载件", "轉載件", "copy b", "乙本"}),
    "cure": frozenset({"should be", "应为", "應為"}),
    "context": frozenset({"context", "上下文"}),
    "sentence": frozenset({"sentence", "所在句"}),
    "lines": frozenset({"line", "行"}),
    "proofreader": frozenset({"proofread by", "校对人", "校對人"}),
    "reviewer": frozenset({"reviewed by", "复核人", "覆核人"}),
}
"""The heads by which a column is known, in the three languages of the table; `context` is that of earlier tables, whose
readings stand without the words around them."""
_BETWEEN = re.compile(r"\n| ‖ ")
"""What parts the sentences of several places in a cell."""


_WORKBOOK = Limits(expanded_bytes=64 * MIB, part_bytes=32 * MIB)
"""Bounds on a workbook of decisions: one of 10,000 errata unfolds to 6 MB."""


def load(path: str | Path) -> Decisions:
    """The decisions of a `.json`, `.csv` or `.xlsx` file, or of a proof (`.docx`) that was gone through.

    Raises:
        InputError: PD600 where the file cannot be read, PD601 where it holds no decisions, PD602 where a row says
            something that is not a decision, PD604 where a decision has no place or a place has two, PD605 for
            a document that is no proof.
    """
    made = _loaded(path)
    known: dict[str, DecisionName] = {}
    for decision in made.decisions:
        if not decision.id or known.setdefault(decision.id, decision.decision) != decision.decision:
            decided = known.get(decision.id, "")
            said = (
                because("decision_twice", name=decision.id, a=decided, b=decision.decision)
                if decision.id
                else because("decision_of_nothing")
            )
            raise InputError("PD604", (str(path), said))
    return made


def _loaded(path: str | Path) -> Decisions:
    """The decisions of a file, as they stand there."""
    source = Path(path)
    try:
        content = content_of(source, LARGEST)
    except OSError as error:
        raise InputError(
            "PD600", because("decisions_unreadable", file=source, reason=error.strerror or error)
        ) from error
    if content.startswith(b"PK\x03\x04"):
        # in a process of its own: a single cell far off makes a grid of billions
        found = within_bounds(
            lambda: _packed(source, content), str(source), _WORKBOOK, cure=because("fill_in_decisions")
        )
        return found if isinstance(found, Decisions) else _from_rows(found, source)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _from_json(content, source)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel in Chinese saves "CSV" in the code page of the system
        text = content.decode("gb18030", "replace")
    try:
        return _from_rows(_table(text), source)
    except csv.Error as error:
        raise InputError("PD601", because("decisions_no_table", file=source, error=error)) from error


def _from_json(content: bytes, source: Path) -> Decisions:
    plain = content.removeprefix(b"\xef\xbb\xbf")
    try:
        named = msgspec.json.decode(plain, type=dict[str, msgspec.Raw])
        made = msgspec.json.decode(plain, type=Decisions)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("PD601", because("decisions_none", file=source, error=error)) from error
    if not named.keys() & {"schema", "decisions"}:  # settings, another program's output: nothing was decided there
        raise InputError("PD601", because("decisions_unnamed", file=source))
    if made.schema != SCHEMA:
        raise InputError("PD601", because("decisions_schema", file=source, schema=repr(made.schema), wanted=SCHEMA))
    return made


def _table(text: str) -> list[list[str]]:
    """The rows of a table that commas, tabs or semicolons part."""
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _packed(source: Path, content: bytes) -> Decisions | list[list[str]]:
    """The decisions of a proof, or the rows of a workbook."""
    from policydiff.proof.word.returned import is_proof, returned

    try:
        proof = is_proof(content, _WORKBOOK)
    except InputError as error:
        code = "PD601" if error.code == "PD134" else error.code
        raise InputError(code, because("decisions_workbook", file=source, error=error.message)) from error
    return returned(content, str(source), _WORKBOOK) if proof else _workbook(source, content)


def _workbook(source: Path, content: bytes) -> list[list[str]]:
    """The cells of the first sheet."""
    from python_calamine import CalamineError, CalamineWorkbook

    from policydiff.ingest.package import unfold_all

    try:
        unfold_all(content, _WORKBOOK)
    except InputError as error:
        code = "PD601" if error.code == "PD134" else error.code
        raise InputError(code, because("decisions_workbook", file=source, error=error.message)) from error
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python()
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise InputError("PD601", because("decisions_workbook", file=source, error=error)) from error
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _from_rows(rows: Sequence[Sequence[str]], source: Path) -> Decisions:
    head, columns = _header(rows)
    if "id" not in columns or "handling" not in columns:
        raise InputError("PD601", because("decisions_columns", file=source))
    made: list[Decision] = []
    seen: list[Seen] = []
    signed = {"proofreader": "", "reviewer": ""}
    for number, row in enumerate(rows[head + 1 :], head + 2):
        cells = {name: unguard(row[at].strip()) if at < len(row) else "" for name, at in columns.items()}
        signed = {name: said or cells.get(name, "") for name, said in signed.items()}
        for line in _lines(cells, number, source):
            if line.decision is None:
                seen.append(Seen(line.id, *line.readings()))
            else:
                made.append(line.decided(line.decision))
    first, second = (
        DecidedCopy(_file(rows[head][columns[name]])) if name in columns else DecidedCopy()
        for name in ("original", "other")
    )
    return Decisions(
        a=first, b=second, decisions=tuple(made), seen=tuple(seen) if "lines" in columns else None, table=True, **signed
    )


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row that names the columns, among the first twenty: a hand may have put a title above it."""
    for number, row in enumerate(rows[:20]):
        names = [_named(cell)[0] for cell in row]
        found = {key: names.index(name) for key, heads in _COLUMNS.items() for name in heads if name in names}
        if "id" in found and "handling" in found:
            return number, found
    return 0, {}


def _named(head: str) -> tuple[str, str]:
    """The name of a column, and what stands behind it in brackets."""
    name, _, rest = head.strip().replace("（", "(", 1).partition("(")
    return name.strip().lower(), rest


def _file(head: str) -> str:
    """The file that the head of a column of readings names."""
    return _named(head)[1].rstrip()[:-1].strip()


def _lines(cells: dict[str, str], number: int, source: Path) -> Iterator[Line]:
    """The places of one row, each with its id and its sentence."""
    said, ids = cells["handling"], cells["id"].split()
    decided = DECIDED.get(said.lower()) if said else None
    if said and decided is None:
        raise InputError("PD602", because("decision_unknown", file=source, row=number, said=repr(said)))
    if said and not ids:
        raise InputError("PD604", because("decision_without_id", file=source, row=number))
    sentences = _BETWEEN.split(cells.get("sentence", ""))
    for at, ident in enumerate(ids):
        sentence = sentences[at] if len(sentences) == len(ids) else ""
        yield Line({**cells, "id": ident, "sentence": sentence}, decided)
