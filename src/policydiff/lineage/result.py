# SPDX-License-Identifier: Apache-2.0
"""What a collation says: the frozen types that are also its JSON (`policydiff.collation/1`)."""

from msgspec import Struct, field

from policydiff.model import DifferenceClass, Reason, Severity, Side, VerdictName, WitnessFacts
from policydiff.recorded import ToolFacts
from policydiff.script.converter import Converter


class CollatedCopy(Struct, frozen=True):
    """One copy: its siglum (A, B … in the order of names), its facts, and who has the very same text.

    `order` lists the segments of the content in the order in which this copy has them, where that is not theirs.
    """

    siglum: str
    facts: WitnessFacts
    same_text_as: str | None = None
    order: tuple[int, ...] = ()
    converter: Converter | None = None


class Reading(Struct, frozen=True, gc=False):
    """What some copies have at a place, in source characters; empty where they have nothing there."""

    text: str
    copies: tuple[str, ...]


class Relation(Struct, frozen=True, gc=False):
    """What the rules of a pair comparison say of two readings, by their index; `side` is the one at fault."""

    a: int
    b: int
    class_: DifferenceClass = field(name="class")
    kind: str
    severity: Severity | None
    reason: str
    suggestion: str | None = None
    side: Side | None = None
    rule: Reason | None = None
    """The reason as a key with arguments."""
    classes: tuple[DifferenceClass, ...] = ()
    """All classes, where a place holds more than one sort of difference."""


class Variation(Struct, frozen=True, gc=False):
    """A place where the copies vary; class, kind and severity are the gravest of its relations.

    `spans` gives, for each copy that has the passage, the source code points of its reading; `missing` names the
    others."""

    id: str
    number: int
    class_: DifferenceClass = field(name="class")
    kind: str
    severity: Severity | None
    unit: str
    before: str
    after: str
    readings: tuple[Reading, ...]
    relations: tuple[Relation, ...]
    spans: dict[str, tuple[int, int]]
    missing: tuple[str, ...] = ()


class Passage(Struct, frozen=True):
    """A passage that some copies have and others lack; places inside it stand among the variations.

    `items` is the half-open range of the content that it covers; `cut` says that an absent copy ends here.
    """

    number: int
    class_: DifferenceClass = field(name="class")
    kind: str
    severity: Severity | None
    unit: str
    present: tuple[str, ...]
    absent: tuple[str, ...]
    length: int
    text: str
    items: tuple[int, int]
    spans: dict[str, tuple[int, int]]
    cut: bool = False


class Move(Struct, frozen=True):
    """A unit that stands elsewhere in some copies than in the content; `segment` is its place there."""

    unit: str
    copies: tuple[str, ...]
    segment: int
    spans: dict[str, tuple[int, int]]


class FaultGroup(Struct, frozen=True):
    """Equal faults of the same copies, counted; `common` where every copy that has these places has the fault."""

    class_: str = field(name="class")
    kind: str
    text: str
    suggestion: str | None
    reason: str
    count: int
    copies: tuple[str, ...]
    common: bool
    rule: Reason | None = None


class PairSummary(Struct, frozen=True):
    """Two copies in short, as their places of variation tell it."""

    a: str
    b: str
    verdict: VerdictName
    counts: dict[str, int]


class Evidence(Struct, frozen=True):
    """One sort of shared error: what it is, how often, how much it weighs, and an example."""

    kind: str
    count: int
    weight: float
    example: str
    directed: bool
    """It shows by itself which reading is the younger."""


class Node(Struct, frozen=True):
    """A text in the lineage: copies that nothing tells apart, or a lost one (no copies), named by a Greek letter."""

    id: str
    copies: tuple[str, ...]
    note: str = ""


class Edge(Struct, frozen=True):
    """`child` descends from `parent`, with no other copy between. `strength` is how sure it is that one of both comes
    from the other, `direction` that it is this way round: certain (99 in 100 are right), strong (95), weak, or none,
    which is too little evidence."""

    parent: str
    child: str
    strength: str
    direction: str
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    contradicted_by: str
    """What one would have to find to give it up."""


class Contact(Struct, frozen=True):
    """Contamination: `copy` shares errors with `others` that its descent does not explain."""

    copy: str
    others: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Statement(Struct, frozen=True):
    """One sentence of the answer. Kinds: independent_conversions (`copies` of the text `others`), no_evidence (nothing
    tells `copies` apart), lost_or_used (`copies` share errors through the lost text `others`, or one of them used
    another; without `others` too little asks for a lost text), contaminated (`copies` also used `others`),
    open_direction (which of `others` and `copies` is the older) and too_little (for the edge between them)."""

    kind: str
    copies: tuple[str, ...]
    others: tuple[str, ...]


class Lineage(Struct, frozen=True):
    """Which copy descends from which, as far as shared errors tell; basis is always `inferred`."""

    basis: str
    answer: tuple[Statement, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    contacts: tuple[Contact, ...]
    root: str


class Collation(Struct, frozen=True):
    """Many copies of one notice in one alignment; the order in which they were named has no part in it.

    `content` is what the copies have in reading order: text on which all agree that have it, and numbers of variations
    (from 0). `segments` are half-open ranges of it that keep together where units moved. A copy is read off by taking
    its segments in its order, without the passages it lacks, with its own readings."""

    schema: str
    tool: ToolFacts
    copies: tuple[CollatedCopy, ...]
    base: str | None
    counts: dict[str, int]
    content: tuple[str | int, ...]
    segments: tuple[tuple[int, int], ...]
    variations: tuple[Variation, ...]
    passages: tuple[Passage, ...]
    moves: tuple[Move, ...]
    faults: tuple[FaultGroup, ...]
    pairs: tuple[PairSummary, ...]
    lineage: Lineage
