# SPDX-License-Identifier: Apache-2.0
"""Which readings a Han character has, and how a written reading is understood.

The table is the single-character table of the pypinyin distribution (MIT), read as data: its
package would load its phrases as well and takes 300 ms, the file alone takes 10 ms. It is
read when the first reading is judged, so that a copy without glosses never pays for it.

A reading is compared as a syllable in plain letters with its tone as a digit: `gong1`, `lv4`,
`de0` (light tone); so it does not matter in which of its spellings a copy writes it.
"""

from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from unicodedata import normalize

TONE_MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0306": 3, "\u0300": 4}
"""Combining marks of the four tones; a breve stands for the caron in many fonts and key maps."""

ZHUYIN_TONES = {
    "ˉ": 1,
    "ˊ": 2,
    "´": 2,
    "\u0301": 2,
    "ˇ": 3,
    "\u030c": 3,
    "ˋ": 4,
    "`": 4,
    "\u0300": 4,
    "˙": 0,
    "·": 0,
    "‧": 0,
}
"""Tone marks as they follow a syllable in zhuyin; the light tone's dot also precedes it."""

_SANDHI = "一yí 一yì 七qí 八bá 不bú"
"""Tones that change with the next syllable, as GB/T 16159 (7.1.4) lets a text write them."""

_TAIWAN = (
    "期qí 企qì 質zhí 质zhí 危wéi 微wéi 擁yǒng 拥yǒng 液yì 擊jí 击jí 寂jí 夕xì 昔xí 惜xí 息xí 熄xí 拙zhuó 叔shú 淑shú"
    " 突tú 播bò 檔dǎng 档dǎng "
    "誼yí 谊yí 偽wèi 伪wèi 酵xiào 艘sāo 暫zhàn 暂zhàn 穴xuè 削xuè 匹pī 垃lè 圾sè 和hàn 攜xī 携xī 擲zhí 掷zhí 紮zhá"
)
"""Readings of Taiwan's standard (國語一字多音審訂表, 1999) that the table lacks."""

_LETTERS = str.maketrans(
    {"ɡ": "g", "ɑ": "a", "v": "v", "\u0308": "v", "\u0302": "", ":": "v", "：": "v", "一": "ㄧ", "丨": "ㄧ"}
)
_WIDE = {0xFF41 + i: 0x61 + i for i in range(26)}
_INITIALS = {
    "ㄅ": "b", "ㄆ": "p", "ㄇ": "m", "ㄈ": "f", "ㄉ": "d", "ㄊ": "t", "ㄋ": "n", "ㄌ": "l", "ㄍ": "g", "ㄎ": "k",
    "ㄏ": "h",
    "ㄐ": "j", "ㄑ": "q", "ㄒ": "x", "ㄓ": "zh", "ㄔ": "ch", "ㄕ": "sh", "ㄖ": "r", "ㄗ": "z", "ㄘ": "c", "ㄙ": "s",
}  # fmt: skip
_RIMES = {
    "ㄚ": "a", "ㄛ": "o", "ㄜ": "e", "ㄝ": "e", "ㄞ": "ai", "ㄟ": "ei", "ㄠ": "ao", "ㄡ": "ou", "ㄢ": "an", "ㄣ": "en",
    "ㄤ": "ang", "ㄥ": "eng", "ㄦ": "er",
}  # fmt: skip
_COMPOUND = {
    "ㄧ": "i", "ㄧㄚ": "ia", "ㄧㄛ": "io", "ㄧㄝ": "ie", "ㄧㄞ": "iai", "ㄧㄠ": "iao", "ㄧㄡ": "iu", "ㄧㄢ": "ian",
    "ㄧㄣ": "in", "ㄧㄤ": "iang", "ㄧㄥ": "ing",
    "ㄨ": "u", "ㄨㄚ": "ua", "ㄨㄛ": "uo", "ㄨㄞ": "uai", "ㄨㄟ": "ui", "ㄨㄢ": "uan", "ㄨㄣ": "un", "ㄨㄤ": "uang",
    "ㄨㄥ": "ong",
    "ㄩ": "v", "ㄩㄝ": "ve", "ㄩㄢ": "van", "ㄩㄣ": "vn", "ㄩㄥ": "iong",
}  # fmt: skip
_BARE = {
    "iu": "you",
    "in": "yin",
    "ing": "ying",
    "ui": "wei",
    "un": "wen",
    "ong": "weng",
    "iong": "yong",
    "i": "yi",
    "u": "wu",
}
"""Rimes that are spelt otherwise where no initial precedes (GB/T 16159)."""


