# SPDX-License-Identifier: Apache-2.0
"""Files made to hurt, through every door: each is refused or read within a minute and 1 GiB, and none is a fault of the
program's.

All are made when they are asked for, out of harmless parts; none stands in the project. Every tenth at a tenth of the
size, all at full size (an hour or two). A copy that is dear goes through the first door and two others in turn, since a
door is one more caller of the one way in which copies are read; those that are not
dear, and two that are, go through `batch` together."""

import os
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from bench.attacks import page
from bench.attacks.attack import Attack, put
from bench.attacks.cases import CASES
from bench.attacks.doors import BATCHES, BYTES, DOORS, SECONDS, Came, outcomes, sound, through
from bench.attacks.options import OPTIONS, Option, cleared, label

DEAR = 2.0
"""Seconds of the processor from which on a copy goes through few doors."""
FEW = 2
"""Doors behind the first that a dear copy goes through."""


@dataclass(slots=True)
class Told:
    """The rows of a kind, and how many runs there were and how many ended as they may."""

    kind: str
    rows: list[page.Row] = field(default_factory=list)
    runs: list[bool] = field(default_factory=list)


def figures(scale: float, only: str = "", write: bool = False) -> None:
    """A line for each attack, and one for each run that did not end as it may; with `write`, the tables of the kinds
    that were run whole, in docs/attacks.md."""
    every = attacks()
    some = [one for one in every if only in f" {_name(one)}"][:: 1 if only else max(1, round(1 / scale))]
    doors = ", ".join((*DOORS, *BATCHES))
    print(f"\n{len(some)} of {len(every)} attacks through {doors}; each within {SECONDS} s and {BYTES >> 20:,} MiB")
    kinds: dict[str, list[Attack | Option]] = defaultdict(list)
    for attack in some:
        kinds[attack.kind].append(attack)
    held: list[bool] = []
    for kind, of_kind in kinds.items():
        told = Told(kind)
        _of_kind(told, of_kind)
        held += told.runs
        if write and len(of_kind) == sum(attack.kind == kind for attack in every):
            page.write(kind, told.rows, sum(told.runs), len(told.runs))
    print(f"attacks: {len(held):,} runs, {sum(held):,} as they may end")
    if not only:
        print(f"known cases, {len(CASES)}, and where each is tried:")
        for number, (what, places) in CASES.items():
            print(f"  {number:2} {what}: {', '.join(places)}")


def attacks() -> list[Attack | Option]:
    """All of them."""
    from bench.attacks import containers, packages, pages, printed, texts

    return [
        *(*pages.ATTACKS, *texts.TEXTS, *texts.NO_TEXTS, *packages.WORD, *packages.SHEETS, *packages.OPEN),
        *(*containers.MAILS, *containers.ARCHIVES, *printed.PRINTED, *OPTIONS),
    ]


def _name(attack: Attack | Option) -> str:
    return f"{attack.kind}: {attack.what}"


def _of_kind(told: Told, attacks: list[Attack | Option]) -> None:
    """What came of the attacks of a kind, printed: of each by itself, then of all copies in batches."""
    copies = [attack for attack in attacks if isinstance(attack, Attack)]
    with tempfile.TemporaryDirectory(prefix="policydiff-") as home:
        folder = Path(home)
        sound(folder)
        (folder / "copies").mkdir()
        dear = [_alone(told, folder, number, attack) > DEAR for number, attack in enumerate(copies)]
        few = [number for number in range(len(copies)) if not dear[number] or sum(dear[:number]) < FEW]
        if copies:
            _together(told, folder, [f"copies/{number}.{copies[number].ending}" for number in few])
    for option in attacks:
        if isinstance(option, Option):
            with tempfile.TemporaryDirectory(prefix="policydiff-") as home:
                sound(Path(home))
                _row(told, option, {label(words): through(words, Path(home)) for words in option.laid(Path(home))})


def _alone(told: Told, folder: Path, number: int, attack: Attack) -> float:
    """What came of one copy through the doors; the seconds of the first."""
    hurts = f"copies/{number}.{attack.ending}"
    _made_apart(folder / hurts, attack, beside=False)
    beside = "good.txt"
    if attack.beside is not None:
        beside = f"b.{attack.ending}"
        _made_apart(folder / beside, attack, beside=True)
    first, *others = DOORS
    came = {first: through(DOORS[first](hurts, beside), folder)}
    if came[first].processor > DEAR:
        others = [others[(number * FEW + at) % len(others)] for at in range(FEW)]
    for door in others:
        came[door] = through(DOORS[door](hurts, beside), folder)
    _row(told, attack, came)
    return came[first].processor


def _row(told: Told, attack: Attack | Option, came: dict[str, Came]) -> None:
    """The row of an attack, printed and kept."""
    by_outcome = defaultdict(list)
    for door, one in came.items():
        by_outcome[one.told].append(door)
    outcome = "; ".join(
        what if len(by_outcome) == 1 else f"{what} ({', '.join(some)})" for what, some in by_outcome.items()
    )
    seconds, memory = (max(getattr(one, name) for one in came.values()) for name in ("processor", "memory"))
    row = page.Row(attack.what, outcome, len(came), seconds, memory)
    print(f"  {_name(attack)}: {outcome}; {len(came)} doors, at most {seconds:.1f} s, {memory >> 20:,} MiB", flush=True)
    told.rows.append(row)
    for door, one in came.items():
        if not one.held():
            print(f"    NOT AS IT MAY END: {door}: {one.told}, status {one.status}, {one.cost()}", flush=True)
        told.runs.append(one.held())


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


def _together(told: Told, folder: Path, names: list[str]) -> None:
    """Copies of a kind in one batch: each is its own pair's outcome, and the sound pair is compared."""
    for path in (folder / "copies").iterdir():
        if f"copies/{path.name}" not in names:
            cleared(path)
    pairs = [f"good.txt,{name}\n" for name in (*names, "third.txt")]
    (folder / "pairs.csv").write_text("a,b\n" + "".join(pairs), "utf-8")
    for door, words in BATCHES.items():
        shutil.rmtree(folder / "out", ignore_errors=True)
        came: Came = through(words, folder, len(names))
        found = outcomes(folder / "out" / "results.jsonl")
        well = came.held(len(names)) and (door != "batch" or found.get("third.txt") == "read")
        print(f"  {told.kind}, {len(names)} copies by `{door}`: {came.told}; in all {came.cost()}", flush=True)
        if not well:
            print(f"    NOT AS IT MAY END: {door}: status {came.status}, {found}", flush=True)
        told.rows.append(page.Row(f"{len(names)} of them by `{door}`", came.told, 1, came.processor, came.memory))
        told.runs.append(well)
