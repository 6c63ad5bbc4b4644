# SPDX-License-Identifier: Apache-2.0
"""Groups: copies together, editions and forwarding notices near and apart, whatever the order of the files."""

import json
import random
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from policydiff.batch.lanes import Job, Lane
from policydiff.group.result import Groups
from policydiff.group.run import find_groups, pair_groups
from policydiff.reasons import advise

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

WORDS = (
    "推进 建设 港口 信息 海洋 产业 河道 环境 科技 企业 培育 整治 落实 责任 完善 体系 重点 项目 提升 能力 开展 检查 加强"
    " 监管 保障 民生 统筹 发展 改革 创新"
).split()


def text(
    seed: int,
    year: int = 2023,
    count: int = 60,
    number: int | None = None,
    date: str | None = None,
    subject: str = "重点任务分工",
) -> str:
    """An invented notice; one seed is one text, whatever year and number stand on it."""
    chance = random.Random(seed)
    lines = [f"市政府关于印发{year}年{subject}的通知", f"市政发〔{year}〕{number or seed}号", "各区人民政府："]
    lines += [
        f"{n}.{''.join(chance.choices(WORDS, k=8))}，完成{chance.randrange(2, 99)}项。" for n in range(1, count + 1)
    ]
    return "\n".join([*lines, "市政府", date or f"{year}年3月{seed % 28 + 1}日", ""])


BODY_OF_ONE = text(1).split("1号", 1)[1]


def _none(_job: Job, _chunks: int) -> Sequence[Lane]:
    raise AssertionError("so few files need no process")


def _groups(folder: Path, files: dict[str, str]) -> Groups:
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    return find_groups([folder], _none)


def _members(groups: Groups) -> list[list[str]]:
    return sorted(sorted(Path(member.path).name for member in group.members) for group in groups.groups)


