# SPDX-License-Identifier: Apache-2.0
"""Statements of which units are in charge of a task, and of their roles.

Three forms are read (seen in 494 statements of real notices): a label in brackets
（责任单位：A、B；牵头单位：C）, a verb in brackets （A牵头，B配合）, and a label without
brackets on a line of its own. A bracket that says 负责 of anything but a list of offices
（纳税人对其真实性负责） is text.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple

from policydiff.vocabulary.numerals import ONE_TO_TEN
from policydiff.vocabulary.patterns import late_pattern

LEAD, RESPONSIBLE, PARTICIPANT, SUPPORT, GUIDE = "lead", "responsible", "participant", "support", "guide"

_ROLE_WORDS = {
    LEAD: ("牵头", "主责", "主办"),
    RESPONSIBLE: ("责任", "负责", "主管", "落实", "承办", "实施"),
    PARTICIPANT: ("参与", "参加", "协办", "协同", "会同"),
    SUPPORT: ("配合", "支持", "协助", "支撑"),
    GUIDE: ("指导", "督导", "监督"),
}
_LABEL_ROLES = {word: role for role, words in _ROLE_WORDS.items() for word in words}
VERB_ROLES = _LABEL_ROLES | {"主抓": LEAD, "组织": RESPONSIBLE}
ROLE_NOUN = r"(?:单位|部门|处室|科室|机构|司局|主体|领导小组|地区|地方)"
_NOUN_ENDS = frozenset({"单位", "部门", "处室", "科室", "机构", "司局", "主体", "小组", "地区", "地方"})
ROLE_WORD = "|".join(_LABEL_ROLES)
_LABEL = late_pattern(rf"(?P<role>{ROLE_WORD})(?:{ROLE_NOUN})?(?:[和及、/]?(?:{ROLE_WORD})(?:{ROLE_NOUN})?){{0,8}}:")
_LABEL_END = late_pattern(rf"(?:(?:{ROLE_WORD})(?:{ROLE_NOUN})?[和及、/]?){{0,8}}(?:{ROLE_WORD}){ROLE_NOUN}:$")
_OTHER_LABEL = late_pattern(r"(?:^|[,;、 ])[^、,;:()]{2,8}:")
_DEADLINE = late_pattern(r"[^、]{0,12}(?:完成|推进|\d{4}年|长期|持续)[^、]{0,12}$")
_BRACKET = late_pattern(r"\((?P<content>[^()]{0,400}(?:\([^()]{0,60}\)[^()]{0,300}){0,12})\)")
_SIGN = late_pattern("责任|牵头|负责|参与|配合|指导|协办|主办|承办|协助|参加|主责|督导|落实|实施|支持|协同")
_RULE = late_pattern(r"[,。;](?=[^,。;]{0,14}(?:第一|首位|下同|不再列出|以下|无牵头|即为))")
_VERB = late_pattern(
    r"(?:等(?:有关|相关)?(?:方面|部门|单位)?(?:和单位)?)?(?:按照?(?:各自)?(?:职责|职能|任务)?分工|按照?(?:各自)?职责|按照?(?:各自)?职能|依职责|依(?:各自)?职责分工|共同|分别|具体|联合|分工|各自){0,6}"
    r"(?P<verb>组织实施|牵头(?:组织|负责|落实|实施)?|负责(?:落实|实施|指导)?|配合(?:落实|做好)?|参与(?:配合)?|参加|指导|协办|主办|承办|协助|督导|落实|实施|协同|支持|主抓)$"
)
"""按职责分工负责, 牵头, 配合"""
_OWN_VERB = late_pattern(r"\(?(?P<verb>牵头|主办|配合|参与|负责|协办)\)?$")
_OFFICE_END = late_pattern(
    r"(?:[部委局厅办署会院行社司室处府门位构团区县市镇乡组关台所校站队联协省州盟旗军厂馆港]|中央|街道|中心|企业|公司|集团|园区|高校|方面|基地|平台|政协|人大|中直"
    r"|机场|地铁|铁路|航空|邮政|电网|电力|石油|石化|移动|联通|电信|铁塔|烟草|燃气|水务|广电|日报|武警|部队)"
    r"(?:\([^()]{0,40}\))?等?$"
)
"""市科技局, 各区人民政府(管委会)等"""
_NOT_OFFICE = late_pattern(
    r"[由为把被将使其该此]|对(?!外)|向(?!阳)|本(?![市省区县级院校])|应当|需要|可以|[。!?\"《》]|\d"
)
_LIKE_A_NAME = late_pattern(r"[\u4e00-\u9fffA-Za-z]{2,10}(?<![后前时的了中内外上下者人员户民长])")
_PLAIN_NAME = late_pattern(r"[^、,;。 ]+")
_JOINT = late_pattern(r"会同|(?<=[部委局厅办院])[和及](?=[^、,;]{2})")
_TAIL = late_pattern(r"等(?:有关|相关)?(?:部门|单位|方面)?(?:和单位)?$")
_LIST_MARK = late_pattern(r"[、,;。:(]")
_NEXT_LABEL = late_pattern(
    rf"(?<![\d第])\d{{1,3}}[.、](?=[^\d])|\([{ONE_TO_TEN}]{{1,3}}\)|(?<!第)(?<![{ONE_TO_TEN}])[{ONE_TO_TEN}]{{1,3}}、"
)
"""4., (三), 二、"""
_LONGEST_NAME = 28
_LINE_LIMIT = 420


class Named(NamedTuple):
    """A unit in a statement: its role and the span of its name, in canonical offsets."""

    role: str
    start: int
    end: int


class Statement(NamedTuple):
    """A statement of units in charge; the span holds brackets and label, or the whole line."""

    start: int
    end: int
    names: list[Named]


def responsible_statements(text: str, stops: Sequence[int] = ()) -> list[Statement]:
    """All statements of units in charge in a canonical text, in order.

    `stops` are offsets where a line or a unit starts; a statement without brackets goes on over
    a stop only where its list of offices does. Linear in the length of the text.
    """
    found: list[Statement] = []
    for match in _BRACKET.finditer(text):
        if _SIGN.search(text, match.start(), match.end()):
            found += _bracketed(text, match.start("content"), match.end("content"))
    read_to = 0
    for colon in _colons(text, found):
        label = _LABEL_END.search(text, max(0, colon - 20), colon + 1) if colon >= read_to else None
        line = _line(text, label.start(), stops) if label else None
        if line:
            insort(found, line)
            read_to = line.end
    return found


def cell_units(text: str, start: int, end: int, header: str) -> list[Named]:
    """The units in a cell of a table whose column says that it holds some: 牵头单位, 责任单位, 配合单位.

    What the cell says itself is nearer than the header: 牵头单位：市科技局, 市财政局配合.
    """
    if _LABEL.search(text, start, end):
        return _labelled(text, start, end)
    said = re.search(ROLE_WORD, header)
    names = names_between(text, start, end, _LABEL_ROLES[said.group()] if said else RESPONSIBLE)
    return [_by_own_verb(text, name) for name in names]


def _colons(text: str, found: list[Statement]) -> list[int]:
    """The colons behind words for offices that stand outside the statements found so far."""
    colons = []
    at = text.find(":")
    inside = iter([*found, Statement(len(text), len(text), [])])
    statement = next(inside)
    while at >= 0:
        while statement.end <= at:
            statement = next(inside)
        if at >= statement.start:
            at = statement.end - 1
        elif text[at - 2 : at] in _NOUN_ENDS:
            colons.append(at)
        at = text.find(":", at + 1)
    return colons


def _bracketed(text: str, start: int, end: int) -> list[Statement]:
    """The statement whose brackets hold the text from `start` to `end`; none where they hold something else."""
    content_end = _without_rule(text, start, end)
    colon = text.find(":", start, content_end)
    names = _labelled(text, start, content_end) if colon >= 0 else _by_verbs(text, start, content_end)
    return [Statement(start - 1, end + 1, names)] if names else []


def _without_rule(text: str, start: int, end: int) -> int:
    """Where a rule said along with the list starts (，排在第一位的部门为牵头部门，下同)."""
    rule = _RULE.search(text, start, end)
    return rule.start() if rule else end


def _labelled(text: str, start: int, end: int) -> list[Named]:
    """The names behind each label of a role; what stands behind other labels (完成时限：) is left out.

    A verb behind a name is nearer to it than the label: 责任单位：市科技局牵头，市财政局配合.
    """
    labels = list(_LABEL.finditer(text, start, end))
    names: list[Named] = []
    for i, label in enumerate(labels):
        stop = labels[i + 1].start() if i + 1 < len(labels) else end
        other = _OTHER_LABEL.search(text, label.end(), stop)
        found = names_between(text, label.end(), other.start() if other else stop, _LABEL_ROLES[label["role"]])
        names += [_by_own_verb(text, name) for name in found]
    return names


def _by_own_verb(text: str, name: Named) -> Named:
    verb = _OWN_VERB.search(text, name.start, name.end)
    if verb is None or verb.start() - name.start < 2:
        return name
    return Named(VERB_ROLES[verb["verb"]], name.start, verb.start())


def _by_verbs(text: str, start: int, end: int) -> list[Named]:
    """Lists of offices each closed by a verb: A、B牵头，C等配合."""
    names: list[Named] = []
    start += text.startswith("由", start)
    waiting = start
    for piece_start, piece_end in _pieces(text, start, end):
        verb = _VERB.search(text, piece_start, piece_end)
        if verb is None:
            continue
        role = VERB_ROLES.get(verb["verb"][:2], RESPONSIBLE)
        listed = names_between(text, waiting, verb.start(), role)
        if not listed or not are_offices([text[name.start : name.end] for name in listed]):
            return []
        names += listed
        waiting = piece_end + 1
    return names if waiting > end or (names and _DEADLINE.match(text[waiting:end])) else []


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a list between its separators, brackets inside it left whole."""
    found: list[tuple[int, int]] = []
    depth, at = 0, start
    for mark in re.finditer(r"[(),;、。]", text[start:end]):
        char = mark.group()
        depth += (char == "(") - (char == ")")
        if depth == 0 and char not in "()":
            found.append((at, start + mark.start()))
            at = start + mark.end()
    found.append((at, end))
    return found


