# SPDX-License-Identifier: Apache-2.0
"""Every hard character of one copy, weighed by the words around it, and the copy's habits that show in it."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from policydiff.script.characters import HARD, INDEPENDENT, SIMPLIFIED_ONLY, STANDARD
from policydiff.script.codes import Members
from policydiff.script.evidence import REACH, Support, padded, spellings, supports_in
from policydiff.script.fold import fold

SURE = 2.0
"""Natural log-odds from which a word proves a form. On 80 laws of Taiwan (318,295 characters), brought back from
simplified by another converter, 0.63 of its faults are found at 2, 0.59 at 3, with 22 and 13 false alarms a million
characters in the official text."""

SURE_ALONE = 4.5
"""The same for a form that is proven by standing free, because the other is written in set words alone (嚮, 傢, 韆)."""

_HARD_CHARACTERS = Members(HARD)


class Weighed(NamedTuple):
    """What the words around a hard character say of the form that stands there."""

    best: str
    """The likeliest standard form."""
    odds: float
    """Log-odds of the best form against the form that stands there; where that is the best, against the next."""
    support: Support
    """What supports the best form."""
    attested: bool
    """People write the word that supports the best form with the form that stands there too."""


class Hard(NamedTuple):
    """A hard character among certain words: its class, its standard form and how they were weighed.

    One object for equal words, so that a copy's places can be told apart by identity.
    """

    canonical: str
    form: str
    weighed: Weighed
    told: str
    """Class, form and, where the words prove one whoever wrote the copy, the proven form, as two or three characters:
    they count fast. A form that is also a simplified character of its own proves nothing."""


@dataclass(frozen=True, slots=True)
class Survey:
    """All hard characters of a copy in order, and what they tell of its making."""

    offsets: tuple[int, ...]
    """Where they stand, ascending."""
    found: tuple[Hard, ...]
    """What stands there, one for each offset."""
    proven: dict[tuple[str, str], int]
    """(class, form) to how often the form was proven right."""
    refuted: dict[tuple[str, str], dict[str, int]]
    """(class, form) to the forms that were proven instead of it, with counts."""
    single: frozenset[str]
    """Classes of which the copy has one form only."""
    converter: Literal["table", "phrase"] | None
    """`table` where wrong choices show and no class follows the word, `phrase` where one does."""
    kinds: tuple[Hard, ...] = ()
    """`found`, each object once."""

    def habit(self, canonical: str, form: str) -> str | None:
        """The form that `form` stands for throughout a copy made by a table: proven three times or more, never
        right."""
        if self.converter != "table":
            return None
        instead = self.refuted.get((canonical, form), {})
        if canonical in self.single and len(instead) == 1 and not self.proven.get((canonical, form)):
            ((right, times),) = instead.items()
            return right if times >= _HABIT else None
        return None


_HABIT = 3

_MEMORY: dict[str, Hard] = {}
_MEMORY_LIMIT = 200_000
_WINDOW = 2 * REACH + 1


def _hard(window: str, char: str) -> Hard:
    """The hard character in the middle of a window of folded text, written as `char` in the copy."""
    canonical, form = window[REACH], STANDARD.get(char, char)
    found = supports_in(window)
    best = max(found, key=lambda f: (found[f].score, f))
    support = found[best]
    mine = found.get(form)
    if best == form:
        weighed = Weighed(
            best, support.score - max(other.score for f, other in found.items() if f != best), support, True
        )
    else:
        odds = support.score - mine.score if mine else SURE
        weighed = Weighed(best, odds, support, bool(support.word) and form in spellings(support.word, support.at))
    sure = weighed.odds >= (SURE if weighed.support.word else SURE_ALONE) and form not in INDEPENDENT
    return Hard(canonical, form, weighed, canonical + form + (best if sure else ""))


@lru_cache(maxsize=16)
def survey(plain: str, folded: str | None = None) -> Survey:
    """Weigh every hard character of a traditional text (white space and glosses gone, compatibility characters folded).

    `folded` is the same text in canonical characters, where the caller has it. The last texts are remembered:
    linting two copies and then comparing them surveys each once.
    """
    canonical = fold(plain) if folded is None else folded
    room = padded(canonical)
    offsets = tuple(at for at in _HARD_CHARACTERS.places(canonical) if plain[at] not in SIMPLIFIED_ONLY)
    keys = [room[at : at + _WINDOW] + plain[at] for at in offsets]
    return _habits(offsets, tuple(_MEMORY.get(key) or _remembered(key) for key in keys))


def _remembered(key: str) -> Hard:
    """The hard character of a window and the character written there, kept for the next place of the kind."""
    if len(_MEMORY) >= _MEMORY_LIMIT:
        _MEMORY.clear()
    hard = _MEMORY[key] = _hard(key[:-1], key[-1])
    return hard


def _habits(offsets: tuple[int, ...], found: tuple[Hard, ...]) -> Survey:
    """Count what was proven and refuted, by class and form."""
    kinds = tuple({id(hard): hard for hard in found}.values())
    told = Counter([hard.told for hard in found])
    proven: dict[tuple[str, str], int] = {}
    refuted: dict[tuple[str, str], dict[str, int]] = {}
    for known, n in told.items():
        written, right = (known[0], known[1]), known[2:]
        if right == written[1]:
            proven[written] = n
        elif right:
            refuted.setdefault(written, {})[right] = n
    forms_by_class = {(known[0], known[1]) for known in told}
    forms = Counter(canonical for canonical, form in forms_by_class if form not in INDEPENDENT)
    single = frozenset(canonical for canonical, n in forms.items() if n == 1)
    following = sum(1 for n in Counter(canonical for canonical, _ in proven).values() if n > 1)
    wrong = sum(sum(instead.values()) for instead in refuted.values())
    table = not following and wrong >= _HABIT and all(canonical in single for canonical, _ in refuted)
    converter: Literal["table", "phrase"] | None = "phrase" if following else "table" if table else None
    return Survey(offsets, found, proven, refuted, single, converter, kinds)
