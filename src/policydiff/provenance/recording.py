# SPDX-License-Identifier: Apache-2.0
"""Recording comparisons that were made elsewhere (`batch --store`) as they come, with the copies they are of.

A copy that the store has already, under the same name and with the same bytes, is not taken in twice; a comparison
whose report it has already is not recorded twice. So an interrupted run that goes on, or one that is run again, adds
what is new."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from policydiff.copies import locate
from policydiff.errors import InputError
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.model import Comparison
from policydiff.options import Options
from policydiff.provenance.adding import BATCH, Adder, comparison_data, tool_entry
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.sources import Item, Refusal, items
from policydiff.provenance.store import Batch, Store
from policydiff.reasons import because
from policydiff.report.json import render


@dataclass(frozen=True, slots=True)
class _Pair:
    files: tuple[Path, Path]
    comparison: bytes
    context: Mapping[str, object]


@dataclass(slots=True)
class Recorder:
    """Takes pairs with their comparisons; they are acknowledged when `flush` has run or the block has ended.

    `refused` holds what could not be recorded: a file that is gone, or that is not the one that was compared.
    """

    store: Store
    options: Options = field(default_factory=Options)
    tools: Tools = DEFAULT_TOOLS
    recorded: int = 0
    refused: list[Refusal] = field(default_factory=list)
    _waiting: list[_Pair] = field(default_factory=list)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.flush()  # what was compared before an interruption is recorded all the same
        finally:
            self.store.close()

    def pair(
        self, a: Path, b: Path, comparison: Comparison | bytes, context: Mapping[str, object] | None = None
    ) -> None:
        """Note one comparison of two files, as a Comparison or its JSON; `context` (an id, a manifest's line) is
        kept."""
        self._waiting.append(
            _Pair((a, b), comparison if isinstance(comparison, bytes) else render(comparison), context or {})
        )
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Record what waits, in one transaction."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        with self.store.transaction() as batch:
            tool = tool_entry(self.store, batch)
            for pair in waiting:
                self._record(batch, tool, pair)

    def _record(self, batch: Batch, tool: int, pair: _Pair) -> None:
        comparison = msgspec.json.decode(pair.comparison, type=Comparison)
        parted = next((file for file in pair.files if locate(file).notice is not None), None)
        if parted is not None:
            self.refused.append(Refusal(str(parted), InputError("PD423", because("notice_of_a_page", file=parted))))
            return
        seqs = []
        for file, digest in zip(pair.files, (comparison.a.sha256, comparison.b.sha256), strict=True):
            seq = self._copy(batch, tool, file, digest)
            if isinstance(seq, Refusal):
                self.refused.append(seq)
                return
            seqs.append(seq)
        report = sha256(pair.comparison).hexdigest()
        if self._has(seqs[0], report):
            return
        data = comparison_data(seqs[0], seqs[1], tool, comparison, self.options, report)
        batch.append(
            "comparison",
            data | ({"context": dict(pair.context)} if pair.context else {}),
            [batch.blob(pair.comparison)],
        )
        self.recorded += 1

    def _has(self, copy: int, report: str) -> bool:
        rows = self.store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'comparison'", (copy,))
        return any(self.store.entry(int(str(row[0]))).data.get("report") == report for row in rows)

    def _copy(self, batch: Batch, tool: int, file: Path, digest: str) -> int | Refusal:
        """Number of the copy in the store; it is taken in where the store does not have it."""
        key = (digest, file.name)
        if key not in self._known:
            rows = self.store.query(
                "SELECT seq FROM index_copy WHERE sha256 = ? AND name = ? ORDER BY seq DESC LIMIT 1", key
            )
            if rows:
                self._known[key] = int(str(rows[0][0]))
            else:
                found = self._taken_in(batch, tool, file, digest)
                if isinstance(found, Refusal):
                    return found
                self._known[key] = found
        return self._known[key]

    def _taken_in(self, batch: Batch, tool: int, file: Path, digest: str) -> int | Refusal:
        item = next(items(file))
        if isinstance(item, Refusal):
            return item
        if sha256(item.data).hexdigest() != digest:
            return Refusal(str(file), InputError("PD422", because("file_changed", file=file)))
        return self._added(batch, tool, item)

    def _added(self, batch: Batch, tool: int, item: Item) -> int | Refusal:
        adder = Adder(self.store, tools=self.tools)
        try:
            return adder.append(batch, tool, item, adder.read(item), Assertions()).seq
        except InputError as error:
            return Refusal(item.name, error)
