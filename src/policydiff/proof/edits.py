# SPDX-License-Identifier: Apache-2.0
"""What is to be written into one copy: the decided places, each with the reading it should have."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from policydiff.checked import Check
from policydiff.decisions.finding import words
from policydiff.kinds import POSITIONS
from policydiff.model import OTHER_SIDE, Comparison, Difference, Finding, Reason, Side
from policydiff.proof.wearing import Copy, Wardrobe
from policydiff.reasons import because

_FORM = "ambiguous_script"


class Edit(Struct, frozen=True):
    """One place of a copy's decoded text and what is to stand there."""

    id: str
    start: int
    end: int
    text: str


class Left(Struct, frozen=True):
    """A decision that is not carried out, and why."""

    id: str
    line: int
    why: Reason


class Plan(Struct, frozen=True):
    """The edits of one copy, by place and apart from each other, and what is left to a person."""

    edits: tuple[Edit, ...]
    left: tuple[Left, ...]


def planned(comparison: Comparison, side: Side, copies: Mapping[Side, Copy]) -> Plan:
    """What the decisions on a comparison ask to be changed in one of its copies.

    A reading comes over in the copy's own dress, unless somebody wrote the wanted reading by hand; where the dress is
    not certain, nothing is written."""
    checks = {check.found: check for check in comparison.checks if check.found is not None}
    wardrobe = Wardrobe(copies[side])
    edits: list[Edit] = []
    left = [
        Left(check.id, check.line or 0, because("place_not_found"))
        for check in comparison.checks
        if check.decision == "change" and check.status == "lost"
    ]
    for found in comparison.differences:
        if found.decision == "change":
            made = _of_difference(found, side, checks.get(found.id), copies[OTHER_SIDE[side]], wardrobe)
            (edits if isinstance(made, Edit) else left).append(made)  # type: ignore[arg-type]
            if isinstance(made, Edit):
                edits += _behind(found, side, copies[OTHER_SIDE[side]], wardrobe)
    facts = comparison.a if side == "a" else comparison.b
    for erratum in facts.findings:
        if erratum.decision == "change":
            made = _of_erratum(erratum, checks.get(erratum.id))
            (edits if isinstance(made, Edit) else left).append(made)  # type: ignore[arg-type]
    kept, crossed = _apart(edits)
    lines = copies[side].canonical.source
    left += [Left(edit.id, lines.count("\n", 0, edit.start) + 1, because("within_another_change")) for edit in crossed]
    return Plan(tuple(kept), tuple(left))


def _of_difference(found: Difference, side: Side, check: Check | None, other: Copy, wardrobe: Wardrobe) -> Edit | Left:
    place, theirs = (found.a, found.b) if side == "a" else (found.b, found.a)
    if check is not None and check.side == OTHER_SIDE[side]:
        return Left(found.id, place.line, because("of_the_other_copy"))
    if found.kind in POSITIONS:
        return Left(found.id, place.line, because("moved_by_hand"))
    if found.a.text == found.b.text:
        return Left(found.id, place.line, because("nothing_to_write"))
    wanted = check.wanted if check is not None else None
    if wanted is not None and words(wanted) != words(theirs.text):
        return Edit(found.id, place.start, place.end, wanted)
    if found.kind == _FORM:
        return _of_form(found, side, wardrobe.takes_forms_of(other))
    worn = wardrobe.wear(other, theirs.start, theirs.end)
    if worn.doubtful or worn.text == place.text:
        return Left(found.id, place.line, because("dress_uncertain", text=worn.text, doubtful=worn.doubtful))
    return Edit(found.id, place.start, place.end, worn.text)


def _behind(found: Difference, side: Side, other: Copy, wardrobe: Wardrobe) -> list[Edit]:
    """The other places of what is told once for several: labels that count on."""
    made = []
    for member in found.members[1:]:
        place, theirs = (member.a, member.b) if side == "a" else (member.b, member.a)
        made.append(Edit(found.id, place.start, place.end, wardrobe.wear(other, theirs.start, theirs.end).text))
    return made


def _of_form(found: Difference, side: Side, alike: bool) -> Edit | Left:
    """A place that differs in the form of a character alone: whoever wants it changed wants the other form, which no
    habit of this copy can decide."""
    place, theirs = (found.a, found.b) if side == "a" else (found.b, found.a)
    form = found.suggestion if found.side == side and found.suggestion else theirs.text
    if alike or form != theirs.text:
        return Edit(found.id, place.start, place.end, form)
    return Left(found.id, place.line, because("dress_uncertain", text=form, doubtful=form))


def _of_erratum(found: Finding, check: Check | None) -> Edit | Left:
    wanted = check.wanted if check is not None and check.wanted is not None else found.suggestion
    if wanted is None:
        return Left(found.id, found.line, because("nothing_to_write"))
    return Edit(found.id, found.start, found.end, wanted)


def _apart(edits: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """The edits by place, and those that reach into an earlier one."""
    kept: list[Edit] = []
    crossed: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        meets = bool(kept) and (edit.start < kept[-1].end or (edit.start, edit.end) == (kept[-1].start, kept[-1].end))
        (crossed if meets else kept).append(edit)
    return kept, crossed


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits in it, which are in order and apart from each other."""
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])
