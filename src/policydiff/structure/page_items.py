# SPDX-License-Identifier: Apache-2.0
"""Reads a line of a page's info bar as a row of items, each judged by itself.

An item is a word of `page_words` with a value of its closed form (`page_values`), between gaps, brackets or the marks
that part the items of a bar. What is none of them is told as a piece of its own: it is the notice's.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from policydiff.model import Kind
from policydiff.structure import page_values as values
from policydiff.structure.page_words import BUTTONS, FONT_LABELS, FONT_SIZES, LABELS, Value, Weight, Words
from policydiff.vocabulary.patterns import late_pattern

_OBJECT = "(?:(?:本|此|该|当前|这|全)?(?:页面|页|文章|文|稿|窗口|视窗|网页|内容))?"
_PART = "()|·/,;>》〉│-:★●◆"
"""Marks that part the items of a bar, and dress them."""
_PART_OR_GAP = _PART + " "
_PARTS = late_pattern(rf"[{re.escape(_PART)}。 ]*")
_BEHIND = late_pattern(rf"[{re.escape(_PART.replace('(', ''))}。 ]*")
"""Marks that end an item; a bracket that opens belongs to the next one."""
_PART_MARK = late_pattern(rf"[{re.escape(_PART)}]")
_MOST = 80
_NAME = 40
"""Characters that the name of a publisher has at most."""


class Item(NamedTuple):
    """A piece of a line: an item of the page with how far it may be trusted, or something else (`kind` None)."""

    start: int
    end: int
    kind: Kind | None
    weight: Weight
    bare: bool = False
    """A date without a word before it."""


class _Line(NamedTuple):
    """The stretch that is read: canonical text, where it ends, and where its pieces may end."""

    text: str
    end: int
    cuts: Sequence[int]

    def parted(self, at: int) -> bool:
        """Whether a piece may end there."""
        if at >= self.end or self.text[at] in _PART_OR_GAP or self.text[at - 1] in "()|":
            return True
        i = bisect_left(self.cuts, at)
        return i < len(self.cuts) and self.cuts[i] == at

    def next_cut(self, at: int) -> int:
        """The first place behind `at` where a piece may end."""
        i = bisect_right(self.cuts, at)
        return self.cuts[i] if i < len(self.cuts) else self.end

    def cuts_behind(self, at: int) -> list[int]:
        """The places behind `at` where a value may end, the farthest first."""
        return [*(cut for cut in reversed(self.cuts[bisect_right(self.cuts, at) :]) if cut <= self.end)]


_Ends = tuple[int, Weight] | None
"""Where a value ends, and how far the item may then be trusted."""


def _alternatives(words: str) -> str:
    found = sorted(words.split(), key=lambda word: len(word.rstrip("~")), reverse=True)
    return "|".join(re.escape(w.rstrip("~")) + (_OBJECT if w.endswith("~") else "") for w in found)


def _all_words(row: Words) -> str:
    return _alternatives(f"{row.mainland} {row.taiwan} {row.hong_kong}")


_LABELS = [(row, late_pattern(rf"(?:{_all_words(row)})(?P<colon> ?:)?")) for row in LABELS]
_ANY_LABEL = late_pattern(rf"(?:{'|'.join(_all_words(row) for row in LABELS)}|{_alternatives(FONT_LABELS)}) ?:")
_BUTTONS = [(row, late_pattern(rf"(?:{_all_words(row)}):?(?:\(\d+\))?", re.IGNORECASE)) for row in BUTTONS]
_SIZES = rf"(?:{_alternatives(FONT_SIZES)}|[AT][-+⁺⁻]?)"
_SIZE_ROW = rf"\(?{_SIZES}\)?(?:[ |/]?\(?{_SIZES}\)?){{1,5}}"
_SCAN = (
    "(?:用|打开)?(?:微信|手机)?(?:扫一扫|扫码|扫描(?:二维码|QR ?Code)?),?(?:在|用)?(?:手机|微信)?(?:上|端)?"
    "(?:打开|开启|查看|浏览|阅读|分享|观看|访问)"
)
_SCANNED = "(?:至|到)?(?:当前|本|此|该)?(?:页面?|网页|文章|全文|内容|手机版|朋友圈)"
_SAID = r"(?:(?:注|说明|备注|提示) ?:)?"
_PASSED_ON = late_pattern(
    rf"{_SAID}(?:本文|此文|本页|以上内容|以上信息|文章)?(?:内容)?(?:转自|转载自|转载于|来自|来源于|摘自):?"
)
"""本文转自某某网: where the page has the text from."""
_FORMS: tuple[tuple[Kind, Weight, re.Pattern[str]], ...] = (
    ("navigation", "sure", late_pattern(rf"(?:{_alternatives(FONT_LABELS)}) ?:? ?{_SIZE_ROW}")),
    ("navigation", "word", late_pattern(rf"(?:{_alternatives(FONT_LABELS)}) ?:?(?=$|\))|大中小|小中大")),
    ("navigation", "sure", late_pattern(rf"{_SCAN}{_SCANNED}", re.IGNORECASE)),
    ("share", "word", late_pattern(_SCAN, re.IGNORECASE)),
    ("share", "word", late_pattern(r"(?:微信|手机)?(?:扫一扫|扫码)(?::分享)?")),
    (
        "counter",
        "sure",
        late_pattern(
            r"(?:已有)?\d[\d,]{0,9}(?:次|人次?)(?:浏览|点击|阅读|访问)|(?:浏览|阅读|点击)\d[\d,]{0,9}次"
            r"|您是第\d+位访(?:客|问者)"
        ),
    ),
    ("navigation", "sure", late_pattern(rf"(?:{values.HOME})(?:[>》〉→/][^>》〉→/。;:]{{1,30}}){{1,8}}")),
    ("navigation", "sure", late_pattern(r"(?:Copyright|©|版权所有(?![者权人])|\(C\)).{0,120}", re.IGNORECASE)),
    (
        "navigation",
        "sure",
        late_pattern(
            r"(?:(?:网站)?(?:ICP)?备案(?:编?号|序号|证号):?)?(?-i:[\u4e00-\u9fff])?ICP[备证]\d{5,10}号?(?:-\d+)?"
            r"|(?:(?:公安)?备案(?:编?号|序号):?)?(?-i:[\u4e00-\u9fff])?公网安备\d{8,16}号?",
            re.IGNORECASE,
        ),
    ),
    ("navigation", "word", late_pattern(r"<!--.{0,80}?-->|:::")),
    ("navigation", "sure", late_pattern(r"您(?:访问|点击|浏览|打开)的链接即将离开.{0,80}")),
    (
        "navigation",
        "sure",
        late_pattern(
            r"(?:(?:免责|版权|特别|郑重|转载)?声明 ?:)?(?=.{0,90}(?:本网|本站|本页|原作者|网络|注明出处"
            r"|注明\"?来源))(?=.{0,140}(?:转载|侵权|仅供参考))"
            r"(?:凡|本网|本站|本文|此文|转载|如需转载|未经|以上|部分|文章|如有)(?:(?!本通知|本办法|本局|我局).){3,160}"
        ),
    ),
    (
        "navigation",
        "sure",
        late_pattern(r"(?:转载|引用)?请注明(?:出处|来源).{0,40}|未经(?:许可|授权)(?:,)?(?:不得|禁止|严禁)转载。?"),
    ),
)
"""Items that are more than a word and a value."""


_STARTS = late_pattern(
    f"(?:{'|'.join(_all_words(words) for words in (*LABELS, *BUTTONS))}|{_alternatives(FONT_LABELS)}|{values.HOME})"
    r"|\d|[A-Z©<:(]|.(?:ICP|公网安备)|(?:网站|公安|ICP)?备案|[用打微手扫已您版大小注说备提本此以文内转来摘免特郑声凡如未部引请民]",
    re.IGNORECASE,
)
"""How any item begins: most pieces of a notice's lines are known by it to be none."""


