# SPDX-License-Identifier: Apache-2.0
"""The converter's dictionaries, read as data from the installed distribution when something first asks for them."""

from functools import cache
from importlib.util import find_spec
from operator import itemgetter
from pathlib import Path


def source(name: str) -> str:
    """The text of one dictionary, empty where the converter is not installed.

    Its module is looked up and not its distribution, whose metadata takes as long to read as some dictionaries: other
    converters of that module's name have no such folder.
    """
    found = find_spec("opencc")
    folders = found.submodule_search_locations if found is not None else None
    try:
        return (Path(next(iter(folders or ()), "")) / "dictionary" / f"{name}.txt").read_text(encoding="utf-8")
    except OSError:
        return ""


@cache
def dictionary(name: str) -> dict[str, tuple[str, ...]]:
    """Key to its values of one dictionary (`STCharacters`, `STPhrases`, `TWVariants` …); empty if not installed."""
    rows = [line.split("\t") for line in source(name).splitlines() if "\t" in line]
    values = map(tuple, map(str.split, map(itemgetter(1), rows)))
    return dict(zip(map(itemgetter(0), rows), values, strict=True))


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
