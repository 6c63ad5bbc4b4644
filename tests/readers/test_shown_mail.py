# SPDX-License-Identifier: Apache-2.0
"""What a mail or a saved page can show, from RFC 5322, the MIME standards and RFC 2557, and what becomes of it."""

from collections.abc import Callable

import pytest
from made.common import zipped
from made.mails import BODY, attached, based, inside, mail, part, parts, quoted, several, torn, word
from made.shown import Shown, assert_shown

from policydiff import compare, read
from policydiff.errors import InputError

TEXT = part(BODY.encode())
BIG = bytes(40_000)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def said(text: str) -> str:
    """The word among other text."""
    return f"{BODY}\r\n一、{text}。\r\n"


def html(text: str) -> bytes:
    """A small page with the word."""
    return f"<html><body><p>{BODY}</p><p>一、{text}。</p></body></html>".encode()


def with_field(name: str, of: Callable[[str], bytes | str]) -> Callable[[str], bytes]:
    """A maker of mails with a field of the header."""

    def make(text: str) -> bytes:
        value = of(text)
        return mail(
            BODY.encode(),
            fields=f"{name}: ".encode() + (value if isinstance(value, bytes) else value.encode()) + b"\r\n",
        )

    return make


def closed(text: str, sort: str) -> bytes:
    """A part in which the text lies under a cover."""
    return part(
        based(text.encode() * 30), f"application/pkcs7-mime; smime-type={sort}; name=smime.p7m", coding="base64"
    )


def mailed(text: str, **fields: str) -> bytes:
    """A mail to be put into another."""
    return mail(said(text).encode(), fields="".join(f"{name}: {value}\r\n" for name, value in fields.items()))


def saved(*pages: bytes, sender: str = "From: <Saved by Blink>\r\n") -> bytes:
    """A page and its frames in one file."""
    some = [
        part(page, "text/html; charset=utf-8", fields=f"Content-Location: https://a.example/{n}.html\r\n")
        for n, page in enumerate(pages)
    ]
    return several(*some, kind="related", sender=sender, more='; type="text/html"')


