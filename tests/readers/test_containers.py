# SPDX-License-Identifier: Apache-2.0
"""Kinds of files, gzip, saved pages, and captures in web archives."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from made.common import zipped
from made.office import docx, odt, xlsx
from made.pages import html_paragraphs, page
from made.printed import ofd, pdf_notice

from policydiff.errors import InputError
from policydiff.ingest.read import read
from policydiff.ingest.sniff import media_type
from policydiff.ingest.tools import Tools

BODY = "<p>一、加強領導。各單位要認真組織實施，按時完成。</p>"
LINES = ["一、加強領導。", "二、抓好落實。"]
OOXML = "application/vnd.openxmlformats-officedocument."


def _stored(parts: dict[str, bytes]) -> bytes:
    """A ZIP file without compression, in which the directories of packages stand as they are."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (docx(LINES), "a.bin", OOXML + "wordprocessingml.document"),
        (xlsx(LINES), "a.docx", OOXML + "spreadsheetml.sheet"),
        (odt(LINES), "a", "application/vnd.oasis.opendocument.text"),
        (ofd(LINES), "a.zip", "application/ofd"),
        (pdf_notice(LINES), "a.txt", "application/pdf"),
        (zipped({"a.txt": "x"}), "a.docx", "application/zip"),
        (_stored({"a.txt": b"x", "b.docx": docx(LINES)}), "a.zip", "application/zip"),
        (_stored({"b.docx": docx(LINES), "c.ofd": ofd(LINES)}), "a.zip", "application/zip"),
        (html_paragraphs(LINES).encode(), "a.txt", "text/html"),
        (html_paragraphs(LINES).encode("utf-16"), "a", "text/html"),
        (b"\xef\xbb\xbf <!-- saved --> <HTML>", "a.doc", "text/html"),
        (b"<tbody><tr><td><p>x</p></td></tr></tbody>", "a.txt", "text/html"),
        (b"<%@ page language='java' %>\n<html>", "a", "text/html"),
        ("通知 <b>重要</b>".encode(), "a.htm", "text/html"),
        ("<p>只有一個標籤".encode(), "a.txt", "text/plain"),
        (b"<div align=center>\n</div></div></div>\n# x", "a.md", "text/markdown"),
        ("# 通知".encode(), "a.MD", "text/markdown"),
        ("通知".encode(), "a.doc", "text/plain"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "application/x-ole-storage"),
        (b"{\\rtf1", "a.doc", "application/rtf"),
        (gzip.compress(b"x", mtime=0), "a", "application/gzip"),
        (b"WARC/1.0\r\n", "a", "application/warc"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a.mht", "multipart/related"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "a.doc", "application/x-flat-office"),
        (zipped({"datapackage.json": "{}", "archive/a.warc.gz": b""}), "a.wacz", "application/wacz"),
        ("BM代碼的通知".encode(), "a.txt", "text/plain"),
    ],
)
def test_kinds_are_known_by_their_bytes(data: bytes, name: str, kind: str) -> None:
    """Bytes before endings, parts of a package before its name."""
    assert media_type(data, name) == kind


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 x}", "save it as DOCX"),
        (b"Founder CEB 1.0", "OFD"),
        (b"<w:wordDocument>", "DOCX"),
    ],
)
def test_kinds_that_are_not_read_name_the_way_out(data: bytes, word: str) -> None:
    """PD132 with what to do."""
    with pytest.raises(InputError) as caught:
        read(data, name="a.doc", tools=Tools(soffice="no-such-program"))
    assert caught.value.code == "PD132"
    assert word in caught.value.cure


