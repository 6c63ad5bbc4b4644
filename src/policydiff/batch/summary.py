# SPDX-License-Identifier: Apache-2.0
"""What a whole run came to: counted once while the results are written, said in summary.json and in one line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from policydiff.batch.baseline import Change
from policydiff.batch.failure import Failure
from policydiff.batch.manifest import Pair
from policydiff.batch.outputs import Entry
from policydiff.batch.row import Row
from policydiff.decisions.record import Decisions
from policydiff.decisions.standing import TO_DO
from policydiff.levels import Level, stands_at
from policydiff.model import CLASSES
from policydiff.show.i18n import number, terminal

SCHEMA = "policydiff.batch/1"
_VERDICTS = ("different", "review", "equivalent", "identical")
_KEPT = 20
"""So many failures of each code are kept in words; the rest is counted."""


@dataclass
class Summary:
    """Counts over all pairs of a run; the same results give the same summary whenever they were worked out."""

    fail_on: Level
    pairs: int = 0
    found: int = 0
    """Pairs at or above `fail_on`; with a baseline, by what is new in them."""
    verdicts: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    failed: dict[str, tuple[Pair, Failure]] = field(default_factory=dict)
    """By their words, the first failures of each code, with the first pair that each is of."""
    errata: int = 0
    incomplete: int = 0
    high: int = 0
    since: Counter[str] | None = None
    """With a baseline: new, still, gone (differences), new_pairs (pairs with something new)."""
    unpaired: Mapping[str, Sequence[str]] = field(default_factory=dict)
    stale: Sequence[str] = ()
    """Ids of decisions that no pair has a place for."""
    checks: Counter[str] = field(default_factory=Counter)
    """What became of decisions, and what is new since."""
    _outcomes: dict[str, tuple[bool, str]] = field(default_factory=dict)
    """Of each decision, whether the pair is the one that it was made on, and what it came to there."""

    def add(self, found: Entry) -> None:
        """Count one pair."""
        self.pairs += 1
        if found.failure is not None:
            self.failures[found.failure.code] += 1
            if self.failures[found.failure.code] <= _KEPT:
                self.failed.setdefault(found.failure.message, (found.pair, found.failure))
        elif found.row is not None:
            self._add(found.row, found.changed)

    def _add(self, row: Row, changed: Change | None) -> None:
        self.verdicts[row.verdict] += 1
        self.relations[row.relation] += 1
        self.counts.update(row.counts)
        self.errata += sum(row.errata)
        self.incomplete += 2 - sum(row.complete)
        self.high += row.high
        self._check(row)
        self.found += stands_at(row.level if changed is None else changed.level, self.fail_on)
        if changed is not None and self.since is not None:
            self.since.update(new=changed.new, still=changed.still, gone=changed.gone, new_pairs=int(changed.new > 0))

    def _check(self, row: Row) -> None:
        """Count each decision once: where pairs share a copy, in the pair that it was made on, else in the first where
        it is still to be done."""
        self.checks["new"] += row.checks.get("new", 0)
        for ident, status in zip(row.decided, row.outcomes, strict=True):
            known = self._outcomes.get(ident)
            if known is None or (row.own, status in TO_DO) > (known[0], known[1] in TO_DO):
                self.checks[status] += 1
                self.checks[known[1] if known else ""] -= 1
                self._outcomes[ident] = row.own, status

    def settle(self, made: Decisions | None) -> None:
        """Name the decisions that no pair had a place for."""
        if made is not None:
            self.stale = [decision.id for decision in made.decisions if decision.id not in self._outcomes]

    @property
    def errors(self) -> int:
        """Pairs without a result."""
        return self.failures.total()

    def as_json(self, tool: Mapping[str, object]) -> dict[str, object]:
        """The summary as summary.json has it."""
        said: dict[str, object] = {
            "schema": SCHEMA,
            "tool": tool,
            "pairs": self.pairs,
            "verdicts": {name: self.verdicts[name] for name in _VERDICTS},
            "relations": dict(sorted(self.relations.items())),
            "counts": {name: self.counts[name] for name in CLASSES},
            "high": self.high,
            "errata": self.errata,
            "incomplete": self.incomplete,
            "errors": self.errors,
            "error_codes": dict(sorted(self.failures.items())),
            "fail_on": self.fail_on,
            "found": self.found,
        }
        if self.since is not None:
            said["baseline"] = {name: self.since[name] for name in ("new", "still", "gone", "new_pairs")}
        if any(self.unpaired.values()):
            said["unpaired"] = {side: list(names) for side, names in self.unpaired.items()}
        if checks := +self.checks:
            said["decisions"] = dict(sorted(checks.items()))
        if self.stale:
            said["stale_decisions"] = list(self.stale)
        return said

    def line(self, lang: str = "en") -> str:
        """The run in one line, in a language: what is new first, where there is something to compare with."""
        words = terminal(lang)
        parts = [
            words.t(f"batch.verdict_{name}", n=number(self.verdicts[name])) for name in _VERDICTS if self.verdicts[name]
        ]
        if self.errors:
            parts.append(words.n("batch.error", self.errors))
        said = words.n("batch.pairs", self.pairs, verdicts=words.join(parts) or words.t("batch.nothing"))
        if self.since is None:
            return said
        counts = {name: number(self.since[name]) for name in ("new", "still", "gone")}
        return words.t("batch.since", pairs=number(self.since["new_pairs"]), said=said, **counts)
