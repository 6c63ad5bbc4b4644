# SPDX-License-Identifier: Apache-2.0
"""What an OFD can show (GB/T 33190-2016), and what becomes of it."""

from collections.abc import Callable

import pytest
from made.ofd_made import BODY, LINES, Made, annotated, annotation, document, page, path, picture, text, units, use
from made.printed import OFD
from made.shown import Shown, assert_shown

RES = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"


def on(objects: Callable[[str], str], more: Callable[[str], Made] = lambda word: Made()) -> Callable[[str], bytes]:
    """A page with objects after its text."""

    def make(word: str) -> bytes:
        made = more(word)
        return Made(
            objects(word), made.layers, made.head, made.common, made.document, made.body, made.bodies, made.parts
        ).file()

    return make


def coded(attributes: str, word: str, more: str = "") -> str:
    """A text object with one TextCode."""
    return (
        f'<ofd:TextObject ID="9" Font="3" Size="5" {attributes}>{more}<ofd:TextCode X="0" Y="5" DeltaX="5 5'
        f' 5">{word}</ofd:TextCode></ofd:TextObject>'
    )


def glyph_by_glyph(word: str) -> str:
    """One object a glyph, the last drawn first."""
    return "".join(reversed([text(glyph, 20 + 5 * n, 120) for n, glyph in enumerate(word)]))


def two_codes(word: str) -> str:
    codes = "".join(
        f'<ofd:TextCode X="{10 * n}" Y="5" DeltaX="5">{word[2 * n : 2 * n + 2]}</ofd:TextCode>' for n in (0, 1)
    )
    return f'<ofd:TextObject ID="9" Boundary="20 115 100 7" Font="3" Size="5">{codes}</ofd:TextObject>'


def in_forms(word: str) -> str:
    """Numbers with more decimals than a double holds, an exponent, a sign, no digit before the point."""
    return (
        '<ofd:TextObject ID="9" Boundary="+20.00000000000000000001 1.15E2 100. 7" CTM=" 1 .0&#10;0 1e0 -0 0" Font="3"'
        ' Size="5.0000000000000001"><ofd:TextCode X="0e-3" Y="+5" DeltaX="4.999999999999999999 5'
        f' 50e-1">{word}</ofd:TextCode></ofd:TextObject>'
    )


def stacked(word: str) -> str:
    return (
        '<ofd:TextObject ID="9" Boundary="180 100 7 100" Font="3" Size="5" ReadDirection="90"><ofd:TextCode X="0"'
        f' Y="5" DeltaY="g 3 5">{word}</ofd:TextCode></ofd:TextObject>'
    )


def current_version(word: str) -> bytes:
    version = f'<ofd:DocVersion {OFD} ID="v2"><ofd:DocRoot>Document_2.xml</ofd:DocRoot></ofd:DocVersion>'
    first = '<ofd:Version ID="v1" Index="1" BaseLoc="Doc_0/V1.xml"/>'
    listed = (
        f'<ofd:Versions>{first}<ofd:Version ID="v2" Index="2" Current="true" BaseLoc="Doc_0/V2.xml"/></ofd:Versions>'
    )
    parts: dict[str, str | bytes] = {
        "Doc_0/V2.xml": version,
        "Doc_0/Document_2.xml": document('<ofd:Page ID="1" BaseLoc="Pages/new.xml"/>'),
        "Doc_0/Pages/new.xml": page(BODY + text(word)),
    }
    return Made(body=listed, parts=parts).file()


def second_document(word: str) -> bytes:
    parts: dict[str, str | bytes] = {
        "Doc_1/Document.xml": document('<ofd:Page ID="1" BaseLoc="a.xml"/>'),
        "Doc_1/a.xml": page(text(word)),
    }
    return Made(bodies="<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>", parts=parts).file()


def headed(word: str) -> bytes:
    """Three pages with a template that holds a head."""
    pages = "".join(f'<ofd:Page ID="{n}" BaseLoc="{n}.xml"/>' for n in (1, 2, 3))
    parts: dict[str, str | bytes] = {
        "Doc_0/Document.xml": document(pages, '<ofd:TemplatePage ID="5" BaseLoc="t.xml"/>'),
        "Doc_0/t.xml": page(text(word + "公报", y=12)),
    }
    for n in (1, 2, 3):
        body = "".join(text(f"{'一二三'[n - 1]}{line}", y=25 + 10 * at) for at, line in enumerate(LINES))
        parts[f"Doc_0/{n}.xml"] = page(body, '<ofd:Template TemplateID="5"/>')
    return Made(parts=parts).file()


