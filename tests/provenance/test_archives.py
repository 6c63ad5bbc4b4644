# SPDX-License-Identifier: Apache-2.0
"""Web archives come in whole and go out byte for byte; digests are checked; what is no copy is a visit."""

import gzip
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from policydiff.errors import InputError
from policydiff.provenance.adding import Adder
from policydiff.provenance.archive_export import lines_of, surt
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.dossier import gather
from policydiff.provenance.exporting import write_export
from policydiff.provenance.recorded import fields_of
from policydiff.provenance.store import Store
from policydiff.provenance.verify import verify

PAGE = "<html><body><h1>关于防汛的通知</h1><p>各区人民政府：</p><p>一、加强值守。</p></body></html>".encode()

pytestmark = [
    pytest.mark.filterwarnings("ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
]
pytest.importorskip("fastwarc")


def web_archive(path: Path, *, packed: bool) -> bytes:
    """Every sort of record: warcinfo, a redirect, the page with its request, a picture, a page that is gone, a
    revisit, metadata."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        info = {"software": "Wget/1.21", "operator": "档案馆", "ip": "10.0.0.1"}
        writer.write_record(writer.create_warcinfo_record(path.name, info))

        def put(url: str, kind: str, status: str, headers: list[tuple[str, str]], body: bytes, **more: str) -> Any:
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            if kind == "request":
                http = StatusAndHeaders(status, headers, is_http_request=True)
            said = {"WARC-Date": more.pop("date", "2023-02-10T03:04:05Z"), "WARC-IP-Address": "192.0.2.7", **more}
            made = writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=said
            )
            writer.write_record(made)
            return made.rec_headers

        html = [("Content-Type", "text/html; charset=utf-8")]
        put("http://example.org/old", "response", "301 Moved", [("Location", "/a.html")], b"")
        page = put("http://example.org/a.html", "response", "200 OK", html, PAGE)
        beside = {"WARC-Concurrent-To": page.get_header("WARC-Record-ID")}
        put("http://example.org/a.html", "request", "GET /a.html HTTP/1.1", [("Host", "example.org")], b"", **beside)
        put("http://example.org/a.png", "response", "200 OK", [("Content-Type", "image/png")], b"\x89PNG\r\n\x1a\n")
        put("http://example.org/gone", "response", "410 Gone", html, b"gone")
        again = writer.create_revisit_record(
            "http://example.org/a.html",
            page.get_header("WARC-Payload-Digest"),
            "http://example.org/a.html",
            "2023-02-10T03:04:05Z",
            http_headers=StatusAndHeaders("200 OK", html, protocol="HTTP/1.1"),
            warc_headers_dict={
                "WARC-Date": "2023-03-10T03:04:05Z",
                "WARC-Refers-To": page.get_header("WARC-Record-ID"),
            },
        )
        writer.write_record(again)
    return path.read_bytes()


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    return Store.create(tmp_path / "s.store", clock=clock)


def add(store: Store, path: Path, **more: Any) -> Adder:
    adder = Adder(store, **more)
    adder.add_paths([path], Assertions())
    return adder


def in_package(path: Path, data: bytes, *, packed: int = zipfile.ZIP_STORED) -> bytes:
    """A WACZ of another program around a WARC file."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("datapackage.json", "{}")
        package.writestr(zipfile.ZipInfo("archive/data.warc.gz"), data, packed)
        package.writestr("pages/pages.jsonl", "{}")
    return path.read_bytes()


@pytest.mark.parametrize("form", ["warc", "warc.gz", "one member", "wacz"])
def test_an_archive_is_kept_whole(store: Store, tmp_path: Path, form: str) -> None:
    """Plain, packed record by record, packed as a whole, or in a package: the slices are the file, every record stands
    in the table with its place, copies and visits are read out, and the store is sound."""
    path = tmp_path / ("c.wacz" if form == "wacz" else "c.warc" if form == "warc" else "c.warc.gz")
    data = web_archive(path, packed=form in ("warc.gz", "wacz"))
    if form == "one member":
        path.write_bytes(data := gzip.compress(data))
    if form == "wacz":
        data = in_package(path, data)
    adder = add(store, path)
    assert [one.sha256 for one in adder.added] == [sha256(PAGE).hexdigest()]
    archive = store.entry(adder.archives[0])
    lines = lines_of(store, archive)
    kinds = [line.kind for line in lines if line.kind]
    assert kinds == ["warcinfo", "response", "response", "request", "response", "response", "revisit"]
    assert b"".join(store.blob(name) for name in archive.blobs[1:]) == data
    for line in lines if form in ("warc", "warc.gz") else ():
        assert data[line.offset :].startswith(store.blob(line.blob))
    visits = [store.entry(seq).data for seq in adder.visits]
    assert [(one["what"], one["url"].rpartition("/")[2]) for one in visits] == [
        ("redirect", "old"),
        ("gone", "gone"),
        ("revisit", "a.html"),
    ]
    assert visits[2]["of"] == adder.added[0].seq
    fields = fields_of(store.entry(adder.added[0].seq))
    assert fields["crawler"]["value"] == {"software": "Wget/1.21", "operator": "档案馆", "ip": "10.0.0.1"}
    assert fields["server_address"] == {"basis": "observed", "value": "192.0.2.7", "source": "WARC-IP-Address"}
    assert (fields["warc_record"]["value"]["block_digest_result"], fields["url_final"]["basis"]) == ("ok", "observed")
    assert verify(store.path).outcome == "ok"
    again = add(store, path)
    assert (again.added, again.visits, again.archives, len(again.known)) == ([], [], [], 1)


@pytest.mark.parametrize("packed", [False, True])
def test_records_go_out_as_they_came(store: Store, tmp_path: Path, packed: bool) -> None:
    """`export --format warc` gives one archive back byte for byte; other programs read it; with chosen copies it holds
    what belongs to them."""
    path = tmp_path / ("c.warc.gz" if packed else "c.warc")
    data = web_archive(path, packed=packed)
    adder = add(store, path)
    out = tmp_path / "out.warc.gz"
    assert write_export(store, gather(store), out, "warc") == ("archived_out", 7)
    assert out.read_bytes() == data
    check = [sys.executable, "-c", "from warcio.cli import main; main()", "check", str(out)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    assert write_export(store, gather(store, [adder.added[0].seq]), out, "warc") == ("archived_out", 4)
    assert out.stat().st_size < len(data)


def test_plain_and_packed_archives_go_out_together(store: Store, tmp_path: Path) -> None:
    """Where both come together the plain records are packed, each by itself, so that one reader reads them all."""
    from fastwarc.warc import ArchiveIterator

    web_archive(tmp_path / "a.warc", packed=False)
    web_archive(tmp_path / "b.warc.gz", packed=True)
    for name in ("a.warc", "b.warc.gz"):
        add(store, tmp_path / name)
    out = tmp_path / "both.warc.gz"
    assert write_export(store, gather(store), out, "warc") == ("archived_out", 14)
    with out.open("rb") as file:
        assert sum(1 for _ in ArchiveIterator(file)) == 14


@pytest.mark.parametrize(
    ("fragment", "copies", "visits", "records"),
    [
        ("http://example.org/a.html", 1, ["redirect", "revisit"], 5),
        ("http://example.org/old", 1, ["redirect", "revisit"], 5),
        ("20230310/http://example.org/a.html", 1, ["redirect", "revisit"], 5),
        ("http://example.org/gone", 0, ["gone"], 2),
    ],
)
@pytest.mark.parametrize("name", ["c.warc.gz", "c.wacz"])
def test_captures_are_named_by_address_and_time(
    store: Store, tmp_path: Path, name: str, fragment: str, copies: int, visits: list[str], records: int
) -> None:
    """FILE#URL and FILE#TIME/URL take the answers of that address, with what led to them and what belongs to them, and
    nothing else."""
    data = web_archive(tmp_path / name, packed=True)
    if name == "c.wacz":
        in_package(tmp_path / name, data)
    adder = add(store, Path(f"{tmp_path / name}#{fragment}"))
    assert (len(adder.added), adder.refused) == (copies, [])
    assert [store.entry(seq).data["what"] for seq in adder.visits] == visits
    archive = store.entry(adder.archives[0])
    assert (archive.data["whole"], len(lines_of(store, archive))) == (False, records)
    assert verify(store.path).outcome == "ok"


def test_a_wrong_digest_is_loud(store: Store, tmp_path: Path) -> None:
    """A record whose digest fails is kept and is no copy, with an error of its own; accepted, it is what the archive
    claims, and never observed."""
    path = tmp_path / "c.warc"
    data = web_archive(path, packed=False)
    path.write_bytes(data.replace("加强值守".encode(), "减弱值守".encode()))
    adder = add(store, path)
    assert [one.error.code for one in adder.refused] == ["PD430"]
    assert adder.added == []
    assert [store.entry(seq).data["what"] for seq in adder.visits] == ["redirect", "digest_failed", "gone", "revisit"]
    assert store.entry(adder.archives[0]).data["digests"] == {
        "block": {"mismatch": 1, "ok": 6},
        "payload": {"absent": 1, "mismatch": 1, "not_examined": 1, "ok": 4},
    }
    taken = add(store, path, accept_bad_digest=True)
    fields = fields_of(store.entry(taken.added[0].seq))
    assert store.entry(taken.added[0].seq).data["event"] == "ingestion"
    assert {fields[key]["basis"] for key in ("url_final", "retrieved", "http_status", "server_address")} == {"declared"}
    assert fields["warc_record"]["value"]["payload_digest_result"] == "mismatch"


def test_a_damaged_archive_is_kept_as_far_as_it_goes(store: Store, tmp_path: Path) -> None:
    """Of a file that breaks off, all bytes are kept, what can be read is read, and the damage is said."""
    path = tmp_path / "c.warc.gz"
    data = web_archive(path, packed=True)[:-200]
    path.write_bytes(data)
    adder = add(store, path)
    assert len(adder.added) == 1
    assert b"".join(store.blob(name) for name in store.entry(adder.archives[0]).blobs[1:]) == data


def test_a_package_that_packs_its_archive_is_a_file_like_any_other(store: Store, tmp_path: Path) -> None:
    """Against the format: nothing can be cut out of it, so it is kept whole and its text is not read."""
    data = web_archive(tmp_path / "c.warc.gz", packed=True)
    in_package(tmp_path / "c.wacz", data, packed=zipfile.ZIP_DEFLATED)
    (kept,) = add(store, tmp_path / "c.wacz").added
    assert kept.unread is not None
    assert kept.unread.code == "PD134"


def test_a_store_without_archives_has_nothing_to_write(store: Store, tmp_path: Path) -> None:
    """That there is no record is an error, and no empty file is left."""
    for form in ("warc", "wacz"):
        with pytest.raises(InputError) as caught:
            write_export(store, gather(store), tmp_path / "x", form)
        assert caught.value.code == "PD431"
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Example.org/a?b=2&a=1", "org,example)/a?a=1&b=2"),
        ("https://example.org:8443", "org,example:8443)/"),
        ("urn:x", "urn:x"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_addresses_are_sorted_by_host(url: str, key: str) -> None:
    """The key of an index has the host turned round, and what is no address stays as it is."""
    assert surt(url) == key
