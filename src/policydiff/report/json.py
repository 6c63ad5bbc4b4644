# SPDX-License-Identifier: Apache-2.0
"""The comparison as JSON: one line, the same bytes for the same result."""

import msgspec

from policydiff.model import Comparison
from policydiff.report.texts import Options, Texts

_ENCODER = msgspec.json.Encoder(order="deterministic")


def write(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The comparison as JSON; neither the texts nor the options have a part in it."""
    return render(comparison)


def render(comparison: Comparison) -> bytes:
    """The comparison in the order of its fields, tables and counts by name, with a line feed at the end."""
    return _ENCODER.encode(comparison) + b"\n"
