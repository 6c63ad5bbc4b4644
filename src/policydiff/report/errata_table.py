# SPDX-License-Identifier: Apache-2.0
"""The table of errata for a spreadsheet, with commas or with tabs between the cells."""

import csv
import io
from dataclasses import astuple

from policydiff.model import Comparison
from policydiff.report.errata_cells import cells, heads
from policydiff.report.sources import sources_of
from policydiff.report.texts import Options, Texts
from policydiff.show.guarding import guard


def write_csv(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The table as CSV (RFC 4180, UTF-8 with a byte order mark, which Excel asks for)."""
    return _written(comparison, texts, options, ",")


def write_tsv(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    """The same with tabs; no cell holds a tab or a line break of its own."""
    return _written(comparison, texts, options, "\t")


def _written(comparison: Comparison, texts: Texts, options: Options, delimiter: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(heads(comparison, options.words))
    rows = cells(comparison, sources_of(comparison, texts), options.words)
    writer.writerows([guard(cell) for cell in astuple(row)] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")
