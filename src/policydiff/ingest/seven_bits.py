# SPDX-License-Identifier: Apache-2.0
"""Chinese in bytes of seven bits: HZ (RFC 1843), ISO-2022-CN (RFC 1922), UTF-7 (RFC 2152).

Such bytes are ASCII to every decoder, so a file in one of them would be read as gibberish without an error."""

from policydiff.vocabulary.patterns import late_pattern

ISO_2022_CN = "iso-2022-cn"
_SIGNS = (("hz", b"~{"), (ISO_2022_CN, b"\x1b$)"), ("iso2022_jp_2", b"\x1b$B"), ("utf-7", b"+"))
"""Encodings, each with what its text cannot be without."""
_DESIGNATED = late_pattern(rb"\x1b\$\)A")
_SHIFTED = late_pattern(rb"\x0e((?:[\x21-\x7e]{2}|[\r\n])*+)(?:\x0f|(?=[\r\n])|\Z)")


def candidates(data: bytes) -> list[tuple[str, str]]:
    """The encodings of seven bits in which ASCII bytes can be read, each with the text that comes out."""
    found = []
    for name, sign in _SIGNS:
        if sign in data:
            try:
                text = iso_2022_cn(data) if name == ISO_2022_CN else data.decode(name)
                text.encode("utf-8")
            except UnicodeError:
                continue
            if not text.isascii():
                found.append((name, text))
    return found


def iso_2022_cn(data: bytes) -> str:
    """The text of ISO-2022-CN with characters of GB 2312; raises UnicodeDecodeError for other sets (CNS 11643)."""
    body = _DESIGNATED.sub(b"", data)
    if not data.isascii() or b"\x1b" in body:
        at = body.find(b"\x1b")
        raise UnicodeDecodeError(ISO_2022_CN, data, max(at, 0), max(at, 0) + 1, "a set other than GB 2312")
    return _SHIFTED.sub(lambda run: bytes(code if code < 0x21 else code | 0x80 for code in run[1]), body).decode(
        "gb2312"
    )
