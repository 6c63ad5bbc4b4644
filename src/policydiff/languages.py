# SPDX-License-Identifier: Apache-2.0
"""The languages of the interface, in the order in which every table of sentences has them."""

LANGUAGES = ("en", "zh-Hans", "zh-Hant")


class Counted(str):
    """A number in a sentence: `{n:page|pages}` is «1 page», «2 pages», «0 pages»; `{n}` is the number alone."""

    __slots__ = ()

    def __format__(self, how: str) -> str:
        one, several, other = how.partition("|")
        return f"{self} {one if self == '1' else other}" if several else super().__format__(how)
