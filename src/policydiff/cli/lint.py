# SPDX-License-Identifier: Apache-2.0
"""`policydiff lint FILE…`: what is wrong with single copies."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli import shared
from policydiff.cli.output import apart_from, form_of, put
from policydiff.cli.reading import Asked, CopyPath, each_copy, reading_options
from policydiff.errors import FOUND, OK, TROUBLE, UsageError
from policydiff.reasons import because
from policydiff.show.formats import Format, table

if TYPE_CHECKING:
    from policydiff.model import Finding, Witness
    from policydiff.pipeline import Prepared
    from policydiff.show.i18n import Catalogue


_FORMATS = table(
    Format("text", "a line a finding", (".txt", "", ".md"), ""),
    Format("json", "a line of JSON a copy", (".json", ".jsonl"), ""),
    Format("html", "a page", (".html", ".htm"), ""),
)


@click.command(
    epilog="""\b
Examples:
  policydiff lint copy.txt
  policydiff lint copies/*.txt --format json
  policydiff lint copy.txt --fix -o corrected.txt

\b
Exit status: 0 if nothing is found, 1 if something is, 2 if a file cannot be read."""
)
@click.argument("files", nargs=-1, required=True, type=CopyPath(allow_dash=True), metavar="FILE…")
@shared.output("the findings to this file; with --fix, the corrected copy.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default=None,
    help="One line per finding, one line of JSON per file, or a page.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Write a corrected copy to -o, mending faults and residual characters whose right form is certain.",
)
@shared.terms("near misses of them are reported")
@shared.timeout("file")
@shared.MEMORY
@reading_options
def command(
    files: tuple[Path, ...],
    output: str | None,
    form: str | None,
    fix: bool,
    terms: Path | None,
    timeout: float,
    memory: int,
    how: Asked,
) -> int:
    """List what is wrong with single copies: conversion faults, residual characters, wrong glosses, slips of style,
    hidden characters."""
    from policydiff.cli.terms import read_terms
    from policydiff.copies import bounded
    from policydiff.pipeline import complete

    if fix and (len(files) != 1 or output is None):
        raise UsageError("PD250", because("fix_without_file"))
    apart_from(output, files)
    words = read_terms(terms) if terms else ()
    reading = bounded(how.reading(), timeout, memory)
    if not fix:
        form = form_of(output, form, _FORMATS, "findings")
    whole = fix or form == "html"

    def linted(witness: "Witness") -> "tuple[Prepared | None, bytes, bool]":
        """The copy where it is needed, what is printed of it by itself, and whether something was found."""
        copy = complete(witness, words)
        return copy if whole else None, b"" if form == "html" else _rendered(copy, form), bool(copy.findings)

    done, trouble = each_copy(files, linted, reading)
    copies = [copy for copy, _, _ in done if copy is not None]
    if fix and copies:
        click.echo(_fixed(copies[0], str(output)), err=output == "-")
        output = None if output != "-" else ""
    if output != "":
        put(_page(copies) if form == "html" else b"".join(said for _, said, _ in done), output)
    if trouble:
        return TROUBLE
    return FOUND if any(found for _, _, found in done) else OK


def _rendered(copy: "Prepared", form: str | None) -> bytes:
    from policydiff.cli.language import language
    from policydiff.cli.terminal import printable
    from policydiff.report.linting import render_json, render_text

    return render_json(copy) if form == "json" else printable(render_text(copy, language()), lines=True).encode()


def _page(copies: "list[Prepared]") -> bytes:
    from policydiff.cli.language import language
    from policydiff.report.linting import render_html

    return render_html(copies, language()).encode()


def _fixed(copy: "Prepared", output: str) -> str:
    """Write the corrected copy and say what was changed in it."""
    from policydiff.cli.language import language
    from policydiff.cli.terminal import printable
    from policydiff.linting import corrected
    from policydiff.show.i18n import terminal

    witness = copy.witness
    if witness.media_type != "text/plain":
        raise UsageError("PD251", because("fix_of_no_text", file=witness.name, kind=witness.media_type))
    text, changed = corrected(witness.text, copy.findings)
    content = (("\ufeff" if witness.encoding.bom else "") + text).encode("utf-8", "surrogatepass")
    put(content, output)
    left = [f for f in copy.findings if f.kind in ("fault", "residual") and f not in changed]
    words = terminal(language())
    lines = [_line(f, words) for f in changed] + [words.t("lint.left", what=_line(f, words)) for f in left]
    told = words.t("lint.fixed", n=len(changed), left=len(left))
    return printable("\n".join([*lines, told]), lines=True)


def _line(found: "Finding", words: "Catalogue") -> str:
    """A finding in a line: its place, what stands there and what should."""
    word = words.aside(f"{found.misspelled} → {found.phrase}" if found.misspelled else "")
    return words.labelled(f"{found.line}:{found.column}", f"{found.text} → {found.suggestion}{word}")
