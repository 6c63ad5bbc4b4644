# SPDX-License-Identifier: Apache-2.0
"""A change is quoted with whole words around it: no name, no value with its unit, no word is cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff.api import compare
from policydiff.model import Place
from policydiff.report.errata import table
from policydiff.report.phrases import Line, found_once, pair_of
from policydiff.report.sources import sources_of
from policydiff.report.texts import Texts
from policydiff.show.bracketing import bracket, unbracket
from policydiff.show.i18n import catalogue

WHOLE = [
    ("推广软件应用【十六】处，", "推广软件应用【六】处，", "十六处", "六处"),
    ("共投入320【万】元。", "共投入320【】元。", "320万元", "320元"),
    ("由李建【国】同志负责", "由李建【】同志负责", "李建国", "李建"),
    ("补齐短【板】弱项", "补齐短【闆】弱项", "短板", "短闆"),
    ("完成【３】５项任务", "完成【５】５项任务", "３５项", "５５项"),
    ("生(shēng)【態】環保", "生(shēng)【态】環保", "生(shēng)態", "生(shēng)态"),
    ("由市科技【局】牵头", "由市科技【厅】牵头", "科技局", "科技厅"),
]


def lines(one: str, other: str) -> tuple[Line, Line]:
    """The lines of two texts at what stands in brackets."""
    made = []
    for said in (one, other):
        before, reading, after = unbracket(said) or ("", "", "")
        text = before + reading + after
        place = Place(len(before), len(before) + len(reading), 1, len(before) + 1, reading)
        made.append(Line(text, place, (0, len(text))))
    return made[0], made[1]


@pytest.mark.parametrize(("one", "other", "ours", "theirs"), WHOLE)
def test_words_names_and_values_are_whole(one: str, other: str, ours: str, theirs: str) -> None:
    """What one copy needs to be whole is quoted of the other as well."""
    first, second = lines(one, other)
    around = pair_of(first, second)

    assert first.phrase(around[0]).text == ours
    assert second.phrase(around[1]).text == theirs
    assert first.cuts() or second.cuts()


def test_a_word_of_its_own_is_not_called_cut() -> None:
    """Where a change ends at the ends of words, nothing is cut."""
    first, second = lines("应当【认真】组织实施", "应当【】组织实施")

    assert not first.cuts()
    assert not second.cuts()


def test_an_entry_of_a_list_is_quoted_whole() -> None:
    """A body in charge is quoted from mark to mark."""
    first, second = lines("（牵头单位：市海洋发展【局】、市科技局）", "（牵头单位：市海洋发展【厅】、市科技局）")
    around = pair_of(first, second, listed=True)

    assert (first.phrase(around[0]).text, second.phrase(around[1]).text) == ("市海洋发展局", "市海洋发展厅")


def test_words_are_added_until_the_phrase_stands_there_once() -> None:
    """A reader who looks for the phrase finds the place and no other, where the sentence can tell them apart."""
    text = "一、组织新增企业100家。\n二、服务新增企业100家。\n"
    at = text.rindex("100")
    line = Line(text, Place(at, at + 3, 2, 1, "100"), (text.index("二"), len(text) - 1))
    one, other = found_once((line, line), (line.whole(), line.whole()), (text.count, text.count))

    assert one == other
    assert text.count(one.text) == 1
    assert "服务" in one.text


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_phrase_is_a_piece_of_its_text(text: str, first: int, last: int) -> None:
    """Whatever stands around, a phrase holds the reading and is what stands in the text but for line breaks."""
    start, end = sorted((min(first, len(text)), min(last, len(text))))
    line = Line(text, Place(start, end, 1, 1, text[start:end]), (0, len(text)))
    phrase = line.phrase(line.more(line.whole()))
    flat = str.maketrans("", "", "\r\n\f")

    assert phrase.reading == text[start:end]
    assert phrase.text.translate(flat) in text.translate(flat)


@given(st.text(alphabet="甲【】〖〗乙", max_size=8), st.text(max_size=8), st.text(alphabet="丙【】丁", max_size=8))
def test_a_marked_reading_is_taken_apart_again(before: str, reading: str, after: str) -> None:
    """Whatever brackets the words have themselves, the reading comes back."""
    assert any(mark in before + reading + after for mark in "〘〙") or (
        unbracket(bracket(before, reading, after)) == (before, reading, after)
    )


def test_each_reading_of_a_table_stands_in_its_copy() -> None:
    """Both phrases of a row are found in their copies, and each only once."""
    a = "关于印发要点的通知\n一、加强管理。落实责任人320名，储备编织袋12万条。\n二、由李建国同志负责，覆盖十六处。\n"
    b = a.replace("320", "230").replace("12万", "12").replace("李建国", "李建").replace("十六处", "六处")
    found = compare(a, b)
    rows = table(found, sources_of(found, Texts(a, b)), catalogue("zh-Hans")).rows

    assert len(rows) == 4
    for row in rows:
        for text, quoted in ((a, row.a), (b, row.b)):
            assert quoted is not None
            assert text.count(quoted.before + quoted.reading + quoted.after) == 1
