# SPDX-License-Identifier: Apache-2.0
"""Edits of words and values: a number, a unit, a date, a negation, a name, a look-alike, a mark."""

import random
import re

from bench.accuracy.edit import Edit, Maker, both_ways, either, lost, mapped, other, word
from bench.accuracy.phrases import DISTRICTS, LAWS, OFFICES, PEOPLE, PROJECTS, QUOTED

HAN = r"[\u4e00-\u9fff]"
UNITS = r"(?:万元|亿元|万平方米|公里|个|家|户|处|人|名|项|份|米|学时|床|顶|条|所|分钟|小时|元|%)"
TWINS = both_ways(
    "未/末 己/已 人/入 土/士 日/曰 干/于 治/冶 拔/拨 戊/戌 侯/候 折/拆 刺/剌 代/伐 大/太 天/夫 户/尸 令/今 延/廷"
)
SOUNDS = both_ways(
    "权利/权力 制定/制订 截止/截至 必须/必需 反映/反应 交纳/缴纳 定金/订金 法制/法治 启示/启事 作出/做出"
    " 公布/公步 缓解/缓结 保障/保彰 提供/提共 标准/标淮 实施/实旋 督查/督察 年度/年渡 坚决/坚绝 申报/伸报"
    " 通报/通抱 辐射/幅射 职责/直责 规范/规泛 其他/其它 核心/合心 部署/布署 优先/悠先 以及/已及"
)
SYNONYMS = both_ways(
    "推进/推动 加强/强化 建立/设立 完善/健全 落实/执行 支持/扶持 提升/提高 组织/安排 积极/主动 全面/系统 及时/尽快"
    " 规范/整治 有关/相关 问题/困难 措施/办法 现场/实地 业务/技术 统一/集中 宣传/推介 重点/关键"
)
CONTRARY = both_ways(
    "增长/下降 提高/降低 扩大/缩小 增加/减少 延长/缩短 上升/下滑 新建/改建 鼓励/限制 公开/保密 免费/收费 一次性/分期"
)


def _more(chance: random.Random, match: re.Match[str]) -> str:
    return str(int(match[1]) + chance.choice([1, 2, 7, 20, 100]))


def _exchanged(_: random.Random, match: re.Match[str]) -> str:
    return match[1][::-1]


def _han_more(chance: random.Random, match: re.Match[str]) -> str:
    return chance.choice([numeral for numeral in "二三四五六七八九" if numeral != match[1]])


def _named(name: str, kinds: str, names: tuple[str, ...], before: str = "", behind: str = "") -> Maker:
    """Another name of a list for one that stands in the text."""
    listed = "|".join(sorted(names, key=len, reverse=True))
    return word(name, kinds, f"{before}({listed}){behind}", other(*names))


def _in_day(_: random.Random, match: re.Match[str]) -> str:
    return str(int(match[1]) % 28 + 1)


def _in_month(chance: random.Random, match: re.Match[str]) -> str:
    return str((int(match[1]) + chance.randrange(1, 11)) % 12 + 1)


def _lead_and_support(chance: random.Random, text: str) -> Edit | None:
    """The unit in the lead and the first of those that help have changed places."""
    found = list(re.finditer(r"牵头单位：([^；、）]+)；配合单位：([^；、）]+)", text))
    if not found:
        return None
    match = chance.choice(found)
    lead, helper = match[1], match[2]
    new = f"牵头单位：{helper}；配合单位：{lead}"
    b = text[: match.start()] + new + text[match.end() :]
    place = (match.start(1), match.end(), match.start(1), match.end())
    return Edit("lead and support exchanged", text, b, (place,), frozenset({"responsible_unit"}))


