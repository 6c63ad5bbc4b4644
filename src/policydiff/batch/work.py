# SPDX-License-Identifier: Apache-2.0
"""What one worker does: compare a chunk of pairs and give back what each came to.

Everything here travels between processes, and between machines; nothing here writes a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import msgspec

from policydiff.batch.failure import Failure
from policydiff.batch.guard import Words, each
from policydiff.batch.keys import pair_key
from policydiff.batch.row import Row, row_of, stands_at
from policydiff.decisions import Decisions
from policydiff.decisions import apply as apply_decisions
from policydiff.ingest import read
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.model import TELLING, Comparison, Witness
from policydiff.pipeline import Options, Prepared, compare_prepared, prepare, without_detail
from policydiff.report.formats import Options as Format
from policydiff.report.formats import Texts, write
from policydiff.rules import Rule
from policydiff.rules import apply as apply_rules

Reports = Literal["none", "telling", "all"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read, as `policydiff.ingest.read` takes it."""

    declared: str | None = None
    limits: Limits = DEFAULT_LIMITS
    tracked: Literal["accepted", "original"] = "accepted"
    whole_page: bool = False

    def read(self, file: Path | bytes, name: str) -> Witness:
        """Read one file.

        Raises:
            InputError: where it cannot be read.
        """
        return read(file, name, declared=self.declared, limits=self.limits, tracked=self.tracked, whole_page=self.whole_page)


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every pair of a run."""

    options: Options
    reading: Reading = Reading()
    rules: tuple[Rule, ...] = ()
    decisions: Decisions | None = None
    reports: Reports = "none"
    ui_lang: str = "en"
    seconds: float = 0.0
    """How long one pair may take; 0 is without limit."""
    digest: bytes = b""
    """Of all that a result depends on besides the two copies."""


@dataclass(frozen=True, slots=True)
class Task:
    """One pair to compare: its place in the manifest, and both files by path or, for a worker that does not see them, by content."""

    number: int
    names: tuple[str, str]
    files: tuple[Path | bytes, Path | bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a pair came to: a comparison with its row and, where wanted, its report, or a failure."""

    number: int
    key: bytes = b""
    comparison: bytes = b""
    row: bytes = b""
    report: bytes | None = None
    failure: Failure | None = None


def compare_chunk(tasks: Sequence[Task], settings: Settings, words: Words | None = None) -> list[Outcome]:
    """Compare some pairs; what goes wrong with one is its outcome, not an exception."""
    prepared: dict[Path, Prepared] = {}
    return each(tasks, lambda task: _compared(task, settings, prepared), failed, settings.seconds, words)


def failed(number: int, failure: Failure) -> Outcome:
    """The outcome of a pair that has no result."""
    return Outcome(number, failure=failure)


def _compared(task: Task, settings: Settings, prepared: dict[Path, Prepared]) -> Outcome:
    a, b = (_prepared(file, name, settings, prepared) for file, name in zip(task.files, task.names, strict=True))
    comparison, row, report = _result(a, b, settings)
    line = without_detail(comparison) if settings.options.detail == "telling" else comparison
    key = pair_key(settings.digest, a.witness.sha256, b.witness.sha256, task.names)
    return Outcome(task.number, key, msgspec.json.encode(line), msgspec.json.encode(row), report)


def _prepared(file: Path | bytes, name: str, settings: Settings, prepared: dict[Path, Prepared]) -> Prepared:
    """The copy, prepared; one original of many copies is prepared once a chunk."""
    if isinstance(file, bytes):
        return prepare(settings.reading.read(file, name), settings.options.terms)
    known = prepared.pop(file, None)
    if known is None or known.witness.name != name:
        known = prepare(settings.reading.read(file, name), settings.options.terms)
    prepared[file] = known  # the last used stands last
    if len(prepared) > 2:
        prepared.pop(next(iter(prepared)))
    return known


def wanted(settings: Settings, row: Row) -> bool:
    """Is a report wanted of this pair? `telling` is of pairs where something differs, or a copy has errata or is not complete."""
    return settings.reports == "all" or (settings.reports == "telling" and stands_at(row.level, "fault"))


def _result(a: Prepared, b: Prepared, settings: Settings) -> tuple[Comparison, Row, bytes | None]:
    """The comparison in the detail asked for, its row, and the report where one is wanted; a report lists all differences."""
    options = settings.options
    if settings.reports == "all" and options.detail != "all":
        full = _settled(a, b, _in_full(options), settings)
        comparison = narrowed(full)
    else:
        full = comparison = _settled(a, b, options, settings)
    row = row_of(comparison)
    if not wanted(settings, row):
        return comparison, row, None
    if full.detail != "all":
        full = _settled(a, b, _in_full(options), settings)
    texts = Texts(a.witness.text, b.witness.text)
    return comparison, row, write(full, texts, "html", Format(ui_lang=settings.ui_lang))


def _settled(a: Prepared, b: Prepared, options: Options, settings: Settings) -> Comparison:
    """The comparison with what rules and decisions say of it."""
    if settings.decisions is None:
        return apply_rules(compare_prepared(a, b, replace(options, brief=options.detail == "telling")), settings.rules)
    return apply_decisions(apply_rules(compare_prepared(a, b, options), settings.rules), settings.decisions, partial=True)


def _in_full(options: Options) -> Options:
    return replace(options, detail="all")


def narrowed(comparison: Comparison) -> Comparison:
    """A comparison in full, as it is where only what tells is asked for."""
    telling = tuple(d for d in comparison.differences if d.class_ in TELLING)
    return msgspec.structs.replace(comparison, differences=telling, detail="telling")
