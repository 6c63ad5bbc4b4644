# SPDX-License-Identifier: Apache-2.0
"""Comparing copies of a store, and recording it."""

from collections import Counter
from dataclasses import dataclass

import msgspec

from policydiff.copies import on_copies
from policydiff.house import House, settle
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.model import Comparison, Difference, Finding
from policydiff.options import Options
from policydiff.pipeline import Prepared, compare_prepared
from policydiff.provenance.adding import record_comparison, stored_bytes, stored_copy
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.dossier import Copy, copy_view, in_words
from policydiff.provenance.entry import Entry
from policydiff.provenance.fields import FIELDS
from policydiff.provenance.lookup import about, find_copy
from policydiff.provenance.store import Store
from policydiff.provenance.tool import tool_entry
from policydiff.provenance.transaction import Batch
from policydiff.recorded import CopyProvenance, ProvenanceFacts
from policydiff.report.pages import pages_of


@dataclass(frozen=True, slots=True)
class Done:
    """A comparison that was recorded: what it says with its provenance, both decoded texts, its entry and report."""

    comparison: Comparison
    texts: tuple[str, str]
    seq: int
    report: str
    checkpoint: Checkpoint
    pages: tuple[tuple[bytes, ...] | None, tuple[bytes, ...] | None] = (None, None)
    """The files whose pages the copies were read from."""


def compare_stored(
    store: Store,
    a: str,
    b: str,
    options: Options,
    house: House = House(),  # noqa: B008 (frozen)
    limits: Limits = DEFAULT_LIMITS,
) -> Done:
    """Compare two copies, each named by number, hash or name, and record the comparison with its report's hash.

    What is recorded is the comparison as it is by itself; what the rules of the house suppress and its decisions settle
    is recorded in entries of their own, and shown in the result."""
    entries = (find_copy(store, a), find_copy(store, b))
    first, second = (stored_copy(store, entry, options.terms, limits, house.tools) for entry in entries)
    texts = (first.witness.text, second.witness.text)

    def compared() -> tuple[Comparison, Comparison]:
        made = compare_prepared(first, second, options)
        return made, settle(made, house, texts)

    bare, settled = on_copies(compared, (first.witness, second.witness), limits)
    with store.transaction() as batch:
        seq, report = record_comparison(batch, tool_entry(store, batch), entries[0].seq, entries[1].seq, bare, options)
        _record_settled(batch, seq, settled)
    checkpoint = store.checkpoint()
    views = [copy_view(entry, [one for one in about(store, entry.seq) if one.kind == "statement"]) for entry in entries]
    facts = ProvenanceFacts(checkpoint.line(), seq, report, panel(views[0]), panel(views[1]))
    pages = (_pages(store, entries[0], first), _pages(store, entries[1], second))
    return Done(msgspec.structs.replace(settled, provenance=facts), texts, seq, report, checkpoint, pages)


def _pages(store: Store, entry: Entry, copy: Prepared) -> tuple[bytes, ...] | None:
    """The file whose pages a copy was read from, None where it has none."""
    paged = copy.witness.printed or copy.recognized
    return pages_of(copy.witness, None, DEFAULT_LIMITS, stored_bytes(store, entry)) if paged else None


def _record_settled(batch: Batch, seq: int, settled: Comparison) -> None:
    """Entries for what rules took out of the count and for what people decided; none where there is nothing."""
    rules = Counter(found.suppressed for found in settled.differences if found.suppressed is not None)
    if rules:
        batch.append(
            "suppression",
            {"of": seq, "rules": [{"rule": rule, "count": count} for rule, count in sorted(rules.items())]},
        )
    everything: list[Difference | Finding] = [*settled.differences, *settled.a.findings, *settled.b.findings]
    decided = [found for found in everything if found.decision is not None]
    if decided:
        batch.append(
            "decision",
            {
                "of": seq,
                "decisions": [{"id": found.id, "decision": found.decision, "note": found.note} for found in decided],
            },
        )


def panel(copy: Copy) -> CopyProvenance:
    """What a report shows of a copy's provenance: what is known and how, and the chain from bytes to text."""
    rows = []
    for field in FIELDS:
        known = copy.fields.get(field.key, {})
        if known.get("basis") not in (None, "absent", "not_examined") and field.key not in (
            "layers",
            "page_metadata",
            "decoded_text",
        ):
            rows.append((field.key, in_words(known.get("value")), str(known["basis"])))
    chain = [("bytes", copy.text("sha256"), int(copy.value("size") or 0))]
    chain += [(step["layer"], step["sha256"], step["length"]) for step in copy.value("layers") or []]
    return CopyProvenance(copy.seq, str(copy.entry.data.get("event")), copy.entry.time, tuple(rows), tuple(chain))
