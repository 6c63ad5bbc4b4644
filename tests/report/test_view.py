# SPDX-License-Identifier: Apache-2.0
"""The view is complete before a template sees it."""

import re
from collections import Counter
from html import unescape

import msgspec
import pytest
from msgspec.structs import replace
from tests.report.conftest import NOTICE, compared, republished

from policydiff import read
from policydiff.api import compare
from policydiff.model import TELLING, ReadingEvent
from policydiff.reasons import because, say
from policydiff.report.build import build
from policydiff.report.entries import ENTRIES
from policydiff.report.formats import Texts
from policydiff.report.html import render
from policydiff.report.quiet import grouped
from policydiff.report.rows import build_strip
from policydiff.report.sources import sources_of
from policydiff.report.view import Row
from policydiff.report.wording import headline
from policydiff.show.i18n import LANGUAGES, catalogue


def shown_text(side: str, page: str) -> str:
    """The source text that the panes of one side hold, in the order of the page."""
    panes = re.findall(
        rf'<div class="pane {side}" lang="[^"]*"><span class="side"[^>]*>[^<]*</span>(.*?)</div></div>', page, re.DOTALL
    )
    spoken = re.compile(r'<span class="vh">[^<]*</span>')
    return unescape(re.sub(r"<[^>]*>", "", spoken.sub("", "".join(panes))))


def test_copy_b_stands_whole_and_in_order(pair) -> None:
    """The panes of copy B, read from top to bottom, are its text."""
    page = render(build(pair.comparison, pair.texts.a, pair.texts.b))

    assert shown_text("b", page) == pair.texts.b


def test_copy_a_stands_whole(pair) -> None:
    """Every line of copy A stands in a pane, also where its unit is shown at another place."""
    page = render(build(pair.comparison, pair.texts.a, pair.texts.b))

    assert sorted(shown_text("a", page).split("\n")) == sorted(pair.texts.a.split("\n"))


def anchors(page: str) -> list[str]:
    """The ids of a page, those of its script left out."""
    page = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    return re.findall(r'(?<![-\w])id="?([^" >]+)', page)


def test_what_tells_can_be_linked_to(pair) -> None:
    """Each difference that tells has one anchor in the text and one in the list, and every link lands."""
    page = render(build(pair.comparison, pair.texts.a, pair.texts.b))
    ids = anchors(page)
    telling = {d.id for d in pair.comparison.differences if d.class_ in TELLING}

    assert len(ids) == len(set(ids))
    assert {f"d-{ident}" for ident in telling} | {f"e-{ident}" for ident in telling} <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL))) <= set(ids)


def test_equal_differences_that_are_set_aside_share_a_row_and_a_light_mark(corpus) -> None:
    """Each place of a group has a mark with the group's number and nothing else; the group's row says why, once, and
    leads to its first mark."""
    a, b = (path.read_text(encoding="utf-8") for path in corpus["paths"])
    found = compare(a, b)
    page = render(build(found, a, b))
    marked = Counter(re.findall(r"<i class=\"?[psgf](?: br)?\"?(?: id=q\d+)? data-g=(\d+)>", page))
    rows = {number: int(count) for number, count in re.findall(r'href="#q(\d+)">×(\d+)</a>', page)}
    both = {
        str(number)
        for number, group in enumerate(grouped(found.differences, sources_of(found, Texts(a, b))).groups)
        if (first := found.differences[group.first]).a.text and first.b.text
    }

    assert len(rows) == len(set(anchors(page)) & {f"q{number}" for number in rows}) > 50
    assert {number: count * (1 + (number in both)) for number, count in rows.items()} == marked


def test_thousands_of_differences_stay_readable() -> None:
    """Where more differs than a list can hold, the most severe are listed, all are marked, and the page says how many
    are left."""

    def notice(step: int) -> str:
        return "关于测试的通知\n" + "".join(
            f"{i}.完成{i * 3 + step}项，落实{i * 7 + step}万元，培育{i + step}家，建设{i * 2 + step}个。\n"
            for i in range(1, 701)
        )

    many = compared(notice(0), notice(1))
    view = build(many.comparison, many.texts.a, many.texts.b)
    page = re.sub(r"<script>.*?</script>", "", render(view), flags=re.DOTALL)
    ids = anchors(page)
    total = many.comparison.counts["substantive"]

    assert total > ENTRIES == sum(len(section.entries) for section in view.telling)
    assert view.telling_left_out == f"{total - ENTRIES:,} more are marked in the text and listed in the JSON result."
    assert {f"d-{d.id}" for d in many.comparison.differences if d.class_ in TELLING} <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_strip_shows_where_things_are(pair, corpus) -> None:
    """Beside a long notice each row that tells or has errata has a tick that leads to it; a short one needs none."""
    a, b = (path.read_text(encoding="utf-8") for path in corpus["paths"])
    b = b.replace("組織實施35項", "組織實施53項")
    strip = build(compare(a, b), a, b).strip

    assert build(pair.comparison, pair.texts.a, pair.texts.b).strip is None
    assert strip is not None
    assert [tick.name for tick in strip.ticks if tick.cls == "substantive"] == ["4.推進關鍵核心技術攻關"]
    assert sum(tick.cls == "errata" for tick in strip.ticks) > 20


