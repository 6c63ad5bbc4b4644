# SPDX-License-Identifier: Apache-2.0
"""`policydiff.toml`: profiles and suppression rules of a house, read once, checked before any work.

profile = "house"
terms_style = "portal"

[profiles.house]
bracket_style = "review"
numeral_style = "format"

[limits]
pages = 200

[[suppress]]
class = "review"
kind = "vocabulary"
"""

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from policydiff.errors import UsageError
from policydiff.ingest.opening import content_of, there
from policydiff.profiles import DEFAULT, Profile, profile_named
from policydiff.rules import Rule, from_tables
from policydiff.show.styles import TERMS_STYLES, TermsStyle

NAME = "policydiff.toml"
LARGEST = 1 << 20
"""Bytes of a configuration that are read; one of a hundred rules takes about 20 KB."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration says: the profile to use, the rules that suppress, the bounds on files (`NAME=N`), the words
    in which a base copy judges."""

    profile: Profile = DEFAULT
    rules: tuple[Rule, ...] = ()
    limits: tuple[str, ...] = ()
    terms_style: TermsStyle = "textual"
    told: str = ""
    """What the configuration changes in the result, with the file and its SHA-256; empty where it changes nothing."""


def load(path: Path | None, profile: str | None = None) -> Config:
    """The configuration in `path` (None: none), with the profile that is asked for by name.

    Raises:
        UsageError: PD220 where the file cannot be read or is not TOML, PD221 for a key it does
            not know; PD210, PD211 for profiles; PD240 for rules.
    """
    content = _content(path) if path is not None else b""
    data = _parsed(content, path)
    unknown = sorted(set(data) - {"profile", "profiles", "suppress", "limits", "terms_style"})
    if unknown:
        raise UsageError(
            "PD221",
            f"{path}: unknown key {', '.join(unknown)}",
            "a configuration has profile, terms_style, [profiles.NAME], [limits] and [[suppress]]",
        )
    tables = data.get("profiles", {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise UsageError(
            "PD221", f"{path}: profiles is not a table of tables", "write [profiles.NAME] and a line for each kind"
        )
    limits = data.get("limits", {})
    if not isinstance(limits, dict):
        raise UsageError("PD221", f"{path}: limits is not a table", "write [limits] and a line NAME = N for each")
    style = data.get("terms_style", TERMS_STYLES[0])
    if style not in TERMS_STYLES:
        raise UsageError(
            "PD221", f"{path}: terms_style is {style!r}", f"write one of {', '.join(map(repr, TERMS_STYLES))}"
        )
    name = profile or str(data.get("profile", DEFAULT.name))
    bounds = tuple(f"{key}={value}" for key, value in limits.items())
    chosen, rules = profile_named(name, tables), from_tables(data.get("suppress", []), str(path))
    settles = [f"profile {name}"] if profile is None and chosen != DEFAULT else []
    settles += [f"{len(rules)} suppression rule{'s' if len(rules) > 1 else ''}"] if rules else []
    settles += [f"terms style {style}"] if style != TERMS_STYLES[0] else []
    told = f"{path} (SHA-256 {sha256(content).hexdigest()}) is in force: {', '.join(settles)}" if settles else ""
    return Config(chosen, rules, bounds, style, told)


def found_in(folder: Path) -> Path | None:
    """The configuration file of a folder, if it has one."""
    path = folder / NAME
    return path if there(path) else None


def _content(path: Path) -> bytes:
    try:
        return content_of(path, LARGEST)
    except OSError as error:
        raise UsageError(
            "PD220",
            f"{path}: cannot be read: {error.strerror or error}",
            "give the path of a policydiff.toml, or leave --config out",
        ) from None


def _parsed(content: bytes, path: Path | None) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise UsageError("PD220", f"{path}: is nested too deep", "write the tables that `--help` names") from None
    except ValueError as error:  # not UTF-8, not TOML, or a number of thousands of digits
        raise UsageError("PD220", f"{path}: is not TOML: {error}", "correct the line it names") from None
