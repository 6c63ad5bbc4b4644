# SPDX-License-Identifier: Apache-2.0
"""`policydiff store`: copies kept with where they came from, and proof that nobody touched them since."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from msgspec import structs

from policydiff.cli import shared, store_acts, store_anchor, store_history, store_out
from policydiff.cli.output import put, say
from policydiff.cli.reading import OCR_CACHE, CopyPath, tools_of
from policydiff.cli.store_options import FORMAT, OPERATOR, STORE, TRUST, facts, say_checkpoint, say_problems, words
from policydiff.errors import FOUND, OK, TROUBLE, PolicydiffError, UsageError
from policydiff.levels import Level
from policydiff.reasons import because
from policydiff.report.formats import NAMES

if TYPE_CHECKING:
    from policydiff.provenance.adding import Adder
    from policydiff.provenance.anchors.anchor import Trust
    from policydiff.provenance.operator import Operator
    from policydiff.provenance.store import Store
    from policydiff.report.crops import Which


@click.group(
    epilog="""\b
Examples:
  policydiff store init notices.store
  policydiff store add notices.store saved/ --retrieved 2023-02
  policydiff store verify notices.store --checkpoint seen.txt

Every command prints a checkpoint. Keep one elsewhere: with it you can show later that
the history of the store was not rewritten. docs/store.md explains how."""
)
def command() -> None:
    """Keep copies with a record of where they came from, and prove that nothing was changed since."""


@command.command()
@STORE
@click.option("--note", default=None, help="What the store is for.")
@OPERATOR
def init(store: Path, note: str | None, operator: "Operator | None") -> None:
    """Make an empty store: one file."""
    from policydiff.provenance.store import Store

    with Store.create(store, note=note, operator=operator) as opened:
        say(words().t("store.made", store=store))
        say_checkpoint(opened)


def _not_swapped(store: Path, files: tuple[Path, ...]) -> None:
    """Raise UsageError PD204 where the store stands behind the file that it is to take."""
    from policydiff.provenance.connection import is_database

    if files and is_database(files[-1]) and not is_database(store):
        given = " ".join(str(file) for file in (store, *files[:-1]))
        raise UsageError("PD204", because("store_last", file=store, store=files[-1], files=given))


@command.command()
@STORE
@click.argument("files", nargs=-1, metavar="FILE...", type=CopyPath())
@facts
@click.option(
    "--facts",
    "table",
    type=shared.FILE,
    default=None,
    help="A CSV with one line per file: file,url,retrieved,note,rights,identifier …",
)
@click.option(
    "--by-reference",
    is_flag=True,
    help="Record the copies, their hashes and their texts, but leave the bytes where they are.",
)
@click.option(
    "--again", is_flag=True, help="Record once more what the store has from the same place; by default it is skipped."
)
@click.option(
    "--accept-bad-digest",
    is_flag=True,
    help="Take captures whose digest does not hold, too, as what the archive claims.",
)
@click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=N",
    help="A limit on file contents, such as pages=200; of larger files the bytes are kept and no text is read.",
)
@OCR_CACHE
@shared.timeout("file")
@shared.MEMORY
@OPERATOR
@FORMAT
def add(
    store: Path,
    files: tuple[Path, ...],
    table: Path | None,
    by_reference: bool,
    again: bool,
    accept_bad_digest: bool,
    limits: tuple[str, ...],
    operator: "Operator | None",
    form: str,
    ocr_cache: Path | None,
    timeout: float,
    memory: int,
    **said: Any,
) -> int:
    """Take in files, folders or web archives (FILE.warc.gz, FILE.wacz), or captures of one (FILE#URL, FILE#TIME/URL).

    Bytes are always kept: a copy whose text cannot be read is taken in with its text «not examined», and the exit
    status is 2. The options describe every copy that is added. The table of --facts describes files one by one; where
    no FILE is given, it also says which files to add.
    """
    from policydiff.cli.reading import limits_of
    from policydiff.config import found_in, load
    from policydiff.copies import ReadingOptions, bounded
    from policydiff.provenance.adding import Adder
    from policydiff.provenance.assertions import assertions, read_table
    from policydiff.provenance.store import Store

    _not_swapped(store, files)
    told = assertions(said, "options")
    lines = read_table(table) if table else {}
    if not files and not lines:
        raise UsageError("PD419", because("nothing_to_add"))
    paths = list(files) or [table.parent / CopyPath().convert(name, None, None) for name in lines if table]
    if table:
        lines |= {str(table.parent / name): line for name, line in lines.items()}
    reading = ReadingOptions(limits=limits_of((*load(found_in(Path())).limits, *limits)))
    with Store.open(store, write=True, operator=operator) as opened:
        adder = Adder(
            opened,
            by_reference,
            bounded(reading, timeout, memory).limits,
            tools_of(None, ocr_cache),
            again=again,
            accept_bad_digest=accept_bad_digest,
        )
        try:
            adder.add_paths(paths, told, lines)
        except (PolicydiffError, KeyboardInterrupt):
            say(words().t("store.kept_before", n=len(adder.added)), err=True)
            raise
        finally:
            _tell_added(adder, opened, form)
    return TROUBLE if adder.troubled else OK


def _tell_added(adder: "Adder", opened: "Store", form: str) -> None:
    """What an `add` did, to its end or midway."""
    from policydiff.cli import store_text
    from policydiff.cli.boundary import say_failure

    sys.stdout.write(store_text.added(adder, opened.checkpoint(), form))
    say_problems(opened)
    for error in [refusal.error for refusal in adder.refused] + [one.unread for one in adder.added if one.unread]:
        say_failure(error)


@command.command()
@STORE
@click.argument("copy", metavar="COPY")
@facts
@click.option(
    "--supersedes",
    type=int,
    default=None,
    metavar="N",
    help="The number in the log of the earlier note that this one corrects, field by field.",
)
@click.option(
    "--withdraw",
    multiple=True,
    metavar="FIELD",
    help="Take back what the earlier note says of this field (url, retrieved, note …). Repeatable.",
)
@OPERATOR
def note(
    store: Path, copy: str, supersedes: int | None, withdraw: tuple[str, ...], operator: "Operator | None", **said: Any
) -> None:
    """Add a note about a copy in the store; what was recorded before is never changed."""
    from policydiff.provenance.assertions import assertions
    from policydiff.provenance.lookup import find_copy
    from policydiff.provenance.stating import state
    from policydiff.provenance.store import Store

    told = assertions(said, "options")
    with Store.open(store, write=True, operator=operator) as opened:
        seq = state(opened, find_copy(opened, copy), told, supersedes, withdraw)
        say(words().t("store.noted", n=seq))
        say_checkpoint(opened)


@command.command()
@STORE
@click.argument("copy", metavar="COPY")
@FORMAT
def show(store: Path, copy: str, form: str) -> None:
    """Show everything that is known about one copy, and how it is known.

    COPY is its number, the start of its SHA-256, or its name.
    """
    from policydiff.cli import store_text
    from policydiff.provenance.anchors.anchoring import anchors_of
    from policydiff.provenance.dossier import copy_view
    from policydiff.provenance.lookup import about, find_copy
    from policydiff.provenance.recorded import number
    from policydiff.provenance.store import Store

    with Store.open(store) as opened:
        entry = find_copy(opened, copy)
        later = about(opened, entry.seq)
        view = copy_view(entry, [one for one in later if one.kind == "statement"])
        over = [one for one in anchors_of(opened) if number(one, "size") > entry.seq]
        sys.stdout.write(store_text.shown(view, later, opened.checkpoint(), form, over))


@command.command()
@STORE
@click.option("--from", "start", type=click.IntRange(min=0), default=0, metavar="N", help="Start at entry N.")
@FORMAT
def log(store: Path, start: int, form: str) -> None:
    """Print the log: every entry, in order."""
    from policydiff.cli import store_text
    from policydiff.provenance.store import Store

    with Store.open(store) as opened:
        for entry in opened.entries(start):
            sys.stdout.write(store_text.logged(entry, form))
        sys.stdout.write(store_text.ending(opened.checkpoint(), form))


@command.command()
@STORE
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@shared.output("the report to this file, whose ending selects the format.")
@shared.form(NAMES, "The format of the report")
@shared.PROFILE
@shared.CONFIG
@shared.decisions("Earlier decisions; they are recorded as well.")
@shared.FAIL_ON
@shared.CROPS
@OCR_CACHE
@shared.ui_lang("report")
@shared.timeout("file")
@shared.MEMORY
@OPERATOR
def compare(
    store: Path,
    a: str,
    b: str,
    output: str | None,
    form: str | None,
    profile: str | None,
    config: Path | None,
    decisions: Path | None,
    fail_on: Level,
    crops: "Which",
    ocr_cache: Path | None,
    ui_lang: str,
    timeout: float,
    memory: int,
    operator: "Operator | None",
) -> int:
    """Compare two copies of the store and record the comparison with its report."""
    from policydiff.cli.housed import house_of
    from policydiff.copies import ReadingOptions, bounded
    from policydiff.levels import reaches
    from policydiff.options import Options
    from policydiff.provenance.comparing import compare_stored
    from policydiff.provenance.store import Store
    from policydiff.report import formats
    from policydiff.report.crops import Cropping

    form = form or (formats.for_path(output) if output not in (None, "-") else "text")
    settled = house_of(config, profile, decisions)
    with Store.open(store, write=True, operator=operator) as opened:
        settled = structs.replace(settled, tools=tools_of(settled, ocr_cache))
        limits = bounded(ReadingOptions(), timeout, memory).limits
        done = compare_stored(opened, a, b, Options(profile=settled.profile), settled, limits)
        content = formats.write(
            done.comparison,
            formats.Texts(*done.texts),
            form,
            formats.Options(
                shared.written_in(form, ui_lang), terms_style=settled.terms_style, cropping=Cropping(crops, *done.pages)
            ),
        )
        quiet = output in (None, "-") and form != "text"
        put(content, output, binary=form if formats.FORMATS[form].binary else None)
        say(words().t("store.recorded", n=done.seq, digest=done.report), err=quiet)
        say(done.checkpoint.line(), err=quiet)
        say_problems(opened)
    return FOUND if reaches(done.comparison, fail_on) else OK


@command.command()
@STORE
@click.option(
    "--quick", "depth", flag_value="quick", help="Check the log and its hash tree; the bytes of blobs are not read."
)
@click.option("--full", "depth", flag_value="full", default="full", help="Check every byte that is kept (the default).")
@click.option(
    "--rederive", "depth", flag_value="rederive", help="Also make every text and comparison again from the bytes."
)
@click.option(
    "--checkpoint", "seen", multiple=True, type=shared.FILE, help="A file with a checkpoint kept elsewhere. Repeatable."
)
@click.option(
    "--against",
    type=shared.FILE,
    default=None,
    metavar="DIR",
    help="Check the files that were added by reference, too: they are looked for in DIR.",
)
@TRUST
@click.option("--sample", default=None, metavar="N|N%", help="Read only so many blobs, drawn at random.")
@click.option("--seed", type=int, default=None, help="Draw the sample of an earlier run again.")
@click.option("--record", is_flag=True, help="Add the result to the log as a fixity check.")
@shared.timeout("file")
@shared.MEMORY
@OPERATOR
@FORMAT
def verify(
    store: Path,
    depth: str,
    seen: tuple[Path, ...],
    against: Path | None,
    trust: "Trust",
    sample: str | None,
    seed: int | None,
    record: bool,
    timeout: float,
    memory: int,
    operator: "Operator | None",
    form: str,
) -> int:
    """Check that the store is unchanged, list everything that is not, and say what each anchor proves.

    Exit status: 0 if all is well, 2 if something is damaged, rewritten or unverifiable.
    """
    from policydiff.cli import store_text
    from policydiff.copies import ReadingOptions, bounded
    from policydiff.provenance.checking import check, read_checkpoints, record_check

    depths: dict[str, Literal["quick", "full", "rederive"]] = {"quick": "quick", "full": "full", "rederive": "rederive"}
    limits = bounded(ReadingOptions(), timeout, memory).limits
    result = check(store, depths[depth], read_checkpoints(seen), sample, seed, limits, against, trust)
    if record:
        result = record_check(store, result, operator)
    sys.stdout.write(store_text.verified(result, form))
    return OK if result.outcome == "ok" else TROUBLE


store_history.register(command)
store_acts.register(command)
store_out.register(command)
store_anchor.register(command)
