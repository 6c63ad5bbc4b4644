# SPDX-License-Identifier: Apache-2.0
"""The history of an address or a notice: what happened when, what changed between copies, who said what."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfile

import pytest
from tests.provenance.conftest import ticking
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from policydiff.cli.store_timeline import form_of, written
from policydiff.errors import InputError, UsageError
from policydiff.options import Options
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import assertions
from policydiff.provenance.comparing import compare_stored
from policydiff.provenance.listing import Row
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.redacting import redact, retract
from policydiff.provenance.stating import state
from policydiff.provenance.store import Store
from policydiff.provenance.timeline import Timeline, timeline

pytestmark = [
    pytest.mark.filterwarnings("ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
]
pytest.importorskip("fastwarc")

URL = "https://example.org/tz/1.html"
NUMBER = "青政办发〔2023〕5号"
HTML = [("Content-Type", "text/html; charset=utf-8")]


def page(task: str) -> bytes:
    parts = (
        f"<h1>关于做好防汛工作的通知</h1><p>{NUMBER}</p><p>各区人民政府：</p><p>一、{task}</p>",
        "<p>二、报告灾情。</p>",
    )
    return f"<html><body>{''.join(parts)}<p>市政府办公厅</p><p>2023年2月1日</p></body></html>".encode()


def crawl(path: Path) -> None:
    """A redirect, a page, that it was unchanged, another version twice, that it was gone, a file that cannot be read, a
    third version."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)

        def put(month: int, status: str, body: bytes, url: str = URL, headers: list[tuple[str, str]] = HTML) -> str:
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            said = {"WARC-Date": f"2023-{month:02}-10T03:04:05Z"}
            made = writer.create_warc_record(
                url, "response", payload=BytesIO(body), http_headers=http, warc_headers_dict=said
            )
            writer.write_record(made)
            return str(made.rec_headers.get_header("WARC-Record-ID"))

        put(1, "301 Moved", b"", "https://example.org/old", [("Location", "/tz/1.html")])
        first = put(2, "200 OK", page("加强值守。"))
        http = StatusAndHeaders("200 OK", HTML, protocol="HTTP/1.1")
        said = {"WARC-Date": "2023-03-10T03:04:05Z", "WARC-Refers-To": first}
        writer.write_record(
            writer.create_revisit_record(URL, "sha1:A", URL, "2023-02-10T03:04:05Z", http, warc_headers_dict=said)
        )
        put(4, "200 OK", page("加强 24 小时值守。"))
        put(5, "200 OK", page("加强 24 小时值守。"))
        put(6, "404 Not Found", b"gone")
        put(7, "200 OK", b"%PDF-1.4 broken", headers=[("Content-Type", "application/pdf")])
        put(8, "200 OK", page("加强 48 小时值守。"))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has taken in the web archive of `crawl`."""
    folder = tmp_path_factory.mktemp("crawled")
    crawl(folder / "x.warc.gz")
    with Store.create(folder / "s.store", clock=ticking(), operator="王") as opened:
        adder = Adder(opened)
        adder.add_paths([folder / "x.warc.gz"], assertions({}, "options"))
        assert len(adder.added) == 5
    return folder / "s.store"


@pytest.fixture
def store(tmp_path: Path, crawled: Path, clock: Callable[[], datetime]) -> Store:
    copyfile(crawled, tmp_path / "s.store")
    return Store.open(tmp_path / "s.store", write=True, clock=clock, operator="王")


def told(found: Timeline) -> list[tuple[str, str]]:
    return [(one.what, one.time[:7]) for one in found.happenings]


def links(found: Timeline) -> list[tuple[int, int, str, str]]:
    """The changes by the places of their copies in the history."""
    places = {one.copy.entry: place for place, one in enumerate(found.happenings) if one.copy}
    return [(places[one.a], places[one.b], one.how, one.verdict) for one in found.changes]


def test_an_address_has_all_that_happened_to_it(store: Store) -> None:
    """Captures, absences, redirects and revisits stand in the order of their time; what was not read is not compared,
    and the copies around it are."""
    found = timeline(store, URL)
    assert told(found) == [
        ("redirect", "2023-01"),
        ("captured", "2023-02"),
        ("revisit", "2023-03"),
        ("captured", "2023-04"),
        ("captured", "2023-05"),
        ("gone", "2023-06"),
        ("captured", "2023-07"),
        ("captured", "2023-08"),
    ]
    assert links(found) == [
        (1, 3, "compared", "different"),
        (3, 4, "same_bytes", ""),
        (4, 6, "not_compared", ""),
        (6, 7, "not_compared", ""),
        (4, 7, "compared", "different"),
    ]
    assert found.happenings[2].of == found.happenings[1].entry
    assert [one.code for one in found.changes if one.how == "not_compared"] == ["PD134", "PD134"]


def test_a_recorded_comparison_is_told_as_it_is_recorded(store: Store) -> None:
    """Where a comparison is in the log, whichever way round, the change is its entry's; without comparing, nothing else
    is told of a change."""
    copies = [one.entry for one in timeline(store, URL, compare=False).happenings if one.copy]
    done = compare_stored(store, str(copies[1]), str(copies[0]), Options())
    found = timeline(store, URL, compare=False)
    assert [(one.how, one.entry) for one in found.changes] == [
        ("recorded", done.seq),
        ("same_bytes", None),
        ("not_compared", None),
        ("not_compared", None),
    ]
    assert (found.changes[0].verdict, found.changes[0].counts) == ("different", {"substantive": 1})


def test_a_notice_is_found_by_its_number_its_title_and_its_copies(store: Store, tmp_path: Path) -> None:
    """Number, title (in either script) and each copy mean the same copies; a copy that was not read is told with the
    reason why it may be one; a notice with another number is none, though it has the title."""
    drawer, other = tmp_path / "drawer.txt", tmp_path / "other.txt"
    text = f"关于做好防汛工作的通知\n\n{NUMBER}\n\n各区人民政府：\n\n一、加强值守。\n\n市政府办公厅\n2023年2月1日\n"
    drawer.write_text(text, "utf-8")
    other.write_text(text.replace("〔2023〕5号", "〔2024〕9号"), "utf-8")
    adder = Adder(store)
    adder.add_paths([drawer, other], assertions({}, "options"))
    ways = [
        timeline(store, name, compare=False).meant.copies for name in (NUMBER, "關於做好防汛工作的通知", "drawer.txt")
    ]
    assert {tuple(sorted(way)) for way in ways[:1]} == {tuple(sorted(ways[2]))}
    assert adder.added[1].seq not in ways[0]
    assert sorted(ways[0].values()) == ["address"] + ["doc_number"] * 5
    assert ways[2][adder.added[0].seq] == "named"
    assert set(ways[1]) == {*ways[0], adder.added[1].seq}  # the title alone means both notices


def test_time_that_nobody_knows_is_left_open(store: Store, tmp_path: Path) -> None:
    """A file of which nobody says when it was fetched has no time; it stands where the store took it in."""
    file = tmp_path / "a.txt"
    file.write_text("关于抗旱的通知\n\n一、节水。\n", "utf-8")
    Adder(store).add_paths([file], assertions({}, "options"))
    (one,) = timeline(store, "a.txt").happenings
    assert (one.what, one.time, one.basis, one.recorded[:4]) == ("taken_in", "", "", "2026")
    assert "time unknown; in the store by 2026-01-31" in written(timeline(store, "a.txt"), "text", "en").decode()


def test_who_said_what_with_what_became_of_it(store: Store) -> None:
    """Each statement is told by field, with who made it; one that was corrected or withdrawn names the entry."""
    history = timeline(store, URL, compare=False)
    copy = find_copy(store, str(next(one.entry for one in history.happenings if one.copy)))
    first = state(store, copy, assertions({"note": "来自抽屉", "rights": "公开"}, "options"))
    second = state(store, copy, assertions({"note": "来自柜中"}, "options"), first, ["rights"])
    retracted = retract(store, copy, "重复")
    found = timeline(store, URL, compare=False)
    assert [(one.entry, one.field, one.value, one.who, one.state, one.by) for one in found.said] == [
        (first, "note", "来自抽屉", "王", "corrected", second),
        (first, "rights", "公开", "王", "withdrawn", second),
        (second, "note", "来自柜中", "王", "stands", None),
    ]
    assert [(one.entry, one.of, one.note) for one in found.happenings if one.what == "retracted"] == [
        (retracted, copy.seq, "重复")
    ]
    assert copy.seq not in {seq for one in found.changes for seq in (one.a, one.b)}


def test_bytes_that_were_taken_out_are_not_compared(store: Store) -> None:
    """A redaction is told with its ground, and what it took out is never called equal to anything."""
    copies = [one.copy for one in timeline(store, URL, compare=False).happenings if one.copy]
    gone = find_copy(store, str(copies[0].entry))
    redact(store, [gone], "法院裁定")
    found = timeline(store, URL)
    assert [(one.of, one.note) for one in found.happenings if one.what == "redacted"] == [(gone.seq, "法院裁定")]
    assert [(one.how, one.code) for one in found.changes if gone.seq in (one.a, one.b)] == [("not_compared", "PD435")]


@pytest.mark.parametrize(("wanted", "said"), [("https://example.com/", "neither a copy from"), ("某通知", "no notice")])
def test_what_the_store_does_not_have_is_said(store: Store, wanted: str, said: str) -> None:
    """An address without copy or visit and a notice that nothing carries are plain errors."""
    with pytest.raises(InputError, match=said) as caught:
        timeline(store, wanted)
    assert caught.value.code == "PD409"


def test_an_address_that_was_only_ever_gone_has_a_history(store: Store) -> None:
    """The old address has its redirect, and what it led to is another address's."""
    assert told(timeline(store, "https://example.org/old", compare=False))[0] == ("redirect", "2023-01")


