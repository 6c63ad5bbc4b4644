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
from policydiff.reasons import because


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
    """The explanations of a term, spelt in any case, in a language; UsageError PD232 with the nearest terms where there
    is none."""
    known = explanations(lang)
    for spelt in (term, term.upper(), term.lower(), term.lower().replace("-", "_").replace(" ", "_")):
        if spelt in known:
            return known[spelt]
    raise UsageError("PD232", _unknown(term, known))


def _unknown(term: str, known: Iterable[str]) -> Reason:
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
    if words:
        return because("nothing_to_explain_near", term=named, near=tuple(words))
    return because("nothing_to_explain", term=named)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("policydiff.explanations") / name).read_text("utf-8"))
