# SPDX-License-Identifier: Apache-2.0
"""The proof of one copy (核红): its document with what tells as tracked changes, for Word, WPS and LibreOffice."""

from dataclasses import dataclass

from policydiff.decisions.writing import recorded
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.model import OTHER_SIDE, Comparison, EncodingFacts, Side, Witness, WitnessFacts
from policydiff.pipeline import Prepared, prepare, worn_by
from policydiff.proof.proofing import proofed
from policydiff.proof.word.marking import Hand
from policydiff.proof.word.record import Record
from policydiff.proof.word.writing import Tracked, sheet_of, tracked
from policydiff.report.texts import Options, Texts


@dataclass(frozen=True, slots=True)
class Proofing:
    """What a proof needs besides the comparison: the copy to correct, both copies, the file of that one, the hand."""

    side: Side | None = None
    copies: tuple[Prepared, Prepared] | None = None
    file: bytes | None = None
    """The bytes of the copy's own DOCX file; without them its text is laid out as a plain page."""
    hand: Hand = Hand()  # noqa: RUF009 (frozen)
    errata: bool = True
    """Whether what is certainly wrong with the copy by itself is corrected too."""
    limits: Limits = DEFAULT_LIMITS


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The DOCX file; the same result gives the same bytes.

    Raises:
        InputError: PD613 for a document with tracked changes of its own, PD614 for a protected one, PD615 where the
            file does not have the text that was compared.
    """
    return made(comparison, texts, options).data


def made(comparison: Comparison, texts: Texts, options: Options) -> Tracked:
    """The file, the changes that are in it, and what is said of each place.

    Raises:
        InputError: as `write`.
    """
    asked = options.proof if isinstance(options.proof, Proofing) else Proofing()
    side = asked.side or (OTHER_SIDE[comparison.base] if comparison.base else "b")
    first, second = asked.copies or (_copy(comparison.a, texts.a), _copy(comparison.b, texts.b))
    copy = first if side == "a" else second
    proof = proofed(comparison, side, {"a": worn_by(first), "b": worn_by(second)}, errata=asked.errata)
    sheet = sheet_of(copy.witness, asked.file, _titles(copy), asked.limits)
    places = recorded(comparison, (texts.a, texts.b))
    settled = [found.id for found in comparison.differences if found.decision is not None]
    for facts in (comparison.a, comparison.b):
        settled += [found.id for found in facts.findings if found.decision is not None]
    return tracked(sheet, proof, Record(places, settled=tuple(settled)), asked.hand, options.ui_lang)


def _copy(facts: WitnessFacts, text: str) -> Prepared:
    """A copy of which only the result is at hand."""
    encoding = facts.encoding_facts or EncodingFacts(used=facts.encoding)
    return prepare(Witness(facts.name, facts.sha256, facts.size, text, encoding, events=facts.events))


def _titles(copy: Prepared) -> list[tuple[int, int]]:
    """Where the title of a notice stands in the copy's text."""
    offsets = copy.canonical.offsets
    spans = [(node.start, node.own_end) for node in copy.notice.nodes() if node.kind == "title"]
    return [(offsets.to_source(start), offsets.to_source(end)) for start, end in spans]
