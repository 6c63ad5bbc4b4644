# SPDX-License-Identifier: Apache-2.0
"""Files made to hurt: each is refused with its reason, or read whole, in little time; never in part without saying
so."""

import gzip
import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest
from made.common import kinds, zipped
from made.office import W, docx, docx_package, ods_package, ods_table, odt_package, xlsx_package
from made.printed import ofd_package, pdf

from policydiff.errors import InputError
from policydiff.ingest.limits import Limits
from policydiff.ingest.package import Package
from policydiff.ingest.read import read

SECONDS = 5.0
"""Processor time for one hostile file; each takes under one on a small machine, a reader without bounds over 40."""
SMALL = Limits(
    part_bytes=1 << 20, expanded_bytes=4 << 20, ratio_floor_bytes=1 << 16, entries=50, cpu_seconds=3, wall_seconds=20
)


def outcome(data: bytes, name: str = "a.bin", limits: Limits = SMALL) -> str:
    """The code of the refusal, or `read`; fails where the reader takes its time."""
    began = time.process_time()
    refusal: InputError | None = None
    try:
        read(data, name=name, limits=limits)
    except InputError as error:
        refusal = error
    assert time.process_time() - began < SECONDS
    if refusal is None:
        return "read"
    assert refusal.message.startswith(name)
    assert refusal.cure
    return refusal.code


def with_part(part: str | bytes, name: str = "word/document.xml") -> bytes:
    """A DOCX package with one part of one's own."""
    return zipped({"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>", name: part})


TEXT = f"<w:document {W}><w:body><w:p><w:r><w:t>公文</w:t></w:r></w:p></w:body></w:document>"
XXE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + TEXT.replace("公文", "&e;")
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    + "]>"
    + TEXT.replace("公文", "&a11;")
)


@pytest.mark.parametrize("source", [XXE, LAUGHS], ids=["external entity", "billion laughs"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(source: str, encoding: str) -> None:
    """1, 2: a part that declares a document type is refused before it is parsed, in any package and encoding."""
    part = source.replace('<?xml version="1.0"?>', "").encode(encoding)
    assert outcome(with_part(part)) == "PD131"
    assert (
        outcome(
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": part}, stored=["mimetype"])
        )
        == "PD131"
    )
    assert outcome(zipped({"OFD.xml": part})) == "PD131"
    assert outcome(zipped({"xl/workbook.xml": part})) == "PD131"


def test_zip_bombs_are_refused() -> None:
    """3: a part that unfolds too far, one that is too large, too many parts, too much in all."""
    bomb = TEXT.replace("公文", "文" * 300_000)
    assert outcome(with_part(bomb)) == "PD130"
    assert outcome(with_part(bomb), limits=Limits()) == "read"
    assert outcome(with_part(b"x" * (2 << 20))) == "PD130"
    assert outcome(zipped({f"word/{i}.xml": "x" for i in range(60)})) == "PD130"
    assert (
        outcome(zipped({"word/document.xml": TEXT, **{f"{i}": bytes(range(256)) * 4000 for i in range(5)}})) == "PD130"
    )


def test_elements_of_a_package_are_counted_before_they_are_made() -> None:
    """A part of many small elements, and one that is asked for again and again, are refused by their number."""
    many = TEXT.replace("公文", "公文" + "<w:t/>" * 500)
    assert outcome(with_part(many), limits=Limits(elements=1_000)) == "read"
    assert outcome(with_part(many), limits=Limits(elements=400)) == "PD130"

    package = Package(with_part(many), Limits(elements=1_200))
    assert package.xml("word/document.xml") is not None
    package.xml("word/document.xml")
    with pytest.raises(InputError) as error:
        package.xml("word/document.xml")
    assert error.value.code == "PD130"


def patched(data: bytes, offset: int, value: bytes, which: int = 0) -> bytes:
    """A ZIP file with bytes of one central directory entry replaced."""
    at = -1
    for _ in range(which + 1):
        at = data.index(b"PK\x01\x02", at + 1)
    return data[: at + offset] + value + data[at + offset + len(value) :]


def test_a_directory_that_lies_does_not_help() -> None:
    """3: sizes are counted while reading, whatever the directory says."""
    data = with_part(TEXT.replace("公文", "文" * 400_000))
    lying = patched(data, 24, struct.pack("<L", 5000), 2)
    assert outcome(lying) in ("PD130", "PD134")


def test_overlapping_doubled_and_encrypted_parts_are_refused() -> None:
    """4: parts that share bytes, have one name, are locked, are links or are packed in an unusual way."""
    data = zipped({"word/document.xml": TEXT, "word/other.xml": TEXT})
    assert outcome(patched(data, 42, struct.pack("<L", 0), 1)) == "PD131"
    assert outcome(patched(data, 8, struct.pack("<H", 1))) == "PD131"
    assert outcome(patched(data, 38, struct.pack("<L", 0o120777 << 16))) == "PD131"
    assert outcome(patched(data, 10, struct.pack("<H", 14))) == "PD131"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", TEXT)
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("word/document.xml", TEXT.replace("公文", "偽本"))
    assert outcome(out.getvalue()) == "PD131"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "C:/x",
        "a\\..\\b",
        "word/con.xml",
        "a\x1b[2J",
        "word/DOCUMENT.XML",
        "e\u0301.xml",
        "x" * 600,
    ],
    ids=["up", "root", "drive", "backslash", "device", "escape", "case", "normal form", "long"],
)
def test_names_that_are_paths_are_refused(name: str) -> None:
    """10: names in a package are keys; what looks like a way out, or like another name, is refused."""
    data = zipped({"word/document.xml": TEXT, name: "x", **({"\u00e9.xml": "x"} if "\u0301" in name else {})})
    assert outcome(data) == "PD131"


