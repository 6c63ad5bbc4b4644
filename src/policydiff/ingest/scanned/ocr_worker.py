# SPDX-License-Identifier: Apache-2.0
"""Recognition as a process of its own: takes a PDF or a picture on standard input, gives the lines of its pages as
JSON.

Started by path, imports nothing of the package but the two files beside it. Decoders of pictures and an inference
engine work on hostile input here, under limits of memory and processor time. Pages that were recognized before are
taken from the folder of results, by the hash of their pixels, of the models and of `RECIPE`; then neither engine nor
models are loaded.
"""

import ctypes
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any


def _beside(name: str) -> Any:
    """A module of this folder by its path: the package is not on the search path."""
    spec = importlib.util.spec_from_file_location(f"_policydiff_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


inks = _beside("inks")
pictures = _beside("page_pictures")

RECIPE = "2"
"""Raised when the same pixels and models give other lines."""
DETECTED = 1600
"""Pixels of the longer side in which lines are looked for."""
SURE = 0.5
"""Mean confidence below which a line is marks that could not be read."""
UPRIGHT = 0.8
"""Mean confidence of a page below which it is looked at turned by quarters, too."""
AGAIN = 0.9
"""Confidence below which a line gets a second look, as each with a digit does."""
PENNED = 0.92
"""Mean confidence below which a line in a pen's colour is what a hand wrote."""
STAMPED = 0.9
"""How sure at most a character under a seal is."""
LARGER = 1.5
"""How much larger the second look is."""
_ARENAS = -8
"""M_ARENA_MAX of mallopt(3)."""
RULE_SHARE = 1 / 16
"""Share of the shorter side from which on a straight stroke is a rule."""


def sparing() -> None:
    """Keep libraries from reserving address space a thread: by the limit it counts as memory."""
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.putenv(f"{library}_NUM_THREADS", "1")
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENAS, 1)


def models() -> tuple[str, str]:
    """What names the recognizer (for people), and a hash of its models."""
    from importlib.metadata import version

    found = find_spec("rapidocr")
    assert found is not None
    assert found.submodule_search_locations
    digest = sha256(RECIPE.encode())
    names = []
    for path in sorted((Path(found.submodule_search_locations[0]) / "models").glob("*.onnx")):
        if "_cls_" not in path.name:
            digest.update(path.read_bytes())
            names.append(path.stem)
    return f"rapidocr {version('rapidocr')}, {', '.join(names)}", digest.hexdigest()[:16]


class Recognizer:
    """The engine, loaded when the first page asks for it."""

    def __init__(self) -> None:
        self._engine: Any = None

    def _loaded(self) -> Any:
        if self._engine is None:
            import cv2
            from rapidocr import RapidOCR

            cv2.setNumThreads(1)
            self._engine = RapidOCR(
                params={
                    "Global.log_level": "critical",
                    "Global.use_cls": False,
                    "Global.max_side_len": 4000,
                    "Global.text_score": 0.0,
                    "Rec.rec_batch_num": 2,
                    "Det.limit_type": "max",
                    "Det.limit_side_len": DETECTED,
                    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                }
            )
        return self._engine

    def lines(self, image: Any) -> list[dict[str, Any]]:
        """The lines of a picture: text, confidence and left edge of each character, quadrilateral."""
        found = self._loaded()(image, return_word_box=True, return_single_char_box=True)
        if found.boxes is None or not found.txts:
            return []
        out = []
        for text, quad, words in zip(found.txts, found.boxes, found.word_results, strict=False):
            characters = [word for word in words if word[2] is not None]
            if "".join(text.split()) == "".join(word[0] for word in characters) and characters:
                out.append(_line(text, quad, characters))
        return out

    def again(self, image: Any, box: list[float]) -> str:
        """A second look at a part of a picture, enlarged: its text without white space."""
        import cv2

        left, top, right, bottom = (int(value) for value in box)
        part = image[max(0, top - 3) : bottom + 3, max(0, left - 6) : right + 6]
        part = cv2.resize(part, None, fx=LARGER, fy=LARGER, interpolation=cv2.INTER_CUBIC)
        found = self._loaded()(part, use_det=False)
        self._loaded().use_det = True
        return "".join((found.txts or ("",))[0].split())


