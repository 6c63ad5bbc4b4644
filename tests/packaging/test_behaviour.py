# SPDX-License-Identifier: Apache-2.0
"""The pages on accuracy, hard cases and behaviour say what is so, and lead to what shows it."""

import ast
import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest

import policydiff
from policydiff import compare

ROOT = Path(__file__).parents[2]
_LINK = re.compile(r"\[`(test_\w+)`\]\(\.\./(tests/[\w/]+\.py)\)")
_FINDING = re.compile(r"\]\(\.\./(findings/[\w-]+\.sh)\)")
_HEADS = {
    "simplified": "测试市人民政府办公室关于做好年度工作的通知\n各有关单位：\n"
    "现将有关事项通知如下，请认真贯彻执行，确保完成任务。\n",
    "traditional": "測試市人民政府辦公室關於做好年度工作的通知\n各有關單位：\n"
    "現將有關事項通知如下，請認真貫徹執行，確保完成任務。\n",
}


def page(name: str) -> str:
    """A page of the documents."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """The rows of its tables, heads left out."""
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| copy", "| behav"))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("row", rows(page("behaviour.md")), ids=lambda row: row[0][:40])
def test_each_behaviour_leads_to_a_test_or_a_script_that_is_there(row: list[str]) -> None:
    """The test of the link is a function of the file; the script can be run."""
    test, finding = _LINK.search(row[2]), _FINDING.search(row[2])

    if test:
        tree = ast.parse((ROOT / test[2]).read_text(encoding="utf-8"))
        assert test[1] in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    else:
        assert finding is not None
        assert (ROOT / finding[1]).stat().st_mode & 0o100


def test_every_finding_stands_among_the_behaviours() -> None:
    """No script of findings/ is forgotten on the page, and there are forty behaviours."""
    named = set(_FINDING.findall(page("behaviour.md")))

    assert named == {f"findings/{path.name}" for path in (ROOT / "findings").glob("*.sh")}
    assert len(rows(page("behaviour.md"))) >= 40


def test_whole_numbers_of_any_size_survive_json() -> None:
    """Beyond 2^53 and 2^64 no digit is lost on the way out and in."""
    for number in (2**53 + 1, 2**64, -(2**70) - 1):
        assert msgspec.json.decode(msgspec.json.encode(number)) == number


@pytest.mark.parametrize("row", rows(page("hard-cases.md")), ids=lambda row: row[0])
def test_each_hard_case_is_told_as_its_page_says(row: list[str]) -> None:
    """Class and kind of all that differs, the change of script between the two heads left out."""
    a, b, told, _ = row
    wanted = Counter[str]()
    for part in told.split(", "):
        name, _, times = part.partition(" ×")
        wanted[name] += int(times or 1)
    texts = [
        _HEADS["traditional" if any(char in text for char in _TRADITIONAL) else "simplified"] + text for text in (a, b)
    ]
    found = compare(*(text.replace("⏎", "\n") + "\n" for text in texts))

    assert Counter(f"{d.class_}/{d.kind}" for d in found.differences if d.kind != "simplified") == wanted


_TRADITIONAL = "會請並採設聯錄實連"
"""Characters that only traditional examples of the page have."""


def test_the_figures_are_of_this_version_and_of_a_day() -> None:
    """The page of figures names the version that the program has, and a date from which its cases were drawn."""
    text = page("accuracy.md")

    assert f"| policydiff | {policydiff.__version__} |" in text
    assert re.search(r"^\| drawn from \| \d{4}-\d{2}-\d{2} \|$", text, re.MULTILINE)


def test_the_kinds_of_edits_are_those_of_the_code() -> None:
    """Each row of the page is an edit that the benchmark can plant, and forty and more of them have figures."""
    source = "".join((ROOT / "bench/accuracy" / name).read_text(encoding="utf-8") for name in ("words.py", "blocks.py"))
    names = set(re.findall(r'(?:word|_named|_whole)\(\s*"([a-z][\w\' ,-]+)"', source))
    names |= set(re.findall(r'Edit\(\s*"([a-z][\w ,-]+)"', source))
    table = page("accuracy.md").partition("## By kind of edit")[2].partition("\n## ")[0]
    shown = {line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")} - {"edit", "nothing"}
    told = {name for name in shown if not name.startswith("table: ")}

    assert told - names == set()
    assert len(told) >= 40
