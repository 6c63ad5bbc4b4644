# SPDX-License-Identifier: Apache-2.0
"""Keeps lanes busy and pairs apart: what kills or stalls a worker costs that pair alone.

A pair whose worker died, or that took too long or too much memory, is tried once more, alone;
then that is its outcome. The others of its chunk go on.
"""

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field

from policydiff.batch.lanes import Lane
from policydiff.batch.work import AGAIN, DIED, TOO_MUCH_MEMORY, Failure, Outcome, Task, too_long
from policydiff.errors import PolicydiffError

_DEATHS_WITHOUT_WORK = 3
"""So many workers in a row that die before their first pair: nothing can run here."""

Chunk = tuple[Task, ...]


def chunks(tasks: Iterable[Task], size: int) -> Iterator[Chunk]:
    """Tasks in chunks of `size`, in order."""
    batch: list[Task] = []
    for task in tasks:
        batch.append(task)
        if len(batch) == size:
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)


@dataclass
class _Busy:
    """A lane and what it has at the moment; `alone` where that must be one chunk only."""

    lane: Lane
    futures: dict[Future[list[Outcome]], Chunk] = field(default_factory=dict)
    alone: bool = False
    idle_deaths: int = 0


class Supervisor:
    """Runs chunks on lanes and yields outcomes as they come."""

    def __init__(self, lanes: Sequence[Lane], seconds: float = 0.0) -> None:
        self._busy = [_Busy(lane) for lane in lanes]
        self._seconds = seconds
        self._again: deque[Chunk] = deque()
        self._suspects: deque[Chunk] = deque()
        self._tried: set[int] = set()

    def run(self, work: Iterator[Chunk]) -> Generator[list[Outcome]]:
        """The outcomes of all chunks, each as soon as it is there.

        Raises:
            PolicydiffError: PD310 where workers die before they can begin.
        """
        done = False
        try:
            while True:
                self._fill(work)
                waiting = [future for busy in self._busy for future in busy.futures]
                if not waiting:
                    break
                finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for busy in self._busy:
                    yield from self._collect(busy, finished)
            done = True
        finally:
            for busy in self._busy:
                busy.lane.close(now=not done)

    def _fill(self, work: Iterator[Chunk]) -> None:
        """Hand out work in turn, so that no lane has a second chunk while another has none."""
        for depth in range(max(busy.lane.depth for busy in self._busy)):
            for busy in self._busy:
                if len(busy.futures) == depth < busy.lane.depth:
                    chunk = self._next(busy, work)
                    if chunk is not None:
                        busy.futures[busy.lane.submit(chunk)] = chunk

    def _next(self, busy: _Busy, work: Iterator[Chunk]) -> Chunk | None:
        """The chunk to hand to a lane; where a death cannot be laid to a pair, a suspect runs with nothing beside it."""
        if self._suspects:
            if busy.lane.attributes or not busy.futures:
                busy.alone = not busy.lane.attributes
                return self._suspects.popleft()
            return None
        if busy.alone:
            return None
        return self._again.popleft() if self._again else next(work, None)

    def _collect(self, busy: _Busy, finished: set[Future[list[Outcome]]]) -> Iterator[list[Outcome]]:
        lost: list[Chunk] = []
        for future in [future for future in busy.futures if future in finished]:
            chunk = busy.futures.pop(future)
            if future.cancelled() or future.exception() is not None:
                lost.append(chunk)
                continue
            busy.idle_deaths = 0
            yield [outcome for outcome in future.result() if self._stands(outcome, chunk)]
        if not busy.futures:
            busy.alone = False
        if lost:
            yield self._bury(busy, lost)

    def _stands(self, outcome: Outcome, chunk: Chunk) -> bool:
        """Is this the pair's outcome, or is it to be tried once more?"""
        if outcome.failure is None or outcome.failure.code not in AGAIN or outcome.number in self._tried:
            return True
        self._suspect(next(task for task in chunk if task.number == outcome.number))
        return False

    def _suspect(self, task: Task) -> None:
        self._tried.add(task.number)
        self._suspects.append((task,))

    def _bury(self, busy: _Busy, lost: list[Chunk]) -> list[Outcome]:
        """A lane died: find the pair it is to be laid to and put the others back."""
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
                cure = "try --jobs 1 and more --memory, and see what else the machine is at"
                raise PolicydiffError("PD310", f"workers die before they can begin{_because(cause)}", cure)
            self._again.extend(lost)
            return []
        busy.idle_deaths = 0
        dead = tasks[number]
        for chunk in lost:
            rest = tuple(task for task in chunk if task.number != number)
            if rest:
                self._again.append(rest)
        if number in self._tried:
            return [Outcome(number, failure=self._verdict(cause))]
        self._suspect(dead)
        return []

    def _unattributed(self, lost: list[Chunk], cause: str) -> list[Outcome]:
        """Nobody can say which pair it was: all are tried alone, and one that was alone already is it."""
        dead = []
        for chunk in lost:
            for task in chunk:
                if len(chunk) == 1 and task.number in self._tried:
                    dead.append(Outcome(task.number, failure=self._verdict(cause)))
                else:
                    self._suspect(task)
        return dead

    def _verdict(self, cause: str) -> Failure:
        if cause == "time":
            return too_long(self._seconds)
        if cause == "memory":
            return Failure(TOO_MUCH_MEMORY, "comparing took more memory than a worker may have")
        return Failure(DIED, f"the worker died twice over this pair{_because(cause)}")


def _because(cause: str) -> str:
    return f": {cause}" if cause else ""
