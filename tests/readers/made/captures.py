# SPDX-License-Identifier: Apache-2.0
"""Records of web archives and ZIP archives, byte by byte: damaged ones, too."""

URL = "https://www.a.example/zwgk/1.html"
DATE = "2023-02-09T10:00:00Z"


def record(
    kind: str,
    url: str,
    block: bytes,
    fields: str = "",
    *,
    length: int | None = None,
    date: str = DATE,
    number: str = "1",
) -> bytes:
    """One record of a WARC file; `length` is what it says of its block."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:x:{number}>\r\nWARC-Date:"
        f" {date}\r\n{fields}"
    )
    return f"{head}Content-Length: {len(block) if length is None else length}\r\n\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes, fields: str = "", *, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """What a server sent."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{fields}\r\n".encode() + body


def page(text: str) -> bytes:
    """A small page."""
    return f"<p>一、加強領導，{text}。</p><p>各單位要認真組織實施，按時完成。</p>".encode()


def captured(text: str, fields: str = "", url: str = URL) -> bytes:
    """A response with a small page."""
    return record("response", url, answer(page(text), fields))


def asked(url: str, destination: str) -> bytes:
    """What a browser asked for, and as what."""
    return record(
        "request", url, f"GET / HTTP/1.1\r\nHost: a.example\r\nSec-Fetch-Dest: {destination}\r\n\r\n".encode()
    )


def chunked(body: bytes, ended: bool = True) -> bytes:
    """A body in two chunks."""
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (body[:10], body[10:]))
    return pieces + (b"0\r\n\r\n" if ended else b"")


def locked(archive: bytes, name: str) -> bytes:
    """A ZIP archive in which one file says that it is encrypted."""
    data = bytearray(archive)
    called = name.encode()
    for mark, flags, at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        start = data.find(mark)
        while start >= 0:
            if data[start + at : start + at + len(called)] == called:
                data[start + flags] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)
