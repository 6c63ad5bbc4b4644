# SPDX-License-Identifier: Apache-2.0
"""A file of decisions put onto a comparison in one step."""

from pathlib import Path

from policydiff.decisions import apply, load
from policydiff.model import Comparison


def apply_file(comparison: Comparison, path: str | Path, *, partial: bool = False) -> Comparison:
    """The comparison with the decisions of that file; with `partial`, those without a place here are not stale.

    Raises:
        InputError: PD600, PD601 or PD602, as `decisions.load` does.
    """
    return apply(comparison, load(path), partial=partial)
