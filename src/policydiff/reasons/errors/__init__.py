# SPDX-License-Identifier: Apache-2.0
"""What happened and what to do: the sentences of every error, by its key, in each language."""

from policydiff.reasons.errors.anchors import ANCHORS
from policydiff.reasons.errors.containers import CONTAINED
from policydiff.reasons.errors.files import SAVE, UNREAD
from policydiff.reasons.errors.helped import HELPED
from policydiff.reasons.errors.house import HOUSE
from policydiff.reasons.errors.many import DECISIONS, MANY
from policydiff.reasons.errors.printed import PRINTED
from policydiff.reasons.errors.proof import PROOF
from policydiff.reasons.errors.recording import RECORDING
from policydiff.reasons.errors.store import STORE
from policydiff.reasons.errors.usage import USAGE

Sentence = tuple[str, str, str]
ERRORS: dict[str, tuple[Sentence, Sentence]] = {
    **UNREAD,
    **PRINTED,
    **HELPED,
    **CONTAINED,
    **USAGE,
    **HOUSE,
    **MANY,
    **STORE,
    **RECORDING,
    **PROOF,
    **ANCHORS,
}
"""What happened, and what to do about it; both with the same places to fill."""
PLAIN: dict[str, Sentence] = {
    "at_line": ("line {line}", "第 {line} 行", "第 {line} 列"),
    "faults": ("{n:fault|faults}", "{n} 处有误", "{n} 處有誤"),
    "and_more": ("and {n} more", "另有 {n} 处", "另有 {n} 處"),
    "more_failed": (
        "{n:more pair has|more pairs have} no result; {file} says why",
        "另有 {n} 对没有结果，原因逐一载于 {file}",
        "另有 {n} 對沒有結果，原因逐一載於 {file}",
    ),
    "error_line": ("error[{code}]: {what}", "错误[{code}]：{what}", "錯誤[{code}]：{what}"),
    "problem_line": ("problem[{code}]: {what}", "问题[{code}]：{what}", "問題[{code}]：{what}"),
    "help_line": ("help: {what}", "办法：{what}", "辦法：{what}"),
    "is_link": (
        "{name} is a symbolic link; what is read is {target}",
        "{name} 是符号链接，实际读取的是 {target}",
        "{name} 是符號連結，實際讀取的是 {target}",
    ),
    "archive_from_here": ("{file}: from here on it could not be read", "{file}：此后未能读取", "{file}：此後未能讀取"),
    "ending_of_another": (
        "{path} is written as {form}, as --format says; its ending is that of {other}",
        "{path} 按 --format 写成 {form}，扩展名却是 {other} 的",
        "{path} 按 --format 寫成 {form}，副檔名卻是 {other} 的",
    ),
    "checks_of_nothing": (
        "checks says what became of decisions, and none are given: --decisions FILE",
        "checks（核红单）说明各处理意见的落实情况，但没有给出处理意见：--decisions 文件",
        "checks（核紅單）說明各處理意見的落實情況，但沒有給出處理意見：--decisions 檔案",
    ),
    "warning_line": ("warning: {what}", "注意：{what}", "注意：{what}"),
    "interrupted": ("interrupted", "已中断", "已中斷"),
    "config_in_force": (
        "{file} (SHA-256 {digest}) is in force: {what:note}",
        "{file}（SHA-256 {digest}）生效：{what:note}",
        "{file}（SHA-256 {digest}）生效：{what:note}",
    ),
    "meant_without_quotes": (
        "write the name without these quotation marks: {file}",
        "文件名不要带这种引号：{file}",
        "檔名不要帶這種引號：{file}",
    ),
    "meant_several": (
        "put a space between the names: {files}",
        "文件名之间请用空格：{files}",
        "檔名之間請用空格：{files}",
    ),
    "meant_near": ("did you mean {file}?", "是否指 {file}？", "是否指 {file}？"),
    "folder_absent": (
        "there is no folder {folder} either: look at the path",
        "文件夹 {folder} 也不存在，请检查路径",
        "資料夾 {folder} 也不存在，請檢查路徑",
    ),
    "name_in_folder": ("name a file in that folder: {file}", "请写出其中的文件名：{file}", "請寫出其中的檔名：{file}"),
    "options_follow": (
        "options stand behind the command: `policydiff compare a.txt b.txt {option} …` (`policydiff compare --help`)",
        "选项写在命令之后：`policydiff compare a.txt b.txt {option} …`（见 `policydiff compare --help`）",
        "選項寫在命令之後：`policydiff compare a.txt b.txt {option} …`（見 `policydiff compare --help`）",
    ),
    "output_wanted": (
        "say where the results are to go: `{command}`",
        "请说明结果写到哪里：`{command}`",
        "請說明結果寫到哪裡：`{command}`",
    ),
    "collation_too_many": ("more than {n:copy|copies}", "超过 {n} 本", "超過 {n} 本"),
    "collation_too_few": ("fewer than two copies could be read", "能读取的不足两本", "能讀取的不足兩本"),
    "archive_damage": ("{what:note}", "{what:note}", "{what:note}"),
    **SAVE,
    "fill_in_decisions": DECISIONS,
    "facts_at": ("{file}, line {line}", "{file} 第 {line} 行", "{file} 第 {line} 列"),
    "rule_number": ("{source}, rule {number}", "{source} 第 {number} 条规则", "{source} 第 {number} 條規則"),
}
"""What is said around errors: where, besides, and what is worth a word and no error."""

__all__ = ["ERRORS", "PLAIN"]
