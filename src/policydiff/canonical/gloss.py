# SPDX-License-Identifier: Apache-2.0
"""Reading glosses: a bracketed pinyin or zhuyin reading added after a Han character, 工(gōng).

Sites that republish notices add them to a subset of characters, often as flattened ruby. A
bracket is a gloss only where a Han character stands before it and the reading is one of that
character's, or where its syllables are readings of the characters before it, one by one and in
order, 标准(biāo zhǔn); then nothing that the notice says is lost with it. What stays text: Latin
that is not a reading (`(LNG)`, `(m)`), a reading of another character, one after a digit, one that
stands for its character, and capitals but at the head of a syllable.

A reading of one character without a tone mark looks like a unit or an abbreviation, so it counts
only where the copy writes its glosses so: at least `SYSTEMATIC` of its brackets are readings of
their character, and three times as many as brackets that could be readings but are not. A word's
reading needs no mark: two syllables that each fit their character do not come about by chance.

A ruby that a file marks as such is held to the same rule, but for tones and capitals.
"""

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from policydiff.canonical.emphasis import closed_before, marked, wraps
from policydiff.canonical.punctuation import punctuation_table
from policydiff.canonical.spelling import LONGEST, SEPARATORS, spelt_by
from policydiff.canonical.text import Removal, Removals
from policydiff.canonical.unicode import TELLING_UNSEEN, UNICODE, UNSEEN
from policydiff.script.fold import FOLD
from policydiff.script.readings import keys, pinyin_key, spelt, syllables, zhuyin_key
from policydiff.vocabulary.patterns import late_pattern

SYSTEMATIC = 2
_OUTWEIGH = 3

_DRESS: dict[int, int | str] = {**UNICODE, **punctuation_table()}
"""Every width and form of a letter, mark or bracket to its plain one, as the layers fold them."""


def _with_dresses(plain: str) -> str:
    """The characters of `plain` and every other form of them, for a character class."""
    chars = set(plain)
    dresses = [chr(code) for code, to in _DRESS.items() if (to if isinstance(to, str) else chr(to)) in chars]
    return re.escape(plain + "".join(dresses))


_PINYIN = (
    "abcdefghijklmnopqrstuvwxyzāáǎăàēéěĕèīíǐĭìōóǒŏòūúǔŭùǖǘǚǜüńňǹḿêếềɡɑ\u0300\u0301\u0302\u0304\u0306\u0308\u030c:12345"
)
_ZHUYIN = "".join(map(chr, (*range(0x3105, 0x3130), *range(0x31A0, 0x31C0)))) + "一丨ˉˊ´ˇˋ`˙·"
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + "".join(char.upper() for char in "āáǎăàēéěĕèīíǐĭìōóǒŏòūúǔŭùǖǘǚǜüńňǹḿ") + "0"
_INSIDE = f"[{_with_dresses(_PINYIN + _ZHUYIN + _CAPITALS + SEPARATORS)}][\\s{UNSEEN}]*+"
_BRACKET = late_pattern(
    # The first character is taken by one class, so that the search skips along the text by it.
    rf"[\\{_with_dresses('(')}](?:(?<!\\)|(?<=\\)(?=[(\[])[{_with_dresses('(')}])(?P<mark>[*_]{{1,3}}+)?"
    rf"(?P<inner>[\s{UNSEEN}]*+(?:{_INSIDE}){{1,80}}+)(?(mark)(?P=mark))\\?[{_with_dresses(')')}]"
)
"""Brackets around what may be a reading, with what Markdown makes of them: \\(láo\\), (*láo*)."""
_SYLLABLE = late_pattern(f"[{_with_dresses(_PINYIN + _ZHUYIN)}]{{1,14}}+")
"""What can be one syllable; what is longer, or has capitals and separators in it, can only be a word's."""
_QUOTES = frozenset("”’」』》〉﹂﹄〞＂\"'")
"""What may close behind the character that a reading is of: “行”（háng）."""
_ABBREVIATION = late_pattern(r"[a-zA-Z]{1,3}|[A-Z]{2,}[a-zA-Z]*|[a-zA-Z]*[A-Z]{2}")
"""What is not a reading of any word whatever stands before it; the table of readings need not be read for it."""
_WORD_LETTERS = 4
"""Letters that a word's reading without tones has at least."""
_OPENING, _CLOSING = (re.compile(f"[{_with_dresses(mark)}]") for mark in "()")
_UNSEEN = late_pattern(f"[{UNSEEN}]")
_BLANKS = late_pattern(f"[\\s{UNSEEN}]+")
_BLANK = late_pattern(f"[\\s{UNSEEN}]")
_TELLING = late_pattern(f"[{TELLING_UNSEEN}]+")
_HAN = late_pattern(r"[\u2e80-\u2fd5\u3007○◯\u31c0-\u31e3\u3400-\u9fff\ue816-\ue864\uf900-\ufaff\U00020000-\U0003ffff]")
"""工, 〇, and the radicals, strokes and private codes that stand for Han characters"""
_ZHUYIN_MARK = late_pattern("[\u3105-\u312f\u31a0-\u31bfˊˇˋ˙]")
_LOOKS_ZHUYIN = "一丨⼀⼁㇐㇑"

