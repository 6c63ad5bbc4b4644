# SPDX-License-Identifier: Apache-2.0
"""Build the script tables that the package ships from pinned sources.

    python tables/make_tables.py [--check]

Sources: the dictionaries of opencc-python-reimplemented 0.1.7 as installed (Apache-2.0), the extract of the
Unicode Han database in `sources/` (see extract_unihan.py; Unicode licence) and the 22 pairs of
`sources/hand_pairs.tsv`. Output, in `src/policydiff/tables/`: `characters.tsv`,
`variants.tsv`, `scoped.tsv`, `senses.tsv` (see make_senses.py), `choices.tsv`, `confusions.tsv`, `openings.tsv`,
`words.tsv`, the same words by their initials in `initials.tsv`, and `spellings.tsv` (see make_words.py).
The same sources give the same bytes; `--check` only compares and exits with 1 where they differ.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from unicodedata import normalize

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
SHIPPED = HERE.parent / "src" / "policydiff" / "tables"
CONVERTER = "opencc-python-reimplemented"


@cache
def dictionary(name: str) -> dict[str, tuple[str, ...]]:
    """One of the converter's dictionaries: key to its candidates, the preferred one first."""
    path = Path(str(distribution(CONVERTER).locate_file(f"opencc/dictionary/{name}.txt")))
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {key: tuple(values.split(" ")) for key, values in rows}


def rows(path: Path) -> list[list[str]]:
    """The rows of a tab-separated file without its header."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def converter_characters() -> frozenset[str]:
    """Every character that the converter's character dictionaries name."""
    names = ("STCharacters", "TSCharacters", "TWVariants", "HKVariants")
    return frozenset("".join(key + "".join(values) for name in names for key, values in dictionary(name).items()))


def regional_pairs() -> list[tuple[str, str]]:
    """(traditional form, regional form) of Taiwan and Hong Kong."""
    return [
        (key, value)
        for name in ("TWVariants", "HKVariants")
        for key, values in dictionary(name).items()
        for value in values
        if value != key
    ]


@dataclass(frozen=True)
class Standards:
    """Which characters the two national standards hold."""

    traditional: frozenset[str]
    """GB/T 12345-90, the traditional counterpart of GB 2312."""
    simplified: frozenset[str]
    """The Table of General Standard Chinese Characters of 2013 and GB 2312-80."""
    general: frozenset[str]
    """The table of 2013 alone."""
    gb2312: frozenset[str]


def standards() -> Standards:
    """Read the extract; GB 2312 is the interpreter's own codec."""
    table = rows(SOURCES / "standards.tsv")
    general = frozenset(char for char, _, tgh in table if tgh != "-")
    gb2312 = frozenset(
        bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312", "ignore") for row in range(16, 88) for cell in range(1, 95)
    )
    return Standards(frozenset(char for char, gb1, _ in table if gb1 != "-"), general | gb2312, general, gb2312)


def fold(std: Standards) -> dict[str, str]:
    """Character to canonical simplified character, moved characters only; idempotent.

    The converter's characters, then variants that no list of a converter has."""
    table = converted(std)
    return dict(sorted((table | plain_variants(std, table)).items()))


@cache
def converted(std: Standards) -> dict[str, str]:
    """What the converter knows, as `fold` has it.

    Directed: the converter's first simplified candidate, then regional forms to the simplified form of what they vary,
    then the hand pairs. A simplified standard character moves only where the first or the last of these says so."""
    table = {key: values[0] for key, values in dictionary("TSCharacters").items() if values[0] != key}
    table |= {char: canonical for char, canonical, _ in rows(SOURCES / "hand_pairs.tsv")}
    for form, regional in regional_pairs():
        for moving, fixed in ((regional, form), (form, regional)):
            if moving not in table and moving not in std.simplified:
                table[moving] = fixed
    return {char: settle(char, table) for char in sorted(table) if settle(char, table) != char}


