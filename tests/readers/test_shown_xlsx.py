# SPDX-License-Identifier: Apache-2.0
"""What a workbook can show, row by row as docs/reading.md has it."""

import pytest
from made.office import (
    DRAWING,
    SHEET,
    anchored,
    control_shape,
    inline,
    picture_shape,
    relations,
    sheet_rows,
    text_shape,
    xlsx_package,
    xlsx_parts,
)
from made.shown import WORD, Shown, assert_shown

_TITLE = inline("A1", "关于下达专项资金的通知")
_CELL = "<c r='A2' s='1'><v>5</v></c>"


def rows(cell: str, more: str = "", before: str = "") -> bytes:
    """A workbook with a title and one cell below it."""
    return xlsx_parts(before + sheet_rows(_TITLE, cell) + more)


def formatted(code: str, cell: str = _CELL) -> bytes:
    """A workbook with a cell in a number format."""
    styles = (
        f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf'
        ' numFmtId="200"/></cellXfs>'
    )
    return xlsx_parts(sheet_rows(_TITLE, cell), styles=styles)


def drawn(
    shape: str, related: list[tuple[str, str]] | None = None, parts: dict[str, str | bytes] | None = None
) -> bytes:
    """A workbook with a shape over its cells, which may be related to further parts."""
    files: dict[str, str | bytes] = {
        "xl/drawings/drawing1.xml": anchored(shape),
        "xl/drawings/_rels/drawing1.xml.rels": relations(related or []),
    }
    return xlsx_parts(
        sheet_rows(_TITLE) + '<drawing r:id="r1"/>', [("drawing", "../drawings/drawing1.xml")], files | (parts or {})
    )


