# SPDX-License-Identifier: Apache-2.0
"""The words by which a change in the wording is named: negations, modal words, bounds.

Collected from the notices and laws the tests' kinds were measured on. They name a kind and a severity,
never a class: a word that is missing here costs a name.
"""

import re

from policydiff.vocabulary.dates import ANY_DATE
from policydiff.vocabulary.numerals import HAN_NUMERAL, HAN_ORDINAL
from policydiff.vocabulary.private_use import BASIC_PLANE

POLARITY = re.compile(r"不|未|非|无|没|勿|莫|免|禁止|严禁|暂缓|暂停|停止|取消|拒绝|否|毋|撤销|反对|除外")
MODALITY = re.compile(
    r"应当|应该|应|必须|须|可以|可|能够|能|不得|得|鼓励|支持|允许|原则上|尽量|力争|争取|"
    r"全面|部分|一律|强制|自愿|需要|需|酌情|适当|坚决|逐步"
)
SURE_POLARITY = re.compile(r"不[得能可应准宜予许再超少多低高足满早晚迟]|未[经按予能]|[无毋]须|无需|禁止|严禁|切勿")
"""Negations that are one wherever they stand, so that no word need be looked up."""
SURE_MODALITY = re.compile(r"不得|不可|不应|不能|必须|应予|[均还仍]应")
"""Words of duty and leave that are one wherever they stand."""
MODAL_WORD = re.compile(
    r"[不无必还均仍亦也只才方就都皆须]?(?:应当|应该|应|须|可以|可|能够|能|得|需要|需)[予由于以当该经按在依够要]?"
)
"""A word that is itself one of duty or leave."""
BOUND = re.compile(
    r"以上|以下|以内|以外|以前|以后|之前|之后|之内|之外|"
    r"不少于|不多于|不超过|不低于|不高于|不大于|不小于|不早于|不晚于|不迟于|不足|不满|未满|年满|"
    r"超过|低于|高于|少于|多于|大于|小于|早于|晚于|迟于|先于|至少|至多|至迟|最多|最少|最高|最低|最迟|最晚|最早|突破|达到|控制在|"
    r"(?P<before>约|近|逾|超|满|[<>≤≥])|(?P<behind>左右|上下|[前后内外起止余])"
)
"""Words that set a bound; `before` and `behind` do so beside a number alone."""
TITLE_MARK = re.compile("[《》〈〉]")
NUMBER_AHEAD = re.compile(rf"第?-?[0-9{HAN_NUMERAL}几数½]")
SCALES = frozenset({"十", "百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"})
ACCESS = re.compile(r"公开发布|主动公开|依申请公开|社会公开|不予公开|此件")
ACCESS_STATEMENT = re.compile(r"此件[^()。]{2,12}\)")
VALIDITY = re.compile(r"有效|废止|失效|施行|生效")
NUMERAL = re.compile(rf"[0-9²³¹½¼¾{HAN_NUMERAL}几]")
NUMBER = re.compile(rf"[0-9{HAN_NUMERAL}.,%²³¹⁰⁴-⁹½¼¾‰ -]+")
FIGURE = re.compile(rf"[0-9][0-9,. ]*|[{HAN_NUMERAL}]+?(?=[万亿]|[^{HAN_NUMERAL}]|$)")
"""The figure of an amount, without its scale."""
BETWEEN_NAMES = re.compile("[、,;]|和|及|与")
DATE = re.compile(ANY_DATE)
DOC_NUMBER = re.compile(rf"[\u4e00-\u9fff]{{1,12}}[(<]?[0-9{HAN_ORDINAL}]{{4}}[)>]?第?[0-9{HAN_ORDINAL}]{{1,5}}号")
"""国发(2022)18号"""
MARK = re.compile(r"[^\w\s]+")
WRECK = re.compile(rf"[\ufffd{BASIC_PLANE}?]|[\u00c0-\u024f]{{2}}|[\u0080-\u009f]")
