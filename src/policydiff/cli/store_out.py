# SPDX-License-Identifier: Apache-2.0
"""Commands of `policydiff store` by which something leaves it: exports and proofs."""

from pathlib import Path

import click

from policydiff.cli import shared
from policydiff.cli.output import say
from policydiff.cli.store_options import BAG_INFO, STORE, pairs, say_checkpoint, words
from policydiff.errors import UsageError
from policydiff.reasons import because

_EXPORTS = ("prov-json", "premis", "bagit", "warc", "wacz")


@click.command()
@STORE
@click.option("-o", "--output", required=True, type=shared.FILE, help="The file to write; for bagit, a new folder.")
@click.option(
    "--format", "form", type=click.Choice(_EXPORTS), required=True, help="The vocabulary, or the kind of package."
)
@click.option(
    "--copy", "only", multiple=True, metavar="COPY", help="Export only this copy and what refers to it. Repeatable."
)
@BAG_INFO
def export(store: Path, output: Path, form: str, only: tuple[str, ...], bag_info: tuple[str, ...]) -> None:
    """Export the record in a form that other programs can read; archives byte for byte (warc, wacz)."""
    from policydiff.provenance.dossier import gather
    from policydiff.provenance.exporting import write_export
    from policydiff.provenance.lookup import find_copy
    from policydiff.provenance.store import Store

    with Store.open(store) as opened:
        dossier = gather(opened, [find_copy(opened, one).seq for one in only] or None)
        key, count = write_export(opened, dossier, output, form, pairs(bag_info))
        say(words().t(f"store.{key}", n=count, target=output))
        say_checkpoint(opened)


@click.command()
@STORE
@click.argument("copy", metavar="COPY", required=False)
@click.option(
    "--since",
    type=shared.FILE,
    default=None,
    metavar="FILE",
    help="Prove instead that the log extends the checkpoint in FILE.",
)
@click.option("-o", "--output", default="-", show_default=True, metavar="FILE|-", help="Where the proof is written.")
def prove(store: Path, copy: str | None, since: Path | None, output: str) -> None:
    """Write a proof that a copy's entry is in the log; a page of code in any language can check it."""
    from policydiff.provenance.exporting import write_proof
    from policydiff.provenance.store import Store

    if (copy is None) == (since is None):
        raise UsageError("PD420", because("nothing_to_prove" if copy is None else "two_to_prove"))
    with Store.open(store) as opened:
        content = write_proof(opened, copy, since, output)
        if content:
            click.echo(content, nl=False)
        say(opened.checkpoint().line(), err=output == "-")


def register(group: click.Group) -> None:
    """Put the commands of this module into a group."""
    for command in (export, prove):
        group.add_command(command)
