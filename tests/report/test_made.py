# SPDX-License-Identifier: Apache-2.0
"""Templates and catalogues as they are made beforehand are those of their sources."""

import pytest

from policydiff.show import i18n
from policydiff.show.assets import environment
from policydiff.show.made import TEMPLATES, Made, all_made, made


def test_what_is_made_is_that_of_the_sources() -> None:
    """Each template and catalogue is made as its source is now, and nothing else is there: `python -m
    policydiff.show.made`."""
    there = {path: path.read_bytes() for path in (TEMPLATES / "made").iterdir()}

    assert there == all_made()


@pytest.mark.parametrize(("source", "maker"), [("another source", ""), ("", "another maker")])
def test_what_was_made_of_something_else_is_not_taken(source: str, maker: str) -> None:
    """Of a source that has changed, and by another version of the maker, nothing is at hand."""
    source = source or (TEMPLATES / "i18n" / "en.toml").read_text("utf-8")

    assert made("en.toml", source, maker) is None


def test_a_page_is_the_same_without_what_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template from its source prints what the one made beforehand does, and a catalogue has the same words."""
    environment.cache_clear()
    before = environment().get_template("partials/bar.html.j2")
    words = i18n.tables("batch/en.toml")
    monkeypatch.setattr("policydiff.show.pages.made", lambda *_: None)
    monkeypatch.setattr("policydiff.show.i18n.made", lambda *_: None)
    environment.cache_clear()
    after = environment().get_template("partials/bar.html.j2")
    environment.cache_clear()

    assert sorted(before.blocks) == sorted(after.blocks)
    assert i18n.tables("batch/en.toml") == words


def test_what_is_made_is_no_code_without_its_source() -> None:
    """What is made says of what source it was made."""
    assert set(Made.__struct_encode_fields__) == {"of", "is"}
