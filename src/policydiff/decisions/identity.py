# SPDX-License-Identifier: Apache-2.0
"""Ids of errata that outlast changes elsewhere in their copy."""

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import msgspec

from policydiff.model import Comparison, Finding, Side

_AROUND = 12
"""Characters that are not white space, on each side, that an id depends on."""


def identify(comparison: Comparison, text_a: str, text_b: str) -> Comparison:
    """The comparison with an id on every erratum that has none; the texts are the decoded sources."""
    if all(found.id for facts in (comparison.a, comparison.b) for found in facts.findings):
        return comparison
    replace = msgspec.structs.replace
    return replace(
        comparison,
        a=replace(comparison.a, findings=identified(comparison.a.findings, text_a, "a")),
        b=replace(comparison.b, findings=identified(comparison.b.findings, text_b, "b")),
    )


def identified(findings: Sequence[Finding], text: str, side: Side) -> tuple[Finding, ...]:
    """The errata of one copy with ids; equal errata in equal surroundings are numbered in the order of the text."""
    seen: Counter[str] = Counter()
    named = []
    for found in findings:
        if not found.id:
            before = "".join(text[max(0, found.start - 3 * _AROUND) : found.start].split())[-_AROUND:]
            after = "".join(text[found.end : found.end + 3 * _AROUND].split())[:_AROUND]
            key = "\x1f".join((side, found.kind, found.text, found.suggestion or "", before, after))
            name = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
            seen[name] += 1
            found = msgspec.structs.replace(found, id=name if seen[name] == 1 else f"{name}-{seen[name]}")
        named.append(found)
    return tuple(named)
