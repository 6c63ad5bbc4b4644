# SPDX-License-Identifier: Apache-2.0
"""One run of a batch: what is done already is found, the rest is compared, and all of it is written."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from policydiff.batch.baseline import Baseline
from policydiff.batch.failure import failure
from policydiff.batch.index import write_index
from policydiff.batch.interrupt import no_interrupt
from policydiff.batch.keys import pair_key, tool
from policydiff.batch.ledger import FAILED, NAME, Kept, Ledger
from policydiff.batch.manifest import Pair
from policydiff.batch.names import report_names
from policydiff.batch.outputs import Table, entry, line
from policydiff.batch.row import Row, badness
from policydiff.batch.summary import Summary
from policydiff.batch.task import Outcome, Settings, Task, failed, wanted
from policydiff.copies import bytes_at, digest_of, locate
from policydiff.errors import InputError, OutputError, PolicydiffError
from policydiff.ingest.opening import there
from policydiff.levels import Level
from policydiff.reasons import because
from policydiff.show.writing import replacing, write_file

if TYPE_CHECKING:
    from policydiff.batch.lanes import Job, Lane

CHUNK = 24
"""Pairs handed over at a time: at a few milliseconds a pair, handing over costs under 1 %, and lanes stay in step."""
_FEW = 4
"""So few pairs are not worth that a worker loads beforehand what none of them may need."""
_PROBED = 500
"""Pairs looked up in one transaction."""
_ROW = msgspec.json.Decoder(Row).decode


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; `worst` is the worst verdict so far."""

    done: int
    total: int
    known: int
    errors: int
    verdicts: Mapping[str, int]


@dataclass(frozen=True)
class Plan:
    """What to run, and how."""

    pairs: Sequence[Pair]
    folder: Path
    settings: Settings
    lanes: "Callable[[Job, int], Sequence[Lane]]"
    """Makes the lanes when there is work, for at most so many chunks."""
    fail_on: Level = "review"
    baseline: Baseline | None = None
    fresh: bool = False
    """Compare all pairs anew, whatever is done already."""
    send: bool = False
    """Workers get the files' bytes; else they open the paths themselves."""
    unpaired: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tell: Callable[[Progress], None] = lambda _: None
    warn: Callable[[str], None] = lambda _: None
    """Gets what is worth a word and stops nothing."""
    record: Callable[[Pair, bytes], None] | None = None
    """Gets each pair with its comparison as JSON, in manifest order, when the results are written."""


def run(plan: Plan) -> Summary:
    """Compare all pairs of a plan and write what came of them below its folder.

    Raises:
        OutputError: PD500 or PD320 where the folder cannot be written or another run holds it.
        PolicydiffError: PD310 where no worker can run.
    """
    try:
        plan.folder.mkdir(parents=True, exist_ok=True)
        with Ledger(plan.folder / NAME) as ledger:
            work = _Run(plan, ledger)
            work.compare()
            work.warn()
            return work.write()
    except sqlite3.Error as error:
        raise OutputError("PD320", (str(plan.folder / NAME), because("ledger_unwritten", error=error))) from error
    except OSError as error:
        where = error.filename or plan.folder
        raise OutputError("PD500", (str(where), because("not_written", reason=error.strerror or error))) from error


