# SPDX-License-Identifier: Apache-2.0
"""Making the canonical texts and the comparisons again from the bytes kept, and comparing with what was recorded.

Where this program's tables are not those that an entry names, the entry's own tables are taken out of the store and a
second interpreter runs this program's code with them. A result that differs is *rewritten* only where code and tables
are the recorded ones; under another version it is *unverifiable here*, and what differs is said."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

from policydiff.errors import InputError, PolicydiffError, Said
from policydiff.model import Reason
from policydiff.provenance.adding import options_of, stored_bytes, stored_copy
from policydiff.provenance.entry import Entry
from policydiff.provenance.recorded import declared_of, digest, field_of, name_of, number, tables_of, value_of
from policydiff.provenance.stages import layer_digests
from policydiff.provenance.store import Store
from policydiff.provenance.tool import READINGS, this_tool
from policydiff.provenance.trouble import Trouble, ranges, trouble
from policydiff.reasons import because

SECONDS = 300
"""For one run of a second interpreter over all copies of one set of tables."""


@dataclass(slots=True)
class Rederivation:
    """What came of it: troubles, counts, and what must be said besides."""

    troubles: list[Trouble] = field(default_factory=list)
    checked: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(
            ("copies derived again", "comparisons made again", "collations made again"), 0
        )
    )
    notes: list[Reason] = field(default_factory=list)


def rederive(store: Store) -> Rederivation:
    """Derive every copy and comparison of the store again."""
    result = Rederivation()
    by_tool: dict[int, list[Entry]] = {}
    for entry in store.entries():
        if entry.kind in ("copy", "comparison", "collation"):
            by_tool.setdefault(number(entry, "tool"), []).append(entry)
    for seq, entries in by_tool.items():
        tool = store.entry(seq) if 0 <= seq < store.size() else None
        if tool is not None and tool.kind == "tool":
            _with_tool(store, tool, entries, result)
        else:
            named = [entry.seq for entry in entries]
            result.troubles.append(trouble("underivable", because("no_tool_named", which=ranges(named)), named))
    return result


def _with_tool(store: Store, tool: Entry, entries: Sequence[Entry], result: Rederivation) -> None:
    """All entries that one recorded tool made."""
    other = differences(tool.data)
    if other:
        result.notes.append(because("made_with_another_tool", n=len(entries), number=tool.seq, what="; ".join(other)))
    tables = tool.data.get("tables") != this_tool().facts["tables"]
    copies = [entry for entry in entries if entry.kind == "copy"]
    derived = _elsewhere(store, tool, copies) if tables else {entry.seq: _here(store, entry) for entry in copies}
    for entry in copies:
        if not value_of(entry, "canonical_text"):
            continue  # its text was not read, and nothing was derived
        _judge_copy(entry, derived.get(entry.seq, InputError("PD404", because("unread_again"))), other, result)
    for entry in entries:
        if entry.kind == "comparison":
            _judge_comparison(store, entry, other, result)
        elif entry.kind == "collation":
            _judge_collation(store, entry, other, result)


def differences(facts: dict[str, object]) -> list[str]:
    """In what the running program differs from a recorded one, in words; empty where it is the same."""
    now = this_tool().facts
    said = [
        f"{key} {facts.get(key)} then, {now.get(key)} now"
        for key in ("version", "python", "unicode")
        if facts.get(key) != now.get(key)
    ]
    if facts.get("code") != now["code"]:
        said.append("other code")
    for key in ("tables", "packages"):
        then, here = facts.get(key), now[key]
        if isinstance(then, dict) and isinstance(here, dict):
            said += [f"{key[:-1]} {name}" for name in sorted({*then, *here}) if then.get(name) != here.get(name)]
    return said


Layers = list[dict[str, object]]


def _here(store: Store, entry: Entry) -> Layers | PolicydiffError:
    try:
        return layer_digests(stored_copy(store, entry).canonical)
    except PolicydiffError as error:
        return error


def _recorded(entry: Entry) -> object:
    return field_of(entry, "layers").get("value")


def _judge_copy(entry: Entry, derived: Layers | PolicydiffError, other: list[str], result: Rederivation) -> None:
    recorded = _recorded(entry)
    names = [_name(entry)]
    if isinstance(derived, PolicydiffError):
        kind = "by_reference" if derived.code == "PD417" else "underivable"
        said = (because("not_derived", number=entry.seq), derived.said)
        result.troubles.append(trouble(kind, said, [entry.seq], names))
    elif derived == recorded:
        result.checked["copies derived again"] += 1
    else:
        steps = [
            str(step.get("layer"))
            for step, then in zip(derived, recorded if isinstance(recorded, list) else [], strict=False)
            if step != then
        ]
        kind, why = _to_blame(other)
        first = (
            because("derived_otherwise_from", *why, number=entry.seq, layer=steps[0])
            if steps
            else because("derived_otherwise", *why, number=entry.seq)
        )
        result.troubles.append(trouble(kind, first, [entry.seq], names))


def _name(entry: Entry) -> str:
    return f"{entry.seq} {name_of(entry)}"


def _judge_comparison(store: Store, entry: Entry, other: list[str], result: Rederivation) -> None:
    from policydiff.pipeline import compare_prepared
    from policydiff.report.json import render

    options = options_of(entry)
    try:
        copies = [stored_copy(store, store.entry(number(entry, side)), options.terms) for side in ("a", "b")]
        again = render(compare_prepared(copies[0], copies[1], options))
        report = store.blob(digest(entry, "report"))
        same = again == report or _essence(again) == _essence(report)
    except (PolicydiffError, KeyError, ValueError) as error:
        message: Said = error.said if isinstance(error, PolicydiffError) else str(error)
        said = (because("not_compared_again", number=entry.seq), message)
        result.troubles.append(trouble("underivable", said, [entry.seq]))
        return
    if same:
        result.checked["comparisons made again"] += 1
        return
    kind, why = _to_blame(other)
    result.troubles.append(trouble(kind, because("compared_otherwise", *why, number=entry.seq), [entry.seq]))


def _judge_collation(store: Store, entry: Entry, other: list[str], result: Rederivation) -> None:
    from policydiff.provenance.collating import collate_again, essence_of

    try:
        same = essence_of(collate_again(store, entry)) == essence_of(store.blob(digest(entry, "report")))
    except (PolicydiffError, KeyError, ValueError, TypeError) as error:
        message: Said = error.said if isinstance(error, PolicydiffError) else str(error)
        said = (because("not_collated_again", number=entry.seq), message)
        result.troubles.append(trouble("underivable", said, [entry.seq]))
        return
    if same:
        result.checked["collations made again"] += 1
        return
    kind, why = _to_blame(other)
    result.troubles.append(trouble(kind, because("collated_otherwise", *why, number=entry.seq), [entry.seq]))


def _to_blame(other: list[str]) -> tuple[str, list[Reason]]:
    """What a result that differs is laid to: another tool, said besides, or a rewriting."""
    return ("other_tool", [because("another_tool", what="; ".join(other))]) if other else ("rederivation", [])


def _essence(report: bytes) -> object:
    """A report without what is not the comparison's own: names of files, what people settled, each copy's findings."""
    import msgspec

    told = msgspec.json.decode(report)
    for side in ("a", "b"):
        for key in ("name", "findings", "events"):
            told[side].pop(key, None)
    for difference in told["differences"]:
        for key in ("suppressed", "decision", "note"):
            difference.pop(key, None)
    for key in ("stale", "checks", "remarks", "provenance", "tool"):
        told.pop(key, None)
    return told


_WORKER = """
import sys
from pathlib import Path
home = Path(sys.argv[1])
sys.path.insert(0, str(home))
try:
    from policydiff.script import readings
