# SPDX-License-Identifier: Apache-2.0
"""What a result depends on, as one digest: the program, its tables, the options, both copies and their names."""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from policydiff import __version__
from policydiff.house import House
from policydiff.options import Options
from policydiff.rules import Rule
from policydiff.script.tables import digests

_PACKAGE = Path(__file__).parents[1]


@cache
def program_digest() -> str:
    """SHA-256 over the program's own files, tables and templates: the version stays while a developer works."""
    from policydiff.show.assets import templates_root

    digest = sha256(__version__.encode())
    own = [name for name in _files_below(str(_PACKAGE)) if name.endswith((".py", ".tsv", ".toml"))]
    templates = [entry.path for entry in os.scandir(templates_root()) if entry.is_file()]
    root = str(_PACKAGE.parents[1])
    for file in (*sorted(own), *sorted(templates)):
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 (a path object costs more than all else here)
            digest.update(file.removeprefix(root).encode() + b"\0" + sha256(opened.read()).digest())
    return digest.hexdigest()


def _files_below(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(entry.path)
        else:
            yield entry.path


def settings_digest(options: Options, reading: object = None, house: House = House()) -> bytes:  # noqa: B008 (frozen)
    """Digest of the program and of all that changes a result: every option, how files are read, rules and decisions."""
    asked = {name: value for name, value in msgspec.structs.asdict(options).items() if name != "profile"}
    profile = (options.profile.name, sorted(options.profile.classes.items()))
    said = (program_digest(), asked, profile, repr(reading), [_said(rule) for rule in house.rules], house.decisions)
    return sha256(msgspec.json.encode(said)).digest()


def _said(rule: Rule) -> tuple[object, ...]:
    pattern = rule.pattern.pattern if rule.pattern else None
    return (rule.number, rule.class_, rule.kind, rule.scope, rule.where, pattern, rule.comment, rule.author)


def tool(options: Options) -> dict[str, object]:
    """Which program, profile and tables made the results of a run."""
    return {"version": __version__, "profile": options.profile.name, "detail": options.detail, "tables": digests()}


def pair_key(settings: bytes, sha_a: str, sha_b: str, names: tuple[str, str]) -> bytes:
    """The key of one pair's result; names are included because they appear in the result and their endings decide how a
    file is read."""
    return sha256(settings + bytes.fromhex(sha_a) + bytes.fromhex(sha_b) + msgspec.json.encode(names)).digest()
