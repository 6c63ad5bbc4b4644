# SPDX-License-Identifier: Apache-2.0
"""Pictures of pages, drawn with a font of the system."""

import io
import math
from pathlib import Path
from typing import Any

import pytest

FONTS = sorted(Path("/usr/share/fonts").rglob("NotoSerifCJK-Regular*")) + sorted(
    Path("/usr/share/fonts").rglob("NotoSansCJK-Regular*")
)
RED, BLUE = (205, 30, 40), (30, 50, 190)
WIDTH, HEIGHT, DOTS = 1240, 1754, 150
"""A4 at 150 dots an inch."""
OFFICE = "青岛市人民政府办公厅"
HEAD, NUMBER, TITLE = f"{OFFICE}文件", "青政办发〔2023〕5号", "关于印发重点工作任务的通知"
BODY = (
    "各区、市人民政府，市政府各部门：",
    "现将2023年重点工作任务印发给你们，完成35项任务，",
    "资金总额为1280万元，不得挪用。",
)
TABLE = (("单位", "任务", "金额"), ("市科技局", "平台建设", "320万元"), ("市财政局", "资金拨付", "960万元"))
SENT = "抄送：市委各部门，市人大常委会办公厅。"
COLUMNS = tuple(tuple(f"{side}栏第{number}行的文字一直排到栏边" for number in "一二三四五六七八") for side in "左右")


def font(size: int) -> Any:
    """The font of all pages."""
    return pytest.importorskip("PIL.ImageFont").truetype(str(FONTS[0]), size, index=2)


def drawn(lines: tuple[str, ...], kind: str = "PNG", turn: int = 0, pages: int = 1) -> bytes:
    """A picture of lines of text, as a file of a kind, each page the same; turned by quarters."""
    image = pytest.importorskip("PIL.Image")
    draw = pytest.importorskip("PIL.ImageDraw")
    page = image.new("RGB", (1240, 700), "white")
    for number, line in enumerate(lines if FONTS else ()):
        draw.Draw(page).text((120, 100 + 90 * number), line, "black", font=font(40))
    page = page.rotate(-90 * turn, expand=True)
    more = {"save_all": True, "append_images": [page] * (pages - 1)} if pages > 1 else {}
    return saved(page, kind, **more, **({"lossless": True} if kind == "WEBP" else {}))


def saved(page: Any, kind: str = "PNG", **more: Any) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    page.save(out, kind, **more)
    return out.getvalue()


def blank() -> Any:
    """An empty page."""
    return pytest.importorskip("PIL.Image").new("RGB", (WIDTH, HEIGHT), "white")


def seal(page: Any, left: int, top: int, size: int = 250) -> None:
    """Press a round seal onto a page, as ink that lets what is black through."""
    image, draw = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageDraw")
    chops = pytest.importorskip("PIL.ImageChops")
    stamp = image.new("RGB", (size, size), "white")
    pen = draw.Draw(stamp)
    pen.ellipse((3, 3, size - 4, size - 4), outline=RED, width=7)
    middle = size / 2
    points = [
        (
            middle + (0.14 if k % 2 == 0 else 0.055) * size * math.cos(k * math.pi / 5 - math.pi / 2),
            middle + (0.14 if k % 2 == 0 else 0.055) * size * math.sin(k * math.pi / 5 - math.pi / 2),
        )
        for k in range(10)
    ]
    pen.polygon(points, fill=RED)
    for place, character in enumerate(OFFICE):
        angle = math.radians(-210 + place * 240 / (len(OFFICE) - 1))
        one = image.new("RGB", (44, 44), "white")
        draw.Draw(one).text((6, 0), character, RED, font=font(30))
        one = one.rotate(-math.degrees(angle) - 90, fillcolor="white", resample=image.Resampling.BICUBIC)
        at = (int(middle + 0.37 * size * math.cos(angle) - 22), int(middle + 0.37 * size * math.sin(angle) - 22))
        stamp.paste(chops.multiply(stamp.crop((*at, at[0] + 44, at[1] + 44)), one), at)
    place = (left, top, left + size, top + size)
    page.paste(chops.multiply(page.crop(place), stamp), place)


def official(*, stamped: bool = True, signed: bool = True, askew: float = 0.0) -> bytes:
    """The only page of a notice as GB/T 9704 lays it out: red head, number, red rule, a ruled table, the closing under
    a seal, a signature in blue, the imprint between rules, a page number."""
    image, draw = pytest.importorskip("PIL.Image"), pytest.importorskip("PIL.ImageDraw")
    page = blank()
    pen = draw.Draw(page)

    def middle(text: str, top: int, size: int, colour: Any = "black") -> None:
        pen.text(((WIDTH - pen.textlength(text, font=font(size))) / 2, top), text, colour, font=font(size))

    middle(HEAD, 190, 66, RED)
    middle(NUMBER, 330, 33)
    pen.rectangle((160, 400, WIDTH - 160, 404), fill=RED)
    middle(TITLE, 450, 44)
    for number, line in enumerate(BODY):
        pen.text((160 + (66 if number == 1 else 0), 560 + number * 58), line, "black", font=font(33))
    edges, top = (160, 440, 760, 1080), 770
    for row in range(4):
        pen.line((edges[0], top + row * 60, edges[-1], top + row * 60), fill="black", width=2)
    for edge in edges:
        pen.line((edge, top, edge, top + 180), fill="black", width=2)
    for row, cells in enumerate(TABLE):
        for edge, cell in zip(edges, cells, strict=False):
            pen.text((edge + 18, top + row * 60 + 8), cell, "black", font=font(33))
    pen.text((700, 1060), OFFICE, "black", font=font(33))
    pen.text((800, 1118), "2023年1月30日", "black", font=font(33))
    if stamped:
        seal(page, 740, 970)
    if signed:
        stroke = [(200 + k * 4, 1150 + 30 * math.sin(k / 3) + 20 * math.sin(k / 1.3)) for k in range(60)]
        pen.line(stroke, fill=BLUE, width=5, joint="curve")
    for top, width in ((1480, 3), (1535, 1), (1590, 3)):
        pen.line((160, top, WIDTH - 160, top), fill="black", width=width)
    pen.text((170, 1490), SENT, "black", font=font(28))
    pen.text((170, 1542), OFFICE, "black", font=font(28))
    pen.text((820, 1542), "2023年1月31日印发", "black", font=font(28))
    middle("— 1 —", 1640, 28)
    if askew:
        page = page.rotate(askew, fillcolor="white", resample=image.Resampling.BICUBIC)
    return saved(page, dpi=(DOTS, DOTS))


def in_columns() -> bytes:
    """A page in two columns under a title over both."""
    draw = pytest.importorskip("PIL.ImageDraw")
    page = blank().crop((0, 0, WIDTH, 800))
    pen = draw.Draw(page)
    pen.text((450, 100), "两栏排印的一页", "black", font=font(44))
    for left, column in zip((100, 660), COLUMNS, strict=True):
        for number, line in enumerate(column):
            pen.text((left, 220 + 60 * number), line, "black", font=font(33))
    return saved(page, dpi=(DOTS, DOTS))