def test_gzip_is_transparent(plain: list[str]) -> None:
    """A gzipped text, page or document is read as what is in it; members follow each other."""
    text = "\n".join(plain)
    assert read(gzip.compress(text.encode()), name="a.txt.gz").text == text
    both = read(gzip.compress(text[:99].encode()) + gzip.compress(text[99:].encode()), name="a.gz")
    assert both.text == text
    assert both.metadata["unpacked.sha256"]
    assert read(gzip.compress(docx(plain)), name="a.docx.gz").media_type.endswith("wordprocessingml.document")
    assert read(gzip.compress("# 通知".encode()), name="a.md.gz").media_type == "text/markdown"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (gzip.compress(b"x" * 99, mtime=0)[:-9], "PD134"),
        (gzip.compress(b"x", mtime=0) + b"more", "PD134"),
        (gzip.compress(b"", mtime=0), "PD103"),
    ],
)
def test_a_damaged_gzip_is_an_input_error(data: bytes, code: str) -> None:
    """Cut, followed by something else, or empty: never a part without saying so."""
    with pytest.raises(InputError) as caught:
        read(data, name="a.gz")
    assert caught.value.code == code


def test_a_page_saved_in_one_file() -> None:
    """MHTML as browsers write it: quoted-printable, its encoding and address in headers."""
    import quopri

    body = quopri.encodestring(page(BODY, charset="gb18030").encode("gb18030")).replace(b"\n", b"\r\n")
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/1.html\r\nSubject: x\r\nDate: Mon, 30"
        b' Jan 2023 09:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html";'
        b' boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=gb18030\r\nContent-Transfer-Encoding:'
        b" quoted-printable\r\nContent-Location: https://a.example/1.html\r\n\r\n" + body + b"\r\n--b--\r\n"
    )
    witness = read(data, name="a.mhtml")
    assert witness.text == "一、加強領導。各單位要認真組織實施，按時完成。"
    assert (witness.metadata["saved_from"], witness.encoding.declared) == ("https://a.example/1.html", "gb18030")


# the other library leaves its spooled files to the garbage collector
pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)

URL = "https://www.a.example/zwgk/1.html"


def archive(*records: tuple[str, str, bytes, list[tuple[str, str]], str], packed: bool = True) -> bytes:
    """A WARC file of responses: (URL, date, body, HTTP headers, status), by another library."""
    writer_of = pytest.importorskip("warcio.warcwriter").WARCWriter
    headers_of = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    out = io.BytesIO()
    writer = writer_of(out, gzip=packed)
    for url, date, body, headers, status in records:
        head = headers_of(status, headers, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict={"WARC-Date": date}
            )
        )
    return out.getvalue()


HTML = [("Content-Type", "text/html; charset=gb2312"), ("Last-Modified", "Mon, 30 Jan 2023 09:00:00 GMT")]
FIRST = (URL, "2023-02-09T10:00:00Z", page(BODY).encode("gb18030"), HTML, "200 OK")
LATER = (URL, "2023-03-09T10:00:00Z", page(BODY + "<p>（2023年3月修訂）</p>").encode("gb18030"), HTML, "200 OK")
IMAGE = (
    "https://www.a.example/logo.png",
    "2023-02-09T10:00:01Z",
    b"\x89PNG",
    [("Content-Type", "image/png")],
    "200 OK",
)
MOVED = ("http://a.example/old", "2023-02-09T09:59:59Z", b"", [("Location", URL)], "302 Found")


@pytest.mark.parametrize("packed", [True, False])
def test_a_capture_is_read_with_its_exchange(packed: bool, tmp_path: Path) -> None:
    """`file.warc.gz#URL`: the body in the server's encoding, headers and digests in the metadata."""
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(archive(MOVED, FIRST, IMAGE, packed=packed))
    witness = read(tmp_path / f"{path.name}#{URL}")
    assert witness.text == "一、加強領導。各單位要認真組織實施，按時完成。"
    assert (witness.encoding.declared, witness.encoding.used) == ("gb2312", "gb18030")
    facts = witness.metadata
    assert (facts["warc.target_uri"], facts["warc.date"], facts["http.status"]) == (URL, "2023-02-09T10:00:00Z", "200")
    assert facts["http.header.last-modified"] == "Mon, 30 Jan 2023 09:00:00 GMT"
    assert (facts["warc.block_digest"], facts["warc.payload_digest"]) == ("ok", "ok")
    assert (witness.sha256, witness.size) == (facts["payload.sha256"], len(FIRST[2]))


