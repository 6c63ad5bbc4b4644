# SPDX-License-Identifier: Apache-2.0
"""What people decided comes back by id, from the report's file or from a table filled in by hand."""

import csv
import io
import json
import time
import zipfile
from pathlib import Path

import msgspec
import pytest
from openpyxl import Workbook, load_workbook

from policydiff.decisions import loading
from policydiff.decisions.applying import apply, matched, open_counts
from policydiff.decisions.loading import load
from policydiff.decisions.record import Decision, Decisions
from policydiff.errors import InputError
from policydiff.ingest.limits import Limits
from policydiff.report.formats import Options, write


def telling_ids(pair) -> list[str]:
    """The ids of what tells, in order."""
    return [d.id for d in pair.comparison.differences if d.severity]


def test_the_reports_file_is_read(pair, tmp_path: Path) -> None:
    """A file as the report saves it puts each decision on its difference; those of no place are stale."""
    first, second, *_ = telling_ids(pair)
    file = tmp_path / "decisions.json"
    saved = {
        "schema": "policydiff.decisions/1",
        "a": {"name": "a", "sha256": ""},
        "b": {"name": "b", "sha256": ""},
        "proofreader": "李",
        "reviewer": "",
        "decisions": [
            {"id": first, "decision": "change", "note": "据原件改", "text": "35 → 53"},
            {"id": second, "decision": "query", "note": "", "text": ""},
            {"id": "0123456789ab", "decision": "keep", "note": "", "text": "甲 → 乙"},
        ],
    }
    file.write_text(json.dumps(saved), encoding="utf-8")

    made = apply(pair.comparison, load(file))
    found = {d.id: (d.decision, d.note) for d in made.differences if d.decision}

    assert found == {first: ("change", "据原件改"), second: ("query", "")}
    assert [(s.id, s.decision, s.text) for s in made.stale] == [("0123456789ab", "keep", "甲 → 乙")]
    assert apply(pair.comparison, load(file), partial=True).stale == ()


def test_settled_ones_no_longer_count(pair) -> None:
    """Keep settles a difference; one that is to be changed or asked about stands there still and is open."""
    first, second, third, *_ = telling_ids(pair)
    made = apply(
        pair.comparison,
        Decisions(decisions=(Decision(first, "change"), Decision(second, "query"), Decision(third, "keep"))),
    )

    assert open_counts(pair.comparison)["substantive"] == 3
    assert open_counts(made)["substantive"] == 2
    assert made.counts == pair.comparison.counts


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_csv_filled_in_by_hand_is_read(faulty_pair, tmp_path: Path, delimiter: str) -> None:
    """The table of errata with its column of decisions filled in is a file of decisions."""
    rows = list(
        csv.reader(
            io.StringIO(write(faulty_pair.comparison, faulty_pair.texts, "csv", Options("zh-Hans")).decode("utf-8-sig"))
        )
    )
    decided, note, name = (rows[0].index(head) for head in ("处理", "备注", "编号"))
    rows[1][decided], rows[1][note] = "改", "=已改"
    rows[2][decided] = " 不改 "
    file = tmp_path / "errata.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows)

    made = load(file)

    assert [(d.id, d.decision, d.note) for d in made.decisions] == [
        (rows[1][name], "change", "=已改"),
        (rows[2][name], "keep", ""),
    ]
    assert matched(faulty_pair.comparison, made) == {rows[1][name], rows[2][name]}


def test_a_workbook_filled_in_by_hand_is_read(faulty_pair, tmp_path: Path) -> None:
    """The workbook comes back from a spreadsheet program with decisions in it."""
    file = tmp_path / "errata.xlsx"
    book = load_workbook(io.BytesIO(write(faulty_pair.comparison, faulty_pair.texts, "xlsx", Options("zh-Hant"))))
    sheet = book.active
    sheet.insert_rows(1)
    sheet.cell(1, 1, "勘誤表")
    heads = [cell.value for cell in sheet[2]]
    sheet.cell(3, heads.index("處理") + 1, "存疑")
    sheet.cell(3, heads.index("備註") + 1, 12)
    book.save(file)

    made = load(file)

    assert [(d.decision, d.note) for d in made.decisions] == [("query", "12")]
    assert len(matched(faulty_pair.comparison, made)) == 1


def test_a_csv_from_a_chinese_spreadsheet_is_read(tmp_path: Path) -> None:
    """Where a spreadsheet saves in the code page of its system, the headings are found all the same."""
    file = tmp_path / "errata.csv"
    file.write_bytes("编号,处理,备注\nabc,查询,待问\n".encode("gb18030"))

    assert load(file).decisions == (Decision("abc", "query", "待问"),)


