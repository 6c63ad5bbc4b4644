# SPDX-License-Identifier: Apache-2.0
"""The words by which a change in the wording is named: negations, modal words, bounds, units of measure.

Collected from the notices and laws the tests' kinds were measured on, and from GB 3100-93 for the
units. They name a kind and a severity, never a class: a word that is missing here costs a name.
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
"""应当 against 可以, 全面 against 逐步"""
BOUND = re.compile(
    r"以上|以下|以内|以外|以前|以后|之前|之后|不少于|不超过|不低于|不高于|不足|超过|低于|高于|少于|多于|大于|小于|"
    r"至少|至多|最多|最少|最高|最低|左右|上下|约|近|逾|突破|达到|控制在|[<>≤≥＜＞]"
)
"""不少于 against 超过, 左右, ≥"""
UNIT_OF_QUANTITY = re.compile(
    r"万亿元|亿元|万元|千元|百元|元|美元|欧元|港元|万吨|亿吨|千克|公斤|吨|克|斤|公里|千米|厘米|毫米|纳米|平方公里|平方千米|平方米|立方米|米|"
    r"公顷|亩|升|毫升|千瓦时|千瓦|兆瓦|吉瓦|瓦|伏|安|度|摄氏度|个百分点|百分点|个工作日|工作日|个月|小时|分钟|秒|年|月|日|天|周|季度|季|届|"
    r"个|家|项|处|条|座|台|辆|艘|架|名|人次|人|户次|户|次|件|批|套|所|间|宗|只|头|株|棵|片|块|份|张|期|级|类|种|倍|成|%|‰|℃|㎡|㎞|万|亿|千|百|"
    r"岁|号|款|章|节|篇|字|页|册|轮|强|位|员|床|班|层|栋|幢|标准箱|箱|TEU|MW|GW|kW|km|m|kg|t|h"
)
"""亿元 against 万元, 个工作日, %"""
SCALES = frozenset({"十", "百", "千", "万", "亿", "十万", "百万", "千万", "十亿", "百亿", "千亿", "万亿"})
ACCESS = re.compile(r"公开发布|主动公开|依申请公开|社会公开|不予公开|此件")
ACCESS_STATEMENT = re.compile(r"此件[^()。]{2,12}\)")
VALIDITY = re.compile(r"有效|废止|失效|施行|生效")
NUMERAL = re.compile(rf"[0-9²³¹½¼¾{HAN_NUMERAL}几]")
NUMBER = re.compile(rf"[0-9{HAN_NUMERAL}.,%²³¹⁰⁴-⁹½¼¾‰ -]+")
DATE = re.compile(ANY_DATE)
DOC_NUMBER = re.compile(rf"[\u4e00-\u9fff]{{1,12}}[(<]?[0-9{HAN_ORDINAL}]{{4}}[)>]?第?[0-9{HAN_ORDINAL}]{{1,5}}号")
"""国发(2022)18号"""
MARK = re.compile(r"[^\w\s]+")
WRECK = re.compile(rf"[\ufffd{BASIC_PLANE}?]|[\u00c0-\u024f]{{2}}|[\u0080-\u009f]")
