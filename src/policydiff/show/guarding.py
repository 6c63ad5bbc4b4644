# SPDX-License-Identifier: Apache-2.0
"""Cells that no spreadsheet takes for a formula."""

_GUARDED = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
"""Beginnings of a formula (OWASP, CSV injection) with their full-width twins, and the guard itself."""


def guard(cell: str) -> str:
    """The cell as a spreadsheet shows it and does not calculate it; `unguard` gives the text back."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def unguard(cell: str) -> str:
    """The text of a guarded cell."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell
