# SPDX-License-Identifier: Apache-2.0
"""`./dev bench accuracy`: plants edits, compares, counts, runs the peers on the same cases, and prints the page."""

import datetime as dt
import multiprocessing
import platform
from collections.abc import Sequence
from pathlib import Path

from bench.accuracy.cases import MAKERS, Case, Drawn, Scripts, built, draw, possible, scripts
from bench.accuracy.converters import CONVERTERS, Converter, available
from bench.accuracy.judge import outcome, told_by_policydiff
from bench.accuracy.page import Measured, page
from bench.accuracy.peers import peers, told_by
from bench.accuracy.scans import scanned
from bench.accuracy.tables import tabled
from bench.accuracy.tally import Outcome
from policydiff import __version__

CASES = 1600
PEER_EVERY = 21
"""The peers get one case in so many; no multiple of those that have no edit."""
TABLE_SEEDS = 5
PROCESSES = 2
PAGE = Path(__file__).resolve().parents[2] / "docs" / "accuracy.md"

_work: tuple[Sequence[Drawn], Scripts] | None = None
"""What the processes share: set before they are forked."""


def figures(scale: float = 1.0, seed: str | None = None, *, whole: bool = True, write: bool = False) -> None:
    """Print the page of a seed, by default of today's date, and write it to docs/accuracy.md where asked; of a share of
    the cases unless all are asked for."""
    cases = CASES if whole else max(len(MAKERS), round(CASES * scale))
    seed = seed or dt.datetime.now(tz=dt.UTC).date().isoformat()
    there = available()
    left_out = sorted({c.name for c in CONVERTERS} - {c.name for c in there})
    outcomes, some = measured(seed, cases, there)
    found, missing = peers()
    told = {}
    for peer in found:
        given = some[: peer.cases]
        told[peer] = [outcome(case, one) for case, one in zip(given, told_by(peer, given), strict=True)]
    shared = [outcome(case, told_by_policydiff(case)) for case in some]
    made = Measured(
        seed=seed,
        version=__version__,
        python=platform.python_version(),
        outcomes=outcomes,
        tables=[one for number in range(TABLE_SEEDS) for one in tabled(f"{seed} {number}")],
        scans=scanned(seed),
        shared=shared,
        peers=told,
        converters=[f"{c.name} ({c.package.version})" for c in there],
        left_out=[*left_out, *missing],
    )
    text = page(made)
    print(text)
    if write:
        PAGE.write_text(text, encoding="utf-8")


def measured(seed: str, cases: int, there: Sequence[Converter]) -> tuple[list[Outcome], list[Case]]:
    """What is told of every case of a seed, and the cases that the peers are given."""
    global _work  # noqa: PLW0603 (forked processes read it, none is sent it)
    drawn = possible(draw(seed, cases), there)
    made = scripts(drawn, there)
    _work = (drawn, made)
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        outcomes = pool.map(_outcome, range(len(drawn)), chunksize=25)
    return outcomes, [built(case, made) for case in drawn[::PEER_EVERY]]


def _outcome(number: int) -> Outcome:
    assert _work is not None
    drawn, made = _work
    case = built(drawn[number], made)
    return outcome(case, told_by_policydiff(case))
