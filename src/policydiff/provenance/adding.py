# SPDX-License-Identifier: Apache-2.0
"""Taking copies into a store: bytes, record, and the texts that were made from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from policydiff.copies import harmless, within_bounds
from policydiff.errors import InputError
from policydiff.ingest import read
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.model import Comparison, DifferenceClass
from policydiff.options import Options
from policydiff.pipeline import Prepared, complete, prepare
from policydiff.profiles import DEFAULT, Profile
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.entry import Entry
from policydiff.provenance.index import LOG
from policydiff.provenance.record import Parts, blobs_of, copy_record, plain_record
from policydiff.provenance.recorded import declared_of, fields_of, name_of
from policydiff.provenance.sources import Item, Refusal, items
from policydiff.provenance.store import Batch, Store
from policydiff.provenance.tool import this_tool
from policydiff.provenance.value import Value, observed
from policydiff.reasons import because
from policydiff.report.json import render

BATCH = 200
"""Copies that are acknowledged together; measured: 20 to 30 times the rate of one at a time."""


@dataclass(frozen=True, slots=True)
class Added:
    """A copy that is in the store now, and earlier copies of the same bytes."""

    seq: int
    sha256: str
    name: str
    title: str
    same_bytes: tuple[int, ...] = ()


@dataclass(slots=True)
class Adder:
    """Takes items into an open store, a batch at a time."""

    store: Store
    by_reference: bool = False
    limits: Limits = DEFAULT_LIMITS
    tools: Tools = DEFAULT_TOOLS
    added: list[Added] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)

    def add_paths(self, paths: Sequence[Path], said: Assertions, table: dict[str, Assertions] | None = None) -> None:
        """Take in all that `paths` name; `said` is said of each, `table` of the files it names (by name or path)."""
        waiting: list[tuple[Item, Prepared, Assertions]] = []
        for path in paths:
            for item in items(path, self.limits, self.passed_over.append):
                if isinstance(item, Refusal):
                    self.refused.append(item)
                    continue
                own = _of_table(table or {}, path, item)
                try:
                    waiting.append((item, self.read(item), said.merged(own)))
                except InputError as error:
                    self.refused.append(Refusal(item.name, error))
                if len(waiting) >= BATCH:
                    self._keep(waiting)
                    waiting = []
        if waiting:
            self._keep(waiting)

    def read(self, item: Item) -> Prepared:
        """Read and canonicalize one item, as `policydiff.copies.with_copy` does; raises InputError."""

        def work() -> Prepared:
            made = complete(read(item.data, item.name, declared=item.charset, limits=self.limits, tools=self.tools))
            whole = msgspec.structs.replace(made, fields=True)  # its fields, which comparing does without
            _ = whole.notice  # within the bounds
            return whole

        return within_bounds(work, item.name, self.limits, small=harmless(item.data, item.name))

    def _keep(self, waiting: Iterable[tuple[Item, Prepared, Assertions]]) -> None:
        added: list[Added] = []
        with self.store.transaction() as batch:
            tool = tool_entry(self.store, batch)
            for item, prepared, said in waiting:
                added.append(self.append(batch, tool, item, prepared, said))
        self.added += added

    def append(self, batch: Batch, tool: int, item: Item, prepared: Prepared, said: Assertions) -> Added:
        """Add one item inside the caller's transaction."""
        parts = Parts(prepared.witness, prepared.canonical, prepared.notice, prepared.script, prepared.findings)
        record = said.over(copy_record(item.data, parts, path=item.path, modified=item.modified, capture=item.capture))
        digest = prepared.witness.sha256
        same = tuple(
            int(str(row[0]))
            for row in self.store.query("SELECT seq FROM index_copy WHERE sha256 = ? ORDER BY seq", (digest,))
        )
        blobs = [batch.blob(data) for data in blobs_of(parts, item.capture)]
        if self.by_reference:
            record["by_reference"] = _reference(item)
        else:
            blobs.insert(0, batch.blob(item.data))
        data: dict[str, object] = {
            "event": "capture" if item.capture else "ingestion",
            "record": plain_record(record),
            "read": {"declared": item.charset},
            "tool": tool,
        }
        seq = batch.append("copy", data, list(dict.fromkeys(blobs)))
        title = record["title"].value
        return Added(seq, digest, prepared.witness.name, title if isinstance(title, str) else "", same)