def charted(chart: str, more: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook with a chart of this content."""
    frame = (
        "<xdr:graphicFrame><a:graphic><a:graphicData><c:chart"
        ' r:id="r1"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    )
    return drawn(
        frame,
        [("chart", "../charts/chart1.xml")],
        {"xl/charts/chart1.xml": f"<c:chartSpace {DRAWING}>{chart}</c:chartSpace>", **(more or {})},
    )


def rich(text: str) -> str:
    """Rich text of a chart."""
    return f"<c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx>"


def controlled(vml: str) -> bytes:
    """A workbook with form controls."""
    return xlsx_parts(
        sheet_rows(_TITLE) + '<legacyDrawing r:id="r1"/>',
        [("vmlDrawing", "../drawings/vml1.vml")],
        {"xl/drawings/vml1.vml": vml},
    )


def another_root(root: str, text: str, vml: bool = False) -> bytes:
    """A workbook whose one sheet is of another kind, with a text over it."""
    name = "legacyDrawing" if vml else "drawing"
    files: dict[str, str | bytes] = {
        "xl/drawings/one.xml": control_shape("Label", text) if vml else anchored(text_shape(text))
    }
    return xlsx_parts(
        "", [("drawing", "../drawings/one.xml")], files, root=f'<{root} {SHEET}><{name} r:id="r1"/></{root}>'
    )


def remarked(kind: str, part: str) -> bytes:
    """A workbook with a remark of cell A1."""
    return xlsx_parts(sheet_rows(_TITLE), [(kind, "../remarks.xml")], {"xl/remarks.xml": part})


def attached(element: str, kind: str, word: str) -> bytes:
    """A workbook that holds a part which is not read."""
    return xlsx_parts(sheet_rows(_TITLE) + element, [(kind, "../media/one.bin")], {"xl/media/one.bin": word.encode()})


def by_condition(word: str) -> bytes:
    """A workbook in which a condition formats numbers."""
    styles = (
        '<cellXfs><xf numFmtId="0"/></cellXfs><dxfs><dxf><numFmt numFmtId="201"'
        f' formatCode="0&quot;{word}&quot;"/></dxf></dxfs>'
    )
    rule = (
        '<conditionalFormatting sqref="A2"><cfRule type="expression" dxfId="0"'
        ' priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting>'
    )
    return xlsx_parts(sheet_rows(_TITLE, "<c r='A2'><v>5</v></c>") + rule, styles=styles)


def hidden_names(word: str) -> bytes:
    """A workbook with a chart whose names come from a sheet that is not seen."""
    cache = f"<c:strRef><c:f>'底'!$A$1</c:f><c:strCache><c:pt idx='0'><c:v>{word}</c:v></c:pt></c:strCache></c:strRef>"
    return charted(f"<c:chart><c:plotArea><c:ser><c:cat>{cache}</c:cat></c:ser></c:plotArea></c:chart>")


def over_chart(word: str) -> bytes:
    """A workbook with a shape drawn over a chart."""
    shape = text_shape(word).replace("xdr:", "cdr:")
    shapes = f'<c:userShapes {DRAWING} xmlns:cdr="cdr"><cdr:relSizeAnchor>{shape}</cdr:relSizeAnchor></c:userShapes>'
    return charted(
        "<c:chart/>",
        {
            "xl/charts/_rels/chart1.xml.rels": relations([("chartUserShapes", "../drawings/over.xml")]),
            "xl/drawings/over.xml": shapes,
        },
    )


def smart_art(word: str) -> bytes:
    """A workbook with a SmartArt graphic."""
    frame = (
        "<xdr:graphicFrame><a:graphic><a:graphicData><dgm:relIds"
        ' r:dm="r1"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    )
    data = (
        "<dgm:dataModel"
        f" {DRAWING}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>{word}</a:t></a:r></a:p></dgm:t></dgm:pt>"
        "</dgm:ptLst></dgm:dataModel>"
    )
    return drawn(frame, [("diagramData", "../diagrams/data1.xml")], {"xl/diagrams/data1.xml": data})


def printed(marks: str, attributes: str = "") -> bytes:
    """A workbook with page headers or footers."""
    return xlsx_parts(sheet_rows(_TITLE) + f"<headerFooter{attributes}>{marks}</headerFooter>")


_REMARK = (
    f"<comments {SHEET}><commentList><comment"
    " ref='A1'><text><r><t>{}</t></r></text></comment></commentList></comments>"
)
_THREAD = "<ThreadedComments xmlns='t'><threadedComment ref='A1'><text>{}</text></threadedComment></ThreadedComments>"
_GROUP = "<xdr:grpSp><xdr:nvGrpSpPr/><xdr:grpSpPr/>{}</xdr:grpSp>"
_CHOICE = "<mc:AlternateContent><mc:Choice Requires='a14'>{}</mc:Choice><mc:Fallback/></mc:AlternateContent>"
_STRUCK = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'

XLSX = [
    Shown(
        "text of a cell, shared",
        "read",
        lambda word: xlsx_package({"表": sheet_rows("<c r='A1' t='s'><v>0</v></c>")}, [word]),
        "ECMA-376-1 18.4.8",
    ),
    Shown("text of a cell, its own", "read", lambda word: rows(inline("A2", word)), "ECMA-376-1 18.3.1.53"),
    Shown(
        "rich text in runs",
        "read",
        lambda word: rows(
            f"<c r='A2' t='inlineStr'><is><r><t>{word[:2]}</t></r><r><rPr><b/></rPr><t>{word[2:]}</t></r></is></c>"
        ),
        "ECMA-376-1 18.4.4",
    ),
    Shown(
        "text that a formula gives",
        "read",
        lambda word: rows(f"<c r='A2' t='str'><f>A1</f><v>{word}</v></c>"),
        "ECMA-376-1 18.18.11",
    ),
    Shown("words of a number format", "read", lambda word: formatted(f"0&quot;{word}&quot;"), "ECMA-376-1 18.8.31"),
    Shown("currency of a number format", "read", lambda word: formatted(f"[${word}-804]0.00"), "ECMA-376-1 18.8.31"),
    Shown(
        "section of a format by its condition",
        "read",
        lambda word: formatted(f"[=5]&quot;{word}&quot;;0"),
        "ECMA-376-1 18.8.31",
    ),
    Shown(
        "words of a format around a text",
        "read",
        lambda word: formatted(f"@&quot;{word}&quot;", inline("A2", "附", ' s="1"')),
        "ECMA-376-1 18.8.31",
    ),
    Shown(
        "merged cells",
        "read",
        lambda word: rows(inline("A2", word), '<mergeCells><mergeCell ref="A2:C3"/></mergeCells>'),
        "ECMA-376-1 18.3.1.55",
    ),
    Shown(
        "text of a hyperlink",
        "read",
        lambda word: rows(inline("A2", word), '<hyperlinks><hyperlink ref="A2"/></hyperlinks>'),
        "ECMA-376-1 18.3.1.47",
    ),
    Shown(
        "names of a table's columns",
        "read",
        lambda word: rows(inline("A2", word), '<tableParts count="0"/>'),
        "ECMA-376-1 18.5.1.2",
    ),
    Shown(
        "struck text",
        "read",
        lambda word: xlsx_parts(sheet_rows(_TITLE, inline("A2", word, ' s="1"')), styles=_STRUCK),
        "ECMA-376-1 18.4.10",
    ),
    Shown(
        "formulas shown in place of values",
        "read",
        lambda word: rows(
            f"<c r='A2'><f>A1&amp;\"{word}\"</f><v>1</v></c>",
            before='<sheetViews><sheetView showFormulas="1" workbookViewId="0"/></sheetViews>',
        ),
        "ECMA-376-1 18.3.1.87",
    ),
    Shown("text box, shape", "read", lambda word: drawn(text_shape(word)), "ECMA-376-1 20.5.2.29"),
    Shown(
        "shapes in a group",
        "read",
        lambda word: drawn(_GROUP.format(_GROUP.format(text_shape(word)))),
        "ECMA-376-1 20.5.2.17",
    ),
    Shown("shape of a newer kind", "read", lambda word: drawn(_CHOICE.format(text_shape(word))), "ECMA-376-3"),
    Shown("SmartArt", "read", smart_art, "ECMA-376-1 21.4.2.10"),
    Shown(
        "title of a chart",
        "read",
        lambda word: charted(f"<c:chart><c:title>{rich(word)}</c:title></c:chart>"),
        "ECMA-376-1 21.2.2.210",
    ),
    Shown(
        "title of an axis",
        "read",
        lambda word: charted(
            f"<c:chart><c:plotArea><c:catAx><c:title>{rich(word)}</c:title></c:catAx></c:plotArea></c:chart>"
        ),
        "ECMA-376-1 21.2.2.210",
    ),
    Shown(
        "label of a point",
        "read",
        lambda word: charted(
            f"<c:chart><c:plotArea><c:ser><c:dLbls><c:dLbl>{rich(word)}</c:dLbl></c:dLbls></c:ser></c:plotArea></c:chart>"
        ),
        "ECMA-376-1 21.2.2.47",
    ),
    Shown(
        "written name of a series",
        "read",
        lambda word: charted(
            f"<c:chart><c:plotArea><c:ser><c:tx><c:v>{word}</c:v></c:tx></c:ser></c:plotArea></c:chart>"
        ),
        "ECMA-376-1 21.2.2.215",
    ),
    Shown("names in a chart from a hidden sheet", "read", hidden_names, "ECMA-376-1 21.2.2.201"),
    Shown("shapes over a chart", "read", over_chart, "ECMA-376-1 21.2.2.220"),
    Shown(
        "check box",
        "read",
        lambda word: controlled(control_shape("Checkbox", word, "<x:Checked>1</x:Checked>")),
        "ECMA-376-4 19.4.2.12",
    ),
    Shown(
        "button, label, group box", "read", lambda word: controlled(control_shape("GBox", word)), "ECMA-376-4 19.4.2.12"
    ),
    Shown("chart sheet", "read", lambda word: another_root("chartsheet", word), "ECMA-376-1 18.3.1.12"),
    Shown("dialog sheet", "read", lambda word: another_root("dialogsheet", word, vml=True), "ECMA-376-1 18.3.1.34"),
    Shown("name of a sheet", "page", lambda word: xlsx_package({word: sheet_rows(_TITLE)}), "ECMA-376-1 18.2.19"),
    Shown(
        "page header",
        "page",
        lambda word: printed(f"<oddHeader>&amp;C&amp;&quot;宋体&quot;&amp;12{word}</oddHeader>"),
        "ECMA-376-1 18.3.1.46",
    ),
    Shown(
        "page footer",
        "page",
        lambda word: printed(f"<oddFooter>&amp;L{word}&amp;R第 &amp;P 页</oddFooter>"),
        "ECMA-376-1 18.3.1.46",
    ),
    Shown(
        "header of even or first pages",
        "page",
        lambda word: printed(f"<oddHeader>文</oddHeader><firstHeader>{word}</firstHeader>", ' differentFirst="1"'),
        "ECMA-376-1 18.3.1.46",
    ),
    Shown(
        "reading over a cell that shows it",
        "event",
        lambda word: rows(
            f"<c r='A2' t='inlineStr' ph='1'><is><t>有关</t><rPh sb='0' eb='2'><t>{word}</t></rPh></is></c>"
        ),
        "ECMA-376-1 18.4.6",
    ),
    Shown("remark of a cell", "event", lambda word: remarked("comments", _REMARK.format(word)), "ECMA-376-1 18.7.3"),
    Shown("remark in a thread", "event", lambda word: remarked("threadedComment", _THREAD.format(word)), "MS-XLSX"),
    Shown(
        "formula without a kept value",
        "event",
        lambda word: rows(f"<c r='A2'><f>B2&amp;\"{word}\"</f></c>"),
        "ECMA-376-1 18.3.1.40",
        True,
    ),
    Shown(
        "picture of an eighth of a page or more",
        "event",
        lambda word: drawn(picture_shape((160, 90)), [("image", "../media/1.png")], {"xl/media/1.png": word.encode()}),
        "ECMA-376-1 20.5.2.25",
        True,
    ),
    Shown(
        "picture in a cell",
        "event",
        lambda word: rows(f"<c r='A2' t='str'><f>_xlfn.DISPIMG(\"{word}\",1)</f><v>x</v></c>"),
        "MS-XLSX",
        True,
    ),
    Shown(
        "picture behind the cells",
        "event",
        lambda word: attached('<picture r:id="r1"/>', "image", word),
        "ECMA-376-1 18.3.1.67",
        True,
    ),
    Shown(
        "embedded object",
        "event",
        lambda word: attached(
            '<oleObjects><oleObject progId="Word.Document.12" r:id="r1"/></oleObjects>', "package", word
        ),
        "ECMA-376-1 18.3.1.59",
        True,
    ),
    Shown(
        "ActiveX control",
        "event",
        lambda word: attached('<controls><control r:id="r1" name="c"/></controls>', "control", word),
        "ECMA-376-1 18.3.1.19",
        True,
    ),
    Shown(
        "chosen entry of a drop-down list",
        "event",
        lambda word: controlled(
            control_shape("Drop", "", f"<x:FmlaRange>$D$1:$D$9</x:FmlaRange><x:Sel>{1 + (word == WORD)}</x:Sel>")
        ),
        "ECMA-376-4 19.4.2.12",
        True,
    ),
    Shown(
        "controls in a part that is no XML",
        "event",
        lambda word: controlled(f'<xml ObjectType="Button">{word}<b></xml>'),
        "ECMA-376-4 19.4",
        True,
    ),
    Shown("number format by a condition", "event", by_condition, "ECMA-376-1 18.3.1.10", True),
    Shown(
        "cell filled with #",
        "event",
        lambda word: formatted("yyyy-mm-dd", f"<c r='A2' s='1'><v>-{len(word) + (word == WORD)}</v></c>"),
        "ECMA-376-1 18.17.4.1",
        True,
    ),
    Shown("workbook without text", "refused", lambda word: xlsx_package({word: "<sheetData/>"}), "ECMA-376-1 18.2.27"),
]
TABLES = {"XLSX": XLSX}


@pytest.mark.parametrize("row", XLSX, ids=lambda row: row.what)
def test_what_is_shown_is_read_or_said(row: Shown) -> None:
    """What a workbook shows is in its text, or an event says that it is not."""
    assert_shown(row, "copy.xlsx")
