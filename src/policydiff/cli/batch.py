# SPDX-License-Identifier: Apache-2.0
"""`policydiff batch`: many pairs at once."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from policydiff.cli import shared
from policydiff.cli.output import say
from policydiff.cli.reading import Asked, CopyPath, reading_options
from policydiff.errors import FOUND, OK, TROUBLE, Said, UsageError
from policydiff.levels import Level
from policydiff.reasons import because

if TYPE_CHECKING:
    from policydiff.batch.manifest import Pair
    from policydiff.batch.summary import Summary
    from policydiff.batch.task import Settings
    from policydiff.cli.lanes import Lanes
    from policydiff.copies import ReadingOptions
    from policydiff.report.crops import Which
    from policydiff.show.styles import TermsStyle

    Record = Callable[[Pair, bytes], None]

_FOLDER = click.Path(path_type=Path, file_okay=False)
_TABLES = frozenset({".csv", ".tsv", ".jsonl", ".json", ".xlsx", ".html"})
"""Endings of files that the folder of results is mistaken for."""
_TOLD = 20
"""So many missing files are named before the work; the rest is counted."""


@click.command(
    epilog="""\b
Examples:
  policydiff batch pairs.csv -o out                a CSV with the header a,b
  policydiff batch originals/ copies/ -o out       two folders, by name
  policydiff batch --against original.txt copies/ -o out
  policydiff batch --group archive/ -o out         find the copies first
  policydiff batch pairs.csv -o today --baseline yesterday

Exit status: 0 if nothing is at or above --fail-on, 1 if something is, 2 on an error or where
more pairs fail than --max-errors allows. With --baseline only what is new counts."""
)
@click.argument("sources", nargs=-1, required=True, type=CopyPath())
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder for results.jsonl, index.html, the summary and the reports.",
)
@click.option(
    "--against", type=CopyPath(), default=None, metavar="ORIGINAL", help="Compare each of SOURCES with this file."
)
@click.option(
    "--group",
    "grouped",
    is_flag=True,
    help="Find the copies of one notice among SOURCES and compare them within each group.",
)
@click.option(
    "--collate",
    "collated",
    is_flag=True,
    help="With --group: also collate each notice that has three or more copies, under collations/.",
)
@click.option(
    "--root",
    type=_FOLDER,
    default=None,
    help="The folder that the paths of a manifest must stay in; by default the manifest's own.",
)
@shared.JOBS
@shared.detail("telling")
@click.option(
    "--reports",
    type=click.Choice(["none", "telling", "all"]),
    default="telling",
    show_default=True,
    help="Which pairs get an HTML report.",
)
@shared.side("--base", "Which copy of each pair is the base (底本).")
@shared.side("--ocr", "Which copy of each pair comes from OCR.")
@shared.CROPS
@reading_options
@shared.TERMS_STYLE
@shared.PROFILE
@shared.CONFIG
@shared.TERMS
@shared.decisions("Earlier decisions, checked in the pair that they are about; summary.json counts them.")
@click.option(
    "--baseline",
    type=_FOLDER,
    default=None,
    metavar="DIR",
    help="The folder of an earlier run, to tell what is new, still there or gone.",
)
@click.option("--store", type=shared.FILE, default=None, help="Also record the copies and comparisons in this store.")
@shared.FAIL_ON
@click.option(
    "--max-errors",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="How many pairs may fail before the exit status is 2.",
)
@click.option("--fresh", is_flag=True, help="Compare every pair again, even those that are done.")
@shared.timeout("pair")
@shared.MEMORY
@click.option(
    "--cluster",
    default=None,
    metavar="ADDRESS",
    help="Run on a Dask cluster, such as tcp://host:8786 (extra: cluster).",
)
@click.option(
    "--files",
    type=click.Choice(["sent", "shared"]),
    default="sent",
    show_default=True,
    help="On a cluster: send the files to the workers, or let the workers open the same paths.",
)
@shared.ui_lang("index and the reports")
@click.option(
    "--progress",
    type=click.Choice(["auto", "json", "none"]),
    default="auto",
    show_default=True,
    help="A progress bar (plain lines where there is no terminal), JSON lines, or nothing.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def command(**given: Any) -> int:
    """Compare many pairs: from a manifest, two folders, one original and its copies, or groups."""
    asked = _Asked(**given)
    _for_results(asked.folder, asked.sources)
    from policydiff.batch.baseline import load_baseline
    from policydiff.batch.run import Plan, run
    from policydiff.cli.boundary import say_warning
    from policydiff.cli.lanes import cluster, processes
    from policydiff.cli.progress import teller

    baseline = load_baseline(asked.baseline) if asked.baseline else None
    here = processes(asked.jobs or os.cpu_count() or 1, asked.memory)
    settings = _settings(asked)
    named = _pairs(asked, here, settings.reading)
    lanes = cluster(asked.cluster) if asked.cluster else here
    form = "none" if asked.quiet else asked.progress
    with teller(form, sys.stderr, time.monotonic) as tell, _recorded(asked.store, settings) as record:
        send = bool(asked.cluster) and asked.files == "sent"
        summary = run(
            Plan(
                named.pairs,
                asked.folder,
                settings,
                lanes,
                asked.fail_on,
                baseline,
                asked.fresh,
                send,
                named.unpaired,
                tell,
                say_warning,
                record,
            )
        )
    if asked.progress != "json":  # whoever reads it has the count in it
        _say_failed(summary, asked.folder, named.missing)
    if not asked.quiet:
        say(f"{summary.line(asked.ui_lang)} → {asked.folder / 'index.html'}")
    uncollated = _collate(named.pairs, asked, settings.reading) if asked.collated else 0
    return _status(summary, asked.max_errors - named.unread - uncollated)


def _for_results(folder: Path, sources: Sequence[Path]) -> None:
    """Raise UsageError PD204 where the results are to go into a file, or into what is named like one."""
    from policydiff.ingest.opening import is_folder, there

    if is_folder(folder) or not (there(folder) or folder.suffix.lower() in _TABLES):
        return
    better = folder.with_suffix("") if folder.suffix else Path(f"{folder}.results")
    better = Path(f"{folder}.results") if there(better) and not is_folder(better) else better
    given = " ".join(map(str, sources))
    raise UsageError("PD204", because("results_in_file", file=folder, folder=better, files=given))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The arguments and options of one call, by the names they have above."""

    sources: tuple[Path, ...]
    folder: Path
    against: Path | None
    grouped: bool
    collated: bool
    root: Path | None
    jobs: int | None
    detail: Literal["telling", "all"]
    reports: Literal["none", "telling", "all"]
    base: Literal["a", "b"] | None
    ocr: Literal["a", "b"] | None
    crops: "Which"
    terms_style: "TermsStyle | None"
    profile: str | None
    config: Path | None
    terms: Path | None
    decisions: Path | None
    baseline: Path | None
    store: Path | None
    fail_on: Level
    max_errors: int
    fresh: bool
    timeout: float
    memory: int
    cluster: str | None
    files: str
    how: Asked
    ui_lang: str
    progress: str
    quiet: bool


