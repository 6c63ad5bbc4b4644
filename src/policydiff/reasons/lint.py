# SPDX-License-Identifier: Apache-2.0
"""Sentences of what lint finds wrong with one copy, conversion faults apart."""

LINT: dict[str, tuple[str, str, str]] = {
    "gloss_is_read": (
        "the gloss {reading} is no reading of the character before it: {base} is read {expected}",
        "注音“{reading}”不是前一字的读音：“{base}”读作 {expected}",
        "注音「{reading}」不是前一字的讀音：「{base}」讀作 {expected}",
    ),
    "gloss_is_none": (
        "the gloss {reading} is no reading of the character before it: {base} has no such reading",
        "注音“{reading}”不是前一字的读音：“{base}”没有这个读音",
        "注音「{reading}」不是前一字的讀音：「{base}」沒有這個讀音",
    ),
    "gloss_of_nothing": (
        "the gloss {reading} stands after no Chinese character",
        "注音“{reading}”之前没有汉字",
        "注音「{reading}」之前沒有漢字",
    ),
    "year_bracket": (
        "the year in a document number stands in 〔〕 (GB/T 9704-2012, 7.2.5)",
        "发文字号的年份应置于〔〕内（GB/T 9704-2012，7.2.5）",
        "發文字號的年份應置於〔〕內（GB/T 9704-2012，7.2.5）",
    ),
    "bracket_closes": (
        "the bracket closes in another width than it opened in",
        "括号前后全半角不一致",
        "括號前後全半形不一致",
    ),
    "lost_in_decoding": (
        "U+FFFD stands for characters that were lost in decoding",
        "U+FFFD 处的字符在解码时已丢失",
        "U+FFFD 處的字元在解碼時已丟失",
    ),
    "bidi_control_found": (
        "a control character that can turn the order of what is read",
        "可改变阅读顺序的控制字符",
        "可改變閱讀順序的控制字元",
    ),
    "tag_character_found": (
        "hidden tag characters or selectors carry something that nobody sees",
        "隐藏的标签字符或选择符带有看不见的内容",
        "隱藏的標籤字元或選擇符帶有看不見的內容",
    ),
    "hidden_in_token_found": (
        "an invisible character inside a number or a Latin word: no search finds it",
        "数字或单词中夹有看不见的字符，检索不到",
        "數字或單詞中夾有看不見的字元，檢索不到",
    ),
    "control_found": (
        "a control character that no notice holds and a terminal may act on: {codes}",
        "公文不用、终端可能执行的控制字符：{codes}",
        "公文不用、終端機可能執行的控制字元：{codes}",
    ),
    "private_code": (
        "a private code without a public meaning: {codes}",
        "没有公认含义的私用码：{codes}",
        "沒有公認含義的私用碼：{codes}",
    ),
    "nearly_term": ("nearly the listed term {term}", "与所列词语“{term}”相近", "與所列詞語「{term}」相近"),
}
