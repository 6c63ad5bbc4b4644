# SPDX-License-Identifier: Apache-2.0
"""The proof of a copy as a DOCX file: its own file where it is one, else a plain page of its text.

Changes are written, read back and compared: with all of them accepted the file must read as the corrected text, with
all rejected as it did. A change that this does not hold of becomes a remark.
"""

from collections.abc import Iterable, Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from policydiff.decisions.record import Decision
from policydiff.errors import InputError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.office.docx import MEDIA_TYPE, main_part, read_docx
from policydiff.ingest.package import Package, attribute, child, local
from policydiff.ingest.reading import Reading, Written
from policydiff.model import Side, Witness
from policydiff.proof.edits import Edit
from policydiff.proof.proofing import Move, Proof, Remark, shown
from policydiff.proof.word import moving
from policydiff.proof.word import record as records
from policydiff.proof.word.anchors import PREFIX, Anchors, Ends
from policydiff.proof.word.comments import Comments
from policydiff.proof.word.editing import Editor
from policydiff.proof.word.marking import CHANGES, Hand, Marker, NotPlacedError
from policydiff.proof.word.names import STRICT, TRANSITIONAL, Names
from policydiff.proof.word.package import Parts
from policydiff.proof.word.page import page_of
from policydiff.proof.word.places import Places
from policydiff.reasons import because, say
from policydiff.show.i18n import catalogue

_GENERATED = frozenset({"list_marker", "note_mark"})


Change = Edit | Move


class Tracked(Struct, frozen=True):
    """A DOCX file with changes, those that are in it, and what is said of each place."""

    data: bytes
    changes: tuple[Change, ...]
    remarks: tuple[Remark, ...]


class Sheet(Struct, frozen=True):
    """The document that changes are written into, and the text that it has."""

    name: str
    data: bytes
    text: str
    limits: Limits = DEFAULT_LIMITS


def sheet_of(
    witness: Witness, data: bytes | None, titles: Iterable[tuple[int, int]] = (), limits: Limits = DEFAULT_LIMITS
) -> Sheet:
    """The document of a copy: its own where it is a DOCX file whose bytes are at hand.

    Raises:
        InputError: PD613 for a file with tracked changes of its own, PD614 for one that is protected.
    """
    if data is None or witness.media_type != MEDIA_TYPE:
        return Sheet(witness.name, page_of(witness.text, titles), witness.text, limits)
    _refuse(data, witness.name, limits)
    return Sheet(witness.name, data, witness.text, limits)


def _refuse(data: bytes, name: str, limits: Limits) -> None:
    package = Package(data, limits)
    main = main_part(package)
    parts = Parts(data, limits)
    for each in (main, *(parts.named(main, kind) for kind in ("footnotes", "endnotes"))):
        root = package.xml(each) if each else None
        if root is not None and any(local(found) in CHANGES for found in root.iter()):
            raise InputError("PD613", because("own_changes", file=name))
    settings = package.xml(parts.named(main, "settings") or "")
    protection = child(settings, "documentProtection")
    allowed = attribute(protection, "edit") in (None, "none", "trackedChanges")
    if attribute(protection, "enforcement") in ("1", "true", "on") and not allowed:
        raise InputError("PD614", because("protected", file=name, how=attribute(protection, "edit")))


def tracked(sheet: Sheet, proof: Proof, record: records.Record, hand: Hand, lang: str = "en") -> Tracked:
    """A proof written into a document, with a record of all places; the same input gives the same bytes.

    Raises:
        InputError: PD615 where the document does not have the text that the proof speaks of.
    """
    changes, written = _settled(sheet, (*proof.edits, *proof.moves), hand)
    edits = [change for change in changes if isinstance(change, Edit)]
    missed = {edit.id for edit in proof.edits} | {move.id for move in proof.moves}
    missed -= {change.id for change in changes}
    remarks = tuple(_left(remark) if remark.id in missed else remark for remark in proof.remarks)
    if not remarks:
        return Tracked(sheet.data, (), ())
    places = tuple(_addressed(place, proof.side, edits) for place in record.decisions.decisions)
    full = replace(record, decisions=replace(record.decisions, decisions=places))
    return Tracked(written.dressed(remarks, full, lang), tuple(changes), remarks)


def _addressed(place: Decision, side: Side, edits: Sequence[Edit]) -> Decision:
    """A place with the copy to correct, and what is to stand there where that is one reading."""
    own = [edit for edit in edits if edit.id == place.id]
    return replace(place, side=side, wanted=own[0].text if len(own) == 1 else place.wanted) if own else place


def _left(remark: Remark) -> Remark:
    return replace(remark, why=because("no_place_in_document", text=shown(remark.new) or "‸"))


