# SPDX-License-Identifier: Apache-2.0
"""What a form control shows: a filled-in form is text of the notice, a search box is the site's own."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

TEXT_TYPES = frozenset(("", "text", "date", "datetime-local", "email", "month", "number", "tel", "time", "url", "week"))
BUTTONS = {"submit": "Submit", "reset": "Reset", "button": ""}
"""Types of `<input>` that are buttons, and what browsers write on them where the page says nothing."""
TICKED, UNTICKED = "☑", "☐"
_SITES = re.compile(
    r"请输入|請輸入|请选择|請選擇|请填|請填|关键[字词]|關鍵[字詞]|[搜检檢]索|搜[寻尋]|查[询詢找]|验证码|驗證碼|用户名|密码|keyword|search|query|captcha|login",
    re.IGNORECASE,
)
"""What stands in or on a field that asks the visitor of the site for something."""
_PROMPT = re.compile(r"[选選][择擇]|^[-—=\s]*(?:(?:全部|所有|不限)[-—=\s]*)?$")
"""What a list opens with that waits for the visitor."""
_VERBS = (
    "[搜检檢]索|查[询詢找]|搜一?下|提交|[确確](?:定|[认認])|[发發][送布表]|取消|重[置填写寫]|清[空除]|保存|打印|列印|[关關][闭閉]|返回|[后後]退|前[进進]|分享|[转轉][发發]|收藏|下[载載]|上[传傳]|"
    "[浏瀏][览覽]|[复複復][制製]|登[录錄入]|注[册冊]|[订訂][阅閱]|[评評][论論]|留言|[点點][赞贊]|投票|展[开開]|收[起合]|[显顯]示|[隐隱]藏|查看|更多|播放|[暂暫]停|"
    "朗[读讀]|放大|[缩縮]小|切[换換]|跳[转轉]|翻[页頁]|刷新|[编編][辑輯]|[选選][择擇]|打[开開]|回到?|上一|下一|首|尾|末|[无無]障[碍礙]|[简簡][体體]|繁[体體]|字[号號体體]"
)
_OBJECTS = (
    "本|此|全|[页頁]面?|[网網][页頁]|文章?|正文|窗口|[视視]窗|附件|文件|[链鏈]接|地址|密[码碼]|[内內]容|[结結]果|列表|首|主|上[级級]|下[级級]|[顶頂]部|底部|二[维維][码碼]|"
    "[图圖]片|大|小|中|[条條]|篇|版|版本|模式|[浏瀏][览覽]|[阅閱][读讀]|微信|微博|[给給]好友|到|的|表[单單]|信息|[账帳][号號]|用[户戶]|重[试試]|更多|全部|[评評][论論]|留言|[选選][项項]"
)
_ACTION = re.compile(
    rf"(?:我要|[点點]此|[点點][击擊]|一[键鍵]|[请請])?(?:{_VERBS})(?:{_OBJECTS}){{0,4}}"
    r"|(?:go|ok|yes|no|(?:submit|search|query|find|send|reset|cancel"
    r"|clear|save|print|close|back|next|prev(?:ious)?|first|last|share|copy|download"
    r"|upload|browse|sign|log|subscribe|comment|more|less|show|hide|menu|open|play|pause|top|toggle"
    r"|accept)(?: (?:this|the|page|form|file|files|to|up|in|out|all|now|top|"
    r"home|more|less|link|window|menu|options)){0,4})",
    re.IGNORECASE,
)
_EDGES = " \t\u00a0\u3000.。…!！:：>»›<«‹×✕+-【】[]()（）"
"""The label of a button that does something for the visitor: what it does, and with which part of the page."""
_ADDRESS = re.compile(r"^\s*(?:https?:)?//|^\s*/\S|\.(?:html?|s?html|aspx?|jsp|php)\b", re.IGNORECASE)
_OPTIONS = 2_000
_LABEL = 24
"""Longest label of a button that is looked at as an action."""


def shown_by_input(attributes: Mapping[str, str | None]) -> str:
    """What an `<input>` shows of the document; empty for the site's own and for what shows nothing."""
    kind = (attributes.get("type") or "").strip().lower()
    if kind in ("checkbox", "radio"):
        return TICKED if "checked" in attributes else UNTICKED
    if kind not in TEXT_TYPES or _asks(attributes):
        return ""
    return " ".join((attributes.get("value") or attributes.get("placeholder") or "").split())


