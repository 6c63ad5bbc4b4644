# SPDX-License-Identifier: Apache-2.0
"""Which copies a person means by an address or by a notice: its document number, its title, or one of its copies.

Copies are of one notice where they carry the same document number, where they carry the same title and no number tells
against it, or where a recorded comparison or collation has found them to be; a copy from the same address that tells
neither, since its text was not read, may be. What makes a copy one of them is said.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from policydiff.canonical import canonicalize
from policydiff.errors import InputError
from policydiff.provenance.archive_choice import same, spelt
from policydiff.provenance.dossier import Copy
from policydiff.provenance.entry import Entry
from policydiff.provenance.lookup import find_copy
from policydiff.provenance.recorded import fields_of, number, numbers, text
from policydiff.provenance.store import Store
from policydiff.reasons import because

Why = Literal["address", "named", "doc_number", "title", "comparison", "collation"]
"""What makes a copy one of those that are meant."""
_ADDRESSES = ("url_final", "url_requested")
_TOGETHER = ("copy", "edition")
"""Relations of two copies of one notice."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What is meant: an address or a notice, and the copies with what makes each one of them."""

    of: Literal["address", "notice"]
    copies: dict[int, Why]


@dataclass(frozen=True, slots=True)
class Known:
    """What tells of a copy which notice it is of."""

    seq: int
    urls: tuple[str, ...]
    title: str
    doc_number: str


def known_of(copy: Copy) -> Known:
    """What tells of a copy which notice it is of, title and number in one script."""
    urls = [copy.text(key) for key in _ADDRESSES]
    also = [one.get("value") for key in _ADDRESSES for one in copy.fields.get(key, {}).get("also", [])]
    told = copy.value("redirects")
    passed = told if isinstance(told, list) else []
    found = (url for url in (*urls, *also, *passed) if isinstance(url, str) and url)
    return Known(copy.seq, tuple(dict.fromkeys(found)), _folded(copy.text("title")), _folded(copy.text("doc_number")))


@cache
def _folded(words: str) -> str:
    return canonicalize(words).text if words else ""


def meant(store: Store, wanted: str, copies: Sequence[Known], joins: Iterable[Entry]) -> Meant:
    """The copies that `wanted` means; `joins` are the comparisons and collations of the store.

    An address is what has a scheme (`https://…`). Else it is looked for as a document number, as a title, and last as a
    copy, whose notice is meant. An address without a copy may still have been visited; a notice without one raises
    InputError PD409, PD410 as `find_copy`.
    """
    if "://" in wanted:
        return Meant("address", {one.seq: "address" for one in copies if any(same(url, wanted) for url in one.urls)})
    asked = _folded(wanted.strip().strip("《》〈〉"))
    found: dict[int, Why] = {one.seq: "doc_number" for one in copies if asked and one.doc_number == asked}
    if not found:
        found = {one.seq: "title" for one in copies if asked and one.title == asked}
    if not found:
        found = {_copy_named(store, wanted): "named"}
    return Meant("notice", _closed(found, copies, list(joins)))


def _copy_named(store: Store, wanted: str) -> int:
    try:
        return find_copy(store, wanted).seq
    except InputError as error:
        if error.code != "PD409":
            raise
        raise InputError("PD409", because("no_notice", file=store.path, name=wanted)) from error


def _closed(found: dict[int, Why], copies: Sequence[Known], joins: Sequence[Entry]) -> dict[int, Why]:
    """The copies found, and all others of the same notice."""
    known = {one.seq: one for one in copies}
    while True:
        before = len(found)
        own = [known[seq] for seq in found if seq in known]
        figures = {one.doc_number for one in own if one.doc_number}
        titles = {one.title for one in own if one.title}
        for one in copies:
            if one.seq in found:
                continue
            if one.doc_number and one.doc_number in figures:
                found[one.seq] = "doc_number"
            elif one.title and one.title in titles and not (one.doc_number and figures):
                found[one.seq] = "title"
        for entry in joins:
            _join(found, entry)
        if len(found) == before:
            _beside(found, copies)
            return {seq: found[seq] for seq in sorted(found)}


def _beside(found: dict[int, Why], copies: Sequence[Known]) -> None:
    """Add the copies from the same addresses that do not tell which notice they are of, such as those not read."""
    places = {spelt(url) for one in copies if one.seq in found for url in one.urls}
    for one in copies:
        if not (one.title or one.doc_number) and any(spelt(url) in places for url in one.urls):
            found.setdefault(one.seq, "address")


def _join(found: dict[int, Why], entry: Entry) -> None:
    if entry.kind == "collation":
        members = numbers(entry, "members")
        why: Why = "collation"
    elif text(entry, "relation") in _TOGETHER:
        members, why = [number(entry, "a"), number(entry, "b")], "comparison"
    else:
        return
    if found.keys() & set(members):
        for seq in members:
            found.setdefault(seq, why)


def said_in(entry: Entry) -> dict[str, dict[str, object]]:
    """The fields of a copy's record, or of a statement, that a person says: one by one, also those that stand beside
    what was seen."""
    told = fields_of(entry, "record" if entry.kind == "copy" else "said")
    found: dict[str, dict[str, object]] = {}
    for key, known in told.items():
        claims = [known, *known.get("also", [])]
        asserted = next((one for one in claims if one.get("basis") == "asserted"), None)
        if asserted is not None:
            found[key] = asserted
    return found
