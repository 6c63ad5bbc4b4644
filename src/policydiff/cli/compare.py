# SPDX-License-Identifier: Apache-2.0
"""`policydiff compare`: two copies of one notice, one honest answer."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from policydiff.cli import shared
from policydiff.cli.language import language
from policydiff.cli.output import apart_from, form_of, put, say
from policydiff.cli.proof import PROOF, ProofAsked, proof_options
from policydiff.cli.reading import MORE, Asked, Clock, CopyPath, reading_options
from policydiff.errors import FOUND, OK, UsageError
from policydiff.levels import Level, reaches
from policydiff.reasons import because
from policydiff.report.formats import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policydiff.copies import ReadingOptions
    from policydiff.ingest.limits import Limits
    from policydiff.model import Comparison, Witness
    from policydiff.report.crops import Cropping, Which
    from policydiff.show.styles import TermsStyle


Made: TypeAlias = "tuple[bytes | None, bool, bytes]"
"""The event, whether the result reaches the level, and a piece of it; before the pieces, what it comes to in a line."""


class TwoCopies(click.Command):
    """A command of two copies, which answers to one or three of them with the command that is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; UsageError PD200 where one copy is named, or more than two."""
        try:
            left = super().parse_args(ctx, args)
        except click.MissingParameter as error:
            if error.param is not None and error.param.name == "b" and (first := ctx.params.get("a")) is not None:
                raise UsageError("PD200", because("one_copy", file=first)) from None
            raise
        more = ctx.params.pop("more")
        if more:
            from shlex import join

            files = [str(file) for file in (ctx.params["a"], ctx.params["b"], *more)]
            if len(more) == 1 and _is_result(more[0]):
                raise UsageError("PD200", because("result_without_o", files=join(files[:2]), output=files[2]))
            raise UsageError("PD200", because("third_copy", n=len(files), files=join(files)))
        return left


@click.command(
    cls=TwoCopies,
    epilog="""\b
Examples:
  policydiff compare original.txt copy.txt
  policydiff compare original.html copy.docx -o report.html
  policydiff compare --base a old.txt new.txt --format errata -o errata.html
  policydiff compare original.txt copy.docx -o proof.docx --proof-of b
  cat copy.txt | policydiff compare original.txt - --format json

