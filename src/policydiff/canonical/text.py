# SPDX-License-Identifier: Apache-2.0
"""A witness's text with its layers taken off, and the way back to the source."""

from msgspec import Struct

from policydiff.canonical.offsets import OffsetMap


class Removal(Struct, frozen=True, gc=False):
    """A run of source characters that a layer took out, and the layer's name for it.

    `kind` is a kind of class gloss, format or integrity: pinyin, zhuyin, ruby, whitespace,
    line_break, hidden_character, markup, bidi_control, tag_character, hidden_in_token.
    """

    start: int
    end: int
    kind: str


class Canonical(Struct, frozen=True):
    """A text at its deepest layer.

    `bare` holds the source characters that were kept, `text` the canonical character of each:
    the two have one length, and `offsets` maps that length back to `source`. White space is
    gone from both, but for one space between digits that only white space holds apart.
    `removals` are the runs taken out, ascending and apart from each other; `breaks` are the
    kept offsets before which a line break stood in the source.
    """

    source: str
    bare: str
    text: str
    offsets: OffsetMap
    removals: tuple[Removal, ...]
    breaks: tuple[int, ...]


def joined_beside(own: Canonical, other: Canonical) -> bool:
    """Were the lines of a copy joined as a whole? It has under a quarter of the other copy's line breaks."""
    return 4 * len(own.breaks) < len(other.breaks)
