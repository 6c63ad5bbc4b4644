# SPDX-License-Identifier: Apache-2.0
"""A collation as the table that stemmaweb imports (Text::Tradition::Parser::Tabular): tab-separated UTF-8, the sigla in
the first row, then a row for each place with what each copy reads there, and one for what all share between two places.

Places that tell nothing in wording are part of what is shared: stemmaweb takes every other spelling for another
reading. A copy that lacks the passage has `#LACUNA#`, one that has nothing at the place an empty cell."""

import csv
import io
import re
from itertools import groupby

from policydiff.lineage.readings import worded
from policydiff.lineage.result import Collation, Variation
from policydiff.model import TELLING

LACUNA = "#LACUNA#"
_SPACE = re.compile(r"\s+")


def write(collation: Collation, ui_lang: str) -> bytes:
    """The table without a byte order mark; the same in every language."""
    sigla = [copy.siglum for copy in collation.copies]
    out = io.StringIO(newline="")
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(sigla)
    lacking = _lacking(collation)
    for (variation, absent), items in groupby(
        enumerate(collation.content), lambda item: _key(collation, lacking, *item)
    ):
        if variation is not None:
            table.writerow(_readings(variation, sigla))
        elif shared := _cell("".join(_shared(collation, item) for _, item in items)):
            table.writerow([LACUNA if siglum in absent else shared for siglum in sigla])
    return out.getvalue().encode("utf-8", "replace")


def _lacking(collation: Collation) -> dict[int, frozenset[str]]:
    """For each item of the content that lies in passages which copies lack: those copies."""
    found: dict[int, frozenset[str]] = {}
    for passage in collation.passages:
        for n in range(*passage.items):
            found[n] = found.get(n, frozenset()) | frozenset(passage.absent)
    return found


def _key(
    collation: Collation, lacking: dict[int, frozenset[str]], n: int, item: str | int
) -> tuple[Variation | None, frozenset[str]]:
    """What stands in one row: a place that tells, or all that is shared by the same copies."""
    told = None if isinstance(item, str) else collation.variations[item]
    return (told if told and told.class_ in TELLING else None), lacking.get(n, frozenset())


def _shared(collation: Collation, item: str | int) -> str:
    return item if isinstance(item, str) else collation.variations[item].readings[0].text


def _readings(variation: Variation, sigla: list[str]) -> list[str]:
    told = {siglum: _cell(reading.text) for reading in worded(variation) for siglum in reading.copies}
    return [told.get(siglum, LACUNA) for siglum in sigla]


def _cell(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
