# SPDX-License-Identifier: Apache-2.0
"""What a user gives beside the copies, made to hurt: configuration, decisions, terms, manifests, earlier results,
facts, stores; and copies that hurt only together."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from bench.attacks.attack import LINES, NOTICE, Made, put
from bench.attacks.doors import run
from bench.attacks.packages import SHEETS, WORD
from bench.attacks.texts import long_text, unlike

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Files that hurt, by their names, and the commands that they are given to."""

    kind: str
    what: str
    files: Callable[[], dict[str, Made]]
    commands: tuple[Words, ...]
    before: tuple[Words, ...] = ()
    """Commands that run before the files are laid down."""

    def laid(self, folder: Path) -> Iterator[Words]:
        """Each command, the files laid down anew."""
        for words in self.before:
            run(words, folder)
        for words in self.commands:
            for name, made in self.files().items():
                path = folder / name
                path.parent.mkdir(exist_ok=True)
                cleared(path)
                put(path, made)
            yield words


def cleared(path: Path) -> None:
    """Take away what lies there."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path)


def label(words: Words) -> str:
    """The command's name."""
    return " ".join(words[: 2 if words[0] == "store" else 1])


_PAIR = ("good.txt", "third.txt")
_BATCH = (("batch", "pairs.csv", "-o", "out", "--jobs", "2", "--reports", "none"),)
_STORE: tuple[Words, ...] = (
    ("store", "list", "s.store"),
    ("store", "verify", "s.store"),
    ("store", "compare", "s.store", "2", "3"),
    ("store", "add", "s.store", "good.txt"),
    ("store", "export", "s.store", "--format", "premis", "-o", "exported.xml"),
)
_FILLED: tuple[Words, ...] = (("store", "add", "s.store", *_PAIR),)


def _given(option: str, name: str, made: dict[str, Callable[[], Made]], *commands: Words) -> list[Option]:
    """Attacks by one file that is given as an option of these commands."""
    return [
        Option(option.lstrip("-"), what, lambda make=make: {name: make()}, tuple((*w, option, name) for w in commands))
        for what, make in made.items()
    ]


_ODD: dict[str, Callable[[], Made]] = {
    "a pipe": lambda: os.mkfifo,
    "a device that never ends": lambda: lambda path: path.symlink_to("/dev/zero"),
    "a file of the kernel": lambda: lambda path: path.symlink_to("/proc/kallsyms"),
    "a link to itself": lambda: lambda path: path.symlink_to(path.name),
    "a folder": lambda: Path.mkdir,
    "an empty file": lambda: b"",
    "70 MB": lambda: _hole,
    "60 MB of zeros": lambda: lambda path: _hole(path, 60),
    "one byte": lambda: b"\xff",
    "half a pair of UTF-16": lambda: b"\xff\xfe\x00\xd8",
}


def _hole(path: Path, megabytes: int = 70) -> None:
    with path.open("wb") as file:
        file.truncate(megabytes << 20)


def _nested(depth: int, around: str = "%s") -> str:
    return around % ("[" * depth + "]" * depth)


CONFIG = _given(
    "--config",
    "c.toml",
    {
        **_ODD,
        "arrays in arrays, 100,000 deep": lambda: _nested(100_000, "a = %s"),
        "tables in tables, 100,000 deep": lambda: "[" + "a." * 100_000 + "a]\n",
        "an expression nested 10,000 deep": lambda: (
            '[[suppress]]\nclass = "review"\npattern = "' + "(" * 10_000 + ")" * 10_000 + '"\n'
        ),
        "an expression that runs away": lambda: '[[suppress]]\nclass = "review"\npattern = "(.*)*(.+)+(a|a)*$"\n',
        "an expression of large repeats": lambda: '[[suppress]]\nclass = "review"\npattern = "((a{999}){999}){999}"\n',
        "a number of 5,000 digits": lambda: "[limits]\npages = " + "9" * 5_000 + "\n",
        "a limit of 0": lambda: "[limits]\npages = 0\n",
        "a limit below 0": lambda: "[limits]\nfile_bytes = -1\n",
        "a limit that is no number": lambda: "[limits]\npages = nan\n",
        "100,000 profiles": lambda: "".join(f'[profiles.p{n}]\nbracket_style = "review"\n' for n in range(100_000)),
        "100,000 rules": lambda: '[[suppress]]\nclass = "review"\npattern = "甲"\n' * 100_000,
        "classes that are no list": lambda: '[profiles.default]\nclasses = "review"\n',
    },
    ("compare", *_PAIR),
    ("batch", "pairs.csv", "-o", "out"),
)


