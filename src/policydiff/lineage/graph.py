# SPDX-License-Identifier: Apache-2.0
"""The lineage for programs that draw and count trees: GraphML (graphml.graphdrawing.org), DOT (Graphviz) and Newick.

GraphML and DOT hold everything that is said of a text and of an edge. Newick has no edge to a text between others: a
copy with copies below it stands as a named inner vertex; contamination, which no tree holds, stands in a comment."""

import re
from collections.abc import Iterator

from lxml import etree

from policydiff.lineage.result import Collation, Edge, Lineage
from policydiff.show.visible import plain

_NS = "http://graphml.graphdrawing.org/xmlns"
_NODE = ("copies", "names", "lost", "note")
_EDGE = ("strength", "direction", "evidence", "against", "kind")
_BARE = re.compile(r"[A-Za-z0-9_]+")
_STYLES = {"certain": "solid", "strong": "solid", "weak": "dashed", "none": "dotted"}


def graphml(collation: Collation, ui_lang: str) -> bytes:
    """The lineage as a directed graph in GraphML; contamination is an edge of kind `contamination`."""
    root = etree.Element(f"{{{_NS}}}graphml", nsmap={None: _NS})
    for holder, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = "boolean" if name == "lost" else "string"
            etree.SubElement(
                root, f"{{{_NS}}}key", {"id": f"{holder}-{name}", "for": holder, "attr.name": name, "attr.type": kind}
            )
    graph = etree.SubElement(root, f"{{{_NS}}}graph", id="lineage", edgedefault="directed")
    for name, data in _nodes(collation):
        _write(etree.SubElement(graph, f"{{{_NS}}}node", id=name), "node", data)
    for parent, child, data in _edges(collation.lineage):
        _write(etree.SubElement(graph, f"{{{_NS}}}edge", source=parent, target=child), "edge", data)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _write(home: "etree._Element", holder: str, data: dict[str, str]) -> None:
    for name, value in data.items():
        etree.SubElement(home, f"{{{_NS}}}data", key=f"{holder}-{name}").text = value


def dot(collation: Collation, ui_lang: str) -> bytes:
    """The lineage as a digraph in DOT: lost texts are ellipses, uncertain edges dashed or dotted, open ones without a
    head."""
    lines = ["digraph lineage {", "  node [shape=box];"]
    for name, data in _nodes(collation):
        shape = ", shape=ellipse, style=dashed" if data["lost"] == "true" else ""
        lines.append(f"  {_quoted(name)} [label={_quoted(data['names'] or name)}{shape}];")
    for parent, child, data in _edges(collation.lineage):
        if data["kind"] == "contamination":
            style = "style=dashed, color=red, constraint=false"
        else:
            head = ", arrowhead=none" if data["direction"] == "none" else ""
            style = f"style={_STYLES[data['strength']]}, label={_quoted(data['direction'])}{head}"
        lines.append(f"  {_quoted(parent)} -> {_quoted(child)} [{style}];")
    return "\n".join([*lines, "}", ""]).encode()


def _quoted(text: str) -> str:
    told = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{told}"'


def newick(collation: Collation, ui_lang: str) -> bytes:
    """The tree in Newick, rooted where the lineage has its oldest text."""
    lineage = collation.lineage
    below: dict[str, list[str]] = {node.id: [] for node in lineage.nodes}
    for edge in lineage.edges:
        below[edge.parent].append(edge.child)
    told: dict[str, str] = {}
    for name in _last_first(lineage.root, below):
        inner = f"({','.join(told[child] for child in below[name])})" if below[name] else ""
        told[name] = inner + _label(name)
    comment = "".join(f"[{c.copy} also from {' '.join(c.others)}]" for c in lineage.contacts)
    return f"{comment}{told[lineage.root]};\n".encode()


def _last_first(root: str, below: dict[str, list[str]]) -> list[str]:
    order = [root]
    for name in order:
        order += below[name]
    return order[::-1]


def _label(name: str) -> str:
    return name if _BARE.fullmatch(name) else "'" + name.replace("'", "''") + "'"


def _nodes(collation: Collation) -> Iterator[tuple[str, dict[str, str]]]:
    names = {copy.siglum: plain(copy.facts.name) for copy in collation.copies}
    for node in collation.lineage.nodes:
        yield (
            node.id,
            {
                "copies": " ".join(node.copies),
                "names": "\n".join(f"{siglum} {names[siglum]}" for siglum in node.copies),
                "lost": "false" if node.copies else "true",
                "note": node.note,
            },
        )


def _edges(lineage: Lineage) -> Iterator[tuple[str, str, dict[str, str]]]:
    for edge in lineage.edges:
        yield edge.parent, edge.child, _told(edge)
    holder = {siglum: node.id for node in lineage.nodes for siglum in node.copies}
    for contact in lineage.contacts:
        data = {"strength": "", "direction": "", "evidence": "", "against": "", "kind": "contamination"}
        yield holder[contact.others[0]], holder[contact.copy], data


def _told(edge: Edge) -> dict[str, str]:
    evidence, against = (" ".join(f"{e.kind}={e.count}" for e in found) for found in (edge.evidence, edge.against))
    return {
        "strength": edge.strength,
        "direction": edge.direction,
        "evidence": evidence,
        "against": against,
        "kind": "descent",
    }
