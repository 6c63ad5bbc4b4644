# SPDX-License-Identifier: Apache-2.0
"""Tools that one would use instead, on the same cases: what each calls a difference, as places in both copies.

None of them names a kind or sets anything aside, so all that they tell counts. They are given what helps them: readings
in brackets stripped where they are said to, the simplified script by t2s where they are said to."""

import difflib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.accuracy.cases import Case
from bench.accuracy.converters import BACK, Package
from bench.accuracy.edit import Place
from bench.accuracy.judge import Told

Places = list[Place]
Pair = tuple[str, str]
Token = dict[str, object]

_PINYIN = re.compile(r"[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]")
_COLLATEX = Package(
    "collatex",
    "2.3",
    ("networkx==3.5", "prettytable==3.16.0", "wcwidth==0.9.4", "levenshtein==0.27.5", "rapidfuzz==3.14.6"),
)
_COLLATEX_TOKENS = 320
"""Of both copies together."""
COLLATEX_CASES = 24
"""It compares each token with each: a few cases have to do."""


@dataclass(frozen=True)
class Peer:
    """A tool by name and version, and what it tells of pairs of texts."""

    name: str
    version: str
    tell: Callable[[Sequence[Pair]], list[Places]]
    cases: int | None = None
    """How many cases it can be given; all where there is no number."""


def told_by(peer: Peer, cases: Sequence[Case]) -> list[list[Told]]:
    """What a peer tells of each case."""
    found = peer.tell([(case.a.text, case.b.text) for case in cases])
    return [[Told(place, None, False, "") for place in places] for places in found]


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _t2s(text: str) -> str:
    return str(_converter().convert(text))


def _simplified(pairs: Iterable[Pair]) -> list[Pair]:
    return [(_t2s(a), _t2s(b)) for a, b in pairs]


def _opcodes(a: str, b: str) -> Places:
    from rapidfuzz.distance import Indel

    joined: Places = []
    for code in Indel.opcodes(a, b):
        if code.tag == "equal":
            continue
        place = (code.src_start, code.src_end, code.dest_start, code.dest_end)
        last = joined[-1] if joined else None
        if last and (last[1], last[3]) == (place[0], place[2]):
            joined[-1] = (last[0], place[1], last[2], place[3])
        else:
            joined.append(place)
    return joined


def _characters(pairs: Sequence[Pair]) -> list[Places]:
    return [_opcodes(a, b) for a, b in _simplified(pairs)]


def _difflib(pairs: Sequence[Pair]) -> list[Places]:
    return [
        [tuple(code[1:]) for code in difflib.SequenceMatcher(None, a, b, False).get_opcodes() if code[0] != "equal"]
        for a, b in pairs
    ]


def _stripped(text: str) -> tuple[str, list[int]]:
    """The text without readings, and where each of its characters stood; behind the last, the text's length."""
    kept = [n for start, end in _between(text) for n in range(start, end)]
    return "".join(text[n] for n in kept), [*kept, len(text)]


