# SPDX-License-Identifier: Apache-2.0
"""What a result depends on, as one digest: the program, its tables, the options, both copies and their names."""

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
    for file in sorted(file for suffix in ("py", "tsv", "toml") for file in _PACKAGE.rglob(f"*.{suffix}")):
        digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + sha256(file.read_bytes()).digest())
    for entry in sorted(templates_root().iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            digest.update(entry.name.encode() + b"\0" + sha256(entry.read_bytes()).digest())
    return digest.hexdigest()


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
