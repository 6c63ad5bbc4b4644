# SPDX-License-Identifier: Apache-2.0
"""`policydiff schema NAME`: the JSON Schema of an output."""

import click


@click.command("schema")
@click.argument("name", metavar="[NAME]", required=False)
def command(name: str | None) -> None:
    """Print the JSON Schema (2020-12) of an output.

    Without an argument, list the outputs that have one.

    \b
    Examples:
      policydiff schema comparison
      policydiff schema decisions > decisions.schema.json
    """
    from policydiff.cli.language import language
    from policydiff.reasons import LANGUAGES
    from policydiff.schemas import names, schema
    from policydiff.show.i18n import terminal

    if name is None:
        words = terminal(language())
        for known in names():
            click.echo(known if words.lang == "en" else f"{known:<12}{words.t(f'schema.{known}')}")
        return
    called = {told: key for lang in LANGUAGES for key, told in terminal(lang).tables["schema"].items()}
    click.echo(schema(called.get(name, name)), nl=False)
