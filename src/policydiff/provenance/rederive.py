# SPDX-License-Identifier: Apache-2.0
"""Making the canonical texts and the comparisons again from the bytes kept, and comparing with what was recorded.

Where this program's tables are not those that an entry names, the entry's own tables are taken out of the store and a
second interpreter runs this program's code with them. A result that differs is *rewritten* only where code and tables
are the recorded ones; under another version it is *unverifiable here*, and what differs is said."""

import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path

from policydiff.copies import on_copies
from policydiff.errors import InputError, PolicydiffError, Said
from policydiff.ingest.apart import DIED, TOO_LONG, TOO_MUCH_MEMORY
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.model import Reason
from policydiff.provenance.adding import options_of, stored_bytes, stored_copy
from policydiff.provenance.entry import Entry
from policydiff.provenance.recorded import declared_of, digest, field_of, name_of, number, tables_of, value_of
from policydiff.provenance.stages import layer_digests
from policydiff.provenance.store import Store
from policydiff.provenance.tool import READINGS, this_tool
from policydiff.provenance.trouble import Trouble, ranges, trouble
from policydiff.reasons import because

_LONGEST = 1 << 24
"""Seconds that an alarm can be set to, and that nothing takes."""
_SPARE = 60
"""Seconds for a second interpreter to start, beside those for each copy."""


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


def rederive(store: Store, limits: Limits = DEFAULT_LIMITS) -> Rederivation:
    """Derive every copy and comparison of the store again, each within limits of time and memory: a copy that cannot be
    derived within them is a trouble of its own."""
    result = Rederivation()
    by_tool: dict[int, list[Entry]] = {}
    for entry in store.entries():
        if entry.kind in ("copy", "comparison", "collation"):
            by_tool.setdefault(number(entry, "tool"), []).append(entry)
    for seq, entries in by_tool.items():
        tool = store.entry(seq) if 0 <= seq < store.size() else None
        if tool is not None and tool.kind == "tool":
            _with_tool(store, tool, entries, result, limits)
        else:
            named = [entry.seq for entry in entries]
            result.troubles.append(trouble("underivable", because("no_tool_named", which=ranges(named)), named))
    return result


def _with_tool(store: Store, tool: Entry, entries: Sequence[Entry], result: Rederivation, limits: Limits) -> None:
    """All entries that one recorded tool made."""
    other = differences(tool.data)
    if other:
        result.notes.append(because("made_with_another_tool", n=len(entries), number=tool.seq, what="; ".join(other)))
    tables = tool.data.get("tables") != this_tool().facts["tables"]
    copies = [entry for entry in entries if entry.kind == "copy"]
    derived = (
        _elsewhere(store, tool, copies, limits)
        if tables
        else {entry.seq: _here(store, entry, limits) for entry in copies}
    )
    for entry in copies:
        if not value_of(entry, "canonical_text"):
            continue  # its text was not read, and nothing was derived
        _judge_copy(entry, derived.get(entry.seq, InputError("PD404", because("unread_again"))), other, result)
    for entry in entries:
        if entry.kind == "comparison":
            _judge_comparison(store, entry, other, result, limits)
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


def _here(store: Store, entry: Entry, limits: Limits = DEFAULT_LIMITS) -> Layers | PolicydiffError:
    try:
        return layer_digests(stored_copy(store, entry, limits=limits).canonical)
    except PolicydiffError as error:
        return error


def _recorded(entry: Entry) -> object:
    return field_of(entry, "layers").get("value")


def _judge_copy(entry: Entry, derived: Layers | PolicydiffError, other: list[str], result: Rederivation) -> None:
    recorded = _recorded(entry)
    names = [_name(entry)]
    if isinstance(derived, PolicydiffError):
        said = (because("not_derived", number=entry.seq), derived.said)
        result.troubles.append(trouble(_hindrance(derived), said, [entry.seq], names))
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


def _hindrance(error: Exception) -> str:
    """The kind of trouble that keeps something from being derived again: bytes kept elsewhere, bytes taken out by law,
    or any other."""
    code = error.code if isinstance(error, PolicydiffError) else ""
    return {"PD417": "by_reference", "PD435": "taken_out"}.get(code, "underivable")


