# SPDX-License-Identifier: Apache-2.0
"""PREMIS 3 of one comparison, which no store has."""

import os
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from policydiff.model import Comparison, WitnessFacts
from policydiff.provenance.premis_document import Document, Element, add_program, el, file_object, fixity, format_of


def comparison_xml(comparison: Comparison, when: datetime | None = None) -> bytes:
    """One comparison as PREMIS 3: both copies by hash, one event of the local type *comparison*, the program.

    The event's time is `when`, else SOURCE_DATE_EPOCH where it is set, else now.
    """
    document = Document()
    moment = (when or _now()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    agent = _uuid("program", comparison.tool.version)
    tables = ", ".join(f"{name} {digest}" for name, digest in sorted(comparison.tool.tables.items()))
    add_program(document, agent, comparison.tool.version, f"profile {comparison.tool.profile}; tables {tables}")
    objects: dict[str, str] = {}
    named: list[tuple[str, WitnessFacts]] = []
    for side, facts in (("a", comparison.a), ("b", comparison.b)):
        ident = _uuid(side, facts.sha256, facts.name)
        objects[ident] = "source"
        named.append((ident, facts))
    counts = ", ".join(f"{name} {count}" for name, count in comparison.counts.items())
    relation = f"relation: {comparison.relation.kind} ({comparison.relation.reason})"
    ident = _uuid("comparison", moment, *objects)
    for own, one in named:
        document.add_object(file_object(own, _facts(one), one.name), [ident])
    document.event(
        ident,
        "comparison",
        moment,
        detail=relation,
        outcome=comparison.verdict,
        note=counts,
        agents=[agent],
        objects=objects,
    )
    return document.render()


def _facts(facts: WitnessFacts) -> Element:
    form = format_of("text", f"encoding {facts.encoding}")
    return el("objectCharacteristics", fixity("SHA-256", facts.sha256), el("size", str(facts.size)), form)


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def _uuid(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(("urn:policydiff", *parts))))
