# SPDX-License-Identifier: Apache-2.0
"""What readers met in the files shows beside the differences: hidden text, tracked changes, page numbers."""

import msgspec
import pytest
from copies import NOTICE, rebuilt

from policydiff import compare, read
from policydiff.ingest.outside import OUTSIDE
from policydiff.lineage.collate import collate
from policydiff.model import ReadingEvent, Witness
from policydiff.pipeline import prepare
from policydiff.reasons import SENTENCES, say
from policydiff.report.wording import action


def with_event(text: str, kind: str, start: int, end: int, told: str) -> Witness:
    """A copy whose reader met one event."""
    return msgspec.structs.replace(read(text), events=(ReadingEvent(kind, start, end, told),))


def test_hidden_text_is_an_integrity_finding() -> None:
    """Text that a file hides is told at its place, and the wording stays equal."""
    at = NOTICE.index("2.推进")

    found = compare(with_event(NOTICE, "hidden_text", at, at, "本项作废"), read(NOTICE))

    assert [(d.class_, d.kind, d.a.start, d.b.start) for d in found.differences] == [
        ("integrity", "hidden_text", at, at)
    ]
    assert "本项作废" in found.differences[0].reason
    assert found.verdict == "review"


def test_hidden_text_of_both_copies_is_told_once() -> None:
    """The same hidden text in both files is one finding."""
    copy = with_event(NOTICE, "hidden_text", 10, 10, "本项作废")

    found = compare(copy, copy)

    assert [d.kind for d in found.differences] == ["hidden_text"]


def test_a_difference_says_that_it_stands_in_a_tracked_deletion() -> None:
    """What one copy lost by a tracked deletion says so, and stays substantive."""
    lost = NOTICE.replace("，应当在10个工作日内办结", "")
    at = NOTICE.index("，应当在10个")

    found = compare(read(NOTICE), with_event(lost, "deletion", at, at, "，应当在10个工作日内办结"))

    assert [(d.class_, "tracked deletion" in d.reason) for d in found.differences] == [("substantive", True)]


def test_page_numbers_inside_a_task_are_of_the_page() -> None:
    """Page numbers and running heads that a PDF puts between the lines of a task are class page, and nothing is
    lost."""
    paged = NOTICE.replace("不得设置户籍限制", "不得设置\n— 3 —\n户籍限制")

    found = compare(NOTICE, paged)

    assert {d.class_ for d in found.differences} <= {"page", "format"}
    assert found.verdict == "equivalent"
    assert len(set(rebuilt(found, NOTICE, paged))) == 1


def outside(text: str, kind: str, told: str, note: str = "") -> Witness:
    """A copy that holds something visible outside its running text."""
    return msgspec.structs.replace(read(text), events=(ReadingEvent(kind, 10, 10, told, note),))


@pytest.mark.parametrize("kind", sorted(OUTSIDE))
def test_what_stands_outside_the_text_of_one_copy_is_never_called_equal(kind: str) -> None:
    """Visible text beside the running text, which the other copy lacks, is a review, and the copy is not complete."""
    told = "" if kind == "unread" else "内部资料"

    found = compare(outside(NOTICE, kind, told, "watermark"), read(NOTICE))

    assert [(d.class_, d.kind) for d in found.differences] == [
        ("review", "unread" if kind == "unread" else "outside_text")
    ]
    assert told in found.differences[0].reason
    assert (found.verdict, found.a.complete, found.b.complete) == ("review", False, True)
    assert "watermark" in found.a.completeness[-1]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (("turned_text", "內部資料"), ("comment", "内部资料"), "identical"),
        (("turned_text", "内部资料"), ("turned_text", "内部资枓"), "review"),
        (("unread", "", "picture sha256:1"), ("unread", "", "picture sha256:1"), "identical"),
        (("unread", "", "picture sha256:1"), ("unread", "", "picture sha256:2"), "review"),
    ],
)
def test_what_both_copies_hold_outside_their_texts_is_proven_equal_or_told(
    one: tuple[str, ...], other: tuple[str, ...], verdict: str
) -> None:
    """Equal text, or an equal picture, settles what was not read; anything else is told of both copies."""
    found = compare(outside(NOTICE, *one), outside(NOTICE, *other))

    assert found.verdict == verdict
    assert len(found.differences) == (2 if verdict == "review" else 0)


def test_another_text_outside_has_another_id() -> None:
    """A decision about one watermark does not settle another one."""
    ids = {
        compare(outside(NOTICE, "turned_text", text), read(NOTICE)).differences[0].id
        for text in ("内部资料", "注意保存")
    }

    assert len(ids) == 2


