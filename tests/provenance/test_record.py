# SPDX-License-Identifier: Apache-2.0
"""The record of a copy: every field with its basis, nothing claimed that was not seen."""

import gzip
import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from policydiff.errors import InputError, UsageError
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import Assertions, assertions, identifier, read_table
from policydiff.provenance.dossier import Copy, copy_view
from policydiff.provenance.edtf import parse_stated
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.lookup import about, copies, find_copy
from policydiff.provenance.pieces import PIECE
from policydiff.provenance.stating import state
from policydiff.provenance.store import Store
from policydiff.provenance.value import BASES
from policydiff.provenance.verify import verify
from policydiff.reasons import say

NOTICE = """时间：2023-02-09 浏览量：273
关于印发重点工作任务的通知

各区人民政府：
　　根据《国务院关于防汛工作的意见》（国发〔2022〕18号），现将任务印发给你们。
　　一、加强值守。

青岛市人民政府办公厅
2023年1月30日
（此件公开发布）
"""

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
"""The package that writes the test's web archives leaves its buffers to the collector."""


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    return Store.create(tmp_path / "s.store", clock=clock)


def add(store: Store, *paths: Path, said: Assertions | None = None, **more: object) -> Adder:
    adder = Adder(store, **more)  # type: ignore[arg-type]
    adder.add_paths(paths, said or Assertions())
    return adder


def view(store: Store, reference: object) -> Copy:
    entry = find_copy(store, str(reference))
    return copy_view(entry, [one for one in about(store, entry.seq) if one.kind == "statement"])


def test_every_field_is_there_with_a_basis(store: Store, tmp_path: Path) -> None:
    """A record has all fields; absent and not examined are told apart; only known values have one, and the log spells
    out no field that nobody examined."""
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, "utf-8")
    add(store, path)
    fields = view(store, "a.txt").fields
    assert list(fields) == [field.key for field in FIELDS]
    assert {known["basis"] for known in fields.values()} <= set(BASES)
    assert all(("value" in known) == (known["basis"] not in ("absent", "not_examined")) for known in fields.values())
    assert (fields["doc_number"]["basis"], fields["http_status"]["basis"]) == ("absent", "not_examined")
    assert b"not_examined" not in store.entry_body(store.size() - 1)


def test_a_receipt_says_nothing_of_proofreading(store: Store, tmp_path: Path) -> None:
    """Errata are left unexamined, and the script profile has what characters show alone, no count of faults."""
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, "utf-8")
    add(store, path)
    copy = view(store, "a.txt")
    assert copy.fields["errata"] == {"basis": "not_examined"}
    assert sorted(copy.value("script")) == ["form", "region", "simplified", "traditional"]


def test_a_citation_is_not_the_own_number(store: Store, tmp_path: Path) -> None:
    """The number of a document that is cited is listed as cited; the notice's own stays absent. Page counter and both
    dates have fields of their own."""
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, "utf-8")
    add(store, path)
    copy = view(store, "a.txt")
    assert copy.value("doc_number") is None
    assert copy.value("citations") == ["国务院关于防汛工作的意见", "国发〔2022〕18号"]
    assert copy.value("counter") == 273
    assert (copy.value("site_published"), copy.value("signed_date")) == ("2023-02-09", "2023-01-30")
    assert copy.fields["signed_date"]["basis"] == "extracted"


def test_the_own_number_under_the_title_is_not_cited(store: Store, tmp_path: Path) -> None:
    """The number that stands under the title is the notice's own, and is not cited with the title's last word."""
    path = tmp_path / "own.txt"
    path.write_text(
        "测试市人民政府关于印发工作要点的通知\n测政发〔2024〕12号\n各区人民政府：\n"
        "按测财发〔2024〕3号文件执行，现将工作要点印发给你们。\n",
        "utf-8",
    )
    add(store, path)
    copy = view(store, "own.txt")
    assert copy.value("doc_number") == "测政发〔2024〕12号"
    assert copy.value("citations") == ["测财发〔2024〕3号"]


