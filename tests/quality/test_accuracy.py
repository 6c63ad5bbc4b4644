# SPDX-License-Identifier: Apache-2.0
"""The benchmark of planted edits: it is the same for a seed, it counts what is told, and it can fail."""

import importlib
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2]))

from bench.accuracy import judge
from bench.accuracy.cases import MAKERS, Case, built, draw, scripts
from bench.accuracy.edit import NOTHING
from bench.accuracy.judge import outcome, told_by_policydiff
from bench.accuracy.tally import Tally, total, wilson
from policydiff.canonical.text import Removals


def cases(seed: str, count: int) -> list[Case]:
    """Cases that need no foreign converter, the short ones."""
    drawn = [case for case in draw(seed, count, ()) if not case.name.startswith("corpus")]
    made = scripts(drawn, ())
    return [built(case, made) for case in drawn]


def scored(some: list[Case]) -> Tally:
    """What policydiff tells of cases, counted."""
    return total(outcome(case, told_by_policydiff(case)) for case in some)


CASES = cases("tests", 60)


def test_a_seed_gives_the_same_cases() -> None:
    """Edits, dresses and places are those of the seed, and other ones of another."""
    one, again, other = ([(c.drawn, c.a.text, c.b.text) for c in cases(seed, 8)] for seed in ("1", "1", "2"))

    assert one == again
    assert one != other


def test_a_place_of_the_wording_is_known_in_both_copies() -> None:
    """A place is a slice of each copy, which is what was planted where the copy is as issued."""
    for case in CASES:
        for place, wording in zip(case.places, case.drawn.edit.places, strict=True):
            for side, copy, text in ((0, case.a, case.drawn.edit.a), (2, case.b, case.drawn.edit.b)):
                start, end = place[side : side + 2]
                assert 0 <= start <= end <= len(copy.text)
                if not case.drawn.looks[side // 2].names:
                    assert copy.text[start:end] == text[wording[side] : wording[side + 1]]


def test_one_case_in_five_has_no_edit_and_there_are_forty_kinds() -> None:
    """Only cases without an edit have no place."""
    assert len(MAKERS) >= 40
    assert {case.drawn.edit.name for case in CASES if not case.places} == {NOTHING}


def test_every_kind_of_edit_is_planted_about_as_often() -> None:
    """However few notices have what it changes: none is left without cases, and none counts for more."""
    planted = Counter(case.edit.name for case in draw("kinds", 500, ()) if case.edit.places)

    assert len(planted) == len(MAKERS)
    assert max(planted.values()) <= 2 * min(planted.values())


def test_edits_are_found() -> None:
    """Nearly all that was planted, and nothing hidden."""
    found = scored(CASES)

    assert found.counts["hidden"] == 0
    assert found.counts["found"] == found.counts["planted"] > 30
    assert found.counts["false"] <= 1


RULES: dict[str, tuple[str, str, Callable[[], object]]] = {
    "pinyin": ("policydiff.canonical.runner", "glosses", Removals),
    "page": ("policydiff.structure.parser", "page_numbers", list),
}


@pytest.mark.parametrize("noise", RULES)
def test_a_build_with_a_rule_switched_off_scores_worse(noise: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the layer of readings, or without page numbers, what is nothing is told, and the figures show it."""
    some = [c for c in cases("rules", 90) if any(name.startswith(noise) for name in c.drawn.noises)][:8]
    before = scored(some)
    module, rule, nothing = RULES[noise]
    monkeypatch.setattr(importlib.import_module(module), rule, lambda *_: nothing())

    assert some
    assert before.counts["false"] == 0
    assert scored(some).counts["false"] > 0


def test_a_build_that_tells_no_numbers_hides_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not told is counted as hidden."""
    kept = judge.told_by_policydiff
    silent = [outcome(case, [one for one in kept(case) if one.kind != "number"]) for case in CASES]

    assert total(silent).counts["hidden"] > 0


def test_the_interval_of_wilson() -> None:
    """As in the paper's formula: 10 of 10 leaves 72.2 % possible, 0 of 10 27.8 %."""
    assert [round(edge, 3) for edge in wilson(10, 10)] == [0.722, 1.0]
    assert [round(edge, 3) for edge in wilson(0, 10)] == [0.0, 0.278]
