# SPDX-License-Identifier: Apache-2.0
"""Build the tables of lint: which forms one simplified character stands for, and how words with them are written.

`choices.tsv` holds every character of a *family*: a canonical character that stands for several traditional ones in the
Table of General Standard Chinese Characters, GB/T 12345 or the converter's list. Glyphs of one form that regions or
people write one for the other (裡 裏, 祕 秘) are one form. `words.tsv` holds words with their weight, 10 ln P over two
word lists, one of Taiwan and one of the mainland, `spellings.tsv` for each place of a family the counts of its forms;
of a character alone, at 1, what words that no list has add. The counts are those of Taiwan's list; a phrase of the
converter counts as PHRASE, a term of law or a name as LEGAL_TELLS, and a word of the mainland that Taiwan's list lacks
counts as the converter writes it. `confusions.tsv` holds how often the press of Taiwan writes one form for another."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from math import log

from make_tables import SOURCES, dictionary, fold, members, regional_pairs, rows, standard_forms, standards

PHRASE = 2.0
"""Occurrences that a phrase of the converter is worth."""
LONGEST = 4
"""Longest word kept."""
COMMON = 1.0
"""Occurrences a million from which a word without a family character is kept: it competes with words that have one."""
RARE = 0.06
"""The same for words with a family character."""


@cache
def table() -> dict[int, str]:
    """The fold, for `str.translate`."""
    return str.maketrans(fold(standards()))


@cache
def families() -> dict[str, dict[str, str]]:
    """Canonical character to its characters, each with the form it is a glyph of; two forms at least."""
    std = standards()
    classes = members(fold(std))
    gb = standard_forms(classes, std)
    regional = joined(classes, gb)
    found = {}
    for canonical, chars in classes.items():
        values = dictionary("STCharacters").get(canonical, ())
        hard = len({form for char in chars for form in gb[char]}) > 1
        if not hard and len(values) < 2:
            continue
        by_standard = {gb[value]: value for value in reversed(values) if len(gb.get(value, "")) == 1}
        forms = {
            char: regional[char if char in values else by_standard.get(gb[char], gb[char])]
            for char in chars
            if len(gb[char]) == 1 or char in values
        }
        if len(set(forms.values())) > 1:
            found[canonical] = forms
    return found


def joined(classes: dict[str, list[str]], standard: dict[str, str]) -> dict[str, str]:
    """Character to the one of its glyphs that stands for the form: regional pairs, and pairs settled by hand."""
    links = [(one, other) for one, other in regional_pairs() if standard.get(one) == standard.get(other)]
    links += [(one, other) for one, other, _ in rows(SOURCES / "free_variants.tsv")]
    parent: dict[str, str] = {}

    def root(char: str) -> str:
        while char in parent:
            char = parent[char]
        return char

    of = {char: canonical for canonical, chars in classes.items() for char in chars}
    for one, other in links:
        if of.get(one) == of.get(other) and root(one) != root(other):
            parent[root(other)] = root(one)
    return {char: root(char) for char in of}


@cache
def to_forms() -> dict[int, str]:
    """Character of a family to the form it is a glyph of."""
    return {ord(char): form for chars in families().values() for char, form in chars.items()}


@cache
def misleading(source: str) -> frozenset[str]:
    """Folded words of a source (`o`, `t`) that accused official text: they straddle two words there, or the source
    knows one of two words only."""
    return frozenset(
        word.translate(table()) for word, sources, _ in rows(SOURCES / "misleading.tsv") if source in sources
    )


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """Folded phrase of the converter to its spellings in forms."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase, values in dictionary("STPhrases").items():
        key = phrase.translate(table())
        if len(key) <= LONGEST and key not in misleading("o"):
            spelled = tuple(value.translate(to_forms()) for value in values)
            found[key] = tuple(dict.fromkeys(found.get(key, ()) + spelled))
    return found


def converted(word: str) -> str:
    """A simplified word as the converter writes it: longest phrase, then the first form."""
    out, at = [], 0
    while at < len(word):
        for length in range(min(LONGEST, len(word) - at), 1, -1):
            if word[at : at + length] in phrases():
                out.append(phrases()[word[at : at + length]][0])
                at += length
                break
        else:
            out.append(dictionary("STCharacters").get(word[at], (word[at],))[0].translate(to_forms()))
            at += 1
    return "".join(out)


@cache
def counted() -> dict[str, list[float]]:
    """Folded word to its occurrences in Taiwan and in the mainland; phrases and terms of law count too."""
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for word, taiwan, mainland in rows(SOURCES / "word_counts.tsv")[1:]:
        key = word.translate(table())
        found[key][0] += int(taiwan)
        found[key][1] += int(mainland)
    for key in phrases():
        found[key][0] += PHRASE
    for key, spelled in (*legal_words().items(), *names().items()):
        found[key][0] += sum(spelled.values())
    return dict(found)


