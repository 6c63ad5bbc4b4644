# SPDX-License-Identifier: Apache-2.0
"""`policydiff apply`: decisions written into a copy, byte for byte the same elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from policydiff.cli import shared
from policydiff.cli.output import put
from policydiff.cli.reading import Asked, CopyPath, reading_options
from policydiff.errors import FOUND, OK, InputError, UsageError

if TYPE_CHECKING:
    from policydiff.model import Witness
    from policydiff.proof.correcting import Corrected


@click.command(
    epilog="""\b
Examples:
  policydiff apply original.txt copy.html --decisions decisions.json -o fixed.html
  policydiff apply copy.txt original.txt --proof-of a --decisions decisions.json --in-place

\b
Exit status: 0 if every change was written, 1 if some are left to a person, 2 on an error."""
)
@click.argument("a", type=CopyPath())
@click.argument("b", type=CopyPath())
@click.option(
    "--decisions", type=click.Path(path_type=Path), required=True, help="The decisions; what is to be changed is."
)
@click.option("-o", "--output", default=None, metavar="FILE|-", help="Write the corrected copy to this file.")
@click.option("--in-place", is_flag=True, help="Write it over the copy itself.")
@click.option(
    "--proof-of",
    "side",
    type=click.Choice(["a", "b"]),
    default=None,
    help="Which copy is corrected; the one that is not the base, or B.",
)
@click.option("--base", type=click.Choice(["a", "b"]), default=None, help="The base copy (底本), which stays as it is.")
@shared.PROFILE
@shared.CONFIG
@shared.TERMS
@reading_options
@shared.ui_lang("list")
def command(
    a: Path,
    b: Path,
    decisions: Path,
    output: str | None,
    in_place: bool,
    side: Literal["a", "b"] | None,
    base: Literal["a", "b"] | None,
    profile: str | None,
    config: Path | None,
    terms: Path | None,
    how: Asked,
    ui_lang: str,
) -> int:
    """Write the corrections that were decided on into a text, Markdown or HTML copy.

    Only the decided places change; the file keeps its encoding, its markup and every other byte. A reading is written
    in the copy's own script and marks; where that is not certain, it is listed and left.
    """
    from policydiff import house
    from policydiff.cli.terms import read_terms
    from policydiff.copies import read_copy
    from policydiff.ingest import read
    from policydiff.options import Options
    from policydiff.pipeline import compare_prepared, prepare, worn_by
    from policydiff.proof.correcting import corrected
    from policydiff.proof.edits import planned

    side = side or ("a" if base == "b" else "b")
    if side == base:
        raise UsageError("PD612", f"copy {base} is the base, which stays as it is", "name the other with --proof-of")
    own = a if side == "a" else b
    target = _target(own, a, b, output, in_place=in_place)
    settled = house.load(config, profile, decisions)
    words = read_terms(terms) if terms else ()
    reading = how.reading(settled.limits)
    first, second = prepare(read_copy(a, reading), words), prepare(read_copy(b, reading), words)
    found = house.settle(
        compare_prepared(first, second, Options(profile=settled.profile, terms=words, base=base)),
        settled,
        (first.witness.text, second.witness.text),
    )
    for remark in found.remarks:
        raise InputError(remark.code, remark.message, "give the decisions that were made on one of these two files")
    copy = first if side == "a" else second

    def reread(data: bytes) -> "Witness":
        return read(
            data,
            copy.witness.name,
            declared=reading.declared,
            limits=reading.limits,
            tracked=reading.tracked,
            whole_page=reading.whole_page,
        )

    def faults(text: str) -> set[tuple[int, int]]:
        findings = prepare(read(text, copy.witness.name), words).findings
        return {(f.start, f.end) for f in findings if f.kind in ("fault", "residual")}

    plan = planned(found, side, {"a": worn_by(first), "b": worn_by(second)})
    done = corrected(own.read_bytes(), copy.witness, plan, reread, faults)
    put(done.data, target)
    click.echo(_told(done, copy.witness, ui_lang), err=target == "-")
    return FOUND if done.left else OK


def _target(own: Path, a: Path, b: Path, output: str | None, *, in_place: bool) -> str:
    """Where the corrected copy goes; never over a copy that was given, unless that was asked for."""
    if str(own) == "-" or not own.is_file():
        raise InputError("PD611", f"{own} is not a file of its own", "save the copy as a file, and name that")
    if in_place == (output is not None):
        raise UsageError("PD612", "say where the corrected copy goes", "give -o FILE, or --in-place, and not both")
    if output is None:
        return str(own)
    if output != "-" and Path(output).exists() and any(Path(output).samefile(copy) for copy in (a, b) if copy.exists()):
        raise UsageError("PD612", f"{output} is one of the copies", "give another file, or --in-place")
    return output


def _told(done: "Corrected", witness: "Witness", ui_lang: str) -> str:
    """What was written and what was not, line by line."""
    from policydiff.cli.terminal import printable
    from policydiff.reasons import say
    from policydiff.show.i18n import catalogue

    words = catalogue(ui_lang)
    lines = [
        f"{words.t('ui.line', line=witness.text.count(chr(10), 0, edit.start) + 1)}  {edit.id}"
        f"  {witness.text[edit.start : edit.end] or '‸'} → {edit.text or '‸'}"
        for edit in done.edits
    ]
    lines += [f"{words.t('ui.line', line=left.line)}  {left.id}  {say(left.why, ui_lang)}" for left in done.left]
    lines.append(words.t("ui.applied", done=len(done.edits), left=len(done.left)))
    return printable("\n".join(lines), lines=True)
