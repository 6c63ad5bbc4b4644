# SPDX-License-Identifier: Apache-2.0
"""Help pages fit the terminal, in whatever script they are written, and the overview agrees with the commands."""

from collections.abc import Iterator

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.cli.boundary import run
from policydiff.cli.help import cell_width, wrap_cells
from policydiff.cli.main import LAZY, CellContext, LazyGroup, cli, summary


def pages(command: click.Command, path: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Yield the help page of `command` and of everything below it."""
    context = CellContext(command, info_name=path.split()[-1], parent=parent, terminal_width=None, max_content_width=80)
    yield path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from pages(child, f"{path} {name}", context)


@pytest.mark.parametrize("columns", [80, 200])
def test_every_line_of_every_page_fits(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than 80 cells, on a wide terminal either."""
    monkeypatch.setenv("COLUMNS", str(columns))

    wide = [
        (path, line) for path, page in pages(cli, "policydiff") for line in page.splitlines() if cell_width(line) > 80
    ]

    assert wide == []


@pytest.mark.parametrize("columns", [30, 60])
def test_a_narrow_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages follow the terminal, down to 50 cells."""
    monkeypatch.setenv("COLUMNS", str(columns))
    page = cli.get_help(CellContext(cli, info_name="policydiff", max_content_width=80))

    wide = [line for line in page.splitlines() if cell_width(line) > max(50, columns)]

    assert wide == []


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_the_overview_says_what_the_page_says(name: str) -> None:
    """The line in the overview, read without an import, is the first paragraph of the command's own page, and there is
    one."""
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert summary(LAZY[name])
    assert summary(LAZY[name]) == " ".join((command.help or "").split("\n\n")[0].split())


def test_a_page_in_chinese_is_measured_in_cells() -> None:
    """Han characters take two cells: a page of Chinese options keeps its columns."""

    @click.command(help="比较同一份公文的两个版本,说明文字是否一致;文字不一致时说明改了什么、在哪一项任务中。" * 4)
    @click.option("--base", metavar="底本", help="以哪一个版本为底本;不指定时不作正误判断,只列异文。" * 4)
    def command() -> None:
        """Do nothing."""

    command.context_class = CellContext
    context = CellContext(command, info_name="policydiff", terminal_width=78)

    lines = command.get_help(context).splitlines()

    assert max(map(cell_width, lines)) <= 80
    assert not any(line.strip().startswith((",", "。", ";", "、")) for line in lines)


@given(st.text(st.sampled_from("ab 工作。,(“\u0301\uff21")), st.integers(min_value=10, max_value=40))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    """Wrapped text is the text with other white space, and no line is too wide."""
    lines = wrap_cells(text, width)

    assert "".join(text.split()) == "".join("".join(lines).split())
    assert all(cell_width(line) <= width for line in lines)


def test_commands_that_do_not_exist_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of the table without a module is no command."""
    monkeypatch.setitem(LAZY, "nonesuch", "policydiff.cli.nonesuch:command")

    assert isinstance(cli, LazyGroup)
    assert "nonesuch" not in cli.list_commands(click.Context(cli))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("关于印发", 8),
        ("（１）：", 8),
        ("“…”—·①", 6),
        ("e\u0301", 1),
        ("\u1112\u1161\u11ab", 2),
        ("葛\U000e0100", 2),
        ("a\u200bb", 2),
        ("𠮷", 2),
        ("ｱ", 1),
    ],
)
def test_cells_are_those_of_a_terminal(text: str, cells: int) -> None:
    """Wide and full-width characters take two cells, marks of ambiguous width one, combining and unseen ones none."""
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ([], []),
        (["compare"], ["compare"]),
        (["store"], ["store"]),
        (["store", "add"], ["store", "add"]),
        (["help"], ["help"]),
        (["compare", "a.txt"], ["compare"]),
    ],
)
@pytest.mark.parametrize("lang", ["en_US.UTF-8", "zh_CN.UTF-8"])
def test_help_shows_the_page_of_a_command(
    asked: list[str], same: list[str], lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`help COMMAND` prints what `COMMAND --help` prints, in the reader's language; `help` the list of commands."""
    monkeypatch.setenv("LC_ALL", lang)
    printed = []
    for args in (["help", *asked], [*same, "--help"]):
        assert run(cli, args) == 0
        printed.append(capsys.readouterr().out)

    assert printed[0] == printed[1]
    assert ("用法" in printed[0]) == lang.startswith("zh")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["help", "compar"], "did you mean `policydiff compare`?"),
        (["help", "store", "ad"], "did you mean `policydiff store add`?"),
        (["inspect", "a.txt", "b.txt"], "`policydiff compare a.txt b.txt`"),
        (["canonicalize", "a.txt", "b 1.txt"], "`policydiff compare a.txt 'b 1.txt'`"),
        (["inspect", "a", "b", "c"], "`policydiff collate a b c`"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_what_can(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that does not exist, and copies too many for a command of one, lead to the command that is meant."""
    assert run(cli, args) == 2
    assert said in capsys.readouterr().err
