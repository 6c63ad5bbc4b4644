# SPDX-License-Identifier: Apache-2.0
"""The parts of the page that repeat by the hundred, as HTML: contents, ticks, entries, units, errata, groups.

They are most of a page, and a template takes six times as long over them. As in a template
everything is escaped that is not a number, a name of a closed set or HTML already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from policydiff.report.view import (
    ClassSection,
    Entry,
    ErrataGroup,
    ErrataItem,
    FieldRow,
    Pointer,
    Quote,
    Row,
    Strip,
    View,
)

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
        f' width="{tick.width}" height="{strip.tick}"><title>{escape(tick.name)}</title></rect></a>'
        for tick in strip.ticks
    )


def entries(listed: Sequence[Entry], t: dict[str, str]) -> Markup:
    """Differences one by one, each with both readings, the rule and what was decided."""
    return _joined(_entry(entry, t) for entry in listed)


def _entry(entry: Entry, t: dict[str, str]) -> str:
    ident, note = escape(entry.id), escape(entry.note)
    severity = f" {entry.severity}" if entry.severity else ""
    class_name = f' <span class="class">{escape(entry.class_name)}</span>' if entry.cls != "substantive" else ""
    cure = (
        f' <span class="cure">{escape(t["cure"])} <bdi>{escape(entry.suggestion)}</bdi></span>'
        if entry.suggestion
        else ""
    )
    extra = f' <span class="extra">{escape(entry.extra)}</span>' if entry.extra else ""
    code_points = f" <code>{entry.code_points}</code>" if entry.code_points else ""
    suppressed = f' <span class="extra">{escape(entry.suppressed)}</span>' if entry.suppressed else ""
    reading_a = _reading(entry.a, "mark" if entry.alike else "del", t["side_a"], entry.place_a, t)
    reading_b = _reading(entry.b, "mark" if entry.alike else "ins", t["side_b"], entry.place_b, t)
    return (
        f'<li class="entry {entry.cls}{severity}" id="e-{ident}" data-id="{ident}" data-class="{entry.cls}"'
        f' data-kind="{escape(entry.kind)}" data-decision="{entry.decision}" data-note="{note}"><div class="what"><span'
        f' class="tag">{escape(entry.action)}</span> <b>{escape(entry.kind_name)}</b>{class_name} <a class="where"'
        f' href="#d-{ident}" title="{escape(t["see_text"])}"><bdi>{escape(entry.where)}</bdi></a></div>\n<div'
        f' class="readings">{reading_a}{reading_b}</div>\n<div'
        f' class="rule">{escape(entry.rule)}{cure}{extra}{code_points}{suppressed}</div>\n<div'
        f' class="decide">{_settled(entry.decision, note, t)}</div></li>\n'
    )


def _reading(quote: Quote, tag: str, label: str, place: str, t: dict[str, str]) -> str:
    nothing = f'<span class="nothing" title="{escape(t["nothing"])}">‸</span>'
    text = f"<{tag}>{escape(quote.text)}</{tag}>" if quote.text else nothing
    return (
        f'<div><span class="side" title="{place}">{escape(label)}</span> <span class="quote"'
        f' lang="{quote.lang}"><bdi>{escape(quote.before)}{text}{escape(quote.after)}</bdi></span> <span'
        f' class="line">{place}</span></div>'
    )


def _settled(decision: str, note: str, t: dict[str, str]) -> str:
    """What was decided, with the note, which is escaped already."""
    written = f" · <bdi>{note}</bdi>" if note else ""
    return f'<span class="settled">{escape(t[decision])}{written}</span>' if decision else ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What every unit of a page is set in: the beginnings of its panes, words of a link, names of classes."""

    pane_a: str
    pane_b: str
    lang_a: str
    lang_b: str
    go_there: str
    classes: dict[str, str]


def notice(view: View) -> Markup:
    """Every unit of both copies side by side."""
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
    units = [_stub(row, frame, view.lang_b) if row.stub else _unit(row, frame, view.t) for row in view.rows]
    chunks = ("".join(units[at : at + CHUNK]) for at in range(0, len(units), CHUNK))
    return _joined(f'<div class="chunk">\n{chunk}</div>\n' for chunk in chunks)


def _stub(row: Row, frame: _Frame, lang: str) -> str:
    """The place that a moved unit left."""
    pointer = row.pointers[0]
    said = f'⇄ <bdi lang="{lang}">{escape(row.name)}</bdi> <span class="status">{escape(pointer.words)}</span>'
    return (
        f'<div class="stub on-{pointer.side}" id="{escape(row.anchor)}"><p>{said} {_link(pointer, frame)}</p></div>\n'
    )


