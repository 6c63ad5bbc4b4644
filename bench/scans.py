# SPDX-License-Identifier: Apache-2.0
"""Printed and scanned notices against their text: false alarms a page, planted edits found, time and memory.

`./dev bench scans --texts FOLDER` (notices as text files). Pages of the notices, in both scripts, are printed by
Chromium and by LibreOffice in two fonts, then scanned in four qualities: clean at 300 dots an inch; 200 and 150 dots
with blur, noise and the page askew; a photograph with perspective and shadow. A seed decides which page gets what."""

import os
import re
import resource
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

from opencc import OpenCC

from bench.office import converted
from policydiff import compare
from policydiff.ingest.limits import DEFAULT_LIMITS
from policydiff.ingest.read import read
from policydiff.ingest.tools import Tools
from policydiff.model import TELLING, Comparison, Witness

PAGES = 208
TIMED = 8
"""Pages whose time is taken."""
SEED = 22
DOTS = {"clean 300": 300, "scan 200": 200, "scan 150": 150, "photo": 200}
"""Dots an inch of each quality."""
QUALITIES = tuple(DOTS)
PRINTERS = ("chromium", "libreoffice")
FONTS = {"serif": "Noto Serif CJK", "sans": "Noto Sans CJK"}
LANGUAGES = {"simplified": "zh-Hans", "traditional": "zh-Hant"}
SCRIPTS = tuple(LANGUAGES)
BESIDE = 2
"""Characters by which a difference may lie beside what was planted."""
LONGEST = 430
"""Characters that fill most of a page set as GB/T 9704 asks: 22 lines of 28 characters."""
_LINE = 26
_ROWS = 19
_LIMITS = replace(DEFAULT_LIMITS, wall_seconds=3600)
_UNITS = (("万元", "亿元"), ("萬元", "億元"), ("个月", "年"), ("個月", "年"), ("项", "家"), ("項", "家"), ("%", "‰"))


@dataclass(frozen=True, slots=True)
class Page:
    """A page to print and to scan."""

    text: str
    other: str
    """The same in simplified characters."""
    script: str
    printer: str
    font: str
    quality: str
    seed: int


