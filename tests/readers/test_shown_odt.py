# SPDX-License-Identifier: Apache-2.0
"""OpenDocument text: all that a person sees is read at its place, or the copy says that it was not read."""

from collections.abc import Callable, Mapping

import pytest
from made.office import odt_with
from made.shown import WORD, How, Shown, assert_shown

from policydiff import read

HEAD = "<text:p>关于做好防汛工作的通知</text:p><text:p>各区人民政府：</text:p>"
TAIL = "<text:p>请认真贯彻执行。</text:p><text:p>某市人民政府</text:p><text:p>2023年5月6日</text:p>"

Parts = Callable[[str], Mapping[str, str | bytes]]


def nothing(_word: str) -> Mapping[str, str | bytes]:
    """No further parts."""
    return {}


def p(content: str, style: str = "") -> str:
    """A paragraph."""
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{content}</text:p>"


def row(
    what: str,
    source: str,
    body: Callable[[str], str],
    how: How = "read",
    styles: str = "",
    parts: Parts = nothing,
    *,
    unreadable: bool = False,
) -> Shown:
    """A thing that stands in the body of a text document."""
    return Shown(
        what, how, lambda word: odt_with(HEAD + body(word) + TAIL, styles, parts=parts(word)), source, unreadable
    )


def head(what: str, source: str, content: Callable[[str], str], how: How = "page") -> Shown:
    """A thing that stands in the head or foot of the pages."""
    return Shown(what, how, lambda word: odt_with(HEAD + TAIL, "", pages=content(word)), source)


def style(name: str, properties: str, kind: str = "text") -> str:
    """An automatic style."""
    return (
        f'<style:style style:name="{name}" style:family="{kind}"><style:{kind}-properties {properties}/></style:style>'
    )


def span(word: str) -> str:
    """A span in the style S."""
    return p(f'<text:span text:style-name="S">{word}</text:span>')


def form(control: str) -> str:
    """A form with one control, and a paragraph where it is drawn."""
    return f"<office:forms><form:form>{control}</form:form></office:forms>" + p(
        f'选项<draw:control draw:control="c"/>{WORD}'
    )


def filled(control: str) -> str:
    """A form with one control that shows the word, and a paragraph where it is drawn."""
    return f"<office:forms><form:form>{control}</form:form></office:forms>" + p('选项<draw:control draw:control="c"/>')


def frame(content: str, size: int = 30) -> str:
    """A paragraph with a frame of so many millimetres each way."""
    return p(f'<draw:frame svg:width="{size}mm" svg:height="{size}mm">{content}</draw:frame>')


def shape(name: str) -> Callable[[str], str]:
    """A paragraph with a shape that holds text."""
    return lambda word: p(f"<draw:{name}><text:p>{word}</text:p></draw:{name}>")


def state(word: str) -> bool:
    """A state that a box shows."""
    return word == WORD


def inside(content: Callable[[str], str]) -> Parts:
    """The part of an embedded object."""
    return lambda word: {
        "Object 1/content.xml": (
            f"<office:document-content %s><office:body>{content(word)}</office:body></office:document-content>"
        )
    }


def chart(at: int) -> Parts:
    """A chart with the word at one of its places."""

    def content(word: str) -> str:
        texts = ["年度情况", "万元", "甲区", "一季度"]
        texts[at] = word
        cells = [f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts[2:]]
        return (
            f"<office:chart><chart:chart><chart:title><text:p>{texts[0]}</text:p></chart:title><chart:plot-area><chart:axis><chart:title><text:p>{texts[1]}</text:p>"
            f"</chart:title></chart:axis></chart:plot-area><table:table><table:table-header-rows><table:table-row>{cells[0]}</table:table-row></table:table-header-rows>"
            f"<table:table-row>{cells[1]}</table:table-row></table:table></chart:chart></office:chart>"
        )

    return inside(content)


OBJECT = frame('<draw:object xlink:href="./Object 1"/>')