def _line(text: str, quad: Any, characters: list[Any]) -> dict[str, Any]:
    """A line with white space put back between its characters."""
    sure: list[float] = []
    edges: list[float] = []
    place = 0
    for character in text:
        if character.isspace():
            sure.append(1.0)
            edges.append(edges[-1] if edges else float(quad[0][0]))
            continue
        _, confidence, box = characters[place]
        place += 1
        sure.append(float(confidence))
        edges.append(float(box[0][0]))
    edges.append(float(characters[-1][2][1][0]))
    xs, ys = [float(x) for x, _ in quad], [float(y) for _, y in quad]
    slope = (float(quad[1][1]) - float(quad[0][1])) / max(1.0, float(quad[1][0]) - float(quad[0][0]))
    height = (ys[3] - ys[0] + ys[2] - ys[1]) / 2
    return {
        "text": text, "sure": sure, "edges": edges, "box": [min(xs), min(ys), max(xs), max(ys)],
        "middle": [sum(xs) / 4, sum(ys) / 4], "slope": slope, "height": height,
    }  # fmt: skip


def mean(lines: list[dict[str, Any]]) -> float:
    """The mean confidence of all characters."""
    values = [value for line in lines for value in line["sure"]]
    return sum(values) / len(values) if values else 0.0


def recognize(recognizer: Recognizer, image: Any) -> dict[str, Any]:
    """What a page says, in pixels of the page as it is read, which may be the picture turned by quarters."""
    import numpy as np

    stamped = inks.seals(image)
    shown, image = image, inks.without(image, stamped) if stamped else image
    turn, lines = 0, recognizer.lines(image)
    if mean(lines) < UPRIGHT or _tall(lines):
        for quarter in (1, 2, 3):
            turned = np.ascontiguousarray(np.rot90(image, -quarter))
            others = recognizer.lines(turned)
            if not _tall(others) and (mean(others) > mean(lines) or _tall(lines)) and others:
                turn, lines = quarter, others
    if turn:
        image, shown = (np.ascontiguousarray(np.rot90(one, -turn)) for one in (image, shown))
        stamped = inks.seals(shown)
    lines, marks = _parted(shown, lines)
    for line in lines:
        _under(line, stamped)
        if any(character.isdigit() for character in line["text"]) or min(line["sure"]) < AGAIN:
            _second(recognizer, image, line)
    return {
        "turn": turn,
        "width": image.shape[1],
        "height": image.shape[0],
        "lines": lines,
        "marks": [[*box, _digest(shown, box), what] for box, what in marks],
        "seals": [[*box, _digest(shown, box), any(_meets(line["box"], box) for line in lines)] for box in stamped],
        "rules": strokes(image),
        "uprights": strokes(np.ascontiguousarray(image.transpose(1, 0, 2))),
    }


def _parted(image: Any, lines: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[tuple[list[float], str]]]:
    """Lines that can be read, and marks that cannot, with what they are: `ink` of a pen, or nothing known."""
    pens = inks.pens(image)
    read, marks, penned = [], [], []
    for line in lines:
        sure = sum(line["sure"]) / len(line["sure"])
        pen = sure < PENNED and any(_meets(line["box"], box) for box in pens) and inks.coloured(image, line["box"], 0)
        if pen:
            penned.append(line["box"])
        elif sure < SURE:
            marks.append((line["box"], ""))
        else:
            read.append(line)
    penned += [box for box in pens if not any(_meets(line["box"], box) for line in read)]
    return read, [*marks, *((box, "ink") for box in _joined(penned))]


def _joined(boxes: list[list[float]]) -> list[list[float]]:
    """Boxes that meet as one."""
    found: list[list[float]] = []
    for box in boxes:
        for other in [other for other in found if _meets(box, other)]:
            found.remove(other)
            box = [min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])]
        found.append(box)
    return found


def _under(line: dict[str, Any], seals: list[list[float]]) -> None:
    """What stands under a seal is not surely read."""
    for left, top, right, bottom in seals:
        if _meets(line["box"], [left, top, right, bottom]):
            for place, (first, last) in enumerate(pairwise(line["edges"])):
                if first < right and last > left and not line["text"][place].isspace():
                    line["sure"][place] = min(line["sure"][place], STAMPED)