def plain_variants(std: Standards, table: dict[str, str]) -> dict[str, str]:
    """Variant to the one character of the table of 2013 that it is written for, where neither national standard has the
    variant and no converter moves it to a character of one: 擧 for 举, 砲 for 炮. With 鉋 for 刨 goes 铇, which a
    converter makes of 鉋.

    What the dictionary and Unicode both say counts before what one of them says; a variant of two characters (駮 of 驳
    and 鲌) stays out, and so does one that is a word of its own by the dictionary unless Unicode knows only this one.
    What both lack, or have otherwise, is in `hand_variants.tsv`."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    known = std.simplified | std.traditional
    known |= {char for pair in table.items() if pair[1] in known for char in pair}
    used = frozenset(table.values()) - known
    for char, other, source in rows(SOURCES / "same_words.tsv"):
        standard = table.get(other, other)
        usual = char not in known | used and normalize("NFKC", char) == char
        if usual and standard in std.general and source != "beside":
            said[char][source].add(standard)
    found = {}
    for char, by in said.items():
        entries = by["bracket"] | by["sense"]
        both = entries & by["unicode"]
        either = by["bracket"] | by["unicode"] | by["sense"]
        if len(both) == 1 or (len(either) == 1 and (by["bracket"] or by["unicode"])):
            found[char] = min(both or either)
    found |= {char: standard for char, standard, _ in rows(SOURCES / "hand_variants.tsv")}
    found = {char: standard for char, standard in found.items() if standard != "-"}
    return found | {table[char]: standard for char, standard in found.items() if char in table}


def settle(char: str, table: dict[str, str]) -> str:
    """Follow the table to its end; a cycle ends where it began."""
    seen = {char}
    while (char := table.get(char, char)) not in seen:
        seen.add(char)
    return char


def members(table: dict[str, str]) -> dict[str, list[str]]:
    """Canonical character to all characters of its class, itself included."""
    classes: dict[str, list[str]] = defaultdict(list)
    for char, canonical in table.items():
        classes[canonical].append(char)
    for canonical, chars in classes.items():
        chars.append(canonical)
        chars.sort()
    return dict(classes)


def variant_links() -> dict[str, set[str]]:
    """Character to the characters that it is a glyph variant of, either way."""
    links: dict[str, set[str]] = defaultdict(set)
    pairs = regional_pairs() + [
        (char, other) for char, other, name in rows(SOURCES / "variants.tsv") if name != "kTraditionalVariant"
    ]
    for one, other in pairs:
        links[one].add(other)
        links[other].add(one)
    return links


def word_links() -> dict[str, set[str]]:
    """Variant to the characters that write one word with it by the dictionary or by Unicode."""
    links: dict[str, set[str]] = defaultdict(set)
    for char, other, _ in rows(SOURCES / "same_words.tsv"):
        links[char].add(other)
    return links


def standard_forms(classes: dict[str, list[str]], std: Standards) -> dict[str, str]:
    """Character to the GB/T 12345 forms that it stands for (several for a simplified character).

    A character of that standard stands for itself. Two characters of one class are hard to tell apart only if their
    forms differ."""
    links, words = variant_links(), word_links()
    simplified = dictionary("STCharacters")
    by_hand = {char: form for char, form, _ in rows(SOURCES / "hand_standard.tsv")}
    forms: dict[str, str] = {}
    for canonical, chars in classes.items():
        own = [char for char in chars if char in std.traditional]
        preferred = next(
            (c for c in simplified.get(canonical, ()) if c in own),
            own[0] if own else simplified.get(canonical, (canonical,))[0],
        )
        for char in chars:
            if char in own:
                forms[char] = char
            elif char in std.simplified and char != canonical and simplified.get(char, ()):
                forms[char] = simplified[char][0]
            elif len(own) <= 1:
                forms[char] = preferred
            elif char == canonical:
                forms[char] = "".join(sorted(own, key=lambda c: (c != preferred, c)))
            else:
                near = [c for c in own if c in links.get(char, ())]
                near = near or [c for c in own if c in words.get(char, ())]
                forms[char] = by_hand.get(char, near[0] if len(near) == 1 else char)
    return join_regions(forms, std)


def join_regions(forms: dict[str, str], std: Standards) -> dict[str, str]:
    """Let the forms that Taiwan or Hong Kong writes one for the other stand for one (臺 台, 裏 裡, 纔 才).

    Two characters that the simplified standard keeps apart stay apart (着 著).
    """
    same = dict(forms)
    for form, regional in regional_pairs():
        preferred = {dictionary(name).get(form, (regional,))[0] for name in ("TWVariants", "HKVariants")}
        apart = {forms.get(form, form), forms.get(regional, regional)}
        if form in preferred or (len(apart) > 1 and apart <= std.gb2312):
            continue
        if form in forms and regional in forms:
            same[form] = forms[regional]
    joined = {
        forms[char]: same[char]
        for char in same
        if len(forms[char]) == 1 and forms[char] == char and same[char] != forms[char]
    }
    return {char: "".join(dict.fromkeys(joined.get(form, form) for form in value)) for char, value in same.items()}


def marks(classes: dict[str, list[str]], std: Standards) -> dict[str, str]:
    """Character to `S` (simplified text alone has it), `T` (traditional text alone), `V`, `N` or `I`.

    `V` is a variant that neither standard has (擧, 砲), `I` a simplified character of its own that traditional text
    also writes for another (覆 for 復, 著 for 着), `N` a traditional form that the table of 2013 keeps for names and
    set words (乾坤, 魏徵)."""
    by_hand = {char for char, *_ in rows(SOURCES / "hand_pairs.tsv")}
    table = {}
    plain = plain_variants(std, converted(std))
    regional = {variant for _, variant in regional_pairs()}
    for canonical, chars in classes.items():
        for char in chars:
            if char in plain:
                table[char] = "V"
            elif char == canonical:
                own = dictionary("STCharacters").get(canonical, ())
                if own and canonical not in {*own, *std.traditional, *regional}:
                    table[char] = "S"
            else:
                by_itself = char in by_hand and char in std.simplified
                left = by_itself and char not in std.traditional and char in dictionary("STCharacters")
                table[char] = "S" if left else "I" if by_itself else "N" if char in std.general else "T"
    return table


def regions(forms: dict[str, str], std: Standards) -> dict[str, str]:
    """Character to the regions that write it, of `c` mainland (GB/T 12345), `t` Taiwan and `h` Hong Kong, where not all
    three do."""
    taiwan, hong_kong = dictionary("TWVariants"), dictionary("HKVariants")
    same: dict[str, list[str]] = defaultdict(list)
    for char, form in forms.items():
        if len(form) == 1:
            same[form].append(char)
    used: dict[str, set[str]] = defaultdict(set)
    preferred = {values[0] for values in dictionary("STCharacters").values()}
    for chars in same.values():
        mainland = [char for char in chars if char in std.traditional]
        base = [char for char in chars if char in preferred]
        if len(chars) < 2 or len(mainland) != 1 or len(base) != 1:
            continue
        used[mainland[0]].add("c")
        used[taiwan.get(base[0], base)[0]].add("t")
        used[hong_kong.get(base[0], base)[0]].add("h")
    return {char: "".join(sorted(where)) for char, where in used.items() if len(where) < 3}


@cache
def all_characters() -> list[tuple[str, str, str, str, str, str]]:
    """Every character that folds or is folded to: what it folds to, stands for and tells."""
    std = standards()
    folded = fold(std)
    classes = members(folded)
    forms, mark = standard_forms(classes, std), marks(classes, std)
    where = regions(forms, std)
    several = {char for char, values in dictionary("STCharacters").items() if len(values) > 1}
    return [
        (
            char,
            folded.get(char, char),
            forms[char],
            mark.get(char, "-"),
            where.get(char, "-"),
            "+" if char in several else "-",
        )
        for char in sorted(forms)
    ]


def characters() -> str:
    """The table of characters, without variants and without what only variants fold to."""
    rest = [row for row in all_characters() if row[3] != "V"]
    moved = {canonical for char, canonical, *_ in rest if char != canonical}
    lines = ["\t".join(row) for row in rest if row[0] in moved or row[0] != row[1] or set(row[3:]) != {"-"}]
    return "\n".join(["char\tcanonical\tstandard\tmark\tregion\tseveral", *lines]) + "\n"


def variants() -> str:
    """The table of variants: what each is written for, and that in the traditional standard."""
    lines = ["\t".join(row[:3]) for row in all_characters() if row[3] == "V"]
    return "\n".join(["variant\tcanonical\tstandard", *lines]) + "\n"


def scoped() -> str:
    """Pairs of characters that are one word only inside a phrase: 坐标/座标, 家俱/家具.

    From every phrase with several traditional forms, and from every phrase whose traditional form does not fold back to
    it."""
    folded = {ord(char): to for char, to in fold(standards()).items()}
    found = set()
    phrases = [(key, value) for key, values in dictionary("STPhrases").items() for value in values]
    phrases += [(value, key) for key, values in dictionary("TSPhrases").items() for value in values]
    for key, value in phrases:
        one, other = key.translate(folded), value.translate(folded)
        if len(one) != len(other) or one == other:
            continue
        pairs = {(x, y) for x, y in zip(one, other, strict=True) if x != y}
        if len(pairs) == 1:
            found.add((min(one, other), max(one, other)))
    return "\n".join(["phrase\tphrase", *(f"{a}\t{b}" for a, b in sorted(found))]) + "\n"


def main(arguments: list[str]) -> int:
    """Write the tables, or compare them where `--check` is given."""
    from make_senses import senses
    from make_words import choices, confusions, initials, openings, words, written

    status = 0
    builders = {
        "characters.tsv": characters,
        "choices.tsv": choices,
        "confusions.tsv": confusions,
        "variants.tsv": variants,
        "scoped.tsv": scoped,
        "senses.tsv": senses,
        "openings.tsv": openings,
        "words.tsv": words,
        "initials.tsv": initials,
        "spellings.tsv": written,
    }
    for name, build in builders.items():
        data, path = build().encode(), SHIPPED / name
        if "--check" in arguments:
            if not path.is_file() or path.read_bytes() != data:
                sys.stderr.write(f"{path} is not what the sources give: run tables/make_tables.py\n")
                status = 1
        else:
            path.write_bytes(data)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
