# SPDX-License-Identifier: Apache-2.0
"""A proof that comes back: which changes were accepted or rejected, and how comments were answered.

A change is told by what stands in its bookmark now: as proposed, as it was, or as somebody typed it. One that still is
a tracked change is open, unless an answer to its comment decides. What contradicts itself is a query, which stays open.
"""

from collections.abc import Iterable, Mapping

import msgspec
from lxml import etree
from msgspec import Struct

from policydiff.decisions.finding import Sought, words
from policydiff.decisions.record import Decision, Decisions, Seen
from policydiff.errors import InputError
from policydiff.ingest.limits import Limits
from policydiff.ingest.office.docx import main_part, read_docx
from policydiff.ingest.office.docx_proof import SIGN
from policydiff.ingest.package import attribute, local
from policydiff.model import DecisionName
from policydiff.proof.word import record as records
from policydiff.proof.word.comments import paragraphs_of
from policydiff.proof.word.package import Parts
from policydiff.proof.word.record import Proposed, Record, Stands, alike
from policydiff.reasons import because
from policydiff.vocabulary.decided import answered


class _Answer(Struct):
    """What was answered to one comment: a decision in words, the rest of the words, and whether it was ticked off."""

    decision: DecisionName | None = None
    note: str = ""
    done: bool = False


class _Outcome(Struct, frozen=True):
    """What became of one change: accepted, rejected, typed, open, or none where nothing was proposed."""

    state: str
    typed: str | None = None


def is_proof(data: bytes, limits: Limits) -> bool:
    """Whether a package is a Word document.

    Raises:
        InputError: PD130, PD131 or PD134 as for any package.
    """
    parts = Parts(data, limits)
    root = parts.xml(main_part(parts.package))
    return root is not None and local(root) == "document"


def returned(data: bytes, name: str, limits: Limits) -> Decisions:
    """The decisions that a proof was given.

    Raises:
        InputError: PD605 for a document that keeps no record of what was proposed; PD130, PD131 or PD134 for one that
            cannot be read.
    """
    parts = Parts(data, limits)
    record = records.taken(parts)
    if record is None:
        raise InputError("PD605", because("no_record", file=name))
    main = main_part(parts.package)
    names = (main, parts.named(main, "footnotes"), parts.named(main, "endnotes"))
    roots = [root for part in names if part and (root := parts.xml(part)) is not None]
    standing = {mark: stands for root in roots for mark, stands in records.standing(root).items()}
    answers = _answers(parts, main)
    lost = _Lost(data, limits)
    decided: list[Decision] = []
    seen: list[Seen] = []
    for place in record.decisions.decisions:
        proposed = [each for each in record.proposed if each.id == place.id]
        outcome = _outcome(place, proposed, standing, lost)
        made = _decided(
            place,
            outcome,
            answers.get(record.like.get(place.id, place.id), _Answer()),
            earlier=place.id in record.settled,
        )
        if made is not None:
            decided.append(made)
        else:
            seen.append(Seen(place.id, place.a.text if place.a else "", place.b.text if place.b else ""))
    return msgspec.structs.replace(record.decisions, decisions=tuple(decided), seen=tuple(seen))


def _decided(place: Decision, outcome: _Outcome, answer: _Answer, *, earlier: bool) -> Decision | None:
    """The decision on one place, or None where there is none."""
    by_hand: DecisionName | None = {"accepted": "change", "typed": "change", "rejected": "keep"}.get(outcome.state)  # type: ignore[assignment]
    if by_hand is not None and answer.decision not in (None, by_hand):
        by_hand = "query"
    made = by_hand or answer.decision
    if made is None and answer.done and outcome.state == "none":
        made = "keep"
    if made is None:
        return place if earlier else None
    wanted = outcome.typed if outcome.state == "typed" else place.wanted
    return msgspec.structs.replace(place, decision=made, note=answer.note or place.note, wanted=wanted)


# what stands there


def _outcome(place: Decision, proposed: Iterable[Proposed], standing: Mapping[str, Stands], lost: "_Lost") -> _Outcome:
    """What became of the changes of one place, all of them together."""
    found = [_one(place, each, standing.get(each.mark), lost) for each in proposed]
    states = {one.state for one in found}
    if not states:
        return _Outcome("none")
    if len(states) == 1:
        return found[0]
    return next((one for one in found if one.state == "typed"), _Outcome("open"))


def _one(place: Decision, proposed: Proposed, stands: Stands | None, lost: "_Lost") -> _Outcome:
    nothing = alike(proposed.was, proposed.now)
    if stands is None:
        return _Outcome("none") if nothing else lost.outcome(place)
    if stands.open:
        return _Outcome("open")
    exact = _exact(stands.accepted, proposed)
    if not nothing and _frayed(stands.accepted, proposed, exact):
        told = lost.outcome(place)
        if told.state != "open":
            return told
    if exact is not None:
        return _Outcome("none" if nothing else exact)
    return _Outcome("typed", _typed(proposed, stands.accepted))


def _exact(text: str, proposed: Proposed) -> str | None:
    """What became of a change whose bookmark has kept its ends."""
    if alike(text, proposed.was):
        return "rejected"
    return "accepted" if alike(text, proposed.now) else None


