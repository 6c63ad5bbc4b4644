# SPDX-License-Identifier: Apache-2.0
"""The same batch on a Dask cluster: the same bytes, also when a worker is killed in the middle."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from notices import TASKS, plan

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")]

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Write = Callable[[Sequence[tuple[str, str]]], Path]


@pytest.fixture
def cluster() -> Iterator[dict[str, Any]]:
    """Address and process ids of a cluster of two workers on loopback."""
    command = [sys.executable, str(Path(__file__).with_name("cluster_of_two.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.communicate(timeout=60)


@pytest.mark.parametrize("files", ["sent", "shared"])
def test_a_cluster_gives_the_same_bytes(
    manifest: Write, run_policydiff: Run, tmp_path: Path, cluster: dict[str, Any], files: str
) -> None:
    """Results and reports of the cluster are those of this machine, files sent or opened there."""
    path = manifest([(plan(n), plan(n).replace("3个", f"{n}个")) for n in range(1, 40)])
    (path.parent / "7b.txt").unlink()
    run_policydiff("batch", path, "-o", tmp_path / "here", "--jobs", 1)

    done = run_policydiff("batch", path, "-o", tmp_path / "there", "--cluster", cluster["address"], "--files", files)

    assert done.returncode == 2
    for file in (tmp_path / "here").rglob("*.*"):
        if file.is_file() and not file.name.startswith("."):
            assert (tmp_path / "there" / file.relative_to(tmp_path / "here")).read_bytes() == file.read_bytes()


def test_a_worker_that_is_killed_costs_nothing(
    manifest: Write, run_policydiff: Run, tmp_path: Path, cluster: dict[str, Any]
) -> None:
    """Its work is done by the other one, and the results are the same."""
    path = manifest(
        [(plan(n, tasks=TASKS * 5), plan(n, tasks=TASKS * 5).replace("3个", f"{n}个")) for n in range(1, 121)]
    )
    run_policydiff("batch", path, "-o", tmp_path / "here", "--jobs", 2, "--reports", "none")
    command = [
        sys.executable,
        "-m",
        "policydiff",
        "batch",
        str(path),
        "-o",
        str(tmp_path / "there"),
        "--reports",
        "none",
        "--cluster",
        cluster["address"],
    ]
    database = tmp_path / "there/.results.sqlite-wal"

    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not (database.exists() and database.stat().st_size > 60_000):
            time.sleep(0.02)
        os.kill(cluster["pids"][0], signal.SIGKILL)
        status = process.wait(timeout=120)

    assert status == 1
    assert (tmp_path / "there/results.jsonl").read_bytes() == (tmp_path / "here/results.jsonl").read_bytes()
