# SPDX-License-Identifier: Apache-2.0
"""Headers and footers of DOCX: which a document shows, and where they come in its text.

After ECMA-376 part 1, 17.10: a section names them or takes them from the section before; the first page has its own
where `titlePg` says so, even pages where the settings say so."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from policydiff.ingest.imprint import is_imprint, is_letterhead
from policydiff.ingest.office.docx_body import BodyWalker
from policydiff.ingest.office.docx_parts import Part
from policydiff.ingest.office.docx_run import is_on, plain
from policydiff.ingest.package import attribute, child, local


@dataclass(frozen=True, slots=True)
class _Head:
    """One header or footer part."""

    part: Part
    root: etree._Element
    key: tuple[str, ...]
    """What makes two of them the same: their text and their pictures."""
    footer: bool


class Heads:
    """The headers and footers of a document, each written once: at the start of the first section that shows it, or the
    end of the last."""

    def __init__(self, main: Part, body: etree._Element, settings: etree._Element | None) -> None:
        """Work out what each section shows."""
        self._main = main
        self._read: dict[str, _Head | None] = {}
        even = is_on(child(settings, "evenAndOddHeaders"))
        sections = _sections(body)
        shown = [self._shown(section, even) for section in _inherited(sections)]
        self._before = _first_places(shown, footer=False)
        self._after = _first_places(shown[::-1], footer=True)[::-1]

    def begin(self, section: int, walker: BodyWalker) -> None:
        """Write the headers that a section is the first to show."""
        for head in self._before[section] if section < len(self._before) else ():
            _write(head, walker)

    def end(self, section: int, walker: BodyWalker) -> None:
        """Write the footers that a section is the last to show."""
        for head in self._after[section] if section < len(self._after) else ():
            _write(head, walker)

    @property
    def sections(self) -> int:
        """How many sections the document has."""
        return len(self._before)

    def _shown(self, section: dict[tuple[str, str], str], even: bool) -> list[_Head]:
        wanted = ["first"] if ("titlePg", "") in section else []
        wanted += ["default", "even"] if even else ["default"]
        named = [section.get((kind, which)) for kind in ("headerReference", "footerReference") for which in wanted]
        return [head for identity in named if identity and (head := self._head(identity)) is not None]

    def _head(self, identity: str) -> _Head | None:
        if identity not in self._read:
            part, root = self._main.part(identity), self._main.xml(identity)
            footer = root is not None and local(root) == "ftr"
            self._read[identity] = None if part is None or root is None else _Head(part, root, _key(part, root), footer)
        return self._read[identity]


def _key(part: Part, root: etree._Element) -> tuple[str, ...]:
    return plain(root), *sorted(
        part.identified(identity) for identity, relation in part.relations.items() if relation.kind == "image"
    )


def _sections(body: etree._Element) -> list[etree._Element]:
    """The properties of the sections in order; those of the last stand in the body itself."""
    found = list(body.iter("{*}sectPr"))
    inner = [one for one in found if (above := one.getparent()) is not None and local(above) == "pPr"]
    last = [one for one in found if one.getparent() is body][-1:]
    return [*inner, *last] or [body]


def _inherited(sections: Sequence[etree._Element]) -> list[dict[tuple[str, str], str]]:
    """For each section the headers and footers by element and type, those of the section before where it names none."""
    found: list[dict[tuple[str, str], str]] = []
    going: dict[tuple[str, str], str] = {}
    for section in sections:
        for element in section:
            if local(element) in ("headerReference", "footerReference"):
                going[local(element), attribute(element, "type") or "default"] = attribute(element, "id") or ""
        found.append({**going, **({("titlePg", ""): "1"} if is_on(child(section, "titlePg")) else {})})
    return found


def _first_places(shown: Sequence[list[_Head]], *, footer: bool) -> list[list[_Head]]:
    """For each section the heads that it is the first to show."""
    seen: set[tuple[str, ...]] = set()
    places: list[list[_Head]] = []
    for heads in shown:
        new = []
        for head in heads:
            if head.footer == footer and head.key not in seen:
                seen.add(head.key)
                new.append(head)
        places.append(new)
    return places


def _write(head: _Head, walker: BodyWalker) -> None:
    """Write a head or foot as furniture of the page, or as text where it is the notice's own."""
    lines = [line for p in head.root.iter() if local(p) == "p" and (line := plain(p))]
    own = is_imprint(lines) if head.footer else is_letterhead(lines)
    walker.builder.newline()
    if not own:
        walker.builder.open("running_head", "footer" if head.footer else "header")
    walker.story(head.root, head.part, in_head=True)
    walker.builder.newline()
    if not own:
        walker.builder.close()
