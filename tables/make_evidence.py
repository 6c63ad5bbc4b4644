# SPDX-License-Identifier: Apache-2.0
"""Build the table of evidence: how well each traditional form of a hard character stands in each word.

A *hard* character is one that stands for several characters of GB/T 12345 (干 for 干, 乾, 幹). For a word w with form f
at such a place the table holds ln P(w) - ln P(what is left of w without that character), which is the log-probability
of f there, on one scale with the log-probability of f standing free. P comes from the counts of the Taiwan word list; a
phrase of the converter counts as PHRASE occurrences. What is left is read as one word or as single characters,
whichever is likelier. Rows that cannot change a choice are left out."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from math import log

from make_tables import SOURCES, dictionary, fold, members, rows, standard_forms, standards

PHRASE = 2.0
"""Occurrences that a phrase of the converter is worth; 1, 2 and 5 gave the same recall on 80 laws of Taiwan, 5 more
false alarms."""
BOUND, TYPE, LEAST = 0.003, 0.3, 0.5
"""Share of a form's occurrences in words, worth of each word that has it, and floor: what a form gets towards standing
free."""
WRITTEN = 2
"""Occurrences that make a spelling of a word one that people write."""
SLIPS = 10
"""A spelling that is written once is a slip where the word is written this often."""
LONGEST = 4
"""Longest word kept; five to eight characters changed no finding on 105,830 characters of law."""


@cache
def table() -> dict[int, str]:
    """The fold, for `str.translate`."""
    return str.maketrans(fold(standards()))


@cache
def hard_classes() -> dict[str, tuple[str, ...]]:
    """Canonical character to its standard forms, where it has several."""
    std = standards()
    classes = members(fold(std))
    forms = standard_forms(classes, std)
    found = {
        canonical: tuple(sorted({form for char in chars for form in forms[char]}))
        for canonical, chars in classes.items()
    }
    return {canonical: several for canonical, several in found.items() if len(several) > 1}


@cache
def to_standard() -> dict[int, str]:
    """Traditional character to the standard form it is written for."""
    std = standards()
    forms = standard_forms(members(fold(std)), std)
    return {ord(char): form for char, form in forms.items() if len(form) == 1}


@cache
def misleading(source: str) -> frozenset[str]:
    """Folded words of a source (`o`, `t`) that accused official text: they straddle two words there, or the list knows
    one of two words only."""
    return frozenset(
        word.translate(table()) for word, sources, _ in rows(SOURCES / "misleading.tsv") if source in sources
    )


@cache
def phrases() -> dict[str, frozenset[str]]:
    """Folded phrase of the converter to its traditional spellings in standard forms, misleading ones left out."""
    hard = frozenset(hard_classes())
    found: dict[str, frozenset[str]] = {}
    for phrase, values in dictionary("STPhrases").items():
        key = phrase.translate(table())
        if len(key) <= LONGEST and key not in misleading("o") and not hard.isdisjoint(key):
            found[key] = found.get(key, frozenset()) | {value.translate(to_standard()) for value in values}
    return found


@dataclass
class Counts:
    """What the word list counts, by folded word and standard spelling."""

    words: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    free: Counter[str] = field(default_factory=Counter)
    bound: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    rest: dict[str, int] = field(default_factory=dict)
    chars: dict[str, int] = field(default_factory=dict)
    total: int = 0


@cache
def counts() -> Counts:
    """Read both extracts of the word list."""
    found = Counts()
    hard = hard_classes()
    for word, count, rest in rows(SOURCES / "taiwan_words.tsv"):
        key = word.translate(table())
        if rest != "-":
            found.rest[word] = int(rest)
        if count == "-":
            continue
        spelling = word.translate(to_standard())
        if len(key) == 1:
            found.free[spelling] += int(count)
        elif key not in misleading("t"):
            found.words[key][spelling] += int(count)
        for char, form in zip(key, spelling, strict=True):
            if char in hard:
                found.bound[form] += int(count)
                found.types[form] += int(count) > 2
    found.chars = {char: int(count) for char, count in rows(SOURCES / "taiwan_characters.tsv")}
    found.total = sum(found.chars.values())
    return found


def alone(form: str) -> float:
    """Log-probability that `form` stands free, in a word that no list has."""
    have = counts()
    return log((have.free[form] + BOUND * have.bound[form] + TYPE * have.types[form] + LEAST) / have.total)


def left_over(part: str) -> float:
    """Log-probability of what is left of a word, as one word or as its characters."""
    have = counts()
    singly = sum(log((have.chars.get(char, 0) + 1) / have.total) for char in part)
    return max(singly, log(have.rest[part] / have.total)) if part in have.rest else singly


def spellings(key: str) -> Counter[str]:
    """How often the word is written in each spelling; a converter's phrase adds PHRASE."""
    found: Counter[str] = Counter(counts().words.get(key, {}))
    for value in phrases().get(key, ()):
        found[value] += PHRASE  # type: ignore[assignment]
    return found


def supports(key: str, at: int) -> dict[str, float]:
    """Score of each form of the hard character at `at` of the word; empty where none beats the form standing free.

    A form that does not is kept where people write it in this word: it is a variant, not a slip.
    """
    forms = hard_classes()[key[at]]
    weights: Counter[str] = Counter()
    for spelling, weight in spellings(key).items():
        if spelling[at] in forms:
            weights[spelling[at]] += weight
    total = sum(weights.values())
    weights = Counter({form: weight for form, weight in weights.items() if weight >= min(WRITTEN, total / SLIPS)})
    base = left_over(key[:at]) + left_over(key[at + 1 :])
    scores = {form: log(weight / counts().total) - base for form, weight in weights.items()}
    if all(score <= alone(form) for form, score in scores.items()):
        return {}
    return {form: score for form, score in scores.items() if score > alone(form) or weights[form] >= WRITTEN}


def covered(key: str, at: int, scores: dict[str, float]) -> bool:
    """Does a shorter word inside this one say the same, as strongly or beyond doubt?"""
    for start in range(at + 1):
        for end in range(max(at + 1, start + 2), len(key) + 1):
            if end - start < len(key):
                inner = supports_of(key[start:end], at - start)
                if inner and all(inner.get(form, -99.0) >= min(score, 0.0) for form, score in scores.items()):
                    return True
    return False


@cache
def supports_of(key: str, at: int) -> dict[str, float]:
    """`supports`, remembered; empty for what is no word."""
    return supports(key, at) if key in counts().words or key in phrases() else {}


def sources(key: str, at: int, form: str) -> str:
    """Who writes the word with this form: `o` the converter's phrases, `t` the word list."""
    phrase = any(spelling[at] == form for spelling in phrases().get(key, ()))
    listed = any(spelling[at] == form for spelling in counts().words.get(key, ()))
    return "o" * phrase + "t" * listed


def evidence() -> str:
    """The table: characters with their free scores, then words with `offset form+score+sources …` for each hard
    character that they tell of."""
    hard = hard_classes()
    lines = [
        f"{char}\t" + " ".join(f"{form}{round(alone(form) * 10)}" for form in forms)
        for char, forms in sorted(hard.items())
    ]
    for key in sorted(counts().words.keys() | phrases().keys()):
        cells = []
        for at, char in enumerate(key):
            if char in hard and (scores := supports_of(key, at)) and not covered(key, at, scores):
                told = (f"{form}{round(score * 10)}{sources(key, at, form)}" for form, score in sorted(scores.items()))
                cells.append(f"{at} {' '.join(told)}")
        if cells:
            lines.append(f"{key}\t{'|'.join(cells)}")
    return "\n".join(["word\tsupport", *lines]) + "\n"
