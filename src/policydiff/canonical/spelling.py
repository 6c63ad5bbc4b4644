# SPDX-License-Identifier: Apache-2.0
"""Whether a written reading spells the characters before it, syllable by syllable: 标准(biāo zhǔn).

The characters decide where a syllable ends: the reading is taken from its end, and each character must have what stands
there among its readings. A syllable without a tone beside others that have one is in the light tone (东西 dōngxi).
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

from policydiff.script.readings import TONE_MARKS, ZHUYIN_TONES, zhuyin_key
from policydiff.vocabulary.patterns import late_pattern

LONGEST = 14
"""Characters that one reading may spell; the longest names in notices have about as many."""
SEPARATORS = "'’‘ʼ-‐‑–·•‧/"
"""What stands between the syllables of a word, besides white space: xī'ān, Zhōng-Měi, xiān·sheng."""

_TONES = "".join(ZHUYIN_TONES)
_ZHUYIN_SYLLABLE = late_pattern(f"˙?[ㄅ-ㄙ]?[ㄧㄨㄩ一丨]?[ㄚ-ㄦ]?[{re.escape(_TONES)}]?")
_SUFFIX = "儿兒"


class Spelt(NamedTuple):
    """A reading that spells the last `characters` characters before it."""

    characters: int
    toned: bool
    zhuyin: bool
    capitals: bool
    """Whether it has capitals inside a syllable: an abbreviation may be written so, a reading is as a rule not."""
    letters: int


class _Letter(NamedTuple):
    plain: str
    tone: int
    digit: int
    upper: bool


def spelt_by(text: str, before: Sequence[str], readings: Callable[[str], frozenset[str]]) -> Spelt | None:
    """What `text` spells of the characters `before` it (the nearest first); None where it is not a reading of them.

    `readings` gives the keys of a character (`gong1`). All of the text must be used up.
    """
    if any("\u3105" <= char <= "\u312f" or "\u31a0" <= char <= "\u31bf" for char in text):
        return _zhuyin(text, before, readings)
    letters = _letters(text)
    if not letters:
        return None
    count = _matched(letters, len(letters), before, 0, readings, set())
    digits = sum(letter.digit >= 0 for letter in letters)
    if not count or digits not in (0, count):
        return None  # (a1b): a label has a digit here and there
    toned = digits > 0 or any(letter.tone for letter in letters)
    return Spelt(count, toned, False, _capitals_inside(letters, count), len(letters))


def _letters(text: str) -> list[_Letter] | None:
    """The plain letters with their tones, None where something else stands among them."""
    found: list[_Letter] = []
    for char in normalize("NFD", text):
        if char.isspace() or char in SEPARATORS:
            continue
        last = found[-1] if found else None
        if char in TONE_MARKS and last and not last.tone:
            found[-1] = last._replace(tone=TONE_MARKS[char])
        elif char in "\u0308:：" and last and last.plain == "u":
            found[-1] = last._replace(plain="v")
        elif char == "\u0302" and last and last.plain == "e":
            continue
        elif char in "012345" and last and last.digit < 0:
            found[-1] = last._replace(digit=int(char) % 5)
        elif char.isascii() and char.isalpha():
            found.append(_Letter(char.lower(), 0, -1, char.isupper()))
        elif char in "ɡɑ":
            found.append(_Letter("g" if char == "ɡ" else "a", 0, -1, False))
        else:
            return None
    return found


def _matched(
    letters: Sequence[_Letter],
    end: int,
    before: Sequence[str],
    at: int,
    readings: Callable[[str], frozenset[str]],
    tried: set[tuple[int, int]],
) -> int:
    """How many characters the first `end` letters spell, beginning with the one at `at`; 0 where they spell none."""
    if (end, at) in tried or at >= min(len(before), LONGEST):
        return 0
    tried.add((end, at))
    for reading in sorted(readings(before[at])) + (["r0"] if before[at] in _SUFFIX else []):
        start = end - len(reading) + 1
        if start < 0 or (reading == "r0" and start == 0) or not _same(letters[start:end], reading):
            continue
        if start == 0:
            return at + 1
        count = _matched(letters, start, before, at + 1, readings, tried)
        if count:
            return count
    return 0


def _same(syllable: Sequence[_Letter], reading: str) -> bool:
    """Whether letters spell a reading; without a tone they may stand for any."""
    plain = "".join(letter.plain for letter in syllable)
    if plain[0] in "jqxy":
        plain = plain.replace("v", "u")
    if plain != reading[:-1] or any(letter.digit >= 0 for letter in syllable[:-1]):
        return False
    tones = [letter.tone for letter in syllable if letter.tone] + [
        letter.digit for letter in syllable if letter.digit > 0
    ]
    return not tones or (len(tones) == 1 and str(tones[0]) == reading[-1])


def _capitals_inside(letters: Sequence[_Letter], count: int) -> bool:
    """Whether more capitals stand in a reading than syllables, or two side by side."""
    upper = [letter.upper for letter in letters]
    return sum(upper) > count or any(one and other for one, other in pairwise(upper))


def _zhuyin(text: str, before: Sequence[str], readings: Callable[[str], frozenset[str]]) -> Spelt | None:
    """The same for zhuyin, whose syllables are told apart by their shape and their tone marks."""
    keys: list[str | None] = []
    for piece in text.split():
        at = 0
        while at < len(piece):
            match = _ZHUYIN_SYLLABLE.match(piece, at)
            if match is None or match.end() == at:
                return None
            keys.append(zhuyin_key(match[0]))
            at = match.end()
    if not keys or len(keys) > min(len(before), LONGEST):
        return None
    for key, char in zip(reversed(keys), before, strict=False):
        if key is None or (
            key not in readings(char)
            and not (key[-1] == "0" and any(key[:-1] == reading[:-1] for reading in readings(char)))
        ):
            return None
    return Spelt(len(keys), True, True, False, len(text))
