# SPDX-License-Identifier: Apache-2.0
"""The canonical text of one copy, to read or with its map back to the source."""

import msgspec
from msgspec import Struct

from policydiff.model import WitnessFacts
from policydiff.pipeline import Prepared, facts


class TextMap(Struct, frozen=True):
    """Breakpoints: from `canonical[i]` on, the text runs along the source from `source[i]` until `canonical[i + 1]`.

    `length` is of the canonical text, `source_length` of the source, both in code points.
    """

    canonical: tuple[int, ...]
    source: tuple[int, ...]
    length: int
    source_length: int


class SetAside(Struct, frozen=True):
    """A run of the source that is not in the canonical text, and why."""

    start: int
    end: int
    kind: str


class CanonicalText(Struct, frozen=True):
    """The canonical text of one copy; `lines` are the offsets in `text` where its units and paragraphs start."""

    schema: str
    witness: WitnessFacts
    text: str
    lines: tuple[int, ...]
    map: TextMap
    removals: tuple[SetAside, ...]


def canonical_text(copy: Prepared) -> CanonicalText:
    """What `policydiff canonicalize` prints of a copy."""
    canonical = copy.canonical
    offsets = canonical.offsets
    starts = {node.start for node in copy.notice.nodes() if node.start < node.end}
    return CanonicalText(
        schema="policydiff.canonical/1",
        witness=facts(copy, brief=True),
        text=canonical.text,
        lines=tuple(sorted(starts | {0})),
        map=TextMap(tuple(offsets.kept), tuple(offsets.source), offsets.kept_length, offsets.source_length),
        removals=tuple(SetAside(run.start, run.end, run.kind) for run in canonical.removals),
    )


def render_text(found: CanonicalText) -> str:
    """The canonical text, a unit or paragraph a line."""
    ends = (*found.lines[1:], len(found.text))
    return "".join(f"{found.text[start:end]}\n" for start, end in zip(found.lines, ends, strict=True))


def render_json(found: CanonicalText) -> bytes:
    """The canonical text with its map, as one line of JSON."""
    return msgspec.json.encode(found, order="deterministic") + b"\n"
