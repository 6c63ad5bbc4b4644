# SPDX-License-Identifier: Apache-2.0
"""The anchors of a log as a verification looks at them: is each over this log, does it hold, what does it prove?

An anchor that is kept in the log is over a state of before. Whoever rewrites what came before it, however well, cannot
have it signed or stamped again with its time.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from policydiff.errors import PolicydiffError
from policydiff.provenance import pieces, schema
from policydiff.provenance.anchors.anchor import FORMS, Form, Seen, Trust, second, sentence
from policydiff.provenance.anchors.reading import check, states_of
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.entry import Entry
from policydiff.provenance.inquiry import Inquiry
from policydiff.provenance.recorded import digest, number, text
from policydiff.provenance.store import now
from policydiff.reasons import because

Read = Callable[[str], bytes]
"""Gives the bytes of a blob; raises PolicydiffError where they are not there or were altered."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """An anchor of the log that is over this log: its entry and state, its bytes, what it is over, and what was kept to
    check it with."""

    entry: Entry
    form: Form
    state: Checkpoint
    data: bytes
    message: bytes
    trust: Trust


def check_anchors(inquiry: Inquiry, connection: schema.Connection, trust: Trust) -> None:
    """Check every anchor of the log.

    Those that hold under `trust` are told as checked with what was given, the others with what was kept beside them;
    where none of a form holds under what was given for it, that is a trouble.
    """

    def read(blob: str) -> bytes:
        return b"".join(pieces.stream(connection, blob, inquiry.path))

    roots = inquiry.roots(number(entry, "size") for entry in inquiry.anchored)
    every = [kept for entry in inquiry.anchored if (kept := _looked_at(inquiry, entry, roots, read)) is not None]
    for form in FORMS:
        own = [kept for kept in every if kept.form == form]
        _check(inquiry, own, _of_form(trust, form))
    inquiry.anchors.sort(key=lambda seen: seen.entry)
    inquiry.checked["anchors"] = len(inquiry.anchored)


def _check(inquiry: Inquiry, every: Sequence[_Kept], given: Trust | None) -> None:
    """Check the anchors of one form under what was given, and those that do not hold then under what was kept."""
    left: list[tuple[_Kept, PolicydiffError | None]] = []
    for kept in every:
        refused = _seen(inquiry, kept, given) if given is not None else None
        if given is None or refused is not None:
            left.append((kept, refused))
    matched = len(left) < len(every)
    for kept, refused in left:
        kind = "anchor"
        if refused is None or matched:
            refused = _seen(inquiry, kept, None)
        else:
            kind = "anchor_untrusted"
        if refused is not None:
            known = refused.code != "PD440"
            what = because("anchor_fails" if known else "anchor_unlooked", number=kept.entry.seq)
            inquiry.say(kind if known else "anchor_unchecked", (what, refused.said), [kept.entry.seq])


def _seen(inquiry: Inquiry, kept: _Kept, given: Trust | None) -> PolicydiffError | None:
    """Check one anchor and note what it proves; the error where it does not hold."""
    entry = kept.entry
    try:
        found = check(kept.data, kept.form, text(entry, "name"), kept.message, given or kept.trust)
    except PolicydiffError as error:
        return error
    also = [because("anchor_with_given" if given else "anchor_with_kept")] if found.proven else []
    said = sentence(entry.seq, kept.state, found, *also)
    size, by_given = kept.state.size, given is not None
    inquiry.anchors.append(Seen(entry.seq, found.form, size, found.time, found.by, found.proven, by_given, said))
    until = found.facts.get("until")
    if isinstance(until, str) and until < second(now()):
        inquiry.notes.append(because("anchor_ended", number=entry.seq, until=until))
    return None


def _looked_at(inquiry: Inquiry, entry: Entry, roots: dict[int, bytes], read: Read) -> _Kept | None:
    """An anchor with its bytes, where it is over the log as it stands; else a trouble, or that it was not looked at."""
    form = next((form for form in FORMS if form == text(entry, "form")), None)
    state = _state(inquiry, entry, roots)
    if form is None or isinstance(state, str):
        inquiry.say(
            "anchor", because(state if isinstance(state, str) else "anchor_form", number=entry.seq), [entry.seq]
        )
        return None
    if state is None:
        inquiry.not_checked.append(because("anchor_incomparable", number=entry.seq))
        return None
    try:
        data, document, trust = _kept(entry, read)
    except PolicydiffError as error:  # that a blob is not there or was altered is told of the blob
        inquiry.not_checked.append(because("anchor_unread", number=entry.seq, error=error))
        return None
    message = document if document is not None else state.body().encode()
    try:
        over = states_of(data, form, text(entry, "name"), document, lambda one: state if one.fits(message) else None)
    except PolicydiffError as error:
        known = error.code != "PD440"
        what = because("anchor_fails" if known else "anchor_unlooked", number=entry.seq)
        inquiry.say("anchor" if known else "anchor_unchecked", (what, error.said), [entry.seq])
        return None
    if state not in over:
        inquiry.say("anchor", because("anchor_false", number=entry.seq), [entry.seq])
        return None
    return _Kept(entry, form, state, data, message, trust)


def _state(inquiry: Inquiry, entry: Entry, roots: dict[int, bytes]) -> Checkpoint | str | None:
    """The state that an anchor's entry names; a key of what is wrong with it, or None where the log is not known so
    far."""
    size = number(entry, "size")
    root = b""
    with suppress(binascii.Error, ValueError):
        root = base64.b64decode(text(entry, "root"), validate=True)
    if not 0 < size <= entry.seq or inquiry.origin is None:
        return "anchor_form"
    if size not in roots:
        return None
    return Checkpoint(inquiry.origin, size, root) if roots[size] == root else "anchor_other_root"


def _kept(entry: Entry, read: Read) -> tuple[bytes, bytes | None, Trust]:
    """The anchor's bytes, what was stamped, and what it was checked with when it was kept."""
    document = digest(entry, "document")
    certificates = tuple(read(one) for one in _texts(entry, "certificates") if one in entry.blobs)
    headers = []
    for one in _texts(entry, "headers"):
        with suppress(ValueError):
            headers.append(bytes.fromhex(one))
    return (
        read(digest(entry, "file")),
        read(document) if document else None,
        Trust(certificates, tuple(_texts(entry, "keys")), tuple(headers)),
    )


def _texts(entry: Entry, key: str) -> list[str]:
    told = entry.data.get(key)
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def _of_form(trust: Trust, form: Form) -> Trust | None:
    """What of it a form is checked with; None for nothing."""
    own = {
        "rfc3161": Trust(certificates=trust.certificates),
        "signed_note": Trust(keys=trust.keys),
        "opentimestamps": Trust(headers=trust.headers),
    }[form]
    return own or None
