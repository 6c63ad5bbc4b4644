# SPDX-License-Identifier: Apache-2.0
"""`policydiff store`: what it prints, what it returns, and that a checkpoint ends every output."""

import csv
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from policydiff.cli.boundary import run
from policydiff.cli.main import cli

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
CHECKPOINT = re.compile(r"^checkpoint policydiff/store/[0-9a-f-]{36} \d+ [A-Za-z0-9+/]{43}=$", re.MULTILINE)
TEXTS = {
    "a.txt": "关于防汛的通知\n\n一、工作。\n二、报告。\n",
    "b.txt": "關於防汛的通知\n\n一、工(gōng)作。\n二、報告。\n",
    "c.txt": "关于防汛的通知\n\n一、工作。\n三、报告。\n",
}


@pytest.fixture
def store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run a store command on a store of three copies, within this process; gives status, output and errors."""
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    for name, text in TEXTS.items():
        (work / name).write_text(text, "utf-8")

    def invoke(name: str, *args: str) -> tuple[int, str, str]:
        status = run(cli, ["store", name, "n.store", *args])
        out, err = capfd.readouterr()
        return status, out, err

    assert invoke("init")[0] == 0
    assert invoke("add", *TEXTS, "--retrieved", "2023-02", "--url", "https://example.org/")[0] == 0
    return invoke


@pytest.mark.parametrize(
    "args",
    [("list",), ("show", "2"), ("show", "a.txt"), ("log",), ("verify",), ("verify", "--quick"),
     ("verify", "--rederive"),
     ("reindex",), ("compare", "2", "3"),
     ("note", "2", "--note", "x"), ("export", "--format", "premis", "-o", "x.xml"),
     ("export", "--format", "bagit", "-o", "bag")],
    ids=" ".join,
)  # fmt: skip
def test_every_command_ends_with_a_checkpoint(
    store: Callable[..., tuple[int, str, str]], args: tuple[str, ...]
) -> None:
    """The last line names the log, its size and its root, in every command."""
    status, out, err = store(*args)
    assert (status, err) == (0, "")
    assert CHECKPOINT.fullmatch(out.splitlines()[-1])


def test_verify_says_what_is_wrong(store: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A byte changed in the file gives status 2, the kind, the copy and what to do; a kept output serves as
    checkpoint."""
    path = tmp_path / "work" / "n.store"
    (tmp_path / "work" / "seen.txt").write_text(store("list")[1], "utf-8")
    assert store("verify", "--checkpoint", "seen.txt")[0] == 0
    data = path.read_bytes()
    at = data.rindex("三、报告".encode())
    path.write_bytes(data[:at] + "四".encode() + data[at + 3 :])
    status, out, err = store("verify")
    assert (status, err) == (2, "")
    assert "damaged: the bytes kept as" in out
    assert "c.txt" in out
    assert "next: " in out
    result = json.loads(store("verify", "--format", "json")[1])
    assert (result["outcome"], {one["kind"] for one in result["troubles"]}) == ("damaged", {"altered_blob"})


def test_a_sample_can_be_drawn_again(store: Callable[..., tuple[int, str, str]]) -> None:
    """A sample says how many of how many were drawn with which seed; the same seed draws the same."""
    first = store("verify", "--sample", "40%")[1]
    seed = re.findall(r"(\d+) of (\d+) blobs were drawn with seed (\d+)", first)[0]
    assert 0 < int(seed[0]) < int(seed[1])
    assert store("verify", "--sample", "40%", "--seed", seed[2])[1] == first
    assert f"not checked: the bytes of {int(seed[1]) - int(seed[0])} blobs" in first