def MATH(word: str) -> dict[str, str]:  # noqa: N802 (stands in the table like the constants)
    """The package's part of a formula that shows `word` over two."""
    fraction = f"<mfrac><mi>{word}</mi><mn>2</mn></mfrac>"
    return {"Object 1/content.xml": f'<math xmlns="http://www.w3.org/1998/Math/MathML">{fraction}</math>'}


LIST = '<text:list-style style:name="L">{}</text:list-style>'
ITEM = '<text:list text:style-name="L"><text:list-item><text:p>落实责任。</text:p></text:list-item></text:list>'


def item(level: str) -> Shown:
    """A list whose label shows the word."""
    what = "bullets of words" if "bullet" in level else "numbers of lists"
    return Shown(
        what,
        "read",
        lambda word: odt_with(HEAD + ITEM + TAIL, LIST.format(level.replace("%", word))),
        "text:list-level-style-bullet" if "bullet" in level else "text:list-level-style-number",
    )


TEXTS = [
    row(
        "paragraphs, headings, sections",
        "text:p",
        lambda word: f"<text:section><text:h>{word[:2]}</text:h>{p(word[2:])}</text:section>",
    ),
    row(
        "spans, links, meta, bookmarked text",
        "text:span",
        lambda word: p(f"<text:span>{word[0]}</text:span><text:a>{word[1]}</text:a><text:meta>{word[2:]}</text:meta>"),
    ),
    row(
        "blanks, tabs, line breaks",
        "text:s",
        lambda word: p(f"{word[0]}<text:s/>{word[1]}<text:tab/>{word[2]}<text:line-break/>{word[3]}"),
    ),
    row(
        "letters in another case",
        "fo:text-transform",
        lambda word: span("gps" if state(word) else "lpr") + p(WORD),
        styles=style("S", 'fo:text-transform="uppercase"'),
    ),
    row(
        "two lines in one, with their brackets",
        "style:text-combine",
        span,
        styles=style(
            "S", 'style:text-combine="lines" style:text-combine-start-char="(" style:text-combine-end-char=")"'
        ),
    ),
    row("notes", "text:note", lambda word: p(f"<text:note><text:note-body>{p(word)}</text:note-body></text:note>")),
    row("remarks", "office:annotation", lambda word: p(f"<office:annotation>{p(word)}</office:annotation>"), "event"),
    item('<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="%"/>'),
    item('<text:list-level-style-bullet text:level="1" text:bullet-char="%"/>'),
    Shown(
        "numbers of lists in a form that is not written",
        "event",
        lambda word: odt_with(
            HEAD + ITEM + TAIL, LIST.format(f'<text:list-level-style-number text:level="1" style:num-format="{word}"/>')
        ),
        "style:num-format",
        unreadable=True,
    ),
    row(
        "marks of notes",
        "text:note-citation",
        lambda word: p(
            f"<text:note><text:note-citation>{word}</text:note-citation><text:note-body>{p('注')}</text:note-body></text:note>"
        ),
    ),
    row(
        "labels that the file keeps",
        "text:number",
        lambda word: (
            f"<text:list><text:list-item><text:number>{word}</text:number><text:p>落实。"
            "</text:p></text:list-item></text:list>"
        ),
    ),
    row(
        "paragraphs numbered by themselves",
        "text:numbered-paragraph",
        lambda word: (
            '<text:numbered-paragraph text:list-id="n" text:style-name="L" text:level="1"'
            f' text:start-value="{3 if state(word) else 4}">{p(WORD)}</text:numbered-paragraph>'
        ),
        styles=LIST.format('<text:list-level-style-number text:level="1" style:num-format="1"/>'),
    ),
    row(
        "cells",
        "table:table-cell",
        lambda word: (
            f"<table:table><table:table-row><table:table-cell>{p(word)}</table:table-cell></table:table-row></table:table>"
        ),
    ),
    row(
        "tracked insertions, as accepted",
        "text:insertion",
        lambda word: p(f'<text:change-start text:change-id="i"/>{word}<text:change-end text:change-id="i"/>'),
    ),
]
FIELDS = [
    row(
        "fields: dates, sequences, references, marks of books",
        "text:sequence",
        lambda word: p(
            f"<text:sequence>{word[:2]}</text:sequence><text:bibliography-mark>{word[2:]}</text:bibliography-mark>"
        ),
    ),
    row(
        "drop-down fields",
        "text:drop-down",
        lambda word: p(f'<text:drop-down><text:label text:value="无"/>{word}</text:drop-down>'),
    ),
    row(
        "placeholders and conditional text",
        "text:placeholder",
        lambda word: p(
            f"<text:placeholder>{word[:2]}</text:placeholder><text:conditional-text>{word[2:]}</text:conditional-text>"
        ),
    ),
    row(
        "hidden text that its condition shows",
        "text:hidden-text",
        lambda word: p(f'<text:hidden-text text:is-hidden="false" text:string-value="{word}"/>'),
    ),
    row(
        "form fields of other word processors: boxes",
        "field:fieldmark (LibreOffice)",
        lambda word: p(
            '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"><field:param'
            ' field:name="Checkbox_Checked"'
            f' field:value="{"true" if state(word) else "false"}"/></field:fieldmark>{WORD}'
        ),
    ),
    row(
        "form fields of other word processors: lists",
        "field:fieldmark (LibreOffice)",
        lambda word: p(
            '<field:fieldmark field:type="vnd.oasis.opendocument.field.FORMDROPDOWN"><field:param'
            ' field:name="Dropdown_ListEntry" field:value="无"/><field:param field:name="Dropdown_ListEntry"'
            f' field:value="{word}"/><field:param field:name="Dropdown_Selected" field:value="1"/></field:fieldmark>'
        ),
    ),
]
FORMS = [
    row(
        "check boxes",
        "form:checkbox",
        lambda word: form(
            f'<form:checkbox form:id="c" form:current-state="{"checked" if state(word) else "unchecked"}"/>'
        ),
    ),
    row(
        "radio buttons",
        "form:radio",
        lambda word: form(f'<form:radio form:id="c" form:current-selected="{"true" if state(word) else "false"}"/>'),
    ),
    row("labels of controls", "form:label", lambda word: filled(f'<form:checkbox form:id="c" form:label="{word}"/>')),
    row(
        "lists",
        "form:listbox",
        lambda word: filled(
            f'<form:listbox form:id="c"><form:option form:label="无"/><form:option form:label="{word}"'
            ' form:current-selected="true"/></form:listbox>'
        ),
    ),
    row(
        "values of text fields, combo boxes, dates",
        "form:text",
        lambda word: filled(f'<form:text form:id="c" form:value="无" form:current-value="{word}"/>'),
    ),
    row("text areas", "form:textarea", lambda word: filled(f'<form:textarea form:id="c">{p(word)}</form:textarea>')),
]
HEADS = [
    head("headers", "style:header", lambda word: f"<style:header>{p(word)}</style:header>"),
    head("footers", "style:footer", lambda word: f"<style:footer>{p(word)}</style:footer>"),
    head(
        "headers of left and first pages",
        "style:header-left",
        lambda word: f"<style:header>{p('公报')}</style:header><style:header-left>{p(word)}</style:header-left>",
    ),
    head(
        "an imprint (版记) in a footer",
        "style:footer",
        lambda word: f"<style:footer>{p(f'抄送：{word}办公厅。')}{p('共印50份')}</style:footer>",
        "read",
    ),
    head(
        "a letterhead (版头) in a header",
        "style:header",
        lambda word: f"<style:header>{p(f'{word}人民政府文件')}{p('某政发〔2023〕5号')}</style:header>",
        "read",
    ),
    head(
        "watermarks of words",
        "draw:custom-shape",
        lambda word: (
            "<style:header>"
            + p(f'<draw:custom-shape draw:name="PowerPlusWaterMarkObject1">{p(word)}</draw:custom-shape>')
            + "</style:header>"
        ),
        "event",
    ),
]
DRAWINGS = [
    row("text boxes", "draw:text-box", lambda word: frame(f"<draw:text-box>{p(word)}</draw:text-box>")),
    row("shapes with text, Fontwork among them", "draw:custom-shape", shape("custom-shape")),
    row("rectangles, ellipses, captions, connectors", "draw:rect", shape("rect")),
    row("groups", "draw:g", lambda word: p(f"<draw:g><draw:rect>{p(word)}</draw:rect></draw:g>")),
    row("shapes that stand on the page", "draw:rect", lambda word: f"<draw:rect>{p(word)}</draw:rect>"),
    row("formulas", "math:math", lambda word: OBJECT, parts=MATH),
    *(
        row(f"charts: {what}", source, lambda word: OBJECT, parts=chart(at))
        for at, (what, source) in enumerate(
            [
                ("the title", "chart:title"),
                ("titles of axes", "chart:title"),
                ("names of series", "chart:series"),
                ("categories", "chart:categories"),
            ]
        )
    ),
    row(
        "embedded texts and sheets",
        "draw:object",
        lambda word: OBJECT,
        parts=inside(lambda word: f"<office:text>{p(word)}</office:text>"),
    ),
    row(
        "objects of other programs",
        "draw:object-ole",
        lambda word: frame('<draw:object-ole xlink:href="./Object 1"/>'),
        "event",
        parts=lambda word: {"Object 1": word.encode()},
        unreadable=True,
    ),
    row(
        "pictures of an eighth of a page",
        "draw:image",
        lambda word: frame('<draw:image xlink:href="Pictures/1.png"/>', 160),
        "event",
        parts=lambda word: {"Pictures/1.png": b"\x89PNG" + word.encode()},
        unreadable=True,
    ),
]
TABLES: dict[str, list[Shown]] = {"ODT": [*TEXTS, *FIELDS, *FORMS, *HEADS, *DRAWINGS]}


