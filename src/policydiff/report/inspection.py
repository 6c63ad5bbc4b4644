# SPDX-License-Identifier: Apache-2.0
"""What was read from one copy: its facts, its fields, its units as a tree."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from policydiff.model import Field, Problem, ReadingEvent
from policydiff.pipeline import Prepared, facts
from policydiff.structure import parse
from policydiff.structure.notice import Node

SCHEMA = "policydiff.inspection/1"
_SHOWN = 48
"""Characters of a value that a line of the tree shows."""
_BRIEF = frozenset({"citation", "responsible_units"})
"""Field types that the text form counts or shows at their unit instead of listing them."""


class Unit(Struct, frozen=True):
    """A node of the notice's structure; `start` and `end` are source code points."""

    id: str
    kind: str
    label: str | None
    title: str
    start: int
    end: int
    children: tuple["Unit", ...] = ()


class Inspection(Struct, frozen=True):
    """What was read from one copy: its facts, fields and units."""

    schema: str
    witness: dict[str, object]
    fields: tuple[Field, ...]
    units: tuple[Unit, ...]
    problems: tuple[Problem, ...]
    outside: tuple[ReadingEvent, ...] = ()
    """What the file holds outside the text: hidden text, remarks, the site's own parts, what was not read."""


def inspection(copy: Prepared) -> Inspection:
    """The inspection of a copy, read once more with its fields; spans count code points of its decoded text."""
    notice = parse(copy.canonical, copy.witness)
    said = msgspec.to_builtins(facts(copy, brief=True))
    return Inspection(
        schema=SCHEMA,
        witness={key: value for key, value in said.items() if key not in ("findings", "events", "problems")},
        fields=notice.fields,
        units=tuple(_unit(copy, node) for node in notice.roots),
        problems=(*copy.witness.problems, *notice.problems),
        outside=tuple(event for event in copy.witness.events if event.start == event.end),
    )


def _unit(copy: Prepared, node: Node) -> Unit:
    start, end = copy.canonical.offsets.span_to_source(node.start, node.end)
    children = tuple(_unit(copy, child) for child in node.children)
    return Unit(node.id, node.kind, node.label, node.title, start, end, children)


def render_json(found: Inspection) -> bytes:
    """The inspection as one line of JSON."""
    return msgspec.json.encode(found, order="deterministic") + b"\n"


def render_text(found: Inspection) -> str:
    """The inspection for people: facts, what is missing, the tree with the units in charge, the other fields."""
    return (
        "\n".join([*_facts(found), "", *_tree(found), "", *_fields(found), *_outside(found), *_problems(found)]) + "\n"
    )


def _facts(found: Inspection) -> Iterator[str]:
    witness = found.witness
    script = witness["script"]
    form = script["form"] if isinstance(script, dict) else script
    yield f"{witness['name']}: {witness['encoding']}, {witness['length']} characters, {form}"
    reasons = witness["completeness"]
    yield (
        "complete"
        if witness["complete"]
        else "not complete: " + "; ".join(map(str, reasons if isinstance(reasons, list | tuple) else ()))
    )


def _tree(found: Inspection) -> Iterator[str]:
    in_charge = [field for field in found.fields if field.type == "responsible_units"]
    for unit in found.units:
        yield from _branch(unit, in_charge, 0)


def _branch(unit: Unit, in_charge: list[Field], depth: int) -> Iterator[str]:
    label = f"{unit.label} " if unit.label else ""
    yield f"{'  ' * depth}{unit.kind:<10} {label}{_cut(unit.title)}  [{unit.start}:{unit.end}]"
    if not unit.children:
        for field in in_charge:
            if unit.start <= field.start < unit.end:
                yield f"{'  ' * depth}{'':<10} → {_named(field)}"
    for child in unit.children:
        yield from _branch(child, in_charge, depth + 1)


def _named(field: Field) -> str:
    roles: dict[str, list[str]] = {}
    for entry in field.value if isinstance(field.value, list) else ():
        roles.setdefault(entry["role"], []).append(entry["name"])
    return "; ".join(f"{role}: {'、'.join(names)}" for role, names in roles.items())


def _fields(found: Inspection) -> Iterator[str]:
    for field in found.fields:
        if field.type not in _BRIEF:
            yield f"{field.type:<15} {_cut(str(field.value))}  [{field.start}:{field.end}]"
    for kind in sorted(_BRIEF):
        yield f"{kind:<18} {sum(field.type == kind for field in found.fields)}"


def _outside(found: Inspection) -> Iterator[str]:
    if found.outside:
        yield "outside the text:"
    for event in found.outside:
        yield f"  {event.kind:<13} {_cut(event.text)}{f' ({event.note})' if event.note else ''}  [{event.start}]"


def _problems(found: Inspection) -> Iterator[str]:
    for problem in found.problems:
        yield f"problem {problem.code}: {problem.message}"


def _cut(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
