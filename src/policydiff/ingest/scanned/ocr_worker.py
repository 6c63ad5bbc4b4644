# SPDX-License-Identifier: Apache-2.0
"""Recognition as a process of its own: takes a PDF or a picture on standard input, gives the lines of its pages as
JSON.

Started by path, imports nothing of the package. Decoders of pictures and an inference engine work on hostile input
here, under limits of memory and processor time. Pages that were recognized before are taken from the folder of results,
by the hash of their pixels, of the models and of `RECIPE`; then neither engine nor models are loaded.
"""

import ctypes
import json
import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

RECIPE = "1"
"""Raised when the same pixels and models give other lines."""
DPI = 200
"""Dots an inch at which pages are drawn: body text is 35 to 45 pixels high, as the models were trained for."""
DETECTED = 1600
"""Pixels of the longer side in which lines are looked for."""
SURE = 0.5
"""Mean confidence below which a line is marks that could not be read."""
UPRIGHT = 0.8
"""Mean confidence of a page below which it is looked at turned by quarters, too."""
AGAIN = 0.9
"""Confidence below which a line gets a second look, as each with a digit does."""
LARGER = 1.5
"""How much larger the second look is."""
_ARENAS = -8
"""M_ARENA_MAX of mallopt(3)."""
RULE_SHARE = 1 / 16
"""Share of the shorter side from which on a straight stroke is a rule."""


class RefusedError(Exception):
    """A bound that the input is over."""


def limit(memory: int, seconds: int) -> None:
    """Bound this process, never more widely than it is bound already."""
    try:
        import resource
    except ImportError:
        return
    for kind, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds + 1), (resource.RLIMIT_CORE, 0)):
        bounds = [bound for bound in resource.getrlimit(kind) if bound != resource.RLIM_INFINITY]
        resource.setrlimit(kind, (min(wanted, *bounds, wanted), resource.getrlimit(kind)[1]))


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

    turn, lines = 0, recognizer.lines(image)
    if mean(lines) < UPRIGHT or _tall(lines):
        for quarter in (1, 2, 3):
            turned = np.ascontiguousarray(np.rot90(image, -quarter))
            others = recognizer.lines(turned)
            if not _tall(others) and (mean(others) > mean(lines) or _tall(lines)) and others:
                turn, lines = quarter, others
    image = np.ascontiguousarray(np.rot90(image, -turn)) if turn else image
    marks = [line for line in lines if sum(line["sure"]) / len(line["sure"]) < SURE]
    lines = [line for line in lines if line not in marks]
    for line in lines:
        if any(character.isdigit() for character in line["text"]) or min(line["sure"]) < AGAIN:
            _second(recognizer, image, line)
    return {
        "turn": turn,
        "width": image.shape[1],
        "height": image.shape[0],
        "lines": lines,
        "marks": [[*line["box"], _digest(image, line["box"])] for line in marks],
        "rules": strokes(image),
        "uprights": strokes(np.ascontiguousarray(image.transpose(1, 0, 2))),
    }


def _second(recognizer: Recognizer, image: Any, line: dict[str, Any]) -> None:
    """A second look at a line: where it reads otherwise, that is kept beside it."""
    text = recognizer.again(image, line["box"])
    if text and text != "".join(line["text"].split()):
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


def pages_of_pdf(data: bytes, wanted: list[int], pixels: int) -> Any:
    """The pictures of the pages that are asked for, with the points of a pixel."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    for number in wanted:
        page = document[number - 1]
        width, height = page.get_size()
        scale = DPI / 72
        if width * height * scale**2 > pixels:
            raise RefusedError(f"pixels {int(width * height * scale**2)}")
        bitmap = page.render(scale=scale)
        yield number, bitmap.to_numpy()[:, :, :3].copy(), 1 / scale
        bitmap.close()
        page.close()


def pages_of_picture(data: bytes, pages: int, pixels: int) -> Any:
    """The pages of a picture, with the points of a pixel."""
    import io

    import numpy as np
    from PIL import Image, ImageOps, ImageSequence

    Image.MAX_IMAGE_PIXELS = None  # bounded here, before anything is decoded
    picture = Image.open(io.BytesIO(data))
    count = getattr(picture, "n_frames", 1)
    if count > pages:
        raise RefusedError(f"pages {count}")
    if picture.width * picture.height > pixels:
        raise RefusedError(f"pixels {picture.width * picture.height}")
    for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
        if frame.width * frame.height > pixels:
            raise RefusedError(f"pixels {frame.width * frame.height}")
        upright = ImageOps.exif_transpose(frame)
        if upright.mode in ("RGBA", "LA", "PA", "P"):
            upright = upright.convert("RGBA")
            upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright)
        image = np.asarray(upright.convert("RGB"))[:, :, ::-1].copy()
        dots = float((frame.info.get("dpi") or (DPI, DPI))[0])
        yield number, image, 72 / (dots if 50 <= dots <= 1200 else DPI)


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
    if asked["pdf"]:
        source = pages_of_pdf(data, asked["pdf"], asked["pixels"])
    else:
        source = pages_of_picture(data, asked["pages"], asked["pixels"])
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
    except RefusedError as error:
        option, value = str(error).split()
        return {"refused": option, "value": int(value)}
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        return {"unreadable": f"{type(error).__name__}: {error}"[:200]}
    return {"pages": pages, "engine": name, "model": model}


def main() -> None:
    """Read standard input under the limits in the first argument: a JSON object with memory, seconds, pdf (numbers of
    its pages, empty for a picture), pages, pixels and folder (of results, or empty)."""
    asked = json.loads(sys.argv[1])
    limit(asked["memory"], asked["seconds"])
    sparing()
    try:
        result = work(sys.stdin.buffer.read(), asked)
    except MemoryError:
        result = {"refused": "worker_bytes", "value": asked["memory"]}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