@pytest.mark.parametrize(
    ("wanted", "revised"),
    [
        (URL, True),
        (f"20230209100000/{URL}", False),
        (f"202302/{URL}", False),
        (f"2023/{URL}", True),
        ("http://a.example/zwgk/1.html/", True),
        ("http://a.example/old", True),
    ],
)
def test_captures_are_found_by_url_and_time(wanted: str, revised: bool, tmp_path: Path) -> None:
    """The latest by default, the one of a time where that is given, through redirects."""
    (tmp_path / "a.warc.gz").write_bytes(archive(MOVED, FIRST, LATER, IMAGE))
    witness = read(Path(f"{tmp_path}/a.warc.gz#{wanted}"))
    assert ("修訂" in witness.text) == revised
    assert witness.metadata["warc.redirects"] == "http://a.example/old"


@pytest.mark.parametrize(
    ("wanted", "others"),
    [
        ("", "20230309100000, 20230209100000"),
        (f"#2023/{URL}", "20230309100000, 20230209100000"),
        (f"#202303/{URL}", ""),
        (f"#20230209100000/{URL}", ""),
    ],
)
def test_the_capture_that_was_taken_of_several_is_told(wanted: str, others: str, tmp_path: Path) -> None:
    """Which one was read, and when the others were made; nothing where the time names one."""
    last = (URL, "2023-12-01T08:30:00Z", *FIRST[2:])
    (tmp_path / "a.warc.gz").write_bytes(archive(FIRST, last, LATER, IMAGE))

    witness = read(Path(f"{tmp_path}/a.warc.gz{wanted}"))

    said = [found.message for found in witness.problems if found.code == "PD114"]
    assert said == (
        [f"read the capture of 20231201083000, the latest of 3 of {URL}; the others: {others}; FILE#TIME/URL names one"]
        if others
        else []
    )
    assert witness.metadata["warc.captures"] == ("3" if others else "1")


def test_the_only_document_needs_no_name(tmp_path: Path) -> None:
    """One page among pictures is meant without a URL; two pages are not."""
    assert read(archive(MOVED, FIRST, IMAGE), name="a.warc.gz").metadata["warc.redirects"] == "http://a.example/old"
    other = ("https://www.a.example/2.html", *FIRST[1:])
    with pytest.raises(InputError, match="several documents") as caught:
        read(archive(FIRST, other), name="a.warc.gz")
    assert caught.value.code == "PD137"
    assert URL in caught.value.message
    (tmp_path / "a.warc").write_bytes(archive(FIRST, packed=False))
    with pytest.raises(InputError, match="no capture of") as caught:
        read(Path(f"{tmp_path}/a.warc#https://b.example/"))
    assert caught.value.code == "PD137"


def test_codings_are_undone() -> None:
    """Chunked and gzipped bodies, with the digest over either form."""
    body = gzip.compress(FIRST[2])
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"
    record = (URL, FIRST[1], chunked, [*HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")], "200 OK")
    witness = read(archive(record), name="a.warc.gz")
    assert witness.text == "一、加強領導。各單位要認真組織實施，按時完成。"
    assert witness.metadata["warc.payload_digest"] == "ok"
    false = (URL, FIRST[1], FIRST[2], [*HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")], "200 OK")
    assert read(archive(false), name="a.warc.gz").text == witness.text


def test_a_flipped_byte_is_noticed() -> None:
    """A digest that does not fit is a problem that names it."""
    data = archive(FIRST, packed=False)
    at = data.index("加強".encode("gb18030"))
    witness = read(data[:at] + "減".encode("gb18030") + data[at + 2 :], name="a.warc")
    assert [problem.code for problem in witness.problems] == ["PD138", "PD138"]


def test_a_wacz_package_is_searched() -> None:
    """All archives in a package count as one."""
    data = zipped(
        {"datapackage.json": "{}", "archive/a.warc.gz": archive(IMAGE), "archive/b.warc.gz": archive(FIRST)},
        stored=["archive/a.warc.gz"],
    )
    assert read(data, name="a.wacz").metadata["warc.target_uri"] == URL
