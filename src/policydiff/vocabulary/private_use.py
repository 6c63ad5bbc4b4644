# SPDX-License-Identifier: Apache-2.0
"""Characters of the Private Use Areas (Unicode 15, section 23.5): no standard says what they stand for."""

import re

BASIC_PLANE = "\ue000-\uf8ff"
"""For the inside of a pattern's brackets."""
PRIVATE_USE = re.compile(f"[{BASIC_PLANE}\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
