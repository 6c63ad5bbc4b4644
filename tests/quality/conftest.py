# SPDX-License-Identifier: Apache-2.0
"""Puts the helpers of these tests on the path, and what must always hold of a comparison."""

import sys
from pathlib import Path

sys.path[:0] = [
    str(Path(__file__).parent),
    str(Path(__file__).parents[1] / "comparison"),
    str(Path(__file__).parents[1] / "readers"),
]
