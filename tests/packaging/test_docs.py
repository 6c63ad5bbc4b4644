# SPDX-License-Identifier: Apache-2.0
"""What the documents say of the files is true, and the house rules about files hold."""

import re
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
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


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
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


def test_both_readmes_lead_to_each_other_and_name_the_same_commands(root: Path) -> None:
    """Whoever reads one finds the other, and each command that can be typed stands in both."""
    english, chinese = ((root / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
    typed = re.compile(r"^    ((?:policydiff|\./dev demo)[^\n]*?)(?:   .*)?$", re.MULTILINE)
    own = {"policydiff compare a.txt b.txt --ui-lang zh-Hant"}

    assert "(README.zh-CN.md)" in english
    assert "(README.md)" in chinese
    assert set(typed.findall(chinese)) - own == set(typed.findall(english))


@pytest.mark.parametrize(("name", "tag"), [("README.md", "C"), ("README.zh-CN.md", "zh_CN.UTF-8")])
def test_a_readme_shows_what_the_command_says(name: str, tag: str, root: Path, run_policydiff, tmp_path: Path) -> None:
    """The summary in it is what the sample gives in that language."""
    spec = spec_from_file_location("pictures", root / "docs/pictures.py")
    assert spec is not None
    assert spec.loader is not None
    pictures = module_from_spec(spec)
    spec.loader.exec_module(pictures)
    pictures.sample(tmp_path / "work")
    text = (root / name).read_text(encoding="utf-8")
    shown = text.partition("$ policydiff compare original.txt republished.txt\n")[2].partition("\n…\n")[0]
    done = run_policydiff("compare", "original.txt", "republished.txt", env={"LANG": tag})

    assert shown
    assert done.stdout.decode().startswith(f"{shown}\n")
