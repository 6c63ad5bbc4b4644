# SPDX-License-Identifier: Apache-2.0
"""Puts the writers of test files on the path, and what damages them."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[1] / "readers"), str(Path(__file__).parent)]
