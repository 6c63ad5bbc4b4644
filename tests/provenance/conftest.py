# SPDX-License-Identifier: Apache-2.0
"""What tests of the store share. `simulated_disk` beside this file is imported by name."""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from policydiff.provenance.store import Store

sys.path.append(str(Path(__file__).parent))

THOROUGH = bool(os.environ.get("POLICYDIFF_THOROUGH"))


@pytest.fixture(scope="session")
def rounds() -> Callable[[int, int], int]:
    """How often a random experiment runs: a few times in every check, the full count with POLICYDIFF_THOROUGH=1."""
    return lambda few, full: full if THOROUGH else few


def ticking() -> Callable[[], datetime]:
    """A clock that goes on by a second at each look."""
    times = (datetime(2026, 1, 31, 8, 0, tzinfo=UTC) + timedelta(seconds=n) for n in range(10**9))
    return lambda: next(times)


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return ticking()


@pytest.fixture
def filled(tmp_path: Path, clock: Callable[[], datetime]) -> Path:
    """A store of one hundred and one entries, forty of which speak of a blob of their own."""
    path = tmp_path / "filled.store"
    with Store.create(path, clock=clock) as store:
        for start in range(0, 100, 20):
            with store.transaction() as batch:
                for number in range(start, start + 20):
                    blobs = [batch.blob(f"正文 {number}\n".encode() * 300)] if number < 40 else []
                    name = {"basis": "observed", "value": f"{number}.txt"}
                    batch.append("copy", {"record": {"original_name": name}}, blobs)
    return path
