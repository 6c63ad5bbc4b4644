# SPDX-License-Identifier: Apache-2.0
"""The signature of a notice: issuer, date, and the notes in brackets behind them."""

from policydiff.structure.part import Part
from policydiff.structure.segments import Segments
from policydiff.vocabulary.dates import WHOLE_DATE
from policydiff.vocabulary.patterns import late_pattern

_SIGNED = late_pattern(rf"(?:{WHOLE_DATE}|(?:19|20)\d{{2}}[年月日]\d{{1,2}}[年月日]\d{{1,2}}[年月日])$")
"""A date as signatures have it; a wrong unit in it (2020年2年18日) does not unmake the signature."""
_DATE_END = late_pattern(r"[年月日](?![印发起前后施至,、。的之止以在到开年月日\d])")
MARKING = late_pattern(r"\((?:此件|本件|此文|本文|主动公开|依申请公开|不予公开|公开)[^()]{0,20}\)")
_ISSUER_END = late_pattern(
    r"(?:政府|办公[厅室]|委员会|委|部|局|厅|院|署|会|办|行|中心|组|指挥部|公司|集团|大学|学校|社|处|队|所|站|联|协|府|台)"
    r"(?:\(代?章\)|\(印\))?$"
)
"""××市人民政府, 国务院办公厅(印)"""
_PIECE = late_pattern(r"[^。;:!?,)》\"]*$")
_COPIES = late_pattern(r"(?:抄送|抄报|抄发|分送)(?:机关|单位)?:")
_PRINTED = late_pattern(r"日(?:印发|印)?$|\d份\)?。?$")
_LIST = late_pattern(r"附件|附表|[:!?;]")
_LONGEST_COPIES = 400
_LONGEST = 60
"""Characters an issuer may have; several offices sign together."""


def closings(segments: Segments, start: int, end: int) -> list[list[Part]]:
    """Signatures between two offsets: issuer, date and the notes behind, in the order they stand in."""
    text = segments.canonical.text
    found = []
    for unit in _DATE_END.finditer(text, start, end):
        after = unit.end()
        match = _SIGNED.search(text, max(start, after - 16), after)
        if match is None or not (after == end or text[after] == "(" or segments.spaced(after)):
            continue
        issuer = _issuer(segments, start, match.start())
        if issuer is None:
            continue
        parts = [Part(issuer, match.start(), "issuer")] if issuer < match.start() else []
        parts += [Part(match.start(), after, "date"), *marks(text, after, end)]
        if len(parts) > 1 or segments.breaks_at(after):
            found.append(parts)
    return found


def _issuer(segments: Segments, start: int, date: int) -> int | None:
    """Where the issuer before a date starts, the date itself for a date on its own line, None for any other date."""
    text = segments.canonical.text
    piece = _PIECE.search(text, max(start, date - _LONGEST), date)
    at = piece.start() if piece else date
    whole = text[at:date]
    open_before = at == start or text[at - 1] not in ",:(" or segments.breaks_at(at)
    if (
        open_before
        and (at > date - _LONGEST or at == start)
        and _ISSUER_END.search(whole)
        and not any(char.isdigit() for char in whole)
    ):
        return at
    cuts = segments.soft(max(start, date - _LONGEST), date)
    at = date
    for cut in reversed(cuts):
        office = text[cut:at]
        if not _ISSUER_END.search(office) or any(char in office for char in "。;:,") or office[:1].isdigit():
            break
        at = cut
    if at < date:
        return at
    return date if segments.breaks_at(date) else None


def marks(text: str, start: int, end: int) -> list[Part]:
    """The notes in brackets that stand from `start` on: （此件公开发布）, （本文有删减）."""
    found = []
    while match := MARKING.match(text, start, end):
        found.append(Part(match.start(), match.end(), "marking"))
        start = match.end()
    return found


def lone_marks(segments: Segments, start: int, end: int) -> list[Part]:
    """The notes in brackets that have lines of their own, wherever the signature is: a copy may have lost its date."""
    found = [
        Part(match.start(), match.end(), "marking") for match in MARKING.finditer(segments.canonical.text, start, end)
    ]
    return [
        part for part in found if segments.breaks_at(part.start) and (part.end == end or segments.breaks_at(part.end))
    ]


def copies_to(segments: Segments, start: int, end: int) -> list[Part]:
    """The lines behind a notice that say who gets copies of it and when it was printed: 抄送：…, …1月31日印发."""
    text = segments.canonical.text
    found: list[Part] = []
    for at, line in segments.lines(start, end):
        copies = _COPIES.match(text, at, line)
        if copies:
            stop = text.find("。", at, min(end, at + _LONGEST_COPIES))
            whole = stop >= 0 and segments.breaks_at(stop + 1) and not _LIST.search(text, line, stop)
            found.append(Part(at, stop + 1 if whole else line, "closing"))
        elif found and (line <= found[-1].end or _PRINTED.search(text, at, line)):
            found[-1] = found[-1]._replace(end=max(line, found[-1].end))
    return found


def ends_as_issuer(text: str) -> bool:
    """Whether a line ends as an office's name does."""
    return _ISSUER_END.search(text) is not None
