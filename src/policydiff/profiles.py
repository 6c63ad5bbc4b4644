# SPDX-License-Identifier: Apache-2.0
"""Profiles: which kinds of format and review a reader wants raised or lowered.

`strict` raises bracket and label style and every other kind of format that a house style may
rule to review; `lenient` lowers notations to format. No profile touches a kind of
substantive, structure or integrity: what changes the wording stays what it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policydiff.diff.raw import Raw, Verdict
from policydiff.errors import UsageError
from policydiff.model import DifferenceClass
from policydiff.reasons import because

_MOVABLE = frozenset({"format", "review"})


@dataclass(frozen=True)
class Profile:
    """A name and, for kinds of class format or review, the class they are to be told under."""

    name: str
    classes: Mapping[str, DifferenceClass] = field(default_factory=dict)

    @cached_property
    def _told(self) -> dict[Verdict, Verdict]:
        return {}

    def judged(self, raw: Raw) -> Raw:
        """The difference under the class that this profile wants for its kind."""
        if not self.classes or raw.verdict.kind not in self.classes or raw.verdict.class_ not in _MOVABLE:
            return raw
        told = self._told.get(raw.verdict)
        if told is None:
            wanted = self.classes[raw.verdict.kind]
            told = raw.verdict._replace(class_=wanted, severity="low" if wanted == "review" else None)
            self._told[raw.verdict] = told
        return raw._replace(verdict=told)


DEFAULT = Profile("default")
STRICT = Profile(
    "strict",
    {
        "bracket_style": "review",
        "quote_style": "review",
        "label_style": "review",
        "zero_form": "review",
        "width": "review",
    },
)
LENIENT = Profile("lenient", {"numeral_style": "format", "unit_notation": "format"})
PROFILES = {p.name: p for p in (DEFAULT, STRICT, LENIENT)}


def profile_named(name: str, tables: Mapping[str, Mapping[str, str]] | None = None) -> Profile:
    """The profile of that name, built in or from the `[profiles.NAME]` table of a configuration.

    Raises:
        UsageError: PD210 for an unknown name, PD211 for a class that a profile may not give.
    """
    if tables and name in tables:
        for kind, class_ in tables[name].items():
            if class_ not in tuple(_MOVABLE):  # a configuration may hold what has no hash
                raise UsageError("PD211", because("profile_class", name=name, kind=kind, class_=class_))
        return Profile(name, dict(tables[name]))  # type: ignore[arg-type]
    if name not in PROFILES:
        raise UsageError(
            "PD210", because("profile_unknown", name=name, known=tuple(sorted({*PROFILES, *(tables or {})})))
        )
    return PROFILES[name]
