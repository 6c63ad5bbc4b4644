# SPDX-License-Identifier: Apache-2.0
"""Text that was decoded with the wrong encoding somewhere before it was saved: 鍥藉姟闄 for 国务院."""

import re

from policydiff.ingest.plausible import SAMPLE, score
from policydiff.model import Problem
from policydiff.reasons import problem
from policydiff.vocabulary.patterns import late_pattern

_EVERYWHERE = "，。、；：的和一有人工"
_USUAL_SHARE = 0.02
"""Of all visible characters; in real notices those above make up 8 to 20 per cent, in misread ones none."""
_SIGNS = ("锛", "銆", "鈥", "锟斤拷", "ï¼", "ã€", "â€", "£¬", "¡¢", "¡£")
"""What ，、“ become under the usual mistakes; none stands in a notice otherwise."""
_MISREAD = (("gb18030", "GBK"), ("latin-1", "Latin-1"), ("big5hkscs", "Big5"))
_MEANT = (("utf-8", "UTF-8"), ("gb18030", "GBK"), ("big5hkscs", "Big5"))
_WINDOWS = {
    ord(bytes([code]).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""Browsers read Latin-1 as Windows-1252; this takes its extra characters back to their bytes."""
_SEVEN_BIT = (
    (re.compile(r"\+[A-Za-z0-9+/]{5,}"), "utf-7", "UTF-7"),
    (re.compile(r"~\{[!-~]{2}"), "hz", "HZ"),
    (re.compile("\x1b\\$[@-B)*]"), "iso2022_jp_2", "ISO 2022"),
)
"""How encodings look that write Chinese in seven bits, and the codecs that read them."""
_HAN = 2
_GAIN = 0.5
_ENOUGH = 0.3
_LINES = 400
"""Suspicious lines that are tried; a page that is wrong is wrong from the first line on."""
_LINE = late_pattern(r"[^\r\n]+")
_WORDS = late_pattern(r"[^\x00-\x7f]{3}")
"""Apart from the line, so that a long line without such a run is passed over once, not from each of its characters."""


def mojibake(text: str) -> tuple[Problem, ...]:
    """A problem (PD107) for each stretch of lines that reads well under another encoding, or a text that is written in
    letters alone.

    The gate is cheap: a text with the usual share of what stands everywhere and none of the
    signs of misreading is not looked at line by line.
    """
    if text.isascii():
        return _in_letters(text)
    if not any(
        sign[0] in text and sign in text for sign in _SIGNS
    ):  # one character is found thirty times as fast as two
        wanted = _USUAL_SHARE * (len(text) - sum(map(text.count, "\n ")))
        for char in _EVERYWHERE:
            wanted -= text.count(char)
            if wanted <= 0:
                return ()
    found: list[tuple[int, int, str, str]] = []
    tried = 0
    for match in _LINE.finditer(text):
        if not _WORDS.search(match[0]):
            continue
        line = match[0][:SAMPLE].replace("\ufffd", "?")
        before = score(line)
        if before > 1 - _GAIN or line.count("?") * 4 > len(line):
            continue
        tried += 1
        if tried > _LINES:
            break
        story, repaired = _meant(line, before)
        if not story:
            continue
        if found and found[-1][2] == story:
            found[-1] = (found[-1][0], match.end(), story, found[-1][3])
        else:
            found.append((match.start(), match.end(), story, repaired))
    return tuple(
        problem("PD107", "misread_text", start, end, story=story, text=repaired[:20])
        for start, end, story, repaired in found
    )


def _in_letters(text: str) -> tuple[Problem, ...]:
    """A problem for Chinese that mail and old systems wrote in ASCII: UTF-7, HZ, ISO 2022; no browser reads them."""
    for sign, codec, name in _SEVEN_BIT:
        match = sign.search(text)
        if match is None:
            continue
        line = text[match.start() : match.start() + SAMPLE].partition("\n")[0]
        meant = line.encode("ascii").decode(codec, "replace")
        if sum("\u4e00" <= char <= "\u9fff" for char in meant) >= _HAN and score(meant) >= _ENOUGH:
            return (problem("PD107", "read_as_ascii", match.start(), len(text), name=name, text=meant[:20]),)
    return ()


def _meant(line: str, before: float) -> tuple[str, str]:
    """The likeliest story of a line that reads badly, with the line as meant; empty where none fits."""
    best, story, repaired = max(before + _GAIN, _ENOUGH), "", ""
    for misread, misread_name in _MISREAD:
        raw = (line.translate(_WINDOWS) if misread == "latin-1" else line).encode(misread, "replace")
        for meant, name in _MEANT:
            if meant == misread:
                continue
            guess = raw.decode(meant, "replace")
            lost = guess.count("\ufffd")
            after = score(guess.replace("\ufffd", "")) * (1 - lost / len(guess))
            if after > best:
                best, story, repaired = after, f"{name} read as {misread_name}", guess
    return story, repaired
