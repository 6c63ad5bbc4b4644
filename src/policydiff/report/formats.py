# SPDX-License-Identifier: Apache-2.0
"""The formats of a comparison in one table: name, file endings, writer."""

from collections.abc import Callable
from dataclasses import dataclass

from policydiff.model import Comparison
from policydiff.show.formats import by_ending, by_name


@dataclass(frozen=True, slots=True)
class Texts:
    """The decoded texts of both copies, which the spans of a comparison count in."""

    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Options:
    """How a result is written: the language of the interface, and colour for a terminal."""

    ui_lang: str = "en"
    colour: bool = False


Writer = Callable[[Comparison, Texts, Options], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is for, which endings name it, whether it may go to a terminal."""

    name: str
    about: str
    endings: tuple[str, ...]
    writer: Writer
    binary: bool = False


def _html(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    from policydiff.report.build import build
    from policydiff.report.html import render

    return render(build(comparison, texts.a, texts.b, options.ui_lang)).encode("utf-8")


def _json(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    from policydiff.report.json import render

    return render(comparison)


def _text(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    from policydiff.report.text import render

    return render(comparison, options.colour, options.ui_lang, (texts.a, texts.b)).encode("utf-8", "backslashreplace")


def _markdown(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    from policydiff.report.markdown import render

    return render(comparison, options.ui_lang).encode("utf-8", "backslashreplace")


def _notes(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    from policydiff.report.notes import render

    return render(comparison, texts.a, texts.b, options.ui_lang).encode("utf-8", "backslashreplace")


def _errata(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    from policydiff.report.errata import render_html

    return render_html(comparison, texts.a, texts.b, options.ui_lang).encode("utf-8")


def _csv(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    from policydiff.report.errata import render_csv

    return render_csv(comparison, texts.a, texts.b, options.ui_lang)


def _xlsx(comparison: Comparison, texts: Texts, options: Options) -> bytes:
    from policydiff.report.errata import render_xlsx

    return render_xlsx(comparison, texts.a, texts.b, options.ui_lang)


FORMATS: dict[str, Format] = {
    found.name: found
    for found in (
        Format("text", "a summary for the terminal", (".txt",), _text),
        Format("html", "the report an editor works in, one file", (".html", ".htm"), _html),
        Format("json", "the whole result, with its JSON Schema", (".json",), _json),
        Format("errata", "the table of errata (勘误表) to print", (), _errata),
        Format("csv", "the table of errata for a spreadsheet", (".csv",), _csv),
        Format("xlsx", "the table of errata as a workbook to fill in", (".xlsx",), _xlsx, binary=True),
        Format("notes", "collation notes (校勘記)", (), _notes),
        Format("markdown", "for a pull request or an e-mail", (".md", ".markdown"), _markdown),
    )
}
NAMES = tuple(FORMATS)


def for_path(path: str) -> str:
    """The format that a file's ending names; UsageError PD231 where it names none."""
    return by_ending(path, FORMATS, "PD231")


def write(comparison: Comparison, texts: Texts, name: str, options: Options = Options()) -> bytes:  # frozen
    """A comparison in the named format, as bytes; UsageError PD231 for an unknown name."""
    return by_name(name, FORMATS, "PD231").writer(comparison, texts, options)