def _spell(initial: str, rime: str) -> str:
    if not initial:
        if rime in _BARE:
            return _BARE[rime]
        return {"i": "y", "u": "w", "v": "yu"}[rime[0]] + rime[1:] if rime[0] in "iuv" else rime
    return initial + (rime.replace("v", "u") if initial in "jqx" else rime)


def _zhuyin_syllables() -> dict[str, str]:
    """Every zhuyin syllable that the parts allow, with its pinyin in plain letters."""
    rimes = {**_RIMES, **_COMPOUND}
    table = {rime: _spell("", spelt) for rime, spelt in rimes.items()}
    for mark, initial in _INITIALS.items():
        table.update({mark + rime: _spell(initial, spelt) for rime, spelt in rimes.items()})
        if mark in "ㄓㄔㄕㄖㄗㄘㄙ":
            table[mark] = initial + "i"
    return table


@lru_cache(maxsize=1)
def _file() -> Path:
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:  # a broken installation: the package is a dependency
        raise ModuleNotFoundError("pypinyin")
    return Path(spec.origin).with_name("pinyin_dict.json")


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    from msgspec.json import decode

    return decode(_file().read_bytes(), type=dict[int, str])


@lru_cache(maxsize=1)
def _zhuyin() -> dict[str, str]:
    return _zhuyin_syllables()


@lru_cache(maxsize=1)
def _more() -> dict[str, tuple[str, ...]]:
    """What the table lacks, by character."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in f"{_SANDHI} {_TAIWAN}".split():
        found[entry[0]] = (*found.get(entry[0], ()), entry[1:])
    return found


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Every syllable of the language in plain letters without tone."""
    return frozenset(key[:-1] for row in set(_table().values()) for key in map(pinyin_key, row.split(",")) if key)


def digest() -> str:
    """SHA-256 of the reading table, for a result's list of tables."""
    return sha256(_file().read_bytes()).hexdigest()


def spelt(char: str) -> tuple[str, ...]:
    """The readings of a character as the table spells them (`gōng`), empty where it has none."""
    row = _table().get(ord(char))
    return (*(row.split(",") if row else ()), *_more().get(char, ()))


@lru_cache(maxsize=8192)
def keys(char: str) -> frozenset[str]:
    """The readings of a character as keys (`gong1`)."""
    return frozenset(filter(None, map(pinyin_key, spelt(char))))


def pinyin_key(text: str) -> str | None:
    """The key of a syllable in pinyin; tone 0 where neither mark nor digit shows one, None where it is none."""
    tone = 0
    if text[-1:] in "12345" and len(text) > 1:
        base = pinyin_key(text[:-1])
        return base[:-1] + str(int(text[-1]) % 5) if base and base[-1] == "0" and base[-2].isalpha() else None
    letters = []
    for char in normalize("NFD", text.translate(_WIDE)):
        mark = TONE_MARKS.get(char)
        if mark is None:
            letters.append(char)
        elif tone:
            return None
        else:
            tone = mark
    plain = "".join(letters).translate(_LETTERS).replace("uv", "v")
    if not (plain.isascii() and plain.isalpha() and plain.islower()):
        return None
    if plain[0] in "jqxy":
        plain = plain.replace("v", "u")
    return f"{plain}{tone}"


def zhuyin_key(text: str) -> str | None:
    """The key of a syllable in zhuyin; no mark is the first tone, None where it is none."""
    tones = [ZHUYIN_TONES[char] for char in text if char in ZHUYIN_TONES]
    body = "".join(char for char in text if char not in ZHUYIN_TONES)
    if len(tones) > 1 or not body or (tones and text[0] in ZHUYIN_TONES and tones[0] != 0):
        return None
    if len(body) == 1 and body in "一丨" and not tones:
        return None  # （一） is a label
    plain = _zhuyin().get(body.translate(_LETTERS))
    return f"{plain}{tones[0] if tones else 1}" if plain else None
