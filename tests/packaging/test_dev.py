# SPDX-License-Identifier: Apache-2.0
"""The developer's script runs on a bare machine and says what it can do."""

import ast
import importlib
import os
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def dev(root: Path) -> ModuleType:
    """The script as a module."""
    loader = SourceFileLoader("dev_script", str(root / "dev"))
    spec = spec_from_loader("dev_script", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_only_the_standard_library_is_imported(root: Path) -> None:
    """On a bare machine nothing else is there."""
    tree = ast.parse((root / "dev").read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names = {
        name.partition(".")[0]
        for name in plain | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    }

    assert names - set(sys.stdlib_module_names) == set()


def test_every_command_is_on_the_help_page(dev: ModuleType) -> None:
    """What can be called is said, and what is said can be called."""
    said = {line.split()[1] for line in (dev.__doc__ or "").splitlines() if line.startswith("    ./dev ")}

    assert said == set(dev.COMMANDS)


def test_the_code_map_has_each_package_and_each_module(root: Path, dev: ModuleType) -> None:
    """No package is missing from docs/map.md, and each module's docstring says its duty in a sentence of its own."""
    source = root / "src" / "policydiff"
    found = {path.parent.relative_to(source).as_posix() for path in source.rglob("__init__.py")} - {"."}
    duties = [dev.duty(path) for path in sorted(source.rglob("*.py")) if path.name != "__init__.py"]

    assert set(dev.packages()) == found | {"policydiff"}
    assert len(duties) == sum(len(dev.listed(name)) for name in dev.packages())
    assert sorted(duties) == sorted(set(duties) - {""})


def test_the_map_of_a_package_lists_its_modules(root: Path) -> None:
    """`./dev map` prints the duty of each module; a package that is not there is a mistake of the call."""
    run = [sys.executable, str(root / "dev"), "map"]
    some = subprocess.run([*run, "structure/"], capture_output=True, text=True, encoding="utf-8", check=False)
    none = subprocess.run([*run, "nonesuch"], capture_output=True, text=True, encoding="utf-8", check=False)

    assert "- `structure/furniture.py`: " in some.stdout
    assert (some.returncode, none.returncode) == (0, 2)


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["nonesuch"], 2), (["--help"], 0)])
def test_help(root: Path, arguments: list[str], status: int) -> None:
    """Without a command that it knows, the script prints its page and does nothing."""
    done = subprocess.run([sys.executable, str(root / "dev"), *arguments], capture_output=True, text=True, check=False)

    assert done.returncode == status
    assert "./dev check" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="the bit is a POSIX one")
@pytest.mark.parametrize("name", ["dev", ".ci/run"])
def test_scripts_are_executable(root: Path, name: str) -> None:
    """A fresh clone can run them as they are."""
    assert os.access(root / name, os.X_OK)


def test_the_corpus_pair_of_the_demo_is_the_manifests(dev: ModuleType, corpus: dict[str, object]) -> None:
    """The demo compares the pair that the manifest describes."""
    paths = corpus["paths"]

    assert isinstance(paths, tuple)
    assert tuple(str(dev.ROOT / name) for name in dev.CORPUS_PAIR) == tuple(map(str, paths))


def test_an_equal_stamp_means_nothing_to_install(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warm run installs nothing, and makes of the templates what is made of them; another pyproject.toml, or a
    checkout that was moved, installs."""
    steps: list[str] = []
    made: list[str] = []
    monkeypatch.setattr(dev, "must", lambda what, *_: steps.append(what))
    monkeypatch.setattr(dev, "run", lambda *command, **_: made.append(command[-1]))
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp.json")
    dev.STAMP.write_text("no JSON", encoding="utf-8")

    dev.install("check")
    cold, steps[:] = list(steps), []
    dev.install("check")
    dev.install("run")
    warm = list(steps)
    monkeypatch.setattr(dev, "wanted_stamp", lambda kind: {"kind": kind, "digest": "another"})
    dev.install("check")

    assert len(cold) >= 2
    assert warm == []
    assert made == ["policydiff.show.made"] * 4
    assert len(steps) >= 2


def test_a_home_is_there_even_where_there_is_none(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip and the browser need a home; an empty variable is answered with a folder of the project's own."""
    monkeypatch.setenv("HOME", "")
    monkeypatch.setattr(dev, "VENV", tmp_path)

    assert Path(dev.environment()["HOME"]).is_dir()


@pytest.mark.parametrize(
    "name", sorted(path.stem for path in (Path(__file__).parents[2] / "bench").glob("*.py") if path.stem != "__main__")
)
def test_every_figure_can_be_run(root: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The modules of the bench know the program as it is now: whatever they import is there."""
    monkeypatch.syspath_prepend(str(root))

    assert importlib.import_module(f"bench.{name}").__doc__


def test_conversion_cases_are_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The OpenCC project's file of cases is read with its trailing commas, script directions alone."""
    monkeypatch.syspath_prepend(str(root))
    cases = '{"cases": [{"id": "one", "input": "软件,}", "expected": {"s2t": "軟件,}",\n "s2twp": "軟體,}",\n}},\n]}'

    assert list(importlib.import_module("bench.conversions").pairs(cases)) == [("one", "s2t", "软件,}", "軟件,}")]
