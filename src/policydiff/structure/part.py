# SPDX-License-Identifier: Apache-2.0
"""A recognised element around the body of a notice."""

from typing import NamedTuple


class Part(NamedTuple):
    """An element: canonical span, node kind, and more of the kind (`named` and `supplied` attachments)."""

    start: int
    end: int
    kind: str
    style: str | None = None
