# SPDX-License-Identifier: Apache-2.0
"""Four kinds of pair, made of the two copies in corpus/: what people compare differs in script and glosses, and so does
what a comparison has to do."""

from pathlib import Path

from bench.handwritten import PINYIN
from bench.pairs import Files, Texts, distinct_pairs

KINDS = (
    "both simplified",
    "both traditional, one glossed (the sample)",
    "simplified, traditional",
    "glossed traditional, simplified",
)


def of_each_kind(count: int) -> dict[str, list[Texts]]:
    """So many distinct pairs of each kind, by its name."""
    from opencc import OpenCC

    simplify, complicate = OpenCC("t2s").convert, OpenCC("s2t").convert
    made: dict[str, list[Texts]] = {kind: [] for kind in KINDS}
    for glossed, traditional in distinct_pairs(count):
        one, other = simplify(PINYIN.sub("", glossed)), simplify(traditional)
        pairs = ((one, other), (glossed, traditional), (one, complicate(other)), (glossed, other))
        for kind, pair in zip(KINDS, pairs, strict=True):
            made[kind].append(pair)
    return made


def written(folder: Path, pairs: dict[str, list[Texts]]) -> dict[str, list[Files]]:
    """The pairs as files below a folder."""
    found: dict[str, list[Files]] = {}
    for number, (kind, some) in enumerate(pairs.items()):
        found[kind] = []
        for n, texts in enumerate(some):
            files = (folder / f"{number}-{n:03}-a.txt", folder / f"{number}-{n:03}-b.txt")
            for file, text in zip(files, texts, strict=True):
                file.write_text(text, encoding="utf-8")
            found[kind].append(files)
    return found
