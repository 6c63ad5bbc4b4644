# SPDX-License-Identifier: Apache-2.0
"""What a store has received already is found without reading everything again, also in a later run; files that are only
referred to are checked where they lie; a group of copies is a notice in exports."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import Assertions, assertions
from policydiff.provenance.dossier import gather
from policydiff.provenance.premis import premis_xml
from policydiff.provenance.receipts import NAMED
from policydiff.provenance.redacting import redact
from policydiff.provenance.store import Store
from policydiff.provenance.verify import verify

pytestmark = pytest.mark.filterwarnings(
    "ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
SCHEMA = Path(__file__).with_name("premis-v3-0.xsd")
P = {"p": "http://www.loc.gov/premis/v3"}


@pytest.fixture
def store(tmp_path: Path, clock: Callable[[], datetime]) -> Store:
    return Store.create(tmp_path / "s.store", clock=clock)


def same_pages(folder: Path, count: int) -> list[Path]:
    """Files of the same bytes in so many places."""
    folder.mkdir()
    paths = [folder / f"{number:03d}.txt" for number in range(count)]
    for path in paths:
        path.write_text("关于做好防汛工作的通知\n一、值守。\n", "utf-8")
    return paths


def test_a_page_that_comes_again_and_again_costs_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of equal pages from many places each entry is read once and a little more, not once for each page after it; all
    are kept, told with the first of the same bytes, and known the next time."""
    paths = same_pages(tmp_path / "saved", 60)
    read: list[int] = []
    entry = Store.entry
    monkeypatch.setattr(Store, "entry", lambda self, seq: (read.append(seq), entry(self, seq))[1])

    adder = Adder(store)
    adder.add_paths(paths, Assertions())
    assert len(adder.added) == len(paths)
    assert [len(one.same_bytes) for one in adder.added] == [min(at, NAMED) for at in range(len(paths))]
    assert len(read) <= 3 * len(paths)
    read.clear()
    again = Adder(store)
    again.add_paths(paths, Assertions())
    assert (len(again.added), [one.seq for one in again.known]) == (0, [one.seq for one in adder.added])
    assert len(read) <= 3 * len(paths)


def test_two_writers_take_nothing_in_twice(store: Store, tmp_path: Path) -> None:
    """What another program has added since is found."""
    paths = same_pages(tmp_path / "saved", 3)
    first, second = Adder(store), Adder(Store.open(store.path, write=True))
    first.add_paths(paths[:1], Assertions())
    second.add_paths(paths[:2], Assertions())
    first.add_paths(paths, Assertions())

    assert [len(one.added) for one in (first, second)] == [2, 1]
    assert [len(one.known) for one in (first, second)] == [2, 1]


