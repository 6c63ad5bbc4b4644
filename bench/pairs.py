# SPDX-License-Identifier: Apache-2.0
"""Pairs to measure with: the two copies in corpus/, each time with another counter and a few small edits, or longer."""

import csv
import random
import re
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
A = (CORPUS / "qingdao-2023-tasks-annotated.txt").read_text(encoding="utf-8")
B = (CORPUS / "qingdao-2023-tasks-plain.txt").read_text(encoding="utf-8")

Texts = tuple[str, str]
Files = tuple[Path, Path]

_COUNTER = re.compile(r"(?<=量:)\d+")
_LABEL = re.compile(r"(?m)^(\d+)\.")
_AMOUNT = re.compile(r"\d+(?=[个個项項家万萬处處])")


def distinct_pairs(count: int) -> list[Texts]:
    """Return `count` pairs that no cache can take for one another: new counters, and up to three edits in the second
    copy."""
    return [_edited_pair(random.Random(number)) for number in range(count)]


def _edited_pair(chance: random.Random) -> Texts:
    a = _COUNTER.sub(lambda _: str(chance.randrange(10, 99999)), A, count=1)
    b = _COUNTER.sub(lambda _: str(chance.randrange(10, 99999)), B, count=1)
    body = b.index("\n")
    for _ in range(chance.randrange(4)):
        place = chance.randrange(body, len(b) - 1)
        written = chance.choice(["", chance.choice(b), b[place] + chance.choice(b)])
        if "\n" not in (b[place], written):
            b = b[:place] + written + b[place + 1 :]
    return a, b


def write_pairs(folder: Path, count: int) -> list[Files]:
    """Write distinct pairs into a folder, with a manifest `pairs.csv`; return their paths."""
    pairs = []
    with (folder / "pairs.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "a", "b"])
        for number, texts in enumerate(distinct_pairs(count)):
            files = (folder / f"{number}a.txt", folder / f"{number}b.txt")
            for path, text in zip(files, texts, strict=True):
                path.write_text(text, encoding="utf-8")
            rows.writerow([number, *(path.name for path in files)])
            pairs.append(files)
    return pairs


def long_pair(times: int) -> Texts:
    """Return the copies `times` as long: the tasks again and again, with labels that go on and amounts of their own."""
    return _lengthened(A, times), _lengthened(B, times)


def _lengthened(text: str, times: int) -> str:
    head, first, rest = text.partition("\n1.")
    tasks = first + rest
    parts = [head]
    for number in range(times):
        labelled = _LABEL.sub(lambda found, step=number: f"{int(found[1]) + 40 * step}.", tasks)
        parts.append(_AMOUNT.sub(lambda found, step=number: str(int(found[0]) + 7 * step), labelled))
    return "".join(parts)
