# SPDX-License-Identifier: Apache-2.0
"""What a proof does with documents that are more than paragraphs, or that may not be changed."""

import pytest
from tests.decisions.flood_notice import ORIGINAL
from tests.proof.word_copies import (
    SECTION,
    accepted,
    as_docx,
    decide,
    document,
    lines,
    paragraph,
    planted,
    proofread,
    rejected,
    run,
    telling,
)

from policydiff.errors import InputError

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
HEAD, TAIL = paragraph(run("关于落实责任的通知")), paragraph(run("特此通知，请遵照执行。"))
RIGHT = "关于落实责任的通知\n落实责任人320名，不得迟报。\n特此通知，请遵照执行。\n"


def field(code: str, result: str) -> str:
    """A field with its result."""
    return f"{BEGIN}<w:r><w:instrText>{code}</w:instrText></w:r>{SEPARATE}{result}{END}"


def control(properties: str, content: str) -> str:
    """A content control in a paragraph."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


WRONG = run("230")
BOUND = '<w:dataBinding w:xpath="/x" w:storeItemID="{00000000-0000-0000-0000-000000000001}"/>'
CHANGED = {
    "a hyperlink": f'<w:hyperlink w:anchor="x">{WRONG}</w:hyperlink>',
    "a link as a field": field(" HYPERLINK &quot;http://example.org&quot; ", WRONG),
    "a smart tag": f'<w:smartTag w:uri="x" w:element="y">{WRONG}</w:smartTag>',
    "a control": control('<w:alias w:val="人数"/>', WRONG),
    "runs and marks of the spelling checker": f'{run("2")}<w:proofErr w:type="spellStart"/>{run("3")}{run("0")}',
    "a bookmark in between": f'{run("2")}<w:bookmarkStart w:id="3" w:name="x"/>{run("30")}<w:bookmarkEnd w:id="3"/>',
}
LEFT = {
    "the result of a field": field(" REF 人数 ", WRONG),
    "a simple field": f'<w:fldSimple w:instr=" DOCPROPERTY x ">{WRONG}</w:fldSimple>',
    "a bound control": control(BOUND, WRONG),
    "a locked control": control('<w:lock w:val="sdtContentLocked"/>', WRONG),
    "a chosen date": control("<w:date/>", WRONG),
}


def body(middle: str) -> bytes:
    """The document with one place that is wrong."""
    return document(HEAD + paragraph(run("落实责任人") + middle + run("名，不得迟报。")) + TAIL)


@pytest.mark.parametrize("case", CHANGED)
def test_what_a_person_writes_is_changed(case: str) -> None:
    """The number is changed in whatever holds it, and the holder stays."""
    done = proofread(RIGHT, body(CHANGED[case]))

    assert accepted(done.data) == lines(RIGHT)
    assert rejected(done.data) == lines(RIGHT.replace("320", "230"))


@pytest.mark.parametrize("case", LEFT)
def test_what_a_program_writes_has_a_comment(case: str) -> None:
    """A place that a program would write anew is left to a person, with the reading that it should have."""
    done = proofread(RIGHT, body(LEFT[case]))

    assert done.tracked.changes == ()
    assert accepted(done.data) == rejected(done.data) == lines(done.b.witness.text)
    assert "230 → 320" in done.part("word/comments.xml")


def test_a_sentence_with_a_ruby_keeps_it() -> None:
    """A change beside a phonetic guide leaves it, one inside is a comment."""
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('wù')}</w:rt><w:rubyBase>{run('务')}</w:rubyBase></w:ruby></w:r>"
    copy = document(HEAD + paragraph(run("落实任") + ruby + run("230名，不得迟报。")) + TAIL)
    beside = proofread(RIGHT.replace("责任人", "任务"), copy)
    inside = proofread(RIGHT.replace("责任人", "任职").replace("320", "230"), copy)

    assert [change.text for change in beside.tracked.changes] == ["320"]
    assert inside.tracked.changes == ()
    assert "<w:ruby>" in inside.part()


def test_a_footnote_is_changed_in_its_part() -> None:
    """A number in a footnote is changed in the part of the notes, and its comment hangs in the body."""
    note = f'<w:footnote w:id="2">{paragraph(run("其中防汛责任人230名。"))}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'

    def copy(notes: str) -> bytes:
        return document(HEAD + paragraph(run("落实责任人。") + mark) + TAIL, footnotes=notes)

    done = proofread(copy(note.replace("230", "320")), copy(note))

    assert '<w:delText xml:space="preserve">230</w:delText>' in done.part("word/footnotes.xml")
    assert "commentReference" in done.part()
    assert accepted(done.data) == lines(done.a.witness.text)
    assert rejected(done.data) == lines(done.b.witness.text)


def test_a_text_box_is_changed_and_its_comment_hangs_outside() -> None:
    """No comment may stand in a text box."""
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('落实责任人230名，不得迟报。'))}</w:txbxContent></w:pict></w:r>"

    done = proofread(RIGHT, document(paragraph(run("关于落实责任的通知") + box) + TAIL))

    assert accepted(done.data) == lines(RIGHT)
    assert "comment" not in done.part().partition("<w:txbxContent>")[2].partition("</w:txbxContent>")[0]


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def test_a_list_that_numbers_itself_loses_a_paragraph_with_its_number() -> None:
    """The label is the program's: the paragraph goes, and nothing is written for the label."""
    tasks = ["开展隐患排查，落实责任人320名。", "擅自增加的一项工作，须经批准。", "组织应急演练，不得迟报漏报。"]

    def copy(*which: int) -> bytes:
        listed = "".join(paragraph(run(tasks[n]), NUMBERED) for n in which)
        return document(HEAD + listed + TAIL, numbering=NUMBERING)

    done = proofread(copy(0, 2), copy(0, 1, 2))

    assert accepted(done.data) == lines(done.a.witness.text)
    assert rejected(done.data) == lines(done.b.witness.text)


