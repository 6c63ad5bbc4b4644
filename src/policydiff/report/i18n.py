# SPDX-License-Identifier: Apache-2.0
"""The words of the interface in three languages, read from templates/i18n."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from policydiff.errors import UsageError
from policydiff.model import Difference, Finding
from policydiff.report.assets import templates_root

LANGUAGES = ("en", "zh-Hans", "zh-Hant")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's words: `t("ui.copy", side="甲")` fills the places of a phrase."""

    lang: str
    tables: dict[str, dict[str, str]]
    phrases: dict[str, str]
    """The same by dotted keys."""

    def t(self, key: str, **values: object) -> str:
        """The phrase of a dotted key with its places filled."""
        phrase = self.phrases[key]
        return phrase.format_map(values) if values else phrase

    def n(self, key: str, count: int, **values: object) -> str:
        """The phrase that fits a number: `key.one` or `key.other`, also spelt `key_one`."""
        form = "one" if count == 1 else "other"
        full = f"{key}_{form}" if "." in key else f"{key}.{form}"
        return self.t(full, n=number(count), **values)

    def name(self, table: str, key: str) -> str:
        """A name from a table, or the key itself in plain words where the table lacks it."""
        return self.tables[table].get(key) or key.replace("_", " ")

    def rule(self, found: Difference | Finding) -> str:
        """Why it is a difference, in this language.

        The core speaks English; in the other languages the rule of the kind is named instead,
        with the word that tells of a fault.
        """
        if self.lang == "en" and found.reason:
            return found.reason
        rule = self.tables["rule"].get(found.kind) or found.reason or self.name("kind", found.kind)
        return f"{rule}：{found.phrase}" if isinstance(found, Finding) and found.phrase else rule

    def said(self, text: str) -> str:
        """What another part said in English, in this language where the catalogue knows the sentence."""
        if self.lang == "en":
            return text
        for key, pattern in _english():
            found = pattern.fullmatch(text)
            if found:
                return self.tables["said"][key].format_map(found.groupdict())
        return text

    def labelled(self, label: str, said: str) -> str:
        """`label: said`, with the colon of this language."""
        return f"{label}{self.tables['meta']['colon']}{said}"

    def join(self, words: list[str]) -> str:
        """A list in words."""
        return self.tables["meta"]["list"].join(words)


@cache
def _english() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English sentences of the table `said` as patterns, a group for each place to fill."""
    sentences = catalogue("en").tables["said"]
    return tuple((key, re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL)) for key, sentence in sentences.items())


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


@cache
def catalogue(lang: str = "en") -> Catalogue:
    """The catalogue of `en`, `zh-Hans` or `zh-Hant`; UsageError PD230 for another language."""
    if lang not in LANGUAGES:
        raise UsageError("PD230", f"the interface has no language {lang!r}", f"choose one of {', '.join(LANGUAGES)}")
    data: dict[str, Any] = tomllib.loads((templates_root() / "i18n" / f"{lang}.toml").read_text("utf-8"))
    return Catalogue(lang, data, {f"{table}.{name}": phrase for table, phrases in data.items() for name, phrase in phrases.items()})
