# SPDX-License-Identifier: Apache-2.0
"""The way back: a store comes out of a bag or a WACZ with the same checkpoint, or not at all."""

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from tests.provenance.test_archives import web_archive

from policydiff.errors import InputError, IntegrityError, PolicydiffError
from policydiff.options import Options
from policydiff.provenance import schema
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import assertions
from policydiff.provenance.comparing import compare_stored
from policydiff.provenance.dossier import gather
from policydiff.provenance.exporting import write_export
from policydiff.provenance.importing import import_store
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.redacting import redact
from policydiff.provenance.store import Store, checkpoint_path
from policydiff.provenance.verify import verify

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
pytest.importorskip("fastwarc")
GOLDEN = Path(__file__).with_name("golden") / "0.1.0.store"


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    """Files, one of them in pieces, one redacted, a web archive, one by reference, a comparison."""
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.txt").write_text(f"关于做好防汛工作的通知\n\n各区人民政府：\n　　一、{name}。\n", "utf-8")
    (tmp_path / "large.bin").write_bytes(bytes(range(256)) * 15_000)
    web_archive(tmp_path / "w.warc.gz", packed=True)
    store = Store.create(tmp_path / "s.store", clock=clock, operator="王")
    adder = Adder(store)
    adder.add_paths(
        [tmp_path / name for name in ("a.txt", "b.txt", "large.bin", "w.warc.gz", "c.txt")], assertions({}, "")
    )
    Adder(store, by_reference=True).add_paths([tmp_path / "d.txt"], assertions({}, ""))
    compare_stored(store, "a.txt", "b.txt", Options())
    redact(store, [find_copy(store, "c.txt")], "court order", records=True)
    return store


@pytest.mark.parametrize("form", ["bagit", "wacz"])
def test_a_store_comes_back_with_the_same_checkpoint(store: Store, tmp_path: Path, form: str) -> None:
    """Every entry, every blob and the checkpoint are the same; the store verifies against the checkpoint that was kept;
    what comes back goes out and comes back again."""
    write_export(store, gather(store), tmp_path / "out", form)
    assert import_store(tmp_path / "out", tmp_path / "back.store") == store.checkpoint()
    result = verify(tmp_path / "back.store", checkpoints=[store.checkpoint()])
    assert (result.outcome, result.troubles) == ("ok", ())
    with Store.open(tmp_path / "back.store") as back:
        assert [back.entry_body(n) for n in range(back.size())] == [store.entry_body(n) for n in range(store.size())]
        names = "SELECT sha256, size FROM blob ORDER BY sha256"
        assert back.query(names) == store.query(names)
        write_export(back, gather(back), tmp_path / "again", "bagit")
    assert import_store(tmp_path / "again", tmp_path / "twice.store") == store.checkpoint()


Change = Callable[[Path], object]
CHANGES: dict[str, tuple[Change, str]] = {
    "a copy changed": (lambda bag: _first(bag, "copies").write_bytes(b"x"), "PD433"),
    "a text taken out": (lambda bag: _first(bag, "decoded").unlink(), "PD432"),
    "an archive cut": (lambda bag: _cut(_first(bag, "archives")), "PD433"),
    "an entry changed": (lambda bag: _edit(bag, b"court order", b"court 0rder"), "PD433"),
    "an entry taken out": (lambda bag: _edit(bag, _log(bag).read_bytes().splitlines(keepends=True)[3], b""), "PD433"),
    "the end cut off": (
        lambda bag: _log(bag).write_bytes(b"".join(_log(bag).read_bytes().splitlines(keepends=True)[:-1])),
        "PD433",
    ),
    "a name outside": (
        lambda bag: _edit_at(bag / "manifest-sha256.txt", b"data/metadata/premis.xml", b"../../etc/passwd"),
        "PD432",
    ),
    "a checkpoint that is a link in a circle": (lambda bag: _in_place(bag, lambda at: at.symlink_to(at.name)), "PD432"),
    "a checkpoint that is a pipe": (lambda bag: _in_place(bag, os.mkfifo), "PD432"),
    "a name that no file has": (
        lambda bag: _edit_at(bag / "manifest-sha256.txt", b"data/metadata/premis.xml", b"data/\0"),
        "PD432",
    ),
    "no log": (lambda bag: _log(bag).unlink(), "PD432"),
    "no bag": (shutil.rmtree, "PD432"),
}


def _log(bag: Path) -> Path:
    return bag / "data/metadata/submissionDocumentation/log.jsonl"


def _in_place(bag: Path, put: Change) -> None:
    """Something else where the checkpoint was."""
    path = _log(bag).with_name("checkpoint.txt")
    path.unlink()
    put(path)


def _first(bag: Path, folder: str) -> Path:
    return min((bag / "data/objects" / folder).iterdir())


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _edit(bag: Path, old: bytes, new: bytes) -> None:
    _edit_at(_log(bag), old, new)


