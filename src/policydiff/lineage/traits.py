# SPDX-License-Identifier: Apache-2.0
"""One character in the sense of textual criticism: something that some copies share and others lack."""

from typing import NamedTuple


class Trait(NamedTuple):
    """Copies `having` it against copies `lacking` it; of the others nothing is known (they lack the passage, say).

    `weight` is about the number of independent slips it stands for; `places` where it shows. `directed` are the log
    odds that those that have it changed the text and the others did not (`odds.py`). `machine` marks what one machine
    does everywhere alike."""

    kind: str
    having: frozenset[int]
    lacking: frozenset[int]
    weight: float
    places: int
    example: str
    directed: float = 0.0
    machine: bool = False