@pytest.mark.parametrize("by", ["record id", "address and time", "nothing"])
def test_a_revisit_in_a_later_archive_finds_its_capture(store: Store, tmp_path: Path, by: str) -> None:
    """A page that was found unchanged weeks later names the copy of then, which another run took in: by the id of its
    record, or by address and time; what names nothing of the store is of no copy."""
    pytest.importorskip("fastwarc")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "then.warc").open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        html = [("Content-Type", "text/html; charset=utf-8")]
        page = writer.create_warc_record(
            "http://example.org/a",
            "response",
            payload=BytesIO("<p>关于做好防汛工作的通知</p>".encode()),
            http_headers=StatusAndHeaders("200 OK", html, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2023-02-10T03:04:05Z"},
        )
        writer.write_record(page)
    told = {
        "record id": {"WARC-Refers-To": page.rec_headers.get_header("WARC-Record-ID")},
        "address and time": {},
        "nothing": {"WARC-Refers-To": "<urn:uuid:00000000-0000-0000-0000-000000000000>"},
    }[by]
    with (tmp_path / "later.warc").open("wb") as file:
        again = WARCWriter(file, gzip=False).create_revisit_record(
            "http://example.org/a",
            page.rec_headers.get_header("WARC-Payload-Digest"),
            "http://example.org/a",
            "2023-02-10T03:04:05Z" if by == "address and time" else "2022-01-01T00:00:00Z",
            http_headers=StatusAndHeaders("200 OK", html, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2023-03-10T03:04:05Z", **told},
        )
        WARCWriter(file, gzip=False).write_record(again)
    first, later = Adder(store), Adder(store)
    first.add_paths([tmp_path / "then.warc"], Assertions())
    later.add_paths([tmp_path / "later.warc"], Assertions())

    (visit,) = later.visits
    expected = None if by == "nothing" else first.added[0].seq
    assert store.entry(visit).data.get("of") == expected


def _moved(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "a.txt").rename(folder / "in" / "a.txt")


AGAINST: dict[str, tuple[Callable[[Path], object], str, int]] = {
    "as it was": (lambda folder: None, "ok", 1),
    "in another folder": (_moved, "ok", 1),
    "changed": (lambda folder: (folder / "a.txt").write_text("x", "utf-8"), "altered_reference", 0),
    "gone": (lambda folder: (folder / "a.txt").unlink(), "missing_reference", 0),
}


@pytest.mark.parametrize("name", AGAINST)
def test_files_that_are_only_referred_to_are_checked_where_they_lie(store: Store, tmp_path: Path, name: str) -> None:
    """With a folder given, a file by reference is found by its name and read; changed or missing, it is named with its
    entry; without a folder it is said that nobody looked."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text("关于做好防汛工作的通知\n", "utf-8")
    adder = Adder(store, by_reference=True)
    adder.add_paths([folder / "a.txt"], Assertions())
    change, expected, checked = AGAINST[name]
    change(folder)

    result = verify(store.path, against=folder)

    assert [one.kind for one in result.troubles] == ([] if expected == "ok" else [expected])
    assert [one.entries for one in result.troubles] == ([] if expected == "ok" else [(adder.added[0].seq,)])
    assert result.checked["referenced files"] == checked
    alone = verify(store.path)
    assert "unchecked_elsewhere" in [one.key for one in alone.not_checked]
    assert "referenced files" not in alone.checked


def test_a_group_is_a_notice_that_its_copies_are_claimed_to_be_of(store: Store, tmp_path: Path) -> None:
    """PREMIS has an intellectual entity for it, made by the grouping, with the claim in its words; each copy represents
    it; a redacted copy does no harm."""
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(f"关于做好防汛工作的通知\n一、{name}。\n", "utf-8")
    adder = Adder(store)
    adder.add_paths([tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"], assertions({}, ""))
    a, b, c = (one.seq for one in adder.added)
    with store.transaction() as batch:
        group = batch.append(
            "group", {"members": [a, b], "basis": "inferred", "reason": "same title", "claimant": "王"}
        )
    redact(store, [store.entry(c)], "court order", records=True)
    dossier = gather(store)

    tree = etree.fromstring(premis_xml(dossier))

    etree.XMLSchema(file=str(SCHEMA)).assertValid(tree)
    notice, event = dossier.uuid("notice", group), dossier.uuid("event", group)
    (own,) = tree.xpath(f"p:object[p:objectIdentifier/p:objectIdentifierValue='{notice}']", namespaces=P)
    assert own.get("{http://www.w3.org/2001/XMLSchema-instance}type") == "premis:intellectualEntity"
    assert "same title" in own.findtext("p:significantProperties/p:significantPropertiesValue", namespaces=P)
    linked = own.xpath("p:linkingEventIdentifier/p:linkingEventIdentifierValue/text()", namespaces=P)
    assert linked == [event]
    members = tree.xpath(
        f"p:object[p:relationship[p:relationshipSubType='represents']/p:relatedObjectIdentifier"
        f"/p:relatedObjectIdentifierValue='{notice}']/p:objectIdentifier/p:objectIdentifierValue/text()",
        namespaces=P,
    )
    assert members == [dossier.uuid("copy", seq) for seq in (a, b)]
    (grouping,) = tree.xpath(f"p:event[p:eventIdentifier/p:eventIdentifierValue='{event}']", namespaces=P)
    assert notice in grouping.xpath("p:linkingObjectIdentifier/p:linkingObjectIdentifierValue/text()", namespaces=P)
