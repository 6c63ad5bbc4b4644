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


class Since(Struct, frozen=True):
    """What a pair has since an earlier run: how many differences are new, still there and gone."""

    new: int = 0
    still: int = 0
    gone: int = 0


class BatchLine(Struct, frozen=True):
    """One pair in `results.jsonl`: a comparison, or the error that stands for it; its free columns and what is new
    where there are any."""

    id: str
    a: str
    b: str
    comparison: Comparison | None = None
    error: BatchError | None = None
    columns: dict[str, str] | None = None
    since: Since | None = None
