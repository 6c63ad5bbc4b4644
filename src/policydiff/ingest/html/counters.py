# SPDX-License-Identifier: Apache-2.0
"""Numbers that style sheets count and show: `counter-reset`, `counter-increment`, `counter()` (CSS Lists 3)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

ITEM = "list-item"
"""The counter that every list has without being asked."""
_WORDS = re.compile(r"(-?[a-z_][\w-]{0,60})(?:\s{1,9}([+-]?\d{1,6}))?", re.IGNORECASE)
_NONE = frozenset(("none", "initial", "inherit", "unset"))


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one counter: `reset`, `set` or `increment`."""

    what: str
    name: str
    by: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A counter in generated text: its value, or all values of its scopes with `joint` between."""

    name: str
    style: str
    joint: str | None = None


def steps(stated: dict[str, str]) -> tuple[Step, ...]:
    """What the declarations of a rule do to counters, in the order that CSS gives."""
    found = []
    for what, by in (("reset", 0), ("increment", 1), ("set", 0)):
        for name, number in _WORDS.findall(stated.get(f"counter-{what}", "").replace("!important", "")):
            if name.lower() not in _NONE:
                found.append(Step(what, name, int(number) if number else by))
    return tuple(found)


@dataclass(slots=True)
class Counters:
    """The counters in scope at a place of the walk; each scope is the depth of its parent and the value."""

    scopes: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def take(self, changes: tuple[Step, ...], depth: int) -> None:
        """Apply the changes of an element, or of what is generated in it, at a depth."""
        for change in changes:
            scopes = self.scopes.setdefault(change.name, [])
            if change.what == "reset":
                if scopes and scopes[-1][0] == depth:
                    scopes.pop()
                scopes.append((depth, change.by))
                continue
            place, value = scopes.pop() if scopes else (depth, 0)
            scopes.append((place, change.by if change.what == "set" else value + change.by))

    def leave(self, depth: int) -> None:
        """End the scopes that elements inside an element of this depth began."""
        for scopes in self.scopes.values():
            while scopes and scopes[-1][0] > depth:
                scopes.pop()

    def written(self, shown: Shown, form: Callable[[int, str], str | None]) -> str | None:
        """The text of a counter; None where its style is not understood."""
        values = [value for _, value in self.scopes.get(shown.name, [])] or [0]
        wanted = values[-1:] if shown.joint is None else values
        parts = [form(value, shown.style) for value in wanted]
        return None if None in parts else (shown.joint or "").join(filter(None, parts))
