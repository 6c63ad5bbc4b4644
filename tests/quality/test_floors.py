# SPDX-License-Identifier: Apache-2.0
"""Quality floors on collected cases: alignment and judging may get better, never worse.

The cases are no part of the project. Where a folder `shared` with them lies beside the checkout, or
POLICYDIFF_CASES names one, the scoring scripts in it are run; elsewhere these tests are skipped.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CASES = Path(os.environ.get("POLICYDIFF_CASES", HERE.parents[2] / "shared"))
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.skipif(not (CASES / "tools" / "score.py").is_file(), reason="no collected cases beside the checkout")
@pytest.mark.parametrize("name", FLOORS)
def test_a_score_does_not_fall(name: str) -> None:
    """The scoring script of each set of cases ends well with the floor it is given."""
    floor = FLOORS[name]
    folder, *options = floor["arguments"]
    command = Path(sys.executable).with_name("policydiff")

    done = subprocess.run(
        [
            sys.executable,
            str(CASES / "tools" / floor["tool"]),
            str(CASES / "cases" / folder),
            "--cli",
            str(command),
            *options,
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
