# SPDX-License-Identifier: Apache-2.0
"""Errors of files that cannot be read as copies: what happened and what to do, in each language."""

_FETCH = (
    "fetch the notice again, or look whether it was saved under another name",
    "请重新取得该件，或看看是否另存成了别的文件名",
    "請重新取得該件，或看看是否另存成了別的檔名",
)
_PATH = (
    "look at the path; a file may have been moved or deleted meanwhile",
    "请检查路径；文件可能已被移动或删除",
    "請檢查路徑；檔案可能已被移動或刪除",
)
_REPORT = (
    "the fault is in policydiff, please report this; POLICYDIFF_DEBUG=1 shows the traceback",
    "这是 policydiff 本身的错误，请报告；设 POLICYDIFF_DEBUG=1 可看到出错位置",
    "這是 policydiff 本身的錯誤，請回報；設 POLICYDIFF_DEBUG=1 可看到出錯位置",
)

_RAISE = (
    (
        "if the file is to be trusted, raise `{option}` in the table [limits] of policydiff.toml, or give"
        " `--limit {option}=N`"
    ),
    "文件可信时，在 policydiff.toml 的 [limits] 中调高 `{option}`，或加 `--limit {option}=N`",
    "檔案可信時，在 policydiff.toml 的 [limits] 中調高 `{option}`，或加 `--limit {option}=N`",
)

