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
_PROMPT = re.compile(r"[选選][择擇]|^[-—=\s]*(?:(?:全部|所有|不限)[-—=\s]*)?$")
"""What a list opens with that waits for the visitor."""
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
    all of them, the chosen ones ticked. A list whose options are addresses leads elsewhere, and one that opens with a
    prompt waits."""
    attributes = node.attributes
    if _asks(attributes) or "onchange" in attributes:
        return ""
    labels: list[str] = []
    chosen: set[int] = set()
    for option in _options(node):
        stated = option.attributes
        if _ADDRESS.search(stated.get("value") or ""):
            return ""
        if "selected" in stated:
            chosen = {*chosen, len(labels)} if "multiple" in attributes else {len(labels)}
        labels.append(" ".join((stated.get("label") or option.text(deep=True)).split()))
    if _lines(attributes) > 1:
        shown = " ".join(
            f"{TICKED if index in chosen else UNTICKED}{label}" for index, label in enumerate(labels) if label
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
    stated = (
        attributes.get(name) or "" for name in ("id", "name", "class", "placeholder", "title", "value", "aria-label")
    )
    return any(_SITES.search(text[:100]) for text in stated)