def _decisions(number: int) -> str:
    one = {"id": "d1", "decision": "change", "reading": "乙"}
    head = {"schema": "policydiff.decisions/2", "a": {"name": "a"}, "b": {"name": "b"}}
    return json.dumps({**head, "decisions": [{**one, "id": f"d{n}"} for n in range(number)]})


_TABLE = "id,decision,original,republished,line,context,note\n"
DECISIONS = [
    *_given(
        "--decisions",
        "d.json",
        {
            **_ODD,
            "arrays in arrays, 100,000 deep": lambda: _nested(100_000),
            "decisions nested 100,000 deep": lambda: _nested(100_000, '{"decisions": %s}'),
            "300,000 decisions": lambda: _decisions(300_000),
            "a number of 5,000 digits": lambda: '{"decisions": ' + "9" * 5_000 + "}",
            "keys that stand twice": lambda: '{"decisions": [], "decisions": [{"id": 1}]}',
        },
        ("compare", *_PAIR),
        ("apply", *_PAIR, "-o", "applied.txt"),
    ),
    *_given(
        "--decisions",
        "d.csv",
        {
            "a cell of 200,000 characters": lambda: _TABLE + "d1,change,甲,乙,3,," + "甲" * 200_000 + "\n",
            "200,000 rows of a table": lambda: _TABLE + "d1,change,甲,乙,3,前【乙】后,why\n" * 200_000,
            "100,000 columns of a table": lambda: _TABLE.strip() + "," * 100_000 + "\nd1,change,甲,乙,3\n",
            "a quote that never ends": lambda: _TABLE + 'd1,change,"' + "甲\n" * 1_000_000,
        },
        ("compare", *_PAIR),
    ),
    *_given("--decisions", "d.docx", {f"a proof: {attack.what}": attack.make for attack in WORD}, ("compare", *_PAIR)),
    *_given(
        "--decisions", "d.xlsx", {f"a table: {attack.what}": attack.make for attack in SHEETS}, ("compare", *_PAIR)
    ),
]
TERMS = _given(
    "--terms",
    "t.txt",
    {
        **_ODD,
        "1,000,000 terms": lambda: "".join(f"第{n}局\n" for n in range(1_000_000)),
        "a term of 10,000,000 characters": lambda: "甲" * 10_000_000,
    },
    ("compare", *_PAIR),
)


def _manifests() -> list[Option]:
    made: dict[str, Callable[[], Made]] = {
        **_ODD,
        "200,000 missing files": lambda: "a,b\n" + "".join(f"none{n}.txt,good.txt\n" for n in range(200_000)),
        "one id 200,000 times": lambda: "id,a,b\n" + "p,good.txt,third.txt\n" * 200_000,
        "paths that lead out": lambda: "a,b\n../../etc/passwd,/etc/passwd\n",
        "JSON lines nested 100,000 deep": lambda: '{"a": ' + "[" * 100_000 + "\n",
        "a cell of 1 MB": lambda: "a,b\n" + "甲" * 400_000 + ",good.txt\n",
        "100,000 columns": lambda: "a,b" + ",c" * 100_000 + "\ngood.txt,third.txt\n",
        "names with control characters": lambda: "a,b\n\x1b[2J\r.txt,good.txt\n",
    }
    return [Option("manifest", what, lambda make=make: {"pairs.csv": make()}, _BATCH) for what, make in made.items()]


def _results() -> list[Option]:
    made: dict[str, Callable[[], Made]] = {
        **_ODD,
        "lines nested 100,000 deep": lambda: _nested(100_000) + "\n",
        "a line of 60 MB": lambda: '{"id": "' + "a" * (60 << 20) + '"}\n',
        "300,000 lines of another batch": lambda: '{"id":"p1","a":"a","b":"b","error":{}}\n' * 300_000,
    }
    return [
        Option(
            "earlier results",
            what,
            lambda make=make: {"earlier/results.jsonl": make(), "pairs.csv": "a,b\ngood.txt,third.txt\n"},
            tuple((*words, "--baseline", "earlier") for words in _BATCH),
        )
        for what, make in made.items()
    ]


