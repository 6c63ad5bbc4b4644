# SPDX-License-Identifier: Apache-2.0
"""The provenance panel of a report: what a store knows of each copy and how, and the chain from bytes to text."""

from dataclasses import dataclass

from policydiff.recorded import CopyProvenance, ProvenanceFacts
from policydiff.show.i18n import Catalogue, number
from policydiff.show.visible import plain


@dataclass(frozen=True, slots=True)
class Known:
    """A value of one copy as it is shown, with how it is known; empty where the store knows nothing."""

    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step from bytes to canonical text: its name, the SHA-256 after it, and the length."""

    name: str
    sha256: str
    length: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """The panel: how each copy came into the store, both values of each field, both chains, where it is recorded."""

    events: tuple[str, str]
    rows: tuple[tuple[str, tuple[Known, Known]], ...]
    chains: tuple[tuple[Step, ...], tuple[Step, ...]]
    recorded: str
    report: str
    checkpoint: str
    words: dict[str, str]


def provenance(facts: ProvenanceFacts | None, words: Catalogue) -> Provenance | None:
    """The panel of a comparison of stored copies; None for any other."""
    if facts is None:
        return None
    known = [
        {key: Known(plain(value), words.t(f"provenance.{basis}")) for key, value, basis in side.facts}
        for side in (facts.a, facts.b)
    ]
    keys = dict.fromkeys(key for side in (facts.a, facts.b) for key, _, _ in side.facts)
    nothing = Known("", "")
    return Provenance(
        events=(_event(facts.a, words), _event(facts.b, words)),
        rows=tuple(
            (words.name("provenance", key), (known[0].get(key, nothing), known[1].get(key, nothing))) for key in keys
        ),
        chains=(_chain(facts.a, words), _chain(facts.b, words)),
        recorded=words.t("provenance.recorded", n=facts.entry),
        report=facts.report,
        checkpoint=facts.checkpoint,
        words=words.tables["provenance"],
    )


def _event(copy: CopyProvenance, words: Catalogue) -> str:
    return words.t(f"provenance.{copy.event}", n=copy.entry, time=copy.time)


def _chain(copy: CopyProvenance, words: Catalogue) -> tuple[Step, ...]:
    lengths = ["ui.bytes", *["ui.characters"] * (len(copy.chain) - 1)]
    return tuple(
        Step(words.name("provenance", f"layer_{name}"), digest, words.t(unit, n=number(length)))
        for unit, (name, digest, length) in zip(lengths, copy.chain, strict=True)
    )
