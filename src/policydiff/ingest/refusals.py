# SPDX-License-Identifier: Apache-2.0
"""The errors by which readers refuse a file: over a limit, built to do harm, damaged."""

from policydiff.errors import InputError
from policydiff.reasons import because


def refused(what: str, limit: int, option: str, unit: str, value: int | None = None) -> InputError:
    """The error for a file over a limit: what is too much, the bound, how to raise it, and how much there is."""
    bound = {"what": what, "limit": f"{limit:,}", "unit": unit, "option": option}
    if value is None:
        return InputError("PD130", because("over_limit", **bound))
    return InputError("PD130", because("over_limit_by", value=f"{value:,}", **bound))


def hostile(message: str) -> InputError:
    """The error for a file built to do harm, or that cannot be told from one."""
    return InputError("PD131", because("hostile", what=message))


def damaged(message: str) -> InputError:
    """The error for a file that is not what its first bytes say."""
    return InputError("PD134", because("file_damaged", what=message))
