# SPDX-License-Identifier: Apache-2.0
"""What kind of file some bytes are: by their first bytes and parts, else by the file's ending."""

import re
from os.path import splitext

from policydiff.vocabulary.patterns import late_pattern

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"WARC/", "application/warc"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"Founder CEB", "application/x-ceb"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"Rar!\x1a\x07", "application/x-rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    *((b"BZh%d1AY&SY" % level, "application/x-bzip2") for level in range(1, 10)),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
)
"""What the first bytes show; a signature wins over the file's ending."""
_SIGNED = tuple(signature for signature, _ in SIGNATURES)

ENDINGS: dict[str, str] = {
    **dict.fromkeys((".md", ".markdown"), "text/markdown"),
    **dict.fromkeys(
        (".html", ".htm", ".shtml", ".xhtml", ".jsp", ".jspx", ".asp", ".aspx", ".php", ".do"), "text/html"
    ),
    **dict.fromkeys((".ceb", ".cebx", ".gd", ".gw"), "application/x-ceb"),
}
"""What the ending shows where the bytes show nothing; all else is plain text."""

_HEAD = 65_536
_PDF = late_pattern(rb"%PDF-\d\.\d")
PDF_WITHIN = 1024
"""Bytes within which viewers look for the beginning of a PDF: a printer's commands may stand before it."""
_SKIPPED = late_pattern(rb"^(?:\xef\xbb\xbf|\s+|<!--.{0,4000}?-->|<%.{0,4000}?%>|<\?xml[^>]{0,200}\?>)", re.DOTALL)
_PAGE = late_pattern(rb"^<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
_PIECE = late_pattern(
    rb"^<(?:meta|title|script|style|link|table|tbody|thead|tr|td|div|p|span|br|h[1-6]|ul|ol|dl|form|font|center|section|article|main|b|strong|a|img)[\s/>]",
    re.IGNORECASE,
)
"""`<p>`, `<table `"""
_MESSAGE = late_pattern(
    rb"^(?:from|subject|date|mime-version|content-type|snapshot-content-location|x-[a-z-]{1,40}):", re.IGNORECASE
)
"""`Subject:`, `X-Mailer:`"""
_MAIL_ENDINGS = (".eml", ".emlx", ".mht", ".mhtml", ".mail")
_BEFORE_FIELDS = late_pattern(rb"\A(?:\xef\xbb\xbf)?\s{0,100}(?:\d{1,10}[ \t]{0,8}\r?\n)?")
_FIELD = late_pattern(rb"([!-9;-~]{1,76}):")
_ENVELOPE = late_pattern(rb"\AFrom \S[^\n]{0,300}\d{4}[ \t]{0,8}\r?\n(?=[!-9;-~]{1,76}:)")
_WRITTEN = frozenset({b"from", b"to", b"cc", b"date", b"subject", b"reply-to", b"sender"})
"""Fields of mails that a person may write above a memo, too."""
_MACHINE = frozenset(
    {
        b"mime-version", b"message-id", b"received", b"content-type", b"content-transfer-encoding", b"return-path",
        b"delivered-to", b"dkim-signature",
        b"x-mailer", b"snapshot-content-location", b"content-location",
    }
)  # fmt: skip
"""Fields that programs write; one of them among others makes a message of a file of any name."""
_CENTRAL = b"PK\x01\x02"
_END = b"PK\x05\x06"
_NAMES = 5_000


def media_type(data: bytes, name: str) -> str:
    """The kind of a file by its first bytes and the parts of a package, else by its ending."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_type(data)
    for signature, found in SIGNATURES if data.startswith(_SIGNED) else ():
        if data.startswith(signature) and (found != "image/bmp" or data[6:10] == b"\x00\x00\x00\x00"):
            return found
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if _PDF.search(data, 0, PDF_WITHIN) and b"startxref" in data[-4096:]:
        return "application/pdf"
    if data[257:262] == b"ustar":
        return "application/x-tar"
    ending = ENDINGS.get(splitext(name)[1].lower())  # noqa: PTH122 (a path object costs more than all else here)
    return _text_type(data[:_HEAD], ending, name)


def _text_type(head: bytes, ending: str | None, name: str) -> str:
    """HTML, a saved page in MIME form, Word XML, or what the ending says."""
    if b"\x00" in head:
        head = head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    start = head
    for _ in range(20):
        match = _SKIPPED.match(start)
        if not match:
            break
        start = start[match.end() :]
    if _PAGE.match(start):
        return "text/html"
    if _MESSAGE.match(head) and b"multipart/related" in head[:8192].lower():
        return "multipart/related"
    if _ENVELOPE.match(head):
        return "application/mbox"
    if _is_message(head, name):
        return "message/rfc822"
    if start.startswith((b"<?mso-application", b"<w:wordDocument", b"<pkg:package", b"<office:document")):
        return "application/x-flat-office"
    if ending == "text/markdown" or (ending is not None and ending != "text/html"):
        return ending
    if ending == "text/html" or (_PIECE.match(start) and head.count(b"</") >= 3):
        return "text/html"
    return "text/plain"


def _is_message(head: bytes, name: str) -> bool:
    """Whether the file begins with the fields of a message (RFC 5322), which end at the first blank line."""
    fields = set()
    for line in _BEFORE_FIELDS.sub(b"", head, count=1).splitlines()[:500]:
        found = _FIELD.match(line)
        if found:
            fields.add(found[1].lower())
        elif not (fields and line[:1] in (b" ", b"\t") and line.strip()):
            if line.strip():
                return False
            break
    if name.lower().endswith(_MAIL_ENDINGS):
        return bool(fields & (_WRITTEN | _MACHINE))
    return len(fields & (_WRITTEN | _MACHINE)) >= 2 and bool(fields & _MACHINE)


def package_names(data: bytes) -> list[str]:
    """Names in a ZIP file's directory, without trusting its counts; at most some thousand."""
    names: list[str] = []
    at = _directory(data)
    while at >= 0 and len(names) < _NAMES:
        length = int.from_bytes(data[at + 28 : at + 30], "little")
        names.append(data[at + 46 : at + 46 + length].decode("utf-8", "replace"))
        at = data.find(_CENTRAL, at + 46)
    return names


def _directory(data: bytes) -> int:
    """Where the directory begins; before it, a package that is packed without compression has its own one."""
    end = data.rfind(_END)
    start = end - int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else -1
    return start if start >= 0 and data.startswith(_CENTRAL, start) else data.find(_CENTRAL)


def _package_type(data: bytes) -> str:
    """What kind of package a ZIP file is, by its stated type and the names of its parts."""
    names = set(package_names(data))
    if data[30:38] == b"mimetype":
        stated = re.match(rb"[a-z]{4,20}/[a-z0-9.+-]{1,100}", data[38:150])
        if stated and b"opendocument" in stated[0]:
            return "application/vnd.oasis.opendocument.text"
    if "OFD.xml" in names:
        return "application/ofd"
    typed = "[Content_Types].xml" in names  # a folder of somebody's own may be called word or xl
    if "word/document.xml" in names or (typed and any(name.startswith("word/") for name in names)):
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if "xl/workbook.xml" in names or (typed and any(name.startswith("xl/") for name in names)):
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if "content.xml" in names:
        return "application/vnd.oasis.opendocument.text"
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "application/wacz"
    return "application/zip"