def names_between(text: str, start: int, end: int, role: str) -> list[Named]:
    """The names of a list, each in this role; behind 会同 those that take part."""
    nested = text.find("(", start, end) >= 0
    spans = _pieces(text, start, end) if nested else [match.span() for match in _PLAIN_NAME.finditer(text, start, end)]
    names: list[Named] = []
    for at, stop in spans:
        joint = _JOINT.search(text, at, stop)
        while joint:
            names += _name(text, at, joint.start(), role)
            at = joint.end()
            role = PARTICIPANT if joint.group() == "会同" else role
            joint = _JOINT.search(text, at, stop)
        names += _name(text, at, stop, role)
    return names


def _name(text: str, start: int, end: int, role: str) -> list[Named]:
    tail = _TAIL.search(text, start, end)
    end = tail.start() if tail else end
    return [Named(role, start, end)] if end > start else []


def are_offices(names: Sequence[str]) -> bool:
    """Whether a list is one of offices: each ends as an office does, or most do and the rest read like names."""
    others = [name for name in names if not _is_office(name)]
    plain = all(_LIKE_A_NAME.fullmatch(name) and not _NOT_OFFICE.search(name) for name in others)
    return plain and 2 * len(others) < len(names)


def _is_office(name: str) -> bool:
    if len(name) > _LONGEST_NAME + 20 or _NOT_OFFICE.search(name.split("(")[0]):
        return False
    return _OFFICE_END.search(name) is not None or (len(name) <= 8 and name.startswith(("各", "有关")))


