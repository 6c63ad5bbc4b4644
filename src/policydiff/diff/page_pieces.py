# SPDX-License-Identifier: Apache-2.0
"""Page numbers and running heads between the lines of two stretches that are compared, told by themselves.

A page number is no wording. Where something beside it is lost, an edit script finds it cheapest to let the two go
together: 、市财政局）and the number below it for one bracket. Such edits are made anew with the piece taken out."""

from collections.abc import Sequence

from policydiff.diff.edits import Edit, edits, shifted
from policydiff.structure.notice import Furniture


def page_apart(
    a: str, b: str, found: Sequence[Edit], page_a: Sequence[Furniture], page_b: Sequence[Furniture]
) -> list[Edit]:
    """The edits, where they go through a piece of one copy's page: the piece by itself, and what is left around it.

    Pieces count from where the texts begin. Edits stay in order, and the text between them equal."""
    out = list(found)
    for piece in page_a:
        out = _taken_out(a, b, out, piece)
    if page_b:
        out = [_turned(edit) for edit in out]
        for piece in page_b:
            out = _taken_out(b, a, out, piece)
        out = [_turned(edit) for edit in out]
    return out


def _taken_out(a: str, b: str, found: list[Edit], piece: Furniture) -> list[Edit]:
    """The edits with a piece of the page of `a` by itself, unless what is around it changed as one."""
    first = next((n for n, edit in enumerate(found) if edit.a1 > piece.start), len(found))
    last = next((n for n, edit in enumerate(found) if edit.a0 >= piece.end), len(found))
    touched = found[first:last]
    if all(edit.page for edit in touched) or any(edit.budget_hit for edit in touched):
        return found
    left = max(0, touched[0].a0 - piece.start)
    right = max(0, piece.end - touched[-1].a1)
    a0, a1, b0, b1 = touched[0].a0 - left, touched[-1].a1 + right, touched[0].b0 - left, touched[-1].b1 + right
    head, tail = a[a0 : piece.start], a[piece.end : a1]
    inner = edits(head + tail, b[b0:b1])
    at = len(head)
    if any(edit.a0 < at < edit.a1 for edit in inner):
        return found
    before = [edit for edit in inner if edit.a1 <= at]
    behind = inner[len(before) :]
    there = b0 + at + sum((e.b1 - e.b0) - (e.a1 - e.a0) for e in before)
    alone = Edit(piece.start, piece.end, there, there, page=piece.kind)
    made = [*shifted(before, a0, b0), alone, *shifted(behind, a0 + piece.end - piece.start, b0)]
    return [*found[:first], *made, *found[last:]]


def _turned(edit: Edit) -> Edit:
    return Edit(edit.b0, edit.b1, edit.a0, edit.a1, edit.budget_hit, edit.page)
