# SPDX-License-Identifier: Apache-2.0
"""The JSON Schemas of what policydiff writes, made from the types that write it, when they are asked for.

Fields are only ever added to a schema of one version: `tests/report/fields.txt` lists those that were promised.
"""

import json
from importlib import import_module
from typing import Any

from policydiff.errors import UsageError
from policydiff.reasons import because

TYPES: dict[str, tuple[str, str]] = {
    "batch": ("policydiff.schemas.lines:BatchLine", "A pair in the results of a batch, one line each"),
    "canonical": (
        "policydiff.report.canonical:CanonicalText",
        "The canonical text of one copy with its map back to the source",
    ),
    "collation": (
        "policydiff.lineage.result:Collation",
        "Many copies of one notice in one alignment, and their lineage",
    ),
    "comparison": ("policydiff.model:Comparison", "The result of comparing two copies of a notice"),
    "converter": ("policydiff.report.converter:ConverterReport", "What kind of converter made a copy"),
    "decisions": ("policydiff.decisions.record:Decisions", "What people decided about differences and errata"),
    "errata": ("policydiff.report.errata:ErrataTable", "The table of errata of two copies"),
    "groups": ("policydiff.group.result:Groups", "Which files are copies of one notice"),
    "inspection": ("policydiff.report.inspection:Inspection", "What was read from one copy"),
    "lint": ("policydiff.schemas.lines:LintLine", "What is wrong with one copy, one line each"),
}
"""Each output by name: the type that writes it and what it is."""


def names() -> list[str]:
    """The outputs that have a schema."""
    return sorted(TYPES)


def schema(name: str) -> str:
    """The schema of an output, as it is printed; UsageError PD233 for an unknown name."""
    if name not in TYPES:
        raise UsageError("PD233", because("no_schema", name=repr(name), known=tuple(names())))
    import msgspec

    target, title = TYPES[name]
    module, _, attribute = target.partition(":")
    (root,), parts = msgspec.json.schema_components(
        [getattr(import_module(module), attribute)], schema_hook=_anything, ref_template="#/$defs/{name}"
    )
    made: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": {key: _tidied(parts[key]) for key in sorted(parts)},
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _anything(kind: type) -> dict[str, Any]:
    """The schema of a value that may be anything: the value of a field of the notice."""
    if kind is object:
        return {"description": "Any JSON value."}
    raise NotImplementedError(kind)


def _tidied(part: dict[str, Any]) -> dict[str, Any]:
    """A part whose description is one line instead of an indented docstring."""
    if "description" in part:
        part = {**part, "description": " ".join(part["description"].split())}
    return part
