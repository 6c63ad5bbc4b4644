# SPDX-License-Identifier: Apache-2.0
"""Pairs of standard characters of which one is written for the other in one sense alone (沉 also 沈, a surname
elsewhere), and the words that tell which sense a place has. Called by make_tables.py; writes `senses.tsv`.

The pairs are those that the Xiandai Hanyu Cidian has in one entry and Unicode knows as variants, and those of
`sources/hand_senses.tsv`. The words are of `sources/mainland_words.tsv` (see extract_mainland.py) and of the
converter's phrases. Columns of the table: the standard character, the variant, the rule, words that are written with
either, words that have the variant in its own sense. Rules: `sense`, the variant stands for the standard character in
words of the first list alone; `apart`, it does so in all words but those of the second list."""

from collections import Counter, defaultdict

from make_tables import SOURCES, Standards, dictionary, fold, rows, standards

LONGEST = 4
COMMON = 10
"""A rarer word is a name or noise; a word of the converter's phrases counts as often."""
APART = 20
"""Of a pair that is apart, a word has its own sense where it is so many times as frequent as the same word with the
standard character: 帐篷 740, 账篷 3."""


def pairs(std: Standards) -> dict[tuple[str, str], str]:
    """(standard, variant) in canonical characters, both in the table of 2013, to the rule of the pair."""
    table = fold(std)
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for char, other, source in rows(SOURCES / "same_words.tsv"):
        variant, standard = table.get(char, char), table.get(other, other)
        if source != "beside" and variant != standard and {variant, standard} <= std.general:
            said["unicode" if source == "unicode" else "dictionary"].add((standard, variant))
    linked = said["unicode"] | {(variant, standard) for standard, variant in said["unicode"]}
    found = dict.fromkeys(sorted(said["dictionary"] & linked), "sense")
    found |= {(standard, variant): rule for standard, variant, rule, _ in rows(SOURCES / "hand_senses.tsv")}
    return {pair: rule for pair, rule in sorted(found.items()) if rule != "-"}


def counted() -> Counter[str]:
    """The words of both lists with their counts, in simplified characters."""
    words = Counter({word: int(count) for word, count in rows(SOURCES / "mainland_words.tsv")})
    for phrase in dictionary("STPhrases"):
        if len(phrase) <= LONGEST:
            words[phrase] = max(words[phrase], COMMON)
    return words


def senses() -> str:
    """The table."""
    words = counted()
    by_char: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for char in set(word):
            by_char[char].append(word)
    lines = []
    for (standard, variant), rule in pairs(standards()).items():
        least = 1
        either = [word for word in by_char[standard] if words[word] > words[word.replace(standard, variant)]]
        if rule == "apart":
            either, least = [], APART
        own = [word for word in by_char[variant] if words[word] >= least * words[word.replace(variant, standard)]]
        lines.append("\t".join((standard, variant, rule, _listed(either), _listed(own))))
    return "\n".join(["standard\tvariant\trule\teither\town", *lines]) + "\n"


def _listed(words: list[str]) -> str:
    """Words in order, those left out that only hold another."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(short in word for short in kept):
            kept.append(word)
    return " ".join(kept)
