# SPDX-License-Identifier: Apache-2.0
"""Pages of `random_pages` as OFD, written as programs write them: one object a word or a glyph, advances in each of
their forms.

`ofd_of(sample, seed)` draws the same words in one of several habits, chosen by the seed.
"""

import html
import random
from collections.abc import Callable, Sequence

from made.common import zipped
from made.printed import OFD
from made.random_pages import Page, Sample, Word, advances

MM = 25.4 / 72
"""Millimetres of a point."""
_QUARTERS = ((1, 0), (0, 1), (-1, 0), (0, -1))


def _listed(values: Sequence[float], rng: random.Random) -> str:
    """Advances one by one or repeated by `g`, short or with as many decimals as a double has."""
    digits = rng.choice((".4f", ".15f", "r", ".6e"))
    words = [repr(value) if digits == "r" else format(value, digits) for value in values]
    out: list[str] = []
    while words:
        same = next((n for n, word in enumerate(words) if word != words[0]), len(words))
        out += [f"g {same} {words[0]}"] if same > 2 and rng.random() < 0.7 else words[:same]
        words = words[same:]
    return " ".join(out)


def _code(
    text: str, steps: Sequence[float], rng: random.Random, down: bool = False, x: float = 0.0, y: float = 0.0
) -> str:
    """A TextCode; the last advance is there or left out."""
    values = steps if rng.random() < 0.3 else steps[:-1]
    delta = f' Delta{"Y" if down else "X"}="{_listed(values, rng)}"' if values else ""
    return f'<ofd:TextCode X="{x}" Y="{y}"{delta}>{html.escape(text)}</ofd:TextCode>'


def _object(word: Word, rng: random.Random, number: int) -> str:
    """A text object of a word, its turn by a matrix or by the direction of its characters."""
    x, y, size = word.x * MM, word.y * MM, word.size * MM
    steps = [step * MM for step in advances(word)]
    if word.turn == 1 and rng.random() < 0.5:
        return (
            f'<ofd:TextObject ID="{number}" Font="3" Size="{size!r}" Boundary="{x!r} {y!r} 100 100" CharDirection="90"'
            f' ReadDirection="90">{_code(word.text, steps, rng, down=True)}</ofd:TextObject>'
        )
    across, along = _QUARTERS[word.turn]
    scale = rng.choice((1.0, MM, 0.0176))
    matrix = (
        ""
        if not word.turn and scale == 1
        else f' CTM="{across * scale!r} {along * scale!r} {-along * scale!r} {across * scale!r} 0 0"'
    )
    inner = [step / scale for step in steps]
    rise = 0.9 * size
    corner = (x + along * rise, y - across * rise)
    return (
        f'<ofd:TextObject ID="{number}" Font="3" Size="{size / scale!r}" Boundary="{corner[0]!r} {corner[1]!r} +200.0'
        f' 1e2"{matrix}>{_code(word.text, inner, rng, y=rise / scale)}</ofd:TextObject>'
    )


def _glyph_by_glyph(words: Sequence[Word]) -> list[Word]:
    """Each glyph as a word of its own."""
    out = []
    for word in words:
        x, y = word.x, word.y
        for glyph, step in zip(word.text, advances(word), strict=True):
            out.append(Word(glyph, x, y, word.size, word.turn, word.spacing))
            x, y = x + _QUARTERS[word.turn][0] * step, y + _QUARTERS[word.turn][1] * step
    return out


def _plain(page: Page, rng: random.Random) -> tuple[str, str]:
    return "".join(_object(word, rng, 100 + n) for n, word in enumerate(page.words)), ""


def _glyphs(page: Page, rng: random.Random) -> tuple[str, str]:
    return "".join(_object(word, rng, 100 + n) for n, word in enumerate(_glyph_by_glyph(page.words))), ""


def _composite(page: Page, rng: random.Random) -> tuple[str, str]:
    """Every word in a unit of the resources, which is drawn in points."""
    used, units = [], []
    for n, word in enumerate(page.words):
        key = rng.randrange(10**6) * 1000 + n
        used.append(
            f'<ofd:CompositeObject ID="{2 * n}" ResourceID="{key}" Boundary="0 0 210 297" CTM="0.5 0 0 0.5 0 0"/>'
        )
        twice = Word(word.text, 2 * word.x, 2 * word.y, 2 * word.size, word.turn, 2 * word.spacing)
        content = f"<ofd:Content>{_object(twice, rng, n)}</ofd:Content>"
        units.append(
            f'<ofd:CompositeGraphicUnit ID="{key}" Width="420" Height="594">{content}</ofd:CompositeGraphicUnit>'
        )
    return "".join(used), "".join(units)


def _codes(page: Page, rng: random.Random) -> tuple[str, str]:
    """Upright words of one size that follow each other as one object with a TextCode each, in blocks."""
    groups: list[list[Word]] = []
    for word in page.words:
        if (
            groups
            and not word.turn
            and not groups[-1][0].turn
            and word.size == groups[-1][0].size
            and len(groups[-1]) < 4
        ):
            groups[-1].append(word)
        else:
            groups.append([word])
    out = ""
    for n, group in enumerate(groups):
        if len(group) == 1:
            out += _object(group[0], rng, n)
            continue
        codes = "".join(
            _code(word.text, [step * MM for step in advances(word)], rng, False, word.x * MM, word.y * MM)
            for word in group
        )
        drawn = (
            f'<ofd:TextObject ID="{n}" Font="3" Size="{group[0].size * MM!r}" Boundary="0 0 300'
            f' 300">{codes}</ofd:TextObject>'
        )
        out += drawn if rng.random() < 0.5 else f'<ofd:PageBlock ID="{n}">{drawn}</ofd:PageBlock>'
    return out, ""


def _rules(page: Page) -> str:
    """The lines of a page as paths."""
    return "".join(
        f'<ofd:PathObject ID="{9000 + n}" Boundary="0 0 {page.width * MM!r} {page.height * MM!r}" LineWidth="0.3"'
        f' Stroke="true"><ofd:AbbreviatedData>M {x0 * MM:.3f} {y0 * MM:.3f} L {x1 * MM:.3f} {y1 * MM:.3f}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
        for n, (x0, y0, x1, y1) in enumerate(page.rules)
    )


_HABITS: tuple[Callable[[Page, random.Random], tuple[str, str]], ...] = (_plain, _codes, _composite, _glyphs)


def ofd_of(sample: Sample, seed: int) -> bytes:
    """The sample as an OFD file."""
    rng = random.Random(seed)
    habit = rng.choice(_HABITS)
    files: dict[str, str | bytes] = {}
    units = ""
    for n, page in enumerate(sample.pages):
        objects, own = habit(page, rng)
        objects = _rules(page) + objects
        units += own
        area = f"<ofd:Area><ofd:PhysicalBox>0 0 {page.width * MM!r} {page.height * MM!r}</ofd:PhysicalBox></ofd:Area>"
        files[f"Doc_0/Pages/Page_{n}/Content.xml"] = (
            f'<ofd:Page {OFD}>{area}<ofd:Content><ofd:Layer ID="5">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        )
    pages = "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sample.pages)))
    files["Doc_0/DocumentRes.xml"] = (
        f'<ofd:Res {OFD} BaseLoc="Res"><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>'
    )
    files["Doc_0/Document.xml"] = (
        f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210"
        " 297</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
    )
    files["OFD.xml"] = (
        f'<ofd:OFD {OFD} Version="1.0"'
        ' DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
    )
    return zipped(files)
