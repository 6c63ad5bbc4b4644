# SPDX-License-Identifier: Apache-2.0
"""The table of attacks (`./dev bench attacks`) is whole, and its doors tell what came of a copy."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.attacks import attacks  # noqa: E402
from bench.attacks.attack import put  # noqa: E402
from bench.attacks.cases import CASES  # noqa: E402
from bench.attacks.doors import DOORS, run, sound, through  # noqa: E402
from bench.attacks.page import known  # noqa: E402

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pipes, devices and copies of processes are those of Linux"
)


def test_each_attack_has_a_name_of_its_own() -> None:
    """A line of the table is about one attack."""
    names = Counter((attack.kind, attack.what) for attack in attacks())
    assert [name for name, count in names.items() if count > 1] == []


def test_each_known_case_is_tried() -> None:
    """All 32, each by a test that is there or by attacks of a kind that is there."""
    kinds = {attack.kind for attack in attacks()}
    assert list(CASES) == list(range(1, 33))
    for number, (what, places) in CASES.items():
        assert places, number
        for place in places:
            file, _, name = place.partition("::")
            tried = name and re.search(rf"^def {name}\(", (ROOT / "tests" / file).read_text("utf-8"), re.MULTILINE)
            assert tried or place in kinds, (number, what, place)


def test_the_page_of_attacks_has_all_known_cases(root: Path) -> None:
    """The page that the table is written to is found in the documents, with every case and no line by hand."""
    told = (root / "docs" / "attacks.md").read_text("utf-8")
    kinds = {f"{attack.kind[:1].upper()}{attack.kind[1:]}" for attack in attacks()}
    tables = set(re.findall(r"^## (.+)$", told, re.MULTILINE)) - {"Known cases"}

    assert known() in told
    assert tables <= kinds
    assert "PD001" not in told.partition("## ")[2]


OUTCOMES = {"a pipe": "PD110", "an entity from outside": "PD131"}


@pytest.mark.slow
@pytest.mark.parametrize("what", OUTCOMES)
def test_every_door_refuses_alike(tmp_path: Path, what: str) -> None:
    """One file that cannot be read has one code, whatever command it is given to."""
    attack = next(attack for attack in attacks() if attack.what == what)
    sound(tmp_path)
    put(tmp_path / f"a.{attack.ending}", attack.make())

    came = {door: through(words(f"a.{attack.ending}", "good.txt"), tmp_path) for door, words in DOORS.items()}

    assert {door: one.told for door, one in came.items()} == dict.fromkeys(DOORS, OUTCOMES[what])
    assert all(one.held() for one in came.values())


def test_a_run_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table goes on behind a run that hangs, and says that it did."""
    from policydiff.cli import boundary

    def hang(_command: object, _words: object) -> int:
        import time

        time.sleep(30)
        return 0

    monkeypatch.setattr(boundary, "run", hang)

    came, _ = run(("explain", "PD101"), tmp_path, 1)

    assert came.status == -9
    assert not came.held()