def test_a_strip_of_a_long_notice_has_no_more_ticks_than_it_has_room(pair) -> None:
    """Ticks of one class that would overlap are one, from the first to the end of the last; every row stays covered."""
    row = next(one for one in build(pair.comparison, pair.texts.a, pair.texts.b).blocks if isinstance(one, Row))
    told = replace(row, chips=(("substantive", "", "1"),), stub=False, only="")
    strip = build_strip([told] * 1000)

    assert strip is not None
    assert len(strip.ticks) <= 240
    assert all(any(tick.top <= at < tick.top + tick.height for tick in strip.ticks) for at in range(1000))


def test_a_moved_unit_is_reachable_from_both_places(pair) -> None:
    """Where copy A has the moved task stands a stub that leads to it, and the task leads back."""
    view = build(pair.comparison, pair.texts.a, pair.texts.b)
    stub = next(row for row in view.rows if row.stub)
    moved = next(row for row in view.rows if row.status == "moved" and not row.stub)
    at = view.rows.index(stub)

    assert stub.pointers[0].anchor == moved.anchor
    assert moved.pointers[0].anchor == stub.anchor
    assert [row.kind for row in view.rows[at - 1 : at]] == ["section"]


def test_units_in_charge_are_told_as_kept_and_dropped(pair) -> None:
    """The field table of a task says which bodies stayed and which went."""
    view = build(pair.comparison, pair.texts.a, pair.texts.b, "zh-Hans")
    fields = {field.name: field for row in view.rows for field in row.fields}

    assert (fields["责任单位 · 牵头"].kept, fields["责任单位 · 牵头"].removed, fields["责任单位 · 牵头"].added) == (
        "市科技局",
        "市海洋发展局",
        "",
    )
    assert fields["数字"].single


