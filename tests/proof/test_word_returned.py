# SPDX-License-Identifier: Apache-2.0
"""A proof that comes back from a word processor: what was accepted, rejected, typed and answered is decided."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.decisions.flood_notice import ORIGINAL
from tests.proof.word_copies import CHANGES, FEWER, Proofread, W, accepted, as_docx, lines, planted, proofread

from policydiff.decisions.applying import apply
from policydiff.decisions.loading import load
from policydiff.decisions.record import Decisions
from policydiff.errors import InputError
from policydiff.ingest import read
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.levels import reaches
from policydiff.model import Comparison
from policydiff.pipeline import compare_prepared, prepare
from policydiff.proof.word.package import Parts
from policydiff.proof.word.returned import returned

MAIN, COMMENTS = "word/document.xml", "word/comments.xml"
NAMES = {"w": W}
Edit = Callable[[etree._Element], None]


def saved(data: bytes, edit: Edit, part: str = MAIN) -> bytes:
    """A document as somebody saves it who changes one part."""
    parts = Parts(data, DEFAULT_LIMITS)
    root = parts.xml(part)
    assert root is not None
    edit(root)
    parts.put(part, root)
    return parts.bytes()


def drop(element: etree._Element) -> None:
    """Take an element out."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def settle(root: etree._Element, ident: str, *, take: bool) -> None:
    """Accept or reject the changes inside one bookmark, as a word processor does."""
    (begun,) = root.xpath(f"//w:bookmarkStart[@w:name='_pd_{ident}']", namespaces=NAMES)
    number = begun.get(f"{{{W}}}id")
    inside = False
    found = []
    for element in root.iter():
        inside = inside or element is begun
        if element.tag == f"{{{W}}}bookmarkEnd" and element.get(f"{{{W}}}id") == number:
            break
        if inside and element.tag in (f"{{{W}}}ins", f"{{{W}}}del"):
            found.append(element)
    for change in found:
        stays = (change.tag == f"{{{W}}}ins") == take
        parent = change.getparent()
        if parent.tag == f"{{{W}}}rPr" or not stays:
            parent.remove(change)
            continue
        for run in list(change):
            for text in run.iter(f"{{{W}}}delText"):
                text.tag = f"{{{W}}}t"
            change.addprevious(run)
        parent.remove(change)


def settled(one: Proofread, how: Mapping[str, bool]) -> bytes:
    """The proof with some changes accepted and some rejected, by id."""

    def edit(root: etree._Element) -> None:
        for ident, take in how.items():
            settle(root, ident, take=take)

    return saved(one.data, edit)


def decisions(data: bytes) -> Decisions:
    """What a proof says when it comes back."""
    return returned(data, "proof.docx", DEFAULT_LIMITS)


INLINE = (0, 1, 2, 3, 4)
"""Planted changes inside of lines."""


@FEWER
@given(
    which=st.sets(st.sampled_from(INLINE), min_size=1),
    choice=st.lists(st.sampled_from([True, False, None]), min_size=5, max_size=5),
    cuts=st.lists(st.integers(0, 60), max_size=4),
)
def test_accepted_is_change_and_rejected_is_keep(which: set[int], choice: list[bool | None], cuts: list[int]) -> None:
    """Each change is decided as it was settled; what is still a tracked change is seen and not decided."""
    one = proofread(ORIGINAL, as_docx(planted(which), cuts))
    how = {change.id: take for change, take in zip(one.tracked.changes, choice, strict=False)}

    made = decisions(settled(one, {ident: take for ident, take in how.items() if take is not None}))

    assert {d.id: d.decision for d in made.decisions} == {
        ident: "change" if take else "keep" for ident, take in how.items() if take is not None
    }
    assert {seen.id for seen in made.seen or ()} >= {ident for ident, take in how.items() if take is None}


@FEWER
@given(which=st.sets(st.sampled_from(range(len(CHANGES))), min_size=1))
def test_nothing_done_decides_nothing(which: set[int]) -> None:
    """A proof that comes back as it went says nothing, and nothing is new."""
    one = proofread(ORIGINAL, planted(which))

    made = decisions(one.data)

    assert made.decisions == ()
    assert [check.status for check in checked(one, made, ORIGINAL, planted(which)).checks] == []


def checked(one: Proofread, made: Decisions, a: str, b: str | bytes) -> Comparison:
    """The next comparison, with decisions."""
    first = prepare(read(a.encode(), one.a.witness.name))
    second = prepare(read(b.encode() if isinstance(b, str) else b, "b.docx" if isinstance(b, bytes) else "b.txt"))
    return apply(compare_prepared(first, second), made, (first.witness.text, second.witness.text))


