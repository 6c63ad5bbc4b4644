# SPDX-License-Identifier: Apache-2.0
"""`policydiff canonicalize` prints the canonical text, and its map leads back to the source."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

NOTICE = "關于印發⼯(gōng)作辦法的通知\n\u3000\u3000各區人民政府：\n一、總體要求。\u200b到２０２７年，建成１２０個。\n"


def test_the_text_is_one_unit_or_paragraph_a_line(run_policydiff: Run, tmp_path: Path) -> None:
    """One script, no gloss, no layout, and a line feed before each paragraph."""
    path = tmp_path / "a.txt"
    path.write_text(NOTICE, encoding="utf-8")
    done = run_policydiff("canonicalize", path)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert "".join(lines) == "关于印发工作办法的通知各区人民政府:一、总体要求。到2027年,建成120个。"
    assert any(line.startswith("一、") for line in lines)


def test_json_leads_back_to_the_source(run_policydiff: Run, corpus: dict[str, Any], tmp_path: Path) -> None:
    """Kept characters and removals together are the source, in order and without a gap."""
    target = tmp_path / "out.json"
    path = corpus["paths"][0]
    done = run_policydiff("canonicalize", path, "-o", target)
    assert (done.returncode, done.stdout) == (0, b"")
    found = json.loads(target.read_bytes())
    source = path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    assert found["schema"] == "policydiff.canonical/1"
    assert found["map"]["length"] == len(found["text"])
    assert found["map"]["source_length"] == found["witness"]["length"] == len(source)
    ends = [*found["map"]["canonical"][1:], found["map"]["length"]]
    spans = [
        (at, at + end - start, "kept")
        for start, end, at in zip(found["map"]["canonical"], ends, found["map"]["source"], strict=True)
    ]
    spans += [(run["start"], run["end"], run["kind"]) for run in found["removals"]]
    place = 0
    for start, end, kind in sorted(spans):
        assert start == place, kind
        place = end
    assert place == len(source)
    assert sum(kind == "pinyin" for _, _, kind in spans) == corpus["pair"]["counts"]["gloss"]


def test_standard_input_is_a_dash(run_policydiff: Run) -> None:
    """`-` reads the notice from standard input."""
    done = run_policydiff("canonicalize", "-", "--format", "json", stdin=None, input="通知（一）".encode("gbk"))
    found = json.loads(done.stdout)
    assert (found["text"], found["witness"]["encoding"]) == ("通知(一)", "gb18030")


def test_a_missing_file_is_an_error_with_its_code(run_policydiff: Run) -> None:
    """Status 2, the code, the name and what to do."""
    done = run_policydiff("canonicalize", "missing.txt")
    assert done.returncode == 2
    assert "PD101" in done.stderr.decode()
    assert "missing.txt" in done.stderr.decode()
