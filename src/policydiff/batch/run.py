# SPDX-License-Identifier: Apache-2.0
"""One run of a batch: every pair compared, every result written, in manifest order."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from policydiff.batch.manifest import Pair
from policydiff.batch.work import compare_pair
from policydiff.errors import OutputError
from policydiff.levels import Level, reaches
from policydiff.pipeline import Options


@dataclass
class Tally:
    """What a run came to."""

    verdicts: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    found: int = 0
    """Pairs at or above the level that was asked for."""

    def line(self, folder: Path) -> str:
        """The run in one line."""
        told = [f"{n} {name}" for name in ("different", "review", "equivalent", "identical") if (n := self.verdicts[name])]
        return f"{self.verdicts.total() + self.errors} pairs: {', '.join([*told, f'{self.errors} errors'])} → {folder / 'results.jsonl'}"


def run(pairs: tuple[Pair, ...], folder: Path, options: Options, reports: str, fail_on: Level) -> Tally:
    """Compare all pairs and write what came of them below `folder`.

    Raises:
        OutputError: PD500 where the folder cannot be written.
    """
    tally = Tally()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / "results.jsonl.part"
        with part.open("wb") as lines:
            for pair in pairs:
                result = compare_pair(pair, options)
                lines.write(msgspec.json.encode(result) + b"\n")
                if result.comparison is None:
                    tally.errors += 1
                    continue
                tally.verdicts[result.comparison.verdict] += 1
                tally.found += reaches(result.comparison, fail_on)
        part.replace(folder / "results.jsonl")
        (folder / "summary.json").write_bytes(msgspec.json.encode({"pairs": len(pairs), "errors": tally.errors, "verdicts": dict(tally.verdicts)}))
    except OSError as error:
        raise OutputError("PD500", f"{folder} cannot be written: {error.strerror or error}", "check the folder's rights and the room on the disk") from error
    return tally
