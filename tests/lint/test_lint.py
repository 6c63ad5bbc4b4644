# SPDX-License-Identifier: Apache-2.0
"""What lint finds in single copies, and the corrected copy that it writes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff import compare, lint
from policydiff.linting import corrected
from policydiff.model import Finding

FRAME = "為實施國務院關於產業發展的決定，加強財務標準。\n"
SIMPLIFIED = "各区人民政府要组织实施关键技术攻关，建设产业园区。\n"


def kinds(text: str, terms: tuple[str, ...] = ()) -> list[tuple[str, str, str | None]]:
    """Kind, reading and right form of every finding."""
    return [(f.kind, f.text, f.suggestion) for f in lint(text, terms=terms)]


FINDINGS = {
    "a fault": (FRAME + "補短闆項目", [("fault", "闆", "板")]),
    "a fault across a line break": (FRAME + "經批\n準後", [("fault", "準", "准")]),
    "a fault under a gloss": (FRAME + "補短闆(bǎn)項目", [("fault", "闆", "板")]),
    "a fault in a compatibility character": (FRAME + "國務院關于⼟地", [("fault", "于", "於")]),
    "a residual character": (FRAME + "目标任務", [("residual", "标", "標")]),
    "a wrong gloss": (FRAME + "工(gōng)業大(dà)業外(gōng)資", [("wrong_gloss", "(gōng)", "wài")]),
    "brackets in a document number": (SIMPLIFIED + "国发[2022]18号", [("bracket_style", "[2022]", "〔2022〕")]),
    "round brackets in a document number": (
        SIMPLIFIED + "国办发（2020）第5号",
        [("bracket_style", "（2020）", "〔2020〕")],
    ),
    "a bracket of two widths": (SIMPLIFIED + "液化天然气（LNG)码头", [("width", ")", "）")]),
    "an invisible character in a number": (SIMPLIFIED + "新增1\u200b500家", [("hidden_in_token", "\u200b", "")]),
    "a direction control": (SIMPLIFIED + "新增\u202e15家", [("bidi_control", "\u202e", "")]),
    "a private code": (SIMPLIFIED + "新增\ue000家", [("private_use", "\ue000", None)]),
    "lost in decoding": (SIMPLIFIED + "新增\ufffd家", [("damaged", "\ufffd", None)]),
}


@pytest.mark.parametrize(("text", "expected"), FINDINGS.values(), ids=FINDINGS)
def test_findings(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    """Each kind of slip is found, with its right form, and nothing besides."""
    assert kinds(text) == expected


CLEAN = (
    FRAME,
    SIMPLIFIED,
    SIMPLIFIED + "国发〔2022〕18号，液化天然气（LNG）码头，见附件（1）。",
    SIMPLIFIED + "会议[2022]年召开",
    FRAME + "工(gōng)業大(dà)業",
    "",
    "\n\n",
    "LNG (2022) 100%",
)


@pytest.mark.parametrize("text", CLEAN)
def test_clean_texts(text: str) -> None:
    """A text without slips has no findings."""
    if text.strip():
        assert kinds(text) == []


@given(st.text(alphabet="為于於康複復短闆板标(gōng)〔2022〕[2022]18号\n\u200b1，", max_size=60))
def test_spans_are_slices(text: str) -> None:
    """Every finding's text is the slice of its span, line and column point at it, a fault is one character, and no id
    comes twice."""
    if not text.strip():
        return
    found = lint(FRAME + text)
    source = FRAME + text
    assert [f.text for f in found] == [source[f.start : f.end] for f in found]
    assert all(
        f.line == source.count("\n", 0, f.start) + 1 and f.column == f.start - source.rfind("\n", 0, f.start)
        for f in found
    )
    assert all(f.end - f.start == 1 for f in found if f.kind in ("fault", "residual"))
    assert len({f.id for f in found}) == len(found)
    assert sorted(f.start for f in found) == [f.start for f in found]


@given(st.text(alphabet="為于於康複復短闆板标制造業示范，", max_size=40))
def test_corrected_copy_has_no_certain_fault(text: str) -> None:
    """The corrected copy keeps its length, differs at the corrected places alone, and correcting it again changes no
    character back."""
    source = FRAME + text
    once, changed = corrected(source, lint(source))
    assert len(once) == len(source)
    assert {n for n, (x, y) in enumerate(zip(source, once, strict=True)) if x != y} == {f.start for f in changed}
    assert all(f.certain for f in changed)


def test_ids_outlive_text_elsewhere() -> None:
    """A finding's id does not change when text elsewhere does."""
    text = FRAME + "一、推進康複大學建設，提高質量，加強管理。"
    (before,) = lint(text)
    (after,) = lint("通知\n" + text + "\n附則")
    assert before.id == after.id
    assert before.start != after.start


def test_terms() -> None:
    """A listed term is right as listed, and what is nearly one is found."""
    text = FRAME + "后海灣管委會與前海灣管理委員會，由市發展改革委會同市發展改個委辦理。"
    terms = ("后海灣", "市發展改革委")
    assert kinds(text, terms) == [("name", "市發展改個委", "市發展改革委")]


