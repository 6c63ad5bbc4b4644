# SPDX-License-Identifier: Apache-2.0
"""Help pages in the reader's language: a command as it is, with its words from the catalogue.

English stands in the code beside each option; the other languages stand in templates/i18n/help under the command and
the option. Nothing of this is read but where a page in such a language is printed."""

import re
from copy import copy
from functools import cache
from typing import Any

import click

from policydiff.cli.language import language
from policydiff.show.i18n import tables

Tables = dict[str, dict[str, str]]
_PLACE = re.compile(r"[A-Z]+")


@cache
def pages(lang: str) -> Tables:
    """What help says in a language, by command and option; nothing for English, which the code holds."""
    if lang == "en":
        return {}
    return tables(f"help/{lang}.toml")


def word(name: str, english: str) -> str:
    """A word of the frame of a page: its heads, its marks."""
    return pages(language()).get("words", {}).get(name, english)


def name_of(ctx: click.Context) -> str:
    """How the catalogue names the command of a context: without the program's own name."""
    path = ctx.command_path.split(" ")
    return " ".join(path[1:]) or "policydiff"


def translated(ctx: click.Context) -> click.Command:
    """The command of a context with its words in the reader's language, for its help page alone."""
    found = pages(language())
    if not found:
        return ctx.command
    name = name_of(ctx)
    own = found.get(name, {})
    command = copy(ctx.command)
    command.help = own.get("about", command.help)
    command.epilog = own.get("more", command.epilog)
    command.options_metavar = found["words"]["given"]
    if isinstance(command, click.Group):
        command.subcommand_metavar = found["words"]["command"]
        command.commands = {key: _brief(child, f"{name} {key}", found) for key, child in command.commands.items()}
    command.params = [_param(param, ctx, found, name) for param in ctx.command.get_params(ctx)]
    command.add_help_option = False  # it stands among the others by now
    return command


def placed(written: str, found: Tables) -> str:
    """What stands for a value on the command line, FILE or [NAME], in the words of a catalogue."""
    return _PLACE.sub(lambda one: found["places"].get(one[0], one[0]), written.replace(" RANGE", ""))


def _range(bounds: str, found: Tables) -> str:
    """A range that click writes, `x>=1`, in words."""
    return found["words"]["least"].format(n=bounds[3:]) if bounds.startswith("x>=") else bounds


def said_of(option: str, name: str, found: Tables) -> str | None:
    """What the catalogue has for an option of a command: its own words, those of its group, or what all share."""
    sections = (name, name.partition(" ")[0], "any")
    return next((found[section][option] for section in sections if option in found.get(section, {})), None)


def summary_of(name: str, english: str) -> str:
    """The line of a command in an overview."""
    about = pages(language()).get(name, {}).get("about", english)
    return " ".join(about.strip().partition("\n\n")[0].split())


def _brief(child: click.Command, name: str, found: Tables) -> click.Command:
    brief = copy(child)
    brief.short_help = summary_of(name, child.short_help or "")
    return brief


def _param(param: click.Parameter, ctx: click.Context, found: Tables, name: str) -> click.Parameter:
    """A parameter with its help in the language, what click would add to it included."""
    if not isinstance(param, click.Option):
        place = copy(param)
        place.metavar = placed(param.make_metavar(ctx), found)
        return place
    shown = copy(param)
    if not isinstance(param.type, click.Choice) and not param.is_flag:
        shown.metavar = placed(param.make_metavar(ctx), found)
    help_ = said_of(max(param.opts, key=len), name, found) or param.help or ""
    extra: Any = param.get_help_extra(ctx)
    marks = [found["words"]["default"].format(value=extra["default"])] if "default" in extra else []
    marks += [_range(extra["range"], found)] if "range" in extra else []
    marks += [found["words"]["required"]] if "required" in extra else []
    shown.help = help_ + (f"  [{found['words']['clause'].join(marks)}]" if marks else "")
    shown.show_default = False
    shown.required = False
    shown.get_help_extra = lambda _: {}  # type: ignore[method-assign, assignment]  # it is in the text
    return shown
