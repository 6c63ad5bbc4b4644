# SPDX-License-Identifier: Apache-2.0
"""What the HTML report shows, complete before a template sees it.

The templates and fragments print these values and compute nothing. Every `str` is escaped when
printed but for the sources of a row, which were escaped where they were cut at their marks.
"""

from typing import TYPE_CHECKING

from msgspec import Struct

from policydiff.model import Side

if TYPE_CHECKING:
    from markupsafe import Markup

    from policydiff.report.checks import CheckRow
    from policydiff.report.provenance import Provenance


class Quote(Struct, frozen=True, gc=False):
    """A reading with the source characters around it, made visible, in its copy's language."""

    lang: str
    before: str
    text: str
    after: str


class Piece(Struct, frozen=True, gc=False):
    """A piece of a sentence: the reading itself (`here`), what else differs (`other`), a `gloss`, what is `far` from
    the reading, or plain text."""

    kind: str
    text: str


class Sentence(Struct, frozen=True, gc=False):
    """The sentence of a reading, made visible, in its copy's language."""

    lang: str
    pieces: tuple[Piece, ...]


class Picture(Struct, frozen=True, gc=False):
    """A place cut out of its page: which copy and page, as a PNG file in base64, how large it is shown, what it is in
    words, and what was read in it."""

    side: str
    name: str
    png: str
    width: int
    height: int
    alt: str
    read: str


class Entry(Struct, frozen=True, gc=False):
    """One difference that tells against equality, as the list shows it.

    `alike` where both readings are the same and only their places differ. `stands_a` and `stands_b` say what a
    sentence cannot: that a copy has nothing here, or after which unit it has the unit that moved.
    """

    id: str
    cls: str
    class_name: str
    kind: str
    kind_name: str
    severity: str
    severity_name: str
    action: str
    where: str
    a: Sentence
    b: Sentence
    stands_a: str
    stands_b: str
    alike: bool
    place_a: str
    place_b: str
    code_points: str
    rule: str
    suggestion: str
    extra: str
    decision: str
    note: str
    suppressed: str
    pictures: tuple[Picture, ...] = ()


class Section(Struct, frozen=True, gc=False):
    """The entries of one severity."""

    severity: str
    name: str
    number: int
    """Of its first entry."""
    entries: tuple[Entry, ...]


class ErrataItem(Struct, frozen=True, gc=False):
    """One place of an erratum: the unit that it stands in, and its line and column; `times` says of the first of a unit
    how many stand there one after the other, and is 0 for the others."""

    id: str
    where: str
    place: str
    quote: Quote
    decision: str
    note: str
    times: int = 1


class ErrataGroup(Struct, frozen=True, gc=False):
    """Equal errata of one copy, with their places, and how many more there are."""

    kind_name: str
    text: str
    suggestion: str
    code_points: str
    rule: str
    word: str
    """The word in which it is wrong, where that is more than the character."""
    certain: bool
    lang: str
    count: int
    alike: str
    items: tuple[ErrataItem, ...]
    left_out: str


class AlikeRow(Struct, frozen=True, gc=False):
    """Equal differences of a class that does not tell: 工 → 工(gōng) ×59; `number` is that of their marks, if any."""

    kind_name: str
    a: str
    b: str
    code_points: str
    count: int
    rule: str
    number: int | None
    pictures: tuple[Picture, ...] = ()


class ClassSection(Struct, frozen=True, gc=False):
    """One class that is set aside, grouped, the most frequent first."""

    cls: str
    name: str
    count: int
    groups: tuple[AlikeRow, ...]
    left_out: str


class Switch(Struct, frozen=True, gc=False):
    """The switch of a class of marks: its count, its key, and whether it is on at first."""

    cls: str
    name: str
    count: str
    key: str
    on: bool
    tells: bool


class CopyFacts(Struct, frozen=True, gc=False):
    """The source facts of one copy, in words."""

    side: Side
    name: str
    lang: str
    base: bool
    file: str
    sha256: str
    size: str
    length: str
    encoding: str
    script: str
    errata: str
    short: str
    """Script, errata and whether it is complete, in a line."""
    complete: bool
    completeness: tuple[str, ...]
    problems: tuple[str, ...]
    events: tuple[str, ...]