def _frayed(text: str, proposed: Proposed, exact: str | None) -> bool:
    """Whether a bookmark may have lost a character at an end, as LibreOffice lets it where it accepts or rejects, so
    that what stands in it says something else than the document."""
    readings = {"rejected": proposed.was, "accepted": proposed.now}
    others = [reading for state, reading in readings.items() if state != exact]
    return any(alike(text, cut) for reading in others for cut in (reading[:-1], reading[1:], reading[1:-1]))


def _typed(proposed: Proposed, text: str) -> str | None:
    """What somebody typed between the characters that stand beside the change."""
    was, now, text = (each.strip("\n") for each in (proposed.was, proposed.now, text))
    before = 1 if was[:1] == now[:1] == text[:1] and was != now else 0
    after = 1 if was[-1:] == now[-1:] == text[-1:] and len(text) > before else 0
    if was == now:
        return text or None
    return text[before : len(text) - after]


class _Lost:
    """Places whose bookmark a program left out, looked for by the words around them."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data, self._limits = data, limits
        self._texts: tuple[Sought, Sought] | None = None

    def outcome(self, place: Decision) -> _Outcome:
        """What became of a place, by its readings with all changes and with none of them."""
        kept = place.a if place.side == "a" else place.b
        if kept is None or kept.cut or place.wanted is None:
            return _Outcome("open")
        if self._texts is None:
            self._texts = (
                Sought(read_docx(self._data, self._limits).text),
                Sought(read_docx(self._data, self._limits, tracked="original").text),
            )
        said = []
        for sought in self._texts:
            span = sought.find(kept, [kept.text, place.wanted])
            if span is None:
                return _Outcome("open")
            said.append(_bare(sought.text[span[0] : span[1]]))
        if said[0] != said[1]:
            return _Outcome("open")
        was, wanted = _bare(kept.text), _bare(place.wanted)
        if words(was) != words(wanted):
            said, was, wanted = [words(said[0])], words(was), words(wanted)
        if said[0] == wanted:
            return _Outcome("accepted")
        return _Outcome("rejected" if said[0] == was else "open")


def _bare(text: str) -> str:
    """A reading without white space."""
    return "".join(text.split())


# what was answered


def _answers(parts: Parts, main: str) -> dict[str, _Answer]:
    """What was answered to the comments of a proof, by the ids of their places."""
    name = parts.named(main, "comments")
    root = parts.xml(name) if name else None
    if root is None:
        return {}
    comments = {attribute(found, "id") or "": found for found in root if local(found) == "comment"}
    ours: dict[str, str] = {}
    for number, comment in comments.items():
        signs = [SIGN.fullmatch(line.strip()) for line in paragraphs_of(comment)]
        ident = next((sign[1] for sign in signs if sign), None)
        if ident is not None:
            ours[number] = ident
    threads = _threads(parts, main, comments)
    ranges = _ranges(parts, main)
    answers = {ident: _Answer() for ident in ours.values()}
    for number, ident in ours.items():
        answers[ident].done = threads.get(number, (None, False))[1]
    for number, comment in comments.items():
        if number in ours:
            continue
        parent = threads.get(number, (None, False))[0]
        owner = parent if parent in ours else _beside(number, ranges, ours)
        if owner is not None:
            _read(answers[ours[owner]], paragraphs_of(comment))
            answers[ours[owner]].done |= threads.get(number, (None, False))[1]
    return answers


def _read(answer: _Answer, lines: list[str]) -> None:
    """Take what a comment says as an answer, if it begins with a decision."""
    found = answered("\n".join(lines))
    if found:
        answer.decision, answer.note = found


def _threads(parts: Parts, main: str, comments: Mapping[str, etree._Element]) -> dict[str, tuple[str | None, bool]]:
    """Of each comment the one that it answers, and whether it is done ([MS-DOCX] 2.5.45: commentEx)."""
    name = parts.named(main, "commentsExtended")
    root = parts.xml(name) if name else None
    if root is None:
        return {}
    by_paragraph = {
        attribute(paragraph, "paraId"): number
        for number, comment in comments.items()
        for paragraph in comment.iter()
        if local(paragraph) == "p"
    }
    found: dict[str, tuple[str | None, bool]] = {}
    for each in root:
        number = by_paragraph.get(attribute(each, "paraId"))
        if number is not None:
            parent = attribute(each, "paraIdParent")
            done = attribute(each, "done") in ("1", "true", "on")
            found[number] = (by_paragraph.get(parent) if parent else None, done)
    return found


def _ranges(parts: Parts, main: str) -> dict[str, tuple[int, int]]:
    """Where each comment begins and ends, in characters of the document."""
    root = parts.xml(main)
    begun: dict[str, int] = {}
    found: dict[str, tuple[int, int]] = {}
    at = 0
    for element in root.iter() if root is not None else ():
        name = local(element)
        if name in ("t", "delText"):
            at += len(element.text or "")
        elif name == "commentRangeStart":
            begun[attribute(element, "id") or ""] = at
        elif name == "commentRangeEnd":
            number = attribute(element, "id") or ""
            found[number] = (begun.get(number, at), at)
    return found


def _beside(number: str, ranges: Mapping[str, tuple[int, int]], ours: Mapping[str, str]) -> str | None:
    """The comment of ours that has the range of another one: how programs without threads keep answers."""
    where = ranges.get(number)
    same = [other for other in ours if where is not None and ranges.get(other) == where]
    return same[0] if len(same) == 1 else None


__all__ = ["Record", "is_proof", "returned"]
