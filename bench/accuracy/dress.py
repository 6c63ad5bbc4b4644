# SPDX-License-Identifier: Apache-2.0
"""The same wording in another dress: script, readings, widths, line breaks, the site's page, the kind of file.

A copy is a row of pieces, one for each character of its wording; a dress changes the pieces, never how many there are,
so that a place of the wording is known again in the copy."""

import html
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import bench.helpers  # noqa: F401 (puts the makers of the tests on the path)
from policydiff.ingest.read import read
from policydiff.model import Witness


class Piece(NamedTuple):
    """What stands for one character of the wording, with its reading, and what layout and page put around it."""

    before: str
    core: str
    behind: str


Pieces = list[Piece]
Dress = Callable[[random.Random, Pieces], Pieces]

_END = Piece("", "\n", "")
_LAYOUT = 80
"""Characters that a file's layout puts between two of the wording at most."""
_ROWS = 72
"""Lines of two printed pages."""
AS_ISSUED = "as issued"
TEXT = "text"


@dataclass(frozen=True)
class Look:
    """How one copy is dressed: the name of its script, of its dresses in the order in which they come, of its file."""

    script: str = AS_ISSUED
    dresses: tuple[str, ...] = ()
    file: str = TEXT

    @property
    def names(self) -> tuple[str, ...]:
        """All that is not as issued."""
        script = () if self.script == AS_ISSUED else (self.script,)
        return (*script, *self.dresses, *(() if self.file == TEXT else (self.file,)))


@dataclass(frozen=True)
class Copy:
    """A dressed copy, and where each character of the wording stands in its text."""

    read: str | Witness
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def text(self) -> str:
        """Its text as decoded."""
        return self.read if isinstance(self.read, str) else self.read.text

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a place of the wording stands."""
        if start == end:
            at = self.starts[start] if start < len(self.starts) else len(self.text)
            before = self.ends[start - 1] if start else 0
            return min(before, at), max(before, at)
        return self.starts[start], self.ends[end - 1]


def _translated(table: Mapping[str, str]) -> Dress:
    return lambda _, pieces: [piece._replace(core=table.get(piece.core, piece.core)) for piece in pieces]


def _glossed(style: str, brackets: str) -> Dress:
    """Readings behind every occurrence of some characters, as the sites that gloss do."""

    def gloss(chance: random.Random, pieces: Pieces) -> Pieces:
        kinds = sorted({piece.core for piece in pieces if len(piece.core) == 1 and "\u4e00" <= piece.core <= "\u9fff"})
        readings = {char: _reading(char, style) for char in chance.sample(kinds, min(20, len(kinds)))}
        behind = {char: brackets[0] + said + brackets[1] for char, said in readings.items() if said != char}
        return [piece._replace(core=piece.core + behind.get(piece.core, "")) for piece in pieces]

    return gloss


@cache
def _reading(char: str, style: str) -> str:
    from pypinyin import Style, pinyin

    return str(pinyin(char, style=Style[style])[0][0])


def _wrapped(width: int) -> Dress:
    """Lines broken after so many characters, never before a mark that may not begin a line."""

    def wrap(_: random.Random, pieces: Pieces) -> Pieces:
        out, column = [], 0
        for piece, following in zip(pieces, [*pieces[1:], _END], strict=True):
            column = 0 if piece.core == "\n" else column + len(piece.core)
            full = column >= width and not following.core.startswith(
                ("\n", "，", "。", "；", "、", "）", "：", "”", "》")
            )
            out.append(piece._replace(behind=piece.behind + "\n") if full else piece)
            column = 0 if full else column
        return out

    return wrap


def _every_line(before: str, behind: str) -> Dress:
    """Something before and behind the break of every line but the last."""

    def dress(_: random.Random, pieces: Pieces) -> Pieces:
        *most, last = pieces
        return [*(p._replace(before=behind, behind=p.behind + before) if p.core == "\n" else p for p in most), last]

    return dress


def _pages(chance: random.Random, pieces: Pieces) -> Pieces:
    """Page numbers between paragraphs, as a text that was copied out of a printed file has them."""
    out, page, since = [], chance.randrange(1, 40), 0
    for piece in pieces:
        since += len(piece.core)
        if piece.core == "\n" and since > 420:
            piece = piece._replace(behind=f"— {page} —\n{piece.behind}")
            page, since = page + 1, 0
        out.append(piece)
    return out


def _mainland(chance: random.Random, pieces: Pieces) -> Pieces:
    day = f"20{chance.randrange(17, 26)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}"
    head = chance.choice(
        (
            f"发布日期：{day}  浏览次数：{chance.randrange(10, 99999)}\n",
            f"时间：{day} 来源：市政府办公室 浏览量：{chance.randrange(10, 9999)} 字号：[大 中 小]\n",
            f"首页 > 政务公开 > 政策文件\n发布时间：{day} 09:3{chance.randrange(10)}\n",
        )
    )
    return _framed(pieces, head, chance.choice(("【打印】【关闭】\n", "分享到：微信 微博\n打印本页 关闭窗口\n")))


def _taiwan(chance: random.Random, pieces: Pieces) -> Pieces:
    head = f"發布日期：11{chance.randrange(5)}-0{chance.randrange(1, 10)}-15\n點閱數：{chance.randrange(10, 9999)}\n"
    return _framed(pieces, head, "回上一頁 友善列印\n")


def _framed(pieces: Pieces, head: str, foot: str) -> Pieces:
    framed = [pieces[0]._replace(before=head), *pieces[1:]]
    last = framed[-1]
    return [*framed[:-1], last._replace(behind=("" if last.core == "\n" else "\n") + foot)]


_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x30, 0x3A)}
GLOSSES: dict[str, Dress] = {
    "pinyin (gōng)": _glossed("TONE", "()"),
    "pinyin （gong）": _glossed("NORMAL", "（）"),
    "zhuyin (ㄍㄨㄥ)": _glossed("BOPOMOFO", "()"),
}
WIDTHS: dict[str, Dress] = {
    "wide digits": _translated(_WIDE),
    "narrow marks": _translated(dict(zip("，；：（）", ",;:()", strict=True))),
    "corner quotes": _translated(dict(zip("“”", "「」", strict=True))),
    "hidden characters": _translated({"实": "实\u200b", "實": "實\u200b", "通": "通\u00ad"}),
}
WRAPS: dict[str, Dress] = {f"lines of {width}": _wrapped(width) for width in (28, 38, 60)}
LAYOUTS: dict[str, Dress] = {
    "indents": _every_line("\u3000\u3000", ""),
    "empty lines": _every_line("\n", ""),
    "blanks at the edges": _every_line("  ", " "),
    "carriage returns": _every_line("", "\r"),
}
FURNITURE: dict[str, Dress] = {"page numbers": _pages, "a site's bars": _mainland, "a site's bars, Taiwan": _taiwan}
DRESSES: dict[str, Dress] = {**WIDTHS, **GLOSSES, **WRAPS, **LAYOUTS, **FURNITURE}
CHANCE: dict[str, float] = {
    **dict.fromkeys(WIDTHS, 0.1),
    **dict.fromkeys(GLOSSES, 0.08),
    **dict.fromkeys(WRAPS, 0.07),
    **dict.fromkeys(LAYOUTS, 0.07),
    **dict.fromkeys(FURNITURE, 0.12),
}
"""How often a copy has each."""
ONE_OF: tuple[Mapping[str, Dress], ...] = (GLOSSES, WRAPS, FURNITURE)
"""Of these a copy has one at most: a line that was wrapped twice would have empty lines inside its sentences."""
FILES = ("web page", "web page with ruby", "docx", "odt", "pdf", "ofd")


def files() -> dict[str, Callable[[list[str]], bytes]]:
    """What writes lines as a file of each kind."""
    from made import office, pages, printed

    def odt(lines: list[str]) -> bytes:
        return office.odt_package("".join(f"<text:p>{html.escape(line)}</text:p>" for line in lines))

    def head(lines: list[str]) -> str:
        """A running head where it stands on three pages at least: on fewer nobody can know it from a line of text."""
        return printed.HEAD if len(printed.wrapped(lines)) > _ROWS else ""

    return {
        "web page": lambda lines: pages.html_paragraphs(lines).encode(),
        "web page with ruby": lambda lines: pages.html_ruby(lines).encode(),
        "docx": office.docx,
        "odt": odt,
        "pdf": lambda lines: printed.pdf_notice(lines, head=head(lines)),
        "ofd": lambda lines: printed.ofd(lines, head(lines)),
    }


def dressed(chance: random.Random, text: str, script: str, look: Look) -> Copy:
    """A wording as one copy has it; `script` is what its converter made of the text."""
    pieces = [Piece("", core, "") for core in _cores(text, script)]
    for name in look.dresses:
        pieces = DRESSES[name](chance, pieces)
    copy = "".join(part for piece in pieces for part in piece)
    if look.file == TEXT:
        return _placed(pieces, copy, copy)
    witness = read(files()[look.file](copy.splitlines()), name=look.file)
    return _placed(pieces, witness.text, witness)


def _cores(text: str, script: str) -> Iterator[str]:
    """The converted text of each character; where a line came out longer or shorter, its first has all of it."""
    if len(text) == len(script):
        yield from script
        return
    for line, other in zip(text.splitlines(keepends=True), script.splitlines(keepends=True), strict=True):
        yield from other if len(line) == len(other) else (other, *[""] * (len(line) - 1))


def _placed(pieces: Pieces, text: str, copy: str | Witness) -> Copy:
    """Where each piece stands in a text that has their cores in order, whatever layout lies between."""
    starts, ends, at = [], [], 0
    for before, core, _ in pieces:
        if core.strip() or isinstance(copy, str):
            start = text.find(core, at + (len(before) if isinstance(copy, str) else 0))
            assert 0 <= start < at + _LAYOUT, (core, text[at - 20 : at + 20])
            at = start + len(core)
        else:
            start = at
        starts.append(start)
        ends.append(at)
    return Copy(copy, tuple(starts), tuple(ends))
