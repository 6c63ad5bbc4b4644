# SPDX-License-Identifier: Apache-2.0
"""Proofs of OpenTimestamps, as far as they can be checked without a network: over which bytes they are, and at which
blocks and calendars they end.

The form is that of the reference implementation (opentimestamps.org; `core/serialize.py`, `core/timestamp.py`,
`core/notary.py`), which is LGPL and asks for a Bitcoin library; what is needed here is a few operations on bytes.
A proof that ends at a block of Bitcoin is proven only with the header of that block.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policydiff.errors import InputError, IntegrityError
from policydiff.model import Reason
from policydiff.provenance.anchors.anchor import LARGEST, Finding, Imprint, second
from policydiff.reasons import because

MAGIC = bytes.fromhex("004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e89294")
_BITCOIN = bytes.fromhex("0588960d73d71901")
_PENDING = bytes.fromhex("83dfe30d2ef90c8e")
_ATTESTATION, _FORK = 0x00, 0xFF
_APPEND, _PREPEND, _REVERSE, _HEXLIFY = 0xF0, 0xF1, 0xF2, 0xF3
_DIGESTS = {0x02: ("sha1", 20), 0x03: ("ripemd160", 20), 0x08: ("sha256", 32), 0x67: ("keccak256", 32)}
_LONGEST = 4096
"""Bytes of the longest message and operand (the reference implementation's MAX_RESULT_LENGTH)."""
_DEEPEST = 256
_MOST = 10_000
"""Steps that are followed in one proof."""
_HEADER = 80
"""Bytes of a block's header: version, previous, root (36 to 68), time, bits, nonce."""


@dataclass(frozen=True, slots=True)
class Attestation:
    """Where a proof ends: `bitcoin` at the height of a block, `pending` at the address of a calendar, or what this
    program does not know; and the message there, None where an operation on the way is not known."""

    kind: str
    where: str
    message: bytes | None


def is_proof(data: bytes) -> bool:
    """Whether a file begins as a proof does."""
    return data.startswith(MAGIC)


def read_proof(data: bytes, name: str) -> tuple[Imprint, list[Attestation]]:
    """Over what a proof is, and where it ends; raises InputError PD441 where it is none."""
    try:
        if not is_proof(data) or len(data) > LARGEST:
            raise ValueError("no proof")  # one way to say it
        return _Reader(data, len(MAGIC)).proof()
    except (ValueError, IndexError) as error:
        raise InputError("PD441", because("no_proof", name=name)) from error


def check(data: bytes, name: str, headers: Sequence[bytes]) -> Finding:
    """Look at where a proof ends, and with the headers of blocks at whether they hold what it leads to.

    Raises InputError PD441 (no proof), IntegrityError PD443 where a header was given and none is the proof's.
    """
    _, ends = read_proof(data, name)
    blocks = [one for one in ends if one.kind == "bitcoin"]
    proven = [
        (one, header)
        for one in blocks
        for header in headers
        if one.message == header[36:68] and _worked(header) and len(header) == _HEADER
    ]
    if headers and not proven:
        raise IntegrityError("PD443", (because("proof_fails", name=name), because("header_other")))
    facts: dict[str, object] = {"ends": [f"{one.kind} {one.where}".strip() for one in ends]}
    if not proven:
        which = ", ".join(one.where for one in blocks)
        return Finding("opentimestamps", None, which, proven=False, facts=facts, also=(_missing(ends, which),))
    times = {int.from_bytes(header[68:72], "little"): (one, header) for one, header in proven}
    first = min(times)
    one, header = times[first]
    facts["block"] = _double(header)[::-1].hex()
    return Finding("opentimestamps", second(first), f"Bitcoin {one.where}", proven=True, facts=facts)


def _missing(ends: Sequence[Attestation], blocks: str) -> Reason:
    """What is missing for a proof."""
    if blocks:
        return because("block_unseen", which=blocks)
    unknown = [one.where for one in ends if one.kind == "unknown"]
    return because("ends_unknown", which=", ".join(unknown)) if unknown else because("calendar_only")


def read_header(spelt: bytes) -> bytes:
    """A block's header, as 80 bytes or in hex; raises InputError PD445 where it is none."""
    data = spelt if len(spelt) == _HEADER else b""
    if not data:
        try:
            data = bytes.fromhex(spelt.decode("ascii").strip())
        except ValueError:
            data = b""
    if len(data) != _HEADER:
        raise InputError("PD445", because("header_unreadable"))
    return data


def _double(data: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(data).digest()).digest()


def _worked(header: bytes) -> bool:
    """Whether a header's own hash meets the target that it states."""
    bits = int.from_bytes(header[72:76], "little")
    target = (bits & 0x7FFFFF) << max(0, 8 * ((bits >> 24) - 3))
    return 0 < int.from_bytes(_double(header), "little") <= target < 1 << 224  # the easiest that Bitcoin ever allowed


class _Reader:
    """A proof being read: a tree of operations whose leaves are attestations."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data, self._at, self._steps = data, at, 0
        self._found: list[Attestation] = []

    def proof(self) -> tuple[Imprint, list[Attestation]]:
        """The whole of it; raises ValueError or IndexError where it is none."""
        if self._number() != 1:
            raise ValueError("another version")
        algorithm, size = _DIGESTS.get(self._byte(), ("", 0))
        if algorithm != "sha256":
            raise ValueError("another hash")
        digest = self._take(size)
        self._branch(digest, 0)
        if self._at != len(self._data):
            raise ValueError("more after the end")
        return Imprint(algorithm, digest), self._found

    def _branch(self, message: bytes | None, depth: int) -> None:
        if depth > _DEEPEST:
            raise ValueError("too deep")
        tag = self._byte()
        while tag == _FORK:
            self._step(self._byte(), message, depth)
            tag = self._byte()
        self._step(tag, message, depth)

    def _step(self, tag: int, message: bytes | None, depth: int) -> None:
        self._steps += 1
        if self._steps > _MOST:
            raise ValueError("too many steps")
        if tag == _ATTESTATION:
            self._found.append(_attestation(self._take(8), self._bytes(2 * _LONGEST), message))
        else:
            self._branch(self._operated(tag, message), depth + 1)

    def _operated(self, tag: int, message: bytes | None) -> bytes | None:
        operate: Callable[[bytes], bytes | None]
        if tag in (_APPEND, _PREPEND):
            operand = self._bytes(_LONGEST)
            operate = (lambda told: told + operand) if tag == _APPEND else (lambda told: operand + told)
        elif tag in (_REVERSE, _HEXLIFY):
            operate = (lambda told: told[::-1]) if tag == _REVERSE else (lambda told: told.hex().encode())
        elif tag in _DIGESTS:
            algorithm = _DIGESTS[tag][0]
            operate = lambda told: _hashed(algorithm, told)  # noqa: E731  # beside its siblings
        else:
            raise ValueError("an unknown operation")
        result = operate(message) if message is not None else None
        if result is not None and len(result) > _LONGEST:
            raise ValueError("too long")
        return result

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _take(self, size: int) -> bytes:
        if self._at + size > len(self._data):
            raise ValueError("cut off")
        self._at += size
        return self._data[self._at - size : self._at]

    def _number(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return value
            if shift > 35:
                raise ValueError("too large")

    def _bytes(self, most: int) -> bytes:
        size = self._number()
        if size > most:
            raise ValueError("too long")
        return self._take(size)


def _hashed(algorithm: str, data: bytes) -> bytes | None:
    """The digest; None for a hash that this machine does not have."""
    try:
        return hashlib.new(algorithm, data).digest()
    except ValueError:
        return None


def _attestation(tag: bytes, payload: bytes, message: bytes | None) -> Attestation:
    if tag == _BITCOIN:
        reader = _Reader(payload, 0)
        return Attestation("bitcoin", str(reader._number()), message)  # noqa: SLF001  # the same class
    if tag == _PENDING:
        address = _Reader(payload, 0)._bytes(1000)  # noqa: SLF001  # likewise
        return Attestation("pending", "".join(char for char in address.decode("ascii") if " " < char < "\x7f"), message)
    return Attestation("unknown", tag.hex(), message)
