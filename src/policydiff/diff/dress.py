# SPDX-License-Identifier: Apache-2.0
"""Dresses raw differences for readers: lines, columns, text, stable ids, groups of equals."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from policydiff.canonical.text import Canonical
from policydiff.diff.raw import Raw
from policydiff.model import CLASSES, TELLING, Difference, DifferenceGroup, Place, UnitPair

_CONTEXT = 12
"""Canonical characters on each side of a place that its id depends on."""


class Lines:
    """Line and column of each code point of a source, both from 1; \\r\\n and \\n end lines."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.starts = [0]
        at = source.find("\n")
        while at >= 0:
            self.starts.append(at + 1)
            at = source.find("\n", at + 1)

    def place(self, start: int, end: int) -> Place:
        """The span as a `Place` with its text."""
        line = bisect_right(self.starts, start)
        return Place(start, end, line, start - self.starts[line - 1] + 1, self.source[start:end])


def counts(raws: Iterable[Raw]) -> dict[str, int]:
    """Number of differences of each class, every class named."""
    found = Counter(raw.verdict.class_ for raw in raws)
    return {name: found[name] for name in CLASSES}


def differences(raws: Iterable[Raw], a: Canonical, b: Canonical, units: Sequence[UnitPair]) -> tuple[Difference, ...]:
    """The differences as the contract has them, in the order given."""
    lines_a, lines_b = Lines(a.source), Lines(b.source)
    seen: dict[str, int] = {}
    dressed = []
    for raw in raws:
        place_a, place_b = lines_a.place(raw.a0, raw.a1), lines_b.place(raw.b0, raw.b1)
        name = _identity(raw, a, b, units[raw.unit], place_a.text, place_b.text)
        times = seen[name] = seen.get(name, 0) + 1
        verdict = raw.verdict
        dressed.append(
            Difference(
                id=name if times == 1 else f"{name}-{times}",
                class_=verdict.class_,
                kind=verdict.kind,
                severity=verdict.severity,
                unit=raw.unit,
                a=place_a,
                b=place_b,
                reason=verdict.reason,
                suggestion=verdict.suggestion,
                side=verdict.side,
                evidence=verdict.evidence,
                hint=verdict.hint,
            )
        )
    return tuple(dressed)


def _identity(raw: Raw, a: Canonical, b: Canonical, unit: UnitPair, text_a: str, text_b: str) -> str:
    """Hash of the unit's path, the canonical words around the place and the readings.

    It does not change when text elsewhere does: no offset and no file hash is in it.
    """
    path = (unit.a or unit.b)[0].id
    k0, k1 = a.offsets.span_to_kept(raw.a0, raw.a1)
    before, after = a.text[max(0, k0 - _CONTEXT) : k0], a.text[k1 : k1 + _CONTEXT]
    parts = (path, raw.verdict.class_, raw.verdict.kind, before, after, text_a, text_b)
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def groups(raws: Iterable[Raw], a: str, b: str, *, lookalikes: bool = False) -> tuple[DifferenceGroup, ...]:
    """Differences that do not tell, equal ones counted: the most frequent first.

    With `lookalikes` also the substantive ones that only change a character for a look-alike,
    so that what recognition takes for what shows as a pattern.
    """
    keys: list[tuple[str, str, str, str, str]] = []
    for raw in raws:
        class_, kind, reason, _, _, _, _, hint = raw.verdict
        if class_ == "gloss":
            keys.append((class_, kind, a[raw.a0 - 1 : raw.a1], b[raw.b0 - 1 : raw.b1], reason))
        elif class_ not in TELLING or (lookalikes and hint == "look-alike"):
            keys.append((class_, kind, a[raw.a0 : raw.a1], b[raw.b0 : raw.b1], reason))
    order = {name: n for n, name in enumerate(CLASSES)}
    ranked = sorted(Counter(keys).items(), key=lambda item: (order[item[0][0]], -item[1], item[0]))  # type: ignore[index]
    return tuple(DifferenceGroup(class_, kind, x, y, count, reason) for (class_, kind, x, y, reason), count in ranked)  # type: ignore[arg-type]