Sort = Literal["toned", "zhuyin", "toneless", "word", "wrong", "wrong_toneless", "foreign", "none"]
_READINGS = frozenset({"toned", "zhuyin", "toneless"})
_CERTAIN = frozenset({"toned", "zhuyin", "word"})


class WrongGloss(Struct, frozen=True):
    """A bracketed reading that is not one of its character's; `start` and `end` span the bracket.

    `base` is the character before it, empty where none stands there (`30(wàn)億`), and then
    `expected` is empty too.
    """

    start: int
    end: int
    base: str
    reading: str
    expected: tuple[str, ...]


_Said = tuple[str, str, Sort]
"""Of a bracket the base, what stands in it, and what it is."""


class _Candidates:
    """Brackets in order, as columns; what stands in many is one object."""

    def __init__(self) -> None:
        self.start, self.bracket, self.end = array("i"), array("i"), array("i")
        self.said: list[_Said] = []

    def rows(self) -> Iterator[tuple[int, int, int, _Said]]:
        """Start, bracket, end and what is said of each."""
        return zip(self.start, self.bracket, self.end, self.said, strict=True)

    def certain_before(self, end: int) -> int | None:
        """Where the one begins that ends there and is certain to be a reading; None where none does."""
        n = bisect_left(self.end, end)
        return self.start[n] if n < len(self.end) and self.end[n] == end and self.said[n][2] in _CERTAIN else None


_Taken = Callable[[int], int | None]
"""Gives where the reading begins that ends at a place; None where none does."""


def glosses(source: str) -> Removals:
    """The glosses of a source text: kinds pinyin and zhuyin, ascending and apart.

    A removal runs from the end of the base character, with white space and line breaks
    before the bracket, to the bracket's end; after a toneless reading also over the one
    space that follows, in a copy that puts one there as a rule. Controls of direction and tags inside are left out.
    """
    found, systematic = _found(source)
    removals = Removals()
    add_start, add_end, add_kind = removals.start.append, removals.end.append, removals.kinds.append
    more = list(_marked(source))
    taken = _CERTAIN | _READINGS if systematic else _CERTAIN
    spaced = systematic and _spaced(source, found)
    for start, bracket, end, (base, inner, sort) in found.rows():
        if sort in taken:
            kind = "zhuyin" if sort == "zhuyin" else "pinyin"
            if spaced and sort == "toneless" and source.startswith(" ", end):
                end += 1
            if start == bracket and inner.isprintable():
                add_start(start)
                add_end(end)
                add_kind(kind)
            else:
                for piece in _pieces(source, start, end, kind):
                    removals.add(piece.start, piece.end, piece.kind)
            if base != source[start - 1 : start]:  # else nothing closes between the two
                more += _emphasis(source, start, inner)
    return Removals(sorted([*removals, *more], key=lambda run: (run.start, run.end))) if more else removals


def _emphasis(source: str, start: int, reading: str) -> list[Removal]:
    """The marks around a base that stands between them alone: **崂**（láo）. In 张**和李**（lǐ） they are wording."""
    pair = closed_before(source, start)
    if pair is None or source.startswith("~", pair.opening[0]):
        return []  # what is struck stays struck
    inside = source[pair.opening[1] : pair.closing[0]]
    found = spelt_by(_visible(reading), inside[::-1], _of_base)
    if found is None or found.characters != len(inside):
        return []
    return [Removal(*pair.opening, "markup"), Removal(*pair.closing, "markup")]


