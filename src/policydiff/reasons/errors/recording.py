# SPDX-License-Identifier: Apache-2.0
"""Errors of what is told to a store and asked of it: what happened and what to do, in each language."""

_CHECKPOINT = (
    "give a file with a line that begins «checkpoint policydiff/store/…», as every store command prints it",
    "请给出含有“checkpoint policydiff/store/…”一行的文件；每个 store 命令都会打印这一行",
    "請給出含有「checkpoint policydiff/store/…」一行的檔案；每個 store 命令都會印出這一行",
)
_TIME = (
    (
        "write 2023-01-30, 2023-01, 2023, 2023-01-30T14:05:00+08:00, 2023-01-30? (uncertain), 2023-01~ (about),"
        " 2023-01/2023-03 or unknown"
    ),
    (
        "请写 2023-01-30、2023-01、2023、2023-01-30T14:05:00+08:00、2023-01-30?（不确定）、2023-01~（约）、"
        "2023-01/2023-03 或 unknown（未知）"
    ),
    (
        "請寫 2023-01-30、2023-01、2023、2023-01-30T14:05:00+08:00、2023-01-30?（不確定）、2023-01~（約）、"
        "2023-01/2023-03 或 unknown（未知）"
    ),
)
_ARCHIVE = (
    "name a URL that it holds, or look into it with another tool",
    "请给出其中有的网址，或用别的工具查看",
    "請給出其中有的網址，或用別的工具檢視",
)
_FETCH = ("fetch it again from where it comes", "请从来源重新取得", "請從來源重新取得")
_WHOLE_LOG = (
    "fetch it again from where it comes; a bag of chosen copies holds no whole log and cannot become a store",
    "请从来源重新取得；只含部分副本的包没有完整日志，不能成为库",
    "請從來源重新取得；只含部分副本的包沒有完整日誌，不能成為庫",
)