def _of_table(table: dict[str, Assertions], given: Path, item: Item) -> Assertions:
    for name in (str(given), item.path, item.name, item.capture.url if item.capture else None):
        if name is not None and name in table:
            return table[name]
    return Assertions()


def _reference(item: Item) -> Value:
    where = {"file": item.origin.name if item.origin else item.name, "sha256": sha256(item.data).hexdigest()}
    if item.capture:
        where |= {key: value for key, value in item.capture.record.items() if key in ("record_id", "offset")}  # type: ignore[misc]
    return observed(where, "the bytes are not in this store")


def tool_entry(store: Store, batch: Batch) -> int:
    """Number of the entry that describes the running program; added where the store does not have it yet."""
    tool = this_tool()
    known = store.query(
        "SELECT seq FROM index_link WHERE target = ? AND kind = 'tool' ORDER BY seq DESC LIMIT 1", (LOG,)
    )
    if known and store.entry(int(str(known[0][0]))).data == tool.facts:
        return int(str(known[0][0]))
    return batch.append("tool", dict(tool.facts), [batch.blob(data) for _, data in sorted(tool.tables.items())])


def stored_bytes(store: Store, entry: Entry) -> bytes:
    """The bytes of a copy; raises InputError PD417 for one that is kept by reference."""
    fields = fields_of(entry)
    if fields.get("by_reference", {}).get("basis") == "observed":
        where = fields["by_reference"]["value"].get("file")
        raise InputError("PD417", because("copy_elsewhere", number=entry.seq, where=where))
    return store.blob(str(fields.get("sha256", {}).get("value")))


def stored_copy(
    store: Store, entry: Entry, terms: Sequence[str] = (), limits: Limits = DEFAULT_LIMITS, tools: Tools = DEFAULT_TOOLS
) -> Prepared:
    """A copy of the store, read again by the running program from the bytes kept, within limits."""
    data, name = stored_bytes(store, entry), name_of(entry)

    def work() -> Prepared:
        return prepare(read(data, name, declared=declared_of(entry), limits=limits, tools=tools), terms)

    return within_bounds(work, name, limits, small=harmless(data, name))


def record_comparison(
    batch: Batch, tool: int, a: int, b: int, comparison: Comparison, options: Options
) -> tuple[int, str]:
    """Add an entry for a comparison of two copies of the store; returns its number and the report's SHA-256."""
    report = batch.blob(render(comparison))
    return batch.append("comparison", comparison_data(a, b, tool, comparison, options, report), [report]), report


def comparison_data(
    a: int, b: int, tool: int, comparison: Comparison, options: Options, report: str
) -> dict[str, object]:
    """What an entry says of a comparison: the copies' numbers, the result in short, what is needed to make it again."""
    return {
        "a": a,
        "b": b,
        "verdict": comparison.verdict,
        "relation": comparison.relation.kind,
        "counts": comparison.counts,
        "report": report,
        "tool": tool,
        "options": {
            "profile": options.profile.name,
            "classes": dict(options.profile.classes),
            "detail": comparison.detail,
            "terms": list(options.terms),
            "base": comparison.base,
        },
    }


def options_of(entry: Entry) -> Options:
    """The options that a recorded comparison was made with."""
    told = entry.data.get("options")
    recorded = told if isinstance(told, dict) else {}
    try:
        return msgspec.convert(recorded, _Made).options()
    except msgspec.ValidationError:
        return Options()


class _Made(msgspec.Struct, frozen=True):
    """The options of a comparison as an entry has them."""

    profile: str = DEFAULT.name
    classes: dict[str, DifferenceClass] = {}
    detail: Literal["telling", "all"] = "all"
    terms: tuple[str, ...] = ()
    base: Literal["a", "b"] | None = None

    def options(self) -> Options:
        """As the pipeline takes them."""
        return Options(self.detail, Profile(self.profile, self.classes), self.terms, self.base)
