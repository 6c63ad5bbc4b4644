# SPDX-License-Identifier: Apache-2.0
"""Who is in charge, said in running text: 由市应急局牵头, 市应急局会同市公安局制定方案, 牵头单位为市应急局.

Unlike the statements of `responsible`, these are parts of sentences: what stands around them is wording like any other.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policydiff.structure.responsible import (
    LEAD,
    PARTICIPANT,
    RESPONSIBLE,
    ROLE_NOUN,
    ROLE_WORD,
    VERB_ROLES,
    Named,
    are_offices,
    names_between,
)
from policydiff.vocabulary.numerals import ONE_TO_TEN
from policydiff.vocabulary.patterns import late_pattern

_NOT_A_TITLE = r"(?![者人方权地]|制(?![定作造]))(?!单位|部门|机构|机关|领导|同志|体系|责任|制度|小组)"
_VERB = late_pattern(
    r"(?:等(?:有关|相关)?(?:部门|单位|方面)?)?(?:按照?(?:各自)?(?:职责|职能)(?:任务)?(?:分工)?|依(?:各自)?职责|分别|共同|具体|统一|联合|统筹){0,3}"
    rf"(?:(?P<verb>组织实施|牵头(?:组织|负责|落实|实施)?|负责(?:落实|实施|组织)?|主办|承办|协办|主管|配合|会同){_NOT_A_TITLE}"
    rf"|作?为(?P<noun>{ROLE_WORD}){ROLE_NOUN}"
    rf"|(?P<by>组织|落实|实施|承担|执行|参与|参加|指导|协助|督导|监督|监管|推进|支持){_NOT_A_TITLE})"
)
"""What closes a list of bodies: 按职责分工负责, 会同, 为牵头单位; `by` does so behind 由 alone."""
_LABEL = late_pattern(rf"(?P<role>{ROLE_WORD}){ROLE_NOUN}(?:分别)?[为是:]")
_EDGES = ',;。:!?.(["《》由'
"""What a list of bodies does not go over; brackets inside it are whole."""
_LEADS = late_pattern(rf"(?:[{ONE_TO_TEN}]{{1,3}}、)?(?:由|以|请|并|于|其中|同时){{0,2}}")
_LIST_END = late_pattern('[,;。:!?《》"]|$')
_OFFICE = (
    r"(?:[^、,;。:!?()和及与]{1,15}?"
    r"(?:[局厅委办署处会院部社司站所队团行校府]|中心|企业|公司|集团|部门|单位|街道)(?:\([^()]{1,20}\))?)"
)
_JOINED = late_pattern(rf"{_OFFICE}(?:(?:[、和及与]|以及){_OFFICE}){{0,12}}")
"""The bodies behind 会同, before what they do together."""
_NO_NAME = late_pattern("工作|任务|事项|活动|方案|项目|情况|问题|措施")
_JOINING = "市省区县州盟旗镇乡各原国级、和及与同,"
"""The last character of what may be put before the name of a body so that it is another name, or another one."""
_REACH = 90
_LONGEST = 16
"""Characters of a name that no 由 stands before: a longer one has the words of the sentence in it."""


class Stretch(NamedTuple):
    """A place in a canonical text."""

    text: str
    start: int
    end: int
    within: tuple[int, int]
    """Where the text that speaks of it begins and ends."""
    breaks: Sequence[int] = ()
    """Where lines begin in the text."""

    @property
    def words(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]


class Charge(NamedTuple):
    """A phrase that puts bodies in charge: the span of the whole, the span of their names, and the names."""

    start: int
    end: int
    names: tuple[int, int]
    named: list[Named]

    @property
    def role(self) -> str:
        """What the phrase makes of the last of them."""
        return self.named[-1].role


def charges(text: str, start: int, end: int, breaks: Sequence[int] = ()) -> Iterator[Charge]:
    """The phrases between two offsets, in the order of their verbs and labels. Linear in the length.

    `breaks` are offsets where lines begin: a list of bodies may begin there.
    """
    for verb in _VERB.finditer(text, start, end):
        yield from _before_verb(text, verb, start, breaks)
        if verb["verb"] == "会同":
            joined = _JOINED.match(text, verb.end(), min(end, verb.end() + _REACH))
            if joined is not None:
                yield from _charge(text, verb.start(), joined.end(), joined.span(), PARTICIPANT)
    for label in _LABEL.finditer(text, start, end):
        stop = _LIST_END.search(text, label.end(), min(end, label.end() + _REACH))
        last = stop.start() if stop else min(end, label.end() + _REACH)
        yield from _charge(text, label.start(), last, (label.end(), last), VERB_ROLES[label["role"]])


def _charge(text: str, start: int, end: int, names: tuple[int, int], role: str) -> Iterator[Charge]:
    named = names_between(text, *names, role)
    if named and are_offices([text[name.start : name.end] for name in named]):
        yield Charge(start, end, names, named)


def _before_verb(text: str, verb: re.Match[str], floor: int, breaks: Sequence[int]) -> Iterator[Charge]:
    """The phrase that a verb closes, where a list of bodies stands before it."""
    floor, names_end = max(floor, verb.start() - _REACH), verb.start()
    at = _names_start(text, names_end, floor)
    if at is None:
        return
    word = verb["verb"] or verb["noun"] or verb["by"]
    role = LEAD if word == "会同" else VERB_ROLES.get(word) or VERB_ROLES.get(word[:2], RESPONSIBLE)
    said_by = text[at - 1 : at] == "由"
    lines = breaks[bisect_left(breaks, at + 1) : bisect_left(breaks, names_end)] if not said_by else ()
    for begin in (at, *reversed(lines)):
        lead = _LEADS.match(text, begin, names_end)
        names = lead.end() if lead else begin
        if said_by or (not verb["by"] and _are_names(text[names:names_end])):
            found = [*_charge(text, begin - said_by, verb.end(), (names, names_end), role)]
            if found:
                yield found[0]
                return


def _names_start(text: str, end: int, floor: int) -> int | None:
    """Where the list that ends there may begin; None where it goes on before `floor`."""
    at = end
    while at > floor and text[at - 1] not in _EDGES:
        opened = text.rfind("(", floor, at - 1) if text[at - 1] == ")" else at - 1
        if opened < 0:
            return at
        at = opened
    return None if at == floor and end - floor >= _REACH else at


def _are_names(text: str) -> bool:
    """May this be a list of bodies, by the length of its parts and the words in them?"""
    return all(len(name) <= _LONGEST and not _NO_NAME.search(name) for name in text.split("、"))


def in_charge(a: Stretch, b: Stretch) -> bool:
    """Do two readings of one place put other bodies in charge, or the same ones in another role?

    The place must lie in the names of a phrase on both sides, or in phrases of two roles; or it is the whole of one
    that the other copy does not have.
    """
    around_a, around_b = _around(a), _around(b)
    if not a.words or not b.words:
        one, around = (a, around_a) if a.words else (b, around_b)
        if any(_is_whole(one, charge) for charge in around):
            return True
        if not _may_be_put_in(one, around):
            return False
    here, there = [c for c in around_a if _holds(a, c)], [c for c in around_b if _holds(b, c)]
    in_names = any(_in_names(a, c) for c in here) and any(_in_names(b, c) for c in there)
    return in_names or (bool(here and there) and {c.role for c in here}.isdisjoint(c.role for c in there))


def charges_at(place: Stretch) -> list[Charge]:
    """The phrases that hold a place, or that it holds."""
    return [c for c in _around(place) if _holds(place, c) or (place.start <= c.start and c.end <= place.end)]


def _around(place: Stretch) -> list[Charge]:
    if place.end - place.start > _REACH:
        return []
    start, end = max(place.within[0], place.start - _REACH), min(place.within[1], place.end + _REACH)
    return list(charges(place.text, start, end, place.breaks))


def _holds(place: Stretch, charge: Charge) -> bool:
    return charge.start <= place.start and place.end <= charge.end


def _in_names(place: Stretch, charge: Charge) -> bool:
    return charge.names[0] <= place.start and place.end <= charge.names[1]


def _is_whole(place: Stretch, charge: Charge) -> bool:
    text = place.words
    start, end = (
        place.start + len(text) - len(text.lstrip(",;、并")),
        place.end - len(text) + len(text.rstrip(",;、。")),
    )
    return (start, end) == (charge.start, charge.end)


def _may_be_put_in(place: Stretch, around: Sequence[Charge]) -> bool:
    """May what stands in one copy alone be, or be of, the name of a body: behind its beginning, or before it as another
    name or its region?"""
    begins = any(place.start == charge.names[0] for charge in around)
    return not begins or place.words[-1] in _JOINING
