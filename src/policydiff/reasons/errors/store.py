# SPDX-License-Identifier: Apache-2.0
"""Errors of stores: what happened and what to do, in each language."""

_VERIFY = (
    "run `policydiff store verify STORE`, which names what is touched, and put a sound copy of the file back",
    "请执行 `policydiff store verify 库文件`，它会指出哪些受影响；然后换回完好的副本",
    "請執行 `policydiff store verify 庫檔案`，它會指出哪些受影響；然後換回完好的副本",
)
_VERIFY_FILE = (
    "run `policydiff store verify {file}`, and put a sound copy of the file back",
    "请执行 `policydiff store verify {file}`，并换回完好的副本",
    "請執行 `policydiff store verify {file}`，並換回完好的副本",
)
_REINDEX = (
    (
        "run `policydiff store verify STORE`; if the log itself is sound, `policydiff store reindex STORE` makes the"
        " tree anew"
    ),
    "请执行 `policydiff store verify 库文件`；日志本身完好时，`policydiff store reindex 库文件` 可重建散列树",
    "請執行 `policydiff store verify 庫檔案`；日誌本身完好時，`policydiff store reindex 庫檔案` 可重建雜湊樹",
)
_MAKE = (
    "check the name; make a store with `policydiff store init STORE`",
    "请检查文件名；新建库用 `policydiff store init 库文件`",
    "請檢查檔名；建立庫用 `policydiff store init 庫檔案`",
)
_LOG = (
    "`policydiff store log STORE` lists the entries",
    "各条目见 `policydiff store log 库文件`",
    "各條目見 `policydiff store log 庫檔案`",
)
_DISK = (
    "make room on the disk (`df -h`) or check its health; the store holds what was acknowledged before",
    "请腾出磁盘空间（`df -h`）或检查磁盘；此前确认过的内容都在库中",
    "請騰出磁碟空間（`df -h`）或檢查磁碟；此前確認過的內容都在庫中",
)

