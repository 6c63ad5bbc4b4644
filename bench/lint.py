# SPDX-License-Identifier: Apache-2.0
"""Figures of lint: what it says of texts that people wrote, where each finding is to be read by eye, and how often it
is right about slips that were planted in them or that a converter's table makes of them.

Without a folder: passages of `passages.tsv`, invented in the standards of Taiwan, Hong Kong and the mainland, on which
nothing was set, and the sentences of tests/lint/converted.tsv with what three converters make of them. With one: the
steps of `script/certainty.py` and the words were set on one half of the texts at hand; the figures are of the other
half. A text belongs to one half by the hash of its name."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from policydiff import lint
from policydiff.model import Finding
from policydiff.script.certainty import LIKELY
from policydiff.script.families import by_rule
from policydiff.script.fold import fold
from policydiff.script.words import FAMILIES, FORM, LONGEST, lexicon, spelling
from policydiff.script.written import lawful

_CONTEXT = 12
_ROOT = Path(__file__).resolve().parents[1]
_EVERY = 2000
"""Characters of a text to one planted slip."""


class _Made(NamedTuple):
    """What was made of one text: how it reads then, and where a form was changed for one that is wrong there."""

    original: str
    text: str
    slips: frozenset[int]
    """Where nobody writes the other form: no listed word around has it, and it may not stand for the right one."""


def held_out(name: str) -> bool:
    """Is a text, by its name without the ending, kept back from everything that is set?"""
    return sha256(name.encode()).digest()[0] % 2 == 0


def figures(_scale: float, folder: Path | None = None, cases: Path | None = None) -> None:
    """Print the findings in the texts of a folder (traditional, as people wrote them), then the figures; or only the
    findings in all texts of a file of versions, JSON lines with `id`, `text_a` and `text_b`.

    Beside the texts may lie what real converters made of them: `*.jsonl`, a line a copy with `id` (the name of the
    text), `converter`, `original` and `text`, character for character."""
    if cases is not None:
        versions = _versions(cases)
        print(f"\nlint of {len(versions)} versions, {sum(map(len, versions.values())):,} characters")
        _as_written(versions)
        return
    texts = _passages() if folder is None else _texts(folder)
    print(f"\nlint of {len(texts)} texts held out, {sum(map(len, texts.values())):,} characters")
    _as_written(texts)
    makers: dict[str, Callable[[str], str]] = {
        "a slip here and there": _planted,
        "a table, rare forms": lambda text: _by_table(text, "rare"),
        "a table, kept forms": lambda text: _by_table(text, "keep"),
    }
    for name, make in makers.items():
        _of_made(name, (_made(text, make(text)) for text in texts.values()))
    for name, copies in (_sentences() if folder is None else _by_converters(folder)).items():
        _of_made(name, copies)
    if folder is None:
        print("  --texts FOLDER measures on texts of your own: traditional, as people wrote them, a .txt file each")


def _texts(folder: Path) -> dict[str, str]:
    """The texts of a folder that are held out, by name."""
    paths = [path for path in sorted(folder.glob("*.txt")) if held_out(path.stem)]
    texts = {path.name: path.read_text(encoding="utf-8-sig") for path in paths}
    return {name: text for name, text in texts.items() if text.strip()}


def _versions(path: Path) -> dict[str, str]:
    """All versions of a file, each once, by the name of their case."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found |= {case[side]: f"{case['id']} {side}" for side in ("text_a", "text_b")}
    return {name: text for text, name in found.items()}


def _table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _passages() -> dict[str, str]:
    """The passages that come with the project, by number and region."""
    _, *rows = _table(_ROOT / "bench" / "passages.tsv")
    return {f"{number} {region}": text for number, (region, text) in enumerate(rows, 1)}


def _sentences() -> dict[str, list[_Made]]:
    """Converter to what it made of the sentences of the tests, as one copy."""
    header, *rows = _table(_ROOT / "tests" / "lint" / "converted.tsv")
    right, *made = ("\n".join(column) for column in list(zip(*rows, strict=True))[1:])
    return {name: [_made(right, text)] for name, text in zip(header[2:], made, strict=True)}


