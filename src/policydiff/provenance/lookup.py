# SPDX-License-Identifier: Apache-2.0
"""Finding a copy by what a person types: its number in the log, the start of its SHA-256, or its name."""

import re

from policydiff.errors import InputError
from policydiff.provenance.entry import Entry
from policydiff.provenance.store import Store
from policydiff.reasons import because

_DIGEST = re.compile(r"[0-9a-f]{6,64}")


def find_copy(store: Store, reference: str) -> Entry:
    """The one copy that `reference` names. A number is a number of the log before it is the start of a hash.

    Raises InputError PD409 where there is none, PD410 where there are several.
    """
    if reference.isascii() and reference.isdigit() and int(reference) < store.size():
        entry = store.entry(int(reference))
        if entry.kind == "copy":
            return entry
    sql = "SELECT seq FROM index_copy WHERE name = ?1"
    if _DIGEST.fullmatch(reference.lower()):
        sql += " OR sha256 GLOB ?2"
    found = [
        int(str(row[0]))
        for row in store.query(f"{sql} ORDER BY seq", (reference, f"{reference.lower()}*")[: 1 + sql.count("?2")])
    ]
    if not found:
        raise InputError("PD409", because("no_copy", file=store.path, name=reference))
    if len(found) > 1:
        numbers = ", ".join(map(str, found[:8])) + (" …" if len(found) > 8 else "")
        raise InputError("PD410", because("copy_ambiguous", name=reference, numbers=numbers))
    return store.entry(found[0])


def copies(store: Store) -> list[tuple[int, str, str, str, str]]:
    """Number, SHA-256, name, title and document number of every copy, in the order of the log."""
    rows = store.query("SELECT seq, sha256, name, title, doc_number FROM index_copy ORDER BY seq")
    return [(int(str(row[0])), *(str(cell or "") for cell in row[1:])) for row in rows]  # type: ignore[misc]


def about(store: Store, seq: int) -> list[Entry]:
    """The later entries that speak of entry `seq`: statements, comparisons, claims, corrections."""
    return [
        store.entry(int(str(row[0])))
        for row in store.query("SELECT DISTINCT seq FROM index_link WHERE target = ? ORDER BY seq", (seq,))
    ]
