# SPDX-License-Identifier: Apache-2.0
"""What keeping and verifying many entries of 8 KB costs, in seconds of processor."""

import random
import tempfile
from pathlib import Path
from time import process_time

from policydiff.provenance.adding import Adder
from policydiff.provenance.assertions import Assertions
from policydiff.provenance.store import Store
from policydiff.provenance.verify import verify

ROOT = Path(__file__).parents[1]
BLOB = 8192
BATCH = 200


def figures(scale: float) -> None:
    """Print the rate of appending, with records as large as real ones, and the cost of a full and a quick
    verification."""
    count = int(100_000 * scale)
    print("\na store of entries of 8 KB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.store"
        with Store.create(path) as store:
            adder = Adder(store)
            adder.add_paths(sorted((ROOT / "corpus").glob("*.txt"))[:1], Assertions())
            record = store.entry(adder.added[0].seq).data
            noise = random.Random(1).randbytes(BLOB - 12)
            start = process_time()
            for first in range(0, count, BATCH):
                with store.transaction() as batch:
                    for number in range(first, min(first + BATCH, count)):
                        batch.append("copy", record, [batch.blob(noise + b"%012d" % number)])
            spent = process_time() - start
        print(
            f"  append  {count:,} entries, {path.stat().st_size / 1e6:,.0f} MB: {spent:.1f} processor s,"
            f" {count / spent:,.0f} a processor second"
        )
        for depth in ("full", "quick"):
            start = process_time()
            result = verify(path, depth)
            print(f"  verify  {depth}: {process_time() - start:.1f} processor s, {result.outcome}")