ROWS = [
    Shown("text", "read", lambda w: mail(said(w).encode()), "RFC 5322 2.3"),
    Shown(
        "text in base64",
        "read",
        lambda w: mail(based(said(w).encode("gbk")), "text/plain; charset=gb2312", coding="base64"),
        "RFC 2045 6.8",
    ),
    Shown(
        "text in quoted-printable", "read", lambda w: mail(quoted(said(w)), coding="quoted-printable"), "RFC 2045 6.7"
    ),
    Shown(
        "text in base64 of several pieces",
        "read",
        lambda w: mail(based(b"a\r\n") + based(said(w).encode()), coding="base64"),
        "RFC 2045 6.8",
    ),
    Shown(
        "text in eight bits",
        "read",
        lambda w: mail(said(w).encode("gb18030"), "text/plain; charset=gb18030"),
        "RFC 2045 2.8",
    ),
    Shown("text in Big5 without a label", "read", lambda w: mail(said(w).encode("big5"), "text/plain"), "RFC 2045 5.2"),
    Shown(
        "text under an unknown label",
        "read",
        lambda w: mail(said(w).encode("gbk"), "text/plain; charset=x-own"),
        "RFC 2046 4.1.2",
    ),
    Shown(
        "text in UTF-7",
        "read",
        lambda w: mail(said(w).encode("utf-7"), "text/plain; charset=utf-7", coding="7bit"),
        "RFC 2152",
    ),
    Shown(
        "text in HZ",
        "read",
        lambda w: mail("有关通知".encode("hz") + w.encode("hz"), "text/plain; charset=hz-gb-2312", coding="7bit"),
        "RFC 1843",
    ),
    Shown(
        "lines that flow",
        "read",
        lambda w: mail(
            f"{BODY[:9]} \r\n{BODY[9:]}{w[:2]} \r\n{w[2:]}".encode(),
            "text/plain; charset=utf-8; format=flowed; delsp=yes",
        ),
        "RFC 3676 4",
    ),
    Shown("HTML", "read", lambda w: mail(html(w), "text/html; charset=utf-8"), "RFC 2854"),
    Shown(
        "HTML beside plain text",
        "read",
        lambda w: several(TEXT, part(html(w), "text/html; charset=utf-8"), kind="alternative"),
        "RFC 2046 5.1.4",
    ),
    Shown(
        "plain text beside empty HTML",
        "read",
        lambda w: several(part(said(w).encode()), part(b"<p></p>", "text/html"), kind="alternative"),
        "RFC 2046 5.1.4",
    ),
    Shown(
        "HTML with its pictures",
        "read",
        lambda w: several(
            part(html(w), "text/html; charset=utf-8"), attached(b"GIF8", "a.gif", "image/gif"), kind="related"
        ),
        "RFC 2387",
    ),
    Shown(
        "text behind another part",
        "read",
        lambda w: several(TEXT, attached(b"GIF8", "a.gif", "image/gif"), part(said(w).encode())),
        "RFC 2046 5.1.3",
    ),
    Shown(
        "text file shown in its place",
        "read",
        lambda w: several(TEXT, attached(said(w).encode(), "a.txt", "text/plain; charset=utf-8", how="inline")),
        "RFC 2183 2.1",
    ),
    Shown(
        "signed text",
        "read",
        lambda w: several(part(said(w).encode()), part(b"x", "application/pgp-signature"), kind="signed"),
        "RFC 1847 2.1",
    ),
    Shown("mail in a mail", "read", lambda w: several(TEXT, part(mailed(w), "message/rfc822")), "RFC 2046 5.2.1"),
    Shown(
        "mail in a mail, in base64",
        "read",
        lambda w: several(TEXT, part(based(mailed(w)), "message/rfc822", coding="base64")),
        "RFC 2046 5.2.1",
    ),
    Shown(
        "mails of a digest",
        "read",
        lambda w: several(b"\r\n" + mailed(w), b"\r\n" + mailed("x"), kind="digest"),
        "RFC 2046 5.1.5",
    ),
    Shown("subject", "page", with_field("Subject", lambda w: word(f"關於{w}", "utf-8")), "RFC 5322 3.6.5"),
    Shown("subject cut inside a character", "page", with_field("Subject", lambda w: torn(f"关于{w}")), "RFC 2047 5"),
    Shown(
        "subject in bytes without a label",
        "page",
        with_field("Subject", lambda w: f"关于印发{w}的通知".encode("gbk")),
        "RFC 6532 3.2",
    ),
    Shown(
        "sender",
        "page",
        lambda w: mail(BODY.encode(), sender=f'From: "{word(w, "gbk")}" <a@a.example>\r\n'),
        "RFC 5322 3.6.2",
    ),
    Shown("recipients", "page", with_field("Cc", lambda w: f"{word(w)} <c@a.example>"), "RFC 5322 3.6.3"),
    Shown(
        "date", "page", with_field("Date", lambda w: f"Sat, 06 May 2023 09:00:00 +0800 ({word(w)})"), "RFC 5322 3.6.1"
    ),
    Shown(
        "subject of a mail in a mail",
        "page",
        lambda w: several(TEXT, part(mailed("x", Subject=word(w)), "message/rfc822")),
        "RFC 2046 5.2.1",
    ),
    Shown(
        "attached text",
        "event",
        lambda w: several(TEXT, attached(said(w).encode("gbk"), "a.txt", "text/plain; charset=gbk")),
        "RFC 2183 2.2",
    ),
    Shown(
        "attached page",
        "event",
        lambda w: several(TEXT, attached(html(w), "a.html", "text/html; charset=utf-8")),
        "RFC 2183 2.2",
    ),
    Shown(
        "report of a delivery",
        "event",
        lambda w: several(
            TEXT, part(f"Reporting-MTA: dns; {w}\r\n".encode(), "message/delivery-status"), kind="report"
        ),
        "RFC 3464 2",
    ),
    Shown(
        "attached document",
        "event",
        lambda w: several(TEXT, attached(zipped({"word/document.xml": w}), "a.docx")),
        "RFC 2183 2.2",
        unreadable=True,
    ),
    Shown(
        "name of an attachment",
        "event",
        lambda w: several(TEXT, attached(BIG, word(w, "gbk"))),
        "RFC 2183 2.3",
        unreadable=True,
    ),
    Shown(
        "attached picture",
        "event",
        lambda w: several(TEXT, attached(BIG + w.encode(), "a.png", "image/png", how="inline")),
        "RFC 2046 4.2",
        unreadable=True,
    ),
    Shown(
        "attachments as Outlook packs them",
        "event",
        lambda w: several(TEXT, attached(w.encode(), "winmail.dat", "application/ms-tnef")),
        "MS-OXTNEF 2.1",
        unreadable=True,
    ),
    Shown(
        "part inside a signature",
        "event",
        lambda w: several(TEXT, closed(w, "signed-data")),
        "RFC 8551 3.5.2",
        unreadable=True,
    ),
    Shown(
        "piece of a message in pieces",
        "event",
        lambda w: several(TEXT, part(w.encode() * 9, "message/partial; number=1; total=2")),
        "RFC 2046 5.2.2",
        unreadable=True,
    ),
    Shown(
        "encrypted part", "event", lambda w: several(TEXT, closed(w, "enveloped-data")), "RFC 8551 3.3", unreadable=True
    ),
    Shown(
        "encrypted mail",
        "refused",
        lambda w: several(part(b"Version: 1", "application/pgp-encrypted"), part(w.encode()), kind="encrypted"),
        "RFC 1847 2.2",
    ),
    Shown(
        "mail encrypted by S/MIME",
        "refused",
        lambda w: closed(w, "enveloped-data").replace(b"Content", b"From: a@a.example\r\nContent", 1),
        "RFC 8551 3.3",
    ),
    Shown(
        "mail of nothing but attachments", "refused", lambda w: several(attached(w.encode(), "a.docx")), "RFC 2183 2.2"
    ),
    Shown(
        "mailbox of several mails",
        "refused",
        lambda w: (b"From a@a.example Sat May  6 09:00:00 2023\n" + mailed(w) + b"\n") * 2,
        "RFC 4155",
    ),
    Shown(
        "mail of Outlook in its own form",
        "refused",
        lambda w: OLE + bytes(600) + f"__substg1.0_{w}".encode("utf-16-le"),
        "MS-OXMSG 2.1",
    ),
    Shown("page saved in one file", "read", lambda w: saved(html(w)), "RFC 2557 5"),
    Shown("page saved by a word processor", "read", lambda w: saved(html(w), sender=""), "RFC 2557 5"),
    Shown(
        "page saved by a browser that had no pictures",
        "read",
        lambda w: mail(html(w), "text/html; charset=utf-8", sender='From: "Saved by X"\r\n'),
        "RFC 2557 5",
    ),
    Shown(
        "frame of a saved page",
        "event",
        lambda w: saved(f'<p>{BODY}</p><iframe width=9 src="https://a.example/1.html">'.encode(), html(w)),
        "RFC 2557 8.2",
    ),
    Shown(
        "page of nothing but frames",
        "read",
        lambda w: saved(b'<frameset><frame src="1.html"></frameset>', html(w)),
        "RFC 2557 8.2",
    ),
]
TABLES = {"Mail": ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_what_a_mail_shows(row: Shown) -> None:
    """Each thing is where the row says, and two files that differ in it are never called equal."""
    assert_shown(row, "copy.eml")


def test_a_mail_of_a_text_is_equivalent_to_it() -> None:
    """The header above it is of the page; the text is the text."""
    fields = (
        f"Subject: {word('关于做好防汛工作的通知')}\r\nTo: b@b.example\r\nDate: Sat, 06 May 2023 09:00:00 +0800\r\n"
    )
    text = "关于做好防汛工作的通知\n各区人民政府：\n一、落实值班制度。\n"
    one = read(
        mail(based(text.encode("gb18030")), "text/plain; charset=gb18030", coding="base64", fields=fields), "a.eml"
    )
    assert compare(read(text), one).verdict == "equivalent"
    assert one.metadata["mail.subject"] == "关于做好防汛工作的通知"
    assert one.encoding.declared == "gb18030"
    assert not one.problems


@pytest.mark.parametrize(
    "written",
    [
        b"filename*=gbk''%B8%BD%BC%FE1.txt",
        b"filename*0*=utf-8''%E9%99%84%E4%BB; filename*1*=%B61.txt",
        b"filename==?gb2312?B?uL28/jEudHh0?=",
        'filename="附件1.txt"'.encode("gbk"),
        'filename="附件1.txt"'.encode(),
        b'filename="=?utf-8?Q?=E9=99=84=E4=BB?= =?utf-8?Q?=B61.txt?="',
        b'filename*0="=?gb2312?B?uL28/"; filename*1="jEudHh0?="',
        b'filename="C:\\\\x\\\\=?gb2312?B?uL28/jEudHh0?="',
    ],
)
def test_attachments_are_read_by_their_names(written: bytes) -> None:
    """`FILE.eml#NAME`, however a mailer has written the name."""
    data = several(
        TEXT,
        part(b"\xd2\xbb", "text/plain; charset=gbk", fields=b"Content-Disposition: attachment; " + written + b"\r\n"),
    )
    assert [event.note for event in read(data, "a.eml").events if event.kind == "outside_text"] == [
        "attachment 附件1.txt"
    ]
    found = read(data, "a.eml", part="附件1.txt")
    assert (found.text, found.size, found.metadata["mail.attachment"]) == ("一", 2, "附件1.txt")
    with pytest.raises(InputError, match=r"附件1\.txt") as caught:
        read(data, "a.eml", part="附件2.txt")
    assert caught.value.code == "PD137"


@pytest.mark.parametrize(
    "data",
    [
        mail(based(said("完成").encode())[:-20], coding="base64"),
        mail(quoted(said("完成")) + b"=E4", coding="quoted-printable"),
        several(part(said("完成").encode()), ended=False),
        several(part(said("完成").encode()), ended=False)[:-9],
        several(TEXT, inside(TEXT, TEXT, kind="mixed", mark="c").replace(b"--c--", b"")),
    ],
)
def test_what_was_cut_off_is_told(data: bytes) -> None:
    """A mail that ends inside a part, or inside a character, is read as far as it goes, and is not complete."""
    copy = read(data, "a.eml")
    assert BODY[:20] in copy.text
    assert {"PD139", "PD149"} <= {problem.code for problem in copy.problems}
    whole = mail(said("完成").encode())
    assert compare(copy, read(whole, "b.eml")).verdict in ("review", "different")


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        (several(attached(b"x", "通知.docx")), "PD137", "通知.docx"),
        (several(part(b" ")), "PD103", "no text"),
        (mail(BODY.encode(), "multipart/mixed"), "PD134", "parts"),
        (closed("x", "signed-data").replace(b"Content", b"From: a@a.example\r\nContent", 1), "PD132", "signature"),
        (b"From a@a.example Sat May  6 09:00:00 2023\nSubject: =?utf-8?B?55Sy?=\n\nx\n\n" * 12, "PD137", "甲"),
        (mail(b"\r\n".join([b"--b\r\n"] * 30_000), "multipart/mixed; boundary=b"), "PD130", "parts"),
        (
            mail(
                b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1_200))
            ),
            "PD131",
            "parts",
        ),
        (mail(b"Content-Type: message/rfc822\r\n\r\n" * 5_000, "message/rfc822"), "PD134", "recursion"),
        (mail(b"Content-Type: message/rfc822\r\n\r\n" * 60 + b"x", "message/rfc822"), "PD131", "deep"),
    ],
)
def test_mails_without_a_text_say_why(data: bytes, code: str, word: str) -> None:
    """What is there is named; what is built to stall a parser is refused."""
    with pytest.raises(InputError, match=word) as caught:
        read(data, "a.eml")
    assert caught.value.code == code
    assert caught.value.cure


