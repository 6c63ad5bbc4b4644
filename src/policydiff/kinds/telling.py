# SPDX-License-Identifier: Apache-2.0
"""Kinds that tell against equality though the wording is the same: structure, review, integrity."""

from policydiff.kinds.facts import KindFacts
from policydiff.model import Kind

TELLING: dict[Kind, KindFacts] = {
    "moved": KindFacts(
        "structure",
        "normal",
        label=("moved", "移动", "移動"),
        rule=("the same unit stands at another place in the order", "文字相同，位置不同", "文字相同，位置不同"),
        what="A unit with the same wording stands elsewhere.",
        example="task 12 after task 15",
        do="Follow the link between both places in the report.",
    ),
    "renumbered": KindFacts(
        "structure",
        "normal",
        label=("renumbered", "改号", "改號"),
        rule=("the same unit under another number", "文字相同，编号不同", "文字相同，編號不同"),
        what="A unit with the same wording has another number.",
        example="13. → 12.",
        do="Look for a unit that was added or removed before it.",
    ),
    "column_moved": KindFacts(
        "structure",
        "normal",
        label=("column moved", "列移动", "欄移動"),
        rule=("the column stands at another place in the table", "该列在表中换了位置", "該欄在表中換了位置"),
        what="A column of a table stands at another place among the others; its cells are compared all the same.",
        example="序号 任务 单位 → 序号 单位 任务",
        do="See whether anything cites the column by its place.",
    ),
    "table_form": KindFacts(
        "structure",
        "low",
        label=("table or sentence", "表格与行文", "表格與行文"),
        rule=("a table in one copy, sentences in the other", "一本用表格，一本用行文", "一本用表格，一本用行文"),
        what=(
            "One copy says in the cells of a table what the other says in sentences: the header of a table, or the"
            " words and marks that a sentence has between what the cells hold."
        ),
        example="改造老旧小区 | 市住房城乡建设局 → 改造老旧小区（牵头单位：市住房城乡建设局）",
        do="Look whether the form matters; what the cells hold is compared word by word.",
    ),
    "split": KindFacts(
        "structure",
        "normal",
        label=("split", "拆分", "拆分"),
        rule=("a break stands before this unit where the other copy runs on", "一段拆成数段", "一段拆成數段"),
        what="One unit of copy A is several in copy B.",
        example="a line break was put into task 5",
        do="See whether the break makes two duties of one.",
        mirror="merged",
    ),
    "merged": KindFacts(
        "structure",
        "normal",
        label=("merged", "合并", "合併"),
        rule=("the break before this unit is lost: it runs on from the one before", "数段并成一段", "數段併成一段"),
        what="Several units of copy A are one in copy B: the break before a label is lost, or the label with it.",
        example="……。5.加快 in one line",
        do="Restore the line break and the number.",
        mirror="split",
    ),
    "labels_lost": KindFacts(
        "structure",
        "normal",
        label=("labels lost", "编号丢失", "編號丟失"),
        rule=("the number of this unit is missing in one copy", "一组编号全部丢失", "一組編號全部丟失"),
        what="The numbers of a whole list are gone; reported once for the list.",
        example="1. 2. 3. → nothing",
        do="Restore the numbers: citations need them. Lists made by a word processor lose them on export.",
    ),
    "ambiguous_script": KindFacts(
        "review",
        "normal",
        label=("ambiguous script", "简繁两可", "簡繁兩可"),
        rule=("both forms make a word here", "两种写法在此都成词", "兩種寫法在此都成詞"),
        what="The two characters are one in the other script, and both make a word here.",
        example="征 → 徵; 余 → 餘 in a name",
        do="Decide by the sense; in a name, by the person's own writing.",
    ),
    "vocabulary": KindFacts(
        "review",
        "normal",
        label=("regional vocabulary", "地区用语", "地區用語"),
        rule=("a word of another region", "另一地区的用语", "另一地區的用語"),
        what="A word of another region stands for the same thing.",
        example="软件 → 軟體",
        do="Decide whether the copy may speak its readers' vocabulary; a suppression rule can settle a word for good.",
    ),
    "numeral_style": KindFacts(
        "review",
        "low",
        label=("numeral style", "数字写法", "數字寫法"),
        rule=("the same date, amount or number, written in another way", "同一数值，写法不同", "同一數值，寫法不同"),
        what="The same date, amount or number, its unit included, is written in another way.",
        example="2023年1月30日 → 二〇二三年一月三十日; 1.5亿元 → 15000万元",
        do="Decide by the house style; profile `lenient` files it as format.",
    ),
    "unit_notation": KindFacts(
        "review",
        "low",
        label=("unit notation", "单位写法", "單位寫法"),
        rule=("the same unit of measure in another notation", "同一单位，写法不同", "同一單位，寫法不同"),
        what="The same unit of measure is written in another notation.",
        example="平方米 → ㎡; m² → m2",
        do="Decide by the house style; profile `lenient` files it as format.",
    ),
    "box_cross": KindFacts(
        "review",
        "low",
        label=("tick or cross", "打勾或打叉", "打勾或打叉"),
        rule=(
            "a box of a form has a tick in one copy and a cross in the other",
            "同一方框，一本打勾，一本打叉",
            "同一方框，一本打勾，一本打叉",
        ),
        what="A box of a form has a tick in one copy and a cross in the other.",
        example="☑ → ☒",
        do=(
            "Word draws ☒ for a ticked box; then it is the same. See whether the copy crosses out elsewhere what does"
            " not apply."
        ),
    ),
    "recognition": KindFacts(
        "review",
        "normal",
        label=("doubtful recognition", "识别存疑", "識別存疑"),
        rule=(
            "a difference that recognition of a scan cannot be sure of",
            "识别扫描件无把握的差异",
            "識別掃描件無把握的差異",
        ),
        what=(
            "A copy was recognized from a picture, and at this place the recognizer was not sure, read something else"
            " at a second look, or met characters of one shape. It may be its error or a real change."
        ),
        example="末完成 → 未完成",
        do="Look at the page: the place is given with its page and box.",
    ),
    "outside_text": KindFacts(
        "review",
        "normal",
        label=("text outside the running text", "正文之外的文字", "正文之外的文字"),
        rule=(
            "text that a person sees outside the running text",
            "正文之外可见的文字，另一本未见相同者",
            "正文之外可見的文字，另一本未見相同者",
        ),
        what=(
            "Text that a person sees outside the running text (a remark, a watermark, a chart's title), which the other"
            " copy is not shown to have."
        ),
        example="a watermark 内部资料 across the pages of one copy",
        do="Look at it in the file; decide whether it belongs to the notice.",
    ),
    "struck_text": KindFacts(
        "review",
        "normal",
        label=("struck text", "划线删去的文字", "劃線刪去的文字"),
        rule=("text that has a line through it in one copy alone", "仅一本加了删除线的文字", "僅一本加了刪除線的文字"),
        what="Text that has a line through it in one copy and none in the other: a reader takes it as crossed out.",
        example="16 stands struck through in a table of one copy",
        do="Look at it in the file, and decide whether the text is still of the notice.",
    ),
    "unread": KindFacts(
        "review",
        "normal",
        label=("not read", "未读取", "未讀取"),
        rule=("something that a person sees and that was not read", "可见而未能读取的内容", "可見而未能讀取的內容"),
        what="Something that a person sees and that could not be read, such as a large picture or an embedded object.",
        example="a table that stands in the file as a picture",
        do="Open the file and read it; save what it shows as text if it is to be compared.",
    ),
    "bidi_control": KindFacts(
        "integrity",
        "normal",
        label=("direction control", "方向控制符", "方向控制符"),
        rule=("a bidirectional control can change what is read or matched", "隐藏的方向控制符", "隱藏的方向控制符"),
        what="A control character changes the direction in which text is shown.",
        example="U+202E before 18",
        do="Remove it; Chinese official text has no use for it.",
    ),
    "tag_character": KindFacts(
        "integrity",
        "normal",
        label=("tag character", "标签字符", "標籤字元"),
        rule=(
            "hidden tag characters or variation selectors carry a payload nobody sees",
            "隐藏的标签字符",
            "隱藏的標籤字元",
        ),
        what="Tag characters or stray variation selectors: a payload nobody sees.",
        example="U+E0041 after 通知",
        do="Remove them and ask how they came in.",
    ),
    "hidden_text": KindFacts(
        "integrity",
        "normal",
        label=("hidden text", "隐藏文字", "隱藏文字"),
        rule=("text that the source hides from readers", "读者看不见的文字", "讀者看不見的文字"),
        what="Text that the source hides from its readers: white on white, size nought, display:none.",
        example="a hidden paragraph in a web page",
        do="Decide whether it belongs to the notice; a search finds it, a reader does not.",
    ),
    "hidden_in_token": KindFacts(
        "integrity",
        "normal",
        label=("hidden inside a token", "词中隐藏字符", "詞中隱藏字元"),
        rule=(
            "an invisible character stands inside a number or a Latin word",
            "数字或单词中夹有隐藏字符",
            "數字或單詞中夾有隱藏字元",
        ),
        what="An invisible character stands inside a number or a Latin word, so that a search for it fails.",
        example="2<U+200B>023",
        do="Remove it.",
    ),
    "private_use": KindFacts(
        "integrity",
        "normal",
        label=("private-use character", "私用区字符", "私用區字元"),
        rule=(
            "a private-use character: no standard says what it stands for",
            "没有公认含义的字符",
            "沒有公認含義的字元",
        ),
        what="A character without a public meaning: each font draws it as it likes.",
        example="U+E123 for a rare name",
        do="Replace it by the encoded character, if there is one.",
    ),
    "control_character": KindFacts(
        "integrity",
        "normal",
        label=("control character", "控制字符", "控制字元"),
        rule=("a control character that no notice holds", "公文不用的控制字符", "公文不用的控制字元"),
        what="A control character that no notice holds.",
        example="U+0007",
        do="Remove it.",
    ),
}
