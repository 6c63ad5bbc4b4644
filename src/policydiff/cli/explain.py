# SPDX-License-Identifier: Apache-2.0
"""`policydiff explain CODE|KIND`: what it means, an example, what to do."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from policydiff.explanations import Explanation
    from policydiff.show.i18n import Catalogue

_WIDTH = 76


@click.command("explain")
@click.argument("term", metavar="[CODE|KIND]", required=False)
def command(term: str | None) -> None:
    """Explain an error code, a kind or class of difference, or a verdict.

    Without an argument, list everything there is to explain.

    \b
    Examples:
      policydiff explain PD240
      policydiff explain ambiguous_script
      policydiff explain equivalent
    """
    from policydiff.cli.help import wrap_cells
    from policydiff.cli.language import language
    from policydiff.explanations import explain, explanations
    from policydiff.show.i18n import terminal

    words = terminal(language())
    if term is None:
        for sort in ("verdict", "class", "kind", "code"):
            entries_ = (found for entries in explanations().values() for found in entries if found.sort == sort)
            click.echo(words.t("explain.list", sort=words.t(f"explain.{sort}")))
            for line in _filled((_named(found, words) for found in entries_), words.tables["meta"]["list"]):
                click.echo(f"  {line}")
        return
    for number, found in enumerate(explain(term, words.lang)):
        if number:
            click.echo()
        click.echo(_head(found, words))
        said = (found.what, words.t("explain.example", what=found.example), words.t("explain.do", what=found.do))
        for line in (line for part in said for line in wrap_cells(part, _WIDTH)):
            click.echo(f"  {line}")


def _named(found: "Explanation", words: "Catalogue") -> str:
    """The term, and where it has a name in Chinese, that before it."""
    name = words.tables[found.sort].get(found.term, "") if words.lang != "en" and found.sort != "code" else ""
    return f"{name} {found.term}" if name else found.term


def _filled(items: Iterable[str], between: str) -> Iterator[str]:
    """A list as lines of at most so many cells as are shown that break between its items alone."""
    from policydiff.cli.help import cell_width

    line = ""
    for item in items:
        if line and cell_width(f"{line}{between}{item}{between}".rstrip()) > _WIDTH:
            yield f"{line}{between}".rstrip()
            line = item
        else:
            line = f"{line}{between}{item}" if line else item
    if line:
        yield line


def _head(found: "Explanation", words: "Catalogue") -> str:
    """The term with what it is; a kind with its class, and where it has a name in words, that."""
    chinese = words.lang != "en"
    name = words.tables[found.sort].get(found.term, "") if chinese and found.sort != "code" else ""
    term = " ".join(part for part in (found.term, name) if part)
    sort = words.t(f"explain.{found.sort}")
    if not found.belongs:
        return words.t("explain.head", term=term, sort=sort)
    class_ = words.t(f"class.{found.belongs}") if chinese else found.belongs
    return words.t("explain.head_of_class", term=term, sort=sort, class_=class_)
