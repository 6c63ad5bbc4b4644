# SPDX-License-Identifier: Apache-2.0
"""What happened and what to do: the sentences of every error, by its key, in each language."""

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
}
"""What happened, and what to do about it; both with the same places to fill."""
PLAIN: dict[str, Sentence] = {
    "at_line": ("line {line}", "第 {line} 行", "第 {line} 列"),
    "faults": ("{n} faults", "{n} 处有误", "{n} 處有誤"),
    "and_more": ("and {n} more", "另有 {n} 处", "另有 {n} 處"),
    "error_line": ("error[{code}]: {what}", "错误[{code}]：{what}", "錯誤[{code}]：{what}"),
    "help_line": ("help: {what}", "办法：{what}", "辦法：{what}"),
    "is_link": (
        "{name} is a symbolic link; what is read is {target}",
        "{name} 是符号链接，实际读取的是 {target}",
        "{name} 是符號連結，實際讀取的是 {target}",
    ),
    "archive_from_here": ("{file}: from here on it could not be read", "{file}：此后未能读取", "{file}：此後未能讀取"),
    "warning_line": ("warning: {what}", "注意：{what}", "注意：{what}"),
    "interrupted": ("interrupted", "已中断", "已中斷"),
    "config_in_force": (
        "{file} (SHA-256 {digest}) is in force: {what:note}",
        "{file}（SHA-256 {digest}）生效：{what:note}",
        "{file}（SHA-256 {digest}）生效：{what:note}",
    ),
    "collation_too_many": ("more than {n} copies", "超过 {n} 本", "超過 {n} 本"),
    "collation_too_few": ("fewer than two copies could be read", "能读取的不足两本", "能讀取的不足兩本"),
    "archive_damage": ("{what:note}", "{what:note}", "{what:note}"),
    **SAVE,
    "fill_in_decisions": DECISIONS,
    "facts_at": ("{file}, line {line}", "{file} 第 {line} 行", "{file} 第 {line} 列"),
    "rule_number": ("{source}, rule {number}", "{source} 第 {number} 条规则", "{source} 第 {number} 條規則"),
}
"""What is said around errors: where, besides, and what is worth a word and no error."""

__all__ = ["ERRORS", "PLAIN"]
