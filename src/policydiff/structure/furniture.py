# SPDX-License-Identifier: Apache-2.0
"""The page around a notice: a closed list of what websites and printers put there.

A line that is not on the list is the notice's. Never on it: the index block (索引号, 发文机关,
成文日期, 发文字号, 有效性, 主题分类), notes on access and on omissions, the signature.
The list was read off government sites' copies; each entry is matched on canonical text.
"""

import re
from collections import Counter
from itertools import pairwise

from policydiff.structure.notice import Furniture
from policydiff.structure.segments import Segments

_DATE = r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?(?: ?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}秒?)?分?)?"
_BUTTONS = (
    "打印本?页?(?:文章|全文|预览)?|收藏(?:本[页文])?|关闭(?:本?窗口|本?页面?)?|返回(?:顶部|首页|列表|上一页)?|下载|保存|我要纠错|网站纠错|纠错"
    "|语音播报|听全文|朗读|繁体|简体|无障碍(?:阅读|浏览|模式)?|长者(?:模式|版|助手)|适老(?:化|模式|版)|关怀版|手机版|电脑版|回到顶部|我要评论|正文"
    "|扫一扫(?:在)?(?:手机)?(?:打开|查看|分享)?(?:当前|本|此)?页?(?:面)?"
    "|相关(?:解读|文档|阅读|稿件|新闻|报道|政策)|解读(?:材料)?|附件下载"
)
_SIGNED_BY = "责任?编辑?|编辑|作者|审核|校对|责编|供稿(?:单位)?|发布(?:人|者)|录入(?:人|员)?|撰稿|通讯员"
_LINKS = (
    "上一[篇条页]|下一[篇条页]|免责声明|原文链接|原文地址|版权声明|版权所有|相关链接|相关文件|相关附件|政策解读"
    "|文件解读|本文链接|网址|链接"
)
_ITEMS: tuple[tuple[str, str, bool], ...] = (
    (
        "counter",
        r"(?:浏览|点击|阅读|访问|查看|点赞|收看)(?:次数|数量|量|数|率)?(?:\(次\))?[:(]?\d*(?:次|人(?![\u4e00-\u9fff]))?\)?|人气[:(]\d*\)?|\d{1,9}次(?:浏览|点击|阅读)",
        False,
    ),
    ("page_date", rf"(?:发布|发表|更新|录入|公开|编辑|上传|添加|提交|文章)?(?:时间|日期):?{_DATE}", False),
    ("source", rf"(?:(?:信息|文章|稿件|新闻|内容)?来源(?:单位)?|{_SIGNED_BY}):", True),
    ("share", r"分享(?:到|至|本文|文章)?:?|(?:微信|新浪|腾讯)?(?:微信|微博|QQ空间|QQ好友|QQ|朋友圈)(?:好友)?", False),
    ("navigation", r"(?:当前|您的?|你的?|您现在的?|您当前的?|您所在的?)(?:所在)?位置(?:是)?:?|首页>", True),
    ("navigation", rf"(?:{_LINKS}):", True),
    ("navigation", r"字[号体]:?[大中小特超]*(?:默认)?", False),
    ("navigation", rf"\(?(?:{_BUTTONS})\)?:?", False),
    ("navigation", r"<!--.{0,80}?-->", False),
)
"""Kind, pattern, and whether a free value follows up to the next item or the end of the line."""
_ITEM = re.compile("|".join(f"(?P<i{i}>{pattern})" for i, (_, pattern, _free) in enumerate(_ITEMS)))
_DATE_AND_COUNTER = re.compile(rf"(?:{_ITEMS[1][1]})(?:{_ITEMS[0][1]})|(?:{_ITEMS[0][1]})(?:{_ITEMS[1][1]})")
_JOINED = 200
"""So far from the start of a line a date and a counter together are looked for: a title may stand before them."""
_SEPARATOR = re.compile(r"[|│\-·/,;。>()《》 ]*")
_INDEX_BLOCK = re.compile(r"索引号|发文机关|发文字号|成文日期|主题分类|有效性|发文单位|公开方式|发布机构|信息分类")
_PAGE_MARK = re.compile(
    r"-{0,2}\d{1,4}-{0,2}|·\d{1,4}·|第\d{1,4}页(?:[,/]?共\d{1,4}页)?|\d{1,4}/\d{1,4}|\(\(page\d{1,4}\)\)|page\d{1,4}(?:of\d{1,4})?",
    re.IGNORECASE,
)
"""-3-, 第3页,共12页, 3/12, Page3of12"""
_ADDRESS = re.compile(r"[!-~]{1,80}")
"""The rest of a web address, which a mail or a page has cut."""
_WRAPPED = 18
"""Canonical characters from which a line of the page may go on in the next: lines of 24 with blanks in them."""
_HEAD_LINES = 12
_MOST_ITEMS = 80
_TAIL = 700
_MARK_LENGTH = 14
_RUNNING_SHARE = 0.15
"""A running head stands beside at least so large a share of the page numbers (chapters change theirs)."""