Sentence = tuple[str, str, str]
SAVE: dict[str, Sentence] = {
    "save_as_text": (
        "save it as text, HTML or DOCX from the program it belongs to",
        "请用原来的程序打开，另存为文本、HTML 或 DOCX",
        "請用原來的程式開啟，另存為純文字、HTML 或 DOCX",
    ),
    "save_as_docx": (
        "open it in its program and save it as DOCX (or XLSX)",
        "请用原来的程序打开，另存为 DOCX（或 XLSX）",
        "請用原來的程式開啟，另存為 DOCX（或 XLSX）",
    ),
    "save_as_docx_or_odt": (
        "open it in its program and save it as DOCX or ODT",
        "请用原来的程序打开，另存为 DOCX 或 ODT",
        "請用原來的程式開啟，另存為 DOCX 或 ODT",
    ),
    "save_as_ofd": (
        "open it in that reader and save it as OFD or print it to PDF",
        "请用该阅读器打开，另存为 OFD，或打印成 PDF",
        "請用該閱讀器開啟，另存為 OFD，或列印成 PDF",
    ),
    "unpack_and_name": ("unpack it and name the file in it", "请解压后给出其中的文件", "請解壓縮後給出其中的檔案"),
    "unpack_bzip2": ("unpack it with `bunzip2`", "请用 `bunzip2` 解压", "請用 `bunzip2` 解壓縮"),
    "unpack_xz": ("unpack it with `unxz`", "请用 `unxz` 解压", "請用 `unxz` 解壓縮"),
    "unpack_zstd": ("unpack it with `zstd -d`", "请用 `zstd -d` 解压", "請用 `zstd -d` 解壓縮"),
    "open_in_outlook": (
        "open the mail in Outlook and save what is attached",
        "请在 Outlook 中打开邮件，另存附件",
        "請在 Outlook 中開啟郵件，另存附件",
    ),
    "save_mail": (
        "open it in a program for mails and save it as .eml, HTML or text",
        "请用邮件程序打开，另存为 .eml、HTML 或文本",
        "請用郵件程式開啟，另存為 .eml、HTML 或純文字",
    ),
    "save_without_password": (
        "open it with its password and save it without",
        "请用密码打开，另存为无密码的文件",
        "請用密碼開啟，另存為無密碼的檔案",
    ),
}
"""What to do with a file of a kind that is not read."""
_KIND = ("this is {what:note}, which is not read", "这是{what:note}，不能读取", "這是{what:note}，不能讀取")
UNREAD: dict[str, tuple[Sentence, Sentence]] = {
    # files and folders
    "file_absent": (("there is no such file", "没有这个文件", "沒有這個檔案"), _PATH),
    "file_forbidden": (
        ("may not be read", "没有读取权限", "沒有讀取權限"),
        (
            "look at the rights on the file and on the folders above it (`ls -l`)",
            "请检查该文件及上级文件夹的权限（`ls -l`）",
            "請檢查該檔案及上層資料夾的權限（`ls -l`）",
        ),
    ),
    "file_unreadable": (
        ("cannot be read: {reason:note}", "无法读取：{reason:note}", "無法讀取：{reason:note}"),
        ("look at the path and at the device it lies on", "请检查路径及其所在的磁盘", "請檢查路徑及其所在的磁碟"),
    ),
    "file_no_file": (
        ("{what:note}", "{what:note}", "{what:note}"),
        (
            "save what it gives as a file, or give it on standard input (`-`)",
            "请把其输出存成文件，或从标准输入（`-`）给出",
            "請把其輸出存成檔案，或從標準輸入（`-`）給出",
        ),
    ),
    "folder": (
        ("is a folder", "是文件夹", "是資料夾"),
        (
            (
                "name the file in it; `policydiff batch FOLDER_A FOLDER_B -o out` compares two folders,"
                " `policydiff group FOLDER` finds the copies in one"
            ),
            (
                "请写其中的文件名；比对两个文件夹用 `policydiff batch 文件夹甲 文件夹乙 -o out`，"
                "在一个文件夹里找同一公文的各本用 `policydiff group 文件夹`"
            ),
            (
                "請寫其中的檔名；比對兩個資料夾用 `policydiff batch 資料夾甲 資料夾乙 -o out`，"
                "在一個資料夾裡找同一公文的各本用 `policydiff group 資料夾`"
            ),
        ),
    ),
    "folder_forbidden": (
        ("is a folder that may not be looked into", "是文件夹，且没有查看权限", "是資料夾，且沒有檢視權限"),
        (
            "look at the rights on the folder (`ls -ld`)",
            "请检查文件夹的权限（`ls -ld`）",
            "請檢查資料夾的權限（`ls -ld`）",
        ),
    ),
    "address": (
        (
            "is an address, not a file; nothing is ever fetched",
            "是网址，不是文件；本程序从不联网取件",
            "是網址，不是檔案；本程式從不連網取件",
        ),
        (
            (
                "open the page in a browser, save it (as .html, or whole in one file as .mhtml), and name that file;"
                " an archive of it (WARC, WACZ) is read too, as FILE.warc.gz#URL"
            ),
            (
                "请在浏览器中打开该页，保存为 .html，或整页存为 .mhtml，再给出该文件；"
                "网页存档（WARC、WACZ）也可读，写作 FILE.warc.gz#网址"
            ),
            (
                "請在瀏覽器中開啟該頁，儲存為 .html，或整頁存為 .mhtml，再給出該檔案；"
                "網頁存檔（WARC、WACZ）也可讀，寫作 FILE.warc.gz#網址"
            ),
        ),
    ),
    "file_address": (
        (
            "is an address, not a file; nothing is ever fetched",
            "是网址，不是文件；本程序从不联网取件",
            "是網址，不是檔案；本程式從不連網取件",
        ),
        (
            "name the file by its path, without file:",
            "请直接写文件路径，去掉开头的 file:",
            "請直接寫檔案路徑，去掉開頭的 file:",
        ),
    ),
    "file_empty": (("the file is empty", "文件是空的", "檔案是空的"), _FETCH),
    "file_without_text": (("there is no text in it", "其中没有文字", "其中沒有文字"), _FETCH),
    "no_notice_number": (
        (
            "there is no such file, and #{number} is not a notice number",
            "没有这个文件，#{number} 也不是公文序号",
            "沒有這個檔案，#{number} 也不是公文序號",
        ),
        (
            "write FILE#2 for the second notice of a page, or correct the name",
            "一页中的第二件公文写作 文件#2；或改正文件名",
            "一頁中的第二件公文寫作 檔案#2；或改正檔名",
        ),
    ),
    "notice_absent": (
        (
            "there is no notice {number} on the page; it has {n}",
            "此页没有第 {number} 件公文，共有 {n} 件",
            "此頁沒有第 {number} 件公文，共有 {n} 件",
        ),
        ("leave #N out for the whole page", "要比对整页，请去掉 #N", "要比對整頁，請去掉 #N"),
    ),
    "no_part": (
        (
            "there is no such file, and {part} is not a part of {file}, which is neither an archive nor a mail",
            "没有这个文件；{file} 既非压缩包、网页存档，也非邮件，没有 {part} 这一部分",
            "沒有這個檔案；{file} 既非壓縮檔、網頁存檔，也非郵件，沒有 {part} 這一部分",
        ),
        (
            "correct the name, or leave out what stands behind the #",
            "请改正文件名，或去掉 # 及其后的部分",
            "請改正檔名，或去掉 # 及其後的部分",
        ),
    ),
    # what they are
    **{f"kind_not_read_{cure}": (_KIND, sentence) for cure, sentence in SAVE.items()},
    "binary": (
        (
            "this is not a text file: byte {at} is NUL",
            "这不是文本文件：第 {at} 字节是 NUL",
            "這不是文字檔：第 {at} 位元組是 NUL",
        ),
        (
            "give the notice as text, HTML, DOCX, ODT, OFD or PDF under its usual file ending",
            "请给出文本、HTML、DOCX、ODT、OFD 或 PDF 文件，并用通常的扩展名",
            "請給出純文字、HTML、DOCX、ODT、OFD 或 PDF 檔案，並用通常的副檔名",
        ),
    ),
    "undecodable": (
        (
            "byte {at} ({bytes}) is not {encoding}; the file is damaged or in an encoding that is not supported",
            "第 {at} 字节（{bytes}）不合 {encoding}；文件已损坏，或所用编码不受支持",
            "第 {at} 位元組（{bytes}）不合 {encoding}；檔案已損壞，或所用編碼不受支援",
        ),
        (
            (
                "save it again as UTF-8 from the program that made it, or fetch it again; `iconv -c` shows what is left"
                " without the bad bytes"
            ),
            "请用原来的程序另存为 UTF-8，或重新取得；`iconv -c` 可去掉坏字节看看其余内容",
            "請用原來的程式另存為 UTF-8，或重新取得；`iconv -c` 可去掉壞位元組看看其餘內容",
        ),
    ),
    "half_surrogate": (
        (
            "character {at} is half of a surrogate pair, which is not text",
            "第 {at} 个字符是代理对的一半，不是文字",
            "第 {at} 個字元是代理對的一半，不是文字",
        ),
        ("decode the bytes it came from as UTF-16", "请把原来的字节按 UTF-16 解码", "請把原來的位元組按 UTF-16 解碼"),
    ),
    "over_limit": (
        (
            "refused: {what:note} is over the limit of {limit} {unit:note}",
            "拒收：{what:note}，超过限额（{limit} {unit:note}）",
            "拒收：{what:note}，超過上限（{limit} {unit:note}）",
        ),
        _RAISE,
    ),
    "over_limit_by": (
        (
            "refused: {what:note} ({value} {unit:note}) is over the limit of {limit} {unit:note}",
            "拒收：{what:note}有 {value} {unit:note}，超过限额 {limit}",
            "拒收：{what:note}有 {value} {unit:note}，超過上限 {limit}",
        ),
        _RAISE,
    ),
    "hostile": (
        ("refused: {what:note}", "拒收：{what:note}", "拒收：{what:note}"),
        (
            "do not open the file; ask its source for a clean copy",
            "请勿打开该文件；请向来源索取干净的一份",
            "請勿開啟該檔案；請向來源索取乾淨的一份",
        ),
    ),
    "file_damaged": (
        ("{what:note}", "{what:note}", "{what:note}"),
        (
            "fetch the file again, or open it in the program that made it and save it anew",
            "请重新取得文件，或用制作它的程序打开后再存一次",
            "請重新取得檔案，或用製作它的程式開啟後再存一次",
        ),
    ),
    "took_too_long": (
        ("took longer than {seconds} s", "超过 {seconds} 秒仍未读完", "超過 {seconds} 秒仍未讀完"),
        (
            (
                "give it more time (--timeout 200 where the command has it, else --limit wall_seconds=200), or save the"
                " document anew from its program"
            ),
            "请放宽时间：--timeout 200（compare 等用 --limit wall_seconds=200），或用原来的程序重新存盘",
            "請放寬時間：--timeout 200（compare 等用 --limit wall_seconds=200），或用原來的程式重新存檔",
        ),
    ),
    "took_too_much_memory": (
        ("took more memory than it may", "所用内存超过限额", "所用記憶體超過上限"),
        (
            "give it more with --memory or --limit worker_bytes=N, or save the document anew from its program",
            "请用 --memory 或 --limit worker_bytes=N 放宽内存，或用原来的程序重新存盘",
            "請用 --memory 或 --limit worker_bytes=N 放寬記憶體，或用原來的程式重新存檔",
        ),
    ),
    "took_all_memory": (
        ("took more memory than there is", "内存不足", "記憶體不足"),
        (
            "close other programs, or save the document anew from its program",
            "请关闭其他程序，或用原来的程序重新存盘",
            "請關閉其他程式，或用原來的程式重新存檔",
        ),
    ),
    "reader_killed": (
        (
            "the process that reads it was ended by {signal}",
            "读取它的进程被 {signal} 终止",
            "讀取它的行程被 {signal} 終止",
        ),
        (
            "open the document in its own program and save it anew, as text or DOCX",
            "请用原来的程序打开，另存为文本或 DOCX",
            "請用原來的程式開啟，另存為純文字或 DOCX",
        ),
    ),
    "reader_silent": (
        (
            "the process that reads it ended without an answer (status {status})",
            "读取它的进程没有结果就退出了（状态 {status}）",
            "讀取它的行程沒有結果就結束了（狀態 {status}）",
        ),
        (
            "open the document in its own program and save it anew, as text or DOCX",
            "请用原来的程序打开，另存为文本或 DOCX",
            "請用原來的程式開啟，另存為純文字或 DOCX",
        ),
    ),
    "fault_of_program": (("internal error: {what}", "内部错误：{what}", "內部錯誤：{what}"), _REPORT),
    "fault_of_version": (
        (
            "internal error in policydiff {version}: {what}",
            "policydiff {version} 内部错误：{what}",
            "policydiff {version} 內部錯誤：{what}",
        ),
        _REPORT,
    ),
}
