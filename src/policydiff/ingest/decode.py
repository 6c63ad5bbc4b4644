# SPDX-License-Identifier: Apache-2.0
"""From bytes to text: strict decoding, and the evidence for the encoding that was used.

Order: byte order mark, UTF-16, UTF-32 and UTF-8 by their form, ASCII as an encoding of seven
bits, then GB 18030 or Big5-HKSCS by how usual the characters are that come out. A declared label is believed unless
another encoding reads clearly better; labels of subsets are read as what sites mean by them (gb2312, gbk as
GB 18030, big5 as Big5-HKSCS: the WHATWG Encoding Standard does the same).

Of that standard are also what the codecs lack: in GB 18030 the lone byte 80 is €, A3 A0 is an
ideographic space, and 24 cells have the characters of the edition of 2022; in Windows-1252 the
five bytes without a character are control characters.
"""

import codecs
from typing import NamedTuple

from policydiff.errors import InputError
from policydiff.ingest.mojibake import mojibake
from policydiff.ingest.plausible import score
from policydiff.ingest.private_codes import LATE_GB
from policydiff.ingest.seven_bits import ISO_2022_CN, candidates, iso_2022_cn
from policydiff.model import EncodingFacts, Problem
from policydiff.reasons import because, problem
from policydiff.vocabulary.patterns import late_pattern

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"),
)  # fmt: skip
_LABELS = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16-le", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be",
    "unicode": "utf-16-le",
    "gb2312": "gb18030", "gb-2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "ms936": "gb18030", "windows-936": "gb18030",
    "gb18030": "gb18030", "gb18030-2022": "gb18030", "chinese": "gb18030", "euc-cn": "gb18030", "gb-2312": "gb18030",
    "csgb2312": "gb18030",
    "iso-ir-58": "gb18030", "csiso58gb231280": "gb18030", "hz": "hz", "hz-gb-2312": "hz",
    "iso-2022-cn": ISO_2022_CN, "utf-7": "utf-7", "unicode-1-1-utf-7": "utf-7", "utf-32": "utf-32-le",
    "utf-32le": "utf-32-le", "utf-32be": "utf-32-be",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "big5hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs", "cp950": "big5hkscs",
    "csbig5": "big5hkscs", "big5-eten": "big5hkscs", "windows-950": "big5hkscs", "ms950": "big5hkscs",
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "windows-1252": "cp1252", "cp1252": "cp1252",
}  # fmt: skip
_SAYS_NOTHING = "cp1252"
"""What servers send when nobody set anything; for Chinese text it says nothing."""

_BROWSERS = "policydiff-browsers"
"""Error handler of the codecs: what browsers read where Python's codecs see an error."""
_AS_BROWSERS = {"gb18030": {0x80: "€"}, "cp1252": {code: chr(code) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}}
_GB_CELLS = {**LATE_GB, 0xE5E5: 0x3000}
_LATE = late_pattern("[\ue5e5\ue78d-\ue7c7\ue816-\ue864]")