def test_term_in_the_other_script() -> None:
    """A term listed in one script is no near miss in the other; a wrong choice among its traditional forms is."""
    assert kinds(SIMPLIFIED + "市发展改革委", ("市發展改革委",)) == []
    assert kinds(FRAME + "台灣范仲淹紀念館，範仲淹", ("范仲淹",)) == [
        ("fault", "範", "范"),
        ("name", "範仲淹", "范仲淹"),
    ]


def test_json_lines(run_policydiff: Any, tmp_path: Path) -> None:
    """`lint --format json` prints a line a file, in order, and says by its status whether something was found."""
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_text(FRAME + "補短闆項目", encoding="utf-8")
    good.write_text(FRAME, encoding="utf-8")
    done = run_policydiff("lint", bad, good, "--format", "json")
    first, second = map(json.loads, done.stdout.decode().splitlines())
    assert done.returncode == 1
    assert first["schema"] == "policydiff.lint/1"
    assert first["witness"]["name"].endswith("bad.txt")
    (finding,) = first["findings"]
    assert {"class", "kind", "start", "end", "line", "column", "text", "suggestion", "reason"} <= set(finding)
    assert (finding["class"], finding["kind"], finding["text"], finding["suggestion"], finding["line"]) == (
        "script",
        "fault",
        "闆",
        "板",
        2,
    )
    assert second["findings"] == []
    assert run_policydiff("lint", good).returncode == 0


def test_fix_writes_a_corrected_copy(run_policydiff: Any, tmp_path: Path) -> None:
    """`lint --fix -o` writes what is certain, leaves the rest and the original, and says what it changed."""
    source, target = tmp_path / "copy.txt", tmp_path / "corrected.txt"
    source.write_bytes((FRAME + "特彆項目，国发[2022]18号\r\n").encode())
    done = run_policydiff("lint", source, "--fix", "-o", target)
    assert target.read_bytes() == (FRAME + "特別項目，國發[2022]18號\r\n").encode()
    assert "彆" in source.read_text(encoding="utf-8")
    assert "2:2: 彆 → 別" in done.stdout.decode()


@pytest.mark.parametrize("arguments", [["--fix"], ["--fix", "-o", "x.txt", "second"]])
def test_fix_needs_one_file_and_a_place(run_policydiff: Any, tmp_path: Path, arguments: list[str]) -> None:
    """`--fix` without a place to write, or with two files, is an error of usage."""
    source = tmp_path / "copy.txt"
    source.write_text(FRAME, encoding="utf-8")
    done = run_policydiff("lint", source, *[source if a == "second" else a for a in arguments])
    assert done.returncode == 2
    assert b"PD250" in done.stderr


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(run_policydiff: Any, tmp_path: Path) -> None:
    """A missing file is said on standard error with status 2; the other files are linted."""
    good = tmp_path / "good.txt"
    good.write_text(FRAME, encoding="utf-8")
    done = run_policydiff("lint", tmp_path / "none.txt", good)
    assert done.returncode == 2
    assert b"none.txt" in done.stderr
    assert b"nothing found" in done.stdout


def test_page(run_policydiff: Any, tmp_path: Path) -> None:
    """The page shows each finding and nothing of a document acts in it."""
    source, target = tmp_path / "copy.txt", tmp_path / "lint.html"
    source.write_text(FRAME + "<script>alert(1)</script>補短闆項目", encoding="utf-8")
    assert run_policydiff("lint", source, "-o", target).returncode == 1
    page = target.read_text(encoding="utf-8")
    assert "短板" in page
    assert "<script>alert" not in page


def test_corrected_ignores_what_is_not_certain() -> None:
    """Only certain faults and residual characters of one character are written."""
    doubtful = Finding("script", "fault", 0, 1, 1, 1, "干", "幹", "", False)
    style = Finding("format", "bracket_style", 1, 2, 1, 2, "[", "〔", "", True)
    assert corrected("干[", [doubtful, style]) == ("干[", ())


ACROSS_WORDS = (
    "依本行查核準則辦理",
    "設為瞭望點，配齊瞭望員",
    "做好招標準備工作，嚴格指標準確性審核",
    "各相關系、所應配合辦理",
    "沿線各市向往來旅客發放宣傳品",
    "該工作係經主管機關核定",
    "以曆年度之末日為準，期限按公曆年計算",
    "法院擬製裁判書，並編存彙轉",
    "改造爐灶，更換燃氣灶具",
    "京瀋高鐵沿線",
)


@pytest.mark.parametrize("text", ACROSS_WORDS)
def test_words_across_borders_are_no_evidence(text: str) -> None:
    """What begins in one word and ends in the next accuses nothing, and terms of law are right as they are."""
    assert kinds(FRAME + text) == []


