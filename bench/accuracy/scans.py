# SPDX-License-Identifier: Apache-2.0
"""Pictures of pages against their text, where the extra `ocr` and a font are there."""

import random
import re

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from bench.accuracy.cases import MAKERS
from bench.accuracy.edit import NOTHING, Edit
from bench.accuracy.judge import NEAR, SOFT
from bench.accuracy.notices import announcement
from bench.accuracy.tally import Outcome
from policydiff import compare
from policydiff.ingest.read import read
from policydiff.model import TELLING

PAGES = 6
LINES, WIDTH = 6, 24
"""A picture has so many lines, of so many characters at most."""


def scanned(seed: str) -> list[Outcome]:
    """What is told of a page of text and a picture of it with one edit, or none; nothing where no scan can be read."""
    try:
        from made.pictures import FONTS, drawn

        from policydiff.ingest.scanned.recognizing import can_recognize
    except ImportError:
        return []
    if not FONTS or not can_recognize():
        return []
    found = []
    for number in range(PAGES):
        chance = random.Random(f"{seed} scan {number}")
        text = "".join(f"{line}\n" for line in _lines(chance))
        edit = _edit(chance, text) if number % 3 else None
        scan = read(drawn(tuple((edit.b if edit else text).splitlines())), name="scan.png")
        told = [d for d in compare(text, scan).differences if d.class_ in TELLING]
        places = edit.places if edit else ()
        near = [d for d in told if any(d.a.start <= p[1] + NEAR and p[0] <= d.a.end + NEAR for p in places)]
        besides = [d for d in told if d not in near]
        hit = bool(near) and bool(places)
        found.append(
            Outcome(
                edit.name if edit else NOTHING,
                ("scan",),
                len(text),
                len(places),
                hit,
                hit,
                bool(places) and not told,
                0,
                0,
                tuple(d.kind for d in besides if d.class_ not in SOFT),
                tuple(d.kind for d in besides if d.class_ in SOFT),
                (),
            )
        )
    return found


def _lines(chance: random.Random) -> list[str]:
    """A few short lines out of a notice."""
    sentences = [s for s in re.findall(r"[^。\n]{10,24}[，。]", announcement(chance)) if len(s) <= WIDTH]
    return sentences[:LINES]


def _edit(chance: random.Random, text: str) -> Edit | None:
    """An edit of one word or value that this page can have."""
    for maker in chance.sample(MAKERS[:20], 20):
        edit = maker(chance, text)
        if edit is not None:
            return edit
    return None