Sentence = tuple[str, str, str]
STORE: dict[str, tuple[Sentence, Sentence]] = {
    "no_store": (
        ("{file} is not a policydiff store", "{file} 不是 policydiff 的库", "{file} 不是 policydiff 的庫"),
        _MAKE,
    ),
    "store_no_file": (
        (
            "{file} cannot be opened as a store: it is no file",
            "{file} 不能作为库打开：不是文件",
            "{file} 不能作為庫開啟：不是檔案",
        ),
        _MAKE,
    ),
    "store_unopened": (
        (
            "{file} cannot be opened as a store: {error:note}",
            "{file} 不能作为库打开：{error:note}",
            "{file} 不能作為庫開啟：{error:note}",
        ),
        _MAKE,
    ),
    "store_last": (
        (
            "{file} is no store; {store}, which stands last, is one",
            "{file} 不是库；排在最后的 {store} 才是",
            "{file} 不是庫；排在最後的 {store} 才是",
        ),
        (
            "the store comes first: `policydiff store add {store} {files}`",
            "库在前：`policydiff store add {store} {files}`",
            "庫在前：`policydiff store add {store} {files}`",
        ),
    ),
    "store_exists": (
        ("{file} exists already", "{file} 已经存在", "{file} 已經存在"),
        (
            "name a new file; an existing store takes copies with `policydiff store add {file} FILE…`",
            "请换一个文件名；向已有的库添加用 `policydiff store add {file} 文件…`",
            "請換一個檔名；向已有的庫新增用 `policydiff store add {file} 檔案…`",
        ),
    ),
    "store_busy": (
        ("{file}: another program is writing to it", "{file}：另一程序正在写入", "{file}：另一程式正在寫入"),
        (
            "wait until it has ended and run the command again; nothing of this command was recorded",
            "请等它结束后再执行一次；本命令什么也没有记入",
            "請等它結束後再執行一次；本命令什麼也沒有記入",
        ),
    ),
    "store_damaged": (
        ("{file} is damaged: {error:note}", "{file} 已损坏：{error:note}", "{file} 已損壞：{error:note}"),
        _VERIFY,
    ),
    "store_altered": (
        (
            "{file} was altered by hand: {what:note}",
            "{file} 被人为改动过：{what:note}",
            "{file} 被人為改動過：{what:note}",
        ),
        _VERIFY,
    ),
    "store_later": (
        (
            "{file} has layout {found}, this program knows layouts up to {known}",
            "{file} 的布局为 {found}，本程序只认到 {known}",
            "{file} 的結構為 {found}，本程式只認到 {known}",
        ),
        (
            "use the program that wrote it, or a later one: `pip install --upgrade policydiff`",
            "请用写成它的版本或更新的版本：`pip install --upgrade policydiff`",
            "請用寫成它的版本或更新的版本：`pip install --upgrade policydiff`",
        ),
    ),
    "store_unwritten": (
        ("{file} cannot be written: {error:note}", "{file} 无法写入：{error:note}", "{file} 無法寫入：{error:note}"),
        _DISK,
    ),
    "store_read_only": (
        ("{file} was opened for reading only", "{file} 以只读方式打开", "{file} 以唯讀方式開啟"),
        ("open it with `write=True`", "请以 `write=True` 打开", "請以 `write=True` 開啟"),
    ),
    "blob_too_large": (
        (
            "{n} bytes are more than a store keeps in one piece ({most})",
            "{n} 字节，超过库中单件的上限（{most}）",
            "{n} 位元組，超過庫中單件的上限（{most}）",
        ),
        (
            "keep the file elsewhere and add it with `--by-reference`",
            "请把文件存于别处，用 `--by-reference` 添加",
            "請把檔案存於別處，用 `--by-reference` 新增",
        ),
    ),
    "entry_not_canonical": (
        (
            "an entry is not spelled as canonical JSON, so this program did not write it",
            "有一条目不是规范写法的 JSON，并非本程序所写",
            "有一條目不是規範寫法的 JSON，並非本程式所寫",
        ),
        _VERIFY,
    ),
    "entry_no_json": (
        (
            "an entry is not canonical JSON: {error:note}",
            "有一条目不是规范的 JSON：{error:note}",
            "有一條目不是規範的 JSON：{error:note}",
        ),
        _VERIFY,
    ),
    "entry_unknown_form": (
        (
            "an entry lacks what every entry has, or has a form this program does not know",
            "有一条目缺少必有的内容，或其形式为本程序所不识",
            "有一條目缺少必有的內容，或其形式為本程式所不識",
        ),
        _VERIFY,
    ),
    "log_end": (
        (
            "{file}: the log's end is not where its head says",
            "{file}：日志的末尾与所记不符",
            "{file}：日誌的末尾與所記不符",
        ),
        _VERIFY,
    ),
    "tree_root": (
        ("{file}: the hash tree does not match its root", "{file}：散列树与其根不符", "{file}：雜湊樹與其根不符"),
        _REINDEX,
    ),
    "tree_node": (
        (
            "{file}: node {node} of the hash tree is missing",
            "{file}：散列树缺节点 {node}",
            "{file}：雜湊樹缺節點 {node}",
        ),
        _VERIFY,
    ),
    "no_entry": (("{file} has no entry {number}", "{file} 没有第 {number} 条", "{file} 沒有第 {number} 條"), _LOG),
    "no_bytes": (
        ("{file} does not hold the bytes {digest}", "{file} 中没有 {digest} 的字节", "{file} 中沒有 {digest} 的位元組"),
        _LOG,
    ),
    "bytes_altered": (
        (
            "{file}: the bytes kept as {digest} were altered",
            "{file}：存为 {digest} 的字节已被改动",
            "{file}：存為 {digest} 的位元組已被改動",
        ),
        _VERIFY,
    ),
    "entry_does_not_follow": (
        (
            "{file}: entry {number} does not follow the one before it",
            "{file}：第 {number} 条与前一条不相承",
            "{file}：第 {number} 條與前一條不相承",
        ),
        _VERIFY,
    ),
    "entry_without_bytes": (
        ("{file}: an entry holds no bytes", "{file}：有一条目没有字节", "{file}：有一條目沒有位元組"),
        _VERIFY,
    ),
    "no_copy_meant": (
        (
            "{file} has {n} copies, none of them with {asked}",
            "{file} 中有 {n} 本，但没有符合 {asked} 的",
            "{file} 中有 {n} 本，但沒有符合 {asked} 的",
        ),
        (
            "leave a filter away; `policydiff store list {file}` shows all copies with date and address",
            "请减少筛选条件；`policydiff store list {file}` 列出全部各本及其日期、网址",
            "請減少篩選條件；`policydiff store list {file}` 列出全部各本及其日期、網址",
        ),
    ),
    "no_notice": (
        (
            "{file} has no notice with the number or title {name}, and no copy of that name",
            "{file} 中没有文号或标题为 {name} 的公文，也没有此名的副本",
            "{file} 中沒有文號或標題為 {name} 的公文，也沒有此名的副本",
        ),
        (
            "`policydiff store list {file}` shows numbers, names, titles and addresses; an address begins with https://",
            "`policydiff store list {file}` 列出序号、名称、标题和网址；网址以 https:// 开头",
            "`policydiff store list {file}` 列出序號、名稱、標題和網址；網址以 https:// 開頭",
        ),
    ),
    "no_address": (
        (
            "{file} has neither a copy from {url} nor a visit to it",
            "{file} 中既没有出自 {url} 的副本，也没有访问它的记录",
            "{file} 中既沒有出自 {url} 的副本，也沒有訪問它的記錄",
        ),
        (
            "`policydiff store list {file} --url HOST` shows the addresses of a host",
            "`policydiff store list {file} --url 主机名` 列出该主机的各网址",
            "`policydiff store list {file} --url 主機名` 列出該主機的各網址",
        ),
    ),
    "no_copy": (
        ("{file} has no copy {name}", "{file} 中没有 {name} 这一本", "{file} 中沒有 {name} 這一本"),
        (
            "`policydiff store list {file}` shows the copies: name one by number, hash or name",
            "各本见 `policydiff store list {file}`：可用序号、散列值或名称指定",
            "各本見 `policydiff store list {file}`：可用序號、雜湊值或名稱指定",
        ),
    ),
    "not_taken_in": (
        ("{file} has no copy of {name}", "{file} 中没有收入 {name}", "{file} 中沒有收入 {name}"),
        (
            "take it in with `policydiff store add {file} {name}`, then record the collation again",
            "请先用 `policydiff store add {file} {name}` 收入，再记录汇校",
            "請先用 `policydiff store add {file} {name}` 收入，再記錄彙校",
        ),
    ),
    "copy_ambiguous": (
        (
            "{name} is the name of several copies: {numbers}",
            "名为 {name} 的有多本：{numbers}",
            "名為 {name} 的有多本：{numbers}",
        ),
        ("name one of them by its number", "请用序号指定其中一本", "請用序號指定其中一本"),
    ),
    "copy_elsewhere": (
        (
            "the bytes of copy {number} are not in the store but in {where}",
            "第 {number} 本的字节不在库中，而在 {where}",
            "第 {number} 本的位元組不在庫中，而在 {where}",
        ),
        (
            "name that file instead, or add it to the store: `policydiff store add STORE {where}`",
            "请改为给出该文件，或把它加入库中：`policydiff store add 库文件 {where}`",
            "請改為給出該檔案，或把它加入庫中：`policydiff store add 庫檔案 {where}`",
        ),
    ),
    "nothing_to_add": (
        ("no file to add was named", "没有给出要添加的文件", "沒有給出要新增的檔案"),
        (
            "name files or folders, or a table with --facts: `policydiff store add STORE FILE…`",
            "请给出文件或文件夹，或用 --facts 给一张表：`policydiff store add 库文件 文件…`",
            "請給出檔案或資料夾，或用 --facts 給一張表：`policydiff store add 庫檔案 檔案…`",
        ),
    ),
    "nothing_said": (
        ("nothing is said about the copy", "没有说明该本的任何情况", "沒有說明該本的任何情況"),
        (
            "give at least one option such as `--note` or `--url`",
            "请至少给一项，如 `--note` 或 `--url`",
            "請至少給一項，如 `--note` 或 `--url`",
        ),
    ),
    "no_statement": (
        (
            "entry {number} is not a statement about copy {copy}",
            "第 {number} 条不是关于第 {copy} 本的说明",
            "第 {number} 條不是關於第 {copy} 本的說明",
        ),
        (
            "`policydiff store show STORE {copy}` lists what was said of the copy",
            "关于该本的说明见 `policydiff store show 库文件 {copy}`",
            "關於該本的說明見 `policydiff store show 庫檔案 {copy}`",
        ),
    ),
    "needs_upgrade": (
        (
            "{file} has an earlier layout, which keeps nothing in pieces",
            "{file} 的布局较早，不能分块保存",
            "{file} 的配置較早，不能分塊保存",
        ),
        (
            "run `policydiff store upgrade {file}`, which leaves every entry as it is",
            "请执行 `policydiff store upgrade {file}`，各条目保持不变",
            "請執行 `policydiff store upgrade {file}`，各條目保持不變",
        ),
    ),
    "entry_altered": (
        (
            "{file}: entry {number} does not have the hash that was kept for it",
            "{file}：第 {number} 条与所存的散列值不符",
            "{file}：第 {number} 條與所存的雜湊值不符",
        ),
        _VERIFY_FILE,
    ),
    "entry_not_in_log": (
        (
            "{file}: entry {number} is not in the log that the store ends with",
            "{file}：第 {number} 条不在此库的日志之中",
            "{file}：第 {number} 條不在此庫的日誌之中",
        ),
        _VERIFY_FILE,
    ),
    "index_differs": (
        (
            "{file}: the index says of entry {number} what the log does not",
            "{file}：索引关于第 {number} 条的内容与日志不符",
            "{file}：索引關於第 {number} 條的內容與日誌不符",
        ),
        (
            (
                "run `policydiff store verify {file}`; if the log itself is sound, `policydiff store reindex {file}`"
                " makes the index anew"
            ),
            "请执行 `policydiff store verify {file}`；日志本身完好时，`policydiff store reindex {file}` 可重建索引",
            "請執行 `policydiff store verify {file}`；日誌本身完好時，`policydiff store reindex {file}` 可重建索引",
        ),
    ),
    "copy_redacted": (
        (
            "copy {copy} was taken out by law: entry {number}, {who}, {time}: {ground:note}",
            "第 {copy} 本已依法删除：第 {number} 条，{who}，{time}：{ground:note}",
            "第 {copy} 本已依法刪除：第 {number} 條，{who}，{time}：{ground:note}",
        ),
        (
            (
                "its hash stays in the log; the bytes can be taken in once more with `--again`, if the ground has"
                " fallen away"
            ),
            "其散列值仍在日志中；若事由已不存在，可用 `--again` 再次收入",
            "其雜湊值仍在日誌中；若事由已不存在，可用 `--again` 再次收入",
        ),
    ),
    "same_bytes_elsewhere": (
        (
            "the bytes of copy {number} are those of the copies {others}, too",
            "第 {number} 本的字节也是第 {others} 本的",
            "第 {number} 本的位元組也是第 {others} 本的",
        ),
        (
            "name these copies as well: what goes is gone for all of them",
            "请一并给出这些副本：删除对它们全都生效",
            "請一併給出這些副本：刪除對它們全都生效",
        ),
    ),
    "nothing_to_withdraw": (
        (
            "there is nothing to withdraw: {fields} can be",
            "没有可撤回的内容；可撤回的有 {fields}",
            "沒有可撤回的內容；可撤回的有 {fields}",
        ),
        (
            "name the earlier note with `--supersedes N`, and one of its fields",
            "请用 `--supersedes N` 指明先前的附注，并给出其中的字段",
            "請用 `--supersedes N` 指明先前的附註，並給出其中的欄位",
        ),
    ),
    "nobody_named": (
        ("nobody is named who takes this out", "没有说明由谁删除", "沒有說明由誰刪除"),
        ("say who does it: `--operator NAME`", "请说明经手人：`--operator 姓名`", "請說明經手人：`--operator 姓名`"),
    ),
}