def _name(entry: Entry) -> str:
    return f"{entry.seq} {name_of(entry)}"


def _judge_comparison(store: Store, entry: Entry, other: list[str], result: Rederivation, limits: Limits) -> None:
    from policydiff.pipeline import compare_prepared
    from policydiff.report.json import render

    options = options_of(entry)
    try:
        a, b = (stored_copy(store, store.entry(number(entry, side)), options.terms, limits) for side in ("a", "b"))
        again = on_copies(lambda: render(compare_prepared(a, b, options)), (a.witness, b.witness), limits)
        report = store.blob(digest(entry, "report"))
        same = again == report or _essence(again) == _essence(report)
    except (PolicydiffError, KeyError, ValueError) as error:
        message: Said = error.said if isinstance(error, PolicydiffError) else str(error)
        said = (because("not_compared_again", number=entry.seq), message)
        result.troubles.append(trouble(_hindrance(error), said, [entry.seq]))
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
        result.troubles.append(trouble(_hindrance(error), said, [entry.seq]))
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
import signal
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
seconds, memory = map(int, sys.argv[3:5])
try:
    import resource
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (min(bound, sys.maxsize), hard))
except ImportError:
    pass
for line in sys.stdin.buffer:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
    number, file, name, declared = msgspec.json.decode(line)
    try:
        witness = read((home / file).read_bytes(), name, declared=declared)
        found = layer_digests(prepare(witness).canonical)
    except PolicydiffError as error:
        found = error.message
    except MemoryError:
        found = None
    sys.stdout.buffer.write(msgspec.json.encode([number, found]) + b"\\n")
    sys.stdout.buffer.flush()
"""


def _elsewhere(
    store: Store, tool: Entry, copies: Sequence[Entry], limits: Limits = DEFAULT_LIMITS
) -> dict[int, Layers | PolicydiffError]:
    """Derive copies in a second interpreter that has this program's code and the tables that `tool` recorded."""
    import msgspec

    with tempfile.TemporaryDirectory(prefix="policydiff-") as folder:
        home = Path(folder)
        found: dict[int, Layers | PolicydiffError] = {}
        waiting: list[tuple[int, bytes]] = []
        try:
            _lay_out(store, tool, home)
            for entry in copies:
                try:
                    waiting.append((entry.seq, msgspec.json.encode(_request(store, entry, home))))
                except PolicydiffError as error:
                    found[entry.seq] = error
            while waiting:
                answers, ended = _run(home, [line for _, line in waiting], limits)
                found |= answers
                waiting = [(seq, line) for seq, line in waiting if seq not in answers]
                if waiting:  # it ended at the first without an answer: that is the copy's fault, and the others go on
                    found[waiting.pop(0)[0]] = ended
        except (OSError, PolicydiffError) as error:
            refused = InputError("PD404", because("tables_not_set_up", error=error))
            return {entry.seq: refused for entry in copies}
        return found


def _run(home: Path, lines: Sequence[bytes], limits: Limits) -> tuple[dict[int, Layers | PolicydiffError], InputError]:
    """One run of the second interpreter: its answers as far as it came, and what ended it before the rest."""
    import msgspec

    seconds = min(limits.wall_seconds, _LONGEST)
    command = [sys.executable, "-c", _WORKER, str(home), READINGS, str(seconds), str(limits.worker_bytes)]
    asked = b"\n".join(lines)
    too_long = InputError(TOO_LONG, because("took_too_long", seconds=seconds))
    try:
        done = subprocess.run(
            command, input=asked, capture_output=True, timeout=_SPARE + seconds * len(lines), check=False
        )
    except subprocess.TimeoutExpired:  # where the system has no alarm
        return {}, too_long
    found: dict[int, Layers | PolicydiffError] = {}
    for line in done.stdout.splitlines():
        seq, layers = msgspec.json.decode(line)
        if layers is None:
            found[seq] = InputError(TOO_MUCH_MEMORY, because("took_too_much_memory"))
        else:
            found[seq] = InputError("PD404", layers) if isinstance(layers, str) else layers
    timed = done.returncode == -getattr(signal, "SIGALRM", 0)
    return found, too_long if timed else InputError(DIED, because("reader_silent", status=done.returncode))


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