def test_the_accepted_file_is_the_corrected_copy() -> None:
    """Saved with all accepted, comments and all, it agrees with the original, and each decision is carried out."""
    one = proofread(ORIGINAL, as_docx(planted({0, 1, 3})))
    data = settled(one, {change.id: True for change in one.tracked.changes})

    found = checked(one, decisions(data), ORIGINAL, data)

    assert accepted(data) == lines(ORIGINAL)
    assert found.verdict == "equivalent"
    assert [check.status for check in found.checks] == ["corrected"] * 3


def test_what_somebody_typed_is_wanted() -> None:
    """A place that was rewritten by hand is to be changed to what stands there."""
    one = proofread(ORIGINAL, planted({0}))
    ident = one.tracked.changes[0].id

    def edit(root: etree._Element) -> None:
        settle(root, ident, take=True)
        (text,) = root.xpath("//w:t[.='320']", namespaces=NAMES)
        text.text = "330"

    (made,) = decisions(saved(one.data, edit)).decisions

    assert (made.decision, made.wanted) == ("change", "330")


def test_what_is_left_to_a_person_is_done_once_it_is_written() -> None:
    """A reading whose form is not certain is a comment; written by hand it is wanted, and settled where it stands."""
    a = "关于做好防汛工作的通知\n一、各区应当每日报送水情，联系人由刘里担任，不得迟报。\n"
    b = "關於做好防汛工作的通知\n一、各區應當每日報送水情，聯繫人由王強擔任，不得遲報。\n"
    one = proofread(a, b)
    assert [(remark.old, remark.why is not None) for remark in one.tracked.remarks] == [("王強", True)]

    def edit(root: etree._Element) -> None:
        (begun,) = root.xpath(f"//w:bookmarkStart[@w:name='_pd_{one.tracked.remarks[0].id}']", namespaces=NAMES)
        first, second = list(dict.fromkeys(each for run in begun.itersiblings() for each in run.iter(f"{{{W}}}t")))[:2]
        assert (first.text, second.text) == ("王", "強")
        first.text, second.text = "劉", "里"

    made = decisions(saved(one.data, edit))

    statuses = {name: checked(one, made, a, b.replace("王強", name)) for name in ("王強", "王明", "劉里")}
    assert {name: [check.status for check in found.checks] for name, found in statuses.items()} == {
        "王強": ["unchanged"],
        "王明": ["wrong"],
        "劉里": ["corrected"],
    }
    assert [name for name, found in statuses.items() if not reaches(found, "review")] == ["劉里"]


