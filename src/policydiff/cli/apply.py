# SPDX-License-Identifier: Apache-2.0
"""`policydiff apply`: decisions written into a copy, byte for byte the same elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from policydiff.cli import shared
from policydiff.cli.output import put
from policydiff.cli.reading import Asked, Clock, CopyPath, reading_options
from policydiff.errors import FOUND, OK, InputError, UsageError
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.copies import ReadingOptions
    from policydiff.house import House
    from policydiff.model import Comparison, Witness
    from policydiff.options import Options
    from policydiff.pipeline import Prepared
    from policydiff.proof.correcting import Corrected
    from policydiff.proof.edits import Plan


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
@shared.decisions("The decisions; what is to be changed is.", required=True)
@shared.output("the corrected copy to this file.")
@click.option("--in-place", is_flag=True, help="Write it over the copy itself.")
@shared.side("--proof-of", "Which copy is corrected; the one that is not the base, or B.", "side")
@shared.side("--base", "The base copy (底本), which stays as it is.")
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
    from policydiff.copies import on_copies, read_copy
    from policydiff.options import Options
    from policydiff.pipeline import prepare, worn_by
    from policydiff.proof.edits import planned

    side = side or ("a" if base == "b" else "b")
    if side == base:
        raise UsageError("PD612", because("base_is_corrected", side=base))
    own = a if side == "a" else b
    target = _target(own, a, b, output, in_place=in_place)
    settled = house.load(config, profile, decisions)
    words = read_terms(terms) if terms else ()
    reading = how.reading(settled)
    clock = Clock()
    copies = read_copy(a, reading), read_copy(b, reading)
    witness = copies[0 if side == "a" else 1]

    def carried_out() -> "Corrected":
        first, second = (prepare(copy, words) for copy in copies)
        found = _decided(first, second, Options(profile=settled.profile, terms=words, base=base), settled)
        plan = planned(found, side, {"a": worn_by(first), "b": worn_by(second)})
        return _carried_out(plan, own, witness, reading, words)

    done = on_copies(carried_out, copies, clock.rest(reading.limits))
    put(done.data, target)
    click.echo(_told(done, witness, ui_lang), err=target == "-")
    return FOUND if done.left else OK


def _decided(first: "Prepared", second: "Prepared", options: "Options", settled: "House") -> "Comparison":
    """The comparison with what was decided; decisions that were made on other files are refused."""
    from policydiff import house
    from policydiff.pipeline import compare_prepared

    compared = compare_prepared(first, second, options)
    found = house.settle(compared, settled, (first.witness.text, second.witness.text))
    for remark in found.remarks:
        raise InputError(remark.code, because("decisions_of_others", what=remark.message))
    return found


def _carried_out(
    plan: "Plan", file: Path, witness: "Witness", reading: "ReadingOptions", words: tuple[str, ...]
) -> "Corrected":
    """The plan written into the file of a copy, which is read once more as it was read before."""
    from policydiff.copies import Location, read_at
    from policydiff.ingest import read
    from policydiff.ingest.opening import content_of
    from policydiff.pipeline import prepare
    from policydiff.proof.correcting import corrected

    def reread(data: bytes) -> "Witness":
        return read_at(Location(file), witness.name, reading, data)

    def faults(text: str) -> set[tuple[int, int]]:
        findings = prepare(read(text, witness.name), words).findings
        return {(f.start, f.end) for f in findings if f.kind in ("fault", "residual")}

    return corrected(content_of(file, reading.limits.file_bytes), witness, plan, reread, faults)


def _target(own: Path, a: Path, b: Path, output: str | None, *, in_place: bool) -> str:
    """Where the corrected copy goes; never over a copy that was given, unless that was asked for."""
    from policydiff.ingest.opening import is_regular, there

    if str(own) == "-" or not is_regular(own):
        raise InputError("PD611", because("no_file_of_its_own", file=own))
    if in_place == (output is not None):
        raise UsageError("PD612", because("no_target"))
    if output is None:
        return str(own)
    if output != "-" and there(output) and any(Path(output).samefile(copy) for copy in (a, b) if there(copy)):
        raise UsageError("PD612", because("target_is_a_copy", file=output))
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