def _date(line: _Line, at: int) -> _Ends:
    found = values.DATE.match(line.text, at, line.end)
    if found is None or not (found["iso"] or found["written"]) or (found["iso"] and found["written"]):
        return None
    return found.end(), "alone" if found["written"] and not found["clock"] else "sure"


def _stamp(line: _Line, at: int) -> _Ends:
    found = _date(line, at)
    return (found[0], "sure") if found else None


def _count(line: _Line, at: int) -> _Ends:
    found = values.COUNT.match(line.text, at, line.end)
    return (found.end(), "sure") if found else None


def _longest(line: _Line, at: int, holds: Callable[[str], bool]) -> int | None:
    label = _ANY_LABEL.search(line.text, at, min(line.end, at + _NAME))
    nearest = label.start() if label else min(line.end, at + _NAME)
    ends = [cut for cut in line.cuts_behind(at) if cut <= nearest]
    if label and nearest not in ends:
        ends.insert(0, nearest)
    return next((end for end in ends if holds(line.text[at:end])), None)


def _publisher(line: _Line, at: int) -> _Ends:
    medium = _longest(line, at, values.is_medium)
    if medium is not None:
        return medium, "sure"
    office = _longest(line, at, values.is_publisher)
    return (office, "alone") if office is not None else None


def _persons(line: _Line, at: int) -> _Ends:
    """One name behind the other, as far as they are neither labels nor buttons."""
    end = None
    while at < line.end and not _ANY_LABEL.match(line.text, at, line.end):
        if end is not None and any(line.parted(item.end) for item in (*_worded(line, at), *_labelled(line, at))):
            break
        cut = line.next_cut(at)
        if not values.is_people(line.text[at:cut]):
            break
        end = cut
        at = _skip(line.text, cut, line.end)
    return (end, "sure") if end is not None else None