@pytest.mark.parametrize(
    ("kind", "key"), [("hidden_text", "hidden_quoted"), ("turned_text", "outside_quoted"), ("furniture", "page_parts")]
)
def test_an_id_outlives_another_wording_of_its_reason(kind: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision about what stands beside the text outlives a better sentence for it."""
    copies = with_event(NOTICE, kind, 10, 10, "内部资料"), read(NOTICE)
    before = compare(*copies).differences[0]
    monkeypatch.setitem(SENTENCES, key, ("worded anew", "另一句", "另一句"))
    say.cache_clear()
    after = compare(*copies).differences[0]
    say.cache_clear()

    assert (after.id, after.reason) == (before.id, "worded anew") != (before.id, before.reason)


def test_pages_whose_own_parts_differ_are_not_identical() -> None:
    """Navigation that the markup of one page sets aside is a difference of the page, and the wording is the same."""
    found = compare(outside(NOTICE, "furniture", "网站首页 政务公开"), read(NOTICE))

    assert found.verdict == "equivalent"
    assert [(d.class_, d.kind) for d in found.differences] == [("page", "navigation")]


def test_a_collation_never_calls_copies_equal_whose_outside_texts_differ() -> None:
    """Copies of one text of which one holds a watermark are a pair for review, and none is named as having the same
    text."""
    copies = [
        msgspec.structs.replace(made, name=name)
        for name, made in (("a", outside(NOTICE, "turned_text", "内部资料")), ("b", read(NOTICE)))
    ]

    found = collate([prepare(copy) for copy in copies])

    assert [(pair.verdict, pair.counts["review"]) for pair in found.pairs] == [("review", 1)]
    assert [copy.same_text_as for copy in found.copies] == [None, None]


@pytest.mark.parametrize("kind", ["turned_text", "hidden_text"])
def test_what_stands_beside_the_text_is_told_of_the_copy_that_has_it(kind: str) -> None:
    """The side names the copy whose file holds it, and no unit of the notice counts as changed for a watermark."""
    one, other = outside(NOTICE, kind, "内部资料"), read(NOTICE)

    there, back = compare(one, other), compare(other, one)

    assert [(d.side, action(d, None)) for d in there.differences] == [("a", "removed")]
    assert [(d.side, action(d, None)) for d in back.differences] == [("b", "added")]
    assert {unit.status for unit in there.units} == {"same"}


def page(body: str) -> Witness:
    """A copy read from a small web page."""
    source = f"<meta charset=utf-8><h1>关于完成任务的通知</h1><p>{body}</p><p>改造老旧小区28处，完成投资16亿元。</p>"
    return read(source.encode(), "a.html")


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("新建<s>16</s>处", "新建16处", ["16"]),
        ("新建<del>16</del>处，改造<s>28</s>处", "新建16处，改造28处", ["16", "28"]),
        ("新建<s>16处</s>，改造16处", "新建16处，改造<s>16处</s>", ["16处", "16处"]),
        ("新建<s>16处</s>", "新建<s>16</s>处", ["16处", "16"]),
        ("新建<span style='text-decoration: line-through red'>16</span>处", "新建16处", ["16"]),
        ("<style>.x{text-decoration-line:line-through}</style>新建<b class=x>16</b>处", "新建<s>16</s>处", []),
        ("新建<s>16</s><s>处</s>", "新建<s>16处</s>", []),
        ("新建<s>服务站</s>16处", "新建<s>服務站</s>16处", []),
        ("新建<s> </s>16处", "新建 16处", []),
    ],
)
def test_text_that_one_copy_alone_strikes_through_is_never_called_equal(one: str, other: str, told: list[str]) -> None:
    """A line through a word is a review unless the other copy has one through the same word, in however many pieces."""
    there, back = compare(page(one), page(other)), compare(page(other), page(one))

    for found in (there, back):
        struck = [d for d in found.differences if d.kind == "struck_text"]
        assert sorted(d.reason.rsplit(": ", 1)[-1] for d in struck) == sorted(told)
        assert {d.class_ for d in struck} <= {"review"}
        assert (found.verdict in ("identical", "equivalent")) == (not told)


def test_a_collation_tells_text_that_one_copy_alone_strikes_through() -> None:
    """Copies of one text of which one strikes a number through are a pair for review."""
    copies = [
        msgspec.structs.replace(page(body), name=name) for name, body in (("a", "新建<s>16</s>处"), ("b", "新建16处"))
    ]

    found = collate([prepare(copy) for copy in copies])

    assert [(pair.verdict, pair.counts["review"]) for pair in found.pairs] == [("review", 1)]
