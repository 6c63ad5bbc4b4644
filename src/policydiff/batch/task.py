# SPDX-License-Identifier: Apache-2.0
"""What travels between a run and its workers: settings, pairs, results. Loads nothing of the pipeline."""

from dataclasses import dataclass
from typing import Literal

from policydiff.batch.failure import Failure
from policydiff.batch.row import Row
from policydiff.copies import Location, ReadingOptions
from policydiff.house import House
from policydiff.levels import stands_at
from policydiff.options import Options

Reports = Literal["none", "telling", "all"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every pair of a run."""

    options: Options
    reading: ReadingOptions = ReadingOptions()  # noqa: RUF009 (frozen)
    house: House = House()  # noqa: RUF009 (frozen)
    reports: Reports = "none"
    ui_lang: str = "en"
    seconds: float = 0.0
    """How long one pair may take; 0 is without limit."""
    digest: bytes = b""
    """Of all that a result depends on besides the two copies."""
    crops: Literal["telling", "all", "none"] = "telling"
    """Of which places the reports have pictures."""


@dataclass(frozen=True, slots=True)
class Task:
    """One pair to compare: its place in the manifest, both names, where both copies are, and for a worker that does not
    see the files their bytes."""

    number: int
    names: tuple[str, str]
    locations: tuple[Location, Location]
    data: tuple[bytes | None, bytes | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a pair came to: a comparison with its row and, where wanted, its report, or a failure."""

    number: int
    key: bytes = b""
    comparison: bytes = b""
    row: bytes = b""
    report: bytes | None = None
    failure: Failure | None = None


def failed(number: int, failure: Failure) -> Outcome:
    """The outcome of a pair that has no result."""
    return Outcome(number, failure=failure)


def wanted(settings: Settings, row: Row) -> bool:
    """Is a report wanted of this pair? `telling`: where something differs, or a copy has errata or is not complete."""
    return settings.reports == "all" or (settings.reports == "telling" and stands_at(row.level, "fault"))
