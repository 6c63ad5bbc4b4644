# SPDX-License-Identifier: Apache-2.0
"""Heads and feet of pages that are the notice's own words: an imprint (版记) in a foot, a letterhead (版头) in a head.

GB/T 9704-2012, 7.2 and 7.4: whom copies go to, who printed it and when stand under the notice; number, secrecy, urgency
and signer above it. A word processor may keep them in a page's foot or head; they are text nevertheless.
"""

import re
from collections.abc import Iterable, Iterator

from policydiff.model import ReadingEvent
from policydiff.vocabulary.numerals import ONE_TO_TEN

_PRINTED = re.compile(
    r"(?:抄送|抄报|抄發|抄发|主送|分送|加发|加發|报送|報送|印送|校对|校對|承办|承辦|联系人|聯絡人|联系电话|聯絡電話)[^:：]{0,12}[:：]"
)
"""抄送：市委各部门。"""
_PRINTED_AT = re.compile(
    rf"印[发發製制]|共\s{{0,4}}印\s{{0,4}}[\d{ONE_TO_TEN}百千]{{1,6}}\s{{0,4}}份|[(（]共\s{{0,4}}\d{{1,6}}\s{{0,4}}份"
)
"""2023年3月1日印发, 共印三百份"""
_NUMBER = re.compile(
    r"[〔\[［（(【]\s{0,4}(?:19|20)\d\d\s{0,4}[〕\]］）)】]\s{0,4}第?\s{0,4}\d{1,5}\s{0,4}[号號]"
    r"|^\S{2,40}[字第]第?\s{0,4}\d{1,12}\s{0,4}[号號]$"
)
"""国发〔2022〕18号, 桂政办字第7号"""
_LETTERHEAD = re.compile(
    r"签\s{0,4}发\s{0,4}人|簽\s{0,4}發\s{0,4}人|^\s{0,9}(?:绝密|绝\s密|机密|机\s密|秘密|秘\s密|特急|特\s急|加急|加\s急|平急|特提)(?:\W|$)"
)
"""签发人：张三, 特 急"""


def is_imprint(lines: list[str]) -> bool:
    """Whether the lines of a page's foot are an imprint."""
    return any(_PRINTED.search(line[:400]) or _PRINTED_AT.search(line[:400]) for line in lines)


def is_letterhead(lines: list[str]) -> bool:
    """Whether the lines of a page's head are a letterhead: they hold what only a notice itself says."""
    return any(_NUMBER.search(line[:400]) or _LETTERHEAD.search(line[:400]) for line in lines)


def by_line(events: Iterable[ReadingEvent]) -> Iterator[ReadingEvent]:
    """The events, heads and feet of pages line by line, as other readers give them."""
    for event in events:
        if event.kind != "running_head":
            yield event
            continue
        start = event.start
        for line in event.text.split("\n"):
            body = line.strip()
            if body:
                at = start + line.index(body)
                yield ReadingEvent(event.kind, at, at + len(body), body, event.note)
            start += len(line) + 1
