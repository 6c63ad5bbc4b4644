# SPDX-License-Identifier: Apache-2.0
"""Where the commands that work on many files run them: processes of this machine, or a cluster."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policydiff.batch.lanes import Job, Lane

Lanes = Callable[["Job", int], Sequence["Lane"]]


def processes(jobs: int, memory: int) -> Lanes:
    """Lanes of one process each, as many as `jobs` and as there are chunks; `memory` in MB, 0 without limit."""

    def lanes(job: "Job", chunks: int) -> Sequence["Lane"]:
        from policydiff.batch.lanes import ProcessLane

        return [ProcessLane(job, memory, alone=chunks == 1) for _ in range(min(jobs, chunks))]

    return lanes


def cluster(address: str) -> Lanes:
    """One lane that is the Dask cluster at `address`."""

    def lanes(job: "Job", chunks: int) -> Sequence["Lane"]:
        from policydiff.batch.cluster import ClusterLane

        return [ClusterLane(address, job)]

    return lanes
