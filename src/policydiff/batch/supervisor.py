# SPDX-License-Identifier: Apache-2.0
"""Keeps lanes busy and pieces of work apart: what kills or stalls a worker costs that piece alone.

Work whose worker died, or that took too long or too much memory, is tried once more, alone;
then that is its answer. The others of its chunk go on.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from policydiff.batch.failure import AGAIN, Answer, Failure, Numbered, died, too_long, too_much_memory
from policydiff.batch.lanes import Lane
from policydiff.errors import PolicydiffError
from policydiff.reasons import because

_DEATHS_WITHOUT_WORK = 3
"""So many workers in a row that die before they begin: nothing can run here."""

_LOOK = 5.0
"""Seconds without an answer after which a lane is asked whether one can still come."""

_Task = TypeVar("_Task", bound=Numbered)
_Answer = TypeVar("_Answer", bound=Answer)


def chunks(tasks: Iterable[_Task], size: int) -> Iterator[tuple[_Task, ...]]:
    """Tasks in chunks of `size`, in order."""
    batch: list[_Task] = []
    for task in tasks:
        batch.append(task)
        if len(batch) == size:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


@dataclass
class _Busy(Generic[_Task, _Answer]):
    """A lane and what it has at the moment; `alone` where that must be one chunk only."""

    lane: Lane
    futures: dict[Future[list[_Answer]], tuple[_Task, ...]] = field(default_factory=dict)
    alone: bool = False
    idle_deaths: int = 0


class Supervisor(Generic[_Task, _Answer]):
    """Runs chunks on lanes and yields answers as they come; `failed` makes the answer of a piece that has none."""

    def __init__(self, lanes: Sequence[Lane], failed: Callable[[int, Failure], _Answer], seconds: float = 0.0) -> None:
        self._busy: list[_Busy[_Task, _Answer]] = [_Busy(lane) for lane in lanes]
        self._failed = failed
        self._seconds = seconds
        self._again: deque[tuple[_Task, ...]] = deque()
        self._suspects: deque[tuple[_Task, ...]] = deque()
        self._tried: set[int] = set()

    def run(self, work: Iterator[tuple[_Task, ...]]) -> Generator[list[_Answer], None, None]:
        """The answers of all chunks, each as soon as it is there.

        Raises:
            PolicydiffError: PD310 where workers die before they can begin, PD322 where a cluster is gone.
        """
        done = False
        try:
            while True:
                self._fill(work)
                waiting = [future for busy in self._busy for future in busy.futures]
                if not waiting:
                    break
                finished, _ = wait(waiting, _LOOK, return_when=FIRST_COMPLETED)
                if not finished:
                    self._look()
                for busy in self._busy:
                    yield from self._collect(busy, finished)
            done = True
        finally:
            for busy in self._busy:
                busy.lane.close(now=not done)

    def _look(self) -> None:
        """See that somebody is still at work: what a lane waits for may be gone without a word."""
        for busy in self._busy:
            gone = busy.lane.gone() if busy.futures else None
            if gone is not None:
                raise gone

    def _fill(self, work: Iterator[tuple[_Task, ...]]) -> None:
        """Hand out work in turn, so that no lane has a second chunk while another has none."""
        for depth in range(max(busy.lane.depth for busy in self._busy)):
            for busy in self._busy:
                if len(busy.futures) == depth < busy.lane.depth:
                    chunk = self._next(busy, work)
                    if chunk is not None:
                        busy.futures[self._handed(busy.lane, chunk)] = chunk

    def _handed(self, lane: Lane, chunk: tuple[_Task, ...]) -> Future[list[_Answer]]:
        """The future of a chunk; a lane that has just died, which its other chunks are about to say, breaks it too."""
        try:
            return lane.submit(chunk)
        except BrokenExecutor as error:
            future: Future[list[_Answer]] = Future()
            future.set_exception(error)
            return future

    def _next(self, busy: _Busy[_Task, _Answer], work: Iterator[tuple[_Task, ...]]) -> tuple[_Task, ...] | None:
        """The chunk to hand to a lane; where a death cannot be laid to one piece, each suspect runs alone."""
        if self._suspects:
            if busy.lane.attributes or not busy.futures:
                busy.alone = not busy.lane.attributes
                return self._suspects.popleft()
            return None
        if busy.alone:
            return None
        return self._again.popleft() if self._again else next(work, None)

    def _collect(self, busy: _Busy[_Task, _Answer], finished: set[Future[list[_Answer]]]) -> Iterator[list[_Answer]]:
        lost: list[tuple[_Task, ...]] = []
        for future in [future for future in busy.futures if future in finished]:
            chunk = busy.futures.pop(future)
            if future.cancelled() or future.exception() is not None:
                lost.append(chunk)
                continue
            busy.idle_deaths = 0
            yield [answer for answer in future.result() if self._stands(answer, chunk)]
        if not busy.futures:
            busy.alone = False
        if lost:
            yield self._bury(busy, lost)

    def _stands(self, answer: _Answer, chunk: tuple[_Task, ...]) -> bool:
        """Is this the answer, or is it to be tried once more?"""
        if answer.failure is None or answer.failure.code not in AGAIN or answer.number in self._tried:
            return True
        self._suspect(next(task for task in chunk if task.number == answer.number))
        return False

    def _suspect(self, task: _Task) -> None:
        self._tried.add(task.number)
        self._suspects.append((task,))

    def _bury(self, busy: _Busy[_Task, _Answer], lost: list[tuple[_Task, ...]]) -> list[_Answer]:
        """A lane died: find the piece it is to be laid to and put the others back."""
        if busy.lane.attributes:
            lost += busy.futures.values()
            busy.futures.clear()
        number, cause = busy.lane.died()
        tasks = {task.number: task for chunk in lost for task in chunk}
        if not busy.lane.attributes:
            return self._unattributed(lost, cause)
        if number not in tasks:
            busy.idle_deaths += 1
            if busy.idle_deaths >= _DEATHS_WITHOUT_WORK:
                raise PolicydiffError(
                    "PD310", because("workers_die_of", cause=cause) if cause else because("workers_die")
                )
            self._again.extend(lost)
            return []
        busy.idle_deaths = 0
        dead = tasks[number]
        for chunk in lost:
            rest = tuple(task for task in chunk if task.number != number)
            if rest:
                self._again.append(rest)
        if number in self._tried:
            return [self._failed(number, self._verdict(cause))]
        self._suspect(dead)
        return []

    def _unattributed(self, lost: list[tuple[_Task, ...]], cause: str) -> list[_Answer]:
        """Nobody can say which piece it was: all are tried alone, and one that was alone already is it."""
        dead = []
        for chunk in lost:
            for task in chunk:
                if len(chunk) == 1 and task.number in self._tried:
                    dead.append(self._failed(task.number, self._verdict(cause)))
                else:
                    self._suspect(task)
        return dead

    def _verdict(self, cause: str) -> Failure:
        if cause == "time":
            return too_long(self._seconds)
        if cause == "memory":
            return too_much_memory()
        return died(cause)
