# SPDX-License-Identifier: Apache-2.0
"""DOCX: numbers that live in styles, tracked changes, hidden text, ruby, tables, notes."""

import pytest
from made.common import kinds, spans_hold, zipped
from made.office import NUMBERING, STYLES, W, docx_package, paragraph

from policydiff.errors import InputError
from policydiff.ingest.numbering import chinese, written
from policydiff.ingest.office.docx import read_docx
from policydiff.ingest.office.docx_inline import Tracked
from policydiff.ingest.office.docx_run import field_text, symbol
from policydiff.ingest.reading import Reading, page_starts

WHO = 'w:id="1" w:author="李" w:date="2023-01-29T09:00:00Z"'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(body: str, tracked: Tracked = "accepted", **parts: str) -> Reading:
    """Read a document with this body."""
    return read_docx(docx_package(body, **parts), tracked=tracked)


def p(content: str, properties: str = "") -> str:
    """A paragraph with properties."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


B = run("乙")
PARAGRAPHS = {
    "runs": (p(run("甲") + run("乙", "<w:b/>")), "甲乙"),
    "links and controls": (
        p(
            f"<w:hyperlink>{run('甲')}</w:hyperlink><w:sdt><w:sdtPr><w:alias"
            f' w:val="x"/></w:sdtPr><w:sdtContent>{run("乙")}</w:sdtContent></w:sdt>'
        ),
        "甲乙",
    ),
    "smart tags": (p(f"<w:smartTag>{run('2023')}{run('年')}</w:smartTag>"), "2023年"),
    "line break": (p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"), "甲\n乙"),
    "tab": (p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), "甲\t乙"),
    "hyphen": (p("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>乙</w:t></w:r>"), "甲-乙"),
    "symbols": (p('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>甲</w:t></w:r>'), "☑甲"),
    "field result": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@'
            f' "yyyy"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("2023")}<w:r><w:fldChar'
            f' w:fldCharType="end"/></w:r>{run("年")}'
        ),
        "2023年",
    ),
    "simple field": (p(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>'), "3"),
    "old phonetic guide": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up'
            " 9(</w:instrText></w:r><w:r><w:instrText>jiù),舊)</w:instrText></w:r><w:r><w:fldChar"
            ' w:fldCharType="end"/></w:r>' + run("動能")
        ),
        "舊(jiù)動能",
    ),
    "ruby": (
        p(
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('jiù')}</w:rt><w:rubyBase>{run('舊')}</w:rubyBase></w:ruby></w:r>{run('動能')}"
        ),
        "舊(jiù)動能",
    ),
    "raised digits": (p(run("10") + run("2", '<w:vertAlign w:val="superscript"/>')), "10²"),
    "formula": (p('<m:oMath xmlns:m="m"><m:r><m:t>x=1</m:t></m:r></m:oMath>'), "x=1"),
    "alternatives are read once": (
        p(
            f"<w:r><AlternateContent><Choice><w:t>甲</w:t></Choice><Fallback><w:t>甲</w:t></Fallback></AlternateContent></w:r>{B}"
        ),
        "甲乙",
    ),
    "text box": (
        p(run("甲") + "<w:r><w:pict><w:txbxContent>" + p(run("乙")) + "</w:txbxContent></w:pict></w:r>"),
        "甲\n乙",
    ),
    "row": ("<w:tbl><w:tr><w:tc>" + p(run("1")) + "</w:tc><w:tc>" + p(run("甲")) + "</w:tc></w:tr></w:tbl>", "1\t甲"),
    "table in a control": (
        "<w:sdt><w:sdtContent><w:tbl><w:tr><w:tc>" + p(run("1")) + "</w:tc></w:tr></w:tbl></w:sdtContent></w:sdt>",
        "1",
    ),
    "page break": (p(run("甲")) + p('<w:r><w:br w:type="page"/></w:r>' + run("乙")), "甲\n\f乙"),
}


@pytest.mark.parametrize("case", PARAGRAPHS)
def test_text_of_a_body(case: str) -> None:
    """Each piece of WordprocessingML gives this text."""
    body, wanted = PARAGRAPHS[case]
    reading = read(body)
    assert reading.text == wanted
    assert spans_hold(reading)


def test_strict_documents_are_read_alike() -> None:
    """The namespace of strict OOXML makes no difference."""
    strict = zipped(
        {
            "word/document.xml": (
                "<w:document"
                ' xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>'
            )
        }
    )
    assert read_docx(strict).text == "甲"


NUMBERED = "<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
LEVELS = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt'
    ' w:val="japaneseCounting"/><w:lvlText w:val="第%1章"/><w:suff w:val="space"/></w:lvl><w:lvl w:ilvl="1"><w:start'
    ' w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl><w:lvl w:ilvl="2"><w:start'
    ' w:val="1"/><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:lvlText w:val="%3"/></w:lvl><w:lvl'
    ' w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText'
    ' w:val="\uf0b7"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num'
    ' w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride'
    ' w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)


def test_numbers_follow_their_levels() -> None:
    """Levels restart under their parents, `isLgl` writes digits, bullets write nothing, an override restarts once."""
    places = [(0, 1), (1, 1), (1, 1), (2, 1), (2, 1), (3, 1), (0, 1), (1, 1), (0, 2), (0, 2)]
    body = "".join(p(run("甲"), NUMBERED.format(level=level, number=number)) for level, number in places)
    wanted = ["第一章 甲", "1.1 甲", "1.2 甲", "① 甲", "② 甲", "甲", "第二章 甲", "2.1 甲", "第五章 甲", "第六章 甲"]
    assert read(body, numbering=LEVELS).text.split("\n") == wanted


def test_numbers_come_from_styles_and_their_ancestors() -> None:
    """A style names a list, a child style inherits it, number 0 takes it off, other paragraphs have none."""
    body = (
        paragraph(run("甲"), "Part")
        + paragraph(run("乙"), "Task")
        + paragraph(run("丙"), "Later")
        + paragraph(run("丁"))
    )
    body += '<w:p><w:pPr><w:pStyle w:val="Task"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>' + run("戊") + "</w:p>"
    reading = read(body, numbering=NUMBERING, styles=STYLES)
    assert reading.text.split("\n") == ["一、甲", "1.乙", "2.丙", "丁", "戊"]
    assert kinds(reading)["list_marker"] == ["一、", "1.", "2."]


def test_a_style_that_is_its_own_ancestor_ends() -> None:
    """Circles in styles and missing lists do no harm."""
    styles = (
        f'<w:styles {W}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn'
        ' w:val="A"/></w:style></w:styles>'
    )
    assert (
        read(paragraph(run("甲"), "A") + p(run("乙"), NUMBERED.format(level=0, number=77)), styles=styles).text
        == "甲\n乙"
    )


@pytest.mark.parametrize(
    ("number", "form", "wanted"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "taiwaneseCountingThousand", "一百〇五"),
        (99, "chineseCounting", "九十九"),
        (100, "chineseCounting", "一〇〇"),
        (105, "taiwaneseCounting", "一○五"),
        (100, "japaneseCounting", "百"),
        (1105, "japaneseCounting", "千百五"),
        (105, "cjk-ideographic", "一百零五"),
        (12, "ideographDigital", "一二"),
        (3, "ideographTraditional", "丙"),
        (21, "decimalEnclosedCircle", "㉑"),
        (3, "decimalEnclosedParen", "⑶"),
        (14, "decimalFullWidth", "１４"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (53, "upperLetter", "AAA"),
        (10**5, "lowerLetter", "100000"),
        (28, "lower-alpha", "ab"),
        (2, "ideographEnclosedCircle", "㈡"),
        (11, "ideographEnclosedCircle", "11"),
        (13, "ideographZodiacTraditional", "丙子"),
        (112, "ordinal", "112th"),
        (22, "ordinal", "22nd"),
        (26, "hex", "1A"),
        (3, "numberInDash", "- 3 -"),
        (5, "chicago", "**"),
        (7, "unknownForm", None),
        (10**9, "chineseCounting", None),
        (10**9, "decimal", "1000000000"),
        (1, "cardinalText", "One"),
        (105, "cardinalText", "One hundred five"),
        (12_021, "One", "Twelve thousand twenty-one"),
        (21, "ordinalText", "Twenty-first"),
        (30, "First", "Thirtieth"),
        (112, "ordinalText", "One hundred twelfth"),
        (1000, "ordinalText", "One thousandth"),
        (3, "iroha", "ﾊ"),
        (46, "aiueoFullWidth", "ン"),
        (47, "aiueoFullWidth", None),
        (9, "japaneseLegal", "九"),
        (10, "japaneseLegal", None),
        (21, "koreanLegal", "스물하나"),
        (21, "koreanCounting", "이십일"),
        (10, "koreanDigital", "일영"),
        (29, "russianUpper", "Я"),
        (12, "thaiNumbers", "๑๒"),
        (11, "ideographTraditional", None),
        (11, "cjk-heavenly-stem", "一一"),
        (0, "lower-alpha", "0"),
        (7, "001, 002, 003, ...", "007"),
        (1, "bahtText", None),
        (5, "hebrew1", None),
    ],
)
def test_number_formats(number: int, form: str, wanted: str | None) -> None:
    """Numbers are as word processors write them, or it is said that they are not known."""
    assert written(number, form) == wanted


@pytest.mark.parametrize("form", ["cardinalText", "ordinalText", "ordinal"])
def test_words_of_another_language_are_not_guessed(form: str) -> None:
    """Words and ordinals are English, or not written."""
    assert written(1, form, english=False) is None


def test_chinese_counting_is_a_bijection() -> None:
    """No two numbers up to 20,000 are written alike."""
    assert len({chinese(number) for number in range(20_000)}) == 20_000


INSERTED = p(
    run("甲") + f"<w:ins {WHO}>{run('乙')}</w:ins><w:del {WHO}><w:r><w:delText>丙</w:delText></w:r></w:del>" + run("丁")
)
MOVED = p(f"<w:moveFrom {WHO}>{run('乙')}</w:moveFrom>" + run("甲")) + p(f"<w:moveTo {WHO}>{run('乙')}</w:moveTo>")
JOINED = f"<w:p><w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr>{run('甲')}</w:p>" + p(run("乙"))
DELETED_ROW = f"<w:tr><w:trPr><w:del {WHO}/></w:trPr><w:tc>{p(run('甲'))}</w:tc></w:tr>"
INSERTED_ROW = f"<w:tr><w:trPr><w:ins {WHO}/></w:trPr><w:tc>{p(run('乙'))}</w:tc></w:tr>"
ROWS = f"<w:tbl>{DELETED_ROW}{INSERTED_ROW}</w:tbl>"


@pytest.mark.parametrize(
    ("body", "accepted", "original", "events"),
    [
        (INSERTED, "甲乙丁", "甲丙丁", {"insertion": ["乙"], "deletion": ["丙"]}),
        (MOVED, "甲\n乙", "乙甲", {"move_from": ["乙"], "move_to": ["乙"]}),
        (JOINED, "甲乙", "甲\n乙", {}),
        (ROWS, "乙", "甲", {"insertion": ["乙"], "deletion": ["甲"]}),
    ],
)
def test_tracked_changes_are_read_both_ways(
    body: str, accepted: str, original: str, events: dict[str, list[str]]
) -> None:
    """Accepted by default, as never made on request; either way every change is an event with who and when."""
    for tracked, wanted in (("accepted", accepted), ("original", original)):
        reading = read(body, tracked)  # type: ignore[arg-type]
        assert (reading.text, kinds(reading)) == (wanted, events)
        assert all(event.note == "李 2023-01-29T09:00:00Z" for event in reading.events)
        assert {problem.code for problem in reading.problems} == ({"PD141"} if events else set())
        assert spans_hold(reading)


@pytest.mark.parametrize(
    ("properties", "hidden"),
    [
        ("<w:vanish/>", True),
        ('<w:vanish w:val="0"/>', False),
        ('<w:rStyle w:val="Secret"/>', True),
        ('<w:rStyle w:val="Secret"/><w:vanish w:val="false"/>', False),
        ('<w:color w:val="FFFFFF"/>', True),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="red"/>', False),
        ('<w:sz w:val="2"/>', True),
        ('<w:color w:val="FF0000"/>', False),
    ],
)
def test_hidden_runs_are_events(properties: str, hidden: bool) -> None:
    """Vanished, tiny and white runs are set aside with the reason."""
    reading = read(p(run("甲") + run("密", properties)), styles=STYLES)
    assert (reading.text, kinds(reading)) == (("甲", {"hidden_text": ["密"]}) if hidden else ("甲密", {}))


def test_white_text_in_a_shaded_table_is_seen() -> None:
    """The heading row of a coloured table is text."""
    cell = (
        "<w:tc><w:tcPr><w:shd"
        f' w:fill="003366"/></w:tcPr>{p(run("題", "<w:color w:val=" + chr(34) + "FFFFFF" + chr(34) + "/>"))}</w:tc>'
    )
    assert read(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>").text == "題"


def test_notes_comments_and_heads() -> None:
    """Notes follow the body under their marks; comments are events alone, and a header that no section names is not
    seen."""
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>注文</w:t></w:r></w:p></w:footnote></w:footnotes>'
    comments = (
        f'<w:comments {W}><w:comment w:id="0"'
        ' w:author="李"><w:p><w:r><w:t>請核</w:t></w:r></w:p></w:comment></w:comments>'
    )
    header = f"<w:hdr {W}><w:p><w:r><w:t>內部資料</w:t></w:r></w:p></w:hdr>"
    body = p(
        run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>' + run("乙")
    )
    reading = read(body, footnotes=notes, comments=comments, header1=header)
    assert reading.text == "甲[1]乙\n[1] 注文"
    assert kinds(reading) == {"note_mark": ["[1]"], "comment": ["請核"], "footnote": ["[1] 注文"]}
    assert [event.note for event in reading.events if event.kind == "comment"] == ["remark by 李"]
    assert spans_hold(reading)


def test_embedded_documents_are_said() -> None:
    """What is not read is an event, not a silence."""
    assert [event.note for event in read(p(run("甲")) + '<w:altChunk r:id="x" xmlns:r="r"/>').events] == [
        "embedded document that is missing"
    ]


def test_properties_feed_provenance() -> None:
    """Who made and changed the file, and when."""
    core = '<c xmlns:dc="dc" xmlns:t="t"><dc:creator>李</dc:creator><t:modified>2023-01-29T09:00:00Z</t:modified></c>'
    data = zipped(
        {
            "word/document.xml": f"<w:document {W}><w:body>{p(run('甲'))}</w:body></w:document>",
            "docProps/core.xml": core,
        }
    )
    assert read_docx(data).metadata == {"document.creator": "李", "document.modified": "2023-01-29T09:00:00Z"}


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        (" EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(xīn),新)", ("新", "xīn")),
        (" eq \\o\\ac(○,1)", ("①", "")),
        (" eq \\o\\ac(□,密)", ("密", "")),
        (" PAGE ", ("", "")),
        (" EQ " + "\\o" * 5000, ("", "")),
    ],
)
def test_equation_fields(code: str, wanted: tuple[str, str]) -> None:
    """Fields that draw text without a result give it."""
    assert field_text(code) == wanted


@pytest.mark.parametrize(
    ("code", "font", "wanted"),
    [
        ("F0FC", "Wingdings", "✓"),
        ("00B0", "Symbol", "°"),
        ("E123", "x", "\ue123"),
        ("zz", None, "\ufffd"),
        ("D800", "x", "\ufffd"),
    ],
)
def test_symbols(code: str, font: str | None, wanted: str) -> None:
    """Known symbols are characters, others keep their private code."""
    assert symbol(code, font) == wanted


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"word/document.xml": "<w"},
        {"word/document.xml": "<a/>"},
        {"_rels/.rels": "<r><R Type='x/officeDocument' Target='../../x'/></r>"},
    ],
)
def test_a_broken_file_is_an_input_error(parts: dict[str, str | bytes]) -> None:
    """Missing and malformed parts give PD134, never another exception."""
    with pytest.raises(InputError) as caught:
        read_docx(zipped(parts))
    assert caught.value.code == "PD134"


def test_where_pages_began_is_known_of_a_file_that_says_so() -> None:
    """A saved file says where its pages began; a break that somebody set at the same place is no other page."""
    rendered = "<w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r>"
    body = p(run("甲")) + p(rendered.format("乙")) + p('<w:r><w:br w:type="page"/></w:r>') + p(rendered.format("丙"))
    said, silent = read(body), read(body.replace("<w:lastRenderedPageBreak/>", ""))

    assert said.text == silent.text
    starts = page_starts(said.events, said.text, printed=False)
    assert [sum(start <= said.text.index(char) for start in starts) for char in "甲乙丙"] == [1, 2, 3]
    assert page_starts(silent.events, silent.text, printed=False) == ()