def asked_by_input(attributes: Mapping[str, str | None]) -> str:
    """What stands in a field that is for the visitor of the site, such as a search box."""
    kind = (attributes.get("type") or "").strip().lower()
    if kind not in TEXT_TYPES and kind != "search":
        return ""
    return " ".join((attributes.get("value") or attributes.get("placeholder") or "").split())


def is_action(label: str) -> bool:
    """Whether the label of a button names what it does for the visitor of the site, or is none; all else is text."""
    return not any(map(str.isalnum, label)) or bool(
        _ACTION.fullmatch(label) or (len(label) <= 12 and _SITES.search(label))
    )


def shown_by_button(attributes: Mapping[str, str | None]) -> str:
    """The label of an `<input>` that is a button; a browser's own word where it has none (HTML 4.10.5.1.18 and .20)."""
    kind = (attributes.get("type") or "").strip().lower()
    if kind not in BUTTONS:
        return ""
    value = attributes.get("value")
    return BUTTONS[kind] if value is None else " ".join(value.split())


def shown_by_area(attributes: Mapping[str, str | None], content: str) -> str:
    """What a `<textarea>` shows of the document."""
    return (
        ""
        if _asks(attributes) or _SITES.search(content[:40])
        else content
        if content.strip()
        else attributes.get("placeholder") or ""
    )


def shown_by_choice(node: LexborNode) -> str:
    """What a `<select>` shows; empty where it is the visitor of the site who chooses.

    That is the chosen option, the first where none is (HTML 4.10.7, "ask for a reset"), and of a list of several lines
    all of them with their groups, the chosen ones ticked. A list whose options are addresses leads elsewhere, and one
    that opens with a prompt waits."""
    attributes = node.attributes
    if _asks(attributes) or "onchange" in attributes:
        return ""
    labels: list[str] = []
    groups: dict[int, str] = {}
    chosen: set[int] = set()
    for option in _options(node):
        stated = option.attributes
        if option.tag == "optgroup":
            groups[len(labels)] = f"{groups.get(len(labels), '')} {stated.get('label') or ''}".strip()
            continue
        if _ADDRESS.search(stated.get("value") or ""):
            return ""
        if "selected" in stated:
            chosen = {*chosen, len(labels)} if "multiple" in attributes else {len(labels)}
        labels.append(" ".join((stated.get("label") or option.text(deep=True)).split()))
    if _lines(attributes) > 1:
        shown = " ".join(
            f"{groups.get(index, '')} {TICKED if index in chosen else UNTICKED}{label}".strip()
            for index, label in enumerate(labels)
            if label
        )
    else:
        shown = "".join(labels[index] for index in chosen or {0} if index < len(labels))
        shown = "" if not chosen and _PROMPT.search(shown) else shown
    return "" if _SITES.search(shown) else shown


def _lines(attributes: Mapping[str, str | None]) -> int:
    """Lines of a list that show at once (HTML 4.10.7, "display size")."""
    size = (attributes.get("size") or "").strip()
    return int(size) if size.isdecimal() and 0 < len(size) < 4 and int(size) else 4 if "multiple" in attributes else 1


def _options(node: LexborNode) -> Iterator[LexborNode]:
    """The options of a list and its groups, each group before its options."""
    child, left = node.child, _OPTIONS
    above: list[LexborNode] = []
    while (child is not None or above) and left:
        left -= 1
        if child is None:
            child = above.pop().next
        elif child.tag == "optgroup":
            yield child
            above.append(child)
            child = child.child
        else:
            if child.tag == "option":
                yield child
            child = child.next


def _asks(attributes: Mapping[str, str | None]) -> bool:
    """Whether a field's names or hint say that it is for the visitor of the site."""
    stated = (
        attributes.get(name) or "" for name in ("id", "name", "class", "placeholder", "title", "value", "aria-label")
    )
    return any(_SITES.search(text[:100]) for text in stated)
