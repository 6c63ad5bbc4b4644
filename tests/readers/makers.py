# SPDX-License-Identifier: Apache-2.0
"""Small writers that put the lines of a notice into the formats that the readers take.

They write what real programs write (pages of content systems, word processors, printers), so
that one text can be read back from each format and compared.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEADING = re.compile(r"^([一二三四五六七八九十]{1,3}(?:\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+\))?、)(.*)$")
TASK = re.compile(r"^(\d{1,3})\.(.*)$")


def zipped(parts: dict[str, str | bytes], stored: Iterable[str] = ()) -> bytes:
    """A ZIP package of these parts; those in `stored` are not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, (2023, 1, 30, 0, 0, 0)), content if isinstance(content, bytes) else content.encode(), how)
    return out.getvalue()


# HTML


def page(body: str, head: str = "", charset: str = "utf-8") -> str:
    """A whole page around a body."""
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="{charset}"><title>公文</title>{head}</head><body>{body}</body></html>'


def _furnished(content: str) -> str:
    """A site's own parts around the content: logo, navigation, bread crumbs, links, footer."""
    return (
        '<div class="header"><a href="/"><img src="logo.png" alt="政府門戶網站"></a></div>'
        '<ul class="nav"><li><a href="/">首頁</a></li><li><a href="/a">政務公開</a></li><li><a href="/b">辦事服務</a></li></ul>'
        '<div class="dqwz">當前位置：<a href="/">首頁</a> &gt; <a href="/a">政務公開</a> &gt; 文件</div>'
        f"{content}"
        '<div class="links"><a href="http://x.example/1">省政府網站</a> <a href="http://x.example/2">市政府網站</a> <a href="http://x.example/3">更多</a></div>'
        '<div class="bottom"><p>主辦單位：某市人民政府辦公廳</p><p>魯ICP備05000000號-1 網站標識碼3702000001</p></div>'
        "<script>var 計數 = '不是正文';</script>"
    )


def html_paragraphs(lines: Sequence[str]) -> str:
    """As the TRS content system writes it: a `<p>` a line in a `TRS_Editor` block."""
    body = "".join(f'<p align="justify" style="text-indent: 2em">&#12288;&#12288;{html.escape(line)}</p>\n' for line in lines)
    return page(_furnished(f'<div class="TRS_Editor"><style>.TRS_Editor P{{font-size:16px}}</style>{body}</div>'))


def html_breaks(lines: Sequence[str]) -> str:
    """Lines parted by `<br>` in a table that lays out the page."""
    body = "<br>\n&nbsp;&nbsp;&nbsp;&nbsp;".join(html.escape(line) for line in lines)
    menu = '<a href="/1">要聞</a><br><a href="/2">公告</a><br><a href="/3">圖片</a>'
    return page(f'<table width="960"><tr><td width="200" valign="top">{menu}</td><td>{body}</td></tr></table>', charset="gb2312")


def html_form(lines: Sequence[str]) -> str:
    """An ASP.NET page: everything in one form, with view state and controls."""
    body = "".join(f"<div>{html.escape(line)}</div>" for line in lines)
    state = '<input type="hidden" name="__VIEWSTATE" value="dDwtMTI3OTMzNDM4NDs7Pg==" />'
    controls = '<select name="site"><option>選擇網站</option><option>區政府</option></select><input type="text" value="搜索"><button>檢索</button>'
    return page(f'<form id="aspnetForm" method="post" action="show.aspx?id=1"><div class="aspNetHidden">{state}</div>{controls}<div id="zoom">{body}</div></form>')


def html_spans(lines: Sequence[str]) -> str:
    """What a word processor pastes: every few characters in a span of their own."""

    def soup(line: str) -> str:
        pieces = [line[i : i + 5] for i in range(0, len(line), 5)]
        return "".join(f'<span lang="ZH-CN" style="font-size:16.0pt;font-family:仿宋_GB2312;color:black">{html.escape(piece)}</span>' for piece in pieces)

    return page("".join(f'<p class="MsoNormal">{soup(line)}<o:p></o:p></p>' for line in lines))


def html_ruby(glossed: Sequence[str], brackets: bool = True) -> str:
    """Every inline gloss 字(zì) as ruby, with or without `<rp>` brackets."""
    opening, closing = ("<rp>(</rp>", "<rp>)</rp>") if brackets else ("", "")

    def ruby(line: str) -> str:
        return re.sub(r"([一-鿿])\(([a-zü\u0100-\u01dcàáèéìíòóùú]{1,8})\)", rf"<ruby>\1{opening}<rt>\2</rt>{closing}</ruby>", html.escape(line))

    return page("".join(f"<p>{ruby(line)}</p>" for line in glossed))


def html_table(lines: Sequence[str]) -> str:
    """Tasks as rows of a table: number, text, units; other lines as rows of one cell."""
    rows = []
    for line in lines:
        task = TASK.match(line)
        units = re.search(r"[(（][^()（）]{0,10}[牵牽][头頭][^()（）]*[)）]$", line)
        if task:
            text, tail = (task[2][: len(task[2]) - len(units[0])], units[0]) if units else (task[2], "")
            cells = [f"{task[1]}.", text, tail]
            rows.append("<tr>" + "".join(f"<td><p><span>{html.escape(cell)}</span></p></td>" for cell in cells) + "</tr>")
        else:
            rows.append(f'<tr><td colspan="3">{html.escape(line)}</td></tr>')
    return page(f'<table border="1" cellspacing="0"><tbody>{"".join(rows)}</tbody></table>')


