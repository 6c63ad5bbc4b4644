# SPDX-License-Identifier: Apache-2.0
"""Attacks on a store through what it takes in and what it is given: each is named, costs little and does nothing else.

The numbers are those of the list of attacks that the readers are tried with, where it touches a store."""

import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.provenance.test_archives import web_archive

from policydiff.cli.boundary import run
from policydiff.cli.main import cli
from policydiff.errors import IntegrityError, PolicydiffError
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.provenance import canonical_json, pieces
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import assertions
from policydiff.provenance.bag import write_bag
from policydiff.provenance.dossier import gather
from policydiff.provenance.exporting import write_export
from policydiff.provenance.importing import import_store
from policydiff.provenance.sources import Digests, Item
from policydiff.provenance.store import Store
from policydiff.provenance.verify import verify

TEXT = "关于做好防汛工作的通知\n\n各区人民政府：\n　　一、加强值守。\n"

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    return Store.create(tmp_path / "s.store", clock=clock)


def add(store: Store, *paths: Path, **more: object) -> Adder:
    adder = Adder(store, **more)  # type: ignore[arg-type]
    adder.add_paths(paths, assertions({}, ""))
    return adder


def packed_word(part: bytes) -> bytes:
    """A Word document with one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", part)
    return made.getvalue()


XXE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
HOSTILE: dict[str, tuple[str, bytes]] = {
    "1 an external entity": ("a.docx", packed_word(XXE)),
    "2 entities that grow": ("b.docx", packed_word(LAUGHS)),
    "3 a bomb in a package": ("c.docx", packed_word(b"0" * 80_000_000)),
    "5 a bomb in a gzip file": ("d.txt.gz", gzip.compress(bytes(80_000_000))),
    "6 a PDF that is none": ("e.pdf", b"%PDF-1.7\n" + b"1 0 obj\n<</Kids[1 0 R]>>\nendobj\n" * 50),
    "7 elements without end": ("f.html", b"<div>" * 20_000 + "通知".encode()),
    "24 bytes that are no text": ("g.txt", bytes(range(128, 256)) * 20),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_kept_and_not_read(store: Store, tmp_path: Path, name: str) -> None:
    """1–7, 24: what a reader refuses is bytes with a problem; nothing of it is text, and the store is sound."""
    file, data = HOSTILE[name]
    (tmp_path / file).write_bytes(data)
    (one,) = add(store, tmp_path / file).added
    assert one.unread is not None
    assert one.title == ""
    assert store.blob(one.sha256) == data
    assert verify(store.path).outcome == "ok"


def test_records_and_members_that_are_too_large_are_passed_over(store: Store, tmp_path: Path) -> None:
    """5: a record over the limit is kept and not read; too many records are damage that is said, and what was read
    before is kept."""
    pytest.importorskip("fastwarc")
    web_archive(tmp_path / "w.warc", packed=False)
    small = add(store, tmp_path / "w.warc", limits=replace(DEFAULT_LIMITS, part_bytes=10))
    assert (small.added, [one.error.code for one in small.refused]) == ([], ["PD416"])
    few = add(store, tmp_path / "w.warc", limits=replace(DEFAULT_LIMITS, records=3), again=True)
    assert {one.error.code for one in few.refused} == {"PD130"}
    assert verify(store.path).outcome == "ok"


NAMES = [
    "<script>alert(1)<script>.txt",
    "\x1b[31mred.txt",
    "=1+1.txt",
    "..%2f..%2fetc.txt",
    "CON",
    "ｎ\u0308.txt",
    "a\u202eb.txt",
]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_is_only_a_name(store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str) -> None:
    """8, 10, 11: names of files never reach a terminal, a path, a formula or markup unchanged."""
    (tmp_path / name).write_text(TEXT, "utf-8")
    add(store, tmp_path / name)
    store.close()
    for command in ("list", "log", "show"):
        assert run(cli, ["store", command, str(store.path), *(["2"] if command == "show" else [])]) == 0
    out = capfd.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    with Store.open(store.path) as opened:
        write_bag(opened, gather(opened), tmp_path / "bag")
    files = [path for path in (tmp_path / "bag").rglob("*") if path.is_file()]
    assert all(path.name.isascii() and path.resolve().is_relative_to(tmp_path / "bag") for path in files)
    table = (tmp_path / "bag/data/metadata/metadata.csv").read_text("utf-8")
    assert "\n=1" not in table
    assert ",=1" not in table


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://a b/\n../x"])
def test_an_address_is_only_text(store: Store, tmp_path: Path, url: str) -> None:
    """9, 14: what is said of where a copy comes from is kept as it was said; nothing of it is fetched or listed to be
    fetched."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    adder = Adder(store, by_reference=True)
    adder.add_paths([tmp_path / "a.txt"], assertions({"url": url}, "options"))
    write_bag(store, gather(store), tmp_path / "bag")
    assert not (tmp_path / "bag" / "fetch.txt").exists()


