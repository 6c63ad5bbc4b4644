# SPDX-License-Identifier: Apache-2.0
"""One bad file costs itself alone: workers that die, hang or eat memory, real ones and scripted ones."""

import faulthandler
import importlib
import os
import signal
import sys
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from policydiff.batch.lanes import ExecutorLane, Job, ProcessLane
from policydiff.batch.supervisor import Supervisor, chunks
from policydiff.errors import PolicydiffError

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of misbehaving work, where a spawned process finds it too."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("jobs")


def _run(
    jobs: Any,
    does: dict[int, str],
    tmp_path: Path,
    *,
    count: int = 12,
    lanes: int = 1,
    seconds: float = 0.0,
    size: int = 4,
    alone: bool = False,
) -> tuple[dict[int, Any], Counter[str]]:
    tries = tmp_path / "tries"
    tries.touch()
    job = Job(jobs.work, jobs.Setting(seconds, str(tries)))
    made = [ProcessLane(job, 700 if "eats" in does.values() else 0, alone=alone) for _ in range(lanes)]
    pieces = [jobs.Piece(n, does.get(n, "well")) for n in range(count)]
    supervisor: Supervisor[Any, Any] = Supervisor(made, jobs.failed, seconds)
    answers = [answer for some in supervisor.run(chunks(pieces, size)) for answer in some]
    assert sorted(answer.number for answer in answers) == list(range(count))
    return {answer.number: answer.failure for answer in answers}, Counter(tries.read_text().split())


@unix
@pytest.mark.slow
@pytest.mark.parametrize(
    ("does", "code"), [("dies", "PD310"), ("crashes", "PD310"), ("hangs in C", "PD311"), ("eats", "PD312")]
)
def test_a_worker_that_is_a_copy_is_held_to_the_same_limits(jobs: Any, tmp_path: Path, does: str, code: str) -> None:
    """What kills, hangs or eats in the only worker is tried once more and is its own answer; the others have theirs."""
    faulthandler.cancel_dump_traceback_later()  # the test run's own timer, which a copy would wait for
    answers, tries = _run(jobs, {1: does}, tmp_path, count=3, seconds=0.3, size=1, alone=True)

    assert {number for number, failure in answers.items() if failure is not None} == {1}
    assert answers[1].code == code
    assert tries["1"] == 2


@unix
def test_a_worker_that_is_a_copy_heeds_no_signal_as_its_parent_does(jobs: Any, tmp_path: Path) -> None:
    """The signals by which a program is asked to end, end the copy, whatever the parent makes of them."""
    faulthandler.cancel_dump_traceback_later()
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        lane = ProcessLane(Job(jobs.work, jobs.Setting(0.0, str(tmp_path / "tries"))), alone=True)
        pid = lane._pid.result(timeout=20)
        os.kill(pid, signal.SIGTERM)
        with pytest.raises(BrokenExecutor):
            lane._executor.submit(os.getpid).result(timeout=20)
        lane.close(now=True)
    finally:
        signal.signal(signal.SIGTERM, before)


@unix
@pytest.mark.slow
@pytest.mark.parametrize(
    ("does", "code", "said"),
    [
        ("dies", "PD310", "died on it twice"),
        ("crashes", "PD310", "Segmentation fault"),
        ("sleeps", "PD311", "longer than 0.3 s"),
        ("hangs in C", "PD311", "longer than 0.3 s"),
        ("eats", "PD312", "memory"),
        ("refuses", "PD104", "no text"),
        ("errs", "PD001", "KeyError: 'label'"),
    ],
)
def test_a_bad_piece_costs_itself_alone(jobs: Any, tmp_path: Path, does: str, code: str, said: str) -> None:
    """All others have their answers; the bad one is tried twice where the machine may be at fault, and then named with
    a code."""
    found, tries = _run(jobs, {5: does}, tmp_path, seconds=0.3 if "3 s" in said else 30)

    assert {n for n, failure in found.items() if failure} == {5}
    assert found[5].code == code
    assert said in found[5].message
    assert tries["5"] == (1 if code in ("PD104", "PD001") else 2)


