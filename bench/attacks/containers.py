# SPDX-License-Identifier: Apache-2.0
"""Mails, archives and packed files that hold more than they look, or each other."""

import base64
import gzip

from made.captures import URL, answer, asked, captured, page, record
from made.common import zipped
from made.mails import FROM, attached, inside, mail, part, several
from made.office import docx

from bench.attacks.attack import LINES, NOTICE, Attack, of

_TEXT = NOTICE.encode()
_HTML = "text/html; charset=utf-8"


def _deep(levels: int) -> bytes:
    """Parts in parts."""
    heads = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(levels))
    return f"{FROM}MIME-Version: 1.0\r\n{heads}Content-Type: text/plain; charset=utf-8\r\n\r\n{NOTICE}\r\n".encode()


def _forwarded(levels: int) -> bytes:
    """Mails in mails."""
    return (FROM + "Content-Type: message/rfc822\r\n\r\n").encode() * levels + mail(_TEXT)


def _packed(data: bytes, times: int) -> bytes:
    for _ in range(times):
        data = gzip.compress(data)
    return data


def _nested(levels: int) -> bytes:
    data = zipped({"a.txt": NOTICE})
    for _ in range(levels):
        data = zipped({"a.zip": data})
    return data


MAILS: list[Attack] = of(
    "mail",
    "eml",
    {
        "32,000 parameters": lambda: mail(_TEXT, "text/plain" + "".join(f"; a{n}=1" for n in range(32_000))),
        "parameters in 32,000 pieces": lambda: mail(
            _TEXT, "text/plain" + "".join(f"; name*{n}*=utf-8''a" for n in range(32_000))
        ),
        "parts in parts, 1,000 deep": lambda: _deep(1_000),
        "parts in parts, 50 deep": lambda: _deep(50),
        "mails in mails, 1,000 deep": lambda: _forwarded(1_000),
        "50,000 parts": lambda: several(*[part("文".encode())] * 50_000),
        "10,000 attached files": lambda: several(part(_TEXT), *[attached(b"x", "a.txt")] * 10_000),
        "50,000 fields in its head": lambda: mail(_TEXT, fields="X-A: b\r\n" * 50_000),
        "a field of 5 MB": lambda: mail(_TEXT, fields="Subject: " + "x" * 5_000_000 + "\r\n"),
        "a field in 200,000 lines": lambda: mail(_TEXT, fields="Subject: " + "x\r\n " * 200_000 + "\r\n"),
        "100,000 encoded words": lambda: mail(_TEXT, fields="Subject: " + "=?utf-8?B?5paH?= " * 100_000 + "\r\n"),
        "100,000 receivers": lambda: mail(_TEXT, fields="To: " + "甲 <a@a.example>, " * 100_000 + "b@b.example\r\n"),
        "comments in a field, 100,000 deep": lambda: mail(_TEXT, fields="From: " + "(" * 100_000 + "\r\n"),
        "quotes in a field": lambda: mail(_TEXT, fields='From: "' + '\\"' * 100_000 + "\r\n"),
        "a wrong encoding": lambda: mail(_TEXT, "text/plain; charset=no-such-thing"),
        "an encoding that is a codec of bytes": lambda: mail(_TEXT, "text/plain; charset=zip"),
        "UTF-7": lambda: mail(b"+ZYc- +" * 100_000, "text/plain; charset=utf-7"),
        "punycode": lambda: mail(b"a-" * 50_000 + b"9" * 50_000, "text/plain; charset=punycode"),
        "idna": lambda: mail(b"xn--" + b"a" * 100_000, "text/plain; charset=idna"),
        "unicode escapes": lambda: mail(b"\\N{DIGIT ONE}\\u6587" * 50_000, "text/plain; charset=unicode_escape"),
        "9 MB of base64": lambda: mail(base64.encodebytes(_TEXT * 8_000), coding="base64"),
        "base64 that is none": lambda: mail(b"=!A\n" * 1_000_000, coding="base64"),
        "quoted-printable without end": lambda: mail(b"=E6=96=87=" * 500_000, coding="quoted-printable"),
        "uuencoded": lambda: mail(b"begin 644 a\n" + b"M" + b"x" * 60 + b"\n" * 500_000, coding="x-uuencode"),
        "a page of 9,900 elements in each other": lambda: several(part(("<div>" * 9_900 + NOTICE).encode(), _HTML)),
        "two texts that say otherwise": lambda: several(
            part(_TEXT), part(("<p>" + NOTICE.replace("3", "4")).encode(), _HTML), kind="alternative"
        ),
        "related parts that name each other": lambda: several(
            inside(part(b"<img src=cid:a>" * 20_000, _HTML), kind="related", mark="c"),
            part(b"<img src=cid:a>", _HTML, fields="Content-ID: <a>\r\n"),
            kind="related",
        ),
    },
)

