# SPDX-License-Identifier: Apache-2.0
"""`policydiff canonicalize FILE`: the text at the layer where copies are compared."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.output import TEXT_OR_JSON, apart_from, form_of, put
from policydiff.cli.reading import MORE, Asked, CopyPath, OneCopy, reading_options, told_copy

if TYPE_CHECKING:
    from policydiff.model import Witness


@click.command("canonicalize", cls=OneCopy)
@click.argument("file", type=CopyPath())
@MORE
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("-"),
    help="Write to this file instead of standard output; the ending .json selects JSON.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    help="Text, or JSON with the map back to the source. [default: by the file's ending, else text]",
)
@reading_options
def command(file: Path, output: Path, form: str | None, how: Asked) -> None:
    """Print the canonical text of a copy: one script, no glosses, no layout, one unit or paragraph per line.

    Copies are compared in this form; reports never show it as if it were the source.

    \b
    Examples:
      policydiff canonicalize notice.txt
      policydiff canonicalize notice.txt --format json -o notice.json
    """
    from policydiff.pipeline import prepare
    from policydiff.report.canonical import canonical_text, render_json, render_text

    apart_from(output, (file,))
    form = form_of(output, form, TEXT_OR_JSON, "the canonical text")

    def shown(witness: "Witness") -> bytes:
        found = canonical_text(prepare(witness))
        return render_json(found) if form == "json" else render_text(found).encode()

    put(told_copy(file, shown, how.reading()), output, visible=True)