def pages(folder: Path, number: int) -> list[Page]:
    """Pages drawn from the notices of a folder, all combinations about equally often."""
    draw = Random(SEED)
    notices = [windows(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.txt"))]
    notices = [found for found in notices if found]
    traditional = OpenCC("s2t")
    combined = [(q, s, p, f) for q in QUALITIES for s in SCRIPTS for p in PRINTERS for f in FONTS]
    out: list[Page] = []
    while len(out) < number:
        draw.shuffle(combined)
        for quality, script, printer, font in combined:
            found = notices[len(out) % len(notices)]
            text = found[draw.randrange(len(found))]
            shown = traditional.convert(text) if script == "traditional" else text
            out.append(Page(shown, text, script, printer, font, quality, SEED * 10_000 + len(out)))
    return out[:number]


def windows(text: str) -> list[str]:
    """Pieces of a notice that fill a page each, paragraphs kept whole."""
    paragraphs = [part for line in re.split(r"\n|　　+|(?<=[。；：]) +", text) if (part := " ".join(line.split()))]
    out, taken = [], []
    for paragraph in paragraphs:
        if len(paragraph) > LONGEST or not re.search("[\u4e00-\u9fff]", paragraph):
            continue
        rows = sum(len(one) // _LINE + 1 for one in (*taken, paragraph))
        if taken and (rows > _ROWS or sum(map(len, taken)) + len(paragraph) > LONGEST):
            out.append("\n".join(taken))
            taken = []
        taken.append(paragraph)
    return [*out, "\n".join(taken)] if sum(map(len, taken)) > LONGEST / 2 else out


def face(page: Page) -> str:
    """The font's name for the page's script."""
    return f"{FONTS[page.font]} {'SC' if page.script == 'simplified' else 'TC'}"


def by_chromium(told: Sequence[Page], folder: Path) -> bytes:
    """All pages as one PDF, printed by Chromium."""
    body = "".join(
        f'<section lang="{LANGUAGES[page.script]}" style="font-family:\'{face(page)}\'">'
        + "".join(f"<p>{escape(line)}</p>" for line in page.text.split("\n"))
        + "</section>"
        for page in told
    )
    style = (
        "@page{size:A4;margin:37mm 26mm 35mm 28mm}section{break-after:page;font-size:16pt;line-height:28pt}"
        "p{margin:0;text-indent:2em;text-align:justify}"
    )
    (folder / "pages.html").write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{body}", "utf-8")
    subprocess.run(
        [
            shutil.which("chromium") or "chromium-browser", "--headless", "--no-sandbox", "--no-pdf-header-footer",
            f"--print-to-pdf={folder / 'pages.pdf'}", (folder / "pages.html").as_uri(),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return (folder / "pages.pdf").read_bytes()


_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="37mm" fo:margin-bottom="35mm" fo:margin-left="28mm" fo:margin-right="26mm"/></style:page-layout>{styles}
</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/>
</office:master-styles><office:body><office:text>{body}</office:text></office:body></office:document>"""
_STYLE = (
    '<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:line-height="28pt"'
    ' fo:text-align="justify" fo:text-indent="32pt"{breaking}/><style:text-properties style:font-name-asian="{face}"'
    ' fo:font-family="{face}" style:font-family-asian="{face}" fo:font-size="16pt" style:font-size-asian="16pt"/>'
    "</style:style>"
)


def by_libreoffice(told: Sequence[Page], folder: Path) -> bytes:
    """All pages as one PDF, printed by LibreOffice."""
    names = {found: f"F{number}" for number, found in enumerate(dict.fromkeys(map(face, told)))}
    styles = "".join(
        _STYLE.format(name=f"{name}{new}", face=found, breaking=' fo:break-before="page"' if new else "")
        for found, name in names.items()
        for new in ("", "N")
    )
    body = "".join(
        f'<text:p text:style-name="{names[face(page)]}{"N" if number == 0 else ""}">{escape(line)}</text:p>'
        for page in told
        for number, line in enumerate(page.text.split("\n"))
    )
    (folder / "pages.fodt").write_text(_FODT.format(styles=styles, body=body), "utf-8")
    converted(folder, "pdf", "fodt")
    return (folder / "pages.pdf").read_bytes()


def scanned(image: Any, quality: str, draw: Random) -> bytes:
    """A printed page as a scanner or a camera gives it."""
    import cv2
    import numpy as np
    from PIL import Image

    cv2.setRNGSeed(draw.randrange(1 << 30))
    height, width = image.shape[:2]
    white = (255, 255, 255)
    if quality == "photo":
        shift = [[draw.uniform(0.0, 0.04) * width, draw.uniform(0.0, 0.03) * height] for _ in range(4)]
        corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
        inward = np.float32([[1, 1], [-1, 1], [-1, -1], [1, -1]])
        matrix = cv2.getPerspectiveTransform(corners, corners + inward * np.float32(shift))
        image = cv2.warpPerspective(image, matrix, (width, height), borderValue=(120, 130, 140))
        down, across = np.mgrid[0:height, 0:width]
        shade = 0.72 + 0.28 * (across / width * 0.6 + down / height * 0.4)
        lamp = (shade[:, :, None] * (0.92, 0.97, 1.0)).astype(np.float32)
        image = noisy(cv2.multiply(image, lamp, dtype=cv2.CV_8U), 5)
    elif quality != "clean 300":
        rough = quality == "scan 150"
        angle = draw.choice((-1, 1)) * (0.5 if rough else 0.4)
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        image = cv2.warpAffine(image, matrix, (width, height), borderValue=white)
        image = cv2.GaussianBlur(image, (0, 0), 0.8 if rough else 0.6)
        image = noisy(image, 8 if rough else 6)
    out = BytesIO()
    made = Image.fromarray(np.ascontiguousarray(image[:, :, ::-1]))
    dots = DOTS[quality]
    made.save(out, "JPEG" if quality == "photo" else "PNG", quality=88, compress_level=1, dpi=(dots, dots))
    return out.getvalue()


def noisy(image: Any, much: int) -> Any:
    """The picture with the noise of a sensor."""
    import cv2
    import numpy as np

    noise = np.zeros(image.shape, np.int16)
    cv2.randn(noise, 0, much)
    return cv2.add(image, noise, dtype=cv2.CV_8U)


def scans(told: Sequence[Page]) -> Iterator[tuple[Page, bytes]]:
    """Each page with the file of its scan."""
    import pypdfium2

    for printer, printed in zip(PRINTERS, (by_chromium, by_libreoffice), strict=True):
        own = [page for page in told if page.printer == printer]
        if not own:
            continue
        with tempfile.TemporaryDirectory() as folder:
            document = pypdfium2.PdfDocument(printed(own, Path(folder)))
        if len(document) != len(own):
            raise SystemExit(f"scans: {printer} made {len(document)} pages of {len(own)}")
        for number, page in enumerate(own):
            image = document[number].render(scale=DOTS[page.quality] / 72).to_numpy()[:, :, :3].copy()
            yield page, scanned(image, page.quality, Random(page.seed))


def edits(text: str, draw: Random) -> list[tuple[str, int, int, str]]:
    """One to three planted edits of different kinds: kind, span in the text, what is put there."""
    found: list[tuple[str, int, int, str]] = []
    numbers = [m for m in re.finditer(r"[0-9]+", text) if not text[m.end() : m.end() + 1].isascii()]
    if numbers:
        match = draw.choice(numbers)
        at = match.start() + draw.randrange(len(match[0]))
        digit = draw.choice([d for d in "123456789" if d != text[at]])
        found.append(("number", at, at + 1, digit))
    units = [(m.start(), m.end(), new) for old, new in _UNITS for m in re.finditer(re.escape(old), text)]
    if units:
        found.append(("unit", *draw.choice(units)))
    if "不" in text:
        at = draw.choice([m.start() for m in re.finditer("不", text)])
        found.append(("不", at, at + 1, ""))
    sentences = list(re.finditer(r"(?<=。)[^。\n]{8,80}。", text))
    if sentences:
        match = draw.choice(sentences)
        found.append(("sentence", match.start(), match.end(), ""))
    draw.shuffle(found)
    taken: list[tuple[str, int, int, str]] = []
    for edit in found[: draw.randint(1, 3)]:
        if all(edit[2] + 2 < other[1] or other[2] + 2 < edit[1] for other in taken):
            taken.append(edit)
    return sorted(taken, key=lambda edit: edit[1])


def planted(text: str, made: Sequence[tuple[str, int, int, str]]) -> tuple[str, list[tuple[str, int, int]]]:
    """The text with the edits, and where each stands in it."""
    out, places, end = "", [], 0
    for kind, start, stop, new in made:
        out += text[end:start]
        places.append((kind, len(out), len(out) + len(new)))
        out, end = out + new, stop
    return out + text[end:], places


def told(found: Comparison, start: int, end: int) -> bool:
    """Does something that tells stand at this place of the first text, or beside it, as what is left of 。甲。 without
    甲。 is that without 。甲, too?"""
    return any(
        d.class_ in TELLING and d.a.start <= end + BESIDE and start - BESIDE <= d.a.end for d in found.differences
    )


@dataclass(slots=True)
class Tally:
    """What was counted."""

    pages: Counter[str]
    clean: Counter[str]
    reviews: Counter[str]
    across: Counter[str]
    edits: Counter[str]
    found: Counter[str]
    seconds: float = 0.0
    again: float = 0.0
    memory: int = 0


def figures(scale: float, folder: Path | None = None, kept: Path | None = None) -> None:
    """Print the figures, and each telling difference that is none; recognized pages are kept in a folder, if one is
    given, from which a run that was stopped goes on."""
    if folder is None:
        print("scans: not measured; --texts FOLDER names notices as text files")
        return
    tally = Tally(*(Counter() for _ in range(6)))
    told: list[tuple[Page, bytes]] = []
    with tempfile.TemporaryDirectory() as passing, ThreadPoolExecutor(os.cpu_count()) as threads:
        place = kept or Path(passing)

        def recognized(scan: tuple[Page, bytes]) -> Witness:
            return read(scan[1], "scan", limits=_LIMITS, tools=Tools(recognized=str(place)))

        waiting = []
        for scan in scans(pages(folder, max(1, int(PAGES * scale)))):
            told.append(scan)
            waiting.append(threads.submit(recognized, scan))
        for future in waiting:
            future.result()
        timed = told[:: max(1, len(told) // TIMED)][:TIMED]
        tally.seconds = _timed(timed, Tools())
        tally.again = _timed(timed, Tools(recognized=str(place)))
        copies = list(threads.map(recognized, told))
    tally.memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    for (page, _), copy in zip(told, copies, strict=True):
        _count(page, copy, tally)
    _say(tally)


def _count(page: Page, copy: Witness, tally: Tally) -> None:
    found = compare(page.text, copy)
    wrong = [d for d in found.differences if d.class_ in TELLING and d.class_ != "review"]
    names = (page.quality, page.script, page.printer, page.font, "all")
    for name in names:
        tally.pages[name] += 1
        tally.clean[name] += not wrong
        tally.reviews[name] += found.counts["review"]
    for d in wrong:
        print(f"  {', '.join(names[:-1])}: {d.class_} {d.kind} {d.a.text!r} {d.b.text!r}")
    if page.script == "traditional":
        across = compare(page.other, copy)
        tally.across["pages"] += 1
        tally.across["clean"] += not any(across.counts[name] for name in TELLING if name != "review")
        tally.across["review"] += across.counts["review"]
    changed, places = planted(page.text, edits(page.text, Random(page.seed)))
    seen = compare(changed, copy)
    for kind, start, end in places:
        tally.edits[kind] += 1
        tally.found[kind] += told(seen, start, end)
        if not told(seen, start, end):
            print(f"  missed: {page.quality}, {kind} {changed[max(0, start - 10) : end + 10]!r}")


def _say(tally: Tally) -> None:
    total = tally.pages["all"]
    print(f"scans: {total} pages, {tally.clean['all'] / total:.1%} without a telling difference that is no review")
    for name in (*QUALITIES, *SCRIPTS, *PRINTERS, *FONTS):
        if number := tally.pages[name]:
            print(f"  {name}: {tally.clean[name]} of {number} pages, {tally.reviews[name] / number:.2f} reviews a page")
    if number := tally.across["pages"]:
        print(
            f"  traditional scans against the simplified text: {tally.across['clean']} of {number} pages,"
            f" {tally.across['review'] / number:.2f} reviews a page"
        )
    shown = ", ".join(f"{kind} {tally.found[kind]} of {number}" for kind, number in sorted(tally.edits.items()))
    print(f"  planted edits told: {tally.found.total()} of {tally.edits.total()}: {shown}")
    print(
        f"  {tally.seconds:.2f} CPU-seconds a page, {tally.again:.2f} where it was read before;"
        f" {tally.memory / 1024:.0f} MB at most"
    )


def _timed(told: Sequence[tuple[Page, bytes]], tools: Tools) -> float:
    """CPU-seconds a page."""
    before = _used()
    for _, data in told:
        read(data, "scan", limits=_LIMITS, tools=tools)
    return (_used() - before) / len(told)


def _used() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
