# SPDX-License-Identifier: Apache-2.0
"""Thousands of synthetic copies: many notices, each in many copies that differ as copies do.

The notices are made of the words of the two copies in corpus/, in other orders; the copies
differ in script, glosses, page furniture, small edits, a task that is gone. What belongs
together is known, so that precision and recall of groups can be counted.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from bench.pairs import A
from policydiff.script.fold import FOLD

LENGTH = 2500
"""Characters of a notice; in UTF-8 about 8 KB."""
_GLOSS = re.compile(r"([\u4e00-\u9fff])(\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\))")
_GLOSSES = dict(_GLOSS.findall(A))
_WORDS = [word for word in re.findall(r"[\u4e00-\u9fff]{2,4}", _GLOSS.sub(r"\1", A)) if len(word) > 1]
_SIMPLE = {code: form for code, form in FOLD.items() if 0x4E00 <= code < 0xA000}


def notice(number: int) -> str:
    """One notice in traditional script: title, own number, tasks, signature."""
    chance = random.Random(number)
    subject = "".join(chance.choices(_WORDS, k=4))
    year, month, day = 2000 + number % 23, chance.randrange(1, 13), chance.randrange(1, 29)
    lines = [
        f"關於印發{subject}{year}年工作任務的通知",
        f"政發〔{year}〕{number + 1}號",
        "各區、市人民政府,市政府各部門:",
    ]
    task = 0
    while sum(map(len, lines)) < LENGTH:
        task += 1
        sentences = (
            f"{''.join(chance.choices(_WORDS, k=chance.randrange(4, 12)))}{chance.randrange(2, 900)}個"
            for _ in range(3)
        )
        lines.append(f"{task}.{','.join(sentences)}。(責任單位:市{chance.choice(_WORDS)}局)")
    lines += ["市人民政府辦公廳", f"{year}年{month}月{day}日"]
    return "\n".join(lines)


def copy_of(text: str, chance: random.Random) -> str:
    """A copy as a site would have it."""
    lines = text.split("\n")
    if chance.random() < 0.2:
        lines.pop(chance.randrange(4, len(lines) - 2))
    if chance.random() < 0.5:
        lines.insert(0, f"瀏覽量:{chance.randrange(10, 99999)}")
    if chance.random() < 0.3:
        lines += [
            "來源:市人民政府網站",
            f"發布日期:{chance.randrange(2001, 2024)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
        ]
    text = "\n".join(lines)
    for _ in range(chance.randrange(13)):
        place = chance.randrange(120, len(text) - 60)
        if text[place].isalpha():
            text = text[:place] + chance.choice(_WORDS)[0] + text[place + 1 :]
    if chance.random() < 0.3:
        text = "".join(char + _GLOSSES[char] if char in _GLOSSES and chance.random() < 0.3 else char for char in text)
    return text.translate(_SIMPLE) if chance.random() < 0.5 else text


def archive(folder: Path, notices: int, copies: int) -> Iterator[tuple[str, int]]:
    """Write `copies` of each of `notices` below `folder`, a thousand files a folder; yields each path with the number
    of its notice."""
    for number in range(notices):
        text = notice(number)
        for turn in range(copies):
            at = number * copies + turn
            file = folder / f"{at // 1000:03}" / f"{at:06}.txt"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(copy_of(text, random.Random(at)), encoding="utf-8")
            yield file.as_posix(), number
