# SPDX-License-Identifier: Apache-2.0
"""Whatever is imported is asked for: nobody has a module only because another package happened to bring it."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FOLDERS = {"src": "program", "bench": "development", "tests": "development", "tables": "development"}

READ_AS_DATA = {"opencc-python-reimplemented", "pypinyin"}
"""Distributions whose files are read; their code is never run."""


def imported(folder: Path) -> dict[str, str]:
    """Top-level modules that the files of a folder import, each with the first file that does."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        for name in _names(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(name.partition(".")[0], path.name)
    return found


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def own(root: Path) -> set[str]:
    """Modules of the project: packages, and the helpers beside tests."""
    helpers = {path.stem for folder in ("tests", "tables") for path in (root / folder).rglob("*.py")}
    return {
        "policydiff",
        "bench",
        "tests",
        *helpers,
        *(path.parent.name for path in (root / "tests").rglob("__init__.py")),
    }


@cache
def declared(root: Path) -> dict[str, frozenset[str]]:
    """Names of distributions that are asked for: by the program with its extras, and for development beside it."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    program = _named([*project["project"]["dependencies"], *(need for needs in extras.values() for need in needs)])
    return {"program": program, "development": program | _named(project["dependency-groups"]["dev"])}


def _named(needs: list[str]) -> frozenset[str]:
    return frozenset(canonicalize_name(Requirement(need).name) for need in needs)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_module_that_is_imported_is_declared(root: Path, folder: str) -> None:
    """Each third-party module that a file imports belongs to a distribution that pyproject.toml names for it."""
    asked, known = declared(root)[FOLDERS[folder]], packages_distributions()
    foreign = {
        name: where
        for name, where in imported(root / folder).items()
        if name not in sys.stdlib_module_names | own(root)
    }
    undeclared = {
        name: where
        for name, where in foreign.items()
        if asked.isdisjoint(canonicalize_name(owner) for owner in known.get(name, [name]))
    }

    assert len(foreign) > 1 or folder in ("bench", "tables")
    assert undeclared == {}


def test_every_distribution_that_is_declared_is_imported(root: Path) -> None:
    """No package is installed with the program that the program never imports."""
    known = packages_distributions()
    used = {canonicalize_name(owner) for name in imported(root / "src") for owner in known.get(name, [name])}
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))

    assert _named(project["project"]["dependencies"]) - used - READ_AS_DATA == set()
