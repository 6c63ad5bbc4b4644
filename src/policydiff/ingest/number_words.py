# SPDX-License-Identifier: Apache-2.0
"""Numbers in English words and English ordinals, as word processors write them at the head of a list."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
SPELT_TO = 999_999
"""The largest number that is spelt out."""


def cardinal(number: int) -> str:
    """A number from 0 to 999,999 in words: 21 → twenty-one, 105 → one hundred five, as Word spells it."""
    if number >= 1000:
        rest = number % 1000
        return f"{cardinal(number // 1000)} thousand{f' {cardinal(rest)}' if rest else ''}"
    if number >= 100:
        rest = number % 100
        return f"{_ONES[number // 100]} hundred{f' {cardinal(rest)}' if rest else ''}"
    if number >= 20:
        ones = number % 10
        return _TENS[number // 10 - 2] + (f"-{_ONES[ones]}" if ones else "")
    return _ONES[number]


def ordinal_words(number: int) -> str:
    """The ordinal of a number in words: 21 → twenty-first, 100 → one hundredth."""
    spelt = cardinal(number)
    start = max(spelt.rfind(" "), spelt.rfind("-")) + 1
    last = spelt[start:]
    return spelt[:start] + _ORDINALS.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


def ordinal(number: int) -> str:
    """The ordinal of a number in digits: 1st, 2nd, 11th, 21st."""
    return f"{number}{'th' if number // 10 % 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