@pytest.mark.parametrize("name", ["../../evil.warc", "/abs.warc", "archive/../../evil.warc", "archive\\evil.warc"])
def test_names_in_packages_are_never_paths(store: Store, tmp_path: Path, name: str) -> None:
    """4, 10: members of a WACZ with such names, twice, are taken in under the store's own names or not at all, and go
    out under those."""
    pytest.importorskip("fastwarc")
    data = web_archive(tmp_path / "w.warc", packed=False)
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as package:
        package.writestr(f"archive/{name.rpartition('/')[2]}.warc", data)
        package.writestr(name, data)
    add(store, tmp_path / "x.wacz")
    write_export(store, gather(store), tmp_path / "out.wacz", "wacz")
    with zipfile.ZipFile(tmp_path / "out.wacz") as package:
        names = package.namelist()
    assert len(names) == len(set(names))
    assert all(".." not in one and not one.startswith("/") and "\\" not in one for one in names)
    assert not (tmp_path.parent / "evil.warc").exists()


def test_many_copies_of_the_same_bytes_cost_each_its_own(store: Store, tmp_path: Path) -> None:
    """26: files of the same bytes from many places are as many copies of one blob, and are known again."""
    for number in range(150):
        (tmp_path / f"{number}.txt").write_text(TEXT, "utf-8")
    paths = [tmp_path / f"{number}.txt" for number in range(150)]
    assert len(add(store, *paths).added) == 150
    assert len(add(store, *paths).known) == 150
    assert store.query("SELECT count(*) FROM blob WHERE sha256 IN (SELECT sha256 FROM blob LIMIT 1)") == [(1,)]


SCHEMAS = (
    "CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM blob; END",
    "CREATE VIEW v AS SELECT * FROM blob",
    "CREATE TABLE extra (x)",
    "CREATE INDEX i ON entry (hash)",
)


@pytest.mark.parametrize("sql", SCHEMAS)
def test_a_file_with_a_schema_of_its_own_is_not_opened(store: Store, sql: str) -> None:
    """27: a store with a trigger, a view, a table or an index that this program did not make is not worked with."""
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(sql)
        connection.commit()
    with pytest.raises(IntegrityError):
        Store.open(store.path)
    assert verify(store.path).outcome == "rewritten"


def test_a_replayed_store_is_noticed(store: Store, tmp_path: Path) -> None:
    """28: an earlier copy of the file does not pass beside the checkpoint of the later one, nor does a bag of then."""
    seen = store.checkpoint()
    earlier = store.path.read_bytes()
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    add(store, tmp_path / "a.txt")
    later = store.checkpoint()
    store.close()
    store.path.write_bytes(earlier)
    result = verify(store.path, checkpoints=[seen, later])
    assert {one.kind for one in result.troubles} == {"rolled_back"}


@pytest.mark.parametrize(
    "body",
    [
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b'{"a":1e3}',
        b'{"a":9007199254740993.0}',
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{ "a":1}',
        b'{"\\u0061":1}',
        b"[]",
    ],
    ids=range(8),
)
def test_json_has_one_spelling(body: bytes) -> None:
    """29: repeated keys, no numbers, floats, depth and other spellings are no entry."""
    with pytest.raises(IntegrityError):
        canonical_json.decode(body)