WORDS: tuple[Maker, ...] = (
    # values
    word("number", "number", rf"(?<![\d.〔第])(\d+)(?={UNITS})", _more),
    word("digits exchanged", "number", rf"(?<![\d.〔第])([1-9]\d)(?={UNITS})(?!(\d)\2)", _exchanged),
    word("decimal point lost", "number", rf"(?<=\d)(\.)(?=\d+{UNITS})", lost),
    word("digit lost", "number", rf"(?<=\d)(\d)(?={UNITS})", lost),
    word(
        "number in Han",
        "number date",
        r"(?<![第十百])([二三五六八])(?=个月|年[的，。、]|个重点|人，|次培训)",
        _han_more,
    ),
    word("per cent", "number", r"(\d+)(?=%)", lambda c, m: str((int(m[1]) + c.randrange(5, 60)) % 99 + 1)),
    word("per mille for per cent", "quantity_unit number", r"(?<=\d)(%)", lambda c, m: "‰"),
    word(
        "unit",
        "quantity_unit number",
        r"(?<=\d)(万元|亿元|万平方米|公里|米(?!以)|小时|分钟)",
        mapped(
            {
                "万元": "亿元",
                "亿元": "万元",
                "万平方米": "万亩",
                "公里": "米",
                "米": "公里",
                "小时": "分钟",
                "分钟": "小时",
            }
        ),
    ),
    word("currency", "quantity_unit number", r"(?<=亿)(美元)", other("欧元", "日元")),
    word("working days", "quantity_unit number date", r"(?<=个)(工作日)", lambda c, m: "自然日"),
    # dates and numbers of documents
    word("day", "date", r"(?<=月)(\d{1,2})(?=日)", _in_day),
    word("month", "date", r"(?<![\d.])(\d{1,2})(?=月(?:\d|底|投))", _in_month),
    word("year", "date", r"(\d{4})(?=年\d)", lambda c, m: str(int(m[1]) + c.choice([-1, 1, 10]))),
    word("end of month", "date text", r"(?<=月)(底)(?=前)", lambda c, m: "初"),
    word("document number", "doc_number number", r"(?<=〕)(\d+)(?=号)", _more),
    word(
        "year of a document number", "doc_number number date", r"(?<=〔)(\d{4})(?=〕)", lambda c, m: str(int(m[1]) - 1)
    ),
    word(
        "letters of a document number",
        "doc_number",
        r"(政办发|政发)(?=〔)",
        mapped({"政办发": "政办函", "政发": "政规"}),
    ),
    word("telephone", "number", r"(?<=电话：8\d{4})(\d{3})", lambda c, m: str((int(m[1]) + 111) % 900 + 100)),
    word("number of a meeting", "number", r"(?<=第)(\d+)(?=次)", _more),
    # what is ordered
    word("negation lost", "polarity modality bound", r"(不)(?=得(?!低于|少于|小于|超过)|予)", lost),
    word("negation added", "polarity modality bound", r"(?:应当|必须|可以)()(?=" + HAN + ")", lambda c, m: "不"),
    word("forbidden or allowed", "polarity modality", r"(严禁|禁止)", lambda c, m: "允许"),
    word("modality", "modality polarity", r"(应当|必须|可以)(?!不)", other("应当", "必须", "可以")),
    word("above or below", "bound", r"(?<=[\d%人元])(以上|以下|以内)", other("以上", "以下", "以内", "左右")),
    word(
        "least or most",
        "bound polarity",
        r"(不少于|不低于|不超过|不得少于|不得低于|不得小于)",
        lambda c, m: m[1].replace("不", "", 1),
    ),
    word("bound lost", "bound text", r"(?<=[\d%人])(以上)", lost),
    word("contrary", "", either(CONTRARY), mapped(CONTRARY)),
    word("word of order lost", "modality text", r"(应当|必须)", lost),
    # names
    _named("office in charge", "responsible_unit", OFFICES, "[：、（]", "(?=[；、）牵])"),
    word("office lost", "responsible_unit", r"(、市[\u4e00-\u9fff]{2,9}[局委])(?=[；）、按])", lost),
    word("office added", "responsible_unit", r"(?<=[局委])()(?=）|按职)", lambda c, m: "、市档案馆"),
    _named("office in a sentence", "responsible_unit name text", OFFICES, "", "(?=负责本)"),
    _named("place", "name text", DISTRICTS, "(?:支持|在|、)", "(?=开展|、|各)"),
    _named("person", "name text", PEOPLE, "联系人："),
    _named("project", "name text number", PROJECTS, "加快"),
    _named("law", "name text", LAWS, "《", "(?=》)"),
    _named("words in quotes", "text name number", QUOTED, "“", "(?=”)"),
    word("who gets a copy", "", r"(市人民检察院|市中级人民法院|市政协办公室)", other("市总工会", "团市委")),
    word("who is addressed", "", r"^(各区、县人民政府)(?=，市政府)", lambda c, m: "各区人民政府"),
    word("who signs", "", r"^(.{2,4}市)(?=人民政府办公室$)", lambda c, m: "望海市" if m[1] != "望海市" else "江原市"),
    # words
    word("synonym", "text", either(SYNONYMS), mapped(SYNONYMS)),
    word("homophone", "", either(SOUNDS), mapped(SOUNDS)),
    word("look-alike", "", f"(?<={HAN}){either(TWINS)}(?={HAN})", mapped(TWINS)),
    word("characters exchanged", "", rf"(?<=[，。])({HAN}{{2}})(?={HAN}{{2}})", _exchanged),
    word("character lost", "", rf"(?<={HAN}{{2}})({HAN})(?={HAN}{{3}})", lost),
    word("character doubled", "text", rf"(?<={HAN}{{2}})([加进行推作保工化])(?={HAN}{{2}})", lambda c, m: m[1] * 2),
    word("character added", "", rf"(?<={HAN}{{3}})()(?={HAN}{{3}})", lambda c, m: c.choice("仅亦再略均")),
    word("member of a list lost", "", rf"(、{HAN}{{2,4}})(?=、{HAN}|等|和)", lost),
    word("cited article", "number text", r"(?<=依据《).*?(?=》)()", lambda c, m: "实施细则"),
    # marks
    word("mark lost", "punctuation", rf"(?<={HAN})([，；])(?={HAN})", lost),
    word("mark changed", "punctuation", rf"(?<={HAN})([，。；])(?={HAN})", other("，", "。", "；")),
    word("comma moved", "punctuation text", rf"(?<={HAN})({HAN}{{2}}，)(?={HAN})", lambda c, m: "，" + m[1][:-1]),
    word("quotes lost", "punctuation", r"(“[^”]{2,8}”)", lambda c, m: m[1][1:-1]),
    word("marks of a title lost", "punctuation", r"(?<=依据)(《[^》]+》)", lambda c, m: m[1][1:-1]),
    _lead_and_support,
)
