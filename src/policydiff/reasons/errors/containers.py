# SPDX-License-Identifier: Apache-2.0
"""Errors of archives and mails that hold copies: what happened and what to do, in each language."""

_FETCH = (
    "fetch the notice again, or look whether it was saved under another name",
    "请重新取得该件，或看看是否另存成了别的文件名",
    "請重新取得該件，或看看是否另存成了別的檔名",
)
_WHOLE = (
    "name one as FILE.eml#NAME, or save it by itself",
    "请写 FILE.eml#附件名，或把附件单独存盘",
    "請寫 FILE.eml#附件名，或把附件單獨存檔",
)
_ZIP_PART = (
    "name one as FILE.zip#NAME, with the folders that it lies in",
    "请写 FILE.zip#文件名，连同所在文件夹",
    "請寫 FILE.zip#檔名，連同所在資料夾",
)
_CAPTURE = (
    "name one as FILE#URL, or FILE#TIME/URL with the time as 14 digits",
    "请写 文件#网址，或 文件#时间/网址（时间为 14 位数字）",
    "請寫 檔案#網址，或 檔案#時間/網址（時間為 14 位數字）",
)

Sentence = tuple[str, str, str]
CONTAINED: dict[str, tuple[Sentence, Sentence]] = {
    "container_empty": (("the container holds nothing", "其中什么也没有", "其中什麼也沒有"), _FETCH),
    "coding_unread": (
        (
            "the response has the content coding {coding}, which is not read",
            "应答采用 {coding} 内容编码，不能读取",
            "回應採用 {coding} 內容編碼，不能讀取",
        ),
        ("capture the page again without it", "请不用此编码重新采集该页", "請不用此編碼重新擷取該頁"),
    ),
    "mailbox_of_many": (
        (
            "the mailbox holds {n:mail|mails}: {subjects}",
            "邮箱文件中有 {n} 封邮件：{subjects}",
            "信箱檔案中有 {n} 封郵件：{subjects}",
        ),
        (
            "save the mail that is meant by itself, as .eml",
            "请把要比对的那封邮件单独存为 .eml",
            "請把要比對的那封郵件單獨存為 .eml",
        ),
    ),
    "mailbox_of_more": (
        (
            "the mailbox holds {n:mail|mails}: {subjects} and {more} more",
            "邮箱文件中有 {n} 封邮件：{subjects}，另有 {more} 封",
            "信箱檔案中有 {n} 封郵件：{subjects}，另有 {more} 封",
        ),
        (
            "save the mail that is meant by itself, as .eml",
            "请把要比对的那封邮件单独存为 .eml",
            "請把要比對的那封郵件單獨存為 .eml",
        ),
    ),
    "attachment_ambiguous": (
        (
            "the mail has several attachments of the name {name}; it has: {has:note}",
            "邮件有多个名为 {name} 的附件；现有：{has:note}",
            "郵件有多個名為 {name} 的附件；現有：{has:note}",
        ),
        _WHOLE,
    ),
    "attachment_unknown": (
        (
            "the mail has no attachment of the name {name}; it has: {has:note}",
            "邮件没有名为 {name} 的附件；现有：{has:note}",
            "郵件沒有名為 {name} 的附件；現有：{has:note}",
        ),
        _WHOLE,
    ),
    "mail_encrypted": (
        ("the mail is encrypted", "邮件已加密", "郵件已加密"),
        (
            "open it where it was received, and save its text or its attachments",
            "请在收件处打开，另存正文或附件",
            "請在收件處開啟，另存正文或附件",
        ),
    ),
    "mail_unread": (
        ("the mail is not read: {why:note}", "邮件不能读取：{why:note}", "郵件不能讀取：{why:note}"),
        (
            "open it in a program for mails, and save its text",
            "请用邮件程序打开，另存正文",
            "請用郵件程式開啟，另存正文",
        ),
    ),
    "mail_empty": (("there is no text in the mail", "邮件中没有文字", "郵件中沒有文字"), _FETCH),
    "mail_of_attachments": (
        (
            "the mail has no text of its own but what is attached: {has:note}",
            "邮件本身没有正文，只有附件：{has:note}",
            "郵件本身沒有正文，只有附件：{has:note}",
        ),
        _WHOLE,
    ),
    "warc_extra": (
        ("web archives need the extra `warc`", "读取网页存档须装附加组件 `warc`", "讀取網頁存檔須裝附加元件 `warc`"),
        (
            "install it with `pip install 'policydiff[warc]'`",
            "请安装：`pip install 'policydiff[warc]'`",
            "請安裝：`pip install 'policydiff[warc]'`",
        ),
    ),
    "archive_of_many": (
        (
            "the archive holds several documents; it has: {has:note}",
            "网页存档中有多份文件；现有：{has:note}",
            "網頁存檔中有多份檔案；現有：{has:note}",
        ),
        _CAPTURE,
    ),
    "archive_unknown": (
        (
            "the archive has no capture of {url}; it has: {has:note}",
            "网页存档中没有 {url}；现有：{has:note}",
            "網頁存檔中沒有 {url}；現有：{has:note}",
        ),
        _CAPTURE,
    ),
    "archive_empty": (
        (
            "the archive holds no document; it has: {has:note}",
            "网页存档中没有文件；现有：{has:note}",
            "網頁存檔中沒有檔案；現有：{has:note}",
        ),
        _CAPTURE,
    ),
    "revisit_elsewhere": (
        (
            (
                "the capture of {url} at {date} only says that the page was as in the capture of {where:note},"
                " which is not in this archive"
            ),
            "{url} 在 {date} 的存档只说此页与 {where:note} 的存档相同，而后者不在这份网页存档中",
            "{url} 在 {date} 的存檔只說此頁與 {where:note} 的存檔相同，而後者不在這份網頁存檔中",
        ),
        (
            "name the archive that holds that capture, or an earlier one as FILE#TIME/URL",
            "请给出含有该存档的文件，或写 文件#时间/网址 指定更早的一份",
            "請給出含有該存檔的檔案，或寫 檔案#時間/網址 指定更早的一份",
        ),
    ),
    "capture_empty": (
        ("the capture of {url} has no body", "{url} 的存档没有内容", "{url} 的存檔沒有內容"),
        (
            "take another capture of the page: FILE#TIME/URL",
            "请改用该页的另一份存档：文件#时间/网址",
            "請改用該頁的另一份存檔：檔案#時間/網址",
        ),
    ),
    "capture_of_frames": (
        (
            "the page {url} is nothing but frames; it has: {frames}",
            "{url} 只是框架页；现有：{frames}",
            "{url} 只是框架頁；現有：{frames}",
        ),
        ("name one as FILE#URL", "请写 文件#网址", "請寫 檔案#網址"),
    ),
    "zip_locked": (
        (
            "the file {name} in the ZIP archive is locked by a password",
            "ZIP 压缩包中的 {name} 有密码保护",
            "ZIP 壓縮檔中的 {name} 有密碼保護",
        ),
        (
            "unpack it with its password, and name the file",
            "请用密码解压后，给出其中的文件",
            "請用密碼解壓縮後，給出其中的檔案",
        ),
    ),
    "zip_packed_otherwise": (
        (
            "the file {name} in the ZIP archive is packed by a method that is not read",
            "ZIP 压缩包中的 {name} 所用压缩方式不能读取",
            "ZIP 壓縮檔中的 {name} 所用壓縮方式不能讀取",
        ),
        ("unpack the archive and name the file in it", "请解压后给出其中的文件", "請解壓縮後給出其中的檔案"),
    ),
    "zip_ambiguous": (
        (
            "the ZIP archive has several files of the name {name}; it has: {has:note}",
            "ZIP 压缩包中有多个名为 {name} 的文件；现有：{has:note}",
            "ZIP 壓縮檔中有多個名為 {name} 的檔案；現有：{has:note}",
        ),
        _ZIP_PART,
    ),
    "zip_unknown": (
        (
            "the ZIP archive has no file of the name {name}; it has: {has:note}",
            "ZIP 压缩包中没有名为 {name} 的文件；现有：{has:note}",
            "ZIP 壓縮檔中沒有名為 {name} 的檔案；現有：{has:note}",
        ),
        _ZIP_PART,
    ),
    "zip_without_document": (
        (
            "this is a ZIP archive without a document that is read; it has: {has:note}",
            "这个 ZIP 压缩包里没有能读取的文件；现有：{has:note}",
            "這個 ZIP 壓縮檔裡沒有能讀取的檔案；現有：{has:note}",
        ),
        (
            "save what is in it as DOCX, PDF, HTML or text",
            "请把其中的内容另存为 DOCX、PDF、HTML 或文本",
            "請把其中的內容另存為 DOCX、PDF、HTML 或純文字",
        ),
    ),
    "zip_empty": (
        (
            "this is a ZIP archive without a document that is read; it is empty",
            "这个 ZIP 压缩包是空的",
            "這個 ZIP 壓縮檔是空的",
        ),
        _FETCH,
    ),
    "zip_of_many": (
        (
            "the ZIP archive holds several documents; it has: {has:note}",
            "ZIP 压缩包中有多份文件；现有：{has:note}",
            "ZIP 壓縮檔中有多份檔案；現有：{has:note}",
        ),
        ("name one as FILE.zip#NAME, or unpack it", "请写 FILE.zip#文件名，或先解压", "請寫 FILE.zip#檔名，或先解壓縮"),
    ),
}
