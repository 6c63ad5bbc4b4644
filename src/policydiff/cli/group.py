# SPDX-License-Identifier: Apache-2.0
"""`policydiff group`: which files are copies of one notice."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policydiff.cli import shared
from policydiff.cli.output import apart_from, put
from policydiff.cli.reading import Asked, CopyPath, reading_options
from policydiff.errors import OK, TROUBLE

if TYPE_CHECKING:
    from policydiff.group.result import Group, Groups
    from policydiff.show.i18n import Catalogue


@click.command(
    epilog="""\b
Examples:
  policydiff group archive/
  policydiff group a.txt b.html c.docx --format json

\b
Exit status: 0, or 2 if a file could not be read.
Other editions, forwarding notices and the like are listed as near, with the reason."""
)
@click.argument("paths", nargs=-1, required=True, type=CopyPath())
@shared.text_or_json("How to print the groups.")
@shared.output("the groups to this file.")
@shared.JOBS
@shared.timeout("file")
@shared.MEMORY
@reading_options
def command(
    paths: tuple[Path, ...], form: str, output: str | None, jobs: int | None, timeout: float, memory: int, how: Asked
) -> int:
    """Find out which files are copies of one notice, and which are its other editions."""
    import msgspec

    from policydiff.cli.boundary import say_problem
    from policydiff.cli.lanes import processes
    from policydiff.copies import bounded
    from policydiff.group.profile import Settings
    from policydiff.group.run import find_groups

    apart_from(output, paths)
    within = Settings(timeout, bounded(how.reading(), timeout, memory))
    groups = find_groups(paths, processes(jobs or os.cpu_count() or 1, memory), within)
    said = (
        msgspec.json.format(msgspec.json.encode(groups), indent=1) + b"\n"
        if form == "json"
        else _as_text(groups).encode("utf-8", "backslashreplace")
    )
    put(said, output)
    for problem in groups.problems:
        say_problem(problem)
    return TROUBLE if groups.problems else OK


def _as_text(groups: "Groups") -> str:
    from policydiff.cli.language import language
    from policydiff.cli.terminal import printable
    from policydiff.show.i18n import number, terminal

    words = terminal(language())
    lines = [line for group in groups.groups for line in _told(group, words)]
    copies = [group for group in groups.groups if len(group.members) > 1]
    alone = len(groups.alone) + sum(len(group.members) == 1 for group in groups.groups)
    counts = {"notices": len(copies), "files": sum(len(group.members) for group in copies), "alone": alone}
    lines.append(words.t("group.summary", **{name: number(count) for name, count in counts.items()}))
    if groups.over_budget:
        lines.append(words.t("group.over_budget", pairs=number(groups.over_budget)))
    return "".join(f"{printable(line)}\n" for line in lines)


def _told(group: "Group", words: "Catalogue") -> list[str]:
    head = " ".join(part for part in (group.id, group.number, group.date, group.title) if part)
    lines = [head, *(f"  {member.similarity:5.3f} {member.path}" for member in group.members)]
    for near in group.near:
        apart = words.clauses([words.reason(rule) for rule in near.rules])
        lines.append(
            "  " + words.t("group.near", path=near.path, relation=words.t(f"group.{near.relation}"), apart=apart)
        )
    return [*lines, ""]
