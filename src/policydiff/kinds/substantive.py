# SPDX-License-Identifier: Apache-2.0
"""Kinds of class substantive: the wording differs."""

from policydiff.kinds.facts import KindFacts
from policydiff.model import Kind

SUBSTANTIVE: dict[Kind, KindFacts] = {
    "number": KindFacts(
        "substantive",
        "high",
        label=("number", "数字", "數字"),
        rule=("the number differs", "数字不同", "數字不同"),
        what="A number differs, a decimal point, minus or per cent sign included.",
        example="35項 → 53項; 3² → 32",
        do="Check it against the source; look for transposed digits (the hint names them).",
    ),
    "quantity_unit": KindFacts(
        "substantive",
        "high",
        label=("unit of quantity", "计量单位", "計量單位"),
        rule=("the unit of the quantity differs", "计量单位不同", "計量單位不同"),
        what="The unit of a quantity differs, so that the same figure means another amount.",
        example="5万元 → 5亿元",
        do="Check it against the source.",
    ),
    "date": KindFacts(
        "substantive",
        "high",
        label=("date", "日期", "日期"),
        rule=("the date differs", "日期不同", "日期不同"),
        what="A date of the notice differs: a deadline, the date of signature, a date of effect.",
        example="2023年1月30日 → 2023年1月31日",
        do="Check it against the source. A date of the page around the notice is `page_date`.",
    ),
    "doc_number": KindFacts(
        "substantive",
        "high",
        label=("document number", "发文字号", "發文字號"),
        rule=("the document number differs", "发文字号不同", "發文字號不同"),
        what=(
            "The number under which the notice, or one it cites, was issued differs in more than the dress of its"
            " brackets."
        ),
        example="国发〔2022〕18号 → 国发〔2022〕8号",
        do="Check it against the source: a wrong number cites another document.",
    ),
    "responsible_unit": KindFacts(
        "substantive",
        "high",
        label=("unit in charge", "责任单位", "責任單位"),
        rule=("the units in charge differ", "责任单位不同", "責任單位不同"),
        what="The units in charge of a task differ: one is added, dropped or renamed, or has another role.",
        example="市科技局、市海洋发展局 → 市科技局",
        do="See the field table of the task for what was kept, added and dropped.",
    ),
    "polarity": KindFacts(
        "substantive",
        "high",
        label=("negation", "否定", "否定"),
        rule=("a negation or prohibition differs", "否定词不同", "否定詞不同"),
        what="A negation was added, lost or changed.",
        example="不得 → 得",
        do="Check it against the source: the sentence says the opposite.",
    ),
    "modality": KindFacts(
        "substantive",
        "high",
        label=("modality", "语气", "語氣"),
        rule=("what is owed or allowed differs", "应、须、可等语气不同", "應、須、可等語氣不同"),
        what="Whether something must, should or may be done differs.",
        example="应当 → 可以",
        do="Check it against the source: the duty differs.",
    ),
    "bound": KindFacts(
        "substantive",
        "high",
        label=("bound", "界限", "界限"),
        rule=("the bound of a quantity differs", "以上、以下、不少于等界限不同", "以上、以下、不少於等界限不同"),
        what="A bound differs: at least, at most, before, after, or the like.",
        example="不少于 → 不多于; 以上 → 以下",
        do="Check it against the source.",
    ),
    "name": KindFacts(
        "substantive",
        "high",
        label=("name", "名称", "名稱"),
        rule=("a name differs", "名称不同", "名稱不同"),
        what="The name of a person, place or body differs.",
        example="黄岛区 → 崂山区",
        do="Check it against the source; a look-alike character is named in the hint.",
    ),
    "punctuation": KindFacts(
        "substantive",
        "normal",
        label=("punctuation", "标点", "標點"),
        rule=("a mark differs, is added or lost, and no rule of format explains it", "标点不同", "標點不同"),
        what=(
            "A mark of punctuation was added, lost, or is of another sort. Another width or national form of the same"
            " mark is format."
        ),
        example="、 → ，",
        do="Check it against the source; inside a list it may join or part two bodies.",
    ),
    "text": KindFacts(
        "substantive",
        "normal",
        label=("wording", "文字", "文字"),
        rule=(
            "the wording differs and no rule explains it",
            "没有规则可以解释：文字不同",
            "沒有規則可以解釋：文字不同",
        ),
        what="The wording differs and nothing more special can be said of it.",
        example="加快 → 加强",
        do="Check it against the source.",
    ),
    "damaged": KindFacts(
        "substantive",
        "high",
        label=("damaged", "残损", "殘損"),
        rule=("one copy is unreadable here", "一本可读，另一本已损坏", "一本可讀，另一本已損壞"),
        what="What one copy reads clearly is unreadable in the other.",
        example="深圳 → 深?",
        do="Replace the damaged copy's reading by the clear one, after checking the source; look for a wrong decoding.",
    ),
    "unit_added": KindFacts(
        "substantive",
        "normal",
        label=("unit added", "整段增加", "整段增加"),
        rule=("this unit stands in one copy alone", "整段仅见于一本", "整段僅見於一本"),
        what="A whole unit stands in copy B alone.",
        example="a task 13 that copy A does not have",
        do="See whether it was added in B or is missing from A; the evidence says whether the numbering shows a gap.",
        mirror="unit_removed",
    ),
    "unit_removed": KindFacts(
        "substantive",
        "high",
        label=("unit removed", "整段删去", "整段刪去"),
        rule=("this unit stands in one copy alone", "整段缺失", "整段缺失"),
        what=(
            "A whole unit stands in copy A alone. The evidence says how it went: `marked` (the copy says that text was"
            " left out), `gap` (its number is missing), `renumbered` (without a trace)."
        ),
        example="tasks 11, 13 where the other copy has 11, 12, 13",
        do=(
            "Get the missing unit from the source. `renumbered` without a mark is the most serious: a reader of that"
            " copy cannot see the loss."
        ),
        mirror="unit_added",
    ),
    "truncated": KindFacts(
        "substantive",
        "high",
        label=("truncated", "截断", "截斷"),
        rule=("this copy ends here, the other goes on", "此本在此截断，前文或后文缺失", "此本在此截斷，前文或後文缺失"),
        what="A copy ends early, or begins late: an excerpt.",
        example="the last two sections are missing",
        do="Get the rest from the source.",
    ),
    "front_matter": KindFacts(
        "substantive",
        "normal",
        label=("front matter", "版头", "版頭"),
        rule=("the title or the address differs", "版头不同", "版頭不同"),
        what="What stands before the body differs: the issuer's line, the addressee, the sentence of promulgation.",
        example="各区、市人民政府 is missing",
        do="See whether the copy was cut on purpose.",
    ),
    "closing": KindFacts(
        "substantive",
        "low",
        label=("closing", "结尾", "結尾"),
        rule=("the closing differs", "结尾不同", "結尾不同"),
        what="What stands after the body differs: signature, date of signature, copies to.",
        example="the signature line is missing",
        do="A missing signature is minor where the issuer stands elsewhere in the copy.",
    ),
    "access_marking": KindFacts(
        "substantive",
        "low",
        label=("access marking", "公开属性", "公開屬性"),
        rule=("the access marking differs", "公开属性不同", "公開屬性不同"),
        what="The marking of who may read the notice differs.",
        example="（此件公开发布） is missing",
        do="Restore the marking; it is the notice's, not the page's.",
    ),
    "validity": KindFacts(
        "substantive",
        "normal",
        label=("validity", "有效性", "有效性"),
        rule=("the statement of validity differs", "有效性标注不同", "有效性標注不同"),
        what="The mark of validity differs.",
        example="有效 → 废止",
        do="Ask the issuer: one copy may be out of date.",
    ),
    "redaction_notice": KindFacts(
        "substantive",
        "normal",
        label=("notice of omissions", "删减说明", "刪減說明"),
        rule=("a statement that text was cut differs", "删减说明不同", "刪減說明不同"),
        what="One copy says that text was left out, the other does not.",
        example="（本文有删减）",
        do="Compare with the full text before relying on either copy.",
    ),
}