def test_only_changed_rows_are_open(pair) -> None:
    """Unchanged tasks are folded; whatever tells is open at once."""
    view = build(pair.comparison, pair.texts.a, pair.texts.b)

    assert {row.name for row in view.rows if row.open} == {"1.建设重点实验室", "3.培育市场主体", "4.优化提升优势产业"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_result_gives_the_same_page(pair, lang: str) -> None:
    """A page has no clock and no chance in it."""
    first, second = (render(build(pair.comparison, pair.texts.a, pair.texts.b, lang)) for _ in range(2))

    assert first == second


HEADLINES = [
    ("en", "identical", {}, "The two copies are identical."),
    ("zh-Hans", "identical", {"complete": False}, "两本完全相同；两本均疑不完整。"),
    ("zh-Hant", "equivalent", {"errata": (0, 45), "complete": False}, "文字一致，但乙本有 45 處錯字；兩本均疑不完整。"),
    ("en", "equivalent", {"errata": (1, 45)}, "Same wording, but copy A has 1 erratum and copy B has 45 errata."),
    ("zh-Hans", "review", {"counts": {"review": 2}}, "文字一致，有 2 处存疑。"),
    (
        "zh-Hans",
        "different",
        {"counts": {"substantive": 3, "integrity": 1}, "errata": (2, 0)},
        "文字有 3 处不同，另有 1 处存疑；甲本有 2 处错字。",
    ),
    (
        "en",
        "different",
        {"counts": {"structure": 1}},
        "Same wording, but one unit stands elsewhere or has another label.",
    ),
    ("en", "different", {"relation": "different"}, "These are two different documents."),
    (
        "zh-Hant",
        "different",
        {"relation": "edition", "counts": {"substantive": 9}},
        "這是同一公文的兩個版本，不是兩個抄本。文字有 9 處不同。",
    ),
]


@pytest.mark.parametrize(("lang", "verdict", "facts", "said"), HEADLINES)
def test_headlines_say_both_halves(equal_pair, lang: str, verdict: str, facts: dict, said: str) -> None:
    """The wording, then what is wrong with each copy; what the two are to each other comes before either."""
    replace = msgspec.structs.replace
    c = equal_pair.comparison
    errata, complete = facts.get("errata", (0, 0)), facts.get("complete", True)
    made = replace(
        c,
        verdict=verdict,
        relation=replace(c.relation, kind=facts.get("relation", "copy")),
        counts={**dict.fromkeys(c.counts, 0), **facts.get("counts", {})},
        a=replace(c.a, errata=errata[0], complete=complete),
        b=replace(c.b, errata=errata[1], complete=complete),
        differences=(),
    )

    assert said == headline(made, catalogue(lang))


@pytest.mark.parametrize(("base", "word"), [(None, "删去"), ("a", "脱"), ("b", "衍")])
def test_a_lost_task_is_named_from_the_base(base: str | None, word: str) -> None:
    """A task that copy B lacks was removed; against A it is omitted there, against B it is A's intrusion."""
    lost = compared(NOTICE, "\n".join(line for line in NOTICE.split("\n") if not line.startswith("5.")))
    view = build(msgspec.structs.replace(lost.comparison, base=base), lost.texts.a, lost.texts.b, "zh-Hans")

    assert [row.status_name for row in view.rows if row.b is None] == [word]


def test_a_result_that_lists_only_what_tells_is_shown_whole() -> None:
    """With detail `telling` the other classes are told by their groups, and the text still stands whole."""
    a, b = NOTICE, republished(NOTICE)
    view = build(compare(a, b, detail="telling"), a, b)
    page = render(view)

    assert {section.cls: sum(group.count for group in section.groups) for section in view.classes} == {
        "page": 0,
        "script": 0,
        "gloss": 1,
        "format": 1,
    }
    assert shown_text("b", page) == b


def test_direction_is_a_judgement_only_with_a_base(pair) -> None:
    """Without a base copy a reading was changed; with one it is miswritten, seen from the copy that is named."""
    tags = {}
    for base in (None, "a", "b"):
        made = msgspec.structs.replace(pair.comparison, base=base)
        view = build(made, pair.texts.a, pair.texts.b, "zh-Hans")
        tags[base] = [entry.action for section in view.telling for entry in section.entries]

    assert set(tags[None]) <= {"增", "删", "改", "移", "互换"}
    assert set(tags["a"]) <= {"衍", "脱", "讹", "错简", "倒"}
    assert len(tags[None]) == len(tags["a"]) == len(tags["b"]) == 4


def test_units_that_became_one_are_named() -> None:
    """The entry of a merge names the units of both copies and is told as a merge, not as a label that went."""
    apart = "通知\n1.推进实验室建设。优化布局。\n2.加强生态保护。改善水质。\n3.做好民生保障。扩大就业。\n"
    joined = apart.replace("\n2.加强", "加强").replace("3.做好", "2.做好")
    for texts, action, shown in (
        ((apart, joined), "并", ("1.推进实验室建设 ＋ 2.加强生态保护", "1.推进实验室建设")),
        ((joined, apart), "分", ("1.推进实验室建设", "1.推进实验室建设 ＋ 2.加强生态保护")),
    ):
        view = build(compare(*texts), *texts, "zh-Hans")
        entry = next(e for section in view.telling for e in section.entries if e.kind in ("merged", "split"))

        assert entry.action == action
        assert tuple("".join(piece.text for piece in side.pieces) for side in (entry.a, entry.b)) == shown
        assert entry.alike
        assert not entry.rule


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("here", "there"), [("10日", "20日"), ("予以", "不予以"), ("36处", "63处")])
def test_a_card_says_that_its_change_is_tracked(lang: str, here: str, there: str) -> None:
    """Also where its kind says all else that there is to say of it, in each language; of one that is not tracked
    nothing is said."""
    text = "通知\n1.于6月10日前完成隐患排查36处，对落实不力的单位予以通报。\n"
    other = text.replace(here, there)
    start = other.index(there)
    insertion = ReadingEvent("insertion", start, start + len(there), there, "李")
    told = []
    for events in ((), (insertion,)):
        view = build(compare(read(text), replace(read(other), events=events)), text, other, lang)
        told.append([entry.rule for section in view.telling for entry in section.entries])

    assert len(told[0]) == 1
    said = say(because("in_tracked_insertion"), lang)
    assert said not in told[0][0]
    assert told[1][0].endswith(said)
