# SPDX-License-Identifier: Apache-2.0
"""The verification as a command asks for it: depth, checkpoints from files, a sample, and the result as an entry."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import SystemRandom
from typing import Literal

from policydiff.errors import InputError, PolicydiffError, UsageError
from policydiff.ingest.limits import DEFAULT_LIMITS, Limits
from policydiff.ingest.opening import content_of
from policydiff.provenance.anchors.anchor import NO_TRUST, Trust
from policydiff.provenance.checkpoint import Checkpoint, parse_checkpoints
from policydiff.provenance.inquiry import Verification
from policydiff.provenance.operator import Operator
from policydiff.provenance.store import Store
from policydiff.provenance.trouble import RANK, Outcome, runs, trouble
from policydiff.provenance.verify import verify
from policydiff.reasons import because, say

_SAMPLE = re.compile(r"([0-9]{1,9})(%?)")


def check(
    path: Path,
    depth: Literal["quick", "full", "rederive"],
    seen: Sequence[Checkpoint],
    sample: str | None,
    seed: int | None,
    limits: Limits = DEFAULT_LIMITS,
    against: Path | None = None,
    trust: Trust = NO_TRUST,
) -> Verification:
    """Verify the store at `path`; `sample` is a number of blobs or a percentage, `limits` bound the deriving of one
    copy, `trust` is what anchors are checked with."""
    drawn = None
    if sample is not None:
        drawn = (_sample_size(path, sample), seed if seed is not None else SystemRandom().randrange(10**9))
    result = verify(
        path, "quick" if depth == "quick" else "full", checkpoints=seen, sample=drawn, against=against, trust=trust
    )
    if depth != "rederive":
        return result
    if result.outcome in ("damaged", "rewritten"):
        return replace(result, depth=depth, not_checked=(*result.not_checked, because("unchecked_deriving")))
    return _derived(path, result, limits)


def _derived(path: Path, result: Verification, limits: Limits) -> Verification:
    from policydiff.provenance.rederive import rederive

    try:
        with Store.open(path) as store:
            again = rederive(store, limits)
    except PolicydiffError as error:
        found = trouble("underivable", (because("deriving_failed"), error.said))
        return replace(result, depth="rederive", troubles=(*result.troubles, found), outcome="unverifiable")
    troubles = (*result.troubles, *again.troubles)
    outcome: Outcome = max((one.outcome for one in troubles), key=RANK.__getitem__, default="ok")
    return replace(
        result,
        depth="rederive",
        troubles=troubles,
        outcome=outcome,
        checked=result.checked | again.checked,
        notes=(*result.notes, *again.notes),
    )


def _sample_size(path: Path, sample: str) -> int:
    match = _SAMPLE.fullmatch(sample)
    if match is None or int(match[1]) == 0 or (match[2] and int(match[1]) > 100):
        raise UsageError("PD421", because("no_sample", sample=repr(sample)))
    if not match[2]:
        return int(match[1])
    with Store.open(path) as store:
        count = int(str(store.query("SELECT count(*) FROM blob")[0][0]))
    return max(1, round(count * int(match[1]) / 100))


def read_checkpoints(paths: Sequence[Path]) -> list[Checkpoint]:
    """The checkpoints that files hold; raises InputError PD414 for a file without one."""
    found: list[Checkpoint] = []
    for path in paths:
        try:
            text = content_of(path).decode("utf-8", "replace")
        except OSError as error:
            raise InputError(
                "PD414", because("checkpoint_unreadable", file=path, reason=error.strerror or error)
            ) from error
        found += parse_checkpoints(text, str(path))
    return found


def record_check(path: Path, result: Verification, operator: Operator | str | None) -> Verification:
    """Add the result to the log as a fixity check; a store that is not sound is not written to."""
    if result.outcome in ("damaged", "rewritten"):
        return replace(result, notes=(*result.notes, because("not_recorded")))
    data: dict[str, object] = {
        "copies_read": [list(pair) for pair in runs(result.hashed)],
        "outcome": result.outcome,
        "depth": result.depth,
        "checked": dict(result.checked),
        "not_checked": list(map(say, result.not_checked)),
        "troubles": [f"{one.kind}: {one.message}" for one in result.troubles],
        **({"anchors": [say(one.said) for one in result.anchors]} if result.anchors else {}),
    }
    with Store.open(path, write=True, operator=operator) as store:
        with store.transaction() as batch:
            seq = batch.append("fixity", data)
        return replace(result, checkpoint=store.checkpoint(), notes=(*result.notes, because("recorded_as", number=seq)))
