# SPDX-License-Identifier: Apache-2.0
"""Whatever can be asked for is written down: commands, options, limits."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from policydiff.cli.main import cli
from policydiff.ingest.limits import Limits


def options(command: click.Command, name: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every option under a command as (command, the ways to write it)."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and name:
            yield name, (*parameter.opts, *parameter.secondary_opts)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from options(found, f"{name} {child}".strip())


@pytest.fixture(scope="module")
def documents(root: Path) -> str:
    """README.md and the pages of docs/ as one text."""
    pages = [root / "README.md", *sorted((root / "docs").glob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def test_every_option_stands_in_the_documents(documents: str) -> None:
    """Each option of each command is named in README.md or a page of docs/."""
    every = sorted(set(options(cli)))
    written = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*(?![\w-])", documents))

    assert len(every) > 60
    assert [(command, ways) for command, ways in every if written.isdisjoint(ways)] == []


def test_every_command_stands_in_the_documents(documents: str) -> None:
    """Each command, those of `store` included, is shown as it is called."""
    commands = sorted({command for command, _ in options(cli)} - {"store"} | {"explain", "schema"})

    assert len(commands) > 15
    assert [name for name in commands if f"policydiff {name}" not in documents] == []


def test_every_limit_stands_with_the_formats(root: Path) -> None:
    """Each bound that a reader keeps is in the table of limits."""
    page = (root / "docs/formats.md").read_text(encoding="utf-8")

    assert [limit.name for limit in fields(Limits) if f"`{limit.name}`" not in page] == []
