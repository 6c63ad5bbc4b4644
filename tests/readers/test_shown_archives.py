# SPDX-License-Identifier: Apache-2.0
"""What web archives and ZIP archives can hold, from ISO 28500, RFC 9110 and the ZIP file format, and what becomes of
it."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from made.captures import URL, answer, asked, captured, chunked, locked, page, record
from made.common import zipped
from made.office import docx
from made.shown import Shown, assert_shown

from policydiff import compare, read
from policydiff.copies import read_copy
from policydiff.errors import InputError

brotli = pytest.importorskip("brotli")
TEXT = "各單位要認真組織實施，按時完成。"
OTHER_URL = "https://b.example/2.html"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED = b"7z\xbc\xaf\x27\x1c"
LOG = b"".join(
    record("resource", f"<metadata://gnu.org/software/wget/warc/{name}>", b"1 file", "Content-Type: text/plain\r\n")
    for name in ("wget_arguments.txt", "wget.log")
)
"""What wget 1.21 writes of itself, addresses in angle brackets as all of its are."""
DIGEST = "WARC-Payload-Digest: sha256:00ff\r\n"


def coded(coding: str, pack: Callable[[bytes], bytes]) -> Callable[[str], bytes]:
    """A maker of captures whose body is packed."""
    return lambda word: record("response", URL, answer(pack(page(word)), f"Content-Encoding: {coding}\r\n"))


def by_zstd(data: bytes) -> bytes:
    """A Zstandard frame, by the library that reads archives."""
    writer_of = pytest.importorskip("fastwarc.stream_io").ZstdWriter
    out = io.BytesIO()
    writer = writer_of(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


def revisit(fields: str, date: str = "2023-05-01T00:00:00Z") -> bytes:
    """A record that says that the page was as before."""
    return record("revisit", URL, answer(b""), fields, date=date, number="9")


def seen(word: str) -> bytes:
    """A capture whose record states a digest."""
    return record("response", URL, answer(page(word)), DIGEST)


def ftp(word: str) -> bytes:
    """A file that was fetched without HTTP."""
    return record("resource", "ftp://a.example/1.txt", f"{TEXT}{word}".encode(), "Content-Type: text/plain\r\n")


def framed(word: str) -> bytes:
    """A page and the frame in it, as a crawler that knows no frames takes them."""
    return record(
        "response", URL, answer(f'<p>{TEXT}</p><iframe width="9" src="../2.html"></iframe>'.encode())
    ) + captured(word, url="https://www.a.example/2.html")


def wacz(word: str) -> bytes:
    """A package with two pages, of which its own list names one."""
    listed = f'{{"format": "json-pages-1.0"}}\n{{"url": "{URL}"}}\n'
    parts = {
        "datapackage.json": "{}",
        "pages/pages.jsonl": listed,
        "archive/a.warc": captured(word) + captured("其他", url=OTHER_URL),
    }
    return zipped(parts)


def named(*files: tuple[bytes, bytes]) -> bytes:
    """A ZIP archive whose names are bytes without the UTF-8 flag, as Chinese systems pack them."""
    marks = [f"name{n:0{len(name) - 4}}" for n, (name, _) in enumerate(files)]
    data = zipped({mark: content for mark, (_, content) in zip(marks, files, strict=True)})
    for mark, (name, _) in zip(marks, files, strict=True):
        data = data.replace(mark.encode(), name)
    return data


WEB = [
    Shown("page", "read", captured, "ISO 28500 6.3"),
    Shown(
        "page with what the crawler wrote of itself",
        "read",
        lambda w: (
            record("warcinfo", "", b"software: x\r\n") + asked(URL, "document") + captured(w, url=f"<{URL}>") + LOG
        ),
        "ISO 28500 6.2",
    ),
    Shown(
        "page with its parts and the site's rules for crawlers",
        "read",
        lambda w: (
            captured(w)
            + record("response", "https://a.example/robots.txt", answer(b"User-agent: *", kind="text/plain"))
            + record("response", "https://a.example/a.css", answer(b"a{}", kind="text/css"))
        ),
        "RFC 9309 2.3",
    ),
    Shown(
        "page with a frame of another site",
        "read",
        lambda w: asked(URL, "document") + captured(w) + asked(OTHER_URL, "iframe") + captured("其他", url=OTHER_URL),
        "Fetch Metadata 2.1",
    ),
    Shown("frame of a page", "event", framed, "HTML 4.8.5"),
    Shown(
        "page in chunks",
        "read",
        lambda w: record("response", URL, answer(chunked(page(w)), "Transfer-Encoding: chunked\r\n")),
        "RFC 9112 7.1",
    ),
    Shown("page packed by gzip", "read", coded("gzip", gzip.compress), "RFC 9110 8.4.1.3"),
    Shown("page packed by deflate", "read", coded("deflate", zlib.compress), "RFC 9110 8.4.1.2"),
    Shown("page packed by Brotli", "read", coded("br", brotli.compress), "RFC 7932"),
    Shown("page packed by Zstandard", "read", coded("zstd", by_zstd), "RFC 8878"),
    Shown("page stored without the coding that it names", "read", coded("gzip", bytes), "ISO 28500 6.3.2"),
    Shown(
        "page behind a redirect",
        "read",
        lambda w: (
            record("response", "http://a.example/", answer(b"", f"Location: {URL}\r\n", status="301 Moved"))
            + captured(w)
        ),
        "RFC 9110 15.4",
    ),
    Shown(
        "page found unchanged, by record",
        "read",
        lambda w: captured(w) + revisit("WARC-Refers-To: <urn:x:1>\r\n"),
        "ISO 28500 6.7",
    ),
    Shown("page found unchanged, by digest", "read", lambda w: seen(w) + revisit(DIGEST), "ISO 28500 6.7.2"),
    Shown(
        "page found unchanged, by time",
        "read",
        lambda w: captured(w) + revisit("WARC-Refers-To-Date: 2023-02-09T10:00:00Z\r\n"),
        "ISO 28500 5.13",
    ),
    Shown("file fetched without HTTP", "read", ftp, "ISO 28500 6.4"),
    Shown(
        "packed archive",
        "read",
        lambda w: gzip.compress(asked(URL, "document")) + gzip.compress(captured(w)),
        "ISO 28500 D",
    ),
    Shown("page of a WACZ package", "read", wacz, "WACZ 1.1.1 5.2.2"),
    Shown("several pages", "refused", lambda w: captured(w) + captured(w, url=OTHER_URL), "ISO 28500 6.3"),
    Shown(
        "page found unchanged since another archive",
        "refused",
        lambda w: revisit("WARC-Refers-To: <urn:x:7>\r\n") + w.encode(),
        "ISO 28500 6.7",
    ),
    Shown("page in an unknown coding", "refused", coded("x-own", bytes), "RFC 9110 8.4"),
]
ZIP = [
    Shown("document in a ZIP archive", "read", lambda w: zipped({"通知.txt": f"{TEXT}{w}"}), "APPNOTE 4.3"),
    Shown(
        "document in a folder with a name in GBK",
        "read",
        lambda w: named(("文件/通知.txt".encode("gbk"), f"{TEXT}{w}".encode())),
        "APPNOTE D",
    ),
    Shown(
        "saved page with its folder",
        "read",
        lambda w: zipped(
            {"a.html": page(w), "a_files/b.js": "var a", "a_files/c.html": "<p>x</p>", "a.files/d.css": ""}
        ),
        "APPNOTE 4.3",
    ),
    Shown(
        "document with what systems add",
        "read",
        lambda w: zipped(
            {
                "a.txt": f"{TEXT}{w}",
                "__MACOSX/._a.txt": b"\0\5\x16\7",
                ".DS_Store": b"\0",
                "Thumbs.db": OLE,
                "a.txt.sig": "x",
            }
        ),
        "APPNOTE 4.3",
    ),
    Shown(
        "ZIP archive in a ZIP archive",
        "read",
        lambda w: zipped({"a.zip": zipped({"a.txt": f"{TEXT}{w}"})}),
        "APPNOTE 4.3",
    ),
    Shown("packed document", "read", lambda w: gzip.compress(f"{TEXT}{w}".encode()), "RFC 1952"),
    Shown(
        "scan beside the document",
        "event",
        lambda w: zipped({"a.txt": TEXT, "a.png": b"\x89PNG\r\n\x1a\n" + w.encode() + bytes(range(256)) * 200}),
        "APPNOTE 4.3",
        unreadable=True,
    ),
    Shown(
        "file beside the document that is not read",
        "event",
        lambda w: zipped({"a.txt": TEXT, "a.7z": PACKED + w.encode()}),
        "APPNOTE 4.3",
        unreadable=True,
    ),
    Shown("several documents", "refused", lambda w: zipped({"a.txt": TEXT, "b.txt": w}), "APPNOTE 4.3"),
    Shown("locked document", "refused", lambda w: locked(zipped({"a.txt": w}), "a.txt"), "APPNOTE 6.1"),
    Shown(
        "archives too deep in each other",
        "refused",
        lambda w: zipped({"a.zip": zipped({"a.zip": zipped({"a.zip": zipped({"a.txt": w})})})}),
        "APPNOTE 4.3",
    ),
    Shown("pictures alone", "refused", lambda w: zipped({"a.png": b"\x89PNG\r\n\x1a\n" + w.encode()}), "APPNOTE 4.3"),
    Shown("archive of another kind", "refused", lambda w: b"Rar!\x1a\x07\x01\x00" + w.encode(), "RAR 5.0"),
]
ROWS = [*WEB, *ZIP]
TABLES = {"Archives": ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_what_an_archive_holds(row: Shown) -> None:
    """Each thing is where the row says, and two files that differ in it are never called equal."""
    assert_shown(row, "copy")


WHOLE = captured("完成")
PIECES = b"".join(page(f"第{n}項") for n in range(2_000))
DAMAGED = {
    "cut inside a record": WHOLE[:-40],
    "cut inside a character": WHOLE[:-12],
    "cut inside a packed record": gzip.compress(WHOLE)[:-14],
    "length of the body over the body": captured("完成", "Content-Length: 5000\r\n"),
    "length of the record over the record": record("response", URL, answer(page("完成")), length=5_000)
    + captured("其他", url=OTHER_URL),
    "cut by the crawler": record("response", URL, answer(page("完成")), "WARC-Truncated: time\r\n"),
    "a segment": record("response", URL, answer(page("完成")), "WARC-Segment-Number: 1\r\n"),
    "a part by request": record(
        "response", URL, answer(page("完成"), "Content-Range: bytes 0-99/900\r\n", status="206 Partial Content")
    ),
    "chunks without their end": record(
        "response", URL, answer(chunked(page("完成"), ended=False), "Transfer-Encoding: chunked\r\n")
    ),
    "cut inside a chunk": record(
        "response", URL, answer(chunked(page("完成"))[:-20], "Transfer-Encoding: chunked\r\n")
    ),
    "cut inside gzip": record("response", URL, answer(gzip.compress(PIECES)[:-900], "Content-Encoding: gzip\r\n")),
    "cut inside deflate": record(
        "response", URL, answer(zlib.compress(PIECES)[:-900], "Content-Encoding: deflate\r\n")
    ),
    "cut inside Brotli": record("response", URL, answer(brotli.compress(PIECES)[:-300], "Content-Encoding: br\r\n")),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_capture_that_is_not_whole_says_so(data: bytes) -> None:
    """What came is read, the copy is not complete, and it is not called equal to one that is whole."""
    copy = read(data, "a.warc")
    assert "加強領導" in copy.text
    assert "WARC" not in copy.text
    assert {"PD139", "PD149"} <= {problem.code for problem in copy.problems}
    found = compare(copy, read(WHOLE, "b.warc"))
    assert not found.a.complete
    assert found.verdict in ("review", "different")
    assert compare(copy, read(data, "c.warc")).verdict == "identical"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (WHOLE + captured("其他", url="https://a.example/b.png").replace(b"text/html", b"image/png;")[:-40], "b.png"),
        (WHOLE + WHOLE[:70], "head of a record"),
    ],
)
def test_damage_elsewhere_in_the_archive_is_told(data: bytes, word: str) -> None:
    """The page is whole and complete; that the archive is not is a problem."""
    copy = read(data, "a.warc")
    assert [problem.code for problem in copy.problems] == ["PD139"]
    assert word in copy.problems[0].message
    assert compare(copy, read(WHOLE, "b.warc")).verdict == "identical"


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (WHOLE[:70], "PD137", "head of a record"),
        (LOG, "PD137", "no document"),
        (
            record("response", URL, answer(b'<frameset><frame src="2.html"></frameset>'))
            + captured("x", url=URL.replace("1.h", "2.h")),
            "PD137",
            "zwgk/2.html",
        ),
        (revisit("WARC-Refers-To-Target-URI: https://a.example/0.html\r\n"), "PD137", "https://a.example/0.html"),
        (record("response", URL, answer(b"\x00\xff" * 99, "Content-Encoding: br\r\n")), "PD134", "br"),
        (record("response", URL, answer(page("x")), length=80) + WHOLE, "PD134", "damaged"),
    ],
)
def test_archives_without_a_page_say_why(data: bytes, code: str, word: str) -> None:
    """What is missing, and where it may be."""
    with pytest.raises(InputError, match=word) as caught:
        read(data, "a.warc")
    assert caught.value.code == code


def test_a_page_that_was_found_unchanged_has_the_time_of_the_later_visit() -> None:
    """The body is that of the earlier record, which the metadata names."""
    copy = read(seen("完成") + revisit(DIGEST), "a.warc")
    assert copy.metadata["warc.date"] == "2023-05-01T00:00:00Z"
    assert copy.metadata["warc.revisit_of"] == f"2023-02-09T10:00:00Z {URL}"


def test_the_one_document_of_a_zip_archive_is_named(tmp_path: Path) -> None:
    """A problem says which file was read and what lies beside it; each file is read by itself under its name."""
    path = tmp_path / "來文.zip"
    path.write_bytes(
        zipped(
            {"通知/通知.docx": docx([TEXT]), "通知/logo.png": b"\x89PNG\r\n\x1a\n", "readme.url": "[InternetShortcut]"}
        )
    )
    copy = read(path)
    assert [(problem.code, problem.message) for problem in copy.problems] == [
        ("PD114", "read 通知/通知.docx, the only document in the ZIP archive; beside it: 通知/logo.png")
    ]
    assert (copy.text, copy.metadata["zip.member"]) == (TEXT, "通知/通知.docx")
    assert compare(copy, read(docx([TEXT]), "b.docx")).verdict == "identical"
    path.write_bytes(zipped({"1/a.txt": TEXT, "2/a.txt": TEXT * 2, "b.txt": "三、落實。"}))
    with pytest.raises(InputError, match=r"1/a\.txt, 2/a\.txt, b\.txt") as caught:
        read(path)
    assert caught.value.code == "PD137"
    assert read_copy(Path(f"{path}#2/a.txt")).text == TEXT * 2
    assert read_copy(Path(f"{path}#B.TXT")).text == "三、落實。"
    assert read_copy(Path(f"{path}#b.txt#1")).text == "三、落實。"
    for name in ("a.txt", "c.txt"):
        with pytest.raises(InputError, match="ZIP archive has") as caught:
            read_copy(Path(f"{path}#{name}"))
        assert caught.value.code == "PD137"


def test_names_are_those_that_their_maker_gave() -> None:
    """GBK, Big5 and UTF-8 without the flag, and Info-ZIP's field of the name in UTF-8."""
    for encoding, folder in (
        ("gbk", "关于做好防汛工作的通知"),
        ("big5", "關於做好防汛工作的通知"),
        ("utf-8", "关于做好防汛工作的通知"),
    ):
        data = named((f"{folder}/正文.txt".encode(encoding), TEXT.encode()))
        assert read(data, "a.zip").metadata["zip.member"] == f"{folder}/正文.txt"
    raw = b"\xff\xfe\x80.txt"
    name = "通知.txt".encode()
    field = b"\x75\x70" + (5 + len(name)).to_bytes(2, "little") + b"\x01" + zlib.crc32(raw).to_bytes(4, "little") + name
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("abc.txt")
        entry.extra = field
        archive.writestr(entry, TEXT)
    assert read(out.getvalue().replace(b"abc.txt", raw), "a.zip").metadata["zip.member"] == "通知.txt"


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (zipped({"a.png": b"\x89PNG\r\n\x1a\n", "b.7z": PACKED}), "PD132", "b.7z"),
        (zipped({}), "PD132", "empty"),
        (locked(zipped({"a.txt": TEXT}), "a.txt"), "PD134", "password"),
        (zipped({"a.txt": b"\0" * (2 << 20)}), "PD130", "unfolds"),
        (zipped({f"{n}.txt": "x" for n in range(1_001)}), "PD130", "parts"),
        (zipped({"../a.txt": TEXT}), "PD131", "not a name"),
    ],
)
def test_zip_archives_that_are_not_read_say_why(data: bytes, code: str, word: str) -> None:
    """The names of what is in them, the lock, the limit."""
    with pytest.raises(InputError, match=word) as caught:
        read(data, "a.zip")
    assert caught.value.code == code


def test_a_locked_file_beside_the_document_is_told() -> None:
    """It may hold text of the notice."""
    copy = read(locked(zipped({"a.txt": TEXT, "b.bin": "x"}), "b.bin"), "a.zip", part="a.txt")
    assert copy.text == TEXT
    with pytest.raises(InputError, match="several documents"):
        read(locked(zipped({"a.txt": TEXT, "b.bin": "x"}), "b.bin"), "a.zip")


@pytest.mark.parametrize("name", ["word/通知.txt", "xl/通知.txt", "archive/通知.txt"])
def test_folders_of_somebodys_own_make_no_document_of_an_archive(name: str) -> None:
    """A folder may be called as parts of office files are."""
    assert read(zipped({name: TEXT}), "a.zip").text == TEXT


def test_only_archives_and_mails_have_parts(tmp_path: Path) -> None:
    """A name behind the mark of a file that is neither is told."""
    path = tmp_path / "a.zip"
    path.write_bytes(TEXT.encode())
    with pytest.raises(InputError, match="neither an archive nor a mail") as caught:
        read_copy(Path(f"{path}#b.txt"))
    assert caught.value.code == "PD112"