_SAMPLE_BYTES = 16_384
_CLEARLY = 0.25
"""By this much another encoding must read better than the declared one (right and wrong lie 0.4 and more apart)."""
_SURE = 0.3
"""A score under which no encoding is called certain."""
_FEW = 4
"""Characters that text in an encoding of seven bits has at least."""
_OF_NULS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
"""What bytes with zeros among them are tried as."""
_CANDIDATES = ("gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
"""What bytes that are not UTF-8 are tried as; cp950 only where Big5-HKSCS does not take them all."""


def _as_browsers(error: UnicodeError) -> tuple[str, int]:
    """One byte as browsers read it, or the error."""
    if isinstance(error, UnicodeDecodeError):
        codec = "cp1252" if error.encoding in ("charmap", "cp1252") else error.encoding
        char = _AS_BROWSERS.get(codec, {}).get(error.object[error.start])
        if char is not None:
            return char, error.start + 1
    raise error


codecs.register_error(_BROWSERS, _as_browsers)


def _decoded(data: bytes, encoding: str) -> str:
    """The text of bytes as browsers decode them; raises UnicodeDecodeError."""
    text = iso_2022_cn(data) if encoding == ISO_2022_CN else data.decode(encoding, _BROWSERS)
    return text.translate(_GB_CELLS) if encoding == "gb18030" and _LATE.search(text) else text


class _Choice(NamedTuple):
    encoding: str
    basis: str


class _Seen(NamedTuple):
    encoding: str
    score: float
    basis: str
    text: str | None = None


def decode(data: bytes, declared: str | None = None) -> tuple[str, EncodingFacts, tuple[Problem, ...]]:
    """The text of `data` without its byte order mark, how it was decoded, and what looks wrong.

    `declared` is the label that a header or the document gives. Raises InputError PD104 for
    what is not text and PD105 for bytes that no encoding takes, with their offset. Problems:
    PD106 label and bytes disagree, PD107 misread before, PD108 lost characters, PD109
    question marks in place of text, PD111 a guess without certainty.
    """
    label = known(declared)
    problems = [problem("PD106", "label_unknown", label=repr(declared))] if declared and label is None else []
    mark, marked = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", None))
    seen = _Seen(marked, 1.0, "byte order mark") if marked else _detect(data)
    choice = _Choice(marked, "byte order mark") if marked else _choose(data, label, seen)
    text = seen.text if seen and seen.encoding == choice.encoding else None
    if text is None:
        text = _strictly(data[len(mark) :], choice.encoding, len(mark))
    if "\x00" in text:
        raise _binary(data)
    if "\x1b$" in text:
        raise _undecodable(data, ISO_2022_CN, data.index(b"\x1b$"), 0)
    if label not in (None, choice.encoding, _SAYS_NOTHING) and not text.isascii():
        problems.append(problem("PD106", "label_wrong", label=declared, encoding=choice.encoding))
    if choice.basis == "guess":
        problems.append(problem("PD111", "encoding_uncertain", encoding=choice.encoding))
    facts = EncodingFacts(
        used=choice.encoding,
        declared=declared,
        detected=seen.encoding if seen else None,
        basis=choice.basis,
        bom=marked is not None,
    )
    return text, facts, (*problems, *damage(text))


def to_last_character(data: bytes, declared: str | None = None) -> bytes:
    """Bytes that were cut off somewhere, without the piece of a character that the cut has left; as they are where that
    is not what ails them."""
    for left in range(4):
        try:
            decode(data[: len(data) - left], declared)
        except InputError:
            continue
        return data[: len(data) - left]
    return data


def damage(text: str) -> tuple[Problem, ...]:
    """What earlier conversions did to a text: misread (PD107), lost (PD108) or question-marked (PD109)."""
    problems = [*mojibake(text), *lost_characters(text)]
    questions = text.count("?")
    if questions > 3 and questions * 2 > len(text) - sum(map(text.count, " \t\r\n\u3000")):
        problems.append(problem("PD109", "question_marks", 0, len(text), n=questions))
    return tuple(problems)


def lost_characters(text: str) -> tuple[Problem, ...]:
    """How many characters an earlier conversion lost, and where the first stood (PD108)."""
    at = text.find("\ufffd")
    return (problem("PD108", "characters_lost", at, at + 1, n=text.count("\ufffd")),) if at >= 0 else ()


def known(label: str | None) -> str | None:
    """The encoding that a label means, in the widest form that sites use it for."""
    return _LABELS.get(label.strip().strip("\"'").lower().replace("_", "-")) if label else None


def _strictly(data: bytes, encoding: str, shift: int) -> str:
    try:
        return _decoded(data, encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, error.start, shift) from None


def _undecodable(data: bytes, encoding: str, at: int, shift: int) -> InputError:
    shown = data[at : at + 4].hex(" ")
    return InputError("PD105", because("undecodable", at=f"{at + shift:,}", bytes=shown, encoding=encoding))


def _binary(data: bytes) -> InputError:
    at = data.index(0)
    return InputError("PD104", because("binary", at=f"{at:,}"))


def _reads(data: bytes, encoding: str) -> float | None:
    """The score of a sample of `data` in an encoding; None where the sample does not decode.

    An incomplete character at the sample's cut is left off.
    """
    try:
        text = _decoded(data, encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4 or len(data) < _SAMPLE_BYTES:
            return None
        text = _decoded(data[: error.start], encoding)
    return score(text)


def _detect(data: bytes) -> _Seen | None:
    """What the bytes show by themselves, None where no encoding of the list fits."""
    sample = data[:_SAMPLE_BYTES]
    if 0 in data:
        best = max(((found, name) for name in _OF_NULS if (found := _reads(sample, name)) is not None), default=None)
        return _Seen(best[1], best[0], "form") if best and best[0] >= 0 else None
    text = _read(data, "utf-8")
    if text is not None:
        return (_of_seven_bits(data) if text.isascii() else None) or _Seen(
            "utf-8", 0.0 if text.isascii() else 1.0, "form", text
        )
    names = [name for name in _CANDIDATES if _whole(data, name)]
    if "big5hkscs" in names and "cp950" in names:
        names.remove("cp950")
    scored = [
        (found, name)
        for name in names
        if (found := _reads(sample, name)) is not None and (found >= _SURE or "utf" not in name)
    ]
    scored.sort(key=lambda pair: -pair[0])
    broken = _broken_utf8(sample)
    if broken is not None and (not scored or broken > scored[0][0]):
        return _Seen("utf-8", broken, "form")
    if not scored:
        return None
    best_score, name = scored[0]
    if best_score < _SURE or (len(scored) > 1 and best_score - scored[1][0] < _CLEARLY):
        name = _second_opinion(sample, [other for _, other in scored]) or name
    return _Seen(name, best_score, "characters" if best_score >= _SURE else "guess")


def _of_seven_bits(data: bytes) -> _Seen | None:
    """What ASCII bytes are in an encoding of seven bits, where that reads as Chinese without a doubt."""
    scored = [
        (score(text), name, text) for name, text in candidates(data) if sum(char >= "\u3400" for char in text) >= _FEW
    ]
    best = max(scored, default=None)
    return _Seen(best[1], best[0], "characters", best[2]) if best and best[0] >= _SURE else None


def _broken_utf8(sample: bytes) -> float | None:
    """The score of UTF-8 with some bytes wrong, None where it is not UTF-8 at all."""
    text = sample.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(char >= "\u0800" for char in text) - lost
    return score(text.replace("\ufffd", "")) if whole > 2 * lost else None


def _second_opinion(sample: bytes, names: list[str]) -> str | None:
    """What charset-normalizer says, where our own scores are low or close."""
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=["gb18030", "big5hkscs"]).best()
    return found.encoding if found and found.encoding in names else None


def _choose(data: bytes, label: str | None, seen: _Seen | None) -> _Choice:
    """Weigh the label against what the bytes show."""
    if label and label != _SAYS_NOTHING and _whole(data, label):
        says = _reads(data[:_SAMPLE_BYTES], label) or 0.0
        if seen is None or seen.encoding == label or seen.score - says < _CLEARLY:
            return _Choice(label, "declared")
    if label == _SAYS_NOTHING and 0 not in data and (seen is None or seen.score < 0) and _whole(data, label):
        return _Choice(label, "declared")
    if seen is not None:
        return _Choice(seen.encoding, seen.basis)
    if 0 in data:
        raise _binary(data)
    raise _hopeless(data, label)


def _read(data: bytes, encoding: str) -> str | None:
    """All of `data` in an encoding, None where a byte does not fit."""
    try:
        return _decoded(data, encoding)
    except UnicodeDecodeError:
        return None


def _whole(data: bytes, encoding: str) -> bool:
    return _read(data, encoding) is not None


def _hopeless(data: bytes, likely: str | None) -> InputError:
    """The error where nothing takes all bytes: it names the first bad byte of the encoding that goes furthest."""
    places: list[tuple[int, str]] = []
    for encoding in (likely,) if likely else ("utf-8", "gb18030", "big5hkscs"):
        try:
            _decoded(data, encoding)
        except UnicodeDecodeError as error:
            if not places or score(_decoded(data[: error.start], encoding)) >= _SURE:
                places.append((error.start, encoding))
    at, encoding = max(places, default=(0, likely or "utf-8"), key=lambda place: place[0])
    return _undecodable(data, encoding, at, 0)
