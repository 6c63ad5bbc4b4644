# SPDX-License-Identifier: Apache-2.0
"""`policydiff batch`: compare many pairs that a manifest lists."""

from pathlib import Path

import click

from policydiff.errors import FOUND, OK, TROUBLE
from policydiff.levels import LEVELS, Level


@click.command()
@click.argument("manifest", type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder for results.jsonl, index.html, summary and reports.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="How many processes compare at a time.")
@click.option("--detail", type=click.Choice(["telling", "all"]), default="telling", show_default=True, help="List the differences that tell, or all of them.")
@click.option("--reports", type=click.Choice(["none", "telling", "all"]), default="telling", show_default=True, help="Which pairs get an HTML report.")
@click.option("--profile", "profile_name", default="default", show_default=True, help="Which kinds of format and review are raised or lowered.")
@click.option("--fail-on", type=click.Choice(LEVELS), default="review", show_default=True, help="From which level on the exit status is 1.")
def command(manifest: Path, folder: Path, jobs: int, detail: str, reports: str, profile_name: str, fail_on: Level) -> int:
    """Compare the pairs of a manifest: CSV with the header a,b or id,a,b, paths relative to it."""
    from policydiff.batch.manifest import read_manifest
    from policydiff.batch.run import run
    from policydiff.pipeline import Options
    from policydiff.profiles import profile_named

    options = Options(detail="all" if detail == "all" else "telling", profile=profile_named(profile_name))
    tally = run(read_manifest(manifest), folder, options, reports, fail_on)
    click.echo(tally.line(folder))
    if tally.errors:
        return TROUBLE
    return FOUND if tally.found else OK
