# SPDX-License-Identifier: Apache-2.0
"""What tells against equality, one by one, each as a sentence of both copies."""

from collections.abc import Sequence
from itertools import islice

from policydiff.late import handled
from policydiff.model import Comparison, Difference, Place, Side
from policydiff.report.listing import ENTRIES
from policydiff.report.marking import POSITIONAL
from policydiff.report.pictures import Pictures
from policydiff.report.sentences import Sentences
from policydiff.report.sources import Sources
from policydiff.report.view import Entry, Section, Sentence
from policydiff.report.whereabouts import Whereabouts
from policydiff.report.wording import action_word, by_severity, code_points, evidence_words, place_words, ref_name
from policydiff.show.i18n import Catalogue
from policydiff.show.visible import abbreviate, plain

_WHOLE = frozenset({"unit_added", "unit_removed"})
_JOINED = frozenset({"merged", "split"})


class Entries:
    """Differences of one comparison as entries of its page; `rows` gives the row in which each is shown, `pictures`
    what their pages show."""

    def __init__(
        self,
        comparison: Comparison,
        texts: Sources,
        names: Sequence[str],
        rows: dict[str, int],
        words: Catalogue,
        pictures: Pictures | None = None,
    ) -> None:
        self._comparison = comparison
        self._names = names
        self._rows = rows
        self._pictures = pictures
        self._words = words
        self._standing = Whereabouts(comparison, texts, names, words)
        self._a = Sentences("a", texts.a, texts.lang_a, comparison, words)
        self._b = Sentences("b", texts.b, texts.lang_b, comparison, words)

    def sections(self, told: Sequence[Difference]) -> tuple[tuple[Section, ...], int]:
        """The telling differences by severity, and how many were left out of the list."""
        made: list[Section] = []
        position = 0
        for severity, found in by_severity(told):
            entries = tuple(self.entry(difference) for difference in islice(found, max(0, ENTRIES - position)))
            if entries:
                name = self._words.t(f"severity.{severity}")
                made.append(Section(severity, name, position + 1, entries))
            position += len(entries)
        return tuple(made), max(0, len(told) - position)

    def suppressed(self) -> tuple[Entry, ...]:
        """The differences that a rule of the user's has taken, with the rule."""
        taken = (found for found in handled(self._comparison.differences) if found.suppressed)
        return tuple(self.entry(found) for found in islice(taken, ENTRIES))

    def entry(self, found: Difference) -> Entry:
        """One difference, in words."""
        words = self._words
        severity = found.severity or ("" if found.class_ in ("review", "integrity") else "normal")
        extra = [said] if (said := evidence_words(found, words)) else []
        extra += [words.name("hint", found.hint)] if found.hint and not found.hint.startswith("transposed") else []
        row = self._rows.get(found.id, found.unit or 0)
        joined = self._joined(found)
        return Entry(
            id=found.id,
            cls=found.class_,
            class_name=words.t(f"class.{found.class_}"),
            kind=found.kind,
            kind_name=words.name("kind", found.kind),
            severity=severity,
            severity_name=words.t(f"severity.{severity or 'none'}"),
            action=action_word(found, self._comparison.base, words),
            where=self._standing.of(found, row),
            a=self._a.alone(joined[0]) if joined else self._sentence(self._a, found, found.a, row),
            b=self._b.alone(joined[1]) if joined else self._sentence(self._b, found, found.b, row),
            stands_a=self._stands(found, found.a, row, "a"),
            stands_b=self._stands(found, found.b, row, "b"),
            alike=found.a.text == found.b.text or bool(joined),
            place_a=place_words(found.a, words),
            place_b=place_words(found.b, words),
            code_points="" if found.class_ == "structure" else code_points(found.a.text, found.b.text),
            rule=self._why(found, bool(joined)),
            suggestion=plain(found.suggestion or ""),
            extra=words.join(extra),
            decision=found.decision or "",
            note=found.note,
            suppressed=found.suppressed or "",
            pictures=self._pictures.of(found) if self._pictures else (),
        )

    def _sentence(self, sentences: Sentences, found: Difference, place: Place, row: int) -> Sentence:
        """The sentence of one copy; of a unit that moved its name, of one that stands alone its text."""
        if found.kind == "moved" and self._names:
            return sentences.alone(self._names[row])
        if found.kind in _WHOLE or found.kind in POSITIONAL:
            return sentences.alone(place.text.strip("\r\n"))
        return sentences.around(found, place)

    def _why(self, found: Difference, joined: bool) -> str:
        """Why it is told: not what its kind says already, but what is said besides."""
        words, rule = self._words, found.rule
        repeats = words.why(found).rstrip("。.").startswith(words.name("kind", found.kind)) and not found.suggestion
        if not joined and not repeats:
            return words.why(found)
        return words.clauses([words.reason(other) for other in rule.also]) if rule is not None else ""

    def _joined(self, found: Difference) -> tuple[str, ...]:
        """Of units that became one, or of one that became several, the names in each copy, which say all of it."""
        if found.kind not in _JOINED or found.unit is None or found.unit >= len(self._comparison.units):
            return ()
        pair = self._comparison.units[found.unit]
        if len(pair.a) == len(pair.b):
            return ()  # items within a unit
        return tuple(
            " ＋ ".join(plain(abbreviate(ref_name(ref, pair.kind, self._words), 30)) for ref in refs)
            for refs in (pair.a, pair.b)
        )

    def _stands(self, found: Difference, place: Place, row: int, side: Side) -> str:
        """What a sentence cannot say of a copy: that it lacks the unit, or where it has one that moved."""
        if found.kind == "moved" and self._names:
            return self._standing.after(row, side)
        if not place.text and (found.kind in _WHOLE or found.table is not None):
            return self._words.t("ui.lacks")
        return ""
