# SPDX-License-Identifier: Apache-2.0
"""Damaged, cut and spliced files of every kind: a witness or an InputError, never another exception.

`./dev check` tries the same few dozen mutations of each seed; `./dev fuzz` (POLICYDIFF_FUZZ) looks for new ones.
"""

import io
import zipfile
from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made.common import spans_hold, zipped
from made.office import NUMBERING, STYLES, docx_package
from made.printed import pdf_notice
from seeds import LINES, SEEDS

from policydiff.errors import InputError
from policydiff.ingest.html.page import read_html
from policydiff.ingest.limits import Limits
from policydiff.ingest.printed.page_layout import Run
from policydiff.ingest.printed.paged import write_pages
from policydiff.ingest.printed.paging import page_furniture
from policydiff.ingest.read import read
from policydiff.ingest.reading import Reading, TextBuilder
from policydiff.model import Witness

LIMITS = Limits(cpu_seconds=10, wall_seconds=30)
PARTS = {name: data for name, data in SEEDS.items() if data.startswith(b"PK")}


def assert_read_or_refused(data: bytes, name: str) -> None:
    """Read, and look at what came out."""
    witness, refusal = tried(data, name)
    if witness is None:
        assert refusal is not None
        assert refusal.code.startswith("PD1")
        assert refusal.message
        return
    assert witness.text.strip()
    assert spans_hold(witness)
    assert all(problem.start is None or 0 <= problem.start <= len(witness.text) for problem in witness.problems)


def tried(
    data: bytes, name: str, tracked: Literal["accepted", "original"] = "accepted"
) -> tuple[Witness | None, InputError | None]:
    """The witness, or the refusal."""
    try:
        return read(data, name=name, limits=LIMITS, tracked=tracked), None
    except InputError as error:
        return None, error


Mutation = Callable[[bytes], bytes]
PIECES = [
    b"",
    b"\x00",
    b"\xff",
    b"<",
    b">",
    b"&",
    b"%",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b'"',
    b"PK\x01\x02",
    b"\xef\xbf\xbd",
    b"-1",
    b"99999999999",
    b"</p>",
    b"<ruby>",
    b"<w:del>",
]