def test_gzip_and_archive_bombs_are_refused() -> None:
    """5: caps hold for gzip, for a gzipped archive and for the coding of a body; containers do not nest for ever."""
    bomb = gzip.compress(bytes(8 << 20))
    assert outcome(bomb, "a.txt.gz") == "PD130"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    block = head + bomb
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    )
    pytest.importorskip("fastwarc")
    assert outcome(record % (len(block), block), "a.warc") == "PD130"
    nested = "公文".encode()
    for _ in range(4):
        nested = gzip.compress(nested)
    assert outcome(nested, "a.gz") == "PD131"


def recursive_pages() -> bytes:
    """A page tree that is its own child."""
    return pdf([["BT ET"]]).replace(b"/Kids [ 6 0 R ]", b"/Kids [ 2 0 R ]")


def packed_twice() -> bytes:
    """A page whose content is 200 MB of blanks, packed twice."""
    squeeze = zlib.compressobj(9)
    inner = b"".join([*(squeeze.compress(b" " * (1 << 20)) for _ in range(200)), squeeze.flush()])
    body = zlib.compress(inner)
    data = pdf([["BT ET"]])
    at = data.index(b"<< /Length 6 >>")
    end = data.index(b"endstream", at)
    return (
        data[:at]
        + b"<< /Length %d /Filter [ /FlateDecode /FlateDecode ] >>\nstream\n" % len(body)
        + body
        + b"\n"
        + data[end:]
    )


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (
            lambda: pdf([["BT ET"]]).replace(
                b"/Kids [ 6 0 R ] /Count 1", b"/Kids [ " + b"6 0 R " * 6000 + b"] /Count 6000"
            ),
            {"PD130"},
        ),
        (recursive_pages, {"PD133", "PD134"}),
        (packed_twice, {"PD130", "PD133", "PD135"}),
        (lambda: pdf([["BT " * 200_000]]), {"PD133", "PD135"}),
        (lambda: pdf([["[" * 200_000 + "] TJ"]]), {"PD133", "PD135"}),
    ],
    ids=["pages", "recursive", "packed", "operators", "nested arrays"],
)
@pytest.mark.slow
def test_pdf_bombs_end(make: Callable[[], bytes], codes: set[str]) -> None:
    """6: page counts, recursion and unfolding streams end in a refusal, in a process of their own."""
    assert outcome(make(), "a.pdf") in codes


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("<div>" * 200_000 + "文", "PD130"),
        ("<b>" * 200_000 + "文", "PD130"),
        ("<div>" * 9_000 + "<p>一、公文" + "</div>" * 9_000 + "二、公文", "read"),
        ("<p>" + "".join(f"<font color=c{i}>" for i in range(8_000)) + "<p>文" * 8_000, "PD130"),
        ("<ol><li>" * 4_900 + "文", "read"),
        ("<sup>" * 4_900 + "文", "read"),
        ("<nav>" * 4_900 + "文", "PD103"),
        ("<table><tr><td>" * 3_000 + "文", "read"),
        ("<i>" * 600_000 + "</i>" * 600_000, "PD130"),
        ("文" + "<" * 500_000, "read"),
        ("文" + "<!--" * 300_000, "read"),
        ("文" + "<%" * 300_000, "read"),
        ("文<style>" + "/*" * 300_000 + "</style>", "read"),
        ("文<style>" + "@media{" * 100_000 + "</style>", "read"),
        ("文<style>" + ".a{color:red}" * 50_000 + "</style><p class=a>", "read"),
        ("文<p " + "a=1 " * 100_000 + ">", "PD130"),
        ("文" + "".join(f"<body a{n}>" for n in range(3_000)), "PD130"),
        ("文<p title='" + "a=1 " * 100_000 + "'>", "read"),
        ("文<script>if(a<b " + "c d " * 10_000 + ")</script>", "read"),
        ("<select>" + "<option>文" * 40_000, "PD130"),
        ("<div>" * 5_000 + "文" + "</p>" * 100_000, "PD130"),
        ("<table>" + "<tr><td rowspan=999 colspan=999>文" * 3_000, "read"),
        ("文" + "&" * 500_000, "read"),
        ("<meta " * 100_000 + "charset=x", "PD130"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else None,
)
@pytest.mark.slow
def test_pages_built_to_stall_a_parser_do_not(source: str, result: str) -> None:
    """7: depth, copies of unclosed formatting and endless constructs are refused or read, at once."""
    assert outcome(source.encode(), "a.html", Limits()) == result


