# SPDX-License-Identifier: Apache-2.0
"""OFD: numbers in every form, composite objects within bounds, text in every direction, what is hidden or laid over the
page."""

from collections.abc import Callable

import pytest
from made.common import kinds, spans_hold, zipped
from made.ofd_made import LINES, Made, annotated, annotation, page, path, picture, text, units, use
from made.printed import OFD
from made.random_ofd import ofd_of
from made.random_pages import SEEDS, Sample, sample
from made.random_tables import tables

from policydiff.errors import InputError
from policydiff.ingest.limits import Limits
from policydiff.ingest.printed.ofd import read_ofd
from policydiff.ingest.printed.ofd_numbers import PLAIN, advances, array, colour, number
from policydiff.ingest.printed.ofd_page import _lines

RES = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"


def composites(objects: str, **content: str) -> Made:
    """A page whose objects draw units."""
    return Made(objects, common=RES, parts={"Doc_0/DocumentRes.xml": units(**content)})


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5.0),
        (" +5.5\n", 5.5),
        ("-.5", -0.5),
        ("5.", 5.0),
        ("7.895999999999999", 7.895999999999999),
        ("0.12345678901234567890123456789", 0.12345678901234568),
        ("1.5E+1", 15.0),
        ("1e-7", 1e-7),
        ("0000000000012", 12.0),
        ("1e400", None),
        ("1e8", None),
        ("INF", None),
        ("NaN", None),
        ("5,5", None),
        ("５", None),
        ("1_0", None),
        ("0x10", None),
        ("", None),
        ("1" * 5000, None),
    ],
)
def test_numbers(written: str, value: float | None) -> None:
    """Every number of xs:double that can place something is read; what is none is None."""
    assert number(written) == value


def test_arrays() -> None:
    """An element that cannot be read keeps its place; advances repeat; colours may be hexadecimal."""
    assert array("1\t2.5\n x 4") == (1.0, 2.5, None, 4.0)
    assert advances("g 3 4.2 1 g 2 .5") == [4.2, 4.2, 4.2, 1.0, 0.5, 0.5]
    assert advances("g x 4 1 g 2 y g 3") == [None, 1.0, None, None, None, None, None]
    assert advances("g -1 4 g 0 4 7") == [None, 7.0]
    assert len(advances("g 999999 1 " * 9)) == 100_000
    assert colour("#FF 255 #zz") == (255.0, 255.0, None)


def test_an_advance_that_cannot_be_read() -> None:
    """The text is read all the same, and the problem said."""
    made = Made(text("甲乙丙丁").replace('"5 5 5"', '"5 5,0 5"'))
    reading = read_ofd(made.file())
    assert reading.text.split("\n")[-1] == "甲乙丙丁"
    assert [problem.code for problem in reading.problems] == ["PD145"]


def test_a_place_that_cannot_be_read() -> None:
    """Text and pictures whose place cannot be told are set aside, hidden text as hidden; also in a composite object."""
    lost = text("甲乙丙丁").replace('Size="5"', 'Size="5pt"') + text("戊己", more='Visible="false"').replace(
        'Y="5"', 'Y="?"'
    )
    made = composites(
        lost + use("80", 'CTM="1 0 0 x 0 0"') + '<ofd:ImageObject Boundary="1 2 3" ResourceID="1"/>', u80=text("庚辛")
    )
    found = kinds(read_ofd(made.file()))
    assert found == {"outside_text": ["甲乙丙丁", "庚辛"], "hidden_text": ["戊己"], "unread": [""]}


def test_composite_objects_place_their_text() -> None:
    """A unit is drawn as often as it is used, through all matrices between it and the page."""
    inner = '<ofd:CompositeObject ID="51" Boundary="0 20 50 50" CTM="2 0 0 2 0 0" ResourceID="81"/>'
    made = composites(
        use("80") + use("80", 'CTM="1 0 0 1 0 150"'),
        u80=text("二、", 20, 90) + inner,
        u81=text("甲乙丙丁", 15, 35, size=2.5),
    )
    assert read_ofd(made.file()).text.split("\n")[5:] == ["二、甲乙丙丁", "二、甲乙丙丁"]


def test_composite_objects_within_bounds() -> None:
    """A unit that holds itself, one that is not there, and units that multiply."""
    reading = read_ofd(composites(use("80") + use("7"), u80=text("甲", 20, 90) + use("80")).file())
    assert reading.text.endswith("甲")
    assert [event.note for event in reading.events] == [
        "composite object 80, which holds itself",
        "composite object 7, which is not defined",
    ]
    bomb = {f"u{80 + n}": use(str(81 + n)) * 10 for n in range(8)} | {"u88": text("甲", 20, 90)}
    with pytest.raises(InputError) as caught:
        read_ofd(composites(use("80"), **bomb).file(), Limits(elements=20_000))
    assert caught.value.code == "PD130"
    with pytest.raises(InputError) as caught:
        read_ofd(composites(use("80") * 300, u80=text("甲" * 9_000)).file(), Limits(text_characters=2_000_000))
    assert caught.value.code == "PD130"