def _path(line: _Line, at: int) -> _Ends:
    text = line.text
    home = _HOME.match(text, at, line.end)
    if home is None:
        return None
    end = home.end()
    while end < line.end and (mark := values.PATH_MARK.match(text, end, line.end)):
        cut = line.next_cut(mark.end())
        following = values.PATH_MARK.search(text, mark.end(), cut)
        end = following.start() if following else cut
    return end, "sure"


_HOME = late_pattern(values.HOME)


def _title(line: _Line, at: int, related: bool) -> _Ends:
    behind = _ANY_LABEL.search(line.text, at, line.end)
    end = behind.start() if behind and line.parted(behind.start()) else line.end
    return (end, "sure") if values.is_page_title(line.text[at:end], related=related) else None


def _link(line: _Line, at: int) -> _Ends:
    found = values.LINK.match(line.text, at, line.end)
    return (found.end(), "sure") if found else None


def _letters(line: _Line, at: int) -> _Ends:
    found = values.LETTERS.match(line.text, at, line.end)
    return (found.end(), "sure") if found else None


_VALUES: dict[Value, Callable[[_Line, int], _Ends]] = {
    "count": _count,
    "date": _date,
    "stamp": _stamp,
    "publisher": _publisher,
    "persons": _persons,
    "path": _path,
    "link": _link,
    "letters": _letters,
}
_BARE_LABEL: frozenset[Value] = frozenset({"count", "date", "title", "letters"})
"""Values whose words need no colon: 浏览量 1084, 发布于 2023-02-09, 上一篇."""
_BARE = frozenset(("发布于", "更新于", "发表于", "释出于"))
_ORDER: dict[Weight, int] = {"foot": 0, "weak": 0, "word": 1, "alone": 2, "sure": 3}


def pieces(before: str, body: str, spaces: Sequence[int]) -> Iterator[Item]:
    """The pieces of a stretch by itself, counted from its start, in order: items of the page and, with no kind, the
    rest. `before` is the character before it, `spaces` are the places in it where white space stood.

    A piece takes in the marks that part it from the next. About linear in the length of the stretch.
    """
    lead_in = len(before)
    text, start, end = before + body, lead_in, lead_in + len(body)
    marks = [start + mark.start() for mark in _PART_MARK.finditer(body)]
    line = _Line(text, end, sorted({*(start + at for at in spaces), *marks, end}))
    at, count = start, 0
    while at < end and count < _MOST:
        lead = _skip(text, at, end)
        item = _item(line, lead) if lead < end and _STARTS.match(text, lead, end) else None
        stop = item.end if item else line.next_cut(lead)
        tail = _skip(text, stop, end, _BEHIND) if item else stop
        piece = item or Item(at, stop, None, "weak")
        yield piece._replace(start=at - lead_in, end=tail - lead_in)
        at, count = tail, count + 1
    if at < end:
        yield Item(at - lead_in, end - lead_in, None, "weak")


def _skip(text: str, at: int, end: int, parts: re.Pattern[str] = _PARTS) -> int:
    lead = parts.match(text, at, end)
    return lead.end() if lead else at


def _item(line: _Line, at: int) -> Item | None:
    """The item that begins at `at`, the longest of those that end where a piece may end."""
    labelled = _labelled(line, at)
    ended = [item for item in labelled if line.parted(item.end) or _ANY_LABEL.match(line.text, item.end, line.end)]
    plain = (*_worded(line, at), *_bare_date(line, at))
    ended += [item for item in plain if line.parted(item.end) or line.text[item.end - 1] == ":"]
    return max(ended, key=lambda item: (item.end, _ORDER[item.weight]), default=None)


def _labelled(line: _Line, at: int) -> list[Item]:
    found = []
    for words, pattern in _LABELS:
        match = pattern.match(line.text, at, line.end)
        if match is None:
            continue
        colon = match["colon"] is not None
        if not colon and words.value not in _BARE_LABEL:
            continue
        found += _with_value(line, words, at, match.end(), colon)
    return found


