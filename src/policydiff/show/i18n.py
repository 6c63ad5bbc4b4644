# SPDX-License-Identifier: Apache-2.0
"""The words of the interface in three languages, read from templates/i18n."""

from functools import cache
from typing import Any, Protocol

from msgspec import Struct

from policydiff.errors import UsageError
from policydiff.kinds import KINDS
from policydiff.languages import Counted
from policydiff.model import ReadingEvent, Reason
from policydiff.reasons import LANGUAGES, because, note, say, say_often
from policydiff.show.assets import templates_root
from policydiff.show.made import made
from policydiff.show.styles import TermsStyle

TRACKED = frozenset({"insertion", "deletion", "move_from", "move_to"})
"""Kinds of events whose note is a name."""


class Explained(Protocol):
    """Whatever carries a reason: a difference, a finding, a group, a relation."""

    @property
    def reason(self) -> str:
        """The reason in English."""

    @property
    def rule(self) -> Reason | None:
        """The reason as a key with arguments."""


class Catalogue(Struct, frozen=True):
    """One language's words: `t("ui.copy", side="甲")` fills the places of a phrase."""

    lang: str
    tables: dict[str, dict[str, str]]
    phrases: dict[str, str]
    """The same by dotted keys."""

    def t(self, key: str, **values: object) -> str:
        """The phrase of a dotted key with its places filled."""
        phrase = self.phrases[key]
        if "|" in phrase:
            values = {name: Counted(value) for name, value in values.items()}
        return phrase.format_map(values) if values else phrase

    def n(self, key: str, count: int, **values: object) -> str:
        """The phrase that fits a number: `key.one` or `key.other`, also spelt `key_one`."""
        form = "one" if count == 1 else "other"
        full = f"{key}_{form}" if "." in key else f"{key}.{form}"
        return self.t(full, n=number(count), **values)

    def name(self, table: str, key: str) -> str:
        """A name from a table, or the key itself in plain words where the table lacks it."""
        return self.tables[table].get(key) or key.replace("_", " ")

    def rule(self, found: Explained) -> str:
        """Why it is told, in this language; of results that carry no rule, their sentence as it is."""
        return self.reason(found.rule) if found.rule is not None else found.reason

    def why(self, found: Explained) -> str:
        """The same for a page, which shows code points only where they are asked for."""
        return say_often(found.rule, self.lang, points=False) if found.rule is not None else found.reason

    def reason(self, rule: Reason) -> str:
        """A reason as a sentence of this language."""
        return say(rule, self.lang)

    def note(self, event: ReadingEvent) -> str:
        """What a reader wrote beside an event, in this language; who made a tracked change, as the file says."""
        return event.note if event.kind in TRACKED else note(event.note, self.lang)

    def labelled(self, label: str, said: str) -> str:
        """`label: said`, with the colon of this language."""
        return f"{label}{self.tables['meta']['colon']}{said}"

    def join(self, words: list[str]) -> str:
        """A list in words."""
        return self.tables["meta"]["list"].join(words)

    def aside(self, said: str) -> str:
        """What stands in the brackets of this language, after what it belongs to; nothing for nothing."""
        return self.tables["meta"]["aside"].format(what=said) if said else ""

    def clauses(self, said: list[str]) -> str:
        """What is said one after the other, with the semicolons of this language."""
        return self.tables["meta"]["clause"].join(said)


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


@cache
def catalogue(lang: str = "en", terms: TermsStyle = "textual") -> Catalogue:
    """The catalogue of `en`, `zh-Hans` or `zh-Hant`, judging in the words asked for; UsageError PD230 for another
    language."""
    if lang not in LANGUAGES:
        raise UsageError("PD230", because("language_unknown", lang=repr(lang), known=LANGUAGES))
    data = tables(f"{lang}.toml")
    if terms == "portal":
        data["action_base"] = data["action_portal"]
    at = LANGUAGES.index(lang)
    data["kind"] = {kind: facts.label[at] for kind, facts in KINDS.items()}
    return Catalogue(lang, data, _phrases(data))


@cache
def terminal(lang: str = "en") -> Catalogue:
    """What commands print on a terminal; UsageError PD230 for another language."""
    data = {**catalogue(lang).tables, **tables(f"terminal/{lang}.toml")}
    return Catalogue(lang, data, _phrases(data))


def tables(name: str) -> dict[str, Any]:
    """The tables of a file of templates/i18n."""
    source = (templates_root() / "i18n" / name).read_text("utf-8")
    found: dict[str, Any] | None = made(name, source)
    if found is None:
        import tomllib

        found = tomllib.loads(source)
    return found


def _phrases(data: dict[str, dict[str, str]]) -> dict[str, str]:
    """The phrases of tables by dotted keys."""
    return {f"{table}.{name}": phrase for table, phrases in data.items() for name, phrase in phrases.items()}