Sentence = tuple[str, str, str]
RECORDING: dict[str, tuple[Sentence, Sentence]] = {
    "nothing_to_prove": (
        ("say what to prove", "未说明要证明什么", "未說明要證明什麼"),
        (
            "name a copy (`policydiff store prove STORE COPY`), or give a checkpoint with --since",
            "请指定一本（`policydiff store prove 库文件 本`），或用 --since 给出校验点",
            "請指定一本（`policydiff store prove 庫檔案 本`），或用 --since 給出檢查點",
        ),
    ),
    "two_to_prove": (
        (
            "a copy and a checkpoint are two things to prove",
            "一本与一个校验点是两件要证明的事",
            "一本與一個校驗點是兩件要證明的事",
        ),
        (
            "name the copy alone (`policydiff store prove STORE COPY`), or give --since alone",
            "请只指定一本（`policydiff store prove 库文件 本`），或只给 --since",
            "請只指定一本（`policydiff store prove 庫檔案 本`），或只給 --since",
        ),
    ),
    "filter_empty": (
        ("{option} is empty, which fits no copy", "{option} 为空，没有副本与之相符", "{option} 為空，沒有副本與之相符"),
        ("say what to look for", "请说明要找什么", "請說明要找什麼"),
    ),
    "facts_encoding": (
        (
            "{file} cannot be read as UTF-8: {error:note}",
            "{file} 不能按 UTF-8 读取：{error:note}",
            "{file} 不能按 UTF-8 讀取：{error:note}",
        ),
        ("save the table as CSV in UTF-8", "请把表格存为 UTF-8 的 CSV", "請把表格存為 UTF-8 的 CSV"),
    ),
    "facts_no_column": (
        ("no column «file»", "缺“file”栏", "缺「file」欄"),
        (
            "begin with a header such as: file,url,retrieved,note,rights,identifier",
            "首行应为栏名，如：file,url,retrieved,note,rights,identifier",
            "首列應為欄名，如：file,url,retrieved,note,rights,identifier",
        ),
    ),
    "facts_quotes": (
        ("{error:note}", "{error:note}", "{error:note}"),
        ("mend the quotes in this line", "请改正该行的引号", "請改正該列的引號"),
    ),
    "facts_cells": (
        ("more cells than the header has columns", "格数多于首行的栏数", "格數多於首列的欄數"),
        ("put quotes around cells that hold a comma", "含逗号的格请加引号", "含逗號的格請加引號"),
    ),
    "facts_no_file": (
        ("no file is named", "没有写文件名", "沒有寫檔名"),
        ("fill the column «file» or take the line out", "请填写“file”栏，或删去该行", "請填寫「file」欄，或刪去該列"),
    ),
    "facts_twice": (
        ("{name} is named twice", "{name} 出现两次", "{name} 出現兩次"),
        ("say all about one file in one line", "同一文件的情况请写在一行里", "同一檔案的情況請寫在一列裡"),
    ),
    "no_time": (("{text} is not a time", "{text} 不是时间", "{text} 不是時間"), _TIME),
    "no_time_of_day": (("{text} is not a time of day", "{text} 不是一天中的时刻", "{text} 不是一天中的時刻"), _TIME),
    "no_such_month": (("{text} has no such month", "{text}：没有这个月份", "{text}：沒有這個月份"), _TIME),
    "no_such_day": (("{text} has no such day", "{text}：没有这一天", "{text}：沒有這一天"), _TIME),
    "ends_before_it_begins": (
        ("{text} ends before it begins", "{text} 的结束早于开始", "{text} 的結束早於開始"),
        _TIME,
    ),
    # checkpoints, samples, proofs
    "checkpoint_unreadable": (
        ("{file} cannot be read: {reason:note}", "无法读取 {file}：{reason:note}", "無法讀取 {file}：{reason:note}"),
        _CHECKPOINT,
    ),
    "checkpoint_none": (("{name} holds no checkpoint", "{name} 中没有校验点", "{name} 中沒有檢查點"), _CHECKPOINT),
    "checkpoint_root": (
        ("{name}: the root {root} is not base64", "{name}：根 {root} 不是 base64", "{name}：根 {root} 不是 base64"),
        _CHECKPOINT,
    ),
    "checkpoint_later": (
        (
            "the checkpoint saw {seen} entries, the log has {now}",
            "校验点见过 {seen} 条，日志只有 {now} 条",
            "檢查點見過 {seen} 條，日誌只有 {now} 條",
        ),
        (
            "run `policydiff store verify STORE --checkpoint FILE`",
            "请执行 `policydiff store verify 库文件 --checkpoint 文件`",
            "請執行 `policydiff store verify 庫檔案 --checkpoint 檔案`",
        ),
    ),
    "no_sample": (
        ("{sample} is not a sample size", "{sample} 不是抽查数量", "{sample} 不是抽查數量"),
        (
            "give a number of blobs such as 500, or a share such as 5%",
            "请写件数，如 500，或比例，如 5%",
            "請寫件數，如 500，或比例，如 5%",
        ),
    ),
    "readings_absent": (
        ("the table of readings is missing", "缺注音表", "缺注音表"),
        (
            "install it again: `pip install --force-reinstall pypinyin`",
            "请重新安装：`pip install --force-reinstall pypinyin`",
            "請重新安裝：`pip install --force-reinstall pypinyin`",
        ),
    ),
    # what is added and recorded
    "archive_unreadable": (
        (
            "not readable as a web archive: {error:note}",
            "不能作为网页存档读取：{error:note}",
            "不能作為網頁存檔讀取：{error:note}",
        ),
        (
            "check the file with another tool, or fetch it again",
            "请用别的工具检查，或重新取得",
            "請用別的工具檢查，或重新取得",
        ),
    ),
    "archive_without_url": (
        ("no capture of {url} in this web archive", "这份网页存档中没有 {url}", "這份網頁存檔中沒有 {url}"),
        _ARCHIVE,
    ),
    "archive_without_text": (
        ("no capture of a text in this web archive", "这份网页存档中没有文字页面", "這份網頁存檔中沒有文字頁面"),
        _ARCHIVE,
    ),
    "folder_in_archive": (
        ("is a folder", "是文件夹", "是資料夾"),
        (
            "name the files in it, or the folder by itself",
            "请给出其中的文件，或单独给出文件夹",
            "請給出其中的檔案，或單獨給出資料夾",
        ),
    ),
    "file_too_large": (
        ("{reason:note}", "{reason:note}", "{reason:note}"),
        (
            "raise the limit with `--limit file_bytes=N`, or keep the file elsewhere",
            "请用 `--limit file_bytes=N` 调高限额，或把文件存于别处",
            "請用 `--limit file_bytes=N` 調高上限，或把檔案存於別處",
        ),
    ),
    "file_changed": (
        (
            "{file} is not the file that was compared: it was changed meanwhile",
            "{file} 已不是所比对的文件：其间被改动过",
            "{file} 已不是所比對的檔案：其間被改動過",
        ),
        ("run the comparison again", "请重新比对", "請重新比對"),
    ),
    "notice_of_a_page": (
        (
            "{file} is one notice of a page; a store keeps and compares whole files",
            "{file} 只是一页中的一件公文；库只存、只比对整个文件",
            "{file} 只是一頁中的一件公文；庫只存、只比對整個檔案",
        ),
        (
            "save the notice as a file of its own and compare that",
            "请把该件单独存成文件再比对",
            "請把該件單獨存成檔案再比對",
        ),
    ),
    "archive_in_a_batch": (
        (
            "{file} is a web archive; a store keeps it whole, and compares the captures in it",
            "{file} 是网页存档；库存整个存档，比对其中采集的各页",
            "{file} 是網頁存檔；庫存整個存檔，比對其中擷取的各頁",
        ),
        (
            "take it in with `policydiff store add STORE {file}`, then `policydiff store compare` its captures",
            "请先用 `policydiff store add 库 {file}` 收入，再用 `policydiff store compare` 比对其中各页",
            "請先用 `policydiff store add 庫 {file}` 收入，再用 `policydiff store compare` 比對其中各頁",
        ),
    ),
    "bag_folder": (
        ("{file} is not an empty folder", "{file} 不是空文件夹", "{file} 不是空資料夾"),
        ("name a new folder for the bag", "请给一个新文件夹", "請給一個新資料夾"),
    ),
    "digest_failed": (
        (
            "the {name} digest that the record states is not that of its bytes",
            "记录所载的 {name} 摘要与其字节不符",
            "記錄所載的 {name} 摘要與其位元組不符",
        ),
        (
            (
                "the record's bytes are kept, and it is no copy; fetch the archive again, or take it as the"
                " archive's claim with `--accept-bad-digest`"
            ),
            "该记录的字节已保存，但不作为副本；请重新取得该存档，或用 `--accept-bad-digest` 作为存档自称收入",
            "該記錄的位元組已保存，但不作為副本；請重新取得該存檔，或用 `--accept-bad-digest` 作為存檔自稱收入",
        ),
    ),
    "digests_failed": (
        (
            "the digests of {n} records that are no copies do not hold: {first}",
            "有 {n} 条非副本记录的摘要不符：{first}",
            "有 {n} 條非副本記錄的摘要不符：{first}",
        ),
        (
            "their bytes are kept; fetch the archive again, or say with `--accept-bad-digest` that this is known",
            "其字节已保存；请重新取得该存档，或用 `--accept-bad-digest` 表明已知此事",
            "其位元組已保存；請重新取得該存檔，或用 `--accept-bad-digest` 表明已知此事",
        ),
    ),
    "no_records": (
        (
            "{file} holds no record of a web archive to write",
            "{file} 中没有可写出的网页存档记录",
            "{file} 中沒有可寫出的網頁存檔記錄",
        ),
        (
            "add a web archive (FILE.warc.gz, FILE.wacz), or choose copies that come from one",
            "请先收入网页存档（FILE.warc.gz、FILE.wacz），或选择出自存档的副本",
            "請先收入網頁存檔（FILE.warc.gz、FILE.wacz），或選擇出自存檔的副本",
        ),
    ),
    "import_unreadable": (
        (
            "{file} cannot be read as an exported store: {error:note}",
            "{file} 不能作为导出的库读取：{error:note}",
            "{file} 不能作為匯出的庫讀取：{error:note}",
        ),
        (
            "name a bag (folder) or a WACZ that `policydiff store export` wrote",
            "请给出 `policydiff store export` 写成的包（文件夹）或 WACZ",
            "請給出 `policydiff store export` 寫成的包（資料夾）或 WACZ",
        ),
    ),
    "import_no_store": (
        ("{file} holds no store beside its archives", "{file} 除存档外没有库", "{file} 除存檔外沒有庫"),
        (
            "a WACZ of another program is taken in with `policydiff store add STORE {file}`",
            "别的程序写的 WACZ 请用 `policydiff store add 库文件 {file}` 收入",
            "別的程式寫的 WACZ 請用 `policydiff store add 庫檔案 {file}` 收入",
        ),
    ),
    "import_name": (
        (
            "{file} names a file that lies outside of it: {name}",
            "{file} 所列的文件在其外：{name}",
            "{file} 所列的檔案在其外：{name}",
        ),
        (
            "fetch it again from where it comes; nothing was imported",
            "请从来源重新取得；没有导入任何内容",
            "請從來源重新取得；沒有匯入任何內容",
        ),
    ),
    "import_chain": (
        (
            "entry {number} does not follow the one before it",
            "第 {number} 条与前一条不相承",
            "第 {number} 條與前一條不相承",
        ),
        _WHOLE_LOG,
    ),
    "import_checkpoint": (
        (
            "{file} holds {n} entries, and its checkpoint is of {then}: it is not the log that the checkpoint saw",
            "{file} 有 {n} 条，其校验点为 {then} 条：不是校验点所见的日志",
            "{file} 有 {n} 條，其檢查點為 {then} 條：不是檢查點所見的日誌",
        ),
        _WHOLE_LOG,
    ),
    "import_missing": (
        (
            "the bytes {name}, of which entry {number} speaks, are missing",
            "缺第 {number} 条所说的字节 {name}",
            "缺第 {number} 條所說的位元組 {name}",
        ),
        _FETCH,
    ),
    "import_altered": (
        ("the bytes sent as {name} are not those bytes", "标为 {name} 的并非该字节", "標為 {name} 的並非該位元組"),
        _FETCH,
    ),
}
