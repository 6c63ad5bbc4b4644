# SPDX-License-Identifier: Apache-2.0
"""Errors of options and arguments: what happened and what to do, in each language."""

_ONE_COPY = (
    "name it with -o, as in `policydiff apply a.txt b.txt --decisions d.json -o fixed.txt`, or give --in-place",
    "请用 -o 指定，如 `policydiff apply a.txt b.txt --decisions d.json -o fixed.txt`，或加 --in-place，二者取一",
    "請用 -o 指定，如 `policydiff apply a.txt b.txt --decisions d.json -o fixed.txt`，或加 --in-place，二者取一",
)
_SOURCES = (
    (
        "give one manifest, or two folders, or --against ORIGINAL with its copies, or --group with files and folders;"
        " `policydiff batch --help` shows each"
    ),
    "请给一份清单，或两个文件夹，或 --against 原件 加各本，或 --group 加文件和文件夹；写法见 `policydiff batch --help`",
    "請給一份清單，或兩個資料夾，或 --against 原件 加各本，或 --group 加檔案和資料夾；寫法見 `policydiff batch --help`",
)
_FORMATS = (
    "give --format, or one of the endings {known}",
    "请加 --format，或改用扩展名 {known}",
    "請加 --format，或改用副檔名 {known}",
)

Sentence = tuple[str, str, str]
USAGE: dict[str, tuple[Sentence, Sentence]] = {
    # the command line
    "no_command": (
        ("There is no command {name}.", "没有 {name} 这个命令。", "沒有 {name} 這個命令。"),
        (
            "`policydiff --help` lists the commands: {names}",
            "命令有：{names}；各命令的说明见 `policydiff --help`",
            "命令有：{names}；各命令的說明見 `policydiff --help`",
        ),
    ),
    "encoding_unknown": (
        (
            "--encoding: {name} is not an encoding",
            "--encoding：{name}不是编码的名称",
            "--encoding：{name}不是編碼的名稱",
        ),
        (
            "give one such as utf-8, gb18030 or big5; without --encoding it is found out from the file",
            "请给出 utf-8、gb18030、big5 之类的名称；不加 --encoding 则由程序判断",
            "請給出 utf-8、gb18030、big5 之類的名稱；不加 --encoding 則由程式判斷",
        ),
    ),
    "misspelt_command": (
        ("There is no command {name}.", "没有 {name} 这个命令。", "沒有 {name} 這個命令。"),
        (
            "did you mean `policydiff {near}`? `policydiff --help` lists the commands",
            "是否要用 `policydiff {near}`？各命令见 `policydiff --help`",
            "是否要用 `policydiff {near}`？各命令見 `policydiff --help`",
        ),
    ),
    "command_misused": (
        ("{what:note}", "{what:note}", "{what:note}"),
        (
            "`{command} --help` shows the options and examples",
            "选项和例子见 `{command} --help`",
            "選項和例子見 `{command} --help`",
        ),
    ),
    "more_copies": (
        (
            "{command} takes one copy; {n} are named",
            "{command} 只看一本，这里给了 {n} 本",
            "{command} 只看一本，這裡給了 {n} 本",
        ),
        (
            "two are compared with `policydiff compare {files}`, more with `policydiff collate {files}`",
            "比对两本请用 `policydiff compare {files}`，更多请用 `policydiff collate {files}`",
            "比對兩本請用 `policydiff compare {files}`，更多請用 `policydiff collate {files}`",
        ),
    ),
    "third_copy": (
        (
            "compare takes two copies; {n} are named",
            "compare 只比对两本，这里给了 {n} 本",
            "compare 只比對兩本，這裡給了 {n} 本",
        ),
        (
            "three or more copies: `policydiff collate {files}`",
            "三本以上请用 `policydiff collate {files}`",
            "三本以上請用 `policydiff collate {files}`",
        ),
    ),
    "result_without_o": (
        (
            "compare takes two copies; {output} is a third",
            "compare 只比对两本，{output} 是第三个",
            "compare 只比對兩本，{output} 是第三個",
        ),
        (
            "to write the result there: `policydiff compare {files} -o {output}`",
            "要把结果写到那里，请用 `policydiff compare {files} -o {output}`",
            "要把結果寫到那裡，請用 `policydiff compare {files} -o {output}`",
        ),
    ),
    "file_for_command": (
        (
            "{name} is a file; a command stands before it",
            "{name} 是文件；它的前面应有命令",
            "{name} 是檔案；它的前面應有命令",
        ),
        (
            "two copies: `policydiff compare {files}`; `policydiff --help` lists the commands",
            "比对两本请用 `policydiff compare {files}`；各命令见 `policydiff --help`",
            "比對兩本請用 `policydiff compare {files}`；各命令見 `policydiff --help`",
        ),
    ),
    "one_copy": (
        (
            "compare takes two copies; one is named",
            "compare 要比对两本，这里只给了一本",
            "compare 要比對兩本，這裡只給了一本",
        ),
        (
            "name the other too: `policydiff compare {file} OTHER`; `policydiff lint {file}` looks at one copy alone",
            "请再给另一本：`policydiff compare {file} 另一本`；只检查一本请用 `policydiff lint {file}`",
            "請再給另一本：`policydiff compare {file} 另一本`；只檢查一本請用 `policydiff lint {file}`",
        ),
    ),
    "folders_compared": (
        (
            "{a} and {b} are folders; compare takes two files",
            "{a} 和 {b} 是文件夹；compare 只比对两个文件",
            "{a} 和 {b} 是資料夾；compare 只比對兩個檔案",
        ),
        (
            "compare them file by file: `policydiff batch {a} {b} -o out`",
            "逐个文件比对：`policydiff batch {a} {b} -o out`",
            "逐個檔案比對：`policydiff batch {a} {b} -o out`",
        ),
    ),
    "folder_compared": (
        (
            "{folder} is a folder; compare takes two files",
            "{folder} 是文件夹；compare 只比对两个文件",
            "{folder} 是資料夾；compare 只比對兩個檔案",
        ),
        (
            (
                "all files of a folder against one original: `policydiff batch --against {file} {folder} -o out`;"
                " which of its files are copies of one notice: `policydiff group {folder}`"
            ),
            (
                "以一份原件比对整个文件夹：`policydiff batch --against {file} {folder} -o out`；"
                "找出其中哪些是同一公文：`policydiff group {folder}`"
            ),
            (
                "以一份原件比對整個資料夾：`policydiff batch --against {file} {folder} -o out`；"
                "找出其中哪些是同一公文：`policydiff group {folder}`"
            ),
        ),
    ),
    "cannot_open": (
        ("{file}: {what:note}", "{file}：{what:note}", "{file}：{what:note}"),
        ("check the path and its permissions (`ls -l`)", "请检查路径和权限（`ls -l`）", "請檢查路徑和權限（`ls -l`）"),
    ),
    "system_refused": (
        ("the system refused: {reason:note}", "系统拒绝：{reason:note}", "系統拒絕：{reason:note}"),
        (
            "check the free space on the disk (`df -h`) and the permissions",
            "请检查磁盘剩余空间（`df -h`）和权限",
            "請檢查磁碟剩餘空間（`df -h`）和權限",
        ),
    ),
    "system_refused_file": (
        (
            "the system refused: {reason:note}: {file}",
            "系统拒绝：{reason:note}：{file}",
            "系統拒絕：{reason:note}：{file}",
        ),
        (
            "check the path, its permissions (`ls -l`) and the free space on the disk (`df -h`)",
            "请检查路径、权限（`ls -l`）和磁盘剩余空间（`df -h`）",
            "請檢查路徑、權限（`ls -l`）和磁碟剩餘空間（`df -h`）",
        ),
    ),
    "two_from_stdin": (
        ("both copies cannot come from standard input", "两本不能都来自标准输入", "兩本不能都來自標準輸入"),
        (
            "give a file for one of them: `policydiff compare original.txt -`",
            "请把其中一本改为文件：`policydiff compare original.txt -`",
            "請把其中一本改為檔案：`policydiff compare original.txt -`",
        ),
    ),
    "binary_to_terminal": (
        ("the format {name} cannot be shown on a terminal", "{name} 格式不能在终端显示", "{name} 格式不能在終端機顯示"),
        (
            "give a file with -o, such as `-o errata.{name}`, or redirect the output into one",
            "请用 -o 指定文件，如 `-o errata.{name}`，或把输出重定向到文件",
            "請用 -o 指定檔案，如 `-o errata.{name}`，或把輸出重新導向到檔案",
        ),
    ),
    "terms_unreadable": (
        ("cannot be read: {reason:note}", "无法读取：{reason:note}", "無法讀取：{reason:note}"),
        ("give a text file with one term per line", "请给出每行一个词语的文本文件", "請給出每行一個詞語的文字檔"),
    ),
    "terms_encoding": (
        ("is not UTF-8 (byte {at})", "不是 UTF-8（第 {at} 字节）", "不是 UTF-8（第 {at} 位元組）"),
        ("save the list of terms as UTF-8", "请把词语表另存为 UTF-8", "請把詞語表另存為 UTF-8"),
    ),
    "limit_unknown": (
        (
            "--limit {item}: the limit is unknown, or its value is not a number from 1 up",
            "--limit {item}：没有这项限额，或其值不是 1 以上的数",
            "--limit {item}：沒有這項上限，或其值不是 1 以上的數",
        ),
        ("give NAME=N with one of {known}", "请写 名称=数值，名称取自：{known}", "請寫 名稱=數值，名稱取自：{known}"),
    ),
    "ending_unknown": (
        (
            "the ending of {path} does not name a format of {of:note}",
            "{path} 的扩展名不是{of:note}的格式",
            "{path} 的副檔名不是{of:note}的格式",
        ),
        _FORMATS,
    ),
    "format_unknown": (
        ("there is no format {name} of {of:note}", "{of:note}没有 {name} 这种格式", "{of:note}沒有 {name} 這種格式"),
        ("choose one of {known}", "可选：{known}", "可選：{known}"),
    ),
    "language_unknown": (
        ("the interface has no language {lang}", "界面没有 {lang} 这种语言", "介面沒有 {lang} 這種語言"),
        ("choose one of {known}", "可选：{known}", "可選：{known}"),
    ),
    "nothing_to_explain": (
        ("there is nothing to explain under {term}", "没有 {term} 的说明", "沒有 {term} 的說明"),
        (
            "`policydiff explain` alone lists what it knows",
            "可查的词见 `policydiff explain`",
            "可查的詞見 `policydiff explain`",
        ),
    ),
    "nothing_to_explain_near": (
        ("there is nothing to explain under {term}", "没有 {term} 的说明", "沒有 {term} 的說明"),
        (
            "did you mean {near}? `policydiff explain` alone lists what it knows",
            "是否要查 {near}？可查的词见 `policydiff explain`",
            "是否要查 {near}？可查的詞見 `policydiff explain`",
        ),
    ),
    "nothing_to_explain_code": (
        ("there is nothing to explain under {term}", "没有 {term} 的说明", "沒有 {term} 的說明"),
        (
            "the nearest codes are {near}; `policydiff explain` alone lists them all",
            "相近的代码有 {near}；全部代码见 `policydiff explain`",
            "相近的代碼有 {near}；全部代碼見 `policydiff explain`",
        ),
    ),
    "no_schema": (
        ("there is no schema {name}", "没有 {name} 这种结构说明", "沒有 {name} 這種結構說明"),
        ("ask for one of {known}", "可选：{known}", "可選：{known}"),
    ),
    # lint --fix, apply
    "fix_without_file": (
        (
            "--fix corrects one file and writes it to -o",
            "--fix 一次只改一个文件，并写到 -o 指定之处",
            "--fix 一次只改一個檔案，並寫到 -o 指定之處",
        ),
        (
            "name one file and where the corrected copy goes: `policydiff lint copy.txt --fix -o fixed.txt`",
            "请给一个文件和写入的位置：`policydiff lint copy.txt --fix -o fixed.txt`",
            "請給一個檔案和寫入的位置：`policydiff lint copy.txt --fix -o fixed.txt`",
        ),
    ),
    "fix_of_no_text": (
        (
            "{file} is {kind}: only plain text can be corrected",
            "{file} 是 {kind}：只能改正纯文本",
            "{file} 是 {kind}：只能改正純文字檔",
        ),
        (
            "correct the document by the list of findings: `policydiff lint {file}`",
            "请按所列问题在原文件中改：`policydiff lint {file}`",
            "請按所列問題在原檔案中改：`policydiff lint {file}`",
        ),
    ),
    "base_is_corrected": (
        ("copy {side} is the base, which stays as it is", "{side} 本是底本，不改", "{side} 本是底本，不改"),
        ("name the other with --proof-of", "请用 --proof-of 指定另一本", "請用 --proof-of 指定另一本"),
    ),
    "no_file_of_its_own": (
        ("{file} is not a file of its own", "{file} 不是单独的文件", "{file} 不是單獨的檔案"),
        ("save the copy as a file, and name that", "请把该本存成文件再给出", "請把該本存成檔案再給出"),
    ),
    "no_target": (
        ("say where the corrected copy goes", "未说明改正后的一本写到哪里", "未說明改正後的一本寫到哪裡"),
        _ONE_COPY,
    ),
    "target_is_a_copy": (
        ("{file} is one of the copies", "{file} 就是所给的一本", "{file} 就是所給的一本"),
        (
            "give another file with -o, or --in-place",
            "请用 -o 另给一个文件，或改用 --in-place",
            "請用 -o 另給一個檔案，或改用 --in-place",
        ),
    ),
    "correctable_kind": (
        (
            "{file} is {what}: only text, Markdown and HTML can be corrected in place",
            "{file} 是 {what}：只能在原处改正文本、Markdown 和 HTML",
            "{file} 是 {what}：只能在原處改正純文字、Markdown 和 HTML",
        ),
        (
            "correct the document by the list of decisions: `policydiff compare … --format checks`",
            "请按处理意见表在原文件中改：`policydiff compare … --format checks`",
            "請按處理意見表在原檔案中改：`policydiff compare … --format checks`",
        ),
    ),
    "decisions_of_others": (
        ("{what}", "{what}", "{what}"),
        (
            "give the decisions that were made on one of these two files",
            "请给出就这两个文件之一作出的处理意见",
            "請給出就這兩個檔案之一作出的處理意見",
        ),
    ),
    # batch
    "against_and_group": (
        (
            "--against and --group cannot be used together",
            "--against 与 --group 不能同用",
            "--against 與 --group 不能同用",
        ),
        (
            "give one original with --against, or let --group find the copies",
            "有原件用 --against，要自动找同一公文用 --group",
            "有原件用 --against，要自動找同一公文用 --group",
        ),
    ),
    "collate_without_group": (
        ("--collate needs --group", "--collate 须与 --group 同用", "--collate 須與 --group 同用"),
        (
            "let --group find the copies, or name them to `policydiff collate`",
            "请加 --group，或把各本直接交给 `policydiff collate`",
            "請加 --group，或把各本直接交給 `policydiff collate`",
        ),
    ),
    "files_batched": (
        (
            "{a} and {b} are files; batch takes a manifest or folders",
            "{a} 和 {b} 是文件；batch 要的是一份清单或文件夹",
            "{a} 和 {b} 是檔案；batch 要的是一份清單或資料夾",
        ),
        (
            "one pair: `policydiff compare {a} {b}`; one original: `policydiff batch --against {a} {b} -o out`",
            "只有一对请用 `policydiff compare {a} {b}`；一份原件与若干本：`policydiff batch --against {a} {b} -o out`",
            "只有一對請用 `policydiff compare {a} {b}`；一份原件與若干本：`policydiff batch --against {a} {b} -o out`",
        ),
    ),
    "results_in_file": (
        (
            "{file}: batch writes a folder, not one file",
            "{file}：batch 写出的是一个文件夹，不是一个文件",
            "{file}：batch 寫出的是一個資料夾，不是一個檔案",
        ),
        (
            "`policydiff batch {files} -o {folder}`; the table is then {folder}/summary.csv",
            "请用 `policydiff batch {files} -o {folder}`，汇总表即 {folder}/summary.csv",
            "請用 `policydiff batch {files} -o {folder}`，彙總表即 {folder}/summary.csv",
        ),
    ),
    "folder_batched": (
        (
            "{folder} is one folder; batch needs to know what its files are compared with",
            "{folder} 只是一个文件夹；还须说明其中各文件与什么比对",
            "{folder} 只是一個資料夾；還須說明其中各檔案與什麼比對",
        ),
        (
            (
                "among themselves: `policydiff batch --group {folder} -o out`;"
                " with an original: `policydiff batch --against ORIGINAL {folder} -o out`;"
                " with another folder: `policydiff batch ORIGINALS {folder} -o out`"
            ),
            (
                "互相比对：`policydiff batch --group {folder} -o out`；"
                "与一份原件比对：`policydiff batch --against 原件 {folder} -o out`；"
                "与另一个文件夹比对：`policydiff batch 原件文件夹 {folder} -o out`"
            ),
            (
                "互相比對：`policydiff batch --group {folder} -o out`；"
                "與一份原件比對：`policydiff batch --against 原件 {folder} -o out`；"
                "與另一個資料夾比對：`policydiff batch 原件資料夾 {folder} -o out`"
            ),
        ),
    ),
    "sources_misfit": (
        (
            "SOURCES is neither one manifest nor two folders",
            "所给的既不是一份清单，也不是两个文件夹",
            "所給的既不是一份清單，也不是兩個資料夾",
        ),
        _SOURCES,
    ),
}
