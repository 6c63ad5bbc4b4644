# SPDX-License-Identifier: Apache-2.0
"""核红: the next comparison says of each decision whether it was carried out, and nothing open is called done."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.api import compare
from policydiff.decisions.applying import apply
from policydiff.decisions.loading import load
from policydiff.decisions.record import Decision, Decisions, Stood
from policydiff.decisions.writing import decided, places
from policydiff.levels import first_of
from policydiff.report.formats import Options, Texts, write

from .conftest import FAULTS, again, decide, faulty, outcomes
from .flood_notice import ORIGINAL


def test_each_decision_is_told_by_what_became_of_it() -> None:
    """Of three changes one is right, one wrong and one not made; a fault that came in meanwhile is new; all but the
    first are open."""
    first = decide(ORIGINAL, faulty())
    corrected = faulty().replace("230名", "320名").replace("21万条", "22万条").replace("500台", "600台")

    found = again(first, corrected)

    assert outcomes(found.checks) == {"320": "corrected", "可以": "unchanged", "22": "wrong", "600": "new"}
    assert first_of(found) == "substantive"


def test_nothing_is_open_when_all_is_right() -> None:
    """Right corrections and kept places leave nothing that makes the exit status 1."""
    first = decide(ORIGINAL, faulty(), {"230": "change", "可以": "keep", "21": "change"})

    found = again(first, faulty().replace("230名", "320名").replace("21万条", "12万条"))

    assert outcomes(found.checks) == {"320": "corrected", "可以": "kept", "12": "corrected"}
    assert first_of(found) == "any"


def test_a_change_does_not_settle_what_stands_there_still() -> None:
    """The same copy again: everything that is to be changed or asked about is open, of whatever class."""
    first = decide(ORIGINAL, faulty(), {"230": "change", "可以": "query", "21": "keep"})
    found = again(first, faulty())

    assert outcomes(found.checks) == {"230": "unchanged", "可以": "queried", "21": "kept"}
    assert first_of(found) == "substantive"


def test_an_erratum_that_is_to_be_changed_is_open_at_review() -> None:
    """Errata alone do not reach `review`; one that somebody wants changed does, until it is."""
    a = "關於印發實施方案的通知\n一、補齊短板，加強機關幹部隊伍建設，開展業務培訓。\n二、發展產業，應當從實際出發。\n"
    b = a.replace("短板", "短闆")
    bare = compare(a, b)
    (erratum,) = bare.b.findings
    made = decided(bare, (a, b), {erratum.id: "change"})

    open_, right, wrong = (apply(compare(a, text), made, (a, text)) for text in (b, a, b.replace("短闆", "短版")))

    assert first_of(bare) == "fault"
    assert [c.status for c in open_.checks] == ["unchanged"]
    assert first_of(open_) == "review"
    assert [c.status for c in right.checks] == ["corrected"]
    assert first_of(right) == "none"
    assert [(c.status, c.now) for c in wrong.checks if c.decision] == [("wrong", "版")]


def test_a_neighbouring_correction_does_not_reopen_what_was_kept() -> None:
    """Ids depend on the words around; a kept place is known by its words when a correction beside it changed its id."""
    b = ORIGINAL.replace("12万条", "21万条").replace("500台", "600台")
    first = decide(ORIGINAL, b, {"21": "change", "600": "keep"})
    a = ORIGINAL.replace("照明设备", "发电设备")

    found = again(first, b.replace("21万条", "12万条").replace("照明设备", "发电设备"), a)

    assert outcomes(found.checks) == {"12": "corrected", "600": "kept"}
    assert first_of(found) == "any"


def test_a_copy_wrapped_and_converted_anew_is_checked_all_the_same() -> None:
    """Line breaks, widths and script play no part in finding a place."""
    first = decide(ORIGINAL, faulty())
    table = str.maketrans("应当监测预责储备编织条设备统调", "應當監測預責儲備編織條設備統調")
    corrected = faulty().replace("230名", "３２０名").replace("，", "，\n").translate(table)

    statuses = [c.status for c in again(first, corrected).checks if c.decision]

    assert statuses == ["corrected", "unchanged", "unchanged"]


def test_what_was_seen_is_not_new_when_a_correction_beside_it_changes_its_id() -> None:
    """A place that nobody decided on stays what it was: open by its class, and no news."""
    a = "關於印發實施方案的通知\n一、補齊短板，開展業務培訓320次。\n二、發展產業，應當從實際出發。\n"
    b = a.replace("短板", "短闆").replace("320", "230")
    found = compare(a, b)
    made = decided(found, (a, b), {d.id: "change" for d in found.differences if d.severity == "high"})
    corrected = b.replace("230", "320")
    later = compare(a, corrected)

    assert [f.id for f in later.b.findings] != [f.id for f in found.b.findings]
    assert [c.status for c in apply(later, made, (a, corrected)).checks] == ["corrected"]


def test_what_is_nowhere_is_open_and_said() -> None:
    """A place whose words are gone on both sides can be confirmed by nobody."""
    first = decide(ORIGINAL, faulty())
    other = "关于举办群众文艺展演的公告\n现定于10月8日在文化馆举办群众文艺展演，欢迎市民观看。\n"

    found = again(first, other, other)

    assert {c.status for c in found.checks} == {"lost"}
    assert first_of(found) == "review"
    assert len(found.stale) == 3


def test_other_copies_are_said() -> None:
    """Where neither file is one that was decided on, the report says so; one of the two is enough."""
    first = decide(ORIGINAL, faulty())

    assert [r.code for r in again(first, faulty() + "\n", ORIGINAL + "\n").remarks] == ["PD603"]
    assert again(first, faulty() + "\n").remarks == ()
    for form in ("text", "html", "markdown"):
        said = write(again(first, faulty() + "\n", ORIGINAL + "\n"), Texts(ORIGINAL + "\n", faulty() + "\n"), form)
        assert "PD603" in said.decode()


def test_copies_given_the_other_way_round_are_known() -> None:
    """The files say which copy is which, whatever the order on the command line."""
    first = decide(ORIGINAL, faulty())
    b = faulty().replace("230名", "320名").replace("21万条", "22万条")

    found = apply(compare(b, ORIGINAL), first.made, (b, ORIGINAL))

    assert [c.status for c in found.checks if c.decision] == ["corrected", "unchanged", "wrong"]


def test_a_table_is_checked_as_well(tmp_path: Path) -> None:
    """A table of errata says enough of both readings to find its places again."""
    found = compare(ORIGINAL, faulty())
    rows = write(found, Texts(ORIGINAL, faulty()), "csv", Options("zh-Hans")).decode("utf-8-sig").splitlines()
    heads = rows[0].split(",")
    filled = [row.split(",") for row in rows[1:]]
    for row in filled:
        row[heads.index("处理")] = "改"
    (tmp_path / "t.csv").write_text("\n".join([rows[0], *map(",".join, filled)]), "utf-8")
    b = faulty().replace("230名", "320名").replace("21万条", "22万条")

    checks = apply(compare(ORIGINAL, b), load(tmp_path / "t.csv"), (ORIGINAL, b)).checks

    assert sorted(c.status for c in checks) == ["corrected", "unchanged", "wrong"]


def test_an_older_file_is_read() -> None:
    """A file without places settles by id as before; what it cannot say is not called corrected."""
    first = decide(ORIGINAL, faulty())
    old = Decisions(decisions=tuple(Decision(d.id, d.decision) for d in first.made.decisions))
    b = faulty().replace("230名", "320名")

    statuses = [c.status for c in apply(compare(ORIGINAL, b), old, (ORIGINAL, b)).checks]

    assert sorted(statuses) == ["gone", "unchanged", "unchanged"]


def test_a_file_of_a_batch_speaks_of_its_own_pair_alone() -> None:
    """In a batch a pair of other files is not told what became of this one, unless an id stands there."""
    first = decide(ORIGINAL, faulty())
    other = ORIGINAL.replace("320", "999")
    found = compare(other, other)
    elsewhere = msgspec.structs.replace(found, a=msgspec.structs.replace(found.a, name="another"))

    assert apply(elsewhere, first.made, (other, other), partial=True).checks == ()
    corrected = apply(compare(ORIGINAL, ORIGINAL), first.made, (ORIGINAL, ORIGINAL), partial=True)
    assert {c.status for c in corrected.checks} == {"corrected"}


@pytest.mark.parametrize("form", ["text", "html", "markdown", "checks", "json"])
def test_the_list_stands_in_each_format(form: str) -> None:
    """核红单 says the outcome and what stands there now."""
    b = faulty().replace("21万条", "22万条")
    found = again(decide(ORIGINAL, faulty()), b)
    said = write(found, Texts(ORIGINAL, b), form, Options("zh-Hans")).decode()

    outcome = '"status":"wrong"' if form == "json" else "改错"
    assert outcome in said
    assert "22" in said


def test_the_workbook_has_the_list_as_its_second_sheet(tmp_path: Path) -> None:
    """The first sheet stays the table that is filled in and read back."""
    from openpyxl import load_workbook

    b = faulty().replace("21万条", "22万条")
    found = again(decide(ORIGINAL, faulty()), b)
    (tmp_path / "t.xlsx").write_bytes(write(found, Texts(ORIGINAL, b), "xlsx", Options("zh-Hans")))
    sheet = load_workbook(tmp_path / "t.xlsx")["核红单"]

    assert [row[1].value for row in sheet if row[6].value == "22"] == ["改错"]
    assert len(load(tmp_path / "t.xlsx").decisions) == 2


def test_the_page_saves_what_finds_a_place_again() -> None:
    """What the report's script puts into the file is what the library would."""
    found = compare(ORIGINAL, faulty())
    page = write(found, Texts(ORIGINAL, faulty()), "html").decode()
    data = json.loads(page.partition('id="page-data">')[2].partition("</script>")[0])

    for name, kept in data["places"].items():
        assert (
            msgspec.convert({"id": name, "decision": "query", **kept}, Decision)
            == places(found, (ORIGINAL, faulty()))[name]
        )


@given(st.sets(st.sampled_from(range(3))), st.integers(0, 30))
def test_only_what_was_corrected_is_told_so(done: set[int], shift: int) -> None:
    """Whatever was corrected and wherever text moved, each decision is told rightly, and 0 means that all are done."""
    first = decide(ORIGINAL, faulty())
    b = faulty()
    for index in done:
        b = b.replace(FAULTS[index][1], FAULTS[index][0])
    b = "\n" * shift + b

    found = again(first, b)

    assert [c.status == "corrected" for c in found.checks] == [index in done for index in range(3)]
    assert (first_of(found) in ("any", "none")) == (len(done) == 3)


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=12))
def test_no_file_of_decisions_breaks_a_comparison(before: str, reading: str, after: str, wanted: str) -> None:
    """A file edited by hand may say anything of a place: it is looked for, and at worst not found."""
    made = Decisions(
        decisions=(Decision("x", "change", a=Stood(reading, before, after), b=Stood(wanted), side="b", wanted=wanted),)
    )

    (check,) = apply(compare(ORIGINAL, faulty()), made, (ORIGINAL, faulty())).checks

    assert check.decision == "change"
