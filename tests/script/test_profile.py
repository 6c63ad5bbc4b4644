# SPDX-License-Identifier: Apache-2.0
"""The script of a copy is read off its characters."""

import pytest

from policydiff.model import ScriptProfile
from policydiff.script.fold import fold
from policydiff.script.profile import form_of, profile

SIMPLIFIED = "各区人民政府要组织实施关键技术攻关，建设产业园区，财政支持标准提高。"
TAIWAN = "為貫徹實施，財政標準應予提高，並於年內發佈說明，裡面群眾產業線路。"
HONG_KONG = "為貫徹實施，衞生財政標準應予提高，說明税務、閲讀、裏面羣眾產業，脱離。"
MAINLAND = "爲貫徹實施，財政標準應予提高，争取産業内部録用，强化净化、説明緑色綫路。"


@pytest.mark.parametrize(
    ("text", "form", "region"),
    [
        (SIMPLIFIED, "simplified", None),
        (TAIWAN, "traditional", "taiwan"),
        (HONG_KONG, "traditional", "hong_kong"),
        (MAINLAND, "traditional", "mainland"),
        ("", "none", None),
        ("2023 LNG 100%", "none", None),
        ("人民大會堂", "traditional", None),
        ("大小人口", "none", None),
    ],
)
def test_form_and_region(text: str, form: str, region: str | None) -> None:
    """A text's form and the region of its glyphs, where it shows."""
    found = profile(text)
    assert (found.form, found.region) == (form, region)


def test_residual_counts_the_other_script() -> None:
    """Characters of the other script are counted, on either side."""
    assert profile(TAIWAN + "标态").residual == 2
    assert profile(SIMPLIFIED + "後發").residual == 2


def test_halves_are_mixed() -> None:
    """A text half in one script and half in the other is neither."""
    assert profile(TAIWAN + fold(TAIWAN)).form == "mixed"


@pytest.mark.parametrize(
    ("simplified", "traditional", "form"),
    [(0, 0, "none"), (40, 2446, "traditional"), (30, 70, "traditional"), (997, 3, "simplified")],
)
def test_form_of_counts(simplified: int, traditional: int, form: str) -> None:
    """A converter that leaves a third of the characters does not change a copy's form."""
    assert form_of(simplified, traditional) == form


def test_faults_are_left_to_evidence() -> None:
    """The profile alone claims no fault and no converter: it loads no dictionary."""
    found = profile("康複大學的短闆")
    assert isinstance(found, ScriptProfile)
    assert (found.faults, found.converter) == (0, None)
