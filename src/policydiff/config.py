# SPDX-License-Identifier: Apache-2.0
"""`policydiff.toml`: profiles and suppression rules of a house, read once, checked before any work.

profile = "house"
terms_style = "portal"
ui_lang = "zh-Hans"
soffice = "/opt/libreoffice/program/soffice"
ocr_cache = "recognized"

[profiles.house]
bracket_style = "review"
numeral_style = "format"

[limits]
pages = 200

[[suppress]]
class = "review"
kind = "vocabulary"
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from policydiff.errors import UsageError
from policydiff.ingest.opening import content_of, there
from policydiff.ingest.tools import Tools
from policydiff.model import Reason
from policydiff.profiles import DEFAULT, Profile, profile_named
from policydiff.reasons import LANGUAGES, because
from policydiff.rules import Rule, from_tables
from policydiff.show.styles import TERMS_STYLES, TermsStyle

NAME = "policydiff.toml"
LARGEST = 1 << 20
"""Bytes of a configuration that are read; one of a hundred rules takes about 20 KB."""


class Config(Struct, frozen=True):
    """What a configuration says: the profile to use, the rules that suppress, the bounds on files (`NAME=N`), the words
    in which a base copy judges."""

    profile: Profile = DEFAULT
    rules: tuple[Rule, ...] = ()
    limits: tuple[str, ...] = ()
    terms_style: TermsStyle = "textual"
    told: Reason | None = None
    """What the configuration changes in the result, with the file and its SHA-256; None where it changes nothing."""
    ui_lang: str | None = None
    """The language that the house reads."""
    tools: Tools = Tools()
    """What readers may use besides the files."""


def load(path: Path | None, profile: str | None = None) -> Config:
    """The configuration in `path` (None: none), with the profile that is asked for by name.

    Raises:
        UsageError: PD220 where the file cannot be read or is not TOML, PD221 for a key it does
            not know; PD210, PD211 for profiles; PD240 for rules.
    """
    content = _content(path) if path is not None else b""
    data = _parsed(content, path)
    unknown = sorted(
        set(data) - {"profile", "profiles", "suppress", "limits", "terms_style", "ui_lang", "soffice", "ocr_cache"}
    )
    if unknown:
        raise UsageError("PD221", (str(path), because("config_key", keys=tuple(unknown))))
    tables = data.get("profiles", {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise UsageError("PD221", (str(path), because("config_profiles")))
    limits = data.get("limits", {})
    if not isinstance(limits, dict):
        raise UsageError("PD221", (str(path), because("config_limits")))
    style = data.get("terms_style", TERMS_STYLES[0])
    if style not in TERMS_STYLES:
        known = tuple(map(repr, TERMS_STYLES))
        raise UsageError("PD221", (str(path), because("config_terms_style", style=repr(style), known=known)))
    lang = data.get("ui_lang")
    if lang is not None and lang not in LANGUAGES:
        raise UsageError("PD221", (str(path), because("config_language", lang=repr(lang), known=LANGUAGES)))
    name = profile or str(data.get("profile", DEFAULT.name))
    bounds = tuple(f"{key}={value}" for key, value in limits.items())
    chosen, rules = profile_named(name, tables), from_tables(data.get("suppress", []), str(path))
    settles = [f"profile {name}"] if profile is None and chosen != DEFAULT else []
    settles += [f"{len(rules)} suppression rule{'s' if len(rules) > 1 else ''}"] if rules else []
    settles += [f"terms style {style}"] if style != TERMS_STYLES[0] else []
    digest = sha256(content).hexdigest()
    told = because("config_in_force", file=path, digest=digest, what=tuple(settles)) if settles else None
    return Config(chosen, rules, bounds, style, told, lang, _tools(data, path))


def _tools(data: dict[str, Any], path: Path | None) -> Tools:
    """The programs and folders that a configuration names: a program by absolute path, and never one that lies beside
    it, as whoever packs a folder of documents could pack a program, too."""
    folder = (path or Path()).resolve().parent
    kept = data.get("ocr_cache", "")
    if not isinstance(kept, str):
        raise UsageError("PD221", (str(path), because("config_ocr_cache", value=repr(kept))))
    kept = str(folder / kept) if kept else ""
    named = data.get("soffice", Tools().soffice)
    if "soffice" in data and not (isinstance(named, str) and _lies_elsewhere(named, folder)):
        raise UsageError("PD221", (str(path), because("config_soffice", value=repr(named))))
    return Tools(named, kept)


def _lies_elsewhere(program: str, folder: Path) -> bool:
    try:
        return Path(program).is_absolute() and folder not in Path(program).resolve().parents
    except (OSError, RuntimeError, ValueError):  # a link in a circle, a name that no file can have
        return False


def found_in(folder: Path) -> Path | None:
    """The configuration file of a folder, if it has one."""
    path = folder / NAME
    return path if there(path) else None


def _content(path: Path) -> bytes:
    try:
        return content_of(path, LARGEST)
    except OSError as error:
        raise UsageError("PD220", (str(path), because("config_unreadable", reason=error.strerror or error))) from None


def _parsed(content: bytes, path: Path | None) -> dict[str, Any]:
    if not content:
        return {}
    import tomllib

    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise UsageError("PD220", (str(path), because("config_deep"))) from None
    except ValueError as error:  # not UTF-8, not TOML, or a number of thousands of digits
        raise UsageError("PD220", (str(path), because("config_no_toml", error=error))) from None
