# SPDX-License-Identifier: Apache-2.0
"""Every regular expression that the program ships takes time in line with its input, and nothing unpacks code."""

import ast
import importlib
import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

import policydiff

SOURCE = Path(policydiff.__file__).parent
LENGTH = 1_000_000
SECONDS = 0.5
"""Processor time for one search through a million characters made to hurt it."""


ANCHORED = frozenset(("match", "fullmatch"))
USES = frozenset(("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"))


def used(tree: ast.AST) -> dict[str, set[str]]:
    """Methods by which each name of a module is asked; a name that is handed on counts as searched with."""
    found: dict[str, set[str]] = {}
    asked = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            asked.add(node.value)
            if node.attr in USES:
                found.setdefault(node.value.id, set()).add(node.attr)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in asked:
            found.setdefault(node.id, set()).add("search")
    return found


def expressions() -> dict[str, tuple[str, bool]]:
    """Patterns in the source by the place where they stand, and whether they are only matched from a text's start.

    Literal ones are taken from the source, those built from parts as modules hold them.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}
    uses = {path: used(tree) for path, tree in trees.items()}
    found: dict[str, tuple[str, bool]] = {}
    for path, tree in trees.items():
        place = path.relative_to(SOURCE).with_suffix("").as_posix()
        for node in ast.walk(tree):
            called = (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
            )
            if (
                called
                and node.func.attr in USES
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):  # type: ignore[attr-defined]
                found[f"{place}:{node.lineno}"] = node.args[0].value, node.func.attr in ANCHORED  # type: ignore[attr-defined]
        if path.name in ("__main__.py", "pdf_worker.py") or "re" not in {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }:
            continue
        module = importlib.import_module(f"policydiff.{place.replace('/', '.')}".removesuffix(".__init__"))
        for name, value in vars(module).items():
            if (
                isinstance(value, re.Pattern)
                and isinstance(value.pattern, str)
                and f"{name} =" in path.read_text(encoding="utf-8")
            ):
                near = [uses[path]] if name.startswith("_") else list(uses.values())
                asked = {method for table in near for method in table.get(name, ())}
                found[f"{place}:{name}"] = value.pattern, bool(asked) and asked <= ANCHORED
    return found


def sample(tree: object) -> str:
    """A short text that a parsed expression matches, nearly."""
    out = []
    for op, argument in tree:  # type: ignore[attr-defined]
        if op is codes.LITERAL:
            out.append(chr(argument))
        elif op is codes.IN:
            out.append(member(argument))
        elif op in (codes.NOT_LITERAL, codes.ANY):
            out.append("a")
        elif op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            low, high, inner = argument
            out.append(sample(inner) * min(max(low, 1), high if isinstance(high, int) else 1, 3))
        elif op is codes.SUBPATTERN:
            out.append(sample(argument[-1]))
        elif op is codes.ATOMIC_GROUP:
            out.append(sample(argument))
        elif op is codes.BRANCH:
            out.append(sample(argument[1][0]))
    return "".join(out)


def member(argument: list[tuple[object, object]]) -> str:
    """A character of a set."""
    negated = argument[0][0] is codes.NEGATE
    for op, value in argument:
        if op is codes.LITERAL and not negated:
            return chr(value)  # type: ignore[arg-type]
        if op is codes.RANGE and not negated:
            return chr(value[0])  # type: ignore[index]
        if op is codes.CATEGORY and not negated:
            return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}.get(value, "。")
    return "甲"


def pumps(tree: object, before: str = "") -> Iterator[tuple[str, str]]:
    """For each repetition in an expression, what may stand before it and what it repeats."""
    for op, argument in tree:  # type: ignore[attr-defined]
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, high, inner = argument
            if not isinstance(high, int) or high > 100:
                yield before, sample(inner) or "a"
            yield from pumps(inner, before)
            before += sample(inner)
        elif op is codes.SUBPATTERN:
            yield from pumps(argument[-1], before)
            before += sample(argument[-1])
        elif op is codes.BRANCH:
            for branch in argument[1]:
                yield from pumps(branch, before)
            before += sample(argument[1][0])
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from pumps(argument[1], before)
        else:
            before += sample([(op, argument)])


EXPRESSIONS = expressions()


def test_expressions_are_found() -> None:
    """The search through the source finds what is known to be there."""
    assert len(EXPRESSIONS) > 40
    assert any(place.startswith("ingest/html") for place in EXPRESSIONS)


def slowest(pattern: re.Pattern[str], texts: list[str], anchored: bool) -> float:
    """The longest processor time of one pass over a text."""
    worst = 0.0
    for text in texts:
        began = time.process_time()
        if anchored:
            pattern.match(text)
        else:
            list(islice(pattern.finditer(text), 1000))
        worst = max(worst, time.process_time() - began)
    return worst


@pytest.mark.slow
@pytest.mark.parametrize("place", EXPRESSIONS)
def test_every_expression_is_linear(place: str) -> None:
    """12: what an expression repeats, repeated and then spoilt, costs no more than its length; tried short first, so
    that a bad one ends soon."""
    source, anchored = EXPRESSIONS[place]
    pattern = re.compile(source)
    tree = parser.parse(source, pattern.flags & ~re.UNICODE)
    made = list(dict.fromkeys([*pumps(tree), ("", sample(tree) or "a")]))
    for length, bound in ((4_000, SECONDS / 8), (100_000, SECONDS / 2), (LENGTH, SECONDS)):
        few = made if length < LENGTH else made[:2]
        texts = [head + body * (length // len(body)) + "\x00" for head, body in few]
        texts += [(head + body) * (length // len(head + body)) + "\x00" for head, body in few[:3] if head]
        # a busy machine makes any pass slow once, not three times
        assert any(slowest(pattern, texts, anchored) < bound for _ in range(3))


def test_nothing_unpacks_code() -> None:
    """32: no module loads pickles, YAML, marshalled code or modules by a name from data; a pickle only comes from
    a copy of the process itself, as between the processes of a batch."""
    banned = {"pickle", "cPickle", "yaml", "marshal", "shelve", "dill", "joblib"}
    own_copy = SOURCE / "ingest/apart.py"
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            used = banned & {name.split(".")[0] for name in names}
            assert used <= ({"pickle"} if path == own_copy else set()), path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec", "__import__"), path
