# SPDX-License-Identifier: Apache-2.0
"""A worker has its bounds before it begins, and no worker sets its own."""

import json
import subprocess
from pathlib import Path

import pytest

from policydiff.ingest.bounded import command

resource = pytest.importorskip("resource")
SAID = """
import json, resource, sys
kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
print(json.dumps([sys.argv[1:], [resource.getrlimit(kind)[0] for kind in kinds], "policydiff" in sys.modules]))
"""


def _said(folder: Path, *bounds: int) -> tuple[list[str], list[int], bool]:
    (folder / "worker.py").write_text(SAID, "utf-8")
    done = subprocess.run(command(folder / "worker.py", ["a", "b"], *bounds), capture_output=True, check=True)
    words, found, loaded = json.loads(done.stdout)
    return words, found, loaded


@pytest.mark.parametrize("largest", [0, 5 << 20])
def test_a_worker_begins_within_its_bounds(tmp_path: Path, largest: int) -> None:
    """It gets its own arguments, memory, time and the size of what it writes are bound, and the package is not
    loaded."""
    words, (memory, seconds, written, core), loaded = _said(tmp_path, 1 << 30, 30, largest)

    assert words == ["a", "b"]
    assert memory == 1 << 30
    assert 0 < seconds <= 30
    assert written == (largest or resource.getrlimit(resource.RLIMIT_FSIZE)[0])
    assert core == 0
    assert not loaded


def test_bounds_only_become_narrower(tmp_path: Path) -> None:
    """A worker of a worker keeps what that one had."""
    inner = command(tmp_path / "worker.py", ["a", "b"], 8 << 30, 300)
    outer = command(inner[2], inner[3:], 1 << 30, 30)
    (tmp_path / "worker.py").write_text(SAID, "utf-8")
    _, (memory, seconds, *_), _ = json.loads(subprocess.run(outer, capture_output=True, check=True).stdout)

    assert (memory, seconds) == (1 << 30, 30)
