# SPDX-License-Identifier: Apache-2.0
"""Commands of `policydiff store` that make a store anew, bring it up to date, or take something back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli import shared
from policydiff.cli.output import say
from policydiff.cli.store_options import OPERATOR, STORE, say_checkpoint, words
from policydiff.errors import UsageError
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.provenance.operator import Operator


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
def reindex(store: Path) -> None:
    """Rebuild the hash tree and every index from the log."""
    from policydiff.provenance.store import Store

    with Store.open(store, write=True) as opened:
        say(words().t("store.indexed", n=opened.reindex()))
        say_checkpoint(opened)


@click.command()
@STORE
@click.argument("copy", metavar="COPY")
@click.option("--reason", required=True, help="Why the copy is taken back.")
@OPERATOR
def retract(store: Path, copy: str, reason: str, operator: "Operator | None") -> None:
    """Take back a copy: it stays, with all that was recorded, and is marked as not to be used."""
    from policydiff.provenance.lookup import find_copy
    from policydiff.provenance.redacting import retract as taken_back
    from policydiff.provenance.store import Store

    with Store.open(store, write=True, operator=operator) as opened:
        say(words().t("store.retracted", n=taken_back(opened, find_copy(opened, copy), reason)))
        say_checkpoint(opened)


@click.command()
@STORE
@click.argument("copies", metavar="COPY...", nargs=-1, required=True)
@click.option("--ground", required=True, help="On what legal ground.")
@click.option("--records", is_flag=True, help="Take out what the log says of the copies, too, not their bytes alone.")
@OPERATOR
def redact(store: Path, copies: tuple[str, ...], ground: str, records: bool, operator: "Operator | None") -> None:
    """Take the bytes of copies out of the file by law, and leave a tombstone that keeps the log whole.

    Who does it must be said with --operator. Other files with the same bytes, such as backups, are not touched.
    """
    from policydiff.provenance.lookup import find_copy
    from policydiff.provenance.redacting import redact as taken_out
    from policydiff.provenance.store import Store

    if operator is None:
        raise UsageError("PD436", because("nobody_named"))
    with Store.open(store, write=True, operator=operator) as opened:
        done = taken_out(opened, [find_copy(opened, one) for one in copies], ground, records=records)
        say(words().t("store.redacted", n=done.blobs, size=done.size, entries=len(done.entries), stone=done.seq))
        if done.kept:
            say(words().t("store.texts_kept", n=done.kept))
        say_checkpoint(opened)


def register(group: click.Group) -> None:
    """Put the commands of this module into a group."""
    for command in (import_, upgrade, reindex, retract, redact):
        group.add_command(command)
