# SPDX-License-Identifier: Apache-2.0
"""Judges places where canonical texts agree and the sources do not, character by character.

The layer at which two characters first become equal explains the difference: unicode
(another code point for one character), punctuation (another dress of one mark), script.
"""

from bisect import bisect_right
from functools import lru_cache
from typing import Protocol, cast

from rapidfuzz.distance import Hamming

from policydiff.canonical.punctuation import dress_kind
from policydiff.canonical.text import Canonical
from policydiff.canonical.unicode import UNICODE, holds_rare, kind_of
from policydiff.diff.raw import Raw, Verdict, verdict
from policydiff.model import Reason, Severity
from policydiff.script.judgement import Judgement
from policydiff.vocabulary.private_use import PRIVATE_USE

_KEYS = {"compatibility_glyph": "compatibility_code_point", "whitespace": "whitespace_form"}
"""Kind to the key of its reason, where that of the kind speaks of what layers take out."""


PRIVATE = verdict("integrity", "private_use")


class ScriptJudge(Protocol):
    """What judges a pair of characters that only the script layer joins."""

    def judge(self, i: int, j: int) -> Judgement:
        """The judgement of the kept character `i` of A against `j` of B."""
        ...

    def settled(self, x: str, y: str) -> Judgement | None:
        """The judgement of two characters wherever they stand; None where the place must be seen."""
        ...


class Places:
    """All places of two canonical texts; verdicts that need no context are kept by pair."""

    def __init__(self, a: Canonical, b: Canonical, script: ScriptJudge) -> None:
        self.a, self.b, self.script = a, b, script
        self._starts = (a.offsets.kept, a.offsets.source, b.offsets.kept, b.offsets.source)
        self._by_pair: dict[tuple[str, str], Verdict | None] = {}
        self._judged: dict[Judgement, Verdict] = {}
        self._holds_private = holds_rare(a.source) and PRIVATE_USE.search(a.text) is not None

    def judge(self, i: int, j: int, length: int, unit: int) -> list[Raw]:
        """Differences between `length` kept characters from `i` in A and from `j` in B.

        The canonical texts are equal there. A run of one class and kind is one difference,
        but for script differences, which are counted a character each.
        """
        x, y = self.a.bare[i : i + length], self.b.bare[j : j + length]
        found = self._private(i, j, length, unit) if self._holds_private else []
        if x == y:
            return found
        known = self._by_pair
        kept_a, source_a, kept_b, source_b = self._starts
        for _, n, _ in cast("list[tuple[str, int, int]]", Hamming.editops(x, y).as_list()):
            verdict = known.get((x[n], y[n])) or self._verdict(x[n], y[n], i + n, j + n)
            p, q = (
                bisect_right(kept_a, i + n) - 1,
                bisect_right(kept_b, j + n) - 1,
            )  # as OffsetMap.to_source, without a call for each place
            a0, b0 = source_a[p] + i + n - kept_a[p], source_b[q] + j + n - kept_b[q]
            if verdict.class_ == "format" and found:
                last = found[-1]
                if last.verdict is verdict and last.a1 == a0 and last.b1 == b0:
                    found[-1] = Raw(last.a0, a0 + 1, last.b0, b0 + 1, unit, verdict)
                    continue
            found.append(Raw(a0, a0 + 1, b0, b0 + 1, unit, verdict))
        return found

    def _private(self, i: int, j: int, length: int, unit: int) -> list[Raw]:
        """Private-use characters that both copies have: nobody can say what they stand for."""
        found = []
        for match in PRIVATE_USE.finditer(self.a.text, i, i + length):
            a0, a1 = self.a.offsets.span_to_source(*match.span())
            b0, b1 = self.b.offsets.span_to_source(match.start() + j - i, match.end() + j - i)
            found.append(Raw(a0, a1, b0, b1, unit, PRIVATE))
        return found

    def _verdict(self, x: str, y: str, i: int, j: int) -> Verdict:
        pair = (x, y)
        if pair not in self._by_pair:
            self._by_pair[pair] = format_verdict(x, y) or self._settled(x, y)
        return self._by_pair[pair] or self.wrap(self.script.judge(i, j))

    def _settled(self, x: str, y: str) -> Verdict | None:
        judgement = self.script.settled(x, y)
        return self.wrap(judgement) if judgement is not None else None

    def wrap(self, judgement: Judgement) -> Verdict:
        """The script judge's word as a verdict, one object for equal words."""
        known = self._judged.get(judgement)
        if known is None:
            severity = judgement.severity or _severity(judgement.class_)
            known = Verdict(
                judgement.class_, judgement.kind, judgement.reason, severity, judgement.suggestion, judgement.side
            )
            self._judged[judgement] = known
        return known


def _severity(class_: str) -> Severity | None:
    return "normal" if class_ in ("substantive", "review") else None


@lru_cache(maxsize=65536)
def format_verdict(x: str, y: str) -> Verdict | None:
    """The verdict where unicode or punctuation explains two single characters, else None."""
    kind = kind_of(x, y) or dress_kind(x, y)
    if kind is None and x.isspace() and y.isspace():
        kind = "whitespace"
    if kind is None:
        plain_x, plain_y = x.translate(UNICODE), y.translate(UNICODE)
        kind = dress_kind(plain_x, plain_y) if plain_x != plain_y else "compatibility_glyph"
    return verdict("format", kind, Reason(_KEYS.get(kind, kind))) if kind else None
