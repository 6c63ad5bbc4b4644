# SPDX-License-Identifier: Apache-2.0
"""A comparison in words: the headline with both halves, directions, places and scripts."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, get_args

from rapidfuzz.distance import Postfix, Prefix

from policydiff import late
from policydiff.checked import CheckStatus
from policydiff.kinds import POSITIONS
from policydiff.model import (
    Comparison,
    Difference,
    Finding,
    Place,
    ScriptProfile,
    Side,
    UnitPair,
    UnitRef,
    UnitStatus,
    WitnessFacts,
)
from policydiff.show.i18n import TRACKED, Catalogue, number
from policydiff.show.visible import abbreviate, labelled, plain

CHECKED: tuple[CheckStatus, ...] = get_args(CheckStatus)
"""What may have become of a decision, in the order in which it is told."""
Action = Literal["added", "removed", "changed", "moved", "transposed", "shared"]


def headline(comparison: Comparison, words: Catalogue) -> str:
    """The verdict as a reader says it: 文字一致，但乙本有 45 處錯字；兩本均疑不完整.

    Where the two are no copies of one notice, that comes before anything else.
    """
    relation = comparison.relation.kind
    stop = words.t("meta.stop")
    first = words.t(f"headline.not_copies_{relation}") if relation != "copy" else ""
    if relation == "different":
        return first + _copies(comparison, words, leading=True) + stop
    said = _wording(comparison, words) + _copies(comparison, words, leading=False) + _settled(comparison, words)
    gap = " " if words.lang == "en" else ""
    return f"{first}{stop}{gap}{said}{stop}" if first else said + stop


def _wording(comparison: Comparison, words: Catalogue) -> str:
    counts = comparison.counts
    doubtful = counts.get("review", 0) + counts.get("integrity", 0)
    if comparison.verdict in ("identical", "equivalent"):
        return words.t(f"headline.{comparison.verdict}")
    if comparison.verdict == "review":
        return words.n("headline.review", doubtful)
    changed = counts.get("substantive", 0)
    if changed:
        said = words.n("headline.different", changed)
        high = len(
            [d for d in late.telling(comparison.differences) if d.severity == "high" and d.class_ == "substantive"]
        )
        if high:
            said += words.t("headline.different_high" if changed > 1 else "headline.serious", n=number(high))
        structure = counts.get("structure", 0)
        said += words.n("headline.different_structure", structure) if structure else ""
    else:
        said = words.n("headline.structure", counts.get("structure", 0))
    return said + (words.n("headline.different_review", doubtful) if doubtful else "")


def _copies(comparison: Comparison, words: Catalogue, *, leading: bool) -> str:
    """What is wrong with each copy by itself."""
    with_errata = [(words.t(f"ui.side_{side}"), facts.errata) for side, facts in sides(comparison) if facts.errata]
    said = ""
    if with_errata:
        who = words.t("headline.errata_join").join(
            words.t("headline.errata_one_copy", side=side, count=words.n("errata", count))
            for side, count in with_errata
        )
        good = comparison.verdict in ("identical", "equivalent") and not leading
        said = words.t("headline.but_errata" if good else "headline.also_errata", who=who)
    incomplete = [side for side, facts in sides(comparison) if not facts.complete]
    if len(incomplete) == 2:
        said += words.t("headline.complete_both")
    elif incomplete:
        said += words.t("headline.complete_one", side=words.t(f"ui.side_{incomplete[0]}"))
    return said


def _settled(comparison: Comparison, words: Catalogue) -> str:
    handled = late.handled(comparison.differences)
    settled = sum(d.decision == "keep" for d in handled)
    taken = sum(bool(d.suppressed) for d in handled)
    said = words.t("headline.settled", n=number(settled)) if settled else ""
    said += words.t("headline.suppressed", n=number(taken)) if taken else ""
    counts = Counter(check.status for check in comparison.checks)
    told = words.join(
        [f"{words.t(f'check.{status}')} {number(counts[status])}" for status in CHECKED if counts[status]]
    )
    return said + (words.t("headline.checked", counts=told) if told else "")


def sides(comparison: Comparison) -> tuple[tuple[Side, WitnessFacts], tuple[Side, WitnessFacts]]:
    """Both copies with their names."""
    return ("a", comparison.a), ("b", comparison.b)


def telling(comparison: Comparison) -> list[Difference]:
    """The differences that tell against equality, in reading order, suppressed ones left out."""
    return [d for d in late.telling(comparison.differences) if not d.suppressed]


def by_severity(differences: Sequence[Difference]) -> list[tuple[str, list[Difference]]]:
    """Telling differences under `high`, `normal`, `low` and `none` (to be judged), empty ones left out."""
    groups: dict[str, list[Difference]] = {"high": [], "normal": [], "low": [], "none": []}
    for difference in differences:
        judged = difference.class_ in ("review", "integrity") and difference.severity != "high"
        groups["none" if judged else difference.severity or "normal"].append(difference)
    return [(name, found) for name, found in groups.items() if found]


def action(difference: Difference, base: Side | None) -> Action:
    """What the other copy does to the base copy, or copy B to copy A where none is named."""
    if difference.kind == "moved":
        return "moved"
    if difference.hint is not None and difference.hint.startswith("transposed"):
        return "transposed"
    if difference.a.text == difference.b.text:
        if difference.kind in POSITIONS:
            return "moved"
        return "shared" if difference.side is None else "removed" if difference.side == (base or "a") else "added"
    ours, theirs = core(difference, base)
    if ours.text and not theirs.text:
        return "removed"
    return "added" if theirs.text and not ours.text else "changed"


def core(difference: Difference, base: Side | None) -> tuple[Place, Place]:
    """The places in the base copy (A where none is named) and in the other, without what a list of bodies keeps.

    A difference in the units in charge spans the whole list; a body that is gone is an omission all the same.
    """
    ours, theirs = (difference.b, difference.a) if base == "b" else (difference.a, difference.b)
    if not in_list(difference):
        return ours, theirs
    head = int(Prefix.similarity(ours.text, theirs.text))
    tail = int(Postfix.similarity(ours.text[head:], theirs.text[head:]))
    return _without(ours, head, tail), _without(theirs, head, tail)


def in_list(difference: Difference) -> bool:
    """Is it a change in a list of bodies in charge, and not in a sentence that says who is?"""
    in_sentence = difference.rule is not None and difference.rule.key == "in_charge"
    return difference.kind == "responsible_unit" and not in_sentence


def _without(place: Place, head: int, tail: int) -> Place:
    end = len(place.text) - tail
    return Place(place.start + head, place.start + end, place.line, place.column + head, place.text[head:end])


def action_word(difference: Difference, base: Side | None, words: Catalogue) -> str:
    """增, 删, 改, 移, 并, 分; or 衍, 脱, 讹, 倒 where a base copy is named, which alone makes it a judgement."""
    done = difference.kind if difference.kind in ("merged", "split") else action(difference, base)
    return words.t(f"{'action_base' if base else 'action'}.{done}")


def status_word(status: UnitStatus, base: Side | None, words: Catalogue) -> str:
    """What became of a unit; with a base copy a unit in one copy alone is an intrusion or an omission."""
    if base is None or status not in ("added", "removed"):
        return words.t(f"status.{status}")
    return words.t(f"action_base.{'added' if (status == 'added') == (base == 'a') else 'removed'}")


def evidence_words(difference: Difference, words: Catalogue) -> str:
    """How a unit went, unless the rule has said so already."""
    said = words.name("evidence", difference.evidence) if difference.evidence else ""
    return "" if said in words.rule(difference) else said


def leading(comparison: Comparison) -> Side:
    """The copy in whose script headings and titles stand: the base, else copy A."""
    return comparison.base or "a"


def title_of(comparison: Comparison, words: Catalogue) -> str:
    """The notice's title as the leading copy has it, else as the other."""
    return _titled(comparison).title or words.t("ui.untitled")


