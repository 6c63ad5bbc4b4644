# SPDX-License-Identifier: Apache-2.0
"""The invariants that every comparison keeps, whatever the texts."""

from collections import Counter

import msgspec
import pytest
from copies import NOTICE, differing, edited, noises, noisy, rearranged, remains
from hypothesis import given
from hypothesis import strategies as st

from policydiff.model import CLASSES, TELLING, Comparison, Difference, Reason, UnitPair
from policydiff.reasons import say

copies = st.one_of(edited(), rearranged())


@given(copies, copies, noises, noises)
def test_nothing_is_lost(a: str, b: str, noise_a: list, noise_b: list) -> None:
    """Without the spans of all differences both texts are the same, units in B's order, and no two spans of one side
    overlap."""
    first, second = noisy(a, noise_a), noisy(b, noise_b)

    left, right = remains(differing(first, second), first, second)

    assert left == right


@given(rearranged())
def test_nothing_is_lost_with_units_that_moved(b: str) -> None:
    """Tasks in another order, doubled and lost ones among them, leave every character of both copies in its place or
    told."""
    left, right = remains(differing(NOTICE, b), NOTICE, b)

    assert left == right


@given(copies, copies, noises, noises)
def test_a_comparison_mirrors(a: str, b: str, noise_a: list, noise_b: list) -> None:
    """Comparing b with a tells the same differences, units and fields with the sides exchanged."""
    first, second = noisy(a, noise_a), noisy(b, noise_b)
    there, back = differing(first, second), differing(second, first)

    assert Counter(map(_turned, there.differences)) == Counter(map(_straight, back.differences))
    assert Counter(map(_turned_unit, there.units)) == Counter(
        (u.status, u.moved, u.renumbered, u.kind, u.similarity, u.a, u.b) for u in back.units
    )
    assert Counter((f.field, *map(_sorted, (f.kept, f.added, f.removed))) for f in there.fields) == Counter(
        (f.field, *map(_sorted, (f.kept, f.removed, f.added))) for f in back.fields
    )
    assert there.verdict == back.verdict
    assert there.relation == back.relation
    assert there.counts == back.counts


def _sorted(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names in one order; a change has them in the order of its copy A."""
    return tuple(sorted(names))


_KINDS = {"unit_added": "unit_removed", "unit_removed": "unit_added", "split": "merged", "merged": "split"}
_SEVERITIES = {"unit_added": "normal", "unit_removed": "high"}
"""What a kind that is turned round weighs: a unit lost is graver than one won."""
_STATUSES = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


def _straight(d: Difference) -> tuple[object, ...]:
    return d.class_, d.kind, d.severity, d.a, d.b, d.suggestion, d.side, d.evidence, d.hint, d.reason


def _turned(d: Difference) -> tuple[object, ...]:
    kind = _KINDS.get(d.kind, d.kind)
    severity = _SEVERITIES.get(kind, d.severity)
    side = {"a": "b", "b": "a", None: None}[d.side]
    # the sentence of a kind is that of its mirror; of any other only what became of what is turned round
    reason = d.reason
    if d.rule is not None and d.rule.key == d.kind:
        reason = say(Reason(kind, also=d.rule.also))
    elif d.rule is not None and "from" in d.rule.args:
        args = {**d.rule.args, "from": d.rule.args["to"], "to": d.rule.args["from"]}
        reason = say(Reason(d.rule.key, args, d.rule.also))
    return d.class_, kind, severity, d.b, d.a, d.suggestion, side, d.evidence, d.hint, reason


def _turned_unit(u: UnitPair) -> tuple[object, ...]:
    return _STATUSES.get(u.status, u.status), u.moved, u.renumbered, u.kind, u.similarity, u.b, u.a


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


TASK_2, TASK_4 = NOTICE.index("推进孵化器"), NOTICE.index("优化提升")


@given(st.integers(0, 30), st.integers(0, 30), st.text("甲乙丙3，。", max_size=40), st.integers(0, 1))
def test_an_id_survives_changes_elsewhere(at: int, size: int, new: str, both: int) -> None:
    """The id of a difference stays when text of another task changes, of whatever length, in both copies or in one."""
    changed = NOTICE.replace("35项", "53项")
    ids = [d.id for d in differing(NOTICE, changed).differences]
    place = (TASK_4 if at % 2 else TASK_2) + at

    def edit(text: str) -> str:
        return text[:place] + new + text[place + size :]

    after = {d.id: d.kind for d in differing(edit(NOTICE) if both else NOTICE, edit(changed)).differences}

    assert len(ids) == 1
    assert after.get(ids[0]) == "number"


def test_the_sample_pair_is_equivalent(corpus: dict) -> None:
    """The two sample copies have one wording; every difference between them is counted under the rule that explains
    it."""
    from policydiff import compare

    found = compare(*corpus["paths"])

    assert found.verdict == "equivalent"
    assert found.counts == {
        "substantive": 0,
        "structure": 0,
        "review": 0,
        "integrity": 0,
        "page": 1,
        "script": 183,
        "gloss": 398,
        "format": 0,
    }
    assert Counter(d.kind for d in found.differences if d.class_ == "script") == {
        "regional": 115,
        "residual": 40,
        "fault": 28,
    }
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
