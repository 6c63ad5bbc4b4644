# SPDX-License-Identifier: Apache-2.0
"""Files made to hurt, through every door: each is refused or read within a minute and 1 GiB, and none is a fault of the
program's.

All are made when they are asked for, out of harmless parts; none stands in the project. Every tenth at a tenth of the
size, all at full size (an hour or two)."""

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from bench.attacks.attack import Attack, put
from bench.attacks.cases import CASES
from bench.attacks.doors import BATCHES, BYTES, DOORS, SECONDS, Came, outcomes, sound, through


def figures(scale: float, only: str = "") -> None:
    """A line for each attack, and one for each run that did not end as it may."""
    every = attacks()
    some = [one for one in every if only in f" {_name(one)}"][:: 1 if only else max(1, round(1 / scale))]
    doors = ", ".join((*DOORS, *BATCHES))
    print(f"\n{len(some)} of {len(every)} attacks through {doors}; each within {SECONDS} s and {BYTES >> 20:,} MiB")
    kinds: dict[str, list[Attack]] = defaultdict(list)
    for attack in some:
        kinds[attack.kind].append(attack)
    held = [one for kind, of_kind in kinds.items() for one in _of_kind(kind, of_kind)]
    print(f"attacks: {len(held):,} runs, {sum(held):,} as they may end")
    if not only:
        print(f"known cases, {len(CASES)}, and where each is tried:")
        for number, (what, places) in CASES.items():
            print(f"  {number:2} {what}: {', '.join(places)}")


def attacks() -> list[Attack]:
    """All of them."""
    from bench.attacks import containers, packages, pages, printed, texts

    return [
        *(*pages.ATTACKS, *texts.TEXTS, *texts.NO_TEXTS, *packages.WORD, *packages.SHEETS, *packages.OPEN),
        *(*containers.MAILS, *containers.ARCHIVES, *printed.PRINTED),
    ]


def _name(attack: Attack) -> str:
    return f"{attack.kind}: {attack.what}"


def _of_kind(kind: str, attacks: list[Attack]) -> Iterable[bool]:
    """What came of the attacks of a kind, printed: of each by itself, then of all in batches."""
    with tempfile.TemporaryDirectory(prefix="policydiff-") as home:
        folder = Path(home)
        sound(folder)
        (folder / "copies").mkdir()
        for number, attack in enumerate(attacks):
            yield from _alone(folder, number, attack)
        yield from _together(folder, kind, attacks)


def _alone(folder: Path, number: int, attack: Attack) -> Iterable[bool]:
    hurts = f"copies/{number}.{attack.ending}"
    _made_apart(folder / hurts, attack, beside=False)
    beside = "good.txt"
    if attack.beside is not None:
        beside = f"b.{attack.ending}"
        _made_apart(folder / beside, attack, beside=True)
    came = {door: through(words(hurts, beside), folder) for door, words in DOORS.items()}
    by_outcome = defaultdict(list)
    for door, one in came.items():
        by_outcome[one.told].append(door)
    told = "; ".join(
        outcome if len(by_outcome) == 1 else f"{outcome} ({', '.join(some)})" for outcome, some in by_outcome.items()
    )
    seconds, memory = (max(getattr(one, name) for one in came.values()) for name in ("processor", "memory"))
    print(f"  {_name(attack)}: {told}; at most {seconds:.1f} s, {memory >> 20:,} MiB", flush=True)
    for door, one in came.items():
        if not one.held():
            print(f"    NOT AS IT MAY END: {door}: {one.told}, status {one.status}, {one.cost()}", flush=True)
        yield one.held()


def _made_apart(path: Path, attack: Attack, *, beside: bool) -> None:
    """The file of an attack, made by a copy of this process, so that this one does not grow."""
    pid = os.fork()
    if not pid:
        make = attack.beside if beside and attack.beside else attack.make
        try:
            put(path, make())
        finally:
            os._exit(0)
    os.waitpid(pid, 0)


def _together(folder: Path, kind: str, attacks: list[Attack]) -> Iterable[bool]:
    """All copies of a kind in one batch: each is its own pair's outcome, and the sound pair is compared."""
    names = [f"copies/{number}.{attack.ending}" for number, attack in enumerate(attacks)]
    pairs = [f"good.txt,{name}\n" for name in (*names, "third.txt")]
    (folder / "pairs.csv").write_text("a,b\n" + "".join(pairs), "utf-8")
    for door, words in BATCHES.items():
        shutil.rmtree(folder / "out", ignore_errors=True)
        came: Came = through(words, folder, len(attacks))
        found = outcomes(folder / "out" / "results.jsonl")
        well = came.held(len(attacks)) and (door != "batch" or found.get("third.txt") == "read")
        print(f"  {kind}, {len(attacks)} copies by `{door}`: {came.told}; in all {came.cost()}", flush=True)
        if not well:
            print(f"    NOT AS IT MAY END: {door}: status {came.status}, {found}", flush=True)
        yield well
