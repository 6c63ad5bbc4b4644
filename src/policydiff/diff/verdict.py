# SPDX-License-Identifier: Apache-2.0
"""The verdict on two copies, from the classes of their differences alone."""

from collections.abc import Mapping

from policydiff.model import RelationKind, VerdictName


def verdict(counts: Mapping[str, int], same_text: bool, relation: RelationKind) -> VerdictName:
    """`identical`, `equivalent`, `review` or `different`; what is not a copy is different."""
    if counts["substantive"] or counts["structure"] or relation in ("different", "edition"):
        return "different"
    if counts["review"] or counts["integrity"]:
        return "review"
    return "identical" if same_text else "equivalent"
