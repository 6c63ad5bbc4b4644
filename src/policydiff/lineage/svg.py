# SPDX-License-Identifier: Apache-2.0
"""The lineage as a drawing: the older text above, an arrow to each copy made from it."""

from dataclasses import dataclass, field

from markupsafe import Markup, escape

from policydiff.lineage.result import Lineage
from policydiff.lineage.words import Words

_WIDE, _HIGH, _BOX, _MARGIN = 110, 86, 30, 24


_OPEN = Markup(
    '<svg class="tree" role="group" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-labelledby="tree-title">'
)
_HEAD = Markup(
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="10" markerHeight="10"'
    ' markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
)
_NODE = Markup(
    '<g class="node {kind}"><rect x="{x}" y="{y}" width="{w}" height="{h}" rx="5"/><text x="{cx}"'
    ' y="{cy}">{label}</text><title>{title}</title></g>'
)
_CONTACT = Markup('<path class="contact" d="M{x0} {y0}L{x1} {y1}"><title>{told}</title></path>')


@dataclass
class _Place:
    x: float
    y: float
    below: list[str] = field(default_factory=list)


def draw(lineage: Lineage, say: Words) -> Markup:
    """The tree as SVG; sure lines are broad, lines on too little evidence dotted, open directions
    have no head, contamination is dashed."""
    places = _placed(lineage)
    width = max((p.x for p in places.values()), default=0) + _WIDE + _MARGIN
    height = max((p.y for p in places.values()), default=0) + _BOX + 2 * _MARGIN
    parts = [_OPEN.format(w=round(width), h=round(height))]
    parts.append(Markup('<title id="tree-title">{}</title>').format(say.t("ui.drawing")))
    parts.append(_HEAD)
    for edge in lineage.edges:
        a, b = places[edge.parent], places[edge.child]
        end = Markup(' marker-end="url(#head)"') if edge.direction != "none" else Markup("")
        told = (
            f"{edge.parent} → {edge.child}: {say.t(f'strength.{edge.strength}')},"
            f" {say.t(f'direction.{edge.direction}')}"
        )
        line = Markup(
            '<a href="#edge-{child}"><path class="edge {strength}" d="M{x0}'
            ' {y0}V{mid}H{x1}V{y1}"{end}/><title>{told}</title></a>'
        )
        y0, y1 = a.y + _BOX, b.y
        parts.append(
            line.format(
                child=edge.child,
                strength=edge.strength,
                x0=a.x,
                y0=y0,
                mid=(y0 + y1) / 2,
                x1=b.x,
                y1=y1 - 1,
                end=end,
                told=told,
            )
        )
    parts += [
        _contact(places, holders, contact.copy, other)
        for contact in lineage.contacts
        for holders in [_holders(lineage)]
        for other in contact.others[:1]
    ]
    for node in lineage.nodes:
        place = places[node.id]
        label = " = ".join(node.copies) if node.copies else node.id
        shown = label if len(label) <= 12 else f"{label[:11]}…"
        kind, wide = ("copy" if node.copies else "lost"), _WIDE - 26
        parts.append(
            _NODE.format(
                kind=kind,
                x=place.x - wide / 2,
                y=place.y,
                w=wide,
                h=_BOX,
                cx=place.x,
                cy=place.y + 20,
                label=shown,
                title=say.node(node),
            )
        )
    return Markup("").join([*parts, Markup("</svg>")])


def _holders(lineage: Lineage) -> dict[str, str]:
    return {siglum: node.id for node in lineage.nodes for siglum in node.copies}


def _contact(places: dict[str, _Place], holders: dict[str, str], copy: str, other: str) -> Markup:
    a, b = places[holders[other]], places[holders[copy]]
    told = escape(f"{other} ⇢ {copy}")
    return _CONTACT.format(x0=a.x, y0=a.y + _BOX / 2, x1=b.x, y1=b.y + _BOX / 2, told=told)


def _placed(lineage: Lineage) -> dict[str, _Place]:
    """Leaves side by side, every other vertex above the middle of its children."""
    children: dict[str, list[str]] = {node.id: [] for node in lineage.nodes}
    for edge in lineage.edges:
        children[edge.parent].append(edge.child)
    places: dict[str, _Place] = {}
    depth = {lineage.root: 0}
    order = [lineage.root]
    for name in order:
        for child in children[name]:
            depth[child] = depth[name] + 1
            order.append(child)
    next_x = _MARGIN + _WIDE / 2
    for name in _last_first(lineage.root, children):
        if children[name]:
            x = sum(places[child].x for child in children[name]) / len(children[name])
        else:
            x, next_x = next_x, next_x + _WIDE
        places[name] = _Place(x, _MARGIN + depth[name] * _HIGH, children[name])
    return places


def _last_first(root: str, children: dict[str, list[str]]) -> list[str]:
    """Vertices with all below a vertex before it, from left to right."""
    out, stack = [], [(root, False)]
    while stack:
        name, done = stack.pop()
        if done:
            out.append(name)
            continue
        stack.append((name, True))
        stack += [(child, False) for child in reversed(children[name])]
    return out
