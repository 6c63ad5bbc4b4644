# SPDX-License-Identifier: Apache-2.0
"""What readers write beside an event is known in every language, and is translated where it is shown alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import policydiff
from policydiff.ingest.containers.mail_body import LOCKED, OPAQUE
from policydiff.ingest.outside import OUTSIDE, outside_problems, outside_reasons
from policydiff.ingest.printed.ofd_page import Picture
from policydiff.ingest.printed.pdf import _HIDDEN
from policydiff.ingest.printed.pdf_notes import NAMES
from policydiff.model import ReadingEvent
from policydiff.reasons import note, say
from policydiff.reasons.notes import NOTES, known

INGEST = Path(policydiff.__file__).parent / "ingest"
GIVEN = {
    "event": 2,
    "event_once": 2,
    "Aside": 2,
    "ReadingEvent": 4,
    "Piece": 4,
    "open": 1,
    "named": 0,
    "append": 0,
    "beside": 1,
    "cut": 0,
}
"""Calls that give a note, and which of their arguments it is."""
NAMING = frozenset(
    ("hidden", "hidden_by", "_hidden", "_unseen", "unseen", "furniture", "_by_name", "_slanted", "called", "remark")
)
"""Functions that return a note."""
CODE = re.compile(r"<\w+>|[a-z-]+:[a-z0-9]+|\[7\]")
"""Words of a page's own language, and marks, which no language translates."""


