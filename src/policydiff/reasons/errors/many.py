# SPDX-License-Identifier: Apache-2.0
"""Errors of batches, manifests, decisions and of writing results: what happened and what to do, in each language."""

_MANIFEST = (
    "save the manifest as UTF-8, CSV with the header a,b or id,a,b, or JSON lines",
    "请把清单存为 UTF-8：CSV（首行为 a,b 或 id,a,b）或 JSON Lines",
    "請把清單存為 UTF-8：CSV（首列為 a,b 或 id,a,b）或 JSON Lines",
)
_HEADER = (
    "the first line must be a,b or id,a,b; other columns may follow",
    "首行须为 a,b 或 id,a,b，其后可有别的栏",
    "首列須為 a,b 或 id,a,b，其後可有別的欄",
)
_PATHS = (
    "give both paths on every line, or remove the line",
    "每行都要有两个路径；否则删去该行",
    "每列都要有兩個路徑；否則刪去該列",
)
_EARLIER = (
    "give the folder that an earlier `policydiff batch … -o DIR` wrote, or leave --baseline out",
    "请给出以前 `policydiff batch … -o 文件夹` 写成的文件夹，或去掉 --baseline",
    "請給出以前 `policydiff batch … -o 資料夾` 寫成的資料夾，或去掉 --baseline",
)
DECISIONS = (
    (
        "save decisions from the HTML report, fill in the column of decisions in a table of errata"
        " (`policydiff compare … --format csv` or `xlsx`), or go through a proof (`-o proof.docx`)"
    ),
    (
        "请从 HTML 报告导出处理意见，或在勘误表（`policydiff compare … --format csv` 或 `xlsx`）的“处理”栏填写，"
        "或在核红稿（`-o proof.docx`）中处理"
    ),
    (
        "請從 HTML 報告匯出處理意見，或在勘誤表（`policydiff compare … --format csv` 或 `xlsx`）的「處理」欄填寫，"
        "或在核紅稿（`-o proof.docx`）中處理"
    ),
)
_DISK = (
    "check the permissions of the folder (`ls -ld`) and the free space on the disk (`df -h`)",
    "请检查文件夹的权限（`ls -ld`）和磁盘剩余空间（`df -h`）",
    "請檢查資料夾的權限（`ls -ld`）和磁碟剩餘空間（`df -h`）",
)
_SMALLER = (
    "try --jobs 1 and more --memory, and see what else the machine is at",
    "请试 --jobs 1，加大 --memory，并看看机器上还在运行什么",
    "請試 --jobs 1，加大 --memory，並看看機器上還在執行什麼",
)

_MEMORY = (
    "raise --memory, or compare the file by itself: `policydiff compare A B`",
    "请加大 --memory，或单独比对：`policydiff compare 甲 乙`",
    "請加大 --memory，或單獨比對：`policydiff compare 甲 乙`",
)
_ALONE = (
    "compare the file by itself: `policydiff compare A B`",
    "请单独比对：`policydiff compare 甲 乙`",
    "請單獨比對：`policydiff compare 甲 乙`",
)

_ONE_DECISION = ("leave one decision for each place", "每处请只留一条处理意见", "每處請只留一條處理意見")

