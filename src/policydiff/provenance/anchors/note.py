# SPDX-License-Identifier: Apache-2.0
"""Signed notes (C2SP signed-note): a checkpoint under signatures of Ed25519, and the cosignatures of witnesses
(C2SP tlog-cosignature), which say a time.

    policydiff/store/…          the note's text: a checkpoint
    42
    u9SN/l1s…=

    — example.org+key c2lnbmF0dXJl…

A signature counts where its key was given; others are named and left.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from policydiff.errors import InputError, IntegrityError
from policydiff.provenance.anchors.anchor import LARGEST, Finding, second
from policydiff.provenance.checkpoint import Checkpoint, parse_checkpoints
from policydiff.reasons import because

ED25519 = 1
COSIGNATURE = 4
"""Kinds of keys (C2SP signed-note, «Signature types»)."""
_LATEST = 253_402_300_799
"""The last second that can be written: 9999-12-31T23:59:59Z."""
_KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)")
_SIGNATURE = re.compile(r"\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)")
_MOST = 100
"""Signatures that are looked at."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key that notes are checked with: name, the four bytes by which signatures name it, kind, 32 bytes."""

    name: str
    ident: bytes
    kind: int
    public: bytes


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name, the four bytes of its hash, and what follows them."""

    name: str
    ident: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A note, taken apart: its text with the last line feed, the checkpoint in it, its signatures."""

    text: str
    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]


def is_note(data: bytes) -> bool:
    """Whether this looks like a signed note: a signature line after an empty one."""
    return b"\n\n\xe2\x80\x94 " in data


def read_note(data: bytes, name: str) -> Note:
    """Take a note apart; raises InputError PD441 where it is none, or its text is no checkpoint of a store."""
    try:
        if len(data) > LARGEST:
            raise ValueError(f"{len(data)} bytes")  # one way to say it
        text, gap, block = data.decode("utf-8").rpartition("\n\n")
        lines = block.removesuffix("\n").split("\n")
        if not gap or not block.endswith("\n") or any(char < " " and char != "\n" for char in text + block):
            raise ValueError("no note")  # likewise
        signatures = tuple(_signature(line) for line in lines[:_MOST])
    except ValueError as error:
        raise InputError("PD441", because("no_note", name=name)) from error
    text += "\n"
    checkpoint = parse_checkpoints(text, name)[0]
    if not text.startswith(checkpoint.body()):
        raise InputError("PD441", because("no_note", name=name))
    return Note(text, checkpoint, signatures)


def read_key(spelt: str) -> Key:
    """A key as C2SP signed-note spells it, `NAME+HASH+BASE64`; raises InputError PD445 where it is none that this
    program can check with."""
    match = _KEY.fullmatch(spelt.strip())
    try:
        data = base64.b64decode(match[3], validate=True) if match else b""
    except binascii.Error:
        data = b""
    if match is None or len(data) != 33 or data[0] not in (ED25519, COSIGNATURE):
        raise InputError("PD445", because("key_unreadable", spelt=repr(spelt.strip()[:200])))
    ident = key_ident(match[1], data)
    if ident.hex() != match[2]:
        raise InputError("PD445", because("key_hash", spelt=repr(spelt.strip()[:200])))
    return Key(match[1], ident, data[0], data[1:])


def key_ident(name: str, data: bytes) -> bytes:
    """The four bytes by which a signature names its key: `data` is the kind and the public key (C2SP signed-note)."""
    return sha256(name.encode() + b"\n" + data).digest()[:4]


def check(data: bytes, name: str, given: Sequence[str]) -> Finding:
    """Check a note against the keys `given`.

    Raises InputError PD441 (no note), PD445 (no key), PD444 where no signature is by one of the keys; IntegrityError
    PD443 where one is, and does not hold; InputError PD440 without the library.
    """
    note = read_note(data, name)
    keys = {(key.name, key.ident): key for key in map(read_key, given)}
    signers: list[dict[str, object]] = []
    for signature in note.signatures:
        key = keys.pop((signature.name, signature.ident), None)
        if key is not None:
            signers.append(_signed(note, signature, key, name))
    if not signers:
        who = ", ".join(dict.fromkeys(one.name for one in note.signatures))
        raise InputError("PD444", because("no_key", name=name, who=who))
    times = sorted(str(one["time"]) for one in signers if "time" in one)
    counted = {one["name"] for one in signers}
    others = [one.name for one in note.signatures if one.name not in counted]
    facts: dict[str, object] = {"signers": signers} | ({"others": list(dict.fromkeys(others))} if others else {})
    by = ", ".join(dict.fromkeys(str(one["name"]) for one in signers))
    return Finding("signed_note", times[0] if times else None, by, proven=True, facts=facts)


def _signature(line: str) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    value = base64.b64decode(match[2], validate=True) if match else b""
    if match is None or len(value) < 5:
        raise ValueError("no signature line")
    return Signature(match[1], value[:4], value[4:])


def _signed(note: Note, signature: Signature, key: Key, name: str) -> dict[str, object]:
    """What one signature says; raises IntegrityError PD443 where it is not that of its key."""
    message, value, told = note.text.encode(), signature.value, {}
    if key.kind == COSIGNATURE:
        time = int.from_bytes(value[:8], "big")
        message, value = f"cosignature/v1\ntime {time}\n".encode() + message, value[8:]
        if 0 < time <= _LATEST:  # zero stands for no time
            told = {"time": second(time)}
    if not _holds(key.public, value, message):
        raise IntegrityError("PD443", (because("note_fails", name=name, who=key.name), because("signature_wrong")))
    return {"name": key.name, "key": key.ident.hex(), **told}


def _holds(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise InputError("PD440", because("anchors_extra")) from None
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True