@contextmanager
def _recorded(store: Path | None, settings: "Settings") -> "Iterator[Record | None]":
    """A function that records each comparison in a store; what cannot be recorded is said at the end."""
    if store is None:
        yield None
        return
    from policydiff.cli.boundary import say_failure
    from policydiff.provenance.recording import Recorder
    from policydiff.provenance.store import Store

    with Recorder(Store.open(store, write=True), settings.options, settings.reading.tools) as recorder:
        yield lambda pair, comparison: recorder.pair(
            pair.path_a, pair.path_b, comparison, {"id": pair.id, **pair.columns}
        )
    for refused in recorder.refused:
        say_failure(refused.error)


def _collate(pairs: Sequence["Pair"], asked: _Asked, reading: "ReadingOptions") -> int:
    """A page for each group with three or more copies; how many groups failed."""
    from policydiff.cli.boundary import say_failure
    from policydiff.copies import bounded
    from policydiff.lineage.groups import collate_groups
    from policydiff.show.i18n import terminal

    groups: dict[str, dict[Path, None]] = {}
    for pair in pairs:
        groups.setdefault(pair.columns["group"], {}).update(dict.fromkeys((pair.path_a, pair.path_b)))
    named = ((name, list(files)) for name, files in groups.items())
    within = bounded(reading, asked.timeout, asked.memory)
    failed = 0
    for done in collate_groups(named, asked.folder / "collations", asked.ui_lang, within):
        if done.failed is not None:
            failed += 1
            say_failure(done.failed)
        elif not asked.quiet:
            words, about = terminal(asked.ui_lang), {"group": done.group, "n": done.copies}
            if done.page:
                say(words.t("batch.collated", page=done.page, **about))
            else:
                say(words.t("batch.not_collated", reason=words.reason(done.reason), **about))
    return failed


