# SPDX-License-Identifier: Apache-2.0
"""How many small faults the tests notice: faults put into a copy of the project, one at a time, and the tests run
against each.

    ./dev mutate [PACKAGE…]      a random sample of mutmut's mutants of these packages (align, diff, script, gloss; all
                                 of them by default)
    ./dev mutate --known         the faults listed in tests/quality/mutants.toml, each against the test that must notice
                                 it

mutmut (https://mutmut.readthedocs.io) changes functions, and runs for each mutant the tests that reach its function;
constants, which it leaves alone, are the business of the list. The same seed takes the same sample of the same program.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"align": "align/*", "diff": "diff/*", "script": "script/*", "gloss": "canonical/gloss.py"}
TESTS = (
    "align",
    "canonical",
    "comparison",
    "diff",
    "lineage/test_converter.py",
    "lint",
    "quality",
    "script",
    "structure",
)
"""Areas of tests/ that are run: what compares texts; files, commands and reports take long and say little of these
packages."""
_COPIED = ("src", "tests", "bench", "templates", "corpus", "docs", "tables", "pyproject.toml")
_KILLED_BY_TESTS = frozenset({1, 3})
_NOT_RUN_IN_TIME = frozenset({-24, 24, 36, 152, 255})
_TABLE = "tests/quality/mutants.toml"


def main(arguments: Sequence[str]) -> int:
    """Run what the arguments ask for; 0 where nothing survives that should not."""
    parser = argparse.ArgumentParser(
        prog="./dev mutate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packages", nargs="*", choices=[[], *PACKAGES], default=[], metavar="PACKAGE")
    parser.add_argument("--known", action="store_true", help="the faults of the table instead of a sample")
    parser.add_argument("--sample", type=int, default=150, help="how many mutants (default: 150; 0: all)")
    parser.add_argument("--seed", type=int, default=1, help="which sample (default: 1)")
    parser.add_argument(
        "--minutes", type=float, default=60, help="stop after so long, and score what was run (default: 60)"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="mutants at a time (default: one a processor)"
    )
    parser.add_argument("--at-least", type=float, default=0, help="end with status 1 below this score in per cent")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        work = Path(folder)
        _copy(work)
        if given.known:
            return _known(work)
        return _sampled(work, given.packages or list(PACKAGES), given)


def _copy(work: Path) -> None:
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, work / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, work / name)


# -- the faults of the table ---------------------------------------------------------------------------------------


def _known(work: Path) -> int:
    table = tomllib.loads((ROOT / _TABLE).read_text(encoding="utf-8"))
    alive = []
    for name, fault in table.items():
        path = work / "src" / "policydiff" / fault["file"]
        whole = path.read_text(encoding="utf-8")
        if whole.count(fault["old"]) != 1:
            print(f"{name:32} what it changes stands {whole.count(fault['old'])} times in {fault['file']}", flush=True)
            alive.append(name)
            continue
        path.write_text(whole.replace(fault["old"], fault["new"]), encoding="utf-8")
        file, *rest = fault["test"].split()
        status = _pytest(work, f"tests/quality/{file}", *rest)
        path.write_text(whole, encoding="utf-8")
        print(
            f"{name:32} {'noticed' if status == 1 else f'NOT noticed (pytest ended with status {status})'}", flush=True
        )
        alive += [] if status == 1 else [name]
    print(f"\n{len(table) - len(alive)} of {len(table)} noticed")
    return 1 if alive else 0


def _pytest(work: Path, *arguments: str) -> int:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=work, env=_environment(work), stdin=subprocess.DEVNULL, capture_output=True, check=False
    ).returncode


def _environment(work: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(work / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


# -- a sample of mutmut's ------------------------------------------------------------------------------------------


def _sampled(work: Path, packages: Sequence[str], given: argparse.Namespace) -> int:
    _configure(work, packages)
    # There is no command that makes the mutants and runs none: one is asked for that there is not.
    made = _mutmut(work, ["no mutant has this name"], 30, given.jobs)
    names = sorted(_results(work))
    if not names:
        print(made)
        return 2
    chosen = sorted(random.Random(given.seed).sample(names, min(given.sample or len(names), len(names))))
    print(f"{len(names)} mutants of {', '.join(packages)}; running {len(chosen)}, seed {given.seed}", flush=True)
    said = _mutmut(work, chosen, given.minutes, given.jobs)
    results = _results(work)
    told = Counter(_told(results[name]) for name in chosen)
    if told["not run"] + told["broken off"] > len(chosen) / 2:
        print(said)
        return 2
    run = sum(told.values()) - told["not run"]
    score = 100 * (told["noticed"] + told["too slow"]) / run if run else 0.0
    for name in chosen:
        if _told(results[name]) in ("survived", "not reached"):
            print(f"\n{_told(results[name])}: {_diff(work, name)}")
    print(f"\n{score:.1f} % noticed: " + ", ".join(f"{what} {count}" for what, count in sorted(told.items())))
    return 1 if score < given.at_least else 0


def _configure(work: Path, packages: Sequence[str]) -> None:
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/policydiff/{PACKAGES[name]}" for name in packages],
        "also_copy": [name for name in _COPIED if name not in ("src", "tests", "pyproject.toml")],
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-m", "not slow and not browser"],
        "pytest_add_cli_args_test_selection": [f"tests/{area}" for area in TESTS],
        # tests that are collected twice in one process are not found by their names again
        "process_isolation": "forkserver",
        "forkserver_warmup": "none",
        "timeout_multiplier": 3.0,
        "timeout_constant": 5.0,
        "track_dependencies": False,
        "use_git_change_detection": False,
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    with (work / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.mutmut]\n" + "\n".join(lines) + "\n")


def _mutmut(work: Path, names: Sequence[str], minutes: float, jobs: int) -> str:
    """Run mutmut on mutants by name; what it printed. It is asked to stop when its time is over, and keeps what it
    found."""
    command = [
        sys.executable,
        "-c",
        "from mutmut.__main__ import cli; cli()",
        "run",
        "--max-children",
        str(jobs),
        *names,
    ]
    env = {
        **os.environ,
        "POLICYDIFF_MUTATE": "1",
    }  # few examples for each property, and the tests find the copy's own modules
    with (work / "mutmut.log").open("w+", encoding="utf-8") as log:
        started = subprocess.Popen(
            command, cwd=work, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            started.wait(minutes * 60)
        except subprocess.TimeoutExpired:
            started.terminate()
            started.wait()
        log.seek(0)
        return log.read()[-3000:]


def _results(work: Path) -> dict[str, int | None]:
    """Every mutant that was made, with the status its tests ended with."""
    return {
        name: status
        for path in _metas(work)
        for name, status in json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"].items()
    }


def _metas(work: Path) -> Iterator[Path]:
    yield from sorted((work / "mutants" / "src").rglob("*.meta"))


def _told(status: int | None) -> str:
    if status is None:
        return "not run"
    if status == 0:
        return "survived"
    if status in _KILLED_BY_TESTS:
        return "noticed"
    if status in _NOT_RUN_IN_TIME:
        return "too slow"
    return "not reached" if status in (5, 33) else "broken off"


def _diff(work: Path, name: str) -> str:
    command = [sys.executable, "-c", "from mutmut.__main__ import cli; cli()", "show", name]
    return subprocess.run(
        command, cwd=work, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    ).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