def templated(zorder: str) -> Callable[[str], bytes]:
    def make(word: str) -> bytes:
        return Made(
            head=f'<ofd:Template TemplateID="5" ZOrder="{zorder}"/>',
            common='<ofd:TemplatePage ID="5" BaseLoc="t.xml"/>',
            parts={"Doc_0/t.xml": page(text(word))},
        ).file()

    return make


def composite(word: str) -> Made:
    return Made(common=RES, parts={"Doc_0/DocumentRes.xml": units(u80=text(word, 40, 240, size=10))})


def nested(word: str) -> Made:
    inner = '<ofd:CompositeObject ID="51" Boundary="10 10 50 50" ResourceID="81"/>'
    return Made(
        head="<ofd:PageRes>PageRes.xml</ofd:PageRes>",
        common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
        parts={
            "Doc_0/PublicRes.xml": units(u81=text(word, 10, 90)),
            "Doc_0/Pages/Page_0/PageRes.xml": units(u80=inner),
        },
    )


def too_deep(word: str) -> bytes:
    return Made("<ofd:PageBlock>" * 40 + text(word) + "</ofd:PageBlock>" * 40).file()


def outlines(word: str) -> str:
    """Six letters drawn as paths; the fourth depends on the word."""
    drawn = ""
    for n in range(6):
        bend = ord(word[3]) % 97 if n == 3 else n
        data = f"M 0 0 Q {bend} 1 2 4 Q 3 3 4 0 Q 2 2 0 0 C"
        drawn += path(data, f"{20 + 5 * n} 150 4 4", 'Stroke="false" Fill="true"')
    return drawn


def nameless(word: str) -> str:
    glyphs = " ".join(str(ord(glyph) % 5000) for glyph in word)
    change = (
        '<ofd:CGTransform CodePosition="0" CodeCount="1"'
        f' GlyphCount="4"><ofd:Glyphs>{glyphs}</ofd:Glyphs></ofd:CGTransform>'
    )
    return (
        f'<ofd:TextObject ID="9" Boundary="20 115 100 7" Font="3" Size="5">{change}<ofd:TextCode X="0" Y="5">'
        " </ofd:TextCode></ofd:TextObject>"
    )


def patterned(word: str) -> str:
    fill = (
        '<ofd:FillColor><ofd:Pattern Width="30"'
        f' Height="30"><ofd:CellContent>{text(word, 0, 10)}</ofd:CellContent></ofd:Pattern></ofd:FillColor>'
    )
    return path("M 0 0 L 90 0 L 90 90 C", "20 100 90 90", 'Fill="true"', fill)


def cut_out(word: str) -> str:
    letters = text(word).replace("ofd:TextObject", "ofd:Text")
    clips = f"<ofd:Clips><ofd:Clip><ofd:Area>{letters}</ofd:Area></ofd:Clip></ofd:Clips>"
    return f'<ofd:ImageObject ID="8" Boundary="20 100 30 30" ResourceID="60">{clips}</ofd:ImageObject>'


