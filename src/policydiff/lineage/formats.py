# SPDX-License-Identifier: Apache-2.0
"""The formats of a collation in one table: name, file endings, writer."""

from collections.abc import Callable
from dataclasses import dataclass

from policydiff.lineage.result import Collation
from policydiff.show.formats import by_ending, by_name


@dataclass(frozen=True, slots=True)
class Format:
    """One format: which endings name it, and what writes it in a language of the interface."""

    name: str
    endings: tuple[str, ...]
    writer: Callable[[Collation, str], bytes]


def _text(collation: Collation, ui_lang: str) -> bytes:
    from policydiff.lineage.text import render

    return render(collation, ui_lang).encode("utf-8", "backslashreplace")


def _json(collation: Collation, ui_lang: str) -> bytes:
    import msgspec

    return msgspec.json.encode(collation, order="deterministic") + b"\n"


def _html(collation: Collation, ui_lang: str) -> bytes:
    from policydiff.lineage.html import render

    return render(collation, ui_lang).encode("utf-8")


def _notes(collation: Collation, ui_lang: str) -> bytes:
    from policydiff.lineage.notes import render

    return render(collation, ui_lang).encode("utf-8", "backslashreplace")


def _csv(collation: Collation, ui_lang: str) -> bytes:
    from policydiff.lineage.matrix import render

    return render(collation, ui_lang)


def _tei(collation: Collation, ui_lang: str) -> bytes:
    from policydiff.lineage.tei import render

    return render(collation)


FORMATS: dict[str, Format] = {
    found.name: found
    for found in (
        Format("text", (".txt",), _text),
        Format("html", (".html", ".htm"), _html),
        Format("json", (".json",), _json),
        Format("notes", (), _notes),
        Format("csv", (".csv",), _csv),
        Format("tei", (".xml", ".tei"), _tei),
    )
}


def for_path(path: str) -> str:
    """The format that a file's ending names; UsageError PD207 where it names none."""
    return by_ending(path, FORMATS, "PD207", "a collation")


def write(collation: Collation, name: str, ui_lang: str = "en") -> bytes:
    """A collation in the named format, as bytes; UsageError PD207 for an unknown name."""
    return by_name(name, FORMATS, "PD207", "a collation").writer(collation, ui_lang)