def _say_failed(summary: "Summary", folder: Path, missing: Set[str]) -> None:
    """Say why pairs have no result, but of those whose missing files were named before the work."""
    from policydiff.cli.boundary import say_failure, say_warning
    from policydiff.errors import PolicydiffError

    told = [(pair, failed) for pair, failed in summary.failed.values() if pair.id not in missing][:_TOLD]
    for pair, failed in told:
        said = failed.said or (failed.message,)
        place = () if failed.message.startswith((pair.a, pair.b)) else (pair.id,)
        say_failure(PolicydiffError(failed.code, (*place, *said)))
    more = summary.errors - len(told) - len(missing)
    if more > 0:
        say_warning(because("more_failed", n=more, file=folder / "summary.csv"))


def _status(summary: "Summary", max_errors: int) -> int:
    if summary.errors > max_errors:
        return TROUBLE
    return FOUND if summary.found else OK


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs that the arguments name, the files that have no partner, and how many could not be read."""

    pairs: Sequence["Pair"]
    unpaired: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unread: int = 0
    missing: Set[str] = frozenset()
    """Pairs whose missing files were named."""


def _pairs(asked: _Asked, here: "Lanes", reading: "ReadingOptions") -> _Pairs:
    """What the arguments name."""
    from policydiff.batch.folders import pair_against, pair_folders
    from policydiff.batch.manifest import read_manifest
    from policydiff.ingest.opening import is_folder

    sources = asked.sources
    if asked.against is not None and asked.grouped:
        raise UsageError("PD204", because("against_and_group"))
    if asked.collated and not asked.grouped:
        raise UsageError("PD204", because("collate_without_group"))
    if asked.against is not None:
        return _Pairs(pair_against(asked.against, sources))
    if asked.grouped:
        from policydiff.cli.boundary import say_problem
        from policydiff.copies import bounded
        from policydiff.group.profile import Settings
        from policydiff.group.run import find_groups, pair_groups

        within = Settings(asked.timeout, bounded(reading, asked.timeout, asked.memory))
        groups = find_groups(sources, here, within, skip=asked.folder)
        for problem in groups.problems:
            say_problem(problem)
        return _Pairs(pair_groups(groups), unread=len(groups.problems))
    if len(sources) == 2 and all(is_folder(source) for source in sources):
        found = pair_folders(*sources)
        unpaired = {"a": found.only_a, "b": found.only_b}
        _say_unpaired(unpaired, asked.quiet)
        return _Pairs(found.pairs, unpaired)
    if len(sources) == 2 and not any(is_folder(source) for source in sources):
        raise UsageError("PD204", because("files_batched", a=sources[0], b=sources[1]))
    if len(sources) == 1 and is_folder(sources[0]):
        raise UsageError("PD204", because("folder_batched", folder=sources[0]))
    if len(sources) != 1:
        raise UsageError("PD204", because("sources_misfit"))
    pairs = read_manifest(sources[0], asked.root)
    return _Pairs(pairs, missing=_say_missing(sources[0], pairs))


def _say_missing(manifest: Path, pairs: Sequence["Pair"]) -> Set[str]:
    """Name the files that are not there before any work; the others are compared all the same. The ids of the pairs."""
    from policydiff.batch.manifest import missing_files
    from policydiff.cli.boundary import say_error
    from policydiff.ingest.address import is_address

    missing = list(missing_files(pairs))
    if not missing:
        return frozenset()
    lines: list[Said] = [
        (because("at_line", line=pair.line), name, because("pair_address" if is_address(name) else "pair_absent"))
        for pair, name in missing[:_TOLD]
    ]
    if len(missing) > _TOLD:
        lines.append(because("and_more", n=len(missing) - _TOLD))
    say_error("PD306", (str(manifest), lines))
    return {pair.id for pair, _ in missing}


def _say_unpaired(unpaired: Mapping[str, Sequence[str]], quiet: bool) -> None:
    from policydiff.cli.language import language
    from policydiff.show.i18n import terminal

    words = terminal(language())
    for side, names in unpaired.items():
        if names and not quiet:
            say(words.n(f"batch.only_{side}", len(names), names=words.join(list(names[:3]))), err=True)


def _settings(asked: _Asked) -> "Settings":
    """What holds for every pair, from the options and the configuration."""
    from policydiff.batch.keys import settings_digest
    from policydiff.batch.task import Settings
    from policydiff.cli.housed import house_of
    from policydiff.cli.terms import read_terms
    from policydiff.options import Options

    found = house_of(asked.config, asked.profile, asked.decisions, asked.terms_style)
    options = Options(
        asked.detail, found.profile, read_terms(asked.terms) if asked.terms else (), asked.base, asked.ocr
    )
    reading = asked.how.reading(found)
    digest = settings_digest(options, (reading, asked.crops), found)
    return Settings(options, reading, found, asked.reports, asked.ui_lang, asked.timeout, digest, asked.crops)
