# SPDX-License-Identifier: Apache-2.0
"""An entry of the log: what happened, when, by whom, and to which bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policydiff.errors import IntegrityError
from policydiff.provenance import canonical_json
from policydiff.provenance.merkle import leaf_hash
from policydiff.reasons import because

Kind = Literal[
    "store",
    "tool",
    "copy",
    "statement",
    "comparison",
    "lineage",
    "group",
    "decision",
    "suppression",
    "fixity",
    "export",
    "archive",
    "visit",
    "collation",
    "retraction",
    "redaction",
    "upgrade",
    "anchor",
]
"""store: the log's first entry. tool: a program with its tables. copy: a copy taken in. statement: what somebody says
of a copy. fixity: a verification. archive: a web archive with all its records. visit: an answer in one that is no copy
(a redirect, an error, a page found unchanged). retraction: a copy taken back, its bytes kept. redaction: bytes taken
out by law. upgrade: the layout of the file brought up to date. anchor: what others stamped or signed of the log, kept.
The others are results and acts that speak of copies."""
REDACTED = "redacted"
"""The kind of an entry whose body a redaction took out."""

FORM = 1
_TEXTS = frozenset({str})
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_WORD = re.compile(r"[a-z][a-z_]{0,39}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, read back. `hash` is its leaf hash in the tree, and what the next entry names as `prev`.

    `time` is this machine's clock, RFC 3339 in UTC. `blobs` are SHA-256 in hex of all bytes that the entry
    speaks of and the store holds. `supersedes` is the earlier entry that this one corrects.
    """

    seq: int
    prev: str | None
    time: str
    kind: str
    agent: dict[str, str]
    blobs: tuple[str, ...]
    data: dict[str, object]
    supersedes: int | None
    hash: bytes


def spell(
    seq: int,
    prev: bytes | None,
    time: str,
    kind: Kind,
    agent: dict[str, str],
    blobs: Sequence[str],
    data: object,
    supersedes: int | None,
) -> bytes:
    """The bytes of an entry: canonical JSON that holds its own position and its predecessor's hash."""
    body = {
        "agent": agent,
        "blobs": list(blobs),
        "data": data,
        "form": FORM,
        "kind": kind,
        "prev": prev.hex() if prev is not None else None,
        "seq": seq,
        "supersedes": supersedes,
        "time": time,
    }
    return canonical_json.encode(body)


def read_entry(body: bytes, digest: bytes | None = None) -> Entry:
    """The entry that `body` spells, whose leaf hash is `digest` where that was computed before; raises IntegrityError
    PD404 where it is none."""
    value = canonical_json.decode(body)
    get = value.get
    seq, prev, time, kind = get("seq"), get("prev"), get("time"), get("kind")
    agent, blobs, data, supersedes = get("agent"), get("blobs"), get("data"), get("supersedes")
    sound = (
        isinstance(seq, int)
        and (prev is None or _is(_DIGEST, prev))
        and _is(_TIME, time)
        and _is(_WORD, kind)
        and isinstance(agent, dict)
        and {*map(type, agent.values())} <= _TEXTS
        and isinstance(blobs, list)
        and _are_digests(blobs)
        and isinstance(data, dict)
        and (supersedes is None or isinstance(supersedes, int))
    )
    if not sound or value.get("form") != FORM:
        raise IntegrityError("PD404", because("entry_unknown_form"))
    return Entry(seq, prev, time, kind, agent, tuple(blobs), data, supersedes, digest or leaf_hash(body))  # type: ignore[arg-type]


def _are_digests(blobs: list[object]) -> bool:
    """All of them hex digests: looked at together, since every entry of a verification has some."""
    try:
        return {*map(len, blobs)} <= {64} and not "".join(blobs).strip("0123456789abcdef")  # type: ignore[arg-type]
    except TypeError:
        return False


def tombstone(seq: int, digest: bytes) -> Entry:
    """What is left of an entry that was redacted: its place and its hash."""
    return Entry(seq, None, "", REDACTED, {}, (), {}, None, digest)


def _is(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
