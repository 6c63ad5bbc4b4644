# SPDX-License-Identifier: Apache-2.0
"""Characters of the Private Use Areas (Unicode 15, section 23.5): no standard says what they stand for."""

from policydiff.vocabulary.patterns import late_pattern

BASIC_PLANE = "\ue000-\uf8ff"
"""For the inside of a pattern's brackets."""
PRIVATE_USE = late_pattern(f"[{BASIC_PLANE}\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