def test_a_file_is_taken_in_not_captured(store: Store, tmp_path: Path) -> None:
    """What a person says of where a file came from stays an assertion, with its precision; the file's own date is no
    retrieval."""
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, "utf-8")
    os.utime(path, (0, 0))
    add(store, path, said=assertions({"url": "https://example.org/x", "retrieved": "2023年2月"}, "options"))
    copy = view(store, "a.txt")
    assert not copy.captured
    assert copy.fields["retrieved"] == {
        "basis": "asserted",
        "value": {"edtf": "2023-02", "precision": "month"},
        "source": "options",
    }
    assert copy.value("file_modified") == "1970-01-01T00:00:00Z"
    add(store, path, again=True)
    assert view(store, copy.seq + 1).fields["retrieved"]["basis"] == "not_examined"


def archive(path: Path, *, packed: bool = False) -> None:
    """A web archive: a redirect, the page it leads to, a picture, a page that is gone."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)

        def response(url: str, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            date = {"WARC-Date": "2023-02-10T03:04:05Z"}
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=date
                )
            )

        body = NOTICE.replace("\n", "</p><p>")
        page = f"<html><head><title>t</title></head><body><p>{body}</p></body></html>".encode("gb18030")
        coded = [("Content-Encoding", "gzip")] if packed else []
        response("http://example.org/old", "301 Moved", [("Location", "/new/通知.html")], b"")
        body = gzip.compress(page) if packed else page
        response(
            "http://example.org/new/通知.html",
            "200 OK",
            [("Content-Type", "text/html; charset=gb2312"), ("X-Server", "é"), *coded],
            body,
        )
        response("http://example.org/a.png", "200 OK", [("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n")
        response("http://example.org/gone", "404 Not Found", [("Content-Type", "text/html")], b"gone")


@pytest.mark.parametrize("packed", [False, True])
def test_a_capture_is_observed_in_a_web_archive(store: Store, tmp_path: Path, packed: bool) -> None:
    """From a WARC record the address, the way to it, the time, the status and the headers are observed, the payload's
    digest is checked."""
    path = tmp_path / "c.warc.gz"
    archive(path, packed=packed)
    adder = add(store, path)
    assert (len(adder.added), adder.refused, len(adder.passed_over)) == (1, [], 3)
    copy = view(store, adder.added[0].seq)
    assert copy.captured
    assert copy.name == "通知.html"
    assert (copy.value("url_requested"), copy.value("url_final")) == (
        "http://example.org/old",
        "http://example.org/new/通知.html",
    )
    assert copy.fields["retrieved"] == {
        "basis": "observed",
        "value": {"edtf": "2023-02-10T03:04:05Z", "precision": "second", "zone": True},
        "source": "WARC-Date",
    }
    assert copy.value("http_status") == 200
    assert b"charset=gb2312" in store.blob(copy.text("http_headers"))
    assert copy.value("warc_record")["payload_digest_result"] == "ok"
    assert copy.value("encoding")["name"] == "gb18030"
    assert copy.value("counter") == 273
    assert store.blob(copy.text("sha256")).startswith(b"<html>")


@pytest.mark.parametrize("name", ["c.warc.gz#http://example.org/new/通知.html", "c.warc.gz#http://example.org/old"])
def test_one_record_of_an_archive_is_named_by_its_address(store: Store, tmp_path: Path, name: str) -> None:
    """FILE#URL takes that record alone, by the address that was asked for or the one that answered."""
    archive(tmp_path / "c.warc.gz")
    assert [one.name for one in add(store, tmp_path / name).added] == ["通知.html"]


def test_a_record_that_cannot_be_decoded_costs_itself_alone(store: Store, tmp_path: Path) -> None:
    """A coding that is not known, and a payload over the limit, are named; the other records are taken in, with their
    headers as stored, and the bytes of all of them are kept."""
    with (tmp_path / "c.warc").open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        for name, coding, body in (("a", "zzz", b"x"), ("b", "", NOTICE.encode()), ("c", "", b"y" * 5000)):
            headers = [
                ("Content-Type", "text/plain; charset=utf-8"),
                *([("Content-Encoding", coding)] if coding else []),
            ]
            http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    f"http://example.org/{name}", "response", payload=io.BytesIO(body), http_headers=http
                )
            )
    adder = add(store, tmp_path / "c.warc", limits=replace(DEFAULT_LIMITS, part_bytes=4000))

    assert [(one.name, one.error.code) for one in adder.refused] == [("http://example.org/a", "PD132")]
    (taken,) = adder.added
    copy = view(store, taken.seq)
    assert store.blob(taken.sha256) == NOTICE.encode()
    assert store.blob(copy.text("http_headers")) == b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8"
    assert adder.passed_over == ["http://example.org/c is larger than 4,000 bytes"]
    assert b"".join(map(store.blob, store.entry(adder.archives[0]).blobs[1:])) == (tmp_path / "c.warc").read_bytes()


