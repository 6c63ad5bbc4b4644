# SPDX-License-Identifier: Apache-2.0
"""As much of DER (ITU-T X.690) as time stamps need: parts of a sequence, and certificates put in order."""

_SEQUENCE = 0x30
_CERTIFICATES = 0xA0
"""`[0] IMPLICIT`, as SignedData has its certificates (RFC 5652, section 5.1)."""

Part = tuple[int, int, int, int]
"""Tag, where the element begins, where its content does, where it ends."""


def is_sequence(data: bytes) -> bool:
    """Whether `data` is one sequence, from its first byte to its last."""
    try:
        return len(data) > 1 and _part(data, 0)[0] == _SEQUENCE and _part(data, 0)[3] == len(data)
    except ValueError:
        return False


def certificates_in_order(response: bytes) -> bytes:
    """A TimeStampResp whose certificates stand in the order of DER's SET OF (X.690, section 11.6); no byte is other,
    and the length stays. Raises ValueError where it is none."""
    token = _parts(response, _part(response, 0))[1:]  # after the status
    if not token:
        return response
    content = _parts(response, token[0])[1:]
    signed = _parts(response, content[0])[:1] if content else []
    for part in _parts(response, signed[0]) if signed else []:
        if part[0] == _CERTIFICATES:
            held = sorted(response[start:end] for _, start, _, end in _parts(response, part))
            return response[: part[2]] + b"".join(held) + response[part[3] :]
    return response


def _part(data: bytes, at: int) -> Part:
    """The element at `at`; raises ValueError where there is none of definite length."""
    if at + 2 > len(data):
        raise ValueError("cut off")
    tag, size, start = data[at], data[at + 1], at + 2
    if size >= 0x80:
        count = size & 0x7F
        if not 1 <= count <= 4 or start + count > len(data):
            raise ValueError("no definite length")
        size, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + size > len(data):
        raise ValueError("cut off")
    return tag, at, start, start + size


def _parts(data: bytes, outer: Part) -> list[Part]:
    found, at = [], outer[2]
    while at < outer[3]:
        found.append(_part(data, at))
        at = found[-1][3]
    if at != outer[3]:
        raise ValueError("parts do not fit their frame")
    return found
