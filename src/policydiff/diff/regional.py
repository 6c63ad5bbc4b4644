# SPDX-License-Identifier: Apache-2.0
"""Edits that are regional words for one thing (数据/資料), found before any edit is judged by itself.

A word's difference may come as several character edits (集群/叢集), and several words may
stand side by side (数据信息/資料資訊): edits near each other are looked at together.
"""

from collections.abc import Callable, Iterator, Sequence

from policydiff.canonical.text import Canonical
from policydiff.diff.edits import Edit
from policydiff.diff.raw import Verdict
from policydiff.diff.region import Region
from policydiff.script.judgement import Judgement
from policydiff.script.regional_words import is_of_regions, regional_judgement, regional_pieces
from policydiff.script.scoped import phrase_scoped

_NEAR = 4
"""Equal characters that may stand between two edits of one word or of neighbouring words."""
_CONTEXT = 5
_LONGEST = 40
"""Characters of a cluster of edits beyond which it is not a matter of words."""


def regional(
    a: Canonical, b: Canonical, at_a: int, at_b: int, found: Sequence[Edit], wrap: Callable[[Judgement], Verdict]
) -> tuple[list[Region], list[Edit]]:
    """Regions for the edits that regional words explain, and the edits that they do not.

    Edits count from `at_a`, `at_b`; regions are in canonical offsets.
    """
    regions: list[Region] = []
    rest: list[Edit] = []
    for n, cluster in _clusters(found):
        explained = _explained(a, b, at_a, at_b, cluster, found, n, wrap)
        if explained:
            regions += explained
        elif len(cluster) > 1:
            for k, edit in enumerate(cluster):
                alone = _explained(a, b, at_a, at_b, [edit], found, n + k, wrap)
                regions += alone or []
                rest += [] if alone else [edit]
        else:
            rest += cluster
    return regions, rest


def _clusters(found: Sequence[Edit]) -> Iterator[tuple[int, list[Edit]]]:
    cluster: list[Edit] = []
    first = 0
    for n, edit in enumerate(found):
        if cluster and (edit.page or cluster[-1].page or edit.a0 - cluster[-1].a1 > _NEAR):
            yield first, cluster
            cluster = []
        if not cluster:
            first = n
        cluster.append(edit)
    if cluster:
        yield first, cluster


def _explained(
    a: Canonical,
    b: Canonical,
    at_a: int,
    at_b: int,
    cluster: Sequence[Edit],
    found: Sequence[Edit],
    n: int,
    wrap: Callable[[Judgement], Verdict],
) -> list[Region] | None:
    a0, a1, b0, b1 = cluster[0].a0 + at_a, cluster[-1].a1 + at_a, cluster[0].b0 + at_b, cluster[-1].b1 + at_b
    if max(a1 - a0, b1 - b0) > _LONGEST or cluster[0].page:
        return None
    before = found[n - 1] if n else Edit(0, 0, 0, 0)
    following = n + len(cluster)
    left = min(_CONTEXT, a0 - at_a - before.a1)
    right = min(
        _CONTEXT, (found[following].a0 + at_a if following < len(found) else len(a.text)) - a1, len(b.text) - b1
    )
    while right and a.text[a1 : a1 + right] != b.text[b1 : b1 + right]:
        right -= 1
    pieces = regional_pieces(a.text[a0 - left : a1 + right], b.text[b0 - left : b1 + right])
    if not pieces:
        return None
    out = []
    for piece in pieces:
        x0, x1, y0, y1 = piece.a0 + a0 - left, piece.a1 + a0 - left, piece.b0 + b0 - left, piece.b1 + b0 - left
        one, other = a.bare[x0:x1], b.bare[y0:y1]
        spelled = None if is_of_regions(one, other) else phrase_scoped(one, 0, len(one), other, 0, len(other))
        out.append(Region(x0, x1, y0, y1, wrap(spelled or regional_judgement(one, other))))
    return out