def answer(one: Proofread, text: str, *, threads: str = "") -> bytes:
    """The proof with an answer to its first comment: in the same range, or in a thread."""

    def mark(root: etree._Element) -> None:
        for kind in ("commentRangeStart", "commentRangeEnd"):
            (found,) = root.xpath(f"//w:{kind}[@w:id='0']", namespaces=NAMES)
            other = etree.Element(found.tag)
            other.set(f"{{{W}}}id", "90")
            found.addnext(other)
        reference = etree.fromstring(f'<w:r xmlns:w="{W}"><w:commentReference w:id="90"/></w:r>')
        root.xpath("//w:commentReference[@w:id='0']", namespaces=NAMES)[0].getparent().addnext(reference)

    def write(root: etree._Element) -> None:
        comment = etree.fromstring(
            f'<w:comment xmlns:w="{W}" w:id="90" w:author="张三"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        )
        root.append(comment)

    data = saved(one.data, write, COMMENTS)
    return data if threads else saved(data, mark)


ANSWERS = {
    "不改": "keep",
    "改": "change",
    "存疑，请核对原件": "query",
    "保留。原文如此": "keep",
    "query": "query",
    "知道了": None,
}


@pytest.mark.parametrize("said", ANSWERS)
def test_an_answer_decides(said: str) -> None:
    """The words of a table of errata decide in an answer too; the rest of it is the note."""
    one = proofread(ORIGINAL, planted({0}))

    made = decisions(answer(one, said)).decisions

    assert [d.decision for d in made] == ([ANSWERS[said]] if ANSWERS[said] else [])
    assert [d.note for d in made if d.note] == [note for note in ("请核对原件", "原文如此") if note in said]


def test_an_answer_against_the_change_is_a_query() -> None:
    """Accepted and answered 不改: somebody has to ask."""
    one = proofread(ORIGINAL, planted({0}))
    ident = one.tracked.changes[0].id
    data = saved(answer(one, "不改"), lambda root: settle(root, ident, take=True))

    (made,) = decisions(data).decisions

    assert made.decision == "query"


def test_answers_are_not_of_the_notice() -> None:
    """Comments of a proof and answers to them make the corrected copy no worse; any other remark does."""
    one = proofread(ORIGINAL, as_docx(planted({0})))
    taken = {one.tracked.changes[0].id: True}

    def verdict(said: str) -> str:
        edited = Proofread(one.a, one.b, one.comparison, type(one.tracked)(answer(one, said), one.tracked.changes, ()))
        return checked(one, Decisions(), ORIGINAL, settled(edited, taken)).verdict

    assert verdict("改") == "equivalent"
    assert verdict("此件暂不公开") == "review"


def test_bookmarks_that_are_lost() -> None:
    """Where a program left the bookmarks out, the words around a place tell what became of it."""
    one = proofread(ORIGINAL, planted({0, 1}))
    first, second = one.tracked.changes
    data = settled(one, {first.id: True, second.id: False})

    made = decisions(
        saved(data, lambda root: [drop(found) for found in root.xpath("//w:bookmarkStart", namespaces=NAMES)])
    )  # type: ignore[func-returns-value]

    assert {d.id: d.decision for d in made.decisions} == {first.id: "change", second.id: "keep"}


@pytest.mark.parametrize("take", [True, False])
@pytest.mark.parametrize(("which", "wanted"), [(0, "320"), (1, "不得"), (3, "应急管理"), (4, "")])
def test_bookmarks_that_lost_a_character(which: int, wanted: str, take: bool) -> None:
    """LibreOffice may end a bookmark a character early where it settles; the words around tell how it was settled."""
    one = proofread(ORIGINAL, planted({which}))
    (change,) = one.tracked.changes

    def fray(root: etree._Element) -> None:
        (begun,) = root.xpath(f"//w:bookmarkStart[@w:name='_pd_{change.id}']", namespaces=NAMES)
        (ended,) = root.xpath(f"//w:bookmarkEnd[@w:id='{begun.get(f'{{{W}}}id')}']", namespaces=NAMES)
        last = next(each for each in ended.itersiblings(preceding=True) if each.findall(f".//{{{W}}}t"))
        last.addprevious(ended)

    (made,) = decisions(saved(settled(one, {change.id: take}), fray)).decisions

    assert (made.decision, made.wanted) == ("change" if take else "keep", wanted)


def test_typed_at_the_edge_is_not_taken_for_a_lost_character() -> None:
    """A reading written by hand that is the old one but for a character is wanted, whatever the bookmark could lose."""
    one = proofread(ORIGINAL, planted({0}))
    ident = one.tracked.changes[0].id

    def edit(root: etree._Element) -> None:
        settle(root, ident, take=True)
        (text,) = root.xpath("//w:t[.='320']", namespaces=NAMES)
        text.text = "32"

    (made,) = decisions(saved(one.data, edit)).decisions

    assert (made.decision, made.wanted) == ("change", "32")


def test_characters_beside_each_other_have_changes_of_their_own() -> None:
    """Two errata side by side: each bookmark holds its own change, so that each is decided by itself."""
    one = proofread(
        "關於固體糞便處理的通知\n一、推廣固體糞便堆肥技術。\n", "關於固體糞便處理的通知\n一、推廣固体粪便堆肥技術。\n"
    )
    first, second = one.tracked.changes
    data = settled(one, {first.id: True, second.id: False})

    assert {d.id: (d.decision, d.wanted) for d in decisions(data).decisions} == {
        first.id: ("change", "體"),
        second.id: ("keep", "糞"),
    }


def test_earlier_decisions_stay() -> None:
    """What was decided before the proof was written is in it, and comes back."""
    from tests.proof.word_copies import decide

    first = proofread(ORIGINAL, planted({0, 1}))
    again = proofread(ORIGINAL, planted({0, 1, 3}), made_before=decide(first, "keep"))

    assert sorted(d.decision for d in decisions(again.data).decisions) == ["keep", "keep"]


def test_a_document_that_is_no_proof(tmp_path: Path) -> None:
    """A document without a record is told from a proof, one that is cut off from both."""
    (tmp_path / "no.docx").write_bytes(as_docx(ORIGINAL))
    (tmp_path / "cut.docx").write_bytes(proofread(ORIGINAL, planted({0})).data[:2000])

    for name, code in (("no.docx", "PD605"), ("cut.docx", "PD601")):
        with pytest.raises(InputError) as caught:
            load(tmp_path / name)
        assert caught.value.code == code


def test_a_record_that_was_edited_by_hand() -> None:
    """A record that says no more what was proposed is none."""

    def edit(root: etree._Element) -> None:
        root.text = re.sub("decisions", "decision", root.text or "")

    with pytest.raises(InputError) as caught:
        decisions(saved(proofread(ORIGINAL, planted({0})).data, edit, "customXml/item1.xml"))

    assert caught.value.code == "PD605"