class FieldRow(Struct, frozen=True, gc=False):
    """A changed field: what was kept, dropped and added. A `single` value has only an old and a new reading."""

    name: str
    single: bool
    kept: str
    removed: str
    added: str


class Pointer(Struct, frozen=True, gc=False):
    """A link between the two places of a moved unit; `side` is the copy whose place a stub keeps."""

    words: str
    side: str
    anchor: str


class GridCell(Struct, frozen=True, gc=False):
    """A cell of a row of a table under the name of its column and what that is, its sources as HTML.

    `a` or `b` is None where a copy lacks the row, and `has_a` or `has_b` false where its row has nothing here.
    """

    name: str
    role: str
    a: str | None
    b: str | None
    has_a: bool
    has_b: bool
    changed: bool


class Row(Struct, frozen=True, gc=False):
    """A unit of both copies side by side: its sources as HTML; `a` or `b` is None where a copy has none.

    `listed` rows stand in the contents; `near` ones are unchanged beside a changed one; `stub` rows hold no text: they
    keep the place that a moved unit left.
    """

    index: int
    anchor: str
    kind: str
    name: str
    lang: str
    status: str
    status_name: str
    extra: str
    tech: str
    """What is shown only where technical details are asked for: how alike."""
    chips: tuple[tuple[str, str, str], ...]
    open: bool
    listed: bool
    near: bool
    a: tuple[str, ...] | None
    b: tuple[str, ...] | None
    only: str
    fields: tuple[FieldRow, ...]
    pointers: tuple[Pointer, ...]
    stub: bool
    cells: tuple[GridCell, ...] = ()
    """Of a row of a table, in place of `a` and `b`."""


class Run(Struct, frozen=True, gc=False):
    """Unchanged units in a row, folded into one line."""

    words: str
    rows: tuple[Row, ...]


class Relating(Struct, frozen=True, gc=False):
    """What two documents that are no copies have to do with each other: a fact of both, or a unit that both have."""

    name: str
    a: str
    b: str
    anchor: str


class Tick(Struct, frozen=True, gc=False):
    """Where things are on the strip beside the page, in rows: what tells in full width, errata in half.

    In a notice of more rows than the strip has room for, a tick stands for all of its class that it would overlap and
    leads to the first of them.
    """

    top: int
    height: float
    cls: str
    width: int
    anchor: str
    name: str


class Strip(Struct, frozen=True, gc=False):
    """The strip: its height in rows, and the ticks."""

    rows: int
    ticks: tuple[Tick, ...]


class View(Struct, frozen=True, gc=False):
    """The whole report of one comparison, in one language of the interface."""

    lang: str
    title: str
    title_lang: str
    headline: str
    relation: str
    relation_name: str
    relation_reason: str
    aside: str
    """What was set aside, counted, in a line."""
    verdict: str
    verdict_name: str
    copies: tuple[CopyFacts, CopyFacts]
    tool: str
    tables: tuple[tuple[str, str], ...]
    switches: tuple[Switch, ...]
    telling: tuple[Section, ...]
    telling_words: str
    telling_left_out: str
    pictures_left_out: tuple[str, ...]
    relating: tuple[Relating, ...]
    """Of two different documents, in place of `telling`."""
    errata: tuple[tuple[CopyFacts, tuple[ErrataGroup, ...]], ...]
    classes: tuple[ClassSection, ...]
    rows: tuple[Row, ...]
    blocks: tuple[Row | Run, ...]
    """The same rows, unchanged ones in runs."""
    strip: Strip | None
    lang_a: str
    lang_b: str
    suppressed: tuple[Entry, ...]
    checks: "tuple[CheckRow, ...]"
    checks_open: str
    remarks: tuple[str, ...]
    """What is to be said of the file of decisions."""
    t: dict[str, str]
    """The interface's own phrases, by key of the catalogue's table `ui`."""
    page_data: "Markup"
    """JSON for the page's script: the phrases it says and the facts a decision file names."""
    provenance: "Provenance | None" = None
    """Only of copies that were compared in a store."""