def attached(word: str) -> bytes:
    listed = (
        f'<ofd:Attachments {OFD}><ofd:Attachment ID="1"'
        ' Name="附件1"><ofd:FileLoc>a.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
    )
    parts: dict[str, str | bytes] = {"Doc_0/Attachs/Attachments.xml": listed, "Doc_0/Attachs/a.txt": word}
    return Made(document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>", parts=parts).file()


def sealed(word: str) -> bytes:
    stamp = (
        '<ofd:StampAnnot ID="1" PageRef="1" Boundary="20 100 150'
        ' 100"/><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>'
    )
    parts: dict[str, str | bytes] = {
        "Doc_0/Signs/Signatures.xml": (
            f'<ofd:Signatures {OFD}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
        ),
        "Doc_0/Signs/Sign_0/Signature.xml": (
            f"<ofd:Signature {OFD}><ofd:SignedInfo>{stamp}</ofd:SignedInfo></ofd:Signature>"
        ),
        "Doc_0/Signs/Sign_0/Seal.esl": word,
    }
    return Made(body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>", parts=parts).file()


def pictures_only(word: str) -> bytes:
    return picture(word.encode()).file("")


def white_on_red(word: str) -> str:
    ground = path("M 0 0 L 100 0 L 100 40 L 0 40 C", "15 100 100 40", 'Fill="true"', '<ofd:FillColor Value="200 0 0"/>')
    return ground + coded('Boundary="20 115 100 7"', word, '<ofd:FillColor Value="#FF #FF #FF"/>')


TURNED = 'Boundary="180 60 20 100" CTM="0 1 -1 0 5 0"'
SLANTED = 'Boundary="60 100 100 100" CTM="0.7 0.7 -0.7 0.7 0 0"'
GLYPHS = (
    '<ofd:CGTransform CodePosition="0" CodeCount="4" GlyphCount="4"><ofd:Glyphs>11 12 13'
    " 14</ofd:Glyphs></ofd:CGTransform>"
)
LAYER = '<ofd:Layer ID="7" Type="Foreground">{}</ofd:Layer>'

TABLES = {
    "OFD": [
        Shown("text object", "read", on(text), "11.2"),
        Shown("text object of several codes", "read", on(two_codes), "11.3"),
        Shown("glyphs as objects of their own, drawn out of order", "read", on(glyph_by_glyph), "11.3"),
        Shown("places in every form of an XML number", "read", on(in_forms), "7.3"),
        Shown("advances repeated by g", "read", on(lambda word: text(word).replace('"5 5 5"', '"g 3 5.0"')), "11.3"),
        Shown("advances left out", "read", on(lambda word: text(word).replace(' DeltaX="5 5 5"', "")), "11.3"),
        Shown("characters below each other", "read", on(stacked), "11.3"),
        Shown("text turned by a matrix", "read", on(lambda word: coded(TURNED, word)), "8.5"),
        Shown(
            "characters lying on their side",
            "read",
            on(lambda word: stacked(word).replace("ReadD", 'CharDirection="90" ReadD')),
            "11.3",
        ),
        Shown("text stretched or narrowed", "read", on(lambda word: text(word, more='HScale="0.64"')), "11.3"),
        Shown(
            "glyphs chosen by CGTransform",
            "read",
            on(lambda word: coded('Boundary="20 115 100 7"', word, GLYPHS)),
            "11.4",
        ),
        Shown("white text on a coloured ground", "read", on(white_on_red), "8.3"),
        Shown("transparent text in part", "read", on(lambda word: text(word, more='Alpha="80"')), "8.5"),
        Shown(
            "block of objects", "read", on(lambda word: f'<ofd:PageBlock ID="6">{text(word)}</ofd:PageBlock>'), "7.7"
        ),
        Shown("layer in the foreground", "read", lambda word: Made(layers=LAYER.format(text(word))).file(), "7.7"),
        Shown("template page behind", "read", templated("Background"), "7.7"),
        Shown("template page in front", "read", templated("Foreground"), "7.7"),
        Shown("head of every page, from a template", "page", headed, "7.7"),
        Shown("composite object", "read", on(lambda _: use("80", 'CTM="0.5 0 0 0.5 0 0"'), composite), "13"),
        Shown(
            "composite object in another, in the page's resources", "read", on(lambda _: use("0080"), nested), "7.9, 13"
        ),
        Shown("objects more than 32 deep", "event", too_deep, "7.7", unreadable=True),
        Shown(
            "text whose place cannot be read",
            "event",
            on(lambda word: text(word).replace('Boundary="20', 'Boundary="2O')),
            "7.3",
        ),
        Shown("slanted text", "event", on(lambda word: coded(SLANTED, word)), "8.5"),
        Shown("fill pattern with text", "event", on(patterned), "8.3.3"),
        Shown("picture that shows through letters", "event", on(cut_out), "8.4"),
        Shown("glyphs without characters", "event", on(nameless), "11.4", unreadable=True),
        Shown("characters drawn as shapes", "event", on(outlines), "9", unreadable=True),
        Shown("large picture", "event", lambda word: picture(word.encode()).file(), "10", unreadable=True),
        Shown("pages that are pictures alone", "refused", pictures_only, "10"),
        Shown(
            "text typed on the page",
            "read",
            lambda word: annotated(annotation(text(word, 10, 100), "Stamp", "FreeText")).file(),
            "15.2",
        ),
        Shown(
            "text in an annotation of type Path",
            "read",
            lambda word: annotated(annotation(text(word, 10, 100), "Path")).file(),
            "15.2",
        ),
        Shown(
            "watermark", "event", lambda word: annotated(annotation(text(word, 10, 100), "Watermark")).file(), "15.2"
        ),
        Shown(
            "stamp with text", "event", lambda word: annotated(annotation(text(word, 10, 100), "Stamp")).file(), "15.2"
        ),
        Shown(
            "remark of an annotation",
            "event",
            lambda word: annotated(annotation("", "Highlight", more=f"<ofd:Remark>{word}</ofd:Remark>")).file(),
            "15.2",
        ),
        Shown("large seal", "event", sealed, "18.2", unreadable=True),
        Shown("current version", "read", current_version, "19"),
        Shown("attachment", "event", attached, "20", unreadable=True),
        Shown("second document of the file", "read", second_document, "7.4"),
    ]
}


@pytest.mark.parametrize("row", TABLES["OFD"], ids=lambda row: row.what)
def test_what_an_ofd_shows(row: Shown) -> None:
    """What an OFD shows is read at its place, or said not to be."""
    assert_shown(row, "copy.ofd")
