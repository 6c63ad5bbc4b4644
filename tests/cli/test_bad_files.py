# SPDX-License-Identifier: Apache-2.0
"""One bad file costs that file alone, whatever command it is given to."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
TEXT = "某市人民政府关于印发重点任务的通知\n一、加强领导\n1.建设实验室。(市科技局)\n2.推进信息化。(市教育局)\n"


def _run(*words: str | Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "policydiff", *map(str, words)]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=30, check=False, stdin=subprocess.DEVNULL)


def _folder(tmp_path: Path) -> Path:
    """A folder with two good copies and one in which nothing can be read."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "c.txt").write_text(TEXT, "utf-8")
    os.mkfifo(tmp_path / "b.txt")
    return tmp_path


def _goes_on(out: bytes) -> bool:
    return b"a.txt" in out and b"c.txt" in out


MANY: dict[str, tuple[tuple[str, ...], Callable[[bytes], bool]]] = {
    "lint": (("lint", "--format", "json"), _goes_on),
    "group": (("group",), lambda out: b"1 notice with 2 copies" in out),
    "collate": (("collate",), _goes_on),
    "store": (("store", "add", "s.store"), _goes_on),
}


@pytest.mark.parametrize(
    "bad", ["b.txt", "none.txt", "长" * 100, "n" * 5000], ids=["pipe", "missing", "long", "longer"]
)
@pytest.mark.parametrize("command", MANY)
def test_a_file_that_cannot_be_read_costs_itself_alone(tmp_path: Path, command: str, bad: str) -> None:
    """Commands that take many files name the one that is none, do the others, and end with 2."""
    words, goes_on = MANY[command]
    folder = _folder(tmp_path)
    if command == "store":
        _run("store", "init", "s.store", folder=folder)

    done = _run(*words, "a.txt", bad, "c.txt", folder=folder)

    assert done.returncode == 2, done
    assert bad.encode()[:200] in done.stderr
    assert goes_on(done.stdout)


@pytest.mark.parametrize("repeated", [1, 2])
def test_a_batch_names_the_pair_whose_file_is_none(tmp_path: Path, repeated: int) -> None:
    """A pipe, a device and a name too long in a manifest are their pairs' errors, in a second run as in the first."""
    folder = _folder(tmp_path)
    (folder / "null.txt").symlink_to(os.devnull)
    names = ["b.txt", "null.txt", "长" * 100 + ".txt", "c.txt"]
    (folder / "pairs.csv").write_text("a,b\n" + "".join(f"a.txt,{name}\n" for name in names), "utf-8")

    for _ in range(repeated):
        done = _run("batch", "pairs.csv", "-o", "out", "--jobs", "1", folder=folder)

    assert done.returncode == 2
    lines = [json.loads(line) for line in (folder / "out" / "results.jsonl").read_text("utf-8").splitlines()]
    assert [line.get("error", {}).get("code") for line in lines] == ["PD110", "PD110", "PD101", None]


def test_a_batch_of_groups_says_which_files_it_could_not_read(tmp_path: Path) -> None:
    """What is in no group because it cannot be read is named, and counts as an error."""
    folder = _folder(tmp_path)

    done = _run("batch", "--group", "a.txt", "b.txt", "c.txt", "-o", "out", "--jobs", "1", folder=folder)

    assert done.returncode == 2
    assert b"error[PD110]: b.txt: is a pipe" in done.stderr
    assert len((folder / "out" / "results.jsonl").read_text("utf-8").splitlines()) == 1


OPTIONS = {
    "manifest": (("batch", "pipe", "-o", "out"), "PD301"),
    "against": (("batch", "--against", "pipe", "a.txt", "-o", "out", "--jobs", "1"), None),
    "terms": (("compare", "a.txt", "c.txt", "--terms", "pipe"), "PD203"),
    "decisions": (("compare", "a.txt", "c.txt", "--decisions", "pipe"), "PD600"),
    "config": (("compare", "a.txt", "c.txt", "--config", "pipe"), "PD220"),
    "facts": (("store", "add", "s.store", "--facts", "pipe"), "PD413"),
    "checkpoint": (("store", "verify", "s.store", "--checkpoint", "pipe"), "PD414"),
    "store": (("store", "list", "pipe"), None),
    "baseline": (("batch", "a.txt", "-o", "out", "--baseline", "old"), "PD321"),
}