except ImportError:  # as earlier versions were laid out
    from policydiff.canonical import readings
readings._file = lambda: home / "policydiff" / "tables" / sys.argv[2]
import msgspec
from policydiff.errors import PolicydiffError
from policydiff.ingest import read
from policydiff.pipeline import prepare
from policydiff.provenance.recorded import declared_of, digest, field_of, name_of, number, tables_of
from policydiff.provenance.stages import layer_digests
for line in sys.stdin.buffer:
    number, file, name, declared = msgspec.json.decode(line)
    try:
        witness = read((home / file).read_bytes(), name, declared=declared)
        found = layer_digests(prepare(witness).canonical)
    except PolicydiffError as error:
        found = error.message
    sys.stdout.buffer.write(msgspec.json.encode([number, found]) + b"\\n")
"""


def _elsewhere(store: Store, tool: Entry, copies: Sequence[Entry]) -> dict[int, Layers | PolicydiffError]:
    """Derive copies in a second interpreter that has this program's code and the tables that `tool` recorded."""
    import msgspec

    with tempfile.TemporaryDirectory(prefix="policydiff-") as folder:
        home = Path(folder)
        found: dict[int, Layers | PolicydiffError] = {}
        try:
            _lay_out(store, tool, home)
            lines = []
            for entry in copies:
                try:
                    lines.append(msgspec.json.encode(_request(store, entry, home)))
                except PolicydiffError as error:
                    found[entry.seq] = error
            command = [sys.executable, "-c", _WORKER, str(home), READINGS]
            done = subprocess.run(command, input=b"\n".join(lines), capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.SubprocessError, PolicydiffError) as error:
            refused = InputError("PD404", because("tables_not_set_up", error=error))
            return {entry.seq: refused for entry in copies}
        for line in done.stdout.splitlines():
            number, layers = msgspec.json.decode(line)
            found[number] = InputError("PD404", layers) if isinstance(layers, str) else layers
        return found


def _lay_out(store: Store, tool: Entry, home: Path) -> None:
    """A copy of the program's code with the recorded tables in their place."""
    with as_file(files("policydiff")) as package:
        shutil.copytree(package, home / "policydiff", ignore=shutil.ignore_patterns("__pycache__", "tables"))
    (home / "policydiff" / "tables").mkdir()
    for name, table in tables_of(tool).items():
        (home / "policydiff" / "tables" / Path(name).name).write_bytes(store.blob(table))


def _request(store: Store, entry: Entry, home: Path) -> list[object]:
    file = f"{entry.seq}.bytes"
    (home / file).write_bytes(stored_bytes(store, entry))
    return [entry.seq, file, name_of(entry), declared_of(entry)]
