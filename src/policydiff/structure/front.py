# SPDX-License-Identifier: Apache-2.0
"""What stands before the body of a notice: title, document number, index block, addressee.

The elements and their order are those of GB/T 9704-2012 (chapter 7); copies lose or repeat
any of them, so each is recognised by its own form and its place between the others.
"""

import re

from policydiff.structure.marks import HAN
from policydiff.structure.part import Part
from policydiff.structure.segments import Segments
from policydiff.vocabulary.numerals import HAN_ORDINAL
from policydiff.vocabulary.patterns import late_pattern

_KINDS = (
    "通知|意见|措施|方案|办法|规定|批复|函|通报|决定|决议|公告|规划|计划|纲要|条例|细则|指引|提示|清单|规则|任务|要点|报告|通告|命令|令|公报|解答|安排|预案|法|章程|标准"
    "|指南|制度|草案|说明|要求|政策|请示|议案|纪要|目录|分工|举措|解释|声明|答复|若干问题"
)
_EDITION = r"(?:\((?:试行|暂行|修[订改]|草案|征求意见|摘要|节选|第.{1,3}版|\d{4})[^()]{0,14}\))?"
TITLE_KIND = late_pattern(rf"(?:{_KINDS}|[{HAN_ORDINAL}\d]{{1,6}}条){_EDITION}[》\"]?$")
"""How a notice's title ends: the kind of document (GB/T 9704-2012, 7.3.1, and the kinds seen in copies)."""
_ANY_KIND = late_pattern(rf"{_KINDS}|[{HAN_ORDINAL}\d]条")
"""What `TITLE_KIND` finds nothing without: most signatures are followed by no title, which one look tells
for all of them."""
_LONG_KIND = late_pattern(
    r"(?:通知|意见|措施|方案|办法|规定|批复|复函|通报|决定|决议|公告|通告|规划|计划|条例|细则|报告)(?:\([^()]{2,8}\))?"
)
_DOC_NUMBER = late_pattern(
    rf"(?P<agency>[{HAN}]{{1,16}}(?:\([{HAN}]{{1,6}}\))?[{HAN}]{{0,6}})\((?:19|20)\d{{2}}\)第?\d{{1,5}}号"
    rf"|(?P<offices>[{HAN}]{{2,24}})公告\(?(?:19|20)\d{{2}}\)?年?第\d{{1,4}}号"
)
"""国发(2022)18号, 财政部公告2020年第6号"""
_SERIAL = late_pattern(r"\d号")
"""The end of every document number; looked for first, being found fifty times as fast as the whole."""
_NUMBER = 80
"""Characters that a document number has at most."""
_OFFICE = (
    "政府|部门|机构|单位|委员会|委|局|厅|办|署|院|部|公司|企业|学校|院校|兵团|组织|代表|同志|银行|中心|处|所|会|社|团"
)
_ADDRESSED = late_pattern(rf"(?:{_OFFICE})(?:\([^()]{{1,12}}\))?$")
_INDEX = late_pattern(
    r"\(?(?:索引号|主题分类|发文机[关构]|发文字号|成文日期|发布机构|有效性|发布日期|实施日期|废止日期"
    r"|发文单位|公开方式|公文时效|组配分类|体裁分类)\)?[:|]?"
)
"""索引号:, (成文日期)"""
_PREFACE = late_pattern(r"[序前引]言|序(?=中华|为)")
_FRONT = 1200
"""Title, number and addressee are looked for in so many characters."""
_ADDRESSEE = 260


def front(segments: Segments, start: int, limit: int) -> list[Part]:
    """Title, document number, index block and addressee from `start` on, as far as they are there."""
    text = segments.canonical.text
    parts: list[Part] = []
    at = start
    number = _number_at(text, at, limit)
    if number and not (number["agency"] and _LONG_KIND.search(text, at, number.end("agency") - 2)):
        parts.append(Part(at, number.end(), "doc_number"))
        at = number.end()
    cuts = [at, *segments.soft(at, min(limit, at + _FRONT))]
    index = _index_block(text, cuts, limit)
    own = None if parts else _own_number(segments, at, index[0] if index else limit)
    after = max(at, own[1] if own else 0, index[1] if index else 0)
    addressee = _addressee(segments, [cut for cut in cuts if cut >= after], at, after, limit)
    bound = min(part[0] for part in (own, index, addressee, (limit,)) if part)
    end = _title(segments, at, bound, limit)
    if end > at:
        parts.append(Part(at, end, "title"))
    if own:
        parts.append(Part(*own, "doc_number"))
    if index:
        parts.append(Part(*index, "paragraph", "index"))
    if addressee:
        parts.append(Part(*addressee, "addressee"))
    return sorted(parts, key=lambda part: part.start)


