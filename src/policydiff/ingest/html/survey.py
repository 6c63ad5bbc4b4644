# SPDX-License-Identifier: Apache-2.0
"""The first walk over a page: what is hidden, and how much text of what sort stands under each element."""

import re
from collections.abc import Callable, Generator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from policydiff.ingest.html.style import Rules, Seen, computed, hidden_by
from policydiff.ingest.reading import han_count
from policydiff.vocabulary.numerals import HAN_ORDINAL, ONE_TO_TEN, SOURCE_DIGITS

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "textarea",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "title",
        "meta",
        "link",
        "base",
        "param",
        "source",
        "track",
        "datalist",
        "noframes",
        "desc",
        "annotation",
        "annotation-xml",
    ]
)
CELLS = frozenset(("td", "th"))
_READINGS = frozenset(("rt", "rp"))
BLOCK_DISPLAYS = frozenset(("block", "flex", "grid", "table", "list-item", "flow-root", "table-row", "table-caption"))

_PROSE_HAN = 8
"""Han characters outside links that make a line with a full stop a sentence; notes in footers have fewer or none."""
_SENTENCE = re.compile(r"[。；]|[：！？:]\s*$")
_DIGIT = rf"\d{SOURCE_DIGITS}十"
_DATE_LINE = re.compile(rf"^[{_DIGIT}]{{2,4}}\s*年\s*[{_DIGIT}]{{1,3}}\s*月\s*[{_DIGIT}]{{1,3}}\s*日$")
_NOTICE_MARK = re.compile(
    r"^附\s?[件表图圖]|^抄送|此件.{0,6}[公开開]|[责責]任[单單]位|[牵牽][头頭][单單]位"
    rf"|^第[{HAN_ORDINAL}\d]{{1,6}}[条條章节節]|^[{ONE_TO_TEN}]{{1,3}}、|^[（(][{ONE_TO_TEN}]{{1,3}}[)）]"
    r"|^\d{1,3}[.．、]\s?[^\d\s]"
    r"|索\s?引\s?[号號]|[文字]\s?[号號]|[发發]文|[发發]布|成文|[来來]源|[时時][间間]|[浏瀏][览覽]|[点點][击擊]|〔\d{4}〕"
)
"""附件, 责任单位, 第三条, （一）, 发文字号, 〔2023〕"""
_TITLE = re.compile(r"[关關][于於]|[的之](?:通知|意见|意見|决定|決定|批复|批覆|公告|通告|通报|通報|函)$|[《》]")
SITE_MARK = re.compile(
    r"ICP[备備]|公[网網]安[备備]|[网網]站[标標][识識][码碼]|版[权權]所有(?![者人])|copyright|技[术術]支持[:：]",
    re.IGNORECASE,
)
"""What only a site's foot has. Its keeper (主办单位) is no mark: notices name who holds an event, and sentences too."""
_RELATED = re.compile(
    r"[【\[〖]?(?:(?:相[关關]|延伸|推[荐薦]|[热熱][点點门門]|最新|更多)(?:[链鏈]接|[阅閱][读讀]|文件|文[档檔]|信息|新[闻聞]|[内內]容|[报報][道導]|稿件|文章|政策|解[读讀]|推[荐薦])"
    r"|[您你][可还還]?能?(?:感[兴興]趣|喜[欢歡])的?.{0,4}|猜你喜[欢歡])[】\]〗]?[:：]?$"
)
"""The heading of a list of links to other pages."""
_DATED = re.compile(r"[\d\-/.:：年月日()（）\[\]【】·]*")
"""What stands beside a link in a list of news."""
HEAD = 400
"""Code points of a line that are searched for marks; a mark stands at a line's beginning or in a short line."""
_PLACE = re.compile(r"^(?:您?(?:的)?(?:当前|當前|现在的?|現在的?|所在)?位置|您现在|您所在|首页|首頁)")
_SEPARATORS = re.compile(r"[>›»＞→]|--|·|/")


@dataclass(slots=True)
class Stats:
    """Totals of the seen text under one element; `lines` counts lines with text."""

    characters: int = 0
    linked: int = 0
    links: int = 0
    lines: int = 0
    prose: int = 0
    marks: int = 0
    tables: int = 0
    headings: int = 0
    crumbs: int = 0
    site: int = 0
    related: int = 0


@dataclass(slots=True)
class Survey:
    """What the first walk found, by `mem_id` of the element."""

    stats: dict[int, Stats] = field(default_factory=dict)
    hidden: dict[int, str] = field(default_factory=dict)
    styles: dict[int, dict[str, str]] = field(default_factory=dict)
    data_rows: set[int] = field(default_factory=set)
    elements: int = 0


def walk(root: LexborNode) -> Generator[tuple[bool, LexborNode], bool | None, None]:
    """Every node under `root` and itself: (True, node) on the way in, (False, element) on the way out.

    The walk is a loop, so that nesting cannot exhaust the stack; a consumer that does not
    want a subtree sends True.
    """
    stack: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        skip = yield True, node
        child = None if skip else node.child
        if child is not None:
            stack.append(node)
            node = child
            continue
        yield False, node
        node = None if not stack else node.next
        while node is None and stack:
            parent = stack.pop()
            yield False, parent
            node = parent.next if stack else None


def drive(root: LexborNode, step: Callable[[bool, LexborNode], bool]) -> None:
    """Take `step` at every stop of a walk; where it answers True on the way in, the subtree is passed over."""
    steps = walk(root)
    try:
        entering, node = next(steps)
        while True:
            entering, node = steps.send(step(entering, node))
    except StopIteration:
        return