def _settled(sheet: Sheet, edits: Sequence[Change], hand: Hand) -> tuple[list[Change], "_Writing"]:
    """The edits that the document takes, all of them written; those of one id go together."""
    wanted = list(edits)
    while True:
        writing = _Writing(sheet, hand)
        missed = {edit.id for edit in writing.carry_out(wanted)}
        if not missed and not writing.proven(wanted):
            missed = _at_fault(sheet, wanted, hand)
        if not missed:
            return wanted, writing
        wanted = [edit for edit in wanted if edit.id not in missed]


def _at_fault(sheet: Sheet, edits: Sequence[Change], hand: Hand) -> set[str]:
    """The ids of edits that do not come out as they should, found by halves."""
    names = list(dict.fromkeys(edit.id for edit in edits))
    if len(names) == 1:
        return set(names)
    found: set[str] = set()
    for half in (names[: len(names) // 2], names[len(names) // 2 :]):
        some = [edit for edit in edits if edit.id in half]
        writing = _Writing(sheet, hand)
        missed = {edit.id for edit in writing.carry_out(some)}
        found |= missed or (set() if writing.proven(some) else _at_fault(sheet, some, hand))
    return found or set(names)


class _Writing:
    """One document while changes are written into it."""

    def __init__(self, sheet: Sheet, hand: Hand) -> None:
        self._sheet = sheet
        self._hand = hand
        trace: list[Written] = []
        self._reading = read_docx(sheet.data, sheet.limits, trace=trace)
        roots = {written.element.getroottree().getroot(): None for written in trace if etree.iselement(written.element)}
        self._roots = list(roots)
        main = next((root for root in self._roots if local(root) == "document"), None)
        if main is None:
            raise InputError("PD615", because("no_text_to_change"))
        self._main_root = main
        namespace = etree.QName(main).namespace or TRANSITIONAL
        names = Names(namespace)
        self._parts = Parts(sheet.data, sheet.limits, strict=namespace == STRICT)
        self._main = main_part(self._parts.package)
        numbering = self._parts.named(self._main, "numbering") is not None
        self._marker = Marker(names, hand, self._roots, numbering=numbering)
        self._places = Places(names, self._reading, trace, sheet.text)
        if not self._places.known:
            raise InputError("PD615", because("changed_meanwhile", file=sheet.name))
        self._made: list[tuple[Change, list[etree._Element]]] = []

    def carry_out(self, changes: Sequence[Change]) -> list[Change]:
        """Write changes, the last one first; those that have no certain place."""
        editor = Editor(self._places, self._marker, self._sheet.text)
        edits = sorted((c for c in changes if isinstance(c, Edit)), key=lambda edit: (edit.start, edit.end))
        moves = [change for change in changes if isinstance(change, Move)]
        ordered: list[Change] = [*reversed(edits), *reversed(moves)]
        missed: list[Change] = []
        for change in ordered:
            begun = len(self._marker.made)
            try:
                if isinstance(change, Move):
                    moving.carry_out(self._places, self._marker, change)
                else:
                    editor.carry_out(change)
            except NotPlacedError:
                missed.append(change)
            self._made.append((change, self._marker.made[begun:]))
        return missed

    def _bytes(self) -> bytes:
        self._parts.put(self._main, self._main_root)
        for root in self._roots:
            name = self._parts.named(self._main, local(root))
            if name is not None and local(root) in ("footnotes", "endnotes"):
                self._parts.put(name, root)
        return self._parts.bytes()

    def proven(self, edits: Sequence[Change]) -> bool:
        """Whether the file with these edits is read as the text with them, and without them as it was."""
        data = self._bytes()
        try:
            accepted = read_docx(data, self._sheet.limits)
            original = read_docx(data, self._sheet.limits, tracked="original")
        except InputError:
            return False
        return _own(accepted) == self._expected(edits) and _own(original) == _own(self._reading)

    def _expected(self, changes: Sequence[Change]) -> str:
        """The text with the changes, without what the program generates and without white space."""
        text = self._sheet.text
        edits = [change for change in changes if isinstance(change, Edit)]
        for move in changes:
            if isinstance(move, Move):
                inner = [edit for edit in edits if _lies_in(edit, move)]
                edits = [edit for edit in edits if edit not in inner]
                moved = self._edited(inner, move.start, move.end)
                edits += [Edit(move.id, move.start, move.end, ""), Edit(move.id, move.to, move.to, moved)]
        return "".join(self._edited(edits, 0, len(text)).split())

    def _edited(self, edits: Iterable[Edit], start: int, end: int) -> str:
        """A stretch of the text with edits."""
        pieces: list[str] = []
        at = start
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            pieces += [self._kept(at, edit.start), edit.text]
            at = edit.end
        return "".join([*pieces, self._kept(at, end)])

    def _kept(self, start: int, end: int) -> str:
        numbers = self._places.numbers(start, end)
        return "".join(self._sheet.text[self._places.at(n)] for n in numbers if not self._places.is_generated(n))

    # what is said

    def dressed(self, remarks: Sequence[Remark], record: records.Record, lang: str) -> bytes:
        """The file with a comment for each place, a bookmark for each change, and the record of both."""
        numbers = self._places.numbers
        changed = frozenset(n for edit, _ in self._made for n in numbers(edit.start, edit.end))
        anchors = Anchors(self._places, self._marker, changed)
        comments = Comments(self._parts, self._main, self._marker.names, self._hand)
        marks: list[tuple[str, str]] = []
        for remark in remarks:
            ranges = self._ranges(remark, anchors)
            first = next((found for found, _ in ranges if found is not None), None)
            for ends in (found for found, own in ranges if own):
                if ends is not None:
                    name = f"{PREFIX}{remark.id}" + (f"_{len(marks)}" if marks and marks[-1][0] == remark.id else "")
                    anchors.bookmark(name, ends)
                    marks.append((remark.id, name))
            if remark.like:
                continue
            number = comments.add(_lines(remark, 1 + sum(other.like == remark.id for other in remarks), lang))
            here = first is not None and first[0].getroottree().getroot() is self._main_root
            anchors.comment(number, first if first is not None and here else self._end())
        comments.save()
        standing = {name: stands for root in self._roots for name, stands in records.standing(root).items()}
        proposed = tuple(
            records.Proposed(ident, name, standing[name].original, standing[name].accepted)
            for ident, name in marks
            if name in standing
        )
        records.put(
            self._parts,
            self._main,
            replace(record, proposed=proposed, like={remark.id: remark.like for remark in remarks if remark.like}),
        )
        return self._bytes()

    def _ranges(self, remark: Remark, anchors: Anchors) -> list[tuple[Ends | None, bool]]:
        """The ranges of what is changed for a remark, and whether each has a bookmark: what went along with a move has
        none, since it stands twice."""
        numbers = self._places.numbers
        moves = [change for change, _ in self._made if isinstance(change, Move)]
        found: list[tuple[Ends | None, bool]] = []
        for change, made in reversed(self._made):
            if change.id != remark.id:
                continue
            move = next((m for m in moves if isinstance(change, Edit) and _lies_in(change, m)), None)
            if isinstance(change, Move) or move is not None:
                to = (move or change).to  # type: ignore[union-attr]
                found.append((anchors.around(numbers(to, to), ()), move is None))
            else:
                found.append((anchors.around(numbers(change.start, change.end), made), True))
        return found or [(anchors.around(numbers(remark.start, remark.end), ()), True)]

    def _end(self) -> tuple[etree._Element, etree._Element]:
        """The last text of the body, where comments on what stands elsewhere are hung up."""
        runs = list(self._main_root.iter(self._marker.names.q("r")))
        body = [run for run in runs if all(local(up) not in ("txbxContent", "r") for up in run.iterancestors())]
        return body[-1], body[-1]


def _lies_in(edit: Edit, move: Move) -> bool:
    return move.start <= edit.start and edit.end <= move.end


def _own(reading: Reading) -> str:
    """The text of a document without what the program generates and without white space."""
    pieces, at = [], 0
    for event in sorted(reading.events, key=lambda event: event.start):
        if event.kind in _GENERATED and event.start >= at:
            pieces.append(reading.text[at : event.start])
            at = event.end
    return "".join("".join([*pieces, reading.text[at:]]).split())


def _lines(remark: Remark, times: int, lang: str) -> list[str]:
    """A comment line by line: what, why, what the other copy has, why nothing is changed, and the id."""
    words = catalogue(lang)
    old, new = shown(remark.old) or "‸", shown(remark.new) or "‸"
    said = f"{words.name('kind', remark.kind)}: {old} → {new}" if old != new else words.name("kind", remark.kind)
    lines = [said if times == 1 else f"{said} ×{times}"]
    if remark.rule is not None:
        lines.append(say(remark.rule, lang))
    if remark.other is not None:
        line, sentence = remark.other
        lines.append(say(because("other_reads", line=line, text=sentence), lang))
    if remark.why is not None:
        lines.append(say(remark.why, lang))
    return [*lines, f"policydiff:{remark.id}"]


__all__ = ["Sheet", "Tracked", "sheet_of", "tracked"]
