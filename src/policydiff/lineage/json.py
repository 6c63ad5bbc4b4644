# SPDX-License-Identifier: Apache-2.0
"""The collation as JSON: one line, the same bytes for the same result."""

import msgspec

from policydiff.lineage.result import Collation


def write(collation: Collation, ui_lang: str) -> bytes:
    """The collation in the order of its fields; it is the same in every language."""
    return msgspec.json.encode(collation, order="deterministic") + b"\n"