@pytest.mark.parametrize("case", OPTIONS)
def test_a_pipe_given_for_a_file_of_options_is_an_error(tmp_path: Path, case: str) -> None:
    """Nothing waits for a pipe to which nobody writes, whatever it is given for."""
    words, code = OPTIONS[case]
    folder = _folder(tmp_path)
    os.mkfifo(folder / "pipe")
    (folder / "old").mkdir()
    os.mkfifo(folder / "old" / "results.jsonl")
    _run("store", "init", "s.store", folder=folder)

    done = _run(*words, folder=folder)

    assert done.returncode == 2, done
    if code:
        assert f"error[{code}]".encode() in done.stderr


def test_a_pipe_that_the_shell_makes_is_read(tmp_path: Path) -> None:
    """What `<(…)` gives is a copy like any other."""
    folder = _folder(tmp_path)
    ours, theirs = os.pipe()
    os.write(theirs, TEXT.encode())
    os.close(theirs)
    command = [sys.executable, "-m", "policydiff", "compare", f"/dev/fd/{ours}", "a.txt"]

    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=30, check=False, pass_fds=(ours,))

    assert done.returncode == 0, done


def test_a_folders_configuration_is_named_where_nobody_asked_for_it(tmp_path: Path) -> None:
    """What lies in the working folder and changes the result is said with its hash; what was named is not."""
    folder = _folder(tmp_path)
    (folder / "policydiff.toml").write_text('profile = "lenient"\n', "utf-8")

    found = _run("compare", "a.txt", "c.txt", folder=folder)
    named = _run("compare", "a.txt", "c.txt", "--config", "policydiff.toml", folder=folder)

    assert b"warning: policydiff.toml (SHA-256 " in found.stderr
    assert named.stderr == b""


