# SPDX-License-Identifier: Apache-2.0
"""Errors of proofs: what happened and what to do, in each language."""

_AGAIN = ("compare the copies again", "请重新比对", "請重新比對")

Sentence = tuple[str, str, str]
PROOF: dict[str, tuple[Sentence, Sentence]] = {
    "own_changes": (
        ("{file} has tracked changes of its own", "{file} 本身带有修订", "{file} 本身帶有修訂"),
        (
            "accept or reject them first, so that they are not taken for those of the proof",
            "请先接受或拒绝这些修订，以免与核红的修订相混",
            "請先接受或拒絕這些修訂，以免與核紅的修訂相混",
        ),
    ),
    "protected": (
        ("{file} is protected against changes ({how})", "{file} 限制编辑（{how}）", "{file} 限制編輯（{how}）"),
        (
            "end the protection in the word processor (Review, Restrict Editing), or give a copy without it",
            "请在文字处理软件中停止保护（审阅、限制编辑），或另给一本",
            "請在文書處理軟體中停止保護（校閱、限制編輯），或另給一本",
        ),
    ),
    "changed_meanwhile": (
        (
            "{file} does not have the text that was compared: it was changed meanwhile",
            "{file} 不是所比对的文字：文件中途改过",
            "{file} 不是所比對的文字：檔案中途改過",
        ),
        _AGAIN,
    ),
    "no_text_to_change": (
        ("the document has no text of its own to change", "文档正文没有可改的文字", "文件正文沒有可改的文字"),
        ("give the copy as text", "请把该本存成文本再给出", "請把該本存成文字檔再給出"),
    ),
    "no_record": (
        ("{file} keeps no record of what was proposed in it", "{file} 中没有核红的记录", "{file} 中沒有核紅的記錄"),
        (
            "give a proof that `policydiff compare … -o proof.docx` wrote; a program may have left the record out",
            "请给出由 `policydiff compare … -o proof.docx` 写出的核红稿；有的软件保存时会丢掉这一记录",
            "請給出由 `policydiff compare … -o proof.docx` 寫出的核紅稿；有的軟體儲存時會丟掉這一記錄",
        ),
    ),
    "proof_options": (
        (
            "--proof-of, --author, --date and --no-errata are of a proof",
            "--proof-of、--author、--date 和 --no-errata 只用于核红稿",
            "--proof-of、--author、--date 和 --no-errata 只用於核紅稿",
        ),
        (
            "write one with -o FILE.docx, or leave them out",
            "请用 -o FILE.docx 写核红稿，或去掉这些选项",
            "請用 -o FILE.docx 寫核紅稿，或去掉這些選項",
        ),
    ),
    "no_date": (
        ("{what} is not a date", "{what} 不是日期", "{what} 不是日期"),
        (
            "write 2023-02-09 or 2023-02-09T10:30:00",
            "请写作 2023-02-09 或 2023-02-09T10:30:00",
            "請寫作 2023-02-09 或 2023-02-09T10:30:00",
        ),
    ),
    "written_over": (
        ("{file} is one of the copies", "{file} 就是所给的一本", "{file} 就是所給的一本"),
        ("give another file with -o", "请用 -o 另给一个文件", "請用 -o 另給一個檔案"),
    ),
}