@st.composite
def mutations(draw: st.DrawFn) -> Mutation:
    """Flip, cut, double, drop or splice, at places given as shares of the length."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from("fcdxs"), st.floats(0, 1), st.floats(0, 1), st.integers(0, 255), st.sampled_from(PIECES)
            ),
            min_size=1,
            max_size=4,
        )
    )

    def mutate(data: bytes) -> bytes:
        for what, first, second, value, piece in steps:
            a, b = sorted((int(first * len(data)), int(second * len(data))))
            if what == "f" and data:
                at = min(a, len(data) - 1)
                data = data[:at] + bytes([data[at] ^ value]) + data[at + 1 :]
            elif what == "c":
                data = data[:b]
            elif what == "d":
                data = (data[:b] + data[a:b] + data[b:])[: 1 << 20]
            elif what == "x":
                data = data[:a] + data[b:]
            else:
                data = data[:a] + piece + data[a:]
        return data

    return mutate


@pytest.mark.parametrize("name", SEEDS)
@given(mutate=mutations())
def test_damaged_files_are_assert_read_or_refused(name: str, mutate: Mutation) -> None:
    """Any damage to the bytes of a file."""
    assert_read_or_refused(mutate(SEEDS[name]), name)


@pytest.mark.parametrize("name", PARTS)
@given(mutate=mutations(), index=st.integers(0, 20))
def test_damaged_parts_are_assert_read_or_refused(name: str, mutate: Mutation, index: int) -> None:
    """Damage inside a package, under its compression and checksums."""
    with zipfile.ZipFile(io.BytesIO(PARTS[name])) as package:
        parts: dict[str, str | bytes] = {part: package.read(part) for part in package.namelist()}
    chosen = sorted(parts)[index % len(parts)]
    part = parts[chosen]
    assert isinstance(part, bytes)
    assert_read_or_refused(zipped({**parts, chosen: mutate(part)}), name)


XML_TREES = st.recursive(
    st.sampled_from(["舊", "一、", " ", ""]),
    lambda inner: st.builds(
        lambda tag, value, parts: (
            f'<w:{tag} w:val="{value}" w:id="{value}" w:fldCharType="{value}"'
            f' w:numId="{value}">{"".join(parts)}</w:{tag}>'
        ),
        st.sampled_from(
            "p r t tbl tr tc pPr rPr numPr numId ilvl ins del moveFrom moveTo delText sdt sdtContent ruby rt rubyBase"
            " fldChar instrText br tab sym vanish footnoteReference commentReference AlternateContent Choice Fallback"
            " txbxContent pict drawing hyperlink strike vertAlign".split()
        ),
        st.sampled_from(["begin", "separate", "end", "0", "1", "true", "superscript", "EQ \\o\\ac(○,1)", ""]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


TRACKED: list[Literal["accepted", "original"]] = ["accepted", "original"]


@given(body=XML_TREES, tracked=st.sampled_from(TRACKED))
def test_any_tree_of_word_elements_is_read(body: str, tracked: Literal["accepted", "original"]) -> None:
    """Elements in places where no program puts them."""
    witness, refusal = tried(docx_package(body, numbering=NUMBERING, styles=STYLES), "a.docx", tracked)
    assert spans_hold(witness) if witness else refusal is not None and refusal.code == "PD103"


NUMBERS = st.one_of(st.floats(-1e6, 1e6), st.sampled_from([0.0, 1.0, 10.0, 1e-9]))
RUNS = st.builds(
    Run,
    st.sampled_from(["舊", "1.建設實驗室", "jiù", "— 1 —", " ", "2", "ㄐㄧㄡˋ", "文" * 40]),
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.floats(0.01, 100),
)


@given(st.lists(st.lists(RUNS, max_size=25), max_size=4))
def test_any_placing_of_text_keeps_all_of_it(pages: list[list[Run]]) -> None:
    """Runs anywhere on pages: every character stands in the text, spans hold."""
    text, events = write_pages(pages, TextBuilder())
    assert spans_hold(Reading(text, events))
    wanted = "".join(run.text for page in pages for run in page)
    for char in "舊建設實驗室文":
        assert text.count(char) == wanted.count(char)


@given(st.text(alphabet="一1- \n\f第页頁/·甲", max_size=200))
def test_page_furniture_lies_in_any_text(text: str) -> None:
    """Spans of numbers and heads are lines of the text."""
    for event in page_furniture(text):
        assert text[event.start : event.end] == event.text
        assert event.text == event.text.strip()


@given(st.text(max_size=300))
def test_any_text_is_a_page(source: str) -> None:
    """HTML has no errors: whatever comes is read."""
    reading = read_html(source)
    assert spans_hold(reading)


PDF = pdf_notice(LINES)


@pytest.mark.slow
@settings(max_examples=8)
@given(mutate=mutations())
def test_damaged_pdfs_are_assert_read_or_refused(mutate: Mutation) -> None:
    """Any damage to a PDF; each is read in a process of its own, so few are tried."""
    data = mutate(PDF)
    assume(data.startswith(b"%PDF-"))
    assert_read_or_refused(data, "a.pdf")


@pytest.mark.slow
@settings(max_examples=30)
@given(mutate=mutations())
def test_damaged_archives_are_assert_read_or_refused(mutate: Mutation) -> None:
    """Any damage to a web archive."""
    pytest.importorskip("fastwarc")
    block = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding:"
        b" chunked\r\n\r\n5\r\n<p>\xe5\x85\r\n1\r\n\xac\r\n0\r\n\r\n"
    )
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nWARC-Date:"
        b" 2023-01-30T00:00:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    )
    assert_read_or_refused(mutate(record % (len(block), block) * 2), "a.warc")
