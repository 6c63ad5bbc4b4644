# SPDX-License-Identifier: Apache-2.0
"""The text after each layer of canonicalization, so that a record can name the hash of every step.

What is taken out goes first, what changes one character for another after it; the last text is the canonical one.
"""

from functools import cache
from hashlib import sha256

from policydiff.canonical import Canonical
from policydiff.canonical.punctuation import punctuation_table
from policydiff.canonical.unicode import UNICODE
from policydiff.script.codes import Translation

_TAKEN_OUT: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "hidden",
        frozenset({"hidden_character", "bidi_control", "tag_character", "hidden_in_token", "compatibility_glyph"}),
    ),
    ("markup", frozenset({"markup"})),
    ("gloss", frozenset({"pinyin", "zhuyin", "ruby"})),
)
"""Layer and the kinds of removal that are its; every other kind is layout's."""


def stages(canonical: Canonical) -> list[tuple[str, str]]:
    """Layer and the text after it, from `decoded` to `script`, which is the canonical text."""
    texts = [("decoded", canonical.source)]
    gone: frozenset[str] = frozenset()
    present = {run.kind for run in canonical.removals}
    for layer, kinds in _TAKEN_OUT:
        gone |= kinds
        texts.append((layer, _without(canonical, gone) if kinds & present else texts[-1][1]))
    texts.append(("layout", canonical.bare))
    unicode = _unicode()(canonical.bare)
    texts += [("unicode", unicode), ("punctuation", _punctuation()(unicode)), ("script", canonical.text)]
    return texts


@cache
def _unicode() -> Translation:
    return Translation(UNICODE)


@cache
def _punctuation() -> Translation:
    return Translation(punctuation_table())


def layer_digests(canonical: Canonical) -> list[dict[str, object]]:
    """Layer, SHA-256 of the text after it in UTF-8, and its length in code points."""
    found: list[dict[str, object]] = []
    before, digest = None, ""
    for layer, text in stages(canonical):
        if text != before:
            before, digest = text, sha256(utf8(text)).hexdigest()
        found.append({"layer": layer, "sha256": digest, "length": len(text)})
    return found


def utf8(text: str) -> bytes:
    """The bytes of a text that is kept or hashed; halves of surrogate pairs, which have none, are escaped."""
    return text.encode("utf-8", "backslashreplace")


def _without(canonical: Canonical, kinds: frozenset[str]) -> str:
    pieces, at = [], 0
    for run in canonical.removals:
        if run.kind in kinds:
            pieces.append(canonical.source[at : run.start])
            at = run.end
    return "".join([*pieces, canonical.source[at:]])