@cache
def listed() -> dict[str, Counter[str]]:
    """Folded word to its spellings in Taiwan's list, in forms."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word, taiwan, _ in rows(SOURCES / "word_counts.tsv")[1:]:
        if int(taiwan) and word.translate(table()) not in misleading("t"):
            found[word.translate(table())][word.translate(to_forms())] += int(taiwan)
    return dict(found)


def spellings(key: str) -> dict[str, Counter[str]]:
    """Source to the spellings of a word with their counts."""
    found = {
        "t": listed().get(key, Counter()),
        "o": Counter(dict.fromkeys(phrases().get(key, ()), PHRASE)),
        "l": Counter(dict.fromkeys(legal_words().get(key, ()), LEGAL_TELLS)),
        "n": Counter(dict.fromkeys(names().get(key, ()), LEGAL_TELLS)),
    }
    mainland = counted()[key][1]
    if len(key) > 1 and mainland and not found["t"] and key not in misleading("o") | misleading("t"):
        found["m"] = Counter({converted(key): log(1 + mainland) / 2})
    return found


UNLISTED, FEW = 0.03, 5.0
"""Share of the places where no word tells that are words which no list has, and the occurrences that these are worth
where the list has few."""


def alone(char: str, occurrences: float) -> str:
    """The cell, at 1, of what a character of a family is where no listed word holds it, beyond what is counted.

    A word that no list has is written with a form as often as there are listed words with it (複循環 like 複合, but
    hardly any with 嚮)."""
    kinds = held()[char]
    worth = UNLISTED * occurrences + FEW
    told = [f"{form}{round(10 * worth * n / kinds.total())}" for form, n in sorted(kinds.items())]
    return f"1 {' '.join(told)}" if told else ""


@cache
def held() -> dict[str, Counter[str]]:
    """Character of a family to its forms, each with the number of listed words that are usually written with it."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for sources in (listed(), {key: Counter(spelled[:1]) for key, spelled in phrases().items()}):
        for key, spelled in sources.items():
            usual = max(spelled, key=lambda spelling: (spelled[spelling], spelling))
            for at, char in enumerate(key) if len(key) > 1 else ():
                if char in families() and usual[at] in families()[char].values():
                    found[char][usual[at]] += 1
    return found


@cache
def weights() -> dict[str, int]:
    """Every word that is kept, in order, with 10 ln P."""
    totals = [int(total) for total in rows(SOURCES / "word_counts.tsv")[0][1:]]
    found = {}
    for key, both in sorted(counted().items()):
        share = sum(n / total for n, total in zip(both, totals, strict=True)) / 2
        if len(key) == 1:
            share = max(both[0], 1) / totals[0]
        if len(key) == 1 or share * 1e6 >= (RARE if any(char in families() for char in key) else COMMON):
            found[key] = round(10 * log(share))
    return found


def words() -> str:
    """The table `weight, words`: 10 ln P and all words that have it, with blanks between."""
    by_weight: dict[int, list[str]] = defaultdict(list)
    for word, weight in weights().items():
        by_weight[weight].append(word)
    lines = [f"{weight}\t{' '.join(found)}" for weight, found in sorted(by_weight.items())]
    return "\n".join(["weight\twords", *lines]) + "\n"


def initials() -> str:
    """The table of words by their initials, of which a comparison reads a few: the initial, then cells of a weight and
    the words that have it, each between blanks."""
    by_initial: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word, weight in weights().items():
        by_initial[word[0]][weight].append(word)
    lines = [
        "\t".join([initial, *(f"{weight} {' '.join(found)} " for weight, found in sorted(cells.items()))])
        for initial, cells in sorted(by_initial.items())
    ]
    return "\n".join(["initial\tcells", *lines]) + "\n"


def written() -> str:
    """The table `word, cells`: a cell is a place of a family in the word, and its forms with their counts and who has
    them."""
    lines = []
    for key in weights():
        places = [at for at, char in enumerate(key) if char in families()]
        if places:
            found = spellings(key)
            told = [cell(key, at, found) for at in places]
            if len(key) == 1:
                told.append(alone(key, found["t"].total()))
            cells = "|".join(filter(None, told))
            lines += [f"{key}\t{cells}"] if cells else []
    return "\n".join(["word\tcells", *lines]) + "\n"


LEGAL, LEGAL_BESIDE = 1000.0, 20.0
"""Occurrences that a term of law is worth as a word where no list writes it otherwise, and where one does."""
LEGAL_TELLS = 200.0
"""Occurrences that its spelling is worth: enough to defend what it writes, not to accuse alone what stands across two
words (證|並計 against 併計)."""