def test_a_file_that_changes_while_it_is_read_is_not_kept_under_its_old_hash(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """30: a large file is hashed before and while it is kept; one that changed in between is refused, and nothing of it
    is a copy."""
    path = tmp_path / "large.bin"
    path.write_bytes(bytes(4 << 20))
    real = pieces.pour

    def changed(*given: object) -> None:
        path.write_bytes(b"\x01" * (4 << 20))
        real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pieces, "pour", changed)
    adder = add(store, path, limits=replace(DEFAULT_LIMITS, file_bytes=1 << 20))
    assert ([one.error.code for one in adder.refused], adder.added) == (["PD422"], [])
    assert verify(store.path).outcome == "ok"


def test_links_are_not_followed_out_of_a_folder(store: Store, tmp_path: Path) -> None:
    """30: a link in a folder is told, whether it leads to a file, a folder or itself."""
    folder = tmp_path / "f"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT, "utf-8")
    (folder / "a").symlink_to(tmp_path / "secret.txt")
    (folder / "b").symlink_to(tmp_path)
    (folder / "c").symlink_to(folder / "c")
    adder = add(store, folder)
    assert (adder.added, len(adder.passed_over)) == ([], 3)


def test_another_program_writes_between_the_pieces_of_a_large_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A big file never holds the lock for more than one piece: between any two of them another writer has its turn."""
    turns: list[int] = []
    with Store.open(store.path, write=True) as other:

        def paused(seconds: float) -> None:
            with other.transaction() as batch:
                turns.append(batch.append("fixity", {"outcome": "ok"}))

        monkeypatch.setattr(pieces, "sleep", paused)
        data = bytes(range(256)) * (5 << 12)
        (tmp_path / "large.bin").write_bytes(data)
        (one,) = add(store, tmp_path / "large.bin", limits=replace(DEFAULT_LIMITS, file_bytes=1 << 20)).added
    assert len(turns) >= len(data) / pieces.PIECE
    assert one.seq > turns[-1]
    assert verify(store.path).outcome == "ok"


def test_nothing_that_comes_in_is_run(store: Store, tmp_path: Path) -> None:
    """32: an import reads JSON, hashes and bytes; a log that is something else is refused."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    add(store, tmp_path / "a.txt")
    write_bag(store, gather(store), tmp_path / "bag")
    log = tmp_path / "bag/data/metadata/submissionDocumentation/log.jsonl"
    log.write_bytes(b"\x80\x04\x95cposix\nsystem\n" + json.dumps({"x": 1}).encode() + b"\n")
    with pytest.raises(PolicydiffError):
        import_store(tmp_path / "bag", tmp_path / "back.store")


@pytest.mark.parametrize("name", ["a.txt", "a.warc", "a.warc.gz", "a.wacz"])
def test_a_file_over_what_is_kept_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    """3, 5: even bytes alone are kept up to a limit, so that one file does not fill the disk; others go on."""
    (tmp_path / name).write_bytes(TEXT.encode() * 3)
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    largest = len(TEXT.encode())
    limits = replace(DEFAULT_LIMITS, file_bytes=largest, kept_bytes=largest * 2)

    found = add(store, tmp_path / name, tmp_path / "b.txt", limits=limits)

    assert [(one.error.code, "kept_bytes" in one.error.cure) for one in found.refused] == [("PD130", True)]
    assert [one.name for one in found.added] == ["b.txt"]


def test_a_folder_that_holds_the_store_is_taken_in_without_it(store: Store, tmp_path: Path) -> None:
    """30: the store would grow while it reads itself; and of any file that grows, no more is read than it had."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    found = add(store, tmp_path, limits=replace(DEFAULT_LIMITS, file_bytes=1_000))
    (tmp_path / "b.bin").write_bytes(b"x" * 10)
    item = Item(None, "b.bin", origin=tmp_path / "b.bin", digests=Digests("", "", 4))

    assert [one.name for one in found.added] == ["a.txt"]
    assert any("s.store is of this store" in one for one in found.passed_over)
    assert b"".join(item.chunks()) == b"xxxxx"
