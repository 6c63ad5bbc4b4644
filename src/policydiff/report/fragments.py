# SPDX-License-Identifier: Apache-2.0
"""The parts of the page that repeat by the hundred, as HTML: contents, units, errata, groups.

They are most of a page, and a template takes six times as long over them. As in a template
everything is escaped that is not a number, a name of a closed set or HTML already.
"""

from collections.abc import Iterable, Sequence
from html import escape

from markupsafe import Markup

from policydiff.report.view import ClassSection, ErrataGroup, ErrataItem, FieldRow, Pointer, Row, View

CHUNK = 40
"""Rows that a browser lays out together, once they come near."""


def contents(rows: Sequence[Row]) -> Markup:
    """The list of the units beside the page."""
    return _joined(_contents_entry(row) for row in rows if row.listed)


def _contents_entry(row: Row) -> str:
    changed = " changed" if row.open else ""
    status = f' <span class="status">{escape(row.status_name)}</span>' if row.status != "same" else ""
    link = f'<a href="#{escape(row.anchor)}" lang="{row.lang}"><bdi>{escape(row.name)}</bdi></a>'
    return f'<li class="status-{row.status} kind-{escape(row.kind)}{changed}">{link}{status}</li>\n'


def notice(view: View) -> Markup:
    """Every unit of both copies side by side."""
    units = [_stub(row, view) if row.stub else _unit(row, view) for row in view.rows]
    chunks = ("".join(units[at : at + CHUNK]) for at in range(0, len(units), CHUNK))
    return _joined(f'<div class="chunk">\n{chunk}</div>\n' for chunk in chunks)


def _stub(row: Row, view: View) -> str:
    """The place that a moved unit left."""
    pointer = row.pointers[0]
    said = f'⇄ <bdi lang="{view.lang_b}">{escape(row.name)}</bdi> <span class="status">{escape(pointer.words)}</span>'
    return f'<div class="stub on-{pointer.side}" id="{escape(row.anchor)}"><p>{said} {_link(pointer, view)}</p></div>\n'


def _unit(row: Row, view: View) -> str:
    opened = " open" if row.open else ""
    parts = [
        f'<details class="unit status-{row.status} kind-{escape(row.kind)}" id="{escape(row.anchor)}"{opened}>',
        f'<summary><h3 class="name" lang="{row.lang}"><bdi>{escape(row.name)}</bdi></h3>',
    ]
    if row.status != "same":
        parts.append(f' <span class="status">{escape(row.status_name)}</span>')
    if row.only:
        parts.append(f' <span class="status">{escape(row.only)}</span>')
    if row.extra:
        parts.append(f' <span class="extra">{escape(row.extra)}</span>')
    parts += [f' <span class="chip {class_}">{escape(name)} {count}</span>' for class_, name, count in row.chips]
    parts.append('</summary>\n<div class="pair">')
    parts.append(_pane(row.a, "a", view.lang_a, view.t["side_a"]))
    parts.append(_pane(row.b, "b", view.lang_b, view.t["side_b"]))
    parts.append("</div>\n")
    parts += [f'<p class="pointer">⇄ {escape(pointer.words)} {_link(pointer, view)}</p>\n' for pointer in row.pointers]
    if row.fields:
        parts.append(_fields(row.fields, view.t))
    parts.append("</details>\n")
    return "".join(parts)


def _pane(sources: Sequence[Markup] | None, side: str, lang: str, label: str) -> str:
    if not sources:
        return f'<div class="pane {side} empty"></div>'
    text = "".join([f'<div class="src">{source}</div>' for source in sources])
    return f'<div class="pane {side}" lang="{lang}"><span class="side" aria-hidden="true">{escape(label)}</span>{text}</div>'


def _link(pointer: Pointer, view: View) -> str:
    return f'<a href="#{escape(pointer.anchor)}">{escape(view.t["go_there"])}</a>'


def _fields(fields: Sequence[FieldRow], t: dict[str, str]) -> str:
    """What became of the fields of a unit."""
    heads = "".join(f'<th scope="col">{escape(t[name])}</th>' for name in ("fields", "kept", "dropped", "added"))
    rows = "".join(_field(field) for field in fields)
    return f'<table class="fields"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n'


def _field(field: FieldRow) -> str:
    removed = f"<del><bdi>{escape(field.removed)}</bdi></del>" if field.removed else ""
    added = f"<ins><bdi>{escape(field.added)}</bdi></ins>" if field.added else ""
    cells = f'<td colspan="3">{removed} → {added}</td>' if field.single else f"<td><bdi>{escape(field.kept)}</bdi></td><td>{removed}</td><td>{added}</td>"
    return f'<tr><th scope="row">{escape(field.name)}</th>{cells}</tr>'


def errata(groups: Sequence[ErrataGroup], side: str, t: dict[str, str]) -> Markup:
    """The errata of one copy, each with all its places."""
    buttons = " ".join(f'<button type="button" data-all="{name}">{escape(t[name])}</button>' for name in ("change", "keep", "query"))
    return _joined(_erratum(group, side, buttons, t) for group in groups)


def _erratum(group: ErrataGroup, side: str, buttons: str, t: dict[str, str]) -> str:
    certain, doubt = (" certain", "") if group.certain else ("", f" · {escape(t['unsure'])}")
    suggestion = f" → <ins>{escape(group.suggestion)}</ins>" if group.suggestion else ""
    code_points = f" <code>{group.code_points}</code>" if group.code_points else ""
    alike = escape(group.alike)
    together = f'<p class="all js" role="group" aria-label="{alike}">{alike} {buttons}</p>' if alike else ""
    places = "".join([_erratum_place(item, side, t) for item in group.items])
    return (
        f'<details class="erratum{certain}"><summary><span class="change" lang="{group.lang}"><bdi><del>{escape(group.text)}</del>{suggestion}</bdi></span>'
        f' <span class="times">×{group.count}</span> <span class="kind">{escape(group.kind_name)}{doubt}</span>{code_points}</summary>\n'
        f'<p class="rule">{escape(group.rule)}</p>\n{together}<ul>\n{places}</ul></details>\n'
    )


def _erratum_place(item: ErrataItem, side: str, t: dict[str, str]) -> str:
    ident, quote = escape(item.id), item.quote
    note = escape(item.note) if item.note else ""
    written = f" · <bdi>{note}</bdi>" if note else ""
    settled = f'<span class="settled">{escape(t[item.decision])}{written}</span>' if item.decision else ""
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
            f'<tr><td lang="{view.lang_a}"><bdi>{escape(group.a)}</bdi></td><td lang="{view.lang_b}"><bdi>{escape(group.b)}</bdi></td>'
            f'<td class="times">{times}</td><td>{escape(group.kind_name)}</td><td>{escape(group.rule)}</td><td><code>{group.code_points}</code></td></tr>\n'
        )
    return _joined(rows)


def _joined(parts: Iterable[str]) -> Markup:
    return Markup("".join(parts))  # noqa: S704  # every part is escaped where it is made
