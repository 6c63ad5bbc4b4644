# SPDX-License-Identifier: Apache-2.0
"""Sentences on a copy by itself, on how two copies are related, and on what became of a decision."""

COPIES: dict[str, tuple[str, str, str]] = {
    "shared_only": (
        "only {percent} of the shorter text stands in units that answer to each other",
        "较短一本只有 {percent} 的文字在彼此对应的段落中",
        "較短一本只有 {percent} 的文字在彼此對應的段落中",
    ),
    "title_only": (
        "one title, but only {percent} of the shorter text stands in units that answer to each other",
        "标题相同，但较短一本只有 {percent} 的文字在彼此对应的段落中",
        "標題相同，但較短一本只有 {percent} 的文字在彼此對應的段落中",
    ),
    "bare_heading": ("ends at a bare heading: {heading}", "止于空标题：{heading}", "止於空標題：{heading}"),
    "mid_sentence": ("ends in mid-sentence: …{text}", "句未完而止：…{text}", "句未完而止：…{text}"),
    "late_start": ("numbering starts at {label}", "编号从 {label} 开始", "編號從 {label} 開始"),
    "gap_one": (
        "gap in the numbering: a number is missing before {label}",
        "编号有缺：{label} 之前缺 1 号",
        "編號有缺：{label} 之前缺 1 號",
    ),
    "gap_other": (
        "gap in the numbering: {n} numbers are missing before {label}",
        "编号有缺：{label} 之前缺 {n} 号",
        "編號有缺：{label} 之前缺 {n} 號",
    ),
    "attachments_absent": (
        "attachments named but absent: {n} of {total}",
        "列名的附件未见：{total} 件中缺 {n} 件",
        "列名的附件未見：{total} 件中缺 {n} 件",
    ),
    "attachment_absent": (
        "an attachment is referred to but absent: {mention}",
        "提到附件而未见：{mention}",
        "提到附件而未見：{mention}",
    ),
    "text_outside": (
        "text outside the running text: {what:note}",
        "正文之外另有文字：{what:note}",
        "正文之外另有文字：{what:note}",
    ),
    "text_outside_more": (
        "text outside the running text: {what:note} and {more} more",
        "正文之外另有文字：{what:note}，另有 {more} 种",
        "正文之外另有文字：{what:note}，另有 {more} 種",
    ),
    "not_read": ("not read: {what:note}", "未读取：{what:note}", "未讀取：{what:note}"),
    "not_read_more": (
        "not read: {what:note} and {more} more",
        "未读取：{what:note}，另有 {more} 种",
        "未讀取：{what:note}，另有 {more} 種",
    ),
    "shared_text": (
        "{percent} of the shorter text stands in units that answer to each other",
        "较短一本 {percent} 的文字在彼此对应的段落中",
        "較短一本 {percent} 的文字在彼此對應的段落中",
    ),
    "two_years": (
        "one title under two years: {titles}",
        "同一标题，年份不同：{titles}",
        "同一標題，年份不同：{titles}",
    ),
    "forwards": ("one notice forwards the other: {title}", "一件转发另一件：{title}", "一件轉發另一件：{title}"),
    "gone": (
        "nothing in this comparison has this id: the place is gone, or its words have changed",
        "本次比对中没有这个编号：该处已不在，或文字已变",
        "本次比對中沒有這個編號：該處已不在，或文字已變",
    ),
    "lost": (
        "the words around this place are gone, so that nothing can say whether it was corrected",
        "该处前后文字已不在，无从核对是否改正",
        "該處前後文字已不在，無從核對是否改正",
    ),
    "place_not_found": ("the place is not found again in the copy", "在该本中找不到原处", "在該本中找不到原處"),
    "of_the_other_copy": ("the other copy is to be corrected here", "此处应改另一本", "此處應改另一本"),
    "moved_by_hand": (
        "a unit is moved, split or joined by a person, not by a program",
        "移动、拆分、合并段落须由人改",
        "移動、拆分、合併段落須由人改",
    ),
    "nothing_to_write": ("no reading is known to write here", "此处没有可写入的文字", "此處沒有可寫入的文字"),
    "dress_uncertain": (
        "{text}: how this copy writes {doubtful} is not certain",
        "{text}：该本如何写{doubtful}字，不能确定",
        "{text}：該本如何寫{doubtful}字，不能確定",
    ),
    "within_another_change": (
        "this place lies within another change",
        "此处已在另一处改动之内",
        "此處已在另一處改動之內",
    ),
    "would_be_a_fault": (
        "{text} would be a conversion fault in this copy",
        "{text}在该本中会成为转换错字",
        "{text}在該本中會成為轉換錯字",
    ),
    "place_not_certain": (
        "where {text} stands in the file is not certain, or its encoding lacks a character",
        "{text}在文件中的位置不能确定，或其编码缺字",
        "{text}在檔案中的位置不能確定，或其編碼缺字",
    ),
    "asks_a_person": (
        "which reading is right here is for a person to say",
        "此处何者为是，须由人判断",
        "此處何者為是，須由人判斷",
    ),
    "no_place_in_document": (
        "{text} cannot be written here: a field, a control, a ruby or the frame of a table has this place",
        "{text}无法写入此处：该处属于域、控件、注音或表格框架",
        "{text}無法寫入此處：該處屬於功能變數、控制項、注音或表格框架",
    ),
    "other_reads": ("the other copy, line {line}: {text}", "另一本第 {line} 行：{text}", "另一本第 {line} 行：{text}"),
    "other_copies": (
        "these decisions were made on other files, {a} and {b}; they are taken where the places are the same",
        "这些处理意见是就另外的文件（{a}、{b}）作出的；位置相同之处照用",
        "這些處理意見是就另外的文件（{a}、{b}）作出的；位置相同之處照用",
    ),
    "near_number": ("document number {a} / {b}", "发文字号 {a} / {b}", "發文字號 {a} / {b}"),
    "near_year": ("year {a} / {b}", "年份 {a} / {b}", "年份 {a} / {b}"),
    "near_date": ("date {a} / {b}", "日期 {a} / {b}", "日期 {a} / {b}"),
    "near_title": (
        "one title, but only {percent} of the shorter text stands in the longer",
        "标题相同，但较短一件只有 {percent} 的文字见于较长一件",
        "標題相同，但較短一件只有 {percent} 的文字見於較長一件",
    ),
    "near_inside": (
        "{percent} of the shorter text stands in the longer",
        "较短一件 {percent} 的文字见于较长一件",
        "較短一件 {percent} 的文字見於較長一件",
    ),
    "near_common": ("{percent} of the text in common", "{percent} 的文字相同", "{percent} 的文字相同"),
    "two_editions": (
        "one title in two editions: {editions}",
        "同一标题的两个版本：{editions}",
        "同一標題的兩個版本：{editions}",
    ),
}