def test_the_end_of_a_section_stays() -> None:
    """The mark of a paragraph that ends a section is never taken out."""
    ended = paragraph(run("请各区抓紧落实，并于月底前报告。"), SECTION)

    done = proofread(RIGHT, document(HEAD + ended + paragraph(run("落实责任人320名，不得迟报。")) + TAIL))

    assert done.part().count("<w:sectPr>") == 2
    assert rejected(done.data) == lines(done.b.witness.text)


def tracked(text: str) -> bytes:
    """A document with a change of its own."""
    change = f'<w:ins w:id="1" w:author="李">{run(text)}</w:ins>'
    return document(HEAD + paragraph(run("落实责任人") + change) + TAIL)


def protected(edit: str) -> bytes:
    """A document whose settings allow only so much."""
    lock = f'<w:documentProtection w:edit="{edit}" w:enforcement="1"/>'
    return document(HEAD + paragraph(run("落实责任人230名，不得迟报。")) + TAIL, settings=lock)


@pytest.mark.parametrize(
    ("copy", "code"),
    [(tracked("230名，不得迟报。"), "PD613"), (protected("readOnly"), "PD614"), (protected("comments"), "PD614")],
)
def test_a_document_that_may_not_be_changed_is_refused(copy: bytes, code: str) -> None:
    """Its own tracked changes, or a protection, are told instead of written over."""
    with pytest.raises(InputError) as caught:
        proofread(RIGHT, copy)

    assert caught.value.code == code


def test_a_protection_that_wants_changes_tracked_is_no_hindrance() -> None:
    """Tracked changes are what it allows."""
    assert telling(RIGHT, proofread(RIGHT, protected("trackedChanges")).data) == []


def test_what_was_kept_is_left_alone() -> None:
    """A place that somebody decided to keep has neither change nor comment; one that is asked has a comment alone."""
    first = proofread(ORIGINAL, planted({0, 1}))

    kept = proofread(ORIGINAL, planted({0, 1}), made_before=decide(first, "keep"))
    asked = proofread(ORIGINAL, planted({0, 1}), made_before=decide(first, "query"))

    assert (kept.tracked.changes, kept.tracked.remarks) == ((), ())
    assert asked.tracked.changes == ()
    assert len(asked.tracked.remarks) == 2


def test_nothing_to_say_is_the_same_file() -> None:
    """A document without a difference comes out byte for byte."""
    copy = as_docx(ORIGINAL, [3, 9])

    assert proofread(ORIGINAL, copy).data == copy
