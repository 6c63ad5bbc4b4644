# SPDX-License-Identifier: Apache-2.0
"""As much of CSS as says whether text is seen and where a line ends.

Read are inline styles, the presentational attributes, and the plain rules of `<style>` blocks
(a tag, class or id, no descendants). A rule that is not understood leaves its text visible:
text is then compared, not lost.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

WANTED = frozenset(
    {
        "display",
        "visibility",
        "font-size",
        "opacity",
        "color",
        "background",
        "background-color",
        "background-image",
        "white-space",
        "list-style",
        "list-style-type",
        "text-indent",
        "position",
        "left",
        "top",
        "width",
        "height",
        "max-height",
        "overflow",
        "clip",
        "clip-path",
        "mso-hide",
        "vertical-align",
        "text-transform",
        "text-decoration",
        "text-decoration-line",
        "direction",
        "unicode-bidi",
        "flex-direction",
        "flex-flow",
        "order",
        "content-visibility",
    }
)
RULES_LIMIT = 2_000
"""Rules kept of all `<style>` blocks together; pages measured have at most some hundred."""

_HOLDS = re.compile(
    r"@(?:media\s+(?:only\s+)?(?:all|screen)\s*(?:,[^()]*)?$|layer\b|supports\b(?!.*\bnot\b))",
    re.IGNORECASE | re.DOTALL,
)
"""At-rules that hold on a screen of today, however wide (CSS Conditional Rules 3; CSS Cascade 5, 6.4)."""
_DEPTH = 8
"""At-rules in each other that are followed."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SIMPLE = re.compile(r"^(?P<tag>[a-z][a-z0-9]*|\*)?(?P<rest>(?:[.#][\w-]+)*)$", re.IGNORECASE)
_ZERO = re.compile(r"^[+-]?(?:0+(?:\.0*)?|\.0+)(?:px|pt|em|rem|%|cm|mm|in|ex|ch|vw|vh)?$")
_FAR = re.compile(r"^-\s*\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?$")
_RGB = re.compile(r"^rgba?\((\d{1,3})[, ]{1,3}(\d{1,3})[, ]{1,3}(\d{1,3})(?:[,/ ]{1,3}[\d.]{1,8})?\)$")
"""`rgb(255, 255, 255)`"""
_CLEAR = re.compile(
    r"^(?:transparent$|(?:rgb|hsl)a?\((?:[^,/()]{1,12}[, ]){2}[^,/()]{1,12}[,/]"
    r" ?0?\.?0{1,4}%?\s?\)$|#[0-9a-f]{3}0$|#[0-9a-f]{6}00$)"
)
"""`transparent`, `rgba(0, 0, 0, 0)`, `#fff0`"""
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "transparent": None}

_PRESENTED = ("display", "visibility", "opacity")
"""Properties that are attributes of drawings (SVG 2, 6.6)."""

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)


@dataclass(slots=True)
class Rules:
    """Declarations of simple selectors, by tag, class and id, in the order they were written."""

    entries: list[tuple[str, frozenset[str], str, dict[str, str]]] = field(default_factory=list)
    by_key: dict[str, list[int]] = field(default_factory=dict)
    external: bool = False
    """Whether the page also draws on a style sheet that is not in the file."""

    def add(self, selector: str, declarations: dict[str, str]) -> None:
        """Keep one rule, if its selector is simple and there is room."""
        match = _SIMPLE.match(selector)
        if not match or len(self.entries) >= RULES_LIMIT or not selector:
            return
        rest = re.findall(r"[.#][\w-]+", match["rest"])
        classes = frozenset(part[1:] for part in rest if part[0] == ".")
        ids = [part[1:] for part in rest if part[0] == "#"]
        tag = (match["tag"] or "").lower()
        key = "#" + ids[0] if ids else "." + min(classes) if classes else tag
        self.by_key.setdefault(key, []).append(len(self.entries))
        self.entries.append((tag, classes, ids[0] if ids else "", declarations))

    def matching(self, tag: str, attributes: Mapping[str, str | None]) -> Iterator[dict[str, str]]:
        """Declarations of the rules that hold for an element, in order."""
        if not self.entries:
            return
        classes = frozenset((attributes.get("class") or "").split())
        identity = attributes.get("id") or ""
        found: set[int] = set(self.by_key.get(tag, ()))
        found.update(self.by_key.get("*", ()))
        found.update(self.by_key.get("#" + identity, ()) if identity else ())
        for name in classes:
            found.update(self.by_key.get("." + name, ()))
        for index in sorted(found):
            rule_tag, rule_classes, rule_id, declarations = self.entries[index]
            if rule_tag in ("", "*", tag) and rule_classes <= classes and rule_id in ("", identity):
                yield declarations


def declarations(text: str) -> dict[str, str]:
    """The wanted properties of a declaration block, lower case, without `!important`."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in WANTED:
            value = value.replace("!important", "").strip()
            found[name] = value if value.startswith(('"', "'")) else value.lower()
    return found


def blocks(sheet: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet as (selectors, declarations), in order; an at-rule as (`@name …`, its block).

    What stands in an at-rule that holds for every screen (`@media screen`, `@layer`, `@supports`) is given as if it
    stood outside."""
    text = _COMMENT.sub("", sheet)
    position = 0
    while (opening := text.find("{", position)) >= 0:
        head = text[position:opening].rsplit(";", 1)[-1].strip().strip("}").strip()
        if head.startswith("@"):
            position = _skip_block(text, opening)
            inside = text[opening + 1 : position - 1]
            if depth < _DEPTH and _HOLDS.match(head):
                yield from blocks(inside, depth + 1)
            else:
                yield head, inside
            continue
        closing = text.find("}", opening)
        closing = len(text) if closing < 0 else closing
        if text.find("{", opening + 1, closing) >= 0 and depth < _DEPTH:
            position = _skip_block(text, opening)
            yield from _nested(head, text[opening + 1 : position - 1], depth + 1)
            continue
        yield head, text[opening + 1 : closing]
        position = closing + 1


def _nested(head: str, body: str, depth: int) -> Iterator[tuple[str, str]]:
    """A rule with rules inside it (CSS Nesting 1): its own declarations, then the inner rules with whole selectors."""
    own, inner, at = [], [], 0
    while (opening := body.find("{", at)) >= 0:
        start = body.rfind(";", at, opening) + 1 or at
        own.append(body[at:start])
        end = _skip_block(body, opening)
        inner.append((body[start:opening].strip(), body[opening:end].strip("{} \n\t")))
        at = end
    yield head, "".join((*own, body[at:]))
    for selector, rules in inner:
        if selector.startswith("@"):
            yield from blocks(f"{selector}{{{head}{{{rules}}}}}", depth)
            continue
        whole = [
            part.replace("&", outer.strip()) if "&" in part else f"{outer.strip()} {part.strip()}"
            for outer in head.split(",")
            for part in selector.split(",")
        ]
        yield from blocks(f"{','.join(whole)}{{{rules}}}", depth)


def read_rules(sheets: list[str], external: bool) -> Rules:
    """The simple rules of `<style>` blocks; not at-rules for some devices only (`@media print`)."""
    rules = Rules(external=external)
    for sheet in sheets:
        for head, body in blocks(sheet):
            wanted = {} if head.startswith("@") else declarations(body)
            if wanted:
                for selector in head.split(","):
                    rules.add(selector.strip(), wanted)
    return rules


def _skip_block(text: str, opening: int) -> int:
    """Offset after the block that opens at `opening`, nested blocks included."""
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, opening):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    return len(text)