def _between(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _PINYIN.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _native(pairs: Sequence[Pair]) -> list[Places]:
    """Readings stripped, native OpenCC t2s, diff-match-patch with its semantic clean-up."""
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    sides = [[_stripped(pair[n]) for pair in pairs] for n in (0, 1)]
    plain = [BACK.converted([text for text, _ in side]) for side in sides]
    found = []
    for n in range(len(pairs)):
        diffs = differ.diff_main(plain[0][n], plain[1][n], False)
        differ.diff_cleanupSemantic(diffs)
        maps = (sides[0][n][1], sides[1][n][1])
        found.append([_mapped(place, maps) for place in _hunks((op, len(text)) for op, text in diffs)])
    return found


def _mapped(place: Place, maps: tuple[list[int], list[int]]) -> Place:
    (a, b), last = maps, [len(where) - 1 for where in maps]
    return a[min(place[0], last[0])], a[min(place[1], last[0])], b[min(place[2], last[1])], b[min(place[3], last[1])]


def _hunks(parts: Iterable[tuple[int, int]]) -> Places:
    """Places of runs of deletions (-1) and insertions (1) between equal runs (0)."""
    places: Places = []
    a = b = 0
    inside = False
    for sign, size in parts:
        if sign and not inside:
            places.append((a, a, b, b))
        a, b = a + (size if sign <= 0 else 0), b + (size if sign >= 0 else 0)
        inside = bool(sign)
        if inside:
            places[-1] = (places[-1][0], a, places[-1][2], b)
    return places


def _git(pairs: Sequence[Pair]) -> list[Places]:
    """`git diff --word-diff`, each character a word, after t2s."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("a", "b")]
        for texts in _simplified(pairs):
            for path, text in zip(files, texts, strict=True):
                path.write_text(text.replace("\n", "␤\n"), encoding="utf-8", newline="")
            words = ["--word-diff=porcelain", "--word-diff-regex=.", "--unified=100000"]
            command = ["git", "-c", "core.quotepath=off", "diff", "--no-index", "--no-color", *words, *files]
            done = subprocess.run(command, capture_output=True, check=False)
            found.append(_hunks(_porcelain(done.stdout.decode("utf-8", "replace"))))
    return found


def _porcelain(said: str) -> Iterator[tuple[int, int]]:
    """Signs and sizes of git's runs. It does not say in which text a line ends, so that ends were given a sign (␤)."""
    _, _, body = said.partition("\n@@")
    for line in body.split("\n")[1:]:
        if line[:1] in ("+", "-", " "):
            yield {"+": 1, "-": -1, " ": 0}[line[0]], len(line) - 1


_COLLATE = """
import json, sys
sys.path[:0] = [sys.argv[1]]
from collatex import Collation, collate
for line in sys.stdin:
    witnesses = json.loads(line)
    made = collate(Collation.create_from_dict({"witnesses": witnesses}), segmentation=False)
    columns = [[column.tokens_per_witness.get(name) for name in "ab"] for column in made.columns]
    print(json.dumps([[bool(x) and [x[0].token_data["n"], x[0].token_data["at"], x[0].token_data["end"]]
                       for x in column] for column in columns]), flush=True)
"""


def _collatex(pairs: Sequence[Pair]) -> list[Places]:
    """A token a character with its reading, `t` as written and `n` by t2s: what differs in `n` is told.

    Line by line, as its users do: it compares each token with each. Lines that answer to each other are given to it,
    stretches of more than so many tokens are told whole."""
    blocks = [(n, *block) for n, pair in enumerate(pairs) for block in _blocks(*(_tokens(text) for text in pair))]
    given = [
        [{"id": name, "tokens": tokens} for name, tokens in (("a", a), ("b", b))]
        for _, a, b, _ in blocks
        if _short(a, b)
    ]
    lines = "".join(json.dumps(witnesses) + "\n" for witnesses in given)
    command = [sys.executable, "-S", "-W", "ignore", "-c", _COLLATE, str(_COLLATEX.folder)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, timeout=300)
    found: list[Places] = [[] for _ in pairs]
    answers = iter(done.stdout.splitlines())
    for number, a, b, start in blocks:
        found[number] += _columns(json.loads(next(answers)), start) if _short(a, b) else [_whole(a, b, start)]
    return found


def _short(a: list[Token], b: list[Token]) -> bool:
    """Whether CollateX is given a stretch."""
    return min(len(a), len(b)) > 0 and max(len(a), len(b)) <= _COLLATEX_TOKENS


def _whole(a: list[Token], b: list[Token], start: tuple[int, int]) -> Place:
    """A stretch as one place."""
    return start[0], int(str(a[-1]["end"])) if a else start[0], start[1], int(str(b[-1]["end"])) if b else start[1]


def _blocks(a: list[Token], b: list[Token]) -> Iterator[tuple[list[Token], list[Token], tuple[int, int]]]:
    """Lines of both copies that answer to each other and differ in `n`, with where they begin."""
    lines = [_lines(tokens) for tokens in (a, b)]
    words = [["".join(str(token["n"]) for token in line) for line in side] for side in lines]
    for tag, a0, a1, b0, b1 in difflib.SequenceMatcher(None, words[0], words[1], False).get_opcodes():
        if tag == "equal":
            continue
        paired = a1 - a0 == b1 - b0
        for n in range(a1 - a0 if paired else 1):
            one, other = (
                [token for line in (side[low + n : low + n + 1] if paired else side[low:high]) for token in line]
                for side, low, high in ((lines[0], a0, a1), (lines[1], b0, b1))
            )
            before = [
                next((int(str(line[-1]["end"])) for line in reversed(side[: low + n]) if line), 0)
                for side, low in ((lines[0], a0), (lines[1], b0))
            ]
            yield one, other, (before[0], before[1])


def _lines(tokens: list[Token]) -> list[list[Token]]:
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token["n"] == "\n":
            lines.append([])
        elif str(token["n"]).strip():
            lines[-1].append(token)
    return lines


def _tokens(text: str) -> list[Token]:
    plain, where = _stripped(text)
    return [
        {"t": text[where[n] : where[n + 1]], "n": new, "at": where[n], "end": where[n + 1]}
        for n, new in enumerate(_t2s(plain))
    ]


def _columns(table: list[list[Any]], start: tuple[int, int]) -> Places:
    """Neighbouring columns whose two tokens are not equal, as places."""
    places: Places = []
    at, inside = list(start), False
    for column in table:
        told = not (column[0] and column[1] and column[0][0] == column[1][0])
        spans = [tuple(cell[1:]) if cell else (at[n], at[n]) for n, cell in enumerate(column)]
        at = [spans[0][1], spans[1][1]]
        if told and inside:
            places[-1] = (places[-1][0], spans[0][1], places[-1][2], spans[1][1])
        elif told:
            places.append((*spans[0], *spans[1]))
        inside = told
    return places


_WIKIDIFF2 = """
while (($line = fgets(STDIN)) !== false) {
    [$a, $b] = json_decode($line);
    echo str_replace("\\n", " ", wikidiff2_inline_json_diff($a, $b, 100000)), "\\n";
}
"""


def _wikidiff2(pairs: Sequence[Pair]) -> list[Places]:
    given = "".join(json.dumps(pair) + "\n" for pair in _simplified(pairs))
    done = subprocess.run(["php", "-r", _WIKIDIFF2], input=given, capture_output=True, text=True, check=True)
    return [_hunks(_json_lines(json.loads(line)["diff"])) for line in done.stdout.splitlines()]


def _json_lines(lines: list[dict[str, object]]) -> Iterator[tuple[int, int]]:
    """Signs and sizes of wikidiff2's lines: 0 context, 1 added, 2 deleted, 3 changed, 4 and 5 moved from and to."""
    signs = {0: 0, 1: 1, 2: -1, 4: -1, 5: 1}
    for line in lines:
        text, kind = str(line["text"]), int(str(line["type"]))
        if kind == 5 and "highlightRanges" in line:  # moved to, with what the line it came from had besides
            yield 1, 1 + sum(size for sign, size in _highlighted(text, line["highlightRanges"]) if sign >= 0)  # type: ignore[arg-type]
        elif kind == 3:
            yield from _highlighted(text, line["highlightRanges"])  # type: ignore[arg-type]
            yield 0, 1
        else:
            yield signs.get(kind, 0), len(text) + 1


def _highlighted(text: str, ranges: list[dict[str, int]]) -> Iterator[tuple[int, int]]:
    data, at = text.encode(), 0
    for marked in ranges:
        start, size = marked["start"], marked["length"]
        yield 0, len(data[at:start].decode())
        yield (1 if marked["type"] == 0 else -1), len(data[start : start + size].decode())
        at = start + size
    yield 0, len(data[at:].decode())


def _said(*command: str) -> str:
    """What a program says of its version, empty where it is not there."""
    if shutil.which(command[0]) is None:
        return ""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def peers() -> tuple[list[Peer], list[str]]:
    """Those that are there, and the names of those that are not."""
    from importlib.metadata import version

    git = _said("git", "--version").removeprefix("git version ")
    wikidiff2 = _said("php", "-r", "echo phpversion('wikidiff2');")
    python = ".".join(map(str, sys.version_info[:3]))
    all_of_them = {
        "characters after t2s": f"rapidfuzz {version('rapidfuzz')}, opencc-python-reimplemented 0.1.7",
        "difflib on the copies as they are": f"Python {python}",
        "readings stripped, t2s, diff-match-patch": f"OpenCC {BACK.package.version}, {version('diff-match-patch')}"
        if BACK.package.installed()
        else "",
        "git diff --word-diff after t2s": git,
        "wikidiff2 after t2s": wikidiff2,
        "CollateX, tokens with t and n": _COLLATEX.version if _COLLATEX.installed() else "",
    }
    ways = (_characters, _difflib, _native, _git, _wikidiff2, _collatex)
    found = [
        Peer(name, said, tell, COLLATEX_CASES if tell is _collatex else None)
        for (name, said), tell in zip(all_of_them.items(), ways, strict=True)
        if said
    ]
    return found, [name for name, said in all_of_them.items() if not said]
