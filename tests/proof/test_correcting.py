# SPDX-License-Identifier: Apache-2.0
"""A corrected file has the decided places changed and every other byte as it was."""

import json
from html import escape
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.decisions.flood_notice import ORIGINAL, changed

from policydiff.decisions.applying import apply
from policydiff.decisions.writing import decided
from policydiff.ingest import read
from policydiff.model import TELLING, Comparison, Witness
from policydiff.pipeline import Prepared, compare_prepared, prepare, worn_by
from policydiff.proof.correcting import Corrected, corrected
from policydiff.proof.edits import planned

CHANGES = (
    ("320名", "230名"),
    ("不得迟报", "可以迟报"),
    ("照明设备500台，", ""),
    ("由应急管理局", "由水务局"),
    ("依法依规追究", "依法依规严肃追究"),
    ("三、保障物资储备。", "三、保障储备。"),
)


def planted(which: set[int]) -> str:
    """The notice with some of the changes."""
    return changed(CHANGES, which)


def as_page(text: str) -> str:
    """The text as a web page, with markup inside its lines."""
    lines = "\n".join(
        f'<p style="text-indent:2em">{escape(line).replace("通知", "<b>通</b>知")}</p>' for line in text.splitlines()
    )
    head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>t</title></head>"
    return f"{head}<body><!-- 通知 -->{lines}</body></html>"


def prepared(data: bytes, name: str) -> Prepared:
    """A copy, from its bytes."""
    return prepare(read(data, name))


def settled(a: Prepared, b: Prepared) -> Comparison:
    """The comparison with everything that tells decided on: to be changed."""
    texts = (a.witness.text, b.witness.text)
    found = compare_prepared(a, b)
    made = decided(found, texts, {d.id: "change" for d in found.differences if d.class_ in TELLING})
    return apply(found, made, texts)


def fixed(original: bytes, data: bytes, name: str, *, nothing: bool = False) -> Corrected:
    """Copy B with all that was decided carried out, or nothing of it."""
    a, b = prepared(original, "a.txt"), prepared(data, name)

    def reread(content: bytes) -> Witness:
        return read(content, name)

    def faults(text: str) -> set[tuple[int, int]]:
        return {(f.start, f.end) for f in prepare(read(text)).findings if f.kind in ("fault", "residual")}

    plan = planned(settled(a, b), "b", {"a": worn_by(a), "b": worn_by(b)})
    if nothing:
        plan = msgspec.structs.replace(plan, edits=())
    return corrected(data, b.witness, plan, reread, faults)


FORMS = [
    ("b.txt", "utf-8", False),
    ("b.txt", "gb18030", False),
    ("b.txt", "utf-16", False),
    ("b.txt", "utf-8-sig", False),
    ("b.md", "utf-8", False),
    ("b.html", "utf-8", True),
]


@pytest.mark.parametrize(("name", "encoding", "page"), FORMS)
@given(which=st.sets(st.sampled_from(range(len(CHANGES)))))
def test_all_carried_out_is_the_other_copys_wording(name: str, encoding: str, page: bool, which: set[int]) -> None:
    """Whatever was planted, the corrected file has the original's bytes again, in its own encoding and markup; with
    nothing carried out it has its own."""
    text = as_page(planted(which)) if page else planted(which)
    right = as_page(ORIGINAL) if page else ORIGINAL
    data = text.encode(encoding)

    done = fixed(ORIGINAL.encode(), data, name)

    assert done.left == ()
    assert done.data == right.encode(encoding)
    assert fixed(ORIGINAL.encode(), data, name, nothing=True).data == data


def test_a_traditional_copy_gets_traditional_words() -> None:
    """What comes over from a simplified copy is written in the script of this one, and is told to be corrected."""
    original = "关于印发工作方案的通知\n一、落实责任人员320名，加强监测预警。\n二、各区应当完成排查。\n"
    right = "關於印發工作方案的通知\n一、落實責任人員320名，加強監測預警。\n二、各區應當完成排查。\n"
    wrong = right.replace("加強監測預警", "加強巡查").replace("320", "230") + "三、預測監督。\n"

    done = fixed(original.encode(), wrong.encode("big5hkscs"), "b.txt")

    assert "加強監測預警。\n" in done.data.decode("big5hkscs")
    assert "320名" in done.data.decode("big5hkscs")


def test_a_line_that_is_missing_in_a_page_becomes_a_line_there() -> None:
    """A task that comes back stands on a line of its own, and no unit is joined to it."""
    page = as_page(ORIGINAL.replace("二、加强监测预警。水务部门应当每日报送水情，不得迟报漏报。\n", ""))
    done = fixed(ORIGINAL.encode(), page.encode(), "b.html")
    found = compare_prepared(prepared(ORIGINAL.encode(), "a.txt"), prepared(done.data, "b.html"))

    assert done.left == ()
    assert [d.kind for d in found.differences if d.class_ in TELLING] == []


