# SPDX-License-Identifier: Apache-2.0
"""`./dev bench [--full] [FIGURE…]`: prints the figures that CHANGELOG, README and docs quote, all of them unless
named."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import (
    attacks,
    batches,
    conversions,
    damage,
    fire,
    library,
    lineage,
    lint,
    loop,
    office,
    orders,
    performance,
    proof,
    scans,
    store,
)
from bench.accuracy import run as accuracy

FIGURES: dict[str, Callable[[float], None]] = {
    "library": library.speed,
    "growth": library.growth,
    "start": library.start_up,
    "performance": performance.figures,
    **batches.FIGURES,
    "lineage": lineage.figures,
    "store": store.figures,
    "office": office.figures,
    "opencc": conversions.figures,
    "orders": orders.figures,
    "accuracy": accuracy.figures,
    "lint": lint.figures,
    "proof": proof.figures,
    "loop": loop.figures,
    "damage": damage.figures,
    "fire": fire.figures,
    "scans": scans.figures,
    "attacks": attacks.figures,
}
QUICK = 0.1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*FIGURES, []], metavar="FIGURE", help=f"which figures: {', '.join(FIGURES)}"
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="the sizes that are spoken of: 100,000 files, 20,000 pairs (half an hour); a tenth unless asked",
    )
    parser.add_argument("--scale", type=float, default=None, help="sizes as a share of the full ones")
    parser.add_argument(
        "--texts",
        type=Path,
        default=None,
        metavar="FOLDER",
        help="for `office`, `scans` and `loop`: a folder of notices as text files, not those of the project; for"
        " `lint`: of traditional texts that people wrote",
    )
    parser.add_argument(
        "--testcases",
        type=Path,
        default=None,
        metavar="FILE",
        help="for `opencc`: testcases.json of the OpenCC project, whose script conversions are compared",
    )
    parser.add_argument(
        "--cases",
        type=Path,
        default=None,
        metavar="FILE",
        help="for `proof`: JSON lines with id, group, text_a and text_b, whose proofs are written; for `lint`: with id,"
        " text_a and text_b, traditional texts that people wrote",
    )
    parser.add_argument(
        "--kept", type=Path, default=None, metavar="FOLDER", help="for `scans`: where recognized pages are kept"
    )
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="for `attacks`: only those in whose name these words stand"
    )
    parser.add_argument(
        "--seed", default=None, help="for `accuracy`, `lineage`: what cases are drawn from; today's date unless given"
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="for `accuracy` and `attacks`: put the page into docs/, besides printing it",
    )
    asked = parser.parse_args()
    scale = asked.scale or (1.0 if asked.full else QUICK)
    figures = {
        **FIGURES,
        "attacks": partial(attacks.figures, only=asked.only, write=asked.write),
        "lint": partial(lint.figures, folder=asked.texts, cases=asked.cases),
        "loop": partial(loop.figures, folder=asked.texts),
        "office": partial(office.figures, folder=asked.texts),
        "scans": partial(scans.figures, folder=asked.texts, kept=asked.kept),
        "proof": partial(proof.figures, cases=asked.cases),
        "accuracy": partial(
            accuracy.figures,
            seed=asked.seed,
            whole="accuracy" in asked.names and asked.scale is None,
            write=asked.write,
        ),
        "lineage": partial(lineage.figures, seed=asked.seed),
        "opencc": partial(conversions.figures, testcases=asked.testcases),
    }
    for name in asked.names or figures:
        figures[name](scale)


if __name__ == "__main__":
    main()
