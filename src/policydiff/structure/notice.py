# SPDX-License-Identifier: Apache-2.0
"""The notice as its structure shows it: a tree of nodes over canonical text."""

from collections.abc import Iterator

from msgspec import Struct

from policydiff.canonical.text import Canonical
from policydiff.model import Field, Problem, Reason
from policydiff.structure.table import Table


class Node(Struct, frozen=True, gc=False):
    """A unit of the notice; offsets count characters of `Canonical.text`.

    `kind` is one of page, title, doc_number, addressee, paragraph, section, task, article,
    item, row, issuer, date, marking, closing, attachment. `label` is the label as the source has
    it (`1.`, `（一）`, `第三条`), `ordinal` its value in one spelling (`1`, `6-1`), `style` the
    family of the label (`arabic_dot`, `han_comma`, `han_paren`, `arabic_paren`, `circled`,
    `article`, `chapter`, `decimal` …). From `start` to `end` runs the node with all its
    children, from `start` to `own_end` what is its own: label, heading and text before its
    first child. `body` is where the text after the label starts.
    """

    id: str
    kind: str
    label: str | None
    ordinal: str | None
    style: str | None
    level: int
    title: str
    start: int
    body: int
    own_end: int
    end: int
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


SHOWN = "shown"
"""Kind of what another copy's markup shows to be of the page."""


class Item(Struct, frozen=True, gc=False):
    """A label below the units: of an item inside a task, an article, a paragraph or a list of attachments.

    The label runs from `start` to `body` in canonical text; `ordinal` and `style` are as in `Node`.
    """

    start: int
    body: int
    ordinal: str | None
    style: str | None


class Furniture(Struct, frozen=True, gc=False):
    """A run of canonical text that belongs to the page.

    `kind` is counter, page_date, source, navigation, share, site_index, or `SHOWN`, and page_number or running_head for
    what printers put between the lines.
    """

    start: int
    end: int
    kind: str


class Notice(Struct, frozen=True):
    """A canonical text with its nodes, fields and what is missing from it.

    The own extents of all nodes, in reading order, cover the canonical text from 0 to its
    length without a gap. `incomplete` holds a reason for each sign that something is missing
    (an end in mid-sentence or at a bare heading, a gap in the numbering, attachments named
    but absent); empty where the copy looks whole.
    """

    canonical: Canonical
    roots: tuple[Node, ...]
    fields: tuple[Field, ...]
    incomplete: tuple[Reason, ...]
    problems: tuple[Problem, ...]
    furniture: tuple[Furniture, ...] = ()
    """What belongs to the page, in the page zones and inside units alike (page numbers and running
    heads between the lines of a task); a difference inside one of these spans is of class page."""
    items: tuple[Item, ...] = ()
    """The labels below the units, in reading order."""
    tables: tuple[Table, ...] = ()

    def nodes(self) -> Iterator[Node]:
        """All nodes in reading order."""
        for root in self.roots:
            yield from root.walk()
