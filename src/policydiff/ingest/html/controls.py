# SPDX-License-Identifier: Apache-2.0
"""What a form control shows: a filled-in form is text of the notice, a search box is the site's own."""

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborNode

TEXT_TYPES = frozenset(("", "text", "date", "datetime-local", "email", "month", "number", "tel", "time", "url", "week"))
TICKED, UNTICKED = "☑", "☐"
_SITES = re.compile(
    r"请输入|請輸入|请选择|請選擇|请填|請填|关键[字词]|關鍵[字詞]|[搜检檢]索|搜[寻尋]|查[询詢找]|验证码|驗證碼|用户名|密码|keyword|search|query|captcha|login",
    re.IGNORECASE,
)
"""What stands in or on a field that asks the visitor of the site for something."""
_ADDRESS = re.compile(r"^\s*(?:https?:)?//|^\s*/\S|\.(?:html?|s?html|aspx?|jsp|php)\b", re.IGNORECASE)
_OPTIONS = 2_000


def shown_by_input(attributes: Mapping[str, str | None]) -> str:
    """What an `<input>` shows of the document; empty for the site's own and for what shows nothing."""
    kind = (attributes.get("type") or "").strip().lower()
    if kind in ("checkbox", "radio"):
        return TICKED if "checked" in attributes else UNTICKED
    if kind not in TEXT_TYPES or _asks(attributes):
        return ""
    return " ".join((attributes.get("value") or attributes.get("placeholder") or "").split())


def shown_by_area(attributes: Mapping[str, str | None], content: str) -> str:
    """What a `<textarea>` shows of the document."""
    return "" if _asks(attributes) or _SITES.search(content[:40]) else content if content.strip() else attributes.get("placeholder") or ""


def shown_by_choice(node: LexborNode) -> str:
    """What a `<select>` shows where an option of it was chosen; empty where it is the visitor who chooses.

    A list without a `selected` option waits for one, and one whose options are addresses leads elsewhere.
    """
    attributes = node.attributes
    chosen: list[str] = []
    for option in _options(node):
        stated = option.attributes
        if _ADDRESS.search(stated.get("value") or ""):
            return ""
        if "selected" in stated:
            label = " ".join((stated.get("label") or option.text(deep=True)).split())
            chosen = [*chosen, label] if "multiple" in attributes else [label]
    shown = " ".join(chosen)
    return "" if _asks(attributes) or "onchange" in attributes or _SITES.search(shown) else shown


def _options(node: LexborNode) -> Iterator[LexborNode]:
    """The options of a list, those in groups among them."""
    child, left = node.child, _OPTIONS
    above: list[LexborNode] = []
    while (child is not None or above) and left:
        left -= 1
        if child is None:
            child = above.pop().next
        elif child.tag == "optgroup":
            above.append(child)
            child = child.child
        else:
            if child.tag == "option":
                yield child
            child = child.next


def _asks(attributes: Mapping[str, str | None]) -> bool:
    """Whether a field's names or hint say that it is for the visitor of the site."""
    stated = (attributes.get(name) or "" for name in ("id", "name", "class", "placeholder", "title", "value", "aria-label"))
    return any(_SITES.search(text[:100]) for text in stated)
