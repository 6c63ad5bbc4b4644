# SPDX-License-Identifier: Apache-2.0
"""Comments of a Word document (ECMA-376 part 1, 17.13.4): written beside those that are there, and read with their
answers."""

from lxml import etree

from policydiff.ingest.package import attribute, local, whole
from policydiff.proof.word.marking import Hand
from policydiff.proof.word.names import Names
from policydiff.proof.word.package import Parts

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Comments:
    """The comments of one document."""

    def __init__(self, parts: Parts, main: str, names: Names, hand: Hand) -> None:
        self._parts, self._main, self._names, self._hand = parts, main, names, hand
        self._name = parts.named(main, "comments")
        found = parts.xml(self._name) if self._name else None
        self._root = etree.Element(names.q("comments"), nsmap={"w": names.namespace}) if found is None else found
        self._last = max((whole(attribute(each, "id"), 0) for each in self._root), default=-1)

    def add(self, paragraphs: list[str]) -> str:
        """Write a comment; its number."""
        self._last += 1
        names, hand = self._names, self._hand
        made = names.element("comment", id=str(self._last), author=hand.author)
        if hand.date:
            made.set(names.q("date"), hand.date)
        made.set(names.q("initials"), hand.author[:9])
        for text in paragraphs:
            paragraph = names.element("p")
            paragraph.append(names.run(text))
            made.append(paragraph)
        self._root.append(made)
        return str(self._last)

    def save(self) -> None:
        """Put the comments into the file."""
        if not len(self._root):
            return
        if self._name:
            self._parts.put(self._name, self._root)
            return
        folder = self._main.rpartition("/")[0]
        name = f"{folder}/comments.xml".lstrip("/")
        if name in self._parts.package:
            name = self._parts.free(f"{folder}/comments{{}}.xml".lstrip("/"))
        self._parts.add(name, self._root, _TYPE, self._main, "comments")


def paragraphs_of(comment: etree._Element) -> list[str]:
    """What a comment says, line by line."""
    found = (paragraph for paragraph in comment.iter() if local(paragraph) == "p")
    return ["".join(text.text or "" for text in each.iter() if local(text) == "t") for each in found]
