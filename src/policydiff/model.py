# SPDX-License-Identifier: Apache-2.0
"""The frozen types that everyone shares; they are also the JSON that the contract promises.

Spans are half-open and count code points of a witness's decoded text, after the byte order mark. Nothing here computes.
What is made by the hundred for each comparison is left out of garbage collection (`gc=False`): it cannot hold itself.
"""

from typing import Literal, get_args

from msgspec import Struct, field

from policydiff.checked import Check
from policydiff.recognized import PrintedLine, RecognizedLine, SeenPlace
from policydiff.recorded import ProvenanceFacts, ToolFacts
from policydiff.tabular import ComparedTable, Grid, TablePlace

Side = Literal["a", "b"]
DifferenceClass = Literal["substantive", "structure", "review", "integrity", "page", "script", "gloss", "format"]
Severity = Literal["high", "normal", "low"]
VerdictName = Literal["identical", "equivalent", "review", "different"]
RelationKind = Literal["copy", "edition", "forwarding", "different"]
UnitStatus = Literal["same", "changed", "added", "removed", "moved", "split", "merged", "renumbered"]
DecisionName = Literal["change", "keep", "query"]
ScriptForm = Literal["simplified", "traditional", "mixed", "none"]
Kind = Literal[
    "number",
    "quantity_unit",
    "date",
    "doc_number",
    "responsible_unit",
    "polarity",
    "modality",
    "bound",
    "column_removed",
    "column_added",
    "column_moved",
    "column_renamed",
    "cell_moved",
    "cell_above",
    "table_form",
    "name",
    "punctuation",
    "text",
    "damaged",
    "unit_added",
    "unit_removed",
    "attachment",
    "truncated",
    "front_matter",
    "closing",
    "access_marking",
    "validity",
    "redaction_notice",
    "moved",
    "renumbered",
    "split",
    "merged",
    "labels_lost",
    "ambiguous_script",
    "vocabulary",
    "numeral_style",
    "unit_notation",
    "box_cross",
    "recognition",
    "outside_text",
    "struck_text",
    "unread",
    "bidi_control",
    "tag_character",
    "hidden_text",
    "hidden_in_token",
    "private_use",
    "control_character",
    "counter",
    "page_date",
    "source",
    "navigation",
    "share",
    "site_index",
    "simplified",
    "regional",
    "residual",
    "fault",
    "pinyin",
    "zhuyin",
    "ruby",
    "wrong_gloss",
    "whitespace",
    "line_break",
    "hidden_character",
    "width",
    "quote_style",
    "bracket_style",
    "zero_form",
    "box_style",
    "label_style",
    "repeated_header",
    "merged_cell",
    "in_run",
    "markup",
    "compatibility_glyph",
]
"""Every kind of difference and finding; what is known of each stands in `policydiff.kinds`."""

CLASSES: tuple[DifferenceClass, ...] = get_args(DifferenceClass)
TELLING: frozenset[str] = frozenset({"substantive", "structure", "review", "integrity"})
OTHER_SIDE: dict[Side, Side] = {"a": "b", "b": "a"}


class Reason(Struct, frozen=True, gc=False, omit_defaults=True):
    """Why, as a key with arguments; `policydiff.reasons.say` makes the sentence, in any language."""

    key: str
    args: dict[str, str | tuple[str, ...]] = {}
    """The places of the sentence; several things in one place are a tuple."""
    also: tuple["Reason", ...] = ()
    """What is to be said besides."""

    def __hash__(self) -> int:
        return hash((self.key, tuple(self.args.items()), self.also))


