# SPDX-License-Identifier: Apache-2.0
"""Comparisons made elsewhere, recorded as they come: nothing twice, nothing that was changed meanwhile."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from tests.provenance.test_archives import web_archive

from policydiff.api import compare
from policydiff.ingest import read
from policydiff.options import Options
from policydiff.pipeline import compare_prepared, prepare, without_detail
from policydiff.profiles import LENIENT
from policydiff.provenance.checking import check
from policydiff.provenance.recording import Recorder
from policydiff.provenance.store import Store

TEXTS = ["关于防汛的通知\n\n一、工作。\n", "關於防汛的通知\n\n一、工作。\n", "关于防汛的通知\n\n一、报告。\n"]


@pytest.fixture
def files(tmp_path: Path, clock: Callable[[], datetime]) -> list[Path]:
    """Three files, and beside them an empty store."""
    Store.create(tmp_path / "s.store", clock=clock).close()
    paths = [tmp_path / f"{number}.txt" for number in range(3)]
    for path, text in zip(paths, TEXTS, strict=True):
        path.write_text(text, "utf-8")
    return paths


def record(files: list[Path], options: Options) -> Recorder:
    """Record all pairs the way a batch does: narrow results, by a name of its own."""
    with Recorder(Store.open(files[0].parent / "s.store", write=True), options) as recorder:
        for a, b in ((0, 1), (0, 2), (1, 2)):
            first, second = (prepare(read(files[n], name=f"copies/{n}"), options.terms) for n in (a, b))
            line = without_detail(compare_prepared(first, second, options))
            recorder.pair(files[a], files[b], msgspec.json.encode(line), {"id": f"{a}-{b}"})
    return recorder


def kinds(path: Path) -> list[str]:
    with Store.open(path) as store:
        return [entry.kind for entry in store.entries()]


def test_pairs_are_recorded_once(files: list[Path]) -> None:
    """Three pairs of three files are three copies and three comparisons; the same run again adds nothing."""
    path = files[0].parent / "s.store"
    assert record(files, Options()).recorded == 3
    first = kinds(path)
    assert (first.count("copy"), first.count("comparison")) == (3, 3)
    assert record(files, Options()).recorded == 0
    assert kinds(path) == first


@pytest.mark.parametrize("options", [Options(), Options("telling", LENIENT, ("防汛",))], ids=["plain", "options"])
def test_recorded_comparisons_are_made_again(files: list[Path], options: Options) -> None:
    """What a batch recorded, with its profile, terms and detail, is derived again from the store alone."""
    record(files, options)
    result = check(files[0].parent / "s.store", "rederive", [], None, None)
    assert (result.outcome, result.checked["comparisons made again"]) == ("ok", 3), result.troubles


def test_a_file_that_changed_meanwhile_is_not_recorded(files: list[Path]) -> None:
    """Bytes that were not compared do not enter the store under a comparison's name; the other pairs do."""
    path = files[0].parent / "s.store"
    comparison = compare(files[0], files[1])
    other = compare(files[0], files[2])
    files[1].write_text("changed", "utf-8")
    with Recorder(Store.open(path, write=True)) as recorder:
        recorder.pair(files[0], files[1], comparison)
        recorder.pair(files[0], files[2], other)
    assert [one.error.code for one in recorder.refused] == ["PD422"]
    assert kinds(path).count("comparison") == 1


@pytest.mark.filterwarnings("ignore:Exception ignored.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
def test_a_web_archive_in_a_batch_is_sent_to_store_add(files: list[Path]) -> None:
    """The capture that a batch read out of a web archive is not recorded, and what to do instead is said."""
    archive = files[0].parent / "site.warc.gz"
    web_archive(archive, packed=True)
    with Recorder(Store.open(files[0].parent / "s.store", write=True)) as recorder:
        recorder.pair(files[0], archive, compare(files[0], archive))
    assert [one.error.code for one in recorder.refused] == ["PD423"]
    assert "store add STORE" in recorder.refused[0].error.cure
