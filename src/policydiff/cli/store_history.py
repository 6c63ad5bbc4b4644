# SPDX-License-Identifier: Apache-2.0
"""Commands of `policydiff store` that look back: which copies there are, and the history of an address or a notice."""

import sys
from pathlib import Path

import click

from policydiff.cli import shared
from policydiff.cli.output import put, say
from policydiff.cli.reading import OCR_CACHE, tools_of
from policydiff.cli.store_options import FORMAT, STORE, words
from policydiff.errors import UsageError
from policydiff.reasons import because

_SOURCES, _TEXTS = ("capture", "claimed", "file"), ("observed", "not_examined")
"""As `provenance.listing` has them, which is loaded when it is used."""


def _told(_ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """What is looked for; nothing where the option is not given, and never an empty word, which would fit all."""
    if value is not None and not value.strip():
        name = param.opts[0] if isinstance(param, click.Option) else param.make_metavar(_ctx)
        raise UsageError("PD200", because("filter_empty", option=name))
    return value or ""


@click.command("list")
@STORE
@click.option(
    "--from", "start", callback=_told, metavar="TIME", help="Only copies retrieved at this time or later (EDTF)."
)
@click.option(
    "--to", "end", callback=_told, metavar="TIME", help="Only copies retrieved at this time or earlier (EDTF)."
)
@click.option(
    "--url",
    callback=_told,
    metavar="URL|HOST",
    help="Only copies whose address begins so, or lies at this host or below.",
)
@click.option(
    "--media-type", callback=_told, metavar="TYPE", help="Only copies of this media type: text/html, or text/."
)
@click.option("--source", type=click.Choice(_SOURCES), default=None, help="Only captures, claimed captures, or files.")
@click.option("--text", type=click.Choice(_TEXTS), default=None, help="Only copies whose text was read, or was not.")
@click.option("--problem", callback=_told, metavar="CODE|any", help="Only copies with this problem, or with any.")
@click.option("--agent", callback=_told, metavar="NAME", help="Only copies that this operator or crawler took in.")
@click.option("--count", is_flag=True, help="Print only how many there are.")
@FORMAT
def list_(
    store: Path,
    start: str,
    end: str,
    url: str,
    media_type: str,
    source: str | None,
    text: str | None,
    problem: str,
    agent: str,
    count: bool,
    form: str,
) -> None:
    """List the copies: number, hash, when retrieved, name, document number, title, address.

    Filters are combined: a copy is listed that fits all of them.
    """
    from policydiff.cli import store_listed
    from policydiff.provenance.edtf import parse_stated
    from policydiff.provenance.listing import Choice, listed
    from policydiff.provenance.store import Store

    start, end = (parse_stated(time).text if time else "" for time in (start, end))
    choice = Choice(start, end, url, media_type, source or "", text or "", problem, agent)
    with Store.open(store) as opened:
        found = listed(opened, choice)
        sys.stdout.write(store_listed.listed(found, choice, opened.checkpoint(), form, count=count))


@click.command()
@STORE
@click.argument("wanted", metavar="URL|NOTICE", callback=_told)
@shared.output("the history to this file, whose ending selects the format.")
@shared.form(("text", "json", "html"), "The format")
@click.option("--recorded", is_flag=True, help="Tell only comparisons that are recorded; compare nothing now.")
@OCR_CACHE
@shared.ui_lang("history")
@shared.timeout("file")
@shared.MEMORY
def timeline(
    store: Path,
    wanted: str,
    output: str | None,
    form: str | None,
    recorded: bool,
    ocr_cache: Path | None,
    ui_lang: str,
    timeout: float,
    memory: int,
) -> None:
    """Show the history of an address or a notice: copies, absences, what changed between copies, who said what.

    URL begins with https:// or http://. NOTICE is a document number, a title, or a copy, whose notice is meant.
    """
    from policydiff.cli import store_timeline
    from policydiff.copies import ReadingOptions, bounded
    from policydiff.provenance.store import Store
    from policydiff.provenance.timeline import timeline as history

    form = store_timeline.form_of(form, output)
    with Store.open(store) as opened:
        limits = bounded(ReadingOptions(), timeout, memory).limits
        found = history(opened, wanted, compare=not recorded, limits=limits, tools=tools_of(None, ocr_cache))
    put(store_timeline.written(found, form, ui_lang), output, visible=form == "text")
    if output not in (None, "-"):
        say(words().t("timeline.written", target=output))
        say(found.checkpoint.line())


def register(group: click.Group) -> None:
    """Put the commands of this module into a group."""
    for command in (list_, timeline):
        group.add_command(command)
