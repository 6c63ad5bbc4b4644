# SPDX-License-Identifier: Apache-2.0
"""What was read from one copy: its facts, its fields, its units as a tree."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from policydiff.model import Field, Problem, ReadingEvent
from policydiff.pipeline import Prepared, facts
from policydiff.show.i18n import Catalogue, number, terminal
from policydiff.show.visible import ljust
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


def render_text(found: Inspection, copy: Prepared, lang: str = "en") -> str:
    """The inspection for people: facts, what is missing, the tree with the units in charge, the other fields."""
    words = terminal(lang)
    lines = [*_facts(found, copy, words), "", *_tree(found, words), "", *_fields(found, words)]
    return "\n".join([*lines, *_outside(found, words), *_problems(found, words)]) + "\n"


def _facts(found: Inspection, copy: Prepared, words: Catalogue) -> Iterator[str]:
    witness = found.witness
    form = words.t(f"form.{copy.script.form}")
    length = number(len(copy.witness.text))
    yield words.t("inspect.facts", name=witness["name"], encoding=witness["encoding"], n=length, script=form)
    why = facts(copy, brief=True).incomplete
    said = words.join([words.reason(reason) for reason in why])
    yield words.t("inspect.incomplete", why=said) if said else words.t("inspect.complete")


def _tree(found: Inspection, words: Catalogue) -> Iterator[str]:
    in_charge = [field for field in found.fields if field.type == "responsible_units"]
    for unit in found.units:
        yield from _branch(unit, in_charge, 0, words)


def _branch(unit: Unit, in_charge: list[Field], depth: int, words: Catalogue) -> Iterator[str]:
    label = f"{unit.label} " if unit.label else ""
    kind = ljust(words.name("unit", unit.kind), 10)
    yield f"{'  ' * depth}{kind} {label}{_cut(unit.title)}  [{unit.start}:{unit.end}]"
    if not unit.children:
        for field in in_charge:
            if unit.start <= field.start < unit.end:
                yield f"{'  ' * depth}{'':<10} → {_named(field, words)}"
    for child in unit.children:
        yield from _branch(child, in_charge, depth + 1, words)


def _named(field: Field, words: Catalogue) -> str:
    roles: dict[str, list[str]] = {}
    for entry in field.value if isinstance(field.value, list) else ():
        roles.setdefault(entry["role"], []).append(entry["name"])
    return words.clauses([words.labelled(words.name("field", role), "、".join(names)) for role, names in roles.items()])


def _fields(found: Inspection, words: Catalogue) -> Iterator[str]:
    for field in found.fields:
        if field.type not in _BRIEF:
            yield f"{ljust(words.name('field', field.type), 18)} {_cut(str(field.value))}  [{field.start}:{field.end}]"
    for kind in sorted(_BRIEF):
        count = sum(field.type == kind for field in found.fields)
        yield f"{ljust(words.name('field', kind), 18)} {count}"


def _outside(found: Inspection, words: Catalogue) -> Iterator[str]:
    if found.outside:
        yield words.t("inspect.outside")
    for event in found.outside:
        note = words.aside(words.note(event))
        yield f"  {ljust(words.name('event', event.kind), 13)} {_cut(event.text)}{note}  [{event.start}]"


def _problems(found: Inspection, words: Catalogue) -> Iterator[str]:
    for problem in found.problems:
        said = words.reason(problem.rule) if problem.rule is not None else problem.message
        yield words.t("inspect.problem", code=problem.code, what=said)


def _cut(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
