# SPDX-License-Identifier: Apache-2.0
"""What a house has settled, read once before any work and put onto every comparison in one place.

In this order: the profile judges kinds while two copies are compared (`Options.profile`), rules name what they
suppress, decisions settle what people looked at, and `--fail-on` counts what is left open (`policydiff.levels`)."""

from pathlib import Path

from msgspec import Struct, structs

from policydiff import config, rules
from policydiff.decisions.record import Decisions
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools
from policydiff.late import whole
from policydiff.model import Comparison, Reason
from policydiff.profiles import DEFAULT, Profile
from policydiff.rules import Rule
from policydiff.show.styles import TermsStyle


class House(Struct, frozen=True):
    """What holds for every comparison: profile, rules, decisions, and the bounds on files (`NAME=N`)."""

    profile: Profile = DEFAULT
    rules: tuple[Rule, ...] = ()
    decisions: Decisions | None = None
    limits: tuple[str, ...] = ()
    terms_style: TermsStyle = "textual"
    """The words in which a base copy judges."""
    found: Reason | None = None
    """What a configuration changes that nobody named: the one of this folder."""
    tools: Tools = DEFAULT_TOOLS


def load(
    file: Path | None = None,
    profile: str | None = None,
    decided: Path | None = None,
    terms_style: TermsStyle | None = None,
) -> House:
    """What the configuration `file` (or this folder's) says, with a profile and a terms style by name and a file of
    decisions.

    Raises:
        UsageError: as `config.load`.
        InputError: as `decisions.loading.load`.
    """
    found = config.load(file or config.found_in(Path()), profile)
    made = None
    if decided:
        from policydiff.decisions import loading  # most comparisons have no decisions

        made = loading.load(decided)
    style = terms_style or found.terms_style
    return House(found.profile, found.rules, made, found.limits, style, None if file else found.told, found.tools)


def settle(
    comparison: Comparison, house: House, texts: tuple[str, str] = ("", ""), *, partial: bool = False
) -> Comparison:
    """The comparison with what rules and decisions say of it; `partial` if decisions speak of others too.

    `texts` are both copies' decoded texts, in which decided places are found again after a correction."""
    if not house.rules and house.decisions is None:
        return comparison
    comparison = structs.replace(comparison, differences=whole(comparison.differences))
    ruled = rules.apply(comparison, house.rules)
    if house.decisions is None:
        return ruled
    from policydiff.decisions import applying

    return applying.apply(ruled, house.decisions, texts, partial=partial)
