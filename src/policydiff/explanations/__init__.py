# SPDX-License-Identifier: Apache-2.0
"""What error codes, kinds, classes and verdicts mean, for people who meet one."""

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from policydiff.errors import UsageError


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
def explanations() -> dict[str, tuple[Explanation, ...]]:
    """All explanations by term; a term that is both a class and a verdict (review) has two."""
    found: dict[str, tuple[Explanation, ...]] = {}
    kinds = _table("kinds.toml")
    for sort in ("verdict", "class", "kind"):
        for term, entry in kinds[sort].items():
            found[term] = (*found.get(term, ()), Explanation(term, sort, entry.get("class", ""), entry["what"], entry["example"], entry["do"]))
    for code, entry in _table("codes.toml").items():
        found[code] = (Explanation(code, "code", "", entry["what"], entry["example"], entry["cure"]),)
    return found


def explain(term: str) -> tuple[Explanation, ...]:
    """The explanations of a term, spelt in any case; UsageError PD232 with the nearest terms where there is none."""
    known = explanations()
    for spelt in (term, term.upper(), term.lower(), term.lower().replace("-", "_").replace(" ", "_")):
        if spelt in known:
            return known[spelt]
    near = get_close_matches(term.lower(), [*known, *(code.lower() for code in known if code.startswith("PD"))], n=3, cutoff=0.6)
    cure = f"did you mean {' or '.join(near)}?" if near else "`policydiff explain` alone lists what it knows"
    raise UsageError("PD232", f"there is nothing to explain under {term!r}", cure)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("policydiff.explanations") / name).read_text("utf-8"))
