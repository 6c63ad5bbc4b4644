# SPDX-License-Identifier: Apache-2.0
"""The lines of a notice as DOCX, ODT and XLSX files."""

import html
import re
from collections.abc import Mapping, Sequence

from made.common import HEADING, TASK, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "") -> str:
    """A DOCX paragraph of finished runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt'
    ' w:val="chineseCountingThousand"/><w:pStyle w:val="Part"/><w:lvlText w:val="%1、'
    '"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt'
    ' w:val="decimal"/><w:pStyle w:val="Task"/><w:suff w:val="nothing"/><w:lvlText'
    ' w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num'
    ' w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Part"><w:pPr><w:numPr><w:numId'
    ' w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Task"><w:pPr><w:numPr><w:numId'
    ' w:val="2"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Later"><w:basedOn'
    ' w:val="Task"/></w:style><w:style w:type="character"'
    ' w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


def docx_package(body: str, **parts: str) -> bytes:
    """A DOCX file with this body; further parts of the folder `word` by name."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
            ' ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
            ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>'
        ),
    }
    files.update({f"word/{name}.xml": content for name, content in parts.items()})
    return zipped(files)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
NAMES = (
    f'{W} xmlns:r="{OFFICE}/relationships" xmlns:m="{OFFICE}/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
"""Declarations of every namespace that a document's parts use here."""


def docx_related(body: str, related: Mapping[str, tuple[str, str, str | bytes]], section: str = "") -> bytes:
    """A DOCX file whose document names parts: by id the kind of each, its path in the folder `word`, its content (a
    target outside where empty)."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/relationships/{kind}"'
        f' Target="{path}"{"" if content else " TargetMode=" + chr(34) + "External" + chr(34)}/>'
        for name, (kind, path, content) in related.items()
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": (
            f'<Relationships><Relationship Id="r1" Type="{OFFICE}/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f"<Relationships>{listed}</Relationships>",
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
    }
    files.update({f"word/{path}": content for _, path, content in related.values() if content})
    return zipped(files)


def docx(lines: Sequence[str]) -> bytes:
    """Labels as text, in runs as a word processor breaks them."""
    return docx_package("".join(paragraph(_run(line[:7]) + _run(line[7:], "<w:b/>")) for line in lines))


def docx_numbered(lines: Sequence[str]) -> bytes:
    """The labels 一、 and 1. live in styles; a child style goes on counting."""
    out = []
    for index, line in enumerate(lines):
        heading, task = HEADING.match(line), TASK.match(line)
        if heading:
            out.append(paragraph(_run(heading[2]), "Part"))
        elif task:
            out.append(paragraph(_run(task[2]), "Later" if index % 2 else "Task"))
        else:
            out.append(paragraph(_run(line)))
    return docx_package("".join(out), numbering=NUMBERING, styles=STYLES)


def docx_tracked(lines: Sequence[str]) -> bytes:
    """Each long line has a tracked insertion (its own text) and a tracked deletion (text that is gone)."""
    who = 'w:id="1" w:author="某處" w:date="2023-01-29T09:00:00Z"'

    def tracked(line: str) -> str:
        if len(line) < 40:
            return _run(line)
        gone = f"<w:del {who}><w:r><w:delText>此處原有文字。</w:delText></w:r></w:del>"
        return _run(line[:10]) + f"<w:ins {who}>{_run(line[10:20])}</w:ins>" + gone + _run(line[20:])

    return docx_package("".join(paragraph(tracked(line)) for line in lines))


ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt_package(body: str, styles: str = "", changes: str = "") -> bytes:
    """An ODT file with this body and these automatic styles."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        f" {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODT_TYPE, "content.xml": content}, stored=["mimetype"])


