# SPDX-License-Identifier: Apache-2.0
"""Page headers and footers of sheets: text among codes (ECMA-376 part 1, 18.3.1.46)."""

import re

from lxml import etree

from policydiff.ingest.package import attribute, child

_CODE = re.compile(
    r'&(?:"[^"]*"|\d{1,3}|K[0-9A-F]{6}|K\d\d[+-]\d{3}|[PN](?:[+-]\d{1,6})?|.)', re.IGNORECASE | re.DOTALL
)
_WORD = re.compile(r"\w")


def page_marks(root: etree._Element, where: str, sheet: str) -> list[str]:
    """The lines of a sheet's headers (`where` is Header) or footers (Footer) that are printed; numbers of pages and
    dates are not text."""
    marks = child(root, "headerFooter")
    if marks is None:
        return []
    names = [f"odd{where}"]
    names += [f"even{where}"] if attribute(marks, "differentOddEven") in ("1", "true") else []
    names += [f"first{where}"] if attribute(marks, "differentFirst") in ("1", "true") else []
    texts = []
    for name in names:
        found = child(marks, name)
        text = " ".join(
            _CODE.sub(
                lambda match: _shown(match[0][1:], sheet), (found.text or "") if found is not None else ""
            ).split()
        )
        if _WORD.search(text) and text not in texts:
            texts.append(text)
    return texts


def holds_picture(root: etree._Element) -> bool:
    """Whether a header or footer shows a picture."""
    marks = child(root, "headerFooter")
    return marks is not None and any(
        match[0] in ("&G", "&g") for part in marks for match in _CODE.finditer(part.text or "")
    )


def _shown(code: str, sheet: str) -> str:
    """What a code prints: itself for a second &, the sheet's name for A, a gap between left, middle and right."""
    if code == "&":
        return "&"
    if code.upper() == "A":
        return sheet
    return " " if code.upper() in ("L", "C", "R") else ""