def html_markdown(lines: Sequence[str]) -> str:
    """HTML exported from Markdown: headings, and tasks as numbered lists that go on."""
    out, open_list = [], False
    for line in lines:
        task = TASK.match(line)
        if open_list and not task:
            out.append("</ol>")
            open_list = False
        if task:
            if not open_list:
                out.append(f'<ol start="{task[1]}">')
                open_list = True
            out.append(f"<li><p>{html.escape(task[2])}</p></li>")
        else:
            tag = "h2" if HEADING.match(line) else "p"
            out.append(f"<{tag}>{html.escape(line)}</{tag}>")
    return page("\n".join([*out, "</ol>" if open_list else ""]))


# DOCX


def _run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str = "") -> str:
    """A DOCX paragraph of finished runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{content}</w:p>"


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:pStyle w:val="Part"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:pStyle w:val="Task"/><w:suff w:val="nothing"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Part"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Task"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Later"><w:basedOn w:val="Task"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
)


def docx_package(body: str, **parts: str) -> bytes:
    """A DOCX file with this body; further parts of the folder `word` by name."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>',
    }
    files.update({f"word/{name}.xml": content for name, content in parts.items()})
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
        gone = f'<w:del {who}><w:r><w:delText>此處原有文字。</w:delText></w:r></w:del>'
        return _run(line[:10]) + f"<w:ins {who}>{_run(line[10:20])}</w:ins>" + gone + _run(line[20:])

    return docx_package("".join(paragraph(tracked(line)) for line in lines))


# ODT

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt_package(body: str, styles: str = "", changes: str = "") -> bytes:
    """An ODT file with this body and these automatic styles."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODT_TYPE, "content.xml": content}, stored=["mimetype"])


def odt(lines: Sequence[str]) -> bytes:
    """Headings and tasks counted by list styles that go on after other paragraphs."""
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>'
        '</text:list-style><text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        "</text:list-style>"
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
            out.append(f'<text:list text:style-name="{name}"{going_on}><text:list-item><text:p>{text}</text:p></text:list-item></text:list>')
        else:
            out.append(f"<text:p>{html.escape(line)}</text:p>")
    return odt_package("".join(out), styles)


# OFD

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
OFD_WIDTH = 38
OFD_LINES = 30


def _ofd_text(number: int, text: str, x: float, y: float, size: float = 4.2) -> str:
    delta = f' DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{x} {y} 170 6" Size="{size}" Font="3"><ofd:FillColor Value="0 0 0"/>'
        f'<ofd:TextCode X="0" Y="4"{delta}>{html.escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_package(pages: Sequence[str], template: str = "") -> bytes:
    """An OFD file whose pages hold these objects."""
    files: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {OFD} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        "<ofd:Creator>某處</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document {OFD}><ofd:CommonData>{"<ofd:TemplatePage ID=" + chr(34) + "9" + chr(34) + " BaseLoc=" + chr(34) + "Tpls/Tpl_0/Content.xml" + chr(34) + "/>" if template else ""}'
        "</ofd:CommonData><ofd:Pages>"
        + "".join(f'<ofd:Page ID="{100 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
        + "</ofd:Pages></ofd:Document>",
    }
    use = '<ofd:Template TemplateID="9"/>' if template else ""
    for i, objects in enumerate(pages):
        files[f"Doc_0/Pages/Page_{i}/Content.xml"] = (
            f'<ofd:Page {OFD}>{use}<ofd:Content><ofd:Layer ID="5">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    if template:
        files["Doc_0/Tpls/Tpl_0/Content.xml"] = f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{template}</ofd:Layer></ofd:Content></ofd:Page>"
    return zipped(files)


def ofd(lines: Sequence[str]) -> bytes:
    """Paragraphs wrapped to the width of the page, a page number below, a running head from a template."""
    rows: list[tuple[str, float]] = []
    for line in lines:
        body, indent = line, 8.4
        while body:
            room = OFD_WIDTH - (2 if indent else 0)
            rows.append((body[:room], 20 + indent))
            body, indent = body[room:], 0.0
    pages = []
    for i in range(0, len(rows), OFD_LINES):
        objects = [_ofd_text(1000 + n, text, x, 30 + 8 * n) for n, (text, x) in enumerate(rows[i : i + OFD_LINES])]
        pages.append("".join([*objects, _ofd_text(1, f"— {i // OFD_LINES + 1} —", 100, 285)]))
    return ofd_package(pages, _ofd_text(7, "某市人民政府公報", 90, 15))


# XLSX

SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def xlsx_package(sheets: dict[str, str], strings: Sequence[str] = (), styles: str = "", states: dict[str, str] | None = None) -> bytes:
    """A workbook of sheets by name, each the content of its `worksheet` element."""
    listed = "".join(
        f'<sheet name="{html.escape(name)}" sheetId="{i}" r:id="rId{i}"{" state=" + chr(34) + states[name] + chr(34) if states and name in states else ""}/>'
        for i, name in enumerate(sheets, 1)
    )
    relations = "".join(f'<Relationship Id="rId{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f"<workbook {SHEET}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        "xl/sharedStrings.xml": f"<sst {SHEET}>{''.join(f'<si><t>{html.escape(text)}</t></si>' for text in strings)}</sst>",
    }
    if styles:
        files["xl/styles.xml"] = f"<styleSheet {SHEET}>{styles}</styleSheet>"
    files.update({f"xl/worksheets/sheet{i}.xml": f"<worksheet {SHEET}>{content}</worksheet>" for i, content in enumerate(sheets.values(), 1)})
    return zipped(files)


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
