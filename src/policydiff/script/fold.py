# SPDX-License-Identifier: Apache-2.0
"""The fold towards simplified characters: a directed function of one character, for alignment only.

Never show folded text as a source's, and never take two texts for equal because they fold
alike: 後 and 后 do. What a place means is for `policydiff.script.judge` to say.
"""

from functools import lru_cache

from policydiff.script.characters import CANONICAL

FOLD: dict[int, int | str] = {ord(char): canonical for char, canonical in CANONICAL.items()}
"""Character to canonical character, one for one, for `str.translate`. Idempotent; a canonical character never moves."""


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """The text in canonical characters; same length, so offsets stand.

    The last few texts are kept: the profile, the errata and the judge of one copy ask for the same one.
    """
    return text.translate(FOLD)
