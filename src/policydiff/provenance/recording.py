# SPDX-License-Identifier: Apache-2.0
"""Recording comparisons that were made elsewhere (`batch --store`) as they come, with the copies they are of.

A copy that the store has already, under the same name and with the same bytes, is not taken in twice; a comparison
whose report it has already is not recorded twice. So an interrupted run that goes on, or one that is run again, adds
what is new."""

from collections.abc import Mapping, Sequence
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
from policydiff.provenance.adding import BATCH, Adder, comparison_data
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.sources import Archive, Refusal, items
from policydiff.provenance.store import Store
from policydiff.provenance.tool import tool_entry
from policydiff.provenance.transaction import Batch
from policydiff.reasons import because
from policydiff.report.json import render


@dataclass(frozen=True, slots=True)
class _Pair:
    files: tuple[Path, Path]
    comparison: bytes
    context: Mapping[str, object]
    made: Comparison

    def parted(self) -> Refusal | None:
        """Why the pair cannot be recorded: one of its copies is part of a file."""
        file = next((file for file in self.files if locate(file).notice is not None), None)
        if file is None:
            return None
        return Refusal(str(file), InputError("PD423", because("notice_of_a_page", file=file)))

    def copies(self) -> list[tuple[Path, str]]:
        """Both files with the SHA-256 of what was compared; none where one is part of a file."""
        if self.parted() is not None:
            return []
        return list(zip(self.files, (self.made.a.sha256, self.made.b.sha256), strict=True))


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
    _known: dict[tuple[str, str], int | Refusal] = field(default_factory=dict)

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
        if isinstance(comparison, bytes):
            told, made = comparison, msgspec.json.decode(comparison, type=Comparison)
        else:
            told, made = render(comparison), comparison
        self._waiting.append(_Pair((a, b), told, context or {}, made))
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Record what waits: the copies that the store does not have yet, then the comparisons in one transaction."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        self._take_in(waiting)
        with self.store.transaction() as batch:
            tool = tool_entry(self.store, batch)
            for pair in waiting:
                self._record(batch, tool, pair)

    def _take_in(self, pairs: Sequence[_Pair]) -> None:
        """Take in the copies of some pairs; `_known` has the number of each, or why it was refused."""
        adder = Adder(self.store, tools=self.tools, again=True)
        for pair in pairs:
            for file, digest in pair.copies():
                key = (digest, file.name)
                if key in self._known:
                    continue
                rows = self.store.query(
                    "SELECT seq FROM index_copy WHERE sha256 = ? AND name = ? ORDER BY seq DESC LIMIT 1", key
                )
                self._known[key] = int(str(rows[0][0])) if rows else self._given(adder, file, digest)
        adder.flush()
        for one in adder.added:
            self._known[one.sha256, one.name] = one.seq
        for refusal in adder.refused:
            self._known |= {key: refusal for key, seq in self._known.items() if seq == -1 and key[1] == refusal.name}

    def _given(self, adder: Adder, file: Path, digest: str) -> int | Refusal:
        """Hand a file over to be taken in; why it cannot be, or -1 until it is."""
        item = next(items(file))
        if isinstance(item, Archive):
            return Refusal(str(file), InputError("PD423", because("archive_in_a_batch", file=file)))
        if isinstance(item, Refusal):
            return item
        if item.known_by().sha256 != digest:
            return Refusal(str(file), InputError("PD422", because("file_changed", file=file)))
        adder.take(item, Assertions())
        return -1

    def _record(self, batch: Batch, tool: int, pair: _Pair) -> None:
        seqs = [self._known[digest, file.name] for file, digest in pair.copies()]
        refusal = pair.parted() or next((one for one in seqs if isinstance(one, Refusal)), None)
        if refusal is not None:
            self.refused.append(refusal)
            return
        a, b = (one for one in seqs if isinstance(one, int))
        report = sha256(pair.comparison).hexdigest()
        if self._has(a, report):
            return
        data = comparison_data(a, b, tool, pair.made, self.options, report)
        batch.append(
            "comparison",
            data | ({"context": dict(pair.context)} if pair.context else {}),
            [batch.blob(pair.comparison)],
        )
        self.recorded += 1

    def _has(self, copy: int, report: str) -> bool:
        rows = self.store.query("SELECT seq FROM index_link WHERE target = ? AND kind = 'comparison'", (copy,))
        return any(self.store.entry(int(str(row[0]))).data.get("report") == report for row in rows)