def test_a_rewritten_history_gives_status_2(store: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """A checkpoint that saw another log is a rewriting; a file without one is an error."""
    _, out, _ = store("list")
    seen = tmp_path / "work" / "seen.txt"
    seen.write_text(out.replace(" 5 ", " 4 "), "utf-8")
    status, out, _ = store("verify", "--checkpoint", "seen.txt")
    assert status == 2
    assert "history was rewritten" in out
    seen.write_text("nothing", "utf-8")
    status, _, err = store("verify", "--checkpoint", "seen.txt")
    assert status == 2
    assert err.startswith("error[PD414]")


def test_compare_records_its_report(store: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """The exit status is compare's; the report is in the store under its hash and its JSON carries the checkpoint and
    both chains."""
    assert store("compare", "a.txt", "b.txt")[0] == 0
    status, out, _ = store("compare", "a.txt", "c.txt", "-o", "r.json")
    assert status == 1
    entry, report = re.findall(r"entry (\d+), report SHA-256 ([0-9a-f]{64})", out)[0]
    told = json.loads((tmp_path / "work" / "r.json").read_text("utf-8"))
    assert told["provenance"]["checkpoint"] in out
    assert (told["provenance"]["entry"], told["provenance"]["report"]) == (int(entry), report)
    assert told["provenance"]["a"]["chain"][0][0] == "bytes"
    assert told["provenance"]["a"]["chain"][-1][0] == "script"
    log = [json.loads(line) for line in store("log", "--format", "json")[1].splitlines()]
    assert log[int(entry)]["data"]["report"] == report
    assert log[int(entry)]["data"]["verdict"] == "different"
    status, out, err = store("compare", "a.txt", "b.txt", "--format", "json")
    assert json.loads(out)["provenance"]["a"]["entry"] == 2
    assert CHECKPOINT.search(err)


def test_add_goes_on_past_bad_files(store: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """One missing file is an error with status 2; the good one is in the store."""
    (tmp_path / "work" / "d\x1b[31m.txt").write_text(TEXTS["a.txt"] + "四、", "utf-8")
    status, out, err = store("add", "missing.txt", "d\x1b[31m.txt")
    assert status == 2
    assert "1 added, 1 refused" in out
    assert "error[PD101]" in err
    assert "\x1b" not in out + err
    told = json.loads(store("add", "a.txt", "--again", "--format", "json")[1])
    assert told["added"][0]["same_bytes"] == [2]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("add",), "PD419"),
        (("add", "a.txt", "--retrieved", "soon"), "PD411"),
        (("show", "nothing"), "PD409"),
        (("show", "0"), "PD409"),
        (("prove",), "PD420"),
        (("prove", "2", "--since", "a.txt"), "PD420"),
        (("list", "--agent", ""), "PD200"),
        (("list", "--from", " "), "PD200"),
        (("timeline", ""), "PD200"),
        (("note", "2"), "PD412"),
        (("verify", "--sample", "many"), "PD421"),
        (("init",), "PD402"),
        (("export", "--format", "bagit", "-o", "."), "PD418"),
        (("export", "--format", "premis", "-o", "no/such/x.xml"), "PD510"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_errors_have_codes_and_cures(
    store: Callable[..., tuple[int, str, str]], args: tuple[str, ...], code: str
) -> None:
    """Whatever cannot be done is said in one line with a code, and what to do in the next."""
    status, _, err = store(*args)
    assert status == 2
    first, second = err.splitlines()
    assert first.startswith(f"error[{code}]")
    assert ("two things to prove" in first) == ("--since" in args)
    assert second.startswith("  help: ")


def test_facts_from_a_table_name_the_files(store: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """With --facts alone the table says which files to add and what is known of each."""
    folder = tmp_path / "work" / "more"
    folder.mkdir()
    (folder / "x.txt").write_text(TEXTS["a.txt"] + "x", "utf-8")
    (folder / "facts.csv").write_text("file,retrieved,note\nx.txt,2022~,from a drawer\n", "utf-8")
    assert store("add", "--facts", "more/facts.csv")[0] == 0
    record = json.loads(store("show", "x.txt", "--format", "json")[1])["record"]
    assert record["retrieved"]["value"]["edtf"] == "2022~"
    assert record["note"] == {"basis": "asserted", "value": "from a drawer", "source": "facts.csv, line 2"}


def test_no_store_is_a_clear_error(run_policydiff: Run, tmp_path: Path) -> None:
    """A missing store, and another file in its place, are refused by every command alike."""
    (tmp_path / "work" / "other").write_text("hello\n" * 1000, "utf-8")
    for command in (
        ("list", "missing"),
        ("verify", "other"),
        ("add", "other", "other"),
        ("compare", "missing", "1", "2"),
    ):
        done = run_policydiff("store", *command)
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.startswith(b"error[PD401]")


def test_damage_is_no_traceback(store: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Commands on a store with a ruined page say so in a line, whichever page it is."""
    path = tmp_path / "work" / "n.store"
    data = path.read_bytes()
    for page in range(1, min(len(data) // 4096, 60), 2):
        path.write_bytes(data[: page * 4096] + b"\xff" * 4096 + data[(page + 1) * 4096 :])
        for args in (
            ("verify",),
            ("list",),
            ("show", "2"),
            ("log",),
            ("add", "a.txt"),
            ("export", "--format", "prov-json", "-o", "x.json"),
        ):
            status, _, err = store(*args)
            assert status in (0, 2), (page, args, err)
            assert "internal error" not in err


@pytest.mark.parametrize(("lang", "word"), [("en", "Provenance"), ("zh-Hans", "来历"), ("zh-Hant", "來歷")])
def test_the_report_shows_where_copies_come_from(
    store: Callable[..., tuple[int, str, str]], tmp_path: Path, lang: str, word: str
) -> None:
    """The HTML report has a panel with both copies' facts, their bases, the chain of hashes and the checkpoint; a plain
    compare has none."""
    assert store("compare", "a.txt", "b.txt", "-o", "r.html", "--ui-lang", lang)[0] == 0
    page = (tmp_path / "work" / "r.html").read_text("utf-8")
    panel = page.partition('id="provenance"')[2].partition("</details>")[0]
    assert word in panel
    assert "https://example.org/" in panel
    assert panel.count('<code class="hash">') >= 18
    assert "checkpoint policydiff/store/" in panel
    assert run(cli, ["compare", "a.txt", "b.txt", "-o", "plain.html"]) == 0
    assert 'id="provenance"' not in (tmp_path / "work" / "plain.html").read_text("utf-8")


def test_decisions_and_rules_are_recorded(store: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """What a rule suppresses and what a person settled are entries of their own; the comparison is recorded as it is by
    itself."""
    work = tmp_path / "work"
    assert store("compare", "a.txt", "c.txt", "-o", "r.json")[0] == 1
    found = json.loads((work / "r.json").read_text("utf-8"))["differences"]
    telling = [one for one in found if one["class"] in ("substantive", "structure")]
    with (work / "d.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([["id", "decision", "note"], *([one["id"], "keep", "agreed"] for one in telling)])
    assert store("compare", "a.txt", "c.txt", "--decisions", "d.csv", "--operator", "王")[0] == 0
    kind = next(one["kind"] for one in found if one["class"] == "structure")
    (work / "policydiff.toml").write_text(
        f'[[suppress]]\nclass = "structure"\nkind = "{kind}"\ncomment = "known"\nauthor = "王"\n', "utf-8"
    )
    store("compare", "a.txt", "c.txt")
    log = [json.loads(line) for line in store("log", "--format", "json")[1].splitlines()]
    kinds = [entry.get("kind") for entry in log]
    assert kinds.count("comparison") == 3
    decision = next(entry for entry in log if entry.get("kind") == "decision")
    assert (decision["agent"]["operator"], len(decision["data"]["decisions"])) == ("王", len(telling))
    assert log[decision["data"]["of"]]["kind"] == "comparison"
    assert len({entry["data"]["report"] for entry in log if entry.get("kind") == "comparison"}) == 1
    assert store("verify", "--rederive")[0] == 0
