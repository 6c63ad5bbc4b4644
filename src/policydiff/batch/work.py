# SPDX-License-Identifier: Apache-2.0
"""What one worker does: compare one pair of files and give back its line of results."""

from msgspec import Struct

from policydiff.batch.manifest import Pair
from policydiff.errors import PolicydiffError
from policydiff.ingest import read
from policydiff.model import Comparison
from policydiff.pipeline import Options, compare_prepared, prepare, without_detail


class Failure(Struct, frozen=True):
    """Why a pair has no comparison."""

    code: str
    message: str


class Result(Struct, frozen=True, omit_defaults=True):
    """One line of `results.jsonl`: a comparison or an error."""

    id: str
    a: str
    b: str
    comparison: Comparison | None = None
    error: Failure | None = None


def compare_pair(pair: Pair, options: Options) -> Result:
    """Compare one pair; what goes wrong with its files is a result, not an exception."""
    try:
        first = prepare(read(pair.path_a, name=pair.a), options.terms)
        second = prepare(read(pair.path_b, name=pair.b), options.terms)
        comparison = compare_prepared(first, second, options)
    except PolicydiffError as error:
        return Result(pair.id, pair.a, pair.b, error=Failure(error.code, error.message))
    if options.detail == "telling":
        comparison = without_detail(comparison)
    return Result(pair.id, pair.a, pair.b, comparison=comparison)