def _turned(path: Path, step: int) -> None:
    """Every so manieth byte of a file turned, of what it was at first."""
    sound = path.with_name("sound")
    if not sound.exists():
        shutil.copyfile(path, sound)
    data = bytearray(sound.read_bytes())
    for at in range(100, len(data), step):
        data[at] ^= 0xFF
    path.write_bytes(data)


def _ledgers() -> list[Option]:
    made: dict[str, Callable[[], Made]] = {name: make for name, make in _ODD.items() if name != "70 MB"}
    return [
        Option(
            "ledger of a batch",
            what,
            lambda make=make: {"out/.results.sqlite": make(), "pairs.csv": "a,b\ngood.txt,third.txt\n"},
            _BATCH,
        )
        for what, make in made.items()
    ]


def _facts() -> list[Option]:
    made: dict[str, Callable[[], Made]] = {
        **_ODD,
        "a cell of 1 MB": lambda: "file,note\ngood.txt," + "甲" * 400_000 + "\n",
        "200,000 rows of files that are not there": lambda: (
            "file,note\n" + "".join(f"n{n}.txt,a\n" for n in range(200_000))
        ),
    }
    return _given("--facts", "f.csv", made, ("store", "add", "s.store", "good.txt"))


def _schema(path: Path, *statements: str) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as made, made:
        for statement in statements:
            made.execute(statement)


def _stores() -> list[Option]:
    """Files that are given as a store."""
    odd = {name: make for name, make in _ODD.items() if name != "a link to itself"}
    made: dict[str, Callable[[], Made]] = {
        **odd,
        "a link to itself": _ODD["a link to itself"],
        "a database of another program": lambda: lambda path: _schema(path, "create table t (x)"),
        "a view that never ends in place of a table": lambda: (
            lambda path: _schema(
                path,
                "create view entry as with recursive n(x) as (select 1 union all select x + 1 from n) select * from n",
            )
        ),
        "a trigger": lambda: (
            lambda path: _schema(
                path,
                "create table entry (seq, body)",
                "create trigger t after insert on entry begin delete from entry; end",
            )
        ),
    }
    whole = [
        Option("store", what, lambda make=make: {"h.store": make()}, _on("h.store", _STORE))
        for what, make in made.items()
    ]
    turned = [
        Option("store", f"every {step:,}th byte turned", lambda step=step: {"again": _copied(step)}, _STORE, _FILLED)
        for step in (97, 1_009, 30_011)
    ]
    return whole + turned


def _copied(step: int) -> Callable[[Path], object]:
    return lambda path: _turned(path.with_name("s.store"), step)


def _on(store: str, commands: tuple[Words, ...]) -> tuple[Words, ...]:
    return tuple(tuple(store if word == "s.store" else word for word in words) for words in commands)


_COPIES = ("1.txt", "2.txt", "3.txt")


def _three(*texts: Callable[[], str]) -> dict[str, Made]:
    return {name: text() for name, text in zip(_COPIES, texts, strict=True)}


TOGETHER = [
    Option(
        "copies together",
        "three unrelated texts of 400,000 characters",
        lambda: _three(*(lambda start=start: unlike(400_000, start) for start in (1, 7919, 31_337))),
        (("collate", *_COPIES), ("group", *_COPIES)),
    ),
    Option(
        "copies together",
        "three texts of 400,000 characters with tasks renumbered",
        lambda: _three(
            *(lambda by=by: "\n".join(f"{n}.{line.partition('.')[2]}" for n, line in _numbered(by)) for by in (0, 1, 7))
        ),
        (("collate", *_COPIES), ("group", *_COPIES)),
    ),
    Option(
        "copies together",
        "10,000 files in one folder",
        lambda: {"many": _many},
        (("group", "many"), ("batch", "--group", "many", "-o", "out", "--reports", "none")),
    ),
]


def _numbered(by: int) -> list[tuple[int, str]]:
    return [(n + by, line) for n, line in enumerate(long_text(400_000).split("\n"))]


def _many(path: Path) -> None:
    path.mkdir()
    for n in range(10_000):
        (path / f"{n}.txt").write_text(NOTICE.replace(LINES[3], f"{n}.推进第{n}项工作。") if n % 20 else "", "utf-8")


OPTIONS = [*CONFIG, *DECISIONS, *TERMS, *_manifests(), *_results(), *_ledgers(), *_facts(), *_stores(), *TOGETHER]
