# SPDX-License-Identifier: Apache-2.0
"""Reads the list of terms that --terms names."""

from pathlib import Path

from policydiff.errors import UsageError
from policydiff.ingest.opening import content_of
from policydiff.reasons import because


def read_terms(path: Path) -> tuple[str, ...]:
    """The terms of a file, one a line; empty lines and lines that begin with # are left out.

    Raises:
        UsageError: PD203 where the file cannot be read as UTF-8.
    """
    try:
        text = content_of(path).decode("utf-8-sig")
    except OSError as error:
        raise UsageError("PD203", (str(path), because("terms_unreadable", reason=error.strerror or error))) from None
    except UnicodeDecodeError as error:
        raise UsageError("PD203", (str(path), because("terms_encoding", at=error.start))) from None
    return tuple(line for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#"))
