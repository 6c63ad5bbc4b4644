# SPDX-License-Identifier: Apache-2.0
"""Progress: a bar on a terminal, a line now and then elsewhere, JSON for programs, nothing where nothing is wanted."""

import io
import json
from collections.abc import Iterator

import pytest

from policydiff.batch.run import Progress
from policydiff.cli.progress import teller


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _told(form: str, stream: io.StringIO, step: float, count: int = 100) -> str:
    def ticks() -> Iterator[float]:
        now = 0.0
        while True:
            yield now
            now += step

    clock = ticks()
    with teller(form, stream, lambda: next(clock)) as tell:
        for done in range(1, count + 1):
            tell(Progress(done, count, 0, 1 if done > 50 else 0, {"different": done // 10, "equivalent": done}))
    return stream.getvalue()


def test_a_terminal_gets_a_bar_that_goes_away() -> None:
    """Rate, what is left and the worst so far stand beside the bar; at the end the line is empty again."""
    said = _told("auto", _Terminal(), 0.1)

    assert "/100  " in said
    assert "/s" in said
    assert "1 error" in said
    assert "\n" not in said
    assert said.endswith("\r\x1b[K")


@pytest.mark.parametrize(("step", "lines"), [(0.01, 0), (1.0, 3), (31.0, 100)])
def test_a_log_gets_a_plain_line_now_and_then(step: float, lines: int) -> None:
    """A short run is silent, a long one says something every half minute, never with control characters."""
    said = _told("auto", io.StringIO(), step)

    assert said.count("\n") == lines
    assert "\x1b" not in said
    assert "\r" not in said


def test_a_program_gets_json_lines() -> None:
    """Every line is JSON with what is done and what is known of the rest; the last one says that all is done."""
    lines = [json.loads(line) for line in _told("json", io.StringIO(), 0.3).splitlines()]

    assert lines[-1]["done"] == lines[-1]["total"] == 100
    assert all(set(line) == {"done", "total", "known", "errors", "verdicts", "rate", "remaining"} for line in lines)
    assert len(lines) < 40


def test_nothing_is_nothing() -> None:
    """With none there is no output at all."""
    assert _told("none", io.StringIO(), 100.0) == ""
