# SPDX-License-Identifier: Apache-2.0
"""verify.html in Chromium, opened from disk and without a network: sound dossiers are told green, tampered ones red."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytest.importorskip("rfc3161_client")
pytest.importorskip("fastwarc")

from tests.provenance.authority import COSIGNATURE, Authority, Signer, note, proof
from tests.provenance.test_archives import PAGE, web_archive

from policydiff.provenance.adding import Adder
from policydiff.provenance.anchors.anchor import Trust
from policydiff.provenance.anchors.anchoring import anchor
from policydiff.provenance.assertions import assertions
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.redacting import redact, retract
from policydiff.provenance.sealing import seal
from policydiff.provenance.store import Store

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings(
        "ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]
LOG = "data/metadata/submissionDocumentation/log.jsonl"
CHECKPOINT = "data/metadata/submissionDocumentation/checkpoint.txt"


class Sealed:
    """A dossier with what its keeper has elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.files = {name: folder / f"{name}.txt" for name in ("a", "b", "late", "back", "gone")}
        for name, path in self.files.items():
            path.write_text(f"关于做好防汛工作的通知\n\n各区人民政府：\n　　一、{name}。\n", "utf-8")
        self.archive, self.witness = Signer("archive.example"), Signer("w.example", COSIGNATURE)
        authority = Authority(folder)
        with Store.create(folder / "s.store", operator="王") as store:
            web_archive(folder / "w.warc.gz", packed=True)
            add = [*(self.files[name] for name in ("a", "b", "back", "gone")), folder / "w.warc.gz"]
            self.files["archive"] = folder / "w.warc.gz"
            Adder(store).add_paths(add, assertions({"url": "https://example.org/", "retrieved": "2023-02"}, "options"))
            retract(store, find_copy(store, "back.txt"), "taken in by mistake")
            redact(store, [find_copy(store, "gone.txt")], "court order", records=True)
            self.kept = store.checkpoint()
            text = self.kept.body()
            self.note = note(text, self.archive, self.witness).decode()
            anchor(store, self.note.encode(), "c.note", Trust(keys=(self.archive.key, self.witness.key)))
            stamp = authority.stamp_of(text.encode())
            self.stamped = anchor(store, stamp, "c.tsr", Trust(certificates=(authority.root.pem,))).finding.time or ""
            anchor(store, proof(text.encode())[0], "c.ots", Trust())
            Adder(store).add_paths([self.files["late"]], assertions({}, "options"))
            self.last = store.checkpoint()
        self.folder = folder / "dossier"
        self.page = seal(folder / "s.store", self.folder, program="none").page


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    return Sealed(tmp_path_factory.mktemp("sealed"))


def give(page: Page, *, dossier: Path | None = None, files: tuple[Path, ...] = (), kept: str = "") -> Page:
    """Hand over the dossier's folder or its log, the files and what was kept elsewhere, as a clerk does."""
    if dossier is not None:
        page.set_input_files("#dossier-folder" if dossier.is_dir() else "#dossier-files", dossier)
        expect(page.locator("#result")).to_be_visible()
    if files:
        page.set_input_files("#file-files", list(files))
    if kept:
        page.fill("#seen-text", kept)
    expect(page.locator("body.busy")).to_have_count(0)
    return page


def verdict(page: Page, expected: str) -> str:
    """The words of the result, which must be green, amber or red."""
    expect(page.locator("#result")).to_have_class(expected)
    return page.locator("#result").inner_text()


def test_a_sound_dossier_is_green_with_a_kept_checkpoint(open_report, sealed: Sealed) -> None:
    """The page out of the dossier itself: folder, file and a checkpoint from elsewhere give green, since when, and what
    is not claimed; nothing is loaded."""
    page = open_report(sealed.folder / "verify.html", locale="en-GB")
    give(page, dossier=sealed.folder)
    assert "Add the file" in verdict(page, "amber")
    give(page, files=(sealed.files["a"],))
    assert "could have made all of it" in verdict(page, "amber")
    give(page, kept=sealed.last.line())

    said = verdict(page, "green")

    assert "Unchanged" in said
    assert "a.txt was in this store when entry 2 was written" in said
    assert "None of this proves that a site ever said" in said
    assert f"there by {sealed.stamped[:10]}" in said
    assert "as somebody said" in said
    assert "kept elsewhere" in said
    expect(page.locator("#checks .no")).to_have_count(0)