def _bomb() -> bytes:
    """A workbook whose sheet unfolds a thousand times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 2**22)
    return out.getvalue()


BAD = [
    ("x.json", b"{", "PD601"),
    ("x.json", b'{"schema": "other/1"}', "PD601"),
    ("x.json", b'{"decisions": [{"id": "a", "decision": "perhaps"}]}', "PD601"),
    ("x.csv", b"a,b\n1,2\n", "PD601"),
    ("x.csv", b"", "PD601"),
    ("x.csv", "编号,处理\nabc,改?\n".encode(), "PD602"),
    ("x.csv", "处理,备注,编号\n改,待问,abc\n不改,原".encode(), "PD604"),
    ("x.csv", "编号,处理\nabc,改\nabc,不改\n".encode(), "PD604"),
    ("x.csv", "编号,处理\nabc def,改\ndef,存疑\n".encode(), "PD604"),
    ("x.json", b'{"decisions": [{"id": "", "decision": "keep"}]}', "PD604"),
    ("x.json", b'{"decisions": [{"id": "a", "decision": "keep"}, {"id": "a", "decision": "change"}]}', "PD604"),
    ("x.json", b'{"schema": "policydiff.decisions/1", "decisions": [{"id": "abc", "decision": "ke', "PD601"),
    ("x.json", b'{"decisions": [{"id": "a", "decision": "keep", "b": {"start": "12"}}]}', "PD601"),
    ("x.xlsx", b"PK\x03\x04" + bytes(400), "PD601"),
    ("x.xlsx", b"PK\x03\x04 broken", "PD601"),
    ("x.json", b'{"decisions": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", "PD601"),
    ("x.csv", "编号,处理\nabc,".encode() + b"x" * 200_000, "PD601"),
    ("x.xlsx", _bomb(), "PD130"),
]


@pytest.mark.parametrize(("name", "content", "code"), BAD)
def test_what_is_no_file_of_decisions_is_said(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """Each fault has its code and says what to do."""
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(InputError) as caught:
        load(file)

    assert caught.value.code == code
    assert caught.value.cure


def test_a_workbook_over_the_bounds_of_packages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook of decisions unfolds no further than the bound, and is read no longer."""
    file = tmp_path / "errata.xlsx"
    workbook = Workbook()
    workbook.active.append(["编号", "处理"])
    workbook.save(file)
    assert load(file).decisions == ()

    monkeypatch.setattr(loading, "_WORKBOOK", Limits(part_bytes=500))
    with pytest.raises(InputError, match=r"errata\.xlsx") as caught:
        load(file)
    assert caught.value.code == "PD130"

    monkeypatch.setattr(loading, "_WORKBOOK", Limits(wall_seconds=1))
    monkeypatch.setattr(loading, "_workbook", lambda *_: time.sleep(60))
    with pytest.raises(InputError, match=r"errata\.xlsx") as caught:
        load(file)
    assert caught.value.code == "PD311"


def test_an_absent_file_is_said(tmp_path: Path) -> None:
    """A path that leads nowhere is an input error."""
    with pytest.raises(InputError) as caught:
        load(tmp_path / "absent.json")

    assert caught.value.code == "PD600"


def test_a_decision_is_shown_in_the_report(pair) -> None:
    """The report says what was decided and by which note, and the headline how many are settled."""
    first = telling_ids(pair)[0]
    made = apply(
        pair.comparison,
        Decisions(decisions=(Decision(first, "keep", "原文如此"), Decision("gone", "keep", text="旧文"))),
    )
    page = write(made, pair.texts, "html", Options("zh-Hans")).decode()

    assert "不改 · <bdi>原文如此</bdi>" in page
    assert "不改 1 处" in page
    assert "<td>不改</td><td></td><td><bdi>旧文</bdi></td>" in page


def test_ids_survive_changes_elsewhere(pair, tmp_path: Path) -> None:
    """A decision made on one version of a copy holds on the next, where its own place has not changed."""
    from policydiff.api import compare

    later = compare(pair.texts.a, pair.texts.b.replace("补齐短板", "补齐各类短板").replace("请认真", "请务必认真"))
    made = Decisions(decisions=tuple(Decision(i, "keep") for i in telling_ids(pair)))

    assert matched(later, made) >= set(telling_ids(pair)[:3])


def test_decisions_read_back_as_written() -> None:
    """The type of the file and its JSON are inverse to each other."""
    made = Decisions(proofreader="李", decisions=(Decision("a", "change", "x", "y"),))

    assert msgspec.json.decode(msgspec.json.encode(made), type=Decisions) == made
