# SPDX-License-Identifier: Apache-2.0
"""What is written is a Word document: other programs open it, and the schema of WordprocessingML holds."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator
from tests.decisions.flood_notice import ORIGINAL
from tests.proof.test_word_proof import ROWS, TABLES
from tests.proof.word_copies import CHANGES, Proofread, as_docx, document, paragraph, planted, proofread, run, table

from policydiff.proof.word.marking import Hand

ALL = range(len(CHANGES))
NOT_NEEDED = "A required relationship type"
"""The checker wants a theme and more parts that no document has to have (ECMA-376 part 1, 11.3 and 14.2)."""


def swapped() -> str:
    """The notice with two tasks in each other's place."""
    first, second = (line for line in ORIGINAL.splitlines() if line[:2] in ("二、", "四、"))
    return ORIGINAL.replace(first, "@").replace(second, first).replace("@", second)


def rows(case: str) -> Proofread:
    """Two tables."""
    head, tail = paragraph(run("任务清单如下：")), paragraph(run("特此通知。"))
    right, wrong = (document(head + table(content) + tail) for content in (ROWS, TABLES[case]))
    return proofread(right, wrong)


MADE = {
    "a page of a text": lambda: proofread(ORIGINAL, planted(ALL)),
    "a page of a text with a date": lambda: proofread(
        ORIGINAL, planted(ALL), hand=Hand("张三", "2023-05-01T00:00:00Z")
    ),
    "a document": lambda: proofread(ORIGINAL, as_docx(planted(ALL), [2, 5, 9, 14, 30])),
    "a proof of A": lambda: proofread(planted(ALL), ORIGINAL, side="a"),
    "moves": lambda: proofread(ORIGINAL, as_docx(swapped())),
    **{f"a table: {case}": lambda case=case: rows(case) for case in TABLES},  # type: ignore[misc]
}


@pytest.mark.parametrize("case", MADE)
def test_the_schema_holds_and_other_programs_open_it(case: str, tmp_path: Path) -> None:
    """Elements and attributes stand where the schema has them, and python-docx reads paragraphs and comments."""
    done = MADE[case]()
    file = tmp_path / "proof.docx"
    file.write_bytes(done.data)

    errors = [error for error in map(str, OpenXmlValidator().validate(file).errors) if NOT_NEEDED not in error]
    opened = docx.Document(BytesIO(done.data))

    assert errors == []
    assert len(list(opened.comments)) == sum(not remark.like for remark in done.tracked.remarks)


def test_the_check_finds_what_is_wrong(tmp_path: Path) -> None:
    """An element at a wrong place does not pass, so that passing says something."""
    file = tmp_path / "wrong.docx"
    file.write_bytes(document("<w:p><w:r><w:t>x</w:t></w:r><w:pPr><w:jc w:val='left'/></w:pPr></w:p>"))

    assert [error for error in map(str, OpenXmlValidator().validate(file).errors) if "pPr" in error]