def test_an_archive_without_the_address_is_refused(store: Store, tmp_path: Path) -> None:
    """A wrong address is a clear error; a file that is no web archive is kept as a copy whose text is not read."""
    archive(tmp_path / "c.warc.gz")
    (tmp_path / "x.warc").write_bytes(b"\x00" * 100)
    adder = add(store, tmp_path / "c.warc.gz#http://example.org/none")
    assert [one.error.code for one in adder.refused] == ["PD416"]
    assert store.size() == 1
    (kept,) = add(store, tmp_path / "x.warc").added
    assert kept.unread is not None
    assert kept.unread.code == "PD134"
    assert store.blob(kept.sha256) == b"\x00" * 100


def test_a_copy_by_reference_leaves_its_bytes_where_they_are(store: Store, tmp_path: Path) -> None:
    """The record, hashes and texts are kept, the bytes are not; verification says what that means."""
    path = tmp_path / "a.txt"
    path.write_bytes(NOTICE.encode("gb18030"))
    adder = add(store, path, by_reference=True)
    copy = view(store, "a.txt")
    assert copy.by_reference
    assert store.query("SELECT count(*) FROM blob WHERE sha256 = ?", (bytes.fromhex(adder.added[0].sha256),)) == [(0,)]
    assert store.blob(copy.text("decoded_text")).decode() == NOTICE
    result = verify(store.path)
    assert result.outcome == "ok"
    assert any("1 copies" in say(line) for line in result.not_checked)


def test_a_folder_is_taken_in_with_its_paths(store: Store, tmp_path: Path) -> None:
    """Files below a folder come in order of their names with their paths; hidden files and links are left, and
    told."""
    folder = tmp_path / "f"
    (folder / "b").mkdir(parents=True)
    for name in ("b/2.txt", "a.txt", ".hidden"):
        (folder / name).write_text(NOTICE, "utf-8")
    (folder / "link.txt").symlink_to(folder / "a.txt")
    adder = add(store, folder)
    assert [store.entry(one.seq).data["record"]["original_path"]["value"] for one in adder.added] == [
        "a.txt",
        "b/2.txt",
    ]  # type: ignore[index]
    assert [what.rpartition(" is ")[2] for what in adder.passed_over] == ["hidden", "a link"]
    assert adder.added[1].same_bytes == (adder.added[0].seq,)


UNREADABLE = {
    "empty.txt": (b"", "PD103"),
    "packed.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(100), "PD132"),
    "broken.pdf": (b"%PDF-1.4\n nothing", "PD134"),
    "damaged.txt": (bytes(range(128, 256)) * 20, "PD105"),
}


def test_bytes_are_always_kept(store: Store, tmp_path: Path) -> None:
    """Of an empty, a packed, a broken and a damaged file the bytes are kept, the text is not examined, the problem is
    in the record; only what is not there is refused."""
    (tmp_path / "good.txt").write_text(NOTICE, "utf-8")
    for name, (data, _) in UNREADABLE.items():
        (tmp_path / name).write_bytes(data)
    adder = add(store, tmp_path / "none.txt", *(tmp_path / name for name in UNREADABLE), tmp_path / "good.txt")
    assert [one.error.code for one in adder.refused] == ["PD101"]
    assert [one.name for one in adder.added] == [*UNREADABLE, "good.txt"]
    assert adder.troubled
    for one, (data, code) in zip(adder.added, UNREADABLE.values(), strict=False):
        fields = view(store, one.seq).fields
        assert one.unread is not None
        assert (one.unread.code, fields["problems"]["value"][0]["code"]) == (code, code)
        assert {fields[key]["basis"] for key in ("decoded_text", "canonical_text", "layers", "title")} == {
            "not_examined"
        }
        assert store.blob(one.sha256) == data
    assert verify(store.path).outcome == "ok"


