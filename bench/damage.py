# SPDX-License-Identifier: Apache-2.0
"""Damaged files of every kind: how many are read, refused, or fail in a way that none may.

400 of each kind at full size, damaged by number: flipped, added to, cut, doubled, cut off. Each is read, prepared and
compared with the sound one in a process that has a minute and 1 GiB."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from policydiff.errors import PolicydiffError
from policydiff.ingest.apart import each_apart
from policydiff.ingest.read import read
from policydiff.pipeline import Prepared, compare_prepared, complete

OF_EACH = 400
SECONDS, MEMORY = 60, 1 << 30
WORST = {"PD001": "internal error", "PD310": "died", "PD311": "hung", "PD312": "over 1 GiB"}


def figures(scale: float) -> None:
    """A line for each kind of file, and one for all."""
    import damage  # noqa: F401 (before processes are copied, each of which would load it anew)
    from seeds import ALL

    total: Counter[str] = Counter()
    count = max(1, round(OF_EACH * scale))
    for name, data in ALL.items():
        found = outcomes(name, data, count)
        total += found
        print(f"damage  {name:14} {_told(found)}", flush=True)
    print(f"damage  {'all':14} {_told(total)}")


def outcomes(name: str, data: bytes, count: int) -> "Counter[str]":
    """What became of so many damaged files of one kind."""
    found: Counter[str] = Counter()
    number = 0
    while number < count:
        try:
            for said in each_apart(partial(_each, name, data, number, count), SECONDS, MEMORY):
                found[said] += 1
                number += 1
        except PolicydiffError as error:  # it ended the process: go on behind it
            found[WORST.get(error.code, error.code)] += 1
            print(f"damage  {name} number {number}: {error.message}", flush=True)
            number += 1
    return found


def _each(name: str, data: bytes, first: int, count: int) -> Iterator[str]:
    from damage import damaged_file

    sound = complete(read(data, name))
    for number in range(first, count):
        yield _one(name, damaged_file(data, number), sound)


def _one(name: str, data: bytes, sound: Prepared) -> str:
    try:
        witness = read(data, name)
    except PolicydiffError as error:
        return f"refused {error.code}"
    compare_prepared(complete(witness), sound)
    return "read"


def _told(found: "Counter[str]") -> str:
    refused = sum(count for said, count in found.items() if said.startswith("refused"))
    worst = ", ".join(f"{found[said]} {said}" for said in WORST.values())
    return f"{found.total():6,} files: {found['read']:6,} read, {refused:6,} refused, {worst}"
