# SPDX-License-Identifier: Apache-2.0
"""The invariants that every comparison keeps, whatever the texts."""

from collections import Counter

import msgspec
import pytest
from copies import NOTICE, differing, edited, noises, noisy, rebuilt
from hypothesis import given
from hypothesis import strategies as st

from policydiff.model import CLASSES, TELLING, Comparison


@given(edited(), edited(), noises, noises)
def test_nothing_is_lost(a: str, b: str, noise_a: list, noise_b: list) -> None:
    """Without the spans of all differences both texts are the same, and no two spans of one side overlap."""
    first, second = noisy(a, noise_a), noisy(b, noise_b)
    found = differing(first, second)
    if any(u.moved or u.status in ("split", "merged") for u in found.units):
        return

    left, right = rebuilt(found, first, second)

    assert left == right


@given(edited(), edited(), noises, noises)
def test_a_comparison_mirrors(a: str, b: str, noise_a: list, noise_b: list) -> None:
    """Comparing b with a tells the same differences with the sides exchanged."""
    first, second = noisy(a, noise_a), noisy(b, noise_b)
    there, back = differing(first, second), differing(second, first)

    assert Counter(_turned(there)) == Counter(_straight(back))
    assert there.verdict == back.verdict
    assert there.relation == back.relation


def _straight(found: Comparison) -> list[tuple[object, ...]]:
    return [(d.class_, d.kind, d.a, d.b, d.suggestion, d.reason) for d in found.differences]


def _turned(found: Comparison) -> list[tuple[object, ...]]:
    kinds = {"unit_added": "unit_removed", "unit_removed": "unit_added", "split": "merged", "merged": "split"}
    return [(d.class_, kinds.get(d.kind, d.kind), d.b, d.a, d.suggestion, d.reason) for d in found.differences]


@given(edited(), noises)
def test_a_text_is_identical_with_itself(text: str, noise: list) -> None:
    """A copy compared with itself has no difference and the verdict identical."""
    copy = noisy(text, noise)

    found = differing(copy, copy)

    assert found.verdict == "identical"
    assert found.differences == ()


@given(noises, noises)
def test_noise_alone_never_tells(noise_a: list, noise_b: list) -> None:
    """Script, glosses, widths, wraps and indents leave two copies equivalent or identical."""
    found = differing(noisy(NOTICE, noise_a), noisy(NOTICE, noise_b))

    assert found.verdict in ("identical", "equivalent"), [d for d in found.differences if d.class_ in TELLING]


@given(st.integers(0, len(NOTICE) - 1), st.sampled_from("甲永不未3。、，）%"), noises)
def test_a_planted_edit_is_never_hidden(at: int, new: str, noise: list) -> None:
    """One character replaced by an unrelated one always tells, beside any noise."""
    old = NOTICE[at]
    if old == new or old.isspace() or {old, new} <= set("（()）") or {old, new} <= set(".、）"):
        return  # white space, and what the rules of width and label style name

    found = differing(noisy(NOTICE, noise), NOTICE[:at] + new + NOTICE[at + 1 :])

    assert found.verdict in ("different", "review")


@given(edited(), edited())
def test_counts_are_the_counts_of_the_differences(a: str, b: str) -> None:
    """Every class is counted, and detail `telling` keeps the counts while it lists less."""
    whole = differing(a, b)
    brief = msgspec.structs.replace(_telling(a, b))

    assert whole.counts == {name: sum(d.class_ == name for d in whole.differences) for name in CLASSES}
    assert brief.counts == whole.counts
    assert [d for d in whole.differences if d.class_ in TELLING] == list(brief.differences)


def _telling(a: str, b: str) -> Comparison:
    from policydiff import compare

    return compare(a, b, detail="telling")


@given(edited())
def test_ids_are_unique(b: str) -> None:
    """No two differences of a comparison share an id."""
    ids = [d.id for d in differing(NOTICE, b).differences]

    assert len(ids) == len(set(ids))


def test_an_id_survives_changes_elsewhere() -> None:
    """The id of a difference stays when text far from it changes in both copies."""
    before = differing(NOTICE, NOTICE.replace("35项", "53项"))
    after = differing(NOTICE.replace("500亿元", "700亿元"), NOTICE.replace("35项", "53项").replace("500亿元", "700亿元"))

    assert [d.id for d in before.differences] == [d.id for d in after.differences]


def test_the_sample_pair_is_equivalent(corpus: dict) -> None:
    """The two sample copies have one wording; every difference between them is counted under the rule that explains it."""
    from policydiff import compare

    found = compare(*corpus["paths"])

    assert found.verdict == "equivalent"
    assert found.counts == {"substantive": 0, "structure": 0, "review": 0, "integrity": 0, "page": 1, "script": 183, "gloss": 398, "format": 0}
    assert Counter(d.kind for d in found.differences if d.class_ == "script") == {"regional": 115, "residual": 40, "fault": 28}
    assert sum(u.kind == "task" and u.status == "same" for u in found.units) == 40
    assert not found.a.complete
    assert not found.b.complete


def test_the_result_is_the_same_bytes_each_time(corpus: dict) -> None:
    """The same inputs give the same bytes."""
    from policydiff import compare

    first, second = (msgspec.json.encode(compare(*corpus["paths"])) for _ in range(2))

    assert first == second


@pytest.mark.parametrize("hidden", ["\u202e", "\U000e0041", "\ue123"])
def test_hidden_characters_keep_a_text_from_being_identical(hidden: str) -> None:
    """A text with a bidi control, a tag or a private-use character is for review even against itself."""
    copy = NOTICE.replace("实施", f"实{hidden}施")

    assert differing(copy, copy).verdict == "review"
