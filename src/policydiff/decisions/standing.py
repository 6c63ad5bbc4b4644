# SPDX-License-Identifier: Apache-2.0
"""Whether what was found is settled: what exit statuses and counts ask of every comparison, decided on or not."""

from policydiff.checked import Check
from policydiff.model import Difference, Finding

TO_DO: frozenset[str] = frozenset({"unchanged", "wrong", "queried", "lost"})
"""What is still to be done; what is new is open by its own class."""


def is_open(found: Difference | Finding) -> bool:
    """Whether it still counts for the exit status: neither kept nor suppressed. To change it does not settle it, since
    it stands there still; nor does a query."""
    return found.decision != "keep" and not (isinstance(found, Difference) and found.suppressed)


def is_to_do(check: Check) -> bool:
    """Whether somebody decided that something is to be done here, and it is not done."""
    return check.status in TO_DO
