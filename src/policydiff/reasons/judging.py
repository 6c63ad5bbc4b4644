# SPDX-License-Identifier: Apache-2.0
"""Sentences of the rules that judge two readings of one place, where the kind alone does not say enough."""

JUDGING: dict[str, tuple[str, str, str]] = {
    "no_one_rule": (
        "the wording differs and no one rule explains it",
        "文字不同，没有一条规则足以解释",
        "文字不同，沒有一條規則足以解釋",
    ),
    "over_budget": (
        "the texts differ too much to be compared character by character within the work budget",
        "两处文字相差过大，超出工作限额，未逐字比对",
        "兩處文字相差過大，超出工作限額，未逐字比對",
    ),
    "only_a_mark": (
        "one copy has only a mark in place of this unit",
        "一本在此处只有删减标记，没有这一段",
        "一本在此處只有刪減標記，沒有這一段",
    ),
    "recognized_unsure": (
        "recognition of the scan is {sure} % sure of this place",
        "扫描件此处识别把握为 {sure}%",
        "掃描件此處識別把握為 {sure}%",
    ),
    "recognized_twice": (
        "the scan was read as {first} and, looked at again, as {second}",
        "扫描件初读为 {first}，放大再读为 {second}",
        "掃描件初讀為 {first}，放大再讀為 {second}",
    ),
    "layer_differs": (
        "the file's text layer has {first}, and its picture reads {second}",
        "文件的文字层作“{first}”，其图像读作“{second}”",
        "檔案的文字層作「{first}」，其影像讀作「{second}」",
    ),
    "recognized_shape": (
        "both readings have one shape, which recognition of a scan cannot tell apart",
        "两处文字字形相近，识别扫描件时难以分辨",
        "兩處文字字形相近，識別掃描件時難以分辨",
    ),
    "recognized_marks": (
        "recognition of a scan may have passed over these marks",
        "识别扫描件时可能漏认此处符号",
        "識別掃描件時可能漏認此處符號",
    ),
    "recognized_space": (
        "white space, which a scan does not surely show, makes two units of one here",
        "此处两项与一项之别只在空白，扫描件上不一定看得出",
        "此處兩項與一項之別只在空白，掃描件上不一定看得出",
    ),
    "recognized_gap": (
        "the scan shows something here that was not read",
        "扫描件此处尚有未能识别的内容",
        "掃描件此處尚有未能識別的內容",
    ),
    "item_alone": ("this item stands in one copy alone", "这一项仅见于一本", "這一項僅見於一本"),
    "item_moved": (
        "the same item stands elsewhere in its unit: {from} here, {to} there",
        "文字相同的一项在段内移动：{from} → {to}",
        "文字相同的一項在段內移動：{from} → {to}",
    ),
    "in_item_moved": (
        "inside the item that moved, {from} here and {to} there",
        "在移动的一项之内：{from} → {to}",
        "在移動的一項之內：{from} → {to}",
    ),
    "moved_run": (
        "the same section stands at another place in the order, with {count:unit|units} in it",
        "同一部分连同其中 {count} 个单元整体移动",
        "同一部分連同其中 {count} 個單元整體移動",
    ),
    "renumbered_run": (
        "the same units or items under other numbers: {from} become {to}",
        "文字相同，编号不同：{from} 顺次改为 {to}",
        "文字相同，編號不同：{from} 順次改為 {to}",
    ),
    "in_renumbered_run": (
        "its number moved along with the others of {from} → {to}, which is told once",
        "编号随 {from} 顺次改为 {to}，只在首处说明一次",
        "編號隨 {from} 順次改為 {to}，只在首處說明一次",
    ),
    "labels_lost_run": (
        "the numbers {labels} are missing in one copy",
        "一组编号 {labels} 在一本中丢失",
        "一組編號 {labels} 在一本中丟失",
    ),
    "in_labels_lost_run": (
        "its number is missing like the others of {labels}, which is told once",
        "编号与 {labels} 各号一同丢失，只在首处说明一次",
        "編號與 {labels} 各號一同丟失，只在首處說明一次",
    ),
    "column_run": (
        "the column {column} stands in one copy alone, with {count:cell|cells}",
        "「{column}」整列仅见于一本，共 {count} 格",
        "「{column}」整欄僅見於一本，共 {count} 格",
    ),
    "in_column_run": (
        "a cell of the column {column}, which stands in one copy alone and is told once",
        "「{column}」列仅见于一本，只在首处说明一次",
        "「{column}」欄僅見於一本，只在首處說明一次",
    ),
    "table_form_run": (
        "a table in one copy, sentences in the other; what the cells say is compared word by word",
        "一本用表格，一本用行文；各格内容逐字比对",
        "一本用表格，一本用行文；各格內容逐字比對",
    ),
    "in_table_form_run": (
        "the other form of the same table, which is told once",
        "同一表格改作行文，只在首处说明一次",
        "同一表格改作行文，只在首處說明一次",
    ),
    "heading_alone": (
        "this unit's number and words stand in one copy alone",
        "这一段的编号和文字仅见于一本",
        "這一段的編號和文字僅見於一本",
    ),
    "merged_labels": (
        "{many} of one copy are one unit of the other: {one}",
        "一本的 {many} 在另一本为一段：{one}",
        "一本的 {many} 在另一本為一段：{one}",
    ),
    "label_mark": (
        "the mark after the number is none that labels have",
        "编号后的符号不是编号通用的符号",
        "編號後的符號不是編號通用的符號",
    ),
    "part_alone": (
        "this part of the notice stands in one copy alone",
        "公文的这一部分仅见于一本",
        "公文的這一部分僅見於一本",
    ),
    "units_in_another_order": (
        "the same units in charge in another order: which of them comes first may say who leads",
        "责任单位相同，先后次序不同：列第一位者往往为牵头单位",
        "責任單位相同，先後次序不同：列第一位者往往為牽頭單位",
    ),
    "in_charge": (
        "the sentence puts another body in charge, or one in another role",
        "句中负责的单位或其职责不同",
        "句中負責的單位或其職責不同",
    ),
    "page_line": (
        "a line of the page around the notice, by the closed list of page furniture",
        "公文以外的页面文字，见页面文字清单",
        "公文以外的頁面文字，見頁面文字清單",
    ),
    "page_shown": (
        "a line of the page around the notice: the other copy's own markup shows it to be the site's",
        "公文以外的页面文字：另一本的网页标记表明属于网站",
        "公文以外的頁面文字：另一本的網頁標記表明屬於網站",
    ),
    "page_parts": (
        "the site's own parts around the notice differ: {n:character stands|characters stand} in one copy alone",
        "公文周围的网站栏目不同：{n} 个字符仅见于一本",
        "公文周圍的網站欄目不同：{n} 個字元僅見於一本",
    ),
    "page_number": ("a page number between the lines of the notice", "正文行间的页码", "正文行間的頁碼"),
    "running_head": (
        "a running head or foot of the page between the lines of the notice",
        "正文行间的页眉或页脚",
        "正文行間的頁首或頁尾",
    ),
    "sheet": ("the name of a sheet between the lines of the notice", "正文行间的工作表名称", "正文行間的工作表名稱"),
    "begins_late": (
        "this copy begins here, the other has more before",
        "此本由此开始，另一本前面还有文字",
        "此本由此開始，另一本前面還有文字",
    ),
    "whitespace_form": ("white space in another form", "空白的另一种形式", "空白的另一種形式"),
    "compatibility_code_point": (
        "a compatibility code point of the same character",
        "同一个字的兼容码位",
        "同一個字的相容碼位",
    ),
    "mark_length": ("the same mark in another width or length", "同一符号，宽度或长短不同", "同一符號，寬度或長短不同"),
    "quote_marks": (
        "the same quotation in marks of another national form",
        "同一引文，引号样式不同",
        "同一引文，引號樣式不同",
    ),
    "zero_in_digits": (
        "the same zero in a string of Han digits",
        "汉字数字串中零的不同写法",
        "漢字數字串中零的不同寫法",
    ),
    "hidden_quoted": (
        "text that the source hides from readers: {text}",
        "读者看不见的文字：{text}",
        "讀者看不見的文字：{text}",
    ),
    "hidden_noted": (
        "text that the source hides from readers: {text} ({note:note})",
        "读者看不见的文字：{text}（{note:note}）",
        "讀者看不見的文字：{text}（{note:note}）",
    ),
    "outside_quoted": (
        "text outside the running text, which the other copy is not shown to have: {text} ({what:note})",
        "正文之外的文字，未见另一本有相同者：{text}（{what:note}）",
        "正文之外的文字，未見另一本有相同者：{text}（{what:note}）",
    ),
    "struck_quoted": (
        "text with a line through it, which the other copy shows without: {text}",
        "加了删除线的文字，另一本没有此线：{text}",
        "加了刪除線的文字，另一本沒有此線：{text}",
    ),
    "unread_here": (
        "something that was not read stands here: {what:note}",
        "此处有未能读取的内容：{what:note}",
        "此處有未能讀取的內容：{what:note}",
    ),
    "lost_in_both": (
        "characters that both copies have lost stand here (U+FFFD): what the notice says was not compared",
        "两本此处的字符均已丢失（U+FFFD），原文未经比对",
        "兩本此處的字元均已丟失（U+FFFD），原文未經比對",
    ),
    "in_tracked_deletion": (
        "it stands in a tracked deletion of the copy that lacks it",
        "缺少该文字的一本是以修订方式删去它的",
        "缺少該文字的一本是以修訂方式刪去它的",
    ),
    "in_tracked_insertion": (
        "it stands in a tracked insertion of the copy that has it",
        "有该文字的一本是以修订方式插入它的",
        "有該文字的一本是以修訂方式插入它的",
    ),
    "in_listed_term": ("it lies in a listed term", "位于所列词语之内", "位於所列詞語之內"),
    "trace_marked": ("the copy says that text was cut here", "该本注明此处有删减", "該本註明此處有刪減"),
    "trace_gap": ("its number is missing from the copy", "该本的编号在此缺号", "該本的編號在此缺號"),
    "trace_renumbered": (
        "the units after it were renumbered, so that no trace is left",
        "其后各段已重新编号，不留痕迹",
        "其後各段已重新編號，不留痕跡",
    ),
}
