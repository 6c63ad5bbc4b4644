# SPDX-License-Identifier: Apache-2.0
"""Negations, modal words and bounds in a reading, told from the same characters as parts of other words.

不 in 不列颠 denies nothing, 得 in 罗得岛 allows nothing, 约 in 节约50% is no bound. What is said here names a change
and its severity; it never sets one aside.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from policydiff.diff import words
from policydiff.diff.wording import Wording
from policydiff.script.readings import keys
from policydiff.script.segmenter import Word, word_at
from policydiff.vocabulary.numerals import HAN_NUMERAL
from policydiff.vocabulary.quantities import ANY_UNIT

_NAME_TAGS = ("ns", "nr", "nt", "nz", "t", "c")
"""Parts of speech in which a negation is spent: places, persons, bodies, other names, times, conjunctions."""
_LONG_WORD = 3
"""Characters from which on a noun that begins with a negation is a thing of its own: 无人机, 不锈钢."""


def negations(reading: Wording, text: str) -> list[str]:
    """The negations in one of the readings."""
    return list(_standing(reading, text, words.POLARITY, words.SURE_POLARITY, _negates))


def modal_words(reading: Wording, text: str) -> list[str]:
    """The words of duty and leave in one of the readings."""
    return list(_standing(reading, text, words.MODALITY, words.SURE_MODALITY, _is_modal))


def _standing(
    reading: Wording,
    text: str,
    pattern: re.Pattern[str],
    sure: re.Pattern[str],
    stands: Callable[[Word, str, Wording], bool],
) -> Iterator[str]:
    """The matches in a reading but for single characters that are parts of other words."""
    around, start = reading.before + text + reading.after, len(reading.before)
    end = start + len(text)
    for match in pattern.finditer(text):
        at = start + match.start()
        if any(
            m.start() <= at < m.end() and start <= m.start() and m.end() <= end for m in words.SPENT.finditer(around)
        ):
            continue
        certain = len(match.group()) > 1 or any(m.start() <= at < m.end() for m in sure.finditer(around))
        if certain or stands(word_at(around, at), match.group(), reading):
            yield match.group()


def _negates(word: Word, char: str, reading: Wording) -> bool:
    alone = {reading.a, reading.b} == {char, ""}
    if word.text == char or (alone and not word.tag.startswith(_NAME_TAGS)):
        return True
    if word.tag.startswith(_NAME_TAGS) or (word.tag.startswith("n") and len(word.text) >= _LONG_WORD):
        return False
    return not (len(word.text) >= _LONG_WORD and _sound_alike(reading.a, reading.b))


def _sound_alike(a: str, b: str) -> bool:
    """Are the readings written by sound, as foreign names are: 不来梅, 布来梅?"""
    return len(a) == len(b) and all(keys(x) & keys(y) for x, y in zip(a, b, strict=True))


def _is_modal(word: Word, _char: str, _reading: Wording) -> bool:
    return words.MODAL_WORD.fullmatch(word.text) is not None


def bounds(reading: Wording, text: str) -> list[str]:
    """The words that set a bound in one of the readings, or right beside it; each in one form (以内 as 内)."""
    around, start = reading.before + text + reading.after, len(reading.before)
    end = start + len(text)
    found = []
    for match in words.BOUND.finditer(around):
        bracket = match.group() in "<>" and words.TITLE_MARK.search(reading.a + reading.b) is not None
        if match.start() <= end and match.end() >= start and not bracket and _bounds(around, match):
            found.append(match.group().lstrip("以之"))
    return found


def _bounds(around: str, match: re.Match[str]) -> bool:
    """Is the word one wherever it stands, or beside a number as it must be?"""
    if match["before"]:
        if words.NUMBER_AHEAD.match(around, match.end()) is None:
            return False
        return not match["before"].isalpha() or word_at(around, match.start()).start == match.start()
    return not match["behind"] or _number_behind().search(around[: match.start()]) is not None


@cache
def _number_behind() -> re.Pattern[str]:
    """A number with its unit at the end of a text, made where a word behind it first counts: it takes some 10 ms."""
    return re.compile(
        rf"[0-9{HAN_NUMERAL}几数½](?:{ANY_UNIT})?(?:[底初末中]|[上中下]旬|[上下]半年|份|度|整)?(?:\([^()]*\))?$"
    )


def turns(reading: Wording) -> bool:
    """Is it before (前) or inside (内) in one reading and after (后) or outside (外) in the other, by itself or at the
    end of a word: 开工前, 会后, 境内? Or one of inside and outside where the other copy has both: 境内外?"""
    pair = {reading.a, reading.b}
    at = len(reading.before)
    if pair in ({"内", ""}, {"外", ""}):
        return (reading.before[-1:] + reading.after[:1]).strip("内外") != reading.before[-1:] + reading.after[:1]
    if pair not in ({"前", "后"}, {"内", "外"}):
        return False
    return all(word_at(reading.before + text + reading.after, at).end == at + 1 for text in reading[:2])


__all__ = ["bounds", "modal_words", "negations", "turns"]