FAMILIES = {
    "註 for 注": ("高度關註此項工作", "關註", "關注"),
    "併 for 並": ("合並相關機構", "合並", "合併"),
    "誌 for 志": ("開展誌願服務", "誌願", "志願"),
    "隻 for 只": ("關註註意，誌願。各單位隻能使用統一票據", "隻能", "只能"),
    "云 for 雲": ("推進云計算", "云計算", "雲計算"),
    "衝 for 沖": ("採樣後用清水衝洗", "衝洗", "沖洗"),
    "彆 for 別": ("特彆重要", "特彆", "特別"),
    "淀 for 澱": ("淀粉製品", "淀粉", "澱粉"),
    "複 for 覆": ("全面複蓋", "複蓋", "覆蓋"),
    "颱 for 臺": ("數據平颱", "平颱", "平臺"),
    "係 for 系": ("資訊係統建置", "係統", "系統"),
}


@pytest.mark.parametrize(("text", "wrong", "right"), FAMILIES.values(), ids=FAMILIES)
def test_families(text: str, wrong: str, right: str) -> None:
    """A form that the word does not have is found in every family, with the word as it stands and as it should."""
    told = [(f.misspelled, f.phrase) for f in lint(FRAME + text) if f.kind == "fault"]
    assert (wrong, right) in told


@pytest.mark.parametrize(
    "text", ["採集與采集", "神祕與神秘", "臺灣與台灣", "古跡與古蹟", "注冊與註冊", "周年與週年", "咨詢與諮詢"]
)
def test_free_variants(text: str) -> None:
    """What people write either way is no fault."""
    assert kinds(FRAME + text) == []


@pytest.mark.parametrize(
    ("region", "text", "right"),
    [
        ("群眾裡面為民線上", "特彆用清水衝洗", ["別", "沖"]),
        ("羣眾裏面衞生説明閲讀", "那裡在公里裏程", ["里"]),
        ("", "卫生", ["衛"]),
        ("衞生署衞生", "卫生", ["衞"]),
    ],
)
def test_right_form_is_of_the_region(region: str, text: str, right: list[str]) -> None:
    """The right form is the glyph of the copy's own region or habit, never a simplified character."""
    found = [f.suggestion for f in lint(FRAME * 2 + region + "。" + text) if f.kind in ("fault", "residual")]
    assert found == right


@pytest.mark.parametrize("text", ["客庄文化與晒圖", "李慧琼議員發言。李慧琼議員答覆。"])
def test_simplified_shapes_that_are_meant(text: str) -> None:
    """Characters that Taiwan writes too, and a name that is spelled so each time, are not left by a converter; beside
    one that is, they are told too."""
    assert kinds(FRAME * 3 + text) == []
    assert len(kinds(FRAME * 3 + text + "目标")) > 1


def test_terminal_controls() -> None:
    """Control characters that a terminal acts on are findings of class integrity; tabs and ends of lines are none."""
    found = [(f.class_, f.kind, f.text) for f in lint(SIMPLIFIED + "新\x1b[31m增\x07十\x9b家\t\r\n")]
    assert found == [("integrity", "control_character", char) for char in ("\x1b", "\x07", "\x9b")]


SENTENCES = (
    "高度關注此項工作，特別注意防火。",
    "合併相關機構，規範兼併重組。",
    "開展志願服務，表彰優秀同志。",
    "先進製造業集群完善機制，經批准後實施。",
    "骨幹企業與示範項目，淘汰落後設備。",
    "不少於三家，輸出產品，各方面意見。",
    "歷史文化，警鐘長鳴，系統聯繫。",
    "頭髮與發展，準備工作，面向社會。",
)
_OTHERS = {"注": "註", "併": "並", "志": "誌", "製": "制", "制": "製", "准": "準", "幹": "干", "範": "范", "後": "后"}
_OTHERS |= {"於": "于", "出": "齣", "面": "麵", "歷": "曆", "鐘": "鍾", "系": "係", "髮": "發", "發": "髮", "準": "准"}


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.sets(st.integers(0, 200), max_size=12))
def test_fixing(sentences: list[str], at: set[int]) -> None:
    """Fixing twice changes nothing, the fixed copy has no finding that it had not, and compared with the right copy it
    differs nowhere where it did not differ before."""
    right = FRAME + "\n".join(sentences)
    wrong = "".join(_OTHERS.get(char, char) if n in at else char for n, char in enumerate(right))
    before = lint(wrong)
    fixed, changed = corrected(wrong, before)
    after = lint(fixed)
    assert corrected(fixed, after)[0] == fixed
    assert {(f.kind, f.start, f.suggestion) for f in after} <= {(f.kind, f.start, f.suggestion) for f in before}
    assert all(fixed[f.start] == right[f.start] for f in changed)
    told = {(d.a.start, d.a.end) for d in compare(right, fixed).differences}
    assert told <= {(d.a.start, d.a.end) for d in compare(right, wrong).differences}


def test_probability_is_said() -> None:
    """Certain is what is right in 995 of 1,000 cases; a copy that nothing else speaks against has none such."""
    (fault,) = [f for f in lint(FRAME + "特彆重要") if f.kind == "fault"]
    assert fault.probability is not None
    assert fault.certain == (fault.probability >= 0.995)
