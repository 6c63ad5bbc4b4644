# SPDX-License-Identifier: Apache-2.0
"""What is wrong with one copy by itself: the errata that lint lists and every report shows."""

from collections.abc import Sequence

from policydiff.canonical.text import Canonical
from policydiff.diff.dress import Lines
from policydiff.model import Finding, ScriptProfile
from policydiff.script.faults import faults
from policydiff.structure.notice import Notice


def errata(canonical: Canonical, plain: str, profile: ScriptProfile, *, notice: Notice, terms: Sequence[str] = ()) -> list[Finding]:
    """The findings of one copy, in the order of its text."""
    lines = Lines(canonical.source)
    found = []
    for fault in faults(plain, profile):
        at = canonical.offsets.to_source(fault.at)
        place = lines.place(at, at + 1)
        found.append(Finding("script", fault.kind, at, at + 1, place.line, place.column, place.text, fault.right, fault.reason, fault.certain))
    return found
