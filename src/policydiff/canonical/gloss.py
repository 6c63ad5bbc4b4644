# SPDX-License-Identifier: Apache-2.0
"""Reading glosses: a bracketed pinyin or zhuyin reading added after a Han character, 工(gōng).

Sites that republish notices add them to a subset of characters, often as flattened ruby. A
bracket is a gloss only where a Han character stands before it and the reading is one of that
character's; then nothing that the notice says is lost with it. What stays text: Latin that is
no reading (`(LNG)`, `(m)`), a reading of another character, one after a digit, one that stands
for its character. Capitals are never a reading here.

Readings without a tone mark look like units and abbreviations, so they count only where the
copy writes its glosses so: at least `SYSTEMATIC` of its brackets are readings of their
character, and three times as many as brackets that could be readings but are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from policydiff.canonical.readings import keys, pinyin_key, spelt, syllables, zhuyin_key
from policydiff.canonical.text import Removal
from policydiff.canonical.unicode import UNICODE

SYSTEMATIC = 2
_OUTWEIGH = 3
_GAP = 16
"""Longest run of white space and invisible characters between a character and its gloss."""

_BLANK = "\t\n\v\f\r \x85\u00a0\u00ad\u1680\u180e\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
_PINYIN = "a-zāáǎăàēéěĕèīíǐĭìōóǒŏòūúǔŭùǖǘǚǜüńňǹḿêếềɡɑ\u0300\u0301\u0302\u0304\u0306\u0308\u030cａ-ｚ:：1-5"
_ZHUYIN = "\u3105-\u312f\u31a0-\u31bf一丨ˉˊ´ˇˋ`˙·‧"
_INNER = f"[{_PINYIN}{_ZHUYIN}{_BLANK}]{{1,32}}"
_BRACKET = re.compile(f"[(（]({_INNER})[)）]|[\\[［〔]({_INNER})[\\]］〕]")
_BLANKS = re.compile(f"[{_BLANK}]+")
_BLANK_SET = re.compile(f"[{_BLANK}]")
_HAN = re.compile(r"[\u2e80-\u2fd5\u3007\u31c0-\u31e3\u3400-\u9fff\ue816-\ue864\uf900-\ufaff\U00020000-\U0003ffff]")
_NEWLINE = re.compile(r"\r\n|[\n\v\f\r\x85\u2028\u2029]")

Sort = Literal["toned", "zhuyin", "toneless", "wrong", "wrong_toneless", "foreign", "none"]


@dataclass(frozen=True, slots=True)
class WrongGloss:
    """A bracketed reading that is not one of its character's; `start` and `end` span the bracket.

    `base` is the character before it, empty where none stands there (`30(wàn)億`), and then
    `expected` is empty too.
    """

    start: int
    end: int
    base: str
    reading: str
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    bracket: int
    end: int
    base: str
    inner: str
    sort: Sort


def glosses(source: str) -> list[Removal]:
    """The glosses of a source text: kinds pinyin and zhuyin, ascending and apart.

    A removal runs from the end of the base character, with white space and line breaks
    before the bracket, to the bracket's end; after a toneless reading also over the one
    space that such copies put there.
    """
    found = list(_candidates(source))
    systematic = _toneless_is_systematic(found)
    removals = []
    for item in found:
        if item.sort == "toned":
            removals.append(Removal(item.start, item.end, "pinyin"))
        elif item.sort == "zhuyin":
            removals.append(Removal(item.start, item.end, "zhuyin"))
        elif item.sort == "toneless" and systematic:
            removals.append(Removal(item.start, item.end + (source[item.end : item.end + 1] == " "), "pinyin"))
    return removals


def wrong_glosses(source: str) -> list[WrongGloss]:
    """Bracketed readings that are not of the character before them; they stay text."""
    found = list(_candidates(source))
    systematic = _toneless_is_systematic(found)
    wrong = []
    for item in found:
        if item.sort == "wrong" or (item.sort == "wrong_toneless" and systematic):
            wrong.append(WrongGloss(item.bracket, item.end, item.base, _BLANKS.sub("", item.inner), spelt(_plain(item.base))))
        elif item.sort == "foreign" and _stands_in_han(source, item):
            wrong.append(WrongGloss(item.bracket, item.end, "", _BLANKS.sub("", item.inner), ()))
    return wrong


def _toneless_is_systematic(found: list[_Candidate]) -> bool:
    good = against = 0
    for item in found:
        if item.sort in ("toneless", "toned", "zhuyin"):
            good += 1
        elif item.sort == "wrong_toneless":
            against += 1
    return good >= SYSTEMATIC and good >= _OUTWEIGH * against


def _stands_in_han(source: str, item: _Candidate) -> bool:
    """Whether a reading without a base stands where one would: not after Latin, before a Han character."""
    before = source[item.start - 1] if item.start else ""
    return not before.isalpha() and bool(_HAN.match(source, item.end))


def _candidates(source: str) -> Iterator[_Candidate]:
    for match in _BRACKET.finditer(source):
        inner = match[1] or match[2]
        bracket = match.start()
        start = _base_end(source, bracket)
        base = source[start - 1] if start and _HAN.match(source, start - 1) else ""
        sort = _judge(base, inner)
        if sort != "none":
            yield _Candidate(start, bracket, match.end(), base, inner, sort)


def _base_end(source: str, bracket: int) -> int:
    """Where the character before a bracket ends; the bracket itself if a paragraph break stands between."""
    start = bracket
    while start and bracket - start < _GAP and _BLANK_SET.match(source, start - 1):
        start -= 1
    if start < bracket and len(_NEWLINE.findall(source, start, bracket)) > 1:
        return bracket
    return start


def _plain(base: str) -> str:
    return base.translate(UNICODE)


@lru_cache(maxsize=65536)
def _judge(base: str, inner: str) -> Sort:
    """What a bracket's content is to the character before it."""
    text = _BLANKS.sub("", inner)
    zhuyin = any("\u3105" <= char <= "\u312f" or "\u31a0" <= char <= "\u31bf" or char in "ˊˇˋ˙" for char in text)
    key = zhuyin_key(text) if zhuyin else pinyin_key(text) if len(text) <= 12 else None
    if key is None:
        return "none"
    numbered = text[-1] in "12345"
    toned = zhuyin or numbered or key[-1] != "0"
    if not toned and len(key) < 3:
        return "none"  # (m), (a): one letter without a tone is never a reading
    if numbered and (len(text) < 3 or key not in keys(_plain(base) if base else " ")):
        return "none"  # (a1), (t2): labels and quantities
    if not base:
        return "foreign" if toned and key[:-1] in syllables() else "none"
    readings = keys(_plain(base))
    if key in readings:
        return "zhuyin" if zhuyin else "toned" if toned else "toneless"
    if not toned:
        return "toneless" if any(key[:-1] == reading[:-1] for reading in readings) else "wrong_toneless"
    return "wrong" if key[:-1] in syllables() else "none"
