# SPDX-License-Identifier: Apache-2.0
"""Commands of `policydiff store` for what outlives it: checkpoints, anchors, the sealed dossier."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli import shared
from policydiff.cli.output import say
from policydiff.cli.store_options import BAG_INFO, OPERATOR, STORE, TRUST, pairs, say_checkpoint, words

if TYPE_CHECKING:
    from policydiff.provenance.anchors.anchor import Trust
    from policydiff.provenance.operator import Operator
    from policydiff.provenance.sealing import Program


@click.command()
@STORE
@click.option(
    "-o",
    "--output",
    type=shared.FILE,
    default=None,
    help="Write the checkpoint to this file (the three lines of C2SP tlog-checkpoint) and not beside the store.",
)
@click.option(
    "--request",
    type=shared.FILE,
    default=None,
    metavar="FILE.tsq",
    help="Write the request for a time stamp over the checkpoint (RFC 3161), to be sent to an authority.",
)
def checkpoint(store: Path, output: Path | None, request: Path | None) -> None:
    """Print the checkpoint, and write it beside the store or to a file; with --request, what is to be stamped."""
    from policydiff.provenance.store import Store
    from policydiff.show.writing import write_file

    with Store.open(store) as opened:
        body = opened.checkpoint().body().encode()
        if request is not None:
            from policydiff.provenance.anchors.timestamp import request as asked

            write_file(request, asked(body), durable=True)
            say(words().t("store.requested", target=request))
        if output is None:
            opened.leave_checkpoint()
        else:
            write_file(output, body, durable=True)
        say_checkpoint(opened)


@click.command()
@STORE
@click.argument("file", metavar="FILE", type=shared.FILE)
@TRUST
@click.option(
    "--of",
    "document",
    type=shared.FILE,
    default=None,
    metavar="FILE",
    help="The file that was stamped, if it holds the checkpoint among other things; it is kept, too.",
)
@OPERATOR
def anchor(store: Path, file: Path, trust: "Trust", document: Path | None, operator: "Operator | None") -> None:
    """Keep what others stamped or signed of the checkpoint: a time stamp (FILE.tsr), a signed note, a proof (FILE.ots).

    It is checked first: a time stamp with --certificate, a note with --key. A proof of OpenTimestamps is kept and
    named; it is proven with --block-header alone.
    """
    from policydiff.provenance.anchors.anchor import sentence
    from policydiff.provenance.anchors.anchoring import anchor as kept
    from policydiff.provenance.anchors.reading import read_small
    from policydiff.provenance.store import Store

    with Store.open(store, write=True, operator=operator) as opened:
        done = kept(opened, read_small(file), file.name, trust, read_small(document) if document else None)
        say(words().reason(sentence(done.seq, done.state, done.finding)))
        if done.known:
            say(words().t("store.anchor_known"))
        say_checkpoint(opened)


@click.command()
@STORE
@click.option("-o", "--output", required=True, type=shared.FILE, metavar="DOSSIER", help="The folder to make.")
@click.option(
    "--program",
    type=click.Choice(["whole", "own", "none"]),
    default="whole",
    show_default=True,
    help="What of the program goes along: with all packages that it needs, by itself, or nothing.",
)
@BAG_INFO
def seal(store: Path, output: Path, program: "Program", bag_info: tuple[str, ...]) -> None:
    """Seal the store into a dossier: one bag with the store, copies, anchors, the program and the page verify.html.

    A store that is not sound is not sealed. `policydiff store import DOSSIER STORE` makes the store again.
    """
    from policydiff.provenance.sealing import seal as sealed
    from policydiff.reasons import tell

    done = sealed(store, output, pairs(bag_info), program)
    say(words().t("store.sealed", n=done.files, target=output, anchors=done.anchors))
    say(words().t("store.page", digest=done.page))
    for one in done.unchecked:
        say(words().t("store.not_checked", what=tell(one, words().lang)))
    if not done.anchors:
        say(words().t("store.unanchored"))
    say(done.checkpoint.line())


@click.command()
@click.option("-o", "--output", required=True, type=shared.FILE, help="The page is written to this file.")
def page(output: Path) -> None:
    """Write verify.html by itself: the page that checks a dossier's log and a file offline, not out of the dossier."""
    from hashlib import sha256

    from policydiff.report.verifier import verifier_page
    from policydiff.show.writing import write_file

    content = verifier_page()
    write_file(output, content, durable=True)
    say(words().t("store.page", digest=sha256(content).hexdigest()))


def register(group: click.Group) -> None:
    """Put the commands of this module into a group."""
    for command in (checkpoint, anchor, seal, page):
        group.add_command(command)
