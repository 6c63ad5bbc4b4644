# SPDX-License-Identifier: Apache-2.0
"""An earlier run of a batch, and what is new, still there and gone since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

import msgspec
from msgspec import Struct, field

from policydiff.batch.row import Row
from policydiff.errors import InputError
from policydiff.ingest.opening import open_file
from policydiff.model import TELLING
from policydiff.reasons import because

_RESULTS = "results.jsonl"


class _Difference(Struct, frozen=True):
    id: str
    class_: str = field(name="class")
    suppressed: str | None = None
    decision: str | None = None


class _Copy(Struct, frozen=True):
    errata: int = 0
    complete: bool = True


class _Relation(Struct, frozen=True):
    kind: str


class _Comparison(Struct, frozen=True):
    verdict: str
    relation: _Relation
    differences: tuple[_Difference, ...]
    a: _Copy
    b: _Copy


class _Line(Struct, frozen=True):
    id: str
    a: str
    b: str
    comparison: _Comparison | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier run said of one pair."""

    telling: frozenset[str]
    relation: str
    verdict: str
    errata: tuple[int, int]
    complete: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier run, its pairs by id or, where the manifest has no ids of its own, by the names of both copies."""

    by_id: Mapping[str, Earlier | None]
    by_names: Mapping[tuple[str, str], Earlier | None]

    def of(self, id_: str, names: tuple[str, str]) -> tuple[bool, Earlier | None]:
        """Whether the earlier run had this pair, and what it said of it (None: it failed)."""
        if names in self.by_names:
            return True, self.by_names[names]
        return id_ in self.by_id, self.by_id.get(id_)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one pair's telling differences; `level` is the first level of `--fail-on` that is new."""

    new: int
    still: int
    gone: int
    level: str
    fresh: frozenset[str] = frozenset()
    """The ids of the new ones."""


def load_baseline(folder: Path) -> Baseline:
    """The results of an earlier run.

    Raises:
        InputError: PD321 where the folder has no results or they cannot be read; the message names the line.
    """
    by_id: dict[str, Earlier | None] = {}
    by_names: dict[tuple[str, str], Earlier | None] = {}
    for line in _lines(folder / _RESULTS):
        found = _earlier(line.comparison)
        by_id[line.id] = by_names[line.a, line.b] = found
    return Baseline(by_id, by_names)


def _lines(path: Path) -> Iterator[_Line]:
    decode = msgspec.json.Decoder(_Line).decode
    read = 0
    try:
        with BufferedReader(open_file(path)) as lines:
            for line in lines:
                read += 1
                yield decode(line)
    except OSError as error:
        raise InputError("PD321", (str(path), because("baseline_unreadable", reason=error.strerror or error))) from None
    except msgspec.MsgspecError as error:
        raise InputError("PD321", (str(path), because("baseline_no_result", line=read, error=error))) from None


def _earlier(comparison: _Comparison | None) -> Earlier | None:
    if comparison is None:
        return None
    telling = frozenset(
        d.id
        for d in comparison.differences
        if d.class_ in TELLING and d.suppressed is None and d.decision not in ("change", "keep")
    )
    a, b = comparison.a, comparison.b
    return Earlier(
        telling, comparison.relation.kind, comparison.verdict, (a.errata, b.errata), (a.complete, b.complete)
    )


def change(row: Row, known: bool, earlier: Earlier | None) -> Change:
    """What is new, still there and gone in a pair; everything is new in one that the earlier run did not have."""
    if not known or earlier is None:
        return Change(len(row.telling), 0, 0, row.level, frozenset(id_ for id_, _ in row.telling))
    fresh = frozenset(id_ for id_, _ in row.telling if id_ not in earlier.telling)
    new = [class_ for id_, class_ in row.telling if id_ in fresh]
    gone = len(earlier.telling - {id_ for id_, _ in row.telling})
    return Change(len(new), len(row.telling) - len(new), gone, _level(row, earlier, new), fresh)


def _level(row: Row, earlier: Earlier, new: list[str]) -> str:
    other = row.relation != earlier.relation and row.relation in ("different", "edition")
    if other or any(class_ in ("substantive", "structure") for class_ in new):
        return "substantive"
    if new:
        return "review"
    more = any(now > before for now, before in zip(row.errata, earlier.errata, strict=True))
    less = any(before and not now for now, before in zip(row.complete, earlier.complete, strict=True))
    if more or less:
        return "fault"
    return "any" if row.verdict != "identical" and earlier.verdict == "identical" else "none"