def test_an_object_with_more_text_than_a_page_has() -> None:
    """Its characters are not placed one by one, and none is lost."""
    reading = read_ofd(Made(text("甲" * 100_001).replace("DeltaX", "Delta")).file())
    assert [(event.kind, len(event.text)) for event in reading.events] == [("outside_text", 100_001)]


HIDDEN = {
    "not visible": text("密", more='Visible=" false "'),
    "transparent": text("密", more='Alpha="0"'),
    "white": text("密").replace("<ofd:TextCode", '<ofd:FillColor ColorSpace="6" Value="255"/><ofd:TextCode'),
    "not drawn": text("密", more='Fill="false"'),
    "too small": text("密", size=0.2),
    "outside the page": text("密", x=300),
}


@pytest.mark.parametrize("why", HIDDEN)
def test_hidden_text(why: str) -> None:
    """Text that is not seen is no part of the text, and the reason is said; also within a composite object."""
    for made in (Made(HIDDEN[why]), composites(use("80"), u80=HIDDEN[why])):
        reading = read_ofd(made.file())
        assert [(event.kind, event.text, event.note) for event in reading.events] == [("hidden_text", "密", why)]


def test_hidden_by_what_stands_around() -> None:
    """A composite object or block that is not visible hides what is in it; drawing parameters colour what has no colour
    of its own."""
    params = (
        f'<ofd:Res {OFD} BaseLoc="."><ofd:DrawParams><ofd:DrawParam ID="4"><ofd:FillColor Value="255 255'
        ' 255"/></ofd:DrawParam>'
    )
    params += '<ofd:DrawParam ID="5" Relative="4"/></ofd:DrawParams></ofd:Res>'
    made = Made(text("密", more='DrawParam="5"'), common=RES, parts={"Doc_0/DocumentRes.xml": params})
    assert kinds(read_ofd(made.file())) == {"hidden_text": ["密"]}
    assert kinds(read_ofd(composites(use("80", 'Visible="0"'), u80=text("密")).file())) == {"hidden_text": ["密"]}
    assert kinds(read_ofd(composites(use("80", 'Alpha="0"'), u80=text("密")).file())) == {"hidden_text": ["密"]}


@pytest.mark.parametrize(
    "changed",
    [
        ('Size="5"', 'Size="0"'),
        ('Size="5"', 'Size="-5"'),
        ('Size="5"', 'Size="5" CTM="0 0 0 0 0 0"'),
        ('Size="5"', 'Size="5" CTM="1e6 0 0 1e6 1e6 1e6"'),
        ('Size="5"', 'Size="9999999" HScale="0"'),
        ('Y="5"', 'Y="5" DeltaY="-9999999 9999999 0"'),
        ('Size="5"', 'Size="5" CharDirection="1e6" ReadDirection="-33.3"'),
        (
            "<ofd:TextCode",
            '<ofd:CGTransform CodePosition="-1e6" CodeCount="1e6"/><ofd:CGTransform CodePosition="x"/><ofd:TextCode',
        ),
        ("<ofd:TextCode", '<ofd:FillColor Value=" "/><ofd:FillColor Value="# ## 1e9" ColorSpace="?"/><ofd:TextCode'),
    ],
)
def test_numbers_that_place_text_nowhere(changed: tuple[str, str]) -> None:
    """Whatever the numbers say, all text is in the reading: at a place, or set aside."""
    reading = read_ofd(Made(text("甲乙丙丁").replace(*changed)).file())
    said = "".join([reading.text.partition(LINES[-1])[2], *(event.text for event in reading.events)])
    assert sorted("".join(said.split())) == sorted("甲乙丙丁")


def test_text_drawn_twice() -> None:
    """A word drawn again for a shadow is one word; a word that stands twice is two."""
    made = Made(text("甲乙丙丁") + text("甲乙丙丁", 20.2, 120.2) + text("甲乙丙丁", 20, 130))
    assert read_ofd(made.file()).text.split("\n")[5:] == ["甲乙丙丁", "甲乙丙丁"]


def test_text_from_right_to_left() -> None:
    """Text whose advances go back reads as its characters say."""
    made = Made(text("甲乙丙丁", 60).replace('"5 5 5"', '"-5 -5 -5"'))
    assert read_ofd(made.file()).text.split("\n")[5:] == ["甲乙丙丁"]


