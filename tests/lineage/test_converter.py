# SPDX-License-Identifier: Apache-2.0
"""What converted a copy: the kind, its choices, what it left, its glosses, and which families are near."""

import random
from typing import Any

import pytest
from opencc import OpenCC
from tests.lineage.planted import original, table

from policydiff.ingest import read
from policydiff.pipeline import prepare
from policydiff.report.converter import converter_of, render_json, render_text, report
from policydiff.script.converter import Converter
from policydiff.script.dictionary import dictionary


def profile(text: str) -> Converter:
    """The profile of a text."""
    return converter_of(prepare(read(text)))


def test_the_sample_copies_are_told_apart(corpus: dict[str, Any]) -> None:
    """Both were made by tables: one left eight characters and glosses 28 wherever they stand, the other neither."""
    annotated, plain = (converter_of(prepare(read(path))) for path in corpus["paths"])

    assert (annotated.kind, plain.kind) == ("table", "table")
    assert annotated.residual == {"标": 14, "号": 10, "态": 5, "拟": 5, "崂": 2, "财": 2, "浏": 1, "颠": 1}
    assert (plain.residual, plain.glosses) == ({}, ())
    assert (len(annotated.glosses), sum(g.glossed for g in annotated.glosses)) == (28, 398)
    assert all(g.glossed == g.of for g in annotated.glosses)
    assert (annotated.standard, plain.standard) == ("mainland", "taiwan")
    assert (plain.single, plain.several) == (23, 23)
    assert {c.character: c.forms for c in plain.choices}["范"] == {"范": 14}


@pytest.mark.parametrize(
    ("config", "family"), [("s2t", "phrases/standard"), ("s2tw", "phrases/taiwan"), ("s2hk", "phrases/hong_kong")]
)
def test_a_known_family_is_found_again(config: str, family: str) -> None:
    """A text that the converter itself made is nearest to its own family, at hardly any distance."""
    made = profile(OpenCC(config).convert(original()))

    assert made.nearest[0].family == family
    assert made.nearest[0].places <= made.examined / 200


def test_a_table_is_found_again() -> None:
    """A context-free table that keeps what traditional text has too is nearest to that family, and clearly so."""
    keep = {ord(c): c if c in values else values[0] for c, values in dictionary("STCharacters").items()}
    made = profile(original().translate(keep))

    assert (made.nearest[0].family, made.nearest[0].places, made.named) == ("keep/standard", 0, True)


def test_an_unknown_table_is_not_named() -> None:
    """A table with choices of its own has near families and no clear one."""
    made = profile(original().translate(table(random.Random(1))))

    assert made.kind == "table"
    assert made.nearest[0].places > 0
    assert made.single == made.several


def test_a_simplified_copy_was_not_converted() -> None:
    """Of a simplified text only glosses are told."""
    made = profile(original().replace("工", "工(gōng)"))

    assert (made.kind, made.choices, made.nearest) == (None, (), ())
    assert [(g.character, g.glossed == g.of, g.readings) for g in made.glosses] == [("工", True, ("(gōng)",))]


def test_the_profile_is_written_for_people_and_programs(corpus: dict[str, Any]) -> None:
    """Both forms say the kind, what was left, and that a program can hardly be told."""
    found = report(prepare(read(corpus["paths"][0])))

    assert b'"schema":"policydiff.converter/1"' in render_json(found)
    assert "标×14" in render_text(found)
    assert "工(gōng) 59/59" in render_text(found)
