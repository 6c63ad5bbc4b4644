# SPDX-License-Identifier: Apache-2.0
"""The converter's dictionaries, read as data from the installed distribution when something first asks for them."""

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_CONVERTER = "opencc-python-reimplemented"


@cache
def dictionary(name: str) -> dict[str, tuple[str, ...]]:
    """Key to its values of one dictionary (`STCharacters`, `STPhrases`, `TWVariants` …); empty if not installed."""
    try:
        path = Path(str(distribution(_CONVERTER).locate_file(f"opencc/dictionary/{name}.txt")))
        lines = path.read_text(encoding="utf-8").splitlines()
    except (PackageNotFoundError, OSError):
        return {}
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {key: tuple(values.split()) for key, values, *_ in pairs}


@cache
def _longest_phrase() -> dict[str, int]:
    """First two characters of phrases to the length of the longest that begins so."""
    longest: dict[str, int] = {}
    for phrase in dictionary("STPhrases"):
        longest[phrase[:2]] = max(longest.get(phrase[:2], 0), len(phrase))
    return longest


def phrase_at(text: str, at: int) -> str:
    """The longest phrase of the converter that begins at a place of a simplified text, or nothing."""
    phrases = dictionary("STPhrases")
    for length in range(_longest_phrase().get(text[at : at + 2], 0), 1, -1):
        if text[at : at + length] in phrases:
            return text[at : at + length]
    return ""
