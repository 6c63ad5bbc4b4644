# SPDX-License-Identifier: Apache-2.0
"""What readers write beside an event, a few English words and what identifies the thing, in the other languages.

A note is part of a result and proves that two copies have the same, so it stays English there; it is put into another
language where it is shown. What no row fits stays as it is."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from policydiff.reasons.system import SYSTEM

NOTES: dict[str, tuple[str, str]] = {
    # why something is not whole, and what a wrong reading was
    "of {}, {note}": ("{0}：{1}", "{0}：{1}"),
    "{} read as {}": ("{0} 误按 {1} 读取", "{0} 誤按 {1} 讀取"),
    "its last chunk is missing": ("缺最后一块", "缺最後一塊"),
    "its {} coding ends early or is damaged": ("其 {0} 编码提前结束或已损坏", "其 {0} 編碼提前結束或已損壞"),
    "its body has {} of {} bytes": ("内容应有 {1} 字节，只有 {0} 字节", "內容應有 {1} 位元組，只有 {0} 位元組"),
    "the server sent a part of it (status 206, {})": (
        "服务器只发送了一部分（状态 206，{0}）",
        "伺服器只發送了一部分（狀態 206，{0}）",
    ),
    "the archive has {} of its record's {} bytes": (
        "其记录应有 {1} 字节，存档中只有 {0} 字节",
        "其記錄應有 {1} 位元組，存檔中只有 {0} 位元組",
    ),
    "other records lie inside its record, whose length is wrong": (
        "其记录长度有误，其中夹有其他记录",
        "其記錄長度有誤，其中夾有其他記錄",
    ),
    "the archive says that it was cut off (WARC-Truncated: {})": (
        "存档注明其已截断（WARC-Truncated: {0}）",
        "存檔註明其已截斷（WARC-Truncated: {0}）",
    ),
    "its record is one segment of several": ("其记录只是若干分段之一", "其記錄只是若干分段之一"),
    "the archive ends inside the head of a record": ("存档在一条记录的头部中断", "存檔在一條記錄的頭部中斷"),
    "{} ends early or is damaged behind {} unfolded bytes": (
        "{0} 提前结束，或在解压 {1} 字节之后损坏",
        "{0} 提前結束，或在解壓 {1} 位元組之後損壞",
    ),
    # what stands beside the text
    "order of {} vertical lines, taken from the left {}": (
        "{0} 行竖排文字的次序，按自左至右读取 {1}",
        "{0} 行豎排文字的次序，按自左至右讀取 {1}",
    ),
    "order of {} vertical lines, taken from the right {}": (
        "{0} 行竖排文字的次序，按自右至左读取 {1}",
        "{0} 行豎排文字的次序，按自右至左讀取 {1}",
    ),
    "template page {}, which is missing": ("模板页 {0}，文件中没有", "模板頁 {0}，檔案中沒有"),
    "page {}, which is missing": ("页面 {0}，文件中没有", "頁面 {0}，檔案中沒有"),
    "{note} locked by a password {}": ("{0}，有密码保护 {1}", "{0}，有密碼保護 {1}"),
    "{note} that is missing": ("{0}（文件中没有）", "{0}（檔案中沒有）"),
    "{note} missing": ("{0}（文件中没有）", "{0}（檔案中沒有）"),
    "{note} which the package does not hold": ("{0}（包中没有）", "{0}（包中沒有）"),
    "{note} without content": ("{0}（无内容）", "{0}（無內容）"),
    "{note} that is not visible": ("不可见的{0}", "不可見的{0}"),
    "{note} (Outlook's own form) {}": ("{0}（Outlook 专有格式）{1}", "{0}（Outlook 專有格式）{1}"),
    "rest of {note}, cut off {}": ("{0}，余下部分已截断 {1}", "{0}，餘下部分已截斷 {1}"),
    "remark by {}": ("{0} 的批注", "{0} 的批註"),
    "remark of cell {}": ("单元格 {0} 的批注", "儲存格 {0} 的批註"),
    "remark of {note}": ("{0}的批注", "{0}的批註"),
    "remark": ("批注", "批註"),
    "something without readable text": ("没有可读文字的内容", "沒有可讀文字的內容"),
    "text whose place cannot be read": ("位置无法读取的文字", "位置無法讀取的文字"),
    "text in the colour of its background": ("与底色同色的文字", "與底色同色的文字"),
    "text-indent far outside": ("缩进到页面之外", "縮進到頁面之外"),
    "text": ("文字", "文字"),
    "turned text": ("转向的文字", "轉向的文字"),
    "turned": ("转向", "轉向"),
    "slanted text": ("倾斜的文字", "傾斜的文字"),
    "annotation": ("注释", "註釋"),
    "watermark": ("水印", "浮水印"),
    "stamp": ("图章", "圖章"),
    "signature": ("签名", "簽名"),
    "highlight": ("高亮标记", "高亮標記"),
    "struck out": ("删除线", "刪除線"),
    "line struck through text at {}": ("文字上的删除线，位置 {0}", "文字上的刪除線，位置 {0}"),
    "line": ("线条", "線條"),
    "link": ("链接", "連結"),
    "path": ("路径图形", "路徑圖形"),
    "shape": ("形状", "形狀"),
    "ink {}": ("墨迹 {0}", "墨跡 {0}"),
    "ink": ("墨迹", "墨跡"),
    "seal over text {}": ("盖在文字上的印章 {0}", "蓋在文字上的印章 {0}"),
    "seal {}": ("印章 {0}", "印章 {0}"),
    "picture of unknown size {}": ("大小不明的图片 {0}", "大小不明的圖片 {0}"),
    "picture of unknown size": ("大小不明的图片", "大小不明的圖片"),
    "picture in a page header": ("页眉中的图片", "頁首中的圖片"),
    "picture in cell {}: {}": ("单元格 {0} 中的图片：{1}", "儲存格 {0} 中的圖片：{1}"),
    "picture behind the cells {}": ("单元格背后的图片 {0}", "儲存格背後的圖片 {0}"),
    "picture where the text layer has {}": ("图像，文字层此处作“{0}”", "影像，文字層此處作「{0}」"),
    "picture whose place cannot be read {}": ("位置无法读取的图片 {0}", "位置無法讀取的圖片 {0}"),
    "picture {}": ("图片 {0}", "圖片 {0}"),
    "picture": ("图片", "圖片"),
    "drawing {}": ("图画 {0}", "圖畫 {0}"),
    "drawing": ("图画", "圖畫"),
    "{} drawn shapes on a page {}": ("一页上有 {0} 个绘制的图形 {1}", "一頁上有 {0} 個繪製的圖形 {1}"),
    "drawn shapes {}": ("绘制的图形 {0}", "繪製的圖形 {0}"),
    "{} glyphs without characters on a page {}": (
        "一页上有 {0} 个没有对应字符的字形 {1}",
        "一頁上有 {0} 個沒有對應字元的字形 {1}",
    ),
    "{} glyphs without characters {}": ("{0} 个没有对应字符的字形 {1}", "{0} 個沒有對應字元的字形 {1}"),
    "objects more than {} deep {}": ("嵌套超过 {0} 层的对象 {1}", "巢狀超過 {0} 層的物件 {1}"),
    "composite object {}, which {note}": ("复合对象 {0}，{1}", "複合物件 {0}，{1}"),
    "holds itself": ("包含其自身", "包含其自身"),
    "is not defined": ("未定义", "未定義"),
    "page without text {}": ("没有文字的页面 {0}", "沒有文字的頁面 {0}"),
    "damaged page {} of sha256:{}": ("损坏的第 {0} 页 sha256:{1}", "損壞的第 {0} 頁 sha256:{1}"),
    "attached file {} of sha256:{}": ("第 {0} 个附带文件 sha256:{1}", "第 {0} 個附帶文件 sha256:{1}"),
    "attached file {}": ("附带文件 {0}", "附帶文件 {0}"),
    "attachment {}": ("附件 {0}", "附件 {0}"),
    "file {}": ("文件 {0}", "文件 {0}"),
    "fill pattern": ("填充图案", "填充圖案"),
    "letters cut out": ("镂空文字", "鏤空文字"),
    "canvas {}": ("画布 {0}", "畫布 {0}"),
    "canvas": ("画布", "畫布"),
    "frame {}": ("框架 {0}", "框架 {0}"),
    "frame": ("框架", "框架"),
    "film {}": ("视频 {0}", "影片 {0}"),
    "meter": ("计量条", "計量條"),
    "progress": ("进度条", "進度條"),
    "slider": ("滑块", "滑桿"),
    "closed popover": ("未打开的弹出框", "未開啟的彈出框"),
    "shadow tree": ("影子树", "影子樹"),
    "generated text {}": ("样式生成的文字 {0}", "樣式生成的文字 {0}"),
    "generated counter {}": ("样式生成的编号 {0}", "樣式生成的編號 {0}"),
    "list number {} in the form {}": ("列表编号 {0}，格式 {1}", "列表編號 {0}，格式 {1}"),
    "list number {} in the style {} {}": ("列表编号 {0}，样式 {1} {2}", "列表編號 {0}，樣式 {1} {2}"),
    "order set by style: {}": ("样式规定的次序：{0}", "樣式規定的次序：{0}"),
    "part of the mail, {note} (sha256:{})": ("邮件的一部分，{0}（sha256:{1}）", "郵件的一部分，{0}（sha256:{1}）"),
    "it is encrypted": ("已加密", "已加密"),
    "its text lies inside a signature (S/MIME)": ("文字在 S/MIME 签名之内", "文字在 S/MIME 簽名之內"),
    "a part of the mail": ("邮件的一部分", "郵件的一部分"),
    "header of the mail": ("邮件头", "郵件頭"),
    "the mail": ("邮件", "郵件"),
    "the capture": ("网页存档", "網頁存檔"),
    "the saved page": ("保存的网页", "儲存的網頁"),
    "embedded document {}": ("嵌入的文档 {0}", "嵌入的文件 {0}"),
    "embedded object {}": ("嵌入的对象 {0}", "嵌入的物件 {0}"),
    "embedded {}": ("嵌入的 {0}", "嵌入的 {0}"),
    "subdocument {}": ("子文档 {0}", "子文件 {0}"),
    "date block {}": ("日期域 {0}", "日期域 {0}"),
    "number of a field {}": ("域编号 {0}", "域編號 {0}"),
    "field without an end": ("没有结尾的域", "沒有結尾的域"),
    "object object {}": ("对象 {0}", "物件 {0}"),
    "object {}": ("对象 {0}", "物件 {0}"),
    "object": ("对象", "物件"),
    "SmartArt without its data": ("缺少数据的 SmartArt", "缺少資料的 SmartArt"),
    "SmartArt {}": ("SmartArt {0}", "SmartArt {0}"),
    "SmartArt": ("SmartArt", "SmartArt"),
    "WordArt": ("艺术字", "藝術字"),
    "chart without its data": ("缺少数据的图表", "缺少資料的圖表"),
    "chart without a title": ("没有标题的图表", "沒有標題的圖表"),
    "chart {}": ("图表 {0}", "圖表 {0}"),
    "chart": ("图表", "圖表"),
    "ActiveX control {}": ("ActiveX 控件 {0}", "ActiveX 控件 {0}"),
    "form controls {}": ("表单控件 {0}", "表單控件 {0}"),
    "form control {}": ("表单控件 {0}", "表單控件 {0}"),
    "form control": ("表单控件", "表單控件"),
    "form in which cell {} shows {}": ("单元格 {0} 显示 {1} 的格式", "儲存格 {0} 顯示 {1} 的格式"),
    "drop-down list of {}, entry {}": ("{0} 的下拉列表，第 {1} 项", "{0} 的下拉列表，第 {1} 項"),
    "formula of cell {}, no kept value: {}": (
        "单元格 {0} 的公式，未保存结果：{1}",
        "儲存格 {0} 的公式，未儲存結果：{1}",
    ),
    "cell {}, which is filled with #: {}": ("单元格 {0}，显示为 #：{1}", "儲存格 {0}，顯示為 #：{1}"),
    "reading over cell {}": ("单元格 {0} 上方的注音", "儲存格 {0} 上方的注音"),
    "digits of cell {}": ("单元格 {0} 的全部数字", "儲存格 {0} 的全部數字"),
    "number format by condition {} in {}": ("条件格式中的数字格式 {0}，区域 {1}", "條件格式中的數字格式 {0}，區域 {1}"),
    "number format that shows nothing": ("不显示内容的数字格式", "不顯示內容的數字格式"),
    "merged into the cell above": ("并入上方单元格", "併入上方儲存格"),
    "cell under a merged one": ("被合并单元格遮住的单元格", "被合併儲存格遮住的儲存格"),
    "cell hidden by protection": ("因保护而隐藏的单元格", "因保護而隱藏的儲存格"),
    "hidden sheet {}": ("隐藏的工作表 {0}", "隱藏的工作表 {0}"),
    "hidden row": ("隐藏的行", "隱藏的行"),
    "hidden column": ("隐藏的列", "隱藏的列"),
    "hidden shape": ("隐藏的形状", "隱藏的形狀"),
    "hidden control": ("隐藏的控件", "隱藏的控件"),
    "hidden drawing": ("隐藏的图形", "隱藏的圖形"),
    "hidden section": ("隐藏的节", "隱藏的節"),
    "hidden-paragraph": ("隐藏的段落", "隱藏的段落"),
    "hidden-text": ("隐藏的文字", "隱藏的文字"),
    "hidden attribute": ("hidden 属性", "hidden 屬性"),
    "vanish, set by a style": ("样式规定的隐藏文字", "樣式規定的隱藏文字"),
    "vanish": ("隐藏文字", "隱藏文字"),
    "display none": ("不显示", "不顯示"),
    "size of a point or less": ("字号不超过一磅", "字號不超過一磅"),
    "white on white": ("白底白字", "白底白字"),
    "white": ("白色文字", "白色文字"),
    "transparent text": ("透明文字", "透明文字"),
    "transparent": ("透明", "透明"),
    "not drawn": ("未绘出", "未繪出"),
    "not visible": ("不可见", "不可見"),
    "too small": ("过小", "過小"),
    "outside the page": ("在页面之外", "在頁面之外"),
    "beside the page": ("在页面之外", "在頁面之外"),
    "beside the line": ("在行旁", "在行旁"),
    "closed dialog": ("未打开的对话框", "未開啟的對話框"),
    "placed far outside": ("置于页面之外", "置於頁面之外"),
    "box of size 0": ("大小为 0 的框", "大小為 0 的框"),
    "clipped away": ("已裁去", "已裁去"),
    "alt text": ("替代文字", "替代文字"),
    "description": ("说明文字", "說明文字"),
    "sheet header": ("工作表页眉", "工作表頁首"),
    "sheet footer": ("工作表页脚", "工作表頁尾"),
    "header": ("页眉", "頁首"),
    "footer": ("页脚", "頁尾"),
    "bread crumbs": ("当前位置导航", "當前位置導覽"),
    "site footer": ("网站页脚", "網站頁尾"),
    "list of links": ("链接列表", "連結清單"),
    "links to other pages": ("其他页面的链接", "其他頁面的連結"),
    "class {}": ("类名 {0}", "類名 {0}"),
    "role {}": ("角色 {0}", "角色 {0}"),
    "{note} picture {}": ("{0}图片 {1}", "{0}圖片 {1}"),
    "{note} drawing {}": ("{0}图画 {1}", "{0}圖畫 {1}"),
}
"""Words of a note with gaps for what it names, in the order of trying; `{note}` is a gap that is a note itself."""
_DEPTH = 3
"""Notes inside each other that are followed: the picture of a watermark that is missing."""
_GAP = re.compile(r"\{(?:note)?\}")
_QUOTED = re.compile(r"'[^'\n]+'(?:(?:, | / )'[^'\n]+')*")
_MARKS = ("“", "”", "「", "」")
_NAME = re.compile(r"-[!-~]+|[A-Z]|[\u4e00-\u9fff]+|.*[.…]{1,3}")
"""What needs no quotation marks in a sentence of Chinese: an option, a place of the command line."""


def _row(words: str) -> tuple[re.Pattern[str], tuple[bool, ...]]:
    """What finds a row's words in a note, and of each gap whether it is a note itself."""
    gaps = _GAP.findall(words)
    literal = map(re.escape, _GAP.split(words))
    return re.compile("(.+?)".join(literal), re.DOTALL), tuple(gap == "{note}" for gap in gaps)