Sentence = tuple[str, str, str]
MANY: dict[str, tuple[Sentence, Sentence]] = {
    # the pairs of a batch
    "no_partner": (
        (
            "no file in {first} has a partner of the same name in {second}",
            "{first} 中没有一个文件在 {second} 中有同名者",
            "{first} 中沒有一個檔案在 {second} 中有同名者",
        ),
        (
            (
                "give a manifest that says which files belong together, or let"
                " `policydiff batch --group {first} {second} -o out` find the copies"
            ),
            "请用清单说明哪两个文件相对，或用 `policydiff batch --group {first} {second} -o out` 自动找出各本",
            "請用清單說明哪兩個檔案相對，或用 `policydiff batch --group {first} {second} -o out` 自動找出各本",
        ),
    ),
    "source_absent": (
        ("there is no such file or folder", "没有这个文件或文件夹", "沒有這個檔案或資料夾"),
        ("check the path", "请检查路径", "請檢查路徑"),
    ),
    "manifest_unreadable": (
        ("cannot be read: {reason:note}", "无法读取：{reason:note}", "無法讀取：{reason:note}"),
        (
            "give the path of a manifest, or of two folders; `policydiff batch --help` shows examples",
            "请给出清单的路径，或两个文件夹；例子见 `policydiff batch --help`",
            "請給出清單的路徑，或兩個資料夾；例子見 `policydiff batch --help`",
        ),
    ),
    "manifest_encoding": (
        ("is not UTF-8 (byte {at})", "不是 UTF-8（第 {at} 字节）", "不是 UTF-8（第 {at} 位元組）"),
        _MANIFEST,
    ),
    "manifest_no_csv": (("is not CSV: {error:note}", "不是 CSV：{error:note}", "不是 CSV：{error:note}"), _MANIFEST),
    "manifest_no_json": (
        ("is not JSON: {error:note}", "不是 JSON：{error:note}", "不是 JSON：{error:note}"),
        _MANIFEST,
    ),
    "manifest_no_header": (("no header", "没有首行（栏名）", "沒有首列（欄名）"), _HEADER),
    "manifest_no_column": (("no column {name}", "缺 {name} 栏", "缺 {name} 欄"), _HEADER),
    "manifest_column_twice": (("two columns {name}", "{name} 栏出现两次", "{name} 欄出現兩次"), _HEADER),
    "manifest_cells": (
        (
            "{n:cell|cells}, but the header has {columns}",
            "有 {n} 格，而首行只有 {columns} 栏",
            "有 {n} 格，而首列只有 {columns} 欄",
        ),
        _PATHS,
    ),
    "manifest_no_object": (
        ("is not an object with the keys a and b", "不是含 a、b 两键的 JSON 对象", "不是含 a、b 兩鍵的 JSON 物件"),
        _PATHS,
    ),
    "manifest_no_value": (("no value for {name}", "缺 {name} 的值", "缺 {name} 的值"), _PATHS),
    "manifest_half_surrogate": (
        ("holds half of a surrogate pair, which is not text", "含有半个代理对，不是文字", "含有半個代理對，不是文字"),
        _PATHS,
    ),
    "manifest_id_twice": (
        (
            "the id {name} is already used on line {line}",
            "编号 {name} 已用于第 {line} 行",
            "編號 {name} 已用於第 {line} 列",
        ),
        ("give each pair an id of its own", "请给每一对不同的编号", "請給每一對不同的編號"),
    ),
    "manifest_outside": (
        ("{path} lies outside {root}", "{path} 不在 {root} 之内", "{path} 不在 {root} 之內"),
        (
            "put the files under the manifest's folder, or name their common folder with --root",
            "请把文件放到清单所在文件夹之下，或用 --root 指定它们共同的文件夹",
            "請把檔案放到清單所在資料夾之下，或用 --root 指定它們共同的資料夾",
        ),
    ),
    "manifest_notice_number": (
        (
            "{path}: there is no such file, and what follows the # is not a notice number",
            "{path}：没有这个文件，# 之后也不是公文序号",
            "{path}：沒有這個檔案，# 之後也不是公文序號",
        ),
        (
            "write FILE#2 for the second notice of a page, or correct the name",
            "一页中的第二件公文写作 文件#2；或改正文件名",
            "一頁中的第二件公文寫作 檔案#2；或改正檔名",
        ),
    ),
    "pair_address": (
        ("is an address; nothing is ever fetched", "是网址；本程序从不联网取件", "是網址；本程式從不連網取件"),
        (
            "these pairs become errors in the results; the others are compared",
            "这些对在结果中记为错误，其余照常比对",
            "這些對在結果中記為錯誤，其餘照常比對",
        ),
    ),
    "pair_absent": (
        ("there is no such file", "没有这个文件", "沒有這個檔案"),
        (
            "these pairs become errors in the results; the others are compared",
            "这些对在结果中记为错误，其余照常比对",
            "這些對在結果中記為錯誤，其餘照常比對",
        ),
    ),
    # a run
    "baseline_unreadable": (
        ("cannot be read: {reason:note}", "无法读取：{reason:note}", "無法讀取：{reason:note}"),
        _EARLIER,
    ),
    "baseline_no_result": (
        (
            "line {line}: is not a result: {error}",
            "第 {line} 行不是比对结果：{error}",
            "第 {line} 列不是比對結果：{error}",
        ),
        _EARLIER,
    ),
    "ledger_busy": (
        ("{error:note}", "{error:note}", "{error:note}"),
        (
            "another batch may be writing into this folder: wait for it, or give another folder with -o",
            "可能有另一批正写入此文件夹：请等它结束，或用 -o 另给一个文件夹",
            "可能有另一批正寫入此資料夾：請等它結束，或用 -o 另給一個資料夾",
        ),
    ),
    "ledger_unwritten": (("{error:note}", "{error:note}", "{error:note}"), _DISK),
    "not_written": (("cannot be written: {reason:note}", "无法写入：{reason:note}", "無法寫入：{reason:note}"), _DISK),
    "folder_missing": (
        ("cannot write {path}: {reason:note}", "无法写入 {path}：{reason:note}", "無法寫入 {path}：{reason:note}"),
        ("make the folder first (`mkdir -p`)", "请先建立文件夹（`mkdir -p`）", "請先建立資料夾（`mkdir -p`）"),
    ),
    "file_not_written": (
        ("cannot write {path}: {reason:note}", "无法写入 {path}：{reason:note}", "無法寫入 {path}：{reason:note}"),
        _DISK,
    ),
    "pipe_unread": (
        (
            "cannot write {path}: nobody reads the pipe",
            "无法写入 {path}：没有程序读取该管道",
            "無法寫入 {path}：沒有程式讀取該管道",
        ),
        (
            "start the program that reads it first, or write to a file",
            "请先启动读取它的程序，或写入文件",
            "請先啟動讀取它的程式，或寫入檔案",
        ),
    ),
    "written_to_folder": (
        ("cannot write {path}: it is a folder", "无法写入 {path}：这是文件夹", "無法寫入 {path}：這是資料夾"),
        (
            "name a file, such as {path}/report.html",
            "请给文件名，如 {path}/report.html",
            "請給檔名，如 {path}/report.html",
        ),
    ),
    "workers_die": (
        ("workers die before they can begin", "工作进程尚未开始就退出", "工作行程尚未開始就結束"),
        _SMALLER,
    ),
    "workers_die_of": (
        (
            "workers die before they can begin: {cause}",
            "工作进程尚未开始就退出：{cause}",
            "工作行程尚未開始就結束：{cause}",
        ),
        _SMALLER,
    ),
    "worker_took_too_much": (
        ("took more memory than a worker may have", "所用内存超过工作进程的限额", "所用記憶體超過工作行程的上限"),
        _MEMORY,
    ),
    "worker_died": (("the worker process died on it twice", "工作进程两次在此退出", "工作行程兩次在此結束"), _ALONE),
    "worker_died_of": (
        (
            "the worker process died on it twice: {cause}",
            "工作进程两次在此退出：{cause}",
            "工作行程兩次在此結束：{cause}",
        ),
        _ALONE,
    ),
    "cluster_gone": (
        ("the Dask scheduler at {address} is gone", "{address} 的 Dask 调度器已断开", "{address} 的 Dask 排程器已斷開"),
        (
            "start it again and repeat the command: what is done is kept, the rest is compared",
            "请重新启动它，再执行一次本命令：已做的保留，其余接着比对",
            "請重新啟動它，再執行一次本命令：已做的保留，其餘接著比對",
        ),
    ),
    "cluster_address": (
        (
            "{address} is not the address of a Dask scheduler",
            "{address} 不是 Dask 调度器的地址",
            "{address} 不是 Dask 排程器的位址",
        ),
        ("an address looks like tcp://host:8786", "地址的写法如 tcp://host:8786", "位址的寫法如 tcp://host:8786"),
    ),
    "cluster_idle": (
        ("the cluster at {address} has no workers", "{address} 的集群没有工作进程", "{address} 的叢集沒有工作行程"),
        (
            "start some with `dask worker {address}`, see docs/batch.md",
            "请用 `dask worker {address}` 启动，见 docs/batch.md",
            "請用 `dask worker {address}` 啟動，見 docs/batch.md",
        ),
    ),
    "cluster_extra": (
        (
            "--cluster needs Dask, which is not installed",
            "--cluster 需要 Dask，而 Dask 尚未安装",
            "--cluster 需要 Dask，而 Dask 尚未安裝",
        ),
        (
            "install it: `pip install 'policydiff[cluster]'`",
            "请安装：`pip install 'policydiff[cluster]'`",
            "請安裝：`pip install 'policydiff[cluster]'`",
        ),
    ),
    "cluster_silent": (
        (
            "no Dask scheduler answers at {address}: {error:note}",
            "{address} 没有 Dask 调度器应答：{error:note}",
            "{address} 沒有 Dask 排程器回應：{error:note}",
        ),
        (
            "start one with `dask scheduler`, see docs/batch.md",
            "请用 `dask scheduler` 启动，见 docs/batch.md",
            "請用 `dask scheduler` 啟動，見 docs/batch.md",
        ),
    ),
    # decisions
    "decisions_unreadable": (
        (
            "cannot read the decisions in {file}: {reason:note}",
            "无法读取 {file} 中的处理意见：{reason:note}",
            "無法讀取 {file} 中的處理意見：{reason:note}",
        ),
        ("check the path that follows --decisions", "请检查 --decisions 之后的路径", "請檢查 --decisions 之後的路徑"),
    ),
    "decisions_no_table": (
        ("{file} is no table: {error:note}", "{file} 不是表格：{error:note}", "{file} 不是表格：{error:note}"),
        DECISIONS,
    ),
    "decisions_none": (
        (
            "{file} holds no decisions: {error:note}",
            "{file} 中没有处理意见：{error:note}",
            "{file} 中沒有處理意見：{error:note}",
        ),
        DECISIONS,
    ),
    "decisions_schema": (
        (
            "{file} says it is {schema}, not {wanted}",
            "{file} 自称 {schema}，不是 {wanted}",
            "{file} 自稱 {schema}，不是 {wanted}",
        ),
        DECISIONS,
    ),
    "decisions_unnamed": (
        (
            "{file} holds no decisions: it has no list called decisions",
            "{file} 中没有处理意见：没有名为 decisions 的一项",
            "{file} 中沒有處理意見：沒有名為 decisions 的一項",
        ),
        DECISIONS,
    ),
    "decisions_workbook": (
        (
            "{file} is not a readable workbook: {error:note}",
            "{file} 不是可读的工作簿：{error:note}",
            "{file} 不是可讀的活頁簿：{error:note}",
        ),
        DECISIONS,
    ),
    "decisions_columns": (
        (
            "{file} holds no decisions: no row names the columns id and decision (编号, 处理)",
            "{file} 中没有处理意见：没有一行写有“编号”和“处理”两栏",
            "{file} 中沒有處理意見：沒有一列寫有「編號」和「處理」兩欄",
        ),
        DECISIONS,
    ),
    "decision_unknown": (
        (
            "{file}, row {row}: {said} is not a decision",
            "{file} 第 {row} 行：{said} 不是处理意见",
            "{file} 第 {row} 列：{said} 不是處理意見",
        ),
        (
            "write change, keep or query (改, 不改, 存疑), or leave the cell empty",
            "请填“改”“不改”或“存疑”，或留空",
            "請填「改」「不改」或「存疑」，或留空",
        ),
    ),
    "decision_without_id": (
        (
            "{file}, row {row}: a decision without the id of its place",
            "{file} 第 {row} 行：有处理意见而没有编号",
            "{file} 第 {row} 列：有處理意見而沒有編號",
        ),
        (
            "write the table anew and copy the decision into it, or empty the row",
            "请重新生成勘误表，把处理意见抄入；或清空该行",
            "請重新產生勘誤表，把處理意見抄入；或清空該列",
        ),
    ),
    "decision_of_nothing": (
        ("a decision without the id of its place", "有处理意见而没有编号", "有處理意見而沒有編號"),
        _ONE_DECISION,
    ),
    "decision_twice": (
        ("{name} is decided twice, {a} and {b}", "{name} 有两条处理意见：{a}、{b}", "{name} 有兩條處理意見：{a}、{b}"),
        _ONE_DECISION,
    ),
    # the copies of a collation
    "collation_of_one": (
        ("a collation needs at least two copies", "汇校至少要两本", "彙校至少要兩本"),
        (
            "name two or more files; `policydiff inspect` reads one",
            "请给两个以上的文件；只看一本用 `policydiff inspect`",
            "請給兩個以上的檔案；只看一本用 `policydiff inspect`",
        ),
    ),
    "base_no_copy": (
        ("the base {base} is not one of the copies", "底本 {base} 不在所给各本之中", "底本 {base} 不在所給各本之中"),
        (
            "give --base exactly as one of the files is named",
            "--base 的写法须与所给文件之一完全相同",
            "--base 的寫法須與所給檔案之一完全相同",
        ),
    ),
}