def _line(text: str, start: int, stops: Sequence[int]) -> Statement | None:
    """A statement without brackets: its label starts a line or follows a sentence, and its list runs to the end of the
    line or to the next label."""
    before = text[start - 1] if start else ""
    at_stop = start in _window(stops, start)
    if before and before not in '。;)!?"' and not at_stop:
        return None
    end = min(
        (i for mark in "。;!?" if (i := text.find(mark, start, start + _LINE_LIMIT)) >= 0),
        default=min(len(text), start + _LINE_LIMIT),
    )
    semicolon = text.find(";", start, end + 1)
    if semicolon == end and _LABEL.match(text, end + 1):
        end = min(
            (i for mark in "。!?" if (i := text.find(mark, start, start + _LINE_LIMIT)) >= 0),
            default=min(len(text), start + _LINE_LIMIT),
        )
    label = _NEXT_LABEL.search(text, start, end)
    end = label.start() if label else end
    for stop in stops[bisect_right(stops, start) : bisect_left(stops, end)]:
        if text[stop - 1] not in "、,:" and not _goes_on(text, stop, end):
            end = stop
            break
    names = _labelled(text, start, end)
    return Statement(start, end, names) if names else None


def _window(stops: Sequence[int], at: int) -> Sequence[int]:
    i = bisect_left(stops, at)
    return stops[i : i + 1]


def _goes_on(text: str, stop: int, end: int) -> bool:
    """Whether a list of offices goes on behind a line break: the rest of a name, then a separator or the list's end."""
    mark = _LIST_MARK.search(text, stop, end)
    if mark is None:
        return end - stop <= _LONGEST_NAME and _is_office(text[stop:end])
    return mark.start() - stop <= _LONGEST_NAME and mark.group() in "、,(" and _is_office(text[stop : mark.start()])
