# SPDX-License-Identifier: Apache-2.0
"""`policydiff collate A B C…`: many copies of one notice, without a preferred reading."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli import shared
from policydiff.cli.output import apart_from, form_of, put, say
from policydiff.cli.reading import Asked, CopyPath, each_copy, reading_options
from policydiff.cli.store_options import OPERATOR
from policydiff.errors import OK, TROUBLE
from policydiff.lineage.formats import NAMES

if TYPE_CHECKING:
    from policydiff.copies import ReadingOptions
    from policydiff.lineage.result import Collation
    from policydiff.provenance.operator import Operator


@click.command(
    epilog="""\b
Examples:
  policydiff collate a.txt b.html c.docx
  policydiff collate copies/*.txt -o collation.html
  policydiff collate copies/*.txt --base copies/gazette.txt --format notes
  policydiff collate a.txt b.txt c.txt -o apparatus.xml

\b
Endings: .html, .json, .csv (copies by places), .xml (TEI, parallel segmentation),
.graphml, .dot, .nwk (the lineage), .tsv (for stemmaweb).
The order in which copies are named does not change the result.
Exit status: 0, or 2 if a file could not be read."""
)
@click.argument("files", nargs=-1, required=True, type=CopyPath(), metavar="A B C…")
@shared.output("the collation to this file, whose ending selects the format.")
@shared.form(NAMES)
@click.option(
    "--base",
    type=shared.FILE,
    default=None,
    help="The base copy (底本) that readings are cited against: one of the files, named in the same way.",
)
@click.option(
    "--record",
    type=shared.FILE,
    default=None,
    metavar="STORE",
    help="Record the collation in a store, and the lineage as claims about its copies.",
)
@OPERATOR
@shared.ui_lang("result")
@shared.timeout("file")
@shared.MEMORY
@reading_options
def command(
    files: tuple[Path, ...],
    output: str | None,
    form: str | None,
    base: Path | None,
    record: Path | None,
    operator: "Operator | None",
    ui_lang: str,
    timeout: float,
    memory: int,
    how: Asked,
) -> int:
    """Collate many copies: where they vary, what each lacks, and which descends from which."""
    from policydiff.copies import bounded, on_copies
    from policydiff.lineage import formats
    from policydiff.lineage.collate import collate
    from policydiff.pipeline import complete

    apart_from(output, files)
    form = form_of(output, form, formats.FORMATS, "a collation", "PD207")
    reading = bounded(how.reading(), timeout, memory)
    prepared, failed = each_copy(dict.fromkeys(files), complete, reading)

    def collated() -> "tuple[bytes, Collation | None]":
        made = collate(prepared, None if base is None else str(base), converters=form in ("html", "json"))
        return formats.write(made, form, shared.written_in(form, ui_lang)), made if record is not None else None

    limits = replace(reading.limits, wall_seconds=reading.limits.wall_seconds * max(1, len(prepared)))
    content, collation = on_copies(collated, [copy.witness for copy in prepared], limits)
    put(content, output)
    if record is not None and collation is not None:
        _record(collation, record, reading, operator)
    return TROUBLE if failed else OK


def _record(collation: "Collation", path: Path, how: "ReadingOptions", operator: "Operator | None") -> None:
    """Record the collation and the claims that follow from it."""
    from policydiff.cli.store_options import words
    from policydiff.provenance.collating import record_collation
    from policydiff.provenance.store import Store

    with Store.open(path, write=True, operator=operator) as store:
        done = record_collation(store, collation, how)
        say(words().t("store.collation_known" if done.known else "store.collated", n=done.seq), err=True)
        for seq, parent, child in done.claims:
            say(words().t("store.edge", n=seq, parent=parent, child=child), err=True)
        say(store.checkpoint().line(), err=True)