@pytest.mark.parametrize(("page", "said"), [(False, None), (True, "&#44032;")])
def test_a_character_that_the_encoding_lacks(page: bool, said: str | None) -> None:
    """A page can say any character by its number; a text in an old encoding cannot, and the place is left."""
    copy = "關於印發工作方案的通知\n一、落實責任人員320名，加強監測預警。\n二、各區應當完成排查。\n"
    original = copy.replace("監測預警", "監測가預警")
    data = (as_page(copy).replace("utf-8", "big5") if page else copy).encode("big5hkscs")

    done = fixed(original.encode(), data, "b.html" if page else "b.txt")

    if said is None:
        assert (done.data, [left.why.key for left in done.left]) == (data, ["place_not_certain"])
    else:
        assert done.data == data.replace("監測預警".encode("big5hkscs"), f"監測{said}預警".encode("big5hkscs"))


def test_what_stands_twice_in_a_page_is_told_by_its_words_or_left() -> None:
    """A reading that stands in a menu too is changed in the notice alone, or not at all."""
    page = as_page(planted({0})).replace("<body>", "<body><nav><a href=x>责任人230名</a></nav>")
    done = fixed(ORIGINAL.encode(), page.encode(), "b.html")

    assert done.data.decode() == page.replace("落实责任人230名", "落实责任人320名")


def test_the_command_goes_round(tmp_path: Path, run_policydiff) -> None:  # type: ignore[no-untyped-def]
    """Decide, apply, compare again: all is corrected and the exit status 0; the copy that was given stays as it is
    until it is asked for in place."""
    files = made(tmp_path)
    common = ("apply", *files, "--decisions", tmp_path / "d.json")

    done = run_policydiff(*common, "-o", tmp_path / "fixed.txt", "--ui-lang", "zh-Hans")

    assert done.returncode == 0
    assert "已写入 2 处" in done.stdout.decode()
    assert (tmp_path / "fixed.txt").read_bytes() == ORIGINAL.encode("gb18030")
    assert files[1].read_bytes() == planted({0, 1}).encode("gb18030")
    again = run_policydiff(
        "compare", files[0], tmp_path / "fixed.txt", "--decisions", tmp_path / "d.json", "--format", "json"
    )
    assert again.returncode == 0
    assert {check["status"] for check in json.loads(again.stdout)["checks"]} == {"corrected"}
    assert run_policydiff(*common, "--in-place").returncode == 0
    assert files[1].read_bytes() == ORIGINAL.encode("gb18030")


REFUSED = [
    ("d.json", ("-o", "b.txt"), "PD612"),
    ("d.json", (), "PD612"),
    ("d.json", ("-o", "x.txt", "--base", "b", "--proof-of", "b"), "PD612"),
    ("other.json", ("-o", "x.txt"), "PD603"),
    ("cut.json", ("-o", "x.txt"), "PD601"),
]


@pytest.mark.parametrize(("decisions", "options", "code"), REFUSED)
def test_what_is_refused_writes_nothing(tmp_path: Path, run_policydiff, decisions, options, code) -> None:  # type: ignore[no-untyped-def]
    """Over a copy, nowhere, into the base, decisions of other copies or cut off: an error, and no file is touched."""
    files = made(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}

    done = run_policydiff("apply", "a.txt", "b.txt", "--decisions", decisions, *options, cwd=tmp_path)

    assert done.returncode == 2
    assert code in done.stderr.decode()
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert all(path in before for path in files)


def made(folder: Path) -> tuple[Path, Path]:
    """Two copies in a folder, with the decisions on them, those of other copies, and a file that was cut off."""
    a, b = folder / "a.txt", folder / "b.txt"
    a.write_text(ORIGINAL, "utf-8")
    b.write_bytes(planted({0, 1}).encode("gb18030"))
    found = settled(prepared(a.read_bytes(), "a.txt"), prepared(b.read_bytes(), "b.txt"))
    change = {d.id: "change" for d in found.differences if d.class_ in TELLING}
    file = decided(found, (ORIGINAL, planted({0, 1})), change)
    replace = msgspec.structs.replace
    other = replace(file, a=replace(file.a, sha256="0"), b=replace(file.b, sha256="1"))
    (folder / "d.json").write_bytes(msgspec.json.encode(file))
    (folder / "other.json").write_bytes(msgspec.json.encode(other))
    (folder / "cut.json").write_bytes(msgspec.json.encode(file)[:-20])
    return a, b
