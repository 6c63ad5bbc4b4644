# SPDX-License-Identifier: Apache-2.0
"""The words by which people decide on a place: in a table of errata, and in the answer to a comment of a proof."""

import re

from policydiff.model import DecisionName
from policydiff.vocabulary.patterns import late_pattern

DECIDED: dict[str, DecisionName] = {
    "change": "change", "改": "change", "改正": "change",
    "keep": "keep", "不改": "keep", "保留": "keep",
    "query": "query", "存疑": "query", "查询": "query", "查詢": "query",
}  # fmt: skip
"""In the three languages of the interface."""
_WORDS = "|".join(sorted(map(re.escape, DECIDED), key=len, reverse=True))
_ANSWER = late_pattern(rf"\s*({_WORDS})(?:[\s，,。.：:；;、!！]+(.*))?", re.IGNORECASE | re.DOTALL)


def answered(text: str) -> tuple[DecisionName, str] | None:
    """The decision that an answer begins with, and what else it says; None where it begins with none."""
    found = _ANSWER.fullmatch(text.strip())
    return (DECIDED[found[1].lower()], " ".join((found[2] or "").split())) if found else None
