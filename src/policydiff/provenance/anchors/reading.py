# SPDX-License-Identifier: Apache-2.0
"""An anchor's file: of which form it is, over which state of a log, and whether it holds."""

from collections.abc import Callable, Sequence
from pathlib import Path

from policydiff.errors import InputError
from policydiff.ingest.opening import content_of
from policydiff.provenance.anchors import note, opentimestamps, timestamp
from policydiff.provenance.anchors.anchor import LARGEST, Finding, Form, Imprint, Trust
from policydiff.provenance.checkpoint import Checkpoint, parse_checkpoints
from policydiff.reasons import because

Find = Callable[[Imprint], Checkpoint | None]
"""Gives the state of the log whose checkpoint has a hash."""


def form_of(data: bytes, name: str) -> Form:
    """The form that the first bytes show; raises InputError PD441 where they show none."""
    if opentimestamps.is_proof(data):
        return "opentimestamps"
    if timestamp.is_response(data):
        return "rfc3161"
    if note.is_note(data):
        return "signed_note"
    raise InputError("PD441", because("no_anchor", name=name))


def states_of(data: bytes, form: Form, name: str, document: bytes | None, find: Find) -> list[Checkpoint]:
    """The states of the log that an anchor is over: the one in a note, the one with the hash of a stamp or a proof,
    or those that stand in the `document` which was stamped.

    Raises InputError PD441 (not readable as this form), PD442 (over other bytes), PD414 (a document without a
    checkpoint).
    """
    if form == "signed_note":
        return [note.read_note(data, name).checkpoint]
    over = timestamp.imprint(data, name) if form == "rfc3161" else opentimestamps.read_proof(data, name)[0]
    if document is not None:
        if not over.fits(document):
            raise InputError("PD442", because("anchor_other_document", name=name))
        return parse_checkpoints(document.decode("utf-8", "replace"), name)
    state = find(over)
    if state is None:
        raise InputError("PD442", because("anchor_other_log", name=name))
    return [state]


def check(data: bytes, form: Form, name: str, message: bytes, trust: Trust) -> Finding:
    """Whether an anchor over `message` holds under `trust`; raises as the check of its form."""
    if form == "signed_note":
        return note.check(data, name, trust.keys)
    if form == "rfc3161":
        return timestamp.check(data, name, message, trust.certificates)
    return opentimestamps.check(data, name, trust.headers)


def read_small(path: Path) -> bytes:
    """The bytes of an anchor, a certificate or a key; raises InputError PD441 for a file that is far too large, PD445
    for one that cannot be read."""
    try:
        data = content_of(path)
    except OSError as error:
        raise InputError("PD445", because("trust_unreadable", file=path, reason=error.strerror or error)) from error
    if len(data) > LARGEST:
        raise InputError("PD441", because("no_anchor", name=path))
    return data


def trust_of(certificates: Sequence[Path], keys: Sequence[str], headers: Sequence[str]) -> Trust:
    """What anchors are to be checked with, as a person gives it: files of certificates; keys, or files of keys, one a
    line; headers of blocks in hex, or files of one. Raises InputError PD445 for what is none of these."""
    files = tuple(read_small(path) for path in certificates)
    for path, data in zip(certificates, files, strict=True):
        timestamp.read_certificates(data, str(path))
    spelt = [line.strip() for one in keys for line in _given(one).decode("utf-8", "replace").splitlines()]
    known = tuple(dict.fromkeys(line for line in spelt if line and not line.startswith("#")))
    for key in known:
        note.read_key(key)
    return Trust(files, known, tuple(opentimestamps.read_header(_given(one)) for one in headers))


def _given(told: str) -> bytes:
    """What was given itself, or what the file of that name holds."""
    try:
        is_file = Path(told).is_file()
    except (OSError, ValueError):
        is_file = False
    return read_small(Path(told)) if is_file else told.encode("utf-8", "replace")
