# SPDX-License-Identifier: Apache-2.0
"""Page numbers, running heads and names of sheets that a reader knows of come out before any other layer looks.

A gloss, a number or a paragraph may run on over the foot and head of a page: the layers look
at the text without them, and what they take out is told in the offsets of the whole text.
"""

from collections.abc import Callable, Iterator, Sequence

from policydiff.canonical.offsets import OffsetMap, without
from policydiff.canonical.text import Removal, Removals

PAGE_KINDS = frozenset({"page_number", "running_head", "sheet"})


def around(source: str, page: Sequence[Removal], find: Callable[[str, OffsetMap], Removals]) -> Removals:
    """What `find` takes out of the text without its page furniture, and the furniture, in source offsets.

    `page` is ascending and apart. `find` gets the shortened text and its map to the source.
    """
    text, offsets = without(source, ((run.start, run.end) for run in page))
    found = [piece for run in find(text, offsets) for piece in _in_source(run, offsets)]
    return Removals(sorted([*found, *page], key=lambda run: run.start))


def _in_source(run: Removal, offsets: OffsetMap) -> Iterator[Removal]:
    """The removal in source offsets, cut where page furniture stands inside it."""
    start = run.start
    for cut in (k for k in offsets.kept if run.start < k < run.end):
        yield Removal(offsets.to_source(start), offsets.end_to_source(cut), run.kind)
        start = cut
    yield Removal(offsets.to_source(start), offsets.end_to_source(run.end), run.kind)
