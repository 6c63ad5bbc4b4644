# SPDX-License-Identifier: Apache-2.0
"""A collation as the table that stemmaweb imports (Text::Tradition::Parser::Tabular): tab-separated UTF-8, the sigla in
the first row, a row for each place with what each copy reads there.

Of the places only those that tell in wording are there, one reading for all forms in which script, gloss or layout alone
differ: stemmaweb takes every other spelling for another reading. A copy that lacks the passage has `#LACUNA#`, which its
parser reads so; one that has nothing there an empty cell. Between two places stands a row of what all share."""

import re

from policydiff.lineage.readings import worded
from policydiff.lineage.result import Collation, Variation
from policydiff.model import TELLING

LACUNA = "#LACUNA#"
_SPACE = re.compile(r"\s+")


def write(collation: Collation, ui_lang: str) -> bytes:
    """The table, without quotation marks and without a byte order mark; the same in every language."""
    sigla = [copy.siglum for copy in collation.copies]
    lacking: dict[int, set[str]] = {}
    for passage in collation.passages:
        for item in range(*passage.items):
            lacking.setdefault(item, set()).update(passage.absent)
    rows = [sigla]
    shared = ""
    for n, item in enumerate(collation.content):
        variation = None if isinstance(item, str) else collation.variations[item]
        if variation is None or variation.class_ not in TELLING:
            shared += item if isinstance(item, str) else variation.readings[0].text if variation else ""
            if n not in lacking and n + 1 not in lacking:
                continue
            rows += _shared(shared, sigla, lacking.get(n, set()))
            shared = ""
            continue
        rows += _shared(shared, sigla, lacking.get(n, set()))
        shared = ""
        rows.append(_readings(variation, sigla))
    rows += _shared(shared, sigla, set())
    return "".join("\t".join(row) + "\n" for row in rows).encode("utf-8", "replace")


def _shared(text: str, sigla: list[str], absent: set[str]) -> list[list[str]]:
    cell = _cell(text)
    return [[LACUNA if siglum in absent else cell for siglum in sigla]] if cell else []


def _readings(variation: Variation, sigla: list[str]) -> list[str]:
    told = {siglum: _cell(reading.text) for reading in worded(variation) for siglum in reading.copies}
    return [told.get(siglum, LACUNA) for siglum in sigla]


def _cell(text: str) -> str:
    """A reading in one cell: no tabs, no line breaks, no quotation mark that a reader of tables would take for its own."""
    return _SPACE.sub(" ", text).strip().replace('"', "”")
