# SPDX-License-Identifier: Apache-2.0
"""Patterns that are compiled where they are first used.

A pattern with alternatives and classes takes milliseconds to compile, and most documents need few of them: a process
that compares one pair pays for those alone.
"""

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """A pattern not compiled yet; the first method that is asked for puts those of the compiled one in its place."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        for method in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, compiled at its first use."""
    return cast("re.Pattern[AnyStr]", _Pattern(pattern, flags))