def test_long_fields_take_no_long_time() -> None:
    """Encoded words and lines that a parser would go through again and again."""
    rows = [
        mail(BODY.encode(), fields="Subject: " + "=?a?b?" * 500_000 + "\r\n"),
        mail(BODY.encode() + b"\r\n" + b"> a \r\n" * 100_000, "text/plain; charset=utf-8; format=flowed"),
    ]
    for row in rows:
        assert BODY in read(row, "a.eml").text


def test_fields_of_many_parameters_are_refused() -> None:
    """The reader goes through all of them for each, so that there is a limit, and it is named."""
    for row in (
        several(TEXT, more=';"' * 500_000),
        mail(BODY.encode(), fields="Content-Disposition: inline" + ';a*0="' * 200_000 + "\r\n"),
    ):
        with pytest.raises(InputError, match="over the limit of 500 parameters"):
            read(row, "a.eml")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (mail(BODY.encode()), "a.txt", "message/rfc822"),
        (b"\xef\xbb\xbf\r\n" + mail(BODY.encode()), "a.eml", "message/rfc822"),
        (b"412\n" + mail(BODY.encode()), "a.emlx", "message/rfc822"),
        (f"Subject: 通知\r\nFrom: a\r\n\r\n{BODY}".encode(), "a.eml", "message/rfc822"),
        (f"Subject: 通知\r\nDate: 2023\r\n\r\n{BODY}".encode(), "a.txt", "text/plain"),
        (f"主题：通知\n{BODY}".encode(), "a.eml", "text/plain"),
    ],
)
def test_mails_are_known_by_their_fields(data: bytes, name: str, kind: str) -> None:
    """Fields that programs write make a mail of a file of any name; what a person writes above a memo does not."""
    witness = read(data, name)
    assert witness.media_type == kind
    assert BODY in witness.text


