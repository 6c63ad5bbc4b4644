# SPDX-License-Identifier: Apache-2.0
"""Take from a word list of the mainland the words with a character that is written for another in one sense alone.

    python tables/extract_mainland.py PATH/TO/jieba-0.42.1/jieba/dict.txt

The list is the dictionary of the package jieba 0.42.1 (MIT): words with their counts. Writes
`sources/mainland_words.tsv`."""

import sys
from pathlib import Path

from make_senses import COMMON, LONGEST, pairs
from make_tables import SOURCES, standards


def main(arguments: list[str]) -> int:
    """Write the extract from the dictionary named in `arguments`."""
    if len(arguments) != 1:
        sys.stderr.write(__doc__ or "")
        return 2
    telling = frozenset(char for pair in pairs(standards()) for char in pair)
    lines = []
    for line in Path(arguments[0]).read_text(encoding="utf-8").splitlines():
        word, count, *_ = line.split(" ")
        if 1 < len(word) <= LONGEST and int(count) >= COMMON and not telling.isdisjoint(word):
            lines.append(f"{word}\t{count}")
    text = "\n".join(["word\tcount", *sorted(lines)]) + "\n"
    (SOURCES / "mainland_words.tsv").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
