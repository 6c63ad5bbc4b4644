# SPDX-License-Identifier: Apache-2.0
"""Commands of `policydiff store` that make a store anew, bring it up to date, or take something back."""

from pathlib import Path

import click

from policydiff.cli import shared
from policydiff.cli.output import say
from policydiff.cli.store_options import STORE, say_checkpoint, words


@click.command("import")
@click.argument("source", metavar="SOURCE", type=shared.FILE)
@STORE
def import_(source: Path, store: Path) -> None:
    """Make a store anew from a bag or a WACZ that was exported: the same log to the byte, the same checkpoint.

    SOURCE is the folder of the bag, or the WACZ file.
    """
    from policydiff.provenance.importing import import_store

    checkpoint = import_store(source, store)
    say(words().t("store.imported", store=store, source=source))
    say(checkpoint.line())


@click.command()
@STORE
def upgrade(store: Path) -> None:
    """Bring the layout of the file up to this version; every entry stays, and the log says so."""
    from policydiff.provenance.store import Store

    with Store.open(store, write=True) as opened:
        before, after = opened.upgrade()
        say(words().t("store.upgraded" if before < after else "store.up_to_date", before=before, after=after))
        say_checkpoint(opened)


@click.command()
@STORE
@click.option(
    "-o",
    "--output",
    type=shared.FILE,
    default=None,
    help="Write the checkpoint to this file (the three lines of C2SP tlog-checkpoint) and not beside the store.",
)
def checkpoint(store: Path, output: Path | None) -> None:
    """Print the checkpoint, and write it beside the store or to a file."""
    from policydiff.provenance.store import Store
    from policydiff.show.writing import write_file

    with Store.open(store) as opened:
        if output is None:
            opened.leave_checkpoint()
        else:
            write_file(output, opened.checkpoint().body().encode(), durable=True)
        say_checkpoint(opened)


def register(group: click.Group) -> None:
    """Put the commands of this module into a group."""
    for command in (import_, upgrade, checkpoint):
        group.add_command(command)