def test_depth_never_costs_text_in_silence() -> None:
    """7: at 9,000 levels all text is there; XML beyond its bound is an error, not a short text."""
    source = "".join(f"<div>第{i}行" for i in range(9_000))
    assert read(source.encode(), name="a.html").text.count("\n") == 8_999
    deep = TEXT.replace("<w:p>", "<w:sdt><w:sdtContent>" * 300 + "<w:p>").replace(
        "</w:p>", "</w:p>" + "</w:sdtContent></w:sdt>" * 300
    )
    assert outcome(with_part(deep)) == "PD134"


REPEATED = "<si><t>" + "文" * 30_000 + "</t></si>"


@pytest.mark.parametrize(
    "make",
    [
        lambda: zipped(
            {
                "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="1"/></sheets></workbook>',
                "xl/_rels/workbook.xml.rels": '<r><R Id="1" Target="worksheets/s.xml"/></r>',
                "xl/sharedStrings.xml": f"<sst>{REPEATED}</sst>",
                "xl/worksheets/s.xml": "<w><sheetData><row>"
                + '<c t="s"><v>0</v></c>' * 2_001
                + "</row></sheetData></w>",
            }
        ),
        lambda: docx_package(
            "<w:p><w:r>" + '<w:commentReference w:id="0"/>' * 3_000 + "</w:r></w:p>",
            comments=(
                f"<w:comments {W}><w:comment"
                f' w:id="0"><w:p><w:r><w:t>{"文" * 9_000}</w:t></w:r></w:p></w:comment></w:comments>'
            ),
        ),
        lambda: odt_package('<text:p>文<text:s text:c="999999999"/>文</text:p>' * 5),
        lambda: ofd_package(
            [
                (
                    '<ofd:TextObject Boundary="0 0 9 9" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 99999999'
                    ' 4">文</ofd:TextCode></ofd:TextObject>'
                )
            ]
            * 3
        ),
    ],
    ids=["one string in many cells", "one comment at many places", "blanks by number", "advances by number"],
)
def test_short_files_do_not_make_long_texts(make: Callable[[], bytes]) -> None:
    """3: what a file names again and again is counted each time, and refused over the limit."""
    result = outcome(make(), limits=Limits(text_characters=1_000_000, ratio_floor_bytes=8 << 20))
    assert result in ("PD130", "read")
    if result == "read":
        assert len(read(make()).text) < 2_000


