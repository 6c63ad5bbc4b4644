# SPDX-License-Identifier: Apache-2.0
"""The collection of lines of pages and lines of notices, and a notice to put them around."""

from pathlib import Path
from typing import NamedTuple

from policydiff.canonical import canonicalize
from policydiff.structure import parse

_FOLDER = Path(__file__).parent / "lines"
TITLE = "某市人民政府关于加强建设管理的通知"
TEXT = (
    "各区人民政府：\n为加强管理，现通知如下：\n一、加强领导。各部门要高度重视。\n二、落实责任。各部门要密切配合。\n"
    "某市人民政府\n2023年1月30日"
)


class Placed(NamedTuple):
    """A line and where it stands: `top`, `head` (under the title) or `tail`."""

    line: str
    where: str


def page_lines() -> list[Placed]:
    """Every line of the page, at each place where sites have it."""
    rows = [line.split(" ", 1) for line in _read("page.txt")]
    places = {"h": ["head"], "t": ["tail"], "b": ["head", "tail"]}
    return [Placed(line, where) for mark, line in rows for where in places[mark]]


def notice_lines() -> list[Placed]:
    """Every line of notices, at each place around a notice, but where sites have such a line of their own."""
    around = (Placed(line, where) for line in _read("notice.txt") for where in ("top", "head", "tail"))
    page = {*page_lines()}
    return [placed for placed in around if placed not in page]


def _read(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def set_aside(placed: Placed) -> str:
    """What of the line is set aside as page, in canonical form, and what of the notice around it, in brackets."""
    top, head, tail = (f"{placed.line}\n" if placed.where == at else "" for at in ("top", "head", "tail"))
    notice = parse(canonicalize(f"{top}{TITLE}\n{head}{TEXT}\n{tail}"), fields=False)
    return "".join(notice.canonical.text[item.start : item.end] for item in notice.furniture)


def canonical(placed: Placed) -> str:
    """The line as a canonical text has it."""
    return canonicalize(placed.line).text
