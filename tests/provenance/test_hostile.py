# SPDX-License-Identifier: Apache-2.0
"""A store that somebody else wrote: sound to the letter, and nonsense inside. Commands say so; none of them crashes."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest

from policydiff.cli.boundary import run
from policydiff.cli.main import cli
from policydiff.errors import IntegrityError
from policydiff.provenance import canonical_json
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.entry import Kind, read_entry
from policydiff.provenance.store import Store

NONSENSE: list[dict[str, object]] = [
    {},
    {"record": "no table", "tool": "x", "a": 1, "b": 1, "copy": 1, "of": 1, "members": 3, "said": [1]},
    {"record": {"sha256": 3, "layers": [1]}, "tool": 1, "a": 1, "b": 99, "copy": "1", "said": {"note": "x"}},
    {
        "record": {
            "original_name": {"basis": "observed", "value": {"a": [1]}},
            "sha256": {"value": "../../x"},
            "layers": {"basis": "observed", "value": [3]},
        },
        "tool": 99,
        "a": -1,
        "b": True,
        "members": [1, "x"],
        "tables": [1],
        "options": [1],
        "counts": 7,
        "read": {"declared": 5},
    },
    {
        "record": {
            "original_name": {"value": "\x1b[31m\u202e<script>"},
            "layers": {"value": [{"layer": 1}]},
            "by_reference": {"basis": "observed"},
        },
        "tool": 0,
    },
]
COMMANDS = (
    ("list",),
    ("log",),
    ("log", "--format", "json"),
    ("show", "2"),
    ("show", "1", "--format", "json"),
    ("verify",),
    ("verify", "--rederive"),
    ("prove", "1"),
    ("compare", "1", "2"),
    ("note", "1", "--note", "x"),
    ("reindex",),
    ("export", "--format", "prov-json", "-o", "x.json"),
    ("export", "--format", "premis", "-o", "x.xml"),
    ("export", "--format", "bagit", "-o", "bag"),
)


@pytest.mark.parametrize("kind", [kind for kind in get_args(Kind) if kind != "store"])
def test_nonsense_is_said_not_crashed_on(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    clock: Callable[[], datetime],
    kind: Kind,
) -> None:
    """Entries of each kind with missing and wrong parts: every command ends with status 0, 1 or 2, and nothing acts on
    a terminal."""
    monkeypatch.chdir(tmp_path)
    with Store.create(tmp_path / "s", clock=clock) as store, store.transaction() as batch:
        for data in NONSENSE:
            batch.append("copy", data)
        for data in NONSENSE:
            batch.append(kind, data)
    for command, *rest in COMMANDS:
        status = run(cli, ["store", command, "s", *rest])
        out, err = capfd.readouterr()
        assert status in (0, 1, 2), (command, rest, err)
        assert "PD001" not in err, (command, rest, err)
        assert "\x1b" not in out + err
        if "json" in rest and status == 0:
            assert [json.loads(line) for line in out.splitlines()]


OTHER_SHAPES: list[dict[str, object]] = [
    {"time": "\x1b[31m"},
    {"kind": "\x1b"},
    {"agent": {"operator": 5}},
    {"blobs": ["x"]},
    {"prev": "x"},
    {"data": []},
    {"seq": "1"},
    {"form": 2},
    {"supersedes": "1"},
]


@pytest.mark.parametrize("change", OTHER_SHAPES, ids=str)
def test_an_entry_of_another_shape_is_no_entry(change: dict[str, object]) -> None:
    """Time, kind, agent and hashes have one form each; whatever has another was not written by this program."""
    body = {
        "agent": {},
        "blobs": [],
        "data": {},
        "form": 1,
        "kind": "copy",
        "prev": None,
        "seq": 0,
        "supersedes": None,
        "time": "2026-01-31T08:00:00.000000Z",
    }
    assert read_entry(canonical_json.encode(body)).seq == 0
    with pytest.raises(IntegrityError):
        read_entry(canonical_json.encode({**body, **change}))


def _archive(*records: bytes) -> bytes:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/%d\r\nContent-Length: %d\r\n\r\n"
    return b"".join(head % (n, len(block)) + block + b"\r\n\r\n" for n, block in enumerate(records, 1))


def _page(text: str) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + text.encode() + b"</p>"


def test_a_web_archive_is_taken_apart_in_a_process_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Callable[[], datetime]
) -> None:
    """Whatever a record does to what reads it, it does to that process: those before it are taken in, the rest is
    named."""
    pytest.importorskip("fastwarc")
    import os
    import signal

    from policydiff.provenance import captures

    archive = tmp_path / "a.warc"
    archive.write_bytes(_archive(_page("通知一"), _page("通知二"), _page("通知三")))
    item_of = captures._item

    def deadly(record: object, *given: object) -> object:
        if record.url.endswith("/3"):  # type: ignore[attr-defined]
            os.kill(os.getpid(), signal.SIGKILL)
        return item_of(record, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(captures, "_item", deadly)
    with Store.create(tmp_path / "s", clock=clock) as store:
        adder = Adder(store)
        adder.add_paths([archive], Assertions())

    assert [one.name for one in adder.added] == ["1", "2"]
    assert [one.error.code for one in adder.refused] == ["PD310"]


def test_what_a_web_archive_holds_besides_texts_is_told_in_its_order(
    tmp_path: Path, clock: Callable[[], datetime]
) -> None:
    """Records that are no copies are passed over, and said, from the process that meets them."""
    pytest.importorskip("fastwarc")
    archive = tmp_path / "a.warc"
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n"
    archive.write_bytes(_archive(moved, _page("通知"), b"HTTP/1.1 404 No\r\n\r\n"))
    with Store.create(tmp_path / "s", clock=clock) as store:
        adder = Adder(store)
        adder.add_paths([archive], Assertions())
        visits = [(store.entry(seq).data["what"], store.entry(seq).data["url"]) for seq in adder.visits]

    assert [one.name for one in adder.added] == ["2"]
    assert visits == [("redirect", "http://a.example/1"), ("gone", "http://a.example/3")]
    assert adder.passed_over == ["http://a.example/1 answers with a redirect", "http://a.example/3 answers 404"]
