# SPDX-License-Identifier: Apache-2.0
"""Puts the project's own makers of texts and files, which the tests use too, on the path."""

import sys
from pathlib import Path

_TESTS = Path(__file__).resolve().parents[1] / "tests"
for _folder in ("quality", "readers", "comparison", "fuzz"):
    if str(_TESTS / _folder) not in sys.path:
        sys.path.append(str(_TESTS / _folder))
