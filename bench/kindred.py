# SPDX-License-Identifier: Apache-2.0
"""Figures of lineage on families whose tree is known: how often an edge is right by what it is called, contamination
found and told falsely, and how much is too little evidence; families that the rules were made on apart from others.

Families of the held-out kind are drawn from the seed and converted by foreign converters (`bench/accuracy`), each in a
process that stays; where none can be had, by the project's own tables, and that is said."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.lineage.families import Ways, family, own_ways
from tests.lineage.truth import Outcome, outcome

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from bench.accuracy.converters import CONVERTERS, OPENCC, Converter, Package, available
from bench.accuracy.tally import wilson
from policydiff.lineage.confidence import LEVELS

_BRING = 3
"""Lines with another wording that a copy must have taken over for its second source to show."""
_BACK = tuple(
    Converter(package, way, code)
    for package, way, code in (
        *(
            (OPENCC, way, f"from opencc import OpenCC\nconvert = OpenCC({way!r}).convert")
            for way in ("t2s", "tw2s", "hk2s")
        ),
        (
            Package("zhconv", "1.4.3", ("setuptools==80.9.0",)),
            "zh-hans",
            "import zhconv\nconvert = lambda text: zhconv.convert(text, 'zh-hans')",
        ),
        (Package("hanziconv", "0.3.2"), "back", "from hanziconv import HanziConv\nconvert = HanziConv.toSimplified"),
        (
            Package("chinese-converter", "1.1.1"),
            "back",
            "import chinese_converter\nconvert = chinese_converter.to_simplified",
        ),
        (
            Package("pyicu-wheels", "2.15.2"),
            "Traditional-Simplified",
            "import icu\nconvert = icu.Transliterator.createInstance('Traditional-Simplified').transliterate",
        ),
    )
)
_OVER = tuple(
    Converter(OPENCC, way, f"from opencc import OpenCC\nconvert = OpenCC({way!r}).convert") for way in ("t2tw", "t2hk")
)
_RUN = """
import json, sys
sys.path[:0] = [sys.argv[1]]
{code}
for line in sys.stdin:
    print(json.dumps(convert(json.loads(line))), flush=True)
"""


@dataclass
class Standing:
    """A foreign converter in a process of its own, which stays until the end."""

    converter: Converter
    process: "subprocess.Popen[str] | None" = None

    def __call__(self, text: str) -> str:
        """The text as the converter writes it."""
        if self.process is None:
            code = _RUN.format(code=self.converter.code)
            self.process = subprocess.Popen(
                [sys.executable, "-S", "-W", "ignore", "-c", code, str(self.converter.package.folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        converted: str = json.loads(self.process.stdout.readline())
        return converted if converted.count("\n") == text.count("\n") else text

    def end(self) -> None:
        """End the process."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            self.process.wait()


def foreign(converters: Iterable[Converter]) -> dict[str, Standing]:
    """Those that are installed or could be, by name."""
    return {converter.name: Standing(converter) for converter in available(converters)}


@dataclass
class Tally:
    """What became of the edges and copies of some families."""

    edges: dict[str, list[int]] = field(default_factory=dict)
    links: dict[str, list[int]] = field(default_factory=dict)
    said: dict[str, list[int]] = field(default_factory=dict)

    def add(self, found: Outcome, brought: int) -> None:
        """One family."""
        for told in found.edges:
            for name in ("all", told.edge.direction):
                _count(self.edges, name, told.directed)
            for name in ("all", told.edge.strength):
                _count(self.links, name, told.either)
        if not found.mixed:
            _count(self.said, "false alarms, of families without", bool(found.said))
        else:
            _count(self.said, "found, of copies made from two", bool(found.mixed & found.said))
            if brought >= _BRING:
                _count(
                    self.said,
                    f"found, of those with {_BRING} lines or more that show it",
                    bool(found.mixed & found.said),
                )

    def print(self) -> None:
        """A line a figure, with its interval of 95 %."""
        for title, told in (("as it points", self.edges), ("either way round", self.links)):
            print(f"    edges right {title}")
            for name in ("all", *LEVELS):
                right, count = told.get(name, [0, 0])
                part = 100 * count / max(1, told["all"][1])
                print(f"      {name:8} {_share(right, count)}   {part:5.1f} % of the edges")
        print("    contamination")
        for name, (right, count) in sorted(self.said.items()):
            print(f"      {name:55} {_share(right, count)}")


def _count(told: dict[str, list[int]], name: str, right: bool) -> None:
    both = told.setdefault(name, [0, 0])
    both[0] += right
    both[1] += 1


def _share(right: int, count: int) -> str:
    if not count:
        return "   0 of    0"
    low, high = wilson(right, count)
    return f"{right:4} of {count:4}  {100 * right / count:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def kindred(count: int, seed: str) -> None:
    """Print the figures of so many families of either sort."""
    print(f"\n{count} families on which the rules were made (own converters; seeds tune 0 …)")
    tally = Tally()
    for n in range(count):
        made = family(f"tune {n}")
        tally.add(outcome(made), made.brought)
    tally.print()
    out, back, over = foreign(CONVERTERS), foreign(_BACK), foreign(_OVER)
    ways = Ways(out, back, over) if out and back else own_ways()
    names = ", ".join(sorted((*out, *back, *over))) if out and back else "own tables: no foreign one can be had"
    print(f"\n{count} families that they were not made on (seed {seed}; {names})")
    tally = Tally()
    for n in range(count):
        made = family(f"{seed} {n}", ways)
        tally.add(outcome(made), made.brought)
    tally.print()
    for standing in (*out.values(), *back.values(), *over.values()):
        standing.end()