def literals(node: ast.AST | None) -> Iterator[str]:
    """The strings in an expression, what is filled into them written as 7."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(
            part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "7"
            for part in node.values
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (text for branch in (node.body, node.orelse) for text in literals(branch))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in literals(value))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from literals(node.func.value)
    elif isinstance(node, ast.Tuple | ast.List) and len(node.elts) == 3:
        kind, text = node.elts[:2]
        if (
            isinstance(kind, ast.Constant)
            and kind.value in (*OUTSIDE, "hidden_text")
            and (not isinstance(text, ast.Constant) or text.value == "")
        ):
            yield from literals(node.elts[2])


def given(node: ast.AST) -> Iterator[ast.AST]:
    """The expressions of a node that are notes."""
    if isinstance(node, ast.Tuple | ast.List):
        yield node
    elif isinstance(node, ast.Call):
        name = (
            node.func.id
            if isinstance(node.func, ast.Name)
            else node.func.attr
            if isinstance(node.func, ast.Attribute) and node.func.attr != "named"
            else ""
        )
        to_unread = name != "append" or (
            isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value).endswith("unread")
        )
        if name in GIVEN and to_unread and len(node.args) > GIVEN[name]:
            yield node.args[GIVEN[name]]
    elif isinstance(node, ast.FunctionDef) and node.name in NAMING:
        yield from (
            found.value for found in ast.walk(node) if isinstance(found, ast.Return) and found.value is not None
        )


def written() -> Iterator[tuple[str, str]]:
    """Each note that a reader writes, and where."""
    for path in sorted(INGEST.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for expression in given(node):
                yield from ((text, f"{path.name}:{node.lineno}") for text in literals(expression))  # type: ignore[attr-defined]


def test_every_note_of_a_reader_has_a_row() -> None:
    """A note that nobody put into Chinese is found here."""
    found = list(written())

    assert len(found) > 90
    assert [
        one for one in found if re.search("[a-z]{3}", one[0]) and not CODE.fullmatch(one[0]) and not known(one[0])
    ] == []


def test_every_note_in_a_table_of_a_reader_has_a_row() -> None:
    """So is one that a table names."""
    named = [
        LOCKED,
        OPAQUE,
        *OUTSIDE.values(),
        *NAMES.values(),
        *_HIDDEN.values(),
        Picture.__dataclass_fields__["what"].default,
    ]

    assert [one for one in named if not known(one)] == []


@pytest.mark.parametrize("row", NOTES)
def test_a_row_is_the_first_that_fits_its_own_words(row: str) -> None:
    """No row stands before a longer one that it would take, and what is named stays in every language."""
    words = iter(("R5", "C7", "S9"))
    filled = re.sub(r"\{(?:note)?\}", lambda _: next(words), row)
    names = re.findall(r"R5|C7|S9", filled)

    for at, lang in enumerate(("zh-Hans", "zh-Hant")):
        assert note(filled, lang) == NOTES[row][at].format(*names)
    assert (
        sorted(re.findall(r"\{(\d)\}", NOTES[row][0]))
        == sorted(re.findall(r"\{(\d)\}", NOTES[row][1]))
        == [str(n) for n in range(len(names))]
    )


@pytest.mark.parametrize(
    ("english", "lang", "shown"),
    [
        ("watermark", "zh-Hans", "水印"),
        ("remark by 王五", "zh-Hant", "王五 的批註"),
        ("picture 160 × 90 mm sha256:0123456789ab", "zh-Hans", "图片 160 × 90 mm sha256:0123456789ab"),
        ("formula of cell B3, no kept value: A1&A2", "zh-Hans", "单元格 B3 的公式，未保存结果：A1&A2"),
        ("watermark picture 9 × 9 mm missing", "zh-Hans", "水印图片 9 × 9 mm（文件中没有）"),
        ("attachment chart.docx", "zh-Hans", "附件 chart.docx"),
        ("of {0} nobody heard", "zh-Hans", "of {0} nobody heard"),
        ("watermark", "en", "watermark"),
        ("picture" + " missing" * 2000, "en", "picture" + " missing" * 2000),
    ],
)
def test_a_note_is_said_in_the_language_of_the_reader(english: str, lang: str, shown: str) -> None:
    """Known words are translated, names and digests stay, and what nobody knows stays as it is."""
    assert note(english, lang) == shown


def test_notes_in_each_other_without_end_are_left() -> None:
    """A name that repeats the words of a note is followed a few times only."""
    assert note("picture" + " missing" * 2000, "zh-Hans").count("（文件中没有）") == 3


def test_what_stands_outside_the_text_is_told_in_the_language_of_the_reader() -> None:
    """Three things are named and the others counted; English is the same sentence as ever."""
    notes = ("watermark", "remark by 王五", "chart", "stamp", "annotation")
    events = [ReadingEvent("outside_text", 0, 0, "甲", one) for one in notes] + [
        ReadingEvent("unread", 0, 0, "", "seal 9 × 9 mm, small")
    ]
    told, unread = outside_reasons(events)

    assert say(told) == "text outside the running text: watermark, remark by 王五, chart and 2 more"
    assert say(told, "zh-Hans") == "正文之外另有文字：水印、王五 的批注、图表，另有 2 种"
    assert say(unread, "zh-Hant") == "未讀取：印章 9 × 9 mm, small"
    assert [one.message for one in outside_problems(events)] == [
        "5 places hold text outside the running text (5 characters): watermark, remark by 王五, chart and 2 more",
        "1 place holds something that was not read: seal 9 × 9 mm, small",
    ]
    assert [say(one.rule, "zh-Hans") for one in outside_problems(events) if one.rule] == [
        "正文之外另有文字 5 处（5 个字符）：水印、王五 的批注、图表，另有 2 种",
        "有 1 处内容未能读取：印章 9 × 9 mm, small",
    ]


@pytest.mark.parametrize(
    ("said", "hans"),
    [
        ("File is not a zip file", "缺 ZIP 的目录，文件可能不完整"),
        (
            "Error -5 while decompressing data: incomplete or truncated stream",
            "解压出错（incomplete or truncated stream）",
        ),
        (
            "'utf-8' codec can't decode byte 0xff in position 7: invalid start byte",
            "偏移 7 处的字节 0xff 不合 utf-8 编码",
        ),
        ("Expected `array`, got `int` - at `$.a`", "$.a 处应为数组，现为整数"),
        ("Start tag expected, '<' not found, line 1, column 2 (x.xml, line 1)", "第 1 行第 2 列：此处应有标签"),
        ("not a readable ZIP package: File is not a zip file", "不是可读的 ZIP 包：缺 ZIP 的目录，文件可能不完整"),
        ("'proof' is not one of 'text', 'html'.", "“proof”不在可取之列：“text”、“html”。"),
    ],
)
def test_what_libraries_say_is_a_sentence(said: str, hans: str) -> None:
    """The common complaints of libraries are told in the reader's language, and no space stands beside a mark."""
    assert note(said, "zh-Hans") == hans
    assert not re.search("[A-Za-z]{4}", re.sub(r"（.*?）|「.*?」|utf-8", "", note(said, "zh-Hant")))
