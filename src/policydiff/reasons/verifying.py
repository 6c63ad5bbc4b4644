# SPDX-License-Identifier: Apache-2.0
"""Sentences on what a verification of a store found, did not look at, and advises."""

Sentence = tuple[str, str, str]
VERIFYING: dict[str, Sentence] = {
    # changes between copies
    "none_recorded": ("no comparison is recorded", "没有记录比对", "沒有記錄比對"),
    # the file
    "file_not_to_its_end": (
        "the file cannot be read to its end: {error:note}",
        "文件不能读到末尾：{error:note}",
        "檔案不能讀到結尾：{error:note}",
    ),
    "pages_unsound": (
        "SQLite finds its pages unsound: {what}",
        "SQLite 认为其页面有误：{what}",
        "SQLite 認為其頁面有誤：{what}",
    ),
    "pages_unsound_more": (
        "SQLite finds its pages unsound: {what}; and {n} more",
        "SQLite 认为其页面有误：{what}；另有 {n} 处",
        "SQLite 認為其頁面有誤：{what}；另有 {n} 處",
    ),
    "layout_unreadable": (
        "the layout cannot be read: {error:note}",
        "布局不能读取：{error:note}",
        "結構不能讀取：{error:note}",
    ),
    "layout_altered": ("the layout was altered: {what:note}", "布局被改动过：{what:note}", "結構被改動過：{what:note}"),
    "table_unreadable": (
        "table {table} cannot be read past {column} {last}: {error:note}",
        "表 {table} 在 {column} {last} 之后不能读取：{error:note}",
        "表 {table} 在 {column} {last} 之後不能讀取：{error:note}",
    ),
    # entries
    "number_out_of_order": (
        "an entry stands under the number {number} after entry {last}",
        "第 {last} 条之后的条目编号为 {number}",
        "第 {last} 條之後的條目編號為 {number}",
    ),
    "entries_missing": ("entries are missing from the log: {which}", "日志缺条目：{which}", "日誌缺條目：{which}"),
    "log_empty": (
        "the log is empty, though a store has at least the entry that names it",
        "日志是空的；而库至少有说明自身的一条",
        "日誌是空的；而庫至少有說明自身的一條",
    ),
    "entry_no_bytes": ("entry {number} holds no bytes", "第 {number} 条没有字节", "第 {number} 條沒有位元組"),
    "entry_hash": (
        "entry {number} does not have the hash that was kept for it",
        "第 {number} 条与所存的散列值不符",
        "第 {number} 條與所存的雜湊值不符",
    ),
    "entry_foreign": (
        "entry {number} was not written by this program",
        "第 {number} 条不是本程序所写",
        "第 {number} 條不是本程式所寫",
    ),
    "entry_reordered": (
        "entry {number} says that it is entry {said}: the log was reordered",
        "第 {number} 条自称第 {said} 条：日志的次序被改过",
        "第 {number} 條自稱第 {said} 條：日誌的次序被改過",
    ),
    "entry_predecessor": (
        "entry {number} names another predecessor than entry {last}: one of them was replaced",
        "第 {number} 条所承的不是第 {last} 条：其中一条被替换过",
        "第 {number} 條所承的不是第 {last} 條：其中一條被替換過",
    ),
    "entry_first": (
        "entry 0 is not the entry that a store begins with",
        "第 0 条不是库应有的首条",
        "第 0 條不是庫應有的首條",
    ),
    # the tree
    "head_missing": ("the log's head is missing", "日志缺首部", "日誌缺首部"),
    "log_truncated": (
        "the log once had {then} entries and ends after {now}: entries {which} were cut off",
        "日志曾有 {then} 条，现止于 {now} 条：第 {which} 条被截去",
        "日誌曾有 {then} 條，現止於 {now} 條：第 {which} 條被截去",
    ),
    "log_appended": (
        "the log has {now} entries, its head says {then}: something else than this program added to it",
        "日志有 {now} 条，首部所记为 {then} 条：有别的程序添加过",
        "日誌有 {now} 條，首部所記為 {then} 條：有別的程式新增過",
    ),
    "root_differs": (
        "the log's root is not the one that its head keeps: entries were rewritten and the head was not",
        "日志的根与首部所存不符：条目被改写过，首部没有",
        "日誌的根與首部所存不符：條目被改寫過，首部沒有",
    ),
    "tree_differs": (
        "{n} nodes of the stored hash tree do not follow from the log",
        "所存散列树有 {n} 个节点与日志不符",
        "所存雜湊樹有 {n} 個節點與日誌不符",
    ),
    # blobs
    "blob_orphan": (
        "no entry speaks of the bytes {name} ({n} bytes): they were put in, or what spoke of them was taken out",
        "没有条目提到 {name}（{n} 字节）：是后来放入的，或提到它的条目被取走",
        "沒有條目提到 {name}（{n} 位元組）：是後來放入的，或提到它的條目被取走",
    ),
    "blob_missing": ("the bytes {name} are missing", "缺 {name} 的字节", "缺 {name} 的位元組"),
    "blob_unsteady": (
        "the bytes {name} were wrong at the first reading and right at the second",
        "{name} 的字节第一次读时不对，第二次读时正确",
        "{name} 的位元組第一次讀時不對，第二次讀時正確",
    ),
    "blob_altered": (
        "the bytes kept as {name} are not those bytes any more",
        "存为 {name} 的已不是原来的字节",
        "存為 {name} 的已不是原來的位元組",
    ),
    # checkpoints
    "seen_given": ("the checkpoint given", "所给的校验点", "所給的檢查點"),
    "seen_beside": ("the checkpoint beside the store ({file})", "库旁的校验点（{file}）", "庫旁的檢查點（{file}）"),
    "seen_unusable": ("cannot be used: {error}", "不能使用：{error}", "不能使用：{error}"),
    "seen_of_another": (
        "is of {seen}, this is {origin}",
        "属于 {seen}，而此库是 {origin}",
        "屬於 {seen}，而此庫是 {origin}",
    ),
    "seen_of_another_unnamed": (
        "is of {seen}, this is a store without a name",
        "属于 {seen}，而此库没有名称",
        "屬於 {seen}，而此庫沒有名稱",
    ),
    "seen_more": (
        "saw {then} entries, the log has {now}: it was set back, entries {which} are gone",
        "见过 {then} 条，日志现有 {now} 条：库被退回过，第 {which} 条已失",
        "見過 {then} 條，日誌現有 {now} 條：庫被退回過，第 {which} 條已失",
    ),
    "seen_incomparable": (
        "cannot be compared, since entries that it covers are missing or altered",
        "无法核对，因其所涉条目有缺失或改动",
        "無法核對，因其所涉條目有缺失或改動",
    ),
    "seen_other_history": (
        "the first {n} entries are not those that it saw: history was rewritten",
        "前 {n} 条不是当时所见：历史被改写过",
        "前 {n} 條不是當時所見：歷史被改寫過",
    ),
    # deriving again
    "no_tool_named": (
        "entries {which} do not name the tool that made them",
        "第 {which} 条没有说明由何程序作成",
        "第 {which} 條沒有說明由何程式作成",
    ),
    "not_derived": ("copy {number} was not derived again", "第 {number} 本未能重新得出", "第 {number} 本未能重新得出"),
    "unread_again": ("it could not be read again", "未能再次读取", "未能再次讀取"),
    "tables_not_set_up": (
        "the recorded tables could not be set up: {error}",
        "所记的字表未能装好：{error}",
        "所記的字表未能裝好：{error}",
    ),
    "derived_otherwise": (
        "copy {number} comes out differently in its layers",
        "第 {number} 本重新得出的各层不同",
        "第 {number} 本重新得出的各層不同",
    ),
    "derived_otherwise_from": (
        "copy {number} comes out differently from the layer {layer} on",
        "第 {number} 本自 {layer} 层起，重新得出的结果不同",
        "第 {number} 本自 {layer} 層起，重新得出的結果不同",
    ),
    "another_tool": ("this is another tool: {what}", "程序已不同：{what}", "程式已不同：{what}"),
    "not_compared_again": (
        "comparison {number} was not made again",
        "第 {number} 条比对未能重作",
        "第 {number} 條比對未能重作",
    ),
    "compared_otherwise": (
        "comparison {number} comes out differently",
        "第 {number} 条比对重作后结果不同",
        "第 {number} 條比對重作後結果不同",
    ),
    "deriving_failed": ("deriving again failed", "重新得出时失败", "重新得出時失敗"),
    "made_with_another_tool": (
        "{n} entries were made with another tool than this one (entry {number}): {what}",
        "有 {n} 条是用别的程序作成的（第 {number} 条）：{what}",
        "有 {n} 條是用別的程式作成的（第 {number} 條）：{what}",
    ),
    # what was not looked at, and what else is to be said
    "unchecked_elsewhere": (
        "the bytes of {n} copies, which are kept elsewhere (added by reference)",
        "{n} 本的字节，存于别处（只记来处）",
        "{n} 本的位元組，存於別處（只記來處）",
    ),
    "unchecked_tree": (
        "the hash tree, since entries are missing or altered",
        "散列树，因条目有缺失或改动",
        "雜湊樹，因條目有缺失或改動",
    ),
    "unchecked_bytes": (
        "the bytes of {n} blobs (that they are there, and their sizes, was); --full reads them all",
        "{n} 件的字节（只查了有无和大小）；用 --full 全部读出",
        "{n} 件的位元組（只查了有無和大小）；用 --full 全部讀出",
    ),
    "unchecked_deriving": (
        "deriving again, since the store itself is not sound",
        "重新得出，因库本身已不完好",
        "重新得出，因庫本身已不完好",
    ),
    "drawn": (
        "{n} of {total} blobs were drawn with seed {seed}",
        "以种子 {seed} 从 {total} 件中抽查 {n} 件",
        "以種子 {seed} 從 {total} 件中抽查 {n} 件",
    ),
    "no_witness": (
        (
            "nothing failed is not everything matched: without a checkpoint kept elsewhere (--checkpoint FILE), a"
            " rewriting of the whole store cannot be seen"
        ),
        "没有失败不等于全部吻合：没有另存的校验点（--checkpoint 文件），整个库若被改写则无从发现",
        "沒有失敗不等於全部吻合：沒有另存的檢查點（--checkpoint 檔案），整個庫若被改寫則無從發現",
    ),
    "not_recorded": (
        "the result was not recorded: nothing is added to a store that is not sound",
        "结果没有记入：不向不完好的库添加任何内容",
        "結果沒有記入：不向不完好的庫新增任何內容",
    ),
    "recorded_as": ("recorded as entry {number}", "已记为第 {number} 条", "已記為第 {number} 條"),
    # what to do
    "restore": (
        "put a sound copy of the file back, or add the affected copies again to a new store",
        "请换回完好的副本，或把受影响的各本重新收入新库",
        "請換回完好的副本，或把受影響的各本重新收入新庫",
    ),
    "investigate": (
        "the record was changed after it was written: keep this file, compare it with another copy, ask who had access",
        "记录写成后被改动过：请保留此文件，与另一副本对照，并查明谁能接触它",
        "記錄寫成後被改動過：請保留此檔案，與另一副本對照，並查明誰能接觸它",
    ),
    "reindex": (
        "if the log itself is sound, `policydiff store reindex STORE` makes it anew",
        "日志本身完好时，`policydiff store reindex 库文件` 可重建",
        "日誌本身完好時，`policydiff store reindex 庫檔案` 可重建",
    ),
    "ask_which_store": (
        "find out whether the checkpoint belongs to another store or another store was put in this one's place",
        "请查明：校验点属于另一个库，还是此处被换成了另一个库",
        "請查明：檢查點屬於另一個庫，還是此處被換成了另一個庫",
    ),
    "find_newer": (
        "find the newer file; if this one was put back on purpose, remove the checkpoint beside it to say so",
        "请找出较新的文件；若是有意退回，请删去旁边的校验点",
        "請找出較新的檔案；若是有意退回，請刪去旁邊的檢查點",
    ),
    "other_checkpoint": (
        "use another checkpoint, or mend what keeps this one from being compared",
        "请改用别的校验点，或先解决妨碍核对的问题",
        "請改用別的檢查點，或先解決妨礙核對的問題",
    ),
    "test_machine": (
        "test this machine's memory and disk, then verify again",
        "请检测本机的内存和磁盘，再检查一次",
        "請檢測本機的記憶體和磁碟，再檢查一次",
    ),
    "verify_there": (
        "verify again where the file that holds these bytes lies, or add it to the store",
        "请在存有这些字节的文件所在处再检查，或把该文件收入库中",
        "請在存有這些位元組的檔案所在處再檢查，或把該檔案收入庫中",
    ),
    "verify_with_that_tool": (
        "verify with the version and the tables that the entry names; the tables' bytes are in the store",
        "请用该条所记的版本和字表检查；字表的字节在库中",
        "請用該條所記的版本和字表檢查；字表的位元組在庫中",
    ),
    "add_again": (
        "the text kept is not what the recorded program makes of the bytes: add the copy again and compare the two",
        "所存文本不是所记程序从字节得出的：请重新收入该本，并比对两者",
        "所存文本不是所記程式從位元組得出的：請重新收入該本，並比對兩者",
    ),
    "read_by_hand": (
        "read the copy by hand: the recorded bytes cannot be read by this version",
        "请人工查看该本：本版本不能读取所存字节",
        "請人工檢視該本：本版本不能讀取所存位元組",
    ),
    "none_to_derive": (
        "nothing to mend: the log records who took the bytes out and on what ground; what is gone is not derived again",
        "无需处理：何人以何依据删除字节，日志有载；已删除的不能重新得出",
        "無需處理：何人以何依據刪除位元組，日誌有載；已刪除的不能重新得出",
    ),
    "clock_back": (
        "entries {which} are dated before the entry before them: this machine's clock was set back, or was wrong",
        "第 {which} 条的时间早于前一条：本机时钟曾被拨回，或走时有误",
        "第 {which} 條的時間早於前一條：本機時鐘曾被撥回，或走時有誤",
    ),
    "redacted_by_law": (
        "redactions that the log records took out {n} blobs and the entries {which}",
        "日志所记的依法删除取走了 {n} 件字节和条目 {which}",
        "日誌所記的依法刪除取走了 {n} 件位元組和條目 {which}",
    ),
    "layout_differs": (
        "the file says that its layout is {found}, its log says {told}",
        "文件自称布局为 {found}，日志所记为 {told}",
        "檔案自稱結構為 {found}，日誌所記為 {told}",
    ),
    "sidecar_missing": (
        (
            "the checkpoint that lies beside a store ({file}) is missing, so that a file set back to yesterday would"
            " not be seen"
        ),
        "缺库旁的校验点（{file}），文件若被退回到昨天将无从发现",
        "缺庫旁的檢查點（{file}），檔案若被退回到昨天將無從發現",
    ),
    "index_copies": (
        "the index of copies does not follow from the log: {n} rows too many, wrong or missing for the entries {which}",
        "副本索引与日志不符：多出 {n} 行，第 {which} 条有误或缺失",
        "副本索引與日誌不符：多出 {n} 行，第 {which} 條有誤或缺失",
    ),
    "index_links": (
        "the index of what speaks of what does not follow from the log: {n} rows differ, of the entries {which}",
        "关联索引与日志不符：有 {n} 行不同，涉及第 {which} 条",
        "關聯索引與日誌不符：有 {n} 行不同，涉及第 {which} 條",
    ),
    "index_gone": (
        "the list of what was taken out by law does not follow from the log: {n} rows differ",
        "依法删除的清单与日志不符：有 {n} 行不同",
        "依法刪除的清單與日誌不符：有 {n} 行不同",
    ),
    "unfinished_pieces": (
        (
            "pieces of {n} files lie in the store whose adding was cut short; adding them again goes on, `store"
            " reindex` lets go of them"
        ),
        "库中有 {n} 个文件的分块，其收入曾中断；再次添加即可接着进行，`store reindex` 则予清除",
        "庫中有 {n} 個檔案的分塊，其收入曾中斷；再次新增即可接著進行，`store reindex` 則予清除",
    ),
    "blob_not_gone": (
        "the bytes {name} were taken out by a redaction and are there again, though no later entry speaks of them",
        "{name} 的字节曾依法删除，现又出现，而其后没有条目提到它",
        "{name} 的位元組曾依法刪除，現又出現，而其後沒有條目提到它",
    ),
    "reference_missing": ("{name} is not in {folder}", "{folder} 中没有 {name}", "{folder} 中沒有 {name}"),
    "reference_altered": (
        "{name} is not the file that was added by reference: its SHA-256 differs",
        "{name} 已不是当时只记来处的文件：SHA-256 不同",
        "{name} 已不是當時只記來處的檔案：SHA-256 不同",
    ),
    "find_file": (
        "find the file as it was; what lies there now was changed or is another of the same name",
        "请找出原来的文件；现在的已被改动，或只是同名",
        "請找出原來的檔案；現在的已被改動，或只是同名",
    ),
    "redact_again": (
        "redact the copy once more, and find out who put its bytes back",
        "请再次删除该本，并查明是谁放回了字节",
        "請再次刪除該本，並查明是誰放回了位元組",
    ),
    "give_checkpoint": (
        (
            "give a checkpoint that was kept elsewhere (--checkpoint FILE); if it was left behind on purpose,"
            " `policydiff store checkpoint STORE` writes it anew"
        ),
        "请给出另存的校验点（--checkpoint 文件）；若是有意未带来，`policydiff store checkpoint 库文件` 可重写",
        "請給出另存的檢查點（--checkpoint 檔案）；若是有意未帶來，`policydiff store checkpoint 庫檔案` 可重寫",
    ),
    "not_collated_again": (
        "collation {number} was not made again",
        "第 {number} 条汇校未能重作",
        "第 {number} 條匯校未能重作",
    ),
    "collated_otherwise": (
        "collation {number} comes out differently",
        "第 {number} 条汇校重作后结果不同",
        "第 {number} 條匯校重作後結果不同",
    ),
}
