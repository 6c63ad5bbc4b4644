# SPDX-License-Identifier: Apache-2.0
"""The units of a page as HTML: the contents, the ticks of the strip, the notice itself.

They are most of a page, and a template takes six times as long over them. As in a template
everything is escaped that is not a number, a name of a closed set or HTML already.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup

from policydiff.report.view import FieldRow, Pointer, Row, Run, Strip, View
from policydiff.show.visible import escape

CHUNK = 40
"""Rows that a browser lays out together, once they come near."""
_NEXT_SOURCE = '</div><div class="src">'


def contents(rows: Sequence[Row]) -> Markup:
    """The list of the units beside the page."""
    return _joined(_contents_entry(row) for row in rows if row.listed)


def _contents_entry(row: Row) -> str:
    changed = " changed" if row.open else ""
    status = f' <span class="status">{escape(row.status_name)}</span>' if row.status != "same" else ""
    link = f'<a href="#{escape(row.anchor)}" lang="{row.lang}"><bdi>{escape(row.name)}</bdi></a>'
    return f'<li class="status-{row.status} kind-{escape(row.kind)}{changed}">{link}{status}</li>\n'


def ticks(strip: Strip) -> Markup:
    """What is drawn on the strip beside the page, each a link to its row."""
    return _joined(
        f'<a href="#{escape(tick.anchor)}" tabindex="-1"><rect class="{tick.cls}" x="0" y="{tick.top}"'
        f' width="{tick.width}" height="{tick.height:g}"><title>{escape(tick.name)}</title></rect></a>'
        for tick in strip.ticks
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every unit of a page is set in: the beginnings of its panes, words of a link, names of classes."""

    pane_a: str
    pane_b: str
    lang_a: str
    lang_b: str
    go_there: str
    classes: dict[str, str]


def notice(view: View) -> Iterator[Markup]:
    """Every unit of both copies side by side, some at a time: of a long notice the page is never held as a whole."""
    pane_a, pane_b = (
        f'<div class="pane {side}" lang="{lang}"><span class="side"'
        f' aria-hidden="true">{escape(view.t[f"side_{side}"])}</span><div class="src">'
        for side, lang in (("a", view.lang_a), ("b", view.lang_b))
    )
    frame = _Frame(
        pane_a,
        pane_b,
        view.lang_a,
        view.lang_b,
        escape(view.t["go_there"]),
        {switch.cls: escape(switch.name) for switch in view.switches},
    )
    for at in range(0, len(view.blocks), CHUNK):
        some = view.blocks[at : at + CHUNK]
        units = (_run(block, frame, view) if isinstance(block, Run) else _row(block, frame, view) for block in some)
        yield _joined((f'<div class="chunk{_height(some)}">\n', *units, "</div>\n"))


