# SPDX-License-Identifier: Apache-2.0
"""Damaged files of options, and options that make no sense: an answer or an error of the user's, never a fault of the
program's.

`./dev check` tries the same few dozen damages of each; `./dev fuzz` (POLICYDIFF_FUZZ) looks for new ones.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from damage import damaged, damaged_file
from hypothesis import given, settings
from hypothesis import strategies as st

from policydiff.errors import PolicydiffError
from policydiff.model import Comparison

TEXT = "某市人民政府关于印发重点任务的通知\n一、加强领导\n1.建设实验室。(市科技局)\n2.推进信息化。(市教育局)\n"
OTHER = TEXT.replace("实验室", "试验室").replace("市教育局", "市教委")
CONFIG = """profile = "house"
[profiles.house]
bracket_style = "review"
numeral_style = "format"
[limits]
pages = 200
[[suppress]]
class = "review"
kind = "vocabulary"
scope = "section"
section = "三、*"
pattern = "软件|軟體"
comment = "both words are used by the office"
author = "Li"
"""
DECISIONS_CSV = (
    "id,decision,original,republished,line,context,note\nd1,change,甲,乙,3/4,前【乙】后,why\nd2,不改,,乙,3,,\n"
)
DECISIONS_JSON = (
    '{"schema":"policydiff.decisions/2","a":{"name":"a.txt","sha256":"00"},"b":{"name":"b.txt","sha256":"11"},'
    '"decisions":[{"id":"d1","decision":"change","note":"why","reading":"乙"}]}'
)
MANIFEST = "id,a,b,office\np1,a.txt,b.txt,省政府办公厅\np2,a.txt#1,b.txt,\n"
MANIFEST_JSON = '{"id":"p1","a":"a.txt","b":"b.txt"}\n{"a":"b.txt","b":"a.txt","n":1}\n'
FACTS = (
    "file,url,retrieved,note,rights,identifier\na.txt,https://a.example/1.html,2023-02~,saved,open,国办发〔2023〕1号\n"
)


def _config(path: Path) -> object:
    from policydiff import house

    return house.load(path, None, None)


def _decisions(path: Path) -> object:
    from policydiff.decisions.applying import apply
    from policydiff.decisions.loading import load

    return apply(_compared(), load(path), (TEXT, OTHER))


@cache
def _compared() -> Comparison:
    from policydiff.api import compare

    return compare(TEXT, OTHER)


@cache
def _returned(form: str) -> bytes:
    """What a report exports for decisions, and gets back."""
    from policydiff.report.formats import Options, Texts, write

    return write(_compared(), Texts(TEXT, OTHER), form, Options("en"))


def _terms(path: Path) -> object:
    from policydiff.cli.terms import read_terms

    return read_terms(path)


def _manifest(path: Path) -> object:
    from policydiff.batch.manifest import missing_files, read_manifest

    return list(missing_files(read_manifest(path)))


def _baseline(path: Path) -> object:
    from policydiff.batch.baseline import load_baseline

    folder = path.with_name("earlier")
    folder.mkdir(exist_ok=True)
    path.replace(folder / "results.jsonl")
    return load_baseline(folder)


def _facts(path: Path) -> object:
    from policydiff.provenance.assertions import read_table

    return read_table(path)


def _checkpoint(path: Path) -> object:
    from policydiff.provenance.checking import read_checkpoints

    return read_checkpoints([path])


def _results() -> bytes:
    from policydiff.api import compare
    from policydiff.report.json import render

    line = render(compare(TEXT, OTHER)).replace(b"\n", b"")
    return b'{"id":"p1","a":"a.txt","b":"b.txt","comparison":' + line + b'}\n{"id":"p2","a":"a","b":"b","error":{}}\n'


def _checkpoint_line() -> bytes:
    return (
        b"policydiff.store/1 3 5b2e1f0a5b2e1f0a5b2e1f0a5b2e1f0a5b2e1f0a5b2e1f0a5b2e1f0a5b2e1f0a 2026-01-31T08:00:00Z\n"
    )


FILES: dict[str, tuple[Callable[[Path], object], Callable[[], bytes]]] = {
    "policydiff.toml": (_config, CONFIG.encode),
    "decisions.csv": (_decisions, DECISIONS_CSV.encode),
    "decisions.json": (_decisions, DECISIONS_JSON.encode),
    "errata.xlsx": (_decisions, lambda: _returned("xlsx")),
    "errata.csv": (_decisions, lambda: _returned("csv")),
    "proof.docx": (_decisions, lambda: _returned("docx")),
    "terms.txt": (_terms, "# names\n重点任务\n市科技局\n".encode),
    "pairs.csv": (_manifest, MANIFEST.encode),
    "pairs.jsonl": (_manifest, MANIFEST_JSON.encode),
    "results.jsonl": (_baseline, _results),
    "facts.csv": (_facts, FACTS.encode),
    "checkpoint.txt": (_checkpoint, _checkpoint_line),
}


def _code(read: Callable[[Path], object], path: Path) -> str:
    """The code of the error that a file brings about; empty where there is none."""
    try:
        read(path)
    except PolicydiffError as error:
        return error.code
    return ""


@pytest.mark.parametrize("name", FILES)
@given(numbers=st.lists(st.integers(0, 1 << 31), min_size=4, max_size=4))
def test_a_damaged_file_of_options_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, numbers: list[int]
) -> None:
    """Whatever happened to the file: what it says, or an error with a code that is not the program's."""
    read, sound = FILES[name]
    folder = tmp_path_factory.getbasetemp()
    for side in "ab":
        (folder / f"{side}.txt").write_text(TEXT, "utf-8")
    for number in numbers[: 1 if sound().startswith(b"PK") else None]:  # a package has a process of its own
        path = folder / name
        path.write_bytes(damaged_file(sound(), number))
        assert _code(read, path) != "PD001", number