def test_a_large_file_goes_in_and_out_in_pieces(store: Store, tmp_path: Path) -> None:
    """A file over the limit is hashed and kept piece by piece; what an interrupted run left is gone on with; the text
    is not examined and says which limit."""
    data = bytes(range(256)) * 20_000
    (tmp_path / "large.bin").write_bytes(data)
    limits = replace(DEFAULT_LIMITS, file_bytes=1_000_000)
    store.pour([data[: 2 << 20]], sha256(data[: 2 << 20]).hexdigest(), "beginning")
    assert any("cut short" in say(note) for note in verify(store.path).notes)
    (one,) = add(store, tmp_path / "large.bin", limits=limits).added
    assert one.unread is not None
    assert one.unread.code == "PD130"
    assert [len(piece) for piece in store.stream(one.sha256)] == [PIECE] * (len(data) // PIECE) + [len(data) % PIECE]
    assert store.blob(one.sha256) == data
    store.reindex()
    result = verify(store.path)
    assert (result.outcome, [note for note in result.notes if "cut short" in say(note)]) == ("ok", [])


def test_the_texts_of_a_long_copy_go_in_by_pieces(store: Store, tmp_path: Path) -> None:
    """No transaction holds a long text whole, which would keep other writers waiting; it comes out as it was."""
    text = NOTICE + "文" * 100_000
    (tmp_path / "long.txt").write_text(text, "utf-16")
    add(store, tmp_path / "long.txt")
    copy = view(store, "long.txt")
    named = [str(copy.value(name)) for name in ("decoded_text", "canonical_text")]
    assert [[len(piece) <= PIECE for piece in store.stream(name)] for name in named] == [[True, True]] * 2
    assert store.blob(named[0]).decode() == text
    assert verify(store.path).outcome == "ok"


def test_adding_again_skips_what_is_known(store: Store, tmp_path: Path) -> None:
    """The same bytes from the same place are not taken in twice, unless that is asked for; from another place they
    are."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(NOTICE, "utf-8")
    first = add(store, tmp_path / "a" / "x.txt")
    second = add(store, tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt", tmp_path / "b")
    assert [one.seq for one in second.known] == [first.added[0].seq, second.added[0].seq]
    assert len(second.added) == 1
    assert len(add(store, tmp_path / "a" / "x.txt", again=True).added) == 1


def test_pipes_and_devices_are_refused_at_once(store: Store, tmp_path: Path) -> None:
    """Nothing is waited for, named by itself or met in a folder."""
    os.mkfifo(tmp_path / "pipe")
    refused = add(store, tmp_path / "pipe", tmp_path, Path("/dev/zero")).refused
    assert [one.error.code for one in refused] == ["PD110"] * 3


def test_statements_supersede_and_stand_beside(store: Store, tmp_path: Path) -> None:
    """A later statement takes the place of the same fields of an earlier one that it corrects, and stands beside what
    was seen; both stay in the log."""
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, "utf-8")
    add(store, path)
    entry = find_copy(store, "a.txt")
    first = state(store, entry, assertions({"note": "wrong", "title": "another title"}, "options"))
    state(store, entry, assertions({"note": "right"}, "options"), supersedes=first)
    copy = view(store, "a.txt")
    assert copy.value("note") == "right"
    assert [other["value"] for other in copy.fields["title"]["also"]] == ["another title"]
    state(store, entry, assertions({"title": "third title"}, "options"))
    title = view(store, "a.txt").fields["title"]
    assert (title["basis"], [other["value"] for other in title["also"]]) == (
        "extracted",
        ["another title", "third title"],
    )
    assert [one.kind for one in about(store, entry.seq)].count("statement") == 3
    with pytest.raises(UsageError):
        state(store, entry, Assertions())
    with pytest.raises(InputError):
        state(store, entry, assertions({"note": "x"}, "options"), supersedes=entry.seq)


def test_a_copy_is_found_by_number_hash_or_name(store: Store, tmp_path: Path) -> None:
    """Each name finds the copy; one that fits several is refused with their numbers."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NOTICE, "utf-8")
    add(store, tmp_path / "a.txt", tmp_path / "b.txt")
    (seq, digest, *_), (other, *_) = copies(store)
    assert find_copy(store, str(seq)).seq == find_copy(store, "a.txt").seq == seq
    with pytest.raises(InputError) as caught:
        find_copy(store, digest[:10])
    assert (caught.value.code, f"{seq}, {other}" in caught.value.message) == ("PD410", True)
    for reference in ("0", "999", "c.txt", "abcdef123456", "*", ""):
        with pytest.raises(InputError) as caught:
            find_copy(store, reference)
        assert caught.value.code == "PD409"


STATED = [
    ("2023-01-30", "2023-01-30", "day", None),
    ("2023-01", "2023-01", "month", None),
    ("2023", "2023", "year", None),
    ("202X", "202X", "decade", None),
    ("20XX", "20XX", "century", None),
    ("2023-XX-XX", "2023-XX-XX", "year", None),
    ("2023-22", "2023-22", "season", None),
    ("2023-01-30?", "2023-01-30?", "day", None),
    ("2023-01~", "2023-01~", "month", None),
    ("2023-01-30T14:05:00+08:00", "2023-01-30T14:05:00+08:00", "second", True),
    ("2023-01-30T14:05:00Z", "2023-01-30T14:05:00Z", "second", True),
    ("2023-01-30 14:05", "2023-01-30T14:05", "minute", False),
    ("2023年1月30日", "2023-01-30", "day", None),
    ("2023年1月", "2023-01", "month", None),
    ("2023-01/2023-03", "2023-01/2023-03", "interval", None),
    ("2023-01/..", "2023-01/..", "interval", None),
    ("unknown", "unknown", "unknown", None),
    ("不詳", "unknown", "unknown", None),
]


@pytest.mark.parametrize(("text", "edtf", "precision", "zone"), STATED)
def test_a_stated_time_keeps_its_precision(text: str, edtf: str, precision: str, zone: bool | None) -> None:
    """Nothing is added to what was said: no day to a month, no zone to a time of day."""
    stated = parse_stated(text)
    assert (stated.text, stated.precision, stated.zone) == (edtf, precision, zone)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2023-13",
        "2023-02-30",
        "2023-1-5",
        "30.01.2023",
        "2023-01-30T25:00:00",
        "2023-03/2023-01",
        "../..",
        "/",
        "a/b/c",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    """A time that cannot be understood is an error that says what can be written."""
    with pytest.raises(InputError) as caught:
        parse_stated(text)
    assert (caught.value.code, "2023-01-30" in caught.value.cure) == ("PD411", True)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("ark:/12148/btv1b8449691v", "ARK", "ark:/12148/btv1b8449691v"),
        ("7F3DF4A0-0000-4000-8000-00000000000a", "UUID", "7f3df4a0-0000-4000-8000-00000000000a"),
        ("AIP=7f3df4a0", "AIP", "7f3df4a0"),
        ("10.1000/x", "DOI", "10.1000/x"),
        ("shelf 3", "local", "shelf 3"),
    ],
)
def test_identifiers_have_a_scheme(text: str, kind: str, value: str) -> None:
    """An identifier from elsewhere is kept with what kind it is."""
    assert identifier(text) == {"type": kind, "value": value}