def _by_converters(folder: Path) -> dict[str, list[_Made]]:
    """Converter to what it made of texts that are held out."""
    found: dict[str, list[_Made]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            copy = json.loads(line)
            if held_out(Path(copy["id"]).stem):
                found.setdefault(copy["converter"], []).append(_made(copy["original"], copy["text"]))
    return found


def _findings(text: str) -> list[Finding]:
    return [found for found in lint(text) if found.kind in ("fault", "residual")]


def _as_written(texts: dict[str, str]) -> None:
    """Print every finding in what people wrote, the certain ones first, the most frequent first."""
    seen: Counter[tuple[int, str, str]] = Counter()
    where: dict[tuple[int, str, str], str] = {}
    for name, text in texts.items():
        for found in _findings(text):
            key = (_level(found), found.misspelled or found.text, found.phrase or found.suggestion or "")
            seen[key] += 1
            around = text[max(0, found.start - _CONTEXT) : found.end + _CONTEXT].replace("\n", " ")
            where.setdefault(key, f"{around}   {name}:{found.line}")
    characters, all_of = sum(map(len, texts.values())), seen.total()
    told = Counter(level for level, _, _ in seen.elements())
    shares = ", ".join(f"{told[level]} {name}" for level, name in enumerate(_LEVELS))
    print(f"  findings {all_of} ({shares}), {1e6 * all_of / max(1, characters):.1f} a million characters")
    for key, times in sorted(seen.items(), key=lambda item: (item[0][0], -item[1], item[0])):
        level, wrong, right = key
        print(f"    {_LEVELS[level]:8} {times:4} {wrong} → {right}   {where[key]}")


_LEVELS = ("certain", "likely", "possible")


def _level(found: Finding) -> int:
    """How sure a finding is, as a place in the names of these levels."""
    return 0 if found.certain else 1 if (found.probability or 0.0) >= LIKELY else 2


def _of_made(name: str, copies: Iterable[_Made]) -> None:
    """Print how many slips are found in copies, and how often a call is right."""
    slips = found_slips = right_forms = 0
    calls: dict[str, list[int]] = {name: [0, 0] for name in _LEVELS}
    for copy in copies:
        before = {found.start for found in _findings(copy.original)}
        slips += len(copy.slips)
        for found in _findings(copy.text):
            if found.start in before and found.start not in copy.slips:
                continue
            right = _form(found.suggestion or "") == _form(copy.original[found.start])
            found_slips += found.start in copy.slips
            right_forms += found.start in copy.slips and right
            told = calls[_LEVELS[_level(found)]]
            told[0] += right
            told[1] += 1
    print(
        f"  {name}: {slips:,} slips, found {found_slips:,} ({_share(found_slips, slips)}), right form {right_forms:,}"
    )
    for word, (right, of) in calls.items():
        print(f"    called {word:8} {of:7,}, right {right:,} ({_share(right, of)})")


def _share(part: int, of: int) -> str:
    return f"{100 * part / of:.2f} %" if of else "none"


def _form(char: str) -> str:
    return FORM.get(plain := normalize("NFKC", char), plain)


def _made(original: str, text: str) -> _Made:
    folded = fold(text)
    changed = (at for at, (one, other) in enumerate(zip(original, text, strict=True)) if _form(one) != _form(other))
    return _Made(original, text, frozenset(at for at in changed if _wrong(folded, at, original[at], text[at])))


def _wrong(folded: str, at: int, right: str, written: str) -> bool:
    """Is a form wrong at a place, as it neither may stand for the right one nor is written so in a listed word?"""
    if folded[at] not in FAMILIES or written not in FORM or lawful(written, _form(right)):
        return False
    spellings = (
        spelling(word, at - start)
        for size in range(2, LONGEST + 1)
        for start in range(max(0, at - size + 1), at + 1)
        if lexicon()(word := folded[start : start + size]) and start + size > at
    )
    form = _form(written)
    return not any(told.sources.get(form) and told.shares[form] >= _WRITTEN for told in spellings)


_WRITTEN = 0.05
"""Share of a word's spellings from which people write it so."""


def _by_table(text: str, rule: str) -> str:
    """The text as a table of single characters brings it back from simplified text, in its own glyphs elsewhere."""
    simplified = fold(text)
    back = by_rule(simplified, rule)
    return "".join(
        other if canonical in FAMILIES and one in FORM and other in FORM and _form(one) != _form(other) else one
        for one, canonical, other in zip(text, simplified, back, strict=True)
    )


def _planted(text: str) -> str:
    """The text with another form of its family at a few places, the same for the same text."""
    choose = random.Random(text)
    chars = list(text)
    for at in choose.sample(places := list(_changeable(text)), min(len(places), len(text) // _EVERY + 1)):
        others = [form for form in FAMILIES[fold(text[at])] if form != _form(text[at])]
        chars[at] = choose.choice(others)
    return "".join(chars)


def _changeable(text: str) -> Iterator[int]:
    """Places of characters that a converter could have chosen otherwise."""
    for at, (char, canonical) in enumerate(zip(text, fold(text), strict=True)):
        if canonical in FAMILIES and char in FORM:
            yield at
