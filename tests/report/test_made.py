# SPDX-License-Identifier: Apache-2.0
"""Templates and catalogues as they are made beforehand are those of their sources."""

import tomllib
from pathlib import Path

import jinja2
import pytest

from policydiff.report.build import build
from policydiff.report.html import render
from policydiff.show import i18n
from policydiff.show.assets import environment
from policydiff.show.made import TEMPLATES, made, main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of what is made, in the place of the project's own."""
    monkeypatch.setattr("policydiff.show.made.MADE", tmp_path / "made")
    return tmp_path / "made"


def test_what_is_made_is_read_back_of_each_source(folder: Path) -> None:
    """Each template is there as Jinja compiles it, and each catalogue as its file has it."""
    main()

    for path in sorted(TEMPLATES.rglob("*.j2")):
        name, source = path.relative_to(TEMPLATES).as_posix(), path.read_text("utf-8")
        code = environment().compile(source, name, name, raw=True)
        assert "\n".join(made(name, source, jinja2.__version__)) == code
    for path in sorted((TEMPLATES / "i18n").rglob("*.toml")):
        source = path.read_text("utf-8")
        assert made(path.relative_to(TEMPLATES / "i18n").as_posix(), source) == tomllib.loads(source)


def test_what_has_no_source_any_more_goes(folder: Path) -> None:
    """A second making takes away what the first left of a source that is gone, and is otherwise the same."""
    main()
    first = {path: path.read_bytes() for path in folder.iterdir()}
    (folder / "gone.html.j2.json").write_text("{}")
    main()

    assert {path: path.read_bytes() for path in folder.iterdir()} == first


@pytest.mark.parametrize(("source", "maker"), [("another source", ""), ("", "another maker")])
def test_what_was_made_of_something_else_is_not_taken(folder: Path, source: str, maker: str) -> None:
    """Of a source that has changed, and by another version of the maker, nothing is at hand."""
    main()
    own = (TEMPLATES / "i18n" / "en.toml").read_text("utf-8")

    assert made("en.toml", own) is not None
    assert made("en.toml", source or own, maker) is None


def _forget() -> None:
    for known in (environment, i18n.catalogue, i18n.terminal):
        known.cache_clear()


def test_a_page_is_the_same_with_and_without_what_is_made(pair, folder: Path) -> None:
    """A report from the sources, where nothing was made, is byte for byte the one from what was made."""
    pages = []
    for _ in range(2):
        _forget()
        pages.append(render(build(pair.comparison, pair.texts.a, pair.texts.b)))
        main()
    _forget()

    assert pages[0] == pages[1]
