# SPDX-License-Identifier: Apache-2.0
"""What a mistake on the command line was probably meant to be: the next command to type, where that can be seen."""

import os
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from shlex import join

import click

from policydiff.errors import PolicydiffError, Said
from policydiff.model import Reason
from policydiff.reasons import because

_QUOTES = "“”‘’「」『』＂＇\"'"
_BETWEEN = str.maketrans("；，、;,", "\n\n\n\n\n")
_LOOKED_AT = 2000
"""Names of a folder among which a near one is looked for."""


def cure_of(error: PolicydiffError) -> Said:
    """A better cure for an error about a path than the one that goes with its sentence; empty where there is none."""
    said = error.said if isinstance(error.said, tuple) else (error.said,)
    last = said[-1]
    if not isinstance(last, Reason):
        return ""
    if last.key == "file_absent" and isinstance(said[0], str):
        return _meant(said[0])
    if last.key == "ending_unknown" and os.path.isdir(str(last.args["path"])):  # noqa: PTH112 (a name as it was typed)
        return because("name_in_folder", file=os.path.join(str(last.args["path"]), "report.html"))  # noqa: PTH118
    return ""


def cure_of_usage(error: click.ClickException, args: Sequence[str]) -> Said:
    """The same for what click says of options."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.NoSuchOption) and context is not None and context.parent is None:
        return because("options_follow", option=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None and "--output" in error.param.opts:
        return because("output_wanted", command=join(["policydiff", *args, "-o", "out"]))
    return ""


def _meant(name: str) -> Said:
    """Which file was meant by a name that is none: with quotation marks of prose, several names in one, a slip."""
    bare = name.strip(_QUOTES)
    if bare != name and os.path.lexists(bare):
        return because("meant_without_quotes", file=bare)
    parts = [part for part in name.translate(_BETWEEN).split("\n") if part]
    if len(parts) > 1 and all(map(os.path.lexists, parts)):
        return because("meant_several", files=join(parts))
    path = Path(name)
    try:
        if path.parent != Path() and not path.parent.is_dir():
            return because("folder_absent", folder=str(path.parent))
        beside = [entry.name for entry, _ in zip(path.parent.iterdir(), range(_LOOKED_AT), strict=False)]
    except (OSError, ValueError):
        return ""
    near = get_close_matches(path.name, sorted(beside), n=1, cutoff=0.75)
    return because("meant_near", file=str(path.with_name(near[0]))) if near else ""
