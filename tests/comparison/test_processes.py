# SPDX-License-Identifier: Apache-2.0
"""The same copies give the same bytes in every process: whatever the seed of its hashes, and wherever it runs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from copies import NOTICE, TRADITIONAL

PAIRS = {
    "changed": (
        NOTICE,
        NOTICE.replace("35项", "53项").replace("市科技局、市财政局", "市科技局").replace("4.优化", "6.优化"),
    ),
    "converted": (NOTICE, NOTICE.translate(TRADITIONAL).replace("，", ",").replace("\n", "\n\n")),
    "glossed": (NOTICE.replace("工", "工(gōng)"), NOTICE.replace("大", "大（dà）")),
}
STARTS = [("0", "one"), ("1", "another folder"), ("4242", "one")]
"""Seeds of the hashes and names of working folders."""

BOTH = """
import sys
from policydiff.cli.boundary import run
from policydiff.cli.main import cli
at = sys.argv.index("then")
sys.exit(max(run(cli, sys.argv[1:at]), run(cli, sys.argv[at + 1:])))
"""
"""Two commands in one process, which has to start once only."""


def made(folder: Path, seed: str) -> dict[str, bytes]:
    """Everything that a batch and a collation leave in a folder, by path; the cache of the batch apart."""
    folder.mkdir(parents=True)
    rows = ["id,a,b"]
    for name, texts in PAIRS.items():
        for side, text in zip("ab", texts, strict=True):
            (folder / f"{name}-{side}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{name},{name}-a.txt,{name}-b.txt")
    (folder / "pairs.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    env = {**os.environ, "PYTHONHASHSEED": seed, "HOME": str(folder)}
    batch = ["batch", "pairs.csv", "-o", "out", "--detail", "all", "--reports", "all", "--jobs", "1", "-q"]
    collate = ["collate", *[f"{name}-b.txt" for name in PAIRS], "changed-a.txt", "-o", "out/collation.json"]
    done = subprocess.run(
        [sys.executable, "-c", BOTH, *batch, "then", *collate],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted((folder / "out").rglob("*"))
        if path.is_file() and path.name[0] != "."
    }


@pytest.mark.slow
def test_results_and_reports_are_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Results, index, reports, summary and collation do not depend on the order of sets or on the working folder."""
    runs = [made(tmp_path / str(number) / folder, seed) for number, (seed, folder) in enumerate(STARTS)]

    assert {"out/results.jsonl", "out/index.html", "out/collation.json", "out/reports/changed.html"} <= runs[0].keys()
    for run in runs[1:]:
        assert {name for name in runs[0].keys() | run.keys() if runs[0].get(name) != run.get(name)} == set()
