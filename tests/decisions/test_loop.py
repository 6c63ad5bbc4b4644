# SPDX-License-Identifier: Apache-2.0
"""An editor's loop on forty notices: compare, decide on all, correct three of five rightly, one wrongly and one not,
compare again; then correct the rest. Each decision is told exactly so, and 0 means that nothing is open."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from policydiff.api import compare
from policydiff.decisions.applying import apply
from policydiff.decisions.loading import load
from policydiff.errors import InputError
from policydiff.levels import reaches
from policydiff.model import Comparison, Place
from policydiff.report.formats import Texts

from .ways import by_file, by_table, by_workbook

CITIES = ("东山", "西河", "南岭", "北川", "中原")
TASKS = ("防汛抗旱", "森林防火", "安全生产", "营商环境", "城市更新", "春耕备耕", "就业创业", "污染防治")
BODIES = ("水务局", "林业局", "应急管理局", "发展改革委", "住房城乡建设局", "农业农村局", "教育局", "生态环境局")
Fault = tuple[str, str, str]
"""The right reading, the wrong one, and another wrong one that a correction may bring."""


def notice(seed: int) -> tuple[str, list[Fault]]:
    """An invented notice, and five faults that a copy of it may have."""
    chance = random.Random(seed)
    city, task = chance.choice(CITIES), chance.choice(TASKS)
    first, second, third = chance.sample(BODIES, 3)
    people, places, amount = chance.sample(range(21, 98), 3)
    month, day = chance.randint(3, 8), chance.randint(11, 28)
    text = (
        f"{city}市人民政府办公室关于做好{task}工作的通知\n{city}政办发〔2023〕{chance.randint(2, 90)}号\n"
        f"各区人民政府，市政府各部门：\n为做好今年{task}工作，经市政府同意，现将有关事项通知如下。\n"
        f"一、压实工作责任。各区要在{month}月{day}日前完成隐患排查，落实责任人{people}00名，逐级签订责任书。\n"
        f"二、加强监督检查。{first}应当每月通报进展，不得迟报漏报，发现问题及时整改。\n"
        f"三、完善基础设施。新建改建站点{places}处，由{second}牵头组织验收。\n"
        f"四、保障资金投入。统筹安排专项资金{amount}万元，由{third}负责拨付使用。\n"
        f"五、严肃工作纪律。对失职渎职的，依法依规追究责任。\n{city}市人民政府办公室\n2023年{month - 1}月{day - 9}日\n"
    )
    faults = [
        (f"责任人{people}00名", f"责任人{people + 1}00名", f"责任人{people + 2}00名"),
        ("不得迟报", "可以迟报", "应当迟报"),
        (f"站点{places}处", f"站点{places + 1}处", f"站点{places + 2}处"),
        (f"由{second}牵头", f"由{third}牵头", f"由{first}牵头"),
        (f"资金{amount}万元", f"资金{amount}亿元", f"资金{amount + 1}亿元"),
    ]
    chance.shuffle(faults)
    return text, faults


def with_readings(text: str, faults: list[Fault], chosen: tuple[int, ...]) -> str:
    """The copy with one of the three readings at each place."""
    for fault, reading in zip(faults, chosen, strict=True):
        assert text.count(fault[0]) == 1
        text = text.replace(fault[0], fault[reading])
    return text


WAYS = (by_file, by_table, by_workbook)


@pytest.mark.parametrize("seed", range(40))
def test_the_loop_tells_each_correction_as_what_it_is(seed: int, tmp_path: Path) -> None:
    """Three right, one wrong, one not made: told so, and open; then all right, and nothing is."""
    way: Callable[[Comparison, Texts, Path], Path] = WAYS[seed % len(WAYS)]
    a, faults = notice(seed)
    b = with_readings(a, faults, (1, 1, 1, 1, 1))
    first = compare(a, b)
    assert len([d for d in first.differences if d.severity]) == 5
    made = load(way(first, Texts(a, b), tmp_path))

    half = with_readings(a, faults, (0, 0, 0, 2, 1))
    second = apply(compare(a, half), made, (a, half))
    right = apply(compare(a, a), made, (a, a))

    places = {d.id: _fault_at(faults, b, d.b) for d in first.differences if d.severity}
    told = {places[check.id]: check.status for check in second.checks}
    assert told == {0: "corrected", 1: "corrected", 2: "corrected", 3: "wrong", 4: "unchanged"}
    assert reaches(second, "review")
    assert {check.status for check in right.checks} == {"corrected"}
    assert not reaches(right, "review")


def _fault_at(faults: list[Fault], text: str, place: Place) -> int:
    """Which fault of a copy a place is at."""
    starts = [text.index(fault[1]) for fault in faults]
    (found,) = (
        at for at, start in enumerate(starts) if place.start <= start + len(faults[at][1]) and start <= place.end
    )
    return found


def test_the_loop_on_the_command_line(run_policydiff, tmp_path: Path) -> None:
    """Status 1 as long as something is open, 0 when all is right, 2 where the file of decisions is cut off."""
    a, faults = notice(7)
    b = with_readings(a, faults, (1, 1, 1, 1, 1))
    texts = {"a.txt": a, "b.txt": b, "half.txt": with_readings(a, faults, (0, 0, 0, 2, 1)), "right.txt": a}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = load(by_file(compare(a, b), Texts(a, b), tmp_path))
    whole = (tmp_path / "d.json").read_bytes()
    (tmp_path / "cut.json").write_bytes(whole[: len(whole) // 2])

    def again(copy: str, decisions: str) -> object:
        return run_policydiff("compare", "a.txt", copy, "--decisions", decisions, "--format", "checks", cwd=tmp_path)

    half, right, cut = again("half.txt", "d.json"), again("right.txt", "d.json"), again("half.txt", "cut.json")

    assert (half.returncode, right.returncode, cut.returncode) == (1, 0, 2)
    outcomes = [row["Outcome"] for row in csv.DictReader(io.StringIO(half.stdout.decode("utf-8-sig")))]
    assert sorted(outcomes) == ["corrected"] * 3 + ["not corrected", "wrongly corrected"]
    assert b"PD601" in cut.stderr
    assert len(made.decisions) == 5


@pytest.mark.parametrize("content", ["{}", '{"settings": 1}', '{"a": {"name": "a.txt"}, "b": {}}'])
def test_an_object_that_holds_no_decisions_is_refused(tmp_path: Path, content: str) -> None:
    """A file of another kind given as decisions is told, where «nothing was decided» would look like success."""
    (tmp_path / "d.json").write_text(content, encoding="utf-8")

    with pytest.raises(InputError) as raised:
        load(tmp_path / "d.json")

    assert raised.value.code == "PD601"