def test_a_table_speaks_of_single_files(store: Store, tmp_path: Path) -> None:
    """A CSV with a byte order mark and CRLF says its own of each file; unknown columns are kept; options hold for the
    rest."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NOTICE, "utf-8")
    table = tmp_path / "t.csv"
    table.write_bytes(
        "\ufefffile,url,retrieved,shelf\r\na.txt,https://example.org/a,2023-02-01,A 3\r\nb.txt,,,\r\n".encode()
    )
    adder = Adder(store)
    adder.add_paths(
        [tmp_path / "a.txt", tmp_path / "b.txt"],
        assertions({"retrieved": "2022", "rights": "free"}, "options"),
        read_table(table),
    )
    a, b = view(store, "a.txt"), view(store, "b.txt")
    assert (a.value("retrieved")["edtf"], a.value("other"), a.value("rights")) == (
        "2023-02-01",
        {"shelf": "A 3"},
        "free",
    )
    assert (b.value("retrieved")["edtf"], b.value("url_requested")) == ("2022", None)
    assert a.fields["url_requested"]["source"] == "t.csv, line 2"


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"name,url\na,b\n", "line 1"),
        (b"file,retrieved\na.txt,never\n", "line 2"),
        (b"file,url\n,x\n", "line 2"),
        (b"file,url\na,x\na,y\n", "line 3"),
        (b"file,url\na,x,y\n", "line 2"),
        (b'file,url\n"a,x\n', "unexpected end"),
        (b"file,url\n\xff,x\n", "UTF-8"),
    ],
)
def test_a_bad_table_is_refused_with_the_line(tmp_path: Path, content: bytes, where: str) -> None:
    """What is wrong with a table is said with its line, before anything is added."""
    table = tmp_path / "t.csv"
    table.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_table(table)
    assert caught.value.code == "PD413"
    assert where in caught.value.message
