# SPDX-License-Identifier: Apache-2.0
"""Web pages: lines as a browser shows them; what is hidden or the site's own is kept in events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made.common import kinds, spans_hold, squeezed
from made.pages import page

from policydiff.errors import InputError
from policydiff.ingest.html.meta import declared_charset
from policydiff.ingest.html.page import read_html
from policydiff.ingest.reading import Reading

BODY = "<p>一、加強領導。各單位要認真組織實施，按時完成任務。</p><p>二、抓好落實。重大事項及時報告市政府。</p>"


def read(body: str, head: str = "", **options: bool) -> Reading:
    """Read a page around a body."""
    return read_html(page(body, head), **options)


COUNTED = (
    "<style>body{counter-reset:a b} h2{counter-increment:a;counter-reset:b} h2:before{content:counter(a,"
    " cjk-ideographic) '、'} p{counter-increment:b} p::before{content:'（' counter(b, cjk-ideographic) '）'}</style>"
)

LINES = {
    "paragraphs": ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
    "breaks": ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
    "unclosed paragraphs": ("<p>甲<p>乙", ["甲", "乙"]),
    "inline elements do not break": ("甲<b>乙</b><span>丙</span><font color=red>丁</font>", ["甲乙丙丁"]),
    "a block in a span": ("<span>甲<div>乙</div>丙</span>", ["甲", "乙", "丙"]),
    "a span shown as a block": ('甲<span style="display:block">乙</span>丙', ["甲", "乙", "丙"]),
    "a div shown inline": ('甲<div style="display:inline">乙</div>丙', ["甲乙丙"]),
    "preformatted": ("<pre>甲\n乙</pre>", ["甲", "乙"]),
    "white-space from a style": ('<div style="white-space:pre-wrap">甲\n乙</div>', ["甲", "乙"]),
    "line ends in the source are blanks": ("<p>甲\n乙</p>", ["甲 乙"]),
    "entities": ("<p>&#x8CA1;&nbsp;&amp;&lt;p&gt;</p>", ["財\xa0&<p>"]),
    "comments": ("甲<!-- 乙 --><!--[if mso]>丙<![endif]-->丁", ["甲丁"]),
    "scripts and styles": ("甲<script>var 乙='乙'</script><style>乙{}</style><template>乙</template>丁", ["甲丁"]),
    "raised digits": ("增加10<sup>2</sup>倍，CO<sub>2</sub>排放", ["增加10²倍，CO₂排放"]),
    "a raised mark that has no such form": ("甲<sup>[1]</sup>", ["甲[1]"]),
    "quotes that a browser draws": ("<q>六個城市</q>建設", ["“六個城市”建設"]),
    "a row of data": ("<table><tr><td>1</td><td>甲</td><td>乙</td></tr></table>", ["1\t甲\t乙"]),
    "cells that a word processor fills with paragraphs": (
        "<table><tr><td><p>1</p></td><td><p>甲</p></td></tr></table>",
        ["1\t甲"],
    ),
    "an empty cell leaves no mark at the end": ("<table><tr><td>甲</td><td></td></tr></table>", ["甲"]),
    "cells of a layout table": (
        "<table><tr><td><p>甲</p><p>乙</p><p>丙</p><p>丁</p></td><td><p>戊</p></td></tr></table>",
        ["甲", "乙", "丙", "丁", "戊"],
    ),
    "a table in a table": (
        "<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td><td>丙</td></tr></table>",
        ["甲\t乙", "丙"],
    ),
    "cells without a table": ("<tbody><tr><td>甲</td><td>乙</td></tr></tbody>", ["甲\t乙"]),
    "a numbered list": ("<ol><li>甲</li><li>乙</li></ol>", ["1. 甲", "2. 乙"]),
    "a list that goes on": ('<ol start="4"><li>甲<li value="9">乙<li>丙</ol>', ["4. 甲", "9. 乙", "10. 丙"]),
    "a list in Chinese numbers": ('<ol style="list-style-type:cjk-ideographic"><li>甲</li></ol>', ["一、 甲"]),
    "items with their own labels": (
        "<ol><li>1.甲</li><li>（二）乙</li><li>第三条丙</li></ol>",
        ["1.甲", "（二）乙", "第三条丙"],
    ),
    "a list without marks": ('<ol style="list-style:none"><li>甲</li></ol>', ["甲"]),
    "bullets": ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
    "nested lists": ("<ol><li>甲<ol type=a><li>乙</li></ol></li><li>丙</li></ol>", ["1. 甲", "a. 乙", "2. 丙"]),
    "a list that counts down": ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
    "a list beyond z": ("<ol type=A start=26><li>甲<li>乙</ol>", ["Z. 甲", "AA. 乙"]),
    "a list in Greek": ('<ol style="list-style-type:lower-greek"><li>甲</ol>', ["α. 甲"]),
    "a list with a string": ("<ul style=\"list-style-type:'※ '\"><li>甲</ul>", ["※ 甲"]),
    "a list in a style of the page": (
        (
            "<style>@counter-style k{system:cyclic;symbols:'甲' '乙';suffix:'：'}"
            " ol{list-style-type:k}</style><ol><li>其一<li>其二"
        ),
        ["甲： 其一", "乙： 其二"],
    ),
    "marks of a style sheet": (
        "<style>li::marker{content:'第' counter(list-item, cjk-ideographic) '条'}</style><ol><li>甲<li>乙</ol>",
        ["第一条 甲", "第二条 乙"],
    ),
    "counters of a style sheet": (
        COUNTED + "<body><h2>甲</h2><p>乙</p><p>丙</p><h2>丁</h2><p>戊</p>",
        ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"],
    ),
    "counters in counters": (
        (
            "<style>ol{counter-reset:i;list-style:none} li{counter-increment:i} li::before{content:counters(i,'.') '"
            " '}</style><ol><li>甲<ol><li>乙</ol><li>丙</ol>"
        ),
        ["1 甲", "1.1 乙", "2 丙"],
    ),
    "generated text": (
        (
            "<style>.a::after{content:'\\3002'} .b:before{content:attr(title) '：'}"
            " .c::before{content:'\\e001'}</style>"
            "<b class=a>甲</b><i class=b title=乙>丙</i><i class=c></i>"
        ),
        ["甲。乙：丙"],
    ),
    "letters in another case": (
        '<p style="text-transform:uppercase">gdp<b style="text-transform:none">app</b></p>',
        ["GDPapp"],
    ),
    "text turned round": ("<bdo dir=rtl>丁丙</bdo>", ["丙丁"]),
    "formulas": ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac><msup><mi>x</mi><mn>2</mn></msup></math>", ["1/2x²"]),
    "a form that is filled in": (
        "姓名：<input value=甲>；<input type=radio checked>是<input type=radio>否<input type=hidden value=密>",
        ["姓名：甲；☑是☐否"],
    ),
    "a page in a page": ("甲<iframe srcdoc='&lt;p&gt;乙'></iframe>丙", ["甲", "乙", "丙"]),
    "server code": ("<%@ page contentType='text/html' %>甲<% if (x > 0) { %>乙<% } %>", ["甲乙"]),
    "zero-width and bidi characters stay": ("3\u200b0億\u202e乙\u202c", ["3\u200b0億\u202e乙\u202c"]),
}


@pytest.mark.parametrize("case", LINES)
def test_lines_are_those_of_a_browser(case: str) -> None:
    """Each piece of HTML gives these lines."""
    source, wanted = LINES[case]
    assert read_html(source).text.split("\n") == wanted


HIDDEN = {
    "display": '<p style="display:none">密</p>',
    "display, important and upper case": '<p style="DISPLAY : None !important">密</p>',
    "hidden attribute": "<p hidden>密</p>",
    "visibility": '<p><span style="visibility:hidden">密</span></p>',
    "size 0": '<span style="font-size:0px">密</span>',
    "opacity": '<span style="opacity:0">密</span>',
    "transparent": '<span style="color:transparent">密</span>',
    "no alpha": '<span style="color:rgba(0, 0, 0, 0)">密</span>',
    "no alpha in digits": '<span style="color:#00000000">密</span>',
    "white on white": '<span style="color:#fff">密</span>',
    "white in other words": '<span style="color:rgb(255, 255, 255)">密</span>',
    "a font element": '<font color="white">密</font>',
    "colour of its own background": '<span style="color:#cc0000;background:#c00">密</span>',
    "outside the window": '<span style="position:absolute;left:-9999px">密</span>',
    "indented away": '<p style="text-indent:-9999px">密</p>',
    "box without height": '<div style="height:0;overflow:hidden">密</div>',
    "clipped": '<span style="position:absolute;clip:rect(0,0,0,0)">密</span>',
}


@pytest.mark.parametrize("case", HIDDEN)
def test_hidden_text_is_an_event(case: str) -> None:
    """What a reader does not see is no part of the text, is not lost, and is a problem."""
    reading = read(f"{BODY}甲{HIDDEN[case]}乙")
    assert "密" not in reading.text
    assert kinds(reading)["hidden_text"] == ["密"]
    assert [problem.code for problem in reading.problems] == ["PD140"]
    assert spans_hold(reading)


@pytest.mark.parametrize(
    ("sheet", "element", "seen"),
    [
        (".x{display:none}", '<p class="a x">密</p>', False),
        ("p.x, #y { color: red; display : none }", '<p id="y">密</p>', False),
        ("/* .x{display:none} */", '<p class="x">密</p>', True),
        ("@media print { .x{display:none} }", '<p class="x">密</p>', True),
        (".x{display:none} .x{display:block}", '<p class="x">密</p>', True),
        (".a .x{display:none}", '<p class="x">密</p>', True),
        (".x{display:none}", '<p class="x" style="display:block">密</p>', True),
        ("div.x{display:none}", '<p class="x">密</p>', True),
    ],
)
def test_style_blocks_can_hide(sheet: str, element: str, seen: bool) -> None:
    """Plain rules of a page's own style sheet count; what is not understood leaves text visible."""
    reading = read(BODY + element, f"<style>{sheet}</style>")
    assert ("密" in reading.text) == seen
    assert ("hidden_text" in kinds(reading)) != seen


