# SPDX-License-Identifier: Apache-2.0
"""Office packages that unfold, point at each other, or lack what they speak of."""

import io
import zipfile

from made.common import zipped
from made.office import (
    SHEET,
    W,
    docx_package,
    docx_related,
    ods_cell,
    ods_package,
    ods_table,
    odt_package,
    relations,
    xlsx_package,
    xlsx_parts,
)
from made.printed import OFD, ofd, ofd_package

from bench.attacks.attack import LINES, Attack, of

_LINE = "<w:p><w:r><w:t>文</w:t></w:r></w:p>"
_BODY = "".join(_LINE.replace("文", line) for line in LINES)


def _docx(body: str, **parts: str) -> bytes:
    return docx_package(_BODY + body, **parts)


def _sheet(content: str) -> bytes:
    return xlsx_package({"表": content}, LINES)


def _rows(cells: str, rows: int = 1) -> str:
    return "<sheetData>" + f"<row>{cells}</row>" * rows + "</sheetData>"


def _workbook(more: str, sheets: str = '<sheet name="a" sheetId="1" r:id="r1"/>') -> bytes:
    return xlsx_parts(
        _rows('<c t="inlineStr"><is><t>文</t></is></c>'),
        parts={"xl/workbook.xml": f"<workbook {SHEET}><sheets>{sheets}</sheets>{more}</workbook>"},
    )


def _without(data: bytes, *names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as left:
        for name in package.namelist():
            if not any(gone in name for gone in names):
                left.writestr(name, package.read(name))
    return out.getvalue()


def _laughs(levels: int = 9) -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels))
    return f"<!DOCTYPE x [<!ENTITY a0 '文'>{entities}]><w:document {W}><w:body>{_LINE}</w:body></w:document>"


def _part(content: str | bytes) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": content})


_NESTED = "<w:tbl><w:tr><w:tc>"
_STYLE = '<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{up}"/></w:style>'
_COMMENT = f'<w:comments {W}><w:comment w:id="0">{_LINE.replace("文", "文" * 9_000)}</w:comment></w:comments>'

WORD: list[Attack] = of(
    "Word",
    "docx",
    {
        "60 MB of empty elements": lambda: _docx("<w:t/>" * 10_000_000),
        "500,001 elements": lambda: _docx("<w:r/>" * 500_001),
        "150,000 paragraphs": lambda: _docx(_LINE * 150_000),
        "100,000 runs in one paragraph": lambda: _docx("<w:p>" + "<w:r><w:t>文</w:t></w:r>" * 100_000 + "</w:p>"),
        "text of 11,000,000 characters": lambda: _docx(_LINE.replace("文", "文" * 11_000_000)),
        "elements 300 deep": lambda: _docx("<w:sdt><w:sdtContent>" * 300 + _LINE + "</w:sdtContent></w:sdt>" * 300),
        "tables 80 deep": lambda: _docx(_NESTED * 80 + _LINE + "</w:tc></w:tr></w:tbl>" * 80),
        "a table of 100,000 cells": lambda: _docx(
            "<w:tbl>" + ("<w:tr>" + f"<w:tc>{_LINE}</w:tc>" * 10 + "</w:tr>") * 9_000 + "</w:tbl>"
        ),
        "cells over 100,000 columns": lambda: _docx(
            "<w:tbl>"
            + ('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000"/></w:tcPr>' + _LINE + "</w:tc></w:tr>") * 2_000
            + "</w:tbl>"
        ),
        "styles based on each other in a circle": lambda: _docx(
            _LINE.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr>') * 2_000,
            styles=f"<w:styles {W}>{''.join(_STYLE.format(n=n, up=(n + 1) % 5_000) for n in range(5_000))}</w:styles>",
        ),
        "numbers by 100,000 lists": lambda: _docx(
            _LINE,
            numbering=f"<w:numbering {W}>"
            + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(100_000))
            + "</w:numbering>",
        ),
        "a list that begins at a number of 400 digits": lambda: _docx(
            _LINE.replace("<w:p>", '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
            numbering=f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="'
            + "9" * 400
            + '"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
        ),
        "one comment at 3,000 places": lambda: _docx(
            "<w:p><w:r>" + '<w:commentReference w:id="0"/>' * 3_000 + "</w:r></w:p>", comments=_COMMENT
        ),
        "100,000 tracked changes": lambda: _docx(
            "<w:p>" + '<w:ins w:id="1" w:author="某"><w:r><w:t>文</w:t></w:r></w:ins>' * 60_000 + "</w:p>"
        ),
        "50,000 nested fields": lambda: _docx(
            "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 50_000 + "<w:r><w:t>文</w:t></w:r></w:p>"
        ),
        "a head that names itself": lambda: docx_related(
            _BODY,
            {"r1": ("header", "document.xml", f"<w:document {W}><w:body>{_LINE}</w:body></w:document>")},
            '<w:headerReference w:type="default" r:id="r1"/>' * 1_000,
        ),
        "one head in 2,000 sections": lambda: docx_related(
            _BODY,
            {"r1": ("header", "h.xml", f"<w:hdr {W}>{_LINE.replace('文', '文' * 9_000)}</w:hdr>")},
            '<w:headerReference w:type="default" r:id="r1"/>' * 2_000,
        ),
        "relations that lead nowhere": lambda: docx_related(
            _BODY, {f"r{n}": ("footnotes", f"../../n{n}.xml", "") for n in range(20_000)}
        ),
        "relations that lead out": lambda: zipped(
            {"_rels/.rels": relations([("officeDocument", "../../../etc/passwd")]), "word/x.xml": "<x/>"}
        ),
        "without its document": lambda: _without(_docx(""), "document.xml"),
        "without its relations": lambda: _without(_docx(""), ".rels", "Types"),
        "a document that is no XML": lambda: _part("{}" * 1_000),
        "a document in a wrong encoding": lambda: _part(
            b"<?xml version='1.0' encoding='utf-16'?>" + f"<w:document {W}/>".encode()
        ),
        "an entity from outside": lambda: _part(
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + f"<w:document {W}>&e;</w:document>"
        ),
        "a billion laughs": lambda: _part(_laughs()),
        "a billion laughs in UTF-16": lambda: _part(_laughs().encode("utf-16")),
        "a part that unfolds a thousand times": lambda: _part(b" " * (60 << 20)),
        "1,001 parts": lambda: zipped({"word/document.xml": "<x/>", **{f"word/{n}.xml": "<x/>" for n in range(1_001)}}),
        "300 MB in 9 parts": lambda: zipped(
            {"word/document.xml": "<x/>", **{f"word/{n}.xml": bytes(range(256)) * 150_000 for n in range(9)}}
        ),
        "100,000 formulas": lambda: _docx(
            "<w:p>" + "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>1</m:t>"
            "</m:r></m:oMath>" * 100_000 + "</w:p>"
        ),
    },
)

