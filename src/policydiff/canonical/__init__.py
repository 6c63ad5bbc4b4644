# SPDX-License-Identifier: Apache-2.0
"""From a witness's text to its canonical text, layer by layer, with the way back."""

from policydiff.canonical.offsets import OffsetMap
from policydiff.canonical.runner import canonicalize, plain
from policydiff.canonical.text import Canonical, Removal

__all__ = ["Canonical", "OffsetMap", "Removal", "canonicalize", "plain"]
