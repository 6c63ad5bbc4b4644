# SPDX-License-Identifier: Apache-2.0
"""Power cuts, killed processes, full and failing disks: what was acknowledged stays, and nothing is half there."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from simulated_disk import Disk, Machine

from policydiff.errors import InputError, OutputError, PolicydiffError
from policydiff.provenance.store import Store
from policydiff.provenance.verify import verify

# an injected error that SQLite deals with by itself is not also a warning
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

CUTS = 150


def add(store: Store, number: int, size: int = 3000) -> int:
    """One acknowledged transaction: a blob of its own and an entry about it; returns the entry's number."""
    with store.transaction() as batch:
        blob = batch.blob(random.Random(number).randbytes(size))
        return batch.append("copy", {"number": number}, [blob])


def add_until_dark(store: Store, acknowledged: list[int], rng: random.Random) -> None:
    """Add and note what was acknowledged, for ever."""
    while True:
        acknowledged.append(add(store, len(acknowledged), rng.randrange(10, 9000)))


def cut(path: Path, seed: int, journal: str, synchronous: str | None = None) -> str:
    """Run one power cut; returns `sound`, `lost` (an acknowledged entry is gone) or `corrupt`."""
    rng = random.Random(seed)
    disk = Disk()
    machine = Machine(disk, synchronous)
    store = Store.create(path, connect=machine.connect, journal=journal)
    acknowledged = [add(store, number) for number in range(3)]
    disk.cut_at = disk.changes + rng.randrange(1, 120)
    with pytest.raises(OutputError):
        add_until_dark(store, acknowledged, rng)
    path.with_name(path.name + ".checkpoint").unlink(missing_ok=True)
    found = disk.after_power_cut(rng)
    restarted = Machine(found)
    try:
        with Store.open(path, write=True, connect=restarted.connect, journal=journal) as again:
            kept = {entry.seq: entry.data.get("number") for entry in again.entries()}
            if any(kept.get(seq) != number for number, seq in enumerate(acknowledged)):
                return "lost"
            add(again, 1000)
    except InputError:
        return "lost"  # not even the store is there
    except PolicydiffError:
        return "corrupt"
    return "sound" if verify(path, connect=restarted.connect).outcome == "ok" else "corrupt"


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path, journal: str) -> None:
    """Un-synced sectors are kept, dropped or garbled at random: the store is sound and every acknowledged entry is
    there."""
    outcomes = [cut(tmp_path / f"{seed}.store", seed, journal) for seed in range(CUTS)]
    assert set(outcomes) == {"sound"}, outcomes


def test_the_power_cut_can_be_seen_at_all(tmp_path: Path) -> None:
    """The control: without syncing, the same cuts ruin the store; with a lazy log they lose acknowledged entries."""
    off = [cut(tmp_path / f"off-{seed}.store", seed, "delete", synchronous="OFF") for seed in range(CUTS)]
    lazy = [cut(tmp_path / f"lazy-{seed}.store", seed, "wal", synchronous="NORMAL") for seed in range(CUTS)]
    assert off.count("corrupt") + off.count("lost") > CUTS * 0.8
    assert "lost" in lazy


@pytest.mark.parametrize("journal", ["delete", "wal"])
@pytest.mark.parametrize("fault", [apsw.FullError, apsw.IOError])
def test_a_full_or_failing_disk_is_a_clear_error(tmp_path: Path, fault: type[apsw.Error], journal: str) -> None:
    """Wherever in a transaction the disk refuses, the error says so, the store is sound, and the next try succeeds."""
    refused = 0
    for place in range(1, 40):
        disk = Disk(fault=fault)
        machine = Machine(disk)
        path = tmp_path / f"{place}.store"
        store = Store.create(path, connect=machine.connect, journal=journal)
        add(store, 0)
        disk.fail_at = disk.changes + place
        expected: list[int | None] | None = [None, 0, 1, 2]
        try:
            add(store, 1, 20000)
        except OutputError as error:
            refused += (error.code, bool(error.cure)) == ("PD407", True)
            expected = (
                [None, 0, 2] if journal == "delete" else None
            )  # a log whose last sync failed may still have it all
        disk.fail_at = None
        with Store.open(path, write=True, connect=machine.connect, journal=journal) as again:
            add(again, 2)
            numbers = [entry.data.get("number") for entry in again.entries()]
            assert numbers == expected or (expected is None and numbers in ([None, 0, 2], [None, 0, 1, 2]))
        assert verify(path, connect=machine.connect).outcome == "ok"
    assert refused > 3


ADDER = """
import sys
from pathlib import Path
from policydiff.provenance.store import Store
with Store.open(Path(sys.argv[1]), write=True) as store:
    while True:
        with store.transaction() as batch:
            blobs = [batch.blob(str((batch.size, n)).encode() * 500) for n in range(5)]
            seqs = [batch.append("copy", {"number": n}, [blob]) for n, blob in enumerate(blobs)]
        print(*seqs, flush=True)
"""


def test_a_killed_process_loses_nothing_acknowledged(tmp_path: Path, rounds: Callable[[int, int], int]) -> None:
    """SIGKILL at random moments while adding: every number that was printed is in the log, and the log is sound."""
    path = tmp_path / "killed.store"
    Store.create(path).close()
    rng = random.Random(5)
    for _ in range(rounds(6, 60)):
        with subprocess.Popen([sys.executable, "-c", ADDER, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            acknowledged = process.stdout.readline()
            time.sleep(rng.random() * 0.15)
            process.send_signal(signal.SIGKILL)
            acknowledged += process.stdout.read()
        numbers = [int(number) for number in acknowledged.rpartition(b"\n")[0].split()]
        assert numbers
        result = verify(path)
        assert result.outcome == "ok", result.troubles
        with Store.open(path) as store:
            assert store.size() > max(numbers)
            assert [store.entry(number).kind for number in numbers[-5:]] == ["copy"] * 5
