# SPDX-License-Identifier: Apache-2.0
"""The bounds on files, as the documentation names them."""

import re
from dataclasses import fields
from pathlib import Path

from policydiff.ingest.limits import MIB, Limits

TABLE = Path(__file__).parents[2] / "docs" / "formats.md"
UNITS = {"MiB": MIB, "GiB": 1024 * MIB, "": 1}


def _documented() -> dict[str, int]:
    """Each limit with its default, from the rows of the table."""
    rows = re.findall(r"^\| (`[a-z_`, ]+`) \| ([^|]+) \| ([^|]*) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    found: dict[str, int] = {}
    for names, values, told in rows:
        limits = re.findall(r"`([a-z_]+)`", names)
        for text, more in re.findall(r"`([a-z_]+)` \(([^)]+)\)", told):
            limits.append(text)
            values += f"; {more}"
        for name, value in zip(limits, re.findall(r"([\d.,]*\d)(?: (MiB|GiB))?", values), strict=True):
            found[name] = int(float(value[0].replace(",", "")) * UNITS[value[1]])
    return found


def test_the_table_of_limits_is_that_of_the_code() -> None:
    """Every limit stands in the documentation with its default, and no other does."""
    told = _documented()

    assert told == {field.name: field.default for field in fields(Limits)}