def title_language(comparison: Comparison) -> str:
    """The `lang` of that title."""
    return language_of(_titled(comparison).script)


def _titled(comparison: Comparison) -> WitnessFacts:
    """The copy whose title is shown."""
    copies = (comparison.b, comparison.a) if leading(comparison) == "b" else (comparison.a, comparison.b)
    return next((copy for copy in copies if copy.title), copies[0])


def unit_name(pair: UnitPair, words: Catalogue, side: Side = "a") -> str:
    """A unit as a reader calls it: its label and title in a copy, or its kind where it has neither."""
    refs = (pair.b or pair.a) if side == "b" else (pair.a or pair.b)
    ref = refs[0] if refs else None
    return ref_name(ref, pair.kind, words) if ref else words.name("unit", pair.kind)


def ref_name(ref: UnitRef, kind: str, words: Catalogue) -> str:
    """A unit of one copy as a reader calls it."""
    label, title = (ref.label or "").strip(), ref.title.strip()
    if ref.row is not None:
        return _row_name(ref.row, label, title, words)
    return labelled(label, title) or words.name("unit", kind)


def _row_name(row: int, label: str, title: str, words: Catalogue) -> str:
    """A row as a reader finds it: which one it is, its own number where that is another, what it is about."""
    if not row:
        return words.t("ui.table_header")
    own = label if label not in ("", str(row)) else ""
    return " ".join(filter(None, (words.t("ui.table_row", n=row), own, title)))