COPIES = {
    "as it is": text(1),
    "simplified glossed": text(1).replace("推进", "推(tuī)进(jìn)"),
    "traditional": text(1).translate(str.maketrans("关发务设产业环进责实统创", "關發務設產業環進責實統創")),
    "page around it": f"首页 > 公开\n瀏覽量:3521\n发布日期:2024-05-06\n{text(1)}来源：市政府网站\n",
    "full width": text(1).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    "no breaks": text(1).replace("\n", " "),
    "no number": text(1).replace("市政发〔2023〕1号\n", ""),
    "no signature": text(1).split("市政府\n2023年")[0],
    "a task gone": text(1).replace(text(1).split("\n")[9] + "\n", ""),
    "cut short": text(1)[: len(text(1)) * 2 // 3],
    "other issuer in the title": text(1).replace("市政府关于印发", "关于印发", 1),
    "a slip in the number": text(1).replace("〔2023〕1号", "〔2023〕7号"),
    "a slip in the date": text(1).replace("3月2日", "3月3日"),
    "another plan": text(2),
}


def test_copies_are_found_whatever_was_done_to_them(tmp_path: Path) -> None:
    """Script, glosses, page, width, breaks, loss and a single slip in a name leave a copy a copy."""
    found = _groups(tmp_path, COPIES)

    assert _members(found) == [sorted(set(COPIES) - {"another plan"})]
    assert [Path(path).name for path in found.alone] == ["another plan"]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_does_not_matter(tmp_path: Path, seed: int) -> None:
    """The same groups from any names, so from any order."""
    names = list(COPIES)
    random.Random(seed).shuffle(names)
    renamed = {f"{n:02}": COPIES[name] for n, name in enumerate(names)}
    found = _groups(tmp_path, renamed)

    (members,) = [{names[int(name)] for name in some} for some in _members(found)]
    assert members == set(COPIES) - {"another plan"}


@pytest.mark.parametrize(
    ("other", "relation", "said"),
    [
        (text(1, year=2024), "edition", "year 2023 / 2024"),
        (text(1, number=88, date="2023年9月9日"), "edition", "document number 市政发〔2023〕1号 / 市政发〔2023〕88号"),
        (text(1, date="2023年9月9日").replace("市政发〔2023〕1号\n", ""), "edition", "date"),
        (
            (
                "省政府转发《市政府关于印发2023年重点任务分工的通知》的通知\n省政发〔2023〕300号\n各市：\n现转发给你们。"
                f"\n{BODY_OF_ONE}"
            ),
            "",
            "",
        ),
        (
            "省发展改革委转发市政府关于印发2023年重点任务分工的通知\n省发改〔2023〕300号\n各市：\n"
            + text(5, count=60).split("\n", 3)[3].split("市政府\n")[0]
            + text(1)
            + "省发展改革委\n2023年8月8日\n",
            "forwarding",
            "document number",
        ),
    ],
    ids=[
        "next year's",
        "another number",
        "another date alone",
        "forwarded with little around it",
        "forwarded with much around it",
    ],
)
def test_what_is_no_copy_stands_near(tmp_path: Path, other: str, relation: str, said: str) -> None:
    """Another edition or a notice that forwards this one is not merged, and what tells them apart is named."""
    found = _groups(tmp_path, {"one": text(1), "two": text(1).replace("\n", "\n\n"), "other": other})

    copies, alone = sorted(found.groups, key=lambda group: -len(group.members))
    assert sorted(Path(member.path).name for member in copies.members) == ["one", "two"]
    assert [Path(member.path).name for member in alone.members] == ["other"]
    (near,) = copies.near
    assert Path(near.path).name == "other"
    assert near.relation == (relation or near.relation)
    assert said in "; ".join(near.apart)


def test_a_copy_without_a_name_does_not_bridge_two_editions(tmp_path: Path) -> None:
    """A text that could be either goes to one of them; the editions stay apart."""
    bare = text(1).split("\n", 3)[3].split("市政府\n")[0]
    found = _groups(tmp_path, {"a": text(1), "b": text(1, year=2024), "c": bare})

    together = [some for some in _members(found) if len(some) > 1]
    assert len(together) == 1
    assert not {"a", "b"} <= set(together[0])


def test_reports_that_only_bear_one_title_are_strangers(tmp_path: Path) -> None:
    """政府工作报告 is many notices."""
    files = {
        str(n): (
            f"政府工作报告\n——{2000 + n}年1月{n + 1}日\n各位代表：\n"
            + text(n, count=40).split("\n", 3)[3].split("市政府\n")[0]
        )
        for n in range(4)
    }

    assert _groups(tmp_path, files).groups == ()


def test_the_second_notice_of_a_page_is_a_member_of_its_own(tmp_path: Path) -> None:
    """`page#2` stands in the second notice's group; where pairs are compared, the first notice is `page#1`."""
    first, second = text(1), text(2, subject="防汛工作要点")
    found = _groups(tmp_path, {"one": first, "two": second, "page": first + second})

    assert _members(found) == [["one", "page"], ["page#2", "two"]]
    assert [[Path(name).name for name in (pair.a, pair.b)] for pair in pair_groups(found)] == [
        ["one", "page#1"],
        ["page#2", "two"],
    ]


def test_one_notice_of_a_page_can_be_named(tmp_path: Path) -> None:
    """`FILE#2` among the paths is that notice alone."""
    first, second = text(1), text(2, subject="防汛工作要点")
    (tmp_path / "page").write_text(first + second, "utf-8")
    (tmp_path / "two").write_text(second, "utf-8")

    found = find_groups([tmp_path / "page#2", tmp_path / "two"], _none)

    assert _members(found) == [["page#2", "two"]]


def test_boilerplate_does_not_make_a_group(tmp_path: Path) -> None:
    """Pages of one site around short notices of their own are not copies of each other."""
    site = "网站首页 政务公开 办事服务 互动交流 " + text(50, count=15).split("\n", 3)[3]
    files = {str(n): site + text(n, count=30, subject=f"第{n}项工作") for n in range(12)}

    found = _groups(tmp_path, files)

    assert all(len(group.members) == 1 for group in found.groups)


def test_files_that_share_half_their_text_are_compared_within_a_budget(tmp_path: Path) -> None:
    """Of many files with a common text, what is not compared is counted, and copies among them are found."""
    common = "".join(random.Random(0).choices(WORDS, k=200))
    own = ["".join(random.Random(n).choices(WORDS, k=100)) for n in range(1, 61)]
    files = {f"{n}.txt": f"{common}\n{words}\n" for n, words in enumerate(own)}
    found = _groups(tmp_path, {**files, "copy.txt": f"{common}\n{own[7]}。瀏覽\n"})

    assert found.over_budget > 0
    assert ["7.txt", "copy.txt"] in _members(found)


def test_bad_files_are_problems(tmp_path: Path) -> None:
    """An empty file and a packed one are named, each with what to do, and the rest is grouped."""
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "packed").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    found = _groups(tmp_path, {"a": text(1), "b": text(1)})

    assert _members(found) == [["a", "b"]]
    assert [problem.code for problem in found.problems] == ["PD103", "PD132"]
    assert "unpack it" in advise(found.problems[1].rule or "")


