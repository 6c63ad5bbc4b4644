# SPDX-License-Identifier: Apache-2.0
"""A scanned copy: what recognition cannot know is a review, what it knows stays what it is, and nothing is hidden."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policydiff import compare
from policydiff.diff.lookalikes import same_shape
from policydiff.ingest.read import read
from policydiff.model import TELLING, Witness
from policydiff.recognized import RecognizedLine

BEFORE, AFTER = "各单位要认真组织实施，", "，按时完成全部任务。"


@dataclass(frozen=True, slots=True)
class Seen:
    """How a scan's reading differs from the text: the reading of each, and what recognition says of it."""

    text: str
    scan: str
    class_: str
    sure: int = 99
    second: str | None = None
    gap: float = 0.0


def scan(case: Seen) -> Witness:
    """A copy of one line as it comes out of recognition: sure of all but the place, whose second reading is given."""
    said = BEFORE + case.scan + AFTER
    witness = read(said, name="scan")
    at = range(len(BEFORE), len(BEFORE) + len(case.scan))
    sure = tuple(case.sure if n in at else 99 for n in range(len(said)))
    edges = [10.0 * n + (case.gap if n >= len(BEFORE) else 0.0) for n in range(len(said) + 1)]
    second = "" if case.second is None else BEFORE + case.second + AFTER
    line = RecognizedLine(0, len(said), 1, (0.0, 100.0, edges[-1], 112.0), sure, tuple(edges), second)
    return Witness(witness.name, witness.sha256, witness.size, said, witness.encoding, "image/png", recognized=(line,))


CASES = {
    "a number that is surely read": Seen("35项", "53项", "substantive"),
    "a number that is not": Seen("35项", "36项", "review", sure=60),
    "a number that a second look reads otherwise": Seen("35项", "36项", "review", second="35项"),
    "characters of one shape": Seen("未完成", "末完成", "review"),
    "a dash read as a numeral": Seen("产业——科技", "产业一科技", "review"),
    "zero and O": Seen("A0号", "AO号", "review"),
    "another word, surely read": Seen("鼓励支持", "禁止支持", "substantive"),
    "another word, not surely read": Seen("鼓励支持", "禁止支持", "review", sure=70),
    "a word that the scan lacks": Seen("不得转让", "得转让", "substantive"),
    "a word that the scan has more": Seen("得转让", "不得转让", "substantive"),
    "a word that the scan lacks where it shows something": Seen("不得转让", "得转让", "review", gap=12.0),
    "a mark that the scan lacks": Seen("《办法》", "办法", "review"),
    "a sentence that the scan lacks": Seen("支持甲市。不得转让给乙市", "支持甲市", "substantive"),
}


@pytest.mark.parametrize("name", CASES)
def test_what_recognition_cannot_know_is_a_review(name: str) -> None:
    """Each differing place has the class of the table, tells, and knows its page."""
    case = CASES[name]
    found = compare(BEFORE + case.text + AFTER, scan(case))

    told = [d for d in found.differences if d.class_ in TELLING]
    assert [d.class_ for d in told] == [case.class_] * len(told)
    assert told
    assert all(d.kind == "recognition" for d in told if d.class_ == "review")
    assert all(d.seen and d.seen[0].page == 1 and d.seen[0].side == "b" for d in told)


@pytest.mark.parametrize("name", CASES)
def test_the_other_way_round_it_is_the_same(name: str) -> None:
    """Comparing the scan with the text mirrors comparing the text with the scan."""
    case = CASES[name]
    text, seen = BEFORE + case.text + AFTER, scan(case)
    one, other = compare(text, seen), compare(seen, text)

    assert one.counts == other.counts
    assert [(d.class_, d.kind, d.a.text, d.b.text, d.reason) for d in one.differences] == [
        (d.class_, d.kind, d.b.text, d.a.text, d.reason) for d in other.differences
    ]


@given(
    st.text("未末一—0O35不得〔[甲乙，。", max_size=8),
    st.text("未末一—0O35不得〔[甲乙，。", max_size=8),
    st.integers(0, 99),
)
def test_a_difference_that_tells_between_texts_tells_in_a_scan(text: str, read_as: str, sure: int) -> None:
    """Whatever recognition says of a copy, as many differences tell as between the texts."""
    case = Seen(text, read_as, "", sure)
    plain = compare(BEFORE + text + AFTER, BEFORE + read_as + AFTER)
    seen = compare(BEFORE + text + AFTER, scan(case))

    assert sum(seen.counts[name] for name in TELLING) == sum(plain.counts[name] for name in TELLING)
    assert (seen.verdict in ("identical", "equivalent")) == (plain.verdict in ("identical", "equivalent"))


@pytest.mark.parametrize(
    ("a", "b"), [("未", "末"), ("——", "一"), ("〔2023〕", "[2023]"), ("10", "lO"), ("。", "."), ("，", ",")]
)
def test_readings_of_one_shape(a: str, b: str) -> None:
    """What a recognizer takes for each other, whichever is read."""
    assert same_shape(a, b)
    assert same_shape(b, a)


@pytest.mark.parametrize(("a", "b"), [("35", "53"), ("不", ""), ("鼓励", "禁止"), ("3", "5"), ("万", "亿"), ("", "")])
def test_readings_of_other_shapes(a: str, b: str) -> None:
    """Numbers, words and lost characters are no matter of shape."""
    assert not same_shape(a, b)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("一、总体要求\n二、强化监管\n三、保障措施", "一、总体要求\n二强化监管\n三、保障措施"),
        ("一、降低风险 （一）明确事项。\n（二）拓展范围。", "一、降低风险（一）明确事项。\n（二）拓展范围。"),
        ("提高到2023—2025年的标准", "提高到2023一2025年的标准"),
    ],
)
def test_what_hangs_on_marks_and_white_space_is_a_review(text: str, read: str) -> None:
    """A label without its mark, a unit that only white space parts, numbers on both sides of a dash read as 一: each
    tells, none as a change; between texts they are changes."""
    found = compare(text, pages(read))

    assert found.verdict == "review"
    assert {d.kind for d in found.differences if d.class_ in TELLING} == {"recognition"}
    assert compare(text, read).verdict == "different"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("一、总体要求\n二、强化监管\n三、保障措施", "一、总体要求\n五强化监管\n三、保障措施"),
        ("提高到2023—2025年的标准", "提高到2023一2026年的标准"),
        ("一、降低风险\n（一）明确事项。", "一、降低风险\n明确事项。"),
    ],
)
def test_another_number_and_a_lost_label_stay_what_they_are(text: str, read: str) -> None:
    """Beside a mark that was passed over, too."""
    assert compare(text, pages(read)).verdict == "different"


def pages(text: str) -> Witness:
    """A scan of several lines, all surely read."""
    witness = read(text, name="scan")
    starts = [0, *(n + 1 for n, character in enumerate(text) if character == "\n")]
    lines = [
        RecognizedLine(
            start,
            start + len(said),
            1,
            (0.0, 20.0 * n, 10.0 * len(said), 20.0 * n + 12),
            (99,) * len(said),
            tuple(10.0 * k for k in range(len(said) + 1)),
        )
        for n, (start, said) in enumerate(zip(starts, text.split("\n"), strict=True))
    ]
    encoding = witness.encoding
    return Witness("scan", witness.sha256, witness.size, text, encoding, "image/png", recognized=tuple(lines))
