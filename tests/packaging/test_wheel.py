# SPDX-License-Identifier: Apache-2.0
"""What a user installs holds everything the program reads, and nothing else."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    """The wheel, built from the working tree."""
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with ZipFile(next(target.glob("*.whl"))) as archive:
        yield archive


def shipped(folder: Path) -> set[str]:
    """Return the files under `folder` that belong in a wheel, relative to it."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_source_file_is_in_the_wheel(wheel: ZipFile, root: Path) -> None:
    """Modules, tables, explanations and py.typed all ship, at the place they have in src/."""
    expected = {f"policydiff/{name}" for name in shipped(root / "src" / "policydiff")}

    assert expected - set(wheel.namelist()) == set()
    assert "policydiff/py.typed" in wheel.namelist()


def test_templates_are_in_the_wheel(wheel: ZipFile, root: Path) -> None:
    """The top-level templates/ ships inside the package, where the report looks for it."""
    expected = {f"policydiff/templates/{name}" for name in shipped(root / "templates")}

    assert expected - set(wheel.namelist()) == set()


def test_nothing_else_is_in_the_wheel(wheel: ZipFile) -> None:
    """Neither tests nor corpus nor caches are installed on a user's machine."""
    stray = [
        name
        for name in wheel.namelist()
        if not name.startswith(("policydiff/", "policydiff-")) or "__pycache__" in name
    ]

    assert stray == []


def test_licence_texts_ship(wheel: ZipFile) -> None:
    """The licence and the notices of the data from others travel with the program."""
    names = {Path(name).name for name in wheel.namelist() if ".dist-info/" in name}

    assert {"LICENSE", "NOTICE"} <= names


def test_the_console_script_points_to_the_entry(wheel: ZipFile) -> None:
    """`policydiff` starts the function that owns the exit status."""
    name = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))

    assert "policydiff = policydiff.cli.main:entry" in wheel.read(name).decode()
