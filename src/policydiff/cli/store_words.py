# SPDX-License-Identifier: Apache-2.0
"""What a store has recorded, in the reader's language: English stands in the log, other words only on the terminal."""

import re
from collections.abc import Mapping

import msgspec

from policydiff.model import Reason
from policydiff.provenance.dossier import in_words
from policydiff.reasons import say
from policydiff.show.i18n import Catalogue, number

_PLACE = re.compile(r"notice, characters (\d+)–(\d+)")
_LINE = re.compile(r"(.+), line (\d+)")
_ENUMERATED = frozenset(
    {"basis", "outcome", "depth", "verdict", "relation", "form", "region", "converter", "precision", "detail"}
    | {"strength", "decision", "profile"}
)
"""Keys whose values are words of the program, not of a person or a file."""
_UNSAID = frozenset({"tables", "code", "report"})
"""Digests by which programs find things."""


def value_of(value: object, words: Catalogue, key: str = "") -> str:
    """A recorded value on one line; `key` is under what it stands."""
    if words.lang == "en":
        return in_words(value)
    match value:
        case None:
            return ""
        case bool():
            return words.t(f"said.{'yes' if value else 'no'}")
        case int():
            return number(value)
        case str():
            return _word(value, words) if key in _ENUMERATED else value
        case {"edtf": str(time), **about}:
            return time + words.aside(_word(str(about.get("precision") or ""), words))
        case {"basis": str(basis), "value": said, **about}:
            return value_of(said, words, key) + words.aside(known_by(basis, str(about.get("source") or ""), words))
        case dict():
            comma: str = words.tables["meta"]["comma"]
            return comma.join(_named(name, item, words) for name, item in value.items() if item not in _NOTHING)
        case list() | tuple():
            return words.clauses([value_of(item, words, key) for item in value])
        case _:
            return str(value)


_NOTHING: tuple[object, ...] = (None, "", [], {})


def entry_of(data: Mapping[str, object], words: Catalogue) -> str:
    """What an entry of the log says, on one line."""
    if words.lang == "en":
        return in_words({key: value for key, value in data.items() if key != "tables"})
    return value_of({key: value for key, value in data.items() if key not in _UNSAID}, words)


def known_by(basis: str, source: str, words: Catalogue) -> str:
    """How a value is known, and from where: 摘出；公文第 13–20 字."""
    name = words.tables["basis"].get(basis, basis)
    if not source:
        return name
    if words.lang != "en":
        source = _source(source, words)
    return words.clauses([name, source])


def reasons_of(known: Mapping[str, object], words: Catalogue) -> list[str]:
    """What is said in a field's `said`, as sentences of the language; empty where there is none, or one is unknown."""
    try:
        return [say(one, words.lang) for one in msgspec.convert(known.get("said") or [], list[Reason])]
    except (msgspec.ValidationError, KeyError, IndexError):
        return []


def _named(name: str, item: object, words: Catalogue) -> str:
    tables = ("said", "checked", "kind", "class", "provenance")
    label = next((found for table in tables if (found := words.tables[table].get(name))), name.replace("_", " "))
    said = value_of(item, words, name)
    several = isinstance(item, dict) and not {"basis", "edtf"} & item.keys()
    return label + words.aside(said) if several else words.labelled(label, said)


def _word(value: str, words: Catalogue) -> str:
    for table in ("value", "basis", "form", "region", "verdict", "relation", "store"):
        if found := words.tables[table].get(value):
            return str(found)
    return value


def _source(source: str, words: Catalogue) -> str:
    if place := _PLACE.fullmatch(source):
        return words.t("source.place", start=place[1], end=place[2])
    if line := _LINE.fullmatch(source):
        return words.t("source.line", file=line[1], n=line[2])
    return words.tables["source"].get(source, source)