def _title(segments: Segments, at: int, bound: int, limit: int) -> int:
    """The end of the title: by its kind of document, else all before number or addressee, else one short line."""
    text = segments.canonical.text
    end = title_end(segments, at, bound)
    if end > at:
        return end
    if bound < limit and bound - at <= 80 and "。" not in text[at:bound]:
        return bound
    line = segments.line_end(at)
    if _PREFACE.match(text, at, limit):
        return at
    short = (
        line <= limit and line - at <= 40 and line < len(text) and not any(char in text[at:line] for char in "。;:,")
    )
    return line if short else at


def _number_at(text: str, at: int, limit: int) -> re.Match[str] | None:
    """The document number that begins at a place."""
    return _DOC_NUMBER.match(text, at, limit) if _SERIAL.search(text, at, min(limit, at + _NUMBER)) else None


def _index_block(text: str, cuts: list[int], limit: int) -> tuple[int, int] | None:
    """An index block: from its first entry to the end of its last one, whose value may stand after a gap of its own."""
    keys = [(cut, match.end()) for cut in cuts if (match := _INDEX.match(text, cut, limit))]
    if not keys:
        return None
    last = keys[-1][1]
    following = [cut for cut in cuts if cut >= last]
    if following and following[0] == last:
        following = following[1:]
    return keys[0][0], following[0] if following else limit


def _own_number(segments: Segments, start: int, limit: int) -> tuple[int, int] | None:
    """The notice's own number: on its own between gaps, or right after the title; not in brackets after 《title》."""
    text = segments.canonical.text
    if _SERIAL.search(text, start, min(limit, start + 500)) is None:
        return None
    for match in _DOC_NUMBER.finditer(text, start, min(limit, start + 500)):
        at, end = match.span()
        if "。" in text[start:at]:
            return None
        agency = match.end("agency") if match["agency"] else match.end("offices")
        kinds = [m.end() for m in _LONG_KIND.finditer(text, at, agency - 2)]
        inner = [cut for cut in segments.soft(at, agency) if cut > at]
        first = kinds[-1] if kinds else at if at == start or segments.spaced(at) else inner[-1] if inner else None
        if first is not None and (end == limit or segments.spaced(end) or text[end] == "-"):
            return first, end
    return None


def _addressee(segments: Segments, cuts: list[int], start: int, after: int, limit: int) -> tuple[int, int] | None:
    """The line the notice is addressed to (各区、市人民政府，…：): from a cut, behind title or number, to a colon."""
    text = segments.canonical.text
    colon = text.find(":", after, min(limit, after + 900))
    if colon < 0:
        return None
    if text[segments.line_end(colon) - 1] == "?":  # who asks, in answers to the press
        return None
    stop = text.rfind("。", max(after, colon - _ADDRESSEE), colon)
    low = max(stop + 1, colon - _ADDRESSEE)
    cuts = [cut for cut in cuts if low <= cut < colon]
    for cut in cuts:
        words = text[cut:colon]
        behind = cut in (start, after) or TITLE_KIND.search(text, max(start, cut - 30), cut)
        if behind and _ADDRESSED.search(words) and "关于" not in words and "《" not in words and "》" not in words:
            return cut, colon + 1
    return None


def title_end(segments: Segments, start: int, limit: int) -> int:
    """Where a title that starts at `start` ends: at the last line or gap before running text where a kind of document
    stands; `start` where there is none."""
    text = segments.canonical.text
    stop = min(limit, start + 240)
    for mark in "。;":
        at = text.find(mark, start, stop)
        stop = at if at >= 0 else stop
    first = segments.first(_ANY_KIND, start)
    if first > stop or not _ANY_KIND.search(text, first, stop + 1):
        return start
    cuts = [cut for cut in segments.soft(start, stop + 1) if cut > start]
    if stop == limit:
        cuts.append(limit)
    best = start
    for cut in cuts:
        if TITLE_KIND.search(text, max(start, cut - 30), cut):
            if best > start and ("," in text[best:cut] or cut - best > 90):
                break
            best = cut
    return best
