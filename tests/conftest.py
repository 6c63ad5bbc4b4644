# SPDX-License-Identifier: Apache-2.0
"""What tests of every area share: the corpus, the command as a process, the browser, how long hypothesis looks."""

import os
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A job in the background of a shell is started with Ctrl-C ignored, and hands that on to what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parents[1]

for name in ("LC_ALL", "LC_MESSAGES", "LANG", "POLICYDIFF_UI_LANG"):
    os.environ.pop(name, None)  # what is printed is English, whoever runs the tests

# No deadline: a test must not fail because the machine is busy. The checks repeat the same examples;
# `./dev fuzz` looks for new ones; `./dev mutate` runs the tests again and again, so that each looks at few.
settings.register_profile(
    "check", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("fuzz", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "mutate", deadline=None, derandomize=True, max_examples=8, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(
    "fuzz" if os.environ.get("POLICYDIFF_FUZZ") else "mutate" if os.environ.get("POLICYDIFF_MUTATE") else "check"
)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> dict[str, Any]:
    """The manifest of corpus/, its files as absolute paths under `pair`: (a, b)."""
    folder = ROOT / "corpus"
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    return {**manifest, "folder": folder, "paths": (folder / manifest["pair"]["a"], folder / manifest["pair"]["b"])}


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run_policydiff(tmp_path: Path) -> Run:
    """Run the command as a process, in an empty folder and with an empty home; keywords go to `subprocess.run`."""
    home = tmp_path / "home"
    home.mkdir()
    work = tmp_path / "work"
    work.mkdir()

    def run(*args: str | Path, env: dict[str, str] | None = None, **more: Any) -> "subprocess.CompletedProcess[bytes]":
        known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
        given = {
            "cwd": work,
            "stdin": subprocess.DEVNULL,
            "capture_output": "stdout" not in more,
            "timeout": 120,
            **more,
        }
        command = [sys.executable, "-m", "policydiff", *map(str, args)]
        return subprocess.run(command, env={**known, "HOME": str(home), **(env or {})}, check=False, **given)

    return run


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Let playwright start the system's Chromium instead of one it would download."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this system; on Debian: apt-get install chromium fonts-noto-cjk")
    return {**browser_type_launch_args, "executable_path": found}


@pytest.fixture(scope="session")
def recognized_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each page that tests have recognized, without a folder of their own and in whatever time it takes, is recognized
    once."""
    from policydiff.ingest.scanned import recognizing

    base = tmp_path_factory.getbasetemp()  # of one of several processes that test at once, its parent is of all
    folder = str((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "recognized")
    work = recognizing._work

    def known(data: bytes, limits: Any, tools: Any, most: int, **what: Any) -> Any:
        shared = not tools.recognized and limits.wall_seconds > SHORT
        return work(data, limits, replace(tools, recognized=folder) if shared else tools, most, **what)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recognizing, "_work", known)
        yield


SHORT = 10
"""Seconds in which a test means to see that time is up."""
