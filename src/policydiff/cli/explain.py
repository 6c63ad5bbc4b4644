# SPDX-License-Identifier: Apache-2.0
"""`policydiff explain CODE|KIND`: what it means, an example, what to do."""

import click


@click.command("explain")
@click.argument("term", metavar="[CODE|KIND]", required=False)
def command(term: str | None) -> None:
    """Explain an error code, a kind or class of difference, or a verdict.

    Without an argument, list everything there is to explain.

    \b
    Examples:
      policydiff explain PD240
      policydiff explain ambiguous_script
      policydiff explain equivalent
    """
    from policydiff.cli.help import wrap_cells
    from policydiff.explanations import explain, explanations

    if term is None:
        for sort in ("verdict", "class", "kind", "code"):
            names = [found.term for entries in explanations().values() for found in entries if found.sort == sort]
            click.echo(f"{sort}:")
            for line in wrap_cells(", ".join(names), 76):
                click.echo(f"  {line}")
        return
    for number, found in enumerate(explain(term)):
        if number:
            click.echo()
        click.echo(f"{found.term} ({found.sort}{f' of class {found.belongs}' if found.belongs else ''})")
        for heading, said in (("", found.what), ("for example: ", found.example), ("what to do: ", found.do)):
            for line in wrap_cells(heading + said, 76):
                click.echo(f"  {line}")