FEW = settings(max_examples=max(1, settings.default.max_examples // 4) if settings.default else 15)
"""For what runs a whole command."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two copies, a batch of them that is done, and a store that holds them."""
    from policydiff.cli.boundary import run
    from policydiff.cli.main import cli

    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("a.txt").write_text(TEXT, "utf-8")
        Path("b.txt").write_text(OTHER, "utf-8")
        Path("pairs.csv").write_text(MANIFEST, "utf-8")
        assert run(cli, ["batch", "pairs.csv", "-o", "out", "--jobs", "1", "-q"]) == 1
        assert run(cli, ["store", "init", "s.store"]) == 0
        assert run(cli, ["store", "add", "s.store", "a.txt", "b.txt"]) == 0
        assert run(cli, ["store", "compare", "s.store", "2", "3"]) == 1
    return folder


@FEW
@given(number=st.integers(0, 1 << 31))
def test_a_damaged_ledger_costs_no_result(made: Path, number: int) -> None:
    """The cache of a batch, whatever became of it: the same results, compared again where they were not what was
    written."""
    from policydiff.cli.boundary import run
    from policydiff.cli.main import cli

    ledger = made / "out" / ".results.sqlite"
    sound, results = ledger.read_bytes(), (made / "out" / "results.jsonl").read_bytes()
    try:
        ledger.write_bytes(damaged(sound, number))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(made)
            assert run(cli, ["batch", "pairs.csv", "-o", "out", "--jobs", "1", "-q"]) == 1
        assert (made / "out" / "results.jsonl").read_bytes() == results
    finally:
        for left in ledger.parent.glob(".results.sqlite*"):
            left.unlink()
        ledger.write_bytes(sound)


STORE = (("list",), ("log",), ("show", "2"), ("verify",), ("verify", "--quick"), ("verify", "--rederive"), ("reindex",))


@FEW
@given(number=st.integers(0, 1 << 31), words=st.sampled_from(STORE))
def test_a_damaged_store_is_said_to_be_one(made: Path, number: int, words: tuple[str, ...]) -> None:
    """Every command on a store whose bytes turned ends with an answer or an error of its own."""
    from policydiff.cli.boundary import run
    from policydiff.cli.main import cli

    path = made / "damaged.store"
    path.write_bytes(damaged((made / "s.store").read_bytes(), number))
    try:
        assert run(cli, ["store", words[0], str(path), *words[1:]]) in (0, 2)
    finally:
        for left in made.glob("damaged.store*"):
            left.unlink()


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),  # no command line can hold a NUL
    st.sampled_from(
        ["", "-", "--", "0", "-1", "1e9", "nan", "inf", "9" * 5000, "\udcff", "pages=0", "pages=1", "=", "#",
         "a.txt", "a.txt#2", "nothing", ".", "/dev/null", "http://a.example/", "(" * 500, "utf-8", "utf_7", "idna"]
    ),
)  # fmt: skip
COMMANDS: dict[str, tuple[str, ...]] = {
    "compare": (
        "--limit", "--encoding", "--profile", "--config", "--terms", "--decisions", "--format", "--base", "--fail-on",
        "--ocr", "--detail", "--ui-lang", "--color",
    ),
    "lint": ("--limit", "--encoding", "--format", "--terms", "--timeout", "--memory"),
    "group": ("--limit", "--encoding", "--format", "--timeout", "--memory"),
    "collate": ("--limit", "--encoding", "--format", "--base", "--timeout", "--memory", "--ui-lang"),
    "inspect": ("--limit", "--encoding", "--format"),
    "canonicalize": ("--limit", "--encoding", "--format"),
    "explain": ("--ui-lang",),
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
@FEW
@given(data=st.data())
def test_options_without_sense_are_the_users_error(made: Path, command: str, data: st.DataObject) -> None:
    """Any value of any option, and any name for a copy: status 0, 1 or 2."""
    from policydiff.cli.boundary import run
    from policydiff.cli.main import cli

    names = ["a.txt", "b.txt"] if command not in ("inspect", "canonicalize", "explain") else ["a.txt"]
    words = [data.draw(st.one_of(st.just(name), VALUES.filter(lambda value: value != "-"))) for name in names]
    option = data.draw(st.sampled_from(COMMANDS[command]))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        assert run(cli, [command, *words, option, data.draw(VALUES)]) in (0, 1, 2)
