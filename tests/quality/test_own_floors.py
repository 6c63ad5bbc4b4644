# SPDX-License-Identifier: Apache-2.0
"""Quality floors on the project's own cases, which a fresh clone has: what is found, at its exact place, and told
falsely."""

import tomllib
from pathlib import Path

import pytest
from laws import versions
from scoring import score, units
from seeded import CORPUS, converted, notices, planted

from policydiff import compare

FLOORS = tomllib.loads((Path(__file__).parent / "own_floors.toml").read_text(encoding="utf-8"))
TEXTS = {**notices(), "corpus": (CORPUS / "qingdao-2023-tasks-plain.txt").read_text(encoding="utf-8")}


@pytest.mark.parametrize("name", TEXTS)
def test_planted_edits_are_told_at_their_places(name: str) -> None:
    """What was planted is found, mostly at the exact place; little else is told, and no case breaks an invariant."""
    cases = planted(name, TEXTS[name], FLOORS[name]["cases"], seed=1)

    assert score(cases).short_of(FLOORS[name]) == []


@pytest.mark.parametrize("kept", [False, True], ids=["numbered anew", "numbers kept"])
@pytest.mark.parametrize("script", ["", "s2tw"])
def test_articles_of_two_versions_are_paired(kept: bool, script: str) -> None:
    """Each article of a law answers to the one it became, in both directions, and what is new or repealed to none."""
    old, new, answers, added = versions(kept=kept)
    if script:
        new = converted(script, new)
        answers, added = (
            {a: converted(script, b) for a, b in answers.items()},
            frozenset(converted(script, label) for label in added),
        )
    there, back = units(compare(old, new)), units(compare(new, old))

    assert {a: there.get(a) for a in answers if there.get(a) != answers[a]} == {}
    assert {b: there.get(f"-{b}") for b in added if there.get(f"-{b}") != b} == {}
    assert {a: b for a, b in answers.items() if b != "-" and back.get(b) != a} == {}