def _meets(one: list[float], other: list[float]) -> bool:
    """Do two boxes have a place in common?"""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _second(recognizer: Recognizer, image: Any, line: dict[str, Any]) -> None:
    """A second look at a line: what it gave, if anything."""
    text = recognizer.again(image, line["box"])
    if text:
        line["second"] = text


def _digest(image: Any, box: list[float]) -> str:
    left, top, right, bottom = (max(0, int(value)) for value in box)
    return sha256(image[top:bottom, left:right].tobytes()).hexdigest()[:16]


def _tall(lines: list[dict[str, Any]]) -> bool:
    """Do most of the lines run up or down the picture?"""
    tall = sum(line["box"][3] - line["box"][1] > 1.5 * (line["box"][2] - line["box"][0]) for line in lines)
    return bool(2 * tall > len(lines))


def strokes(image: Any) -> list[list[float]]:
    """Straight strokes from left to right: left and right end and height; of a picture with its sides changed, those
    from top to bottom."""
    import cv2

    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    length = max(30, int(min(image.shape[:2]) * RULE_SHARE))
    found = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1)))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(
        cv2.dilate(found, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    )
    return [
        [float(x), float(x + w), float(y + h / 2)]
        for x, y, w, h, _ in boxes[1:500]
        if h <= max(image.shape[:2]) / 100 and w >= length
    ]


def kept(folder: str, key: str) -> dict[str, Any] | None:
    """What an earlier run found on these pixels."""
    if not folder:
        return None
    try:
        found: dict[str, Any] = json.loads((Path(folder) / f"{key}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def keep(folder: str, key: str, found: dict[str, Any]) -> None:
    """Keep what was found for later runs; a folder that cannot be written to is no error."""
    if not folder:
        return
    with suppress(OSError):
        Path(folder).mkdir(parents=True, exist_ok=True)
        made = Path(folder) / f"{key}.{os.getpid()}.new"
        made.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        made.replace(Path(folder) / f"{key}.json")


def work(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    """The pages with their lines, or what is wrong with the input."""
    name, model = models()
    recognizer = Recognizer()
    share, of = asked["share"]
    if asked["files"]:
        source = _first_pages(data, asked, share, of)
    elif asked["pdf"]:
        source = pictures.pages_of_pdf(data, asked["pdf"][share::of], asked["pixels"])
    else:
        source = pictures.pages_of_picture(
            data, lambda number: (number - 1) % of == share, asked["pages"], asked["pixels"]
        )
    pages = []
    try:
        for number, image, point in source:
            key = sha256(b"%dx%d " % image.shape[:2] + image.tobytes()).hexdigest() + "-" + model
            found = kept(asked["folder"], key)
            again = found is not None
            if found is None:
                found = recognize(recognizer, image)
                keep(asked["folder"], key, found)
            pages.append({**found, "number": number, "point": point, "kept": again})
            pictures.told(asked["told"], b"page\n")
    except pictures.RefusedError as error:
        option, value = str(error).split()
        return {"refused": option, "value": int(value)}
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        return {"unreadable": f"{type(error).__name__}: {error}"[:200]}
    return {"pages": pages, "engine": name, "model": model}


def _first_pages(data: bytes, asked: dict[str, Any], share: int, of: int) -> Iterator[Any]:
    """The first page of each of several pictures that lie one after the other; what cannot be decoded is left out."""
    end = 0
    for place, length in enumerate(asked["files"]):
        start, end = end, end + length
        if place % of != share:
            continue
        with suppress(OSError, ValueError, SyntaxError, EOFError, pictures.RefusedError):
            for _, image, point in pictures.pages_of_picture(
                data[start:end], lambda number: number == 1, asked["pages"], asked["pixels"]
            ):
                yield place + 1, image, point


def main() -> None:
    """Read standard input under the limits in the first argument, a JSON object.

    It holds memory (which it has already); pages and pixels; pdf (numbers of its pages, empty for a picture) or files
    (lengths of several pictures); share (which part of how many of the pages is read here); folder (of results, or
    empty); told (a pipe that is told of each page, or -1)."""
    asked = json.loads(sys.argv[1])
    sparing()
    try:
        result = work(sys.stdin.buffer.read(), asked)
    except MemoryError:
        result = {"refused": "worker_bytes", "value": asked["memory"]}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
