# SPDX-License-Identifier: Apache-2.0
"""A unit moved to another place as a tracked move (ECMA-376 part 1, 17.13.5.21 to 17.13.5.28): whole paragraphs."""

from copy import deepcopy
from itertools import pairwise

from lxml import etree

from policydiff.ingest.package import child, local
from policydiff.proof.proofing import Move
from policydiff.proof.word.marking import Marker, NotPlacedError, ends_section, in_cell, next_paragraph
from policydiff.proof.word.names import runs_of
from policydiff.proof.word.places import Places

_FIXED = frozenset(
    {
        "drawing",
        "pict",
        "object",
        "fldChar",
        "fldSimple",
        "sdt",
        "footnoteReference",
        "endnoteReference",
        "ruby",
        "oMath",
    }
)
"""What cannot stand twice in a document, or is not carried over whole."""
_NO_DATE = "1970-01-01T00:00:00Z"
"""A range of a move has to have a date (CT_MoveBookmark), also where none is to be said."""
_LEFT_BEHIND = frozenset({"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr"})


def carry_out(places: Places, marker: Marker, move: Move) -> None:
    """Write one move; changes that stand in the unit already go along, and are no changes by themselves any more.

    Raises:
        NotPlacedError: where the unit is not whole paragraphs, or the place between two paragraphs is not certain.
    """
    sources = _sources(places, places.numbers(move.start, move.end))
    before = places.paragraph(places.numbers(0, move.to).stop - 1)
    if before is None or in_cell(before) is not None or before in sources or next_paragraph(before) is None:
        raise NotPlacedError
    targets = [_copy(paragraph) for paragraph in sources]
    for paragraphs, gone, stays in ((targets, "del", "ins"), (sources, "ins", "del")):
        for paragraph in paragraphs:
            _resolve(marker, paragraph, gone, stays)
    name = f"pd_{move.id}"
    for paragraphs, change, kept in (
        (sources, "moveFrom", next_paragraph(sources[-1]) is None),
        (targets, "moveTo", False),
    ):
        for paragraph in paragraphs:
            marker.wrap([run for run in runs_of(paragraph) if run.getparent() is not None], change)
            if not (kept and paragraph is paragraphs[-1]):
                marker.mark(paragraph, change)
        _named(marker, paragraphs, change, name)
    for paragraph in reversed(targets):
        before.addnext(paragraph)


def _sources(places: Places, numbers: range) -> list[etree._Element]:
    found: list[etree._Element] = []
    for number in numbers:
        paragraph = places.paragraph(number)
        if paragraph is None and places.is_generated(number):
            continue
        if paragraph is None:
            raise NotPlacedError
        if not found or paragraph is not found[-1]:
            found.append(paragraph)
    beside = {places.paragraph(numbers.start - 1), places.paragraph(numbers.stop)}
    follow = all(next_paragraph(one) is other for one, other in pairwise(found))
    if not found or not follow or beside & set(found) or in_cell(found[0]) is not None:
        raise NotPlacedError
    for paragraph in found:
        if ends_section(paragraph) or any(local(each) in _FIXED for each in paragraph.iter()):
            raise NotPlacedError
    return found


def _copy(paragraph: etree._Element) -> etree._Element:
    made = deepcopy(paragraph)
    made.tail = None
    for found in [found for found in made.iter() if local(found) in _LEFT_BEHIND]:
        found.getparent().remove(found)  # type: ignore[union-attr]
    return made


def _resolve(marker: Marker, paragraph: etree._Element, gone: str, stays: str) -> None:
    """Take out the changes of one kind, and make those of the other kind plain text."""
    for found in [found for found in paragraph.iter() if local(found) in (gone, stays)]:
        parent = found.getparent()
        if parent is None or local(parent) == "rPr":
            raise NotPlacedError
        if local(found) == stays:
            for run in list(found):
                found.addprevious(run)
            for text in [each for each in parent.iter() if local(each) == "delText"] if stays == "del" else ():
                text.tag = marker.names.q("t")
        parent.remove(found)


def _named(marker: Marker, paragraphs: list[etree._Element], change: str, name: str) -> None:
    """Set the range by which both ends of a move know each other."""
    begun = marker.change(f"{change}RangeStart")
    begun.set(marker.names.q("name"), name)
    if marker.hand.date is None:
        begun.set(marker.names.q("date"), _NO_DATE)
    number = begun.get(marker.names.q("id")) or ""
    properties = child(paragraphs[0], "pPr")
    paragraphs[0].insert(0 if properties is None else 1, begun)
    paragraphs[-1].append(marker.names.element(f"{change}RangeEnd", id=number))
