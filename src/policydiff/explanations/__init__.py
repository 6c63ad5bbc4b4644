# SPDX-License-Identifier: Apache-2.0
"""What error codes, kinds, classes and verdicts mean, for people who meet one."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from policydiff.errors import UsageError
from policydiff.kinds import KINDS
from policydiff.model import Reason
from policydiff.reasons import LANGUAGES, because
from policydiff.show.i18n import catalogue


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a term means, an example, and what to do. `sort` is code, verdict, class or kind."""

    term: str
    sort: str
    belongs: str
    what: str
    example: str
    do: str


@cache
def explanations(lang: str = "en") -> dict[str, tuple[Explanation, ...]]:
    """All explanations by term, in a language; a term that is both a class and a verdict (review) has two."""
    english = _english()
    if lang == "en":
        return english
    said = _table(f"{lang}.toml")
    return {term: tuple(replace(one, **said[one.sort][term]) for one in entries) for term, entries in english.items()}


def _english() -> dict[str, tuple[Explanation, ...]]:
    found: dict[str, tuple[Explanation, ...]] = {}
    classes = _table("classes.toml")
    for sort in ("verdict", "class"):
        for term, entry in classes[sort].items():
            found[term] = (
                *found.get(term, ()),
                Explanation(term, sort, "", entry["what"], entry["example"], entry["do"]),
            )
    for kind, facts in KINDS.items():
        found[kind] = (
            *found.get(kind, ()),
            Explanation(kind, "kind", facts.class_, facts.what, facts.example, facts.do),
        )
    for code, entry in _table("codes.toml").items():
        found[code] = (Explanation(code, "code", "", entry["what"], entry["example"], entry["cure"]),)
    return found


def explain(term: str, lang: str = "en") -> tuple[Explanation, ...]:
    """The explanations of a term, spelt in any case, or of a name that reports give a kind, a class or a verdict, in
    any language of the interface; told in a language. UsageError PD232 with the nearest terms where there is none."""
    known = explanations(lang)
    for spelt in (term, term.upper(), term.lower(), term.lower().replace("-", "_").replace(" ", "_")):
        if spelt in known:
            return known[spelt]
    named = _by_name()
    if found := named.get(_bare(term)):
        return tuple(one for sort, key in found for one in known[key] if one.sort == sort)
    raise UsageError("PD232", _unknown(term, known, named))


@cache
def _by_name() -> dict[str, tuple[tuple[str, str], ...]]:
    """The terms (sort, term) that each name in any language stands for; 文字 is a class and a kind."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for entry in (one for entries in _english().values() for one in entries if one.sort != "code"):
        for lang in LANGUAGES:
            name = _bare(catalogue(lang).tables[entry.sort].get(entry.term, ""))
            pair = (entry.sort, entry.term)
            if name and pair not in found.get(name, ()):
                found[name] = (*found.get(name, ()), pair)
    return found


def _bare(name: str) -> str:
    """A name without spaces and the quotes that a page sets it in."""
    return re.sub(r"[\s“”「」『』\"']+", "", name).lower()


def _unknown(term: str, known: Iterable[str], names: Iterable[str]) -> Reason:
    """That there is no such term, and what to ask for instead: of a code that there is none of, the codes on both sides
    of it; of a word, the words most like it."""
    named = repr(term)
    code = re.fullmatch(r"(?:PD|E)?-?(\d{1,6})", term.strip(), re.IGNORECASE)
    if code:
        numbers = sorted(
            (abs(int(found[2:]) - int(code[1])), found) for found in known if re.fullmatch(r"PD\d+", found)
        )
        return because("nothing_to_explain_code", term=named, near=tuple(sorted(found for _, found in numbers[:3])))
    codes, words = ([found for found in known if found.startswith("PD") is wanted] for wanted in (True, False))
    words = get_close_matches(term.lower(), words, n=3) or get_close_matches(term.upper(), codes, n=3)
    if not words and not term.isascii():
        words = get_close_matches(_bare(term), [name for name in names if not name.isascii()], n=3, cutoff=0.5)
    if words:
        return because("nothing_to_explain_near", term=named, near=tuple(words))
    return because("nothing_to_explain", term=named)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("policydiff.explanations") / name).read_text("utf-8"))
