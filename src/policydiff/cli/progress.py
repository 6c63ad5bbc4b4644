# SPDX-License-Identifier: Apache-2.0
"""How far a batch is: a bar on a terminal, a plain line now and then elsewhere, JSON lines for programs."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from policydiff.cli.language import language
from policydiff.show.i18n import terminal

if TYPE_CHECKING:
    from policydiff.batch.run import Progress
    from policydiff.show.i18n import Catalogue

Tell = Callable[["Progress"], None]

_BAR_EVERY, _JSON_EVERY, _LINE_EVERY = 0.2, 1.0, 30.0
"""Seconds between two sayings: what an eye follows, what a program polls, what a log can stand."""
_WIDTH = 24
_WORST = ("different", "review", "equivalent", "identical")


@contextmanager
def teller(form: str, stream: IO[str], clock: Callable[[], float]) -> Iterator[Tell]:
    """A function that says a run's progress on `stream`; `form` is auto, json or none."""
    if form == "none":
        yield lambda _: None
    elif form == "json":
        yield _Teller(stream, clock, _JSON_EVERY, _as_json, "\n").tell
    elif stream.isatty():
        teller = _Teller(stream, clock, _BAR_EVERY, _as_bar, "")
        try:
            yield teller.tell
        finally:
            teller.clear()
    else:
        yield _Teller(stream, clock, _LINE_EVERY, _as_line, "\n").tell


class _Teller:
    """Says something at most so often, and at the end."""

    def __init__(
        self,
        stream: IO[str],
        clock: Callable[[], float],
        every: float,
        form: "Callable[[Progress, float], str]",
        end: str,
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._every = every
        self._form = form
        self._end = end
        self._began = clock()
        self._said = self._began
        self._last = -1

    def tell(self, progress: "Progress") -> None:
        """Say it, if it is time."""
        now = self._clock()
        ended = progress.done == progress.total
        due = now - self._said >= self._every
        if progress.done == self._last or not (due or (ended and self._form is not _as_line)):
            return
        self._said, self._last = now, progress.done
        self._stream.write(self._form(progress, now - self._began) + self._end)
        self._stream.flush()

    def clear(self) -> None:
        """Take the bar off the terminal."""
        self._stream.write("\r\x1b[K")
        self._stream.flush()


def _rate(progress: "Progress", seconds: float) -> float:
    """Pairs a second, without those that were done before."""
    return (progress.done - progress.known) / seconds if seconds > 0 else 0.0


def _remaining(progress: "Progress", seconds: float) -> float | None:
    rate = _rate(progress, seconds)
    return (progress.total - progress.done) / rate if rate > 0 else None


def _worst(progress: "Progress", words: "Catalogue") -> str:
    """The worst verdict so far with its number."""
    worst = next((name for name in _WORST if progress.verdicts.get(name)), None)
    parts = [words.t(f"batch.verdict_{worst}", n=f"{progress.verdicts[worst]:,}")] if worst else []
    return words.join(parts + ([words.n("batch.error", progress.errors)] if progress.errors else []))


def _figures(progress: "Progress", seconds: float, words: "Catalogue") -> dict[str, str]:
    """What both forms for people say."""
    return {
        "done": f"{progress.done:,}",
        "total": f"{progress.total:,}",
        "rate": f"{_rate(progress, seconds):,.0f}",
        "left": _span(_remaining(progress, seconds)),
        "worst": _worst(progress, words),
    }


def _span(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _as_bar(progress: "Progress", seconds: float) -> str:
    words = terminal(language())
    filled = _WIDTH * progress.done // progress.total if progress.total else _WIDTH
    said = words.t("batch.bar", **_figures(progress, seconds, words))
    return f"\r[{'#' * filled}{'-' * (_WIDTH - filled)}] {said}\x1b[K"


def _as_line(progress: "Progress", seconds: float) -> str:
    words = terminal(language())
    return words.t("batch.line", **_figures(progress, seconds, words))


def _as_json(progress: "Progress", seconds: float) -> str:
    remaining = _remaining(progress, seconds)
    return json.dumps(
        {
            "done": progress.done,
            "total": progress.total,
            "known": progress.known,
            "errors": progress.errors,
            "verdicts": {name: progress.verdicts[name] for name in _WORST if progress.verdicts.get(name)},
            "rate": round(_rate(progress, seconds), 1),
            "remaining": None if remaining is None else round(remaining, 1),
        }
    )