def computed(tag: str, attributes: Mapping[str, str | None], rules: Rules) -> dict[str, str]:
    """The wanted properties of an element: style blocks, then attributes, then its own style."""
    style: dict[str, str] = {}
    for found in rules.matching(tag, attributes):
        style.update(found)
    if tag == "font" and attributes.get("color"):
        style["color"] = (attributes["color"] or "").strip().lower()
    if attributes.get("bgcolor"):
        style["background-color"] = (attributes["bgcolor"] or "").strip().lower()
    if attributes.get("background"):
        style["background-image"] = "url"
    for name in _PRESENTED:
        if attributes.get(name):
            style[name] = (attributes[name] or "").strip().lower()
    if attributes.get("style"):
        style.update(declarations(attributes["style"] or ""))
    return style


def hidden_by(attributes: Mapping[str, str | None], style: Mapping[str, str]) -> str | None:
    """Why nothing under an element is seen, or None; what a child can take back is for `Seen`."""
    if "hidden" in attributes:
        return "hidden attribute"
    if "popover" in attributes and style.get("display", "none") == "none":
        return "closed popover"
    if not style:
        return None
    if style.get("display") == "none":
        return "display:none"
    if style.get("content-visibility") == "hidden":
        return "content-visibility:hidden"
    if style.get("mso-hide") == "all":
        return "mso-hide:all"
    if _ZERO.match(style.get("opacity", "-")):
        return "opacity:0"
    if _FAR.match(style.get("text-indent", "")):
        return "text-indent far outside"
    if style.get("position") in ("absolute", "fixed") and (
        _FAR.match(style.get("left", "")) or _FAR.match(style.get("top", ""))
    ):
        return "placed far outside"
    sizes = [style[name] for name in ("width", "height", "max-height") if name in style]
    if style.get("overflow", "").startswith("hidden") and any(_ZERO.match(size) for size in sizes):
        return "box of size 0"
    if style.get("position") == "absolute" and re.match(
        r"rect\(\s*[01](?:px)?[ ,]+[01](?:px)?[ ,]+[01](?:px)?[ ,]+[01](?:px)?\s*\)", style.get("clip", "")
    ):
        return "clipped away"
    return None


