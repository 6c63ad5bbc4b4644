# SPDX-License-Identifier: Apache-2.0
"""What a proof of one copy proposes: a change for each place that tells and is certain, a remark for each that is not.

What somebody decided is followed: what is kept is left alone, what is asked is a remark.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from policydiff.model import OTHER_SIDE, TELLING, Comparison, Difference, Finding, Reason, Side
from policydiff.proof.edits import Edit, Left, planned
from policydiff.proof.wearing import Copy
from policydiff.reasons import because

_ASKED = frozenset({"review"})
"""Classes that a person must look at: which reading is right is not certain, so that nothing is changed unasked."""
_SHOWN = 60
_SENTENCE = 120
_STOPS = "。；！？\n"


class Remark(Struct, frozen=True):
    """What is said of one place, and where it stands; `why` is the reason why nothing is changed, where nothing is."""

    id: str
    start: int
    end: int
    old: str
    new: str
    kind: str
    rule: Reason | None
    other: tuple[int, str] | None = None
    """Line and sentence of the other copy."""
    why: Reason | None = None
    like: str = ""
    """The id of an earlier one that says the same of the same words; it alone has a comment."""


class Move(Struct, frozen=True):
    """A unit that goes to another place of a copy: behind the character before `to`, at the end of a line."""

    id: str
    start: int
    end: int
    to: int


class Proof(Struct, frozen=True):
    """The edits of a copy, by place and apart from each other, what is moved in it, and what is said of each place."""

    side: Side
    edits: tuple[Edit, ...]
    moves: tuple[Move, ...]
    """In the order in which units have to stand where several go to one place."""
    remarks: tuple[Remark, ...]


def proofed(comparison: Comparison, side: Side, copies: Mapping[Side, Copy], *, errata: bool = True) -> Proof:
    """What is proposed for one copy of a comparison; with `errata` also what is certainly wrong with it by itself."""
    looked = [found for found in comparison.differences if _is_open(found)]
    facts = getattr(comparison, side)
    taken = [getattr(found, side) for found in looked]
    wrong = [
        found
        for found in (facts.findings if errata else ())
        if _is_certain(found) and not any(found.start < place.end and place.start < found.end for place in taken)
    ]
    plan = planned(_asked(comparison, side, looked, wrong), side, copies)
    edits = [*plan.edits, *(made for found in looked if (made := _break(found, side, copies[side])) is not None)]
    edits.sort(key=lambda edit: (edit.start, edit.end))
    moves = _moves(comparison, side, looked, edits, copies[side].canonical.source)
    left = {one.id: one for one in plan.left}
    proposed = {edit.id for edit in edits} | {move.id for move in moves}
    remarks = [_said(found, side, copies, _why(found, side, proposed, left)) for found in looked]
    remarks += [
        Remark(f.id, f.start, f.end, f.text, f.suggestion or "", f.kind, f.rule, None, _not(f.id, proposed, left))
        for f in wrong
    ]
    remarks.sort(key=lambda remark: (remark.start, remark.end))
    remarks = _grouped(remarks, {found.id for found in wrong})
    return Proof(side, tuple(edits), tuple(moves), tuple(remarks))


def _grouped(remarks: list[Remark], errata: set[str]) -> list[Remark]:
    """The remarks, those on equal errata under the first of them."""
    first: dict[tuple[str, str, str, Reason | None], str] = {}
    made = []
    for remark in remarks:
        key = (remark.old, remark.new, remark.kind, remark.why)
        like = first.setdefault(key, remark.id) if remark.id in errata else remark.id
        made.append(remark if like == remark.id else replace(remark, like=like))
    return made


def _is_open(found: Difference) -> bool:
    return found.class_ in TELLING and not found.suppressed and found.decision != "keep"


def _is_certain(found: Finding) -> bool:
    if found.decision is not None:
        return found.decision != "keep"
    return found.certain and found.suggestion is not None


def _asked(comparison: Comparison, side: Side, looked: list[Difference], errata: list[Finding]) -> Comparison:
    """The comparison as if it were decided that all that is proposed is to be changed."""
    wanted = {found.id for found in looked if _is_proposed(found, side)}
    wanted |= {found.id for found in errata if found.decision != "query"}
    facts = comparison.a if side == "a" else comparison.b
    told = replace(
        facts, findings=tuple(replace(f, decision="change" if f.id in wanted else None) for f in facts.findings)
    )
    differences = tuple(
        replace(found, decision="change" if found.id in wanted else None) for found in comparison.differences
    )
    if side == "a":
        return replace(comparison, differences=differences, a=told)
    return replace(comparison, differences=differences, b=told)


def _is_proposed(found: Difference, side: Side) -> bool:
    if found.decision is not None:
        return found.decision == "change"
    at_fault = found.side if found.suggestion is not None else None
    return found.class_ not in _ASKED and at_fault != OTHER_SIDE[side]


def _break(found: Difference, side: Side, copy: Copy) -> Edit | None:
    """A line break that one copy has and the other has not: the mark of a paragraph is put in or out."""
    if found.kind not in ("split", "merged") or not _is_proposed(found, side):
        return None
    here, there = (found.a, found.b) if side == "a" else (found.b, found.a)
    if here.text.strip() or there.text.strip() or ("\n" in here.text) == ("\n" in there.text):
        return None
    return Edit(found.id, here.start, here.end, "\n" if "\n" in there.text else "")


def _moves(comparison: Comparison, side: Side, looked: list[Difference], edits: list[Edit], source: str) -> list[Move]:
    """Units that stand elsewhere in the other copy, as whole lines: each goes behind the nearest unit before it there
    that both copies have in the same order, and takes the changes inside of it along."""
    moved = {found.unit: found.id for found in looked if found.kind == "moved" and _is_proposed(found, side)}
    pairs = [
        (getattr(pair, OTHER_SIDE[side])[0].start, number, getattr(pair, side)[0], pair.moved)
        for number, pair in enumerate(comparison.units)
        if len(pair.a) == len(pair.b) == 1 and pair.kind != "row"
    ]
    made: list[Move] = []
    before = None
    for _, number, here, is_moved in sorted(pairs, key=lambda pair: pair[:2]):
        if not is_moved:
            before = here
        elif number in moved and before is not None and _is_line(source, here.start, here.end):
            whole = all(
                edit.end <= here.start or here.end <= edit.start or here.start <= edit.start <= edit.end <= here.end
                for edit in edits
            )
            if whole and _ends_a_line(source, before.end):
                made.append(Move(moved[number], here.start, here.end, before.end))
    return made


def _is_line(source: str, start: int, end: int) -> bool:
    return _begins_a_line(source, start) and _ends_a_line(source, end)


def _begins_a_line(source: str, at: int) -> bool:
    before = source[:at].rstrip(" \t\u3000\xa0\r")
    return not before or before.endswith("\n")


def _ends_a_line(source: str, at: int) -> bool:
    if source[:at].endswith("\n"):
        return True
    after = source[at:].lstrip(" \t\u3000\xa0\r")
    return not after or after.startswith("\n")


def _why(found: Difference, side: Side, proposed: set[str], left: Mapping[str, Left]) -> Reason | None:
    if found.id in proposed:
        return None
    if found.id in left:
        return left[found.id].why
    if found.side == OTHER_SIDE[side] and found.suggestion is not None:
        return because("of_the_other_copy")
    return because("asks_a_person")


def _not(ident: str, proposed: set[str], left: Mapping[str, Left]) -> Reason | None:
    if ident in proposed:
        return None
    return left[ident].why if ident in left else because("asks_a_person")


def _said(found: Difference, side: Side, copies: Mapping[Side, Copy], why: Reason | None) -> Remark:
    here, there = (found.a, found.b) if side == "a" else (found.b, found.a)
    source = copies[OTHER_SIDE[side]].canonical.source
    sentence = _sentence(source, there.start, there.end)
    new = found.suggestion if found.suggestion is not None and found.side == side else there.text
    return Remark(found.id, here.start, here.end, here.text, new, found.kind, found.rule, (there.line, sentence), why)


def _sentence(source: str, start: int, end: int) -> str:
    """The sentence in which a span stands, shortened around it where it is long."""
    begin = max(source.rfind(stop, 0, start) for stop in _STOPS) + 1
    stops = [at for stop in _STOPS if (at := source.find(stop, max(end - 1, start))) >= 0]
    finish = min(stops, default=len(source)) + 1
    begin, cut = (begin, False) if start - begin <= _SENTENCE // 2 else (start - _SENTENCE // 2, True)
    room = max(_SENTENCE, min(end - begin, 2 * _SENTENCE))
    said = source[begin : min(finish, begin + room)]
    return f"{'…' if cut else ''}{' '.join(said.split())}{'…' if finish > begin + room else ''}"


def shown(text: str) -> str:
    """A reading in a line: blanks collapsed, a long one cut in the middle."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN // 2]}…{line[-_SHOWN // 4 :]}"


__all__ = ["Move", "Proof", "Remark", "proofed", "shown"]
