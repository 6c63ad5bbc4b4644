# SPDX-License-Identifier: Apache-2.0
"""The words by which a change in the wording is named: negations, modal words, bounds.

Collected from the notices and laws the tests' kinds were measured on. They name a kind and a severity,
never a class: a word that is missing here costs a name.
"""

from policydiff.vocabulary.dates import ANY_DATE
from policydiff.vocabulary.numerals import HAN_NUMERAL, HAN_ORDINAL
from policydiff.vocabulary.patterns import late_pattern
from policydiff.vocabulary.private_use import BASIC_PLANE
from policydiff.vocabulary.quantities import ANY_UNIT

POLARITY = late_pattern(r"不|未|非|无|没|勿|莫|免|禁止|严禁|暂缓|暂停|停止|取消|拒绝|否|毋|撤销|反对|除外")
MODALITY = late_pattern(
    r"应当|应该|应|必须|须|可以|可|能够|能|不得|得|鼓励|支持|允许|原则上|尽量|力争|争取|"
    r"全面|部分|一律|强制|自愿|需要|需|酌情|适当|坚决|逐步"
)
SURE_POLARITY = late_pattern(r"不[得能可应准宜予许再超少多低高足满早晚迟]|未[经按予能]|[无毋]须|无需|禁止|严禁|切勿")
"""Negations that are one wherever they stand, so that no word need be looked up."""
SURE_MODALITY = late_pattern(r"不得|不可|不应|不能|必须|应予|[均还仍]应")
"""Words of duty and leave that are one wherever they stand."""
MODAL_WORD = late_pattern(
    r"[不无必还均仍亦也只才方就都皆须]?(?:应当|应该|应|须|可以|可|能够|能|得|需要|需)[予由于以当该经按在依够要]?"
)
"""A word that is itself one of duty or leave."""
SPENT = late_pattern(
    "非常|非遗|没收|免疫|不动产|未成年人|无线|无缝|无比|无疑|无数|无人[机车]|不断|不仅|不但|不过|不管|不论|无论|不锈|不时|不久|不懈|否则|未来"
    "|可(?:再生|持续|行性|靠|视化|追溯|循环|回收|降解|燃|吸入|能性)|须知|得益|得力|功能|性能|职能|智能|节能|能[源力量效耗]"
)
"""Words in which a negation or a word of leave is spent: another word in the place of one says neither yes nor no."""
_OPPOSITES = (
    "增长 下降|增加 减少|提高 降低|上升 下降|上升 降低|上涨 下跌|扩大 缩小|上调 下调|"
    "上浮 下浮|上限 下限|收入 支出|顺差 逆差|盈利 亏损|同意 反对|允许 禁止|公开 保密|"
    "有偿 无偿|免费 收费|合法 非法|从严 从宽|加强 放松|收紧 放宽|准许 禁止|放开 关闭|"
    "恢复 暂停|开工 停工|复工 停工|纳入 移出|具备 缺乏|有效 无效|合格 不合格|线上 线下"
)
OPPOSITES = frozenset(frozenset(pair.split()) for pair in _OPPOSITES.split("|"))
"""Words that turn a sentence round when one stands for the other."""
LONGEST_OPPOSITE = 3
MEASURED = r"(?:增加|增长|增至|提高|提升|上升|上涨|扩大|降低|减少|下降|压减|压缩|压降|缩小|缩短|延长|减|增|降|升|翻)"
CHANGED_TO = late_pattern(rf"{MEASURED}$")
"""What stands before the word that tells by how much from to how much: 增加2倍, 增加到2倍."""
INCLUSIVE = late_pattern(r"\(?不?含(?:本数|本级)?\)?")
"""Whether the figure of a bound itself is within it: 5人以上(含5人)."""
CALENDAR = late_pattern(
    r"[上中下]旬|[上下]半[年月]|(?:年|月|季度|季|周|旬)[初中底末内](?!旬)|[本次当翌同]月|[本次当翌同][日年周]|[本次]季度|[上下]午|今年|明年|去年|今后"
    r"|(?:星期|周|礼拜)[一二三四五六日天末]"
)
"""Days and stretches of time that are counted from another: 下旬, 年底, 次月, 下午, 周三."""
BOUND = late_pattern(
    r"以上|以下|以内|以外|以前|以后|之前|之后|之内|之外|"
    r"不少于|不多于|不超过|不低于|不高于|不大于|不小于|不早于|不晚于|不迟于|不足|不满|未满|年满|"
    r"超过|低于|高于|少于|多于|大于|小于|早于|晚于|迟于|先于|至少|至多|至迟|最多|最少|最高|最低|最迟|最晚|最早|突破|达到|控制在|"
    r"(?P<before>约|近|逾|超|满|[<>≤≥])|(?P<behind>左右|上下|[前后内外起止余])"
)
"""Words that set a bound; `before` and `behind` do so beside a number alone."""
TITLE_MARK = late_pattern("[《》〈〉]")
NUMBER_AHEAD = late_pattern(rf"第?-?[0-9{HAN_NUMERAL}几数½]")
SCALES = frozenset({"十", "百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"})
ACCESS = late_pattern(r"公开发布|主动公开|依申请公开|社会公开|不予公开|此件")
ACCESS_STATEMENT = late_pattern(r"此件[^()。]{2,12}\)")
VALIDITY = late_pattern(r"有效|废止|失效|施行|生效")
NUMERAL = late_pattern(rf"[0-9²³¹½¼¾{HAN_NUMERAL}几]")
NUMBER = late_pattern(rf"[0-9{HAN_NUMERAL}.,%²³¹⁰⁴-⁹½¼¾‰ -]+")
CLASSIFIERS = frozenset("个位名家项件条种类")
"""Units that are counted one by one, so that each of them is each of the others: 每个, 每位."""
PER = late_pattern(rf"(?:{ANY_UNIT})/$")
"""A unit that is counted for each of another: 元/人."""
FIGURE = late_pattern(rf"[0-9][0-9,. ]*|[{HAN_NUMERAL}]+?(?=[万亿]|[^{HAN_NUMERAL}]|$)")
"""The figure of an amount, without its scale."""
BETWEEN_NAMES = late_pattern("[、,;]|和|及|与")
DATE = late_pattern(ANY_DATE)
DOC_NUMBER = late_pattern(
    rf"[\u4e00-\u9fff]{{1,12}}(?P<open>[(<]?)(?P<year>[0-9{HAN_ORDINAL}]{{4}})(?P<close>[)>]?)第?(?P<number>[0-9{HAN_ORDINAL}]{{1,6}})号"
)
"""国发(2022)18号"""
MARK = late_pattern(r"[^\w\s]+")
WRECK = late_pattern(rf"[\ufffd{BASIC_PLANE}?]|[\u00c0-\u024f]{{2}}|[\u0080-\u009f]")