@pytest.mark.parametrize(
    "element",
    [
        '<div style="background:#c00"><span style="color:#fff">題</span></div>',
        '<table><tr><td bgcolor="#003366"><font color="#ffffff">題</font></td></tr></table>',
        '<div style="background-image:url(x.png);color:white">題</div>',
        '<div style="color:#fff"><span style="color:#000">題</span></div>',
        '<ul style="font-size:0"><li style="font-size:14px">題</li></ul>',
        '<div style="visibility:hidden"><b style="visibility:visible">題</b></div>',
        '<div style="height:0">題</div>',
        '<span style="color:rgba(0,0,0,0.8)">題</span>',
        '<span style="color:rgb(0,0,0)">題</span>',
        '<div style="color:transparent"><b style="color:black">題</b></div>',
    ],
)
def test_text_that_shows_is_not_called_hidden(element: str) -> None:
    """White on a dark ground, and what a child takes back, is seen."""
    assert "題" in read(BODY + element).text


def test_an_unknown_style_sheet_leaves_white_text_in() -> None:
    """Where a sheet outside the file may set the ground of a class, white text stays in the text."""
    head = '<link rel="stylesheet" href="a.css">'
    assert "題" in read(BODY + '<div class="bar"><font color="white">題</font></div>', head).text
    assert "題" not in read(BODY + '<div><font color="white">題</font></div>', head).text


