# SPDX-License-Identifier: Apache-2.0
"""`policydiff batch` as a process: the ways to say what is compared, exit statuses, what is printed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from notices import TASKS, plan

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
Write = Callable[[Sequence[tuple[str, str]]], Path]

WELL = [(plan(1), plan(1)), (plan(2), plan(2).replace("，", ","))]
OTHER = (plan(3), plan(3).replace("9个项目", "8个项目"))


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text("utf-8").splitlines()]


def test_exit_statuses(manifest: Write, run_policydiff: Run, tmp_path: Path) -> None:
    """0 nothing found, 1 something, 2 a pair without a result, unless so many are allowed."""
    out = tmp_path / "out"
    path = manifest(WELL)
    assert run_policydiff("batch", path, "-o", out, "--jobs", 1).returncode == 0

    path = manifest([*WELL, OTHER])
    found = run_policydiff("batch", path, "-o", out, "--jobs", 1)
    assert found.returncode == 1
    assert found.stdout.decode().startswith("3 pairs: 1 different, ")
    assert run_policydiff("batch", path, "-o", out, "--fail-on", "never").returncode == 0

    (path.parent / "1a.txt").unlink()
    bad = run_policydiff("batch", path, "-o", out)
    assert bad.returncode == 2
    assert b"PD306" in bad.stderr
    assert b"line 2: 1a.txt" in bad.stderr
    assert bad.stderr.count(b"error[") == 1
    assert [line.get("error", {}).get("code") for line in _lines(out)] == ["PD101", None, None]
    assert run_policydiff("batch", path, "-o", out, "--max-errors", 1).returncode == 1


def test_a_run_that_finds_all_done_loads_nothing_of_the_comparison(manifest: Write, tmp_path: Path) -> None:
    """A second run reads hashes and writes the tables; the pipeline, numpy and what starts processes are not
    imported."""
    path = manifest([*WELL, OTHER])
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "policydiff",
        "batch",
        str(path),
        "-o",
        str(tmp_path / "out"),
        "--jobs",
        "1",
    ]

    first, second = (subprocess.run(command, capture_output=True, check=False) for _ in range(2))

    assert (first.returncode, second.returncode) == (1, 1)
    imported = {line.rpartition("|")[2].strip() for line in second.stderr.decode().splitlines()}
    assert "policydiff.batch.run" in imported
    assert not {
        name
        for name in imported
        if name.startswith(("policydiff.pipeline", "policydiff.canonical", "numpy", "multiprocessing", "lxml"))
    }


def test_a_manifest_with_a_fault_stops_before_any_work(run_policydiff: Run, tmp_path: Path) -> None:
    """Status 2, the line, and nothing written."""
    (tmp_path / "pairs.csv").write_text("a,c\nx,y\n")

    done = run_policydiff("batch", tmp_path / "pairs.csv", "-o", tmp_path / "out")

    assert done.returncode == 2
    assert b"line 1: no column b" in done.stderr
    assert not (tmp_path / "out").exists()


def test_folders_an_original_and_groups(run_policydiff: Run, tmp_path: Path) -> None:
    """Two folders by name, one original against its copies, and copies found among any files."""
    for name, text in {"a/1.txt": plan(1), "a/2.txt": plan(2), "b/1.txt": plan(1), "b/3.txt": plan(3)}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")

    by_name = run_policydiff("batch", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "names")
    against = run_policydiff(
        "batch", "--against", tmp_path / "a/1.txt", tmp_path / "b", "-o", tmp_path / "against", "--fail-on", "never"
    )
    grouped = run_policydiff("batch", "--group", tmp_path / "a", tmp_path / "b", "-o", tmp_path / "groups")

    assert by_name.returncode == 0
    assert b"1 file only in the second folder: 3.txt" in by_name.stderr
    assert [(line["a"], line["b"]) for line in _lines(tmp_path / "names")] == [("1.txt", "1.txt")]
    assert json.loads((tmp_path / "names/summary.json").read_bytes())["unpaired"] == {"a": ["2.txt"], "b": ["3.txt"]}
    assert against.returncode == 0
    assert len(_lines(tmp_path / "against")) == 2
    assert grouped.returncode == 0
    assert [(Path(line["a"]).parent.name, Path(line["b"]).parent.name) for line in _lines(tmp_path / "groups")] == [
        ("a", "b")
    ]


def test_what_has_no_result_is_said_with_its_cure(run_policydiff: Run, tmp_path: Path) -> None:
    """Each file that cannot be read is named once, with why and what to do; beyond 20 they are counted; an original
    that cannot be read is named once for all pairs; JSON lines stay JSON."""
    (tmp_path / "good").mkdir()
    for n in range(23):
        (tmp_path / "good" / f"{n}.txt").write_bytes(plan(1).encode() if n < 2 else b"\0\1\2")
    good, bad = tmp_path / "good/0.txt", tmp_path / "good/2.txt"

    said = run_policydiff("batch", "--against", good, tmp_path / "good", "-o", tmp_path / "out", "-q")
    of_one = run_policydiff("batch", "--against", bad, good, tmp_path / "good/1.txt", "-o", tmp_path / "two")
    as_json = run_policydiff("batch", "--against", bad, good, "-o", tmp_path / "three", "--progress", "json")

    lines = said.stderr.decode().splitlines()
    assert (said.returncode, of_one.returncode, as_json.returncode) == (2, 2, 2)
    assert len([line for line in lines if line.startswith("error[PD104]") and "/good/" in line]) == 20
    assert len([line for line in lines if line.startswith("  help: ")]) == 20
    assert lines[-1].startswith("warning: 1 more pair has no result; ")
    assert [line.partition(":")[0] for line in of_one.stderr.decode().splitlines()] == [
        "error[PD104]",
        "  help",
        "warning",
    ]
    assert [json.loads(line)["errors"] for line in as_json.stderr.splitlines()][-1] == 1


@pytest.mark.parametrize("args", [["--against", "x.txt", "--group", "."], ["x.txt", "y.txt"], ["."]])
def test_sources_that_do_not_fit_together_are_a_usage_error(
    run_policydiff: Run, tmp_path: Path, args: list[str]
) -> None:
    """Two ways of pairing at once, or none."""
    done = run_policydiff("batch", *args, "-o", tmp_path / "out")

    assert done.returncode == 2
    assert b"PD204" in done.stderr


def test_quiet_says_nothing_and_json_progress_is_json(manifest: Write, run_policydiff: Run, tmp_path: Path) -> None:
    """With -q only errors are printed; with --progress json every line on standard error is JSON."""
    path = manifest([*WELL, OTHER])

    quiet = run_policydiff("batch", path, "-o", tmp_path / "out", "-q")
    said = run_policydiff("batch", path, "-o", tmp_path / "out2", "--progress", "json")

    assert (quiet.stdout, quiet.stderr) == (b"", b"")
    assert [json.loads(line)["total"] for line in said.stderr.splitlines()][-1] == 3


def test_a_nightly_job_reads_one_line(manifest: Write, run_policydiff: Run, tmp_path: Path) -> None:
    """With a baseline the line begins with what is new, and the status is 0 where nothing is."""
    path = manifest([*WELL, OTHER])
    run_policydiff("batch", path, "-o", tmp_path / "yesterday")

    same = run_policydiff("batch", path, "-o", tmp_path / "today", "--baseline", tmp_path / "yesterday")

    assert same.returncode == 0
    assert same.stdout.decode().startswith("0 new in 0 pairs, 1 still there, 0 gone; 3 pairs: 1 different")


def test_decisions_are_taken_over(manifest: Write, run_policydiff: Run, tmp_path: Path) -> None:
    """A difference that is settled does not count; a decision that no pair has a place for is named."""
    path = manifest([OTHER])
    run_policydiff("batch", path, "-o", tmp_path / "out")
    (line,) = _lines(tmp_path / "out")
    (found,) = [d["id"] for d in line["comparison"]["differences"]]
    (tmp_path / "decisions.csv").write_text(f"id,decision\n{found},keep\nffffffffffff,keep\n")

    done = run_policydiff("batch", path, "-o", tmp_path / "out", "--decisions", tmp_path / "decisions.csv")

    assert done.returncode == 0
    assert _lines(tmp_path / "out")[0]["comparison"]["differences"][0]["decision"] == "keep"
    summary = json.loads((tmp_path / "out/summary.json").read_bytes())
    assert summary["stale_decisions"] == ["ffffffffffff"]
    assert summary["decisions"] == {"kept": 1}


def test_a_cluster_that_does_not_answer_is_an_error(
    manifest: Write, run_policydiff: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An address without a scheduler is told with what to start, and in time."""
    pytest.importorskip("distributed")
    done = run_policydiff("batch", manifest(WELL), "-o", tmp_path / "out", "--cluster", "not an address")

    assert done.returncode == 2
    assert b"PD322" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_that_is_killed_goes_on_without_loss_or_doubles(
    manifest: Write, run_policydiff: Run, tmp_path: Path
) -> None:
    """SIGKILL in the middle, three times, then to the end: byte for byte the results of an undisturbed run, and no
    process left behind."""
    path = manifest(
        [(plan(n, tasks=TASKS * 6), plan(n, tasks=TASKS * 6).replace("3个", f"{n}个")) for n in range(1, 121)]
    )
    run_policydiff("batch", path, "-o", tmp_path / "whole", "--jobs", 2, "--reports", "none")
    command = [
        sys.executable,
        "-m",
        "policydiff",
        "batch",
        str(path),
        "-o",
        str(tmp_path / "out"),
        "--jobs",
        "2",
        "--reports",
        "none",
    ]
    database = tmp_path / "out/.results.sqlite-wal"
    for least in (1, 60_000, 120_000):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
            while process.poll() is None and not (database.exists() and database.stat().st_size > least):
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert _ends(process.pid)

    run_policydiff("batch", path, "-o", tmp_path / "out", "--jobs", 2, "--reports", "none")

    for name in ("results.jsonl", "summary.csv", "summary.json", "index.html"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("whole", [False, True], ids=["the run alone", "all its processes"])
def test_a_run_that_is_killed_leaves_no_temporary_file(manifest: Write, tmp_path: Path, *, whole: bool) -> None:
    """SIGKILL while workers start, and while they work, leaves the folder for temporary files as it was."""
    path = manifest([(plan(n, tasks=TASKS * 6), plan(n, tasks=TASKS * 6)) for n in range(1, 60)])
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "policydiff",
        "batch",
        str(path),
        "-o",
        str(out),
        "--jobs",
        "2",
        "--reports",
        "none",
    ]
    for least in (0, 10_000):
        database = out / ".results.sqlite-wal"
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, start_new_session=True, env={**os.environ, "TMPDIR": str(temporary)}
        ) as process:
            while process.poll() is None and not (
                database.exists() and database.stat().st_size > least and _children(process.pid) >= 2
            ):
                time.sleep(0.005)
            (os.killpg if whole else os.kill)(process.pid, signal.SIGKILL)
            process.wait()
        assert _ends(process.pid)
        assert list(temporary.iterdir()) == []


