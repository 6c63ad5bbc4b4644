# SPDX-License-Identifier: Apache-2.0
"""The apparatus as TEI P5, parallel segmentation: every copy can be read off it, code point for code point.

Passages that a copy lacks stand between `lacunaStart` and `lacunaEnd`; units that moved are segments, and a `linkGrp`
of type `order` gives a copy's own order of them. What XML cannot hold (control characters, lone surrogates) stands as
`<g n="U+0008"/>`. Types of `app`: substantive, structural, ambiguous, hidden, page, orthographic, gloss, format, and
lacuna."""

import re
from collections.abc import Iterator

from lxml import etree

from policydiff.lineage.result import Collation, Variation

TEI = "http://www.tei-c.org/ns/1.0"
_XML = "http://www.w3.org/XML/1998/namespace"
TYPES = {
    "substantive": "substantive",
    "structure": "structural",
    "review": "ambiguous",
    "integrity": "hidden",
    "page": "page",
    "script": "orthographic",
    "gloss": "gloss",
    "format": "format",
}
"""Class of a variation to the type of its `app`; tools for stemmatology read those of type substantive."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 has no place for, and the carriage return, which readers of XML turn into a line feed."""


def write(collation: Collation, ui_lang: str) -> bytes:
    """The collation as a TEI document in UTF-8; it is the same in every language."""
    root = etree.Element(_name("TEI"), nsmap={None: TEI})
    root.append(_header(collation))
    if len(collation.segments) > 1:
        root.append(_orders(collation))
    body = etree.SubElement(etree.SubElement(root, _name("text")), _name("body"))
    block = etree.SubElement(body, _name("ab"), {f"{{{_XML}}}space": "preserve"})
    for number, (start, end) in enumerate(collation.segments):
        home = (
            block
            if len(collation.segments) == 1
            else etree.SubElement(block, _name("seg"), {f"{{{_XML}}}id": f"s{number}"})
        )
        _segment(collation, home, start, end)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _name(local: str) -> str:
    return f"{{{TEI}}}{local}"


def _header(collation: Collation) -> "etree._Element":
    header = etree.Element(_name("teiHeader"))
    file = etree.SubElement(header, _name("fileDesc"))
    title = etree.SubElement(etree.SubElement(file, _name("titleStmt")), _name("title"))
    _write(title, next((c.facts.title for c in collation.copies if c.facts.title), "Collation"))
    note = etree.SubElement(etree.SubElement(file, _name("publicationStmt")), _name("p"))
    note.text = f"policydiff {collation.tool.version}"
    witnesses = etree.SubElement(etree.SubElement(file, _name("sourceDesc")), _name("listWit"))
    for copy in collation.copies:
        witness = etree.SubElement(witnesses, _name("witness"), {f"{{{_XML}}}id": copy.siglum})
        _write(witness, copy.facts.name)
        digest = etree.SubElement(witness, _name("idno"), type="sha256")
        digest.text = copy.facts.sha256
    encoding = etree.SubElement(header, _name("encodingDesc"))
    etree.SubElement(encoding, _name("variantEncoding"), method="parallel-segmentation", location="internal")
    return header


def _orders(collation: Collation) -> "etree._Element":
    """The segments of each copy that has them in an order of its own."""
    aside = etree.Element(_name("standOff"))
    for copy in collation.copies:
        if copy.order:
            links = etree.SubElement(aside, _name("linkGrp"), type="order", corresp=f"#{copy.siglum}")
            for number in copy.order:
                etree.SubElement(links, _name("ptr"), target=f"#s{number}")
    return aside


def _segment(collation: Collation, home: "etree._Element", start: int, end: int) -> None:
    edges = _edges(collation)
    for n in range(start, end):
        for siglum, opens in edges.get(n, ()):
            if not opens:
                _lacuna(home, siglum, "lacunaEnd")
        for siglum, opens in edges.get(n, ()):
            if opens:
                _lacuna(home, siglum, "lacunaStart")
        item = collation.content[n]
        if isinstance(item, str):
            _write(home, item)
        else:
            _app(collation, home, collation.variations[item])
    if end == len(collation.content):
        for siglum, _ in edges.get(end, ()):
            _lacuna(home, siglum, "lacunaEnd")


def _edges(collation: Collation) -> dict[int, list[tuple[str, bool]]]:
    """Items before which a copy's text stops or goes on; a copy that lacks two passages in a row stops once."""
    lacking: dict[str, set[int]] = {}
    for passage in collation.passages:
        for siglum in passage.absent:
            lacking.setdefault(siglum, set()).update(range(*passage.items))
    found: dict[int, list[tuple[str, bool]]] = {}
    for siglum, items in sorted(lacking.items()):
        for n in sorted(items):
            if n - 1 not in items:
                found.setdefault(n, []).append((siglum, True))
            if n + 1 not in items:
                found.setdefault(n + 1, []).append((siglum, False))
    return found


def _lacuna(home: "etree._Element", siglum: str, local: str) -> None:
    app = etree.SubElement(home, _name("app"), type="lacuna")
    etree.SubElement(etree.SubElement(app, _name("rdg"), wit=f"#{siglum}"), _name(local))


def _app(collation: Collation, home: "etree._Element", variation: Variation) -> None:
    """One place; the reading of the base copy, where one is named, is the lemma and stands first."""
    app = etree.SubElement(
        home, _name("app"), {"type": TYPES[variation.class_], "subtype": variation.kind, "n": str(variation.number)}
    )
    readings = (
        sorted(variation.readings, key=lambda r: collation.base not in r.copies)
        if collation.base
        else variation.readings
    )
    for reading in readings:
        local = "lem" if collation.base in reading.copies else "rdg"
        _write(etree.SubElement(app, _name(local), wit=" ".join(f"#{s}" for s in reading.copies)), reading.text)


def _write(home: "etree._Element", text: str) -> None:
    """Add text to an element behind what it holds."""
    for part, code in _parts(text):
        if code:
            etree.SubElement(home, _name("g"), n=code)
        elif len(home):
            home[-1].tail = (home[-1].tail or "") + part
        else:
            home.text = (home.text or "") + part


def _parts(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for match in _ILLEGAL.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], ""
        yield "", f"U+{ord(match.group()):04X}"
        at = match.end()
    if at < len(text):
        yield text[at:], ""