class Problem(Struct, frozen=True, gc=False):
    """Something a reader or parser could not do as it should, said instead of raised."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    rule: Reason | None = None
    """The message as a key with arguments."""

    @property
    def reason(self) -> str:
        """The message, as whatever carries a reason calls it."""
        return self.message


class ReadingEvent(Struct, frozen=True, gc=False):
    """What a reader met that plain text cannot show: ruby, a tracked deletion, hidden text.

    `start` and `end` are code points of the decoded text; `text` is what was set aside or marked."""

    kind: str
    start: int
    end: int
    text: str
    note: str = ""


class EncodingFacts(Struct, frozen=True):
    """How bytes became text: what was declared, what was detected, what was used and why."""

    used: str
    declared: str | None = None
    detected: str | None = None
    basis: str = "utf-8"
    bom: bool = False


class Witness(Struct, frozen=True):
    """One copy of a notice: its bytes by hash, its source facts and its decoded text."""

    name: str
    sha256: str
    size: int
    text: str
    encoding: EncodingFacts
    media_type: str = "text/plain"
    problems: tuple[Problem, ...] = ()
    events: tuple[ReadingEvent, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    grids: tuple[Grid, ...] = ()
    """The tables that the file marks as such; tables drawn with tabs or bars are seen by the structure."""
    recognized: tuple[RecognizedLine, ...] = ()
    printed: tuple[PrintedLine, ...] = ()
    """Lines that were read from pictures, and those that the file places on its pages, in the order of their text."""
    within: tuple[bytes, ...] = ()
    """The file with the pages, or a picture for each, where they lay in another file."""


class ScriptProfile(Struct, frozen=True):
    """In which script a copy stands and what its converter left behind.

    Counts are characters. `converter` is `table` where every occurrence of a many-to-one
    character is treated alike, `phrase` where the choice follows the word, else None.
    """

    form: ScriptForm
    region: Literal["mainland", "taiwan", "hong_kong"] | None = None
    simplified: int = 0
    traditional: int = 0
    residual: int = 0
    faults: int = 0
    converter: Literal["table", "phrase"] | None = None


class Place(Struct, frozen=True, gc=False):
    """A span of one source and the text that stands there (empty where a side has nothing)."""

    start: int
    end: int
    line: int
    column: int
    text: str


class RunMember(Struct, frozen=True, gc=False):
    """One place of several that are told once: a label of a run."""

    unit: int | None
    a: Place
    b: Place


class Difference(Struct, frozen=True, gc=False):
    """Two readings of one place, with the rule that explains them, or none (substantive)."""

    id: str
    class_: DifferenceClass = field(name="class")
    kind: Kind
    severity: Severity | None
    unit: int | None
    a: Place
    b: Place
    reason: str
    suggestion: str | None = None
    side: Side | None = None
    """Which copy is at fault, where the rule can say so; of what stands beside the text, which alone has it."""
    evidence: str | None = None
    """For a removed unit: marked, gap or renumbered."""
    hint: str | None = None
    """A help for the eye: look-alike, transposed, code points."""
    rule: Reason | None = None
    """The reason as a key with arguments."""
    suppressed: str | None = None
    """The suppression rule that took it, in words; it is still counted and listed."""
    decision: DecisionName | None = None
    note: str = ""
    """What the person who decided wrote beside it."""
    table: TablePlace | None = None
    """Its row and column, where it stands in a table."""
    members: tuple[RunMember, ...] = ()
    """Of what is told once for several places (4–7 become 3–6) all of them, this one first; the others are `in_run`."""
    seen: tuple[SeenPlace, ...] = ()
    """Where on the page of a scanned or printed copy it stands."""


class DifferenceGroup(Struct, frozen=True, gc=False):
    """Equal differences, counted: 工 → 工(gōng) ×59."""

    class_: DifferenceClass = field(name="class")
    kind: str
    a: str
    b: str
    count: int
    reason: str
    rule: Reason | None = None


class Finding(Struct, frozen=True, gc=False):
    """One thing wrong with a single copy, as `lint` lists it."""

    class_: str = field(name="class")
    kind: str
    start: int
    end: int
    line: int
    column: int
    text: str
    suggestion: str | None
    reason: str
    certain: bool = False
    """True where the right form is beyond doubt, so that `--fix` may write it."""
    id: str = ""
    decision: DecisionName | None = None
    note: str = ""
    """What the person who decided wrote beside it."""
    phrase: str = ""
    """The word that tells of a fault, in its right spelling; empty where none does."""
    rule: Reason | None = None
    """The reason as a key with arguments."""
    misspelled: str = ""
    """`phrase` as the copy has it."""
    probability: float | None = None
    """That the right form is right, as measured: certain from 0.995 on, likely from 0.9 on, else possible."""


class UnitRef(Struct, frozen=True, gc=False):
    """A unit as one copy has it."""

    id: str
    label: str | None
    title: str
    start: int
    end: int
    row: int | None = None
    """Of a row of a table, which below the header, from 1; 0 is a header."""


class UnitPair(Struct, frozen=True, gc=False):
    """A place in the notice's structure and what became of it between the copies."""

    status: UnitStatus
    moved: bool
    renumbered: bool
    kind: str
    similarity: float
    a: tuple[UnitRef, ...]
    b: tuple[UnitRef, ...]


class FieldChange(Struct, frozen=True, gc=False):
    """A field's change as a reader says it: 牽頭 市科技局 dropped; 35项 → 53项."""

    field: str
    unit: int | None
    kept: tuple[str, ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]


class WitnessFacts(Struct, frozen=True):
    """What a comparison says of one copy: its source, script, errata and completeness."""

    name: str
    sha256: str
    size: int
    encoding: str
    length: int
    script: ScriptProfile
    errata: int
    complete: bool
    completeness: tuple[str, ...]
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...] = ()
    events: tuple[ReadingEvent, ...] = ()
    encoding_facts: EncodingFacts | None = None
    title: str = ""
    incomplete: tuple[Reason, ...] = ()
    """The reasons of `completeness` as keys with arguments."""
    pages: tuple[int, ...] = ()
    """Where each page begins, of a file that knows its pages."""


class Relation(Struct, frozen=True):
    """Whether the two texts are copies of one notice at all, and how that is known."""

    kind: RelationKind
    reason: str
    rule: Reason | None = None


class StaleDecision(Struct, frozen=True):
    """A decision that was read but whose place is gone or reads otherwise now."""

    id: str
    decision: DecisionName
    text: str
    reason: str
    rule: Reason | None = None


class Comparison(Struct, frozen=True):
    """The whole honest result of comparing two copies; every report prints from it."""

    schema: str
    tool: ToolFacts
    relation: Relation
    a: WitnessFacts
    b: WitnessFacts
    verdict: VerdictName
    counts: dict[str, int]
    units: tuple[UnitPair, ...]
    differences: tuple[Difference, ...]
    groups: tuple[DifferenceGroup, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    base: Side | None = None
    detail: Literal["telling", "all"] = "all"
    stale: tuple[StaleDecision, ...] = ()
    checks: tuple[Check, ...] = ()
    """What became of each decision that was read, and what is new since."""
    remarks: tuple[Problem, ...] = ()
    """What is to be said of the file of decisions itself, whose two people are named below."""
    proofreader: str = ""
    reviewer: str = ""
    provenance: ProvenanceFacts | None = None
    """Only of copies that were compared in a store."""
    tables: tuple[ComparedTable, ...] = ()
    """The tables of both copies, row by row; those that the other copy has as sentences left out."""


class Field(Struct, frozen=True):
    """A value that stands in a notice: a title, a date, the units in charge of a task."""

    type: str
    start: int
    end: int
    text: str
    value: object