def test_a_number_cut_between_pieces_of_one_pitch() -> None:
    """Where all characters stand at the pitch of the line's Han characters, a figure that ends a piece goes on with the
    next."""
    made = Made(text("23年工作", 40, 120) + text("关于20", 20, 120))
    assert read_ofd(made.file()).text.split("\n")[5:] == ["关于2023年工作"]


def test_a_page_in_vertical_writing() -> None:
    """Columns from the right, one object a character, with figures set across and a page number below."""
    columns = ["一、落实值班制度，各区", "须在", "完成"]
    objects = "".join(
        text(glyph, 180 - 10 * n, 40 + 5 * at) for n, column in enumerate(columns) for at, glyph in enumerate(column)
    )
    objects += text("30", 170, 50).replace('DeltaX="5"', 'DeltaX="2.5"') + text("日", 170, 55)
    assert "".join(read_ofd(Made(objects).file("")).text.split()) == "一、落实值班制度，各区须在30日完成"


def test_small_pictures_leave_a_copy_complete() -> None:
    """A logo is noted, no more."""
    reading = read_ofd(picture(b"logo", "20 200 30 20").file())
    assert [(event.kind, event.text) for event in reading.events] == [("image", "")]
    assert reading.events[0].note.startswith("picture 30 × 20 mm sha256:")


def test_annotations() -> None:
    """Watermarks are told once a page, links and small stamps not at all, hidden ones as hidden; a remark that repeats
    what is typed is no other."""
    marks = annotation(text("内部资料", 0, 50) + text("内部资料", 50, 80), "Watermark") * 2
    link = annotation(path("M 0 0 L 9 9", "0 0 9 9", 'Visible="false"'), "Link")
    unseen = annotation(text("甲", 0, 50), "Stamp").replace('Type="', 'Visible="false" Type="')
    typed = annotation(text("乙丙", 10, 100), "Stamp", "FreeText", "<ofd:Remark>乙丙</ofd:Remark>")
    struck = annotation("", "Highlight", "StrikeOut")
    reading = read_ofd(annotated(marks + link + unseen + typed + struck).file())
    assert reading.text.endswith("\n乙丙")
    assert kinds(reading) == {"annotation": ["\n".join(["内部资料"] * 4)], "hidden_text": ["甲"], "unread": [""]}


def test_parts_that_are_missing_or_broken() -> None:
    """A page or template that is missing is unread; a broken list of annotations is a problem."""
    made = Made(
        head='<ofd:Template TemplateID="5"/>',
        document="<ofd:Annotations>A.xml</ofd:Annotations>",
        parts={"Doc_0/A.xml": "<a"},
    )
    reading = read_ofd(made.file())
    assert [event.note for event in reading.events] == ["template page 5, which is missing"]
    assert [problem.code for problem in reading.problems] == ["PD145"]
    assert reading.text.startswith(LINES[0])
    with pytest.raises(InputError, match="names no document"):
        read_ofd(zipped({"OFD.xml": f"<ofd:OFD {OFD}/>"}))


def test_parts_by_the_places_that_programs_write() -> None:
    """Locations are found from the root, from the part, from the folders above it, and percent-encoded."""
    made = Made(
        head='<ofd:Template TemplateID="05"/>',
        common='<ofd:TemplatePage ID="5" BaseLoc="Doc_0/%E6%A8%A1.xml"/>',
        parts={"Doc_0/模.xml": page(text("模板", y=12))},
    )
    assert read_ofd(made.file()).text.startswith("模板\n" + LINES[0])


@pytest.mark.parametrize("make", [sample, tables])
@pytest.mark.parametrize("seed", SEEDS)
def test_pages_at_random(seed: int, make: Callable[[int], Sample]) -> None:
    """What is written is read, in the order in which it is seen; nothing is lost, no reading is invented."""
    made = make(seed)
    reading = read_ofd(ofd_of(made, seed))
    assert "".join(reading.text.split()) == "".join(made.text.split()), made.kind
    assert sorted(kinds(reading).get("ruby", [])) == sorted(made.readings)
    assert not {"hidden_text", "outside_text", "turned_text", "unread"} & kinds(reading).keys()
    assert spans_hold(reading)


def test_lines_of_an_outline() -> None:
    """Lines from left to right and from top to bottom are kept, in millimetres, and the one that closes a figure; what
    is slanted, bent or begins anew is none."""
    outline = "M 10 50 L 100 50 L 100 80 M 10 90 Q 50 60 100 90 L 150 90 M 10 95 L 100 99"
    frame = "M 10 10 L 60 10 L 60 20 L 10 20 C"

    assert _lines(outline, PLAIN) == (((10.0, 100.0, 50.0), (100.0, 150.0, 90.0)), ((50.0, 80.0, 100.0),))
    assert _lines(frame, PLAIN) == (((10.0, 60.0, 10.0), (10.0, 60.0, 20.0)), ((10.0, 20.0, 60.0), (10.0, 20.0, 10.0)))
