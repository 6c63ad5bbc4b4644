# SPDX-License-Identifier: Apache-2.0
"""A text as a plain page of an official document: sizes, fonts and grid of GB/T 9704-2012, 5 and 7."""

import re
from collections.abc import Iterable

from lxml import etree

from policydiff.proof.word.names import TRANSITIONAL, Names
from policydiff.proof.word.package import written

_MM = 1440 / 25.4
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMES = Names()
_HEADING = re.compile(r"^[一二三四五六七八九十百]{1,5}、")
_SECOND = re.compile(r"^[（(][一二三四五六七八九十百]{1,5}[）)]")
_BODY = 32
"""3 号 in half points (5.2.2)."""
_SENTENCE = 40
"""Characters up to which a line with a label and no full stop in it is a heading and not a task."""
FONTS = {"title": "方正小标宋简体", "heading": "黑体", "second": "楷体_GB2312", "body": "仿宋_GB2312", "number": "宋体"}
"""7.3.1 and 7.3.3; where a font is not installed the next of `_INSTEAD` is taken."""
_INSTEAD = {"方正小标宋简体": "宋体", "黑体": "SimHei", "楷体_GB2312": "楷体", "仿宋_GB2312": "仿宋", "宋体": "SimSun"}


def _twips(millimetres: float) -> int:
    return round(millimetres * _MM)


_TYPES = (
    _HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType='
        f'"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
            ("footer1", "footer"),
        )
    )
    + "</Types>"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TOP = (
    f'{_HEAD}<Relationships {_RELATIONS}><Relationship Id="rId1" Type="{_OFFICE}/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_PARTS = (
    f"{_HEAD}<Relationships {_RELATIONS}>"
    + "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for n, (kind, target) in enumerate(
            (("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable"), ("footer", "footer1")), 1
        )
    )
    + "</Relationships>"
)
_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{TRANSITIONAL}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="420"/><w:drawingGridVerticalSpacing w:val="156"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_FOOTER = (
    f'{_HEAD}<w:ftr xmlns:w="{TRANSITIONAL}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr>'
    "<w:r><w:t>— </w:t></w:r>"
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
).replace("<w:t>— </w:t>", '<w:t xml:space="preserve">— </w:t>')


def _font_table() -> str:
    rows = (
        f'<w:font w:name="{name}"><w:altName w:val="{_INSTEAD[name]}"/><w:charset w:val="86"/></w:font>'
        for name in FONTS.values()
    )
    return f'{_HEAD}<w:fonts xmlns:w="{TRANSITIONAL}">{"".join(rows)}</w:fonts>'


def _style(name: str, shown: str, font: str, half_points: int, layout: str, *, default: bool = False) -> str:
    kind = ' w:default="1"' if default else ""
    based = "" if default else '<w:basedOn w:val="Normal"/>'
    closer = int(156 * _MM / 28) - half_points * 10 if half_points == _BODY else 0
    spacing = f'<w:spacing w:val="{closer}"/>'
    size = f'{spacing}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{name}"><w:name w:val="{shown}"/>{based}<w:qFormat/>'
        f'<w:pPr>{layout}</w:pPr><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
        f' w:eastAsia="{font}" w:cs="Times New Roman"/>{size}</w:rPr></w:style>'
    )


def _styles() -> str:
    apart = '<w:snapToGrid w:val="0"/><w:spacing w:line="660" w:lineRule="exact"/>'
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    styles = (
        _style(
            "Normal",
            "Normal",
            FONTS["body"],
            _BODY,
            '<w:widowControl w:val="0"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>',
            default=True,
        ),
        _style("Flush", "Official Flush", FONTS["body"], _BODY, flush),
        _style("OfficialTitle", "Official Title", FONTS["title"], 44, apart + flush + '<w:jc w:val="center"/>'),
        _style("Level1", "Official Level 1", FONTS["heading"], _BODY, ""),
        _style("Level2", "Official Level 2", FONTS["second"], _BODY, ""),
        _style("PageNumber", "Official Page Number", FONTS["number"], 28, flush + '<w:jc w:val="center"/>'),
    )
    language = '<w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    defaults = f"<w:docDefaults><w:rPrDefault>{language}</w:rPrDefault></w:docDefaults>"
    return f'{_HEAD}<w:styles xmlns:w="{TRANSITIONAL}">{defaults}{"".join(styles)}</w:styles>'


def _section() -> str:
    """A4 with 37, 35, 28 and 26 mm around a type area of 156 × 225 mm (5.2.1): 22 lines (5.2.3).

    That a line has 28 characters is said by the spacing of the body: a grid of characters that is narrower than they
    are gives each of them two places in LibreOffice."""
    line = int(225 * _MM / 22)
    return (
        f'<w:sectPr xmlns:w="{TRANSITIONAL}" xmlns:r="{_OFFICE}"><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{_twips(210)}" w:h="{_twips(297)}"/>'
        f'<w:pgMar w:top="{_twips(37)}" w:right="{_twips(26)}" w:bottom="{_twips(35)}" w:left="{_twips(28)}"'
        f' w:header="851" w:footer="{_twips(35 - 7)}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{line}"/></w:sectPr>'
    )


def page_of(text: str, titles: Iterable[tuple[int, int]] = ()) -> bytes:
    """A DOCX file of a text, each line a paragraph; `titles` are the spans of its title and headline."""
    body = etree.Element(_NAMES.q("body"))
    spans = tuple(titles)
    at = 0
    for line in text.split("\n"):
        body.append(_paragraph(line.rstrip("\r"), titled=any(a < at + len(line) and at < b for a, b in spans)))
        at += len(line) + 1
    body.append(etree.fromstring(_section()))
    root = etree.Element(_NAMES.q("document"), nsmap={"w": TRANSITIONAL, "r": _OFFICE})
    root.append(body)
    document = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written(
        {
            "[Content_Types].xml": _TYPES.encode(),
            "_rels/.rels": _TOP.encode(),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _PARTS.encode(),
            "word/styles.xml": _styles().encode(),
            "word/settings.xml": _SETTINGS.encode(),
            "word/fontTable.xml": _font_table().encode(),
            "word/footer1.xml": _FOOTER.encode(),
        }
    )


def _paragraph(line: str, *, titled: bool) -> etree._Element:
    made = _NAMES.element("p")
    style = _style_of(line, titled=titled)
    if style:
        properties = _NAMES.element("pPr")
        properties.append(_NAMES.element("pStyle", val=style))
        made.append(properties)
    if line:
        made.append(_NAMES.run(line))
    return made


def _style_of(line: str, *, titled: bool) -> str:
    """The style of a line; one that brings its own indent, or is an address to somebody, stands flush."""
    words = line.strip()
    if titled:
        return "OfficialTitle"
    if "\t" in words or (words and line[0].isspace()) or words.endswith(("：", ":")):
        return "Flush"
    short = len(words) <= _SENTENCE and "。" not in words
    if short and _HEADING.match(words):
        return "Level1"
    return "Level2" if short and _SECOND.match(words) else ""
