# SPDX-License-Identifier: Apache-2.0
"""Two versions of one law, the second made from the first and a list of amendments, with which article came of
which."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"
_ARTICLE = re.compile(r"(?m)^第[一二三四五六七八九十百]+条 ")


class Versions(NamedTuple):
    """Both texts; article of the old one to article of the new one, `-` where it is gone; and the labels of new
    articles."""

    old: str
    new: str
    answers: dict[str, str]
    added: frozenset[str]


class _Article(NamedTuple):
    of: int | None
    text: str
    head: str = ""
    """The heading of a chapter that stands before it."""


def han(number: int) -> str:
    """A number below one hundred in Han numerals: 四十, 十二."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")


def versions(amendments: str = "law.toml", *, kept: bool = False) -> Versions:
    """The law and its next version, numbered anew, or with `kept` its numbers kept: 第八条之一 for a new article,
    （删除） for one repealed."""
    old = (CASES / "law.txt").read_text(encoding="utf-8")
    listed = tomllib.loads((CASES / amendments).read_text(encoding="utf-8"))
    articles = _amended(_articles(old), listed, kept)
    text, answers, added = old[: old.index("第一章")], {}, set()
    number = extra = 0
    for article in articles:
        if kept and article.of is None:
            extra += 1
            label = f"第{han(number)}条之{han(extra)}"
        else:
            number, extra = (article.of if kept and article.of else number + 1), 0
            label = f"第{han(number)}条"
        text += f"{article.head}{label} {article.text}"
        if article.of is None:
            added.add(label)
        else:
            answers[f"第{han(article.of)}条"] = label
    gone = {f"第{han(n)}条": "-" for n in range(1, 41)}
    return Versions(old, text, gone | answers, frozenset(added))


def _articles(law: str) -> list[_Article]:
    found, head = [], law[law.index("第一章") : law.index("第一条")]
    starts = [m.span() for m in _ARTICLE.finditer(law)]
    for n, (_, start) in enumerate(starts):
        end = starts[n + 1][0] if n + 1 < len(starts) else len(law)
        text, chapter, rest = law[start:end].partition(f"\n第{han(_chapter(law, start) + 1)}章")
        found.append(_Article(n + 1, text + ("\n" if chapter else ""), head))
        head = (chapter + rest).removeprefix("\n")
    return found


def _chapter(law: str, at: int) -> int:
    return len(re.findall(r"(?m)^第[一二三四五六]章", law[:at]))


def _amended(articles: list[_Article], listed: dict[str, list[dict[str, object]]], kept: bool) -> list[_Article]:
    rows = list(articles)

    def place(number: object) -> int:
        return next(n for n, row in enumerate(rows) if row.of == number)

    for change in listed.get("amended", []):
        at = place(change["article"])
        text = (
            f"{change['text']}\n" if "text" in change else rows[at].text.replace(str(change["old"]), str(change["new"]))
        )
        assert text != rows[at].text, change
        rows[at] = rows[at]._replace(text=text)
    for change in listed.get("moved", []) if not kept else []:
        row = rows.pop(place(change["article"]))
        rows.insert(place(change["after"]) + 1, row)
    for change in listed.get("added", []):
        at = place(change["after"]) + 1
        rows.insert(at, _Article(None, f"{change['text']}\n"))
    for change in listed.get("repealed", []):
        at = place(change["article"])
        if kept:
            rows[at] = rows[at]._replace(text="（删除）\n")
        else:
            head = rows.pop(at).head
            rows[at] = rows[at]._replace(head=head + rows[at].head)
    return rows