@unix
@pytest.mark.slow
def test_a_worker_that_dies_once_leaves_no_trace(jobs: Any, tmp_path: Path) -> None:
    """A death that does not come back (another process took the memory) costs nothing but time."""
    found, tries = _run(jobs, {5: "dies once", 6: "dies once", 11: "dies once"}, tmp_path, lanes=2)

    assert not any(found.values())
    assert {tries[str(n)] for n in (5, 6, 11)} == {2}


@unix
@pytest.mark.slow
def test_many_bad_pieces_in_one_chunk_are_told_apart(jobs: Any, tmp_path: Path) -> None:
    """Two that kill their worker and one that refuses, side by side, are three failures and no more."""
    found, _ = _run(jobs, {4: "dies", 5: "refuses", 6: "dies"}, tmp_path, lanes=2)

    assert {n: failure.code for n, failure in found.items() if failure} == {4: "PD310", 5: "PD104", 6: "PD310"}


class _Scripted:
    """A lane that answers at once, or breaks when a number on its list is in the chunk."""

    def __init__(self, deadly: Sequence[int], jobs: Any, *, attributes: bool, depth: int = 2) -> None:
        self.attributes = attributes
        self.depth = depth
        self.closed: list[bool] = []
        self.chunks: list[tuple[int, ...]] = []
        self._deadly = deadly
        self._jobs = jobs
        self._words: int | None = None

    def submit(self, tasks: Sequence[Any]) -> "Future[Any]":
        future: Future[Any] = Future()
        self.chunks.append(tuple(task.number for task in tasks))
        bad = [task.number for task in tasks if task.number in self._deadly]
        if bad:
            self._words = bad[0]
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result([self._jobs.Done(task.number) for task in tasks])
        return future

    def died(self) -> tuple[int | None, str]:
        return (self._words, "") if self.attributes else (None, "")

    def close(self, *, now: bool) -> None:
        self.closed.append(now)


@pytest.mark.parametrize("attributes", [True, False])
@pytest.mark.parametrize("deadly", [[], [0], [3, 4], [0, 9], list(range(10))])
def test_every_piece_has_one_answer_whatever_dies(jobs: Any, deadly: list[int], attributes: bool) -> None:
    """With a lane that can name the piece it died over, and with one that cannot, exactly the deadly ones fail."""
    lane = _Scripted(deadly, jobs, attributes=attributes)
    supervisor: Supervisor[Any, Any] = Supervisor([lane], jobs.failed)

    answers = [answer for some in supervisor.run(chunks([jobs.Piece(n) for n in range(10)], 4)) for answer in some]

    assert sorted(answer.number for answer in answers) == list(range(10))
    assert [answer.number for answer in sorted(answers, key=lambda a: a.number) if answer.failure] == deadly
    assert lane.closed == [False]


def test_a_death_that_nobody_can_name_is_looked_for_one_by_one(jobs: Any) -> None:
    """A cluster cannot say which piece it was: each is tried alone, with nothing beside it."""
    lane = _Scripted([2], jobs, attributes=False, depth=4)
    supervisor: Supervisor[Any, Any] = Supervisor([lane], jobs.failed)

    list(supervisor.run(chunks([jobs.Piece(n) for n in range(4)], 4)))

    assert lane.chunks == [(0, 1, 2, 3), (0,), (1,), (2,), (3,)] or sorted(lane.chunks[1:]) == [(0,), (1,), (2,), (3,)]


def test_a_lane_that_is_found_dead_when_it_is_handed_more_loses_nothing(jobs: Any) -> None:
    """Between a death and its news a chunk may be handed over: it is handed over again."""

    class Dying(_Scripted):
        def submit(self, tasks: Sequence[Any]) -> "Future[Any]":
            if len(self.chunks) == 1:
                self.chunks.append(())
                raise BrokenProcessPool
            return super().submit(tasks)

    lane = Dying([0], jobs, attributes=True)
    supervisor: Supervisor[Any, Any] = Supervisor([lane], jobs.failed)

    answers = [answer for some in supervisor.run(chunks([jobs.Piece(n) for n in range(8)], 4)) for answer in some]

    assert {answer.number: answer.failure is not None for answer in answers} == {n: n == 0 for n in range(8)}


