# SPDX-License-Identifier: Apache-2.0
"""Lines of JSON that commands write piece by piece, as types: for their schemas and for readers."""

from msgspec import Struct

from policydiff.model import Comparison, Finding, WitnessFacts


class LintLine(Struct, frozen=True):
    """What `policydiff lint --format json` says of one copy, one line a file."""

    schema: str
    witness: WitnessFacts
    findings: tuple[Finding, ...]


class BatchError(Struct, frozen=True):
    """Why a pair has no comparison."""

    code: str
    message: str


class BatchLine(Struct, frozen=True):
    """One pair in `results.jsonl`: a comparison, or the error that stands for it."""

    id: str
    a: str
    b: str
    comparison: Comparison | None = None
    error: BatchError | None = None
