# SPDX-License-Identifier: Apache-2.0
"""The unicode layer: folds duplicate code points of a character and removes invisible characters.

Only listed ranges are folded, never a whole normalization form: NFKC would make 32 of 3² and
30 of ③0 (Unicode Standard Annex 15 calls it lossy for this reason).
"""

import re
from functools import cache, lru_cache
from unicodedata import normalize

from policydiff.canonical.text import Removals
from policydiff.ingest.private_codes import PRIVATE
from policydiff.model import Kind
from policydiff.vocabulary.patterns import late_pattern
from policydiff.vocabulary.private_use import BASIC_PLANE, PRIVATE_USE

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽"
    "⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑"
    "艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀龟"
)
"""CJK Radicals Supplement and its ideographs (Unicode's EquivalentUnifiedIdeograph.txt, by shape)."""

_STROKES = dict(zip("㇏㇐㇑㇒㇓㇔㇖㇚㇝㇟㇠", "乀一丨丿丿丶乛亅乀乚乙", strict=True))


def _compatibility() -> dict[int, int]:
    """Radicals, strokes, compatibility ideographs and the private use of converters, each with its ideograph."""
    table = {ord(radical): ord(ideograph) for radical, ideograph in zip(_RADICALS, _IDEOGRAPHS, strict=True)}
    table.update({ord(stroke): ord(ideograph) for stroke, ideograph in _STROKES.items()})
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        plain = normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) != code:
            table[code] = ord(plain)
    table[0x2FAD] = ord("青")  # decomposes to 靑, a form that notices do not use
    table.update({private: table.get(code, code) for private, code in PRIVATE.items()})
    return table


_WIDTH = {code + 0xFEE0: code for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
"""Full-width Latin letters and digits; full-width marks belong to the punctuation layer."""

_GLYPH = _compatibility()

UNICODE: dict[int, int | str] = {**_GLYPH, **_WIDTH}
"""One character for one: a table for `str.translate` that keeps the length."""

_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0000-\U000e007f"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN_BMP = (
    "\x00-\x08\x0e-\x1b\x1c-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_UNSEEN = _UNSEEN_BMP + "\U0001d173-\U0001d17a"
UNSEEN = f"{_SELECTORS}{_TAGS}{_BIDI}{_UNSEEN}"
"""Every character that `hidden` finds, as the inside of a character class."""
TELLING_UNSEEN = f"{_TAGS}{_BIDI}"
"""Those of them that tell wherever they stand."""
_HIDDEN = late_pattern(f"[{UNSEEN}]+")
_RUNS = late_pattern(f"(?P<tag>[{_TAGS}]+)|(?P<selector>[{_SELECTORS}]+)|(?P<bidi>[{_BIDI}]+)|(?P<unseen>[{_UNSEEN}]+)")
r"""Runs of one sort, as `\u200b\u200b` (unseen) or `\u202a` (bidi)."""
_HAN_BEFORE = late_pattern(r"[\u2e80-\u2fd5\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_TOKEN = late_pattern("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]")
_DIGIT = late_pattern("[0-9０-９]")
_JOINT = late_pattern("[.,:/．，：／%％-]")
_RARE = late_pattern(f"[{_UNSEEN_BMP}\ufe00-\ufe0f{_BIDI}{BASIC_PLANE}\ufffd]|[\U00010000-\U0010ffff]")
"""One character of those that `_RUNS` takes, of private use, or outside the Basic Multilingual Plane, as 𠀀."""


@lru_cache(maxsize=8)
def holds_rare(text: str) -> bool:
    """Does the text hold anything invisible, private or lost (U+FFFD), or beyond the Basic Multilingual Plane?

    One look in place of one for each kind: 40 µs for 10,000 characters instead of 350.
    """
    return _RARE.search(text) is not None


def kind_of(x: str, y: str) -> Kind | None:
    """Which unicode fold makes two source characters equal: width, compatibility_glyph, or None."""
    if x == y or x.translate(UNICODE) != y.translate(UNICODE):
        return None
    return "width" if x.translate(_WIDTH) == y.translate(_WIDTH) else "compatibility_glyph"


def hidden(source: str) -> Removals:
    """Characters that a reader cannot see, ascending and apart.

    Kinds: compatibility_glyph (one variation selector after a Han character), hidden_character
    (stray zero-width and control characters), bidi_control, tag_character (tags, and runs of
    selectors, which can carry a payload), hidden_in_token (inside a number or a Latin word).
    """
    removals = Removals()
    if not holds_rare(source):
        return removals
    for stretch in _HIDDEN.finditer(source):
        in_token = _in_token(source, *stretch.span())
        for run in _RUNS.finditer(source, *stretch.span()):
            removals.add(run.start(), run.end(), _kind(source, run, in_token))
    return removals


def _kind(source: str, run: re.Match[str], in_token: bool) -> str:
    if run["bidi"]:
        return "bidi_control"
    if run["tag"] or (run["selector"] and run.end() - run.start() > 1):
        return "tag_character"
    if in_token:
        return "hidden_in_token"
    if run["selector"] and run.start() and _HAN_BEFORE.match(source, run.start() - 1):
        return "compatibility_glyph"
    return "hidden_character"


def _in_token(source: str, start: int, end: int) -> bool:
    """Whether an invisible run parts a number or a Latin word (12|34, 3.|5, 1|,000)."""
    if not start or end >= len(source):
        return False
    if _TOKEN.match(source, start - 1) and _TOKEN.match(source, end):
        return True
    left, right = _DIGIT.match(source, start - 1), _DIGIT.match(source, end)
    if right and start > 1 and _JOINT.match(source, start - 1):
        return bool(_DIGIT.match(source, start - 2))
    if left and _JOINT.match(source, end):
        return bool(_DIGIT.match(source, end + 1))
    return False


@cache
def _known_private() -> frozenset[str]:
    return frozenset(map(chr, PRIVATE))


def private_use(source: str) -> list[tuple[int, int]]:
    """Spans of private-use characters whose meaning no standard gives; they stay in the text."""
    known = _known_private()
    spans: list[tuple[int, int]] = []
    if not holds_rare(source):
        return spans
    for match in PRIVATE_USE.finditer(source):
        for at in range(*match.span()):
            if source[at] in known:
                continue
            if spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], at + 1)
            else:
                spans.append((at, at + 1))
    return spans
