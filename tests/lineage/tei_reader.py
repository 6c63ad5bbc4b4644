# SPDX-License-Identifier: Apache-2.0
"""Reads copies off a TEI apparatus by the rules of parallel segmentation, knowing nothing of how it was written."""

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"


def witnesses(document: bytes) -> list[str]:
    """The sigla of the listWit."""
    return [element.get(_ID) for element in etree.fromstring(document).iter(f"{TEI}witness")]


def text_of(document: bytes, siglum: str) -> str:
    """One witness: shared text and its own readings, without what stands between lacunaStart and lacunaEnd for it."""
    root = etree.fromstring(document)
    block = root.find(f".//{TEI}ab")
    assert block is not None
    segments = block.findall(f"{TEI}seg")
    order = root.find(f".//{TEI}linkGrp[@corresp='#{siglum}']")
    if segments and order is not None:
        by_id = {segment.get(_ID): segment for segment in segments}
        read = [_read(block, siglum, by_segment=True)]
        return "".join(
            read[0][pointer.get("target").lstrip("#")]
            for pointer in order
            if pointer.get("target").lstrip("#") in by_id
        )
    return "".join(_read(block, siglum, by_segment=bool(segments)).values())


def _read(block: etree._Element, siglum: str, *, by_segment: bool) -> dict[str, str]:
    out: dict[str, str] = {}
    lacking = False
    for home in block.findall(f"{TEI}seg") if by_segment else [block]:
        pieces = []
        if home.text and not lacking:
            pieces.append(home.text)
        for child in home:
            if child.tag == f"{TEI}app" and child.get("type") == "lacuna":
                for reading in child:
                    if f"#{siglum}" in reading.get("wit").split():
                        lacking = reading[0].tag == f"{TEI}lacunaStart"
            elif not lacking:
                pieces.append(_piece(child, siglum))
            if child.tail and not lacking:
                pieces.append(child.tail)
        out[home.get(_ID) or "all"] = "".join(pieces)
    return out


def _piece(child: etree._Element, siglum: str) -> str:
    if child.tag == f"{TEI}g":
        return _character(child)
    found = [reading for reading in child if f"#{siglum}" in reading.get("wit").split()]
    assert len(found) == 1, (siglum, child.get("n"))
    return (found[0].text or "") + "".join(_character(g) + (g.tail or "") for g in found[0])


def _character(element: etree._Element) -> str:
    return chr(int("0x" + element.get("n").partition("+")[2], base=0))
