# SPDX-License-Identifier: Apache-2.0
"""Mails as programs write them, byte by byte: the standard library would write none of the slips that count."""

import base64
import quopri

BODY = "各區人民政府：現將有關事項通知如下，請認真貫徹落實。"
FROM = "From: a@a.example\r\n"


def mail(
    content: bytes,
    kind: str = "text/plain; charset=utf-8",
    *,
    coding: str = "8bit",
    fields: bytes | str = "",
    sender: str = FROM,
) -> bytes:
    """A message with one part (or with parts of its own in `content`)."""
    extra = fields if isinstance(fields, bytes) else fields.encode()
    head = f"MIME-Version: 1.0\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    return sender.encode() + extra + head.encode() + content


def part(
    content: bytes, kind: str = "text/plain; charset=utf-8", *, coding: str = "8bit", fields: bytes | str = ""
) -> bytes:
    """One part of a message."""
    return mail(content, kind, coding=coding, fields=fields, sender="").replace(b"MIME-Version: 1.0\r\n", b"", 1)


def parts(*some: bytes, kind: str = "mixed", mark: str = "b", ended: bool = True, more: str = "") -> tuple[bytes, str]:
    """Parts of a message as its content, and the type that goes with it."""
    body = b"".join(f"--{mark}\r\n".encode() + one + b"\r\n" for one in some)
    return body + (f"--{mark}--\r\n".encode() if ended else b""), f'multipart/{kind}; boundary="{mark}"{more}'


def several(
    *some: bytes, kind: str = "mixed", fields: bytes | str = "", ended: bool = True, sender: str = FROM, more: str = ""
) -> bytes:
    """A mail of several parts."""
    content, stated = parts(*some, kind=kind, ended=ended, more=more)
    return mail(content, stated, fields=fields, sender=sender)


def inside(*some: bytes, kind: str, mark: str) -> bytes:
    """A part that has parts."""
    content, stated = parts(*some, kind=kind, mark=mark)
    return part(content, stated)


def attached(
    content: bytes, name: bytes | str, kind: str = "application/octet-stream", *, how: str = "attachment"
) -> bytes:
    """An attached file, in base64."""
    called = name if isinstance(name, bytes) else name.encode()
    return part(
        based(content),
        kind,
        coding="base64",
        fields=f"Content-Disposition: {how}; filename=".encode() + b'"' + called + b'"\r\n',
    )


def based(data: bytes) -> bytes:
    """Bytes in base64, in lines."""
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


def quoted(text: str) -> bytes:
    """Text in quoted-printable."""
    return quopri.encodestring(text.replace("\r\n", "\n").encode()).replace(b"\n", b"\r\n")


def word(text: str, charset: str = "utf-8") -> str:
    """An encoded word."""
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def torn(text: str) -> str:
    """Two encoded words in GBK whose border lies inside a character, as some mailers cut them."""
    data = text.encode("gbk")
    return "\r\n ".join(f"=?gb2312?B?{base64.b64encode(piece).decode()}?=" for piece in (data[:3], data[3:]))
