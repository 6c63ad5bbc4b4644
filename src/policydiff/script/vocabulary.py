# SPDX-License-Identifier: Apache-2.0
"""Regional words: 软件/軟體. The tables explain a difference that was found, they never normalise: 严格执行 would become 严格运行."""

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from policydiff.script.fold import fold
from policydiff.script.judgement import Judgement

_CONVERTER = "opencc-python-reimplemented"
_FILES = ("TWPhrases", "HKVariantsPhrases")


@cache
def _words() -> tuple[dict[str, frozenset[str]], int]:
    """Folded word to the folded words that another region has for it, both ways, and the longest; from the installed converter."""
    table: dict[str, set[str]] = {}
    for name in _FILES:
        try:
            text = Path(str(distribution(_CONVERTER).locate_file(f"opencc/dictionary/{name}.txt"))).read_text(encoding="utf-8")
        except (PackageNotFoundError, OSError):
            continue
        for line in text.splitlines():
            word, _, values = line.partition("\t")
            for value in values.split(" "):
                one, other = fold(word), fold(value)
                if value and one != other:
                    table.setdefault(one, set()).add(other)
                    table.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}, max(map(len, table), default=0)


def vocabulary(a: str, i0: int, i1: int, b: str, j0: int, j1: int) -> Judgement | None:
    """The judgement of two readings that are, with what stands beside them, one thing in two regions' words; or None.

    `a_span` and `b_span` of the answer hold both words whole.
    """
    table, longest = _words()
    if i1 - i0 > longest or j1 - j0 > longest:
        return None
    near = min(longest, i0, j0)
    left, right = fold(a[i0 - near : i1 + longest]), fold(b[j0 - near : j1 + longest])
    same = _common_suffix(left[:near], right[:near])
    after = _common_prefix(left[near + i1 - i0 :], right[near + j1 - j0 :])
    for before in range(same + 1):
        for behind in range(after + 1):
            one = left[near - before : near + i1 - i0 + behind]
            other = right[near - before : near + j1 - j0 + behind]
            if other in table.get(one, ()):
                x, y = sorted((a[i0 - before : i1 + behind], b[j0 - before : j1 + behind]))
                reason = f"{x} and {y} are two regions' words for one thing"
                return Judgement("review", "vocabulary", reason, None, None, "normal", (i0 - before, i1 + behind), (j0 - before, j1 + behind))
    return None


def _common_prefix(one: str, other: str) -> int:
    size = 0
    for x, y in zip(one, other, strict=False):
        if x != y:
            break
        size += 1
    return size


def _common_suffix(one: str, other: str) -> int:
    return _common_prefix(one[::-1], other[::-1])
