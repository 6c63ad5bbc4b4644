# SPDX-License-Identifier: Apache-2.0
"""Which notices are worth comparing: those that share a number, a title, or a band of their sketches.

Blocking (Papadakis et al. 2020): a key puts notices into one block, and inside a block only
some pairs are looked at, so that a hundred thousand pages with one boilerplate cost what
they number, not its square.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policydiff.group.minhash import BINS, ROWS
from policydiff.group.profile import Profile
from policydiff.structure.heading import TITLE

_KEPT_APART = 12
"""Identities of one block that are compared with each other; more is boilerplate."""

Identity = tuple[str, tuple[str, ...], str, str]


def identity(profile: Profile) -> Identity:
    """What a notice calls itself."""
    found = profile.heading
    return (found.core, found.years, found.number, found.date)


def blocks(profiles: Sequence[Profile]) -> Iterator[tuple[bool, list[int]]]:
    """Places of notices that share a key, two at least, and whether the key is a name: number, title, each band."""
    yield from ((True, block) for block in _by_name(profiles))
    width = ROWS * 2
    for band in range(BINS // ROWS):
        found: dict[bytes, list[int]] = defaultdict(list)
        for at, profile in enumerate(profiles):
            found[profile.sketch[band * width : (band + 1) * width]].append(at)
        yield from ((False, block) for block in found.values() if len(block) > 1)


def _by_name(profiles: Sequence[Profile]) -> Iterator[list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in set(_names(profile)):
            found[key].append(at)
    yield from (block for block in found.values() if len(block) > 1)


def _names(profile: Profile) -> Iterator[tuple[str, str]]:
    """The names of a notice, and those of the notices that its title speaks of."""
    heading = profile.heading
    if heading.number:
        yield "number", heading.number
    if len(heading.core) >= TITLE:
        yield "title", heading.core
        _, about, rest = heading.core.partition("关于")
        if about and len(rest) >= TITLE:
            yield "title", f"关于{rest}"
    for cited in heading.cited:
        yield "title", cited


def pairs(block: Sequence[int], identities: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of a block to look at: each with the first and with the one before it of the same identity, and the
    identities' first ones."""
    if len(block) < 2:
        return
    by_identity: dict[int, list[int]] = defaultdict(list)
    for at in block:
        by_identity[identities[at]].append(at)
    heads = [same[0] for same in by_identity.values()]
    for same in by_identity.values():
        for before, at in pairwise(same):
            yield same[0], at
            if before != same[0]:
                yield before, at
    for n, at in enumerate(heads):
        for other in heads[max(0, n - _KEPT_APART) : n]:
            yield other, at
