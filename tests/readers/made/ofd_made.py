# SPDX-License-Identifier: Apache-2.0
"""OFD files with one thing in them: a page of text, and beside it what a test puts in its place."""

import html
from dataclasses import dataclass, field

from made.common import zipped
from made.printed import OFD

LINES = (
    "关于做好防汛工作的通知",
    "各区人民政府：",
    "现将有关事项通知如下。",
    "一、落实值班制度。",
    "二、备足抢险物资。",
)


def text(word: str, x: float = 20, y: float = 120, more: str = "", size: float = 5) -> str:
    """A text object whose baseline begins at a place, with attributes `more`."""
    steps = f' DeltaX="{" ".join([str(size)] * (len(word) - 1))}"' if len(word) > 1 else ""
    code = f'<ofd:TextCode X="0" Y="{size}"{steps}>{html.escape(word)}</ofd:TextCode>'
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - size} 170 7" Font="3" Size="{size}" {more}>{code}</ofd:TextObject>'
    )


def path(data: str, box: str, more: str = "", inner: str = "") -> str:
    """A path object."""
    return (
        f'<ofd:PathObject ID="8" Boundary="{box}"'
        f" {more}>{inner}<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def use(unit: str, more: str = "") -> str:
    """A composite object that draws a unit."""
    return f'<ofd:CompositeObject ID="50" Boundary="0 0 210 297" ResourceID="{unit}" {more}/>'


BODY = "".join(text(line, y=25 + 10 * n) for n, line in enumerate(LINES))


@dataclass(frozen=True, slots=True)
class Made:
    """The parts of an OFD with one document and one page."""

    objects: str = ""
    """Objects of the page after its text."""
    layers: str = ""
    head: str = ""
    """What stands in the page before its content: templates, resources."""
    common: str = ""
    """What stands in CommonData."""
    document: str = ""
    """What stands in the document after its pages."""
    body: str = ""
    """What stands in DocBody after its root."""
    bodies: str = ""
    """What stands after DocBody."""
    parts: dict[str, str | bytes] = field(default_factory=dict)

    def file(self, text_before: str = BODY) -> bytes:
        """The file."""
        files: dict[str, str | bytes] = {
            "OFD.xml": (
                f'<ofd:OFD {OFD} Version="1.0"'
                ' DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
                f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{self.body}</ofd:DocBody>{self.bodies}</ofd:OFD>"
            ),
            "Doc_0/Document.xml": document(
                '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>', self.common, self.document
            ),
            "Doc_0/Pages/Page_0/Content.xml": page(text_before + self.objects, self.head, self.layers),
        }
        return zipped(files | self.parts)


def document(pages: str, common: str = "", more: str = "") -> str:
    """The root part of a document."""
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    return (
        "<ofd:Document"
        f" {OFD}><ofd:CommonData>{area}{common}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>{more}</ofd:Document>"
    )


def page(objects: str, head: str = "", layers: str = "") -> str:
    """A page part."""
    return (
        f'<ofd:Page {OFD}>{head}<ofd:Content>{layers}<ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def units(**content: str) -> str:
    """A part Res with composite graphic units `u80=…`."""
    found = "".join(
        f'<ofd:CompositeGraphicUnit ID="{name[1:]}" Width="210"'
        f' Height="297"><ofd:Content>{objects}</ofd:Content></ofd:CompositeGraphicUnit>'
        for name, objects in content.items()
    )
    return f'<ofd:Res {OFD} BaseLoc="Res"><ofd:CompositeGraphicUnits>{found}</ofd:CompositeGraphicUnits></ofd:Res>'


def annotated(annotation: str) -> Made:
    """A page with an annotation."""
    index = (
        f"<ofd:Annotations {OFD}><ofd:Page"
        ' PageID="1"><ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    )
    return Made(
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        parts={
            "Doc_0/Annots/Annotations.xml": index,
            "Doc_0/Annots/Page_0.xml": f"<ofd:PageAnnot {OFD}>{annotation}</ofd:PageAnnot>",
        },
    )


def annotation(objects: str, kind: str, subtype: str = "", more: str = "") -> str:
    """One annotation with an appearance."""
    return (
        f'<ofd:Annot ID="70" Type="{kind}" Subtype="{subtype}" Creator="某" LastModDate="2023-01-30">{more}'
        f'<ofd:Appearance Boundary="10 20 100 100">{objects}</ofd:Appearance></ofd:Annot>'
    )


def picture(data: bytes, box: str = "20 100 150 100") -> Made:
    """A page with a picture."""
    media = (
        '<ofd:MultiMedias><ofd:MultiMedia ID="60"'
        ' Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    )
    return Made(
        f'<ofd:ImageObject ID="61" Boundary="{box}" CTM="150 0 0 100 0 0" ResourceID="60"/>',
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        parts={"Doc_0/DocumentRes.xml": f'<ofd:Res {OFD} BaseLoc="Res">{media}</ofd:Res>', "Doc_0/Res/a.png": data},
    )
