# SPDX-License-Identifier: Apache-2.0
"""Options that several commands share, each written once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from policydiff.cli.language import language, settled, speak
from policydiff.languages import LANGUAGES
from policydiff.levels import LEVELS
from policydiff.show.styles import TERMS_STYLES

Added = Callable[[Callable[..., Any]], Callable[..., Any]]
"""What adds an option to a command."""

_TABLES = frozenset({"csv", "tsv", "checks"})
FILE = click.Path(path_type=Path)
PROFILE = click.option(
    "--profile",
    default=None,
    metavar="NAME",
    help=(
        "How strictly to judge: strict (house style is to be judged, too), default, lenient, or a name of"
        " policydiff.toml."
    ),
)
CONFIG = click.option(
    "--config",
    type=FILE,
    default=None,
    help="The configuration file; by default policydiff.toml in the current folder, if there is one.",
)
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="review",
    show_default=True,
    help=(
        "What makes the exit status 1: substantive, that wording or structure differs; review, also what is to be"
        " judged or hidden; fault, also errata and gaps; any, any difference; never, nothing."
    ),
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    help="How many processes work at a time; by default one per processor.",
)
MEMORY = click.option(
    "--memory",
    type=click.IntRange(min=0),
    default=1024,
    show_default=True,
    metavar="MB",
    help="Memory limit for one process; 0 for none.",
)


def terms(so: str) -> Added:
    """`--terms`, and what comes of them."""
    told = f"File of names and fixed formulas, one per line; {so}."
    return click.option("--terms", type=FILE, default=None, help=told)


TERMS = terms("a difference inside one has high severity")


def decisions(told: str, *, required: bool = False) -> Added:
    """`--decisions`, a file that says what people decided."""
    return click.option("--decisions", type=FILE, required=required, default=None, help=told)


def side(name: str, told: str, *names: str) -> Added:
    """An option that names one of both copies."""
    return click.option(name, *names, type=click.Choice(["a", "b"]), default=None, help=told)


def output(what: str) -> Added:
    """`--output`, where the file's ending selects the format."""
    return click.option("-o", "--output", default=None, metavar="FILE|-", help=f"Write {what}")


def form(names: Sequence[str], what: str = "The output format", more: str = "") -> Added:
    """`--format`, one of a table of formats; `more` says what is behind their names."""
    told = f"{what}, where the ending of the file does not select it{more}."
    return click.option("--format", "form", type=click.Choice(names), default=None, help=told)


def text_or_json(told: str) -> Added:
    """`--format` of what is printed for people, or for programs."""
    choice = click.Choice(["text", "json"])
    return click.option("--format", "form", type=choice, default="text", show_default=True, help=told)


def detail(usual: str) -> Added:
    """`--detail`, with what is usual for the command."""
    told = "List all differences, or only those that tell against equality."
    choice = click.Choice(["telling", "all"])
    return click.option("--detail", type=choice, default=usual, show_default=True, help=told)


def timeout(of: str) -> Added:
    """`--timeout` for one piece of work."""
    return click.option(
        "--timeout",
        type=click.FloatRange(min=0),
        default=50.0,
        show_default=True,
        metavar="SECONDS",
        help=f"Time limit for one {of}; 0 for none.",
    )


CROPS = click.option(
    "--crops",
    type=click.Choice(["telling", "all", "none"]),
    default="telling",
    show_default=True,
    help="Of which places on the pages of scanned and printed copies the HTML report has pictures.",
)


TERMS_STYLE = click.option(
    "--terms-style",
    type=click.Choice(TERMS_STYLES),
    default=None,
    help="The words in which a base copy judges: textual, 脱 衍 讹 倒 (the default), or portal, 漏 多 错 颠倒.",
)


def ui_lang(of: str) -> Added:
    """`--ui-lang`, the language that something is written in."""
    told = f"The language of the {of}; by default that of the system."
    return click.option("--ui-lang", type=click.Choice(LANGUAGES), default=None, callback=_spoken, help=told)


def written_in(form: str, lang: str) -> str:
    """The language of an output: tables that programs read do not follow the machine."""
    return settled() if form in _TABLES else lang


def _spoken(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The language that is asked for, and spoken from here on; else the reader's."""
    if value:
        speak(value)
    return language()