def _marked(source: str) -> Iterator[Removal]:
    """What markup writes around a base, where the reading beside it is one of its base."""
    for item in marked(source):
        base = source[item.base[0] : item.base[1]]
        found = spelt_by(_visible(_within_brackets(item.reading)), base[::-1], _of_base)
        if found is not None and found.characters == len(base) and (found.toned or not item.raised):
            if item.start < item.base[0]:
                yield Removal(item.start, item.base[0], "markup")
            yield Removal(item.base[1], item.end, "zhuyin" if found.zhuyin else "pinyin")


def _spaced(source: str, found: _Candidates) -> bool:
    """Does the copy put a space behind its readings without tones? Else such a space is layout, as before a label."""
    ends = [end for end, said in zip(found.end, found.said, strict=True) if said[2] == "toneless"]
    return 2 * sum(source.startswith(" ", end) for end in ends) >= len(ends)


def _pieces(source: str, start: int, end: int, kind: str) -> Iterator[Removal]:
    """The gloss without what must not go with it: controls of direction and tags tell wherever they hide."""
    for match in _TELLING.finditer(source, start, end):
        if start < match.start():
            yield Removal(start, match.start(), kind)
        start = match.end()
    if start < end:
        yield Removal(start, end, kind)


def wrong_glosses(source: str) -> list[WrongGloss]:
    """Bracketed readings that are not of the character before them; they stay text."""
    found, systematic = _found(source)
    wrong = []
    for start, bracket, end, (base, inner, sort) in found.rows():
        if sort == "wrong" or (sort == "wrong_toneless" and systematic):
            wrong.append(WrongGloss(bracket, end, base, _BLANKS.sub("", inner), spelt(base.translate(_DRESS))))
        elif sort == "foreign" and _stands_in_han(source, start, end):
            wrong.append(WrongGloss(bracket, end, "", _BLANKS.sub("", inner), ()))
    return wrong


@lru_cache(maxsize=4)
def _found(source: str) -> tuple[_Candidates, bool]:
    """All brackets that could be readings, and whether the copy writes them without tones; kept for lint."""
    found = _candidates(source)
    return found, _toneless_is_systematic(found)


def _toneless_is_systematic(found: _Candidates) -> bool:
    times = Counter(map(itemgetter(2), found.said))
    good = times["toned"] + times["zhuyin"] + times["toneless"]
    against = times["wrong_toneless"]
    return good >= SYSTEMATIC and good >= _OUTWEIGH * against


def _stands_in_han(source: str, start: int, end: int) -> bool:
    """Whether a reading without a base stands where one would: not after Latin, before a Han character."""
    before = source[start - 1] if start else ""
    return not before.isalpha() and bool(_HAN.match(source, end))


def _candidates(source: str) -> _Candidates:
    found = _Candidates()
    add_start, add_bracket, add_end = found.start.append, found.bracket.append, found.end.append
    known: dict[_Said, _Said] = {}
    last, last_base = -1, ""
    for match in _BRACKET.finditer(source):
        bracket, end = match.span()
        inner = match["inner"]
        start, base = bracket, source[bracket - 1 : bracket]
        if not "\u4e00" <= base <= "\u9fff":
            around = wraps(source, bracket, end)
            bracket, end = bracket - around, end + around
            start, base = _base_before(source, bracket)
            if start == last:
                base = last_base  # 工(gōng)(ㄍㄨㄥ): a second reading of the same character
        sort = _judge(base, inner)
        if sort not in ("toned", "zhuyin"):
            sort = _judge_word(source, start, inner, found.certain_before) or sort
        if sort == "none" or (base and base in _LOOKS_ZHUYIN and _ZHUYIN_MARK.match(source, end)):
            continue  # 業(一(yī)ㄝˋ): taking it out would make a gloss of what is left
        if sort in _READINGS:
            last, last_base = end, base
        said = base, inner, sort
        add_start(start)
        add_bracket(bracket)
        add_end(end)
        found.said.append(known.setdefault(said, said))
    return found


def _base_before(source: str, bracket: int) -> tuple[int, str]:
    """Where the text before a bracket ends, unseen characters aside, and the Han character there, quoted or not."""
    start = _before_blanks(source, bracket)
    quoted = _inside(source, start)
    return start, source[quoted - 1] if quoted and _HAN.match(source, quoted - 1) else ""


def _inside(source: str, at: int) -> int:
    """The place before what closes there behind a character: a quote, or a mark of markup that was opened."""
    if at and source[at - 1] in _QUOTES:
        return at - 1
    pair = closed_before(source, at)
    return at if pair is None else pair.closing[0]


