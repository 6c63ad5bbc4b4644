# SPDX-License-Identifier: Apache-2.0
"""What workers are called with, by name: the process that starts them loads nothing of the pipeline for it."""

from collections.abc import Sequence

from policydiff.batch.guard import Words
from policydiff.batch.task import Outcome, Settings, Task


def compare_chunk(tasks: Sequence[Task], settings: Settings, words: Words | None = None) -> list[Outcome]:
    """`work.compare_chunk`."""
    from policydiff.batch import work

    return work.compare_chunk(tasks, settings, words)


def load() -> None:
    """`warm.load`."""
    from policydiff.batch import warm

    warm.load()


def load_with_report() -> None:
    """`warm.load_with_report`."""
    from policydiff.batch import warm

    warm.load_with_report()
