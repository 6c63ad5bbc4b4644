# SPDX-License-Identifier: Apache-2.0
"""A batch that is disturbed: nothing is lost, and nothing comes out otherwise."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.fire import BAD, DISTURBED, Fire

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="signals, pipes and limits are those of Linux"),
]


@pytest.fixture(scope="module")
def fire(tmp_path_factory: pytest.TempPathFactory) -> Fire:
    """200 pairs, one in twenty bad, with the results of an undisturbed run."""
    made = Fire(tmp_path_factory.mktemp("fire"), 200)
    made.whole()
    return made


def test_each_way_to_be_bad_is_one_pairs_error(fire: Fire) -> None:
    """Ten pairs that cannot be read, in ten ways, are ten errors with codes of their own, and the others are
    compared."""
    lines = [json.loads(line) for line in (fire.home / "whole" / "results.jsonl").read_text("utf-8").splitlines()]
    errors = [line["error"]["code"] for line in lines if "error" in line]

    assert len(lines) == fire.count
    assert len(errors) == len(BAD)
    assert not {"PD001", "PD310", "PD311", "PD312"} & set(errors)


@pytest.mark.parametrize("name", DISTURBED)
def test_a_disturbed_batch_gives_what_an_undisturbed_one_gives(fire: Fire, name: str) -> None:
    """However a run is disturbed, it ends by itself, says what stopped it, and the next one gives the same bytes."""
    came = fire.disturbed(name)

    assert came.equal
    assert 101 not in came.statuses
    assert came.said or came.statuses[0] in (2, -9)