def test_a_log_and_a_file_are_enough_to_ask(open_report, sealed: Sealed) -> None:
    """The log alone, without the folder, serves; so does a copy out of the dossier, and a text made from one."""
    page = open_report(sealed.folder / "verify.html", locale="en-GB")
    objects = sealed.folder / "data/objects"
    copy = next((objects / "copies").glob("*-a.txt"))
    text = next((objects / "texts").glob("000002-*"))
    give(page, dossier=sealed.folder / LOG, files=(copy, text), kept=sealed.last.body())

    expect(page.locator("#checks")).to_contain_text("its bytes are those of copy 2")
    said = verdict(page, "green")
    assert "the canonical text of copy 2" in said


def test_a_capture_is_found_as_page_and_as_archive(open_report, sealed: Sealed, tmp_path: Path) -> None:
    """The web archive as it was taken in, as it lies in the dossier, and the page read out of it are in the log."""
    (tmp_path / "page.html").write_bytes(PAGE)
    inside = next((sealed.folder / "data/objects/archives").iterdir())
    page = open_report(sealed.folder / "verify.html", locale="en-GB")
    files = (sealed.files["archive"], inside, tmp_path / "page.html")

    give(page, dossier=sealed.folder, files=files, kept=sealed.last.line())

    said = verdict(page, "green")
    assert said.count("is the web archive of entry") == 2
    assert "page.html: its bytes are those of copy" in said
    assert "http://example.org/a.html seen" in said


def test_what_is_dropped_anywhere_finds_its_place(open_report, sealed: Sealed) -> None:
    """Log, file and checkpoint dropped together on the page are told apart by what they are."""
    page = open_report(sealed.folder / "verify.html", locale="en-GB")
    dropped = page.evaluate_handle(
        """(files) => {
          const transfer = new DataTransfer();
          for (const [name, text] of files) transfer.items.add(new File([text], name));
          return transfer;
        }""",
        [[path.name, path.read_bytes().decode()] for path in (sealed.folder / LOG, sealed.files["a"])],
    )
    page.dispatch_event("header", "drop", {"dataTransfer": dropped})
    expect(page.locator("#dossier-have")).to_contain_text(f"{sealed.last.size} entries")
    expect(page.locator("#file-have")).to_have_text("a.txt")
    kept = page.evaluate_handle(
        "(text) => { const t = new DataTransfer(); t.items.add(new File([text], 'mail.txt')); return t; }",
        f"Dear colleague,\n{sealed.last.line()}\n",
    )
    page.dispatch_event("footer", "drop", {"dataTransfer": kept})
    expect(page.locator("#seen-have")).to_have_text("mail.txt")
    assert "kept elsewhere" in verdict(page, "green")


def test_a_signature_is_checked_in_the_browser(open_report, sealed: Sealed) -> None:
    """A note's Ed25519 signature makes green with the key from elsewhere, and tells a witness's time; with the key that
    lies in the dossier it decides nothing; with a wrong signature it is red."""
    page = open_report(sealed.folder / "verify.html", locale="en-GB")
    give(page, dossier=sealed.folder, files=(sealed.files["a"],))
    assert "under the key that lies in the dossier" in verdict(page, "amber")
    give(page, kept=f"{sealed.archive.key}\n{sealed.witness.key}")
    said = verdict(page, "green")
    assert "archive.example over the first" in said
    assert "by 2027-01-15 08:00:00 UTC, by the word of w.example" in said
    forged = note(sealed.kept.body(), Signer("archive.example")).decode().replace("archive.example", "other.example")
    give(page, kept=f"{forged}\n{sealed.archive.key}")
    assert "no key was given" in verdict(page, "green")  # the log leads to the checkpoint in it all the same
    lines = sealed.note.splitlines(keepends=True)
    swapped = "".join(lines[:4]) + sealed.archive.line(sealed.last.body())
    give(page, kept=" ")
    page.set_input_files("#seen-files", {"name": "c.note", "mimeType": "text/plain", "buffer": swapped.encode()})
    page.set_input_files(
        "#seen-files", {"name": "k.txt", "mimeType": "text/plain", "buffer": sealed.archive.key.encode()}
    )
    assert "signature of archive.example over the first" in verdict(page, "red")


