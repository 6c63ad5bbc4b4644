# SPDX-License-Identifier: Apache-2.0
"""The command `policydiff`: which subcommands there are, each loaded only when it is called."""

import gc
import os
import sys
from importlib import import_module
from importlib.util import find_spec

import click

from policydiff import __version__
from policydiff.batch.interrupt import heed
from policydiff.cli.boundary import run
from policydiff.cli.help import CellFormatter, unknown_command
from policydiff.cli.language import language, speak
from policydiff.cli.terminal import prepare_streams
from policydiff.errors import UsageError
from policydiff.languages import LANGUAGES

_OBJECTS = 100_000
"""New containers after which a command looks for cycles among them, which it makes few of: at Python's 700 it looks
a hundred times at modules, classes and tables before it has begun, a tenth of a short comparison."""

LAZY: dict[str, str] = {
    "compare": "policydiff.cli.compare:command",
    "batch": "policydiff.cli.batch:command",
    "apply": "policydiff.cli.apply:command",
    "lint": "policydiff.cli.lint:command",
    "inspect": "policydiff.cli.inspect:command",
    "canonicalize": "policydiff.cli.canonicalize:command",
    "group": "policydiff.cli.group:command",
    "collate": "policydiff.cli.collate:command",
    "store": "policydiff.cli.store:command",
    "explain": "policydiff.cli.explain:command",
    "schema": "policydiff.cli.schema:command",
    "help": "policydiff.cli.asking:command",
}
"""Subcommand to where it lives (`module:attribute`), in the order of the overview."""


def summary(target: str) -> str:
    """Return a subcommand's line for the overview: the first paragraph of its docstring, read without importing it."""
    import ast
    from importlib.abc import SourceLoader

    module, _, attribute = target.partition(":")
    spec = find_spec(module)
    source = spec.loader.get_source(module) if spec and isinstance(spec.loader, SourceLoader) else None
    for node in ast.parse(source or "").body:
        if isinstance(node, ast.FunctionDef) and node.name == attribute:
            return _first_paragraph(ast.get_docstring(node) or "")
    return ""


def _first_paragraph(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


class CellContext(click.Context):
    """A context whose help pages are measured in terminal cells."""

    formatter_class = CellFormatter

    def get_help(self) -> str:
        """Return the page of the command, in the language of the reader."""
        if language() == "en":
            return super().get_help()
        from policydiff.cli.translated import translated

        return translated(self).get_help(self)


def _dressed(command: click.Command, prefix: str) -> click.Command:
    """Return `command`, it and its subcommands printing help by cells, each option with its environment twin.

    The twin is named after the option as it is written (`compare --fail-on`: POLICYDIFF_COMPARE_FAIL_ON), where click
    would name it after the parameter in the code.
    """
    command.context_class = CellContext
    if not isinstance(command, click.Group) and not any(param.name == "ui_lang" for param in command.params):
        command.params.append(_language_option())
    for option in command.params:
        if isinstance(option, click.Option) and option.envvar is None and option.allow_from_autoenv:
            written = max(option.opts, key=len)
            option.envvar = f"{prefix}_{written.lstrip('-').replace('-', '_').upper()}"
    for name, child in getattr(command, "commands", {}).items():
        child.short_help = child.short_help or _first_paragraph(child.help or "")  # else click cuts it off
        _dressed(child, f"{prefix}_{name.replace('-', '_').upper()}")
    return command


def _language_option() -> click.Option:
    """`--ui-lang` of a command that does not name what it writes in that language."""
    return click.Option(
        ["--ui-lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        callback=lambda _ctx, _param, value: speak(value) if value else None,
        help="The language of the interface; by default that of the system.",
    )


def _is_there(name: str) -> bool:
    """Whether there is such a subcommand, and its module."""
    return name in LAZY and find_spec(LAZY[name].partition(":")[0]) is not None


class LazyGroup(click.Group):
    """A group that imports a subcommand only to run it or to print its own help.

    A subcommand whose module is not there is not listed.
    """

    context_class = CellContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands that exist, in the order of the table."""
        return list(filter(_is_there, LAZY))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand, importing its module, or None where there is no such name."""
        if not _is_there(cmd_name):
            return None
        module, _, attribute = LAZY[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return _dressed(command, f"POLICYDIFF_{cmd_name.upper()}")

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand that `args` begins with; a misspelt one is answered with the nearest names."""
        name = args[0]
        if _is_there(name) or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from policydiff.reasons import because

        if os.path.lexists(name):  # a copy where the command should stand
            from shlex import join

            raise UsageError("PD200", because("file_for_command", name=name, files=join(args)))
        raise unknown_command(name, self.list_commands(ctx))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview, without importing what it lists."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary_of(name)) for name in self.list_commands(ctx)])


def _summary_of(name: str) -> str:
    """A subcommand's line in the language of the reader."""
    if language() == "en":
        return summary(LAZY[name])
    from policydiff.cli.translated import summary_of

    return summary_of(name, "")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="policydiff")
def cli() -> None:
    """Compare copies of Chinese official notices.

    Is the wording the same, and if not, what changed and in which task? What differs only in
    script, reading gloss, layout or page furniture is counted and set aside.

    \b
    policydiff compare a.txt b.txt                  a summary on the terminal
    policydiff compare a.txt b.txt -o report.html   the report to work in

    Exit status: 0 nothing found, 1 something found, 2 usage, input or integrity error, 101
    internal error, 130 interrupted.
    """


def entry() -> None:
    """Run the command line and end the process with its status; the console script points here.

    On its way out the interpreter looks for cycles in all modules and tables several times, a tenth of a short
    command: they are put out of its sight, since the process ends with them.
    """
    gc.set_threshold(_OBJECTS)
    prepare_streams()
    heed()
    status = run(cli, sys.argv[1:])
    gc.freeze()
    sys.exit(status)
