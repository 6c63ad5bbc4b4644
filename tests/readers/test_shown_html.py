# SPDX-License-Identifier: Apache-2.0
"""What a web page can show, from the HTML Standard and the CSS modules, and what becomes of it."""

from collections.abc import Callable

import pytest
from made.shown import Shown, assert_shown

from policydiff import read

TITLE = "关于印发工作规则的通知"
BEFORE = "<p>各区人民政府，市政府各部门：</p><p>一、加强组织领导。各单位要认真组织实施，按时完成任务。</p>"
AFTER = "<p>二、抓好工作落实。重大事项及时报告市政府。</p><p>某市人民政府</p><p>2026年5月6日</p>"


def page(body: str, head: str = "") -> Callable[[str], bytes]:
    """A page with a notice around `body`, in which § stands for the word."""

    def make(word: str) -> bytes:
        inner = body.replace("§", word)
        top = f'<meta charset="utf-8"><title>{TITLE}</title>{head.replace("§", word)}'
        return (
            f'<!DOCTYPE html><html lang="zh">{top}<body><h1>{TITLE}</h1>{BEFORE}{inner}{AFTER}</body></html>'.encode()
        )

    return make


def seen(what: str, body: str, source: str, head: str = "") -> Shown:
    """A row of what is read at its place."""
    return Shown(what, "read", page(body, head), source)


def told(what: str, body: str, source: str, head: str = "", unreadable: bool = False) -> Shown:
    """A row of what is set aside and said."""
    return Shown(what, "event", page(body, head), source, unreadable)


def frames(word: str) -> bytes:
    """A page that is a set of frames."""
    return (
        f'<html><head><title>{word}</title></head><frameset cols="20%,80%"><frame src="menu.html"><frame'
        ' src="text.html"></frameset></html>'.encode()
    )


ALWAYS = "<style>@layer a{@media screen{.x::before{content:'§'}}}</style>"
PRINTED = "<style>@media print{.x::before{content:'§'}}</style>"

