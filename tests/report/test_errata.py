# SPDX-License-Identifier: Apache-2.0
"""The table of errata as it is sent on: numbered, grouped, with heads that claim no more than is known, and signed."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook
from tests.report.conftest import NOTICE, Pair, compared

from policydiff import config, house
from policydiff.api import compare
from policydiff.decisions.applying import apply
from policydiff.decisions.loading import _COLUMNS, _named, load
from policydiff.decisions.record import Decision, Decisions
from policydiff.errors import UsageError
from policydiff.model import Comparison
from policydiff.report.errata import TOGETHER, ErrataTable
from policydiff.report.errata_cells import COLUMNS, heads
from policydiff.report.formats import Options, Texts, write
from policydiff.show.i18n import LANGUAGES, catalogue
from policydiff.show.styles import TERMS_STYLES

TRADITIONAL = (
    "關於加強工作的通知\n各區人民政府：\n"
    + "".join(f"{label}、補齊短板，推進第{label}項任務，應當認真組織實施。\n" for label in "一二三四五")
    + "東山市人民政府\n"
)
FAULTY = TRADITIONAL.replace("短板", "短闆")


def rows(comparison: Comparison, texts: Texts, lang: str = "zh-Hans", style: str = "textual") -> list[dict[str, str]]:
    """The table, by its heads."""
    said = write(comparison, texts, "csv", Options(lang, terms_style=style))  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(said.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def repeated() -> Pair:
    """A copy in which one word is wrong at five places."""
    return compared(TRADITIONAL, FAULTY)


def test_equal_errata_are_one_row_that_lists_its_places(repeated: Pair) -> None:
    """The word stands once, its places, tasks, sentences and ids each five times."""
    (row,) = [row for row in rows(repeated.comparison, repeated.texts) if "闆" in row["乙本（b）"]]

    assert (row["乙本（b）"], row["应为"]) == ("短【闆】", "短【板】")
    assert row["位置"] == "乙：" + "、".join(f"第{n}段第1句" for n in range(3, 8))
    assert row["编号"].split() == [f.id for f in repeated.comparison.b.findings]
    assert len(row["所在句"].split(" ‖ ")) == 5


def test_a_decision_on_a_row_is_one_on_each_of_its_places(repeated: Pair, tmp_path: Path) -> None:
    """Filled in once, the row is read back for five places, each with its own sentence, and checked one by one."""
    book = load_workbook(io.BytesIO(write(repeated.comparison, repeated.texts, "xlsx", Options("zh-Hans"))))
    names = [cell.value for cell in book.active[1]]
    book.active.cell(2, names.index("处理") + 1, "改")
    book.save(tmp_path / "t.xlsx")
    made = load(tmp_path / "t.xlsx")
    half = FAULTY.replace("短闆", "短板", 2)

    assert [d.id for d in made.decisions] == [f.id for f in repeated.comparison.b.findings]
    checks = apply(compare(TRADITIONAL, half), made, (TRADITIONAL, half)).checks
    assert [c.status for c in checks] == ["corrected"] * 2 + ["unchanged"] * 3


def test_errata_that_are_decided_otherwise_are_rows_apart(repeated: Pair) -> None:
    """One place that was kept is no part of the row of those to be changed."""
    first = repeated.comparison.b.findings[0]
    made = apply(repeated.comparison, Decisions(decisions=(Decision(first.id, "keep", "原文如此"),)))
    told = [(row["编号"].split(), row["处理"]) for row in rows(made, repeated.texts)]

    assert ([first.id], "不改") in told
    assert sorted(len(ids) for ids, _ in told) == [1, 4]


def test_many_places_go_on_in_another_row() -> None:
    """A row lists so many places that a cell can hold them."""
    text = "關於工作的通知\n" + "".join(f"{n}、補齊短闆。\n" for n in range(1, TOGETHER + 4))
    found = compared(text, text)
    counts = [len(row["编号"].split()) for row in rows(found.comparison, found.texts) if "【闆】" in row["甲本（a）"]]

    assert max(counts) <= TOGETHER
    assert sum(counts) == len(found.comparison.a.findings)


HEADS = [
    (None, ("甲本（原文.txt）", "乙本（转载.docx）")),
    ("a", ("原件（原文.txt）", "转载件（转载.docx）")),
    ("b", ("原件（转载.docx）", "转载件（原文.txt）")),
]


@pytest.mark.parametrize(("base", "said"), HEADS)
def test_heads_name_the_files_and_claim_an_original_only_of_a_base(
    pair: Pair, base: str | None, said: tuple[str, str]
) -> None:
    """Without a base nobody said which copy is the original; folders of this machine are not sent on."""
    made = msgspec.structs.replace(
        pair.comparison,
        base=base,
        a=msgspec.structs.replace(pair.comparison.a, name="/home/li/原文.txt"),
        b=msgspec.structs.replace(pair.comparison.b, name="转载.docx"),
    )

    assert tuple(heads(made, catalogue("zh-Hans"))[4:6]) == said
    sent = write(made, pair.texts, "errata-text", Options("zh-Hans")).decode().split("\n")[1:3]
    letters = ("", "") if base is None else ("甲本：", "乙本：") if base == "a" else ("乙本：", "甲本：")
    assert sent == [letter + head for letter, head in zip(letters, said, strict=True)]
    assert "/home/li" not in write(made, pair.texts, "csv", Options("zh-Hans")).decode()


@pytest.mark.parametrize("base", [None, "a"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_head_is_read_back(pair: Pair, lang: str, base: str | None) -> None:
    """Whatever language the table speaks, its columns are known when it comes back."""
    made = msgspec.structs.replace(pair.comparison, base=base)
    named = dict(zip(COLUMNS, (_named(head)[0] for head in heads(made, catalogue(lang))), strict=True))
    keys = {"republished": "other"}

    for column in (
        "original",
        "republished",
        "cure",
        "sentence",
        "lines",
        "proofreader",
        "reviewer",
        "handling",
        "note",
        "id",
    ):
        assert named[column] in _COLUMNS[keys.get(column, column)]


STYLES = [
    (None, "textual", {"改", "删"}),
    (None, "portal", {"改", "删"}),
    ("a", "textual", {"讹", "脱"}),
    ("a", "portal", {"错", "漏"}),
    ("b", "textual", {"讹", "衍"}),
    ("b", "portal", {"错", "多"}),
]


@pytest.mark.parametrize(("base", "style", "said"), STYLES)
def test_only_a_base_judges_and_in_the_words_asked_for(
    pair: Pair, base: str | None, style: str, said: set[str]
) -> None:
    """脱 衍 讹 倒 or 漏 多 错 颠倒 with a base, 增 删 改 without, whatever the style; the notes alike."""
    made = msgspec.structs.replace(pair.comparison, base=base)
    told = {row["类别"].partition("：")[2].split(" ")[0] for row in rows(made, pair.texts, style=style)}
    notes = write(made, pair.texts, "notes", Options("zh-Hans", terms_style=style)).decode()  # type: ignore[arg-type]

    assert said <= told
    assert not told & ({*"讹脱衍错漏多"} - said)
    assert {word for word in "讹脱衍错漏多" if f"本{word}" in notes} == said & {*"讹脱衍错漏多"}


def test_a_configuration_chooses_the_words(tmp_path: Path) -> None:
    """`terms_style` holds where the command line names none; another word is refused."""
    file = tmp_path / "policydiff.toml"
    file.write_text('terms_style = "portal"\n', encoding="utf-8")

    assert house.load(file).terms_style == "portal"
    assert house.load(file, terms_style="textual").terms_style == "textual"
    file.write_text('terms_style = "poetical"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="poetical") as caught:
        config.load(file)
    assert caught.value.code == "PD221"
    assert all(style in caught.value.cure for style in TERMS_STYLES)


@pytest.mark.parametrize("form", ["errata", "errata-text", "errata-json", "csv"])
def test_who_decided_signs_the_table(pair: Pair, form: str) -> None:
    """The proofreader and the reviewer of the file of decisions stand in every form, each only as text."""
    first = pair.comparison.differences[0]
    made = apply(
        pair.comparison, Decisions(proofreader="李校<b>", reviewer="王核", decisions=(Decision(first.id, "change"),))
    )
    said = write(made, pair.texts, form, Options("zh-Hans")).decode()

    assert "李校" in said
    assert "王核" in said
    assert form != "errata" or "李校<b>" not in said


def test_people_come_back_from_a_table(pair: Pair, tmp_path: Path) -> None:
    """Names that a hand wrote into the table are those of the next one."""
    said = write(pair.comparison, pair.texts, "csv", Options("zh-Hans")).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(said)))
    found[1][found[0].index("处理")], found[2][found[0].index("校对人")] = "改", "李校"
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(found)

    assert apply(pair.comparison, load(tmp_path / "t.csv"), (pair.texts.a, pair.texts.b)).proofreader == "李校"


def test_the_table_as_json_has_all_rows(repeated: Pair) -> None:
    """Programs read readings, places and ids apart; the type of the schema reads it."""
    said = write(repeated.comparison, repeated.texts, "errata-json", Options("zh-Hans"))
    made = msgspec.json.decode(said, type=ErrataTable)
    (row,) = [row for row in made.rows if row.kind in ("fault", "residual")]

    assert json.loads(said)["schema"] == "policydiff.errata/1"
    assert row.b is not None
    assert (row.b.before, row.b.reading, row.suggestion) == ("短", "闆", "板")
    assert [place.b.paragraph for place in row.places if place.b] == [3, 4, 5, 6, 7]


def test_a_message_says_where_and_what(pair: Pair) -> None:
    """As lines of text the table can be sent in a message."""
    said = write(pair.comparison, pair.texts, "errata-text", Options("zh-Hans")).decode()

    assert "1. [要紧] 1.建设重点实验室 · 第6段第2句\n   文字：改 数字\n   甲本：实施【35】项关键技术\n" in said


def filled(found: Comparison, texts: Texts, file: Path, names: tuple[str, str]) -> Decisions:
    """A table of copies of these names, everything to be changed."""
    named = {
        side: msgspec.structs.replace(getattr(found, side), name=name) for side, name in zip("ab", names, strict=True)
    }
    said = write(msgspec.structs.replace(found, **named), texts, "csv", Options("zh-Hans")).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(said)))
    for row in table[1:]:
        row[table[0].index("处理")] = "改"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(table)
    return load(file)


def test_a_table_of_other_copies_is_said(pair: Pair, tmp_path: Path) -> None:
    """A table whose heads name two other files is taken where the places are the same, and that is said."""
    texts = pair.texts.a, pair.texts.b
    other = filled(pair.comparison, pair.texts, tmp_path / "t.csv", ("x.txt", "y.txt"))
    own = filled(pair.comparison, pair.texts, tmp_path / "u.csv", ("a", "y.txt"))

    assert [remark.code for remark in apply(pair.comparison, other, texts).remarks] == ["PD603"]
    assert apply(pair.comparison, own, texts).remarks == ()


def test_a_table_knows_its_copies_the_other_way_round(pair: Pair, tmp_path: Path) -> None:
    """The heads name the files, so that copies given in the other order are known."""
    made = filled(pair.comparison, pair.texts, tmp_path / "t.csv", ("a", "b"))
    right = pair.texts.b.replace("53项", "35项")
    turned = compare(right, pair.texts.a)
    turned = msgspec.structs.replace(
        turned, a=msgspec.structs.replace(turned.a, name="b"), b=msgspec.structs.replace(turned.b, name="a")
    )

    checks = apply(turned, made, (right, pair.texts.a)).checks

    assert "corrected" in {check.status for check in checks}
    assert "unchanged" in {check.status for check in checks}


def test_a_copy_that_changed_meanwhile_is_checked_place_by_place(pair: Pair, tmp_path: Path) -> None:
    """What is gone with its sentence is open and said; nothing of it is called corrected."""
    made = filled(pair.comparison, pair.texts, tmp_path / "t.csv", ("a", "b"))
    b = pair.texts.b.replace("组织实施53项关键技术攻关，投入资金不少于2亿元。", "")
    checks = apply(compare(NOTICE, b), made, (NOTICE, b)).checks
    number = next(d.id for d in pair.comparison.differences if d.kind == "number")

    (check,) = [check for check in checks if check.id == number]
    assert check.status in ("wrong", "lost", "unchanged")
