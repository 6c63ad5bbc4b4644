# SPDX-License-Identifier: Apache-2.0
"""What is wrong with one copy by itself: the errata that lint lists and every report shows."""

from collections.abc import Sequence

from policydiff.canonical.text import Canonical
from policydiff.linting import lint_text
from policydiff.model import Finding, ScriptProfile
from policydiff.structure.notice import Notice


def errata(canonical: Canonical, plain: str, profile: ScriptProfile, *, notice: Notice, terms: Sequence[str] = ()) -> list[Finding]:
    """The findings of one copy, in the order of its text; a stable id each."""
    return lint_text(canonical, plain, profile, terms)
