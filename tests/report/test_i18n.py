# SPDX-License-Identifier: Apache-2.0
"""Three catalogues that say the same things."""

import re

import pytest

from policydiff.errors import UsageError
from policydiff.model import CLASSES
from policydiff.report.i18n import LANGUAGES, catalogue

PLACES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_catalogues_have_the_same_phrases_and_places(lang: str) -> None:
    """A phrase that one language has, the others have, with the same places to fill."""
    ours, theirs = catalogue("en").tables, catalogue(lang).tables

    assert {table: list(names) for table, names in ours.items()} == {table: list(names) for table, names in theirs.items()}
    for table, names in ours.items():
        for name, phrase in names.items():
            # the English of one carries no number
            wanted = set(PLACES.findall(phrase)) | ({"n"} if name.endswith("_one") or name == "one" else set())
            assert set(PLACES.findall(theirs[table][name])) - {"n"} == wanted - {"n"}, (table, name)


def test_every_class_has_a_name() -> None:
    """No class is without a name in any language."""
    assert [lang for lang in LANGUAGES if not set(CLASSES) <= set(catalogue(lang).tables["class"])] == []


def test_every_kind_has_a_name_and_a_rule() -> None:
    """Kinds are named and explained alike in the catalogues and by `policydiff explain`."""
    from policydiff.explanations import explanations

    kinds = {entry.term for entries in explanations().values() for entry in entries if entry.sort == "kind"}

    assert kinds == set(catalogue("en").tables["kind"]) == set(catalogue("en").tables["rule"])


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ends at a bare heading: 四、协同推进", "止于空标题：四、协同推进"),
        ("gap in the numbering: 3 numbers are missing before 16.", "编号有缺：16. 之前缺 3 号"),
        ("gap in the numbering: a number is missing before 21.", "编号有缺：21. 之前缺 1 号"),
        ("only 12% of the shorter text stands in units that answer to each other", "较短一本只有 12% 的文字在彼此对应的段落中"),
        ("something new", "something new"),
    ],
)
def test_what_other_parts_say_is_translated(said: str, shown: str) -> None:
    """The sentences of other parts appear in the reader's language, unknown ones as they are."""
    assert shown == catalogue("zh-Hans").said(said)
    assert said == catalogue("en").said(said)


def test_an_unknown_language_is_refused() -> None:
    """The error names the languages there are."""
    with pytest.raises(UsageError) as caught:
        catalogue("fr")

    assert (caught.value.code, caught.value.cure) == ("PD230", "choose one of en, zh-Hans, zh-Hant")