FURNITURE = {
    "nav": '<nav><a href="/">首頁</a> <a href="/a">公告</a></nav>',
    "role": '<div role="navigation"><a href="/">首頁</a></div>',
    "class": '<div class="main-nav"><span>首頁</span><span>公告</span></div>',
    "class in humps": '<div id="breadCrumb">網站 文件</div>',
    "crumbs": '<div>您的位置：<a href="/">首頁</a>&gt;<a href="/a">公告</a></div>',
    "links": (
        '<ul><li><a href="/1">省政府</a></li><li><a href="/2">市政府</a></li><li><a href="/3">區政府</a></li></ul>'
    ),
    "related links": (
        '<div class="x"><h3>相關鏈接</h3><ul><li><a href="/1">市政府關於印發規則的通知</a></li></ul></div>'
    ),
    "news with dates": '<div><p>熱門推薦</p><ul><li><a href="/1">新聞發佈會</a><i>2023-02-01</i></li></ul></div>',
    "footer": "<footer>主辦單位：某市人民政府</footer>",
    "site's registration": "<div><p>魯ICP備05000000號</p><p>地址：某路1號</p></div>",
    "controls": "<select><option>選擇</option></select>",
}


@pytest.mark.parametrize("case", FURNITURE)
def test_the_sites_own_parts_are_kept_apart(case: str) -> None:
    """Navigation and footers are set aside whole, in events, with their Han characters counted; the whole page can be
    had."""
    reading = read(FURNITURE[case] + BODY)
    assert squeezed(reading.text) == squeezed(read(BODY).text)
    aside = kinds(reading)["furniture"]
    assert aside
    assert int(reading.metadata["furniture_han"]) > 0
    whole = read(FURNITURE[case] + BODY, whole_page=True)
    assert "furniture" not in kinds(whole)
    assert "".join(aside).replace(" ", "") in "".join(whole.text.split())