def is_block(tag: str, style: dict[str, str]) -> bool:
    """Whether an element begins and ends a line."""
    display = style.get("display", "")
    if not display:
        return tag in BLOCKS
    if display in BLOCK_DISPLAYS:
        return True
    return False if display.startswith("inline") or display == "contents" else tag in BLOCKS


class Surveyor:
    """Walks a page once and fills a `Survey`."""

    def __init__(self, rules: Rules) -> None:
        self.survey = Survey()
        self._rules = rules
        self._totals = Stats()
        self._starts: list[Stats] = []
        self._line: list[str] = []
        self._own: list[str] = []
        self._link_depth = 0
        self._seen: list[Seen] = [Seen()]
        self._rows: list[list[Stats]] = []
        self._tables: list[list[tuple[int, list[Stats]]]] = []

    def run(self, root: LexborNode) -> Survey:
        """Survey everything under `root`."""
        drive(root, self._step)
        self._end_line()
        return self.survey

    def _step(self, entering: bool, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag.startswith(("-", "!")):
            if entering and tag == "-text":
                self._text(node)
            return False
        if entering:
            return self._enter(tag, node)
        if node.mem_id in self.survey.hidden or tag in UNSEEN:
            return False
        self._leave(tag, node)
        return False

    def _enter(self, tag: str, node: LexborNode) -> bool:
        if tag in UNSEEN:
            return True
        survey = self.survey
        survey.elements += 1
        attributes = node.attributes
        style = computed(tag, attributes, self._rules)
        if style:
            survey.styles[node.mem_id] = style
        reason = "closed dialog" if tag == "dialog" and "open" not in attributes else hidden_by(attributes, style)
        if reason:
            survey.hidden[node.mem_id] = reason
            return True
        self._seen.append(self._seen[-1].inside(attributes, style, self._rules.external))
        if tag == "br" or is_block(tag, style):
            self._end_line()
        if tag == "a" and attributes.get("href"):
            self._link_depth += 1
            self._totals.links += 1
        elif tag == "table":
            self._tables.append([])
        elif tag == "tr":
            self._rows.append([])
        self._totals.headings += tag in ("h1", "h2", "h3")
        totals = self._totals
        self._starts.append(Stats(*(getattr(totals, name) for name in Stats.__slots__)))
        return False

    def _leave(self, tag: str, node: LexborNode) -> None:
        style = self.survey.styles.get(node.mem_id, {})
        if is_block(tag, style) or tag in CELLS:
            self._end_line()
        self._seen.pop()
        before, totals = self._starts.pop(), self._totals
        stats = Stats(*(getattr(totals, name) - getattr(before, name) for name in Stats.__slots__))
        if tag == "a" and node.attributes.get("href"):
            self._link_depth -= 1
        elif tag in CELLS and self._rows:
            self._rows[-1].append(stats)
        elif tag == "tr" and self._rows:
            cells = self._rows.pop()
            if self._tables:
                self._tables[-1].append((node.mem_id, cells))
        elif tag == "table":
            totals.tables += 1
            self._judge_table(self._tables.pop())
        if tag in CELLS or is_block(tag, style):
            self.survey.stats[node.mem_id] = stats

    def _judge_table(self, rows: list[tuple[int, list[Stats]]]) -> None:
        """Tell rows of data, whose cells belong on one line, from tables that lay out a page."""
        full = [(row, cells) for row, cells in rows if sum(1 for cell in cells if cell.characters) >= 2]
        plain = [(row, cells) for row, cells in full if not any(cell.tables or cell.headings for cell in cells)]
        regular = len(plain) >= 3 and len(plain) == len(full)
        for row, cells in plain:
            if regular or max(cell.lines for cell in cells) <= 3:
                self.survey.data_rows.add(row)

    def _text(self, node: LexborNode) -> None:
        body = "".join((node.text_content or "").split())
        if not body:
            return
        reason = self._seen[-1].hidden()
        if reason:
            self.survey.hidden[node.mem_id] = reason
            return
        self._totals.characters += len(body)
        if (parent := node.parent) is not None and parent.tag in _READINGS:
            return  # 第(dì)九(jiǔ)条 is a label as 第九条 is
        self._line.append(body)
        if self._link_depth:
            self._totals.linked += len(body)
        else:
            self._own.append(body)

    def _end_line(self) -> None:
        if not self._line:
            return
        line, own_text = "".join(self._line), "".join(self._own)
        own = len(own_text)
        totals = self._totals
        totals.lines += 1
        head = line[:HEAD]
        if own < len(line) and len(line) < HEAD and _PLACE.match(head) and _SEPARATORS.search(head):
            totals.crumbs += 1
        else:
            sentence = own >= _PROSE_HAN and own * 2 > len(line) and han_count(head) >= _PROSE_HAN
            prose = sentence and bool(_SENTENCE.search(line))
            totals.prose += prose
            totals.marks += _marked(line, own_text)
            totals.site += not prose and bool(SITE_MARK.search(head))
            totals.related += bool(_RELATED.match(head))
            if own < len(line) and _DATED.fullmatch(own_text):
                totals.linked += own
        self._line, self._own = [], []


def _marked(line: str, own: str) -> bool:
    """Whether a line bears a mark of a notice outside its links: a label, a date, an attachment, a title."""
    if line.startswith("附") and _NOTICE_MARK.match(line):
        return True
    if len(own) * 2 <= len(line):
        return False
    head = own[:HEAD]
    return bool(_NOTICE_MARK.search(head) or _DATE_LINE.match(head) or (_TITLE.search(head) and han_count(head) >= 10))
