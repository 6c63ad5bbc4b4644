# SPDX-License-Identifier: Apache-2.0
"""Other programs and folders that readers may use, as the user names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tools:
    """What readers may use besides the file; the defaults need nothing to be set."""

    soffice: str = "soffice"
    """LibreOffice: a path, or a name to be found on the path; it reads what only it can (`.doc`, `.wps`, `.rtf`)."""
    recognized: str = ""
    """Folder in which recognized pages are kept, by hash of page and models; empty for none."""
    jobs: int = 1
    """By how many processes the pages of one file are recognized."""
    told: int = -1
    """A pipe that is told of each recognized page with a line; -1 for none."""


DEFAULT_TOOLS = Tools()