@cache
def legal_words() -> dict[str, dict[str, float]]:
    """Folded term of law to its spellings in forms, with what each is worth."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for word in (*(word for (word,) in rows(SOURCES / "legal_words.tsv")), *documents()):
        key, spelled = word.translate(table()), word.translate(to_forms())
        others = {*listed().get(key, ()), *phrases().get(key, ())} - {spelled}
        found[key][spelled] = LEGAL_BESIDE if others or len(key) == 1 else LEGAL
    return dict(found)


DOCUMENTS = "票冊帳錄報表告"
"""Last characters of what is drawn up (傳票, 名冊, 目錄, 月報, 報告); 預算 and 計畫 the mainland writes with 編制."""


def documents() -> Iterator[str]:
    """編製 with each document in Taiwan's list: 編製傳票. Of staff and posts it is 編制."""
    listed_words = (word for word, taiwan, _ in rows(SOURCES / "word_counts.tsv")[1:] if int(taiwan))
    yield from (f"編製{word}" for word in listed_words if len(word) == 2 and word[1] in DOCUMENTS)


SURNAMES = "范涂鍾游姜岳郁凌"
TITLES = "議員 委員 主席 先生 女士 小姐 太太 局長 司長 署長 處長 部長 校長 主任 秘書 教授 博士 法官 律師 醫生 經理 同志"
"""Surnames of the families that are no other word before a title (於|主席 and 其餘|委員 may be), and titles."""


@cache
def names() -> dict[str, dict[str, float]]:
    """Folded name to its spelling in forms, with what it is worth: places, and surnames before titles."""
    people = (surname + title for surname in SURNAMES for title in TITLES.split())
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for word in (*(word for (word,) in rows(SOURCES / "names.tsv")), *people):
        found[word.translate(table())][word.translate(to_forms())] = LEGAL_BESIDE
    return dict(found)


def cell(key: str, at: int, found: dict[str, Counter[str]]) -> str:
    """One place of a word: `at`, then each form with its count and its sources; empty where nobody has any."""
    counts: Counter[str] = Counter()
    sources: dict[str, str] = defaultdict(str)
    for source, spelled in found.items():
        for spelling, n in spelled.items():
            if spelling[at] in families()[key[at]].values():
                counts[spelling[at]] += n  # type: ignore[assignment]
                sources[spelling[at]] += source * (source not in sources[spelling[at]])
    told = [f"{form}{round(10 * n)}{sources[form]}" for form, n in sorted(counts.items())]
    return f"{at} {' '.join(told)}" if told else ""


OPENING = 3
"""Characters by which a phrase that is longer than any word kept is known."""


def openings() -> str:
    """The table `opening, written`: how the converter's phrases of five characters and more begin, where they begin
    with a family."""
    found = {}
    for phrase, (value, *_) in sorted(dictionary("STPhrases").items()):
        key = phrase[:OPENING].translate(table())
        if len(phrase) == len(value) > LONGEST and not families().keys().isdisjoint(key):
            found[key] = value[:OPENING].translate(to_forms())
    return "\n".join(["opening\twritten", *(f"{key}\t{told}" for key, told in sorted(found.items()))]) + "\n"


COUNTED, CONFUSED = 20, 5e-4
"""Occurrences of its usual spelling that a word needs to tell what people confuse, and the least share that is kept."""


def confusions() -> str:
    """The table of what people write for one another: `right, written, share`.

    Of all occurrences of words in Taiwan's list that usually have the form `right` at a place, the share that has
    `written` there."""
    usual: Counter[str] = Counter()
    other: Counter[tuple[str, str]] = Counter()
    for key, spelled in listed().items():
        for at, char in enumerate(key) if len(key) > 1 else ():
            forms: Counter[str] = Counter()
            for spelling, n in spelled.items():
                if char in families() and spelling[at] in families()[char].values():
                    forms[spelling[at]] += n
            right, most = max(forms.items(), key=lambda told: (told[1], told[0]), default=("", 0))
            if most >= COUNTED:
                usual[right] += most
                other.update({(right, form): n for form, n in forms.items() if form != right})
    lines = [
        f"{right}\t{written}\t{n / usual[right]:.4f}"
        for (right, written), n in sorted(other.items())
        if n >= CONFUSED * usual[right]
    ]
    return "\n".join(["right\twritten\tshare", *lines]) + "\n"


def choices() -> str:
    """The table of families: `char, canonical, form`."""
    lines = []
    for canonical, forms in sorted(families().items()):
        lines += [f"{char}\t{canonical}\t{form}" for char, form in sorted(forms.items())]
    return "\n".join(["char\tcanonical\tform", *lines]) + "\n"
