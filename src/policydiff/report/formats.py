# SPDX-License-Identifier: Apache-2.0
"""The formats of a comparison in one table; each module that writes one has a function of the shape `Writer`."""

from collections.abc import Callable, Iterator

from policydiff.model import Comparison
from policydiff.report.texts import Options, Texts
from policydiff.show.formats import Format, by_ending, by_name, table

Writer = Callable[[Comparison, Texts, Options], bytes | Iterator[bytes]]
"""Gives all bytes of the format at once, or piece by piece where they may be many."""

HTML = (".html", ".htm")
MARKED = (".md", ".markdown")
FORMATS = table(
    Format("text", "a summary for the terminal", (".txt",), "policydiff.report.text:write", like=MARKED),
    Format("html", "the report an editor works in, one file", HTML, "policydiff.report.html:write"),
    Format("json", "the whole result, with its JSON Schema", (".json",), "policydiff.report.json:write"),
    Format("errata", "the table of errata (勘误表) to print", (), "policydiff.report.errata_page:write", like=HTML),
    Format("csv", "the table of errata for a spreadsheet", (".csv",), "policydiff.report.errata_table:write_csv"),
    Format("tsv", "the same with tabs between the cells", (".tsv", ".tab"), "policydiff.report.errata_table:write_tsv"),
    Format(
        "xlsx",
        "the table of errata as a workbook to fill in",
        (".xlsx",),
        "policydiff.report.errata_workbook:write",
        binary=True,
    ),
    Format(
        "errata-text",
        "the same as lines to send in a message",
        (),
        "policydiff.report.errata_list:write_text",
        like=(".txt", *MARKED),
    ),
    Format("errata-json", "the same for programs", (), "policydiff.report.errata_list:write_json", like=(".json",)),
    Format(
        "docx",
        "the proof (核红): a copy with what tells as tracked changes",
        (".docx",),
        "policydiff.report.proof:write",
        binary=True,
    ),
    Format(
        "checks",
        "what became of decisions (核红单), for a spreadsheet",
        (),
        "policydiff.report.checks:write_csv",
        like=(".csv",),
    ),
    Format("notes", "collation notes (校勘記)", (), "policydiff.report.notes:write", like=(".txt", *MARKED)),
    Format("markdown", "for a pull request or an e-mail", MARKED, "policydiff.report.markdown:write", like=(".txt",)),
)
NAMES = tuple(FORMATS)
_OF = "a comparison"
_PIECE = 1 << 20
"""Bytes of a piece that is cut off what was written at once."""


def for_path(path: str) -> str:
    """The format that a file's ending names; UsageError PD231 where it names none."""
    return by_ending(path, FORMATS, "PD231", _OF)


def write(comparison: Comparison, texts: Texts, name: str, options: Options = Options()) -> bytes:  # noqa: B008 (frozen)
    """A comparison in the named format, as bytes; UsageError PD231 for an unknown name."""
    return b"".join(pieces(comparison, texts, name, options))


def pieces(comparison: Comparison, texts: Texts, name: str, options: Options) -> Iterator[bytes]:
    """What `write` gives, in pieces of some megabytes at the most; UsageError PD231 for an unknown name."""
    writer: Writer = by_name(name, FORMATS, "PD231", _OF).load()
    written = writer(comparison, texts, options)
    if isinstance(written, bytes):
        return (written[at : at + _PIECE] for at in range(0, len(written), _PIECE))
    return written


__all__ = ["FORMATS", "NAMES", "Format", "Options", "Texts", "Writer", "for_path", "pieces", "write"]
