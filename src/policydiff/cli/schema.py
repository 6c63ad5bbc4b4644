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
    from policydiff.schemas import names, schema

    click.echo("\n".join(names()) if name is None else schema(name), nl=name is None)
