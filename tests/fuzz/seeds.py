# SPDX-License-Identifier: Apache-2.0
"""A small sound file of each kind that is read."""

import gzip

from made.captures import captured
from made.common import zipped
from made.mails import mail, several
from made.mails import part as mail_part
from made.office import (
    NUMBERING,
    STYLES,
    docx_numbered,
    docx_package,
    docx_tracked,
    ods_cell,
    ods_package,
    ods_table,
    odt,
    odt_package,
    paragraph,
    xlsx,
)
from made.pages import html_breaks, html_form, html_paragraphs, html_ruby, html_table
from made.printed import ofd, pdf_notice

LINES = [
    "某市人民政府關於印發重點任務的通知",
    "各區、市人民政府:",
    "一、加強領導",
    "1.建設實驗室(shì)。增長35%。(牽頭單位:市科技局)",
    "2023年1月30日",
]
RUBY = (
    "<w:p><w:r><w:ruby><w:rt><w:r><w:t>jiù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>舊</w:t></w:r></w:rubyBase>"
    f"</w:ruby></w:r></w:p>{paragraph('', 'Part')}"
)
SEEDS: dict[str, bytes] = {
    "a.html": html_paragraphs(LINES).encode(),
    "breaks.html": html_breaks(LINES).encode("gb18030"),
    "form.aspx": html_form(LINES).encode("utf-16"),
    "ruby.html": html_ruby(LINES).encode(),
    "table.html": html_table(LINES).encode("big5hkscs"),
    "numbered.docx": docx_numbered(LINES),
    "tracked.docx": docx_tracked(LINES * 2),
    "ruby.docx": docx_package(RUBY, numbering=NUMBERING, styles=STYLES),
    "a.odt": odt(LINES),
    "ruby.odt": odt_package(
        "<text:p><text:ruby><text:ruby-base>舊</text:ruby-base><text:ruby-text>jiù</text:ruby-text></text:ruby></text:p>"
    ),
    "a.xlsx": xlsx(LINES),
    "a.ofd": ofd(LINES),
    "a.txt.gz": gzip.compress("\n".join(LINES).encode()),
    "a.txt": "\f".join(LINES).encode("gb18030"),
    "a.mhtml": (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type:"
        b" text/html\r\n\r\n" + html_ruby(LINES).encode() + b"\r\n--b--"
    ),
}
"""Those that `./dev check` damages, part by part."""
ALL: dict[str, bytes] = {
    **SEEDS,
    "a.md": ("# " + "\n\n".join(LINES) + "\n\n| a | b |\n|---|---|\n| **1** | 2 |\n").encode(),
    "a.ods": ods_package(ods_table(*(f"<table:table-row>{ods_cell(line)}</table:table-row>" for line in LINES))),
    "a.pdf": pdf_notice(LINES),
    "a.eml": several(mail_part("\n".join(LINES).encode()), mail_part(html_ruby(LINES).encode(), "text/html")),
    "a.mbox": b"From a@a.example Mon Jan 30 10:00:00 2023\n" + mail("\n".join(LINES).encode()),
    "a.zip": zipped({"a.txt": "\n".join(LINES)}),
    "a.warc": captured(LINES[0]),
    "a.warc.gz": gzip.compress(captured(LINES[0])),
}
"""One of each kind at least."""