ROWS = [
    seen(
        "paragraphs, headings, inline elements",
        "<h2>要<b>求</b></h2><p>做好<span>§</span>工作。</p>",
        "HTML 4.3, 4.4, 4.5",
    ),
    seen("text outside any element of its own", "做好§工作。<br>按时完成。", "HTML 4.3.1"),
    seen("preformatted text", "<pre>做好\n§工作。</pre>", "HTML 4.4.3"),
    seen(
        "quotation marks that a style sheet chooses",
        "<p>做好<q>有关</q>工作。</p>",
        "CSS Generated Content 3, 2.4",
        "<style>div q, q {quotes: '§' '〕' '‹' '›'}</style>",
    ),
    seen(
        "quotation marks that a style sheet asks for",
        '<p class="x">做好工作。</p>',
        "CSS Generated Content 3, 2.4.2",
        "<style>.x{quotes:'§' '〕'} .x::before{content:open-quote} .x::after{content:close-quote}</style>",
    ),
    told(
        "quotation marks under a rule that is not followed",
        "<p>做好<q>有关</q>工作。</p>",
        "CSS Generated Content 3, 2.4",
        "<style>p:has(q) q {quotes: '§' '〕'}</style>",
        unreadable=True,
    ),
    seen("quotations with drawn quotes", "<p>做好<q>§</q>工作。</p>", "HTML 4.5.7"),
    seen("struck and inserted text", "<p>做好<del>§</del><ins>有关</ins>工作。</p>", "HTML 4.7"),
    seen("raised and lowered text", "<p>做好工作<sup>§</sup>。</p>", "HTML 4.5.19"),
    seen(
        "a reading over characters that is none of theirs",
        "<p>做好<ruby>有关<rt>§</rt></ruby>工作。</p>",
        "HTML 4.5.10, 4.5.11",
    ),
    seen(
        "a reading in an `<rtc>` that is none",
        "<p>做好<ruby><rb>有<rb>关<rtc>§</rtc></ruby>工作。</p>",
        "W3C Ruby Markup 2",
    ),
    seen(
        "tables, captions, heads and feet",
        "<table><caption>§</caption><tr><th>项</th><th>目</th></tr><tr><td>一</td><td>二</td></tr></table>",
        "HTML 4.9",
    ),
    seen("cells of a table", "<table><tr><td>项目</td><td>§</td></tr></table>", "HTML 4.9.9"),
    seen("numbered and plain lists", "<ol><li>做好§工作。</li></ol>", "HTML 4.4.5"),
    seen(
        "a list number in a style of the page",
        "<ol class=x><li>做好工作。</li></ol>",
        "CSS Counter Styles 3, 3",
        "<style>@counter-style w {system: fixed; symbols: '§'; suffix: '、'} ol.x {list-style-type: w}</style>",
    ),
    seen(
        "a list mark that is a string", "<ul style=\"list-style-type:'§'\"><li>做好工作。</li></ul>", "CSS Lists 3, 3.2"
    ),
    seen("terms and their descriptions", "<dl><dt>工作</dt><dd>§</dd></dl>", "HTML 4.4.9"),
    seen("closed details", "<details><summary>要求</summary><p>做好§工作。</p></details>", "HTML 4.11.1"),
    seen("an open dialog", "<dialog open>做好§工作。</dialog>", "HTML 4.11.4"),
    seen("what is typed into a field", '<p>做好<input name="matter" value="§">工作。</p>', "HTML 4.10.5"),
    seen("the hint of an empty field", '<p>做好<input name="matter" placeholder="§">工作。</p>', "HTML 4.10.5.3.10"),
    seen("what is typed into an area", '<p>意见：</p><textarea name="opinion">做好§工作。</textarea>', "HTML 4.10.11"),
    seen(
        "the chosen option of a list",
        "<p>事项：<select name=matter><option>其他<option selected>§</select></p>",
        "HTML 4.10.7",
    ),
    seen(
        "the label of a chosen option",
        '<p>事项：<select name=matter><option>其他<option selected label="§">x</select></p>',
        "HTML 4.10.10",
    ),
    seen("the label of a button", "<p>做好<button>§</button>工作。</p>", "HTML 4.10.6"),
    seen(
        "the label of a button that is a field", '<p>做好<input type="submit" value="§">工作。</p>', "HTML 4.10.5.1.18"
    ),
    seen(
        "the labels of groups in a list of several lines",
        '<p>事项：<select name=matter size=4><optgroup label="§"><option>其他</optgroup></select></p>',
        "HTML 4.10.9",
    ),
    seen("legends of groups of fields", "<fieldset><legend>§</legend><p>做好工作。</p></fieldset>", "HTML 4.10.16"),
    seen("a page in a frame that the page holds", '<iframe srcdoc="<p>做好§工作。</p>"></iframe>', "HTML 4.8.5"),
    seen(
        "what stands for an object that no program shows",
        '<object data="a.swf" type="application/x-shockwave-flash"><p>做好§工作。</p></object>',
        "HTML 4.8.7",
    ),
    seen("text of a drawing", '<svg width="300" height="80"><text x="10" y="20">§</text></svg>', "SVG 2, 11.2"),
    seen("formulas", "<p>做好<math><mfrac><mi>§</mi><mn>2</mn></mfrac></math>工作。</p>", "MathML Core 3.3"),
    seen(
        "brackets of formulas that stand in attributes",
        '<p><math><mfenced open="§" close=")"><mi>x</mi><mi>y</mi></mfenced></math></p>',
        "MathML 3, 3.3.8",
    ),
    seen(
        "text that a rule inside a rule adds",
        '<div class="x"><p>做好工作。</p></div>',
        "CSS Nesting 1, 2",
        "<style>.x{color:red; & p{margin:0} p::before{content:'§'}}</style>",
    ),
    seen(
        "text that a style sheet adds",
        '<p class="x">做好工作。</p>',
        "CSS Generated Content 3, 2",
        "<style>p.x::before{content:'§'}</style>",
    ),
    seen(
        "an attribute that a style sheet shows",
        '<p>做好<span data-w="§"></span>工作。</p>',
        "CSS Values 4, 7.7",
        "<style>p > span:after{content: attr(data-w)}</style>",
    ),
    seen(
        "a value that a style sheet names",
        '<p class="x" style="--w:\'§\'">做好工作。</p>',
        "CSS Custom Properties 1, 3",
        "<style>.x::before{content:var(--w)}</style>",
    ),
    seen(
        "text that a style sheet adds on every screen",
        '<p class="x">做好工作。</p>',
        "CSS Conditional Rules 3, 2",
        ALWAYS,
    ),
    told(
        "text that a style sheet adds on some devices",
        '<p class="x">做好工作。</p>',
        "CSS Conditional Rules 3, 2",
        PRINTED,
        unreadable=True,
    ),
    seen(
        "the first option of a list without a chosen one",
        "<p>事项：<select name=matter><option>§<option>其他</select></p>",
        "HTML 4.10.7",
    ),
    seen(
        "the options of a list of several lines",
        "<p>事项：<select name=matter multiple><option>其他<option>§</select></p>",
        "HTML 4.10.7",
    ),
    seen("vertical text", '<div style="writing-mode:vertical-rl"><p>做好§工作。</p></div>', "CSS Writing Modes 4, 3.1"),
    seen(
        "editable text, text kept from screen readers",
        '<p contenteditable aria-hidden="true">做好§工作。</p>',
        "HTML 6.8.1, WAI-ARIA 1.2",
    ),
    seen("comments that show their content", "<![if !mso]><p>做好§工作。</p><![endif]>", "HTML 13.2.5.42"),
    seen(
        "marquees and other old elements",
        "<marquee>做好§工作。</marquee><center><font size=2>按时</font></center>",
        "HTML 16.3",
    ),
    told("an amount drawn as a bar", '<p>进度：<meter value="§" max="100"></meter></p>', "HTML 4.10.13, 4.10.14"),
    told("an amount drawn as a slider", '<p>进度：<input type="range" value="§"></p>', "HTML 4.10.5.1.13"),
    told(
        "a large picture that is a button",
        '<p><input type="image" src="§.png" width="800" height="600"></p>',
        "HTML 4.10.5.1.19",
        unreadable=True,
    ),
    told(
        "the shadow tree of an element",
        "<div><template shadowrootmode=open><p>做好§工作。</p></template></div>",
        "HTML 4.12.3",
    ),
    seen(
        "counters of a style sheet",
        '<p class="x">做好工作。</p>',
        "CSS Lists 3, 4",
        "<style>@counter-style w{system:fixed;symbols:'其他' '§'} p.x{counter-increment:n 2}"
        " p.x::before{content:counter(n, w)}</style>",
    ),
    told(
        "a number in a style that is not understood",
        "<ol class=x><li>做好工作。</li></ol>",
        "CSS Counter Styles 3, 3.1.6",
        "<style>@counter-style w {system: additive; additive-symbols: 1 '§'} ol.x {list-style-type: w}</style>",
        unreadable=True,
    ),
    told(
        "a frame with a page of another file",
        '<iframe src="§.html" width="600" height="400"></iframe>',
        "HTML 4.8.5",
        unreadable=True,
    ),
    told(
        "an object of another file",
        '<object data="§.pdf" type="application/pdf" width="600" height="400"></object>',
        "HTML 4.8.6, 4.8.7",
        unreadable=True,
    ),
    told(
        "words beside an object of another file",
        '<object data="a.pdf" type="application/pdf" width="600" height="400"><p>做好§工作。</p></object>',
        "HTML 4.8.7",
    ),
    told(
        "a film in a source of its own",
        '<video width="600" height="400"><source src="§.mp4"></video>',
        "HTML 4.8.2",
        unreadable=True,
    ),
    told(
        "the still of a film", '<video poster="§.png" width="600" height="400"></video>', "HTML 4.8.8", unreadable=True
    ),
    told(
        "a large picture behind an empty box",
        '<div style="width:800px;height:1100px;background:url(§.png)"></div>',
        "CSS Backgrounds 3, 2.3",
        unreadable=True,
    ),
    told(
        "the edges of printed pages",
        "<p>做好工作。</p>",
        "CSS Paged Media 3, 4",
        "<style>@page{@top-center{content:'§'}}</style>",
        unreadable=True,
    ),
    told("a film", '<video src="§.mp4" width="600" height="400"></video>', "HTML 4.8.8", unreadable=True),
    told(
        "what a script draws",
        "<canvas width=300 height=80></canvas><script>draw('§')</script>",
        "HTML 4.12.5",
        unreadable=True,
    ),
    told("a large picture", '<p><img src="§.jpg" width="800" height="1100"></p>', "HTML 4.8.3", unreadable=True),
    told(
        "a large picture that the page holds",
        '<p><img src="data:image/png;base64,§" width="800" height="1100"></p>',
        "HTML 4.8.3, RFC 2397",
        unreadable=True,
    ),
    told(
        "a large drawing without text",
        '<svg width="800" height="600"><path d="M0 0" id="§"/></svg>',
        "SVG 2, 9",
        unreadable=True,
    ),
    Shown(
        "the head and foot of printed pages, as LibreOffice writes them",
        "page",
        lambda word: page("")(word).replace(b"<body>", f'<body><div title="header"><p>{word}</p></div>'.encode()),
        "LibreOffice 7.4, HTML export",
    ),
    Shown("frames", "refused", frames, "HTML 16.3.2"),
]
TABLES = {"HTML": ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_what_a_page_shows_is_read_or_said(row: Shown) -> None:
    """Each row of the table under HTML in docs/reading.md holds."""
    assert_shown(row, "copy.html")


@pytest.mark.parametrize(
    ("body", "head", "text"),
    [
        ("<q>甲<q>乙</q></q>", "", "“甲‘乙’”"),
        ("<q>甲</q>", "<style>q::before,q::after{content:''}</style>", "甲"),
        ("<q>甲</q>", "<style>q{quotes:none}</style>", "甲"),
        ("<q>甲<q>乙</q></q>", "<style>q{quotes:'\\ab' '»' '‹' '›'}</style>", "«甲‹乙›»"),
        ("<q style=\"quotes:'〔' '〕'\">甲</q>", "", "〔甲〕"),
        ("<i class=x>甲</i><q>乙</q>", "<style>.x::before{content:no-open-quote}</style>", "甲‘乙’"),
    ],
)
def test_quotation_marks_are_those_that_are_drawn(body: str, head: str, text: str) -> None:
    """Marks follow the level and the style sheet; where a style sheet draws none, none are written."""
    assert f"\n{text}\n" in read(page(f"<p>{body}</p>", head)(""), "copy.html").text


@pytest.mark.parametrize(
    "control", ["<button>{}</button>", '<input type="submit" value="{}">', '<input type="button" value="{}">']
)
@pytest.mark.parametrize("label", ["提交", "打印本页", "關閉視窗", "下载附件", "Submit", "返回", "查询"])
def test_what_a_site_offers_its_visitors_is_not_the_notice(control: str, label: str) -> None:
    """Buttons of a site do not enter the text; they are page furniture."""
    made = read(page(control.format(label))(""), "copy.html")

    assert label not in made.text
    assert [event.text for event in made.events if event.kind == "furniture"] == [label]


@pytest.mark.parametrize(
    "label",
    [
        "贷款市场报价利率3.45%",
        "市发展改革委",
        "不得收费",
        "取消收费",
        "删除第三条",
        "2026年5月6日",
        "全部减免",
        "是，已公开发布的文件继续有效",
    ],
)
def test_a_button_with_words_of_the_notice_is_text(label: str) -> None:
    """A label that names no action is read."""
    assert label in read(page(f"<button>{label}</button>")(""), "copy.html").text


HIDDEN = {
    "a popover": "<div popover>做好不得工作。</div>",
    "a drawing's text by its attribute": '<svg width="90" height="20"><text display="none">不得</text></svg>',
    "a phantom": "<p><math><mi>x</mi><mphantom><mi>不得</mi></mphantom></math></p>",
}


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_is_not_text(body: str) -> None:
    """Text that is not drawn does not enter the text."""
    assert "不得" not in read(page(body)(""), "copy.html").text
