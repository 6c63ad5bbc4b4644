# SPDX-License-Identifier: Apache-2.0
"""Which characters a search in a page takes for one: 16处 finds 16處, and the other way round."""

from policydiff.script.characters import CANONICAL


def variants(text: str) -> tuple[str, str]:
    """Characters and, in the same order, the canonical character of each: those that can be met in this text or asked
    for in it. About 500 for a notice."""
    there = {CANONICAL.get(char, char) for char in set(text)}
    found = sorted((char, to) for char, to in CANONICAL.items() if to in there)
    return "".join(char for char, _ in found), "".join(to for _, to in found)
