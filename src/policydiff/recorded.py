# SPDX-License-Identifier: Apache-2.0
"""What a store knows of two copies that it compared, as everyone shares it; part of `model.py`."""

from msgspec import Struct


class ToolFacts(Struct, frozen=True):
    """Which program, profile and tables made a result; tables by SHA-256."""

    version: str
    profile: str
    tables: dict[str, str]


class CopyProvenance(Struct, frozen=True):
    """What a store knows of one copy, for a report.

    `event` is capture or ingestion; `facts` are (field, value, basis); `chain` leads from the bytes to the
    canonical text: (layer, SHA-256, length in bytes for the first and in code points for the others).
    """

    entry: int
    event: str
    time: str
    facts: tuple[tuple[str, str, str], ...]
    chain: tuple[tuple[str, str, int], ...]


class ProvenanceFacts(Struct, frozen=True):
    """Where a comparison of two stored copies is recorded: checkpoint of the store, entry, SHA-256 of the report."""

    checkpoint: str
    entry: int
    report: str
    a: CopyProvenance
    b: CopyProvenance
