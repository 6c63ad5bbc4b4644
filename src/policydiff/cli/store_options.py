# SPDX-License-Identifier: Apache-2.0
"""Options that several commands of `policydiff store` share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policydiff.cli import shared
from policydiff.cli.output import say

if TYPE_CHECKING:
    from policydiff.provenance.store import Store
    from policydiff.show.i18n import Catalogue

STORE = click.argument("store", metavar="STORE", type=shared.FILE)
FORMAT = shared.text_or_json("Text for people, or JSON for programs.")
BAG_INFO = click.option(
    "--bag-info",
    multiple=True,
    metavar="KEY=VALUE",
    help='A line of bag-info.txt, such as "Source-Organization=City Archive". Repeatable.',
)
_Command = Callable[..., Any]


def OPERATOR(command: _Command) -> _Command:  # noqa: N802 (beside the other options it reads as one)
    """The options that say who does this; the command gets an Operator, or None where nobody is named."""

    @wraps(command)
    def called(*, operator: str | None, operator_kind: str | None, **given: Any) -> Any:
        from policydiff.provenance.operator import Operator

        return command(operator=Operator(operator, operator_kind or "") if operator else None, **given)

    for option in (
        click.option(
            "--operator-kind",
            type=click.Choice(["person", "program", "organization"]),
            default=None,
            help="What the operator is; not said otherwise.",
        ),
        click.option(
            "--operator",
            default=None,
            metavar="NAME",
            help="The name of whoever does this; nobody is recorded otherwise.",
        ),
    ):
        called = option(called)
    return called


def TRUST(command: _Command) -> _Command:  # noqa: N802 (likewise)
    """The options that say what anchors are checked with; the command gets a Trust."""

    @wraps(command)
    def called(*, certificates: tuple[Path, ...], keys: tuple[str, ...], headers: tuple[str, ...], **given: Any) -> Any:
        from policydiff.provenance.anchors.reading import trust_of

        return command(trust=trust_of(certificates, keys, headers), **given)

    for option in (
        click.option(
            "--block-header",
            "headers",
            multiple=True,
            metavar="HEX|FILE",
            help="The header of the block at which a proof of OpenTimestamps ends: 80 bytes, or their hex. Repeatable.",
        ),
        click.option(
            "--key",
            "keys",
            multiple=True,
            metavar="KEY|FILE",
            help="The key that signed notes are checked with, NAME+HASH+BASE64 (C2SP), or a file of keys. Repeatable.",
        ),
        click.option(
            "--certificate",
            "certificates",
            type=shared.FILE,
            multiple=True,
            metavar="FILE",
            help="Certificates that time stamps are checked with, the root among them: PEM or DER. Repeatable.",
        ),
    ):
        called = option(called)
    return called


def facts(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options by which a person says what is known of a copy."""
    options = (
        click.option("--url", default=None, help="The address that the copy came from."),
        click.option(
            "--retrieved",
            default=None,
            metavar="TIME",
            help="When it was fetched: 2023-01-30, 2023-01, 2023-01-30T14:05:00+08:00, unknown (EDTF).",
        ),
        click.option("--note", default=None, help="Any other remark."),
        click.option("--rights", default=None, help="The rights: what may be done with the copy."),
        click.option("--publisher", default=None, help="The site that published the copy."),
        click.option(
            "--archive-copy", default=None, metavar="URL", help="The address of the same capture in a web archive."
        ),
        click.option(
            "--identifier",
            multiple=True,
            metavar="ID",
            help="An identifier used elsewhere: ark:/…, doi:…, a UUID, SCHEME=VALUE. Repeatable.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def pairs(given: tuple[str, ...]) -> dict[str, str]:
    """What was given as KEY=VALUE; a value without a key is kept under one that says so."""
    return {key or "Note": value for key, _, value in (one.partition("=") for one in given)}


def words() -> "Catalogue":
    """The words of the terminal in the reader's language."""
    from policydiff.cli.language import language
    from policydiff.show.i18n import terminal

    return terminal(language())


def say_checkpoint(store: "Store") -> None:
    """The line that every command ends with."""
    say(store.checkpoint().line())
    say_problems(store)


def say_problems(store: "Store") -> None:
    """Close the store, and say what went wrong without harm to the record."""
    store.close()
    for problem in store.problems:
        say(words().t("store.warning", what=problem.told(words().lang)), err=True)