def head_furniture(segments: Segments, limit: int) -> list[Furniture]:
    """Page items before the notice, and between its title and its text, up to offset `limit`."""
    text = segments.canonical.text
    found: list[Furniture] = []
    at = 0
    for _ in range(_HEAD_LINES):
        if at >= limit or _INDEX_BLOCK.match(text, at):
            break
        items = _line_of_items(segments, at, limit)
        found += items
        if not items:
            end = segments.line_end(at)
            joined = _DATE_AND_COUNTER.search(text, at, min(end, at + _JOINED))
            if joined:
                end = joined.start()
            elif "。" in text[at:end] or text[end - 1] == ":":
                break
            at = end
        else:
            at = items[-1].end
    return found


def _line_of_items(segments: Segments, at: int, limit: int) -> list[Furniture]:
    """The items that fill the lines from `at` on, or nothing where something else stands among them.

    A date and a counter together, or one of them that the whole text begins with, are of the page in a copy whose lines
    were joined too."""
    items = _chain(segments, at, limit)
    while items and not segments.breaks_at(items[-1].end):
        if (len(items) > 1 or at == 0) and all(item.kind in ("page_date", "counter") for item in items):
            break
        items.pop()
    return items


def _chain(segments: Segments, at: int, limit: int) -> list[Furniture]:
    text = segments.canonical.text
    items: list[Furniture] = []
    while at < limit and len(items) < _MOST_ITEMS:
        lead = _SEPARATOR.match(text, at)
        match = _ITEM.match(text, lead.end() if lead else at, limit)
        if match is None or match.end() == match.start():
            break
        kind, _, free = _ITEMS[int((match.lastgroup or "i0")[1:])]
        end = _value_end(segments, match.end(), limit) if free else match.end()
        tail = _SEPARATOR.match(text, end, limit)
        if tail and (tail.end() == limit or segments.breaks_at(tail.end())):
            end = tail.end()
        items.append(Furniture(at, end, kind))
        at = end
    return items


def _value_end(segments: Segments, at: int, limit: int) -> int:
    """Where a free value (来源：某某网) ends: at the next item, or at the end of its line or the one it wraps into."""
    text = segments.canonical.text
    end = min(segments.line_end(at), limit)
    following = _ITEM.search(text, at, end)
    if following:
        return following.start()
    if "http" in text[at:end] and end < limit:
        rest = _ADDRESS.match(text, end, min(segments.line_end(end), limit))
        return rest.end() if rest and segments.breaks_at(rest.end()) else end
    if end - segments.line_start(at) >= _WRAPPED and end < limit:
        wrapped = _ITEM.search(text, end, min(segments.line_end(end), end + 14, limit))
        if wrapped and wrapped.start() > end:
            return wrapped.start()
    return end


def tail_furniture(segments: Segments) -> list[Furniture]:
    """Page items after the notice: the longest run of items that reaches to the end of the text."""
    text = segments.canonical.text
    length = len(text)
    for at in segments.soft(max(0, length - _TAIL), length):
        items = _chain(segments, at, length)
        if items and items[-1].end == length:
            return items
    return []


def page_numbers(segments: Segments) -> list[Furniture]:
    """Page numbers on lines of their own, and the running heads beside them.

    A bare number is a page number only in a row of them, each one more than the one before
    (two rows, for odd and even pages, are not needed: the row is judged as it stands).
    """
    text = segments.canonical.text
    hard = segments.hard
    marks: list[tuple[int, int]] = []
    for i in range(len(hard) - 1):
        a, b = hard[i], hard[i + 1]
        if b - a <= _MARK_LENGTH and _PAGE_MARK.fullmatch(text, a, b):
            marks.append((i, int("".join(filter(str.isdigit, text[a:b].split("/")[0].split("共")[0])))))
    if not marks:
        return []
    certain = {i for i, _ in marks if not text[hard[i] : hard[i + 1]].isdigit()}
    rows: set[int] = set()
    for (i, n), (j, m) in pairwise(marks):
        if m == n + 1:
            rows |= {i, j}
        elif j == i + 1 and j in certain:
            rows.add(i)
    chosen = sorted(i for i, _ in marks if i in certain or (i in rows and len(rows) > 2))
    found = [Furniture(hard[i], hard[i + 1], "page_number") for i in chosen]
    return _joined(sorted([*found, *_running_heads(segments, chosen)], key=lambda item: item.start))


def _joined(items: list[Furniture]) -> list[Furniture]:
    """Items that follow each other without a gap, as one: the foot of a page and the head of the next."""
    joined: list[Furniture] = []
    for item in items:
        if joined and joined[-1].end == item.start:
            joined[-1] = Furniture(joined[-1].start, item.end, joined[-1].kind)
        else:
            joined.append(item)
    return joined


def _running_heads(segments: Segments, marks: list[int]) -> list[Furniture]:
    text, hard = segments.canonical.text, segments.hard
    taken = set(marks)
    beside = [
        i
        for i in sorted({*(m - 1 for m in marks), *(m + 1 for m in marks)} - taken)
        if 0 <= i < len(hard) - 1 and hard[i + 1] - hard[i] <= 40
    ]
    counts = Counter(text[hard[i] : hard[i + 1]] for i in beside)
    often = max(3, len(marks) * _RUNNING_SHARE)
    return [
        Furniture(hard[i], hard[i + 1], "running_head")
        for i in beside
        if hard[i + 1] - hard[i] > 3 and counts[text[hard[i] : hard[i + 1]]] >= often
    ]
