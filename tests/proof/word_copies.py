# SPDX-License-Identifier: Apache-2.0
"""Word documents for the tests of proofs, made piece by piece, and what is asked of a proof."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import pairwise

from hypothesis import settings
from tests.decisions.flood_notice import changed

from policydiff.decisions.applying import apply
from policydiff.decisions.record import Decisions
from policydiff.decisions.writing import decided
from policydiff.ingest import read
from policydiff.ingest.office.docx import read_docx
from policydiff.model import TELLING, Comparison, DecisionName, Side
from policydiff.pipeline import Prepared, compare_prepared, prepare
from policydiff.proof.word.marking import Hand
from policydiff.proof.word.package import written
from policydiff.proof.word.writing import Tracked
from policydiff.report import formats
from policydiff.report.proof import Proofing, made

FEWER = settings(max_examples=max(1, (settings.default or settings()).max_examples // 3))
"""For what writes and reads documents in each example."""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'

CHANGES = (
    ("320名", "230名"),
    ("不得迟报", "可以迟报"),
    ("照明设备500台，", ""),
    ("由应急管理局", "由水务局"),
    ("依法依规追究", "依法依规严肃追究"),
    ("二、加强监测预警。水务部门应当每日报送水情，", "二、加强监测。每日报送水情，"),
    ("为做好今年防汛抗旱工作，现将有关事项通知如下。\n", ""),
    ("测试市人民政府办公室\n2023年4月20日\n", "2023年4月21日\n"),
    ("四、严肃", "请各区抓紧落实，并于月底前报告。\n四、严肃"),
    ("通知如下。\n一、压实", "通知如下。一、压实"),
    ("统一调度。\n", "统一调度。\n物资清单另行下发。\n"),
)


def planted(which: Iterable[int]) -> str:
    """The notice with some of the changes."""
    return changed(CHANGES, which)


def run(text: str, look: str = '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/>') -> str:
    """A run with a text and its look."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def cut(line: str, cuts: Sequence[int]) -> str:
    """A line in runs that begin at some of its characters, each in another look, with the spelling checker between."""
    places = sorted({0, len(line), *(at % (len(line) + 1) for at in cuts)})
    looks = ('<w:b/><w:sz w:val="32"/>', "", '<w:rFonts w:eastAsia="楷体"/>')
    pieces = [run(line[a:b], looks[n % 3]) for n, (a, b) in enumerate(pairwise(places))]
    return '<w:proofErr w:type="spellStart"/>'.join(pieces)


def document(
    body: str, *, settings: str = "", footnotes: str = "", numbering: str = "", section: str = SECTION
) -> bytes:
    """A whole DOCX file."""
    named = {"settings": settings, "footnotes": footnotes, "numbering": numbering}
    parts = {kind: content for kind, content in named.items() if content}
    overrides = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind in parts)
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{R}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(parts, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    made_parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        ' ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        f'"{_TYPE}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1"'
        f' Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}{section}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
    }
    for kind, content in parts.items():
        made_parts[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{W}">{content}</w:{kind}>'
    return written({name: content.encode() for name, content in made_parts.items()})


def as_docx(text: str, cuts: Sequence[int] = ()) -> bytes:
    """A text as a document of paragraphs, in runs cut anywhere."""
    return document("".join(paragraph(cut(line, cuts)) for line in text.splitlines() if line))


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of cells with a text each."""
    cells = (
        "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraph(run(cell))}</w:tc>' for cell in row)
        for row in rows
    )
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in rows[0])
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
    )


@dataclass(frozen=True)
class Proofread:
    """A comparison and the proof of its copy B."""

    a: Prepared
    b: Prepared
    comparison: Comparison
    tracked: Tracked

    @property
    def data(self) -> bytes:
        """The file."""
        return self.tracked.data

    def part(self, name: str = "word/document.xml") -> str:
        """A part of the file."""
        with zipfile.ZipFile(BytesIO(self.data)) as package:
            return package.read(name).decode()


def proofread(
    a: str | bytes,
    b: str | bytes,
    *,
    made_before: Decisions | None = None,
    hand: Hand = Hand(),  # noqa: B008 (frozen)
    side: Side = "b",
) -> Proofread:
    """Two copies compared and the proof of one; a text is a text file, bytes are a document."""
    first, second = (
        prepare(read(copy.encode(), f"{name}.txt") if isinstance(copy, str) else read(copy, f"{name}.docx"))
        for name, copy in (("a", a), ("b", b))
    )
    texts = formats.Texts(first.witness.text, second.witness.text)
    found = compare_prepared(first, second)
    if made_before is not None:
        found = apply(found, made_before, (texts.a, texts.b))
    own = a if side == "a" else b
    proofing = Proofing(side, (first, second), own if isinstance(own, bytes) else None, hand)
    return Proofread(first, second, found, made(found, texts, formats.Options(proof=proofing)))


def decide(one: Proofread, decision: DecisionName) -> Decisions:
    """The same decision on all that tells."""
    telling = {d.id: decision for d in one.comparison.differences if d.class_ in TELLING}
    return decided(one.comparison, (one.a.witness.text, one.b.witness.text), telling)


def lines(text: str) -> list[str]:
    """The lines of a text without their blanks."""
    return [said for line in text.split("\n") if (said := "".join(line.split()))]


def accepted(data: bytes) -> list[str]:
    """What a proof reads with all changes accepted, line by line."""
    return lines(read_docx(data).text)


def rejected(data: bytes) -> list[str]:
    """What a proof reads with all changes rejected, line by line."""
    return lines(read_docx(data, tracked="original").text)


def telling(a: str, data: bytes) -> list[tuple[str, str]]:
    """What tells between a text and a document."""
    found = compare_prepared(prepare(read(a.encode(), "a.txt")), prepare(read(data, "b.docx")))
    return [(d.a.text, d.b.text) for d in found.differences if d.class_ in TELLING]