def colour(value: str | None) -> Colour | None:
    """A CSS colour as red, green, blue; None where it is not stated or not understood."""
    if not value:
        return None
    value = value.strip()
    if value in _NAMED:
        return _NAMED[value]
    digits = value[1:] if value.startswith("#") else ""
    if len(digits) == 3 and re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(c * 2 for c in digits)
    if re.fullmatch(r"[0-9a-f]{6}", digits):
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    match = _RGB.match(re.sub(r"\s+", " ", value[:60]).replace("( ", "(").replace(" )", ")"))
    if match:
        return int(match[1]), int(match[2]), int(match[3])
    return None


def background(style: Mapping[str, str]) -> tuple[bool, Colour | None]:
    """Whether an element sets its background, and the colour if it is a plain one."""
    if "url" in style.get("background-image", "") or "url" in style.get("background", ""):
        return True, None
    for name in ("background-color", "background"):
        value = style.get(name)
        if value and value not in ("none", "transparent", "inherit", "initial"):
            return True, colour(value.split()[0] if " " in value and "(" not in value else value)
    return False, None


@dataclass(frozen=True, slots=True)
class Seen:
    """The inherited properties that decide whether a text node shows."""

    text: Colour | None = (0, 0, 0)
    ground: Colour | None = WHITE
    known: bool = True
    """False where a style sheet outside the file may set another background."""
    tiny: bool = False
    veiled: bool = False
    clear: bool = False

    def inside(self, attributes: Mapping[str, str | None], style: Mapping[str, str], external: bool) -> "Seen":
        """The state inside an element."""
        foreign = external and bool(attributes.get("class") or attributes.get("id"))
        if not style:
            return replace(self, known=False, tiny=False) if foreign else self
        changed, ground = background(style)
        size, visibility = style.get("font-size"), style.get("visibility")
        return Seen(
            text=colour(style["color"]) if "color" in style else self.text,
            ground=ground if changed else self.ground,
            known=(ground is not None) if changed else self.known and not foreign,
            tiny=bool(_ZERO.match(size)) if size else self.tiny and not foreign,
            veiled=visibility in ("hidden", "collapse") if visibility else self.veiled,
            clear=bool(_CLEAR.match(style["color"])) if "color" in style else self.clear,
        )

    def hidden(self) -> str | None:
        """Why text in this state is not seen, or None."""
        if self.veiled:
            return "visibility:hidden"
        if self.clear:
            return "transparent text"
        if self.tiny:
            return "font-size:0"
        if self.known and self.text and self.ground and near(self.text, self.ground):
            return "text in the colour of its background"
        return None


def near(one: Colour, other: Colour) -> bool:
    """Whether two colours cannot be told apart on a page (each channel within 12 of 255)."""
    return all(abs(a - b) <= 12 for a, b in zip(one, other, strict=True))
