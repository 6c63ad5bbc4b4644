# SPDX-License-Identifier: Apache-2.0
"""Terms that a user lists: leaders, bodies, fixed formulas."""

from collections.abc import Iterable

from policydiff.script.fold import fold


def term_spans(folded: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Half-open spans of every listed term in folded text."""
    spans = []
    for term in {fold("".join(term.split())) for term in terms} - {""}:
        at = folded.find(term)
        while at >= 0:
            spans.append((at, at + len(term)))
            at = folded.find(term, at + 1)
    return sorted(spans)
