# SPDX-License-Identifier: Apache-2.0
"""A proof as a Word document: all rejected is the copy, all accepted is corrected, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.decisions.flood_notice import ORIGINAL
from tests.proof.word_copies import (
    CHANGES,
    FEWER,
    accepted,
    as_docx,
    document,
    lines,
    paragraph,
    planted,
    proofread,
    rejected,
    run,
    table,
    telling,
)

from policydiff.proof.word.marking import Hand

WHICH = st.sets(st.sampled_from(range(len(CHANGES))))
CUTS = st.lists(st.integers(0, 60), max_size=6)


@FEWER
@given(which=WHICH)
def test_a_text_becomes_a_page_whose_changes_can_be_taken_or_left(which: set[int]) -> None:
    """Whatever was planted, all rejected is the copy's text line by line, all accepted the original's."""
    copy = planted(which)

    done = proofread(ORIGINAL, copy)

    assert rejected(done.data) == lines(copy)
    assert [remark for remark in done.tracked.remarks if remark.why is not None] == []
    assert telling(ORIGINAL, done.data) == []


@FEWER
@given(which=WHICH, cuts=CUTS)
def test_a_document_keeps_itself_but_for_its_changes(which: set[int], cuts: list[int]) -> None:
    """The same holds of a document in whatever runs, and one without a difference stays byte for byte."""
    copy = as_docx(planted(which), cuts)

    done = proofread(ORIGINAL, copy)

    assert rejected(done.data) == lines(planted(which))
    assert telling(ORIGINAL, done.data) == []
    assert (done.data == copy) == (not done.tracked.remarks)


@FEWER
@given(which=WHICH, cuts=CUTS)
def test_the_other_copy_can_be_the_one_that_is_corrected(which: set[int], cuts: list[int]) -> None:
    """`--proof-of a` corrects A by B as `--proof-of b` does B by A."""
    copy = as_docx(planted(which), cuts)

    assert accepted(proofread(copy, ORIGINAL, side="a").data) == accepted(proofread(ORIGINAL, copy).data)


def test_runs_keep_their_look() -> None:
    """What is cut keeps its properties, and what is put in looks like what it replaces."""
    copy = document(
        paragraph(run("落实责任人230名，", "<w:b/>") + run("不得迟报。", "<w:i/>")) + paragraph(run("特此通知。"))
    )

    done = proofread("落实责任人320名，不得迟报。\n特此通知。\n", copy).part()

    assert "<w:ins" in done
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">320</w:t></w:r></w:ins>' in done
    assert '<w:r><w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">230</w:delText></w:r></w:del>' in done
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">，</w:t></w:r>' in done
    assert done.count("<w:i/>") == 1


ROWS = [
    ["序号", "任务", "时限"],
    ["1", "隐患排查", "5月15日"],
    ["2", "物资储备", "6月30日"],
    ["3", "监测预警", "7月1日"],
]
TABLES = {
    "a cell": [row if row[0] != "2" else ["2", "物资储备", "9月30日"] for row in ROWS],
    "a row too few": [row for row in ROWS if row[0] != "2"],
    "a row too many": [*ROWS[:2], ["9", "应急演练", "8月1日"], *ROWS[2:]],
}


@pytest.mark.parametrize("case", TABLES)
def test_a_table_is_changed_by_cell(case: str) -> None:
    """A cell's reading changes in its cell; a row is put in or out as a row."""
    head, tail = paragraph(run("任务清单如下：")), paragraph(run("特此通知。"))
    right, wrong = (document(head + table(rows) + tail) for rows in (ROWS, TABLES[case]))

    done = proofread(right, wrong)

    assert rejected(done.data) == lines(done.b.witness.text)
    assert accepted(done.data) == lines(done.a.witness.text)
    assert ("<w:trPr>" in done.part()) == (case != "a cell")


def test_a_unit_that_moved_is_a_move() -> None:
    """Two tasks that changed places are moved, the changes inside of them go along."""
    first, second = (line for line in ORIGINAL.splitlines() if line[:2] in ("二、", "四、"))
    copy = ORIGINAL.replace(first, "@").replace(second, first).replace("@", second.replace("追究", "不追究"))

    done = proofread(ORIGINAL, as_docx(copy))

    assert done.part().count("<w:moveFromRangeStart") == done.part().count("<w:moveToRangeStart") > 0
    assert rejected(done.data) == lines(copy)
    assert telling(ORIGINAL, done.data) == []


def test_what_tells_nothing_is_not_touched() -> None:
    """Script, widths and glosses of a copy stay; only the number is changed, in the copy's own digits."""
    copy = (
        "關於印發工作方案的通知\n一、落實責任人員２３０名(míng)，加(jiā)強監測(cè)預警。\n二、加(jiā)強值守(shǒu)。\n"
    )

    done = proofread("关于印发工作方案的通知\n一、落实责任人员320名，加强监测预警。\n二、加强值守。\n", copy)

    assert [change.text for change in done.tracked.changes] == ["３２０"]
    assert accepted(done.data) == lines(copy.replace("２３０", "３２０"))


def test_author_and_date_are_those_asked_for() -> None:
    """A change has the author that was named, and no date where none was given."""
    unnamed = proofread(ORIGINAL, planted({0})).part()
    named = proofread(ORIGINAL, planted({0}), hand=Hand("张三", "2023-05-01T00:00:00Z")).part()

    assert 'w:author="policydiff"' in unnamed
    assert "w:date" not in unnamed
    assert 'w:author="张三" w:date="2023-05-01T00:00:00Z"' in named


def test_the_same_copies_give_the_same_bytes() -> None:
    """Nothing of here and now is in the file."""
    assert proofread(ORIGINAL, planted({0, 3})).data == proofread(ORIGINAL, planted({0, 3})).data


def test_a_comment_says_why_and_what_the_other_copy_has() -> None:
    """Each place has its reason, the other copy's sentence and its id."""
    done = proofread(ORIGINAL, planted({0}))
    comment = done.part("word/comments.xml")

    assert "各区要在5月15日前完成隐患排查，落实责任人320名。" in comment
    assert f"policydiff:{done.tracked.changes[0].id}" in comment