def _before_blanks(source: str, at: int) -> int:
    while at and _BLANK.match(source, at - 1):
        at -= 1
    return at


def _characters_before(source: str, at: int, taken: _Taken) -> list[str]:
    """The Han characters before a place, the nearest first; not blanks, a closing quote, what is `taken`."""
    found: list[str] = []
    at = _inside(source, _before_blanks(source, at))
    while len(found) < LONGEST:
        at = _before_blanks(source, at)
        start = taken(at)
        if start is not None:
            at = start
        elif at and _HAN.match(source, at - 1):
            at -= 1
            found.append(source[at])
        else:
            break
    return found


def _visible(inner: str) -> str:
    """A reading in its plain dress, without what nobody sees."""
    return "".join(" " if char.isspace() else char for char in inner.translate(_DRESS) if not _UNSEEN.match(char))


def _judge_word(source: str, start: int, inner: str, taken: _Taken) -> Sort | None:
    """What a bracket is to the word before it, None where it does not spell one."""
    text = _visible(inner)
    if _ABBREVIATION.fullmatch(text):
        return None
    found = spelt_by(text, _characters_before(source, start, taken), _of_base)
    if found is None or (found.characters == 1 and not (found.toned and found.letters > 1)):
        return None
    if found.capitals and (found.characters == 1 or not found.toned):
        return None  # (GAO), (APP): capitals without a tone are an abbreviation
    if found.toned:
        return (
            None
            if found.characters == 1 and _BLANKS.sub("", inner)[-1].isdigit()
            else "zhuyin"
            if found.zhuyin
            else "toned"
        )
    return "word" if found.letters >= _WORD_LETTERS else None


def true_readings(source: str, marked: Sequence[Removal]) -> list[Removal]:
    """Those of a file's ruby readings, bracketed as a reader writes them, that read the characters before them.

    What is not a reading (不得 over 应当, a date over a word) is wording that a person sees, and stays text.
    """
    aside = {run.end: run.start for run in marked}.get
    texts = [(run, _visible(_within_brackets(source[run.start : run.end]))) for run in marked]
    return [run for run, text in texts if spelt_by(text, _characters_before(source, run.start, aside), _of_base)]


def _within_brackets(text: str) -> str:
    """A reading without the brackets around it, if it has them."""
    body = text.strip()
    return body[1:-1] if len(body) > 1 and _OPENING.match(body[0]) and _CLOSING.match(body[-1]) else body


@lru_cache(maxsize=8192)
def _of_base(base: str) -> frozenset[str]:
    """The readings of a character in any dress and in both scripts.

    Copies are glossed before or after a converter took a wrong one of two characters, so a
    reading of the simplified character counts too: 干(gān) that became 幹(gān).
    """
    plain = base.translate(_DRESS)
    return keys(plain) | keys(plain.translate(FOLD))


@lru_cache(maxsize=65536)
def _judge(base: str, inner: str) -> Sort:
    """What a bracket's content is to the character before it."""
    raw = _BLANKS.sub("", inner)
    if not _SYLLABLE.fullmatch(raw):
        return "none"
    text = raw.translate(_DRESS)
    zhuyin = _ZHUYIN_MARK.search(text) is not None
    key = zhuyin_key(text) if zhuyin else pinyin_key(text)
    if key is None:
        return "none"
    numbered = text[-1] in "12345"
    toned = zhuyin or numbered or key[-1] != "0"
    if not zhuyin and len(key) < 3 and (numbered or not toned):
        # (m), (a), (a1), (t2) are units, labels and quantities; 额(e) is a reading in a copy that writes its readings
        # so
        said = base and any(key in (reading, reading[:-1] + "0") for reading in _of_base(base))
        return "toneless" if said else "none"
    if numbered and (not base or key not in _of_base(base)):
        return "none"
    if not base:
        return "foreign" if toned and key[:-1] in syllables() else "none"
    readings = _of_base(base)
    if key in readings:
        return "zhuyin" if zhuyin else "toned" if toned else "toneless"
    said = any(key[:-1] == reading[:-1] for reading in readings)
    if zhuyin and said and key[-1] == "0":
        return "zhuyin"  # ㄍㄜ˙: any character may be in the light tone
    if not toned:
        return "toneless" if said else "wrong_toneless"
    return "wrong" if key[:-1] in syllables() else "none"