\b
Exit status: 0 if nothing is at or above --fail-on, 1 if something is, 2 on an error.
`policydiff explain KIND` says what a kind of difference means.""",
)
@click.argument("a", type=CopyPath(allow_dash=True))
@click.argument("b", type=CopyPath(allow_dash=True))
@MORE
@shared.output("the result to this file, whose ending selects the format; - is standard output.")
@shared.form(
    NAMES,
    more=": html is the report, errata the table of errata (also errata-text, csv, xlsx), docx a proof with tracked"
    " changes, checks what became of decisions, notes collation notes",
)
@shared.side("--base", "The base copy (底本), against which the other is judged: 脱 衍 讹 倒 instead of 增 删 改.")
@shared.TERMS_STYLE
@shared.PROFILE
@shared.CONFIG
@shared.TERMS
@shared.decisions(
    "Earlier decisions: the file that a report exported, a table of errata filled in by hand, or a proof (.docx) that"
    " was gone through. The result says of each whether the copy was corrected (核红)."
)
@shared.FAIL_ON
@shared.detail("all")
@shared.side("--ocr", "Which copy's text comes from OCR; its look-alike characters are also grouped by pattern.")
@shared.CROPS
@shared.JOBS
@proof_options
@reading_options
@click.option("--premis", type=shared.FILE, default=None, help="Also write the comparison as a PREMIS 3 event.")
@shared.ui_lang("result")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text on a terminal.",
)
def command(
    a: Path,
    b: Path,
    output: str | None,
    form: str | None,
    base: Literal["a", "b"] | None,
    terms_style: "TermsStyle | None",
    profile: str | None,
    config: Path | None,
    terms: Path | None,
    decisions: Path | None,
    fail_on: Level,
    detail: Literal["telling", "all"],
    ocr: Literal["a", "b"] | None,
    crops: "Which",
    jobs: int | None,
    proof: ProofAsked,
    how: Asked,
    premis: Path | None,
    ui_lang: str,
    color: str,
) -> int:
    """Say whether two copies of a notice have the same wording, and what changed."""
    from policydiff import house
    from policydiff.cli.housed import house_of
    from policydiff.cli.terms import read_terms
    from policydiff.copies import each_of_copies
    from policydiff.options import Options
    from policydiff.pipeline import compare_prepared, prepare
    from policydiff.report import formats

    form = _form((a, b), output, form, premis, decisions)
    proof.refuse_unless_for(form, base)
    settled = house_of(config, profile, decisions, terms_style)
    words = read_terms(terms) if terms else ()
    reading = how.reading(settled)
    copies, limits = _read((a, b), reading, jobs)
    asked = Options(detail, settled.profile, words, base, ocr or _recognized(*copies), late=form == "html")
    texts = formats.Texts(copies[0].text, copies[1].text)
    how_written = shared.written_in(form, ui_lang), _colour(color, output), settled.terms_style

    seen = output not in (None, "-") and sys.stderr.isatty()

    def compared() -> "Iterator[Made]":
        """The result as an event if asked for, whether it reaches the level, and in a line where somebody sees it;
        then, in pieces, as it is written."""
        first, second = (prepare(copy, words) for copy in copies)
        comparison = house.settle(compare_prepared(first, second, asked), settled, (texts.a, texts.b))
        proofing = proof.proofing((first, second), (a, b), base, reading) if form == PROOF else None
        cropping = _cropping(copies, (a, b), crops, reading) if form == "html" else None
        options = formats.Options(*how_written, proof=proofing, cropping=cropping)
        yield (
            _event(comparison) if premis else None,
            reaches(comparison, fail_on),
            _in_a_line(comparison) if seen else b"",
        )
        yield from ((None, False, piece) for piece in formats.pieces(comparison, texts, form, options))

    return FOUND if _put(each_of_copies(compared, copies, limits), output, form, premis) else OK


def _put(answers: "Iterator[Made]", output: str | None, form: str, premis: Path | None) -> bool:
    """Write what was made to where it is wanted; whether the result reaches the level."""
    from policydiff.report.formats import FORMATS

    event, found, line = next(answers)
    put((piece for *_, piece in answers), output, binary=form if FORMATS[form].binary else None)
    if line:
        say(f"{line.decode()} → {output}", err=True)
    if premis and event:
        _keep(premis, event)
    return found


def _form(
    copies: tuple[Path, Path], output: str | None, form: str | None, premis: Path | None, decisions: Path | None
) -> str:
    """The format of the result, where two files are given and nothing is written over them."""
    from policydiff.cli.boundary import say_warning
    from policydiff.report.formats import FORMATS

    _refuse_unless_files(*copies)
    form = form_of(output, form, FORMATS, "a comparison")
    if form == "checks" and decisions is None:
        say_warning(because("checks_of_nothing"))
    for made in (output, premis):
        apart_from(made, copies)
    return form


def _read(
    files: tuple[Path, Path], how: "ReadingOptions", jobs: int | None
) -> "tuple[tuple[Witness, Witness], Limits]":
    """Both copies, and the limits with the time that reading them left."""
    from policydiff.cli.recognizing import recognizing
    from policydiff.copies import read_copy

    clock = Clock()
    with recognizing(how, jobs, sys.stderr) as told:
        copies = read_copy(files[0], told), read_copy(files[1], told)
    return copies, clock.rest(how.limits)


def _cropping(
    copies: "tuple[Witness, Witness]", files: tuple[Path, Path], crops: "Which", reading: "ReadingOptions"
) -> "Cropping":
    from policydiff.report.pages import cropped

    return cropped(copies, files, crops, reading.limits)


def _is_result(path: Path) -> bool:
    """Whether a name can only be meant for the result: it has the ending of a format, and there is no such file."""
    from policydiff.ingest.opening import there
    from policydiff.report import formats

    endings = [ending for found in formats.FORMATS.values() for ending in found.endings]
    return path.suffix.lower() in endings and not there(path)


def _in_a_line(comparison: "Comparison") -> bytes:
    from policydiff.report.wording import headline
    from policydiff.show.i18n import catalogue

    words = catalogue(language())
    return f"{words.t(f'verdict.{comparison.verdict}').upper()}  {headline(comparison, words)}".encode()


def _event(comparison: "Comparison") -> bytes:
    from policydiff.provenance.premis_comparison import comparison_xml

    return comparison_xml(comparison)


def _keep(path: Path, event: bytes) -> None:
    from policydiff.show.writing import write_file

    write_file(path, event)


def _refuse_unless_files(a: Path, b: Path) -> None:
    """UsageError PD201 where both copies are standard input; PD102 for folders, with the command that takes them."""
    from policydiff.ingest.opening import is_folder

    if str(a) == str(b) == "-":
        raise UsageError("PD201", because("two_from_stdin"))
    folders = [path for path in (a, b) if is_folder(path)]
    if len(folders) == 2:
        raise UsageError("PD102", because("folders_compared", a=a, b=b))
    if folders:
        other = b if folders[0] == a else a
        raise UsageError("PD102", because("folder_compared", folder=folders[0], file=other))


def _recognized(a: "Witness", b: "Witness") -> Literal["a", "b"] | None:
    """The copy whose text layer says that it was recognized, as `--ocr` would name it."""
    if a.metadata.get("text_layer") == "recognized":
        return "a"
    return "b" if b.metadata.get("text_layer") == "recognized" else None


def _colour(choice: str, output: str | None) -> bool:
    from policydiff.cli.terminal import color_wanted

    return output in (None, "-") and color_wanted(choice, sys.stdout, os.environ)
