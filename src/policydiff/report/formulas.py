# SPDX-License-Identifier: Apache-2.0
"""The formulas that collation notes are written in, in both scripts.

The six formulas (中国大百科全书, 校勘; 傅璇琮): a variant 「某」，某本作「某」; an omission; an intrusion; an inversion
某某二字互乙; an error 「某」當作「某」, or 疑當作 where it is unsure; a sentence that stands elsewhere 某句在某句下.
`cut_…` are for a change inside a word, a name or a value, which is quoted whole. Portals say 错, 漏, 多, 移位 for what
textual criticism calls 讹, 脱, 衍, 错简.
"""

from policydiff.show.styles import TermsStyle

HANS = {
    "variant": "「{ours}」，{other}作「{theirs}」{doubt}",
    "miswritten": "「{ours}」，{other}讹作「{theirs}」{doubt}",
    "omitted": "「{before}」下，{other}脱「{ours}」{count}{doubt}",
    "intruded": "「{before}」下，{other}衍「{theirs}」{count}{doubt}",
    "inverted": "「{ours}」，{other}「{theirs}」{count}互乙{doubt}",
    "misplaced": "「{sentence}」，{other}在「{before}」句下{doubt}",
    "cut_omitted": "「{whole}」，{other}脱「{ours}」{count}，作「{its}」{doubt}",
    "cut_intruded": "「{whole}」，{other}衍「{theirs}」{count}，作「{its}」{doubt}",
    "cut_added": "「{whole}」，{other}增「{theirs}」{count}，作「{its}」{doubt}",
    "cut_removed": "「{whole}」，{other}删「{ours}」{count}，作「{its}」{doubt}",
    "added": "「{before}」下，{other}增「{theirs}」{count}{doubt}",
    "removed": "「{before}」下，{other}删「{ours}」{count}{doubt}",
    "changed": "{base}「{ours}」，{other}改作「{theirs}」{doubt}",
    "moved": "{base}「{sentence}」，{other}移在「{before}」句下{doubt}",
    "transposed": "{base}「{ours}」，{other}作「{theirs}」，{count}互换{doubt}",
    "shared": "「{ours}」，两本皆有{doubt}",
    "in_columns": "{base}「{ours}」在「{here}」栏，{other}在「{there}」栏{doubt}",
    "displaced": "{base}「{ours}」，{other}移位{doubt}",
    "run": "{base}「{ours}」，{other}顺次作「{theirs}」",
    "run_lost": "{base}编号「{ours}」，{other}皆无",
    "run_added": "{base}无编号，{other}有「{theirs}」",
    "column_ours": "{base}有「{ours}」一栏，{other}无",
    "column_theirs": "{base}无「{theirs}」一栏，{other}有",
    "form_ours": "{base}列表，{other}行文",
    "form_theirs": "{base}行文，{other}列表",
    "error": "「{text}」当作「{right}」（{context}）",
    "doubtful": "「{text}」疑当作「{right}」（{context}）",
    "unexplained": "「{text}」有误（{context}）",
    "doubt": "，存疑",
    "start": "篇首",
    "line": "第{line}行",
    "column": "「{column}」栏",
    "errata": "{copy}勘误",
    "collation": "以{base}为底本，以{other}对校",
    "neutral": "{base}、{other}异文",
    "none": "无异文",
    "stop": "。",
}
HANT = {
    "variant": "「{ours}」，{other}作「{theirs}」{doubt}",
    "miswritten": "「{ours}」，{other}訛作「{theirs}」{doubt}",
    "omitted": "「{before}」下，{other}脫「{ours}」{count}{doubt}",
    "intruded": "「{before}」下，{other}衍「{theirs}」{count}{doubt}",
    "inverted": "「{ours}」，{other}「{theirs}」{count}互乙{doubt}",
    "misplaced": "「{sentence}」，{other}在「{before}」句下{doubt}",
    "cut_omitted": "「{whole}」，{other}脫「{ours}」{count}，作「{its}」{doubt}",
    "cut_intruded": "「{whole}」，{other}衍「{theirs}」{count}，作「{its}」{doubt}",
    "cut_added": "「{whole}」，{other}增「{theirs}」{count}，作「{its}」{doubt}",
    "cut_removed": "「{whole}」，{other}刪「{ours}」{count}，作「{its}」{doubt}",
    "added": "「{before}」下，{other}增「{theirs}」{count}{doubt}",
    "removed": "「{before}」下，{other}刪「{ours}」{count}{doubt}",
    "changed": "{base}「{ours}」，{other}改作「{theirs}」{doubt}",
    "moved": "{base}「{sentence}」，{other}移在「{before}」句下{doubt}",
    "transposed": "{base}「{ours}」，{other}作「{theirs}」，{count}互換{doubt}",
    "shared": "「{ours}」，兩本皆有{doubt}",
    "in_columns": "{base}「{ours}」在「{here}」欄，{other}在「{there}」欄{doubt}",
    "displaced": "{base}「{ours}」，{other}移位{doubt}",
    "run": "{base}「{ours}」，{other}順次作「{theirs}」",
    "run_lost": "{base}編號「{ours}」，{other}皆無",
    "run_added": "{base}無編號，{other}有「{theirs}」",
    "column_ours": "{base}有「{ours}」一欄，{other}無",
    "column_theirs": "{base}無「{theirs}」一欄，{other}有",
    "form_ours": "{base}列表，{other}行文",
    "form_theirs": "{base}行文，{other}列表",
    "error": "「{text}」當作「{right}」（{context}）",
    "doubtful": "「{text}」疑當作「{right}」（{context}）",
    "unexplained": "「{text}」有誤（{context}）",
    "doubt": "，存疑",
    "start": "篇首",
    "line": "第{line}行",
    "column": "「{column}」欄",
    "errata": "{copy}勘誤",
    "collation": "以{base}為底本，以{other}對校",
    "neutral": "{base}、{other}異文",
    "none": "無異文",
    "stop": "。",
}
_PORTAL_HANS = {
    "miswritten": "「{ours}」，{other}错为「{theirs}」{doubt}",
    "omitted": "「{before}」后，{other}漏「{ours}」{count}{doubt}",
    "intruded": "「{before}」后，{other}多「{theirs}」{count}{doubt}",
    "cut_omitted": "「{whole}」，{other}漏「{ours}」{count}，成「{its}」{doubt}",
    "cut_intruded": "「{whole}」，{other}多「{theirs}」{count}，成「{its}」{doubt}",
    "inverted": "「{ours}」，{other}颠倒为「{theirs}」{doubt}",
    "misplaced": "「{sentence}」，{other}移位至「{before}」句后{doubt}",
    "error": "「{text}」应为「{right}」（{context}）",
    "doubtful": "「{text}」疑应为「{right}」（{context}）",
    "collation": "以{base}为准，核对{other}",
}
_PORTAL_HANT = {
    "miswritten": "「{ours}」，{other}錯為「{theirs}」{doubt}",
    "omitted": "「{before}」後，{other}漏「{ours}」{count}{doubt}",
    "intruded": "「{before}」後，{other}多「{theirs}」{count}{doubt}",
    "cut_omitted": "「{whole}」，{other}漏「{ours}」{count}，成「{its}」{doubt}",
    "cut_intruded": "「{whole}」，{other}多「{theirs}」{count}，成「{its}」{doubt}",
    "inverted": "「{ours}」，{other}顛倒為「{theirs}」{doubt}",
    "misplaced": "「{sentence}」，{other}移位至「{before}」句後{doubt}",
    "error": "「{text}」應為「{right}」（{context}）",
    "doubtful": "「{text}」疑應為「{right}」（{context}）",
    "collation": "以{base}為準，核對{other}",
}


def formulas_of(lang: str, style: TermsStyle) -> dict[str, str]:
    """The formulas of a script, in the words of textual criticism or of portals."""
    traditional = lang == "zh-Hant"
    own = HANT if traditional else HANS
    return own if style == "textual" else {**own, **(_PORTAL_HANT if traditional else _PORTAL_HANS)}
