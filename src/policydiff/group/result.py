# SPDX-License-Identifier: Apache-2.0
"""Groups of copies as they are printed, and as JSON."""

from msgspec import Struct

from policydiff.model import Problem, Reason

SCHEMA = "policydiff.groups/1"


class Member(Struct, frozen=True):
    """One copy: its file (`page.html#2` for the second notice on a page) and how much of its text the group's first
    member shares."""

    path: str
    similarity: float


class NearFile(Struct, frozen=True):
    """A file of another group that stands close: another edition, a notice that forwards this one, a part of it."""

    path: str
    group: str
    similarity: float
    relation: str
    apart: tuple[str, ...]
    """What tells the two apart, in words."""
    rules: tuple[Reason, ...] = ()
    """The same as keys with arguments."""


class Group(Struct, frozen=True):
    """The copies of one notice."""

    id: str
    title: str
    number: str
    date: str
    members: tuple[Member, ...]
    near: tuple[NearFile, ...]


class Groups(Struct, frozen=True):
    """What became of all files: groups, files that stand alone, and those that could not be read."""

    schema: str
    groups: tuple[Group, ...]
    alone: tuple[str, ...]
    problems: tuple[Problem, ...]
    over_budget: int = 0
    """Pairs of notices that share some text and no name and were not compared: each of the two has been with many
    likelier ones."""
