# SPDX-License-Identifier: Apache-2.0
"""核红: what became of each decision since it was made, told from the copies as they stand now.

A place whose id is still there has not been corrected. Else it is looked for by the words around it: where the copies
still differ there, the correction is wrong or did not come; where they agree, it is right if one of them still reads as
it did, or as was wanted.
"""

from collections.abc import Mapping, Sequence

from policydiff.checked import Check, CheckStatus
from policydiff.decisions.finding import Sought, alike, words
from policydiff.decisions.record import Decision, Stood
from policydiff.kinds import POSITIONS
from policydiff.model import OTHER_SIDE, TELLING, Comparison, Difference, Finding, Side

OPEN: frozenset[str] = frozenset({"unchanged", "wrong", "queried", "lost"})
"""What is still to be done; what is new is open by its own class."""
_Span = tuple[int, int]
_STANDS: dict[str, CheckStatus] = {"change": "unchanged", "keep": "kept", "query": "queried"}


class Checker:
    """One comparison, asked about decisions one by one."""

    def __init__(self, comparison: Comparison, texts: tuple[str, str], decided: Mapping[str, Decision]) -> None:
        self._comparison = comparison
        self._texts = texts
        self._decided = decided
        self._sought: dict[Side, Sought] = {"a": Sought(texts[0]), "b": Sought(texts[1])}
        self._here: dict[str, Difference | Finding] = {found.id: found for found in comparison.differences}
        for facts in (comparison.a, comparison.b):
            self._here.update((found.id, found) for found in facts.findings)
        self._side_of = {found.id: side for side, found in self._errata()}

    def _errata(self) -> list[tuple[Side, Finding]]:
        copies: tuple[tuple[Side, Sequence[Finding]], ...] = (
            ("a", self._comparison.a.findings),
            ("b", self._comparison.b.findings),
        )
        return [(side, found) for side, findings in copies for found in findings]

    def check(self, made: Decision) -> Check:
        """What became of one decision."""
        found = self._here.get(made.id)
        if found is not None:
            side = self._side_of.get(made.id)
            place = found if isinstance(found, Finding) else getattr(found, made.side or "b")
            return self._told(
                made, _STANDS[made.decision], now=place.text, line=place.line, found=made.id, side=side or made.side
            )
        if made.a is None and made.b is None:
            return self._told(made, "gone")
        check = self._elsewhere(made)
        if made.decision == "keep" and check.status != "kept":
            return self._told(made, "gone")
        return check

    def _elsewhere(self, made: Decision) -> Check:
        """What became of a place whose id is gone."""
        spans: dict[Side, _Span | None] = {"a": self._again(made, "a"), "b": self._again(made, "b")}
        if spans["a"] is None and spans["b"] is None:
            return self._told(made, "lost")
        erratum = made.side is not None and (made.a if made.side == "b" else made.b) is None
        return self._erratum(made, spans) if erratum else self._difference(made, spans)

    def _again(self, made: Decision, side: Side) -> _Span | None:
        kept = made.a if side == "a" else made.b
        if kept is None:
            return None
        expected = [text for text in (kept.text, *_readings(made), made.wanted or "") if text]
        return self._sought[side].find(kept, expected)

    def _erratum(self, made: Decision, spans: Mapping[Side, _Span | None]) -> Check:
        side = made.side or "b"
        span, kept = spans[side], made.a if side == "a" else made.b
        if span is None or kept is None:
            return self._told(made, "lost")
        now, line = self._now(side, span)
        here = [f for s, f in self._errata() if s == side and _meet((f.start, f.end), span)]
        found = next((f.id for f in here if f.id not in self._decided), None)
        if now.strip() == kept.text.strip():
            return self._told(made, _STANDS[made.decision], now, line, found)
        right = made.wanted is None or now.strip() == made.wanted.strip()
        return self._told(made, "corrected" if right and not here else "wrong", now, line, found)

    def _difference(self, made: Decision, spans: Mapping[Side, _Span | None]) -> Check:
        target: Side = made.side or "b"
        there = self._there(made, spans)
        if there is not None:
            place = getattr(there, target)
            same = all(kept is None or alike(getattr(there, side).text, kept) for side, kept in _kept(made))
            if same:
                return self._told(made, _STANDS[made.decision], place.text, place.line, there.id)
            if made.side and made.wanted is not None and words(place.text) == words(made.wanted):
                return self._told(made, "corrected", place.text, place.line, there.id)
            status: CheckStatus = "queried" if made.decision == "query" else "wrong"
            return self._told(made, status, place.text, place.line, there.id)
        side: Side = target if spans[target] is not None else OTHER_SIDE[target]
        now, line = self._now(side, spans[side] or (0, 0))
        still = any(
            span is not None and kept is not None and alike(self._now(one, span)[0], kept)
            for one, span, kept in (("a", spans["a"], made.a), ("b", spans["b"], made.b))
        )
        right = (
            still
            or any(kept is not None and alike(now, kept) for _, kept in _kept(made))
            or (made.wanted is not None and words(now) == words(made.wanted))
            or made.kind in POSITIONS
        )
        return self._told(made, "corrected" if right else "wrong", now, line)

    def _there(self, made: Decision, spans: Mapping[Side, _Span | None]) -> Difference | None:
        """The difference that stands at the place now, the one with the readings of old before others."""
        found = []
        for difference in self._comparison.differences:
            if difference.class_ not in TELLING and difference.kind != made.kind:
                continue
            if (difference.kind in POSITIONS) != (made.kind in POSITIONS):
                continue
            for side, span in spans.items():
                place = getattr(difference, side)
                if span is not None and _meet((place.start, place.end), span):
                    found.append(difference)
                    break
        undecided = [d for d in found if d.id not in self._decided]
        exact = [d for d in undecided if all(k is None or alike(getattr(d, s).text, k) for s, k in _kept(made))]
        return next(iter([*exact, *undecided]), None)

    def _now(self, side: str, span: _Span) -> tuple[str, int]:
        text = self._texts["ab".index(side)]
        return text[span[0] : span[1]], text.count("\n", 0, span[0]) + 1

    def _told(
        self,
        made: Decision,
        status: CheckStatus,
        now: str = "",
        line: int | None = None,
        found: str | None = None,
        side: Side | None = None,
    ) -> Check:
        was = made.text or " → ".join(_readings(made))
        return Check(made.id, status, made.decision, made.note, side or made.side, was, made.wanted, now, line, found)


def _kept(made: Decision) -> tuple[tuple[Side, Stood | None], ...]:
    return ("a", made.a), ("b", made.b)


def _readings(made: Decision) -> list[str]:
    return [kept.text for kept in (made.a, made.b) if kept is not None]


def _meet(one: _Span, other: _Span) -> bool:
    """Whether two spans share a character, or touch where one of them is empty."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]
