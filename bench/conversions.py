# SPDX-License-Identifier: Apache-2.0
"""The conversion tests of the OpenCC project as pairs of copies: what was converted against what is expected of it.

`./dev bench opencc --testcases FILE`; the file is `test/testcases/testcases.json` of BYVoid/OpenCC, which whoever
measures brings along. Directions that change script and glyphs count, those that change vocabulary (s2twp …) do not."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from policydiff import compare
from policydiff.model import CLASSES

DIRECTIONS = ("s2t", "t2s", "s2tw", "tw2s", "s2hk", "hk2s", "t2tw", "tw2t", "t2hk", "hk2t")
_TRAILING_COMMA = re.compile(r",(\s*\n\s*[\]}])")
"""The file has some, which JSON does not allow; a string holds no line break."""


def pairs(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Name of the case, direction, input and expected output of every script conversion in the file."""
    for case in json.loads(_TRAILING_COMMA.sub(r"\1", text))["cases"]:
        for direction in DIRECTIONS:
            if direction in case["expected"]:
                yield case["id"], direction, case["input"], case["expected"][direction]


def figures(_scale: float, testcases: Path | None = None) -> None:
    """Print how many pairs differ in what, by their gravest class, and each that differs in substance."""
    if testcases is None:
        print("opencc: not measured; --testcases FILE names the testcases.json of the OpenCC project")
        return
    counted: Counter[str] = Counter()
    for name, direction, before, after in pairs(testcases.read_text(encoding="utf-8")):
        differences = compare(before, after).differences
        gravest = min((difference.class_ for difference in differences), key=CLASSES.index, default="identical")
        counted[gravest] += 1
        if gravest == "substantive":
            told = [f"{d.a.text} {d.b.text}" for d in differences if d.class_ == gravest]
            print(f"  {name} {direction}: {', '.join(told)}")
    shown = ", ".join(f"{counted[name]} {name}" for name in (*CLASSES, "identical") if counted[name])
    print(f"opencc: {counted.total()} pairs: {shown}")