ODF_MORE = (
    f'{ODF} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0"'
    ' xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
"""Declarations of every namespace that an OpenDocument text's parts use here."""


def odt_with(body: str, styles: str, *, pages: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An ODT file with this body and these automatic styles, this content of its master page, and further parts (%s
    declares namespaces)."""
    content = (
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body>"
    )
    master = (
        "<office:master-styles><style:master-page"
        f' style:name="Standard">{pages}</style:master-page></office:master-styles>'
    )
    more = {
        name: found.replace("%s", ODF_MORE) if isinstance(found, str) else found
        for name, found in (parts or {}).items()
    }
    files: dict[str, str | bytes] = {
        "mimetype": ODT_TYPE,
        "content.xml": f"<office:document-content {ODF_MORE}>{content}</office:document-content>",
        "styles.xml": f"<office:document-styles {ODF_MORE}>{master}</office:document-styles>",
    }
    return zipped({**files, **more}, stored=["mimetype"])


def odt(lines: Sequence[str]) -> bytes:
    """Headings and tasks counted by list styles that go on after other paragraphs."""
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三,'
        ' ..." style:num-suffix="、"/></text:list-style><text:list-style style:name="L2"><text:list-level-style-number'
        ' text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
    )
    out, begun = [], set()
    for line in lines:
        heading, task = HEADING.match(line), TASK.match(line)
        plain = re.match(r"^[一二三四五六七八九十]{1,3}、", line)
        if task or (heading and plain and "L1" in begun) or (heading and plain and line.startswith("一")):
            name = "L2" if task else "L1"
            going_on = ' text:continue-numbering="true"' if name in begun else ""
            begun.add(name)
            text = html.escape((task or heading)[2])  # type: ignore[index]
            out.append(
                "<text:list"
                f' text:style-name="{name}"{going_on}><text:list-item><text:p>{text}</text:p></text:list-item>'
                "</text:list>"
            )
        else:
            out.append(f"<text:p>{html.escape(line)}</text:p>")
    return odt_package("".join(out), styles)


SHEET = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def xlsx_package(
    sheets: dict[str, str], strings: Sequence[str] = (), styles: str = "", states: dict[str, str] | None = None
) -> bytes:
    """A workbook of sheets by name, each the content of its `worksheet` element."""
    listed = "".join(
        f'<sheet name="{html.escape(name)}" sheetId="{i}"'
        f' r:id="rId{i}"{" state=" + chr(34) + states[name] + chr(34) if states and name in states else ""}/>'
        for i, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1)
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f"<workbook {SHEET}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": (
            "<Relationships"
            f' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
        ),
        "xl/sharedStrings.xml": (
            f"<sst {SHEET}>{''.join(f'<si><t>{html.escape(text)}</t></si>' for text in strings)}</sst>"
        ),
    }
    if styles:
        files["xl/styles.xml"] = f"<styleSheet {SHEET}>{styles}</styleSheet>"
    files.update(
        {
            f"xl/worksheets/sheet{i}.xml": f"<worksheet {SHEET}>{content}</worksheet>"
            for i, content in enumerate(sheets.values(), 1)
        }
    )
    return zipped(files)


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS = (
    f'{ODF} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    ' xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"'
)


def ods_package(tables: str, styles: str = "", common: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """An ODS file with these tables, these automatic styles, and this in `styles.xml`."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
        f" {ODS}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    files: dict[str, str | bytes] = {
        "mimetype": ODS_TYPE,
        "content.xml": content,
        "styles.xml": f"<office:document-styles {ODS}>{common}</office:document-styles>",
    }
    return zipped(files | (parts or {}), stored=["mimetype"])


def ods_table(*rows: str, name: str = "表", attributes: str = "", before: str = "") -> str:
    """A sheet of rows, each of finished cells."""
    listed = "".join(
        row if row.startswith("<table:table-row") else f"<table:table-row>{row}</table:table-row>" for row in rows
    )
    return f'<table:table table:name="{name}"{attributes}>{before}{listed}</table:table>'


def ods_cell(text: str, attributes: str = "", inside: str = "") -> str:
    """A cell with a line of text."""
    return (
        f'<table:table-cell office:value-type="string"{attributes}>{inside}<text:p>{text}</text:p></table:table-cell>'
    )


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    f' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="{RELATIONS}"'
)


def relations(targets: Sequence[tuple[str, str]]) -> str:
    """A part of relationships r1, r2 …, each the last word of its type and its target."""
    listed = "".join(
        f'<Relationship Id="r{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def xlsx_parts(
    content: str,
    related: Sequence[tuple[str, str]] = (),
    parts: dict[str, str | bytes] | None = None,
    styles: str = "",
    root: str = "",
) -> bytes:
    """A workbook with one sheet of this content, or one of this root, that is related to these parts."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook {SHEET}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]),
        "xl/worksheets/sheet1.xml": root or f"<worksheet {SHEET}>{content}</worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": relations(related),
        "xl/styles.xml": f"<styleSheet {SHEET}>{styles}</styleSheet>",
    }
    return zipped(files | (parts or {}))


def sheet_rows(*rows: str) -> str:
    """Rows of finished cells."""
    return "<sheetData>" + "".join(f'<row r="{n}">{cells}</row>' for n, cells in enumerate(rows, 1)) + "</sheetData>"


def inline(place: str, text: str, attributes: str = "") -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"{attributes}><is><t xml:space="preserve">{html.escape(text)}</t></is></c>'


def anchored(shape: str, row: int = 1) -> str:
    """A drawing part with one shape over the cells, at a row counted from 0."""
    place = (
        f"<xdr:from><xdr:col>0</xdr:col><xdr:row>{row}</xdr:row></xdr:from><xdr:to><xdr:col>2</xdr:col>"
        f"<xdr:row>{row + 2}</xdr:row></xdr:to>"
    )
    return f"<xdr:wsDr {DRAWING}><xdr:twoCellAnchor>{place}{shape}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"


def text_shape(text: str, attributes: str = "") -> str:
    """A shape with a line of text."""
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="s"{attributes}/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/>'
        f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


def picture_shape(millimetres: tuple[int, int]) -> str:
    """A picture of this width and height, of the drawing's first relationship."""
    wide, high = (36_000 * number for number in millimetres)
    return (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="p"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip'
        f' r:embed="r1"/></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}"'
        f' cy="{high}"/></a:xfrm></xdr:spPr></xdr:pic>'
    )


def control_shape(kind: str, caption: str, held: str = "") -> str:
    """An older drawing (VML) with one form control."""
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape'
        ' id="_x0000_s1025"'
        f' style="position:absolute"><v:textbox><div><font>{caption}</font></div></v:textbox><x:ClientData'
        f' ObjectType="{kind}"><x:Anchor>0, 5, 1, 3, 2, 5, 2, 3</x:Anchor>{held}</x:ClientData></v:shape></xml>'
    )


def xlsx(lines: Sequence[str]) -> bytes:
    """A row a line; tasks have their number and text in two cells."""
    strings: list[str] = []

    def cell(column: str, row: int, text: str) -> str:
        strings.append(text)
        return f'<c r="{column}{row}" t="s"><v>{len(strings) - 1}</v></c>'

    rows = []
    for number, line in enumerate(lines, 1):
        task = TASK.match(line)
        cells = cell("A", number, f"{task[1]}.") + cell("B", number, task[2]) if task else cell("A", number, line)
        rows.append(f'<row r="{number}">{cells}</row>')
    return xlsx_package({"任務": f"<sheetData>{''.join(rows)}</sheetData>"}, strings)
