# SPDX-License-Identifier: Apache-2.0
"""Who acts: a name, and whether it is a person, a program or an organization, as far as that is said."""

from dataclasses import dataclass

KINDS = ("person", "program", "organization")


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever does something to a store; `kind` is one of KINDS, or empty where nobody says it."""

    name: str
    kind: str = ""


def agent_of(operator: Operator | str | None, version: str) -> dict[str, str]:
    """Who acts, as an entry keeps it: the program, and whoever ran it where that is said."""
    agent = {"name": "policydiff", "version": version}
    if operator is None or operator == "":
        return agent
    told = operator if isinstance(operator, Operator) else Operator(operator)
    return agent | {"operator": told.name} | ({"operator_kind": told.kind} if told.kind else {})