def _edit_at(path: Path, old: bytes, new: bytes) -> None:
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_on_the_way_does_not_come_in(store: Store, tmp_path: Path, name: str) -> None:
    """Each change is an error, and nothing is left behind."""
    change, code = CHANGES[name]
    bag = tmp_path / "bag"
    write_export(store, gather(store), bag, "bagit")
    change(bag)
    target = tmp_path / "in" / "back.store"
    target.parent.mkdir()
    with pytest.raises(PolicydiffError) as caught:
        import_store(bag, target)
    assert caught.value.code == code
    assert list(target.parent.iterdir()) == []


def _locked(package: bytes) -> bytes:
    """The bit that says that a file is encrypted, set in the directory's every line."""
    return package.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def _broken(package: bytes) -> bytes:
    """Blocks of a kind that DEFLATE has not, where a packed log begins (RFC 1951, 3.2.3)."""
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        at = files.getinfo("policydiff/log.jsonl").header_offset
    at += 30 + sum(int.from_bytes(package[at + n : at + n + 2], "little") for n in (26, 28))
    return package[:at] + b"\xff" * 8 + package[at + 8 :]


@pytest.mark.parametrize("damage", [_locked, _broken])
def test_a_package_that_does_not_unpack_is_refused(
    store: Store, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    """A WACZ whose parts are locked, or packed in bits that unpack to nothing, is no whole store."""
    write_export(store, gather(store), tmp_path / "out", "wacz")
    packed = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "out") as files, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as again:
        for name in files.namelist():
            again.writestr(name, files.read(name))
    changed = damage(packed.getvalue())
    assert changed != packed.getvalue()
    (tmp_path / "damaged").write_bytes(changed)
    with pytest.raises(InputError) as caught:
        import_store(tmp_path / "damaged", tmp_path / "back.store")
    assert caught.value.code == "PD432"


def test_a_file_that_is_missing_is_named(store: Store, tmp_path: Path) -> None:
    """A bag without one of its files is refused with the name of that file, and no number of the system's."""
    bag = tmp_path / "bag"
    write_export(store, gather(store), bag, "bagit")
    gone = _first(bag, "decoded")
    gone.unlink()
    with pytest.raises(PolicydiffError) as caught:
        import_store(bag, tmp_path / "back.store")
    assert gone.name in caught.value.message
    with pytest.raises(PolicydiffError) as caught:
        import_store(tmp_path, tmp_path / "back.store")
    assert "checkpoint.txt" in caught.value.message
    assert "Errno" not in caught.value.message


def test_chosen_copies_are_no_store(store: Store, tmp_path: Path) -> None:
    """A bag of some copies has some of the entries, and is refused; so is a WACZ that holds no store, and a store that
    stands there stays."""
    write_export(store, gather(store, [find_copy(store, "a.txt").seq]), tmp_path / "bag", "bagit")
    with pytest.raises(IntegrityError) as broken:
        import_store(tmp_path / "bag", tmp_path / "x.store")
    assert broken.value.code == "PD433"
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as package:
        package.writestr("archive/x.warc", b"")
    for source, target, code in (
        (tmp_path / "x.wacz", tmp_path / "x.store", "PD432"),
        (tmp_path / "bag", store.path, "PD402"),
    ):
        with pytest.raises(InputError) as caught:
            import_store(source, target)
        assert caught.value.code == code


def test_an_earlier_layout_is_brought_up_to_date(tmp_path: Path) -> None:
    """A store of 0.1.0 keeps nothing in pieces until it is upgraded; then it does, every entry stays, the log says what
    was done, and its bag comes back."""
    path = tmp_path / "old.store"
    shutil.copy(GOLDEN, path)
    shutil.copy(checkpoint_path(GOLDEN), checkpoint_path(path))
    (tmp_path / "large.bin").write_bytes(bytes(3 << 20))
    with Store.open(path, write=True) as store:
        before = store.checkpoint()
        with pytest.raises(InputError) as caught:
            Adder(store).add_paths([tmp_path / "large.bin"], assertions({}, ""))
        assert caught.value.code == "PD408"
        write_export(store, gather(store), tmp_path / "bag1", "bagit")
        assert store.upgrade() == (1, schema.VERSION)
        assert store.upgrade() == (schema.VERSION, schema.VERSION)
        Adder(store).add_paths([tmp_path / "large.bin"], assertions({}, ""))
        assert next(store.entries(before.size)).kind == "upgrade"
        write_export(store, gather(store), tmp_path / "bag2", "bagit")
        after = store.checkpoint()
    result = verify(path, checkpoints=[before, after])
    assert (result.outcome, result.troubles) == ("ok", ())
    for bag, seen in (("bag1", before), ("bag2", after)):
        assert import_store(tmp_path / bag, tmp_path / f"{bag}.store") == seen
        assert verify(tmp_path / f"{bag}.store").outcome == "ok"