def test_what_came_later_or_was_taken_back_is_not_green(open_report, sealed: Sealed) -> None:
    """A copy that came after the checkpoint, one that was taken back, one that was redacted: nothing of that is called
    unchanged without a word."""
    page = open_report(sealed.folder / "verify.html", locale="en-GB")
    give(page, dossier=sealed.folder, files=(sealed.files["late"],), kept=sealed.kept.line())
    assert "recorded after" in verdict(page, "amber")
    give(page, files=(sealed.files["back"],))
    assert "taken in by mistake" in verdict(page, "amber")
    give(page, files=(sealed.files["gone"],))
    assert "these bytes are not in this log" in verdict(page, "red")


Change = Callable[[Sealed, Path], tuple[Path, str]]


def _lines(dossier: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path = dossier / LOG
    path.write_bytes(b"\n".join(change(path.read_bytes().split(b"\n"))))


def _changed_file(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    path = next((dossier / "data/objects/copies").glob("*-a.txt"))
    path.write_bytes(path.read_bytes() + b" ")
    return path, sealed.last.line()


def _changed_record(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    _lines(dossier, lambda lines: [line.replace(b"https://example.org/", b"https://example.com/") for line in lines])
    return sealed.files["a"], sealed.last.line()


def _removed_record(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    _lines(dossier, lambda lines: lines[:3] + lines[4:])
    return sealed.files["a"], ""


def _cut_log(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    _lines(dossier, lambda lines: [*lines[:-2], b""])
    return sealed.files["a"], ""


def _cut_log_and_checkpoint(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    _cut_log(sealed, dossier)
    (dossier / CHECKPOINT).unlink()
    return sealed.files["a"], sealed.last.line()


def _swapped_checkpoint(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    swapped = sealed.last.body().replace(sealed.last.root_text(), sealed.kept.root_text())
    (dossier / CHECKPOINT).write_text(swapped)
    return sealed.files["a"], ""


def _another_kept(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    return sealed.files["a"], sealed.last.line().replace(sealed.last.root_text(), sealed.kept.root_text())


def _another_store(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    return sealed.files["a"], re.sub("/[0-9a-f]{8}-", "/00000000-", sealed.last.line())


def _emptied_record(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    _lines(dossier, lambda lines: [*lines[:3], b"", *lines[4:]])
    return sealed.files["a"], ""


def _no_log(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    (dossier / LOG).write_text("<html>hello\n")
    return sealed.files["a"], ""


def _stamp_of_another_time(sealed: Sealed, dossier: Path) -> tuple[Path, str]:
    """All of the log after the false time is made to fit: the time stamp itself says otherwise."""
    import json

    from policydiff.provenance import canonical_json
    from policydiff.provenance.checkpoint import Checkpoint
    from policydiff.provenance.merkle import Frontier, leaf_hash

    tree, prev, made = Frontier(), None, []
    gone = {one["seq"]: one["hash"] for line in (dossier / LOG).read_bytes().splitlines() if b'"redaction"' in line
            for one in json.loads(line)["data"].get("entries", [])}  # fmt: skip
    for seq, line in enumerate((dossier / LOG).read_bytes().split(b"\n")[:-1]):
        if line:
            told = json.loads(line) | {"prev": prev}
            if told["data"].get("form") == "rfc3161":
                told["data"]["time"] = "2001-01-01T00:00:00Z"
            line = canonical_json.encode(told)
        leaf = leaf_hash(line) if line else bytes.fromhex(gone[seq])
        tree.append(leaf)
        prev, made = leaf.hex(), [*made, line]
    (dossier / LOG).write_bytes(b"\n".join([*made, b""]))
    (dossier / CHECKPOINT).write_text(Checkpoint(sealed.last.origin, tree.size, tree.root()).body())
    return sealed.files["a"], ""


TAMPERED: dict[str, tuple[Change, str]] = {
    "file changed": (_changed_file, "has this name, but other bytes"),
    "record changed": (_changed_record, "does not follow entry"),
    "record removed": (_removed_record, "says that it is entry"),
    "record emptied": (_emptied_record, "no redaction says why"),
    "log cut": (_cut_log, "its end was cut off"),
    "log and checkpoint cut": (_cut_log_and_checkpoint, "its end was cut off"),
    "checkpoint in the dossier swapped": (_swapped_checkpoint, "not that of this log"),
    "checkpoint kept elsewhere of another history": (_another_kept, "another history"),
    "checkpoint of another store": (_another_store, "another store"),
    "no log": (_no_log, "is no log of policydiff"),
    "time of a stamp": (_stamp_of_another_time, "of another time than the log says"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_dossier_is_red(open_report, sealed: Sealed, tmp_path: Path, name: str) -> None:
    """Each is told in red with a word on what is wrong; nothing is claimed of the file."""
    dossier = tmp_path / "dossier"
    shutil.copytree(sealed.folder, dossier)
    change, expected = TAMPERED[name]
    file, kept = change(sealed, dossier)
    page = open_report(dossier / "verify.html", locale="en-GB")

    give(page, dossier=dossier, files=(file,), kept=kept)

    assert expected in verdict(page, "red")
    expect(page.locator("#claims li")).to_have_count(0)
    expect(page.locator("#records details")).to_have_count(0)


def test_a_strange_log_ends_in_a_result(open_report, sealed: Sealed, tmp_path: Path) -> None:
    """Entries that somebody else wrote, with parts missing or of another type, in a sound chain: the page comes to a
    result, which is not green without a file."""
    from policydiff.provenance.entry import spell
    from policydiff.provenance.merkle import leaf_hash

    strange: list[object] = [None, 3, "x", [], {"record": 3}, {"record": {"sha256": 3, "original_name": [1]}},
                             {"copies": 3, "entries": 4, "copy": "x"}, {"size": "1", "root": 3, "file": [2]},
                             {"size": 1, "root": "AAAA"}, {"entries": [3, {"seq": "x", "hash": "zz"}]}]  # fmt: skip
    lines, prev = [], None
    for seq, (kind, data) in enumerate([("store", {"store": "x"})] + [
        (kind, data) for data in strange for kind in ("copy", "archive", "redaction", "retraction", "statement")
    ]):  # fmt: skip
        lines.append(spell(seq, prev, "2026-01-31T08:00:00.000000Z", kind, {}, [], data, None))
        prev = leaf_hash(lines[-1])
    (tmp_path / "log.jsonl").write_bytes(b"\n".join([*lines, b""]))
    page = open_report(sealed.folder / "verify.html", locale="en-GB")

    give(page, dossier=tmp_path / "log.jsonl", files=(sealed.files["a"],))

    assert page.locator("#result").get_attribute("class") in ("red", "amber")


@pytest.mark.parametrize(("locale", "said"), [("zh-CN", "未被改动"), ("zh-TW", "未被改動"), ("de-DE", "Unchanged")])
def test_it_speaks_the_readers_language(open_report, sealed: Sealed, locale: str, said: str) -> None:
    """The browser's language is taken, and the reader can change it with the result in view."""
    page = open_report(sealed.folder / "verify.html", locale=locale)
    give(page, dossier=sealed.folder, files=(sealed.files["a"],), kept=sealed.last.line())
    assert said in verdict(page, "green")
    if locale.startswith("zh"):
        assert not re.search(r"\b(?:entry|the|was)\b", page.locator("#result").inner_text())
    page.get_by_role("button", name="English").click()
    assert "Unchanged" in verdict(page, "green")
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_can_be_read_by_everybody(open_report, sealed: Sealed, width: int, scheme: str) -> None:
    """No rule of WCAG A and AA is broken, and nothing is wider than the screen."""
    page = open_report(sealed.folder / "verify.html", viewport={"width": width, "height": 900}, color_scheme=scheme)
    give(page, dossier=sealed.folder, files=(sealed.files["a"],))

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert found.response["violations"] == []


def test_without_cryptography_it_says_so(open_report, sealed: Sealed) -> None:
    """Where a browser withholds WebCrypto from a page, or does not know Ed25519, that is said, and nothing is green."""
    page = open_report(sealed.folder / "verify.html", locale="en-GB")
    page.evaluate("""() => {
      const known = crypto.subtle.importKey.bind(crypto.subtle);
      crypto.subtle.importKey = (form, data, about, ...more) =>
        about.name === "Ed25519"
          ? Promise.reject(new DOMException("", "NotSupportedError"))
          : known(form, data, about, ...more);
    }""")
    give(page, dossier=sealed.folder, files=(sealed.files["a"],), kept=sealed.archive.key)
    assert "cannot check signatures of Ed25519" in verdict(page, "amber")
    page.evaluate("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#stop")).to_contain_text("does not offer its cryptography")


def test_the_page_is_the_same_in_every_dossier(sealed: Sealed) -> None:
    """The page that the program writes by itself has the bytes of the one in the dossier, whose hash `seal` says."""
    from hashlib import sha256

    from policydiff.report.verifier import verifier_page

    assert sha256(verifier_page()).hexdigest() == sealed.page
    assert (sealed.folder / "verify.html").read_bytes() == verifier_page()
