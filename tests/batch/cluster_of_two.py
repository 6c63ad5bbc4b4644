# SPDX-License-Identifier: Apache-2.0
"""A Dask cluster on loopback, as a process of its own: prints its address and its workers' process ids, and runs until
its input ends."""

import json
import sys


def main() -> None:
    """Run the cluster."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(host="127.0.0.1", dashboard_address=None, n_workers=2, threads_per_worker=1) as cluster,
        Client(cluster) as client,
    ):
        pids = list(client.run(lambda: __import__("os").getpid()).values())
        print(json.dumps({"address": cluster.scheduler_address, "pids": pids}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