SHEETS: list[Attack] = of(
    "workbook",
    "xlsx",
    {
        "one sheet named 5,000 times": lambda: _workbook("", '<sheet name="a" sheetId="1" r:id="r1"/>' * 5_000),
        "a large sheet named 50 times": lambda: xlsx_parts(
            _rows('<c t="inlineStr"><is><t>文</t></is></c>', 20_000),
            parts={
                "xl/workbook.xml": f"<workbook {SHEET}><sheets>"
                + '<sheet name="a" sheetId="1" r:id="r1"/>' * 50
                + "</sheets></workbook>"
            },
        ),
        "a million defined names": lambda: _workbook(
            "<definedNames>"
            + "".join(f'<definedName name="n{n}">a!A{n}</definedName>' for n in range(1_000_000))
            + "</definedNames>"
        ),
        "400,000 defined names": lambda: _workbook(
            "<definedNames>"
            + "".join(f'<definedName name="n{n}">a!A{n}</definedName>' for n in range(400_000))
            + "</definedNames>"
        ),
        "one string of 60,000 in 2,000 cells": lambda: xlsx_package(
            {"a": _rows('<c t="s"><v>0</v></c>' * 2_000)}, ["文" * 60_000]
        ),
        "the last cell of a sheet": lambda: _sheet(
            '<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>文</t></is></c></row></sheetData>'
        ),
        "a cell beyond all sheets": lambda: _sheet(
            '<sheetData><row r="99999999999"><c r="ZZZZZZZ99999999999" t="s"><v>0</v></c></row></sheetData>'
        ),
        "places that go back": lambda: _sheet(
            "<sheetData>"
            + "".join(f'<row r="{9 - n % 9}"><c r="A{9 - n % 9}" t="s"><v>1</v></c></row>' for n in range(9_000))
            + "</sheetData>"
        ),
        "a string that is not there": lambda: _sheet(_rows('<c t="s"><v>999999999999</v></c><c t="s"><v>-1</v></c>')),
        "one cell over all": lambda: _sheet(
            _rows('<c r="A1" t="s"><v>0</v></c>') + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        "100,000 merged cells": lambda: _sheet(
            _rows('<c r="A1" t="s"><v>0</v></c>')
            + "<mergeCells>"
            + '<mergeCell ref="A1:XFD1048576"/>' * 100_000
            + "</mergeCells>"
        ),
        "columns hidden from 1 to 16,384, 50,000 times": lambda: _sheet(
            "<cols>"
            + '<col min="1" max="16384" hidden="1"/>' * 50_000
            + "</cols>"
            + _rows('<c t="s"><v>0</v></c>', 500)
        ),
        "60,000 formats of numbers": lambda: xlsx_package(
            {"a": _rows("".join(f'<c s="{n}"><v>1e300</v></c>' for n in range(2_000)))},
            styles="<numFmts>"
            + "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{"#,##0.0;" * 40}"/>' for n in range(30_000))
            + "</numFmts><cellXfs>"
            + "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(30_000))
            + "</cellXfs>",
        ),
        "a format of 300,000 signs": lambda: xlsx_package(
            {"a": _rows('<c s="0"><v>1</v></c>' * 500)},
            styles=f'<numFmts><numFmt numFmtId="200" formatCode="{"[&gt;1]0.0#;" * 30_000}"/></numFmts><cellXfs>'
            '<xf numFmtId="200"/></cellXfs>',
        ),
        "numbers of 400 digits": lambda: _sheet(
            _rows(f"<c><v>{'9' * 400}</v></c><c><v>1e999</v></c><c><v>nan</v></c>")
        ),
        "dates beyond the calendar": lambda: xlsx_package(
            {"a": _rows('<c s="0"><v>99999999999</v></c><c s="0"><v>-1</v></c>')},
            styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
        ),
        "160,000 cells": lambda: _sheet(_rows('<c t="s"><v>1</v></c>' * 400, 400)),
        "without its strings": lambda: _without(_sheet(_rows('<c t="s"><v>0</v></c>')), "sharedStrings"),
        "without its sheets": lambda: _without(_sheet(_rows('<c t="s"><v>0</v></c>')), "worksheets"),
    },
)


def _placed(text: str, box: str = "0 0 9 9", size: str = "4", more: str = ' X="0" Y="4"') -> str:
    """An object of an OFD page."""
    code = f"<ofd:TextCode{more}>{text}</ofd:TextCode>"
    return f'<ofd:TextObject Boundary="{box}" Size="{size}">{code}</ofd:TextObject>'


_ROW = '<table:table-row table:number-rows-repeated="{n}">{cells}</table:table-row>'
OPEN: list[Attack] = [
    *of(
        "OpenDocument",
        "odt",
        {
            "blanks by number": lambda: odt_package('<text:p>文<text:s text:c="999999999"/>文</text:p>' * 5),
            "400,000 paragraphs": lambda: odt_package("<text:p>文</text:p>" * 400_000),
            "sections 200 deep": lambda: odt_package(
                "<text:section>" * 200 + "<text:p>文</text:p>" + "</text:section>" * 200
            ),
            "lists 100 deep": lambda: odt_package(
                "<text:list><text:list-item>" * 100 + "<text:p>文</text:p>" + "</text:list-item></text:list>" * 100
            ),
            "notes in notes": lambda: odt_package(
                "<text:p>文"
                + "<text:note><text:note-body><text:p>文" * 60
                + "</text:p></text:note-body></text:note>" * 60
                + "</text:p>"
            ),
            "without its content": lambda: _without(odt_package("<text:p>文</text:p>"), "content.xml"),
        },
    ),
    *of(
        "OpenDocument",
        "ods",
        {
            "a row that stands a million times": lambda: ods_package(
                ods_table(_ROW.format(n=1_048_576, cells=ods_cell("文", ' table:number-columns-repeated="16384"')))
            ),
            "an empty row that stands a million times": lambda: ods_package(
                ods_table(_ROW.format(n=1_048_576, cells="<table:table-cell/>"), ods_cell("文"))
            ),
            "cells over all columns and rows": lambda: ods_package(
                ods_table(
                    *[ods_cell("文", ' table:number-columns-spanned="16384" table:number-rows-spanned="1048576"')] * 999
                )
            ),
            "repeated by a number of 400 digits": lambda: ods_package(
                ods_table(ods_cell("文", f' table:number-columns-repeated="{"9" * 400}"'))
            ),
            "5,000 sheets": lambda: ods_package(ods_table(ods_cell("文")) * 5_000),
        },
    ),
    *of(
        "OFD",
        "ofd",
        {
            "advances by number": lambda: ofd_package([_placed("文", more=' X="0" Y="4" DeltaX="g 99999999 4"')]),
            "950 pages": lambda: ofd(["文" * 30] * 28_000),
            "one page 2,001 times": lambda: zipped(
                {
                    "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
                    "D.xml": f"<ofd:Document {OFD}><ofd:Pages>"
                    + '<ofd:Page ID="1" BaseLoc="P.xml"/>' * 2_001
                    + "</ofd:Pages></ofd:Document>",
                    "P.xml": f"<ofd:Page {OFD}/>",
                }
            ),
            "200,000 objects on a page": lambda: ofd_package([_placed("文") * 200_000]),
            "numbers that are none": lambda: ofd_package(
                [_placed("文", "nan inf 1e999 -9", "nan", ' X="inf" Y="" DeltaX="g -5 x"')]
            ),
            "without its pages": lambda: _without(ofd(list(LINES)), "Page_0"),
            "without its document": lambda: _without(ofd(list(LINES)), "Document.xml"),
            "a template that uses itself": lambda: ofd_package(
                ['<ofd:Template TemplateID="9"/>'], '<ofd:Template TemplateID="9"/>' * 50
            ),
        },
    ),
]
