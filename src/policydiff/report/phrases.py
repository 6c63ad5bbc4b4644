# SPDX-License-Identifier: Apache-2.0
"""A change with the whole words around it, as an editor writes it: 十六处 and not 六, 李建国 and not 国.

No name, no value with its unit and no word is cut in two. Words are those of rjieba's dictionary and the personal names
that it guesses; values are those of `vocabulary.written`.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from policydiff.model import Finding, Place
from policydiff.script import segmenter
from policydiff.script.fold import FOLD
from policydiff.vocabulary.written import written

_NEAR = 32
"""Characters on either side in which words are looked for."""
_LONGEST = 24
"""Characters that a phrase may take in on either side."""
_ENOUGH = 6
"""Characters with which a phrase is looked for in a copy, if it stands there only once."""
_ALONE = 12
"""Characters with which a reading is found by itself."""
_STOPS = frozenset("。；！？，、：;!?,:（）()《》〈〉“”‘’「」『』【】\t")
_EDGES = "。；！？，、：;!?,: \t"
_CLOSE = frozenset("。；！？;!?\t")
_GLOSS = re.compile(r"(?<=[\u3400-\u9fff])[(（](?:[a-zA-Zɡ\u00c0-\u024f\u0300-\u036f' ]{1,12}|[ㄅ-ㄯˇˊˋ˙]{1,6})[)）]")
"""A reading beside a character, which no word ends at."""
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

Around = tuple[int, int]
"""How many characters of a line belong to a phrase before and behind its reading."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A reading with the words around it, which hold no line break."""

    before: str
    reading: str
    after: str

    @property
    def text(self) -> str:
        """The phrase as it stands in the copy."""
        return self.before + self.reading + self.after


