# SPDX-License-Identifier: Apache-2.0
"""A batch on more than one machine: the same functions through the executor of a Dask cluster (extra `cluster`).

Dask itself gives the work of a worker that is gone to another; a pair over which several
workers died comes back as an error, and is then tried alone like any other.
"""

import re
from typing import Any

from policydiff.batch.lanes import ExecutorLane, Job
from policydiff.errors import PolicydiffError, UsageError
from policydiff.reasons import because

_AHEAD = 2
"""Chunks for each thread of the cluster: one to work on, one on its way."""
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]]+):\d{1,5}")
"""Checked here: Dask waits half a minute over an address that is none, and prints a traceback in the end."""
_LOOKS = 4
"""So many looks in a row that find no scheduler: a moment without one is none."""
_CONNECT = 10
"""Seconds to wait for the scheduler."""


class ClusterLane(ExecutorLane):
    """The executor of a cluster."""

    def __init__(self, address: str, job: Job) -> None:
        """Connect to the scheduler at `address`.

        Raises:
            UsageError: PD322 where the extra is not installed, nobody answers, or the cluster has no worker.
        """
        self._address = address
        self._away = 0
        self._client = _connected(address)
        threads = sum(self._client.nthreads().values())
        if not threads:
            self._client.close()
            raise UsageError("PD322", because("cluster_idle", address=address))
        super().__init__(self._client.get_executor(pure=False), job, _AHEAD * threads)

    def gone(self) -> PolicydiffError | None:
        """The scheduler that went away: Dask looks for it for ever, and says so nowhere."""
        if self._client.status == "running":
            self._away = 0
            return None
        self._away += 1
        if self._away < _LOOKS:
            return None
        return PolicydiffError("PD322", because("cluster_gone", address=self._address))

    def close(self, *, now: bool) -> None:
        """Let go of the cluster, which runs on."""
        super().close(now=now)
        if self._away:
            self._client.close(timeout=1)
        else:
            self._client.close()


def _connected(address: str) -> Any:
    """A client of the scheduler at `address`."""
    try:
        import distributed
    except ImportError:
        raise UsageError("PD322", because("cluster_extra")) from None
    if not _ADDRESS.fullmatch(address):
        raise UsageError("PD322", because("cluster_address", address=address))
    try:
        dask: Any = distributed
        return dask.Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError("PD322", because("cluster_silent", address=address, error=error)) from None
