# SPDX-License-Identifier: Apache-2.0
"""The lineage as graph and tree, and the table for stemmaweb, read by small strict readers and by their rules."""

import csv
import io
import re

import pytest
from lxml import etree
from tests.comparison.copies import NOTICE
from tests.lineage.families import family
from tests.lineage.test_collate import CUT, MOVED, OTHER_NUMBER, WITHOUT, copies

from policydiff.lineage import formats
from policydiff.lineage.collate import collate
from policydiff.lineage.result import Collation
from policydiff.model import TELLING

_XML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def collation() -> Collation:
    """A family with lost copies, and copies of the same bytes among them."""
    return collate(family("graph 5", mixed=False).prepared())


def test_graphml_holds_the_lineage(collation: Collation) -> None:
    """Every key is declared, every end of an edge is a node, and texts and edges are those of the lineage."""
    root = etree.fromstring(formats.write(collation, "graphml"))
    keys = {key.get("id"): key.get("for") for key in root.iter(f"{_XML}key")}
    nodes = {node.get("id") for node in root.iter(f"{_XML}node")}
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iter(f"{_XML}edge")]

    assert nodes == {node.id for node in collation.lineage.nodes}
    assert edges[: len(collation.lineage.edges)] == [(e.parent, e.child) for e in collation.lineage.edges]
    assert all(end in nodes for edge in edges for end in edge)
    for data in root.iter(f"{_XML}data"):
        home = data.getparent()
        assert home is not None
        assert keys[data.get("key")] == etree.QName(home).localname


def _tree(text: str) -> dict[str, str | None]:
    """Child to parent of a Newick tree, by a reader of its grammar alone; comments are left out."""
    tokens = re.findall(r"'(?:[^']|'')*'|[(),;]|[^\s(),;'\[\]]+", re.sub(r"\[[^\]]*\]", "", text))
    parent: dict[str, str | None] = {}
    open_: list[list[str]] = [[]]
    closed: list[str] = []
    for token in tokens:
        if token == "(":
            open_.append([])
        elif token == ")":
            closed = open_.pop()
        elif token == ";":
            assert len(open_) == 1
        elif token != ",":
            name = token[1:-1].replace("''", "'") if token.startswith("'") else token
            parent |= dict.fromkeys(closed, name)
            closed = []
            open_[-1].append(name)
    (root,) = open_[0]
    return {**parent, root: None}


def test_newick_holds_the_tree(collation: Collation) -> None:
    """Read back, each text has the parent that the lineage gives it; the root has none."""
    told = {edge.child: edge.parent for edge in collation.lineage.edges}

    assert _tree(formats.write(collation, "newick").decode()) == {**told, collation.lineage.root: None}


def test_dot_names_every_text_once(collation: Collation) -> None:
    """A statement a text and an edge, names in quotation marks, none of them open."""
    lines = formats.write(collation, "dot").decode().splitlines()
    nodes = [line for line in lines if "[label=" in line and "->" not in line]
    edges = [re.match(r'  "([^"]+)" -> "([^"]+)" \[.*\];$', line) for line in lines if "->" in line]

    assert (lines[0], lines[-1]) == ("digraph lineage {", "}")
    assert len(nodes) == len(collation.lineage.nodes)
    assert [m.groups() for m in edges if m][: len(collation.lineage.edges)] == [
        (e.parent, e.child) for e in collation.lineage.edges
    ]


def test_stemmaweb_gets_a_row_for_each_place_that_tells() -> None:
    """Sigla in the first row, as many cells in each, copies that lack a passage marked."""
    collation = collate(copies(NOTICE, OTHER_NUMBER, MOVED, WITHOUT, CUT))
    head, *rows = csv.reader(io.StringIO(formats.write(collation, "stemmaweb").decode()), delimiter="\t")
    varied = [row for row in rows if len(set(row) - {"#LACUNA#"}) > 1]

    assert head == ["A", "B", "C", "D", "E"]
    assert all(len(row) == len(head) for row in rows)
    assert len(varied) == sum(v.class_ in TELLING for v in collation.variations)
    assert ["35", "53", "35"] in [row[:3] for row in varied]
    assert any(row[4] == "#LACUNA#" for row in rows)
    assert "".join(row[0] for row in rows).replace(" ", "") == "".join(NOTICE.split())
