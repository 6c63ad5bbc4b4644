# SPDX-License-Identifier: Apache-2.0
"""Groups the readings of a place by wording; readings that differ only in script, gloss or layout are one."""

from policydiff.lineage.result import Reading, Variation
from policydiff.model import TELLING


def worded(variation: Variation, base: str | None = None) -> list[Reading]:
    """Readings with all copies that have them in whatever script; spelled as in the base copy, else as in the first."""
    home = list(range(len(variation.readings)))
    for relation in variation.relations:
        if relation.class_ not in TELLING:
            a, b = sorted((home[relation.a], home[relation.b]))
            home = [a if h == b else h for h in home]
    out = []
    for n in sorted(set(home)):
        members = [r for r, h in zip(variation.readings, home, strict=True) if h == n]
        shown = next((r for r in members if base in r.copies), members[0])
        copies = tuple(sorted((s for r in members for s in r.copies), key=lambda s: (len(s), s)))
        out.append(Reading(shown.text, copies))
    return out
