# SPDX-License-Identifier: Apache-2.0
"""A run as a whole: order, resume, cache, reports, failures, a baseline."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from notices import TASKS, plan

from policydiff.batch import work
from policydiff.batch.baseline import load_baseline
from policydiff.batch.keys import settings_digest
from policydiff.batch.lanes import ExecutorLane, Job, Lane
from policydiff.batch.ledger import NAME
from policydiff.batch.manifest import read_manifest
from policydiff.batch.run import Plan, Progress, run
from policydiff.batch.task import Outcome, Settings, Task
from policydiff.copies import Location
from policydiff.diff import differ
from policydiff.errors import InputError, OutputError
from policydiff.options import Options

Write = Callable[[Sequence[tuple[str, str]]], Path]

CHANGED = plan(3).replace("9个项目", "8个项目")
PAIRS = [
    (plan(1), plan(1)),
    (plan(2), plan(2).replace("，", ",")),
    (plan(3), CHANGED),
    (plan(4), plan(4, tasks=TASKS.split("\n5.")[0])),
]


def _threads(job: Job, _chunks: int) -> Sequence[Lane]:
    return [ExecutorLane(ThreadPoolExecutor(3), job, depth=3)]


def _plan(manifest: Path, folder: Path, **more: Any) -> Plan:
    options = Options(detail=more.pop("detail", "telling"))
    settings = Settings(
        options,
        reports=more.pop("reports", "telling"),
        ui_lang=more.pop("ui_lang", "en"),
        digest=settings_digest(options),
    )
    return Plan(read_manifest(manifest), folder, settings, _threads, **more)


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pairs that were really compared, as they are."""
    seen: list[int] = []
    whole = work._compared

    def counted(task: Task, *rest: Any) -> Outcome:
        seen.append(task.number)
        return whole(task, *rest)

    monkeypatch.setattr(work, "_compared", counted)
    return seen


def test_results_stand_in_manifest_order_whatever_the_order_of_work(manifest: Write, tmp_path: Path) -> None:
    """A line a pair, in the order of the manifest, with id, both names and the comparison."""
    pairs = [(plan(n), plan(n) + "\n" * (n % 3)) for n in range(1, 60)]
    path = manifest(pairs)

    summary = run(_plan(path, tmp_path / "out"))

    lines = _lines(tmp_path / "out")
    assert [line["id"] for line in lines] == [f"p{n}" for n in range(1, 60)]
    assert all(line["comparison"]["a"]["name"] == line["a"] for line in lines)
    assert summary.pairs == 59