@pytest.mark.parametrize("shown", TABLES["ODT"], ids=lambda shown: shown.what)
def test_what_an_opendocument_text_shows(shown: Shown) -> None:
    """Each thing that the format can show is read, set aside and said, or refused; two that differ are never equal."""
    assert_shown(shown, "copy.odt")


QUIET = {
    "small pictures": odt_with(
        HEAD + frame('<draw:image xlink:href="Pictures/1.png"/>') + TAIL, "", parts={"Pictures/1.png": b"\x89PNG"}
    ),
    "page numbers": odt_with(
        HEAD + TAIL, "", pages=f"<style:footer>{p('第<text:page-number>1</text:page-number>页')}</style:footer>"
    ),
    "a footer that is switched off": odt_with(
        HEAD + TAIL, "", pages=f'<style:footer style:display="false">{p("内部资料")}</style:footer>'
    ),
    "script in the text": odt_with(HEAD + p("<text:script>alert()</text:script>") + TAIL, ""),
}


@pytest.mark.parametrize("case", QUIET)
def test_what_is_not_text_makes_no_noise(case: str) -> None:
    """Logos, page numbers and feet that no page shows leave the text as it is, and the copy complete."""
    found = read(QUIET[case], "copy.odt")

    assert found.text == read(odt_with(HEAD + TAIL, ""), "copy.odt").text
    assert not found.problems


def test_text_that_is_not_shown_is_hidden_text() -> None:
    """A field that hides its paragraph, a section that a condition hides."""
    body = (
        p('密一<text:hidden-paragraph text:is-hidden="true"/>')
        + f'<text:section text:display="condition" text:is-hidden="true">{p("密二")}</text:section>'
    )
    found = read(odt_with(HEAD + body + TAIL, ""), "copy.odt")

    assert "密" not in found.text
    assert [event.text for event in found.events if event.kind == "hidden_text"] == ["密一", "密二"]


def test_heads_stand_before_and_feet_behind() -> None:
    """The head of the first page, then that of all pages; the feet behind the text; each line is furniture of the
    page."""
    pages = (
        f"<style:header-first>{p('首页')}</style:header-first><style:header>{p('公报')}</style:header>"
        f"<style:footer>{p('内部')}{p('保存')}</style:footer>"
    )
    found = read(odt_with(HEAD + TAIL, "", pages=pages), "copy.odt")

    assert found.text.startswith("首页\n公报\n关于")
    assert found.text.endswith("2023年5月6日\n内部\n保存")
    assert [event.text for event in found.events if event.kind == "running_head"] == ["首页", "公报", "内部", "保存"]
