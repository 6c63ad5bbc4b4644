# SPDX-License-Identifier: Apache-2.0
"""The profile of the converter that made a copy, as JSON (`policydiff.converter/1`) and for people."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from policydiff.model import ScriptProfile
from policydiff.pipeline import Prepared
from policydiff.script.converter import Choice, Converter, converter
from policydiff.show.i18n import Catalogue, terminal
from policydiff.show.visible import plain

SCHEMA = "policydiff.converter/1"
_GLOSSES = frozenset({"pinyin", "zhuyin", "ruby"})
_SHOWN = 40


class ConverterReport(Struct, frozen=True):
    """One copy and the profile of what converted it."""

    schema: str
    name: str
    sha256: str
    script: ScriptProfile
    converter: Converter


def converter_of(copy: Prepared) -> Converter:
    """The converter's profile of a prepared copy."""
    source = copy.canonical.source
    glosses = [
        (source[r.start - 1], source[r.start : r.end])
        for r in copy.canonical.removals
        if r.kind in _GLOSSES and r.start
    ]
    return converter(copy.plain, copy.script, glosses)


def report(copy: Prepared) -> ConverterReport:
    """The profile with the facts that say of which copy it is."""
    return ConverterReport(SCHEMA, copy.witness.name, copy.witness.sha256, copy.script, converter_of(copy))


def render_json(found: ConverterReport) -> bytes:
    """The profile as one line of JSON."""
    return msgspec.json.encode(found, order="deterministic") + b"\n"


def render_text(found: ConverterReport, lang: str = "en") -> str:
    """The profile for people."""
    return "\n".join(_lines(found, terminal(lang))) + "\n"


def _lines(found: ConverterReport, words: Catalogue) -> Iterator[str]:
    """The report on one copy's converter, line by line for a terminal."""
    made = found.converter
    regions = [words.t(f"region.{found.script.region}")] if found.script.region else []
    form = words.join([words.t(f"form.{found.script.form}"), *regions])
    yield words.t("converter.name", name=plain(found.name), form=form)
    yield words.t("converter.kind", kind=words.t(f"converter.kind_{made.kind or 'unknown'}"))
    if made.several:
        yield words.t("converter.single", n=made.single, total=made.several)
    if made.glyphs:
        named = words.tables["region"]
        glyphs = [f"{named.get(region, region)} {n}" for region, n in made.glyphs.items()]
        yield words.t("converter.glyphs", what=words.join(glyphs))
    if made.residual:
        yield words.t("converter.residual", what=" ".join(f"{char}×{n}" for char, n in made.residual.items()))
    if made.choices:
        yield words.t("converter.choices", what=words.clauses([_choice(one, words) for one in made.choices]))
    yield from _glosses(made, words)
    for near in made.nearest:
        counts = {"n": near.places, "total": made.examined, "characters": near.characters}
        yield words.t("converter.family", family=_family(near.family, words), **counts)
    if made.nearest:
        yield words.t(f"converter.{'nearest' if made.named else 'no_nearest'}", n=made.margin)


def _family(family: str, words: Catalogue) -> str:
    """A family, `first/taiwan`, in words: its rule and its glyphs."""
    rule, _, glyphs = family.partition("/")
    return words.t(
        "converter.family_of", rule=words.t(f"converter.rule_{rule}"), glyphs=words.t(f"converter.glyphs_{glyphs}")
    )


def _choice(one: Choice, words: Catalogue) -> str:
    return f"{one.character} → " + words.join([f"{form}×{n}" for form, n in one.forms.items()])


def _glosses(made: Converter, words: Catalogue) -> Iterator[str]:
    if made.glosses:
        full = sum(g.glossed == g.of for g in made.glosses)
        count = sum(g.glossed for g in made.glosses)
        yield words.t("converter.glosses", n=count, characters=len(made.glosses), full=full)
        yield "  " + " ".join(f"{g.character}{plain(g.readings[0])} {g.glossed}/{g.of}" for g in made.glosses[:_SHOWN])
