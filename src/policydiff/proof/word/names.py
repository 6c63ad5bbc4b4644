# SPDX-License-Identifier: Apache-2.0
"""Elements of WordprocessingML by their short names, in the namespace that a document uses (ECMA-376 part 1, 17)."""

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from policydiff.ingest.package import child, local

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write (production 2)."""
_PIECES = re.compile(r"([\t\n\f])")
_NOT_IN_RUN = ("rPrChange", "ins", "del", "moveFrom", "moveTo", "specVanish")


class Names:
    """Makes the elements of one document."""

    def __init__(self, namespace: str = TRANSITIONAL) -> None:
        self.namespace = namespace

    def q(self, name: str) -> str:
        """The full name of an element or attribute."""
        return f"{{{self.namespace}}}{name}"

    def element(self, name: str, /, **attributes: str) -> etree._Element:
        """A new element with attributes of the same namespace."""
        made = etree.Element(self.q(name))
        for key, value in attributes.items():
            made.set(self.q(key), value)
        return made

    def text(self, name: str, text: str) -> etree._Element:
        """An element that has text whose blanks count."""
        made = self.element(name)
        made.text = text
        made.set(_SPACE, "preserve")
        return made

    def run(self, text: str, properties: etree._Element | None = None) -> etree._Element:
        """A run with a text; tabs and breaks in it become elements."""
        made = self.element("r")
        if properties is not None:
            made.append(self.run_properties(properties))
        for piece in _PIECES.split(writable(text)):
            if piece == "\t":
                made.append(self.element("tab"))
            elif piece == "\n":
                made.append(self.element("br"))
            elif piece == "\f":
                made.append(self.element("br", type="page"))
            elif piece:
                made.append(self.text("t", piece))
        return made

    def run_properties(self, properties: etree._Element) -> etree._Element:
        """A copy of how a run looks, for another run: without what says that it was changed."""
        made = deepcopy(properties)
        for found in list(made):
            if local(found) in _NOT_IN_RUN:
                made.remove(found)
        return made


def writable(text: str) -> str:
    """The text with U+FFFD for each character that XML has no way to write."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r", " ").replace("\x0b", " "))


def runs_of(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph in their order, those of text boxes that hang on it left out."""
    for found in paragraph.iter("{*}r"):
        if "/math" not in str(found.tag) and above(found, "p") is paragraph:
            yield found


def above(element: etree._Element, *names: str) -> etree._Element | None:
    """The nearest element above of one of these names."""
    return next((found for found in element.iterancestors() if local(found) in names), None)


def first_of(element: etree._Element, names: Names, name: str) -> etree._Element:
    """The properties of a paragraph, run or row, made as its first child where there are none."""
    found = child(element, name)
    if found is None:
        found = names.element(name)
        element.insert(0, found)
    return found
