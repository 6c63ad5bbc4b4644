# SPDX-License-Identifier: Apache-2.0
"""From what log-odds on a form is called wrong, and how often such a call is right.

The steps were set by hand on laws of Taiwan, as written and with slips planted in them, none of which
`./dev bench lint` measures on: that takes the half of the texts that is held out. A copy in which strong words prove
several slips of several kinds is *faulty*: a converter made it, and less must show."""

from collections.abc import Sequence
from math import log
from typing import Literal

CERTAIN, LIKELY = 0.995, 0.9
"""Probabilities from which a right form may be written by a program, and from which a person will mostly write it."""

STRONG = 6.5
"""Natural log-odds of a fault that tells of a faulty copy; there such a fault is certain."""

_MANY_WORDS, _MANY_FAMILIES, _MANY_OF = 3, 2, 0.015
"""Different words, of different families, whose strong faults make a copy a faulty one, and their share of the
characters that a converter chooses between: what a table does shows everywhere, what a writer does here and there."""

_SOME_OF = 0.002
"""Their share that makes a copy a suspect one: people slip too, once in a long text."""

_SHORT = 50
"""Characters that a converter chooses between up to which a copy is short."""

HABIT = 3
"""Strong faults of one form that make it a habit of the copy, where it is nowhere right."""

OF_ITS_OWN = 2.0
"""Log-odds by which a form must lead to be left where the copy has the habit of writing it wrongly."""

Tells = Literal["word", "short", "term", "loose", "alone", "habit"]
"""What tells of a fault: a word; one that may be two words beside one another, as its form stands by itself (係|列);
a term of law of characters that stand beside anything (准予); another word of such characters (另一|迴); no word but
the form's rarity outside set words; the habit of the copy alone."""

Made = Literal["short", "clean", "suspect", "faulty"]
"""How many strong faults of other families a copy shows: none, and it is too short to show any, or none, some, or as
many as a converter makes."""

_STEPS: dict[tuple[Made, Tells], tuple[tuple[float, float], ...]] = {
    ("short", "word"): ((9.0, 0.997),),
    ("clean", "word"): ((9.0, 0.997),),
    ("suspect", "word"): ((9.0, 0.997),),
    ("suspect", "short"): ((9.0, 0.997),),
    ("faulty", "word"): ((9.0, 0.9995), (STRONG, 0.998), (5.0, 0.98), (3.0, 0.93)),
    ("faulty", "short"): ((9.0, 0.9995), (STRONG, 0.998), (5.0, 0.98), (3.0, 0.93)),
    ("faulty", "term"): ((STRONG, 0.998), (5.0, 0.98), (3.0, 0.93)),
    ("faulty", "loose"): ((STRONG, 0.98), (3.0, 0.93)),
    ("faulty", "alone"): ((7.0, 0.998), (6.0, 0.98), (5.0, 0.93)),
    ("faulty", "habit"): ((1.0, 0.996), (-OF_ITS_OWN, 0.93)),
}
"""(copy, what tells) to log-odds and the probability from there on."""

_LIKELY_FROM: dict[Tells, float] = {"word": 7.5, "short": 8.8, "term": 8.8, "loose": 12.0, "alone": 9.0}
"""What tells to the log-odds from which a finding is likely in a copy that shows nothing: set where nine in ten were
right in 22 million characters of laws and records as people wrote them."""
_LIKELY = 0.93

_POSSIBLE_FROM: dict[Tells, float] = {"word": 6.0, "short": 6.3, "term": 6.3, "loose": 10.0, "alone": 9.0}
_POSSIBLE_IN_SHORT: dict[Tells, float] = {"word": 5.0, "short": 5.0, "term": 5.0, "loose": 9.0, "alone": 6.0}
"""The same of what is possible; a short copy has no room to show more."""
POSSIBLE = 0.5
"""Half of them were right in these texts, nearly all of them where slips were planted."""

_SLIPS, _PLACES = 0.1, 6700.0
"""Slips and characters that a converter chooses between which stand for what is known before a copy is read: texts that
people wrote have one in some 67,000, and most of them none (the prior of a Gamma-Poisson model)."""


LEAST = min(odds for steps in _STEPS.values() for odds, _ in steps if odds > 0)
"""Log-odds below which no word and no rarity of a form is told."""


def made(strong: Sequence[tuple[str, str]], examined: int) -> Made:
    """How a copy with these strong faults, each a class and the word that tells, among so many characters was made."""
    words, classes = {word for _, word in strong}, {char for char, _ in strong}
    many = len(words) >= _MANY_WORDS and len(classes) >= _MANY_FAMILIES and len(strong) >= _MANY_OF * examined
    if many:
        return "faulty"
    return "suspect" if strong and len(strong) >= _SOME_OF * examined else "short" if examined <= _SHORT else "clean"


def probability(odds: float, copy: Made, tells: Tells) -> float:
    """That a form with these odds against it is wrong, as the making of the copy tells; 0 where too little does."""
    return next((p for least, p in _STEPS.get((copy, tells), ()) if odds >= least), 0.0)


def proves(odds: float, tells: Tells) -> bool:
    """Is a form likely to be wrong at these odds where a copy shows nothing else?"""
    return odds >= _LIKELY_FROM[tells]


def expected(odds: float, tells: Tells, others: int, examined: int) -> float:
    """The same in a copy that no converter need have made, with so many other words that strong faults prove wrong
    among so many characters: its own rate of slips, drawn towards that of all texts, is what is expected of a place
    (empirical Bayes; Robbins 1956)."""
    rate = (_SLIPS + others) / (_PLACES + examined)
    if proves(odds + log(rate * _PLACES / _SLIPS), tells):
        return _LIKELY
    least = _POSSIBLE_IN_SHORT if examined <= _SHORT else _POSSIBLE_FROM
    return POSSIBLE if odds >= least[tells] else 0.0