def _with_value(line: _Line, words: Words, at: int, behind: int, colon: bool) -> list[Item]:
    """The item with its value, or alone where none stands behind it."""
    value_at = behind
    while value_at < line.end and line.text[value_at] in " (":
        value_at += 1
    read = _title(line, value_at, words.item != "neighbours") if words.value == "title" else None
    if words.value in _VALUES:
        read = _VALUES[words.value](line, value_at)
    if read is None and words.value == "link" and words.weight == "sure":
        read = _title(line, value_at, related=False)
    if words.value == "date" and not colon and line.text[at:behind] not in _BARE:
        return []
    found = []
    if read is not None and read[0] > behind and (colon or words.value != "title"):
        end, weight = read
        weighed = _weighed(words, weight)
        if weighed == "weak" and words.value == "persons" and values.is_named(_bare(line.text[value_at:end])):
            weighed = "word"
        found.append(Item(at, end, words.kind, weighed))
    empty = (line.parted(behind) or _ANY_LABEL.match(line.text, behind, line.end)) and words.value != "date"
    if empty and (colon or words.value == "title" or words.value == "count"):
        found.append(Item(at, behind, words.kind, "word" if words.value in ("count", "title", "link") else "weak"))
    elif colon and line.parted(behind):
        found.append(Item(at, behind, words.kind, "weak"))
    return found


def _bare(value: str) -> str:
    """A value without the marks that dress it."""
    return value.strip(_PART_OR_GAP)


def _weighed(words: Words, weight: Weight) -> Weight:
    """A word that says less is trusted less than its value; a date as sites write it still fills a line of its own."""
    if words.weight in ("sure", "foot"):
        return weight if words.weight == "sure" else "foot"
    return "alone" if words.value == "date" and weight == "sure" else "weak"


def _worded(line: _Line, at: int) -> list[Item]:
    found = []
    for words, pattern in _BUTTONS:
        end = _ended(line, pattern, at)
        if end is not None:
            found.append(Item(at, end, words.kind, words.weight))
    for kind, weight, form in _FORMS:
        end = _ended(line, form, at)
        if end is not None and end > at:
            found.append(Item(at, end, kind, weight))
    passed_on = _PASSED_ON.match(line.text, at, line.end)
    end = _longest(line, passed_on.end(), values.is_medium) if passed_on else None
    if end is not None:
        found.append(Item(at, end, "source", "sure"))
    return found


def _ended(line: _Line, pattern: re.Pattern[str], at: int) -> int | None:
    """Where the longest match from `at` ends that ends where a piece may end."""
    match = pattern.match(line.text, at, line.end)
    if match is None or line.parted(match.end()):
        return match.end() if match else None
    inside = line.cuts[bisect_right(line.cuts, at) : bisect_left(line.cuts, match.end())]
    shorter = (end for end in reversed(inside) if line.text[end] not in _PART and pattern.fullmatch(line.text, at, end))
    return next(shorter, match.end())


def _bare_date(line: _Line, at: int) -> list[Item]:
    found = values.DATE.match(line.text, at, line.end)
    if found is None or not (found["iso"] or found["written"]):
        return []
    clock = found["clock"] is not None and ":" in found["clock"]
    return [Item(at, found.end(), "page_date", "alone" if clock else "weak", bare=True)]


_DATED, _LESS = _all_words(LABELS[0]), _all_words(LABELS[2])
_A_DATE = (
    rf"(?:(?:{_DATED}):?(?:{values.ISO_DATE}|{values.WRITTEN_DATE})|(?:{_LESS}):?{values.ISO_DATE})(?:{values.CLOCK})?"
)
_COUNTED = _all_words(next(words for words in LABELS if words.value == "count"))
_A_COUNT = rf"(?:{_COUNTED}):?\d+(?:次|人次|人(?![\u4e00-\u9fff]))?"
REGISTERED = late_pattern(r"ICP[备证]|公网安备|标识码|版权所有|Copyright|©", re.IGNORECASE)
"""What shows a line to be the foot of a site."""
REVIEWED = late_pattern(r"复检日期|(?:更新|录入|上传|添加|编辑)(?:时间|日期)?:.{6,14}?\d{1,2}:\d{2}")
"""A date that only sites give: of their review, or with the time of day of their upkeep. The last table of a notice too
may say since when it is 更新, but not at what o'clock."""
JOINED = late_pattern(rf"(?:{_A_DATE})(?:{_A_COUNT})|(?:{_A_COUNT})(?:{_A_DATE})")
"""A date and a counter together, in a copy whose lines were joined without a gap."""
OPENING = late_pattern(rf"(?P<date>{_A_DATE})|(?P<count>{_A_COUNT})")
"""One of them, which the whole text may begin with."""
