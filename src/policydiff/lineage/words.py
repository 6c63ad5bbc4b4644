# SPDX-License-Identifier: Apache-2.0
"""The words of a collation in the three languages of the interface."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from policydiff.lineage.result import Collation, Evidence, Node, Statement
from policydiff.model import TELLING
from policydiff.show.i18n import Catalogue, catalogue, number, tables


@dataclass(frozen=True, slots=True)
class Words:
    """One language: the collation's own phrases, and the catalogue of all reports as `main`."""

    main: Catalogue
    tables: dict[str, dict[str, str]]

    def t(self, key: str, **values: object) -> str:
        """The phrase of a dotted key with its places filled."""
        table, name = key.split(".", 1)
        phrase = self.tables[table][name]
        return phrase.format_map(values) if values else phrase

    def join(self, names: Sequence[str]) -> str:
        """Names in a row."""
        return self.main.join(list(names))

    def statement(self, said: Statement) -> str:
        """A sentence of the answer."""
        others = self.join(said.others)
        if said.kind == "lost_or_used" and others:
            others = f" {others}"
        return self.t(f"statement.{said.kind}", copies=self.join(said.copies), others=others)

    def evidence(self, found: Sequence[Evidence]) -> str:
        """Evidence in a line: 文字讹误 5 (…)."""
        return self.main.t("meta.list").join(map(self.counted, found))

    def counted(self, found: Evidence) -> str:
        """A kind of evidence with its number, where it is counted."""
        name = self.t(f"evidence.{found.kind}")
        return f"{name} {number(found.count)}" if found.count else name

    def node(self, node: Node) -> str:
        """A vertex in words: its copies, or that it is lost."""
        if node.copies:
            return " = ".join(node.copies)
        return node.id + self.main.aside(self.t("ui.lost_simplified" if node.note == "simplified" else "ui.lost"))

    def answer(self, collation: Collation) -> Iterator[str]:
        """The lineage in sentences."""
        if not collation.lineage.edges:
            yield self.t("statement.one_text")
        elif all(edge.direction == "none" for edge in collation.lineage.edges):
            yield self.t("statement.too_little_for_all")
        for said in collation.lineage.answer:
            yield self.statement(said)

    def headline(self, collation: Collation) -> str:
        """How many copies, places, and places that tell; what some copies lack, if they do."""
        telling = sum(v.class_ in TELLING for v in collation.variations)
        places = number(len(collation.variations))
        said = self.t("ui.headline", n=len(collation.copies), places=places, telling=number(telling))
        lacking = len(collation.passages)
        return said + (self.t("ui.headline_missing", passages=lacking) if lacking else "")

    def title(self, collation: Collation) -> str:
        """The notice's title as the base has it, else the first copy with a title."""
        copies = sorted(collation.copies, key=lambda copy: copy.siglum != collation.base)
        return next((c.facts.title for c in copies if c.facts.title), self.main.t("ui.untitled"))


@cache
def words(lang: str = "en") -> Words:
    """The words of `en`, `zh-Hans` or `zh-Hant`; UsageError PD230 for another language."""
    main = catalogue(lang)
    data: dict[str, Any] = tables(f"collation/{lang}.toml")
    return Words(main, data)
