# SPDX-License-Identifier: Apache-2.0
"""The comparison as JSON: one line, the same bytes for the same result."""

import msgspec

from policydiff.model import Comparison

_ENCODER = msgspec.json.Encoder(order="deterministic")


def render(comparison: Comparison) -> bytes:
    """The comparison in the order of its fields, tables and counts by name, with a line feed at the end."""
    return _ENCODER.encode(comparison) + b"\n"