COMMANDS = (
    ("compare", "A", "c.txt"),
    ("lint", "A", "MISSING"),
    ("group", "A", "c.txt", "MISSING"),
    ("collate", "A", "c.txt", "MISSING"),
    ("batch", "--against", "A", "c.txt", "-o", "OUT", "--jobs", "1"),
    ("batch", "--group", "A", "c.txt", "MISSING", "-o", "OUT", "--jobs", "1"),
    ("batch", "one", "two", "-o", "OUT", "--jobs", "1"),
    ("store", "init", "STORE"),
    ("store", "add", "s.store", "A", "MISSING"),
    ("store", "list", "s.store"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_file_name_commands_the_terminal(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Control sequences in the name of a file, a folder or a store are shown and not obeyed."""
    folder = _folder(tmp_path)
    evil = "\x1b[31m\x9b2J\u202e"
    (folder / f"{evil}.txt").write_text(TEXT, "utf-8")
    for side in ("one", "two"):
        (folder / side).mkdir()
        (folder / side / "c.txt").write_text(TEXT, "utf-8")
    (folder / "one" / f"{evil}.txt").write_text(TEXT, "utf-8")
    if "s.store" in words:
        _run("store", "init", "s.store", folder=folder)
    if words[1] == "list":
        _run("store", "add", "s.store", f"{evil}.txt", folder=folder)
    names = {"A": f"{evil}.txt", "MISSING": f"{evil}-none", "OUT": f"{evil}-out", "STORE": f"{evil}.store"}

    done = _run(*(names.get(word, word) for word in words), folder=folder)

    said = (done.stdout + done.stderr).decode()
    assert done.returncode in (0, 1, 2), done
    assert not set(said) & {"\x1b", "\x9b", "\u202e"}, said


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_program_that_is_stopped_leaves_nothing_half_written(tmp_path: Path, name: str) -> None:
    """Whoever asks it to end gets a status that says so, and no part of a file and no process is left."""
    code = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)\n"  # nohup has it ignored
        "from policydiff.batch.interrupt import heed\n"
        "from policydiff.cli.boundary import run\n"
        "from policydiff.show.writing import replacing\n"
        "import click\n"
        "@click.command()\n"
        "def slow():\n"
        "    with replacing('out.txt') as file:\n"
        "        file.write(b'half')\n"
        "        print('begun', flush=True)\n"
        "        time.sleep(60)\n"
        "heed()\n"
        "sys.exit(run(slow, []))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, stderr=-1) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(getattr(signal, name))
        _, said = process.communicate(timeout=30)

    assert said == b"interrupted\n"
    assert process.returncode == {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}[name]
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_followed_and_said(tmp_path: Path) -> None:
    """What is read is not what was named: that is said, and only of links."""
    folder = _folder(tmp_path)
    (folder / "link.txt").symlink_to("a.txt")

    linked = _run("compare", "link.txt", "c.txt", folder=folder)
    plain = _run("compare", "a.txt", "c.txt", folder=folder)

    assert f"warning: link.txt is a symbolic link; what is read is {folder / 'a.txt'}".encode() in linked.stderr
    assert (linked.returncode, plain.returncode, plain.stderr) == (0, 0, b"")


def test_a_name_that_no_system_takes_is_that_files_error(tmp_path: Path) -> None:
    """A table that names files can hold a NUL, which no path has."""
    folder = _folder(tmp_path)
    (folder / "facts.csv").write_bytes(b"file,note\na\x00.txt,one\n")
    _run("store", "init", "s.store", folder=folder)

    done = _run("store", "add", "s.store", "--facts", "facts.csv", folder=folder)

    assert done.returncode == 2
    assert b"PD001" not in done.stderr


PAGE = "<p>" + "通\u200b" * 60_000
"""Small, but no plain text: it is read in a process of its own, which takes some tens of megabytes."""


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (("inspect", "long.html"), ()),
        (("canonicalize", "long.html"), ()),
        (("lint", "long.html"), ("--memory",)),
        (("collate", "long.html", "a.txt"), ("--memory",)),
        (("group", "long.html", "a.txt", "--jobs", "1"), ("--memory",)),
        (("compare", "long.html", "a.txt"), ()),
        (("store", "add", "s.store", "long.html"), ("--memory",)),
    ],
    ids=lambda value: value[0] if value else "",
)
def test_every_command_reads_a_long_copy_within_limits(
    tmp_path: Path, words: tuple[str, ...], options: tuple[str, ...]
) -> None:
    """Memory for one file is bounded by a limit or an option, and what needs more is an error with its name."""
    folder = _folder(tmp_path)
    (folder / "long.html").write_text(PAGE, "utf-8")
    if "s.store" in words:
        _run("store", "init", "s.store", folder=folder)
    bound = ("--memory", "8") if options else ("--limit", f"worker_bytes={8 << 20}")

    done = _run(*words, *bound, folder=folder)

    assert done.returncode == 2
    assert b"error[PD312]: long.html" in done.stderr or b"error[PD310]: long.html" in done.stderr, done.stderr


DEEPER = (("store", "verify", "s.store", "--rederive"), ("store", "compare", "s.store", "2", "3"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds a long copy and a short one."""
    folder = _folder(tmp_path_factory.mktemp("kept"))
    (folder / "long.html").write_text(PAGE, "utf-8")
    _run("store", "init", "s.store", folder=folder)
    assert _run("store", "add", "s.store", "long.html", "a.txt", folder=folder).returncode == 0
    return folder


@pytest.mark.parametrize("words", DEEPER, ids=lambda words: words[1])
def test_what_a_store_holds_is_read_again_within_limits(kept: Path, words: tuple[str, ...]) -> None:
    """A copy that was taken in with more memory than there may be now is named; the program goes on to its end."""
    done = _run(*words, "--memory", "8", folder=kept)

    assert done.returncode == 2
    assert b"long.html" in done.stdout + done.stderr
    assert b"memory" in done.stdout + done.stderr


def test_a_group_keeps_its_limits(tmp_path: Path) -> None:
    """A thousandth of a second is too short for any file: each is named with that."""
    folder = _folder(tmp_path)

    done = _run("group", "a.txt", "c.txt", "--timeout", "0.001", "--jobs", "1", folder=folder)

    assert done.returncode == 2
    assert done.stderr.count(b"error[PD311]") == 2


SLOW: dict[str, tuple[str, ...]] = {
    "lint": ("lint", "slow.html"),
    "collate": ("collate", "a.txt", "slow.html"),
    "store add": ("store", "add", "s.store", "slow.html"),
}


@pytest.mark.parametrize("command", SLOW)
def test_time_for_one_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """What takes longer than `--timeout` is that file's error, whatever command it is given to."""
    import time

    from policydiff import copies
    from policydiff.cli.boundary import run
    from policydiff.cli.main import cli
    from policydiff.ingest import apart
    from policydiff.provenance import receiving

    def slow(*_words: object, **_more: object) -> None:
        time.sleep(30)

    folder = _folder(tmp_path)
    (folder / "slow.html").write_text(f"<p>{TEXT}</p>", "utf-8")
    _run("store", "init", "s.store", folder=folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(apart, "_GRACE", 0.0)
    real = copies.read
    for module in (copies, receiving):
        monkeypatch.setattr(
            module, "read", lambda source, name, **how: (slow if "slow" in name else real)(source, name, **how)
        )
    said = []
    monkeypatch.setattr("policydiff.cli.boundary.print", lambda what, **_how: said.append(what), raising=False)

    assert run(cli, [*SLOW[command], "--timeout", "0.1"]) == 2
    assert any("PD311" in what and "slow.html" in what for what in said), said