def test_parts_of_a_part_lie_in_it() -> None:
    """A page with its pictures inside alternatives inside a mail with attachments, as mailers nest them."""
    page = inside(
        part(html("完成"), "text/html; charset=utf-8"),
        attached(b"GIF8", "a.gif", "image/gif"),
        kind="related",
        mark="r",
    )
    content, stated = parts(TEXT, page, kind="alternative", mark="a")
    copy = read(several(part(content, stated), attached(OLE, "附件.doc")), "a.eml")
    assert copy.text.splitlines()[-2:] == [BODY, "一、完成。"]
    assert [event.note.split()[:2] for event in copy.events if event.kind in ("unread", "image")] == [
        ["attachment", "a.gif"],
        ["attachment", "附件.doc"],
    ]


@pytest.mark.parametrize("label", ["a\0b", "utf-16", "rot13", "zip", "idna", "=?x?=", "x" * 5_000, ""])
def test_a_charset_may_be_called_anything(label: str) -> None:
    """The standard library would decode by that name, and fail."""
    for coding in ("8bit", "base64", "quoted-printable", "x-uuencode", "x-own"):
        content = based(BODY.encode("gbk")) if coding == "base64" else BODY.encode("gbk")
        data = mail(content, f'text/plain; charset="{label}"', coding=coding)
        assert BODY in read(data, "a.eml").text
