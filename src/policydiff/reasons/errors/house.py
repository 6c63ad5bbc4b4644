# SPDX-License-Identifier: Apache-2.0
"""Errors of the configuration, its profiles and its rules: what happened and what to do, in each language."""

_RULE = (
    "see `policydiff explain PD240` for a rule with all its keys",
    "规则的完整写法见 `policydiff explain PD240`",
    "規則的完整寫法見 `policydiff explain PD240`",
)

Sentence = tuple[str, str, str]
HOUSE: dict[str, tuple[Sentence, Sentence]] = {
    "config_key": (
        ("unknown key {keys}", "没有 {keys} 这个键", "沒有 {keys} 這個鍵"),
        (
            "a configuration has profile, terms_style, ui_lang, [profiles.NAME], [limits] and [[suppress]]",
            "配置可有 profile、terms_style、ui_lang、[profiles.名称]、[limits] 和 [[suppress]]",
            "設定可有 profile、terms_style、ui_lang、[profiles.名稱]、[limits] 和 [[suppress]]",
        ),
    ),
    "config_terms_style": (
        ("terms_style is {style}", "terms_style 为 {style}", "terms_style 為 {style}"),
        ("write one of {known}", "请写 {known} 之一", "請寫 {known} 之一"),
    ),
    "config_language": (
        ("ui_lang is {lang}", "ui_lang 为 {lang}", "ui_lang 為 {lang}"),
        ("write one of {known}", "请写 {known} 之一", "請寫 {known} 之一"),
    ),
    "config_profiles": (
        ("profiles is not a table of tables", "profiles 的写法不对", "profiles 的寫法不對"),
        (
            "write [profiles.NAME] and a line for each kind",
            "请写 [profiles.名称]，每个种类一行",
            "請寫 [profiles.名稱]，每個種類一行",
        ),
    ),
    "config_limits": (
        ("limits is not a table", "limits 的写法不对", "limits 的寫法不對"),
        (
            "write [limits] and a line NAME = N for each",
            "请写 [limits]，每项一行：名称 = 数值",
            "請寫 [limits]，每項一行：名稱 = 數值",
        ),
    ),
    "config_unreadable": (
        ("cannot be read: {reason:note}", "无法读取：{reason:note}", "無法讀取：{reason:note}"),
        (
            "give the path of a policydiff.toml, or leave --config out",
            "请给出 policydiff.toml 的路径，或去掉 --config",
            "請給出 policydiff.toml 的路徑，或去掉 --config",
        ),
    ),
    "config_deep": (
        ("is nested too deep", "嵌套过深", "巢狀過深"),
        (
            "write only profile, ui_lang, [profiles.NAME], [limits] and [[suppress]]",
            "请只写 profile、ui_lang、[profiles.名称]、[limits] 和 [[suppress]]",
            "請只寫 profile、ui_lang、[profiles.名稱]、[limits] 和 [[suppress]]",
        ),
    ),
    "config_no_toml": (
        ("is not TOML: {error:note}", "不是 TOML：{error:note}", "不是 TOML：{error:note}"),
        ("correct the line it names", "请改正所指的一行", "請改正所指的一行"),
    ),
    "profile_unknown": (
        ("there is no profile {name}", "没有 {name} 这个方案", "沒有 {name} 這個方案"),
        (
            "use one of {known}, or add it to policydiff.toml",
            "请用 {known} 之一，或在 policydiff.toml 中添加",
            "請用 {known} 之一，或在 policydiff.toml 中新增",
        ),
    ),
    "profile_class": (
        (
            "profile {name} gives {kind} the class {class_}",
            "方案 {name} 把 {kind} 归为 {class_} 类",
            "方案 {name} 把 {kind} 歸為 {class_} 類",
        ),
        (
            "a profile may give the classes format and review, no other",
            "方案只能归入 format 或 review 类",
            "方案只能歸入 format 或 review 類",
        ),
    ),
    "rules_no_list": (
        ("suppress is not a list of tables", "suppress 的写法不对", "suppress 的寫法不對"),
        ("begin each rule with [[suppress]]", "每条规则以 [[suppress]] 开头", "每條規則以 [[suppress]] 開頭"),
    ),
    "rule_key": (
        (
            "unknown key {name}; a rule has {known}",
            "没有 {name} 这个键；规则可有 {known}",
            "沒有 {name} 這個鍵；規則可有 {known}",
        ),
        _RULE,
    ),
    "rule_string": (("{name} is not a string", "{name} 不是字符串", "{name} 不是字串"), _RULE),
    "rule_choice": (("{name} must be one of {known}", "{name} 须为 {known} 之一", "{name} 須為 {known} 之一"), _RULE),
    "rule_heading": (
        (
            "scope section needs the heading: {example}",
            "scope 为 section 时须给出标题：{example}",
            "scope 為 section 時須給出標題：{example}",
        ),
        _RULE,
    ),
    "rule_pattern": (
        (
            "the pattern is not a regular expression: {error}",
            "pattern 不是正则表达式：{error}",
            "pattern 不是正規表示式：{error}",
        ),
        _RULE,
    ),
    "rule_pattern_deep": (
        (
            "the pattern is nested too deep, or repeats too often, for a regular expression",
            "pattern 嵌套过深或重复次数过大，不能作正则表达式",
            "pattern 巢狀過深或重複次數過大，不能作正規表示式",
        ),
        _RULE,
    ),
    "rule_patterns_run_away": (
        (
            "looking for the patterns of `suppress` in these copies takes longer than {seconds} s",
            "在这两份文件里查找 suppress 的 pattern 超过 {seconds} 秒",
            "在這兩份文件裡尋找 suppress 的 pattern 超過 {seconds} 秒",
        ),
        (
            "write them without a repeat inside a repeat, such as (a+)+",
            "请勿在重复之内再写重复，如 (a+)+",
            "請勿在重複之內再寫重複，如 (a+)+",
        ),
    ),
    "rule_pattern_of_all": (
        (
            "the pattern is found in any text; leave it out, or write what it is to find",
            "pattern 与任何文字都相合；请去掉，或写明要找什么",
            "pattern 與任何文字都相合；請去掉，或寫明要找什麼",
        ),
        _RULE,
    ),
    "rule_takes_all": (
        (
            "a rule for every document needs a kind or a pattern, or it would take a whole class",
            "适用于所有文件的规则须有 kind 或 pattern，否则会略去整个类别",
            "適用於所有檔案的規則須有 kind 或 pattern，否則會略去整個類別",
        ),
        _RULE,
    ),
}
