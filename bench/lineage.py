# SPDX-License-Identifier: Apache-2.0
"""Figures of collation: what ten copies cost against one comparison, and how many planted families are found again edge
for edge."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.clock import best_in_turn, process_time
from bench.kindred import kindred
from bench.library import ROUNDS
from bench.pairs import distinct_pairs
from policydiff.ingest import read
from policydiff.lineage.collate import collate
from policydiff.pipeline import Prepared, compare_prepared, prepare

COPIES = 10
_FAMILIES = 160
_KINDRED = 400
_FIRST = 2000
"""Seeds from here on: weights were settled on others."""


def figures(scale: float, seed: str | None = None) -> None:
    """Print the cost of a collation in comparisons, the families found, and how sure edges are of families drawn from a
    seed, by default today's date."""
    cost()
    families(max(10, int(_FAMILIES * scale)))
    kindred(max(20, int(_KINDRED * scale)), seed or dt.datetime.now(tz=dt.UTC).date().isoformat())


def cost() -> None:
    """Print what a collation of ten copies like the sample costs, preparing them included, in the library and as a
    command."""
    pairs = distinct_pairs(COPIES)
    texts = [text for pair in pairs[: COPIES // 2] for text in pair]

    def compare_each() -> None:
        for a, b in pairs:
            compare_prepared(_prepared(a, "a"), _prepared(b, "b"))

    def collate_all() -> None:
        collate([_prepared(text, str(n)) for n, text in enumerate(texts)])

    compare_each()  # the tables load once a process
    together, collated = best_in_turn(ROUNDS, [compare_each, collate_all])
    one = together / len(pairs)
    print(f"\na collation of {COPIES} copies like the sample, best of {ROUNDS}")
    print(
        f"  in the library                 {1000 * collated:8.0f} ms   {collated / one:5.1f} comparisons of"
        f" {1000 * one:.1f} ms"
    )
    with TemporaryDirectory() as name:
        files = []
        for n, text in enumerate(texts):
            files.append(str(Path(name) / f"{n}.txt"))
            Path(files[-1]).write_text(text, encoding="utf-8")
        command, compared = process_time(ROUNDS, "collate", *files), process_time(ROUNDS, "compare", *files[:2])
    print(
        f"  as a process                   {1000 * command:8.0f} ms   {command / compared:5.1f} processes that"
        " compare two"
    )


def _prepared(text: str, name: str) -> Prepared:
    return prepare(read(text, name=name))


def families(count: int) -> None:
    """Print of how many planted families the tree is found again, and how many wrong edges were told with
    confidence."""
    from tests.lineage.planted import family, outcome

    print(f"\n{count} planted families of 6 to 12 copies each")
    for contaminated in (False, True):
        told = [outcome(family(seed, contaminated)) for seed in range(_FIRST, _FIRST + count)]
        right, bold = sum(found.right for found in told), sum(len(found.bold) for found in told)
        title = "one copy with lines of a second" if contaminated else "without contamination"
        print(
            f"  {title:32} {right:4} found edge for edge, {100 * right / count:5.1f} %; wrong edges told with"
            f" confidence: {bold}"
        )
        traceable = [found for found in told if found.traceable]
        if contaminated:
            right = sum(found.right for found in traceable)
            print(
                f"    of them with three slips an edge {right:4} of {len(traceable)},"
                f" {100 * right / max(1, len(traceable)):5.1f} %"
            )
