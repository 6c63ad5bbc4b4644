# SPDX-License-Identifier: Apache-2.0
"""Compare copies of Chinese official notices: what changed, what only looks changed, and where each copy came from.

`compare`, `read` and `lint` are the library's front door. They load on first use, so that
`import policydiff` costs nothing to a program that only asks for the version.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.api import compare, lint, read

__all__ = ["__version__", "compare", "lint", "read"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load the public functions on first use (PEP 562)."""
    if name in __all__:
        return getattr(import_module("policydiff.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
