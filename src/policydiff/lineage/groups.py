# SPDX-License-Identifier: Apache-2.0
"""Collates the groups that a batch found: a page for each notice with three or more copies."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policydiff.copies import ReadingOptions, on_copies, with_copy
from policydiff.errors import PolicydiffError
from policydiff.ingest.limits import Limits
from policydiff.lineage import formats
from policydiff.lineage.collate import collate
from policydiff.model import Reason
from policydiff.pipeline import Prepared, complete
from policydiff.reasons import because
from policydiff.show.writing import write_file

FEWEST, MOST = 3, 50
"""Copies of a group from which it is collated, and up to which."""


@dataclass(frozen=True, slots=True)
class Done:
    """A group that was collated into a page, or was not, with the reason or what failed."""

    group: str
    copies: int
    page: Path | None
    reason: Reason = Reason("")  # noqa: RUF009 (frozen)
    failed: PolicydiffError | None = None
    """What ended the work on it."""


def collate_groups(
    groups: Iterable[tuple[str, Sequence[Path]]],
    folder: Path,
    ui_lang: str = "en",
    reading: ReadingOptions = ReadingOptions(),  # noqa: B008 (frozen)
) -> Iterator[Done]:
    """Write `folder/GROUP.html` for each group of a name and its files; one bad file is left out, one bad group does
    not stop the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, files in groups:
        if len(files) < FEWEST:
            continue
        if len(files) > MOST:
            yield Done(name, len(files), None, because("collation_too_many", n=MOST))
            continue
        copies = list(_readable(files, reading))
        if len(copies) < 2:
            yield Done(name, len(copies), None, because("collation_too_few"))
            continue
        try:
            content = _collated(copies, ui_lang, reading.limits)
        except PolicydiffError as error:
            yield Done(name, len(copies), None, failed=error)
            continue
        page = folder / f"{re.sub(r'[^A-Za-z0-9._-]', '_', name)}.html"
        write_file(page, content)
        yield Done(name, len(copies), page)


def _collated(copies: Sequence[Prepared], ui_lang: str, limits: Limits) -> bytes:
    """The page of one group, made within the time of its copies together and the memory for one."""
    within = replace(limits, wall_seconds=limits.wall_seconds * len(copies))
    return on_copies(
        lambda: formats.write(collate(copies, converters=True), "html", ui_lang),
        [copy.witness for copy in copies],
        within,
    )


def _readable(files: Sequence[Path], reading: ReadingOptions) -> Iterator[Prepared]:
    for file in dict.fromkeys(files):
        try:
            yield with_copy(file, complete, reading)
        except PolicydiffError:
            continue
