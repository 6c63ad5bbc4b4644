# SPDX-License-Identifier: Apache-2.0
"""Reasons in words: every sentence that says why, in each language, by its key.

A rule gives a `Reason`, a key with arguments; the sentence is made where somebody reads it. The key of a kind is also
the key of the sentence that says of it what is true of all its differences."""

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from policydiff.kinds import KINDS
from policydiff.languages import LANGUAGES, Counted
from policydiff.model import Problem, Reason
from policydiff.reasons.anchoring import ANCHORING
from policydiff.reasons.copies import COPIES
from policydiff.reasons.errors import ERRORS, PLAIN
from policydiff.reasons.judging import JUDGING
from policydiff.reasons.lint import LINT
from policydiff.reasons.notes import beside, noted, quoted
from policydiff.reasons.reading import READING
from policydiff.reasons.script import SCRIPT
from policydiff.reasons.verifying import VERIFYING

if TYPE_CHECKING:
    from policydiff.errors import Said

Sentence = tuple[str, str, str]
CURES: dict[str, Sentence] = {key: cure for key, (_, cure) in ERRORS.items()}
"""What to do about an error, by the key of its sentence; both have the same places to fill."""
TABLES: tuple[dict[str, Sentence], ...] = (
    {key: said for key, (said, _) in ERRORS.items()},
    PLAIN,
    {kind: facts.rule for kind, facts in KINDS.items()},
    COPIES,
    JUDGING,
    LINT,
    READING,
    SCRIPT,
    VERIFYING,
    ANCHORING,
)
"""What says why, stage by stage; a key stands in one of them alone."""
SENTENCES: dict[str, Sentence] = {key: sentence for table in TABLES for key, sentence in table.items()}
_BETWEEN = ("; ", "；", "；")
_LISTED = (", ", "、", "、")
_COLON = (": ", "：", "：")


class _Given:
    """An argument as a sentence shows it: `{what}` as it is, `{what:note}` as a reader's note, or several, in the
    sentence's language; `{n:page|pages}` with the form that fits the number."""

    def __init__(self, value: str | tuple[str, ...], at: int) -> None:
        self.value, self.at = value, at

    def __format__(self, how: str) -> str:
        if "|" in how:
            return format(Counted(self.value), how)
        values = (self.value,) if isinstance(self.value, str) else self.value
        shown = noted if how == "note" else quoted
        return _LISTED[self.at].join(shown(value, self.at) for value in values)


def because(key: str, *also: Reason, **args: object) -> Reason:
    """The reason with that key, its places to fill, and what is to be said besides."""
    return Reason(key, {name: value if isinstance(value, tuple) else str(value) for name, value in args.items()}, also)


def problem(code: str, key: str, start: int | None = None, end: int | None = None, **args: object) -> Problem:
    """What a reader could not do as it should: the code, and the sentence with that key."""
    rule = because(key, **args)
    return Problem(code, say(rule), start, end, rule)


def further(reason: Reason, key: str) -> Reason:
    """The reason, and one more sentence after it."""
    return Reason(reason.key, reason.args, (*reason.also, Reason(key)))


def note(said: str, lang: str = "en") -> str:
    """What a reader wrote beside an event, in a language; what is not known of it stays as it is."""
    return noted(said, LANGUAGES.index(lang))


@lru_cache(maxsize=16384)
def say(reason: Reason, lang: str = "en", *, points: bool = True) -> str:
    """The reason as a sentence, without the code points at its end where `points` is false. KeyError for a key without
    one, or a place not filled: faults of the program."""
    at = LANGUAGES.index(lang)
    if not points and "points" in reason.args:
        said = _filled(SENTENCES[reason.key], replace(reason, args={**reason.args, "points": ""}), at).rstrip(" :：")
    else:
        said = _filled(SENTENCES[reason.key], reason, at)
    return _BETWEEN[at].join((said, *(say(other, lang, points=points) for other in reason.also)))


_OFTEN: dict[tuple[int, str, bool], tuple[Reason, str]] = {}
"""Sentences by the identity of their reason, which is kept with them so that nothing else can have it."""
_MOST = 8192


def say_often(reason: Reason, lang: str = "en", *, points: bool = True) -> str:
    """What `say` gives, of a reason that many comparisons share: a reason's hash takes longer than to look it up."""
    key = id(reason), lang, points
    known = _OFTEN.get(key)
    if known is not None:
        return known[1]
    if len(_OFTEN) >= _MOST:
        _OFTEN.clear()
    said = say(reason, lang, points=points)
    _OFTEN[key] = reason, said
    return said


def _filled(sentence: Sentence, reason: Reason, at: int) -> str:
    words = sentence[at]
    if at:
        marked = {name: value for name, value in reason.args.items() if not isinstance(value, str) or value[:1] == "'"}
        words = beside(words, {name: format(_Given(value, at)) for name, value in marked.items()})
    return words.format_map({name: _Given(value, at) for name, value in reason.args.items()})


def tell(said: "Said", lang: str = "en") -> str:
    """What an error says, in a language: a place and what is there with a colon between, several lines as lines."""
    match said:
        case str():
            return said
        case Reason():
            return say(said, lang)
        case tuple():
            return _COLON[LANGUAGES.index(lang)].join(tell(part, lang) for part in said)
        case _:
            return "\n  ".join(tell(line, lang) for line in said)


def advise(said: "Said", lang: str = "en") -> str:
    """What to do about what an error says, in a language; of several lines, about the first."""
    match said:
        case Reason() if said.key in CURES:
            return _filled(CURES[said.key], said, LANGUAGES.index(lang))
        case tuple():
            return next((advice for part in reversed(said) if (advice := advise(part, lang))), "")
        case list():
            return next((advice for line in said if (advice := advise(line, lang))), "")
        case _:
            return ""


__all__ = [
    "CURES",
    "LANGUAGES",
    "SENTENCES",
    "advise",
    "because",
    "further",
    "note",
    "problem",
    "say",
    "say_often",
    "tell",
]