_HEAD = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
ARCHIVES: list[Attack] = [
    *of(
        "web archive",
        "warc",
        {
            "a redirect to no address": lambda: (
                record("response", URL, answer(b"", "Location: http://[::1\r\n", status="302 Found"))
                + captured("甲", url="http://[::1")
            ),
            "redirects in a circle": lambda: b"".join(
                record(
                    "response",
                    f"http://a.example/{n}",
                    answer(b"", f"Location: /{(n + 1) % 50}\r\n", status="302 Found"),
                )
                for n in range(50)
            ),
            "100,001 records": lambda: asked(URL, "document") * 100_001 + captured("甲"),
            "1,000 records of one page": lambda: captured("甲") * 1_000,
            "a record that says it is longer": lambda: record(
                "response", URL, answer(page("甲")), length=9_999_999_999
            ),
            "a record of less than nothing": lambda: record("response", URL, answer(page("甲")), length=-5),
            "a record of a number with 5,000 digits": lambda: record("response", URL, answer(page("甲"))).replace(
                b"Content-Length: ", b"Content-Length: " + b"9" * 5_000
            ),
            "a body packed a thousand times": lambda: record(
                "response", URL, answer(gzip.compress(b"<p>" + b" " * (100 << 20)), "Content-Encoding: gzip\r\n")
            ),
            "a body packed in itself": lambda: record(
                "response", URL, answer(_packed(page("甲"), 9), "Content-Encoding: " + "gzip, " * 8 + "gzip\r\n")
            ),
            "a chunk without end": lambda: record(
                "response", URL, answer(b"FFFFFFFFFFFFFFFF\r\n" + page("甲"), "Transfer-Encoding: chunked\r\n")
            ),
            "500,000 chunks": lambda: record(
                "response", URL, answer(b"1\r\na\r\n" * 500_000 + b"0\r\n\r\n", "Transfer-Encoding: chunked\r\n")
            ),
            "a date that is none": lambda: captured("甲").replace(b"2023-02-09T10:00:00Z", b"9999999-99-99T99"),
            "100,000 fields of one answer": lambda: record("response", URL, answer(page("甲"), "X: y\r\n" * 100_000)),
            "an address of 1 MB": lambda: captured("甲", url="http://a.example/" + "甲" * 300_000),
        },
    ),
    *of("packed", "warc.gz", {"1,000 records packed one by one": lambda: gzip.compress(captured("甲")) * 1_000}),
    *of(
        "packed",
        "txt.gz",
        {
            "a file packed a thousand times": lambda: gzip.compress(b"1" * (200 << 20)),
            "packed in itself, 4 times": lambda: _packed(_TEXT, 4),
            "100,000 members": lambda: gzip.compress(_TEXT[:30]) * 100_000,
            "cut off": lambda: gzip.compress(_TEXT * 500)[:-40],
            "something behind": lambda: gzip.compress(_TEXT) + b"\0" * 1_000_000 + b"x",
        },
    ),
    *of(
        "archive",
        "zip",
        {
            "1,001 files": lambda: zipped({f"{n}.txt": NOTICE for n in range(1_001)}),
            "archives in each other": lambda: _nested(6),
            "a file that unfolds a thousand times": lambda: zipped({"a.txt": b"1" * (60 << 20)}),
            "names that lead out": lambda: zipped({"../../a.txt": NOTICE}),
            "names in other letters": lambda: zipped({"A.txt": NOTICE, "a.txt": NOTICE + "甲"}),
            "a name of 60,000 characters": lambda: zipped({"甲" * 20_000 + ".txt": NOTICE}),
            "a Word file": lambda: zipped({"a.docx": docx(LINES)}),
            "nothing in it": lambda: zipped({}),
            "a directory that lies": lambda: zipped({"a.txt": NOTICE}).replace(b"PK\x01\x02", b"PK\x01\x09"),
        },
    ),
    *of(
        "saved page",
        "mhtml",
        {
            "50,000 pictures": lambda: (
                _HEAD
                + f"--b\r\nContent-Type: {_HTML}\r\n\r\n<p>{NOTICE}</p>\r\n"
                + "--b\r\nContent-Type: image/png\r\nContent-Location: http://a.example/a.png\r\n\r\nx\r\n" * 50_000
                + "--b--"
            ),
            "a boundary of 100,000 signs": lambda: _HEAD.replace("=b", "=" + "b" * 100_000) + NOTICE,
            "frames that name each other": lambda: (
                _HEAD
                + "".join(
                    f"--b\r\nContent-Type: {_HTML}\r\nContent-Location: http://a.example/{n}\r\n\r\n"
                    f"<p>文<iframe src=http://a.example/{(n + 1) % 300}></iframe>\r\n"
                    for n in range(300)
                )
                + "--b--"
            ),
        },
    ),
]
