# SPDX-License-Identifier: Apache-2.0
"""The anchors of a log as a verification looks at them: is each over this log, does it hold, what does it prove?

An anchor that is kept in the log is over a state of before. Whoever rewrites what came before it, however well, cannot
have it signed or stamped again with its time.
"""

import base64
import binascii
from collections.abc import Callable
from contextlib import suppress

from policydiff.errors import PolicydiffError
from policydiff.provenance import pieces, schema
from policydiff.provenance.anchors.anchor import FORMS, Finding, Form, Seen, Trust, sentence
from policydiff.provenance.anchors.reading import check, states_of
from policydiff.provenance.checkpoint import Checkpoint
from policydiff.provenance.entry import Entry
from policydiff.provenance.inquiry import Inquiry
from policydiff.provenance.recorded import digest, number, text
from policydiff.provenance.store import now
from policydiff.reasons import because

Read = Callable[[str], bytes]
"""Gives the bytes of a blob; raises PolicydiffError where they are not there or were altered."""


def check_anchors(inquiry: Inquiry, connection: schema.Connection, trust: Trust) -> None:
    """Check every anchor of the log; `trust` stands in place of what was kept with those of its form."""
    if not inquiry.anchored:
        return

    def read(blob: str) -> bytes:
        return b"".join(pieces.stream(connection, blob, inquiry.path))

    roots = inquiry.roots(number(entry, "size") for entry in inquiry.anchored)
    for entry in inquiry.anchored:
        _check(inquiry, entry, roots, read, trust)
    inquiry.checked["anchors"] = len(inquiry.anchors)


def _check(inquiry: Inquiry, entry: Entry, roots: dict[int, bytes], read: Read, given: Trust) -> None:
    form = next((form for form in FORMS if form == text(entry, "form")), None)
    state = _state(inquiry, entry, roots)
    if form is None or isinstance(state, str):
        inquiry.say(
            "anchor", because(state if isinstance(state, str) else "anchor_form", number=entry.seq), [entry.seq]
        )
        return
    if state is None:
        inquiry.not_checked.append(because("anchor_incomparable", number=entry.seq))
        return
    try:
        data, document, kept = _kept(entry, read)
    except PolicydiffError as error:  # that a blob is not there or was altered is told of the blob
        inquiry.not_checked.append(because("anchor_unread", number=entry.seq, error=error))
        return
    own = _of_form(given, form)
    name = text(entry, "name")
    message = document if document is not None else state.body().encode()
    try:
        over = states_of(data, form, name, document, lambda imprint: state if imprint.fits(message) else None)
        if state not in over:
            inquiry.say("anchor", because("anchor_false", number=entry.seq), [entry.seq])
            return
        finding = check(data, form, name, message, own or kept)
    except PolicydiffError as error:
        kind = "anchor_unchecked" if error.code == "PD440" else "anchor_untrusted" if own else "anchor"
        what = "anchor_unlooked" if error.code == "PD440" else "anchor_fails"
        inquiry.say(kind, (because(what, number=entry.seq), error.said), [entry.seq])
        return
    inquiry.anchors.append(_seen(entry, state, finding, given=bool(own)))
    until = finding.facts.get("until")
    if isinstance(until, str) and until < now().strftime("%Y-%m-%dT%H:%M:%SZ"):
        inquiry.notes.append(because("anchor_ended", number=entry.seq, until=until))


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


def _seen(entry: Entry, state: Checkpoint, found: Finding, *, given: bool) -> Seen:
    also = [because("anchor_with_given" if given else "anchor_with_kept")] if found.proven else []
    said = sentence(entry.seq, state, found, *also)
    return Seen(entry.seq, found.form, state.size, found.time, found.by, found.proven, given, said)