@pytest.mark.parametrize(
    "hidden", ['<p style="display:none">密</p>', '<p style="font-size:0px">密</p>', '<p style="color:#ffffff">密</p>']
)
def test_hidden_text_is_never_merged(hidden: str) -> None:
    """31: hidden text in a page is apart, and said."""
    witness = read(f"<html><body><p>公文</p>{hidden}</body></html>".encode(), name="a.html")
    assert (witness.text, kinds(witness)["hidden_text"]) == ("公文", ["密"])
    assert [problem.code for problem in witness.problems] == ["PD140"]


def test_a_hidden_run_is_never_merged() -> None:
    """31: vanished text in DOCX is apart, and said."""
    witness = read(
        docx_package("<w:p><w:r><w:t>公文</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>"),
        name="a.docx",
    )
    assert (witness.text, kinds(witness)["hidden_text"]) == ("公文", ["密"])


def test_the_encoding_that_a_page_declares_is_weighed() -> None:
    """25: a page in Big5 that calls itself gb2312 is read as Big5, and the conflict is said."""
    source = '<meta charset="gb2312"><p>各區、市人民政府，市政府各部門：現將有關事項通知如下，請認真組織實施。</p>'
    witness = read(source.encode("big5hkscs"), name="a.html")
    assert "現將有關事項通知如下" in witness.text
    assert (witness.encoding.declared, witness.encoding.used) == ("gb2312", "big5hkscs")
    assert [problem.code for problem in witness.problems] == ["PD106"]


def test_what_cannot_be_decoded_is_not_replaced() -> None:
    """24: bad bytes in a page are an error with their offset; lost characters are counted."""
    assert outcome(b"<html><body>\xe5\x85\xac\xe6\x96\x87\xff\xfe\xff\x80", "a.html") == "PD105"
    witness = read("<p>公\ufffd文</p>".encode(), name="a.html")
    assert witness.text == "公\ufffd文"
    assert [problem.code for problem in witness.problems] == ["PD108"]


def test_a_file_is_opened_once(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """30: the bytes that are hashed are the bytes that are parsed, also where the file changes meanwhile."""
    import builtins
    from hashlib import sha256

    path = tmp_path / "a.docx"
    path.write_bytes(docx(["公文"]))
    before = path.read_bytes()
    real, opened = builtins.open, []

    def once(name: object, *args: object, **more: object) -> object:
        if str(name) == str(path):
            opened.append(name)
            path.rename(tmp_path / "before")
            path.write_bytes(docx(["偽本"]))
            name = tmp_path / "before"
        return real(name, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", once)
    witness = read(path)
    assert (witness.text, len(opened)) == ("公文", 1)
    assert witness.sha256 == sha256(before).hexdigest()


def test_a_workbook_of_nothing_is_nothing() -> None:
    """A file without text is an error, not an empty copy; a text of nothing, too."""
    assert outcome(xlsx_package({"a": "<sheetData/>"})) == "PD103"
    for nothing in ("", " \n", "\ufeff"):
        with pytest.raises(InputError, match="text: there is no text in it"):
            read(nothing)


def test_parameters_of_a_mail_are_counted() -> None:
    """32,000 parameters of one field are refused before a library takes them apart; 20 are read."""
    many, few = ("".join(f"; a{n}=1" for n in range(count)) for count in (32_000, 20))
    for field in ("Content-Type: text/plain", "Content-Type: text/plain\r\nContent-Disposition: inline"):
        for given, result in ((many, "PD130"), (few, "read")):
            message = f"MIME-Version: 1.0\r\n{field}{given}\r\n\r\n通知"
            assert outcome(message.encode(), "a.eml", Limits()) == result


def test_repeated_cells_of_a_sheet_are_counted() -> None:
    """A row that says it stands a million times is refused before it is written."""
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>文</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    assert outcome(ods_package(ods_table(row)), "a.ods", Limits()) == "PD130"
