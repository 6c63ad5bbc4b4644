# SPDX-License-Identifier: Apache-2.0
"""Deriving again: the recorded tables are used, what differs is said, and a text that was exchanged is found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from policydiff.options import Options
from policydiff.provenance import rederive, tool
from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.checking import check, record_check
from policydiff.provenance.comparing import compare_stored
from policydiff.provenance.store import Store
from policydiff.provenance.tool import Tool
from policydiff.reasons import say

TEXTS = {"a.txt": "关于防汛的通知\n\n一、工(gōng)作\n", "b.txt": "關於防汛的通知\n\n一、工作\n"}


def filled(path: Path, clock: Callable[[], datetime]) -> Path:
    """A store of two copies and their comparison."""
    with Store.create(path / "s.store", clock=clock) as store:
        for name, text in TEXTS.items():
            (path / name).write_text(text, "utf-8")
        adder = Adder(store)
        adder.add_paths([path / name for name in TEXTS], Assertions())
        compare_stored(store, "a.txt", "b.txt", Options())
    return path / "s.store"


def test_the_same_program_makes_the_same(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    """Texts and comparisons come out byte for byte, and the pass can be recorded as a fixity check."""
    path = filled(tmp_path, clock)
    result = check(path, "rederive", [], None, None)
    assert (result.outcome, result.checked["copies derived again"], result.checked["comparisons made again"]) == (
        "ok",
        2,
        1,
    )
    record_check(path, result, "王")
    with Store.open(path) as store:
        last = store.entry(store.size() - 1)
        assert (last.kind, last.data["outcome"], last.agent["operator"]) == ("fixity", "ok", "王")


def pretend(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> None:
    """Let copies be recorded by a program that is a little other than this one."""
    real = tool.this_tool()
    facts, tables = dict(real.facts), dict(real.tables)
    change(facts, tables)
    facts["tables"] = {name: sha256(data).hexdigest() for name, data in tables.items()}
    monkeypatch.setattr(tool, "this_tool", lambda: Tool(facts, tables))


def test_another_version_is_said(
    tmp_path: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under another version with the same result nothing is wrong, but what differs is said."""
    pretend(monkeypatch, lambda facts, tables: facts.update(version="0.0.1"))
    result = check(filled(tmp_path, clock), "rederive", [], None, None)
    assert result.outcome == "ok"
    assert any("version 0.0.1 then" in say(note) for note in result.notes)


def test_the_recorded_tables_are_used(
    tmp_path: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy recorded with another table is derived with that table, out of the store, in a program of its own; a copy
    that ends the program costs itself alone."""

    def altered(facts: dict[str, Any], tables: dict[str, bytes]) -> None:
        tables["characters.tsv"] = b"\n".join(
            line for line in tables["characters.tsv"].split(b"\n") if not line.startswith("關".encode())
        )

    pretend(monkeypatch, altered)
    path = filled(tmp_path, clock)
    result = check(path, "rederive", [], None, None)
    kinds = {(trouble.kind, trouble.outcome) for trouble in result.troubles}
    assert ("other_tool", "unverifiable") in kinds
    assert all("table characters.tsv" in trouble.message for trouble in result.troubles)
    with Store.open(path) as store:
        entries = [entry for entry in store.entries() if entry.kind == "copy"]
        recorded = store.entry(int(str(entries[0].data["tool"])))
        derived = rederive._elsewhere(store, recorded, entries)
        with_ours = rederive._here(store, entries[1])
        stop = f"    if number == {entries[0].seq}:\n        sys.exit(3)\n    try:\n        witness"
        monkeypatch.setattr(rederive, "_WORKER", rederive._WORKER.replace("    try:\n        witness", stop))
        without = rederive._elsewhere(store, recorded, entries)
    assert isinstance(derived[entries[1].seq], list)
    assert derived[entries[1].seq] != with_ours
    assert [getattr(without[entry.seq], "code", "") for entry in entries] == ["PD310"] + [""] * (len(entries) - 1)
    assert without[entries[1].seq] == derived[entries[1].seq]


def exchanged(store: Store, **changes: object) -> None:
    """Append a copy whose record claims another result than its bytes give, in the program's own name."""
    entry = next(entry for entry in store.entries() if entry.kind == "copy")
    record = {**entry.data["record"]}  # type: ignore[dict-item]
    record["layers"] = {
        **record["layers"],
        "value": [*record["layers"]["value"][:-1], {"layer": "script", "length": 3, "sha256": "0" * 64}],
    }
    with store.transaction() as batch:
        batch.append("copy", {**entry.data, "record": record, **changes}, entry.blobs)


def test_a_text_that_was_exchanged_is_found(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    """A sound chain around a text that the bytes do not give is what only deriving again finds; the layer is named."""
    path = filled(tmp_path, clock)
    with Store.open(path, write=True) as store:
        exchanged(store)
    assert check(path, "full", [], None, None).outcome == "ok"
    result = check(path, "rederive", [], None, None)
    assert result.outcome == "rewritten"
    (found,) = result.troubles
    assert (found.kind, found.copies, "from the layer script on" in found.message) == (
        "rederivation",
        ("5 a.txt",),
        True,
    )


def test_a_result_that_differs_under_another_tool_is_unverifiable(
    tmp_path: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same difference under another recorded program is no accusation."""
    path = filled(tmp_path, clock)
    with Store.open(path, write=True) as store:
        recorded = next(entry for entry in store.entries() if entry.kind == "tool")
        with store.transaction() as batch:
            other = batch.append("tool", {**recorded.data, "version": "0.0.1", "code": "0" * 64}, recorded.blobs)
        exchanged(store, tool=other)
    result = check(path, "rederive", [], None, None)
    assert result.outcome == "unverifiable"
    assert "version 0.0.1 then" in result.troubles[0].message


def test_bytes_kept_elsewhere_cannot_be_derived_again(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    """A copy by reference is named as not derived again, never passed over."""
    (tmp_path / "a.txt").write_text(TEXTS["a.txt"], "utf-8")
    with Store.create(tmp_path / "r.store", clock=clock) as store:
        Adder(store, by_reference=True).add_paths([tmp_path / "a.txt"], Assertions())
    result = check(tmp_path / "r.store", "rederive", [], None, None)
    assert (result.outcome, result.troubles[0].kind) == ("unverifiable", "by_reference")


def test_nothing_is_added_to_a_store_that_is_not_sound(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    """The result of a failed check is not written into the failed store."""
    path = filled(tmp_path, clock)
    bad = replace(check(path, "full", [], None, None), outcome="damaged")
    size = path.stat().st_size
    assert any("not recorded" in say(note) for note in record_check(path, bad, None).notes)
    assert path.stat().st_size == size