def test_workers_that_cannot_begin_end_the_run(jobs: Any) -> None:
    """Where every process dies before its first piece, the run stops and says so, instead of blaming each file."""

    class Stillborn(_Scripted):
        def died(self) -> tuple[int | None, str]:
            return None, ""

    lane = Stillborn(range(10), jobs, attributes=True)
    supervisor: Supervisor[Any, Any] = Supervisor([lane], jobs.failed)

    with pytest.raises(PolicydiffError) as error:
        list(supervisor.run(chunks([jobs.Piece(n) for n in range(10)], 4)))
    assert error.value.code == "PD310"
    assert lane.closed == [True]


def test_lanes_are_let_go_at_once_when_the_run_is_broken_off(jobs: Any) -> None:
    """Ctrl-C closes every lane without waiting for what it is at."""
    lane = _Scripted([], jobs, attributes=True)
    supervisor: Supervisor[Any, Any] = Supervisor([lane], jobs.failed)
    running = supervisor.run(chunks([jobs.Piece(n) for n in range(40)], 4))

    next(running)
    running.close()

    assert lane.closed == [True]


def test_any_executor_is_a_lane(jobs: Any, tmp_path: Path) -> None:
    """The seam is concurrent.futures.Executor: a pool of threads will do, its time limit too."""
    setting = jobs.Setting(0.2, str(tmp_path / "tries"))
    lane = ExecutorLane(ThreadPoolExecutor(2), Job(jobs.work, setting), depth=2)
    supervisor: Supervisor[Any, Any] = Supervisor([lane], jobs.failed, 0.2)
    pieces = [jobs.Piece(n, "errs" if n == 3 else "well") for n in range(6)]

    answers = [answer for some in supervisor.run(chunks(pieces, 2)) for answer in some]

    assert {answer.number: answer.failure.code for answer in answers if answer.failure} == {3: "PD001"}
    assert len(answers) == 6


def test_no_lane_has_two_chunks_while_another_has_none(jobs: Any) -> None:
    """Few chunks are spread over all lanes."""
    handed: deque[int] = deque()

    class Slow(_Scripted):
        def submit(self, tasks: Sequence[Any]) -> "Future[Any]":
            handed.append(id(self))
            return super().submit(tasks)

    lanes = [Slow([], jobs, attributes=True) for _ in range(3)]
    supervisor: Supervisor[Any, Any] = Supervisor(lanes, jobs.failed)

    list(supervisor.run(chunks([jobs.Piece(n) for n in range(3)], 1)))

    assert len(set(handed)) == 3


def test_chunks_keep_the_order_and_lose_nothing(jobs: Any) -> None:
    """Seven pieces in chunks of three are three chunks, the last one short."""

    def pieces() -> Iterator[Any]:
        yield from (jobs.Piece(n) for n in range(7))

    assert [[piece.number for piece in chunk] for chunk in chunks(pieces(), 3)] == [[0, 1, 2], [3, 4, 5], [6]]


class _Silent(ExecutorLane):
    """A lane that takes work and never answers, as a cluster whose scheduler went away."""

    def __init__(self) -> None:
        self.depth = 1
        self.closed = False

    def submit(self, tasks: Sequence[Any]) -> Future[Any]:
        return Future()

    def gone(self) -> PolicydiffError | None:
        return PolicydiffError("PD322", "the scheduler is gone")

    def close(self, *, now: bool) -> None:
        self.closed = now


def test_a_lane_from_which_nothing_can_come_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that went away without a word is an error, and not a wait for ever."""
    monkeypatch.setattr("policydiff.batch.supervisor._LOOK", 0.05)
    lane = _Silent()
    supervisor: Supervisor[Any, Any] = Supervisor([lane], _no_answer)

    with pytest.raises(PolicydiffError) as error:
        list(supervisor.run(iter([(SimpleNamespace(number=0),)])))

    assert error.value.code == "PD322"
    assert lane.closed


def _no_answer(_number: int, _failure: object) -> object:
    raise AssertionError("nothing was to be answered")
