# SPDX-License-Identifier: Apache-2.0
"""Puts the writers of test files on the path."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "readers"))