def _height(blocks: Sequence[Row | Run]) -> str:
    """About how high a browser has to think a chunk of these is before it lays it out: by tens of its open units."""
    tens = -(-sum(isinstance(block, Row) and block.open for block in blocks) // 10)
    return f" tall-{tens}" if tens else ""


def _row(row: Row, frame: _Frame, view: View) -> str:
    return _stub(row, frame, view.lang_b) if row.stub else _unit(row, frame, view.t)


def _run(run: Run, frame: _Frame, view: View) -> str:
    """Unchanged units in a row, folded into a line."""
    rows = "".join(_row(row, frame, view) for row in run.rows)
    return f'<details class="run"><summary><bdi>{escape(run.words)}</bdi></summary>\n{rows}</details>\n'


def _stub(row: Row, frame: _Frame, lang: str) -> str:
    """The place that a moved unit left."""
    pointer = row.pointers[0]
    said = f'⇄ <bdi lang="{lang}">{escape(row.name)}</bdi> <span class="status">{escape(pointer.words)}</span>'
    return (
        f'<div class="stub on-{pointer.side}" id="{escape(row.anchor)}"><p>{said} {_link(pointer, frame)}</p></div>\n'
    )


def _unit(row: Row, frame: _Frame, t: dict[str, str]) -> str:
    opened = " open" if row.open else ""
    said = row.only or (row.status_name if row.status != "same" else "")
    status = f' <span class="status">{escape(said)}</span>' if said else ""
    extra = f' <span class="extra">{escape(row.extra)}</span>' if row.extra else ""
    extra += f' <span class="tech">{escape(row.tech)}</span>' if row.tech else ""
    near = " near" if row.near else ""
    chips = "".join(
        [f' <span class="chip {class_}">{frame.classes[class_]} {count}</span>' for class_, _, count in row.chips]
    )
    shown = _cells(row, frame, t) if row.cells else _panes(row, frame)
    pointers = "".join(
        [f'<p class="pointer">⇄ {escape(pointer.words)} {_link(pointer, frame)}</p>\n' for pointer in row.pointers]
    )
    return (
        f'<details class="unit status-{row.status} kind-{escape(row.kind)}{near}"'
        f' id="{escape(row.anchor)}"{opened}><summary><h3 class="name"'
        f' lang="{row.lang}"><bdi>{escape(row.name)}</bdi></h3>{status}{extra}{chips}</summary>\n'
        f"{shown}\n{pointers}{_fields(row.fields, t) if row.fields else ''}</details>\n"
    )


def _panes(row: Row, frame: _Frame) -> str:
    """Both copies of a unit side by side."""
    pane_a = _pane(frame.pane_a, row.a) if row.a else '<div class="pane a empty"></div>'
    pane_b = _pane(frame.pane_b, row.b) if row.b else '<div class="pane b empty"></div>'
    return f'<div class="pair">{pane_a}{pane_b}</div>'


def _cells(row: Row, frame: _Frame, t: dict[str, str]) -> str:
    """Both copies of a row of a table, one below the other under the names of the columns."""
    names = "".join(f'<th class="of-{cell.role}" scope="col">{escape(cell.name)}</th>' for cell in row.cells)
    lines = "".join(
        _line(side, lang, [cell.a if side == "a" else cell.b for cell in row.cells], row, t)
        for side, lang in (("a", frame.lang_a), ("b", frame.lang_b))
    )
    head = f'<thead><tr><th class="copy" scope="col"><span class="vh">{escape(t["copies_column"])}</span></th>{names}'
    return f'<table class="cells">{head}</tr></thead><tbody>{lines}</tbody></table>'


def _line(side: str, lang: str, shown: Sequence[str | None], row: Row, t: dict[str, str]) -> str:
    if all(html is None for html in shown):
        return ""
    label = escape(t[f"side_{side}"])
    cells = []
    for cell, html in zip(row.cells, shown, strict=True):
        has = cell.has_a if side == "a" else cell.has_b
        states = (
            ("changed", cell.changed),
            ("missing", not has),
            ("equal", cell.has_a and cell.has_b and cell.a == cell.b),
        )
        kind = " ".join(state for state, holds in states if holds)
        name = f' data-name="{escape(cell.name)}"' if side == "a" or cell.a is None else ""
        cells.append(f'<td class="{kind}" data-side="{label}"{name}><div class="src">{html or ""}</div></td>')
    return f'<tr class="{side}" lang="{lang}"><th class="copy" scope="row">{label}</th>{"".join(cells)}</tr>'


def _pane(opening: str, sources: Sequence[str]) -> str:
    return f"{opening}{_NEXT_SOURCE.join(sources)}</div></div>"


def _link(pointer: Pointer, frame: _Frame) -> str:
    return f'<a href="#{escape(pointer.anchor)}">{frame.go_there}</a>'


def _fields(fields: Sequence[FieldRow], t: dict[str, str]) -> str:
    """What became of the fields of a unit: of those with one value each the pairs in a line, of lists a table."""
    single = "".join(
        f"<p class=fields><b>{escape(name)}</b> {' · '.join(map(_change, found))}</p>\n"
        for name, found in groupby((field for field in fields if field.single), key=attrgetter("name"))
    )
    rows = "".join(_field(field) for field in fields if not field.single)
    if not rows:
        return single
    heads = "".join(f'<th scope="col">{escape(t[name])}</th>' for name in ("fields", "kept", "dropped", "added"))
    table = f'<table class="fields"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n'
    return f"{table}{single}"


def _change(field: FieldRow) -> str:
    """One value that became another."""
    removed = f"<del dir=auto>{escape(field.removed)}</del>" if field.removed else ""
    added = f"<ins dir=auto>{escape(field.added)}</ins>" if field.added else ""
    return f"{removed} → {added}"


def _field(field: FieldRow) -> str:
    """What became of a list of values."""
    removed = f"<del dir=auto>{escape(field.removed)}</del>" if field.removed else ""
    added = f"<ins dir=auto>{escape(field.added)}</ins>" if field.added else ""
    return (
        f'<tr><th scope="row">{escape(field.name)}</th><td dir=auto>{escape(field.kept)}</td><td>{removed}</td>'
        f"<td>{added}</td></tr>"
    )


def _joined(parts: Iterable[str]) -> Markup:
    return Markup("".join(parts))  # noqa: S704  # every part is escaped where it is made
