# SPDX-License-Identifier: Apache-2.0
"""Formulas of office files on one line: OMML (ECMA-376 part 1, 22.1) and MathML; ½ is 1/2, never 12."""

from collections.abc import Iterable

from lxml import etree

from policydiff.ingest.numbering import lowered, raised
from policydiff.ingest.package import attribute, child, local

_DEPTH = 100
"""Parts in parts; what is nested deeper is given as it stands."""


def formula(element: etree._Element | None, depth: int = 0) -> str:
    """A formula, or a part of one, on one line."""
    if element is None:
        return ""
    if depth > _DEPTH:
        return "".join(str(text) for text in element.itertext())
    name = local(element)
    if name in ("t", "mi", "mn", "mo", "mtext", "ms"):
        return element.text or ""
    if name in _OMML:
        parts, pattern = _OMML[name]
        return _filled(pattern, [formula(child(element, part), depth + 1) for part in parts])
    if name in _MATHML:
        return _filled(_MATHML[name], [formula(found, depth + 1) for found in element if local(found)])
    return _special(element, name, depth)


_OMML: dict[str, tuple[tuple[str, ...], str]] = {
    "f": (("num", "den"), "/"),
    "sSup": (("e", "sup"), "^"),
    "sSub": (("e", "sub"), "_"),
    "sSubSup": (("e", "sub", "sup"), "_^"),
    "sPre": (("sub", "sup", "e"), "pre"),
    "rad": (("deg", "e"), "√"),
    "limLow": (("e", "lim"), "_"),
    "limUpp": (("e", "lim"), "^"),
    "func": (("fName", "e"), " "),
}
_MATHML = {
    "mfrac": "/",
    "msup": "^",
    "msub": "_",
    "msubsup": "_^",
    "munder": "_",
    "mover": "^",
    "munderover": "_^",
    "msqrt": "√1",
    "mroot": "root",
}


def _filled(pattern: str, parts: list[str]) -> str:
    """The parts of a formula with the signs between them."""
    first, second, third = [*parts, "", "", ""][:3]
    match pattern:
        case "/":
            return f"{_grouped(first)}/{_grouped(second)}"
        case "^":
            return first + _up(second)
        case "_":
            return first + _down(second)
        case "_^":
            return first + _down(second) + _up(third)
        case "pre":
            return _down(first) + _up(second) + third
        case "√":
            return f"{raised(first) or first}√{_grouped(second)}"
        case "√1":
            return f"√{_grouped(''.join(parts))}"
        case "root":
            return f"{raised(second) or second}√{_grouped(first)}"
        case _:
            return pattern.join(part for part in parts if part)


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.replace(".", "").isalnum() else f"({text})"


def _up(text: str) -> str:
    return (raised(text) or f"^{_grouped(text)}") if text else ""


def _down(text: str) -> str:
    return (lowered(text) or f"_{_grouped(text)}") if text else ""


def _special(element: etree._Element, name: str, depth: int) -> str:
    """The parts of a formula whose signs stand in attributes, and everything else in order."""
    if name == "d":
        signs = child(element, "dPr")
        begin, between, end = (
            _sign(signs, key, usual) for key, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
        )
        return begin + between.join(formula(found, depth + 1) for found in element if local(found) == "e") + end
    if name == "nary":
        parts = [formula(child(element, part), depth + 1) for part in ("sub", "sup", "e")]
        return _sign(child(element, "naryPr"), "chr", "∫") + _down(parts[0]) + _up(parts[1]) + parts[2]
    if name in ("acc", "groupChr"):
        return formula(child(element, "e"), depth + 1) + _sign(
            child(element, f"{name}Pr"), "chr", "\u0302" if name == "acc" else "⏟"
        )
    if name == "mfenced":
        begin, between, end = (
            attribute(element, key) or usual for key, usual in (("open", "("), ("separators", ","), ("close", ")"))
        )
        return begin + between[:1].join(_all(element, depth)) + end
    if name in ("m", "mtable"):
        rows = [" ".join(_all(row, depth)) for row in element if local(row) in ("mr", "mtr", "mlabeledtr")]
        return "; ".join(rows)
    if name == "eqArr":
        return "; ".join(formula(found, depth + 1) for found in element if local(found) == "e")
    if name == "phant" and attribute(child(child(element, "phantPr"), "show"), "val") in ("0", "false", "off"):
        return ""
    if name.endswith("Pr") or name.startswith("annotation") or name in ("mphantom", "delText", "instrText"):
        return ""
    return "".join(_all(element, depth))


def _all(element: etree._Element, depth: int) -> Iterable[str]:
    return (formula(found, depth + 1) for found in element if local(found))


def _sign(properties: etree._Element | None, name: str, usual: str) -> str:
    """A sign that a property names; one named as empty is not drawn."""
    found = child(properties, name)
    return usual if found is None else attribute(found, "val") or ""
