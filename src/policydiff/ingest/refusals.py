# SPDX-License-Identifier: Apache-2.0
"""The errors by which readers refuse a file: over a limit, built to do harm, damaged."""

from policydiff.errors import InputError


def refused(what: str, limit: int, option: str, unit: str) -> InputError:
    """The error for a file over a limit: what is too much, the bound, and how to raise it."""
    return InputError(
        "PD130",
        f"refused: {what} is over the limit of {limit:,} {unit}",
        f"if the file is to be trusted, raise `{option}` in the table [limits] of policydiff.toml",
    )


def hostile(message: str) -> InputError:
    """The error for a file built to do harm, or that cannot be told from one."""
    return InputError("PD131", f"refused: {message}", "do not open the file; ask its source for a clean copy")


def damaged(message: str) -> InputError:
    """The error for a file that is not what its first bytes say."""
    return InputError("PD134", message, "fetch the file again, or open it in the program that made it and save it anew")
