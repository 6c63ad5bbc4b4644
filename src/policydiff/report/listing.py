# SPDX-License-Identifier: Apache-2.0
"""Which differences the report lists one by one, and in which order."""

from collections.abc import Sequence

from policydiff.model import Difference
from policydiff.report.wording import by_severity

ENTRIES = 2000
"""Telling differences that are listed one by one; those beyond are marked in the text only."""


def rank_listed(told: Sequence[Difference]) -> list[Difference]:
    """What is listed one by one, in the order of the list."""
    return [found for _, group in by_severity(told) for found in group][:ENTRIES]
