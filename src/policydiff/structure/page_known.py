# SPDX-License-Identifier: Apache-2.0
"""What another copy's own markup shows to be of the page: its navigation, its foot, its title bar, its address.

A page and the same page printed to PDF hold the same words; only the page says which of them are the site's. Such words
count in the other copy at its edges alone, and never where they may be the notice's: what stands in the notice of the
copy that shows them, a title, a number, an issuer, a date.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from policydiff.structure.closing import ends_as_issuer
from policydiff.structure.front import TITLE_KIND
from policydiff.structure.page_values import CLOCK, ISO_DATE
from policydiff.structure.segments import Segments
from policydiff.vocabulary.dates import WHOLE_DATE
from policydiff.vocabulary.patterns import late_pattern

_SHORTEST = 2
_LONGEST = 400
_EDGE = 40
"""Lines at each end of a text among which its edge is looked for."""
_STAMP = late_pattern(rf"(?:{ISO_DATE}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}),?(?:{CLOCK})(?:[AP]M)? ?")
_PAGES = late_pattern(r" ?\d{1,3}/\d{1,3}$")
_DATE = late_pattern(rf"(?:{WHOLE_DATE})$")
_NOTE = late_pattern(r"\(.{0,99}(?:公开|删减).{0,99}\)|.{0,99}\((?:19|20)\d{2}\)第?\d{1,5}号$|附件|附表|附录")


class Known(Struct, frozen=True):
    """What the page around another copy says: its blocks, its titles and addresses, and the text of its notice, all in
    canonical form."""

    blocks: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    notice: str = ""

    @classmethod
    def of(cls, blocks: Iterable[str], names: Iterable[str], notice: str) -> "Known":
        """What the markup of a copy with the text `notice` sets aside in `blocks`, and what it calls itself."""
        return cls(tuple(filter(None, blocks)), frozenset(filter(None, names)), notice)

    @classmethod
    def joined(cls, others: Sequence["Known"]) -> "Known":
        """What several copies show together."""
        blocks = tuple(block for known in others for block in known.blocks)
        return cls(blocks, frozenset().union(*(known.names for known in others)), "\n".join(k.notice for k in others))

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.blocks or self.names)

    def holds(self, line: str) -> bool:
        """Whether a line stands in a block of the page, or is its title or address as a browser prints it, and is not
        what the notice may say."""
        if not self or not _SHORTEST <= len(line) <= _LONGEST:
            return False
        stamp = _STAMP.match(line)
        printed = _PAGES.sub("", line[stamp.end() :] if stamp else line)
        if printed in self.names and printed != line:
            return True
        if line in self.notice or _DATE.search(line) or _NOTE.match(line) or TITLE_KIND.search(line):
            return False
        return line in self.names or (not ends_as_issuer(line) and any(line in block for block in self.blocks))

    def at_edge_of(self, segments: Segments) -> bool:
        """Whether a text may have any of it near its beginning or its end."""
        text, hard = segments.canonical.text, segments.hard
        lines = list(pairwise(hard))
        return any(self.holds(text[a:b]) for a, b in (*lines[:_EDGE], *lines[-_EDGE:]))


NOTHING = Known()
"""No other copy, or one whose markup sets nothing aside."""