KEPT = {
    "a notice in a nav": "<nav><p>一、加強領導。各單位要認真組織實施。</p></nav>",
    "signature in a footer of the article": "<article><footer>某市人民政府辦公廳<br>2023年1月30日</footer></article>",
    "signature in a class called footer": '<div class="footer"><p>某市人民政府辦公廳</p><p>2023年1月30日</p></div>',
    "links to attachments": (
        "<ul class=related>" + "".join(f'<li><a href="{n}.doc">附件{n}：任務表</a></li>' for n in (1, 2, 3)) + "</ul>"
    ),
    "a title in a header": '<div class="header"><h1>某市關於印發重點任務的通知</h1></div>',
    "contents of links to labels": '<div><a href="#1">一、甲</a><a href="#2">二、乙</a></div>',
    "facts of the document": '<div class="top">索引號：000014348/2020-35147</div>',
    "a heading of one's own over a link": (
        '<div><h3>相關要求</h3><p><a href="/1">市政府關於印發規則的通知</a></p></div>'
    ),
    "prose under a heading of links": (
        '<div><p>相關政策：</p><p>各區要認真組織實施<a href="/1">本規則</a>，確保完成任務。</p></div>'
    ),
    "a sentence on who holds an event": "<p>主辦單位應當提前五日報公安機關備案。</p>",
    "who holds an event": "<div><p>主辦單位：某市體育局</p><p>承辦單位：某市體育總會</p></div>",
    "a sentence on marks of a site's foot": "<p>各網站應當在頁面下方標明網站標識碼和ICP備案號。</p>",
    "a sentence on who has the rights": "<p>未經版權所有人同意，任何單位不得複製。</p>",
    "a label under its readings": (
        "<p><ruby>第<rt>dì</rt></ruby><ruby>九<rt>jiǔ</rt></ruby>條 技術支持：由市大數據中心承擔</p>"
    ),
    "prose with links": (
        '<div><p>根據<a href="/1">《條例》</a>、<a href="/2">《辦法》</a>、<a href="/3">《規定》</a>，'
        "現就有關工作通知如下：</p></div>"
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_may_be_the_notices_is_never_set_aside(case: str) -> None:
    """Recall first: sentences, labels, dates, titles and attachments stay in the text."""
    reading = read(KEPT[case])
    assert "furniture" not in kinds(reading)
    assert reading.text


def test_sentences_in_a_footer_are_a_problem() -> None:
    """A footer is set aside, but what looks like a sentence in it is said."""
    reading = read(f"{BODY}<footer>本網站由某市人民政府辦公廳主辦並負責日常維護工作。</footer>")
    assert [problem.code for problem in reading.problems] == ["PD142"]


@pytest.mark.parametrize(
    ("ruby", "text", "readings"),
    [
        ("<ruby>舊<rp>(</rp><rt>jiù</rt><rp>)</rp></ruby>", "舊(jiù)", ["(jiù)"]),
        ("<ruby>舊<rt>jiù</rt></ruby>", "舊(jiù)", ["(jiù)"]),
        ("<ruby>舊<rp>（</rp><rt>jiù</rt><rp>）</rp></ruby>", "舊（jiù）", ["（jiù）"]),
        ("<ruby>新<rt>xīn</rt>舊<rt>jiù</rt></ruby>", "新(xīn)舊(jiù)", ["(xīn)", "(jiù)"]),
        ("<ruby><rb>新</rb><rb>舊</rb><rtc><rt>xīn</rt><rt>jiù</rt></rtc></ruby>", "新舊(xīnjiù)", ["(xīnjiù)"]),
        ("<ruby>舊<rt>ㄐㄧㄡˋ</rt></ruby>", "舊(ㄐㄧㄡˋ)", ["(ㄐㄧㄡˋ)"]),
        ("<ruby>舊<rt></rt></ruby>", "舊", []),
        ("<ruby><rb>新<rb>舊<rt>xīn<rt>jiù</ruby>", "新(xīn)舊(jiù)", ["(xīn)", "(jiù)"]),
        ("<ruby>新舊<rt>xīn</rt><rt>jiù</rt></ruby>", "新(xīn)舊(jiù)", ["(xīn)", "(jiù)"]),
        ("<ruby>新舊的<rt>xīn<rt>jiù</ruby>", "新舊的(xīn jiù)", ["(xīn jiù)"]),
        ("<ruby>舊<rt>jiù<rt>ㄐㄧㄡˋ</ruby>", "舊(jiù)(ㄐㄧㄡˋ)", ["(jiù)", "(ㄐㄧㄡˋ)"]),
        (
            "<ruby><ruby>新<rt>xīn</ruby><ruby>舊<rt>jiù</ruby><rt>old and new</ruby>",
            "新(xīn)舊(jiù)(old and new)",
            ["(xīn)", "(jiù)", "(old and new)"],
        ),
    ],
)
def test_ruby_becomes_base_and_bracketed_reading(ruby: str, text: str, readings: list[str]) -> None:
    """The base is never lost; the reading stands in brackets under an event."""
    reading = read_html(f"<p>{ruby}動能</p>")
    assert reading.text == f"{text}動能"
    assert kinds(reading).get("ruby", []) == readings
    assert spans_hold(reading)


SITES_FIELDS = {
    "a search box": '<form><input name="keyword" placeholder="請輸入關鍵字"><input type=search value=通知></form>',
    "a list of sites": (
        '<select onchange="go(this)"><option value="/a">省政府<option selected value="/b">市政府</select>'
    ),
    "buttons": "<input type=submit value=提交><input type=reset value=重置><button>打印</button>",
}


@pytest.mark.parametrize("case", SITES_FIELDS)
def test_fields_for_the_visitor_are_no_text(case: str) -> None:
    """What asks the visitor of the site is not the notice's."""
    assert squeezed(read(SITES_FIELDS[case] + BODY).text) == squeezed(read(BODY).text)


UNREAD = {
    "a large picture": ('<img src="a.jpg" width=800 height="1100">', "picture 800 × 1100 a.jpg"),
    "a picture as large by its style": (
        '<img src="a.jpg" style="width:600px;height:300px">',
        "picture 600 × 300 a.jpg",
    ),
    "boxes in another order": (
        '<div style="display:flex;flex-direction:row-reverse">甲</div>',
        "order set by style: row-reverse",
    ),
    "a frame": ('<iframe src="a.html"></iframe>', "frame a.html"),
}


@pytest.mark.parametrize("case", UNREAD)
def test_what_was_not_read_is_named(case: str) -> None:
    """An event names what stands there, so that two copies with the same are proven equal."""
    source, note = UNREAD[case]
    assert [event.note for event in read(BODY + source).events if event.kind == "unread"] == [note]


@pytest.mark.parametrize(
    "source",
    ['<img src="logo.png">', '<img src="line.gif" width="800" height="2">',
     '<img src="seal.png" width="160" height="160">',
     '<iframe src="ad.html" width=0></iframe>', '<iframe src="about:blank"></iframe>',
     '<svg width="24" height="24"><path d="M0 0"/></svg>', '<object data="a.swf"></object>'],
)  # fmt: skip
def test_what_is_small_is_not_called_unread(source: str) -> None:
    """Logos, rules, seals and frames that nobody sees hold no text of the notice."""
    assert not [event for event in read(BODY + source).events if event.kind == "unread"]


def test_a_set_of_frames_is_refused_with_their_names() -> None:
    """The text stands in other files."""
    with pytest.raises(InputError, match=r"menu\.html, text\.html") as caught:
        read_html('<frameset cols="1,2"><frame src="menu.html"><frame src="text.html"></frameset>')
    assert caught.value.code == "PD134"


def test_xhtml_is_read_as_xml() -> None:
    """An empty `<script/>` ends where it begins, and a CDATA section is text."""
    source = (
        '<?xml version="1.0"?><html><head><title>文</title><script'
        ' src="a.js"/></head><body><p><![CDATA[甲<乙]]></p><div/>丙<br/>丁</body></html>'
    )
    assert read_html(source, xhtml=True).text.split("\n") == ["甲<乙", "丙", "丁"]


def test_metadata_feeds_provenance() -> None:
    """Title, meta fields, JSON-LD, the canonical address and the note of a saved page are kept."""
    head = (
        '<meta name="ArticleTitle" content="通知"><meta name="PubDate" content="2023-02-09">'
        '<link rel="canonical" href="https://a.example/1.html">'
        '<script type="application/ld+json">'
        '{"@graph":[{"headline":"通知","datePublished":"2023-02-09","publisher":{"name":"某市"}}]}</script>'
    )
    source = "<!-- saved from url=(0026)https://a.example/1.html -->" + page(BODY, head)
    facts = read_html(source).metadata
    assert facts["title"] == "公文"
    assert (facts["meta.ArticleTitle"], facts["meta.PubDate"]) == ("通知", "2023-02-09")
    assert (facts["jsonld.headline"], facts["jsonld.publisher"]) == ("通知", "某市")
    assert facts["canonical_url"] == facts["saved_from"] == "https://a.example/1.html"


@pytest.mark.parametrize("block", ["{", "[1,2", "null", '{"@graph": 3}', "[" * 5000, '{"headline": {"a": 1}}'])
def test_json_ld_that_is_wrong_says_nothing(block: str) -> None:
    """Bad JSON-LD does not stop the reading."""
    assert read(BODY, f'<script type="application/ld+json">{block}</script>').text == read(BODY).text


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (b'<meta charset="gb2312">', "gb2312"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=Big5">', "Big5"),
        (b'<?xml version="1.0" encoding="GBK"?><html>', "GBK"),
        (b'<%@ page contentType="text/html;charset=UTF-8" language="java" %>', "UTF-8"),
        (b"<html><body>charset=gbk", None),
        (b"\xff\xfe<\x00m\x00", None),
    ],
)
def test_the_declared_encoding_is_found(data: bytes, label: str | None) -> None:
    """In all the places where pages declare it, and only there."""
    assert declared_charset(data) == label


def test_a_page_of_pictures_says_so() -> None:
    """No text is a problem that counts the pictures; their descriptions are events."""
    reading = read('<img src="1.jpg" alt="公文第一頁"><img src="2.jpg">')
    assert (reading.text, kinds(reading)["image"]) == ("", ["公文第一頁"])
    assert [problem.code for problem in reading.problems] == ["PD143"]


PIECES = st.sampled_from(
    "<p> </p> <div> </div> <table> <tr> <td> </td> </table> <ol> <li> </ol> <ruby> <rt> </rt> <rp> </rp> <br> <b> </b>"
    " <a href=1> </a> <pre> </pre> <div hidden>  <span style=color:white> </span> <nav> </nav> <select> <option>"
    " </select> <sup> </sup> <!-- --> <% %> 舊 (jiù) 一、 1. &nbsp; &#0; \u200b <q> </q>".split()
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_that_can_be_seen_is_lost(source: str) -> None:
    """Any soup of elements: all Han characters are in the text or in an event, and spans hold."""
    reading = read_html(source)
    whole = reading.text + "".join(event.text for event in reading.events if event.start == event.end)
    assert whole.count("舊") >= _shown(source)
    assert spans_hold(reading)


def _shown(source: str) -> int:
    """Characters that no comment, server block or control swallows, counted from the parser's own tree."""
    from selectolax.lexbor import LexborHTMLParser

    from policydiff.ingest.html.page import without_server_code

    parser = LexborHTMLParser(without_server_code(source)[0])
    for node in parser.css("rp"):
        node.decompose()
    return parser.text(deep=True).count("舊")


def test_a_label_of_a_list_stands_beside_words_that_only_begin_like_one() -> None:
    """第一项工作 is no label of its own, so that the letter a browser draws is read; 第一项、 is one."""
    assert (
        read_html("<ol type=a><li><p>第一项工作。</p><li>第二项：检查。</ol>").text == "a. 第一项工作。\n第二项：检查。"
    )


def test_an_imprint_in_the_foot_of_printed_pages_is_the_notices_own() -> None:
    """What only a notice says stays text; a running head is furniture of the page."""
    found = read_html(
        '<body><div title="header"><p>某市公报</p></div><p>正文。</p><div title="footer"><p>抄送：市委办公室。'
        "</p></div></body>"
    )

    assert [(event.kind, event.text) for event in found.events] == [("running_head", "某市公报")]
    assert "抄送" in found.text