def test_every_form_tells_the_same(store: Store) -> None:
    """The object for programs has each happening and change; text and page have each of their lines; nothing is run or
    loaded by the page, and a title with markup is shown as it is."""
    found = timeline(store, URL)
    first = next(one for one in found.happenings if one.copy)
    assert isinstance(first.copy, Row)
    hostile = replace(first, copy=replace(first.copy, title="<script>alert(1)</script>"), note="\x1b[31m")
    found = replace(found, happenings=(hostile, *found.happenings))
    data = json.loads(written(found, "json", "en"))
    assert (data["schema"], len(data["happenings"]), len(data["changes"])) == ("policydiff.store.timeline/1", 9, 5)
    for lang, gone in (("en", "not there"), ("zh-Hans", "页面不存在"), ("zh-Hant", "頁面不存在")):
        text, page = (written(found, form, lang).decode() for form in ("text", "html"))
        assert gone in text
        assert gone in page
        assert found.checkpoint.line() in text
        assert found.checkpoint.line() in page
        assert "\x1b" not in text + page
        assert re.search(r"<script|javascript:|https?://[^<]*\.(?:js|css)", page) is None
        assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page


def test_the_ending_selects_the_form() -> None:
    """A page for .html, an object for .json, text for the terminal; another ending is refused."""
    assert [form_of(None, name) for name in (None, "-", "a.html", "a.json", "a.txt")] == [
        "text", "text", "html", "json", "text",
    ]  # fmt: skip
    assert form_of("json", "a.html") == "json"
    with pytest.raises(UsageError, match="format of a history"):
        form_of(None, "a.doc")
