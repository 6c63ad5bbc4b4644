# SPDX-License-Identifier: Apache-2.0
"""Attachments: the lists that name them and those that are in the copy."""

import re

from policydiff.structure.front import title_end
from policydiff.structure.part import Part
from policydiff.structure.segments import Segments
from policydiff.vocabulary.numerals import ONE_TO_TEN, han_value
from policydiff.vocabulary.patterns import late_pattern

HEAD = late_pattern(
    rf"附(?:件(?P<number>\d{{1,2}}(?!\d)(?:-\d{{1,2}}){{0,3}}|[{ONE_TO_TEN}]{{1,2}}(?=:))?"
    rf"|[表录图](?P<table>\d{{1,2}}(?!\d)(?:-\d{{1,2}}){{0,3}}|[{ONE_TO_TEN}]{{1,2}})?|(?=:))(?P<colon>:)?"
)
"""附件, 附件1, 附件3-2, 附件一：, 附表一, 附： with or without a colon (附件三级…, and the year of
附件 2023年…, are no numbers)."""
ENTRY = late_pattern(r"(?<!\d)(?P<number>\d{1,2}(?:-\d{1,2}){0,3})[.、](?!\d)")
"""The number before each name in a list of attachments."""
_HEADING = 60
_REFERRING = frozenset("规所列的之及和与、,")


def number_of(head: re.Match[str]) -> str | None:
    """The number of an attachment in digits."""
    written = head["number"] or head["table"]
    return written if written is None or (written[0].isdigit() and written.isascii()) else str(han_value(written))


def attachments(segments: Segments, start: int, end: int, closed: int | None) -> list[Part]:
    """Lists of attachments (style `named`) and attachments that are in the copy (style `supplied`), in order.

    A list has a colon behind 附件 and stands before the signature, whose end `closed` is, or at
    the end of a copy without one. An attachment that is there starts a line with 附件 alone,
    stands behind the signature, or has text behind its name and no signature after it.
    """
    text = segments.canonical.text
    found: list[Part] = []
    at = text.find("附", start, end)
    while at >= 0:
        head = HEAD.match(text, at, end)
        if head and segments.spaced(at):
            found += _attachment(segments, at, head, end, closed)
        at = text.find("附", at + 1, end)
    return found


def _attachment(segments: Segments, at: int, head: re.Match[str], end: int, closed: int | None) -> list[Part]:
    """The part that begins at a mark of an attachment: supplied in full, named in a list, or nothing where the text
    only refers to it."""
    text = segments.canonical.text
    line = min(segments.line_end(at), end)
    numbered = head["number"] or head["table"]
    behind = (
        at >= closed if closed is not None else bool(numbered) and text[head.end() : head.end() + 1] not in _REFERRING
    )
    if (
        segments.breaks_at(at)
        and not head["colon"]
        and (head.end() == line or (behind and line - at <= _HEADING and "。" not in text[at:line]))
    ):
        return [Part(at, _title(segments, head.end(), line, end), "attachment", "supplied")]
    if closed is not None and behind and not head["colon"] and not segments.breaks_at(at):
        return [Part(at, title_end(segments, head.end(), min(end, head.end() + 80)), "attachment", "supplied")]
    if not head["colon"] or numbered:
        return []
    stop = _list_end(segments, head.end(), end)
    supplied = stop < end and (closed is None or at >= closed) and not ENTRY.match(text, head.end())
    return [Part(at, stop, "attachment", "supplied" if supplied else "named")]


def _title(segments: Segments, head: int, line: int, end: int) -> int:
    """Where the heading of an attachment ends: its own line, or the next one."""
    if head < line:
        return line
    following = min(segments.line_end(line), end)
    text = segments.canonical.text[line:following]
    return following if len(text) <= _HEADING and not any(mark in text for mark in "。;:") else line


def _list_end(segments: Segments, at: int, end: int) -> int:
    """Where a list of attachments ends: at its last numbered line, or at the first gap behind its only name."""
    text = segments.canonical.text
    stop = min(segments.line_end(at), end)
    if ENTRY.match(text, at):
        while stop < end and ENTRY.match(text, stop):
            stop = min(segments.line_end(stop), end)
    cuts = [
        cut
        for cut in segments.soft(at, stop)
        if not ENTRY.match(text, cut) and not ENTRY.search(text, max(at, cut - 4), cut)
    ]
    return cuts[0] if cuts and stop - at > _HEADING and cuts[0] > at + 4 else stop
