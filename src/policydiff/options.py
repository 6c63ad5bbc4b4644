# SPDX-License-Identifier: Apache-2.0
"""The options of a comparison, kept apart from the pipeline so that importing them does not load it."""

from typing import Literal

from msgspec import Struct

from policydiff.profiles import DEFAULT, Profile

Detail = Literal["telling", "all"]


class Options(Struct, frozen=True):
    """What a comparison is asked for besides the two copies."""

    detail: Detail = "all"
    profile: Profile = DEFAULT
    terms: tuple[str, ...] = ()
    base: Literal["a", "b"] | None = None
    ocr: Literal["a", "b"] | None = None
    """Which copy's text comes from OCR: its look-alike characters are grouped by pattern, and stay substantive."""
    brief: bool = False
    """Findings are counted and not listed, and events of reading left out, as a batch keeps its results."""
    late: bool = False
    """What is set aside is made where it is asked for (`policydiff.late`): for a page, which shows it by sort."""