def _children(pid: int) -> int:
    try:
        return len(Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    except OSError:
        return 2


def _ends(group: int) -> bool:
    """Are all processes of the group gone after a while?"""
    for _ in range(500):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for a process alone")
def test_ctrl_c_ends_everything(manifest: Write, tmp_path: Path) -> None:
    """Status 130, no traceback, and no worker goes on."""
    path = manifest([(plan(n, tasks=TASKS * 20), plan(n, tasks=TASKS * 20)) for n in range(1, 200)])
    command = [
        sys.executable,
        "-m",
        "policydiff",
        "batch",
        str(path),
        "-o",
        str(tmp_path / "out"),
        "--jobs",
        "2",
        "--reports",
        "none",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while process.poll() is None and not (tmp_path / "out/.results.sqlite-wal").exists():
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"Traceback" not in said
    assert _ends(process.pid)


def test_a_store_takes_copies_and_comparisons(manifest: Write, run_policydiff: Run, tmp_path: Path) -> None:
    """With --store each comparison is recorded with its copies, and a second run records nothing twice."""
    path = manifest([*WELL, OTHER])
    store = tmp_path / "kept.store"
    run_policydiff("store", "init", store)

    first = run_policydiff("batch", path, "-o", tmp_path / "out", "--store", store, "--fail-on", "never")
    before = run_policydiff("store", "log", store, "--format", "json").stdout
    second = run_policydiff("batch", path, "-o", tmp_path / "out", "--store", store, "--fail-on", "never")

    assert (first.returncode, second.returncode) == (0, 0)
    assert before.count(b'"comparison"') >= 3
    assert run_policydiff("store", "log", store, "--format", "json").stdout == before


def test_files_are_read_as_the_options_say(manifest: Write, run_policydiff: Run, tmp_path: Path) -> None:
    """Limits and encodings hold in a batch as for one pair, and other ones are other results."""
    path = manifest(WELL[:1])
    for side in "ab":
        (path.parent / f"1{side}.txt").write_bytes(plan(1).encode("gb18030"))

    run_policydiff("batch", path, "-o", tmp_path / "out")
    refused = run_policydiff("batch", path, "-o", tmp_path / "out", "--limit", "file_bytes=10")
    said = run_policydiff("batch", path, "-o", tmp_path / "out", "--encoding", "gb18030")

    assert (refused.returncode, said.returncode) == (2, 0)
    assert _lines(tmp_path / "out")[0]["comparison"]["a"]["encoding"] == "gb18030"