class Line:
    """The words around one reading: what stands before and behind it in its paragraph."""

    def __init__(self, text: str, place: Place, bounds: tuple[int, int]) -> None:
        first, last = min(bounds[0], place.start), max(bounds[1], place.end)
        self.before = _even(text[max(first, place.start - 2 * _NEAR) : place.start])[-_NEAR:]
        self.after = _even(text[place.end : min(last, place.end + 2 * _NEAR)])[:_NEAR]
        self.reading = place.text
        inside = _even(place.text)[:200]
        self._start, self._end = len(self.before), len(self.before) + len(inside)
        self._text = f"{self.before}{inside}{self.after}"
        glosses = [match.span() for match in _GLOSS.finditer(self._text)]
        self._at = [at for at in range(len(self._text)) if not any(first <= at < last for first, last in glosses)]
        self._read = "".join(self._text[at] for at in self._at).translate(_WIDTHS).translate(FOLD)
        words = _joined(segmenter.words(self._read, names=True))
        self._words = self._spans((word.start, word.end) for word in words)
        self._values = self._spans((value.start, value.end) for value in written(self._read))

    def whole(self) -> Around:
        """What makes whole the words, names and values that the reading cuts or is a part of; where nothing stands or
        only the last character of a name, the word before belongs to it."""
        start, end = self._grown()
        if start == end or self._text[start:end].translate(FOLD) in _SUFFIXES:
            start = self._word_before(start)
        return self._start - start, end - self._end

    def cuts(self) -> bool:
        """Whether the reading cuts a word, a name or a value."""
        return self._grown() != (self._start, self._end)

    def _grown(self) -> tuple[int, int]:
        start, end = self._start, self._end
        for spans in (self._values, self._words, self._values):
            for first, last in spans:
                touched = first < end and last > start if start < end else first < start < last
                if touched:
                    start, end = min(start, first), max(end, last)
        return start, end

    def more(self, around: Around) -> Around:
        """One word more on each side, where the sentence has one and there is room."""
        start, end = self._start - around[0], self._end + around[1]
        left = start if start and self._text[start - 1] in _CLOSE else self._word_before(start)
        right = end if self._text[end : end + 1] in _CLOSE else self._word_behind(end)
        return min(self._start - left, _LONGEST), min(right - self._end, _LONGEST)

    def name(self) -> Around:
        """What makes the reading a whole entry of a list, whose entries marks part."""
        start, end = self._start, self._end
        while start and self._start - start < _LONGEST and self._text[start - 1] not in _STOPS:
            start -= 1
        while end < len(self._text) and end - self._end < _LONGEST and self._text[end] not in _STOPS:
            end += 1
        return self._start - start, end - self._end

    def phrase(self, around: Around) -> Phrase:
        """The reading with so many characters around it."""
        return Phrase(self.before[len(self.before) - around[0] :], self.reading, self.after[: around[1]])

    def anchor(self, least: int) -> str:
        """The whole words before the reading, of so many characters or more, from one part of the sentence."""
        start = self._start
        while start and self._start - start < least:
            if start < self._start and self._text[start - 1] in _STOPS:
                break
            start = self._word_before(start)
        return self.before[start:]

    def _spans(self, read: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where words that were read without glosses stand in the line, a gloss with the word that it ends."""
        ends = [*self._at[1:], len(self._text)]
        return [(self._at[first], ends[last - 1]) for first, last in read if first < last]

    def _word_before(self, at: int) -> int:
        return next((first for first, last in self._words if first < at <= last), 0)

    def _word_behind(self, at: int) -> int:
        return next((last for first, last in self._words if first <= at < last), len(self._text))


_SUFFIXES = frozenset("局厅委办部署院所处科室站市县区省州镇乡村会团队司")
"""Last characters of the names of bodies and places, which say nothing alone."""


def _even(text: str) -> str:
    """A text without the line breaks of a layout."""
    return text.replace("\r", "").replace("\n", "").replace("\f", "")


def _joined(words: tuple[segmenter.Word, ...]) -> list[segmenter.Word]:
    """Words with the pieces of one personal name together: 阿里木江·买买提, 王 芳."""
    out: list[segmenter.Word] = []
    for word in words:
        last = out[-1] if out else None
        if last is not None and _one_name(last, word):
            out[-1] = segmenter.Word(last.start, word.end, last.text + word.text, "nr")
        else:
            out.append(word)
    return out


def _one_name(last: segmenter.Word, word: segmenter.Word) -> bool:
    if word.text == "·" or last.text.endswith("·"):
        return True
    return last.tag.startswith("nr") and word.tag.startswith("nr") and len(last.text) + len(word.text) <= 3


def pair_of(ours: Line, theirs: Line, *, listed: bool = False) -> tuple[Around, Around]:
    """The phrases of both readings of a place: what is taken in on one side is taken in on the other, if it has it."""
    one, other = (ours.name(), theirs.name()) if listed else (ours.whole(), theirs.whole())
    return _shared(ours, one, theirs, other), _shared(theirs, other, ours, one)


def _shared(line: Line, own: Around, beside: Line, its: Around) -> Around:
    left, right = own
    if its[0] > left and _alike(line.before[len(line.before) - its[0] :], beside.before[len(beside.before) - its[0] :]):
        left = its[0]
    if its[1] > right and _alike(line.after[: its[1]], beside.after[: its[1]]):
        right = its[1]
    return left, right


def _alike(text: str, other: str) -> bool:
    return text.translate(_WIDTHS).translate(FOLD) == other.translate(_WIDTHS).translate(FOLD)


def found_once(
    lines: tuple[Line, Line], around: tuple[Around, Around], counts: tuple[Callable[[str], int], Callable[[str], int]]
) -> tuple[Phrase, Phrase]:
    """Both phrases with as many words more as it takes to find each in its copy, as far as the sentence goes."""
    while True:
        one, other = lines[0].phrase(around[0]), lines[1].phrase(around[1])
        if _found(one, counts[0]) and _found(other, counts[1]):
            break
        wider = lines[0].more(around[0]), lines[1].more(around[1])
        if wider == around:
            break
        around = wider
    return _trimmed(one), _trimmed(other)


def _found(phrase: Phrase, count: Callable[[str], int]) -> bool:
    return len(phrase.reading) >= _ALONE or (len(phrase.text) >= _ENOUGH and count(phrase.text) == 1)


def _trimmed(phrase: Phrase) -> Phrase:
    """Without the marks at its ends, which are of the next part of the sentence."""
    return Phrase(phrase.before.lstrip(_EDGES), phrase.reading, phrase.after.rstrip(_EDGES))


def of_erratum(line: Line, found: Finding) -> Around:
    """The word that is wrong: the one that tells of the fault, else the whole words around."""
    word = found.misspelled
    for shift in range(len(word) - len(found.text) + 1 if word else 0):
        before, after = word[:shift], word[shift + len(found.text) :]
        if line.before.endswith(before) and line.after.startswith(after) and word[shift:].startswith(found.text):
            return len(before), len(after)
    around = line.whole()
    return line.more(around) if around == (0, 0) and len(found.text) == 1 else around
