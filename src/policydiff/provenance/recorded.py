# SPDX-License-Identifier: Apache-2.0
"""Reading what entries say, whoever wrote them: a part that is not of its kind is as if it were not there.

A store may come from anywhere. That its chain is sound says who wrote what in which order, not that it makes sense.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from policydiff.provenance.entry import Entry
from policydiff.provenance.value import BASES

Fields = dict[str, dict[str, Any]]
"""Field → {"basis", "value"?, "source"?, "said"?, "also"?}, as entries keep them."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LARGEST = 2**53
_VALUED = frozenset(BASES) - {"absent", "not_examined"}


def number(entry: Entry, key: str) -> int:
    """The number of another entry that this one names under `key`; -1 where it names none."""
    value = entry.data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST else -1


def numbers(entry: Entry, key: str) -> list[int]:
    """The numbers that stand under `key`, be it one or a list."""
    value = entry.data.get(key)
    several = value if isinstance(value, list) else [value]
    return [one for one in several if isinstance(one, int) and not isinstance(one, bool) and 0 <= one < _LARGEST]


def text(entry: Entry, key: str) -> str:
    """The text that stands under `key`; empty where there is none."""
    value = entry.data.get(key)
    return value if isinstance(value, str) else ""


def digest(entry: Entry, key: str) -> str:
    """The SHA-256 in hex that stands under `key`; of nothing, empty."""
    value = text(entry, key)
    return value if _DIGEST.fullmatch(value) else ""


def tables_of(entry: Entry) -> dict[str, str]:
    """The tables of a tool: SHA-256 by name."""
    tables = entry.data.get("tables")
    named = tables.items() if isinstance(tables, dict) else ()
    return {name: value for name, value in named if isinstance(value, str) and _DIGEST.fullmatch(value)}


def declared_of(entry: Entry) -> str | None:
    """The encoding label under which a copy was read, where one was given from outside."""
    how = entry.data.get("read")
    label = how.get("declared") if isinstance(how, dict) else None
    return label if isinstance(label, str) else None


def fields_of(entry: Entry, key: str = "record") -> Fields:
    """The fields of a copy's record, or with `key` said those of a statement."""
    record = entry.data.get(key)
    found = {name: _known(name, value) for name, value in record.items()} if isinstance(record, dict) else {}
    return {name: known for name, known in found.items() if known is not None}


def field_of(entry: Entry, name: str) -> dict[str, Any]:
    """One field of a copy's record; empty where it has none. Cheaper than all of them."""
    record = entry.data.get("record")
    return (_known(name, record.get(name)) or {}) if isinstance(record, dict) else {}


def value_of(entry: Entry, name: str) -> str | None:
    """The value of one field of a copy's record where it is a text."""
    return values_of(entry, (name,))[0]


def values_of(entry: Entry, names: Sequence[str]) -> list[str | None]:
    """The same of several fields, cheaper than one by one: a verification asks each copy."""
    record = entry.data.get("record")
    if not isinstance(record, dict):
        return [None] * len(names)
    found: list[str | None] = []
    for name in names:
        known = record.get(name)
        value = known.get("value") if isinstance(known, dict) and known.get("basis") in _VALUED else None
        right = isinstance(value, str) and (name not in _KINDS or _KINDS[name](value))
        found.append(value if right else None)
    return found


def name_of(entry: Entry) -> str:
    """The original name of a copy."""
    return value_of(entry, "original_name") or ""


def _known(name: str, value: object) -> dict[str, Any] | None:
    """One field, or None where it has no basis or a value that is not of its kind."""
    if not isinstance(value, dict) or value.get("basis") not in BASES:
        return None
    if value["basis"] in ("absent", "not_examined"):
        return {"basis": value["basis"]}
    if "value" not in value or not _KINDS.get(name, _anything)(value["value"]):
        return None
    known = {"basis": value["basis"], "value": value["value"]}
    if isinstance(value.get("source"), str):
        known["source"] = value["source"]
    if isinstance(value.get("said"), list):
        known["said"] = value["said"]
    if isinstance(value.get("also"), list):
        known["also"] = [other for one in value["also"] if (other := _known(name, one)) is not None]
    return known


def _anything(value: object) -> bool:
    return True


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None


def _is_size(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST


def _is_steps(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(step, dict)
        and _is_text(step.get("layer"))
        and _is_digest(step.get("sha256"))
        and _is_size(step.get("length"))
        for step in value
    )


def _is_identifiers(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and _is_text(one.get("type")) and _is_text(one.get("value")) for one in value
    )


def _is_encoding(value: object) -> bool:
    return isinstance(value, dict) and _is_text(value.get("name")) and _is_text(value.get("basis"))


def _is_time(value: object) -> bool:
    return isinstance(value, dict) and _is_text(value.get("edtf"))


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


_KINDS: dict[str, Callable[[object], bool]] = {
    "sha256": _is_digest,
    "http_headers": _is_digest,
    "decoded_text": _is_digest,
    "canonical_text": _is_digest,
    "sha512": _is_text,
    "original_name": _is_text,
    "size": _is_size,
    "layers": _is_steps,
    "identifiers": _is_identifiers,
    "encoding": _is_encoding,
    "retrieved": _is_time,
    "by_reference": _is_table,
}
