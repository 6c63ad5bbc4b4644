# SPDX-License-Identifier: Apache-2.0
"""One notice in every format and encoding is one notice: the same paragraphs, the same 40 tasks, equivalent in
comparison."""

from collections.abc import Callable, Sequence
from itertools import combinations

import pytest
from made import office, pages, printed
from made.common import kinds, paragraphs, spans_hold

from policydiff import compare
from policydiff.ingest.read import read
from policydiff.model import Witness

Make = Callable[[Sequence[str]], str | bytes]
SHAPES: dict[str, Make] = {
    "text": "\n".join,
    "text, CRLF": "\r\n".join,
    "html, paragraphs": pages.html_paragraphs,
    "html, breaks in a layout table": pages.html_breaks,
    "html, ASP.NET form": pages.html_form,
    "html, span soup": pages.html_spans,
    "html, ruby": pages.html_ruby,
    "html, ruby without rp": lambda lines: pages.html_ruby(lines, brackets=False),
    "html, task table": pages.html_table,
    "html, from Markdown": pages.html_markdown,
    "docx": office.docx,
    "docx, numbers in styles": office.docx_numbered,
    "docx, tracked changes": office.docx_tracked,
    "odt": office.odt,
    "xlsx": office.xlsx,
    "ofd": printed.ofd,
    "pdf": printed.pdf_notice,
    "pdf, two columns": lambda lines: printed.pdf_notice(lines, 2),
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs")


def witness(shape: str, lines: Sequence[str], encoding: str = "utf-8") -> Witness:
    """A copy in a shape; pages declare nothing that would tell their encoding."""
    made = SHAPES[shape](lines)
    if isinstance(made, str):
        made = made.replace('<meta charset="utf-8">', "").replace('<meta charset="gb2312">', "").encode(encoding)
    return read(made, name=shape)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("copy", ["plain", "annotated"])
def test_every_shape_gives_the_lines_of_the_notice(shape: str, copy: str, request: pytest.FixtureRequest) -> None:
    """Line by line the same characters, white space aside; spans of events lie in the text."""
    lines = request.getfixturevalue(copy)
    found = witness(shape, lines)
    wanted = ["".join(line.split()) for line in lines]
    if shape == "docx, numbers in styles":  # a style has no reading over its number
        wanted = [line.replace("一(yī)、", "一、", 1) if line.startswith("一(yī)、") else line for line in wanted]
    if shape == "pdf, two columns":  # narrow columns leave some ends of paragraphs undecided
        assert "".join(paragraphs(found)) == "".join(wanted)
    else:
        assert paragraphs(found) == wanted
    assert spans_hold(found)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("shape", ["text", "html, paragraphs", "html, breaks in a layout table", "html, ruby"])
def test_encodings_do_not_matter(shape: str, encoding: str, plain: list[str]) -> None:
    """The same text from every encoding, found without a declaration."""
    found = witness(shape, plain, encoding)
    assert paragraphs(found) == ["".join(line.split()) for line in plain]
    assert found.encoding.used == {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)


def test_ruby_and_inline_readings_are_the_same_text(annotated: list[str]) -> None:
    """398 readings, in ruby each with its event, in both forms after their base."""
    for shape in ("html, ruby", "html, ruby without rp"):
        found = witness(shape, annotated)
        assert found.text == "\n".join(line.strip() for line in annotated)
        assert len(kinds(found)["ruby"]) == 398


PAIRED = [shape for shape in SHAPES if not shape.startswith("text, ")]


@pytest.mark.parametrize(("one", "other"), list(combinations(PAIRED, 2)))
def test_every_pair_is_equivalent(one: str, other: str, plain: list[str]) -> None:
    """Any two shapes compare as copies of one wording, task by task."""
    result = compare(witness(one, plain), witness(other, plain))
    telling = [
        difference
        for difference in result.differences
        if difference.class_ in ("substantive", "structure", "review", "integrity")
    ]
    assert telling == []
    assert result.verdict in ("identical", "equivalent")
    assert sum(1 for unit in result.units if unit.kind == "task") == 40


@pytest.mark.parametrize("shape", [shape for shape in PAIRED if shape != "text"])
def test_readings_are_set_aside_in_every_shape(shape: str, plain: list[str], annotated: list[str]) -> None:
    """A copy with readings has the same 40 tasks as its plain text, whatever its shape."""
    result = compare(witness("text", annotated), witness(shape, annotated))
    assert result.verdict in ("identical", "equivalent")
    assert sum(1 for unit in result.units if unit.kind == "task") == 40
