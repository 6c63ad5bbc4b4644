# SPDX-License-Identifier: Apache-2.0
"""Which units moved: of all that answer to each other the fewest that leave the others in one order."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from policydiff.align.parts import BlockGroup
from policydiff.align.sequence import Match, heaviest_chain

_HEADING = 1.5
"""What a heading that stays counts beside a task: tasks move across headings, headings rarely across tasks."""
_LONGER = 1 / 8000
"""What a character of both texts counts, up to 800: less than one unit, so that of two neighbours that change places
the longer stays."""


def fewest_moved(groups: Sequence[BlockGroup]) -> list[BlockGroup]:
    """The groups in A's order, those marked as moved that stand in another order in B."""
    ordered = sorted(groups, key=lambda group: group.a[0].index)
    if all(one.b[0].index < two.b[0].index for one, two in pairwise(ordered)):
        return ordered
    matches = [Match(n, group.b[0].index, group.similarity, _weight(group)) for n, group in enumerate(ordered)]
    stay = {match.a for match in heaviest_chain(matches)}
    return [group if n in stay else replace(group, moved=True) for n, group in enumerate(ordered)]


def _weight(group: BlockGroup) -> float:
    size = sum(block.end - block.start for block in (*group.a, *group.b))
    whole = _HEADING if group.a[0].kind == group.b[0].kind == "section" else 1.0
    return whole + min(size, 800) * _LONGER
