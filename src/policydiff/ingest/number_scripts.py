# SPDX-License-Identifier: Apache-2.0
"""Lists that count with the letters and digits of other scripts, by the names of OOXML, CSS and ODF.

The letters are those of ISO/IEC 29500-1, 17.18.59, and CSS Counter Styles 3, 6; LibreOffice 7.4 draws the same. Beyond
its letters a list is not guessed at.
"""

_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_NARROW = str.maketrans(_AIUEO, "".join(map(chr, (*range(0xFF71, 0xFF9D), 0xFF66, 0xFF9D))))
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"

LETTERS: dict[str, str] = {
    **dict.fromkeys(("aiueoFullWidth", "ア, イ, ウ, ..."), _AIUEO),
    **dict.fromkeys(("aiueo", "ｱ, ｲ, ｳ, ..."), _AIUEO.translate(_NARROW)),
    **dict.fromkeys(("irohaFullWidth", "イ, ロ, ハ, ..."), _IROHA),
    **dict.fromkeys(("iroha", "ｲ, ﾛ, ﾊ, ..."), _IROHA.translate(_NARROW)),
    **dict.fromkeys(("ganada", "가, 나, 다, ..."), "가나다라마바사아자차카타파하"),
    **dict.fromkeys(("chosung", "ㄱ, ㄴ, ㄷ, ..."), "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    **dict.fromkeys(("russianLower", "а, б, .., аа, аб, ... (ru)"), _RUSSIAN),
    **dict.fromkeys(("russianUpper", "А, Б, .., Аа, Аб, ... (ru)"), _RUSSIAN.upper()),
    **dict.fromkeys(("hebrew2", "א, ב, ג, ..."), "אבגדהוזחטיכלמנסעפצקרשת"),
    "thaiLetters": "".join(map(chr, (0x0E01, 0x0E02, 0x0E04, *range(0x0E07, 0x0E24), 0x0E25, *range(0x0E27, 0x0E2F)))),
    **dict.fromkeys(("ideographTraditional", "cjk-heavenly-stem", "甲, 乙, 丙, ..."), "甲乙丙丁戊己庚辛壬癸"),
    **dict.fromkeys(("ideographZodiac", "cjk-earthly-branch", "子, 丑, 寅, ..."), "子丑寅卯辰巳午未申酉戌亥"),
}
"""Lists of letters, one for each number."""

DIGITS: dict[str, str] = {
    **dict.fromkeys(
        ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "cjk-decimal"), "〇一二三四五六七八九"
    ),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2", "１, ２, ３, ..."), "０１２３４５６７８９"),
    **dict.fromkeys(("koreanDigital", "일, 이, 삼, ... (ko-x-digital)"), "영일이삼사오육칠팔구"),
    **dict.fromkeys(("koreanDigital2", "一, 二, 三, ... (ko)"), "零一二三四五六七八九"),
    **{
        name: "".join(chr(zero + digit) for digit in range(10))
        for zero, *names in (
            (0x0660, "arabic-indic"),
            (0x06F0, "persian", "urdu"),
            (0x0966, "hindiNumbers", "devanagari"),
            (0x09E6, "bengali"),
            (0x0A66, "gurmukhi"),
            (0x0AE6, "gujarati"),
            (0x0B66, "oriya"),
            (0x0BE6, "tamil"),
            (0x0C66, "telugu"),
            (0x0CE6, "kannada"),
            (0x0D66, "malayalam"),
            (0x0E50, "thaiNumbers", "thai"),
            (0x0ED0, "lao"),
            (0x0F20, "tibetan"),
            (0x1040, "myanmar"),
            (0x17E0, "khmer", "cambodian"),
            (0x1810, "mongolian"),
        )
        for name in names
    },
}
"""Digits that a number is spelt with, place by place."""

_NATIVE = "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉".split()
_NATIVE_TENS = "열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split()


def native_korean(number: int) -> str | None:
    """하나, 둘 … 아흔아홉: Korean counting from 1 to 99."""
    if not 0 < number < 100:
        return None
    tens, ones = divmod(number, 10)
    return (_NATIVE_TENS[tens - 1] if tens else "") + (_NATIVE[ones - 1] if ones else "")


def sino_korean(number: int) -> str | None:
    """일, 이 … 십, 십일 … 구십구: Korean counting with Chinese numerals from 1 to 99."""
    if not 0 < number < 100:
        return None
    tens, ones = divmod(number, 10)
    digits = "영일이삼사오육칠팔구"
    return (digits[tens] if tens > 1 else "") + ("십" if tens else "") + (digits[ones] if ones else "")