@cache
def _rows() -> list[tuple[re.Pattern[str], tuple[bool, ...], tuple[str, str]]]:
    """The rows, made when a note is first asked for: English needs none. Words without a gap come first."""
    rows = [*NOTES.items(), *SYSTEM.items()]
    return [(*_row(words), said) for words, said in sorted(rows, key=lambda row: bool(_GAP.search(row[0])))]


def known(note: str) -> bool:
    """Whether a row fits a note."""
    return any(found.fullmatch(note) for found, _, _ in _rows())


def quoted(value: str, at: int) -> str:
    """What stands between straight quotes, one or several, with the marks of the language: 'a', 'b' is “a”、“b”."""
    if at == 0 or not value.startswith("'") or _QUOTED.fullmatch(value) is None:
        return value
    marks = "“{}”" if at == 1 else "「{}」"
    names = re.findall(r"'([^'\n]+)'", value)
    return "、".join(name if _NAME.fullmatch(name) else marks.format(name) for name in names)


def beside(sentence: str, shown: Mapping[str, str]) -> str:
    """A sentence of Chinese without the spaces that stand beside a gap for what has marks of its own at that end."""
    for name, value in shown.items():
        if value[:1] in _MARKS:
            sentence = sentence.replace(f" {{{name}}}", f"{{{name}}}")
        if value[-1:] in _MARKS:
            sentence = sentence.replace(f"{{{name}}} ", f"{{{name}}}")
    return sentence


@lru_cache(maxsize=4096)
def noted(note: str, at: int, depth: int = 0) -> str:
    """A note in the language with that place among LANGUAGES."""
    if at == 0 or depth >= _DEPTH:
        return note
    for words, inner, said in _rows():
        match = words.fullmatch(note)
        if match is not None:
            shown = [
                noted(gap, at, depth + 1) if is_note else quoted(gap, at)
                for gap, is_note in zip(match.groups(), inner, strict=True)
            ]
            return beside(said[at - 1], {str(n): value for n, value in enumerate(shown)}).format(*shown)
    return note
