# SPDX-License-Identifier: Apache-2.0
"""`policydiff inspect` shows what was read, as a tree or to the contract as JSON."""

import json
from pathlib import Path

from click.testing import CliRunner

from policydiff.cli.inspect import command

NOTICE = (
    "某市关于推進(jìn)工作的通知\n"
    "一、推进改革。各部门要按时完成。（牵头单位：市科技局）\n"
    "二、优化服务。各部门要提高效率。（责任单位：市教育局）\n"
    "三、保障措施\n"
)


def run(tmp_path: Path, *options: str) -> str:
    """What the command prints for the notice."""
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    result = CliRunner().invoke(command, [str(file), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_json_to_the_contract(tmp_path: Path) -> None:
    """Witness, fields, a tree of units and problems; spans are slices of the decoded text."""
    found = json.loads(run(tmp_path, "--format", "json"))
    assert list(found) == ["schema", "witness", "fields", "units", "problems", "outside"]
    assert found["schema"] == "policydiff.inspection/1"
    assert [(unit["id"], NOTICE[unit["start"] : unit["end"]][:4]) for unit in found["units"]] == [
        ("title", "某市关于"),
        ("t1", "一、推进"),
        ("t2", "二、优化"),
        ("t3", "三、保障"),
    ]
    assert all(NOTICE[field["start"] : field["end"]] == field["text"] for field in found["fields"])
    assert found["witness"]["completeness"] == ["ends at a bare heading: 三、保障措施"]


def test_text_for_people(tmp_path: Path) -> None:
    """The tree names each unit, its place and the units in charge of it."""
    lines = run(tmp_path).splitlines()
    assert lines[0].endswith(f"notice.txt: utf-8, {len(NOTICE)} characters, simplified")
    assert lines[1] == "not complete: ends at a bare heading: 三、保障措施"
    assert lines[4].split() == ["task", "一、", "推进改革", "[17:44]"]
    assert lines[5].split() == ["→", "lead:", "市科技局"]


def test_a_file_to_write_to(tmp_path: Path) -> None:
    """With an output that ends in .json the JSON is written there."""
    target = tmp_path / "out.json"
    assert run(tmp_path, "-o", str(target)) == ""
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "policydiff.inspection/1"
