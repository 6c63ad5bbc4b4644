# SPDX-License-Identifier: Apache-2.0
"""The formats of a collation in one table; each module that writes one has a function `write` of the shape `Writer`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from policydiff.show.formats import Format, by_name, table

if TYPE_CHECKING:
    from policydiff.lineage.result import Collation

    Writer = Callable[[Collation, str], bytes]
    """Takes a collation and the language of the interface."""

FORMATS = table(
    Format("text", "a summary for the terminal", (".txt",), "policydiff.lineage.text:write"),
    Format("html", "apparatus, matrix and lineage, one file", (".html", ".htm"), "policydiff.lineage.html:write"),
    Format("json", "the whole result, with its JSON Schema", (".json",), "policydiff.lineage.json:write"),
    Format("notes", "collation notes (校勘記)", (), "policydiff.lineage.notes:write"),
    Format("csv", "copies by places, for a spreadsheet", (".csv",), "policydiff.lineage.matrix:write"),
    Format("graphml", "the lineage as a graph, GraphML", (".graphml",), "policydiff.lineage.graph:graphml"),
    Format("dot", "the lineage as a graph for Graphviz", (".dot", ".gv"), "policydiff.lineage.graph:dot"),
    Format("newick", "the lineage as a tree, Newick", (".nwk", ".newick"), "policydiff.lineage.graph:newick"),
    Format("stemmaweb", "places as a table that stemmaweb imports", (".tsv",), "policydiff.lineage.stemmaweb:write"),
    Format("tei", "an apparatus in TEI, parallel segmentation", (".xml", ".tei"), "policydiff.lineage.tei:write"),
)
NAMES = tuple(FORMATS)
_OF = "a collation"


def write(collation: "Collation", name: str, ui_lang: str = "en") -> bytes:
    """A collation in the named format, as bytes; UsageError PD207 for an unknown name."""
    writer: Writer = by_name(name, FORMATS, "PD207", _OF).load()
    return writer(collation, ui_lang)
