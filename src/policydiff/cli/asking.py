# SPDX-License-Identifier: Apache-2.0
"""`policydiff help [COMMAND]`: the page that `--help` prints."""

import click


@click.command("help")
@click.argument("names", metavar="[COMMAND]…", nargs=-1)
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Show the help page of a command, or the list of commands.

    \b
    Examples:
      policydiff help
      policydiff help compare
      policydiff help store add
    """
    from policydiff.cli.help import unknown_command

    asked = ctx.find_root()
    for name in names:
        group = asked.command
        if not isinstance(group, click.Group):
            break  # the rest of a command line, copied
        child = group.get_command(asked, name)
        if child is None:
            path = asked.command_path.split()[1:]
            raise unknown_command(
                " ".join([*path, name]), [" ".join([*path, one]) for one in group.list_commands(asked)]
            )
        asked = child.context_class(child, info_name=name, parent=asked)
    click.echo(asked.get_help())
