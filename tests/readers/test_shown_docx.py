# SPDX-License-Identifier: Apache-2.0
"""DOCX: all that a person sees is read at its place, or the copy says that it was not read."""

from collections.abc import Callable

import pytest
from made.office import NAMES, docx_related
from made.shown import OTHER, WORD, How, Shown, assert_shown

from policydiff import compare, read

Related = dict[str, tuple[str, str, str | bytes]]

HEAD = "<w:p><w:r><w:t>关于做好防汛工作的通知</w:t></w:r></w:p><w:p><w:r><w:t>各区人民政府：</w:t></w:r></w:p>"
TAIL = (
    "<w:p><w:r><w:t>请认真贯彻执行。"
    "</w:t></w:r></w:p><w:p><w:r><w:t>某市人民政府</w:t></w:r></w:p><w:p><w:r><w:t>2023年5月6日</w:t></w:r></w:p>"
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def row(what: str, source: str, body: Callable[[str], str], how: How = "read", *, unreadable: bool = False) -> Shown:
    """A thing that stands in the body of a document."""
    return Shown(what, how, lambda word: docx_related(HEAD + body(word) + TAIL, {}), source, unreadable)


def related(
    what: str,
    source: str,
    body: str,
    parts: Callable[[str], Related],
    how: How = "read",
    section: str = "",
    *,
    unreadable: bool = False,
) -> Shown:
    """A thing that stands in a part of its own, which the body or its last section names."""
    return Shown(what, how, lambda word: docx_related(HEAD + body + TAIL, parts(word), section), source, unreadable)


def ticked(word: str) -> str:
    """One for the word, 0 for another: a state that a box shows."""
    return "1" if word == WORD else "0"


def field(code: str, result: str = "", form: str = "") -> str:
    """A field of runs; without a result where none is given."""
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {code}'
        f' </w:instrText></w:r>{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(properties: str, content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def part(name: str, content: str) -> str:
    """A part whose root is the element `name`."""
    return f"<{name} {NAMES}>{content}</{name}>"


def drawing(content: str, width: int = 1_000_000, height: int = 500_000, name: str = "x") -> str:
    """A run with a DrawingML object."""
    measured = f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="{name}"/>'
    return f"<w:r><w:drawing><wp:anchor>{measured}<a:graphic>{content}</a:graphic></wp:anchor></w:drawing></w:r>"


def shape(word: str, properties: str = "", look: str = "") -> str:
    """A DrawingML shape with text."""
    return (
        f"<wps:wsp><wps:spPr>{properties}</wps:spPr><wps:txbx><w:txbxContent>{p(run(word, look))}</w:txbxContent>"
        "</wps:txbx></wps:wsp>"
    )


def lists(level: str) -> Callable[[str], Related]:
    """The part of lists, with one list of one level in which % stands for the word."""
    wrapped = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>{}</w:lvl></w:abstractNum>'
    wrapped += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return lambda word: {
        "n": ("numbering", "numbering.xml", part("w:numbering", wrapped.format(level.replace("%%", word))))
    }


UNWRITTEN = {WORD: "hebrew1", OTHER: "bahtText"}
"""Forms of numbers that are said and not written."""
NUMBERED = p(run("落实责任。"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
PICTURE = '<pic:pic><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic>'
BOX = '<v:shape style="width:{0}pt;height:{0}pt"><v:imagedata r:id="i"/></v:shape>'
WHITE = '<w:color w:val="FFFFFF"/>'
CHART = (
    "<c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>{0}</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache>"
    "<c:pt><c:v>{1}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt><c:v>{2}</c:v></c:pt></c:strCache></c:strRef></c:cat>"
    "<c:val><c:numRef><c:numCache><c:pt><c:v>{3}</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>{5}</c:barChart><c:valAx><c:title><c:tx><c:rich><a:p><a:r>"
    "<a:t>{4}</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx></c:plotArea></c:chart>"
)


def chart(at: int) -> Callable[[str], Related]:
    """A chart part with the word at one of its places."""
    shown = '<c:dLbls><c:showVal val="1"/></c:dLbls>'

    def make(word: str) -> Related:
        texts = ["年度情况", "甲区", "一季度", "12", "万元", shown]
        texts[at] = word
        return {"c": ("chart", "charts/chart1.xml", part("c:chartSpace", CHART.format(*texts)))}

    return make


DIAGRAM = (
    '<dgm:ptLst><dgm:pt modelId="1" type="doc"/><dgm:pt'
    ' modelId="2"><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt modelId="3"'
    ' type="pres"><dgm:t><a:p><a:r><a:t>版式</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>'
)


def head(kind: str, content: str) -> Callable[[str], Related]:
    """A header or footer part in which {} stands for the word."""
    return lambda word: {
        "h": (kind, f"{kind}1.xml", part("w:hdr" if kind == "header" else "w:ftr", content.replace("{}", word)))
    }


def with_settings(parts: Callable[[str], Related]) -> Callable[[str], Related]:
    """Parts, and settings that give even pages heads of their own."""
    return lambda word: {**parts(word), "s": ("settings", "settings.xml", part("w:settings", "<w:evenAndOddHeaders/>"))}


def reference(kind: str, which: str = "default", more: str = "") -> str:
    """What a section says of a header or footer."""
    return f'<w:{kind}Reference w:type="{which}" r:id="h"/>{more}'


def picture(size: int, vml: bool = False) -> str:
    """A picture of so many millimetres each way."""
    return (
        p(f"<w:r><w:pict>{BOX.format(round(size * 72 / 25.4))}</w:pict></w:r>")
        if vml
        else p(drawing(PICTURE, size * 36_000, size * 36_000))
    )


def image(word: str) -> Related:
    """A picture part whose bytes differ with the word."""
    return {"i": ("image", "media/image1.png", b"\x89PNG" + word.encode())}


def embedded(kind: str, path: str, content: Callable[[str], bytes]) -> Callable[[str], Related]:
    """One part by the id `x`."""
    return lambda word: {"x": (kind, path, content(word))}


def cell(content: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def textpath(word: str, name: str = "s1") -> str:
    """WordArt in VML."""
    return p(
        f'<w:r><w:pict><v:shape id="{name}" type="#_x0000_t136"><v:textpath string="{word}"/></v:shape></w:pict></w:r>'
    )


RUNS = [
    row("running text", "17.3.3.31", lambda word: p(run(word))),
    row(
        "text in links, smart tags, custom XML, permissions",
        "17.5.1",
        lambda word: p(f"<w:permStart/><w:smartTag><w:customXml>{run(word)}</w:customXml></w:smartTag>"),
    ),
    row(
        "all capitals", "17.3.2.5", lambda word: p(run(f"{'gps' if word == WORD else 'lpr'}", "<w:caps/>") + run(WORD))
    ),
    row(
        "tabs, breaks, hyphens",
        "17.3.3.18",
        lambda word: p(f"<w:r><w:t>{word[:2]}</w:t><w:tab/><w:t>{word[2:]}</w:t><w:noBreakHyphen/><w:br/></w:r>"),
    ),
    row(
        "symbols",
        "17.3.3.30",
        lambda word: p(
            run(WORD) + f'<w:r><w:sym w:font="Wingdings" w:char="{"F0FE" if word == WORD else "F0A8"}"/></w:r>'
        ),
    ),
    row(
        "two lines in one, with their brackets",
        "17.3.2.10",
        lambda word: p(run(word, '<w:eastAsianLayout w:combine="1" w:combineBrackets="round"/>')),
    ),
    row(
        "raised and lowered digits",
        "17.3.2.42",
        lambda word: p(run(WORD) + run("2" if word == WORD else "3", '<w:vertAlign w:val="superscript"/>')),
    ),
    row(
        "formulas",
        "22.1.2",
        lambda word: p(
            f"<m:oMath><m:f><m:num><m:r><m:t>{word}</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
        ),
    ),
    row(
        "formula signs that stand in attributes",
        "22.1.2, m:d",
        lambda word: p(run(WORD) + f'<m:oMath><m:d><m:dPr><m:begChr m:val="{word[3]}"/></m:dPr><m:e/></m:d></m:oMath>'),
    ),
    row("tracked insertions, as accepted", "17.13.5.18", lambda word: p(f'<w:ins w:author="a">{run(word)}</w:ins>')),
    row("moved text, where it went", "17.13.5.25", lambda word: p(f'<w:moveTo w:author="a">{run(word)}</w:moveTo>')),
    row(
        "date blocks of old files",
        "17.3.3, w:dayLong",
        lambda word: p(f"<w:r><w:{'dayLong' if word == WORD else 'yearLong'}/></w:r>"),
        "event",
        unreadable=True,
    ),
]
FIELDS = [
    row("results of fields", "17.16.5", lambda word: p(field("REF x", run(word)))),
    row(
        "fields in one element",
        "17.16.19",
        lambda word: p(f'<w:fldSimple w:instr="MERGEFIELD x">{run(word)}</w:fldSimple>'),
    ),
    row(
        "EQ fields, which have no result",
        "17.16.5, EQ",
        lambda word: p("".join(field(f"EQ \\o\\ac(□,{c})") for c in word)),
    ),
    row(
        "buttons of MACROBUTTON and GOTOBUTTON",
        "17.16.5, MACROBUTTON",
        lambda word: p(field(f"MACROBUTTON NoMacro {word}")),
    ),
    row(
        "signs of SYMBOL fields",
        "17.16.5, SYMBOL",
        lambda word: p(run(WORD) + field(f"SYMBOL {254 if word == WORD else 168} \\f Wingdings")),
    ),
    row(
        "numbers of AUTONUM and LISTNUM fields",
        "17.16.5, AUTONUM",
        lambda word: p(field("AUTONUM" if word == WORD else "LISTNUM")),
        "event",
        unreadable=True,
    ),
    row(
        "text behind a field that never ends",
        "17.16.18",
        lambda word: p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run(word)),
        "event",
    ),
]
FORMS = [
    row(
        "check boxes of forms",
        "17.16.7",
        lambda word: p(
            field(
                "FORMCHECKBOX", "", f'<w:ffData><w:checkBox><w:default w:val="{ticked(word)}"/></w:checkBox></w:ffData>'
            )
            + run(WORD)
        ),
    ),
    row(
        "drop-down lists of forms",
        "17.16.9",
        lambda word: p(
            field(
                "FORMDROPDOWN",
                "",
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="无"/><w:listEntry'
                f' w:val="{word}"/></w:ddList></w:ffData>',
            )
        ),
    ),
    row(
        "text fields of forms",
        "17.16.33",
        lambda word: p(field("FORMTEXT", run(word), "<w:ffData><w:textInput/></w:ffData>")),
    ),
    row(
        "check box controls",
        "MS-DOCX, w14:checkbox",
        lambda word: p(control("<w14:checkbox/>", run("☒" if word == WORD else "☐")) + run(WORD)),
    ),
    row(
        "check box controls without content",
        "MS-DOCX, w14:checkbox",
        lambda word: p(
            control(f'<w14:checkbox><w14:checked w14:val="{ticked(word)}"/></w14:checkbox>', "") + run(WORD)
        ),
    ),
    row(
        "drop-down lists, combo boxes, dates",
        "17.5.2.15",
        lambda word: p(control("<w:dropDownList><w:listItem w:displayText='无'/></w:dropDownList>", run(word))),
    ),
    row("placeholders that show", "17.5.2.39", lambda word: p(control("<w:showingPlcHdr/>", run(word)))),
    row(
        "content bound to data: what shows",
        "17.5.2.6",
        lambda word: p(control('<w:dataBinding w:xpath="/x"/>', run(word))),
    ),
    row("controls around blocks", "17.5.2.29", lambda word: control("", p(run(word)))),
    row(
        "controls around rows and cells",
        "17.5.2.30",
        lambda word: f"<w:tbl>{control('', '<w:tr>' + control('', cell(p(run(word)))) + '</w:tr>')}</w:tbl>",
    ),
    related(
        "ActiveX controls",
        "17.3.3.3",
        p(f'<w:r><w:object>{BOX.format(20)}<w:control r:id="x" w:name="CheckBox1"/></w:object></w:r>'),
        image,
        "event",
        unreadable=True,
    ),
]
BLOCKS = [
    row(
        "cells, nested and merged",
        "17.4",
        lambda word: (
            "<w:tbl><w:tr>"
            + cell("<w:tbl><w:tr>" + cell(p(run(word)), '<w:gridSpan w:val="2"/>') + "</w:tr></w:tbl>")
            + "</w:tr></w:tbl>"
        ),
    ),
    row(
        "frames and dropped capitals",
        "17.3.1.11",
        lambda word: p(run(word[0]), '<w:framePr w:dropCap="drop"/>') + p(run(word[1:])),
    ),
    row(
        "paragraphs run together by a style separator",
        "17.3.2.36",
        lambda word: p(run(word[:2]), "<w:rPr><w:specVanish/></w:rPr>") + p(run(word[2:])),
    ),
    row(
        "alternatives that Word does not know",
        "ECMA-376-3, 7.5",
        lambda word: p(
            '<w:r xmlns:zz="https://example.org/zz"><mc:AlternateContent><mc:Choice Requires="zz"><w:t>其他</w:t>'
            f"</mc:Choice><mc:Fallback><w:t>{word}</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
    ),
    related("numbers of lists", "17.9.11", NUMBERED, lists('<w:numFmt w:val="decimal"/><w:lvlText w:val="%%%1."/>')),
    related("bullets of words", "17.9.11", NUMBERED, lists('<w:numFmt w:val="bullet"/><w:lvlText w:val="%%"/>')),
    related(
        "numbers of lists in words",
        "17.18.59",
        NUMBERED,
        lists('<w:numFmt w:val="cardinalText"/><w:lvlText w:val="%%%1、"/>'),
    ),
    related(
        "numbers of lists in a form that is not written",
        "17.18.59",
        NUMBERED,
        lambda word: lists(f'<w:numFmt w:val="{UNWRITTEN[word]}"/><w:lvlText w:val="%1、"/>')(word),
        "event",
        unreadable=True,
    ),
    Shown(
        "marks of notes in a form that is not written",
        "event",
        lambda word: docx_related(
            HEAD + p('<w:r><w:footnoteReference w:id="2"/></w:r>') + TAIL,
            {
                "f": (
                    "footnotes",
                    "footnotes.xml",
                    part("w:footnotes", f'<w:footnote w:id="2">{p(run("附注"))}</w:footnote>'),
                )
            },
            f'<w:footnotePr><w:numFmt w:val="{UNWRITTEN[word]}"/></w:footnotePr>',
        ),
        "17.11.17",
        unreadable=True,
    ),
    related(
        "footnotes",
        "17.11.10",
        p('<w:r><w:footnoteReference w:id="2"/></w:r>'),
        lambda word: {
            "f": (
                "footnotes",
                "footnotes.xml",
                part("w:footnotes", f'<w:footnote w:id="2">{p(run(word))}</w:footnote>'),
            )
        },
    ),
    related(
        "endnotes",
        "17.11.2",
        p('<w:r><w:endnoteReference w:id="2"/></w:r>'),
        lambda word: {
            "f": ("endnotes", "endnotes.xml", part("w:endnotes", f'<w:endnote w:id="2">{p(run(word))}</w:endnote>'))
        },
    ),
    related(
        "remarks",
        "17.13.4.2",
        p('<w:r><w:commentReference w:id="2"/></w:r>'),
        lambda word: {
            "f": ("comments", "comments.xml", part("w:comments", f'<w:comment w:id="2">{p(run(word))}</w:comment>'))
        },
        "event",
    ),
]
HEADS = [
    related("headers", "17.10.4", "", head("header", p(run("{}"))), "page", reference("header")),
    related("footers", "17.10.3", "", head("footer", p(run("{}"))), "page", reference("footer")),
    related(
        "headers of first pages",
        "17.10.6",
        "",
        head("header", p(run("{}"))),
        "page",
        reference("header", "first", "<w:titlePg/>"),
    ),
    related(
        "headers of even pages",
        "17.10.1",
        "",
        with_settings(head("header", p(run("{}")))),
        "page",
        reference("header", "even"),
    ),
    related(
        "an imprint (版记) in a footer",
        "17.10.3",
        "",
        head("footer", p(run("抄送：{}办公厅。")) + p(run("共印50份"))),
        "read",
        reference("footer"),
    ),
    related(
        "a letterhead (版头) in a header",
        "17.10.4",
        "",
        head("header", p(run("{}人民政府文件")) + p(run("某政发〔2023〕5号"))),
        "read",
        reference("header"),
    ),
    related(
        "watermarks of words",
        "part 4, v:textpath",
        "",
        head("header", textpath("{}", "PowerPlusWaterMarkObject")),
        "event",
        reference("header"),
    ),
    related(
        "watermarks that are shapes with text",
        "20.4.2.5",
        "",
        head("header", p(drawing(shape("{}"), name="PowerPlusWaterMarkObject1"))),
        "event",
        reference("header"),
    ),
]
DRAWINGS = [
    row("text boxes", "MS-ODRAWXML, wps:txbx", lambda word: p(drawing(shape(word)))),
    row(
        "text boxes of old files",
        "part 4, v:textbox",
        lambda word: p(
            f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(run(word))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        ),
    ),
    row(
        "alternatives for older programs, once",
        "part 3, mc:AlternateContent",
        lambda word: p(
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing(shape(word))[5:-6]}</mc:Choice>'
            "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
    ),
    row(
        "white text on a coloured shape",
        "20.1.8.54",
        lambda word: p(drawing(shape(word, "<a:solidFill><a:srgbClr val='C00000'/></a:solidFill>", WHITE))),
    ),
    row("WordArt of old files", "part 4, v:textpath", textpath),
    row(
        "text in drawings of other kinds",
        "20.1.2.2.40",
        lambda word: p(drawing(f"<a:txSp><a:txBody><a:p><a:r><a:t>{word}</a:t></a:r></a:p></a:txBody></a:txSp>")),
    ),
    related(
        "SmartArt",
        "21.4, dgm:pt",
        p(drawing('<dgm:relIds r:dm="d"/>')),
        lambda word: {"d": ("diagramData", "diagrams/data1.xml", part("dgm:dataModel", DIAGRAM.format(word)))},
    ),
    *(
        related(f"charts: {what}", source, p(drawing('<c:chart r:id="c"/>')), chart(at))
        for at, (what, source) in enumerate(
            [
                ("the title", "21.2.2, c:title"),
                ("names of series", "21.2.2, c:tx"),
                ("categories", "21.2.2, c:cat"),
                ("values that are written", "21.2.2, c:showVal"),
                ("titles of axes", "21.2.2, c:title"),
            ]
        )
    ),
    related("pictures of an eighth of a page", "20.2.2.5", picture(160), image, "event", unreadable=True),
    related(
        "pictures of an eighth of a page in old files",
        "part 4, v:imagedata",
        picture(160, vml=True),
        image,
        "event",
        unreadable=True,
    ),
    related(
        "objects of other programs, by their picture",
        "17.3.3.19",
        p(f'<w:r><w:object>{BOX.format(30)}<o:OLEObject ProgID="Equation.3" r:id="o"/></w:object></w:r>'),
        image,
        "event",
        unreadable=True,
    ),
]
EMBEDDED = [
    related(
        "embedded HTML and text",
        "17.17.2.1",
        '<w:altChunk r:id="x"/>',
        embedded(
            "aFChunk", "chunk.html", lambda word: f"<html><meta charset='utf-8'><p>{word}的说明</p></html>".encode()
        ),
    ),
    related(
        "embedded DOCX",
        "17.17.2.1",
        '<w:altChunk r:id="x"/>',
        embedded("aFChunk", "chunk.docx", lambda word: docx_related(p(run(word)), {})),
    ),
    related(
        "embedded RTF",
        "17.17.2.1",
        '<w:altChunk r:id="x"/>',
        embedded("aFChunk", "chunk.rtf", lambda word: b"{\\rtf1 " + word.encode() + b"}"),
        "event",
        unreadable=True,
    ),
    related(
        "subdocuments",
        "17.17, w:subDoc",
        '<w:subDoc r:id="s"/>',
        lambda word: {"s": ("subDocument", f"{'a' if word == WORD else 'b'}.docx", "")},
        "event",
        unreadable=True,
    ),
]
TABLES: dict[str, list[Shown]] = {"DOCX": [*RUNS, *FIELDS, *FORMS, *BLOCKS, *HEADS, *DRAWINGS, *EMBEDDED]}


@pytest.mark.parametrize("shown", TABLES["DOCX"], ids=lambda shown: shown.what)
def test_what_a_docx_file_shows(shown: Shown) -> None:
    """Each thing that the format can show is read, set aside and said, or refused; two that differ are never equal."""
    assert_shown(shown, "copy.docx")


QUIET = {
    "small pictures": (picture(30), image, ""),
    "a logo on a large canvas": (
        p(
            drawing(
                PICTURE.replace(
                    "</pic:pic>", '<pic:spPr><a:xfrm><a:ext cx="720000" cy="720000"/></a:xfrm></pic:spPr></pic:pic>'
                ),
                7_200_000,
                7_200_000,
            )
        ),
        image,
        "",
    ),
    "page numbers": (
        "",
        head(
            "footer", p(run("第") + field("PAGE", run("3")) + run("页  共") + field("NUMPAGES", run("7")) + run("页"))
        ),
        reference("footer"),
    ),
    "a page number in a frame": (
        "",
        head(
            "footer",
            p(
                "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
                + p(run("— ") + field("PAGE", run("3")) + run(" —"))
                + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
            ),
        ),
        reference("footer"),
    ),
    "the head of a first page that the section does not want": (
        "",
        head("header", p(run("内部资料"))),
        reference("header", "first"),
    ),
    "the head of even pages that the settings do not want": (
        "",
        head("header", p(run("内部资料"))),
        reference("header", "even"),
    ),
    "bullets of symbol fonts": (
        NUMBERED,
        lists('<w:numFmt w:val="bullet"/><w:lvlText w:val="l"/><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),
        "",
    ),
}


@pytest.mark.parametrize("case", QUIET)
def test_what_is_not_text_makes_no_noise(case: str) -> None:
    """Logos, page numbers, bullets and heads that no page shows leave the text as it is, and the copy complete."""
    body, parts, section = QUIET[case]
    found = read(docx_related(HEAD + body + TAIL, parts(WORD), section), "copy.docx")
    bare = read(docx_related(HEAD + (p(run("落实责任。")) if body == NUMBERED else "") + TAIL, {}), "copy.docx")

    assert found.text == bare.text
    assert not found.problems


def test_heads_stand_before_and_feet_behind_once_for_sections_alike() -> None:
    """A document of two sections with one head and one foot says each once, as furniture of the page."""
    inner = p("", f"<w:sectPr>{reference('header')}<w:footerReference w:type='default' r:id='g'/></w:sectPr>")
    parts: Related = {
        **head("header", p(run("某市公报")))(""),
        "g": ("footer", "footer1.xml", part("w:ftr", p(run("内部资料")) + p(run("注意保存")))),
    }
    found = read(docx_related(HEAD + inner + TAIL, parts), "copy.docx")

    assert found.text.startswith("某市公报\n关于")
    assert found.text.endswith("2023年5月6日\n内部资料\n注意保存")
    assert [event.text for event in found.events if event.kind == "running_head"] == [
        "某市公报",
        "内部资料",
        "注意保存",
    ]


@pytest.mark.parametrize(
    ("omml", "wanted"),
    [
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "x²"),
        (
            "<m:sSubSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>i</m:t></m:r></m:sub><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSubSup>",
            "x_i²",
        ),
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>", "(a+b)/2"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad>", "√2"),
        (
            (
                "<m:nary><m:naryPr><m:chr"
                ' m:val="∑"/></m:naryPr><m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup/><m:e><m:r><m:t>x</m:t></m:r>'
                "</m:e></m:nary>"
            ),
            "∑₁x",
        ),
        ("<m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d>", "(x)"),
        ("<m:m><m:mr><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:mr></m:m>", "a b"),
        ('<m:acc><m:accPr><m:chr m:val="\u0304"/></m:accPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:acc>', "x\u0304"),
    ],
)
def test_formulas_are_written_on_one_line(omml: str, wanted: str) -> None:
    """A half is 1/2, never 12."""
    assert wanted in read(docx_related(HEAD + p(f"<m:oMath>{omml}</m:oMath>") + TAIL, {}), "copy.docx").text


def test_text_that_is_not_shown_is_hidden_text() -> None:
    """A hidden row, a cell covered by the one above, and a hidden drawing are integrity, not text."""
    covered = (
        f"<w:tr>{cell(p(run('甲')), '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{cell(p(run('密一')), '<w:vMerge/>')}</w:tr>"
    )
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell(p(run('密二')))}</w:tr>"
    unseen = drawing(shape("密三")).replace("<wp:docPr ", '<wp:docPr hidden="1" ')
    found = read(docx_related(f"{HEAD}<w:tbl>{covered}{hidden}</w:tbl>{p(unseen)}{TAIL}", {}), "copy.docx")

    assert "密" not in found.text
    assert [event.text for event in found.events if event.kind == "hidden_text"] == ["密一", "密二", "密三"]


def test_text_turned_round_is_told() -> None:
    """An override that turns characters round (17.3.2.3) stays in the text as the control that it is, which is a matter
    of integrity."""
    turned = read(docx_related(HEAD + p(f'<w:bdo w:val="rtl">{run(WORD)}</w:bdo>') + TAIL, {}), "copy.docx")
    straight = read(docx_related(HEAD + p(run(WORD)) + TAIL, {}), "copy.docx")

    assert f"\u202e{WORD}\u202c" in turned.text
    assert compare(turned, straight).verdict == "review"


def test_the_state_of_a_control_tells_two_files_apart() -> None:
    """An ActiveX control keeps its state in a part that its own part names; the picture of it may be the same."""

    def parts(word: str) -> Related:
        return {
            **image(WORD),
            "x": ("control", "activeX/activeX1.xml", "<ocx/>"),
            "rels": (
                "other",
                "activeX/_rels/activeX1.xml.rels",
                '<Relationships><Relationship Id="b" Type="t/activeXControlBinary" Target="b.bin"/></Relationships>',
            ),
            "b": ("other", "activeX/b.bin", word.encode()),
        }

    body = HEAD + p(f'<w:r><w:object>{BOX.format(20)}<w:control r:id="x" w:name="CheckBox1"/></w:object></w:r>') + TAIL
    on, off = (read(docx_related(body, parts(word)), "copy.docx") for word in (WORD, "甲乙丙戊"))

    assert compare(on, off).verdict == "review"
    assert compare(on, read(docx_related(body, parts(WORD)), "copy.docx")).verdict == "identical"


@pytest.mark.parametrize(
    ("form", "language", "label"),
    [
        ("cardinalText", "", "Three、"),
        ("cardinalText", "en-US", "Three、"),
        ("ordinalText", "", "Third、"),
        ("ordinal", "zh-CN", ""),
        ("cardinalText", "zh-CN", ""),
        ("thaiCounting", "", ""),
    ],
)
def test_a_number_is_written_as_word_shows_it_or_said(form: str, language: str, label: str) -> None:
    """The number of a list is in words where Word writes words; where it is not known there are no digits in its
    stead, and the copy says so."""
    level = f'<w:numFmt w:val="{form}"/><w:start w:val="3"/><w:lvlText w:val="%1、"/>'
    numbering = str(lists(level)(WORD)["n"][2])
    stated = f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    parts: Related = {
        "n": ("numbering", "numbering.xml", numbering.replace('<w:start w:val="1"/>', "")),
        "s": ("styles", "styles.xml", part("w:styles", stated if language else "")),
    }
    found = read(docx_related(HEAD + NUMBERED + TAIL, parts), "copy.docx")

    assert f"\n{label}落实责任。" in found.text
    assert bool(found.problems) == (not label)


def test_marks_of_notes_are_in_the_form_that_the_document_gives_them() -> None:
    """A note's mark is ① where the document numbers its notes so."""
    notes = {
        "f": ("footnotes", "footnotes.xml", part("w:footnotes", f'<w:footnote w:id="2">{p(run("附注"))}</w:footnote>'))
    }
    form = '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircle"/></w:footnotePr>'
    body = HEAD + p('<w:r><w:footnoteReference w:id="2"/></w:r>') + TAIL

    assert "[①] 附注" in read(docx_related(body, notes, form), "copy.docx").text
    assert "[1] 附注" in read(docx_related(body, notes), "copy.docx").text