def _unit(row: Row, frame: _Frame, t: dict[str, str]) -> str:
    opened = " open" if row.open else ""
    status = f' <span class="status">{escape(row.status_name)}</span>' if row.status != "same" else ""
    only = f' <span class="status">{escape(row.only)}</span>' if row.only else ""
    extra = f' <span class="extra">{escape(row.extra)}</span>' if row.extra else ""
    chips = "".join(
        [f' <span class="chip {class_}">{frame.classes[class_]} {count}</span>' for class_, _, count in row.chips]
    )
    shown = _cells(row, frame, t) if row.cells else _panes(row, frame)
    pointers = "".join(
        [f'<p class="pointer">⇄ {escape(pointer.words)} {_link(pointer, frame)}</p>\n' for pointer in row.pointers]
    )
    return (
        f'<details class="unit status-{row.status} kind-{escape(row.kind)}"'
        f' id="{escape(row.anchor)}"{opened}><summary><h3 class="name"'
        f' lang="{row.lang}"><bdi>{escape(row.name)}</bdi></h3>{status}{only}{extra}{chips}</summary>\n'
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
    """What became of the fields of a unit."""
    heads = "".join(f'<th scope="col">{escape(t[name])}</th>' for name in ("fields", "kept", "dropped", "added"))
    rows = "".join(_field(field) for field in fields)
    return f'<table class="fields"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n'


def _field(field: FieldRow) -> str:
    removed = f"<del><bdi>{escape(field.removed)}</bdi></del>" if field.removed else ""
    added = f"<ins><bdi>{escape(field.added)}</bdi></ins>" if field.added else ""
    cells = (
        f'<td colspan="3">{removed} → {added}</td>'
        if field.single
        else f"<td><bdi>{escape(field.kept)}</bdi></td><td>{removed}</td><td>{added}</td>"
    )
    return f'<tr><th scope="row">{escape(field.name)}</th>{cells}</tr>'


def errata(groups: Sequence[ErrataGroup], side: str, t: dict[str, str]) -> Markup:
    """The errata of one copy, each with all its places."""
    buttons = " ".join(
        f'<button type="button" data-all="{name}">{escape(t[name])}</button>' for name in ("change", "keep", "query")
    )
    return _joined(_erratum(group, side, buttons, t) for group in groups)


def _erratum(group: ErrataGroup, side: str, buttons: str, t: dict[str, str]) -> str:
    certain, doubt = (" certain", "") if group.certain else ("", f" · {escape(t['unsure'])}")
    suggestion = f" → <ins>{escape(group.suggestion)}</ins>" if group.suggestion else ""
    code_points = f" <code>{group.code_points}</code>" if group.code_points else ""
    alike = escape(group.alike)
    together = f'<p class="all js" role="group" aria-label="{alike}">{alike} {buttons}</p>' if alike else ""
    places = "".join([_erratum_place(item, side, t) for item in group.items])
    return (
        f'<details class="erratum{certain}"><summary><span class="change"'
        f' lang="{group.lang}"><bdi><del>{escape(group.text)}</del>{suggestion}</bdi></span> <span'
        f' class="times">×{group.count}</span> <span'
        f' class="kind">{escape(group.kind_name)}{doubt}</span>{code_points}</summary>\n<p'
        f' class="rule">{escape(group.rule)}</p>\n{together}<ul>\n{places}</ul></details>\n'
    )


def _erratum_place(item: ErrataItem, side: str, t: dict[str, str]) -> str:
    ident, quote = escape(item.id), item.quote
    note = escape(item.note) if item.note else ""
    settled = _settled(item.decision, note, t) if item.decision else ""
    return (
        f'<li class="place" id="x-{side}-{ident}" data-id="{ident}" data-decision="{item.decision}" data-note="{note}">'
        f'<a href="#f-{side}-{ident}">{item.place}</a> <span class="quote" lang="{quote.lang}">'
        f"<bdi>{escape(quote.before)}<mark>{escape(quote.text)}</mark>{escape(quote.after)}</bdi></span>"
        f' <div class="decide">{settled}</div></li>\n'
    )


def groups(section: ClassSection, view: View) -> Markup:
    """The rows of a class that does not tell: equal differences, counted."""
    rows = []
    for group in section.groups:
        times = f'<a href="#d-{escape(group.first)}">×{group.count}</a>' if group.first else f"×{group.count}"
        rows.append(
            f'<tr><td lang="{view.lang_a}"><bdi>{escape(group.a)}</bdi></td><td'
            f' lang="{view.lang_b}"><bdi>{escape(group.b)}</bdi></td>'
            f'<td class="times">{times}</td><td>{escape(group.kind_name)}</td><td>{escape(group.rule)}</td><td>'
            f"<code>{group.code_points}</code></td></tr>\n"
        )
    return _joined(rows)


def _joined(parts: Iterable[str]) -> Markup:
    return Markup("".join(parts))  # noqa: S704  # every part is escaped where it is made
