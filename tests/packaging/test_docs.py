# SPDX-License-Identifier: Apache-2.0
"""What the documents say of the files is true, and the house rules about files hold."""

import re
import subprocess
from pathlib import Path

import pytest

PACKAGE = "src/policydiff"


def modules(root: Path) -> list[Path]:
    """Return every Python file of the project that is written by hand."""
    return [path for folder in ("src", "tests", "bench") for path in sorted((root / folder).rglob("*.py"))] + [
        root / "dev"
    ]


def test_every_package_is_in_the_architecture(root: Path) -> None:
    """No package of the program is missing from the table of packages."""
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = [path.parent.name for path in (root / PACKAGE).glob("*/__init__.py")]

    assert [name for name in packages if f"`{name}/`" not in text] == []


def test_the_architecture_is_read_in_one_sitting(root: Path) -> None:
    """The page that everybody reads first stays within 10 kB; lists of modules are in the code map."""
    assert len((root / "ARCHITECTURE.md").read_bytes()) <= 10_000


def test_the_readme_links_each_page_of_the_documents(root: Path) -> None:
    """Whoever begins at the README finds every page."""
    text = (root / "README.md").read_text(encoding="utf-8")

    assert [page.name for page in (root / "docs").glob("*.md") if f"(docs/{page.name})" not in text] == []


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_between_documents_lead_somewhere(root: Path, name: str) -> None:
    """A relative link names a file of the project."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", (root / name).read_text(encoding="utf-8"))

    assert [target for target in targets if not (root / target).exists()] == []


def test_every_file_carries_its_licence_tag(root: Path) -> None:
    """The first line of a Python file (the second of a script) is the SPDX tag."""
    bare = [
        path.name
        for path in modules(root)
        if "# SPDX-License-Identifier: Apache-2.0" not in path.read_text(encoding="utf-8").splitlines()[:2]
    ]

    assert bare == []


@pytest.mark.skipif(not (Path(__file__).parents[2] / ".git").exists(), reason="not a checkout")
def test_nothing_that_is_made_is_in_the_repository(root: Path) -> None:
    """Byte code, reports and caches are ignored and not kept."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == ""


def test_modules_stay_small(root: Path) -> None:
    """No module of the program has more than 400 lines."""
    long = {
        path.name: count
        for path in (root / "src").rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def test_nothing_is_left_for_later(root: Path) -> None:
    """No note in the code says that something is still to be done."""
    marks = re.compile(r"\b([T]ODO|[F]IXME|[X]XX:)\b")
    lines = [
        (path.name, number, line)
        for path in modules(root)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]

    assert [(name, number) for name, number, line in lines if marks.search(line)] == []
