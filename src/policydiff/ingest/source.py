# SPDX-License-Identifier: Apache-2.0
"""One input as every reader gets it."""

from dataclasses import dataclass
from typing import Literal

from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.tools import DEFAULT_TOOLS, Tools


@dataclass(frozen=True, slots=True)
class Source:
    """One input as every reader gets it: its bytes, its name, and what is known from outside.

    `declared` is an encoding label from a header or an option, never one that the bytes give.
    """

    data: bytes
    name: str
    declared: str | None = None
    limits: Limits = DEFAULT_LIMITS
    tracked: Literal["accepted", "original"] = "accepted"
    """Whether tracked changes are read as accepted or as never made."""
    whole_page: bool = False
    """Whether a page's navigation and footer are kept in its text."""
    part: str | None = None
    """Which capture of a web archive is meant (a URL, or a time and a URL), which file of a ZIP archive, which
    attachment of a mail."""
    depth: int = 0
    """In how many containers these bytes lay."""
    tools: Tools = DEFAULT_TOOLS
    """What may be used besides the bytes."""