def where(difference: Difference, names: Sequence[str], words: Catalogue) -> str:
    """The unit that a difference stands in, and in a table its column: 第3行 建设实验室 · 牵头单位; of a cell that
    moved both columns: 中央资金 → 地方资金."""
    name = names[difference.unit] if difference.unit is not None and difference.unit < len(names) else ""
    place = difference.table
    named = [place.column_b or place.column_a] if place else []
    if place and difference.kind == "cell_moved":
        named = [place.column_a, place.column_b]
    column = " → ".join(plain(abbreviate(name, 20)) for name in named)
    return words.t("ui.in_column", where=name, column=column) if column else name


def place_words(place: Place | Finding, words: Catalogue) -> str:
    """The line and column of a place in words."""
    return words.t("ui.line_column", line=place.line, column=place.column)


def code_points(*readings: str, longest: int = 3) -> str:
    """The code points of short readings: U+95C6 → U+677F; empty for long ones, or plain letters and digits."""
    if max(map(len, readings), default=0) > longest:
        return ""
    together = "".join(readings)
    if not together or (together.isascii() and together.isalnum() and all(readings)):
        return ""
    return " → ".join([" ".join([f"U+{ord(char):04X}" for char in reading]) or "∅" for reading in readings])


def language_of(profile: ScriptProfile) -> str:
    """The `lang` under which a copy's characters draw as its readers write them."""
    traditional = profile.form == "traditional" or (
        profile.form == "mixed" and profile.traditional > profile.simplified
    )
    if not traditional:
        return "zh-Hans"
    return {"taiwan": "zh-Hant-TW", "hong_kong": "zh-Hant-HK"}.get(profile.region or "", "zh-Hant")


def script_words(profile: ScriptProfile, words: Catalogue) -> str:
    """A script profile in words: traditional, Taiwan forms, 40 residual simplified …"""
    said = [words.t(f"form.{profile.form}")]
    said += [words.t(f"region.{profile.region}")] if profile.region else []
    said += [words.t("script_profile.residual", n=number(profile.residual))] if profile.residual else []
    said += [words.t("script_profile.faults", n=number(profile.faults))] if profile.faults else []
    said += [words.t(f"script_profile.{profile.converter}")] if profile.converter else []
    return words.join(said)


def short_facts(facts: WitnessFacts, words: Catalogue) -> str:
    """A copy in a line: its script, its errata, whether it is complete."""
    script = [words.t(f"form.{facts.script.form}")]
    script += [words.t(f"region.{facts.script.region}")] if facts.script.region else []
    whole = words.t("ui.looks_complete")
    if not facts.complete:
        whole = words.t(
            "ui.looks_incomplete", reason=words.join([plain(words.reason(r)) for r in facts.incomplete[:1]])
        )
    tracked = sum(event.kind in TRACKED for event in facts.events)
    revised = [words.n("ui.tracked", tracked)] if tracked else []
    return " · ".join((words.join(script), *revised, words.n("errata", facts.errata), whole))


def context_of(text: str, start: int, end: int, around: int = 8) -> tuple[str, str]:
    """The source characters before and after a span, within its line or sentence."""
    return text[start - around if start > around else 0 : start].rpartition("\n")[2], text[
        end : end + around
    ].partition("\n")[0]
