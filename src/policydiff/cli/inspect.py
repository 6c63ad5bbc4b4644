# SPDX-License-Identifier: Apache-2.0
"""`policydiff inspect FILE`: what was read from one copy."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli.output import TEXT_OR_JSON, apart_from, form_of, put
from policydiff.cli.reading import MORE, Asked, CopyPath, OneCopy, reading_options

if TYPE_CHECKING:
    from policydiff.model import Witness


@click.command("inspect", cls=OneCopy)
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
    help="A tree to read, or JSON. [default: by the file's ending, else text]",
)
@click.option(
    "--converter",
    is_flag=True,
    help=(
        "Show instead how a traditional copy was converted: by table or by phrases, glyphs, choices, glosses, nearest"
        " kinds."
    ),
)
@reading_options
def command(file: Path, output: Path, form: str | None, converter: bool, how: Asked) -> None:
    """Show what was read from a copy: encoding, units, fields, what is missing.

    Offsets count code points of the decoded text.

    \b
    Examples:
      policydiff inspect notice.txt
      policydiff inspect page.html#2 --encoding gbk
      policydiff inspect notice.txt --format json -o notice.json
      policydiff inspect copy.txt --converter
    """
    from policydiff.cli.language import language
    from policydiff.copies import with_copy
    from policydiff.pipeline import prepare
    from policydiff.report.inspection import inspection, render_json, render_text

    apart_from(output, (file,))
    form = form_of(output, form, TEXT_OR_JSON, "what was read")

    lang = language()

    def shown(witness: "Witness") -> bytes:
        copy = prepare(witness)
        if converter:
            from policydiff.report import converter as profile

            made = profile.report(copy)
            return profile.render_json(made) if form == "json" else profile.render_text(made, lang).encode()
        found = inspection(copy)
        return render_json(found) if form == "json" else render_text(found, copy, lang).encode()

    put(with_copy(file, shown, how.reading()), output, visible=True)