def test_verdicts_and_counts_are_summed(manifest: Write, tmp_path: Path) -> None:
    """summary.json has the verdicts, summary.csv a row a pair, and both agree with the results."""
    summary = run(_plan(manifest(PAIRS), tmp_path / "out"))

    said = json.loads((tmp_path / "out/summary.json").read_bytes())
    verdicts = [line["comparison"]["verdict"] for line in _lines(tmp_path / "out")]
    assert verdicts == ["identical", "equivalent", "different", "different"]
    assert said["verdicts"] == {"different": 2, "review": 0, "equivalent": 1, "identical": 1}
    assert said["found"] == summary.found == 2
    rows = (tmp_path / "out/summary.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[3] for row in rows] == ["verdict", *verdicts]


def test_a_second_run_compares_nothing_and_writes_the_same(
    manifest: Write, tmp_path: Path, compared: list[int]
) -> None:
    """What is done is found by the bytes of both files; every output is byte for byte the same."""
    path = manifest(PAIRS)
    run(_plan(path, tmp_path / "out"))
    first = {
        file.name: file.read_bytes()
        for file in (tmp_path / "out").rglob("*")
        if file.is_file() and not file.name.startswith(".")
    }
    compared.clear()

    run(_plan(path, tmp_path / "out"))

    assert compared == []
    assert {
        file.name: file.read_bytes()
        for file in (tmp_path / "out").rglob("*")
        if file.is_file() and not file.name.startswith(".")
    } == first


def test_only_what_changed_is_compared_again(manifest: Write, tmp_path: Path, compared: list[int]) -> None:
    """A new file under an old name, and a new pair, are new; the others are not."""
    path = manifest(PAIRS)
    run(_plan(path, tmp_path / "out"))
    compared.clear()

    manifest([PAIRS[0], (plan(2), plan(2).replace("港口", "港囗")), PAIRS[2], PAIRS[3], (plan(9), plan(9))])
    run(_plan(path, tmp_path / "out"))

    assert sorted(compared) == [1, 4]


@pytest.mark.parametrize("change", [{"detail": "all"}, {"reports": "all"}, {"fresh": True}, {"ui_lang": "zh-Hans"}])
def test_other_options_are_other_results(
    manifest: Write, tmp_path: Path, compared: list[int], change: dict[str, Any]
) -> None:
    """Nothing that was made under other options is taken for a result."""
    path = manifest(PAIRS)
    run(_plan(path, tmp_path / "out"))
    compared.clear()

    run(_plan(path, tmp_path / "out", **change))

    assert compared


def test_reports_are_written_of_pairs_that_tell_something(manifest: Write, tmp_path: Path) -> None:
    """By default a report for what differs; with all for each; with none no folder at all; what is nobody's any more
    goes."""
    path = manifest(PAIRS)
    run(_plan(path, tmp_path / "out", reports="none"))
    assert not (tmp_path / "out/reports").exists()

    run(_plan(path, tmp_path / "out", reports="all"))
    assert sorted(file.name for file in (tmp_path / "out/reports").iterdir()) == [
        "p1.html",
        "p2.html",
        "p3.html",
        "p4.html",
    ]

    (tmp_path / "out/reports/own.html").write_text("the user's")
    run(_plan(path, tmp_path / "out"))
    assert {"p3.html", "p4.html", "own.html"} <= {file.name for file in (tmp_path / "out/reports").iterdir()}
    assert not (tmp_path / "out/reports/p1.html").exists()


def test_a_report_that_was_deleted_is_written_again(manifest: Write, tmp_path: Path) -> None:
    """A result whose report is gone is not done."""
    path = manifest(PAIRS)
    run(_plan(path, tmp_path / "out"))
    report = tmp_path / "out/reports/p3.html"
    before = report.read_bytes()
    report.unlink()

    run(_plan(path, tmp_path / "out"))

    assert report.read_bytes() == before


def test_a_bad_file_is_a_result_with_an_error(manifest: Write, tmp_path: Path, compared: list[int]) -> None:
    """The others go on; the failure is not kept, so that a file that is repaired is compared in the next run."""
    path = manifest(PAIRS)
    (path.parent / "2b.txt").write_bytes(b"")
    (path.parent / "3a.txt").unlink()

    summary = run(_plan(path, tmp_path / "out"))

    lines = _lines(tmp_path / "out")
    assert [line.get("error", {}).get("code") for line in lines] == [None, "PD103", "PD101", None]
    assert summary.errors == 2
    compared.clear()
    manifest(PAIRS)
    assert run(_plan(path, tmp_path / "out")).errors == 0
    assert sorted(compared) == [1, 2]


def test_a_run_that_was_broken_off_goes_on(manifest: Write, tmp_path: Path, compared: list[int]) -> None:
    """What was done before Ctrl-C is not done again, and the results are those of an undisturbed run."""
    pairs = [(plan(n), plan(n).replace("个", "個" if n % 2 else "个")) for n in range(1, 80)]
    path = manifest(pairs)
    run(_plan(path, tmp_path / "whole"))
    compared.clear()

    def stop(progress: Progress) -> None:
        if progress.done >= 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(_plan(path, tmp_path / "out", tell=stop))
    assert not (tmp_path / "out/results.jsonl").exists()
    with closing(sqlite3.connect(tmp_path / "out" / NAME)) as database:
        (done,) = database.execute("SELECT count(*) FROM result").fetchone()
    compared.clear()
    run(_plan(path, tmp_path / "out"))

    assert done >= 24
    assert len(set(compared)) == 79 - done
    assert (tmp_path / "out/results.jsonl").read_bytes() == (tmp_path / "whole/results.jsonl").read_bytes()


@pytest.mark.parametrize(
    "damage",
    [b"", b"no database at all, but long enough to be looked at" * 50, None],
    ids=["emptied", "overwritten", "cut short"],
)
def test_a_damaged_database_is_only_a_lost_cache(manifest: Write, tmp_path: Path, damage: bytes | None) -> None:
    """The results come out the same; a database that is damaged is begun anew."""
    path = manifest(PAIRS)
    run(_plan(path, tmp_path / "out"))
    before = (tmp_path / "out/results.jsonl").read_bytes()
    database = tmp_path / "out" / NAME
    database.write_bytes(database.read_bytes()[:5000] if damage is None else damage)

    run(_plan(path, tmp_path / "out"))

    assert (tmp_path / "out/results.jsonl").read_bytes() == before


def test_two_runs_do_not_write_into_one_folder(manifest: Write, tmp_path: Path) -> None:
    """The second one is told, and touches nothing."""
    path = manifest(PAIRS)
    run(_plan(path, tmp_path / "out"))
    holder = sqlite3.connect(tmp_path / "out" / NAME, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")

    with pytest.raises(OutputError) as error:
        run(_plan(path, tmp_path / "out"))

    holder.close()
    assert error.value.code == "PD320"


def test_columns_of_the_user_come_out_again(tmp_path: Path) -> None:
    """In the results as `columns`, in summary.csv as columns; what a spreadsheet would take for a formula is text
    there."""
    (tmp_path / "x.txt").write_text(plan(1), "utf-8")
    path = tmp_path / "pairs.csv"
    path.write_text("a,b,site\nx.txt,x.txt,=1+1\n")

    run(_plan(path, tmp_path / "out"))

    (line,) = _lines(tmp_path / "out")
    assert line["columns"] == {"site": "=1+1"}
    assert (tmp_path / "out/summary.csv").read_text("utf-8-sig").splitlines()[1].endswith(",'=1+1")


def test_a_baseline_tells_what_is_new(manifest: Write, tmp_path: Path) -> None:
    """Differences by their ids: new, still there, gone; a pair that was not there before is new as a whole."""
    path = manifest(PAIRS[:3])
    run(_plan(path, tmp_path / "yesterday"))
    worse = CHANGED.replace("12个项目", "11个项目")
    manifest([PAIRS[0], (plan(2), plan(2).replace("信息化", "数字化")), (plan(3), worse), PAIRS[3]])

    summary = run(_plan(path, tmp_path / "today", baseline=load_baseline(tmp_path / "yesterday")))

    since = [line.get("since") for line in _lines(tmp_path / "today")]
    assert since[0] == {"new": 0, "still": 0, "gone": 0}
    assert since[1] == {"new": 1, "still": 0, "gone": 0}
    assert since[2] == {"new": 1, "still": 1, "gone": 0}
    assert since[3] is not None
    assert since[3]["new"] >= 1
    assert summary.found == 3
    assert summary.line().startswith(f"{sum(s['new'] for s in since if s)} new in 3 pairs, 1 still there, 0 gone;")


def test_nothing_new_is_nothing_found(manifest: Write, tmp_path: Path) -> None:
    """A difference that was there yesterday does not make the status 1 today; one that is gone is counted."""
    path = manifest(PAIRS)
    run(_plan(path, tmp_path / "yesterday"))
    manifest([*PAIRS[:2], (plan(3), plan(3)), PAIRS[3]])

    summary = run(_plan(path, tmp_path / "yesterday", baseline=load_baseline(tmp_path / "yesterday")))

    assert summary.found == 0
    assert summary.since is not None
    assert summary.since["gone"] == 1


@pytest.mark.parametrize("content", [None, b"no JSON\n", b'{"id": 1}\n'])
def test_a_baseline_that_is_none_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    """A folder without results, or with something else in their place, is told with the line."""
    if content is not None:
        (tmp_path / "results.jsonl").write_bytes(content)

    with pytest.raises(InputError) as error:
        load_baseline(tmp_path)
    assert error.value.code == "PD321"


def test_files_can_travel_to_the_worker(manifest: Write, tmp_path: Path) -> None:
    """Sent as bytes or opened by path, the same bytes come out; a file that is gone is said here."""
    path = manifest(PAIRS)
    (path.parent / "2b.txt").unlink()
    run(_plan(path, tmp_path / "opened"))

    run(replace(_plan(path, tmp_path / "sent"), send=True))

    assert (tmp_path / "sent/results.jsonl").read_bytes() == (tmp_path / "opened/results.jsonl").read_bytes()


def _page(folder: Path, *notices: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "page.txt").write_text("".join(notices), "utf-8")
    for n, text in enumerate(notices, 1):
        (folder / f"{n}.txt").write_text(text, "utf-8")


def test_notices_of_one_page_are_compared_each_by_itself(tmp_path: Path, compared: list[int]) -> None:
    """`page.txt#2` in a manifest is the second notice; a second run finds it done, one over a changed page does not,
    and sent bytes give the same."""
    folder = tmp_path / "pairs"
    _page(folder, plan(1, tasks=TASKS * 2), plan(2, tasks=TASKS * 2))
    (folder / "pairs.csv").write_text(
        "a,b\n1.txt,page.txt#1\n2.txt,page.txt#2\n2.txt,page.txt#1\n1.txt,page.txt#3\n", "utf-8"
    )

    run(_plan(folder / "pairs.csv", tmp_path / "out"))
    first = _lines(tmp_path / "out")
    compared.clear()
    run(_plan(folder / "pairs.csv", tmp_path / "out"))
    again = list(compared)
    run(_plan(folder / "pairs.csv", tmp_path / "sent", send=True))
    _page(folder, plan(1, tasks=TASKS * 2), plan(2, tasks=TASKS * 3))
    compared.clear()
    run(_plan(folder / "pairs.csv", tmp_path / "out"))

    assert [line["comparison"]["verdict"] for line in first[:3]] == ["identical", "identical", "different"]
    assert first[1]["comparison"]["b"]["name"] == "page.txt#2"
    assert first[3]["error"]["code"] == "PD112"
    assert again == [3]
    assert _lines(tmp_path / "sent") == first
    assert sorted(compared) == [0, 1, 2, 3]


def _record(number: int, text: str) -> bytes:
    """A WARC record of a response (ISO 28500)."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text.encode()
    head = (
        f"WARC-Type: response\r\nWARC-Target-URI: http://example.org/{number}\r\nWARC-Date:"
        f" 2023-03-0{number}T00:00:00Z\r\n"
    )
    kind = "Content-Type: application/http; msgtype=response\r\n"
    return f"WARC/1.0\r\n{head}{kind}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def test_captures_of_one_archive_are_found_done(tmp_path: Path, compared: list[int]) -> None:
    """What a capture came to hangs on the archive's bytes, which a second run can hash without opening it."""
    pytest.importorskip("fastwarc")
    (tmp_path / "site.warc").write_bytes(b"".join(_record(n, plan(n)) for n in (1, 2)))
    (tmp_path / "pairs.csv").write_text("a,b\nsite.warc#http://example.org/1,site.warc#http://example.org/2\n", "utf-8")

    for send in (False, False, True):
        run(_plan(tmp_path / "pairs.csv", tmp_path / "out", send=send))

    (line,) = _lines(tmp_path / "out")
    assert line["comparison"]["a"]["title"]
    assert compared == [0]


def test_one_original_of_many_copies_is_prepared_once(
    manifest: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside a chunk the original is read once."""
    path = manifest([(plan(1), plan(1))])
    seen: list[str] = []
    whole = work.read_at
    monkeypatch.setattr(work, "read_at", lambda where, name, *more: seen.append(name) or whole(where, name, *more))
    original = path.parent / "1a.txt"
    for n in range(5):
        (path.parent / f"c{n}.txt").write_text(plan(1) + "。" * n, "utf-8")
    tasks = [
        Task(n, ("1a.txt", f"c{n}.txt"), (Location(original), Location(path.parent / f"c{n}.txt"))) for n in range(5)
    ]

    work.compare_chunk(tasks, Settings(Options(detail="telling")))

    assert seen.count("1a.txt") == 1


def test_files_of_one_content_are_prepared_once_and_never_aligned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files with the same text are one copy; a pair of them is told without being compared."""
    prepared: list[str] = []
    aligned: list[object] = []
    prepare, align = work.prepare, differ.align
    monkeypatch.setattr(
        work, "prepare", lambda witness, *more: prepared.append(witness.name) or prepare(witness, *more)
    )
    monkeypatch.setattr(differ, "align", lambda *notices: aligned.append(notices) or align(*notices))
    for name, text in {"a": plan(1), "b": plan(1), "c": plan(2)}.items():
        (tmp_path / name).write_text(text, "utf-8")
    tasks = [
        Task(n, names, (Location(tmp_path / names[0]), Location(tmp_path / names[1])))
        for n, names in enumerate([("a", "b"), ("a", "c"), ("b", "c")])
    ]

    first, *_ = work.compare_chunk(tasks, Settings(Options(detail="telling")))

    assert prepared == ["a", "c"]
    assert len(aligned) == 2
    assert b'"verdict":"identical"' in first.comparison


def test_what_tells_is_the_same_whether_all_was_asked_for_or_not() -> None:
    """The line of a pair does not depend on whether its report made the program work out all differences."""
    from policydiff.api import compare

    for a, b in PAIRS:
        assert work.narrowed(compare(a, b)) == compare(a, b, detail="telling")


def _turned(folder: Path, column: str) -> None:
    """One stored result is not what was written any more."""
    with closing(sqlite3.connect(folder / NAME)) as database, database:
        database.execute(f"UPDATE result SET {column} = X'00' || {column} WHERE key = (SELECT min(key) FROM result)")


@pytest.mark.parametrize("column", ["row", "comparison", "digest"])
def test_a_damaged_result_is_compared_again_and_said(manifest: Write, tmp_path: Path, column: str) -> None:
    """A result whose bits turned is not used, nor are the others lost; the files come out as before."""
    path, folder = manifest(PAIRS), tmp_path / "out"
    run(_plan(path, folder))
    before = (folder / "results.jsonl").read_bytes()
    _turned(folder, column)
    said: list[str] = []
    known: list[int] = []

    run(_plan(path, folder, warn=said.append, tell=lambda progress: known.append(progress.known)))

    assert [" 1 results were damaged" in line for line in said] == [True]
    assert max(known) == len(PAIRS) - 1
    assert (folder / "results.jsonl").read_bytes() == before


def test_a_damaged_database_is_begun_anew_and_said(manifest: Write, tmp_path: Path) -> None:
    """Pages of the database that are not what they were cost its content, and neither the run nor its results."""
    path, folder = manifest(PAIRS), tmp_path / "out"
    run(_plan(path, folder))
    before = (folder / "results.jsonl").read_bytes()
    content = bytearray((folder / NAME).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    (folder / NAME).write_bytes(content)
    said: list[str] = []

    run(_plan(path, folder, warn=said.append))

    assert ["was damaged" in line for line in said] == [True]
    assert (folder / "results.jsonl").read_bytes() == before