def test_pairs_of_a_group_start_from_its_first_file(tmp_path: Path) -> None:
    """n copies are n-1 pairs, each with the group's id as a column."""
    found = _groups(tmp_path, {"a": text(1), "b": text(1), "c": text(1), "d": text(2)})

    pairs = pair_groups(found)

    assert [(Path(pair.a).name, Path(pair.b).name) for pair in pairs] == [("a", "b"), ("a", "c")]
    assert {pair.columns["group"] for pair in pairs} == {found.groups[0].id}


def test_the_command_prints_groups_as_text_and_json(run_policydiff: Run, tmp_path: Path) -> None:
    """JSON by the contract; text with a line a copy; status 2 where a file could not be read."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, content in {"a": text(1), "b": text(1), "c": text(1, year=2024)}.items():
        (folder / name).write_text(content, "utf-8")

    as_json = run_policydiff("group", folder, "--format", "json")
    as_text = run_policydiff("group", folder)
    (folder / "empty").write_bytes(b"")
    bad = run_policydiff("group", folder)

    said = json.loads(as_json.stdout)
    assert (as_json.returncode, said["schema"]) == (0, "policydiff.groups/1")
    assert [[Path(member["path"]).name for member in group["members"]] for group in said["groups"]] == [
        ["a", "b"],
        ["c"],
    ]
    assert said["groups"][0]["near"][0]["apart"]
    assert "1 notice with 2 copies; 1 file without a copy" in as_text.stdout.decode()
    assert (bad.returncode, b"PD103" in bad.stderr) == (2, True)


@pytest.mark.slow
def test_many_files_are_read_by_processes(run_policydiff: Run, tmp_path: Path) -> None:
    """The groups of some hundred files are the same whatever the number of processes."""
    folder = tmp_path / "files"
    folder.mkdir()
    for n in range(300):
        (folder / f"{n:03}.txt").write_text(text(n % 60, count=8), "utf-8")

    one, two = (run_policydiff("group", folder, "--format", "json", "--jobs", jobs) for jobs in (1, 2))

    assert one.stdout == two.stdout
    assert [len(group["members"]) for group in json.loads(one.stdout)["groups"]] == [5] * 60


def test_a_group_bears_the_title_that_its_copies_write(tmp_path: Path) -> None:
    """Copies in traditional script are titled in traditional script."""
    traditional = text(1).translate(str.maketrans("关发务设产业环进责实统创办", "關發務設產業環進責實統創辦"))
    found = _groups(tmp_path, {"a": traditional, "b": traditional.replace("3月", "３月")})

    (group,) = found.groups
    assert group.title in traditional
