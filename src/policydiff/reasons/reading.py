# SPDX-License-Identifier: Apache-2.0
"""Sentences of what readers could not do as they should, or met in a file."""

READING: dict[str, tuple[str, str, str]] = {
    "server_code": (
        "{n:block of server code was|blocks of server code were} passed over; the page was not saved from a browser",
        "略过 {n} 段服务器代码；此页不是从浏览器保存的",
        "略過 {n} 段伺服器程式碼；此頁不是從瀏覽器儲存的",
    ),
    "more_hidden_than_shown": (
        (
            "more text is hidden ({hidden:Han character|Han characters}) than shown ({seen}); a script may show it in a"
            " browser"
        ),
        "隐藏的文字（{hidden} 个汉字）多于显示的文字（{seen} 个）；浏览器中可能由脚本显示",
        "隱藏的文字（{hidden} 個漢字）多於顯示的文字（{seen} 個）；瀏覽器中可能由指令碼顯示",
    ),
    "prose_set_aside": (
        "{n:sentence stands|sentences stand} in what was set aside as the site's own",
        "作为网站栏目另列的部分中有 {n} 句话",
        "作為網站欄目另列的部分中有 {n} 句話",
    ),
    "page_without_text": (
        "the page has no text besides the site's own",
        "除网站栏目外，此页没有文字",
        "除網站欄目外，此頁沒有文字",
    ),
    "page_without_text_images": (
        "the page has no text besides the site's own; it has {n:image|images}",
        "除网站栏目外，此页没有文字；有图片 {n} 幅",
        "除網站欄目外，此頁沒有文字；有圖片 {n} 幅",
    ),
    "only_document": (
        "read {name}, the only document in the ZIP archive",
        "读取 ZIP 压缩包中唯一的文件：{name}",
        "讀取 ZIP 壓縮檔中唯一的文件：{name}",
    ),
    "only_document_beside": (
        "read {name}, the only document in the ZIP archive; beside it: {others}",
        "读取 ZIP 压缩包中唯一的文件：{name}；此外还有：{others}",
        "讀取 ZIP 壓縮檔中唯一的文件：{name}；此外還有：{others}",
    ),
    "latest_capture": (
        "read the capture of {time}, the latest of {n} of {url}; the others: {others:note}; FILE#TIME/URL names one",
        "所读为 {time} 所采，是 {url} 所存 {n} 件中最近的；其余：{others:note}；指定一件请写“文件#时间/网址”",
        "所讀為 {time} 所採，是 {url} 所存 {n} 件中最近的；其餘：{others:note}；指定一件請寫「檔案#時間/網址」",
    ),
    "mail_not_whole": (
        "{what:note} is not whole: it was cut off, or is damaged",
        "{what:note}不完整：已截断或损坏",
        "{what:note}不完整：已截斷或損壞",
    ),
    "digest_differs": (
        "the {name} digest that the archive states is not that of the stored bytes: the capture was changed or damaged",
        "网页存档所记的 {name} 摘要与所存字节不符：存档已被改动或损坏",
        "網頁存檔所記的 {name} 摘要與所存位元組不符：存檔已被改動或損壞",
    ),
    "capture_not_whole": (
        "the capture of {url} is not whole: {reason:note}",
        "{url} 的存档不完整：{reason:note}",
        "{url} 的存檔不完整：{reason:note}",
    ),
    "archive_not_whole": (
        "the web archive is not whole: {reason:note}",
        "网页存档不完整：{reason:note}",
        "網頁存檔不完整：{reason:note}",
    ),
    "places_outside_one": (
        "{n} place holds text outside the running text ({characters:character|characters}): {what:note}",
        "正文之外另有文字 {n} 处（{characters} 个字符）：{what:note}",
        "正文之外另有文字 {n} 處（{characters} 個字元）：{what:note}",
    ),
    "places_outside_other": (
        "{n} places hold text outside the running text ({characters:character|characters}): {what:note}",
        "正文之外另有文字 {n} 处（{characters} 个字符）：{what:note}",
        "正文之外另有文字 {n} 處（{characters} 個字元）：{what:note}",
    ),
    "places_outside_other_more": (
        (
            "{n} places hold text outside the running text ({characters:character|characters}): {what:note} and {more}"
            " more"
        ),
        "正文之外另有文字 {n} 处（{characters} 个字符）：{what:note}，另有 {more} 种",
        "正文之外另有文字 {n} 處（{characters} 個字元）：{what:note}，另有 {more} 種",
    ),
    "places_unread_one": (
        "{n} place holds something that was not read: {what:note}",
        "有 {n} 处内容未能读取：{what:note}",
        "有 {n} 處內容未能讀取：{what:note}",
    ),
    "places_unread_other": (
        "{n} places hold something that was not read: {what:note}",
        "有 {n} 处内容未能读取：{what:note}",
        "有 {n} 處內容未能讀取：{what:note}",
    ),
    "places_unread_other_more": (
        "{n} places hold something that was not read: {what:note} and {more} more",
        "有 {n} 处内容未能读取：{what:note}，另有 {more} 种",
        "有 {n} 處內容未能讀取：{what:note}，另有 {more} 種",
    ),
    "parts_missing": (
        "{n:part that the document names is|parts that the document names are} not in the package: {first}",
        "文件所列的 {n} 个部分不在包中：{first}",
        "檔案所列的 {n} 個部分不在包中：{first}",
    ),
    "numbers_unread": (
        "{n:number that places|numbers that place} text cannot be read; that text may stand at another place",
        "有 {n} 个定位数字无法读取；相应文字的位置可能有误",
        "有 {n} 個定位數字無法讀取；相應文字的位置可能有誤",
    ),
    "pages_without_text": (
        "no text on {n} of {total:page|pages}: {pages}",
        "{total} 页中有 {n} 页没有文字：{pages}",
        "{total} 頁中有 {n} 頁沒有文字：{pages}",
    ),
    "pages_without_han": (
        (
            "on {n} of {total:page|pages} no Chinese character was recognized: {pages}; writing of another script is"
            " not surely read"
        ),
        "{total} 页中有 {n} 页未识别出汉字：{pages}；其他文字的识别不可靠",
        "{total} 頁中有 {n} 頁未識別出漢字：{pages}；其他文字的識別不可靠",
    ),
    "glyphs_unmapped": (
        (
            "{n:glyph has no character in the file's fonts and is|glyphs have no character in the file's fonts and are}"
            " shown as U+FFFD"
        ),
        "文件字体中有 {n} 个字形没有对应字符，以 U+FFFD 显示",
        "檔案字型中有 {n} 個字形沒有對應字元，以 U+FFFD 顯示",
    ),
    "recognized_layer": (
        "the text layer is invisible, as recognition lays it under a scan; look-alike characters may be its errors",
        "文字层不可见，系识别软件置于扫描图像之下；形近字可能是识别错误",
        "文字層不可見，係辨識軟體置於掃描影像之下；形近字可能是辨識錯誤",
    ),
    "pages_recognized": (
        (
            "{n} of {total:page|pages} recognized from pictures; differences that recognition cannot be sure of are"
            " told as such"
        ),
        "{total} 页中有 {n} 页由图像识别而来；识别无把握的差异另行标明",
        "{total} 頁中有 {n} 頁由圖像識別而來；識別無把握的差異另行標明",
    ),
    "pictures_recognized": (
        (
            "{n} of {total:large picture|large pictures} beside the text recognized; what is written there is told as"
            " text outside the text"
        ),
        "正文之外的 {total} 幅大图中，{n} 幅已识别；其文字列为正文之外的文字",
        "正文之外的 {total} 幅大圖中，{n} 幅已識別；其文字列為正文之外的文字",
    ),
    "recognized_layer_checked": (
        (
            "the text layer is invisible, as recognition lays it under a scan; on {n} of {total:such page|such pages}"
            " it was checked against the picture, which reads otherwise in {places:place|places}"
        ),
        "文字层不可见，系识别软件置于扫描图像之下；此类 {total} 页中有 {n} 页已与图像核对，{places} 处读法不同",
        "文字層不可見，係辨識軟體置於掃描影像之下；此類 {total} 頁中有 {n} 頁已與影像核對，{places} 處讀法不同",
    ),
    "places_hidden": (
        "{n:place holds|places hold} text that a reader of the file does not see ({characters:character|characters})",
        "有 {n} 处文字，阅读文件者看不见（{characters} 个字符）",
        "有 {n} 處文字，閱讀檔案者看不見（{characters} 個字元）",
    ),
    "tracked_deletions": (
        "{n:tracked deletion stands|tracked deletions stand} in the file ({characters:character|characters})",
        "文件中有修订删除 {n} 处（{characters} 个字符）",
        "檔案中有修訂刪除 {n} 處（{characters} 個字元）",
    ),
    "tracked_insertions": (
        "{n:tracked insertion stands|tracked insertions stand} in the file ({characters:character|characters})",
        "文件中有修订插入 {n} 处（{characters} 个字符）",
        "檔案中有修訂插入 {n} 處（{characters} 個字元）",
    ),
    "tracked_moves": (
        "{n:tracked move stands|tracked moves stand} in the file ({characters:character|characters})",
        "文件中有修订移动 {n} 处（{characters} 个字符）",
        "檔案中有修訂移動 {n} 處（{characters} 個字元）",
    ),
    "document_without_text": (
        "the document has no text; it has {n:image|images}",
        "文件没有文字；有图片 {n} 幅",
        "文件沒有文字；有圖片 {n} 幅",
    ),
    "sheet_missing": ("the sheet {name} is not in the package", "工作表 {name} 不在包中", "工作表 {name} 不在包中"),
    "cells_without_text": (
        (
            "{n:cell names a text that the workbook does not hold and is|cells name a text that the workbook does not"
            " hold and are} shown as U+FFFD"
        ),
        "有 {n} 个单元格所引的文字不在工作簿中，以 U+FFFD 显示",
        "有 {n} 個儲存格所引的文字不在活頁簿中，以 U+FFFD 顯示",
    ),
    "label_unknown": (
        "the encoding label {label} is not known",
        "编码标记 {label} 无法识别",
        "編碼標記 {label} 無法辨識",
    ),
    "label_wrong": (
        "the label says {label}, the bytes are {encoding}",
        "编码标记为 {label}，字节实为 {encoding}",
        "編碼標記為 {label}，位元組實為 {encoding}",
    ),
    "encoding_uncertain": (
        "read as {encoding}, without certainty: too little text, or text unlike a notice",
        "按 {encoding} 读取，未能确定：文字过少，或不像公文",
        "按 {encoding} 讀取，未能確定：文字過少，或不像公文",
    ),
    "characters_lost": (
        "{n:character was|characters were} lost in an earlier conversion (U+FFFD)",
        "先前转换时丢失 {n} 个字符（U+FFFD）",
        "先前轉換時丟失 {n} 個字元（U+FFFD）",
    ),
    "question_marks": (
        "{n:question mark stands|question marks stand} where text was; it was saved in an encoding without Chinese",
        "原有文字处有 {n} 个问号；曾以不含中文的编码保存",
        "原有文字處有 {n} 個問號；曾以不含中文的編碼儲存",
    ),
    "misread_text": (
        "text that looks like {story:note} ({text}…)",
        "疑为误读的文字：{story:note}（{text}…）",
        "疑為誤讀的文字：{story:note}（{text}…）",
    ),
    "read_as_ascii": (
        "text that looks like {name} read as ASCII ({text}…)",
        "疑为按 ASCII 误读的 {name} 文字（{text}…）",
        "疑為按 ASCII 誤讀的 {name} 文字（{text}…）",
    ),
}
