# SPDX-License-Identifier: Apache-2.0
"""The report computes nothing: its templates print a view that is complete before they see it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))
PRINTS = {
    "Template", "TemplateData", "Output", "Name", "Getattr", "Getitem", "Const", "Tuple", "For", "If", "Include",
    "CondExpr",
    "Compare", "Operand", "Not", "And", "Or", "Slice", "Assign", "Filter",
}  # fmt: skip
"""What a template may do: print values by name, go through rows, leave out what is empty, choose between words."""
FILTERS = {"join", "length"}
COMPARES = {"eq", "ne", "gt"}


def parts(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and everything inside it."""
    yield node
    for child in node.iter_child_nodes():
        yield from parts(child)


def computes(node: nodes.Node) -> str | None:
    """What a node does beyond printing, in a word; None where it only prints."""
    name = type(node).__name__
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        return f"filter {node.name}"
    if (
        isinstance(node, nodes.Filter)
        and node.name == "length"
        and not isinstance(node.node, nodes.Getattr | nodes.Name)
    ):
        return "counts what is no row of the view"
    if isinstance(node, nodes.Operand) and node.op not in COMPARES:
        return f"comparison {node.op}"
    if isinstance(node, nodes.Assign) and not isinstance(node.node, nodes.Getattr | nodes.Const):
        return "keeps more than a name"
    return None if name in PRINTS else name


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_a_template_only_prints(path: Path) -> None:
    """No arithmetic, no call, no macro, no filter but joining and counting rows."""
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))

    assert [(node.lineno, what) for node in parts(tree) if (what := computes(node))] == []


COMPUTING = [
    "{{ a + 1 }}",
    "{{ rows|sort }}",
    "{{ f(x) }}",
    "{% if a < b %}x{% endif %}",
    "{% set x = a ~ b %}",
    "{{ -a }}",
    "{{ a|int }}",
]


@pytest.mark.parametrize("text", COMPUTING)
def test_what_computes_is_noticed(text: str) -> None:
    """Arithmetic, sorting, calls and comparisons of size are not printing."""
    assert any(map(computes, parts(Environment(autoescape=True).parse(text))))