class _Run:
    """One run under way."""

    def __init__(self, plan: Plan, ledger: Ledger) -> None:
        self._plan = plan
        self._ledger = ledger
        self._names = report_names(pair.id for pair in plan.pairs)
        self._reports = plan.folder / "reports"
        self._known = 0
        self._errors = 0
        self._unread: list[Outcome] = []
        self._verdicts: Counter[str] = Counter()
        self._probe = not plan.fresh and not ledger.empty()

    def compare(self) -> None:
        """Find what is done, compare the rest, keep every outcome as it comes."""
        plan = self._plan
        tasks = self._todo()
        first = next(tasks, None)
        if first is None:
            return
        with no_interrupt():  # the pipeline, and what starts processes: a run that finds all done needs neither
            from policydiff.batch import calls
            from policydiff.batch.lanes import Job
            from policydiff.batch.supervisor import Supervisor, chunks

        count = len(plan.pairs)
        if count == 1:  # the index is a page, and a worker that is a copy of this process has the templates then, too
            import policydiff.show.pages  # noqa: F401
        load = None if count <= _FEW else calls.load if plan.settings.reports == "none" else calls.load_with_report
        lanes = plan.lanes(
            Job(calls.compare_chunk, plan.settings, load), -(-count // CHUNK) if count > CHUNK else count
        )
        size = max(1, min(CHUNK, count // (2 * sum(lane.depth for lane in lanes))))
        supervisor: Supervisor[Task, Outcome] = Supervisor(lanes, failed, plan.settings.seconds)
        outcomes = supervisor.run(chunks(_chained(first, tasks), size))
        with closing(outcomes):
            for some in outcomes:
                self._keep(some)

    def _todo(self) -> Iterator[Task]:
        """The pairs that are not done, those of one original together; those that are done are noted on the way."""
        marks: list[tuple[int, bytes, int, str | None]] = []
        for number in _by_original(self._plan.pairs):
            pair = self._plan.pairs[number]
            found = self._done(number, pair) if self._probe else None
            if found is None:
                task = self._task(number, pair)
                if task is not None:
                    yield task
                continue
            marks.append(found)
            if len(marks) >= _PROBED:
                self._note(marks)
        self._note(marks)
        self._keep(self._unread)
        self._unread.clear()

    def _note(self, marks: list[tuple[int, bytes, int, str | None]]) -> None:
        self._ledger.found(marks)
        self._known += len(marks)
        marks.clear()
        self._tell()

    def _done(self, number: int, pair: Pair) -> tuple[int, bytes, int, str | None] | None:
        """Number, key, badness and report of a pair that is done, with its report where one is wanted."""
        try:
            most = self._plan.settings.reading.limits.file_bytes
            shas = [digest_of(locate(path), most) for path in (pair.path_a, pair.path_b)]
        except (OSError, ValueError, InputError):
            return None
        if shas[0] is None or shas[1] is None:
            return None
        key = pair_key(self._plan.settings.digest, shas[0], shas[1], (pair.a, pair.b))
        said = self._ledger.row(key)
        if said is None:
            return None
        row = _ROW(said)
        report = None
        if wanted(self._plan.settings, row):
            report = f"{self._names[number]}.html"
            if not self._ledger.reported(report, self._report_key(key)) or not (self._reports / report).is_file():
                return None
        self._verdicts[row.verdict] += 1
        return number, key, badness(row), report

    def _report_key(self, key: bytes) -> bytes:
        settings = self._plan.settings
        return sha256(key + f"{settings.ui_lang} {settings.house.terms_style}".encode()).digest()

    def _task(self, number: int, pair: Pair) -> Task | None:
        names = (pair.a, pair.b)
        try:
            locations = (locate(pair.path_a), locate(pair.path_b))
            limits = self._plan.settings.reading.limits
            for where, name in zip(locations, names, strict=True):
                if not there(where.file):
                    bytes_at(where, name, limits)  # says why there is nothing; no worker need be asked
            if not self._plan.send:
                return Task(number, names, locations)
            return Task(
                number,
                names,
                locations,
                (bytes_at(locations[0], pair.a, limits), bytes_at(locations[1], pair.b, limits)),
            )
        except PolicydiffError as error:
            self._unread.append(failed(number, failure(error)))
            if len(self._unread) >= _PROBED:
                self._keep(self._unread)
                self._unread.clear()
            return None

    def _keep(self, outcomes: Sequence[Outcome]) -> None:
        """Write the reports, then mark all of it done in one transaction: no done-mark is without its report."""
        kept = []
        for outcome in outcomes:
            report = None
            if outcome.report is not None:
                self._reports.mkdir(exist_ok=True)
                report = f"{self._names[outcome.number]}.html"
                write_file(self._reports / report, outcome.report)
            if outcome.failure is not None:
                self._errors += 1
                kept.append(Kept(outcome, FAILED, None, b""))
                continue
            row = _ROW(outcome.row)
            self._verdicts[row.verdict] += 1
            kept.append(Kept(outcome, badness(row), report, self._report_key(outcome.key)))
        self._ledger.put(kept)
        self._tell()

    def _tell(self) -> None:
        done = self._verdicts.total() + self._errors
        self._plan.tell(Progress(done, len(self._plan.pairs), self._known, self._errors, self._verdicts))

    def warn(self) -> None:
        """Say what of the earlier results could not be used."""
        ledger, where = self._ledger, self._plan.folder / NAME
        if ledger.set_aside:
            self._plan.warn(f"{where} was damaged ({ledger.set_aside}); all pairs were compared again")
        elif ledger.damaged:
            self._plan.warn(f"{where}: {ledger.damaged:,} results were damaged and were compared again")

    def write(self) -> Summary:
        """Write all files of the run from what the ledger holds, and clear away what is nobody's now."""
        plan, folder = self._plan, self._plan.folder
        summary = Summary(plan.fail_on, since=Counter() if plan.baseline else None, unpaired=plan.unpaired)
        columns = list(dict.fromkeys(name for pair in plan.pairs for name in pair.columns))
        with replacing(folder / "results.jsonl") as results, replacing(folder / "summary.csv") as cells:
            table = Table(cells, columns, since=plan.baseline is not None)
            for done in self._ledger.in_order():
                found = entry(done, plan.pairs, plan.baseline)
                summary.add(found)
                comparison = self._ledger.comparison(done.number)
                results.write(line(found, comparison))
                if plan.record is not None and comparison is not None:
                    plan.record(found.pair, comparison)
                table.add(found)
            table.end()
        summary.settle(plan.settings.house.decisions)
        write_file(
            folder / "summary.json",
            msgspec.json.format(msgspec.json.encode(summary.as_json(tool(plan.settings.options))), indent=1) + b"\n",
        )
        worst = (entry(done, plan.pairs, plan.baseline) for done in self._ledger.worst_first())
        write_index(folder, worst, summary, plan.settings.options.profile.name, plan.settings.ui_lang)
        for stale in self._ledger.prune():
            (self._reports / stale).unlink(missing_ok=True)
        return summary


def _chained(first: Task, rest: Iterator[Task]) -> Iterator[Task]:
    yield first
    yield from rest


def _by_original(pairs: Sequence[Pair]) -> list[int]:
    """The places of pairs in the manifest, those that have a copy in common one after the other, so that it is prepared
    once; else in the manifest's order."""
    times = Counter(path for pair in pairs for path in {pair.path_a, pair.path_b})
    first: dict[Path, int] = {}
    for number, pair in enumerate(pairs):
        first.setdefault(max(pair.path_a, pair.path_b, key=times.__getitem__), number)
    return sorted(range(len(pairs)), key=lambda n: first[max(pairs[n].path_a, pairs[n].path_b, key=times.__getitem__)])
