# SPDX-License-Identifier: Apache-2.0
"""Reads a copy off a collation again: what every apparatus must allow."""

from policydiff.lineage.result import Collation


def text_of(collation: Collation, siglum: str) -> str:
    """The decoded text of one copy, code point for code point."""
    copy = next(c for c in collation.copies if c.siglum == siglum)
    lacking = {n for p in collation.passages if siglum in p.absent for n in range(*p.items)}
    pieces = []
    for segment in copy.order or range(len(collation.segments)):
        for n in range(*collation.segments[segment]):
            item = collation.content[n]
            if n in lacking:
                continue
            if isinstance(item, str):
                pieces.append(item)
            else:
                readings = collation.variations[item].readings
                pieces.append(next((r.text for r in readings if siglum in r.copies), ""))
    return "".join(pieces)
